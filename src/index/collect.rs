//! Everything that a page of results needs of the matches: the best of them in an order without
//! chance, their number, the facets, how they lie in time, and how sure their dates are.
//!
//! Where a query is made of single words, the best are found first, by blocks that cannot hold
//! better ones being passed over, and then all matches are counted without a score. Otherwise one
//! walk gives both. Of matches that are most of a segment, the others are counted and taken from the
//! whole.

use super::Error;
use super::best::{Best, Ranked};
use super::days::Days;
use super::facets::Tally;
use super::fold_by::{Folded, Splits};
use super::times::Times;
use super::walk::Walk;
use super::whole::Whole;
use crate::search::{DateCounts, Sort};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tantivy::Searcher;
use tantivy::query::{EnableScoring, Query, Weight};

/// Of so many reports the segments are done by several threads: of fewer, one is done before others begin.
const MANY: u64 = 50_000;
/// So many at the most, for others ask too.
const THREADS: usize = 8;

/// What to gather.
pub(super) struct Gather {
    /// How many of the best to keep.
    pub(super) keep: usize,
    pub(super) sort: Sort,
    pub(super) days: Days,
    /// Chosen values of each facet, in the order of [`crate::search::FacetField::ALL`]; of none, all pass.
    pub(super) chosen: Vec<Vec<String>>,
    /// Whether facets and times are wanted too.
    pub(super) counts: bool,
    /// Whether the query matches every report.
    pub(super) everything: bool,
    /// Whether the engine can pass over blocks of matches when only the best are wanted.
    pub(super) can_skip: bool,
    /// What reports of one meeting are folded by, where they are.
    pub(super) fold: Option<Splits>,
}

/// What was gathered.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) total: usize,
    pub(super) dates: DateCounts,
    pub(super) best: Vec<Ranked>,
    /// For each segment the counts of each facet, in the order of [`crate::search::FacetField::ALL`].
    pub(super) facets: Vec<(usize, Vec<Tally>)>,
    pub(super) times: Times,
    /// Of what is folded, how many matches each of the best stands for, and how many there are.
    pub(super) folded: Option<Folded>,
    /// Whether it is all reports, of which the counts are known.
    pub(super) is_whole: bool,
}

/// What one thread has gathered.
struct Part {
    all: Gathered,
    best: Best,
    folded: Option<Folded>,
}

impl Part {
    fn new(gather: &Gather) -> Self {
        Self {
            all: Gathered::default(),
            best: Best::new(gather.keep),
            folded: gather.fold.as_ref().map(|_| Folded::default()),
        }
    }

    /// One segment more. The second of the weights has no scores, where the best are found apart.
    fn gather(
        &mut self,
        gather: &Gather,
        mut walk: Walk<'_>,
        (weight, unscored): (&dyn Weight, Option<&dyn Weight>),
        whole: &Whole,
    ) -> Result<(), Error> {
        match unscored {
            Some(unscored) => {
                walk.skip_to_best(weight, &mut self.best)?;
                walk.walk(unscored, false)?;
            }
            None => walk.walk(weight, gather.is_scored())?,
        }
        walk.filter();
        match &mut self.folded {
            Some(folded) => walk.fold(folded, &mut self.best)?,
            None if unscored.is_none() => walk.rank(&mut self.best),
            None => {}
        }
        walk.count(whole, &mut self.all)
    }

    fn add(&mut self, other: Part) {
        self.all.total += other.all.total;
        self.all.dates.sure += other.all.dates.sure;
        self.all.dates.possible += other.all.dates.possible;
        self.all.dates.undated += other.all.dates.undated;
        self.all.facets.extend(other.all.facets);
        self.all.times.add(other.all.times);
        for ranked in other.best.into_sorted() {
            self.best.push(ranked);
        }
        if let (Some(folded), Some(other)) = (&mut self.folded, other.folded) {
            folded.add(other);
        }
    }
}

impl Gather {
    fn is_scored(&self) -> bool {
        self.keep > 0 && self.sort == Sort::Relevance
    }

    /// Runs a query over all segments; `wholes` has one for each.
    pub(super) fn run(&self, searcher: &Searcher, query: &dyn Query, wholes: &[Arc<Whole>]) -> Result<Gathered, Error> {
        if let Some(all) = self.all(searcher, wholes)? {
            return Ok(all);
        }
        let scored = self.is_scored();
        let weight = query.weight(match scored {
            true => EnableScoring::enabled_from_searcher(searcher),
            false => EnableScoring::disabled_from_searcher(searcher),
        })?;
        // The same without scores, where the best are found apart.
        let unscored = match scored && self.can_skip && self.fold.is_none() && !self.days.is_limited() {
            true => Some(query.weight(EnableScoring::disabled_from_searcher(searcher))?),
            false => None,
        };
        let weights = (weight.as_ref(), unscored.as_deref());
        let segments: Vec<_> = (0_u32..).zip(searcher.segment_readers()).zip(wholes).collect();
        let Part {
            mut all,
            mut best,
            folded,
        } = self.in_parts(searcher.num_docs(), segments.len(), |n, part| {
            let Some(((ordinal, segment), whole)) = segments.get(n) else {
                return Ok(());
            };
            part.gather(self, Walk::new(self, *ordinal, segment)?, weights, whole)
        })?;
        if let Some(folded) = &folded {
            folded.offer(&mut best);
        }
        all.best = best.into_sorted();
        all.folded = folded;
        if self.days.is_open() {
            all.dates.undated = all.times.undated();
            all.dates.sure = all.total - all.dates.undated;
        }
        Ok(all)
    }

    /// Does each of so many segments, on all cores where the reports are many.
    fn in_parts(
        &self,
        reports: u64,
        segments: usize,
        one: impl Fn(usize, &mut Part) -> Result<(), Error> + Sync,
    ) -> Result<Part, Error> {
        let next = AtomicUsize::new(0);
        let work = || -> Result<Part, Error> {
            let mut part = Part::new(self);
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= segments {
                    return Ok(part);
                }
                one(n, &mut part)?;
            }
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let others = match reports >= MANY {
            true => cores.min(THREADS).min(segments).saturating_sub(1),
            false => 0,
        };
        std::thread::scope(|scope| {
            // Where the system has no thread to give, one does it alone.
            let begin = |_| std::thread::Builder::new().spawn_scoped(scope, work).ok();
            let others: Vec<_> = (0..others).filter_map(begin).collect();
            let mut part = work()?;
            for other in others {
                // A panic goes on where it would have without threads.
                part.add(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
            }
            Ok(part)
        })
    }

    /// All reports, where no more is asked for: from what is known of each segment, none is looked at.
    fn all(&self, searcher: &Searcher, wholes: &[Arc<Whole>]) -> Result<Option<Gathered>, Error> {
        let narrowed = !self.everything || !self.days.is_open() || self.fold.is_some();
        if narrowed || self.sort == Sort::Relevance || self.chosen.iter().any(|values| !values.is_empty()) {
            return Ok(None);
        }
        let mut all = Gathered {
            total: usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX),
            is_whole: true,
            ..Gathered::default()
        };
        let mut best = Best::new(self.keep);
        for ((ordinal, segment), whole) in (0_u32..).zip(searcher.segment_readers()).zip(wholes) {
            let Some(first) = whole.by_time(ordinal, segment, self.sort, self.keep)? else {
                return Ok(None);
            };
            first.into_iter().for_each(|ranked| best.push(ranked));
            all.times.add(whole.of(segment)?.1.clone());
        }
        all.best = best.into_sorted();
        all.dates.undated = all.times.undated();
        all.dates.sure = all.total - all.dates.undated;
        Ok(Some(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Filters;
    use tantivy::DocAddress;

    #[test]
    fn by_one_thread_or_several_each_segment_is_done_once() {
        let gather = Gather {
            keep: 3,
            sort: Sort::Newest,
            days: Days::of(&Filters::default(), None),
            chosen: Vec::new(),
            counts: false,
            everything: false,
            can_skip: false,
            fold: Some(Splits::default()),
        };
        let ranked = |n: usize| Ranked {
            rank: n as u64,
            key: n as u64,
            score: 0.0,
            address: DocAddress::new(n as u32, 0),
        };
        for reports in [0, MANY] {
            let part = gather.in_parts(reports, 40, |n, part| {
                part.all.total += n;
                part.best.push(ranked(n));
                // Two meetings, of which the even segments tell and the odd ones.
                let folded = part.folded.as_mut().unwrap();
                folded.put(1 + n as u64 % 2, ranked(n), &mut part.best);
                Ok(())
            });
            let part = part.unwrap();
            assert_eq!(part.all.total, 40 * 39 / 2);
            let ranks: Vec<u64> = part.best.into_sorted().iter().map(|one| one.rank).collect();
            assert_eq!(ranks, [39, 38, 37]);
            let folded = part.folded.unwrap();
            assert_eq!(folded.len(), 2);
            assert_eq!((folded.more().get(&39), folded.more().get(&38)), (Some(&19), Some(&19)));
            let failed = gather.in_parts(reports, 40, |n, _| match n {
                7 => Err(Error::Stopped),
                _ => Ok(()),
            });
            assert!(failed.is_err());
        }
    }
}
