//! The names that stand in reports, by how they sound.
//!
//! Each word that a report uses as a name gives a term of the field `names`: its consonant skeleton,
//! a NUL, and the word as it is looked up. So the spellings that a typed name may have are a range of
//! a dictionary on the disk, and the frequency of a term says in how many reports it is a name.

use super::Error;
use super::analyzer::{Looked, surface};
use super::card::Part;
use super::schema::Fields;
use super::sentence::{ends_sentence, may_end};
use super::vocabulary::Vocabulary;
use super::words::Words;
use crate::report::{Block, Entry};
use crate::search::names::{Effort, Name, key, lookup_keys};
use rustc_hash::FxHashSet;

/// Between the skeleton and the word.
const BETWEEN: char = '\0';
/// Spellings that one typed word is searched by at most.
const MAX_VARIANTS: usize = 12;

/// The terms of the field `names` of a report.
pub(super) fn terms(entry: &Entry, blocks: &[Block]) -> FxHashSet<String> {
    let mut terms = FxHashSet::default();
    // A name stands in a report again and again, and its sound is not to be told each time.
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut add = |original: &str, folded: &str| {
        if seen.contains(original) {
            return;
        }
        seen.insert(original.to_owned());
        if let Some(key) = key(original) {
            terms.insert(format!("{key}{BETWEEN}{folded}"));
        }
    };
    for block in blocks {
        if Part::of(&block.roles).is_some() {
            name_words(&block.text, &mut add);
        }
    }
    let (mut words, mut folded);
    for person in &entry.facts.people {
        words = Words::of(&person.name);
        folded = String::new();
        while let Some(range) = words.next(&mut folded) {
            add(person.name.get(range).unwrap_or_default(), &folded);
        }
    }
    terms
}

/// The words of a text that are written as names are: with a capital where none has to stand, or in
/// a script that has no capitals. A text in capitals throughout, or with a capital on most words (a
/// headline), tells nothing.
fn name_words(text: &str, each: &mut impl FnMut(&str, &str)) {
    let (mut all, mut capital) = (0_usize, 0_usize);
    let mut count = |word: &str| {
        if let Some(first) = first_letter(word) {
            all += usize::from(first.is_lowercase() || first.is_uppercase());
            capital += usize::from(first.is_uppercase());
        }
    };
    if text.is_ascii() {
        text.split_ascii_whitespace().for_each(count);
    } else {
        text.split_whitespace().for_each(&mut count);
    }
    let telling = capital * 3 < all * 2;
    let (mut words, mut folded, mut before) = (Words::of(text), String::new(), 0);
    loop {
        // Most words are in small letters, and none of them is a name.
        if let Some(small) = words.pass_small() {
            before = small.end;
            continue;
        }
        let Some(range) = words.next(&mut folded) else {
            break;
        };
        let original = text.get(range.clone()).unwrap_or_default();
        let between = text.get(before..range.start).unwrap_or_default();
        let behind = before;
        before = range.end;
        let Some(first) = first_letter(original) else {
            continue;
        };
        if first.is_lowercase() {
            continue;
        }
        // A space alone begins nothing.
        let begins = behind == 0
            || between != " "
                && (may_end(between) && ends_sentence(text.get(..range.start).unwrap_or_default())
                    || between.contains([':', '“', '"', '«', '„']));
        // In a script without capitals any word may be one.
        if !first.is_uppercase() || telling && !begins {
            each(original, &folded);
        }
    }
}

fn first_letter(word: &str) -> Option<char> {
    match word.as_bytes().first() {
        Some(first) if first.is_ascii_alphabetic() => Some(char::from(*first)),
        _ => word.chars().find(|c| c.is_alphabetic()),
    }
}

/// A spelling of a name that stands in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    /// As it is looked up, folded.
    pub(super) word: String,
    /// Reports that have it.
    pub(super) frequency: u64,
}

/// Other spellings in the archive of what may be a name; none for what is an ordinary word there.
pub(super) fn variants(
    vocabulary: Vocabulary<'_>,
    fields: &Fields,
    typed: &str,
    looked: &Looked,
    beside_names: bool,
) -> Result<Vec<Variant>, Error> {
    let known = vocabulary.frequency(fields.text, &surface(&looked.word))?;
    if known > 0 && !is_mostly_name(vocabulary, fields, typed, &looked.word, known)? {
        return Ok(Vec::new());
    }
    let effort = if known == 0 || beside_names {
        Effort::Generous
    } else {
        Effort::Careful
    };
    let Some(name) = Name::read(typed) else {
        return Ok(Vec::new());
    };
    let mut variants = Vec::new();
    for key in lookup_keys(typed) {
        let prefix = format!("{key}{BETWEEN}");
        let alike = |word: &str| word != looked.word && name.likeness_under(&key, word, effort).is_some();
        for (word, as_name) in vocabulary.beginning(fields.names, &prefix, alike)?.found {
            let frequency = vocabulary.frequency(fields.text, &surface(&word))?;
            let is_name = as_name.saturating_mul(2) >= frequency;
            if is_name && !variants.iter().any(|known: &Variant| known.word == word) {
                variants.push(Variant { word, frequency });
            }
        }
    }
    variants.sort_by(|a, b| b.frequency.cmp(&a.frequency).then_with(|| a.word.cmp(&b.word)));
    variants.truncate(MAX_VARIANTS);
    Ok(variants)
}

/// Whether what was typed stands in the archive, and there as a name.
pub(super) fn is_name(
    vocabulary: Vocabulary<'_>,
    fields: &Fields,
    typed: &str,
    looked: &Looked,
) -> Result<bool, Error> {
    let known = vocabulary.frequency(fields.text, &surface(&looked.word))?;
    Ok(known > 0 && is_mostly_name(vocabulary, fields, typed, &looked.word, known)?)
}

/// Whether at least half of the reports that have a word use it as a name.
fn is_mostly_name(
    vocabulary: Vocabulary<'_>,
    fields: &Fields,
    typed: &str,
    word: &str,
    known: u64,
) -> Result<bool, Error> {
    let mut as_name = 0;
    // The skeleton was taken from the word as printed, which may say more than the folded one.
    for key in lookup_keys(typed) {
        as_name += vocabulary.frequency(fields.names, &format!("{key}{BETWEEN}{word}"))?;
    }
    Ok(as_name.saturating_mul(2) >= known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> String {
        let mut found = Vec::new();
        name_words(text, &mut |_, folded| found.push(folded.to_owned()));
        found.join(" ")
    }

    #[test]
    fn capitals_within_sentences_are_names() {
        assert_eq!(
            names("The minister met Nechirvan Barzani. Talks went on in Erbil, he said."),
            "nechirvan barzani erbil"
        );
        assert_eq!(names("MINISTER MEETS BARZANI"), "");
        assert_eq!(names("Minister Meets Barzani in Erbil"), "");
        assert_eq!(names("He said: “The end.”"), "");
        assert_eq!(names("التقى بارزاني"), "التقي بارزاني");
    }
}
