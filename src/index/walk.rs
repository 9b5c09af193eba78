//! The matches of one segment: listed, filtered, ranked and counted.

use super::best::{Best, Ranked, rank_of};
use super::collect::{Gather, Gathered};
use super::days::{Days, rank_of_time};
use super::facets::Counter;
use super::fold_by::Folded;
use super::schema::column;
use super::times::Times;
use super::whole::Whole;
use super::{Error, NO_FIRST_DAY, NO_LAST_DAY};
use crate::search::{DateCounts, Dates, FacetField, Sort};
use tantivy::columnar::Column;
use tantivy::query::Weight;
use tantivy::{DocAddress, DocId, DocSet, Score, SegmentReader, TERMINATED};

/// The matches of one segment.
pub(super) struct Walk<'a> {
    gather: &'a Gather,
    ordinal: u32,
    segment: &'a SegmentReader,
    docs: Vec<DocId>,
    /// Of each match, where the walk has them.
    scores: Vec<Score>,
    firsts: Vec<u64>,
    lasts: Vec<u64>,
    first_days: Column<u64>,
    last_days: Column<u64>,
    keys: Column<u64>,
    /// Those that may be of the time that is asked for, where one is.
    timely: Option<Timely>,
    counters: Vec<Counter>,
    /// The facets of which values are chosen, with the numbers of those values here.
    sieves: Vec<(usize, Vec<u64>)>,
    /// Matches that miss one facet only: they count there, and nowhere else.
    beside: Vec<Vec<DocId>>,
    dates: DateCounts,
}

impl<'a> Walk<'a> {
    pub(super) fn new(gather: &'a Gather, ordinal: u32, segment: &'a SegmentReader) -> Result<Self, Error> {
        let columns = segment.fast_fields();
        let counters = counters(segment)?;
        let mut sieves = Vec::new();
        for (n, (chosen, counter)) in gather.chosen.iter().zip(&counters).enumerate() {
            if !chosen.is_empty() {
                sieves.push((n, counter.ordinals(chosen)?));
            }
        }
        Ok(Self {
            gather,
            ordinal,
            segment,
            docs: Vec::new(),
            scores: Vec::new(),
            firsts: Vec::new(),
            lasts: Vec::new(),
            first_days: columns.u64(column::DAY_MIN)?,
            last_days: columns.u64(column::DAY_MAX)?,
            keys: columns.u64(column::KEY)?,
            timely: match gather.days.is_limited() {
                true => Some(Timely::of(segment, &gather.days)?),
                false => None,
            },
            beside: vec![Vec::new(); counters.len()],
            counters,
            sieves,
            dates: DateCounts::default(),
        })
    }

    /// Offers the best of the segment, without looking at those that cannot be.
    pub(super) fn skip_to_best(&self, weight: &dyn Weight, best: &mut Best) -> Result<(), Error> {
        let alive = self.segment.alive_bitset();
        weight.for_each_pruning(best.least_score(), self.segment, &mut |doc, score| {
            let rank = rank_of(score);
            if best.may_hold(rank) && alive.is_none_or(|alive| alive.is_alive(doc)) && self.passes(doc) {
                best.push(self.ranked(doc, rank, score));
            }
            best.least_score()
        })?;
        Ok(())
    }

    fn ranked(&self, doc: DocId, rank: u64, score: Score) -> Ranked {
        Ranked {
            rank,
            key: self.keys.first(doc).unwrap_or(0),
            score,
            address: DocAddress::new(self.ordinal, doc),
        }
    }

    /// Whether a single report passes all filters.
    fn passes(&self, doc: DocId) -> bool {
        let days = &self.gather.days;
        if self.timely.as_ref().is_some_and(|timely| !timely.has(doc)) {
            return false;
        }
        let dated = days.is_open() || {
            let first = self.first_days.first(doc).unwrap_or(NO_FIRST_DAY);
            let last = self.last_days.first(doc).unwrap_or(NO_LAST_DAY);
            days.certainty(first, last)
                .is_some_and(|certainty| days.wants(certainty))
        };
        dated
            && self.sieves.iter().all(|(facet, ordinals)| {
                let counter = self.counters.get(*facet);
                counter.is_some_and(|counter| counter.has_any(doc, ordinals))
            })
    }

    /// Lists all matches that were not deleted.
    pub(super) fn walk(&mut self, weight: &dyn Weight, scored: bool) -> Result<(), Error> {
        let alive = self.segment.alive_bitset();
        let is_alive = |doc: DocId| alive.is_none_or(|alive| alive.is_alive(doc));
        let (docs, scores) = (&mut self.docs, &mut self.scores);
        match &self.timely {
            Some(timely) if self.gather.everything && !scored => {
                docs.extend(timely.iter().filter(|doc| is_alive(*doc)));
            }
            // Few pass, and only those need a score.
            Some(timely) if scored => {
                let mut scorer = weight.scorer(self.segment, 1.0)?;
                let mut doc = scorer.doc();
                while doc != TERMINATED {
                    if timely.has(doc) && is_alive(doc) {
                        docs.push(doc);
                        scores.push(scorer.score());
                    }
                    doc = scorer.advance();
                }
            }
            Some(timely) => weight.for_each_no_score(self.segment, &mut |some| {
                docs.extend(some.iter().filter(|doc| timely.has(**doc) && is_alive(**doc)));
            })?,
            None if scored => weight.for_each(self.segment, &mut |doc, score| {
                if is_alive(doc) {
                    docs.push(doc);
                    scores.push(score);
                }
            })?,
            None => weight.for_each_no_score(self.segment, &mut |some| match alive {
                None => docs.extend_from_slice(some),
                Some(_) => docs.extend(some.iter().filter(|doc| is_alive(**doc))),
            })?,
        }
        Ok(())
    }

    /// Keeps what passes the filters of dates and facets.
    pub(super) fn filter(&mut self) {
        let days = self.gather.days;
        let by_time = self.gather.sort != Sort::Relevance;
        if days.is_open() && self.sieves.is_empty() && !by_time {
            return;
        }
        read(&self.first_days, &self.docs, &mut self.firsts);
        read(&self.last_days, &self.docs, &mut self.lasts);
        if self.sieves.is_empty() {
            self.filter_days();
            return;
        }
        let mut kept = 0;
        for n in 0..self.docs.len() {
            let (Some(doc), Some(first), Some(last)) = (
                self.docs.get(n).copied(),
                self.firsts.get(n).copied(),
                self.lasts.get(n).copied(),
            ) else {
                break;
            };
            let Some(certainty) = days.certainty(first, last) else {
                continue;
            };
            let misses = self.misses(doc);
            if misses == Misses::None && !days.is_open() {
                match certainty {
                    Dates::Sure => self.dates.sure += 1,
                    Dates::Possible => self.dates.possible += 1,
                    Dates::Undated | Dates::Any => self.dates.undated += 1,
                }
            }
            if !days.wants(certainty) {
                continue;
            }
            match misses {
                Misses::None => {
                    self.keep(n, kept);
                    kept += 1;
                }
                Misses::One(facet) => {
                    if let Some(beside) = self.beside.get_mut(facet) {
                        beside.push(doc);
                    }
                }
                Misses::More => {}
            }
        }
        self.docs.truncate(kept);
        self.scores.truncate(kept);
        self.firsts.truncate(kept);
        self.lasts.truncate(kept);
    }

    /// The same where only dates filter: in one pass without a look at anything else.
    fn filter_days(&mut self) {
        let days = self.gather.days;
        if days.is_open() {
            return;
        }
        let mut kept = Vec::with_capacity(self.docs.len() / 8);
        let (mut sure, mut possible, mut undated) = (0, 0, 0);
        let [wants_sure, wants_possible, wants_undated] =
            [Dates::Sure, Dates::Possible, Dates::Undated].map(|certainty| days.wants(certainty));
        for (n, (first, last)) in (0_u32..).zip(self.firsts.iter().zip(&self.lasts)) {
            let overlaps = *first <= days.to && *last >= days.from;
            if !overlaps {
                continue;
            }
            let wanted = if *first == NO_FIRST_DAY && *last == NO_LAST_DAY {
                undated += 1;
                wants_undated
            } else if *first >= days.from && *last <= days.to {
                sure += 1;
                wants_sure
            } else {
                possible += 1;
                wants_possible
            };
            if wanted {
                kept.push(n);
            }
        }
        self.dates = DateCounts {
            sure,
            possible,
            undated,
        };
        fn pick<T: Copy>(list: &mut Vec<T>, kept: &[u32]) {
            if !list.is_empty() {
                *list = kept.iter().filter_map(|n| list.get(*n as usize).copied()).collect();
            }
        }
        pick(&mut self.docs, &kept);
        pick(&mut self.scores, &kept);
        pick(&mut self.firsts, &kept);
        pick(&mut self.lasts, &kept);
    }

    /// Moves the match at `n` to `kept`, which is not behind it.
    fn keep(&mut self, n: usize, kept: usize) {
        fn go<T: Copy>(list: &mut [T], n: usize, kept: usize) {
            if n < list.len() {
                list.copy_within(n..=n, kept);
            }
        }
        go(&mut self.docs, n, kept);
        go(&mut self.scores, n, kept);
        go(&mut self.firsts, n, kept);
        go(&mut self.lasts, n, kept);
    }

    /// In how many facets a report has none of the chosen values.
    fn misses(&self, doc: DocId) -> Misses {
        let mut misses = Misses::None;
        for (facet, ordinals) in &self.sieves {
            let has = self
                .counters
                .get(*facet)
                .is_some_and(|counter| counter.has_any(doc, ordinals));
            if !has {
                match misses {
                    Misses::None => misses = Misses::One(*facet),
                    _ => return Misses::More,
                }
            }
        }
        misses
    }

    /// Offers matches of which nothing is folded, and keeps the best of each meeting for later.
    pub(super) fn fold(&self, folded: &mut Folded, best: &mut Best) -> Result<(), Error> {
        let Some(splits) = &self.gather.fold else {
            return Ok(());
        };
        let by = splits.read(self.segment, &self.docs)?;
        let rank = |n: usize| match self.gather.sort {
            Sort::Relevance => self.scores.get(n).map_or((0, 1.0), |score| (rank_of(*score), *score)),
            sort => {
                let first = self.firsts.get(n).copied().unwrap_or(NO_FIRST_DAY);
                let last = self.lasts.get(n).copied().unwrap_or(NO_LAST_DAY);
                (rank_of_time(sort, first, last), 1.0)
            }
        };
        for (n, (doc, by)) in self.docs.iter().zip(by).enumerate() {
            let (rank, score) = rank(n);
            folded.put(by, self.ranked(*doc, rank, score), best);
        }
        Ok(())
    }

    /// Offers every match that was listed.
    pub(super) fn rank(&self, best: &mut Best) {
        if best.keep == 0 {
            return;
        }
        let by_time = self.firsts.iter().zip(&self.lasts);
        match self.gather.sort {
            Sort::Relevance => {
                for (doc, score) in self.docs.iter().zip(&self.scores) {
                    let rank = rank_of(*score);
                    if best.may_hold(rank) {
                        best.push(self.ranked(*doc, rank, *score));
                    }
                }
            }
            sort => {
                for (doc, (first, last)) in self.docs.iter().zip(by_time) {
                    let rank = rank_of_time(sort, *first, *last);
                    if best.may_hold(rank) {
                        best.push(self.ranked(*doc, rank, 1.0));
                    }
                }
            }
        }
    }

    /// Adds the numbers of the segment to those of all.
    pub(super) fn count(mut self, whole: &Whole, all: &mut Gathered) -> Result<(), Error> {
        all.total += self.docs.len();
        all.dates.sure += self.dates.sure;
        all.dates.possible += self.dates.possible;
        all.dates.undated += self.dates.undated;
        if !self.gather.counts {
            return Ok(());
        }
        let reports = self.segment.num_docs() as usize;
        let times = if self.sieves.is_empty() && self.docs.len() > reports / 2 {
            let (tallies, times) = whole.of(self.segment)?;
            let others = others(self.segment, &self.docs);
            let mut counted = Vec::with_capacity(self.counters.len());
            for (counter, tally) in self.counters.into_iter().zip(tallies) {
                counted.push(counter.without(&others, tally));
            }
            all.facets.push((self.ordinal as usize, counted));
            times.without(times_of(self.segment, &others)?)
        } else {
            for (counter, beside) in self.counters.iter_mut().zip(&self.beside) {
                counter.count(&self.docs);
                counter.count(beside);
            }
            let tallies = self.counters.into_iter().map(Counter::harvest).collect();
            all.facets.push((self.ordinal as usize, tallies));
            times_of(self.segment, &self.docs)?
        };
        all.times.add(times);
        Ok(())
    }
}

/// The reports of a segment that may be of a time, as bits: those that begin in it, and those of more
/// than one day. Found by whole blocks of columns, so that few reports are looked at one by one.
struct Timely(Vec<u64>);

impl Timely {
    fn of(segment: &SegmentReader, days: &Days) -> Result<Self, Error> {
        let columns = segment.fast_fields();
        let rows = 0..segment.max_doc();
        let mut bits = vec![0_u64; segment.max_doc().div_ceil(64) as usize];
        let mut found = Vec::new();
        let mut add = |column: &Column<u64>, values: std::ops::RangeInclusive<u64>| {
            found.clear();
            column
                .values
                .get_row_ids_for_value_range(values, rows.clone(), &mut found);
            for doc in &found {
                if let Some(word) = bits.get_mut((doc / 64) as usize) {
                    *word |= 1 << (doc % 64);
                }
            }
        };
        add(&columns.u64(column::DAY_MIN)?, days.from..=days.to);
        add(&columns.u64(column::WIDTH)?, 1..=u64::MAX);
        Ok(Self(bits))
    }

    fn has(&self, doc: DocId) -> bool {
        let word = self.0.get((doc / 64) as usize);
        word.is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }

    fn iter(&self) -> impl Iterator<Item = DocId> {
        (0_u32..).zip(&self.0).flat_map(|(n, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                (left != 0).then(|| {
                    left &= left - 1;
                    n * 64 + bit
                })
            })
        })
    }
}

/// How a report fares with the chosen values of the facets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Misses {
    None,
    One(usize),
    More,
}

pub(super) fn counters(segment: &SegmentReader) -> Result<Vec<Counter>, Error> {
    let counters = FacetField::ALL.iter().map(|field| Counter::new(segment, *field));
    Ok(counters.collect::<tantivy::Result<_>>()?)
}

pub(super) fn times_of(segment: &SegmentReader, docs: &[DocId]) -> Result<Times, Error> {
    let mut codes = Vec::new();
    read(&segment.fast_fields().u64(column::WHEN)?, docs, &mut codes);
    let mut times = Times::default();
    times.count(&codes);
    Ok(times)
}

/// The reports of a segment that are not among these, which ascend.
fn others(segment: &SegmentReader, docs: &[DocId]) -> Vec<DocId> {
    let mut next = docs.iter().copied().peekable();
    segment
        .doc_ids_alive()
        .filter(|doc| next.next_if_eq(doc).is_none())
        .collect()
}

/// A column in which every report has a value.
fn read(column: &Column<u64>, docs: &[DocId], values: &mut Vec<u64>) {
    values.clear();
    values.resize(docs.len(), 0);
    column.values.get_vals(docs, values);
}
