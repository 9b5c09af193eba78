//! One walk over the matches gives everything that a page of results needs: the best of them in an
//! order without chance, their number, the facets, and how sure their dates are.

use super::facets::{Counter, Tally};
use super::schema::column;
use super::{NO_FIRST_DAY, NO_LAST_DAY, day_number};
use crate::search::{DateCounts, Dates, FacetField, Filters, Sort};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Matches that are looked at together.
const BLOCK: usize = 512;

/// What to collect.
pub(super) struct Gather {
    /// How many of the best to keep.
    pub(super) keep: usize,
    pub(super) sort: Sort,
    pub(super) days: Days,
}

/// The filter of dates, in the numbers of [`super::day_number`].
#[derive(Clone, Copy)]
pub(super) struct Days {
    from: u64,
    to: u64,
    wanted: Dates,
}

/// What was collected.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) total: usize,
    pub(super) dates: DateCounts,
    pub(super) best: Vec<Ranked>,
    /// For each segment the counts of each facet, in the order of [`FacetField::ALL`].
    pub(super) facets: Vec<(usize, Vec<Tally>)>,
}

/// A match with its place in the order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    rank: u64,
    key: u64,
    pub(super) score: Score,
    pub(super) address: DocAddress,
}

impl Ranked {
    /// Higher ranks first; equals by the digest of the id, which nothing else moves.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        other
            .rank
            .cmp(&self.rank)
            .then(self.key.cmp(&other.key))
            .then(self.address.cmp(&other.address))
    }
}

impl Days {
    pub(super) fn of(filters: &Filters) -> Self {
        Self {
            from: filters.from.map_or(NO_FIRST_DAY, day_number),
            to: filters.to.map_or(NO_LAST_DAY, day_number),
            wanted: filters.dates,
        }
    }

    /// How sure it is that a report of `first..=last` lies between the limits; `None`: surely not.
    fn certainty(&self, first: u64, last: u64) -> Option<Dates> {
        if first == NO_FIRST_DAY && last == NO_LAST_DAY {
            Some(Dates::Undated)
        } else if first > self.to || last < self.from {
            None
        } else if first >= self.from && last <= self.to {
            Some(Dates::Sure)
        } else {
            Some(Dates::Possible)
        }
    }

    fn wants(&self, certainty: Dates) -> bool {
        match self.wanted {
            Dates::Any if self.from == NO_FIRST_DAY && self.to == NO_LAST_DAY => true,
            Dates::Any => certainty != Dates::Undated,
            wanted => certainty == wanted,
        }
    }
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let columns = segment.fast_fields();
        let counters = FacetField::ALL
            .iter()
            .map(|field| Counter::new(segment, *field))
            .collect::<tantivy::Result<_>>()?;
        Ok(SegmentGather {
            ordinal,
            sort: self.sort,
            days: self.days,
            first_days: columns.u64(column::DAY_MIN)?,
            last_days: columns.u64(column::DAY_MAX)?,
            keys: columns.u64(column::KEY)?,
            counters,
            total: 0,
            dates: DateCounts::default(),
            best: Best::new(self.keep),
            block: Vec::with_capacity(BLOCK),
            wanted: Vec::with_capacity(BLOCK),
            days_of_block: Default::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<Gathered>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        let mut best = Best::new(self.keep);
        for segment in segments {
            all.total += segment.total;
            all.dates.sure += segment.dates.sure;
            all.dates.possible += segment.dates.possible;
            all.dates.undated += segment.dates.undated;
            all.facets.extend(segment.facets);
            segment.best.into_iter().for_each(|ranked| best.push(ranked));
        }
        all.best = best.into_sorted();
        Ok(all)
    }
}

pub(super) struct SegmentGather {
    ordinal: SegmentOrdinal,
    sort: Sort,
    days: Days,
    first_days: Column<u64>,
    last_days: Column<u64>,
    keys: Column<u64>,
    counters: Vec<Counter>,
    total: usize,
    dates: DateCounts,
    best: Best,
    /// Matches that wait to be looked at together: columns are read much faster so.
    block: Vec<(DocId, Score)>,
    wanted: Vec<DocId>,
    /// The first and last days of a block.
    days_of_block: (Vec<Option<u64>>, Vec<Option<u64>>),
}

impl SegmentGather {
    fn look_at_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.wanted.clear();
        self.wanted.extend(block.iter().map(|(doc, _)| *doc));
        let (mut firsts, mut lasts) = std::mem::take(&mut self.days_of_block);
        firsts.clear();
        firsts.resize(block.len(), None);
        lasts.clear();
        lasts.resize(block.len(), None);
        self.first_days.first_vals(&self.wanted, &mut firsts);
        self.last_days.first_vals(&self.wanted, &mut lasts);
        self.wanted.clear();
        for (((doc, score), first), last) in block.iter().zip(&firsts).zip(&lasts) {
            let first = first.unwrap_or(NO_FIRST_DAY);
            let last = last.unwrap_or(NO_LAST_DAY);
            if self.look_at(*doc, *score, first, last) {
                self.wanted.push(*doc);
            }
        }
        self.total += self.wanted.len();
        for counter in &mut self.counters {
            counter.count(&self.wanted);
        }
        self.block = block;
        self.block.clear();
        self.days_of_block = (firsts, lasts);
    }

    /// Whether the filter of dates lets the report through; ranks it if so.
    fn look_at(&mut self, doc: DocId, score: Score, first: u64, last: u64) -> bool {
        let Some(certainty) = self.days.certainty(first, last) else {
            return false;
        };
        match certainty {
            Dates::Sure => self.dates.sure += 1,
            Dates::Possible => self.dates.possible += 1,
            Dates::Undated | Dates::Any => self.dates.undated += 1,
        }
        if !self.days.wants(certainty) {
            return false;
        }
        let day = if first == NO_FIRST_DAY { last } else { first };
        let rank = match self.sort {
            // The bits of positive floats are in the order of the floats.
            Sort::Relevance => u64::from(score.max(0.0).to_bits()),
            Sort::Newest | Sort::Oldest if certainty == Dates::Undated => 0,
            Sort::Newest => day,
            Sort::Oldest => NO_LAST_DAY - day.min(NO_LAST_DAY),
        };
        if self.best.may_hold(rank) {
            self.best.push(Ranked {
                rank,
                key: self.keys.first(doc).unwrap_or(0),
                score,
                address: DocAddress::new(self.ordinal, doc),
            });
        }
        true
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = Gathered;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.block.push((doc, score));
        if self.block.len() == BLOCK {
            self.look_at_block();
        }
    }

    fn harvest(mut self) -> Gathered {
        self.look_at_block();
        let tallies = self.counters.into_iter().map(Counter::harvest).collect();
        Gathered {
            total: self.total,
            dates: self.dates,
            best: self.best.into_sorted(),
            facets: vec![(self.ordinal as usize, tallies)],
        }
    }
}

/// The best so far: twice as many as are kept, thinned out when they overflow.
struct Best {
    keep: usize,
    ranked: Vec<Ranked>,
    /// Nothing below this rank can be kept any more.
    least: u64,
}

impl Best {
    fn new(keep: usize) -> Self {
        Self {
            keep,
            ranked: Vec::new(),
            least: 0,
        }
    }

    fn may_hold(&self, rank: u64) -> bool {
        rank >= self.least
    }

    fn push(&mut self, ranked: Ranked) {
        self.ranked.push(ranked);
        if self.ranked.len() > self.keep.saturating_mul(2).max(64) {
            self.thin_out();
        }
    }

    fn thin_out(&mut self) {
        if self.keep == 0 {
            self.ranked.clear();
        } else if self.ranked.len() > self.keep {
            let (_, last, _) = self.ranked.select_nth_unstable_by(self.keep - 1, Ranked::order);
            self.least = last.rank;
            self.ranked.truncate(self.keep);
        }
    }

    fn into_sorted(mut self) -> Vec<Ranked> {
        self.thin_out();
        self.ranked.sort_unstable_by(Ranked::order);
        self.ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_of_dates() {
        let days = Days {
            from: 10,
            to: 20,
            wanted: Dates::Any,
        };
        const PAST: u64 = NO_FIRST_DAY;
        const FUTURE: u64 = NO_LAST_DAY;
        for (first, last, expected) in [
            (10, 20, Some(Dates::Sure)),
            (15, 15, Some(Dates::Sure)),
            (5, 15, Some(Dates::Possible)),
            (15, FUTURE, Some(Dates::Possible)),
            (PAST, 15, Some(Dates::Possible)),
            (PAST, FUTURE, Some(Dates::Undated)),
            (21, FUTURE, None),
            (PAST, 9, None),
        ] {
            assert_eq!(days.certainty(first, last), expected, "{first} {last}");
        }
        let open = Days::of(&Filters::default());
        assert_eq!(open.certainty(1, FUTURE), Some(Dates::Sure));
    }

    #[test]
    fn the_best_are_kept_in_order_whatever_comes_when() {
        let ranked = |rank: u64| Ranked {
            rank: rank % 50,
            key: rank * 7919 % 1009,
            score: 0.0,
            address: DocAddress::new(0, rank as u32),
        };
        let mut all: Vec<Ranked> = (0..1000).map(ranked).collect();
        let mut best = Best::new(37);
        for one in &all {
            if best.may_hold(one.rank) {
                best.push(*one);
            }
        }
        all.sort_unstable_by(Ranked::order);
        all.truncate(37);
        assert_eq!(best.into_sorted(), all);
    }
}
