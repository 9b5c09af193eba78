//! `/search`: a page, and in three forms for programs, JSON, a feed and a table. All take the same
//! parameters.

mod asked;
mod chart;
mod chips;
mod cite;
mod facets;
mod feed;
mod hit;
mod json;
mod order;
mod said;
mod table;
#[cfg(test)]
mod tests;

pub(in crate::web) use asked::carried;
pub(in crate::web) use chart::{Chart, Counted};
pub(in crate::web) use feed::{newest, search_atom};
pub(in crate::web) use hit::HitView;
pub(in crate::web) use json::{Answer, search_json};
pub(in crate::web) use order::at_page;
pub(in crate::web) use table::{csv_answer, defused, search_csv};

use crate::search::{Dates, Fold, MAX_LIMIT, Match, PARAMETERS, Params, Request, Sort};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::links::{self, Given};
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use asked::{Asked, ask, canonical};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chips::Chip;
use cite::Cite;
use facets::FacetView;
use order::{Pager, SortLink, pages};
use said::Said;

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    heading: String,
    form: Form,
    said: Said,
    chips: Vec<Chip>,
    chart: Option<Chart>,
    facets: Vec<FacetView>,
    sorts: Vec<SortLink>,
    hits: Vec<HitView>,
    pager: Pager,
    total: usize,
    /// Ways on from a search that found nothing.
    help: Help,
    cite: Cite,
    forms: Forms,
}

/// What the form shows again.
struct Form {
    q: String,
    from: String,
    to: String,
    dates: &'static str,
    sort: &'static str,
    any_word: bool,
    exact_names: bool,
    no_synonyms: bool,
    folded: bool,
    /// Whether the reader has set something that stands among the options.
    open: bool,
    /// Parameters that the form keeps although it has no field for them.
    kept: Vec<(String, String)>,
}

/// The same results for programs.
struct Forms {
    json: String,
    /// With the newest first: a feed is followed for what is new.
    atom: String,
    /// Of this page, but as many as one answer holds.
    csv: String,
}

/// What can be tried when nothing was found.
#[derive(Default)]
struct Help {
    any_word: Option<String>,
    without_filters: Option<String>,
    first_page: Option<String>,
}

/// `/search`: the results, beside them what was understood, and how to go on.
pub(in crate::web) async fn search(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = ask(&site, &params).await?;
    let pages = pages("/search", &params, &asked, &here);
    Ok((pages, here.html(&Page::new(&params, asked))?).into_response())
}

impl Page {
    fn new(params: &Params, mut asked: Asked) -> Self {
        let form = Form::new(params, &asked.request);
        let chips = Chip::all(params, &asked.request, &asked.results);
        let said = Said::new(params, &mut asked.results, asked.request.page);
        let heading = heading(&form.q, !chips.is_empty(), &asked);
        let help = Help::new(params, &form, !chips.is_empty(), &asked);
        let cite = Cite::new(params, &asked, &chips);
        let pager = Pager::new(params, &asked);
        let Asked { request, results, .. } = asked;
        let carried = carried(params);
        Self {
            frame: Frame {
                q: form.q.clone(),
                searches: true,
                ..Frame::of_page(&heading, request.page)
            }
            .about("Results from an archive of meeting reports.")
            .hidden(),
            chart: Chart::new(params, &results.histogram),
            facets: FacetView::all(
                params,
                &request.filters,
                results.facets,
                results.dates,
                &results.meetings,
            ),
            sorts: SortLink::all(params, request.sort),
            forms: Forms::new(params),
            total: results.total,
            hits: results
                .hits
                .into_iter()
                .zip(request.offset() + 1..)
                .map(|(hit, place)| HitView::new(hit, &carried, place))
                .collect(),
            said,
            help,
            cite,
            pager,
            chips,
            heading,
            form,
        }
    }
}

fn heading(q: &str, narrowed: bool, asked: &Asked) -> String {
    let mut found = show::count(asked.results.total as u64, "report", "reports");
    if let Some(folded) = asked.results.folded.filter(|folded| *folded < asked.results.total) {
        found = format!("{found} folded to {}", show::number(folded as u64));
    }
    match (q, narrowed) {
        ("", false) => format!("All {found}"),
        ("", true) => capitalised(&found),
        (q, _) if asked.results.relaxed => format!("{} with some words of “{q}”", capitalised(&found)),
        (q, _) => format!("{} for “{q}”", capitalised(&found)),
    }
}

impl Form {
    fn new(params: &Params, request: &Request) -> Self {
        let filters = &request.filters;
        let day = |date: Option<jiff::civil::Date>| date.map_or(String::new(), |d| d.to_string());
        let dated = filters.from.is_some() || filters.to.is_some() || filters.dates != Dates::Any;
        let any_word = request.matching == Match::Any;
        let (exact_names, no_synonyms) = (!request.widen.names, !request.widen.synonyms);
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
            any_word,
            exact_names,
            no_synonyms,
            folded: request.fold == Fold::Meeting,
            open: dated || any_word || exact_names || no_synonyms || request.fold == Fold::Meeting,
            kept: params.pairs.iter().filter(|(name, _)| is_kept(name)).cloned().collect(),
        }
    }
}

/// Whether the form has no field for a parameter; a new search begins at its first page.
fn is_kept(name: &str) -> bool {
    const FIELDS: [&str; 9] = ["q", "from", "to", "dates", "match", "names", "synonyms", "fold", "sort"];
    PARAMETERS.iter().any(|(known, _)| *known == name) && !FIELDS.contains(&name) && name != "page"
}

impl Forms {
    fn new(params: &Params) -> Self {
        let canonical = canonical(params);
        Self {
            json: links::below("/search.json", params),
            atom: links::below("/search.atom", &canonical.with("sort", "newest")),
            csv: links::below("/search.csv", &canonical.with("limit", &MAX_LIMIT.to_string())),
        }
    }
}

impl Help {
    fn new(params: &Params, form: &Form, narrowed: bool, asked: &Asked) -> Self {
        if !asked.results.hits.is_empty() {
            return Self::default();
        }
        if asked.results.total > 0 {
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
