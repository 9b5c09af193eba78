//! The stretches of several values at once, stem by stem: each is walked once, however many there are.

use super::meeting_walk::{Variant, Walk};
use super::meetings::Under;
use super::{Error, Snapshot};
use crate::report::MeetingKey;
use std::cell::Cell;
use std::sync::Arc;
use tantivy::InvertedIndexReader;

/// Terms that are walked over before it is leapt: a leap costs about as much.
const STRIDE: usize = 16;

/// What is under any of some values, in the order of time.
pub(super) struct Stretches<'r> {
    /// Each with the term that it stands at.
    walks: Vec<(Walk<'r>, Option<Variant>)>,
    left: &'r Cell<usize>,
}

impl<'r> Stretches<'r> {
    /// The part of them from the one key to before the other. Every term that is walked over and every leap
    /// is taken from what is `left`; when nothing is, they end.
    pub(super) fn open(
        snapshot: &'r Snapshot,
        readers: &'r [Arc<InvertedIndexReader>],
        (under, values): &(Under, Vec<String>),
        range: (&str, &str),
        left: &'r Cell<usize>,
    ) -> Result<Self, Error> {
        let mut walks = Vec::with_capacity(values.len());
        for value in values {
            let mut walk = Walk::open(snapshot, readers, (*under, value), range)?;
            spend(left, STRIDE);
            let next = step(&mut walk, left)?;
            walks.push((walk, next));
        }
        Ok(Self { walks, left })
    }

    /// The next stem, with its keys in their order; one may stand there under several values.
    pub(super) fn next(&mut self) -> Result<Option<(MeetingKey, Vec<Variant>)>, Error> {
        loop {
            let keys = self.walks.iter().filter_map(|(_, next)| next.as_ref());
            let Some(first) = keys.map(|next| next.key.as_str()).min() else {
                return Ok(None);
            };
            let key = MeetingKey::parse(first);
            let stem = MeetingKey::stem_of(first).to_owned();
            let variants = self.at(&stem)?;
            if let Some(key) = key {
                return Ok(Some((key, variants)));
            }
        }
    }

    /// The keys of a stem; stems must be asked for in order.
    pub(super) fn at(&mut self, stem: &str) -> Result<Vec<Variant>, Error> {
        // All keys of a stem go on with a space, and `!` comes next.
        let (first, end) = (format!("{stem} "), format!("{stem}!"));
        let mut found = Vec::new();
        for (walk, next) in &mut self.walks {
            let mut steps = 0;
            while next.as_ref().is_some_and(|one| one.key < first) {
                if steps == STRIDE {
                    spend(self.left, STRIDE);
                    walk.leap(&first)?;
                }
                steps += 1;
                *next = step(walk, self.left)?;
            }
            while let Some(own) = next.take_if(|one| one.key < end) {
                found.push(own);
                *next = step(walk, self.left)?;
            }
        }
        found.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(found)
    }
}

fn step(walk: &mut Walk<'_>, left: &Cell<usize>) -> Result<Option<Variant>, Error> {
    match spend(left, 1) {
        true => walk.step(),
        false => Ok(None),
    }
}

/// Whether so much was left.
fn spend(left: &Cell<usize>, steps: usize) -> bool {
    let enough = left.get() >= steps;
    left.update(|left| left.saturating_sub(steps));
    enough
}
