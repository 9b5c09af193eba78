//! What we infer from a report: the people it names, the days it can be from, its language. Each
//! value carries the words it was read from; where there are none, there is no value.

mod language;
mod people;

use crate::report::{DateBounds, Evidence, Facts, Report};

/// Reads the facts of a report. It never fails: what cannot be told stays empty.
#[must_use]
pub fn extract(report: &Report) -> Facts {
    Facts {
        people: people::read(report),
        dated: dated(report),
        lang: language::read(report),
    }
}

/// The day of publication where the report states it; otherwise nothing is known.
fn dated(report: &Report) -> DateBounds {
    report.published.as_ref().map_or_else(DateBounds::default, |published| {
        let Evidence { line, words, rule } = published.evidence.clone();
        DateBounds::day(published.value, Evidence { line, words, rule })
    })
}
