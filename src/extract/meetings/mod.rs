//! Who met whom: what the sentences of a report tell of meetings, brought together into the meetings that
//! it is about and those that it recalls.

mod ago;
mod beside;
mod dates;
mod days;
mod draft;
mod events;
mod place;
mod roles;
#[cfg(test)]
pub(super) mod tests;
#[cfg(test)]
mod tests_abroad;
#[cfg(test)]
mod tests_english;
#[cfg(test)]
pub(super) mod tests_languages;
mod topics;
mod town;
mod when;

use super::people::{Parsed, People};
use crate::report::{Meeting, Report};
use draft::Drafts;

/// The meetings that a report tells of: its own first, then those told in passing.
pub(super) fn read(parsed: &[Parsed<'_, '_>], people: &mut People, report: &Report) -> Vec<Meeting> {
    Drafts::of(parsed).finish(parsed, people, report)
}
