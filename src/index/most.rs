//! The foremost of many things that are counted, kept up to date as counts change.
//!
//! Some more are listed than are shown. So one that falls back is replaced by the next, and only when
//! many have fallen back all must be counted again.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something with its count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Counted {
    pub(super) count: Reverse<u64>,
    /// What tells it from others; the order of equals.
    pub(super) key: String,
    pub(super) shown: String,
}

/// Those of the highest counts, of equals the first by key.
#[derive(Clone, Debug, Default)]
pub(super) struct Most {
    keep: usize,
    listed: Vec<Counted>,
    /// Nothing that is not listed comes before this; `None` where all are listed.
    last: Option<Counted>,
}

impl Counted {
    pub(super) fn new(count: u64, key: &str, shown: &str) -> Self {
        Self {
            count: Reverse(count),
            key: key.to_owned(),
            shown: shown.to_owned(),
        }
    }
}

impl Most {
    /// The foremost of those that `each` is called with.
    pub(super) fn of<E>(keep: usize, each: impl FnOnce(&mut dyn FnMut(Counted)) -> Result<(), E>) -> Result<Self, E> {
        let most = with_more(keep);
        let (mut heap, mut cut) = (BinaryHeap::new(), false);
        each(&mut |one| {
            heap.push(one);
            if heap.len() > most {
                heap.pop();
                cut = true;
            }
        })?;
        let listed = heap.into_sorted_vec();
        let last = listed.last().filter(|_| cut).cloned();
        Ok(Self { keep, listed, last })
    }

    /// Those that are kept, the foremost first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Counted> {
        self.listed.iter().take(self.keep)
    }

    /// How many are kept.
    pub(super) fn len(&self) -> usize {
        self.listed.len().min(self.keep)
    }

    /// Whether as many are listed as should be kept.
    pub(super) fn is_whole(&self) -> bool {
        self.last.is_none() || self.listed.len() >= self.keep
    }

    pub(super) fn put(&mut self, one: Counted) {
        if self.last.as_ref().is_some_and(|last| one > *last) {
            return;
        }
        let place = self.listed.partition_point(|other| *other < one);
        self.listed.insert(place, one);
        if self.listed.len() > 2 * with_more(self.keep) {
            self.listed.truncate(with_more(self.keep));
            self.last = self.listed.last().cloned();
        }
    }

    /// Takes out what had this count.
    pub(super) fn take(&mut self, count: u64, key: &str) {
        let order = |other: &Counted| (other.count, other.key.as_str()).cmp(&(Reverse(count), key));
        if let Ok(place) = self.listed.binary_search_by(order) {
            self.listed.remove(place);
        }
    }
}

fn with_more(keep: usize) -> usize {
    keep + keep / 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn foremost(counts: &BTreeMap<u8, u64>, keep: usize) -> Most {
        Most::of(keep, |each| {
            for (key, count) in counts {
                each(Counted::new(*count, &key.to_string(), ""));
            }
            Ok::<_, ()>(())
        })
        .unwrap()
    }

    proptest! {
        #[test]
        fn as_if_counted_anew(
            first in prop::collection::btree_map(0_u8..40, 1_u64..9, 0..40),
            changes in prop::collection::vec((0_u8..40, 0_u64..9), 0..60),
            keep in 1_usize..12,
        ) {
            let mut counts = first;
            let mut most = foremost(&counts, keep);
            for (key, count) in changes {
                if let Some(before) = counts.remove(&key) {
                    most.take(before, &key.to_string());
                }
                if count > 0 {
                    counts.insert(key, count);
                    most.put(Counted::new(count, &key.to_string(), ""));
                }
                let anew = foremost(&counts, keep);
                if most.is_whole() {
                    prop_assert!(most.iter().eq(anew.iter()));
                } else {
                    prop_assert!(anew.iter().take(most.len()).eq(most.iter()));
                }
            }
        }
    }
}
