//! Lines that several files of a folder share: menus, footers, boxes.

use super::text::{fold, tidy};
use crate::sources::{Form, Source};
use std::collections::{HashMap, HashSet};

/// How often each line stands in the files of a folder.
///
/// Only the first and last lines of each file are counted, for furniture stands there; so memory
/// grows with the number of files and not with their length.
#[derive(Clone, Debug, Default)]
pub struct Familiar {
    counts: HashMap<u64, u32>,
}

/// Files that must share a line before no further one makes a difference.
const ENOUGH: u32 = 3;

/// Lines counted from the top and from the bottom of a file.
const MARGIN: usize = 40;

impl Familiar {
    /// Counts the lines of one more source, each once.
    pub fn learn(&mut self, source: &Source) {
        for line in margins(source) {
            let count = self.counts.entry(line).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Sums up how familiar the lines of `source` are: while it stays the same, cleaning `source`
    /// again gives the same report.
    #[must_use]
    pub fn key(&self, source: &Source) -> u64 {
        margins(source)
            .into_iter()
            .map(|line| line.rotate_left(self.counts.get(&line).copied().unwrap_or(0).min(ENOUGH)))
            .fold(0, |key, line| key ^ line)
    }

    /// How many files have this line (folded), the file itself included; counted up to [`ENOUGH`].
    pub(super) fn count(&self, folded: &str) -> u32 {
        self.counts.get(&digest(folded)).copied().unwrap_or(0).min(ENOUGH)
    }
}

/// Digests of the folded lines at both ends of a source.
///
/// Records have none, for nothing stands around them; nor have web pages, whose markup tells what does.
fn margins(source: &Source) -> HashSet<u64> {
    if source.form != Form::Page {
        return HashSet::new();
    }
    let lines: Vec<&str> = source.text.split('\n').filter(|line| !line.trim().is_empty()).collect();
    let tail = lines.len().saturating_sub(MARGIN).max(MARGIN.min(lines.len()));
    lines
        .iter()
        .take(MARGIN)
        .chain(lines.iter().skip(tail))
        .map(|line| fold(&tidy(line)))
        .filter(|line| !line.is_empty())
        .map(|line| digest(&line))
        .collect()
}

fn digest(folded: &str) -> u64 {
    let hash = blake3::hash(folded.as_bytes());
    hash.as_bytes()
        .iter()
        .take(8)
        .fold(0, |digest, byte| digest << 8 | u64::from(*byte))
}
