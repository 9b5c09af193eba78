use super::asked::Asked;
use crate::search::{Params, Sort};
use crate::web::here::Here;
use crate::web::link_header::links_header;
use crate::web::links::{below, results};
use crate::web::show;
use axum::http::HeaderMap;

/// An order of the results.
pub(super) struct SortLink {
    pub label: &'static str,
    pub href: String,
    pub chosen: bool,
}

impl SortLink {
    pub(super) fn all(params: &Params, chosen: Sort) -> Vec<Self> {
        [
            (Sort::Relevance, "relevance", "Best match"),
            (Sort::Newest, "newest", "Newest"),
            (Sort::Oldest, "oldest", "Oldest"),
        ]
        .into_iter()
        .map(|(sort, name, label)| Self {
            label,
            href: results(&match sort {
                Sort::Relevance => params.without_any("sort"),
                _ => params.with("sort", name),
            }),
            chosen: sort == chosen,
        })
        .collect()
    }
}

/// Where in the results the page stands, in plain numbers.
#[derive(Default)]
pub(super) struct Pager {
    /// `1–20 of 45`.
    pub range: String,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Pager {
    pub(super) fn new(params: &Params, asked: &Asked) -> Self {
        if asked.results.hits.is_empty() {
            return Self::default();
        }
        let page = asked.request.page;
        let first = show::number(asked.request.offset().saturating_add(1) as u64);
        let last = show::number(asked.last() as u64);
        Self {
            range: format!("{first}–{last} of {}", show::number(asked.results.listed() as u64)),
            previous: asked.before().map(|before| results(&at_page(params, before))),
            next: asked.has_next().then(|| results(&at_page(params, page + 1))),
        }
    }
}

/// A page of a search; the first needs no number.
pub(in crate::web) fn at_page(params: &Params, page: usize) -> Params {
    match page {
        0 | 1 => params.without_any("page"),
        _ => params.with("page", &page.to_string()),
    }
}

/// The pages beside one, as a header: the same addresses in every form of a search.
pub(super) fn pages(path: &str, params: &Params, asked: &Asked, here: &Here) -> HeaderMap {
    let page = asked.request.page;
    let at = |rel, page| (rel, below(path, &at_page(params, page)), None);
    let next = asked.has_next().then(|| at("next", page + 1));
    let before = asked.before().map(|before| [at("prev", before), at("first", 1)]);
    let relations: Vec<_> = next.into_iter().chain(before.into_iter().flatten()).collect();
    links_header(here, &relations)
}
