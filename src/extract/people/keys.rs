//! Names as they are compared and shown.

use super::*;

/// The words of a name, folded for comparing; initials in the middle do not count.
pub(super) fn key(parsed: &Parsed<'_, '_>, name: &Range<usize>) -> Vec<String> {
    let tokens = name
        .clone()
        .filter(|at| !is_nickname(parsed, name, *at))
        .filter_map(|at| parsed.tokens.get(at));
    let mut key: Vec<String> = Vec::new();
    for (nth, token) in tokens.enumerate() {
        if token.shape == Shape::Initial && nth > 0 || matches!(token.text, "Jr" | "Sr" | "Jr." | "Sr.") {
            continue;
        }
        let folded = crate::report::slug(token.text);
        let bare = ["al-", "el-", "ul-", "ad-", "as-", "an-", "ar-", "at-", "az-"]
            .iter()
            .find_map(|article| folded.strip_prefix(article));
        let bare = bare.filter(|bare| bare.len() > 2).unwrap_or(&folded);
        if matches!(bare, "al" | "el" | "") && nth > 0 {
            continue;
        }
        key.push(bare.to_owned());
    }
    key
}

/// Whether a name may be a surname alone: small words, and one more.
pub(super) fn is_family(key: &[String]) -> bool {
    let small = [
        "al", "el", "ul", "bin", "ben", "ibn", "von", "van", "der", "den", "de", "du", "da", "dos", "di", "del",
        "della", "la", "le", "ter", "ten", "zu", "abu", "ould",
    ];
    let (Some((last, first)), true) = (key.split_last(), key.len() > 1) else {
        return false;
    };
    !small.contains(&last.as_str()) && first.iter().all(|word| small.contains(&word.as_str()))
}

/// A word between quotes inside a name.
pub(super) fn is_nickname(parsed: &Parsed<'_, '_>, name: &Range<usize>, at: usize) -> bool {
    let quoted = |at: usize| parsed.tokens.get(at).is_some_and(|token| token.gap.has(Gap::QUOTE));
    at > name.start && at + 1 < name.end && quoted(at) && quoted(at - 1)
}

/// The name without middle initials and apostrophes, particles in small letters: one spelling for
/// `Shia’ al-Sudani` and `Shia Al-Sudani`.
pub(super) fn shown(parsed: &Parsed<'_, '_>, name: &Range<usize>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for token in name
        .clone()
        .filter(|at| !is_nickname(parsed, name, *at))
        .filter_map(|at| parsed.tokens.get(at))
    {
        if token.shape == Shape::Initial && !parts.is_empty() {
            continue;
        }
        let mut part: String = token
            .text
            .chars()
            .filter(|c| !matches!(c, '’' | '\'' | '‘' | 'ʿ' | 'ʾ' | '`') || is_inside(token.text))
            .collect();
        for particle in ["Al-", "El-", "Ad-", "As-"] {
            if let Some(rest) = part.strip_prefix(particle) {
                part = format!("{}{rest}", particle.to_lowercase());
            }
        }
        if matches!(part.as_str(), "Jr" | "Sr") || token.shape == Shape::Initial && part.chars().count() == 1 {
            part.push('.');
        }
        let numeral = part.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        if token.shape == Shape::Capitals && part.chars().count() > 2 && !numeral {
            part = capitalised(&part);
        }
        parts.push(part);
    }
    parts.join(" ")
}

/// `O’Brien`, `N’Djamena`, `D’Angelo`: the apostrophe belongs to the name.
pub(super) fn is_inside(word: &str) -> bool {
    let mut parts = word.split(['’', '\'', '‘']);
    let head = parts.next().unwrap_or_default();
    // `d’Almada`, `dell’Acqua`
    let small = matches!(head, "d" | "l" | "dell" | "dall" | "sant");
    (small
        || (head.chars().count() <= 2 || matches!(head, "Dell" | "Dall" | "Sant"))
            && head.starts_with(char::is_uppercase))
        && parts.next().is_some_and(|tail| tail.starts_with(char::is_uppercase))
}

pub(super) fn capitalised(word: &str) -> String {
    let mut start = true;
    word.chars()
        .flat_map(|c| {
            let lower: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphabetic();
            lower
        })
        .collect()
}

/// Names that are one: the same first and last words, or one is the beginning or the end of the other.
pub(super) fn same(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() == long.len() {
        return short == long || short.last() == long.last() && is_initial_of(short.first(), long.first());
    }
    short.len() > 1
        && (long.starts_with(short)
            || long.ends_with(short)
            || short.last() == long.last() && is_end_of(short, long)
            || short.last() == long.last()
                && (short.first() == long.first() || is_initial_of(short.first(), long.first())))
}

/// `Benyedder Mokrani` ends `Abdelhafid Ben Yedder Mokrani`.
fn is_end_of(short: &[String], long: &[String]) -> bool {
    let words = short.concat();
    (0..long.len()).any(|from| long.get(from..).is_some_and(|end| end.concat() == words))
}

pub(super) fn is_initial_of(a: Option<&String>, b: Option<&String>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    initial(a, b) || initial(b, a)
}

/// The same surname, and given names that differ in one letter: `Reber Ahmed` and `Rebar Ahmed`.
pub(super) fn nearly_same(a: &[String], b: &[String]) -> bool {
    let (Some(first), Some(other)) = (a.first(), b.first()) else {
        return false;
    };
    a.len() == b.len() && a.get(1..) == b.get(1..) && one_letter_apart(first, other)
}

pub(super) fn one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() < 4 || b.len() < 4 || a.len().abs_diff(b.len()) > 1 || a.first() != b.first() {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    // A letter more is another name often (Hassan and Hassana); at the end above all.
    front + back + 1 >= long && (short == long || front < short)
}
