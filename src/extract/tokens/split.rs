//! Where words begin and end, how they are written, and the classes that they stand in.

use super::{Gap, Mark, Shape, Token, is_apostrophe, note};
use crate::extract::endings::{elided, is_genitive, suffixed};
use crate::extract::lexicon::{Class, class, compound};
use crate::extract::tongue::Tongue;
use std::ops::Range;

/// A sign that may stand inside a word.
fn joins(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '-' | '‑' | '.' | '&' | '@' | '_' | '·' | '#' | '/')
}

pub(super) fn split(text: &str, tongue: Tongue) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / 6 + 1);
    let mut folded = String::new();
    let char_at = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let mut at = 0;
    while let Some(c) = char_at(at) {
        let start = at;
        // Nothing is noted of it.
        if c == ' ' {
            at += 1;
            continue;
        }
        at += c.len_utf8();
        if !(c.is_alphanumeric() || matches!(c, '#' | '@')) {
            if let Some(last) = tokens.last_mut() {
                note(&mut last.gap, c);
            }
            continue;
        }
        if let Some(end) = plain_end(text, start) {
            tokens.push(plain(text, start..end, tongue, &mut folded));
            at = end;
            continue;
        }
        let mut end = at;
        while let Some(next) = char_at(end) {
            let inside = next.is_alphanumeric()
                || is_mark(next)
                || (joins(next)
                    && text
                        .get(end + next.len_utf8()..)
                        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric)));
            if !inside {
                break;
            }
            end += next.len_utf8();
        }
        at = end;
        let word = text.get(start..end).unwrap_or_default();
        let start = start + elided(word);
        let word = text.get(start..end).unwrap_or_default();
        // The point of `U.S.` and `H.E.` belongs to it.
        if word.contains('.')
            && word.len() <= 8
            && text.get(end..).is_some_and(|rest| rest.starts_with('.'))
            && !word.contains('@')
        {
            end += 1;
            at = end;
        }
        push(text, start..end, tongue, &mut folded, &mut tokens);
    }
    tokens
}

/// Where a word ends that has nothing but letters and digits of ASCII, as most have; nothing where signs or
/// other letters may belong to it.
fn plain_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let alone = match rest.get(length..)? {
        [] => true,
        [sign, ..] if !sign.is_ascii() => false,
        [sign, next, ..] if joins(char::from(*sign)) => next.is_ascii() && !next.is_ascii_alphanumeric(),
        _ => true,
    };
    (alone && length > 0).then_some(start + length)
}

pub(super) fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, 'ـ' | '\u{200c}' | '\u{200d}')
}

/// A word without signs and letters beyond ASCII: nothing is to be taken off it.
fn plain<'t>(text: &'t str, range: Range<usize>, tongue: Tongue, folded: &mut String) -> Token<'t> {
    let (start, end) = (range.start, range.end);
    let word = text.get(range).unwrap_or_default();
    folded.clear();
    folded.push_str(word);
    folded.make_ascii_lowercase();
    Token {
        text: word,
        start,
        end,
        class: match word {
            // `HE Ana Sousa`: Her Excellency.
            "HE" => Class::HONOR,
            _ => tongue.class(folded).unwrap_or_else(|| class(folded)),
        },
        shape: shape(word),
        owns: word.as_bytes().last() == Some(&b's') && is_owner_of_many(text, end),
        gap: Gap::default(),
        mark: Mark::None,
    }
}

/// `the parties’ talks`; a quotation that ends here is taken for one, and harms nothing.
fn is_owner_of_many(text: &str, end: usize) -> bool {
    let mut rest = text.get(end..).unwrap_or_default().chars();
    rest.next().is_some_and(is_apostrophe) && rest.next() == Some(' ')
}

fn push<'t>(text: &'t str, range: Range<usize>, tongue: Tongue, folded: &mut String, tokens: &mut Vec<Token<'t>>) {
    let (start, mut end) = (range.start, range.end);
    let mut word = text.get(range).unwrap_or_default();
    let mut owns = false;
    if tongue == Tongue::Turkish
        && let Some((stem, suffix)) = suffixed(word)
    {
        (word, owns) = (stem, is_genitive(suffix));
        end = start + word.len();
    } else if let Some(owner) = word
        .strip_suffix(['s', 'S'])
        .and_then(|stem| stem.strip_suffix(is_apostrophe))
    {
        (word, owns) = (owner, true);
        end = start + word.len();
    } else if word.ends_with('s') {
        owns = is_owner_of_many(text, end);
    }
    folded.clear();
    let bare = word.trim_end_matches('.');
    if bare.is_ascii() {
        folded.push_str(bare);
        folded.make_ascii_lowercase();
    } else {
        for c in bare.chars() {
            match c {
                c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
                '’' | '‘' => folded.push('\''),
                '‑' => folded.push('-'),
                // The capital İ of Turkish is an i with its dot.
                'İ' => folded.push('i'),
                _ => folded.extend(c.to_lowercase()),
            }
        }
    }
    let class = if let Some(class) = tongue.class(folded) {
        class
    } else if folded.bytes().any(|byte| byte == b'-') {
        compound(folded)
    } else {
        class(folded)
    };
    tokens.push(Token {
        text: word,
        start,
        end,
        class,
        shape: shape(word),
        owns,
        gap: Gap::default(),
        mark: Mark::None,
    });
}

fn shape(word: &str) -> Shape {
    // As most words are.
    if let [first, rest @ ..] = word.as_bytes()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        match first {
            b'a'..=b'z' => return Shape::Lower,
            b'A'..=b'Z' if !rest.is_empty() => return Shape::Capital,
            _ => {}
        }
    }
    if word.contains(['#', '@', '/', '_']) {
        return Shape::Other;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Shape::Other;
    };
    if !first.is_uppercase() {
        // `al-Sudani`, `d’Estaing`
        let tail = word.split(['-', '\'', '’', '‘']).nth(1);
        let head = word.split(['-', '\'', '’', '‘']).next().map_or(0, str::len);
        // `kaMagwaza`
        let prefixed = word
            .char_indices()
            .find(|(_, c)| c.is_uppercase())
            .is_some_and(|(at, _)| (2..=3).contains(&at))
            && word.chars().count() > 5;
        let article = prefixed || head <= 3 && tail.is_some_and(|tail| tail.starts_with(char::is_uppercase));
        return if article { Shape::Capital } else { Shape::Lower };
    }
    if word.starts_with(|c: char| c.is_numeric()) {
        return Shape::Other;
    }
    match letters.next() {
        None if word == "Ó" => Shape::Capital,
        None => Shape::Initial,
        Some(second) if word.contains('.') && letters.clone().next().is_none() && second.is_uppercase() => {
            Shape::Initial
        }
        Some(second) if second.is_uppercase() && !letters.any(char::is_lowercase) => Shape::Capitals,
        Some(_) => Shape::Capital,
    }
}
