//! `/wanted`: headlines that reports point to and the archive does not hold; `/wanted.json` the same
//! for programs.

use crate::search::{Link, Params, Wanted, WantedList};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::link_header::links_header;
use crate::web::links::{Given, below, headlines_like};
use crate::web::pages::conventions::NOT_INDEXED;
use crate::web::pages::paging;
use crate::web::pages::report::LinkView;
use crate::web::show;
use crate::web::site::{Site, fingerprint};
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// Headlines on a page unless `limit` says otherwise.
const LIMIT: usize = 50;
/// The most on a page: for each it is looked what is likely meant, which takes about a millisecond.
pub(in crate::web) const MOST: usize = 100;
/// Pages end at this headline.
const LAST: usize = 10_000;
/// Citers that the page names before it says how many more there are.
const CITERS: usize = 5;

#[derive(Template)]
#[template(path = "wanted.html")]
struct Page {
    frame: Frame,
    count: String,
    none: bool,
    wanted: Vec<WantedView>,
    previous: Option<String>,
    next: Option<String>,
}

/// A wanted headline.
struct WantedView {
    title: String,
    /// A search for its words, for it may be here under another headline.
    search: String,
    count: String,
    citers: Vec<LinkView>,
    /// What is most likely meant, and how alike the headlines are.
    likely: Option<(LinkView, String)>,
    /// `and 3 more`.
    more: Option<String>,
}

/// `/wanted`.
pub(in crate::web) async fn wanted(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let (asked, list) = ask(&site, &params).await?;
    let at = |page: usize| asked.at("/wanted", page);
    let links = asked.links(&here, "/wanted", &list);
    let page = Page {
        frame: asked.frame(&list),
        count: show::count(list.total as u64, "headline", "headlines"),
        none: list.total == 0,
        previous: asked.before(&list).map(at),
        next: asked.has_next(&list).then(|| at(asked.page + 1)),
        wanted: list.wanted.into_iter().map(WantedView::from).collect(),
    };
    Ok((links, here.html(&page)?).into_response())
}

/// `/wanted.json`.
pub(in crate::web) async fn wanted_json(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let (asked, list) = ask(&site, &params).await?;
    let next = asked
        .has_next(&list)
        .then(|| here.href(&asked.at("/wanted.json", asked.page + 1)));
    let links = asked.links(&here, "/wanted.json", &list);
    let headers = ([NOT_INDEXED], fingerprint(&site.state()), links);
    let headline = |wanted: Wanted| Headline {
        search: here.href(&headlines_like(&wanted.title)),
        title: wanted.title,
        count: wanted.count,
        citers: wanted.citers.into_iter().map(|link| Citing::new(link, &here)).collect(),
        likely: wanted.likely.map(|(link, _)| Citing::new(link, &here)),
    };
    let answer = Json(Answer {
        total: list.total,
        wanted: list.wanted.into_iter().map(headline).collect(),
        next,
    });
    Ok((headers, answer).into_response())
}

async fn ask(site: &Site, params: &Params) -> Result<(Asked, WantedList), Error> {
    let asked = Asked::read(params)?;
    let list = site
        .ask(move |archive| archive.wanted(asked.offset(), asked.limit))
        .await?;
    Ok((asked, list))
}

/// The part of the list that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    page: usize,
    limit: usize,
}

impl Asked {
    fn read(params: &Params) -> Result<Self, Error> {
        let limit = paging::limit(params, LIMIT, MOST)?;
        let page = paging::page(params, LAST / limit)?;
        Ok(Self { page, limit })
    }

    fn offset(self) -> usize {
        (self.page - 1) * self.limit
    }

    fn has_next(self, list: &WantedList) -> bool {
        self.page < LAST / self.limit && self.page * self.limit < list.total
    }

    fn before(self, list: &WantedList) -> Option<usize> {
        paging::before(self.page, self.limit, list.total)
    }

    /// Where the list goes on, for programs.
    fn links(self, here: &Here, path: &str, list: &WantedList) -> HeaderMap {
        let mut links = Vec::new();
        if self.has_next(list) {
            links.push(("next", self.at(path, self.page + 1), None));
        }
        if let Some(before) = self.before(list) {
            links.push(("prev", self.at(path, before), None));
        }
        links.push(("first", self.at(path, 1), None));
        links_header(here, &links)
    }

    /// Search engines keep the list once: neither in other portions nor where it has ended.
    fn frame(self, list: &WantedList) -> Frame {
        let frame = Frame::of_page("Wanted reports", self.page)
            .about("Headlines that reports in this archive point to, and that it does not hold.")
            .at(self.at("/wanted", self.page));
        let has_ended = list.wanted.is_empty() && self.page > 1;
        match self.limit {
            LIMIT if !has_ended => frame,
            _ => frame.hidden(),
        }
    }

    fn at(self, path: &str, page: usize) -> String {
        let mut params = Params::default();
        if self.limit != LIMIT {
            params = params.with("limit", &self.limit.to_string());
        }
        // Last, for any other parameter leads back to the first page.
        if page > 1 {
            params = params.with("page", &page.to_string());
        }
        below(path, &params)
    }
}

impl From<Wanted> for WantedView {
    fn from(wanted: Wanted) -> Self {
        let rest = wanted.count.saturating_sub(wanted.citers.len().min(CITERS));
        Self {
            search: headlines_like(&wanted.title),
            likely: wanted.likely.map(|(link, share)| (link.into(), show::percent(share))),
            title: wanted.title,
            count: show::count(wanted.count as u64, "report points", "reports point"),
            citers: wanted.citers.into_iter().take(CITERS).map(LinkView::from).collect(),
            more: (rest > 0).then(|| format!("and {} more", show::number(rest as u64))),
        }
    }
}

/// Headlines that reports point to and the archive does not hold.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WantedList")]
pub(in crate::web) struct Answer {
    /// Headlines in all.
    total: usize,
    wanted: Vec<Headline>,
    /// Where the next page is, if there is one.
    next: Option<String>,
}

/// A headline that is wanted.
#[derive(Serialize, JsonSchema)]
struct Headline {
    title: String,
    /// How many reports point to it.
    count: usize,
    /// A search for its words among the headlines that are here.
    search: String,
    /// The first of them.
    citers: Vec<Citing>,
    /// The report that is most likely meant: its headline is nearly the same.
    likely: Option<Citing>,
}

/// A report that points to it.
#[derive(Serialize, JsonSchema)]
struct Citing {
    id: String,
    url: String,
    title: String,
    outlet: Option<String>,
    /// Not before and not after these days; null where that is not known.
    earliest: Option<Date>,
    latest: Option<Date>,
}

impl Citing {
    fn new(link: Link, here: &Here) -> Self {
        Self {
            url: here.href(&show::report_path(&link.id)),
            id: link.id.to_string(),
            title: link.title,
            outlet: link.outlet,
            earliest: link.dated.earliest,
            latest: link.dated.latest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_engines_keep_each_headline_once() {
        let check = |page, limit, held: usize, indexed| {
            let wanted = Wanted {
                title: "The envoy met the minister".to_owned(),
                count: 1,
                citers: Vec::new(),
                likely: None,
            };
            let list = WantedList {
                total: 60,
                wanted: vec![wanted; held],
            };
            let frame = Asked { page, limit }.frame(&list);
            assert_eq!(frame.indexed, indexed, "page {page} by {limit}");
            frame.canonical.unwrap()
        };
        assert_eq!(check(1, LIMIT, 50, true), "/wanted");
        assert_eq!(check(2, LIMIT, 10, true), "/wanted?page=2");
        assert_eq!(check(3, LIMIT, 0, false), "/wanted?page=3");
        assert_eq!(check(1, 20, 20, false), "/wanted?limit=20");
        // Nothing is wanted at all: the page that says so is kept.
        check(1, LIMIT, 0, true);
    }
}
