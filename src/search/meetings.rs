//! Meetings as the archive answers for them: over time, and each with all that reports say of it.

use super::{Filters, Histogram, Link, Notice};
use crate::report::{DateBounds, Entry, Meeting, MeetingId, MeetingKey, MeetingKind};

/// Which meetings are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingRequest {
    /// People who took part, places where they met, outlets that told of it, days. The other filters
    /// mean nothing here.
    pub filters: Filters,
    /// Each of these took part too.
    pub with: Vec<String>,
    /// The page, counted from 1.
    pub page: usize,
    /// Meetings on a page.
    pub limit: usize,
}

/// Parameters of `/meetings` with what they do.
pub const MEETING_PARAMETERS: [(&str, &str); 9] = [
    (
        "person",
        "only meetings in which this person took part; may repeat, for any of them",
    ),
    (
        "with",
        "only those in which this person took part too; may repeat, for all of them",
    ),
    ("place", "only meetings at this place; may repeat"),
    ("outlet", "only meetings that this publisher told of; may repeat"),
    ("from", "not before this day, month or year"),
    ("to", "not after this day, month or year"),
    ("dates", "sure, possible, undated or any"),
    ("page", "the page, from 1"),
    ("limit", "meetings on a page, up to 1000"),
];

impl MeetingRequest {
    /// How many meetings stand before this page.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.page.saturating_sub(1).saturating_mul(self.limit)
    }
}

/// Meetings over time: the newest first, then those of which no day is known.
#[derive(Clone, Debug, Default)]
pub struct MeetingList {
    /// How many there are in all.
    pub total: usize,
    /// How many of them have an exact day.
    pub dated: usize,
    /// Those of the page.
    pub meetings: Vec<MeetingRow>,
    /// How all of them lie in time.
    pub histogram: Histogram,
    /// Whether there were more than one answer goes through, so that some are left out.
    pub is_cut: bool,
    /// What there is to say of the answer.
    pub notices: Vec<Notice>,
}

/// A meeting in a list, as the first of its reports tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct MeetingRow {
    /// The name of the meeting in its report of the least id.
    pub id: MeetingId,
    /// What its reports agree on, as text; the same whatever else becomes known of the meeting.
    pub key: String,
    /// What narrows a search to its reports, where several could tell of it for sure.
    pub value: Option<String>,
    /// How they met.
    pub kind: MeetingKind,
    /// When.
    pub when: DateBounds,
    /// Who, by the name that most reports have.
    pub people: Vec<String>,
    /// Where, if a report says so.
    pub place: Option<String>,
    /// What about, in the words of the report.
    pub topics: Vec<String>,
    /// The language of these, as a BCP 47 tag in lower case, where it is known.
    pub lang: Option<String>,
    /// Reports that tell of it.
    pub reports: usize,
    /// Who published them, in alphabetical order.
    pub outlets: Vec<String>,
}

impl MeetingRow {
    /// A meeting as one report tells it.
    #[must_use]
    pub fn told(id: MeetingId, meeting: &Meeting) -> Self {
        let key = MeetingKey::of(meeting, id.clone());
        Self {
            id,
            value: key.value(),
            key: key.stem(),
            kind: meeting.kind,
            when: meeting.when.clone(),
            people: meeting.people.iter().map(|person| person.name.clone()).collect(),
            place: meeting.place.as_ref().map(|place| place.value.clone()),
            topics: meeting.topics.iter().map(|topic| topic.value.clone()).collect(),
            lang: None,
            reports: 1,
            outlets: Vec::new(),
        }
    }
}

/// One meeting with what every report says of it.
#[derive(Clone, Debug)]
pub struct MeetingAnswer {
    /// The meeting as a list has it.
    pub row: MeetingRow,
    /// The reports side by side, the first published first; of very many, the first.
    pub told: Vec<Told>,
    /// What may be the same meeting.
    pub possible: Vec<Kin>,
    /// Meetings of the same visit.
    pub visit: Vec<Kin>,
    /// The same reports by story: each list holds places in [`Self::told`] of reports with mostly the
    /// same words.
    pub stories: Vec<Vec<usize>>,
}

/// A report with the meeting that it tells of.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its own name of the meeting.
    pub id: MeetingId,
    /// The report.
    pub entry: Entry,
    /// Which of the meetings of the report it is.
    pub nth: usize,
}

impl Told {
    /// The meeting as this report tells it.
    #[must_use]
    pub fn meeting(&self) -> Option<&Meeting> {
        self.entry.facts.meetings.get(self.nth)
    }
}

/// Another meeting that hangs together with one.
#[derive(Clone, Debug, PartialEq)]
pub struct Kin {
    /// The other.
    pub row: MeetingRow,
    /// Whether it is sure.
    pub certain: bool,
    /// Why it is thought so, as a sentence without its full stop.
    pub reason: String,
}

/// A meeting of a report, for the report's own page.
#[derive(Clone, Debug)]
pub struct OwnMeeting {
    /// The name of the group: that of its report of the least id.
    pub id: MeetingId,
    /// Which of the report's meetings it is.
    pub nth: usize,
    /// How many other reports tell of it.
    pub others: usize,
    /// The first of them.
    pub links: Vec<Link>,
    /// What may be the same meeting.
    pub possible: Vec<Kin>,
    /// Meetings of the same visit.
    pub visit: Vec<Kin>,
}
