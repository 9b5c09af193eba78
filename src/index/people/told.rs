//! A meeting as one report tells it, as a term: what brings it together with others, and its name.

use crate::report::{Entry, Meeting, MeetingId, MeetingKey};
use jiff::civil::Date;

/// The meetings of a report with their stems ([`MeetingKey::stem`]) and names.
pub(super) fn told(entry: &Entry) -> impl Iterator<Item = (String, MeetingId, &Meeting)> {
    let meetings = entry.facts.meetings.iter().zip(MeetingId::all(entry));
    meetings.map(|(meeting, id)| (MeetingKey::of(meeting, id.clone()).stem(), id, meeting))
}

/// The day of a stem, which stands first.
pub(super) fn day(stem: &str) -> Option<Date> {
    stem.split(' ').next()?.parse().ok()
}
