use super::html;
use super::original::spoken;
use crate::archive::State as ArchiveState;
use crate::report::Role;
use crate::search::{Field, GUIDE, MAX_LIMIT, MAX_OFFSET, MAX_QUERY_CHARS, PARAMETERS};
use crate::web::Error;
use crate::web::conditional::WithoutDate;
use crate::web::frame::Frame;
use crate::web::links;
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    frame: Frame,
    state: Arc<ArchiveState>,
    count: String,
    changed: String,
    roles: Vec<(String, &'static str)>,
    rules: Vec<&'static str>,
    operators: Vec<Operator>,
    fields: Vec<(&'static str, &'static str)>,
    parameters: [(&'static str, &'static str); PARAMETERS.len()],
    max_chars: String,
    max_results: String,
    max_limit: String,
}

/// A piece of the query language, with an example that can be tried.
struct Operator {
    typed: &'static str,
    means: &'static str,
    href: String,
}

/// `/about`: what the archive holds, how it reads, and how it is asked.
pub(in crate::web) async fn about(State(site): State<Site>) -> Result<Response, Error> {
    let state = site.state();
    let page = Page {
        frame: Frame::new("About this archive")
            .about("What the archive holds, how reports are cleaned, and the query language.")
            .at("/about"),
        count: show::count(state.reports, "report", "reports"),
        changed: show::moment(state.changed),
        state,
        roles: Role::ALL
            .into_iter()
            .map(|role| (spoken(role), meaning(role)))
            .collect(),
        rules: crate::clean::rules(),
        operators: GUIDE
            .iter()
            .map(|row| Operator {
                typed: row.typed,
                means: row.means,
                href: links::results(&links::search_for("q", row.typed)),
            })
            .collect(),
        fields: Field::ALL
            .into_iter()
            .map(|(field, name)| (name, part(field)))
            .collect(),
        parameters: PARAMETERS,
        max_chars: show::number(MAX_QUERY_CHARS as u64),
        max_results: show::number(MAX_OFFSET as u64),
        max_limit: show::number(MAX_LIMIT as u64),
    };
    // Problems and warnings come and go while the reports stay the same.
    html(&page).map(|page| (Extension(WithoutDate), page).into_response())
}

fn meaning(role: Role) -> &'static str {
    match role {
        Role::Headline => "the title of the report",
        Role::Kicker => "a short line above the headline, or a sub-heading in the text",
        Role::Standfirst => "the summary below the headline",
        Role::Section => "the part of the outlet it stood in",
        Role::Date => "when it was published or changed",
        Role::Byline => "who wrote it",
        Role::Caption => "the text of a picture; searched, with less weight",
        Role::Tags => "keywords given by the outlet",
        Role::Paragraph => "the report itself",
        Role::ReadMore => "a pointer to another report; not searched",
        Role::Editor => "an editor’s, contributor’s or translator’s credit",
        Role::Repeated => "says again what a line above said; not searched",
        Role::Furniture => "navigation, share and comment boxes, footers; not searched",
    }
}

fn part(field: Field) -> &'static str {
    match field {
        Field::Title => "headline, or the title supplied in its stead",
        Field::Body => "standfirst, sub-headings and paragraphs",
        Field::Caption => "texts of pictures",
        Field::Outlet => "who published it",
        Field::Person => "people named in it",
        Field::Section => "the part of the outlet it stood in",
        Field::Byline => "who wrote it",
        Field::Tag => "keywords of the outlet",
        Field::Org => "organisations named",
        Field::Place => "the place of the dateline",
        Field::Lang => "its language, as a tag such as en or ar",
        Field::Id => "its id",
    }
}
