//! Which lines of a report others have too, asked while reports are being read: near enough, and exact
//! once all are read (see [`super::settle`]).

use crate::clean::ENOUGH;
use crate::index::{Error, Snapshot};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Lines that are remembered while many reports are read: 32 MiB, however many there are.
const SLOTS: usize = 1 << 22;
/// The bits of a slot that count.
const COUNT: u64 = 3;

/// What is known of lines before all are read.
pub(super) enum Shared<'a> {
    /// A few reports come to those that the index holds.
    Few {
        before: &'a Snapshot,
        met: Mutex<HashMap<u64, u32>>,
    },
    /// So many come that each counts for those behind it. A line that few have gives way to others; what
    /// that misses is few reports, which are read again.
    Many(Vec<AtomicU64>),
}

impl<'a> Shared<'a> {
    pub(super) fn few(before: &'a Snapshot) -> Self {
        Self::Few {
            before,
            met: Mutex::default(),
        }
    }

    pub(super) fn many() -> Self {
        Self::Many((0..SLOTS).map(|_| AtomicU64::new(0)).collect())
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
                Shared::Many(slots) if counted => count_of(slots, *line),
                Shared::Many(slots) => count_in(slots, *line),
            };
            if count >= u64::from(ENOUGH) {
                familiar.push(*line);
            }
        }
        Ok(familiar)
    }
}

fn slot_of(slots: &[AtomicU64], line: u64) -> Option<&AtomicU64> {
    let place = usize::try_from(line % slots.len().max(1) as u64).unwrap_or_default();
    slots.get(place)
}

fn count_of(slots: &[AtomicU64], line: u64) -> u64 {
    let known = slot_of(slots, line).map_or(0, |slot| slot.load(Ordering::Relaxed));
    if known >> 2 == line { known & COUNT } else { 0 }
}

/// Threads may overwrite each other's counts; that is no more than a line that gave way.
fn count_in(slots: &[AtomicU64], line: u64) -> u64 {
    let Some(slot) = slot_of(slots, line) else { return 1 };
    let known = slot.load(Ordering::Relaxed);
    let (other, count) = (known >> 2 != line, known & COUNT);
    if other && count == COUNT {
        return 1;
    }
    let count = if other { 1 } else { (count + 1).min(COUNT) };
    slot.store(line << 2 | count, Ordering::Relaxed);
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_report_finds_a_line_familiar() {
        let shared = Shared::many();
        let learn = |lines: &[u64]| shared.learn(lines, false).unwrap();
        assert!(learn(&[7, 9]).is_empty());
        assert!(learn(&[7]).is_empty());
        assert_eq!(learn(&[7, 9]), [7]);
        // What was counted is not counted again.
        assert_eq!(shared.learn(&[7, 9], true).unwrap(), [7]);
        assert_eq!(learn(&[7, 9]), [7, 9]);
        // One that shares their slot does not push out what is familiar.
        assert!(learn(&[7 + SLOTS as u64]).is_empty());
        assert_eq!(learn(&[7]), [7]);
    }
}
