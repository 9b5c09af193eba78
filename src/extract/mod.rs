//! What we infer from a report: the people, places and bodies it names, the days it can be from, its
//! language. Each value carries the words it was read from; where there are none, there is no value.

mod gazetteer;
mod glossary;
mod language;
mod letters;
mod near;
mod organisations;
mod passage;
mod people;
mod places;
mod words;

pub use glossary::GLOSSARY;

use crate::clean::days_in;
use crate::report::{DateBounds, Evidence, Facts, Report, Role};
use passage::Passage;

/// Reads the facts of a report. It never fails: what cannot be told stays empty.
#[must_use]
pub fn extract(report: &Report) -> Facts {
    let people = people::read(report);
    let lang = language::read(report);
    let german = lang.as_ref().is_some_and(|lang| lang.0 == "de");
    let blocks = report.blocks();
    let outlet = report.outlet.as_ref().map(|stated| stated.value.as_str());
    let mut passages: Vec<Passage<'_>> = blocks.iter().filter_map(|block| Passage::of(block, outlet)).collect();
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let organisations = organisations::read(&mut passages, &names);
    let places = places::read(report, &passages, &names, german);
    Facts {
        people,
        places,
        organisations,
        dated: dated(report),
        lang,
    }
}

/// The day of publication where the report states it. Otherwise a caption that names a day of its
/// picture bounds the report on one side: nobody prints a picture before it is taken.
fn dated(report: &Report) -> DateBounds {
    if let Some(published) = &report.published {
        return DateBounds::day(published.value, published.evidence.clone());
    }
    let captions = report.lines.iter().filter(|line| line.is(Role::Caption));
    let days = captions.flat_map(|line| {
        days_in(&line.text)
            .into_iter()
            .map(|(day, words)| (day, line.number, words))
    });
    days.max_by_key(|(day, ..)| *day)
        .map_or_else(DateBounds::default, |(day, line, words)| DateBounds {
            earliest: Some(day),
            latest: None,
            proof: vec![Evidence::new(line, words, "caption-date")],
        })
}
