//! What may be searched beyond what was typed: other spellings of a name, the name without its
//! particle, other words for the same. Each is noted, to be said beside the results.

use super::Error;
use super::analyzer::{Looked, SURFACE, surface};
use super::beside::is_inside;
use super::names;
use super::plan::{Leaf, Sequence};
use super::resolve::{Resolver, plain};
use crate::search::names::{aliases, is_joined_particle, is_particle};
use crate::search::{Query, Widening};

pub(super) const NAMES: (&str, &str) = ("names", "exact");
pub(super) const SYNONYMS: (&str, &str) = ("synonyms", "off");

impl Resolver<'_> {
    /// The parts with each particle (`al Sudani`, `bin Salman`) joined to the name behind it, so that
    /// the name without it is a variant; nothing where there is none.
    pub(super) fn join_particles(&self, parts: &[&Query]) -> Result<Vec<Query>, Error> {
        let mut joined: Vec<Query> = Vec::new();
        let (mut waiting, mut any) = (Vec::new(), false);
        for part in parts {
            let word = plain(part).unwrap_or_default();
            if !word.is_empty() && is_particle(&word.to_lowercase()) {
                waiting.push(word);
                continue;
            }
            let looked = self.analyzer.words(word);
            let is_name = match looked.as_slice() {
                [looked] if !waiting.is_empty() => names::is_name(self.vocabulary, self.fields, word, looked)?,
                _ => false,
            };
            if is_name {
                any = true;
                joined.push(Query::Word(None, format!("{}-{word}", waiting.join("-"))));
            } else {
                joined.extend(waiting.iter().map(|word| Query::Word(None, (*word).to_owned())));
                joined.push((*part).clone());
            }
            waiting.clear();
        }
        joined.extend(waiting.iter().map(|word| Query::Word(None, (*word).to_owned())));
        Ok(if any { joined } else { Vec::new() })
    }

    /// Other spellings of a name, and the name without its particle (`al-Sudani`).
    pub(super) fn name(&mut self, leaf: &mut Leaf, typed: &str, words: &[Looked], beside: bool) -> Result<(), Error> {
        let bare = words
            .iter()
            .position(|looked| !is_joined_particle(&looked.word))
            .unwrap_or(0);
        let mut sequences: Vec<Sequence> = aliases(typed).iter().map(|other| self.spelled(other)).collect();
        sequences = self.in_archive(sequences)?;
        let mut also: Vec<String> = sequences.iter().map(spelling).collect();
        let Some((looked, [])) = words.get(bare..).and_then(<[Looked]>::split_first) else {
            if !also.is_empty() {
                leaf.variants = sequences;
                self.say_widened(typed, also, NAMES);
            }
            return Ok(());
        };
        let original = match bare {
            0 => typed,
            _ => typed
                .rsplit(|c: char| !c.is_alphanumeric() && !is_inside(c))
                .next()
                .unwrap_or(typed),
        };
        if bare > 0 && self.vocabulary.frequency(self.fields.text, &surface(&looked.word))? > 0 {
            sequences.push(vec![vec![surface(&looked.word)]]);
            also.push(looked.word.clone());
        }
        let mut found = names::variants(self.vocabulary, self.fields, original, looked, beside)?;
        found.retain(|variant| !also.contains(&variant.word));
        if !found.is_empty() {
            sequences.push(vec![found.iter().map(|variant| surface(&variant.word)).collect()]);
            also.extend(found.into_iter().map(|variant| variant.word));
        }
        if !also.is_empty() {
            leaf.variants = sequences;
            self.say_widened(typed, also, NAMES);
        }
        Ok(())
    }

    /// Other words for a single one.
    pub(super) fn synonym(&mut self, leaf: &mut Leaf, typed: &str) -> Result<(), Error> {
        let expansions = self.synonyms.expand(&[typed]);
        let others = expansions.iter().flat_map(|expansion| &expansion.to);
        let sequences: Vec<Sequence> = others.map(|other| self.spelled(other)).collect();
        let sequences = self.in_archive(sequences)?;
        if !sequences.is_empty() {
            self.widened(typed, &sequences, SYNONYMS);
            leaf.synonyms = sequences;
        }
        Ok(())
    }

    /// A word or phrase in its own spelling.
    pub(super) fn spelled(&self, text: &str) -> Sequence {
        let words = self.analyzer.words(text);
        words.iter().map(|looked| vec![surface(&looked.word)]).collect()
    }

    /// Those whose every word stands in the archive.
    pub(super) fn in_archive(&self, sequences: Vec<Sequence>) -> Result<Vec<Sequence>, Error> {
        let mut kept = Vec::new();
        for sequence in sequences {
            let mut held = !sequence.is_empty();
            for term in sequence.iter().flatten() {
                held = held && self.vocabulary.frequency(self.fields.text, term)? > 0;
            }
            if held {
                kept.push(sequence);
            }
        }
        Ok(kept)
    }

    pub(super) fn widened(&mut self, typed: &str, sequences: &[Sequence], switch: (&'static str, &'static str)) {
        self.say_widened(typed, sequences.iter().map(spelling).collect(), switch);
    }

    pub(super) fn say_widened(&mut self, typed: &str, also: Vec<String>, switch: (&'static str, &'static str)) {
        let also = match switch {
            NAMES => also.iter().map(|words| as_names(words)).collect(),
            _ => also,
        };
        let widening = Widening {
            typed: typed.to_owned(),
            also,
            switch,
        };
        if !self.said.widened.contains(&widening) {
            self.said.widened.push(widening);
        }
    }
}

/// With the capitals that names have, where their script has any.
fn as_names(words: &str) -> String {
    let capitalised = words.split(' ').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    capitalised.collect::<Vec<_>>().join(" ")
}

/// The words of a sequence, as they are looked up.
fn spelling(sequence: &Sequence) -> String {
    let words: Vec<&str> = sequence
        .iter()
        .filter_map(|place| place.first())
        .map(|term| term.trim_start_matches(SURFACE))
        .collect();
    words.join(" ")
}
