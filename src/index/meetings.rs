//! The terms of meetings: each told meeting under everything by which it can be asked for, so that
//! "meetings over time", "meetings of a person", "meetings at a place" and "meetings that an outlet
//! told of" are each a stretch of one dictionary, in the order of time.
//!
//! A term is a letter for what it is under, the value, [`BETWEEN`], and the printed
//! [`MeetingKey`]. Names as reports print them stand in the same dictionary under [`Under::Name`].

use crate::report::{Entry, Meeting, MeetingId, MeetingKey, slug};
use std::collections::BTreeSet;

/// Between the value and the key; no value has it.
const BETWEEN: char = '\u{1f}';

/// By what meetings are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    /// All of them.
    All,
    /// By the slug of somebody who took part.
    Person,
    /// By the name of the place.
    Place,
    /// By the outlet of the report.
    Outlet,
    /// By the stem of the key: not keys, but each told meeting's own id, a space, and its place.
    Stem,
    /// No meeting: how somebody who took part in one is called, by slug.
    Name,
}

impl Under {
    fn letter(self) -> char {
        match self {
            Under::All => 'a',
            Under::Person => 'p',
            Under::Place => 'l',
            Under::Outlet => 'o',
            Under::Stem => 'i',
            Under::Name => 'n',
        }
    }

    /// What all terms under a value begin with.
    pub(super) fn prefix(self, value: &str) -> String {
        let mut prefix = String::from(self.letter());
        prefix.extend(value.chars().map(|c| if c == BETWEEN { ' ' } else { c }));
        prefix.push(BETWEEN);
        prefix
    }
}

/// A told meeting with its key, which is made once for all that it is filed by.
pub(super) struct Told<'e> {
    pub(super) meeting: &'e Meeting,
    pub(super) id: MeetingId,
    pub(super) key: MeetingKey,
    /// The key as it is printed.
    printed: String,
}

impl<'e> Told<'e> {
    /// The meetings of a report, in their order there.
    pub(super) fn all(entry: &'e Entry) -> Vec<Self> {
        let meetings = entry.facts.meetings.iter().zip(MeetingId::all(entry));
        let told = |(meeting, id): (&'e Meeting, MeetingId)| {
            let key = MeetingKey::of(meeting, id.clone());
            let printed = key.to_string();
            Self {
                meeting,
                id,
                key,
                printed,
            }
        };
        meetings.map(told).collect()
    }

    /// [`MeetingKey::stem`].
    pub(super) fn stem(&self) -> &str {
        MeetingKey::stem_of(&self.printed)
    }
}

/// The terms of a report.
pub(super) fn terms(entry: &Entry, told: &[Told<'_>]) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let outlet = entry.report.outlet.as_ref().map(|outlet| outlet.value.as_str());
    for one in told {
        let Told { meeting, id, key, .. } = one;
        terms.insert(format!("{}{id} {}", Under::Stem.prefix(one.stem()), key.place));
        let mut add = |under: Under, value: &str| terms.insert(under.prefix(value) + &one.printed);
        add(Under::All, "");
        if !key.place.is_empty() {
            add(Under::Place, &key.place);
        }
        if let Some(outlet) = outlet {
            add(Under::Outlet, outlet);
        }
        for person in &meeting.people {
            let slug = slug(&person.name);
            if !slug.is_empty() {
                add(Under::Person, &slug);
            }
        }
    }
    for person in entry.facts.meetings.iter().flat_map(|meeting| &meeting.people) {
        let prefix = Under::Name.prefix(&slug(&person.name));
        terms.insert(format!("{prefix}{}", person.name));
    }
    terms
}

/// What a search can be narrowed to: meetings that several reports can tell of.
pub(super) fn values(told: &[Told<'_>]) -> BTreeSet<String> {
    told.iter().filter_map(|one| one.key.value()).collect()
}

/// Everybody who took part in a meeting, as one text. A word stands between names, so that no phrase
/// runs from one into the next.
pub(super) fn names(meeting: &Meeting) -> String {
    let names: Vec<&str> = meeting.people.iter().map(|person| person.name.as_str()).collect();
    names.join(" and ")
}
