use crate::search::{FacetCount, FacetField, Overview, Params, Request, Sort};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::languages;
use crate::web::links::{results, search_for};
use crate::web::meta;
use crate::web::pages::search::{Chart, HitView};
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// How many of the latest reports are shown.
const LATEST: usize = 8;
/// How many values of each kind lead in.
const WAYS_IN: usize = 8;

#[derive(Template)]
#[template(path = "home.html")]
struct Page {
    frame: Frame,
    /// JSON-LD for search engines.
    website: String,
    count: String,
    /// `from 1999 to 2025`, where they are two years.
    span: Option<String>,
    chart: Option<Chart>,
    ways: Vec<WaysIn>,
    latest: Vec<HitView>,
    more: bool,
}

/// The values of one kind, as links with counts.
struct WaysIn {
    heading: &'static str,
    links: Vec<Way>,
}

/// A value with its number of reports, which leads to them.
pub(super) struct Way {
    pub value: String,
    pub count: String,
    pub reports: String,
    pub href: String,
}

impl Way {
    pub(super) fn new(field: FacetField, facet: &FacetCount) -> Self {
        Self {
            value: match field {
                FacetField::Language => languages::name(&facet.value),
                _ => facet.value.clone(),
            },
            count: show::number(facet.count),
            reports: show::count(facet.count, "report", "reports"),
            href: results(&search_for(field.name(), &facet.value)),
        }
    }
}

/// `/`: the search box, ways in, and the latest reports.
pub(in crate::web) async fn home(State(site): State<Site>, here: Here) -> Result<Response, Error> {
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
        (FacetField::Place, "Places", &overview.places),
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
    here.html(&Page {
        frame: Frame {
            title: "Readout – a searchable archive of meeting reports".to_owned(),
            searches: true,
            ..Frame::new("Readout")
        }
        .about("Who met whom, when, where and about what, as the press told it.")
        .at("/"),
        count: show::count(found.total as u64, "report", "reports"),
        ways,
        website: meta::script_safe(&website(&here)),
        span: span(&overview),
        chart: Chart::new(&Params::default(), &overview.times),
        more: found.total > found.hits.len(),
        latest: found.hits.into_iter().map(HitView::alone).collect(),
    })
}

/// The archive as schema.org has it, with how it is searched.
fn website(here: &Here) -> serde_json::Value {
    serde_json::json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Readout",
        "description": "A searchable archive of meeting reports",
        "url": here.url("/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": format!("{}?q={{search_term_string}}", here.url("/search")),
            },
            "query-input": "required name=search_term_string",
        },
    })
}

/// The years of the oldest and the newest dated report, where they are two.
fn span(overview: &Overview) -> Option<String> {
    let (newest, oldest) = (overview.years.first()?, overview.years.last()?);
    (oldest.value != newest.value).then(|| format!("from {} to {}", oldest.value, newest.value))
}
