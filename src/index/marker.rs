//! Finds what a query asked for in a text, as whole words. Most words of a text are told apart by
//! their first two letters, before any stemming.

use super::analyzer::Analyzer;
use super::card::Part;
use super::words::Words;
use crate::search::{Field, Query, SnippetPart};
use std::collections::HashMap;
use std::ops::Range;

/// Marks the hits of one query in any number of texts.
pub struct Marker {
    analyzer: Analyzer,
    /// The terms of all needles, with their numbers.
    terms: HashMap<String, usize>,
    /// The beginnings of the terms.
    beginnings: Vec<[u8; 2]>,
    needles: Vec<Needle>,
}

/// What is looked for: a term, or terms one after the other.
struct Needle {
    field: Option<Field>,
    terms: Vec<usize>,
}

/// A hit: the bytes of a text, and the number of the needle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) needle: usize,
}

/// A word of the text that is one of the terms.
struct Term {
    position: usize,
    number: usize,
    range: Range<usize>,
}

impl Marker {
    pub(super) fn new(analyzer: &Analyzer, query: &Query) -> Self {
        let mut marker = Self {
            analyzer: analyzer.clone(),
            terms: HashMap::new(),
            beginnings: Vec::new(),
            needles: Vec::new(),
        };
        marker.add(query);
        marker
    }

    /// Adds what the query wants; what it excludes is nothing to show.
    fn add(&mut self, query: &Query) {
        match query {
            Query::All | Query::Not(_) => {}
            Query::Word(Some(Field::Lang | Field::Id), _) | Query::Phrase(Some(Field::Lang | Field::Id), _) => {}
            Query::Word(field, text) | Query::Phrase(field, text) => {
                let terms: Vec<usize> = self
                    .analyzer
                    .terms(text)
                    .into_iter()
                    .map(|term| {
                        let beginning = beginning(&term);
                        if !self.beginnings.contains(&beginning) {
                            self.beginnings.push(beginning);
                        }
                        let number = self.terms.len();
                        *self.terms.entry(term).or_insert(number)
                    })
                    .collect();
                let known = self
                    .needles
                    .iter()
                    .any(|needle| needle.field == *field && needle.terms == terms);
                if !terms.is_empty() && !known {
                    self.needles.push(Needle { field: *field, terms });
                }
            }
            Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| self.add(part)),
        }
    }

    /// Whether there is nothing to mark.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// How many different things are looked for.
    pub(super) fn needles(&self) -> usize {
        self.needles.len()
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
        let terms = self.terms_in(text);
        for (number, needle) in self.needles.iter().enumerate() {
            if part.is_none_or(|part| needle.looks_in(part)) {
                needle.find(number, &terms, &mut found);
            }
        }
        found.sort_unstable_by_key(|found| (found.range.start, found.range.end));
        found
    }

    fn terms_in(&self, text: &str) -> Vec<Term> {
        let (mut words, mut word) = (Words::of(text), String::with_capacity(64));
        let (mut terms, mut position) = (Vec::new(), 0);
        while let Some(range) = words.next(&mut word) {
            position += 1;
            if !self.beginnings.contains(&beginning(&word)) {
                continue;
            }
            if let Some(number) = self.terms.get(self.analyzer.stem(&word).as_ref()) {
                terms.push(Term {
                    position,
                    number: *number,
                    range,
                });
            }
        }
        terms
    }
}

impl Needle {
    fn looks_in(&self, part: Part) -> bool {
        match self.field {
            // Names of people and places stand in the text.
            None | Some(Field::Person | Field::Place) => true,
            Some(Field::Title) => part == Part::Title,
            Some(Field::Body) => matches!(part, Part::Body | Part::Standfirst | Part::Kicker | Part::Editor),
            Some(Field::Caption) => part == Part::Caption,
            Some(Field::Outlet) => part == Part::Outlet,
            Some(Field::Section) => part == Part::Section,
            Some(Field::Byline) => part == Part::Byline,
            Some(Field::Tag) => part == Part::Tags,
            Some(Field::Lang | Field::Id) => false,
        }
    }

    /// Each place where all terms stand one after the other.
    fn find(&self, number: usize, terms: &[Term], found: &mut Vec<Found>) {
        for whole in terms.windows(self.terms.len()) {
            let (Some(first), Some(last)) = (whole.first(), whole.last()) else {
                continue;
            };
            let here = whole
                .iter()
                .zip(&self.terms)
                .enumerate()
                .all(|(n, (term, wanted))| term.number == *wanted && term.position == first.position + n);
            if here {
                found.push(Found {
                    range: first.range.start..last.range.end,
                    needle: number,
                });
            }
        }
    }
}

/// The first two bytes, by which most words of a text are passed over. Stemming leaves them alone
/// but for `dying`, `die`: so y is i here.
fn beginning(word: &str) -> [u8; 2] {
    let mut bytes = word.bytes();
    let first = bytes.next().unwrap_or(0);
    let second = bytes.next().unwrap_or(0);
    [first, if second == b'y' { b'i' } else { second }]
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(query: &str, text: &str, marked: &str) {
        let marker = Marker::new(&Analyzer::new(), &crate::search::parse(query).0);
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
        check("dying", "he died, she dies", "he [died], she [dies]");
        check("-a", "a b", "a b");
        check("\"a b a\"", "a b a b a", "[a b a b a]");
        check("café", "Café «CAFÉ» cafe\u{301}s", "[Café] «[CAFÉ]» [cafe\u{301}s]");
    }

    proptest! {
        #[test]
        fn stemming_leaves_the_beginning_alone(word in "[a-z]{1,12}") {
            let analyzer = Analyzer::new();
            prop_assert_eq!(beginning(&word), beginning(&analyzer.stem(&word)));
        }

        #[test]
        fn stretches_make_up_the_text(text in "\\PC{0,80}", query in "\\PC{0,20}") {
            let marker = Marker::new(&Analyzer::new(), &crate::search::parse(&query).0);
            let whole: String = marker.mark(&text).iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
