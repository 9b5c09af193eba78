//! `/reports/{id}`, the report; with `.txt` its untouched source, with `.json` its record.

mod forms;
mod text;
mod walk;

use super::html;
use crate::archive::{Archive, Held};
use crate::report::{Evidence, Facts, Report, ReportId, Stated};
use crate::search::{Field, Params, Query, Request};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::links::{self, Given};
use crate::web::show::{self, Dated};
use crate::web::site::Site;
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use text::{Part, Text};
use walk::Walk;

/// Pointers to other reports that are looked up; a list of more is no list of pointers.
const POINTERS: usize = 12;

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    frame: Frame,
    path: String,
    lang: Option<String>,
    title_is_supplied: bool,
    text: Text,
    marked: Option<Marked>,
    walk: Option<Walk>,
    outlet: Option<Linked>,
    section: Option<Linked>,
    byline: Option<Linked>,
    place: Option<Linked>,
    published: Option<Dated>,
    dated: Dated,
    proof: Vec<Proof>,
    people: Vec<Linked>,
    tags: Vec<Linked>,
    warnings: Vec<String>,
    citation: Citation,
    set_aside: Option<String>,
    digest: String,
    size: String,
}

/// A value that leads to the search for it.
struct Linked {
    value: String,
    href: String,
}

/// What was searched for, and how often it stands in the text.
struct Marked {
    q: String,
    places: String,
}

/// Why a date is believed.
struct Proof {
    words: String,
    line: u32,
    rule: String,
}

/// What names the report elsewhere, as far as it is known.
struct Citation {
    byline: Option<String>,
    title: String,
    outlet: Option<String>,
    date: String,
    /// Where it stands, in full: a citation is read far from here.
    address: String,
}

/// `/reports/{id}` and its other forms.
pub(in crate::web) async fn report(
    State(site): State<Site>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    Given(params): Given,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if let Some(id) = name.strip_suffix(".txt") {
        return match find(&site, id, ".txt", query).await? {
            Ok(held) => forms::source(&site, held).await,
            Err(elsewhere) => Ok(elsewhere),
        };
    }
    if let Some(id) = name.strip_suffix(".json") {
        return match find(&site, id, ".json", query).await? {
            Ok(held) => Ok(forms::record(held)),
            Err(elsewhere) => Ok(elsewhere),
        };
    }
    match find(&site, &name, "", query).await? {
        Ok(held) => {
            let page = site
                .ask(move |archive| {
                    let pointers = pointers(archive, &held)?;
                    let walk = Walk::of(archive, &params, &held.entry.report.id)?;
                    let page = Page::new(archive, held, &pointers, &params, &links::origin(&headers))?;
                    Ok(Page { walk, ..page })
                })
                .await?;
            html(&page)
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// The report, or the way to where it stands: old links may have an ordinal in front of the id.
pub(super) async fn find(
    site: &Site,
    id: &str,
    ending: &'static str,
    query: Option<String>,
) -> Result<Result<Held, Response>, Error> {
    let Ok(asked) = ReportId::parse(id) else {
        return Err(Error::NoReport(id.to_owned()));
    };
    let bare = asked.without_ordinal();
    let found = site
        .ask(move |archive| {
            if let Some(held) = archive.report(&asked)? {
                return Ok(Some((held, false)));
            }
            match bare {
                Some(bare) => Ok(archive.report(&bare)?.map(|held| (held, true))),
                None => Ok(None),
            }
        })
        .await?;
    match found {
        Some((held, false)) => Ok(Ok(held)),
        Some((held, true)) => {
            let path = show::report_path(&held.entry.report.id);
            let query = query.map_or(String::new(), |query| format!("?{query}"));
            let location = format!("{path}{ending}{query}");
            Ok(Err(
                (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response()
            ))
        }
        None => Err(Error::NoReport(id.to_owned())),
    }
}

/// Which of the reports that this one points to the archive holds, by the line of the pointer.
fn pointers(archive: &Archive, held: &Held) -> Result<HashMap<u32, ReportId>, crate::archive::Error> {
    let mut found = HashMap::new();
    for pointer in held.entry.report.read_more.iter().take(POINTERS) {
        let request = Request {
            query: Query::Phrase(Some(Field::Title), pointer.value.clone()),
            limit: 1,
            ..Request::default()
        };
        let hit = match archive.search(&request) {
            Ok(results) => results.hits.into_iter().next(),
            // The pointer still leads to a search; the report must not fail for it.
            Err(crate::archive::Error::TooMuch) => None,
            Err(error) => return Err(error),
        };
        // A longer title that holds the words is another report.
        if let Some(hit) = hit {
            let title: String = hit.title.iter().map(|part| part.text.as_str()).collect();
            if bare_words(&title) == bare_words(&pointer.value) {
                found.insert(pointer.evidence.line, hit.id);
            }
        }
    }
    Ok(found)
}

/// Letters and digits only: titles are quoted with other quotation marks and dashes.
fn bare_words(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Page {
    fn new(
        archive: &Archive,
        held: Held,
        pointers: &HashMap<u32, ReportId>,
        params: &Params,
        origin: &str,
    ) -> Result<Self, crate::archive::Error> {
        let Held {
            entry, digest, size, ..
        } = held;
        let (report, facts) = (entry.report, entry.facts);
        let path = show::report_path(&report.id);
        let q = params.get("q").unwrap_or_default();
        // A query that cannot be asked marks nothing; it was somebody else's link.
        let request = params
            .read()
            .map_or_else(|_| Request::default(), |(request, _)| request);
        let marker = archive.marker(&request)?;
        let text = Text::of(&report, pointers, |words| marker.mark(words));
        let title = report.title.to_string();
        let published = report.published.as_ref();
        let mut evidence: Vec<&Evidence> = facts.dated.proof.iter().collect();
        if let Some(stated) = published
            && !evidence.contains(&&stated.evidence)
        {
            evidence.insert(0, &stated.evidence);
        }
        Ok(Self {
            marked: (!q.is_empty()).then(|| Marked {
                q: q.to_owned(),
                places: show::count(text.marks() as u64, "place", "places"),
            }),
            walk: None,
            frame: Frame {
                q: q.to_owned(),
                ..Frame::new(&title)
            }
            .about(text.summary())
            .at(path.clone()),
            citation: Citation::new(&report, &facts, format!("{origin}{path}")),
            path,
            lang: facts.lang.as_ref().map(|lang| lang.0.clone()),
            title_is_supplied: report.title.is_supplied(),
            outlet: report.outlet.as_ref().map(|outlet| Linked {
                href: links::results(&links::search_for("outlet", &outlet.value)),
                value: outlet.value.clone(),
            }),
            section: linked(Field::Section, report.section.as_ref()),
            byline: linked(Field::Byline, report.byline.as_ref()),
            place: linked(Field::Place, report.dateline_place.as_ref()),
            published: published.map(|stated| Dated {
                words: show::day(stated.value),
                datetime: Some(stated.value.to_string()),
            }),
            dated: show::dated(&facts.dated),
            proof: evidence
                .into_iter()
                .map(|evidence| Proof {
                    words: evidence.words.clone(),
                    line: evidence.line,
                    rule: evidence.rule.clone().into_owned(),
                })
                .collect(),
            people: facts
                .people
                .iter()
                .map(|person| Linked {
                    href: links::results(&links::search_for("person", &person.name)),
                    value: person.name.clone(),
                })
                .collect(),
            tags: report
                .tags
                .iter()
                .filter_map(|tag| linked(Field::Tag, Some(tag)))
                .collect(),
            warnings: report.warnings.into_iter().map(|warning| warning.text).collect(),
            set_aside: show::lines_are(text.set_aside),
            text,
            digest,
            size: show::size(size),
        })
    }
}

impl Citation {
    fn new(report: &Report, facts: &Facts, address: String) -> Self {
        Self {
            byline: report.byline.as_ref().map(|byline| byline.value.clone()),
            title: report.title.words().to_owned(),
            outlet: report.outlet.as_ref().map(|outlet| outlet.value.clone()),
            date: match &report.published {
                Some(stated) => show::day(stated.value),
                None => show::dated(&facts.dated).words,
            },
            address,
        }
    }
}

fn linked(field: Field, stated: Option<&Stated<String>>) -> Option<Linked> {
    stated.map(|stated| Linked {
        href: search_in(field, &stated.value),
        value: stated.value.clone(),
    })
}

/// The search for words in one part of reports: `tag:"Iraqi Army"`, as a reader would type it.
fn search_in(field: Field, words: &str) -> String {
    let q = format!("{}:\"{}\"", field.name(), words.replace('"', " "));
    links::results(&links::search_for("q", &q))
}
