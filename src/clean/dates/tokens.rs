//! A text as words, numbers and signs.

use crate::clean::text::fold;
use std::ops::Range;

/// A word, number or other sign of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::clean) struct Token {
    /// Where: bytes of the text.
    pub(in crate::clean) span: Range<usize>,
    /// What.
    pub(in crate::clean) kind: Kind,
}

/// The kinds of signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::clean) enum Kind {
    /// Letters, folded.
    Word(String),
    /// A number and how many digits it has.
    Number(u32, usize),
    /// Anything else but white space.
    Sign(char),
}

/// Splits a text where letters, digits and signs meet (`2022Updated` is two).
pub(in crate::clean) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 4 + 1);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let class = class(c);
        let mut end = start + c.len_utf8();
        if class != Class::Sign {
            while let Some(&(at, next)) = chars.peek() {
                let joins = self::class(next) == class || (class == Class::Letter && is_mark(next));
                if !joins {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let words = text.get(start..end).unwrap_or_default();
        let kind = match class {
            Class::Letter => Kind::Word(fold(words)),
            Class::Digit => Kind::Number(fold(words).parse().unwrap_or(u32::MAX), words.chars().count()),
            Class::Sign => Kind::Sign(c),
        };
        tokens.push(Token { span: start..end, kind });
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Sign,
}

fn class(c: char) -> Class {
    if is_era_sign(c) {
        Class::Sign
    } else if c.is_alphabetic() {
        Class::Letter
    } else if c.is_numeric() && fold_digit(c) {
        Class::Digit
    } else {
        Class::Sign
    }
}

fn fold_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}')
}

/// Marks that stand within words: apostrophes, joiners, vowel signs.
fn is_mark(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '\u{200c}') || unicode_normalization::char::is_combining_mark(c)
}

/// The signs that follow numbers in Chinese, Japanese and Korean dates.
fn is_era_sign(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}
