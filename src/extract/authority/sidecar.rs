//! `NAME.meta.toml` beside a report: what the archivist knows of it.
//!
//! ```toml
//! title = "…"                # outlet, section, byline likewise
//! url = "https://…"          # where it stood
//! lang = "en"
//! published = 2022-07-04
//! dated = { earliest = 2022-07-04, latest = 2022-07-06 }
//! met_on = 2022-07-03        # the day of the meeting that the report is about
//! people = { add = ["…"], not = ["…"] }
//! ```
//!
//! A value with a mistake is left out and named; the others hold.

use super::names::{Authority, NameKind, digest};
use super::settle::merged;
use super::written::{Fault, Value, Written, shown};
use crate::report::{DateBounds, Entry, Evidence, Facts, Language, Person, Report, Stated, Title, slug};
use jiff::civil::Date;
use std::collections::HashSet;

const KEYS: [&str; 10] = [
    "title",
    "outlet",
    "section",
    "byline",
    "url",
    "lang",
    "published",
    "dated",
    "met_on",
    "people",
];

/// What the archivist states of one report.
#[derive(Clone, Debug, Default)]
pub struct Sidecar {
    title: Option<Stated<String>>,
    outlet: Option<Stated<String>>,
    section: Option<Stated<String>>,
    byline: Option<Stated<String>>,
    url: Option<Stated<String>>,
    lang: Option<Stated<String>>,
    published: Option<Stated<Date>>,
    dated: Option<DateBounds>,
    met_on: Option<Stated<Date>>,
    /// People who are named in it though no rule found them.
    add: Vec<Stated<String>>,
    /// Names that are none of this report's.
    not: Vec<String>,
    digest: u64,
}

impl Sidecar {
    /// Reads the text of a sidecar; what is wrong in it is named, by line.
    ///
    /// # Errors
    /// When it is no TOML at all.
    pub fn parse(text: &str) -> Result<(Self, Vec<Fault>), Fault> {
        let (mut written, table) = Written::parse(text)?;
        let mut sidecar = Self {
            digest: digest(text),
            ..Self::default()
        };
        for (key, value) in &table {
            let name: &str = key.get_ref();
            match name {
                "title" => sidecar.title = written.stated(name, value),
                "outlet" => sidecar.outlet = written.stated(name, value),
                "section" => sidecar.section = written.stated(name, value),
                "byline" => sidecar.byline = written.stated(name, value),
                "url" => sidecar.url = written.address(name, value),
                "lang" => sidecar.lang = language(&mut written, value),
                "published" => sidecar.published = written.day(name, value),
                "met_on" => sidecar.met_on = written.day(name, value),
                "dated" => sidecar.dated = dated(&mut written, value),
                "people" => (sidecar.add, sidecar.not) = people(&mut written, value),
                _ => {
                    let fault = format!("`{}` is unknown; a sidecar has {}", shown(name), KEYS.join(", "));
                    written.fault(&key.span(), fault);
                }
            }
        }
        if let (Some(bounds), Some(day), Some((_, value))) =
            (&sidecar.dated, &sidecar.published, table.get_key_value("dated"))
        {
            let before = bounds.earliest.is_some_and(|earliest| day.value < earliest);
            if before || bounds.latest.is_some_and(|latest| latest < day.value) {
                let fault = format!(
                    "`dated` leaves out the day of `published`, {}; it is not used",
                    day.value
                );
                written.fault(&value.span(), fault);
                sidecar.dated = None;
            }
        }
        written.faults.sort();
        Ok((sidecar, written.faults))
    }

    /// Names its text.
    #[must_use]
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// Puts what it states in place of what the source states.
    pub(super) fn state(&self, report: &mut Report) {
        if let Some(title) = &self.title {
            report.title = Title::Printed(title.clone());
        }
        for (stated, value) in [
            (&self.outlet, &mut report.outlet),
            (&self.section, &mut report.section),
            (&self.byline, &mut report.byline),
            (&self.url, &mut report.url),
            (&self.lang, &mut report.lang),
        ] {
            if stated.is_some() {
                value.clone_from(stated);
            }
        }
        if self.published.is_some() {
            report.published.clone_from(&self.published);
        }
    }

    /// Puts what it states in place of what was inferred.
    pub fn settle(&self, entry: &mut Entry, authority: &Authority) {
        let name = |name: &str| {
            let known = authority.of(NameKind::Person, name, &entry.report.id);
            known.map_or_else(|| name.to_owned(), |known| known.name.clone())
        };
        let facts = &mut entry.facts;
        if let Some(bounds) = &self.dated {
            facts.dated = bounds.clone();
        }
        if let Some(day) = &self.met_on {
            for meeting in facts.meetings.iter_mut().filter(|meeting| !meeting.background) {
                meeting.when = DateBounds::day(day.value, day.evidence.clone());
                meeting.doubt = None;
            }
        }
        let not: HashSet<String> = self.not.iter().map(|not| slug(&name(not))).collect();
        take_out(facts, &not);
        let added = self
            .add
            .iter()
            .map(|stated| Person::named(name(&stated.value), stated.evidence.clone()));
        let known: HashSet<String> = facts.people.iter().map(|person| slug(&person.name)).collect();
        facts
            .people
            .extend(added.filter(|person| !known.contains(&slug(&person.name))));
        facts.people = merged(std::mem::take(&mut facts.people));
    }
}

/// A meeting of nobody is none.
fn take_out(facts: &mut Facts, not: &HashSet<String>) {
    if not.is_empty() {
        return;
    }
    let is_out = |name: &str| not.contains(&slug(name));
    facts.people.retain(|person| !is_out(&person.name));
    for meeting in &mut facts.meetings {
        meeting.people.retain(|person| !is_out(&person.name));
    }
    facts.meetings.retain(|meeting| !meeting.people.is_empty());
    for said in &mut facts.quotations {
        said.speaker.take_if(|speaker| is_out(speaker));
    }
}

fn language(written: &mut Written<'_>, value: &Value<'_>) -> Option<Stated<String>> {
    let stated = written.stated("lang", value)?;
    if !Language::is_tag(&stated.value) {
        written.fault(&value.span(), "`lang` is no language tag as \"en\" is");
        return None;
    }
    Some(stated)
}

fn dated(written: &mut Written<'_>, value: &Value<'_>) -> Option<DateBounds> {
    let table = written.table("dated", value)?;
    for key in table.keys() {
        let name: &str = key.get_ref();
        if !["earliest", "latest"].contains(&name) {
            let fault = format!("`{}` is unknown; `dated` has earliest, latest", shown(name));
            written.fault(&key.span(), fault);
        }
    }
    let mut bound = |name: &str| table.get(name).map(|value| written.day(name, value));
    let (earliest, latest) = (bound("earliest"), bound("latest"));
    let (earliest, latest) = match (earliest, latest) {
        // Half of what was meant would be another statement.
        (Some(None), _) | (_, Some(None)) => return None,
        (None, None) => {
            written.fault(&value.span(), "`dated` has neither `earliest` nor `latest`");
            return None;
        }
        (earliest, latest) => (earliest.flatten(), latest.flatten()),
    };
    if let (Some(from), Some(to)) = (&earliest, &latest)
        && from.value > to.value
    {
        let fault = format!("`earliest` ({}) is after `latest` ({})", from.value, to.value);
        written.fault(&value.span(), fault);
        return None;
    }
    let mut proof: Vec<Evidence> = Vec::new();
    for evidence in earliest.iter().chain(&latest).map(|stated| &stated.evidence) {
        if !proof.contains(evidence) {
            proof.push(evidence.clone());
        }
    }
    Some(DateBounds {
        earliest: earliest.map(|stated| stated.value),
        latest: latest.map(|stated| stated.value),
        proof,
    })
}

fn people(written: &mut Written<'_>, value: &Value<'_>) -> (Vec<Stated<String>>, Vec<String>) {
    let Some(table) = written.table("people", value) else {
        return (Vec::new(), Vec::new());
    };
    for key in table.keys() {
        let name: &str = key.get_ref();
        if !["add", "not"].contains(&name) {
            let fault = format!("`{}` is unknown; `people` has add, not", shown(name));
            written.fault(&key.span(), fault);
        }
    }
    let mut names = |key: &str| {
        let list = table.get(key).and_then(|list| written.texts(key, list));
        let mut named = Vec::new();
        for (name, span) in list.unwrap_or_default() {
            if slug(&name).is_empty() {
                written.fault(&span, format!("“{name}” has neither letters nor digits"));
            } else {
                let words = written.words(&span);
                named.push(Stated::of_archivist(name, words));
            }
        }
        named
    };
    let (add, not) = (names("add"), names("not"));
    (add, not.into_iter().map(|stated| stated.value).collect())
}
