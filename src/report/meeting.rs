use super::{DateBounds, Evidence, Stated};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A meeting as one report tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Meeting {
    /// Face to face, or by telephone or video.
    pub kind: MeetingKind,
    /// Told in passing: the report is about another meeting.
    pub background: bool,
    /// Everybody named who took part, at least one. Where both sides have a named head, the first two
    /// are these ([`Meeting::heads`]).
    pub people: Vec<Participant>,
    /// The usual name of the place where they met, only where the text says so; a dateline does not.
    pub place: Option<Stated<String>>,
    /// The day of the week as the text names it, in English (`Monday`).
    pub weekday: Option<Stated<String>>,
    /// When they met, as far as the report tells; an exact day only where the text states it or the
    /// weekday and the day of publication fix it.
    pub when: DateBounds,
    /// What does not fit together in what the report says of the day, as one sentence for readers.
    pub doubt: Option<Stated<String>>,
    /// What they spoke about, in the words of the report.
    pub topics: Vec<Stated<String>>,
    /// The words that tell of the meeting, at least one; the plainest first.
    pub told: Vec<Evidence>,
}

impl Meeting {
    /// The heads of both sides: who received, and who was received.
    #[must_use]
    pub fn heads(&self) -> Option<[&str; 2]> {
        match self.people.as_slice() {
            [first, second, ..] => Some([&first.name, &second.name]),
            _ => None,
        }
    }
}

/// How people met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// Face to face.
    #[default]
    Meeting,
    /// By telephone or video.
    Call,
}

impl MeetingKind {
    /// Its name in addresses and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MeetingKind::Meeting => "meeting",
            MeetingKind::Call => "call",
        }
    }
}

impl Meeting {
    /// The rule by which no sentence says where people met, but much speaks for a town that the report names.
    pub const LIKELY_PLACE: &'static str = "likely-place-of-meeting";

    /// Whether the place is no more than likely.
    #[must_use]
    pub fn is_place_likely(&self) -> bool {
        self.place
            .as_ref()
            .is_some_and(|place| place.evidence.rule == Self::LIKELY_PLACE)
    }
}

/// Somebody who took part in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// The name, as [`super::Person::name`] of the same report has it.
    pub name: String,
    /// Rank and office as printed beside the name where the meeting is told.
    pub office: Option<Stated<String>>,
    /// The words that say that this person took part.
    pub evidence: Evidence,
}

impl Participant {
    /// The rule by which nothing says outright that somebody took part, but much speaks for it.
    pub const LIKELY: &'static str = "likely-took-part";

    /// Whether it is no more than likely that this person took part.
    #[must_use]
    pub fn is_likely(&self) -> bool {
        self.evidence.rule == Self::LIKELY
    }
}

/// Words that a report quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quotation {
    /// The words between the marks.
    pub words: Evidence,
    /// Whose they are, by [`super::Person::name`], where the sentence says so.
    pub speaker: Option<String>,
}
