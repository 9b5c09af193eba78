//! A passage as words, with what they tell and what stands between them.

mod split;

use super::gazetteer::{Hit, Kind};
use super::lexicon::Class;
use super::passage::Passage;
use split::{is_mark, split};
use std::ops::Range;

/// A word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    /// Without signs around it and without a possessive ending.
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// Where `text` ends.
    pub(super) end: usize,
    pub(super) class: Class,
    pub(super) shape: Shape,
    /// `Sudani’s`, `the parties’`.
    pub(super) owns: bool,
    /// What stands between it and the next word.
    pub(super) gap: Gap,
    /// What the gazetteer says.
    pub(super) mark: Mark,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    /// `Ana`, `al-Sudani`.
    Capital,
    /// `ISIS`.
    Capitals,
    /// `C.`
    Initial,
    /// Digits, signs, addresses.
    Other,
}

/// What the gazetteer takes a word for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Place,
    Body,
    /// A word that bodies are called by.
    Head,
}

/// What stands between two words, beside white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap(u16);

impl Gap {
    pub(super) const COMMA: Self = Self(1);
    /// The sentence ends.
    pub(super) const STOP: Self = Self(1 << 1);
    pub(super) const SEMICOLON: Self = Self(1 << 2);
    pub(super) const COLON: Self = Self(1 << 3);
    pub(super) const DASH: Self = Self(1 << 4);
    pub(super) const OPEN: Self = Self(1 << 5);
    pub(super) const CLOSE: Self = Self(1 << 6);
    pub(super) const QUOTE: Self = Self(1 << 7);
    pub(super) const OTHER: Self = Self(1 << 8);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// White space alone.
    pub(super) fn is_plain(self) -> bool {
        self.0 == 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Token<'_> {
    /// Written as names are.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals)
    }

    /// The word is this one, whatever its case.
    #[inline]
    pub(super) fn says(&self, word: &str) -> bool {
        // Length and first letter tell nearly all apart: this is asked hundreds of times of each word.
        let letter = |word: &str| word.as_bytes().first().map(|byte| byte | 0x20);
        self.text.len() == word.len() && letter(self.text) == letter(word) && self.text.eq_ignore_ascii_case(word)
    }

    /// The word is one of these, whatever its case.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        let own = self.text.as_bytes();
        let Some(first) = own.first().map(|byte| byte | 0x20) else {
            return words.contains(&"");
        };
        words.iter().any(|word| {
            word.len() == own.len()
                && word.as_bytes().first().is_some_and(|byte| byte | 0x20 == first)
                && own.eq_ignore_ascii_case(word.as_bytes())
        })
    }
}

/// The words of a passage.
pub(super) fn tokens<'t>(passage: &Passage<'t>) -> Vec<Token<'t>> {
    let mut tokens = split(passage.text, passage.tongue);
    mark(&mut tokens, &passage.hits);
    find_stops(passage.text, &mut tokens);
    tokens
}

/// Words of the longest sentence: what has no full stop for so long is cut, for within a sentence each name
/// is looked at together with the others.
const LONGEST_SENTENCE: usize = 300;

/// The sentences of a passage, as ranges of its words.
pub(super) fn sentences(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.gap.has(Gap::STOP) || at + 1 == tokens.len() || at - start >= LONGEST_SENTENCE {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`')
}

fn note(gap: &mut Gap, c: char) {
    match c {
        ' ' | '\u{a0}' | '.' => {}
        ',' | '،' | '、' => gap.add(Gap::COMMA),
        ';' | '؛' => gap.add(Gap::SEMICOLON),
        ':' => gap.add(Gap::COLON),
        '—' | '–' | '-' | '―' => gap.add(Gap::DASH),
        '(' | '[' => gap.add(Gap::OPEN),
        ')' | ']' => gap.add(Gap::CLOSE),
        '“' | '”' | '"' | '«' | '»' | '„' => gap.add(Gap::QUOTE),
        // Small quotes and apostrophes: `Shia’ al-Sudani`.
        c if is_apostrophe(c) || c.is_whitespace() || is_mark(c) => {}
        _ => gap.add(Gap::OTHER),
    }
}

fn mark(tokens: &mut [Token<'_>], hits: &[Hit]) {
    let mut at = 0;
    for hit in hits {
        let mark = match hit.name.kind {
            Kind::Body => Mark::Body,
            Kind::Head(_) => Mark::Head,
            Kind::Division | Kind::Dateline => continue,
            Kind::Country | Kind::Place | Kind::Ambiguous | Kind::Short => Mark::Place,
        };
        while tokens.get(at).is_some_and(|token| token.end <= hit.range.start) {
            at += 1;
        }
        for token in tokens
            .iter_mut()
            .skip(at)
            .take_while(|token| token.start < hit.range.end)
        {
            token.mark = mark;
        }
    }
}

/// Marks where sentences end: at a full stop that no abbreviation has, and that no small letter follows.
fn find_stops(text: &str, tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        // As between most words; the point that belongs to `U.S.` is its own.
        if let Some([token, next]) = tokens.get(at..at + 2)
            && next.start == token.end + 1
            && text.as_bytes().get(token.end) == Some(&b' ')
            && !token.text.ends_with('.')
        {
            continue;
        }
        let next = tokens.get(at + 1).copied();
        let Some(token) = tokens.get_mut(at) else { return };
        let until = next.map_or(text.len(), |next| next.start);
        let between = text.get(token.end..until).unwrap_or_default();
        let own = token.text.ends_with('.');
        let Some(sign) = between
            .find(['.', '!', '?', '…', '。', '؟'])
            .map(|at| between.get(at..).unwrap_or_default())
        else {
            if own
                && next.is_some_and(|next| next.is_capital() && next.class.is(Class::FUNC) && between == " ")
                && !token.class.is(Class::HONOR)
            {
                token.gap.add(Gap::STOP);
            }
            continue;
        };
        let Some(next) = next else {
            token.gap.add(Gap::STOP);
            continue;
        };
        let spaced = between.ends_with(|c: char| {
            c.is_whitespace() || matches!(c, '“' | '"' | '«' | '‘' | '\'' | '(' | '[' | '—' | '–')
        });
        // `. L’ambassadeur`: the article that was set aside has the capital.
        let article = between.contains(char::is_uppercase);
        let begins = article || next.shape != Shape::Lower || between.contains(['“', '"', '«']);
        let point = sign.starts_with('.');
        let short = point
            && (token.class.is(Class::ABBREV) && (token.is_capital() || token.class.is(Class::HONOR) && next.is_capital())
                // `M. El Hachemi`
                || token.shape == Shape::Initial && token.class.is(Class::HONOR) && token.says("m")
                || token.shape == Shape::Initial && !(next.class.is(Class::FUNC) && next.is_capital())
                || token.class.is(Class::ABBREV) && next.shape == Shape::Other
                // `am 2. November`
                || next.class.is(Class::MONTH) && token.text.len() <= 2 && token.text.bytes().all(|b| b.is_ascii_digit()));
        if (spaced || article) && begins && !short {
            token.gap.add(Gap::STOP);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tongue::Tongue;

    fn check(text: &str, expected: &[&str]) {
        let mut tokens = split(text, Tongue::Other);
        find_stops(text, &mut tokens);
        let found: Vec<String> = sentences(&tokens)
            .into_iter()
            .map(|range| {
                tokens[range]
                    .iter()
                    .map(|token| token.text)
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_and_sentences() {
        check(
            "Gen. Kevin C. Leahy met the U.S. envoy in Erbil. He left at 3 p.m. on Monday.",
            &[
                "Gen|Kevin|C|Leahy|met|the|U.S.|envoy|in|Erbil",
                "He|left|at|3|p.m.|on|Monday",
            ],
        );
        check(
            "“We agreed.” Sudani’s office said so. (AP)",
            &["We|agreed", "Sudani|office|said|so", "AP"],
        );
        check(
            "Shia’ al-Sudani, No. 3 and O'Brien-Smith",
            &["Shia|al-Sudani|No|3|and|O'Brien-Smith"],
        );
        check(
            "He lives in the U.S. The envoy left.",
            &["He|lives|in|the|U.S.", "The|envoy|left"],
        );
    }
}
