//! What stands between two consonants of a Latin or Cyrillic spelling.

use super::row::Row;
use super::sound::NEVER;

/// Vowels and glides as written; in the last gap also a final h.
pub(super) type Gap = Row<u8, 6>;

/// Where in the word a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    First,
    Inside,
    Last,
}

/// What there is of the word around a gap.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// One syllable: no two vowels are the same but those that are written alike.
    pub(super) tight: bool,
    /// At most three consonants.
    pub(super) short: bool,
    /// Two plain syllables that end in a consonant, as most English and German names.
    pub(super) closed: bool,
}

/// How much two gaps differ.
pub(super) fn cost(one: &Gap, other: &Gap, place: Place, word: Word) -> u8 {
    if one == other {
        return 0;
    }
    let (one, other) = (one.as_slice(), other.as_slice());
    if place == Place::Last {
        return last(one, other, word.short);
    }
    if one.is_empty() || other.is_empty() {
        return match (place, one, other) {
            (Place::Inside, [b'a' | b'e' | b'i' | b'y'], []) | (Place::Inside, [], [b'a' | b'e' | b'i' | b'y']) => 2,
            _ => NEVER,
        };
    }
    // Cooper, Copper; Muller, Moller.
    if matches!((one, other), (b"o", b"oo") | (b"oo", b"o"))
        || (word.closed && place == Place::Inside && matches!((one, other), (b"o", b"u") | (b"u", b"o")))
    {
        return 1;
    }
    let cost = sequences(canonical(one).as_slice(), canonical(other).as_slice());
    let same = matches!(
        (one, other),
        (b"ou", b"oo") | (b"oo", b"ou") | (b"aa", b"a") | (b"a", b"aa")
    );
    if word.tight && !same {
        cost.saturating_add(1)
    } else {
        cost
    }
}

/// The end of a word tells names apart: Sudan and Sudani, Maria and Mario.
fn last(one: &[u8], other: &[u8], short_word: bool) -> u8 {
    let (short, short_h) = without_h(one);
    let (long, long_h) = without_h(other);
    if short.is_empty() != long.is_empty() {
        return NEVER;
    }
    // Julie and July, Marie and Mary.
    let ie = u8::from(short_word && (short == b"ie") != (long == b"ie"));
    let (a, b) = (canonical(short), canonical(long));
    match (a.as_slice(), b.as_slice()) {
        (a, b) if a == b => ie,
        (b"a", b"e") | (b"e", b"a") if short_h || long_h => 1,
        (b"o", b"u") | (b"u", b"o") => 1,
        (b"ai", b"i") | (b"i", b"ai") => 3,
        _ => NEVER,
    }
}

fn without_h(gap: &[u8]) -> (&[u8], bool) {
    match gap {
        [rest @ .., b'h'] => (rest, true),
        _ => (gap, false),
    }
}

/// One way of writing for all the ways that mean the same: `ee`, `ie`, `iy` and `y` are `i`, `oo` and
/// `ou` are `u`, `ei`, `ey` and `ay` are `ai`.
fn canonical(gap: &[u8]) -> Gap {
    let mut now = Gap::new();
    for letter in gap {
        now.push(match letter {
            b'y' => b'i',
            b'w' => b'u',
            letter => *letter,
        });
    }
    // Each pass shortens or leaves alone, so this ends.
    for _ in 0..4 {
        let next = pass(now.as_slice());
        if next == now {
            break;
        }
        now = next;
    }
    now
}

fn pass(gap: &[u8]) -> Gap {
    let mut out = Gap::new();
    let mut rest = gap;
    while let [first, tail @ ..] = rest {
        let (written, left) = match rest {
            [b'e', b'e', tail @ ..] | [b'i', b'e', tail @ ..] | [b'i', b'i', tail @ ..] => (b"i".as_slice(), tail),
            [b'o', b'o', tail @ ..] | [b'o', b'u', tail @ ..] | [b'u', b'u', tail @ ..] => (b"u".as_slice(), tail),
            [b'u', b'o', tail @ ..] => (b"u".as_slice(), tail),
            [b'a', b'a', tail @ ..] => (b"a".as_slice(), tail),
            [b'e', b'i', tail @ ..] => (b"ai".as_slice(), tail),
            [b'a', b'o', tail @ ..] => (b"au".as_slice(), tail),
            _ => (std::slice::from_ref(first), tail),
        };
        for letter in written {
            out.push(*letter);
        }
        rest = left;
    }
    out
}

fn sequences(one: &[u8], other: &[u8]) -> u8 {
    match (one, other) {
        (one, other) if one == other => 0,
        ([a], [b]) => single(*a, *b),
        // Müller is also written Mueller, Schröder Schroeder.
        (b"ue", b"u") | (b"u", b"ue") | (b"oe", b"o") | (b"o", b"oe") => 0,
        (b"ae", b"a") | (b"a", b"ae") | (b"ai", b"e") | (b"e", b"ai") | (b"au", b"o") | (b"o", b"au") => 1,
        (b"ae", b"ai") | (b"ai", b"ae") | (b"ea", b"e") | (b"e", b"ea") | (b"ea", b"i") | (b"i", b"ea") => 1,
        (b"eu", b"u") | (b"u", b"eu") | (b"au", b"u") | (b"u", b"au") | (b"ai", b"a") | (b"a", b"ai") => 2,
        (one, other) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .map(|(a, b)| single(*a, *b))
            .fold(0, u8::saturating_add),
        _ => NEVER,
    }
}

fn single(a: u8, b: u8) -> u8 {
    match (a.min(b), a.max(b)) {
        (a, b) if a == b => 0,
        (b'o', b'u') => 0,
        (b'a', b'e') | (b'e', b'i') => 1,
        (b'a', b'o') | (b'a', b'u') => 2,
        _ => 3,
    }
}
