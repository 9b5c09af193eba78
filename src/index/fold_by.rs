//! Reports of one meeting as one: by the first meeting of each that is its own, where others could tell
//! of it for sure.

use super::best::{Best, Ranked};
use super::meetings::Told;
use super::schema::column;
use super::{Error, manifest::first_eight};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tantivy::{DocId, SegmentReader};

/// What a report is folded by: digests of the stem of its meeting and of the place. 0 stands for
/// nothing.
pub(super) fn numbers(told: &[Told<'_>]) -> (u64, u64) {
    match told.iter().find(|one| !one.meeting.background) {
        Some(own) if own.key.alone.is_none() => (number(own.stem()), number(&own.key.place)),
        _ => (0, 0),
    }
}

fn number(text: &str) -> u64 {
    match text {
        "" => 0,
        text => first_eight(blake3::hash(text.as_bytes()).as_bytes()).max(1),
    }
}

/// Meetings of which reports contradict each other in the place, so that it tells them apart: digests
/// of their stems.
#[derive(Clone, Debug, Default)]
pub(super) struct Splits(Arc<HashSet<u64>>);

impl Splits {
    pub(super) fn has(&self, stem: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&number(stem))
    }

    pub(super) fn set(&mut self, stem: &str, split: bool) {
        if split {
            Arc::make_mut(&mut self.0).insert(number(stem));
        } else if self.has(stem) {
            Arc::make_mut(&mut self.0).remove(&number(stem));
        }
    }

    /// What each of these reports is folded by; 0 for what stands on its own.
    pub(super) fn read(&self, segment: &SegmentReader, docs: &[DocId]) -> Result<Vec<u64>, Error> {
        let columns = segment.fast_fields();
        let (stems, places) = (columns.u64(column::FOLD)?, columns.u64(column::FOLD_PLACE)?);
        let mut by = vec![0; docs.len()];
        stems.values.get_vals(docs, &mut by);
        if !self.0.is_empty() {
            for (doc, by) in docs.iter().zip(&mut by).filter(|(_, by)| self.0.contains(by)) {
                *by = match places.first(*doc) {
                    // It may tell of any of several.
                    None | Some(0) => 0,
                    Some(place) => (*by ^ place.rotate_left(1)).max(1),
                };
            }
        }
        Ok(by)
    }
}

/// Matches by meeting.
#[derive(Default)]
pub(super) struct Folded {
    /// The best of each meeting, and how many matches tell of it.
    meetings: HashMap<u64, (Ranked, usize)>,
    /// Matches that stand on their own.
    single: usize,
}

impl Folded {
    pub(super) fn put(&mut self, by: u64, ranked: Ranked, best: &mut Best) {
        if by == 0 {
            self.single += 1;
            if best.may_hold(ranked.rank) {
                best.push(ranked);
            }
            return;
        }
        let (first, count) = self.meetings.entry(by).or_insert((ranked, 0));
        *count += 1;
        if ranked.order(first).is_lt() {
            *first = ranked;
        }
    }

    /// Takes over what was folded apart.
    pub(super) fn add(&mut self, other: Self) {
        self.single += other.single;
        for (by, (ranked, count)) in other.meetings {
            let (first, counted) = self.meetings.entry(by).or_insert((ranked, 0));
            *counted += count;
            if ranked.order(first).is_lt() {
                *first = ranked;
            }
        }
    }

    /// Offers the best of each meeting, once all matches are known.
    pub(super) fn offer(&self, best: &mut Best) {
        for (ranked, _) in self.meetings.values() {
            if best.may_hold(ranked.rank) {
                best.push(*ranked);
            }
        }
    }

    /// How many stand in the list.
    pub(super) fn len(&self) -> usize {
        self.single + self.meetings.len()
    }

    /// How many matches are folded into this one, beside itself, by the report's digest.
    pub(super) fn more(&self) -> HashMap<u64, usize> {
        let meetings = self.meetings.values().filter(|(_, count)| *count > 1);
        meetings.map(|(ranked, count)| (ranked.key, count - 1)).collect()
    }
}
