use super::html;
use crate::search::{FacetCount, FacetField, Request, Sort};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::links::{results, search_for};
use crate::web::pages::search::HitView;
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// How many of the latest reports are shown.
const LATEST: usize = 8;
/// How many values of each kind lead in.
const WAYS_IN: usize = 12;

#[derive(Template)]
#[template(path = "home.html")]
struct Page {
    frame: Frame,
    count: String,
    ways: Vec<WaysIn>,
    latest: Vec<HitView>,
    more: bool,
}

/// The values of one kind, as links with counts.
struct WaysIn {
    heading: &'static str,
    links: Vec<Way>,
}

struct Way {
    value: String,
    count: String,
    reports: String,
    href: String,
}

impl Way {
    fn new(field: FacetField, facet: &FacetCount) -> Self {
        Self {
            value: facet.value.clone(),
            count: show::number(facet.count),
            reports: show::count(facet.count, "report", "reports"),
            href: results(&search_for(field.name(), &facet.value)),
        }
    }
}

/// `/`: the search box, ways in, and the latest reports.
pub(in crate::web) async fn home(State(site): State<Site>) -> Result<Response, Error> {
    let request = Request {
        sort: Sort::Newest,
        limit: LATEST,
        ..Request::default()
    };
    let (found, overview) = site
        .ask(move |archive| Ok((archive.search(&request)?, archive.overview()?)))
        .await?;
    let ways = [
        (FacetField::Outlet, "Outlets", &overview.outlets),
        (FacetField::Person, "People", &overview.people),
        (FacetField::Year, "Years", &overview.years),
    ]
    .into_iter()
    .filter(|(_, _, counts)| !counts.is_empty())
    .map(|(field, heading, counts)| WaysIn {
        heading,
        links: counts
            .iter()
            .take(WAYS_IN)
            .map(|facet| Way::new(field, facet))
            .collect(),
    })
    .collect();
    html(&Page {
        frame: Frame {
            title: "Readout – a searchable archive of meeting reports".to_owned(),
            searches: true,
            ..Frame::new("Readout")
        }
        .about("Who met whom, when, where and about what, as the press told it.")
        .at("/"),
        count: show::count(found.total as u64, "report", "reports"),
        ways,
        more: found.total > found.hits.len(),
        latest: found.hits.into_iter().map(HitView::alone).collect(),
    })
}
