//! `/meetings/{id}`: one meeting with every report of it side by side; with `.json` behind it, the same
//! for programs.

mod compare;
mod event;
mod json;
mod offices;
mod place;

pub(in crate::web) use event::event;
pub(in crate::web) use json::Answer;
pub(in crate::web) use place::words_of;

use super::meetings::{KinView, PersonView};
use crate::report::{MeetingId, MeetingKind, ReportId};
use crate::search::MeetingAnswer;
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::link_header::links_header;
use crate::web::links::{results, search_for};
use crate::web::meta;
use crate::web::pages::report::{Boxes, LinkView, Why};
use crate::web::show::{self, Dated};
use crate::web::site::Site;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use compare::{Column, Comparison, Mark, Row};

/// Reports that the JSON-LD names.
const SUBJECTS: usize = 12;

#[derive(Template)]
#[template(path = "meeting.html")]
struct Page {
    frame: Frame,
    path: String,
    people: Vec<PersonView>,
    /// `met` or `spoke by telephone or video`.
    kind: &'static str,
    when: Dated,
    place: Option<String>,
    /// `3 reports tell of it, 2 of them independently`.
    told: String,
    /// Reports of one story, as `The same story in 2 outlets: …`.
    stories: Vec<Vec<LinkView>>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    contradictions: Vec<String>,
    doubts: Vec<Doubt>,
    proofs: Vec<Proof>,
    /// `and 12 more reports`, and the search for all of them.
    more: Option<(String, String)>,
    /// The search for its reports, where a search can be narrowed to it.
    search: Option<String>,
    possible: Vec<KinView>,
    visit: Vec<KinView>,
    json_ld: String,
}

/// What does not fit together in one report.
struct Doubt {
    outlet: String,
    says: String,
    path: String,
    why: Why,
}

/// Words by which the day is known.
struct Proof {
    outlet: String,
    path: String,
    why: Why,
}

/// `/meetings/{id}` and `/meetings/{id}.json`.
pub(in crate::web) async fn meeting(
    State(site): State<Site>,
    Path(name): Path<String>,
    here: Here,
) -> Result<Response, Error> {
    let (name, json) = match name.strip_suffix(".json") {
        Some(name) => (name.to_owned(), true),
        None => (name, false),
    };
    let Ok(id) = MeetingId::parse(&name) else {
        return Err(Error::NoMeeting(name, None));
    };
    let answer = site
        .ask(move |archive| {
            if let Some(answer) = archive.meeting(&id)? {
                return Ok(Ok(answer));
            }
            // Where the report is held, it is the way on.
            let held = archive.report(id.report())?.map(|held| held.entry.report.id);
            Ok(Err(held))
        })
        .await?;
    let answer = answer.map_err(|held: Option<ReportId>| Error::NoMeeting(name, held))?;
    if json {
        return Ok(json::answer(&site, answer, &here));
    }
    let path = show::meeting_path(&answer.row.id);
    let links = links_header(
        &here,
        &[
            ("cite-as", path.clone(), None),
            ("alternate", format!("{path}.json"), Some("application/json")),
        ],
    );
    Ok((links, here.html(&Page::new(answer, &here))?).into_response())
}

impl Page {
    fn new(answer: MeetingAnswer, here: &Here) -> Self {
        let mut boxes = Boxes::default();
        let path = show::meeting_path(&answer.row.id);
        let when = show::dated(&answer.row.when);
        let who = answer.row.people.join(", ");
        let title = match answer.row.when.exact() {
            Some(day) => format!("{who}, {}", show::day(day)),
            None => who.clone(),
        };
        let Comparison {
            columns,
            rows,
            contradictions,
        } = Comparison::of(&answer.told, &mut boxes);
        let reports = answer.row.reports;
        let search = answer
            .row
            .value
            .as_ref()
            .map(|value| results(&search_for("meeting", value)));
        let rest = reports.saturating_sub(answer.told.len());
        let event = event(&answer.row, SUBJECTS, &answer.told, here);
        let outlet = |told: &crate::search::Told| match &told.entry.report.outlet {
            Some(outlet) => outlet.value.clone(),
            None => told.entry.report.title.to_string(),
        };
        let (mut doubts, mut proofs) = (Vec::new(), Vec::new());
        for told in &answer.told {
            let Some(meeting) = told.meeting() else { continue };
            let path = show::report_path(&told.entry.report.id);
            if let Some(doubt) = &meeting.doubt {
                doubts.push(Doubt {
                    outlet: outlet(told),
                    says: doubt.value.clone(),
                    path: path.clone(),
                    why: boxes.why("the doubt", &doubt.evidence),
                });
            }
            for proof in &meeting.when.proof {
                proofs.push(Proof {
                    outlet: outlet(told),
                    path: path.clone(),
                    why: boxes.why("the day", proof),
                });
            }
        }
        Self {
            frame: Frame::new(&title)
                .about(format!(
                    "Who said what of it: {}.",
                    show::count(reports as u64, "report", "reports")
                ))
                .at(path.clone()),
            path,
            people: PersonView::all(answer.row.people),
            kind: match answer.row.kind {
                MeetingKind::Meeting => "Meeting",
                MeetingKind::Call => "Call, by telephone or video",
            },
            when,
            place: answer.row.place,
            told: spoken(reports, answer.told.len(), answer.stories.len()),
            stories: answer
                .stories
                .iter()
                .filter(|story| story.len() > 1)
                .map(|story| {
                    story
                        .iter()
                        .filter_map(|at| answer.told.get(*at))
                        .map(LinkView::of)
                        .collect()
                })
                .collect(),
            columns,
            rows,
            contradictions,
            doubts,
            proofs,
            more: match (&search, rest) {
                (_, 0) | (None, _) => None,
                (Some(search), rest) => {
                    let reports = show::count(rest as u64, "more report", "more reports");
                    Some((reports, search.clone()))
                }
            },
            search: search.filter(|_| reports > 1),
            possible: answer.possible.into_iter().map(KinView::from).collect(),
            visit: answer.visit.into_iter().map(KinView::from).collect(),
            json_ld: meta::script_safe(&event),
        }
    }
}

/// `3 reports tell of it; 2 of them are near-copies of one story, so it is told 2 times independently.`
fn spoken(reports: usize, shown: usize, stories: usize) -> String {
    match (reports, shown.saturating_sub(stories)) {
        (1, _) => "One report tells of it.".to_owned(),
        (_, 0) => format!(
            "{} reports tell of it, each in its own words.",
            show::number(reports as u64)
        ),
        (_, copies) => format!(
            "{} reports tell of it; {} mostly the words of another, so it is told {} independently.",
            show::number(reports as u64),
            if copies == 1 {
                "one has".to_owned()
            } else {
                format!("{} have", show::number(copies as u64))
            },
            match reports.saturating_sub(copies) {
                1 => "once".to_owned(),
                times => format!("{} times", show::number(times as u64)),
            }
        ),
    }
}
