//! What a run of letters and marks without spaces means: a word, one spelling, a pattern, or a word
//! that may be misspelt.

use super::remarks::{Remark, Remarks};
use super::{Field, Query};

/// The most letters in which a fuzzy word may differ.
const MAX_EDITS: u8 = 2;
/// Letters and digits that a pattern must have beside its wildcards.
const MIN_LETTERS: usize = 2;

/// Reads `text`, which stands in `piece`; `None` where there is nothing to search for.
pub(super) fn term(field: Option<Field>, text: &str, piece: &str, remarks: &mut Remarks) -> Option<Query> {
    if !has_letters(text) {
        remarks.say(Remark::WithoutLetters, piece);
        return None;
    }
    let bare = text.trim_start_matches('=');
    let term = Term {
        field,
        exact: bare.len() < text.len(),
        piece,
    };
    Some(term.read(bare, remarks))
}

struct Term<'t> {
    field: Option<Field>,
    /// It stands behind `=`.
    exact: bool,
    piece: &'t str,
}

impl Term<'_> {
    fn read(&self, text: &str, remarks: &mut Remarks) -> Query {
        // An address is one thing, and its marks are its own.
        if text.contains("://") {
            return self.plain(text);
        }
        let (stem, edits) = fuzzy(text);
        let meant = if has_wildcards(stem) {
            let meant = pattern(stem).map(|pattern| Query::Pattern(self.field, pattern));
            if meant.is_some() && (self.exact || edits.is_some()) {
                remarks.say(Remark::BesideWildcards, self.piece);
            }
            meant
        } else if let Some(edits) = edits.filter(|_| stem.chars().any(char::is_alphabetic)) {
            Some(self.fuzzy(stem, edits, remarks))
        } else if text.contains('~') {
            None
        } else {
            if text.contains('^') {
                remarks.say(Remark::Caret, self.piece);
            }
            return self.plain(text);
        };
        meant.unwrap_or_else(|| {
            remarks.say(Remark::NoPattern, self.piece);
            // Without the marks that mean nothing, it may be something else.
            let rest = text.trim_start_matches(is_mark).trim_end_matches(['*', '~', '?']);
            if rest.len() < text.len() {
                self.read(rest, remarks)
            } else {
                self.plain(text)
            }
        })
    }

    fn fuzzy(&self, stem: &str, edits: u32, remarks: &mut Remarks) -> Query {
        if self.exact {
            remarks.say(Remark::ExactFuzzy, self.piece);
        }
        match u8::try_from(edits) {
            Ok(0) => {
                remarks.say(Remark::NoEdits, self.piece);
                let exact = Term { exact: true, ..*self };
                exact.read(stem, remarks)
            }
            Ok(edits @ 1..=MAX_EDITS) => Query::Fuzzy(self.field, stem.to_owned(), edits),
            _ => {
                remarks.say(Remark::ManyEdits, self.piece);
                Query::Fuzzy(self.field, stem.to_owned(), MAX_EDITS)
            }
        }
    }

    fn plain(&self, text: &str) -> Query {
        if self.exact {
            return Query::Exact(self.field, text.to_owned());
        }
        // A word that looks like an operator would be one when the query is printed and read again.
        let operator = matches!(text, "AND" | "OR" | "NOT" | "NEAR") || text.starts_with("NEAR/");
        let text = if operator { text.to_lowercase() } else { text.to_owned() };
        Query::Word(self.field, text)
    }
}

pub(super) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether a `*`, or a `?` right before a letter or digit, is in it. The one at the end of a
/// question is none.
pub(super) fn has_wildcards(text: &str) -> bool {
    text.contains('*')
        || text
            .split('?')
            .skip(1)
            .any(|after| after.starts_with(char::is_alphanumeric))
}

fn is_mark(c: char) -> bool {
    matches!(c, '*' | '?' | '~' | '=') || is_sign(c)
}

/// A minus or a plus.
pub(super) fn is_sign(c: char) -> bool {
    c == '+' || is_minus(c)
}

/// The minus, and what phones and other search boxes put in its place: an en dash, the minus sign
/// of mathematics, an exclamation mark.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '–' | '−' | '!')
}

/// `word~2` as its word and the number; as it is where it does not end so. Of several numbers, as
/// in `word~2~1`, the last holds.
fn fuzzy(text: &str) -> (&str, Option<u32>) {
    let mut stem = text;
    let mut number = None;
    while let Some((word, digits)) = stem.rsplit_once('~')
        && digits.bytes().all(|b| b.is_ascii_digit())
    {
        stem = word;
        if number.is_none_or(str::is_empty) {
            number = Some(digits);
        }
    }
    let word = stem.trim_start_matches(is_mark);
    let Some(number) = number.filter(|_| has_letters(word)) else {
        return (text, None);
    };
    let edits = if number.is_empty() {
        1
    } else {
        number.parse().unwrap_or(u32::MAX)
    };
    // `*ab~` is a pattern, whose wildcard must stay.
    (if has_wildcards(stem) { stem } else { word }, Some(edits))
}

/// A pattern without the marks around it; `None` where it is none that means anything.
fn pattern(text: &str) -> Option<String> {
    let mut pattern = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if !is_wildcard(c) {
            pattern.push(c);
            rest = rest.get(c.len_utf8()..)?;
            continue;
        }
        let after = rest.trim_start_matches(is_wildcard);
        let (run, _) = rest.split_at_checked(rest.len() - after.len())?;
        // A question mark before no letter asks a question.
        if run.contains('*') || after.starts_with(char::is_alphanumeric) {
            for c in run.chars() {
                // Two of any number are one of any number.
                if c != '*' || !pattern.ends_with('*') {
                    pattern.push(c);
                }
            }
        }
        rest = after;
    }
    let pattern = pattern.trim_matches(|c: char| !c.is_alphanumeric() && !is_wildcard(c));
    let letters = pattern.chars().filter(|c| c.is_alphanumeric()).count();
    let one_word =
        |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '*' | '?' | '-' | '\'' | '.' | '_');
    (letters >= MIN_LETTERS && pattern.chars().all(one_word)).then(|| pattern.to_owned())
}

fn is_wildcard(c: char) -> bool {
    matches!(c, '*' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, read: &str, notices: usize) {
        let mut remarks = Remarks::default();
        let query = term(None, text, text, &mut remarks);
        assert_eq!(format!("{:?}", query.unwrap()), read, "{text}");
        assert_eq!(remarks.into_notices(0).len(), notices, "{text}");
    }

    #[test]
    fn words_and_spellings() {
        check("say?", r#"Word(None, "say?")"#, 0);
        check("C++", r#"Word(None, "C++")"#, 0);
        check("a=b", r#"Word(None, "a=b")"#, 0);
        check("OR", r#"Word(None, "or")"#, 0);
        check("=OR", r#"Exact(None, "OR")"#, 0);
        check("==Barzani", r#"Exact(None, "Barzani")"#, 0);
        check("https://a.b/~c?d=e*", r#"Word(None, "https://a.b/~c?d=e*")"#, 0);
        check("leahy^2", r#"Word(None, "leahy^2")"#, 1);
    }

    #[test]
    fn patterns() {
        check("pre*", r#"Pattern(None, "pre*")"#, 0);
        check("w?ldcard", r#"Pattern(None, "w?ldcard")"#, 0);
        check("*stan", r#"Pattern(None, "*stan")"#, 0);
        check("p**m?rg*?", r#"Pattern(None, "p*m?rg*?")"#, 0);
        check("al-sud*,", r#"Pattern(None, "al-sud*")"#, 0);
        check("[peshm*]", r#"Pattern(None, "peshm*")"#, 0);
        check("=peshm*", r#"Pattern(None, "peshm*")"#, 1);
        check("peshm*~2", r#"Pattern(None, "peshm*")"#, 1);
        check("a*", r#"Word(None, "a")"#, 1);
        check("?a", r#"Word(None, "a")"#, 1);
        check("ab/c*", r#"Word(None, "ab/c")"#, 1);
        check("=a*", r#"Exact(None, "a")"#, 1);
    }

    #[test]
    fn fuzzy_words() {
        check("word~", r#"Fuzzy(None, "word", 1)"#, 0);
        check("word~1", r#"Fuzzy(None, "word", 1)"#, 0);
        check("word~2", r#"Fuzzy(None, "word", 2)"#, 0);
        check("word~9", r#"Fuzzy(None, "word", 2)"#, 1);
        check("word~99999999999", r#"Fuzzy(None, "word", 2)"#, 1);
        check("word~0", r#"Exact(None, "word")"#, 1);
        check("=word~", r#"Fuzzy(None, "word", 1)"#, 1);
        check("~word", r#"Word(None, "word")"#, 1);
        check("10~20", r#"Word(None, "10~20")"#, 1);
        check("a~b", r#"Word(None, "a~b")"#, 1);
        check("~OR~~", r#"Fuzzy(None, "OR", 1)"#, 0);
    }
}
