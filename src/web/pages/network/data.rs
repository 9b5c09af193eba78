//! The network for programs.

use super::{GRAPHML, both};
use crate::search::{Edge, Network};
use crate::web::here::Here;
use crate::web::pages::conventions::NOT_INDEXED;
use crate::web::pages::people::Listed;
use crate::web::pages::person::Last;
use crate::web::site::{Site, fingerprint};
use crate::web::{Error, show, xml};
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

/// The most connected people, and who of them met.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Network")]
pub(in crate::web::pages) struct Answer {
    /// Those with most meetings, those who met often near to each other.
    people: Vec<Listed>,
    met: Vec<MetEachOther>,
    /// The people among whom they were looked for: those that most reports name.
    looked_at: usize,
    /// Whether there are people among whom they were not looked for.
    cut: bool,
}

/// Two people who met.
#[derive(Serialize, JsonSchema)]

struct MetEachOther {
    /// Slugs of both.
    between: [String; 2],
    /// At how many meetings.
    meetings: usize,
    last: Last,
}

/// `/network.json`.
pub(in crate::web) async fn network_json(State(site): State<Site>, here: Here) -> Result<Response, Error> {
    let network = site.ask(|archive| archive.network()).await?;
    let edge = |tie: &Edge| {
        let (one, other) = both(&network, tie)?;
        Some(MetEachOther {
            between: [one.slug.clone(), other.slug.clone()],
            meetings: tie.meetings,
            last: Last::new(&tie.last, &here),
        })
    };
    let answer = Json(Answer {
        people: network.people.iter().map(|person| Listed::new(person, &here)).collect(),
        met: network.ties.iter().filter_map(edge).collect(),
        looked_at: network.looked_at,
        cut: network.cut,
    });
    Ok(([NOT_INDEXED], fingerprint(&site.state()), answer).into_response())
}

/// As graphml.graphdrawing.org has it.
#[derive(Template)]
#[template(path = "network.graphml", escape = "html")]
pub(super) struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Line>,
}

struct Node {
    slug: String,
    name: String,
    url: String,
    reports: u64,
    meetings: usize,
}

struct Line {
    source: String,
    target: String,
    meetings: usize,
    last: Option<String>,
}

/// `/network.graphml`.
pub(in crate::web) async fn network_graphml(State(site): State<Site>, here: Here) -> Result<Response, Error> {
    let network = site.ask(|archive| archive.network()).await?;
    let document = xml::document(&Graph::new(&network, &here))?;
    let kind = HeaderValue::try_from(format!("{GRAPHML}; charset=utf-8"));
    let kind = kind.unwrap_or(HeaderValue::from_static("application/xml"));
    let attachment = HeaderValue::from_static("attachment; filename=\"readout-network.graphml\"");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, attachment)];
    Ok((headers, [NOT_INDEXED], fingerprint(&site.state()), document).into_response())
}

impl Graph {
    pub(super) fn new(network: &Network, here: &Here) -> Self {
        let line = |tie: &Edge| {
            let (one, other) = both(network, tie)?;
            Some(Line {
                source: one.slug.clone(),
                target: other.slug.clone(),
                meetings: tie.meetings,
                last: tie.last.0.map(|day| day.to_string()),
            })
        };
        let people = network.people.iter();
        Self {
            nodes: people
                .map(|person| Node {
                    slug: person.slug.clone(),
                    name: person.name.clone(),
                    url: here.url(&show::person_path(&person.slug)),
                    reports: person.reports,
                    meetings: person.meetings,
                })
                .collect(),
            edges: network.ties.iter().filter_map(line).collect(),
        }
    }
}
