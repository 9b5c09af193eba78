//! From text to the terms of the index. One analyzer for both sides and for the highlighter: what is
//! marked on a page is what was found.
//!
//! Each word gives two terms at one position: its stem, and, behind a [`SURFACE`], the word itself,
//! which phrases, wildcards and exact spellings look for. Where a paragraph or a sentence begins, a
//! term of its own says so.

use super::sentence::{ends_sentence, may_end};
use super::words::Words;
use rustc_hash::FxBuildHasher;
use std::borrow::Cow;
use std::cell::RefCell;
use std::hash::BuildHasher;
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which tantivy knows [`Analyzer`].
pub(super) const NAME: &str = "readout";

/// Stands before the words that are not stemmed. No word has it.
pub(super) const SURFACE: char = '=';
/// The term at the first word of a paragraph, heading, caption or headline.
pub(super) const PARAGRAPH: &str = "\u{1}p";
/// The term at the first word of each further sentence.
pub(super) const SENTENCE: &str = "\u{1}s";
/// The term where the body ends and headline, captions and keywords begin.
pub(super) const REST: &str = "\u{1}r";
/// A value that stands for [`REST`] when a report is written.
pub(super) const REST_VALUE: &str = "\u{2}";

/// Positions left free before each value of a field, so that no phrase runs from one paragraph into
/// the next, nor anything near.
const GAP: usize = 32;

/// Folds and stems words.
#[derive(Clone)]
pub(super) struct Analyzer {
    stemmer: frostem::Stemmer,
}

/// A word as it is looked up: as it stands (folded), and stemmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Looked {
    /// Without [`SURFACE`].
    pub(super) word: String,
    pub(super) stem: String,
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

    /// The words of a text, in order.
    pub(super) fn words(&self, text: &str) -> Vec<Looked> {
        self.first_words(text, usize::MAX)
    }

    /// The first so many words of a text.
    pub(super) fn first_words(&self, text: &str, limit: usize) -> Vec<Looked> {
        let (mut words, mut word, mut looked) = (Words::of(text), String::new(), Vec::new());
        while looked.len() < limit && words.next(&mut word).is_some() {
            looked.push(Looked {
                stem: self.stem(&word).into_owned(),
                word: word.clone(),
            });
        }
        looked
    }
}

/// The term of a word that is not stemmed.
pub(super) fn surface(word: &str) -> String {
    let mut term = String::with_capacity(word.len() + 1);
    term.push(SURFACE);
    term.push_str(word);
    term
}

/// Snowball takes the s of ISIS, Paris, crisis and Harris for a plural; digits and other scripts
/// are none of its business.
fn is_stemmed(word: &str) -> bool {
    word.len() > 2 && !word.ends_with("is") && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// Stems that are remembered by each thread; a power of two.
const REMEMBERED: usize = 4_096;

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems(vec![Default::default(); REMEMBERED]));
}

/// Words with their stems, each at the place that its digest gives; the later takes the place of the earlier.
/// Texts use few words again and again, and to stem one costs far more than to look it up.
struct Stems(Vec<(String, String)>);

impl Stems {
    fn of(&mut self, word: &str, stemmer: frostem::Stemmer) -> &str {
        let place = usize::try_from(FxBuildHasher.hash_one(word) >> 40).unwrap_or_default() % REMEMBERED;
        let Some((known, stem)) = self.0.get_mut(place) else {
            return "";
        };
        if known != word {
            known.clear();
            known.push_str(word);
            stem.clear();
            stem.push_str(&stemmer.stem(word));
        }
        stem
    }
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms {
            text,
            words: Words::of(text),
            stemmer: self.stemmer,
            word: String::new(),
            next: if text == REST_VALUE { Next::Rest } else { Next::Word },
            token: Token {
                // The first word steps on to GAP.
                position: GAP - 1,
                ..Token::default()
            },
        }
    }
}

/// The terms of one value.
pub(super) struct Terms<'t> {
    text: &'t str,
    words: Words<'t>,
    stemmer: frostem::Stemmer,
    word: String,
    next: Next,
    token: Token,
}

/// What the stream gives next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Where the next word begins a paragraph or sentence, that; otherwise its surface.
    Word,
    Surface,
    Stem,
    Rest,
    End,
}

impl Terms<'_> {
    fn set(&mut self, text: &str) {
        self.token.text.clear();
        self.token.text.push_str(text);
    }

    /// Reads a word; what it begins, if anything.
    fn read(&mut self) -> Option<Option<&'static str>> {
        let first = self.token.position < GAP;
        let before = self.token.offset_to;
        let Range { start, end } = self.words.next(&mut self.word)?;
        self.token.position += 1;
        (self.token.offset_from, self.token.offset_to) = (start, end);
        if first {
            return Some(Some(PARAGRAPH));
        }
        let between = self.text.get(before..start).unwrap_or_default();
        let new = may_end(between) && ends_sentence(self.text.get(..start).unwrap_or_default());
        Some(new.then_some(SENTENCE))
    }

    fn give_surface(&mut self) {
        self.token.text.clear();
        self.token.text.push(SURFACE);
        self.token.text.push_str(&self.word);
        self.next = Next::Stem;
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        match self.next {
            Next::Word => match self.read() {
                None => {
                    self.next = Next::End;
                    return false;
                }
                Some(Some(boundary)) => {
                    self.set(boundary);
                    self.next = Next::Surface;
                }
                Some(None) => self.give_surface(),
            },
            Next::Surface => self.give_surface(),
            Next::Stem => {
                self.token.text.clear();
                if is_stemmed(&self.word) {
                    let (word, text) = (&self.word, &mut self.token.text);
                    STEMS.with_borrow_mut(|stems| text.push_str(stems.of(word, self.stemmer)));
                } else {
                    self.token.text.push_str(&self.word);
                }
                self.next = Next::Word;
            }
            Next::Rest => {
                self.token.position += 1;
                self.set(REST);
                self.next = Next::End;
            }
            Next::End => return false,
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
        let stems: Vec<String> = Analyzer::new().words(text).into_iter().map(|word| word.stem).collect();
        assert_eq!(stems.join(" "), terms);
    }

    #[test]
    fn stems() {
        check("meetings Meeting met", "meet meet met");
        check("ISIS crisis Paris Harris", "isis crisis paris harris");
        check("Kurdistan24 CJTF-OIR's", "kurdistan24 cjtf oir");
        check("cafés", "cafe");
    }

    #[test]
    fn words_stand_beside_their_stems_and_units_are_marked() {
        let mut analyzer = Analyzer::new();
        let mut shown = |text: &str| {
            let mut stream = analyzer.token_stream(text);
            let mut shown = Vec::new();
            while stream.advance() {
                let Token { text, position, .. } = stream.token();
                shown.push(format!("{}{}", text.replace('\u{1}', "¶"), position - GAP));
            }
            shown.join(" ")
        };
        assert_eq!(
            shown("He met Gen. Leahy. They talked."),
            "¶p0 =he0 he0 =met1 met1 =gen2 gen2 =leahy3 leahi3 ¶s4 =they4 they4 =talked5 talk5"
        );
        assert_eq!(shown(REST_VALUE), "¶r0");
        assert_eq!(shown("…"), "");
    }
}
