//! `/search`, as a page and as JSON.

mod json;
mod view;

pub(in crate::web) use json::search_json;
pub(in crate::web) use view::HitView;

use super::html;
use crate::search::{Dates, Notice, Params, Request, Results, Sort};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::links::{self, Given};
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use view::{Chip, FacetView, Pager, SortLink, any_word};

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    heading: String,
    form: Form,
    notices: Vec<Notice>,
    chips: Vec<Chip>,
    facets: Vec<FacetView>,
    sorts: Vec<SortLink>,
    hits: Vec<HitView>,
    pager: Pager,
    total: usize,
    /// Ways on from a search that found nothing.
    help: Help,
    json: String,
}

/// What the form shows again.
struct Form {
    q: String,
    from: String,
    to: String,
    dates: &'static str,
    sort: &'static str,
    any_word: bool,
    /// Whether the reader has set something beyond the words.
    narrowed: bool,
    /// Filters that the form keeps although it has no field for them.
    kept: Vec<(String, String)>,
}

/// What can be tried when nothing was found.
#[derive(Default)]
struct Help {
    any_word: Option<String>,
    without_filters: Option<String>,
    first_page: Option<String>,
}

/// Reads the parameters and asks the archive; notices of both stand in the results.
async fn ask(site: &Site, params: &Params) -> Result<(Request, Results), Error> {
    let (request, mut notices) = params.read()?;
    let (request, mut results) = site
        .ask(move |archive| archive.search(&request).map(|results| (request, results)))
        .await?;
    notices.append(&mut results.notices);
    results.notices = notices;
    Ok((request, results))
}

/// `/search`: the results, beside them what was understood, and how to go on.
pub(in crate::web) async fn search(State(site): State<Site>, Given(params): Given) -> Result<Response, Error> {
    let (request, results) = ask(&site, &params).await?;
    let form = Form::new(&params, &request);
    let total = results.total;
    let chips = Chip::all(&params, &request.filters);
    let found = show::count(total as u64, "report", "reports");
    let heading = match (form.q.as_str(), chips.is_empty()) {
        ("", true) => format!("All {found}"),
        ("", false) => capitalised(&found),
        (q, _) => format!("{} for “{q}”", capitalised(&found)),
    };
    let narrowed = !chips.is_empty();
    let page = Page {
        frame: Frame {
            q: form.q.clone(),
            searches: true,
            ..Frame::new(&heading)
        }
        .about("Results from an archive of meeting reports.")
        .hidden(),
        chips,
        facets: FacetView::all(&params, &request.filters, results.facets, results.dates),
        sorts: SortLink::all(&params, request.sort),
        pager: Pager::new(&params, &request, total, results.hits.len()),
        help: Help::new(&params, &form, narrowed, results.hits.is_empty(), total),
        json: links::below("/search.json", &params),
        hits: results
            .hits
            .into_iter()
            .map(|hit| HitView::new(hit, Some(&form.q)))
            .collect(),
        notices: results.notices,
        heading,
        form,
        total,
    };
    html(&page)
}

impl Form {
    fn new(params: &Params, request: &Request) -> Self {
        let filters = &request.filters;
        let day = |date: Option<jiff::civil::Date>| date.map_or(String::new(), |d| d.to_string());
        Self {
            q: params.get("q").unwrap_or_default().to_owned(),
            from: day(filters.from),
            to: day(filters.to),
            dates: match filters.dates {
                Dates::Any => "any",
                Dates::Sure => "sure",
                Dates::Possible => "possible",
                Dates::Undated => "undated",
            },
            sort: match request.sort {
                Sort::Relevance => "relevance",
                Sort::Newest => "newest",
                Sort::Oldest => "oldest",
            },
            any_word: any_word(params),
            narrowed: filters.from.is_some() || filters.to.is_some() || filters.dates != Dates::Any,
            kept: params
                .pairs
                .iter()
                .filter(|(name, _)| matches!(name.as_str(), "outlet" | "person" | "lang" | "limit"))
                .cloned()
                .collect(),
        }
    }
}

impl Help {
    fn new(params: &Params, form: &Form, narrowed: bool, nothing: bool, total: usize) -> Self {
        if !nothing {
            return Self::default();
        }
        if total > 0 {
            return Self {
                first_page: Some(links::results(&params.without_any("page"))),
                ..Self::default()
            };
        }
        Self {
            any_word: (form.q.split_whitespace().nth(1).is_some() && !form.any_word)
                .then(|| links::results(&params.with("match", "any"))),
            without_filters: (!form.q.is_empty() && narrowed).then(|| links::results(&links::search_for("q", &form.q))),
            first_page: None,
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
