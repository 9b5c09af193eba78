//! Finds what a query asked for in a text, as whole words. Most words of a text are told apart by
//! their first two letters, before any stemming.

use super::analyzer::{Analyzer, SURFACE};
use super::card::Part;
use super::plan::{Leaf, Plan, Scope, Sequence};
use super::words::Words;
use crate::search::{Field, SnippetPart};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Marks the hits of one query in any number of texts.
pub struct Marker {
    analyzer: Analyzer,
    /// The terms that are words as they stand, and those that are stems, with their numbers.
    surfaces: HashMap<String, usize>,
    stems: HashMap<String, usize>,
    /// By the first two bytes of a word, whether a term begins so.
    beginnings: Vec<bool>,
    /// By the first three letters, the same for words of [`LONG`] letters and more.
    long_beginnings: Vec<bool>,
    needles: Vec<Needle>,
    leaves: usize,
}

/// What is looked for: at each place one of several terms.
struct Needle {
    scope: Scope,
    /// The part of the query that it belongs to.
    leaf: usize,
    /// Numbers of terms, in order.
    places: Vec<Vec<usize>>,
}

/// A hit: the bytes of a text, and the number of the part of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) needle: usize,
}

/// A word of the text that is one of the terms, or two: as it stands, and stemmed.
struct Term {
    position: usize,
    surface: Option<usize>,
    stem: Option<usize>,
    range: Range<usize>,
}

impl Marker {
    pub(super) fn new(analyzer: &Analyzer, plan: &Plan) -> Self {
        let mut marker = Self {
            analyzer: analyzer.clone(),
            surfaces: HashMap::new(),
            stems: HashMap::new(),
            beginnings: vec![false; 1 << 16],
            long_beginnings: vec![false; 1 << 15],
            needles: Vec::new(),
            leaves: 0,
        };
        plan.wanted(&mut |leaf| marker.add(leaf));
        marker
    }

    /// Adds what is wanted; what a query excludes is nothing to show.
    fn add(&mut self, leaf: &Leaf) {
        for sequence in leaf.sequences() {
            let places = self.places(sequence);
            self.needles.push(Needle {
                scope: leaf.scope,
                leaf: self.leaves,
                places,
            });
        }
        self.leaves += 1;
    }

    fn places(&mut self, sequence: &Sequence) -> Vec<Vec<usize>> {
        let mut number = |term: &String| {
            let next = self.surfaces.len() + self.stems.len();
            let (terms, word) = match term.strip_prefix(SURFACE) {
                Some(word) => (&mut self.surfaces, word),
                None => (&mut self.stems, term.as_str()),
            };
            // Of a short stem (`u` of `ued`) the letters that are gone may have been any.
            let place = beginning(word);
            let places = place..=place + if word.len() < 2 { 0xff } else { 0 };
            if let Some(known) = self.beginnings.get_mut(places) {
                known.fill(true);
            }
            let place = long_beginning(word.as_bytes());
            let places = place..=place + [0x7fff, 0x3ff, 0x1f].get(word.len()).copied().unwrap_or(0);
            if let Some(known) = self.long_beginnings.get_mut(places) {
                known.fill(true);
            }
            *terms.entry(word.to_owned()).or_insert(next)
        };
        let mut places = Vec::with_capacity(sequence.len());
        for alternatives in sequence {
            let mut numbers: Vec<usize> = alternatives.iter().map(&mut number).collect();
            numbers.sort_unstable();
            places.push(numbers);
        }
        places
    }

    /// Whether there is nothing to mark.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// How many different things are looked for.
    pub(super) fn needles(&self) -> usize {
        self.leaves
    }

    /// The text in stretches, hits apart from the rest; whatever field the query named.
    #[must_use]
    pub fn mark(&self, text: &str) -> Vec<SnippetPart> {
        let found = self.find(text, None);
        parts(text, 0..text.len(), &found)
    }

    /// The hits in a text that stands in `part` of a report, by their beginnings.
    pub(super) fn find(&self, text: &str, part: Option<Part>) -> Vec<Found> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let terms = match self.beginnings_in(text) {
            Some(starts) if starts.is_empty() => return found,
            // Where a word stands matters for phrases only.
            Some(starts) if self.needles.iter().all(|needle| needle.places.len() == 1) => self.terms_at(text, &starts),
            _ => self.terms_in(text),
        };
        for needle in &self.needles {
            if part.is_none_or(|part| needle.looks_in(part)) {
                needle.find(&terms, &mut found);
            }
        }
        found.sort_unstable_by_key(|found| (found.range.start, found.range.end));
        found
    }

    /// Where words begin in a text that may be one of the terms, by their first letters alone: most
    /// words need no closer look. `None` where a mark stands among the first letters, or a letter
    /// that is not plain, so that the whole must be read.
    fn beginnings_in(&self, text: &str) -> Option<Vec<usize>> {
        let bytes = text.as_bytes();
        if !text.is_ascii() {
            return None;
        }
        let plain = &*PLAIN;
        let mut starts = Vec::new();
        let mut inside = false;
        for (n, byte) in bytes.iter().enumerate() {
            let byte = plain.get(usize::from(*byte)).copied().unwrap_or(0);
            let begins = byte != 0 && !inside;
            inside = byte != 0;
            if !begins {
                continue;
            }
            let joint = n > 0 && bytes.get(n - 1).is_some_and(|before| is_joint(*before));
            let second = match bytes.get(n + 1) {
                // `U.S.`, `O'Neill`.
                Some(second) if is_joint(*second) && self.begins_with(byte) => return None,
                Some(second) if second.is_ascii_alphanumeric() => second.to_ascii_lowercase(),
                // A word of one letter.
                _ => 0,
            };
            if self.beginnings.get(pair(byte, second)) != Some(&true) {
                continue;
            }
            let word = bytes.get(n..).unwrap_or_default();
            let long = word
                .get(..LONG)
                .is_some_and(|letters| letters.iter().all(u8::is_ascii_alphabetic));
            if !long || self.long_beginnings.get(long_beginning(word)) == Some(&true) {
                if joint {
                    return None;
                }
                starts.push(n);
            }
        }
        Some(starts)
    }

    /// Whether a term begins with this letter.
    fn begins_with(&self, first: u8) -> bool {
        let range = pair(first, 0)..=pair(first, u8::MAX);
        self.beginnings.get(range).is_some_and(|some| some.contains(&true))
    }

    /// The terms among the words that begin at these places.
    fn terms_at(&self, text: &str, starts: &[usize]) -> Vec<Term> {
        let mut word = String::with_capacity(64);
        let mut terms = Vec::new();
        for (position, start) in starts.iter().enumerate() {
            let range = Words::of(text.get(*start..).unwrap_or_default()).next(&mut word);
            if let Some(range) = range {
                terms.extend(self.term(&word, position, range.start + start..range.end + start));
            }
        }
        terms
    }

    /// A word of the text, if it is one of the terms.
    fn term(&self, word: &str, position: usize, range: Range<usize>) -> Option<Term> {
        let surface = self.surfaces.get(word).copied();
        let stem = match self.stems.is_empty() {
            true => None,
            false => self.stems.get(self.analyzer.stem(word).as_ref()).copied(),
        };
        (surface.is_some() || stem.is_some()).then_some(Term {
            position,
            surface,
            stem,
            range,
        })
    }

    fn terms_in(&self, text: &str) -> Vec<Term> {
        let (mut words, mut word) = (Words::of(text), String::with_capacity(64));
        let (mut terms, mut position) = (Vec::new(), 0);
        while let Some(range) = words.next(&mut word) {
            position += 1;
            if self.beginnings.get(beginning(&word)) != Some(&true) {
                continue;
            }
            let long = word.len() >= LONG && word.bytes().all(|byte| byte.is_ascii_alphabetic());
            if long && self.long_beginnings.get(long_beginning(word.as_bytes())) != Some(&true) {
                continue;
            }
            terms.extend(self.term(&word, position, range));
        }
        terms
    }
}

impl Needle {
    fn looks_in(&self, part: Part) -> bool {
        let Scope::Field(field) = self.scope else {
            return true;
        };
        match field {
            // Names of people, places and bodies stand in the text.
            Field::Person | Field::Place | Field::Org => true,
            Field::Title => part == Part::Title,
            Field::Body => matches!(part, Part::Body | Part::Standfirst | Part::Kicker | Part::Editor),
            Field::Caption => part == Part::Caption,
            Field::Outlet => part == Part::Outlet,
            Field::Section => part == Part::Section,
            Field::Byline => part == Part::Byline,
            Field::Tag => part == Part::Tags,
            Field::Lang | Field::Id => false,
        }
    }

    /// Each place where all terms stand one after the other.
    fn find(&self, terms: &[Term], found: &mut Vec<Found>) {
        if self.places.is_empty() {
            return;
        }
        for whole in terms.windows(self.places.len()) {
            let (Some(first), Some(last)) = (whole.first(), whole.last()) else {
                continue;
            };
            let here = whole
                .iter()
                .zip(&self.places)
                .enumerate()
                .all(|(n, (term, wanted))| term.is_one_of(wanted) && term.position == first.position + n);
            if here {
                found.push(Found {
                    range: first.range.start..last.range.end,
                    needle: self.leaf,
                });
            }
        }
    }
}

impl Term {
    fn is_one_of(&self, wanted: &[usize]) -> bool {
        let among = |number: Option<usize>| number.is_some_and(|number| wanted.binary_search(&number).is_ok());
        among(self.surface) || among(self.stem)
    }
}

/// The first two bytes as a number, by which most words of a text are passed over. Stemming leaves
/// them alone but for `dying`, `die`: so y is i here.
fn beginning(word: &str) -> usize {
    let mut bytes = word.bytes();
    let first = bytes.next().unwrap_or(0);
    let second = bytes.next().unwrap_or(0);
    pair(first, second)
}

/// Plain letters and digits in lower case, by their bytes; 0 for all others.
static PLAIN: LazyLock<[u8; 256]> = LazyLock::new(|| {
    std::array::from_fn(|n| {
        let byte = u8::try_from(n).unwrap_or(0);
        if byte.is_ascii_alphanumeric() {
            byte.to_ascii_lowercase()
        } else {
            0
        }
    })
});

/// What may stand inside a word.
fn is_joint(byte: u8) -> bool {
    matches!(byte, b'.' | b',' | b'\'' | b'`')
}

fn pair(first: u8, second: u8) -> usize {
    let second = if second == b'y' { b'i' } else { second };
    usize::from(first) << 8 | usize::from(second)
}

/// Letters from which on a word and its stem share three.
const LONG: usize = 6;

/// The first three bytes as a number, in which case does not count; y is i here too.
fn long_beginning(word: &[u8]) -> usize {
    let letter = |n: usize| {
        let byte = word.get(n).map_or(0, u8::to_ascii_lowercase);
        usize::from(if byte == b'y' { b'i' } else { byte } & 31)
    };
    letter(0) << 10 | letter(1) << 5 | letter(2)
}

/// `range` of a text in stretches, hits apart from the rest; hits that touch or overlap are one.
pub(super) fn parts(text: &str, range: Range<usize>, found: &[Found]) -> Vec<SnippetPart> {
    let mut parts: Vec<SnippetPart> = Vec::new();
    let mut push = |range: Range<usize>, hit| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            parts.push(SnippetPart {
                text: text.to_owned(),
                hit,
            });
        }
    };
    let mut at = range.start;
    let mut hits = found
        .iter()
        .map(|found| found.range.clone())
        .filter(|hit| hit.start >= range.start && hit.end <= range.end)
        .peekable();
    while let Some(mut hit) = hits.next() {
        while let Some(next) = hits.next_if(|next| next.start <= hit.end) {
            hit.end = hit.end.max(next.end);
        }
        push(at..hit.start, false);
        at = hit.end;
        push(hit, true);
    }
    push(at..range.end, false);
    parts
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::plan_without_archive;
    use super::*;
    use proptest::prelude::*;

    /// A marker of a query that nothing widens.
    pub(in super::super) fn marker_of(query: &str) -> Marker {
        let analyzer = Analyzer::new();
        Marker::new(&analyzer, &plan_without_archive(&analyzer, query))
    }

    #[track_caller]
    fn check(query: &str, text: &str, marked: &str) {
        let marker = marker_of(query);
        let shown: String = marker
            .mark(text)
            .iter()
            .map(|part| match part.hit {
                true => format!("[{}]", part.text),
                false => part.text.clone(),
            })
            .collect();
        assert_eq!(shown, marked);
    }

    #[test]
    fn whole_words_of_what_is_wanted() {
        check(
            "meeting",
            "They met; Meetings, a meeting.",
            "They met; [Meetings], a [meeting].",
        );
        check(
            "shia' al-sudani",
            "Shia’ al-Sudani’s al Sudani",
            "[Shia]’ [al-Sudani’s] [al Sudani]",
        );
        check("sudani", "Al-Sudani al-sudanic", "Al-[Sudani] al-sudanic");
        check("us-led -army", "the U.S.-led army", "the [U.S.-led] army");
        check("U.S.", "in the U.S. and US.", "in the [U.S.] and [US].");
        check(
            "\"kevin leahy\"",
            "Kevin met Kevin Leahy, Leahy",
            "Kevin met [Kevin Leahy], Leahy",
        );
        check("kevin \"kevin leahy\"", "Kevin Leahy", "[Kevin Leahy]");
        check(
            "\"meeting\" =visit",
            "meetings, meeting, visits, visit",
            "meetings, [meeting], visits, [visit]",
        );
        check("dying", "he died, she dies", "he [died], she [dies]");
        check("-a", "a b", "a b");
        check("\"a b a\"", "a b a b a", "[a b a b a]");
        check("café", "Café «CAFÉ» cafe\u{301}s", "[Café] «[CAFÉ]» [cafe\u{301}s]");
    }

    proptest! {
        #[test]
        fn stemming_leaves_the_beginning_alone(word in "[a-z]{1,12}") {
            let analyzer = Analyzer::new();
            let stem = analyzer.stem(&word);
            prop_assert!(!stem.is_empty());
            let mask = if stem.len() < 2 { 0xff00 } else { 0xffff };
            prop_assert_eq!(beginning(&word) & mask, beginning(&stem));
            if word.len() >= LONG {
                let mask = [0, 0x7c00, 0x7fe0].get(stem.len()).copied().unwrap_or(0x7fff);
                prop_assert_eq!(long_beginning(word.as_bytes()) & mask, long_beginning(stem.as_bytes()));
            }
        }

        #[test]
        fn a_quick_look_finds_what_a_long_one_does(text in "[a-eyiEASU.,' -]{0,60}", query in "[a-eyi]{1,8}( [a-eyi]{1,8})?") {
            let marker = marker_of(&query);
            if let Some(starts) = marker.beginnings_in(&text) {
                let shown = |terms: Vec<Term>| terms.into_iter().map(|term| term.range).collect::<Vec<_>>();
                prop_assert_eq!(shown(marker.terms_at(&text, &starts)), shown(marker.terms_in(&text)));
            }
        }

        #[test]
        fn stretches_make_up_the_text(text in "\\PC{0,80}", query in "\\PC{0,20}") {
            let marker = marker_of(&query);
            let whole: String = marker.mark(&text).iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
