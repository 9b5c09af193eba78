//! The dates that a sentence states.

use super::days::dateline;
use super::roles::Clause;
use crate::clean::{StatedDate, dates_in};
use crate::extract::tokens::Shape;
use std::cell::OnceCell;

/// Dates of a sentence, found once, and only where a meeting asks for them.
#[derive(Default)]
pub(super) struct Dates(OnceCell<Found>);

impl Dates {
    pub(super) fn found(&self, clause: &Clause<'_, '_, '_>) -> &Found {
        self.0.get_or_init(|| Found::of(clause))
    }
}

/// The dates, and where the sentence starts that they are counted from.
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) dates: Vec<StatedDate>,
}

impl Found {
    fn of(clause: &Clause<'_, '_, '_>) -> Self {
        let words = &clause.sentence.words;
        let has = words.clone().any(|at| {
            clause
                .at(at)
                .is_some_and(|token| token.shape == Shape::Other && token.text.starts_with(|c: char| c.is_numeric()))
        });
        let ends = clause
            .at(words.start)
            .zip(words.end.checked_sub(1).and_then(|last| clause.at(last)));
        let (Some((first, last)), true) = (ends, has) else {
            return Self {
                start: 0,
                dates: Vec::new(),
            };
        };
        let text = clause
            .parsed
            .passage
            .text
            .get(first.start..last.end)
            .unwrap_or_default();
        let mut dates = dates_in(text);
        // The day of a dateline is the day of publication, and not that of a meeting.
        if let Some(end) = dateline(clause) {
            dates.retain(|date| date.span.start + first.start >= end);
        }
        Self {
            start: first.start,
            dates,
        }
    }

    pub(super) fn text<'t>(&self, clause: &Clause<'_, '_, 't>, date: &StatedDate) -> &'t str {
        let range = date.span.start + self.start..date.span.end + self.start;
        clause.parsed.passage.text.get(range).unwrap_or_default()
    }
}
