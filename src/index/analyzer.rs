//! From text to the terms of the index. One analyzer for both sides and for the highlighter: what is
//! marked on a page is what was found.

use super::words::Words;
use std::borrow::Cow;
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which tantivy knows [`Analyzer`].
pub(super) const NAME: &str = "readout";

/// Positions left free before each value of a field, so that no phrase runs from one paragraph into
/// the next, nor nearness later.
const GAP: usize = 32;

/// Folds and stems words.
#[derive(Clone)]
pub(super) struct Analyzer {
    stemmer: frostem::Stemmer,
}

impl Analyzer {
    pub(super) fn new() -> Self {
        Self {
            stemmer: frostem::Stemmer::new(frostem::Algorithm::English),
        }
    }

    /// The term that a folded word is looked up by.
    pub(super) fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if is_stemmed(word) {
            self.stemmer.stem(word)
        } else {
            Cow::Borrowed(word)
        }
    }

    /// The terms of a text, in order.
    pub(super) fn terms(&self, text: &str) -> Vec<String> {
        let (mut words, mut word, mut terms) = (Words::of(text), String::new(), Vec::new());
        while words.next(&mut word).is_some() {
            terms.push(self.stem(&word).into_owned());
        }
        terms
    }
}

/// Snowball takes the s of ISIS, Paris, crisis and Harris for a plural; digits and other scripts
/// are none of its business.
fn is_stemmed(word: &str) -> bool {
    word.len() > 2 && !word.ends_with("is") && word.bytes().all(|b| b.is_ascii_lowercase())
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms {
            words: Words::of(text),
            stemmer: self.stemmer,
            token: Token {
                // The first advance steps on to GAP.
                position: GAP - 1,
                ..Token::default()
            },
        }
    }
}

/// The terms of one value.
pub(super) struct Terms<'t> {
    words: Words<'t>,
    stemmer: frostem::Stemmer,
    token: Token,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let Some(Range { start, end }) = self.words.next(&mut self.token.text) else {
            return false;
        };
        self.token.position += 1;
        (self.token.offset_from, self.token.offset_to) = (start, end);
        if is_stemmed(&self.token.text)
            && let Cow::Owned(stem) = self.stemmer.stem(&self.token.text)
        {
            self.token.text = stem;
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, terms: &str) {
        assert_eq!(Analyzer::new().terms(text).join(" "), terms);
    }

    #[test]
    fn stems() {
        check("meetings Meeting met", "meet meet met");
        check("ISIS crisis Paris Harris", "isis crisis paris harris");
        check("Kurdistan24 CJTF-OIR's", "kurdistan24 cjtf oir");
        check("cafés", "cafe");
    }

    #[test]
    fn positions_leave_a_gap() {
        let mut analyzer = Analyzer::new();
        let mut stream = analyzer.token_stream("one two");
        let mut positions = Vec::new();
        while stream.advance() {
            positions.push(stream.token().position);
        }
        assert_eq!(positions, [GAP, GAP + 1]);
    }
}
