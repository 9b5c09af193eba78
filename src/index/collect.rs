//! One walk over the matches gives everything that a page of results needs: the best of them in an
//! order without chance, their number, the facets, and how sure their dates are.

use super::facets::{Counter, Tally};
use super::schema::column;
use crate::search::{DateCounts, Dates, FacetField, Filters, Sort};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// What to collect.
pub(super) struct Gather {
    /// How many of the best to keep.
    pub(super) keep: usize,
    pub(super) sort: Sort,
    pub(super) days: Days,
}

/// The filter of dates, in days since 1970.
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
    pub(super) wanted: Dates,
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
            from: filters.from.map(super::days),
            to: filters.to.map(super::days),
            wanted: filters.dates,
        }
    }

    /// How sure it is that a report of `first..=last` lies between the limits; `None`: surely not.
    fn certainty(&self, first: Option<i64>, last: Option<i64>) -> Option<Dates> {
        if first.is_none() && last.is_none() {
            return Some(Dates::Undated);
        }
        let outside = self.to.zip(first).is_some_and(|(to, first)| first > to)
            || self.from.zip(last).is_some_and(|(from, last)| last < from);
        if outside {
            return None;
        }
        let sure = self
            .from
            .is_none_or(|from| first.is_some_and(|first| first >= from))
            && self.to.is_none_or(|to| last.is_some_and(|last| last <= to));
        Some(if sure { Dates::Sure } else { Dates::Possible })
    }

    fn wants(&self, certainty: Dates) -> bool {
        match self.wanted {
            Dates::Any if self.from.is_none() && self.to.is_none() => true,
            Dates::Any => certainty != Dates::Undated,
            wanted => certainty == wanted,
        }
    }
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentGather> {
        let columns = segment.fast_fields();
        let counters = FacetField::ALL
            .iter()
            .map(|field| Counter::new(segment, *field))
            .collect::<tantivy::Result<_>>()?;
        Ok(SegmentGather {
            ordinal,
            sort: self.sort,
            days: self.days,
            first_day: columns.i64(column::DAY_MIN)?,
            last_day: columns.i64(column::DAY_MAX)?,
            keys: columns.u64(column::KEY)?,
            counters,
            total: 0,
            dates: DateCounts::default(),
            best: Best::new(self.keep),
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
            segment
                .best
                .into_iter()
                .for_each(|ranked| best.push(ranked));
        }
        all.best = best.into_sorted();
        Ok(all)
    }
}

pub(super) struct SegmentGather {
    ordinal: SegmentOrdinal,
    sort: Sort,
    days: Days,
    first_day: Column<i64>,
    last_day: Column<i64>,
    keys: Column<u64>,
    counters: Vec<Counter>,
    total: usize,
    dates: DateCounts,
    best: Best,
}

impl SegmentGather {
    /// Later days rank higher; 0 is no day at all.
    fn time_rank(&self, day: Option<i64>) -> u64 {
        const MIDDLE: u64 = 1 << 62;
        let Some(day) = day else { return 0 };
        match self.sort {
            Sort::Oldest => MIDDLE.saturating_add_signed(-day),
            _ => MIDDLE.saturating_add_signed(day),
        }
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = Gathered;

    fn collect(&mut self, doc: DocId, score: Score) {
        let (first, last) = (self.first_day.first(doc), self.last_day.first(doc));
        let Some(certainty) = self.days.certainty(first, last) else {
            return;
        };
        match certainty {
            Dates::Sure => self.dates.sure += 1,
            Dates::Possible => self.dates.possible += 1,
            Dates::Undated | Dates::Any => self.dates.undated += 1,
        }
        if !self.days.wants(certainty) {
            return;
        }
        self.total += 1;
        for counter in &mut self.counters {
            counter.count(doc);
        }
        let rank = match self.sort {
            // The bits of positive floats are in the order of the floats.
            Sort::Relevance => u64::from(score.max(0.0).to_bits()),
            Sort::Newest | Sort::Oldest => self.time_rank(first.or(last)),
        };
        if self.best.may_hold(rank) {
            self.best.push(Ranked {
                rank,
                key: self.keys.first(doc).unwrap_or(0),
                score,
                address: DocAddress::new(self.ordinal, doc),
            });
        }
    }

    fn harvest(self) -> Gathered {
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
            let (_, last, _) = self
                .ranked
                .select_nth_unstable_by(self.keep - 1, Ranked::order);
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
            from: Some(10),
            to: Some(20),
            wanted: Dates::Any,
        };
        for (first, last, expected) in [
            (Some(10), Some(20), Some(Dates::Sure)),
            (Some(15), Some(15), Some(Dates::Sure)),
            (Some(5), Some(15), Some(Dates::Possible)),
            (Some(15), None, Some(Dates::Possible)),
            (None, Some(15), Some(Dates::Possible)),
            (None, None, Some(Dates::Undated)),
            (Some(21), None, None),
            (None, Some(9), None),
        ] {
            assert_eq!(days.certainty(first, last), expected, "{first:?} {last:?}");
        }
        let open = Days {
            from: None,
            to: None,
            ..days
        };
        assert_eq!(open.certainty(Some(1), None), Some(Dates::Sure));
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
