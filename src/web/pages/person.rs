//! `/people/{slug}`: one person, with what reports say; `/people/{slug}.json` the same for programs.

mod json;
mod stated;
#[cfg(test)]
mod tests;
mod view;

pub(super) use json::Last;
pub(in crate::web) use json::Record;

use crate::archive::{self, Archive};
use crate::report::slug;
use crate::search::{FacetField, Filters, MAX_LIMIT, Params, Profile, Request, Results, Sort};
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::link_header::links_header;
use crate::web::links::results;
use crate::web::pages::conventions::NOT_INDEXED;
use crate::web::pages::search::{Chart, HitView};
use crate::web::site::{Site, fingerprint};
use crate::web::{Error, meta, show};
use askama::Template;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use stated::Stated;
use view::{AlikeView, FormView, MetView, OfficeView};

pub(super) use view::AttendedView;

/// Meetings that are shown.
pub(super) const MEETINGS: usize = 12;
/// People met that the page shows, and that programs are given.
const MET: usize = 20;
const MET_FOR_PROGRAMS: usize = MAX_LIMIT;
/// Reports that are shown.
const REPORTS: usize = 10;
/// The end of the address for programs.
const JSON: &str = ".json";

#[derive(Template)]
#[template(path = "person.html")]
struct Page {
    frame: Frame,
    json_ld: String,
    name: String,
    /// `Named in 5 reports; took part in 3 meetings that they tell of.`
    summary: String,
    stated: Option<Stated>,
    forms: Vec<FormView>,
    more_forms: Option<String>,
    offices: Vec<OfficeView>,
    more_offices: Option<String>,
    meetings: Vec<AttendedView>,
    /// `All 40 meetings`, and where they are.
    all_meetings: Option<(String, String)>,
    met: Vec<MetView>,
    more_met: Option<String>,
    may_be_same: Vec<AlikeView>,
    alike: Vec<AlikeView>,
    chart: Option<Chart>,
    hits: Vec<HitView>,
    all_reports: (String, String),
    path: String,
}

/// `/people/{slug}`, and its form for programs.
pub(in crate::web) async fn person(
    State(site): State<Site>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    here: Here,
) -> Result<Response, Error> {
    let (asked, ending) = match name.strip_suffix(JSON) {
        Some(asked) => (asked, JSON),
        None => (name.as_str(), ""),
    };
    let own = slug(asked);
    if own.is_empty() {
        return Err(Error::NoPerson(asked.to_owned()));
    }
    if own != asked {
        // One person has one address; a name as it is printed leads there.
        let query = query.map_or(String::new(), |query| format!("?{query}"));
        let location = here.href(&format!("{}{ending}{query}", show::person_path(&own)));
        return Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response());
    }
    let nobody = Error::NoPerson(own.replace('-', " "));
    if let Some(settled) = settled(&site, &own).await? {
        // For as long as the archivist says so; the address of a name that was merged lasts.
        let location = here.href(&format!("{}{ending}", show::person_path(&settled)));
        return Ok((StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response());
    }
    if ending == JSON {
        let asked = own.clone();
        let profile = site
            .ask(move |archive| {
                let profile = archive.profile(&asked, MEETINGS, MET_FOR_PROGRAMS)?;
                Ok(profile.map(|profile| (profile, Stated::of(archive, &asked))))
            })
            .await?;
        let (profile, stated) = profile.ok_or(nobody)?;
        let record = Record::new(profile, stated, &here);
        return Ok(([NOT_INDEXED], fingerprint(&site.state()), Json(record)).into_response());
    }
    let page = {
        let here = here.clone();
        site.ask(move |archive| Page::of(archive, &own, &here)).await?
    };
    let page = page.ok_or(nobody)?;
    let json = format!("{}{JSON}", page.path);
    let links = links_header(&here, &[("alternate", json, Some("application/json"))]);
    Ok((links, here.html(&page)?).into_response())
}

/// Who stands for somebody of whom nothing is told under this slug, because the archivist says so.
async fn settled(site: &Site, slug: &str) -> Result<Option<String>, Error> {
    let slug = slug.to_owned();
    let answer = site.ask(move |archive| match archive.settled(&slug) {
        Some(other) if archive.profile(&slug, 0, 0)?.is_none() => Ok(Some(other)),
        _ => Ok(None),
    });
    answer.await
}

/// The search for reports that name a person by any of these names.
pub(super) fn named(names: &[String]) -> Params {
    let field = FacetField::Person.name();
    names
        .iter()
        .fold(Params::default(), |params, name| params.with(field, name))
}

impl Page {
    fn of(archive: &Archive, slug: &str, here: &Here) -> Result<Option<Self>, archive::Error> {
        let Some(profile) = archive.profile(slug, MEETINGS, MET)? else {
            return Ok(None);
        };
        let request = Request {
            filters: Filters {
                people: profile.names.clone(),
                ..Filters::default()
            },
            sort: Sort::Newest,
            limit: REPORTS,
            ..Request::default()
        };
        let found = archive.search(&request)?;
        Ok(Some(Self {
            stated: Stated::of(archive, slug),
            ..Self::new(profile, found, here)
        }))
    }

    fn new(profile: Profile, found: Results, here: &Here) -> Self {
        let slug = &profile.named.slug;
        let path = show::person_path(slug);
        let json_ld = meta::script_safe(&json::json_ld(&profile, here));
        let named = &profile.named;
        let params = self::named(&profile.names);
        let reports = show::count(found.total as u64, "report", "reports");
        let meetings = named.meetings as u64;
        let name = named.name.clone();
        let rest =
            |n: usize, one: &str, many: &str| (n > 0).then(|| format!("and {}", show::count(n as u64, one, many)));
        let (may_be_same, alike): (Vec<_>, Vec<_>) = profile.alike.iter().partition(|alike| alike.may_be_same);
        Self {
            frame: Frame::new(&name)
                .about(format!(
                    "{name} in {reports} of this archive: offices, meetings, whom they met."
                ))
                .at(&path),
            json_ld,
            summary: match meetings {
                0 => format!("Named in {reports}; took part in no meeting that is told of."),
                n => format!(
                    "Named in {reports}; took part in {}.",
                    show::count(n, "meeting", "meetings")
                ),
            },
            stated: None,
            forms: profile.forms.iter().map(|form| FormView::new(form, &params)).collect(),
            more_forms: rest(profile.more_forms, "rarer form", "rarer forms"),
            offices: profile.offices.iter().map(OfficeView::new).collect(),
            more_offices: rest(
                profile.more_offices,
                "that fewer reports print",
                "that fewer reports print",
            ),
            all_meetings: (named.meetings > profile.meetings.len()).then(|| {
                let all = format!("All {} meetings", show::number(meetings));
                (all, format!("/meetings?{}", Params::default().with("person", &name)))
            }),
            meetings: profile.meetings.iter().map(AttendedView::new).collect(),
            more_met: rest(profile.met_in_all.saturating_sub(profile.met.len()), "other", "others"),
            met: profile.met.iter().map(|met| MetView::new(met, slug)).collect(),
            may_be_same: may_be_same.into_iter().map(AlikeView::new).collect(),
            alike: alike.into_iter().map(AlikeView::new).collect(),
            chart: Chart::new(&params, &found.histogram),
            all_reports: (
                match found.total {
                    1 => "Search it".to_owned(),
                    _ => format!("Search all {reports}"),
                },
                results(&params),
            ),
            hits: found.hits.into_iter().map(HitView::alone).collect(),
            name,
            path,
        }
    }
}
