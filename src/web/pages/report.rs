//! `/reports/{id}`, the report; with an ending, its untouched source, its record, or its citation.

mod facts;
mod forms;
mod meetings;
mod quote;
mod relations;
mod text;
mod walk;
mod words;

pub(in crate::web) use facts::{Boxes, Why};
pub(in crate::web) use forms::Record;
pub(in crate::web) use relations::LinkView;

use crate::archive::{self, Archive, Held};
use crate::report::{Entry, ReportId};
use crate::search::{Params, Request};
use crate::web::Error;
use crate::web::cite::{self, Span, Style, Work};
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::link_header::links_header;
use crate::web::links::Given;
use crate::web::meta::{self, Tag};
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use facts::{Group, Head, Spoken, Value, When};
use forms::Form;
use meetings::MeetingView;
use relations::{CitedByView, Leads, PointerView, RelatedView, Relations};
use text::{Part, Quoted, Text};
use walk::Walk;

/// Pointers that are listed below the text; in the text stand all.
const LISTED: usize = 50;

/// The longest quotation that the page repeats in full, in characters.
const QUOTE_SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    frame: Frame,
    path: String,
    lang: Option<String>,
    text: Text,
    title_is_supplied: bool,
    head: Head,
    when: When,
    named: Vec<Group>,
    tags: Group,
    spoken: Option<Spoken>,
    meetings: Vec<MeetingView>,
    more_meetings: Option<String>,
    pointers: Vec<PointerView>,
    cited_by: CitedByView,
    related: Vec<RelatedView>,
    /// Others of the same bytes.
    copies: Vec<LinkView>,
    marked: Option<Marked>,
    quote: Option<Quote>,
    walk: Option<Walk>,
    warnings: Vec<String>,
    set_aside: Option<String>,
    web_page: Option<Value>,
    /// What the archivist states of this report.
    by_archivist: Vec<&'static str>,
    tags_for_programs: Vec<Tag>,
    json_ld: Vec<String>,
    citations: Vec<Citation>,
    forms: Vec<FormLink>,
    fingerprint: String,
    digest: String,
    size: String,
}

/// What was searched for, and how often it stands in the text.
struct Marked {
    q: String,
    places: String,
}

/// The quotation that was asked for, and whether it stands here.
struct Quote {
    words: String,
    found: Quoted,
}

/// A ready text.
struct Citation {
    style: &'static str,
    spans: Vec<Span>,
}

/// A citation at its own address.
struct FormLink {
    name: &'static str,
    href: String,
}

/// `/reports/{id}` and its other forms.
pub(in crate::web) async fn report(
    State(site): State<Site>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let (id, form) = Form::of(&name);
    let held = match find(&site, &here, id, form.map_or("", Form::ending), query).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if let Some(form) = form {
        return form.answer(&site, &here, held).await;
    }
    let page = {
        let here = here.clone();
        site.ask(move |archive| Page::new(archive, held, &params, &here))
            .await?
    };
    Ok((page.links(&here), here.html(&page)?).into_response())
}

/// The report, or the way to where it stands: old links may have an ordinal in front of the id, or the suffix that it
/// had while another report had its id. That may be so again one day, so nobody should remember the way.
pub(super) async fn find(
    site: &Site,
    here: &Here,
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
                return Ok(Some((held, None)));
            }
            let held = bare.map(|bare| archive.report(&bare)).transpose()?.flatten();
            if let Some(held) = held {
                return Ok(Some((held, Some(StatusCode::PERMANENT_REDIRECT))));
            }
            let held = archive.formerly(&asked)?;
            Ok(held.map(|held| (held, Some(StatusCode::TEMPORARY_REDIRECT))))
        })
        .await?;
    match found {
        Some((held, None)) => Ok(Ok(held)),
        Some((held, Some(way))) => {
            let path = show::report_path(&held.entry.report.id);
            let query = query.map_or(String::new(), |query| format!("?{query}"));
            let location = here.href(&format!("{path}{ending}{query}"));
            Ok(Err((way, [(header::LOCATION, location)]).into_response()))
        }
        None => Err(Error::NoReport(id.to_owned())),
    }
}

impl Page {
    fn new(archive: &Archive, held: Held, params: &Params, here: &Here) -> Result<Self, archive::Error> {
        let relations = Relations::of(archive, &held)?;
        let Held {
            entry, digest, size, ..
        } = held;
        let walk = Walk::of(archive, params, &entry.report.id)?;
        let q = params.get("q").unwrap_or_default();
        // A query that cannot be asked marks nothing; it was somebody else's link.
        let request = params
            .read()
            .map_or_else(|_| Request::default(), |(request, _)| request);
        let marker = archive.marker(&request)?;
        let quotation = params.get("quote");
        let (text, found) = Text::of(
            &entry.report,
            &relations.pointers,
            |words| marker.mark(words),
            quotation,
        );
        let mut boxes = Boxes::default();
        let own = archive.meetings_of(&entry)?;
        let events = meetings::events(&entry, &own, here);
        let (meetings, more_meetings) = meetings::meetings(&entry, own, &mut boxes);
        let path = show::report_path(&entry.report.id);
        let fingerprint = archive.state().fingerprint.clone();
        let work = Work {
            report: &entry.report,
            facts: &entry.facts,
            address: &here.url(&path),
            fingerprint: &fingerprint,
            digest: &digest,
        };
        Ok(Self {
            tags_for_programs: meta::tags(&work, &text.summary),
            json_ld: meta::json_ld(&work, &here.base(), &text.summary, events)
                .iter()
                .map(meta::script_safe)
                .collect(),
            citations: Style::ALL
                .into_iter()
                .map(|style| Citation {
                    style: style.name(),
                    spans: cite::spans(&work, style),
                })
                .collect(),
            forms: cite::Form::ALL
                .into_iter()
                .map(|form| FormLink {
                    name: form.name(),
                    href: format!("{path}{}", form.ending()),
                })
                .collect(),
            frame: Frame {
                q: q.to_owned(),
                ..Frame::new(&title(&entry))
            }
            .about(text.summary.clone())
            .at(path.clone()),
            path,
            lang: entry.facts.lang.as_ref().map(|lang| lang.0.clone()),
            title_is_supplied: entry.report.title.is_supplied(),
            marked: (!q.is_empty()).then(|| Marked {
                q: q.to_owned(),
                places: show::count(text.marks as u64, "place", "places"),
            }),
            quote: quotation.zip(found).map(|(words, found)| Quote {
                words: shortened(words),
                found,
            }),
            by_archivist: facts::by_archivist(&entry),
            web_page: facts::page(&entry.report, &mut boxes),
            head: Head::of(&entry.report, &mut boxes),
            when: When::of(&entry, &relations.dates, &mut boxes),
            named: facts::named(&entry, &mut boxes),
            tags: facts::tags(&entry.report, &mut boxes),
            spoken: Spoken::of(&entry, &mut boxes),
            meetings,
            more_meetings,
            pointers: relations.pointers.into_iter().map(PointerView::from).collect(),
            cited_by: relations.cited_by.into(),
            related: relations.related.into_iter().map(RelatedView::from).collect(),
            copies: relations.copies.into_iter().map(LinkView::from).collect(),
            walk,
            warnings: entry.report.warnings.into_iter().map(|warning| warning.text).collect(),
            set_aside: show::lines_are(text.set_aside),
            text,
            fingerprint,
            digest,
            size: show::size(size),
        })
    }

    /// What programs may follow: where to cite it, and what else it can be had as (RFC 8288, 8574).
    fn links(&self, here: &Here) -> HeaderMap {
        let path = &self.path;
        links_header(
            here,
            &[
                ("cite-as", path.clone(), None),
                ("alternate", format!("{path}.json"), Some("application/json")),
                ("alternate", format!("{path}.txt"), Some("text/plain")),
                (
                    "describedby",
                    format!("{path}.csl.json"),
                    Some("application/vnd.citationstyles.csl+json"),
                ),
                ("describedby", format!("{path}.bib"), Some("application/x-bibtex")),
                (
                    "describedby",
                    format!("{path}.ris"),
                    Some("application/x-research-info-systems"),
                ),
            ],
        )
    }

    /// The pointers that are listed below the text, and how many more stand in it.
    fn listed(&self) -> (&[PointerView], Option<String>) {
        let (listed, rest) = self.pointers.split_at(self.pointers.len().min(LISTED));
        let more = (!rest.is_empty()).then(|| format!("and {} more in the text", show::number(rest.len() as u64)));
        (listed, more)
    }

    /// The pointer that a piece of the text is.
    fn pointer(&self, nth: &Option<usize>) -> Option<&PointerView> {
        nth.and_then(|nth| self.pointers.get(nth))
    }
}

/// With the outlet, for several may have told one story under one headline.
fn title(entry: &Entry) -> String {
    match &entry.report.outlet {
        Some(outlet) => format!("{} – {}", entry.report.title, outlet.value),
        None => entry.report.title.to_string(),
    }
}

fn shortened(words: &str) -> String {
    let mut chars = words.trim().chars();
    let mut shown: String = chars.by_ref().take(QUOTE_SHOWN).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}
