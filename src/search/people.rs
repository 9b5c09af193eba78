//! Questions about people, and their answers.
//!
//! A person is told by [`crate::report::slug`] of the name: names that differ in capitals, accents and
//! apostrophes only are one, and nothing else is.

use super::Link;
use super::results::FacetCount;
use crate::report::{DateBounds, MeetingId};
use jiff::civil::Date;

/// Which people are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleRequest {
    /// Words of a name, each whole or its beginning; empty for everybody.
    pub q: String,
    /// How the last word of the name begins, in small letters without accents; [`OTHER_SCRIPTS`] for
    /// those that begin with no letter from a to z. Empty for everybody.
    pub beginning: String,
    /// How many are passed over.
    pub offset: usize,
    /// How many are wanted.
    pub limit: usize,
}

/// Words of a name that are looked for; of more the first.
pub const NAME_WORDS: usize = 8;

/// The beginning of names that begin with none of the letters from a to z.
pub const OTHER_SCRIPTS: &str = "other";

/// People of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleList {
    /// How many there are in all.
    pub total: usize,
    /// The part that was asked for: by name where a beginning was asked for, otherwise those in most
    /// reports first.
    pub people: Vec<Named>,
    /// Spellings that were looked for too.
    pub respelled: Vec<String>,
    /// Whether there may be more than were looked at.
    pub cut: bool,
}

/// How many people have a name that begins so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// As in [`PeopleRequest::beginning`].
    pub letters: String,
    /// People.
    pub people: usize,
}

/// Somebody with how much there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What tells people apart, and stands in addresses.
    pub slug: String,
    /// The name that most reports have.
    pub name: String,
    /// Reports that name the person.
    pub reports: u64,
    /// Meetings that reports tell of; of one that several tell, one.
    pub meetings: usize,
}

/// One person, with what reports say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Who, and how much there is.
    pub named: Named,
    /// Every name that has the slug, that of most reports first.
    pub names: Vec<String>,
    /// The name as printed with the number of reports that print it so, most frequent first.
    pub forms: Vec<FacetCount>,
    /// Forms that were left out.
    pub more_forms: usize,
    /// Ranks and offices as printed, by the time of the reports.
    pub offices: Vec<Office>,
    /// Offices that were left out: those that fewest reports print.
    pub more_offices: usize,
    /// The latest meetings, undated ones last.
    pub meetings: Vec<Attended>,
    /// Whom the person met, most meetings first.
    pub met: Vec<Met>,
    /// How many people that are in all.
    pub met_in_all: usize,
    /// Others who may be taken for this person.
    pub alike: Vec<Alike>,
}

/// A rank or office, as a claim of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// As printed.
    pub title: String,
    /// Reports that print it.
    pub reports: usize,
    /// The first and last day of those of them that are of one day.
    pub days: Option<(Date, Date)>,
    /// Those that are not of one day.
    pub undated: usize,
    /// The first of them.
    pub source: Link,
}

/// A meeting that somebody took part in, as one of the reports tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attended {
    /// Its name in the first of its reports.
    pub id: MeetingId,
    /// When it was.
    pub when: DateBounds,
    /// Whether they spoke by telephone or video.
    pub is_call: bool,
    /// Where, if the report says so.
    pub place: Option<String>,
    /// The others who took part: slug and name.
    pub with: Vec<(String, String)>,
    /// Reports that tell of it.
    pub reports: usize,
}

/// Somebody that a person met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Whom.
    pub slug: String,
    /// The name that most reports have.
    pub name: String,
    /// At how many meetings.
    pub meetings: usize,
    /// The latest of them: its day, if it has one, and its name.
    pub last: (Option<Date>, MeetingId),
}

/// Somebody who may be taken for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Who.
    pub slug: String,
    /// The name that most reports have.
    pub name: String,
    /// Reports that name them.
    pub reports: u64,
    /// Whether every word of the names is alike, so that it may be the same person; otherwise they
    /// share their last.
    pub may_be_same: bool,
}

/// The most connected people and what is between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Those with most meetings, so ordered that those who met often stand near to each other.
    pub people: Vec<Named>,
    /// Who of them met, by their place in `people`, the first less than the second.
    pub ties: Vec<Edge>,
    /// People that were looked at: those that most reports name.
    pub looked_at: usize,
    /// Whether there are people that were not looked at.
    pub cut: bool,
}

/// Two people who met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Their places in [`Network::people`].
    pub between: (usize, usize),
    /// At how many meetings.
    pub meetings: usize,
    /// The latest of them: its day, if it has one, and its name.
    pub last: (Option<Date>, MeetingId),
}

/// Two people, and whether they met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Both.
    pub people: [Named; 2],
    /// At how many meetings both took part.
    pub total: usize,
    /// The latest of them, undated ones last.
    pub meetings: Vec<Attended>,
}
