use crate::report::{Meeting, MeetingId, Quotation};
use crate::search::{MeetingAnswer, Told};
use crate::web::here::Here;
use crate::web::pages::conventions::NOT_INDEXED;
use crate::web::pages::meetings::{KinJson, MeetingJson};
use crate::web::show;
use crate::web::site::{Site, fingerprint};
use axum::Json;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// One meeting with what every report says of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MeetingPage")]
pub(in crate::web) struct Answer {
    meeting: MeetingJson,
    /// Its reports, the first published first; of very many, the first.
    told: Vec<ToldJson>,
    /// The ids of the reports that tell it in mostly the same words, story by story.
    stories: Vec<Vec<String>>,
    /// What may be the same meeting.
    possible: Vec<KinJson>,
    /// Meetings of the same visit.
    visit: Vec<KinJson>,
}

/// What one report says of it.
#[derive(Serialize, JsonSchema)]
struct ToldJson {
    /// The report's own name of the meeting.
    id: MeetingId,
    report: String,
    url: String,
    title: String,
    outlet: Option<String>,
    published: Option<Date>,
    meeting: Meeting,
    /// Words that the report quotes.
    quotations: Vec<Quotation>,
}

impl ToldJson {
    fn new(told: Told, here: &Here) -> Option<Self> {
        let meeting = told.meeting()?.clone();
        let report = told.entry.report;
        Some(Self {
            id: told.id,
            url: here.href(&show::report_path(&report.id)),
            report: report.id.to_string(),
            title: report.title.to_string(),
            outlet: report.outlet.map(|outlet| outlet.value),
            published: report.published.map(|day| day.value),
            meeting,
            quotations: told.entry.facts.quotations,
        })
    }
}

pub(super) fn answer(site: &Site, answer: MeetingAnswer, here: &Here) -> Response {
    let name = |at: &usize| answer.told.get(*at).map(|told| told.entry.report.id.to_string());
    let stories = answer
        .stories
        .iter()
        .map(|story| story.iter().filter_map(name).collect());
    let body = Answer {
        stories: stories.collect(),
        meeting: MeetingJson::new(answer.row, here),
        told: answer
            .told
            .into_iter()
            .filter_map(|told| ToldJson::new(told, here))
            .collect(),
        possible: answer.possible.into_iter().map(|kin| KinJson::new(kin, here)).collect(),
        visit: answer.visit.into_iter().map(|kin| KinJson::new(kin, here)).collect(),
    };
    ([NOT_INDEXED], fingerprint(&site.state()), Json(body)).into_response()
}
