use super::asked::{Asked, ask};
use super::hit;
use super::order::pages;
use crate::archive::State as ArchiveState;
use crate::report::MeetingId;
use crate::search::{
    Correction, DateCounts, FacetCount, FacetField, Hit, Missing, Notice, Params, PersonCard, Widening,
};
use crate::web::Error;
use crate::web::here::Here;
use crate::web::links::{self, Given};
use crate::web::show;
use crate::web::site::Site;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The answer of `/search.json`. Names and shapes are a promise to whoever reads it by program.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Results")]
pub(in crate::web) struct Answer {
    /// What was typed.
    query: String,
    /// What was ignored, read otherwise or looked for beside what was typed, in sentences.
    #[schemars(with = "Vec<String>")]
    notices: Vec<Notice>,
    /// Reports found in all, on this page and others.
    total: usize,
    /// Those of this page, in their order.
    results: Vec<Found>,
    /// How many stand in the list where reports of one meeting are folded; null where they are not.
    folded: Option<usize>,
    /// How many reports have which value, by kind; each counted without the filters of its own kind.
    facets: BTreeMap<&'static str, Vec<Count>>,
    /// How many are surely, possibly or not known to be of the days asked for.
    dates: Sureness,
    /// The reports found over time.
    histogram: Histogram,
    /// Other spellings and other words for the same that were looked for too.
    widened: Vec<Widened>,
    /// Whether nothing has all the words, so that these have some.
    relaxed: bool,
    /// Queries that find more and differ by a slip of the pen.
    corrections: Vec<Corrected>,
    /// Parts of the query that no report has.
    missing: Vec<Lacking>,
    /// The person that the query names.
    person: Option<Card>,
    archive: Archived,
    /// Where the next page is, if there is one.
    next: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Found {
    id: String,
    url: String,
    /// In square brackets when the archive supplied it.
    title: String,
    outlet: Option<String>,
    published: Option<Date>,
    dated: Bounds,
    score: f32,
    snippets: Vec<Passage>,
    /// The meeting under which more of the reports found are folded into this one.
    more: Option<More>,
}

#[derive(Serialize, JsonSchema)]
struct More {
    meeting: MeetingId,
    url: String,
    /// How many.
    reports: usize,
}

#[derive(Serialize, JsonSchema)]
struct Bounds {
    earliest: Option<Date>,
    latest: Option<Date>,
}

#[derive(Serialize, JsonSchema)]
struct Passage {
    field: &'static str,
    /// Escaped text with `<mark>` around the hits, and no other tag.
    html: String,
}

#[derive(Serialize, JsonSchema)]
struct Count {
    value: String,
    count: u64,
    /// How a meeting is called; null of all others.
    name: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Sureness {
    sure: usize,
    possible: usize,
    undated: usize,
}

#[derive(Serialize, JsonSchema)]
struct Histogram {
    /// `month` or `year`.
    by: &'static str,
    bars: Vec<Bar>,
    /// Dated, but not within one bar.
    spread: usize,
    undated: usize,
}

#[derive(Serialize, JsonSchema)]
struct Bar {
    from: Date,
    to: Date,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct Widened {
    typed: String,
    also: Vec<String>,
    /// The parameter that switches it off.
    switch: Switch,
}

#[derive(Serialize, JsonSchema)]
struct Switch {
    parameter: &'static str,
    value: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct Corrected {
    query: String,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct Lacking {
    part: String,
    /// The query without it; null when nothing would be left.
    without: Option<String>,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct Card {
    name: String,
    count: u64,
    url: String,
    others: Vec<Count>,
}

/// Which set of reports gave the answer.
#[derive(Serialize, JsonSchema)]
struct Archived {
    fingerprint: String,
    reports: u64,
    changed: Timestamp,
}

/// `/search.json`: the same parameters as `/search`, for programs.
pub(in crate::web) async fn search_json(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = ask(&site, &params).await?;
    let pages = pages("/search.json", &params, &asked, &here);
    let fingerprint = asked.fingerprint();
    Ok((fingerprint, pages, Json(Answer::new(&params, asked, &here))).into_response())
}

impl Answer {
    pub(super) fn new(params: &Params, asked: Asked, here: &Here) -> Self {
        let next = asked.request.page + 1;
        let next = asked
            .has_next()
            .then(|| here.href(&links::below("/search.json", &params.with("page", &next.to_string()))));
        let results = asked.results;
        let names: BTreeMap<String, String> = results.meetings.into_iter().collect();
        Self {
            query: params.get("q").unwrap_or_default().to_owned(),
            notices: results.notices,
            total: results.total,
            results: results.hits.into_iter().map(|hit| Found::new(hit, here)).collect(),
            folded: results.folded,
            facets: results
                .facets
                .into_iter()
                .map(|(field, counts)| {
                    let named = |count: FacetCount| Count {
                        name: names
                            .get(&count.value)
                            .filter(|_| field == FacetField::Meeting)
                            .cloned(),
                        ..Count::from(count)
                    };
                    (field.name(), counts.into_iter().map(named).collect())
                })
                .collect(),
            dates: results.dates.into(),
            histogram: results.histogram.into(),
            widened: results.widened.into_iter().map(Widened::from).collect(),
            relaxed: results.relaxed,
            corrections: results.corrections.into_iter().map(Corrected::from).collect(),
            missing: results.missing.into_iter().map(Lacking::from).collect(),
            person: results.person.map(|card| Card::new(card, here)),
            archive: asked.archive.as_ref().into(),
            next,
        }
    }
}

impl Found {
    fn new(hit: Hit, here: &Here) -> Self {
        Self {
            url: here.href(&show::report_path(&hit.id)),
            title: hit::title(&hit),
            id: hit.id.to_string(),
            outlet: hit.outlet,
            published: hit.published,
            dated: Bounds {
                earliest: hit.dated.earliest,
                latest: hit.dated.latest,
            },
            score: hit.score,
            more: hit.more.clone().map(|(meeting, reports)| More {
                url: here.href(&show::meeting_path(&meeting)),
                meeting,
                reports,
            }),
            snippets: hit
                .snippets
                .iter()
                .map(|snippet| Passage {
                    field: snippet.field,
                    html: hit::marked(&snippet.parts),
                })
                .collect(),
        }
    }
}

impl From<FacetCount> for Count {
    fn from(FacetCount { value, count }: FacetCount) -> Self {
        Self {
            value,
            name: None,
            count,
        }
    }
}

impl From<DateCounts> for Sureness {
    fn from(counts: DateCounts) -> Self {
        Self {
            sure: counts.sure,
            possible: counts.possible,
            undated: counts.undated,
        }
    }
}

impl From<crate::search::Histogram> for Histogram {
    fn from(histogram: crate::search::Histogram) -> Self {
        Self {
            by: if histogram.by_month { "month" } else { "year" },
            bars: histogram
                .bars
                .into_iter()
                .map(|bar| Bar {
                    from: bar.from,
                    to: bar.to,
                    count: bar.count,
                })
                .collect(),
            spread: histogram.spread,
            undated: histogram.undated,
        }
    }
}

impl From<Widening> for Widened {
    fn from(widening: Widening) -> Self {
        let (parameter, value) = widening.switch;
        Self {
            typed: widening.typed,
            also: widening.also,
            switch: Switch { parameter, value },
        }
    }
}

impl From<Correction> for Corrected {
    fn from(Correction { query, count }: Correction) -> Self {
        Self { query, count }
    }
}

impl From<Missing> for Lacking {
    fn from(missing: Missing) -> Self {
        Self {
            part: missing.part,
            without: Some(missing.without).filter(|query| !query.is_empty()),
            count: missing.count,
        }
    }
}

impl Card {
    fn new(card: PersonCard, here: &Here) -> Self {
        Self {
            url: here.href(&links::results(&links::search_for("person", &card.name))),
            name: card.name,
            count: card.count,
            others: card.others.into_iter().map(Count::from).collect(),
        }
    }
}

impl From<&ArchiveState> for Archived {
    fn from(state: &ArchiveState) -> Self {
        Self {
            fingerprint: state.fingerprint.clone(),
            reports: state.reports,
            changed: state.changed,
        }
    }
}
