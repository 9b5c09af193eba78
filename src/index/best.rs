//! The best of the matches, in an order without chance.

use tantivy::{DocAddress, Score};

/// A match with its place in the order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    pub(super) rank: u64,
    /// A digest of the id.
    pub(super) key: u64,
    pub(super) score: Score,
    pub(super) address: DocAddress,
}

impl Ranked {
    /// With another score, and the place in the order that it gives.
    pub(super) fn rescored(mut self, score: Score) -> Self {
        self.score = score;
        self.rank = rank_of(score);
        self
    }

    /// Higher ranks first; equals by the digest of the id, which nothing else moves.
    pub(super) fn order(&self, other: &Self) -> std::cmp::Ordering {
        other
            .rank
            .cmp(&self.rank)
            .then(self.key.cmp(&other.key))
            .then(self.address.cmp(&other.address))
    }
}

/// The bits of positive floats are in the order of the floats.
pub(super) fn rank_of(score: Score) -> u64 {
    u64::from(score.max(0.0).to_bits())
}

/// The best so far: some more than are kept, thinned out when they overflow.
pub(super) struct Best {
    pub(super) keep: usize,
    ranked: Vec<Ranked>,
    /// Nothing below this rank can be kept any more.
    least: u64,
}

impl Best {
    pub(super) fn new(keep: usize) -> Self {
        Self {
            keep,
            ranked: Vec::new(),
            least: 0,
        }
    }

    pub(super) fn may_hold(&self, rank: u64) -> bool {
        rank >= self.least
    }

    /// What a match must at least score; those that equal the last may still win by their key.
    pub(super) fn least_score(&self) -> Score {
        u32::try_from(self.least).map_or(0.0, f32::from_bits).next_down()
    }

    pub(super) fn push(&mut self, ranked: Ranked) {
        self.ranked.push(ranked);
        if self.ranked.len() > self.keep + self.keep / 2 + 8 {
            self.thin_out();
        }
    }

    fn thin_out(&mut self) {
        if self.keep == 0 {
            self.ranked.clear();
        } else if self.ranked.len() > self.keep {
            let (_, last, _) = self.ranked.select_nth_unstable_by(self.keep - 1, Ranked::order);
            self.least = last.rank;
            self.ranked.truncate(self.keep);
        }
    }

    pub(super) fn into_sorted(mut self) -> Vec<Ranked> {
        self.thin_out();
        self.ranked.sort_unstable_by(Ranked::order);
        self.ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_are_kept_in_order_whatever_comes_when() {
        let ranked = |rank: u64| Ranked {
            rank: rank % 50,
            key: rank * 7919 % 1009,
            score: 0.0,
            address: DocAddress::new(0, rank as u32),
        };
        let mut all: Vec<Ranked> = (0..1000).map(ranked).collect();
        let mut best = Best::new(37);
        for one in &all {
            if best.may_hold(one.rank) {
                best.push(*one);
            }
        }
        all.sort_unstable_by(Ranked::order);
        all.truncate(37);
        assert_eq!(best.into_sorted(), all);
    }
}
