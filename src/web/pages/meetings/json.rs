use super::{LIMIT, ask};
use crate::report::{MeetingId, MeetingKind};
use crate::search::{Kin, MeetingRow};
use crate::web::Error;
use crate::web::here::Here;
use crate::web::links::{Given, below};
use crate::web::pages::conventions::NOT_INDEXED;
use crate::web::pages::search::at_page;
use crate::web::show;
use crate::web::site::{Site, fingerprint};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// A page of the meetings that were asked for, the newest first, those of no exact day last.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Meetings")]
pub(in crate::web) struct Answer {
    /// What was ignored or read otherwise.
    notices: Vec<String>,
    /// Meetings in all.
    total: usize,
    /// Those of them that have an exact day.
    dated: usize,
    meetings: Vec<MeetingJson>,
    /// Where the next page is, if there is one.
    next: Option<String>,
}

/// A meeting.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MeetingRow")]
pub(in crate::web) struct MeetingJson {
    id: MeetingId,
    url: String,
    kind: MeetingKind,
    /// Not before and not after these days; null where that is not known.
    earliest: Option<Date>,
    latest: Option<Date>,
    /// Who took part.
    people: Vec<String>,
    /// Where, if a report says so.
    place: Option<String>,
    /// What about, in the words of the first report.
    topics: Vec<String>,
    /// How many reports tell of it.
    reports: usize,
    outlets: Vec<String>,
}

impl MeetingJson {
    pub(in crate::web) fn new(row: MeetingRow, here: &Here) -> Self {
        Self {
            url: here.href(&show::meeting_path(&row.id)),
            id: row.id,
            kind: row.kind,
            earliest: row.when.earliest,
            latest: row.when.latest,
            people: row.people,
            place: row.place,
            topics: row.topics,
            reports: row.reports,
            outlets: row.outlets,
        }
    }
}

/// Another meeting that hangs together with one.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MeetingKin")]
pub(in crate::web) struct KinJson {
    /// Whether it is sure.
    certain: bool,
    /// Why it is thought so.
    reason: String,
    meeting: MeetingJson,
}

impl KinJson {
    pub(in crate::web) fn new(kin: Kin, here: &Here) -> Self {
        Self {
            certain: kin.certain,
            reason: kin.reason,
            meeting: MeetingJson::new(kin.row, here),
        }
    }
}

/// `/meetings.json`: the same parameters as `/meetings`.
pub(in crate::web) async fn meetings_json(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = ask(&site, &params, LIMIT).await?;
    let links = asked.links(&params, "/meetings.json", &here);
    let next = at_page(&params, asked.request.page + 1);
    let answer = Answer {
        next: asked.has_next().then(|| here.href(&below("/meetings.json", &next))),
        notices: asked.list.notices.iter().map(ToString::to_string).collect(),
        total: asked.list.total,
        dated: asked.list.dated,
        meetings: asked
            .list
            .meetings
            .into_iter()
            .map(|row| MeetingJson::new(row, &here))
            .collect(),
    };
    Ok(([NOT_INDEXED], fingerprint(&site.state()), links, Json(answer)).into_response())
}
