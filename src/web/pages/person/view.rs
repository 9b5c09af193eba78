//! What reports say of a person, as its page shows it.

use crate::search::{Alike, Attended, FacetCount, Met, Office, Params};
use crate::web::links::results;
use crate::web::pages::network;
use crate::web::pages::report::LinkView;
use crate::web::show::{self, Dated};

/// A name as printed, which leads to the reports that print it.
pub(super) struct FormView {
    pub text: String,
    pub count: String,
    pub reports: String,
    pub href: String,
}

impl FormView {
    pub(super) fn new(form: &FacetCount, named: &Params) -> Self {
        Self {
            text: form.value.clone(),
            count: show::number(form.count),
            reports: show::count(form.count, "report", "reports"),
            href: results(&named.with("q", &format!("\"{}\"", form.value.replace('"', " ")))),
        }
    }
}

/// A rank or office as a claim of reports.
pub(super) struct OfficeView {
    pub title: String,
    /// `in 3 reports from 4 July 2022 to 24 April 2025`.
    pub claimed: String,
    pub source: LinkView,
}

impl OfficeView {
    pub(super) fn new(office: &Office) -> Self {
        let reports = show::count(office.reports as u64, "report", "reports");
        let claimed = match (office.days, office.undated) {
            // One report tells its own date beside its title.
            _ if office.reports == 1 => format!("in {reports}"),
            (None, _) => format!("in {reports}, none of a known day"),
            (Some((first, last)), undated) => {
                let days = match first == last {
                    true => format!("of {}", show::day(first)),
                    false => format!("from {} to {}", show::day(first), show::day(last)),
                };
                match undated {
                    0 => format!("in {reports} {days}"),
                    n => format!(
                        "in {reports} {days}, {} of no known day among them",
                        show::number(n as u64)
                    ),
                }
            }
        };
        Self {
            title: office.title.clone(),
            claimed,
            source: office.source.clone().into(),
        }
    }
}

/// A meeting in a list.
pub(in crate::web::pages) struct AttendedView {
    pub href: String,
    pub dated: Dated,
    /// Name and address of the others.
    pub with: Vec<(String, String)>,
    /// `Call` or `Meeting`, to begin a sentence with.
    pub kind: &'static str,
    pub place: Option<String>,
    pub reports: String,
}

impl AttendedView {
    pub(in crate::web::pages) fn new(attended: &Attended) -> Self {
        let with = attended.with.iter();
        Self {
            href: show::meeting_path(&attended.id),
            dated: show::dated(&attended.when),
            with: with
                .map(|(slug, name)| (name.clone(), show::person_path(slug)))
                .collect(),
            kind: if attended.is_call { "Call" } else { "Meeting" },
            place: attended.place.clone(),
            reports: show::count(attended.reports as u64, "report", "reports"),
        }
    }
}

/// Somebody whom the person met.
pub(super) struct MetView {
    pub name: String,
    pub href: String,
    /// Their meetings.
    pub pair: String,
    pub meetings: String,
    /// `last met 24 April 2025`, and the meeting.
    pub last: (String, String),
}

impl MetView {
    pub(super) fn new(met: &Met, slug: &str) -> Self {
        let (day, id) = &met.last;
        Self {
            name: met.name.clone(),
            href: show::person_path(&met.slug),
            pair: network::pair_path(slug, &met.slug),
            meetings: show::count(met.meetings as u64, "meeting", "meetings"),
            last: (
                day.map_or_else(
                    || "no day is known".to_owned(),
                    |day| format!("last met {}", show::day(day)),
                ),
                show::meeting_path(id),
            ),
        }
    }
}

/// Somebody who may be taken for the person.
pub(super) struct AlikeView {
    pub name: String,
    pub href: String,
    pub count: String,
    pub reports: String,
}

impl AlikeView {
    pub(super) fn new(alike: &Alike) -> Self {
        Self {
            name: alike.name.clone(),
            href: show::person_path(&alike.slug),
            count: show::number(alike.reports),
            reports: show::count(alike.reports, "report", "reports"),
        }
    }
}
