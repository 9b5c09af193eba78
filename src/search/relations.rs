//! How reports hang together: what a report points to, what points to it, what is like it.

use super::Histogram;
use super::results::FacetCount;
use crate::report::{DateBounds, ReportId, Role};
use jiff::Timestamp;
use jiff::civil::Date;

/// A report as a link to it shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: ReportId,
    /// Its title, in square brackets where the archive supplied it.
    pub title: String,
    /// Its language, as a BCP 47 tag in lower case, where it is known.
    pub lang: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it is from.
    pub dated: DateBounds,
}

/// A line of a report that points to another report.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointer {
    /// The line, counted from 1.
    pub line: u32,
    /// The title that it names.
    pub title: String,
    /// Where it leads.
    pub target: Target,
}

/// Where a pointer leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// To the report with this very headline: letter case, white space, quotes, dashes and other
    /// signs aside, and the name of its outlet behind it. Where several have it, to the one of the same
    /// outlet and next before in time.
    Held(Link),
    /// To a report whose headline is nearly the same, or begins so where the pointer was cut: the
    /// share of words that both have, below 1.
    Likely(Link, f32),
    /// To nothing that the archive holds. It is on the wanted list, as is what is only likely held.
    Wanted,
}

/// The reports that point to one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CitedBy {
    /// How many there are.
    pub total: usize,
    /// The first of them, the latest first, undated ones last.
    pub citers: Vec<Link>,
}

/// What the links of a report say about its date: a report is no older than one it points to, and
/// no younger than one that points to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkedDates {
    /// Not before this day, for it points to that report of this day.
    pub earliest: Option<(Date, Link)>,
    /// Not after this day, for that report of this day points to it.
    pub latest: Option<(Date, Link)>,
}

/// A report that is like another.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The report.
    pub report: Link,
    /// What both have, never empty: people, bodies, words, places, of each kind the rarest first.
    pub reasons: Vec<Reason>,
}

/// What two reports have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Both name this person.
    Person(String),
    /// Both name this body.
    Organisation(String),
    /// Both name this place.
    Place(String),
    /// Both have these words, which few reports have; as this report prints them.
    Words(Vec<String>),
}

/// A headline that reports point to and the archive does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The headline, as the first of its citers prints it.
    pub title: String,
    /// How many reports point to it.
    pub count: usize,
    /// The first of them, the latest first.
    pub citers: Vec<Link>,
    /// The report that is most likely meant, for its headline is nearly the same: the share of words
    /// that both have, below 1.
    pub likely: Option<(Link, f32)>,
}

/// A page of the wanted list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WantedList {
    /// Headlines wanted in all.
    pub total: usize,
    /// Those of this page, by number of citers, then by title.
    pub wanted: Vec<Wanted>,
}

/// A report as a site map lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: ReportId,
    /// When its file was last changed.
    pub modified: Timestamp,
}

/// How often a role was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleCount {
    /// The role.
    pub role: Role,
    /// Reports that have such a line.
    pub reports: u64,
    /// Such lines in all.
    pub lines: u64,
}

/// What the archive holds, counted.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// Publishers, those with most reports first.
    pub outlets: Vec<FacetCount>,
    /// People, those in most reports first.
    pub people: Vec<FacetCount>,
    /// Places, those in most reports first.
    pub places: Vec<FacetCount>,
    /// Languages by tag, those of most reports first.
    pub languages: Vec<FacetCount>,
    /// Years, the latest first.
    pub years: Vec<FacetCount>,
    /// All reports over time.
    pub times: Histogram,
    /// Reports with something odd in their source, of which their page warns.
    pub warned: u64,
    /// The roles of lines, in the order of [`Role::ALL`]; those that no line has are left out.
    pub roles: Vec<RoleCount>,
}
