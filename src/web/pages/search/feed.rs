use super::asked::{Asked, ask_for_all, canonical};
use super::hit;
use super::order::{at_page, pages};
use crate::report::ReportId;
use crate::search::{Hit, Params};
use crate::web::Error;
use crate::web::here::Here;
use crate::web::links::{self, Given};
use crate::web::show;
use crate::web::site::Site;
use crate::web::xml;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use std::collections::HashMap;

/// A feed as RFC 4287 has it.
#[derive(Template)]
#[template(path = "search.atom.xml", escape = "html")]
pub(super) struct Feed {
    id: String,
    title: String,
    subtitle: String,
    updated: String,
    version: &'static str,
    itself: String,
    page: String,
    first: String,
    previous: Option<String>,
    next: Option<String>,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    /// Its outlet; where the source states none the feed's author, the archive, stands for it.
    author: Option<String>,
    /// When its file was last changed: undated reports have that too, and a corrected report comes
    /// up again. When it is from stands in `published` where the source states a day.
    updated: String,
    published: Option<String>,
    href: String,
    content: String,
}

/// A feed's own address and name, beside the search that fills it.
pub(super) struct Place<'a> {
    pub path: &'static str,
    /// What stands in its own address.
    pub params: &'a Params,
    /// The search that it is the feed of.
    pub search: &'a Params,
    pub id: String,
}

impl<'a> Place<'a> {
    /// `/search.atom?…`
    pub(super) fn of_search(params: &'a Params) -> Self {
        Self {
            path: "/search.atom",
            params,
            search: params,
            id: xml::lasting_id("search", &canonical(params).to_string()),
        }
    }
}

/// `/search.atom`: the same parameters as `/search`, to be followed.
pub(in crate::web) async fn search_atom(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    answer(&site, &Place::of_search(&params), &here).await
}

/// `/feed.atom`: the newest reports, under a name of their own. Of parameters, it has the page and
/// the limit.
pub(in crate::web) async fn newest(
    State(site): State<Site>,
    Given(given): Given,
    here: Here,
) -> Result<Response, Error> {
    let mut params = given;
    params
        .pairs
        .retain(|(name, _)| matches!(name.as_str(), "page" | "limit"));
    let mut search = params.clone();
    search.pairs.push(("sort".to_owned(), "newest".to_owned()));
    let place = Place {
        path: "/feed.atom",
        params: &params,
        search: &search,
        id: xml::lasting_id("feed", "newest"),
    };
    answer(&site, &place, &here).await
}

async fn answer(site: &Site, place: &Place<'_>, here: &Here) -> Result<Response, Error> {
    let asked = ask_for_all(site, place.search).await?;
    let ids: Vec<ReportId> = asked.results.hits.iter().map(|hit| hit.id.clone()).collect();
    let modified = site
        .ask(move |archive| {
            let mut modified = HashMap::new();
            for id in ids {
                if let Some(held) = archive.report(&id)? {
                    modified.insert(id, held.modified);
                }
            }
            Ok(modified)
        })
        .await?;
    let fingerprint = asked.fingerprint();
    let pages = pages(place.path, place.params, &asked, here);
    let feed = Feed::new(place, asked, &modified, here);
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    let headers = ([(header::CONTENT_TYPE, kind)], fingerprint, pages);
    Ok((headers, xml::document(&feed)?).into_response())
}

impl Feed {
    pub(super) fn new(place: &Place, asked: Asked, modified: &HashMap<ReportId, Timestamp>, here: &Here) -> Self {
        let at = |path: &str, params: &Params| here.url(&links::below(path, params));
        let feed = |page: usize| at(place.path, &at_page(place.params, page));
        let page = asked.request.page;
        let state = &asked.archive;
        let q = place.search.get("q").unwrap_or_default().trim();
        Self {
            id: place.id.clone(),
            title: match q {
                "" => "Readout: reports of meetings".to_owned(),
                q => format!("Readout: {q}"),
            },
            subtitle: format!(
                "{} in the archive with the fingerprint {}, last changed {}",
                show::count(asked.results.total as u64, "report", "reports"),
                state.fingerprint,
                show::moment(state.changed)
            ),
            updated: instant(state.changed),
            version: env!("CARGO_PKG_VERSION"),
            itself: feed(page),
            page: at("/search", place.search),
            first: feed(1),
            previous: asked.before().map(feed),
            next: asked.has_next().then(|| feed(page + 1)),
            entries: asked
                .results
                .hits
                .iter()
                .map(|hit| Entry::new(hit, *modified.get(&hit.id).unwrap_or(&state.changed), here))
                .collect(),
        }
    }
}

impl Entry {
    fn new(hit: &Hit, modified: Timestamp, here: &Here) -> Self {
        let dated = show::dated(&hit.dated).words;
        let mut content = format!("<p>{}</p>", html_escape::encode_safe(&dated));
        for snippet in &hit.snippets {
            content.push_str("<p dir=\"auto\">");
            content.push_str(&hit::marked(&snippet.parts));
            content.push_str("</p>");
        }
        Self {
            id: xml::lasting_id("report", hit.id.as_str()),
            title: hit::title(hit),
            author: hit.outlet.clone(),
            updated: instant(modified),
            published: hit.published.map(|day| format!("{day}T00:00:00Z")),
            href: here.url(&show::report_path(&hit.id)),
            content,
        }
    }
}

/// RFC 3339 to the second.
fn instant(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
