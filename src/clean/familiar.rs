//! Lines that several files of a folder share: menus, footers, boxes.

use super::pointer;
use super::text::{fold, tidy};
use crate::sources::{Form, Source};
use std::collections::HashMap;

/// How often each line stands in the files of a folder.
///
/// Only the first and last lines of each file are counted, for furniture stands there.
#[derive(Clone, Debug, Default)]
pub struct Familiar {
    counts: HashMap<u64, u32>,
}

/// A line is familiar that so many files have.
pub const ENOUGH: u32 = 3;

/// Lines counted from the top and from the bottom of a file.
const MARGIN: usize = 40;

/// A digest of a line keeps so many bits: of ten million lines fewer than fifty pairs are taken for one
/// another, and three reports would have to share such a pair.
const BITS: u32 = 40;

impl Familiar {
    /// Of lines that are known to be familiar, by their digests.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = u64>) -> Self {
        Self {
            counts: lines.into_iter().map(|line| (line, ENOUGH)).collect(),
        }
    }

    /// Counts the lines of one more source, each once.
    pub fn learn(&mut self, source: &Source) {
        for line in margins(source) {
            let count = self.counts.entry(line).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Whether this line (folded) is familiar.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.counts.get(&digest(folded)).is_some_and(|count| *count >= ENOUGH)
    }
}

/// Sums up familiar lines of a source: while it stays the same, cleaning the source again gives the
/// same report.
#[must_use]
pub fn familiar_key(lines: impl IntoIterator<Item = u64>) -> u64 {
    // Spread, for a digest fills only part of a number.
    lines
        .into_iter()
        .fold(0, |key, line| key ^ line.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Digests of the folded lines at both ends of a source, each once, in order. Pointers to other reports are
/// known as such, whoever has them too.
///
/// Records have none, for nothing stands around them; nor have web pages, whose markup tells what does.
#[must_use]
pub fn margins(source: &Source) -> Vec<u64> {
    if source.form != Form::Page {
        return Vec::new();
    }
    let lines: Vec<&str> = source.text.split('\n').filter(|line| !line.trim().is_empty()).collect();
    let tail = lines.len().saturating_sub(MARGIN).max(MARGIN.min(lines.len()));
    let mut digests: Vec<u64> = lines
        .iter()
        .take(MARGIN)
        .chain(lines.iter().skip(tail))
        .filter(|line| pointer::title(line).is_none())
        .map(|line| fold(&tidy(line)))
        .filter(|line| !line.is_empty())
        .map(|line| digest(&line))
        .collect();
    digests.sort_unstable();
    digests.dedup();
    digests
}

fn digest(folded: &str) -> u64 {
    let hash = blake3::hash(folded.as_bytes());
    let first = hash
        .as_bytes()
        .first_chunk()
        .map_or(0, |first| u64::from_be_bytes(*first));
    first >> (u64::BITS - BITS)
}
