//! What was read from a report, each value with the words that say so.

use super::meetings::MEETINGS;
use crate::report::{Entry, Evidence, Report, Stated, Title};
use crate::search::{Field, LinkedDates};
use crate::web::languages;
use crate::web::links::{results, search_for, search_in};
use crate::web::show::{self, Dated};

/// Values of the head of a report.
pub(super) struct Head {
    pub title: Option<Why>,
    pub outlet: Option<Value>,
    pub section: Option<Value>,
    pub byline: Option<Value>,
    pub place: Option<Value>,
    pub published: Option<(Dated, Why)>,
}

/// A value that leads to the search for it.
pub(super) struct Value {
    pub text: String,
    pub href: String,
    /// None where its neighbours have the same evidence and the group shows it.
    pub why: Option<Why>,
}

/// Values of one kind.
pub(super) struct Group {
    pub heading: &'static str,
    pub values: Vec<Value>,
    /// The evidence of all of them, where it is one and the same.
    pub why: Option<Why>,
}

/// The evidence of a value.
pub(in crate::web) struct Why {
    /// Names the box that shows it.
    pub id: String,
    /// What it is evidence of.
    pub of: String,
    pub words: String,
    /// None where the archivist says so, and not the source.
    pub line: Option<u32>,
    pub rule: String,
    /// The name is that of the authority file.
    pub authority: bool,
}

/// Hands out the names of boxes.
#[derive(Default)]
pub(in crate::web) struct Boxes(usize);

impl Boxes {
    pub(in crate::web) fn why(&mut self, of: &str, evidence: &Evidence) -> Why {
        self.0 += 1;
        Why {
            id: format!("e{}", self.0),
            of: of.to_owned(),
            words: evidence.words.clone(),
            line: (!evidence.is_of_archivist()).then_some(evidence.line),
            rule: evidence.rule.clone().into_owned(),
            authority: evidence.authority,
        }
    }

    fn value(&mut self, of: &str, stated: &Stated<String>, href: String) -> Value {
        Value {
            text: stated.value.clone(),
            href,
            why: Some(self.why(of, &stated.evidence)),
        }
    }

    /// Values with their evidence; one box for all where it is the same.
    fn group<'a>(
        &mut self,
        heading: &'static str,
        values: impl Iterator<Item = (&'a str, &'a Evidence)>,
        href: impl Fn(&str) -> String,
    ) -> Group {
        let values: Vec<_> = values.collect();
        let shared = match values.as_slice() {
            [(_, first), rest @ ..] if !rest.is_empty() => {
                rest.iter().all(|(_, other)| other == first).then_some(*first)
            }
            _ => None,
        };
        Group {
            heading,
            why: shared.map(|evidence| self.why(heading, evidence)),
            values: values
                .iter()
                .map(|(text, evidence)| Value {
                    text: (*text).to_owned(),
                    href: href(text),
                    why: shared.is_none().then(|| self.why(text, evidence)),
                })
                .collect(),
        }
    }
}

impl Head {
    pub(super) fn of(report: &Report, boxes: &mut Boxes) -> Self {
        let mut value = |of, field, stated: &Option<Stated<String>>| {
            let stated = stated.as_ref()?;
            let href = match field {
                Field::Outlet => results(&search_for("outlet", &stated.value)),
                field => search_in(field, &stated.value),
            };
            Some(boxes.value(of, stated, href))
        };
        let outlet = value("the outlet", Field::Outlet, &report.outlet);
        let section = value("the section", Field::Section, &report.section);
        let byline = value("the byline", Field::Byline, &report.byline);
        let place = value("the place of the dateline", Field::Place, &report.dateline_place);
        Self {
            title: match &report.title {
                Title::Supplied(stated) if !stated.evidence.words.is_empty() => {
                    Some(boxes.why("the supplied title", &stated.evidence))
                }
                Title::Printed(stated) if stated.evidence.is_of_archivist() => {
                    Some(boxes.why("the title", &stated.evidence))
                }
                _ => None,
            },
            outlet,
            section,
            byline,
            place,
            published: report.published.as_ref().map(|stated| {
                let dated = Dated {
                    words: show::day(stated.value),
                    datetime: Some(stated.value.to_string()),
                };
                (dated, boxes.why("the day of publication", &stated.evidence))
            }),
        }
    }
}

/// Where a report stood on the web.
pub(super) fn page(report: &Report, boxes: &mut Boxes) -> Option<Value> {
    let url = report.url.as_ref()?;
    Some(boxes.value("the address of the page", url, url.value.clone()))
}

/// What the archivist states of a report, in words for readers.
pub(super) fn by_archivist(entry: &Entry) -> Vec<&'static str> {
    let (report, facts) = (&entry.report, &entry.facts);
    let text = |stated: &Option<Stated<String>>| {
        let stated = stated.as_ref();
        stated.is_some_and(|stated| stated.evidence.is_of_archivist())
    };
    let published = report.published.as_ref();
    let published = published.is_some_and(|stated| stated.evidence.is_of_archivist());
    [
        ("the title", report.title.stated().evidence.is_of_archivist()),
        ("the outlet", text(&report.outlet)),
        ("the section", text(&report.section)),
        ("the byline", text(&report.byline)),
        ("the address of the page", text(&report.url)),
        ("the language", text(&report.lang)),
        ("the day of publication", published),
        (
            "the date",
            !published && facts.dated.proof.iter().any(Evidence::is_of_archivist),
        ),
        (
            "the day of the meeting",
            facts
                .meetings
                .iter()
                .any(|meeting| meeting.when.proof.iter().any(Evidence::is_of_archivist)),
        ),
        (
            "people",
            facts.people.iter().any(|person| person.evidence.is_of_archivist()),
        ),
    ]
    .into_iter()
    .filter_map(|(what, stated)| stated.then_some(what))
    .collect()
}

/// Who and what is named in a report.
pub(super) fn named(entry: &Entry, boxes: &mut Boxes) -> Vec<Group> {
    let facts = &entry.facts;
    // Those who took part in a meeting stand with it, where the page shows all meetings.
    let apart = (1..=MEETINGS).contains(&facts.meetings.len());
    let heading = if apart { "Also named" } else { "People named" };
    let people = facts.people.iter().filter(|person| {
        let mut others = facts.mentioned();
        !apart || others.any(|other| other.name == person.name)
    });
    let people = people.map(|person| (person.name.as_str(), &person.evidence));
    let places = facts.places.iter().map(|place| (place.name.as_str(), &place.evidence));
    let bodies = facts
        .organisations
        .iter()
        .map(|body| (body.name.as_str(), &body.evidence));
    let by = |name: &'static str| move |value: &str| results(&search_for(name, value));
    let mut groups = vec![
        boxes.group(heading, people, show::person_path),
        boxes.group("Places named", places, by("place")),
        boxes.group("Organisations named", bodies, by("organisation")),
    ];
    groups.retain(|group| !group.values.is_empty());
    groups
}

/// The outlet's keywords.
pub(super) fn tags(report: &Report, boxes: &mut Boxes) -> Group {
    let tags = report.keywords().map(|tag| (tag.value.as_str(), &tag.evidence));
    boxes.group("Tags", tags, |tag| search_in(Field::Tag, tag))
}

/// The language of a report, and how it is known.
pub(super) struct Spoken {
    pub name: String,
    pub href: String,
    pub why: Option<Why>,
}

impl Spoken {
    pub(super) fn of(entry: &Entry, boxes: &mut Boxes) -> Option<Self> {
        let lang = entry.facts.lang.as_ref()?;
        let stated = entry
            .report
            .lang
            .as_ref()
            .filter(|stated| stated.value.eq_ignore_ascii_case(&lang.0));
        Some(Self {
            name: languages::name(&lang.0),
            href: results(&search_for("lang", &lang.0.to_ascii_lowercase())),
            why: stated.map(|stated| boxes.why("the language", &stated.evidence)),
        })
    }
}

/// When a report is from, and why that is believed.
pub(super) struct When {
    pub dated: Dated,
    pub proof: Vec<Why>,
    pub links: Vec<FromLink>,
}

/// A bound that a link gives.
pub(super) struct FromLink {
    /// `Not before 4 July 2022: this report points to`.
    pub says: String,
    pub title: String,
    pub href: String,
}

impl When {
    pub(super) fn of(entry: &Entry, links: &LinkedDates, boxes: &mut Boxes) -> Self {
        let mut bounds = entry.facts.dated.clone();
        let stated = entry.report.published.as_ref();
        if let Some(stated) = stated
            && bounds.is_undated()
        {
            bounds = crate::report::DateBounds::day(stated.value, stated.evidence.clone());
        }
        let mut proof: Vec<&Evidence> = bounds.proof.iter().collect();
        if let Some(stated) = stated
            && !proof.contains(&&stated.evidence)
        {
            proof.insert(0, &stated.evidence);
        }
        let proof = proof
            .into_iter()
            .map(|evidence| boxes.why("the date", evidence))
            .collect();
        let mut from_links = Vec::new();
        if let Some((day, link)) = &links.earliest {
            bounds.earliest = Some(*day);
            from_links.push(FromLink {
                says: format!("Not before {}: it points to", show::day(*day)),
                title: link.title.clone(),
                href: show::report_path(&link.id),
            });
        }
        if let Some((day, link)) = &links.latest {
            bounds.latest = Some(*day);
            from_links.push(FromLink {
                says: format!("Not after {}: it is linked from", show::day(*day)),
                title: link.title.clone(),
                href: show::report_path(&link.id),
            });
        }
        Self {
            dated: show::dated(&bounds),
            proof,
            links: from_links,
        }
    }
}
