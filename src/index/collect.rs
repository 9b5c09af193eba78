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
use tantivy::Searcher;
use tantivy::query::{EnableScoring, Query};

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

impl Gather {
    /// Runs a query over all segments; `wholes` has one for each.
    pub(super) fn run(&self, searcher: &Searcher, query: &dyn Query, wholes: &[Arc<Whole>]) -> Result<Gathered, Error> {
        if let Some(all) = self.all(searcher, wholes)? {
            return Ok(all);
        }
        let scored = self.keep > 0 && self.sort == Sort::Relevance;
        let weight = query.weight(match scored {
            true => EnableScoring::enabled_from_searcher(searcher),
            false => EnableScoring::disabled_from_searcher(searcher),
        })?;
        // The same without scores, where the best are found apart.
        let unscored = match scored && self.can_skip && self.fold.is_none() && !self.days.is_limited() {
            true => Some(query.weight(EnableScoring::disabled_from_searcher(searcher))?),
            false => None,
        };
        let mut all = Gathered::default();
        let mut best = Best::new(self.keep);
        let mut folded = self.fold.as_ref().map(|_| Folded::default());
        for ((ordinal, segment), whole) in searcher.segment_readers().iter().enumerate().zip(wholes) {
            let mut walk = Walk::new(self, u32::try_from(ordinal).unwrap_or(u32::MAX), segment)?;
            match &unscored {
                Some(unscored) => {
                    walk.skip_to_best(weight.as_ref(), &mut best)?;
                    walk.walk(unscored.as_ref(), false)?;
                }
                None => walk.walk(weight.as_ref(), scored)?,
            }
            walk.filter();
            match &mut folded {
                Some(folded) => walk.fold(folded, &mut best)?,
                None if unscored.is_none() => walk.rank(&mut best),
                None => {}
            }
            walk.count(whole, &mut all)?;
        }
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
