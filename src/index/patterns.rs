//! What wildcards and fuzzy words stand for in the archive.

use super::Error;
use super::analyzer::{Analyzer, Looked, SURFACE, surface};
use super::plan::Sequence;
use super::vocabulary::{Terms, Vocabulary};
use levenshtein_automata::{Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use std::sync::{Arc, LazyLock};
use tantivy::schema::Field;
use tantivy_fst::Automaton;

/// The most words that a wildcard or fuzzy word is searched as.
pub(super) const MAX_EXPANSIONS: usize = 500;

/// Words that a pattern stands for.
#[derive(Default)]
pub(super) struct Expanded {
    pub(super) sequences: Vec<Sequence>,
    /// How many there are, where not all are searched.
    pub(super) cut: Option<String>,
}

/// The words that a pattern matches: `*` any number of letters, `?` one. What the analyzer splits
/// (`al-sud*`) is split; only its last part may then hold wildcards… each part is looked up alone.
pub(super) fn matching(
    vocabulary: Vocabulary<'_>,
    field: Field,
    analyzer: &Analyzer,
    pattern: &str,
) -> Result<Expanded, Error> {
    let mut sequence: Sequence = Vec::new();
    let mut cut = None;
    for part in parts(pattern, analyzer) {
        let terms = match part {
            Part::Word(word) => vec![surface(&word)],
            Part::Glob(glob) => {
                let literal: String = glob.iter().map_while(Piece::letter).collect();
                let prefix = surface(&literal);
                let rest = glob.get(literal.chars().count()..).unwrap_or_default();
                let found = if rest == [Piece::Any] {
                    vocabulary.beginning(field, &prefix, |_| true)?
                } else {
                    vocabulary.beginning(field, &prefix, |term| matches(rest, term))?
                };
                let (terms, more) = most_frequent(found, &prefix);
                cut = cut.or(more);
                terms
            }
        };
        if terms.is_empty() {
            return Ok(Expanded::default());
        }
        sequence.push(terms);
    }
    let sequences = if sequence.is_empty() {
        Vec::new()
    } else {
        vec![sequence]
    };
    Ok(Expanded { sequences, cut })
}

/// The words that are within so many edits of each of these.
pub(super) fn alike(vocabulary: Vocabulary<'_>, field: Field, words: &[Looked], edits: u8) -> Result<Expanded, Error> {
    let mut sequence: Sequence = Vec::new();
    let mut cut = None;
    for looked in words {
        let (terms, more) = most_frequent(near_words(vocabulary, field, &looked.word, edits)?, "=");
        cut = cut.or(more);
        if terms.is_empty() {
            return Ok(Expanded::default());
        }
        sequence.push(terms);
    }
    let sequences = if sequence.is_empty() {
        Vec::new()
    } else {
        vec![sequence]
    };
    Ok(Expanded { sequences, cut })
}

/// The words of the archive within one or two edits of a word, itself among them.
pub(super) fn near_words(vocabulary: Vocabulary<'_>, field: Field, word: &str, edits: u8) -> Result<Terms, Error> {
    static ONE: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
    static TWO: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));
    let builder = if edits > 1 { &TWO } else { &ONE };
    // The mark before each word is the same on both sides and costs no edit.
    let dfa = Edits(Arc::new(builder.build_dfa(&surface(word))));
    let mark = SURFACE.to_string();
    vocabulary.walk(field, &mark, dfa, |_| true)
}

/// The automaton of a fuzzy word as the dictionary wants it.
#[derive(Clone)]
struct Edits(Arc<levenshtein_automata::DFA>);

impl Automaton for Edits {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

fn most_frequent(found: Terms, prefix: &str) -> (Vec<String>, Option<String>) {
    let Terms { mut found, cut } = found;
    let many = found.len();
    found.truncate(MAX_EXPANSIONS);
    let more = (cut || many > MAX_EXPANSIONS).then(|| match cut {
        true => format!("{many} or more"),
        false => many.to_string(),
    });
    let terms = found.into_iter().map(|(rest, _)| format!("{prefix}{rest}")).collect();
    (terms, more)
}

/// A piece of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Letter(char),
    One,
    Any,
}

impl Piece {
    fn letter(&self) -> Option<char> {
        match self {
            Piece::Letter(c) => Some(*c),
            Piece::One | Piece::Any => None,
        }
    }
}

enum Part {
    Word(String),
    Glob(Vec<Piece>),
}

/// The parts of a pattern as the analyzer splits words, wildcards counting as letters.
fn parts(pattern: &str, analyzer: &Analyzer) -> Vec<Part> {
    let mut parts = Vec::new();
    for run in pattern.split(|c: char| !is_of_word(c)) {
        let mut glob = Vec::new();
        let mut letters = String::new();
        let flush = |letters: &mut String, glob: &mut Vec<Piece>| {
            for looked in analyzer.words(letters) {
                glob.extend(looked.word.chars().map(Piece::Letter));
            }
            letters.clear();
        };
        for c in run.chars() {
            match c {
                '*' | '?' => {
                    flush(&mut letters, &mut glob);
                    let piece = if c == '*' { Piece::Any } else { Piece::One };
                    if piece != Piece::Any || glob.last() != Some(&Piece::Any) {
                        glob.push(piece);
                    }
                }
                c => letters.push(c),
            }
        }
        flush(&mut letters, &mut glob);
        if glob.iter().any(|piece| piece.letter().is_none()) {
            parts.push(Part::Glob(glob));
        } else if !glob.is_empty() {
            parts.push(Part::Word(glob.iter().filter_map(Piece::letter).collect()));
        }
    }
    parts
}

fn is_of_word(c: char) -> bool {
    matches!(c, '*' | '?' | '.' | '\'' | '’' | 'ʼ' | 'ʿ' | 'ʾ' | '‘')
        || c.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(c)
}

/// Whether the whole of a word is as the pattern says. Each `*` is tried from left to right, the
/// last one last: time grows with the product of both lengths, never faster.
fn matches(pattern: &[Piece], word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while from < letters.len() {
        match pattern.get(at) {
            Some(Piece::Any) => {
                star = Some((at, from));
                at += 1;
                continue;
            }
            Some(Piece::One) => {
                at += 1;
                from += 1;
                continue;
            }
            Some(Piece::Letter(c)) if letters.get(from) == Some(c) => {
                at += 1;
                from += 1;
                continue;
            }
            _ => {}
        }
        let Some((place, took)) = star else {
            return false;
        };
        star = Some((place, took + 1));
        at = place + 1;
        from = took + 1;
    }
    pattern
        .get(at..)
        .unwrap_or_default()
        .iter()
        .all(|piece| *piece == Piece::Any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_words() {
        let check = |pattern: &str, word: &str, expected: bool| {
            let parts = parts(pattern, &Analyzer::new());
            let [Part::Glob(glob)] = parts.as_slice() else {
                panic!("{pattern}");
            };
            assert_eq!(matches(glob, word), expected, "{pattern} {word}");
        };
        check("peshm*", "peshmerga", true);
        check("peshm*", "pesh", false);
        check("w?ldcard", "wildcard", true);
        check("w?ldcard", "wldcard", false);
        check("*arzan?", "barzani", true);
        check("a*b*c", "aXbYc", true);
        check("a*b*c", "aXbYcd", false);
        check("Çel*", "celik", true);
        check("*", "", true);
        let long = "a".repeat(64);
        check("*a*a*a*a*a*a*b", &long, false);
    }
}
