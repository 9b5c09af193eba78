//! What completes the beginning of a query: a dictionary of names, outlets, places, organisations and
//! words of headlines, each entered at every word that it may be typed from.

use super::Error;
use super::analyzer::Analyzer;
use super::schema::Fields;
use super::vocabulary::Vocabulary;
use super::words::folded;
use crate::report::Entry;
use crate::search::{FacetCount, Suggestion};
use rustc_hash::FxHashSet;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

/// Between what is typed, the kind, and what is shown.
const BETWEEN: char = '\0';
/// The kinds, with the letter that stands for them in a term.
const KINDS: [(&str, &str); 5] = [
    ("p", "person"),
    ("o", "outlet"),
    ("l", "place"),
    ("g", "organisation"),
    ("w", WORD),
];
/// What is no name.
const WORD: &str = "word";
/// Words of a headline that are entered: shorter ones complete themselves.
const SHORTEST_WORD: usize = 4;

/// Beginnings of so few letters are remembered: a large part of the dictionary goes on from them.
const SHORT: usize = 2;
/// What is kept of each of these.
const KEPT: usize = 50;
/// Short beginnings that are remembered: a megabyte or two.
const REMEMBERED: usize = 500;
/// From so many reports on, one in a hundred more or fewer does not change what completes a letter.
const LARGE: u64 = 20_000;
const DRIFT: u64 = 100;

/// What completes short beginnings.
#[derive(Clone, Default)]
pub(super) struct Completed {
    /// Reports that there were.
    reports: u64,
    known: HashMap<String, Vec<Suggestion>>,
}

impl Completed {
    pub(super) fn of(reports: u64) -> Self {
        Self {
            reports,
            known: HashMap::new(),
        }
    }

    /// The same for a generation of so many reports, as long as they are about as many.
    pub(super) fn still(&self, reports: u64) -> Self {
        let drift = self.reports.abs_diff(reports);
        match reports >= LARGE && drift <= self.reports / DRIFT {
            true => self.clone(),
            false => Self::of(reports),
        }
    }
}

/// The terms of the field `suggest` of a report.
pub(super) fn terms(entry: &Entry) -> FxHashSet<String> {
    let mut terms = FxHashSet::default();
    let facts = &entry.facts;
    let mut whole = |kind: &str, shown: &str| {
        let words = folded(shown);
        for start in 0..words.len().min(6) {
            let typed = words.get(start..).unwrap_or_default().join(" ");
            terms.insert(format!("{typed}{BETWEEN}{kind}{BETWEEN}{shown}"));
        }
    };
    facts.people.iter().for_each(|person| whole("p", &person.name));
    super::card::places(entry).for_each(|place| whole("l", place));
    facts.organisations.iter().for_each(|body| whole("g", &body.name));
    if let Some(outlet) = &entry.report.outlet {
        whole("o", &outlet.value);
    }
    for word in folded(entry.report.title.words()) {
        if word.chars().count() >= SHORTEST_WORD {
            terms.insert(format!("{word}{BETWEEN}w{BETWEEN}{word}"));
        }
    }
    terms
}

/// What may complete the beginning of a query, most frequent first, of a letter or two 50 at most. Where
/// nothing goes on from the whole of it, its last word is completed.
pub(super) fn suggest(
    vocabulary: Vocabulary<'_>,
    fields: &Fields,
    analyzer: &Analyzer,
    completed: &Mutex<Completed>,
    beginning: &str,
    limit: usize,
) -> Result<Vec<Suggestion>, Error> {
    let words: Vec<String> = analyzer
        .words(beginning)
        .into_iter()
        .map(|looked| looked.word)
        .collect();
    let Some(last) = words.last() else {
        return Ok(Vec::new());
    };
    let mut found = remembered(vocabulary, fields, completed, &words.join(" "))?;
    if found.is_empty() && words.len() > 1 {
        let kept = beginning.trim_end();
        let cut = kept
            .rfind(char::is_whitespace)
            .map_or("", |at| kept.get(..at).unwrap_or_default());
        found = remembered(vocabulary, fields, completed, last)?;
        // The whole is nobody's name any more, and nothing is known of how many have all of it.
        for suggestion in &mut found {
            suggestion.text = format!("{cut} {}", suggestion.text);
            suggestion.kind = WORD;
            suggestion.count = None;
        }
    }
    found.truncate(limit);
    Ok(found)
}

fn remembered(
    vocabulary: Vocabulary<'_>,
    fields: &Fields,
    completed: &Mutex<Completed>,
    typed: &str,
) -> Result<Vec<Suggestion>, Error> {
    if typed.chars().count() > SHORT {
        return completions(vocabulary, fields, typed);
    }
    let completed = || completed.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = completed().known.get(typed) {
        return Ok(known.clone());
    }
    let mut found = completions(vocabulary, fields, typed)?;
    found.truncate(KEPT);
    let mut completed = completed();
    if completed.known.len() >= REMEMBERED {
        completed.known.clear();
    }
    completed.known.insert(typed.to_owned(), found.clone());
    Ok(found)
}

fn completions(vocabulary: Vocabulary<'_>, fields: &Fields, typed: &str) -> Result<Vec<Suggestion>, Error> {
    let mut best: HashMap<(String, &'static str), u64> = HashMap::new();
    let terms = vocabulary.beginning(fields.suggest, typed, |_| true)?;
    for (rest, count) in terms.found {
        let mut parts = rest.splitn(3, BETWEEN).skip(1);
        let (Some(kind), Some(shown)) = (parts.next(), parts.next()) else {
            continue;
        };
        if let Some((_, name)) = KINDS.iter().find(|(letter, _)| *letter == kind) {
            let known = best.entry((shown.to_owned(), *name)).or_default();
            *known = count.max(*known);
        }
    }
    let mut found: Vec<Suggestion> = best
        .into_iter()
        .map(|((text, kind), count)| Suggestion {
            kind,
            text,
            count: Some(count),
        })
        .collect();
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    // A word that only begins a name or an outlet more often shown adds nothing, nor does one text twice.
    let mut seen = HashSet::new();
    found.retain(|suggestion| seen.insert(suggestion.text.to_lowercase()));
    Ok(found)
}

/// The persons of exactly this name, however it is written, most frequent spelling first.
pub(super) fn persons(vocabulary: Vocabulary<'_>, fields: &Fields, words: &[String]) -> Result<Vec<FacetCount>, Error> {
    let prefix = format!("{}{BETWEEN}p{BETWEEN}", words.join(" "));
    let terms = vocabulary.beginning(fields.suggest, &prefix, |_| true)?;
    let count = |(value, count)| FacetCount { value, count };
    Ok(terms.found.into_iter().map(count).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_beginnings_are_remembered_while_a_large_archive_is_about_the_same() {
        let of = |reports| {
            let mut completed = Completed::of(reports);
            completed.known.insert("a".to_owned(), Vec::new());
            completed
        };
        assert_eq!(of(30_000).still(30_300).known.len(), 1);
        assert_eq!(of(30_000).still(30_301).known.len(), 0);
        assert_eq!(of(30_000).still(29_600).known.len(), 0);
        assert_eq!(of(300).still(300).known.len(), 0, "a small one is asked again");
        let twice = of(30_000).still(30_200).still(30_400);
        assert_eq!(twice.known.len(), 0, "counted from when they were found");
    }
}
