//! What we infer from a report: who met whom, the people, places and bodies it names, the days it can be
//! from, its language. Each value carries the words it was read from; where there are none, there is no value.
//!
//! The text of a report is cut into [`passage`]s and [`tokens`]; [`names`] finds who is mentioned and in what
//! office, [`people`] who they are, [`meetings`] which verbs and nouns of meeting bring them together.

pub mod authority;
mod dated;
mod endings;
mod gazetteer;
mod glossary;
mod language;
mod letters;
mod lexicon;
mod meetings;
mod names;
mod near;
mod organisations;
mod passage;
mod people;
mod places;
mod quotations;
mod tense;
mod tokens;
mod tongue;
mod words;

pub use glossary::GLOSSARY;

use crate::clean::MOST_TEXT;
use crate::report::{Facts, Report};

/// Reads the facts of a report. It never fails: what cannot be told stays empty.
#[must_use]
pub fn extract(report: &Report) -> Facts {
    let lang = language::read(report);
    let german = lang.as_ref().is_some_and(|lang| lang.0 == "de");
    let mut blocks = report.blocks();
    let mut room = MOST_TEXT;
    for block in &mut blocks {
        block.text.truncate(block.text.floor_char_boundary(room));
        room -= block.text.len();
    }
    let mut passages = passage::of_report(report, &blocks, lang.as_ref());
    let (parsed, mut drafts) = people::read(&passages);
    let meetings = meetings::read(&parsed, &mut drafts, report);
    let quotations = quotations::read(&parsed, &drafts);
    drop(parsed);
    let people = drafts.facts();
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let organisations = organisations::read(&mut passages, &names);
    let places = places::read(report, &passages, &names, german);
    let dated = dated::read(report, &passages, &meetings);
    Facts {
        people,
        places,
        organisations,
        meetings,
        quotations,
        dated,
        lang,
    }
}
