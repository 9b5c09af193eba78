//! A passage as words, with what they tell and what stands between them.

use super::endings::{elided, is_genitive, suffixed};
use super::gazetteer::{Hit, Kind};
use super::lexicon::{Class, class, compound};
use super::passage::Passage;
use super::tongue::Tongue;
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

/// The sentences of a passage, as ranges of its words.
pub(super) fn sentences(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.gap.has(Gap::STOP) || at + 1 == tokens.len() {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`')
}

/// A sign that may stand inside a word.
fn joins(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '-' | '‑' | '.' | '&' | '@' | '_' | '·' | '#' | '/')
}

fn split(text: &str, tongue: Tongue) -> Vec<Token<'_>> {
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

fn is_mark(c: char) -> bool {
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
        class: tongue.class(folded).unwrap_or_else(|| class(folded)),
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
            && (token.class.is(Class::ABBREV) && token.is_capital()
                || token.shape == Shape::Initial && !(next.class.is(Class::FUNC) && next.is_capital())
                || token.class.is(Class::ABBREV) && next.shape == Shape::Other);
        if (spaced || article) && begins && !short {
            token.gap.add(Gap::STOP);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
