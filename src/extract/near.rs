//! Looking around in a text: the words before and behind a place in it.

use std::ops::Range;

/// A word with its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Without signs around it and without a possessive ending.
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// Where `text` ends.
    pub(super) end: usize,
    /// Nothing but a space stands between it and where one looks from.
    pub(super) joined: bool,
    /// A possessive ending or a sign stands behind it.
    pub(super) closed: bool,
}

impl Word<'_> {
    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase) || is_article(self.text)
    }

    pub(super) fn folded(&self) -> String {
        self.text.to_lowercase()
    }

    /// `Gen.`: a full stop that ends no sentence stands behind it.
    fn is_shortened(&self) -> bool {
        self.text.contains('.')
            || self.text.chars().count() == 1
            || matches!(
                self.text,
                "Mr" | "Mrs"
                    | "Ms"
                    | "Dr"
                    | "Prof"
                    | "Gen"
                    | "Maj"
                    | "Lt"
                    | "Col"
                    | "Capt"
                    | "Sgt"
                    | "Brig"
                    | "Adm"
                    | "Sen"
                    | "Rep"
                    | "Gov"
                    | "Hon"
                    | "Rev"
                    | "St"
                    | "Sr"
                    | "Jr"
                    | "No"
                    | "Cmdr"
                    | "Amb"
            )
    }
}

/// `al-Din`, which counts as capitalised.
fn is_article(word: &str) -> bool {
    ["al-", "el-", "ul-", "ad-", "as-", "an-", "ar-"].iter().any(|article| {
        word.strip_prefix(article)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    })
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

fn word_at(text: &str, start: usize, end: usize, joined: bool) -> Option<Word<'_>> {
    let raw = text.get(start..end)?;
    let from = raw.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut bare = from.trim_end_matches(|c: char| !c.is_alphanumeric());
    if from.len() < raw.len() && bare.is_empty() {
        return None;
    }
    // The points of `U.S.` belong to it.
    if bare.contains('.') && from.get(bare.len()..).is_some_and(|rest| rest.starts_with('.')) {
        bare = from.get(..=bare.len())?;
    }
    let mut closed = bare.len() < from.len();
    let owned = bare.strip_suffix('s').and_then(|stem| stem.strip_suffix(is_apostrophe));
    if let Some(owner) = owned.filter(|_| !is_plural_owner(bare)) {
        bare = owner;
        closed = true;
    }
    let start = end - from.len();
    Some(Word {
        text: bare,
        start,
        end: start + bare.len(),
        joined,
        closed,
    })
}

/// `People’s`: part of a name, and no owner of what follows.
fn is_plural_owner(word: &str) -> bool {
    let stem = word.split(is_apostrophe).next().unwrap_or_default();
    matches!(
        stem,
        "People" | "Women" | "Men" | "Children" | "King" | "Queen" | "Minister" | "President"
    )
}

/// The word before `at`.
pub(super) fn before(text: &str, at: usize) -> Option<Word<'_>> {
    let head = text.get(..at)?;
    let trimmed = head.trim_end();
    let start = trimmed.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let start = (start..=trimmed.len()).find(|at| trimmed.is_char_boundary(*at))?;
    let mut word = word_at(text, start, trimmed.len(), false)?;
    let between = trimmed.get(word.end..)?;
    let closed = match between {
        "" => false,
        "." => !word.is_shortened(),
        // The plural's possessive: `the Workers’ Party`.
        "'" | "’" => !word.text.ends_with('s'),
        _ => true,
    };
    word.closed = closed;
    word.joined = trimmed.len() < head.len() && !closed;
    Some(word)
}

/// The word behind `at`.
pub(super) fn after(text: &str, at: usize) -> Option<Word<'_>> {
    let tail = text.get(at..)?;
    let trimmed = tail.trim_start();
    let start = text.len() - trimmed.len();
    let length = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
    let mut word = word_at(text, start, start + length, false)?;
    word.joined = start > at && word.start == start;
    Some(word)
}

/// Whether a sentence, or the text, begins at `at`.
pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default().trim_end();
    head.trim_end_matches(['“', '"', '«', '(', '[', '‘', '\''])
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '”' | '—' | '–' | '-'))
}

/// Whether `range` is made of whole words. In scripts that join letters, the particles that are written
/// together with the word behind them are passed over.
pub(super) fn is_word(text: &str, range: &Range<usize>) -> bool {
    let head = text.get(..range.start).unwrap_or_default();
    let tail = text.get(range.end..).unwrap_or_default();
    if tail.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return false;
    }
    let Some(last) = head.chars().next_back().filter(|c| c.is_alphanumeric() || *c == '_') else {
        return true;
    };
    if !('\u{600}'..='\u{6ff}').contains(&last) {
        return false;
    }
    let particle = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(particle, "و" | "ف" | "ب" | "ل" | "ك" | "وب" | "ول" | "لل" | "وك")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_place() {
        let text = "Gen. Reed’s U.S. Embassy, in Quito. The end";
        let at = text.find("Embassy").unwrap();
        let us = before(text, at).unwrap();
        assert_eq!((us.text, us.joined), ("U.S.", true));
        let reed = before(text, us.start).unwrap();
        assert_eq!((reed.text, reed.joined), ("Reed", false));
        let general = before(text, reed.start).unwrap();
        assert_eq!((general.text, general.joined), ("Gen", true));
        let then = after(text, at + 7);
        assert!(then.is_none_or(|word| !word.joined));
        let quito = after(text, text.find(" Quito").unwrap()).unwrap();
        assert_eq!((quito.text, quito.joined, quito.closed), ("Quito", true, true));
        assert!(begins_sentence(text, text.find("The").unwrap()));
        assert!(!begins_sentence(text, text.find("Quito").unwrap()));
    }
}
