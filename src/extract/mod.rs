//! What we infer from a report: the people it names, the days it can be from, its language. Each
//! value carries the words it was read from; where there are none, there is no value.

mod language;
mod people;

use crate::clean::days_in;
use crate::report::{DateBounds, Evidence, Facts, Report, Role};

/// Reads the facts of a report. It never fails: what cannot be told stays empty.
#[must_use]
pub fn extract(report: &Report) -> Facts {
    Facts {
        people: people::read(report),
        dated: dated(report),
        lang: language::read(report),
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
