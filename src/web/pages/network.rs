//! `/network`: who met whom, as a matrix and as a network of the most connected people, and any two
//! that are asked for; `/network.json` and `/network.graphml` the same for programs.

mod arcs;
mod data;
mod matrix;
mod pair;
#[cfg(test)]
mod tests;

pub(super) use data::Answer;
pub(in crate::web) use data::{network_graphml, network_json};

use crate::search::{Edge, Network, Params};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::link_header::links_header;
use crate::web::links::{Given, below};
use crate::web::show;
use crate::web::site::Site;
use arcs::Arcs;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use matrix::Matrix;

/// The media type of GraphML, which nobody has registered.
pub(super) const GRAPHML: &str = "application/graphml+xml";

#[derive(Template)]
#[template(path = "network.html")]
struct Page {
    frame: Frame,
    /// Of whom the most connected are shown, where not everybody was looked at.
    looked_at: Option<String>,
    size: String,
    arcs: Arcs,
    matrix: Option<Matrix>,
    rows: Vec<Row>,
    a: String,
    b: String,
    notices: Vec<String>,
}

/// Two people who met, in the table behind the pictures.
struct Row {
    one: String,
    other: String,
    meetings: String,
    pair: String,
    /// The day of the latest, and the meeting.
    last: (String, String),
}

impl Row {
    fn new(network: &Network, tie: &Edge) -> Option<Self> {
        let (one, other) = both(network, tie)?;
        let (day, id) = &tie.last;
        Some(Self {
            one: one.name.clone(),
            other: other.name.clone(),
            meetings: show::number(tie.meetings as u64),
            pair: pair_path(&one.slug, &other.slug),
            last: (
                day.map_or_else(|| "no day is known".to_owned(), show::day),
                show::meeting_path(id),
            ),
        })
    }
}

/// The people of a tie.
fn both<'n>(network: &'n Network, tie: &Edge) -> Option<(&'n crate::search::Named, &'n crate::search::Named)> {
    network.people.get(tie.between.0).zip(network.people.get(tie.between.1))
}

/// `Kevin Leahy and Karim Sinjari: 3 meetings, last on 4 July 2022`.
fn told(network: &Network, tie: &Edge) -> String {
    let names = both(network, tie).map_or(("", ""), |(one, other)| (&*one.name, &*other.name));
    let meetings = show::count(tie.meetings as u64, "meeting", "meetings");
    let last = tie
        .last
        .0
        .map_or_else(String::new, |day| format!(", last on {}", show::day(day)));
    format!("{} and {}: {meetings}{last}", names.0, names.1)
}

/// The page of two people, the same in whichever order they are named.
pub(super) fn pair_path(one: &str, other: &str) -> String {
    let (first, last) = if one <= other { (one, other) } else { (other, one) };
    below("/network", &Params::default().with("a", first).with("b", last))
}

/// `/network`.
pub(in crate::web) async fn network(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let (a, b) = (params.get("a"), params.get("b"));
    if let (Some(a), Some(b)) = (a, b) {
        return pair::pair(&site, &here, a, b).await;
    }
    let network = site.ask(|archive| archive.network()).await?;
    let page = Page::new(&network, &params);
    let alternate = |path: &str, kind| ("alternate", path.to_owned(), Some(kind));
    let links = links_header(
        &here,
        &[
            alternate("/network.json", "application/json"),
            alternate("/network.graphml", GRAPHML),
        ],
    );
    Ok((links, here.html(&page)?).into_response())
}

impl Page {
    fn new(network: &Network, params: &Params) -> Self {
        let asked = |name: &str| params.get(name).unwrap_or_default().to_owned();
        let (a, b) = (asked("a"), asked("b"));
        let mut notices = Vec::new();
        if a.is_empty() != b.is_empty() {
            notices.push("Two names are needed; one was given.".to_owned());
        }
        let unknown = params
            .pairs
            .iter()
            .filter(|(name, _)| !["a", "b"].contains(&name.as_str()));
        notices.extend(unknown.take(10).map(|(name, _)| {
            let short: String = name.chars().take(40).collect();
            format!("“{short}” is no parameter of this page and was ignored.")
        }));
        let frame = Frame::new("Who met whom")
            .about("Who met whom, as the reports of this archive tell it: the most connected people.")
            .at("/network");
        Self {
            frame: if params.pairs.is_empty() { frame } else { frame.hidden() },
            looked_at: network.cut.then(|| show::number(network.looked_at as u64)),
            size: show::count(network.people.len() as u64, "person", "people"),
            arcs: Arcs::new(network),
            matrix: Matrix::new(network),
            rows: network.ties.iter().filter_map(|tie| Row::new(network, tie)).collect(),
            a,
            b,
            notices,
        }
    }
}
