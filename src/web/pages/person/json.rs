//! A person for programs, and for search engines.

use super::stated::Stated;
use crate::search::{Alike, Attended, FacetCount, Met, Office, Profile};
use crate::web::here::Here;
use crate::web::pages::people::Listed;
use crate::web::show;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

/// Names that search engines are given.
const NAMES: usize = 12;

/// One person, with what reports say.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PersonRecord")]
pub(in crate::web) struct Record {
    /// Who, and how much there is.
    person: Listed,
    /// Every name that has the slug, that of most reports first.
    names: Vec<String>,
    /// The name as printed, most frequent first.
    forms: Vec<Printed>,
    /// What the archivist states.
    stated: Option<Stated>,
    /// Ranks and offices as printed, by the time of the reports that print them.
    offices: Vec<Claim>,
    /// The latest meetings, undated ones last.
    meetings: Vec<Told>,
    /// Whom the person met, most meetings first.
    met: Vec<MetPerson>,
    /// How many people that are in all.
    met_in_all: usize,
    /// Others who may be taken for this person.
    alike: Vec<Other>,
}

/// A name as reports print it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PrintedName")]
struct Printed {
    text: String,
    /// Reports that print it.
    reports: u64,
}

/// A rank or office, as a claim of reports.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OfficeClaim")]
struct Claim {
    /// As printed.
    title: String,
    /// Reports that print it.
    reports: usize,
    /// The first day of those of them that are of one day.
    first: Option<Date>,
    /// The last.
    last: Option<Date>,
    /// Reports that are not of one day.
    undated: usize,
    /// The first of the reports.
    source: String,
}

/// A meeting, as the first of its reports tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AttendedMeeting")]
pub(in crate::web::pages) struct Told {
    /// The page of the meeting.
    url: String,
    /// `meeting` or `call`.
    kind: &'static str,
    /// Not before this day.
    earliest: Option<Date>,
    /// Not after this day.
    latest: Option<Date>,
    place: Option<String>,
    /// The others who took part.
    with: Vec<Somebody>,
    /// Reports that tell of it.
    reports: usize,
}

impl Told {
    pub(in crate::web::pages) fn new(attended: &Attended, here: &Here) -> Self {
        let with = attended.with.iter();
        Self {
            url: here.href(&show::meeting_path(&attended.id)),
            kind: if attended.is_call { "call" } else { "meeting" },
            earliest: attended.when.earliest,
            latest: attended.when.latest,
            place: attended.place.clone(),
            with: with.map(|(slug, name)| Somebody::new(slug, name, here)).collect(),
            reports: attended.reports,
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct Somebody {
    slug: String,
    name: String,
    url: String,
}

impl Somebody {
    fn new(slug: &str, name: &str, here: &Here) -> Self {
        Self {
            url: here.href(&show::person_path(slug)),
            slug: slug.to_owned(),
            name: name.to_owned(),
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct MetPerson {
    person: Somebody,
    /// At how many meetings.
    meetings: usize,
    last: Last,
}

/// The latest meeting of two people.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LastMeeting")]
pub(in crate::web::pages) struct Last {
    /// Its day, if it has one.
    day: Option<Date>,
    /// Its page.
    url: String,
}

impl Last {
    pub(in crate::web::pages) fn new((day, id): &(Option<Date>, crate::report::MeetingId), here: &Here) -> Self {
        Self {
            day: *day,
            url: here.href(&show::meeting_path(id)),
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct Other {
    person: Somebody,
    /// Reports that name them.
    reports: u64,
    /// Whether all words of the names are alike, so that it may be the same person: nobody knows.
    may_be_same: bool,
}

impl Record {
    pub(super) fn new(profile: Profile, stated: Option<Stated>, here: &Here) -> Self {
        let form = |form: FacetCount| Printed {
            text: form.value,
            reports: form.count,
        };
        let office = |office: Office| Claim {
            title: office.title,
            reports: office.reports,
            first: office.days.map(|(first, _)| first),
            last: office.days.map(|(_, last)| last),
            undated: office.undated,
            source: here.href(&show::report_path(&office.source.id)),
        };
        let met = |met: Met| MetPerson {
            person: Somebody::new(&met.slug, &met.name, here),
            meetings: met.meetings,
            last: Last::new(&met.last, here),
        };
        let other = |alike: Alike| Other {
            person: Somebody::new(&alike.slug, &alike.name, here),
            reports: alike.reports,
            may_be_same: alike.may_be_same,
        };
        Self {
            stated,
            person: Listed::new(&profile.named, here),
            names: profile.names,
            forms: profile.forms.into_iter().map(form).collect(),
            offices: profile.offices.into_iter().map(office).collect(),
            meetings: profile.meetings.iter().map(|told| Told::new(told, here)).collect(),
            met: profile.met.into_iter().map(met).collect(),
            met_in_all: profile.met_in_all,
            alike: profile.alike.into_iter().map(other).collect(),
        }
    }
}

/// A `Person`, as schema.org has it.
pub(super) fn json_ld(profile: &Profile, here: &Here) -> Value {
    let url = here.url(&show::person_path(&profile.named.slug));
    let forms = profile.forms.iter().map(|form| &form.value);
    let names = forms.filter(|form| **form != profile.named.name).take(NAMES);
    let offices = profile.offices.iter().map(|office| &office.title).take(NAMES);
    let met = profile.met.iter().take(NAMES);
    let mut person = json!({
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": url,
        "url": url,
        "name": profile.named.name,
        "alternateName": names.collect::<Vec<_>>(),
        "jobTitle": offices.collect::<Vec<_>>(),
        "knows": met
            .map(|met| json!({ "@type": "Person", "name": met.name, "url": here.url(&show::person_path(&met.slug)) }))
            .collect::<Vec<_>>(),
    });
    if let Some(fields) = person.as_object_mut() {
        fields.retain(|_, value| value.as_array().is_none_or(|values| !values.is_empty()));
    }
    person
}
