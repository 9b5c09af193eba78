//! Numbers that look random and are the same in every run.

use std::ops::Range;

/// A stream of numbers that its key alone decides.
pub struct Chance(u64);

/// One round of mixing: near numbers become far ones.
pub fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Chance {
    /// The stream of a key: a seed, what is drawn, and its number.
    pub fn of(seed: u64, what: &str, number: u64) -> Self {
        let what = what
            .bytes()
            .fold(seed, |key, byte| mix(key.wrapping_add(u64::from(byte))));
        Self(mix(what ^ mix(number)))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// From 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub fn within(&mut self, range: Range<usize>) -> usize {
        range.start + self.below(range.end - range.start)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// One of a list of words.
    pub fn word<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// One of the first of a list more often than one of the last.
    pub fn pick_skewed<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.zipf(list.len())]
    }

    /// Rank `k` about as often as `1/(k+3)`: as words are in a language, and outlets among reports.
    pub fn zipf(&mut self, limit: usize) -> usize {
        const SHIFT: f64 = 3.0;
        let rank = SHIFT * ((limit as f64 + SHIFT) / SHIFT).powf(self.share()) - SHIFT;
        (rank as usize).min(limit - 1)
    }

    /// Rank `k` about as often as `(k+q)^-s`, without an end: the more is drawn, the more new ones come, ever more slowly.
    pub fn open_zipf(&mut self, q: f64, s: f64) -> u64 {
        let rank = q * ((1.0 - self.share()).powf(-1.0 / (s - 1.0)) - 1.0);
        rank.min(9e9) as u64
    }
}
