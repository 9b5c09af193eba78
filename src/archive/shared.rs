//! Which lines of a report others have too, asked while reports are being read: near enough, and exact
//! once all are read (see [`super::settle`]).

use crate::clean::ENOUGH;
use crate::index::{Error, Snapshot};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Bits of a counter, which stays where it is full: nobody asks further than [`ENOUGH`].
const BITS: u64 = 2;
const FULL: u64 = (1 << BITS) - 1;
/// Counters of one word of memory.
const IN_WORD: u64 = u64::BITS as u64 / BITS;
/// Counters that each line is counted by.
const COUNTERS: usize = 3;
/// Counters for each report that comes: of a dozen lines, as most have, one in 2,000 is taken for familiar
/// too early.
const EACH: usize = 128;
/// Words of memory for counters, at the least and at the most (64 MiB).
const LEAST: usize = 1 << 12;
const MOST: usize = 1 << 23;

/// What is known of lines before all are read.
pub(super) enum Shared<'a> {
    /// A few reports come to those that the index holds.
    Few {
        before: &'a Snapshot,
        met: Mutex<HashMap<u64, u32>>,
    },
    /// So many come that each counts for those behind it.
    Many(Counts),
}

/// How many reports have each line, counted up to [`ENOUGH`]: a count-min sketch with conservative update.
/// It rarely says too many, and too few only where threads count one line at once; what it says wrong is a
/// report that is read again.
pub(super) struct Counts(Vec<AtomicU64>);

impl Counts {
    fn of(reports: usize) -> Self {
        let words = reports.saturating_mul(EACH) / (IN_WORD as usize);
        let words = words.clamp(LEAST, MOST);
        Self((0..words).map(|_| AtomicU64::new(0)).collect())
    }

    /// The counters of a line: the word of each, and how far its bits are shifted.
    fn counters(&self, line: u64) -> [(usize, u64); COUNTERS] {
        let counters = self.0.len() as u64 * IN_WORD;
        let mut mixed = line;
        std::array::from_fn(|_| {
            // SplitMix64 (Steele, Lea and Flood 2014): a digest of a line fills 40 bits only.
            mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut spread = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            spread = (spread ^ (spread >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let counter = (spread ^ (spread >> 31)) % counters;
            let word = usize::try_from(counter / IN_WORD).unwrap_or_default();
            (word, counter % IN_WORD * BITS)
        })
    }

    fn count(&self, (word, shift): (usize, u64)) -> u64 {
        let word = self.0.get(word).map_or(0, |word| word.load(Ordering::Relaxed));
        word >> shift & FULL
    }

    /// How many reports have a line.
    fn of_line(&self, line: u64) -> u64 {
        let counts = self.counters(line).map(|counter| self.count(counter));
        counts.into_iter().min().unwrap_or_default()
    }

    /// The same, with one more. Threads may do each other's work here: then a line counts once for two.
    fn add(&self, line: u64) -> u64 {
        let known = self.of_line(line);
        if known == FULL {
            return FULL;
        }
        for (word, shift) in self.counters(line) {
            let Some(word) = self.0.get(word) else { continue };
            let raised = |old: u64| (old >> shift & FULL == known).then(|| old + (1 << shift));
            // A refusal is a counter that stands higher already.
            let _ = word.fetch_update(Ordering::Relaxed, Ordering::Relaxed, raised);
        }
        known + 1
    }
}

impl<'a> Shared<'a> {
    pub(super) fn few(before: &'a Snapshot) -> Self {
        Self::Few {
            before,
            met: Mutex::default(),
        }
    }

    /// For about so many reports.
    pub(super) fn many(reports: usize) -> Self {
        Self::Many(Counts::of(reports))
    }

    /// Counts the lines of one more report, unless they were counted; those that are familiar.
    pub(super) fn learn(&self, lines: &[u64], counted: bool) -> Result<Vec<u64>, Error> {
        let mut familiar = Vec::new();
        for line in lines {
            let count = match self {
                Shared::Few { before, met } => {
                    let held = before.sharing(*line, ENOUGH as usize)?.len();
                    let mut met = met.lock().unwrap_or_else(PoisonError::into_inner);
                    let count = met.entry(*line).or_default();
                    *count += 1;
                    u64::from(*count) + held as u64
                }
                Shared::Many(counts) if counted => counts.of_line(*line),
                Shared::Many(counts) => counts.add(*line),
            };
            if count >= u64::from(ENOUGH) {
                familiar.push(*line);
            }
        }
        Ok(familiar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_report_finds_a_line_familiar() {
        let shared = Shared::many(5);
        let learn = |lines: &[u64]| shared.learn(lines, false).unwrap();
        assert!(learn(&[7, 9]).is_empty());
        assert!(learn(&[7]).is_empty());
        assert_eq!(learn(&[7, 9]), [7]);
        // What was counted is not counted again.
        assert_eq!(shared.learn(&[7, 9], true).unwrap(), [7]);
        assert_eq!(learn(&[7, 9]), [7, 9]);
    }

    #[test]
    fn counts_are_seldom_too_high_and_never_too_low() {
        let counts = Counts::of(100_000);
        // Of a dozen lines of a report eight are its own, two are of one more, and two of many.
        for report in 0..100_000_u64 {
            let own = (0..8).map(|n| report * 100 + n);
            let shared = [report / 2, report % 50_000 + 60_000].map(|pair| pair + (1 << 30));
            let many = [report % 80, report % 300].map(|box_| box_ + (1 << 31));
            for line in own.chain(shared).chain(many) {
                counts.add(line);
            }
        }
        let too_high = |lines: std::ops::Range<u64>| lines.filter(|line| counts.of_line(*line) == FULL).count();
        let own: usize = (0..100_000)
            .map(|report| too_high(report * 100..report * 100 + 8))
            .sum();
        assert!(own < 800_000 / 2_000, "{own}");
        assert!((0..300).all(|line| counts.of_line(line + (1 << 31)) == FULL));
        assert!((0..50_000).all(|pair| counts.of_line(pair + (1 << 30)) >= 2));
    }
}
