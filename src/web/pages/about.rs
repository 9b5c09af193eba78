use super::home::Way;
use super::original::spoken;
use crate::archive::State as ArchiveState;
use crate::clean;
use crate::extract;
use crate::extract::authority::{Authority, NameKind};
use crate::report::Role;
use crate::search::{FacetField, Field, GUIDE, MAX_LIMIT, MAX_OFFSET, MAX_QUERY_CHARS, Overview, PARAMETERS};
use crate::web::Error;
use crate::web::conditional::WithoutDate;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::links;
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Values of one kind that are counted on the page.
const COUNTED: usize = 60;

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    frame: Frame,
    state: Arc<ArchiveState>,
    count: String,
    changed: String,
    counts: Vec<Counts>,
    /// How many files need a look beside those that are listed.
    more_problems: Option<String>,
    /// Why the last look at the folder failed, when it did.
    trouble: Option<String>,
    /// How many names the authority file settles.
    settled: String,
    /// `12 reports have`, where any has.
    warned: Option<String>,
    roles: Vec<RoleView>,
    steps: Vec<&'static str>,
    rules: [&'static [(&'static str, &'static str)]; 2],
    operators: Vec<Operator>,
    fields: Vec<(&'static str, &'static str)>,
    parameters: [(&'static str, &'static str); PARAMETERS.len()],
    max_chars: String,
    max_results: String,
    max_limit: String,
}

impl Page {
    /// A file may be called anything, and HTML cannot say everything.
    fn shown(&self, text: &str) -> String {
        links::clean(text)
    }
}

/// How many reports have each value of one kind.
struct Counts {
    heading: &'static str,
    values: Vec<Way>,
    /// `and 3 more`.
    more: Option<String>,
}

/// A role, and how often it was given here.
struct RoleView {
    name: String,
    meaning: &'static str,
    reports: String,
    lines: String,
}

/// A piece of the query language, with an example that can be tried.
struct Operator {
    typed: &'static str,
    means: &'static str,
    href: String,
}

/// `/about`: what the archive holds, how it reads, and how it is asked.
pub(in crate::web) async fn about(State(site): State<Site>, here: Here) -> Result<Response, Error> {
    let state = site.state();
    let overview = site.ask(|archive| archive.overview()).await?;
    let page = Page {
        frame: Frame::new("About this archive")
            .about("What the archive holds, how reports are cleaned, and the query language.")
            .at("/about"),
        count: show::count(state.reports, "report", "reports"),
        changed: show::moment(state.changed),
        trouble: site.trouble(),
        more_problems: match state.more_problems {
            0 => None,
            1 => Some("One more is not listed.".to_owned()),
            n => Some(format!("{} more are not listed.", show::number(n))),
        },
        settled: settled(&state.authority),
        state,
        counts: counts(&overview),
        warned: match overview.warned {
            0 => None,
            1 => Some("1 report has".to_owned()),
            n => Some(format!("{} reports have", show::number(n))),
        },
        roles: Role::ALL
            .into_iter()
            .map(|role| RoleView::new(role, &overview))
            .collect(),
        steps: clean::rules(),
        rules: [clean::GLOSSARY, extract::GLOSSARY],
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
    here.html(&page)
        .map(|page| (Extension(WithoutDate), page).into_response())
}

fn settled(authority: &Authority) -> String {
    if authority.entries().is_empty() {
        return "No authority file settles names here.".to_owned();
    }
    let named = |kind: NameKind, one: &str, many: &str| {
        let entries = authority.entries().iter().filter(|known| known.kind == kind);
        show::count(entries.count() as u64, one, many)
    };
    format!(
        "The authority file settles how {}, {} and {} are named.",
        named(NameKind::Person, "person", "people"),
        named(NameKind::Organisation, "organisation", "organisations"),
        named(NameKind::Place, "place", "places"),
    )
}

/// Values of each kind, the most frequent first.
fn counts(overview: &Overview) -> Vec<Counts> {
    [
        (FacetField::Outlet, "Outlets", &overview.outlets),
        (FacetField::Year, "Years", &overview.years),
        (FacetField::Language, "Languages", &overview.languages),
    ]
    .into_iter()
    .filter(|(_, _, counts)| !counts.is_empty())
    .map(|(field, heading, counts)| Counts {
        heading,
        values: counts
            .iter()
            .take(COUNTED)
            .map(|count| Way::new(field, count))
            .collect(),
        more: (counts.len() > COUNTED).then(|| format!("and {} more", show::number((counts.len() - COUNTED) as u64))),
    })
    .collect()
}

impl RoleView {
    fn new(role: Role, overview: &Overview) -> Self {
        let count = overview.roles.iter().find(|count| count.role == role);
        Self {
            name: spoken(role),
            meaning: meaning(role),
            reports: show::number(count.map_or(0, |count| count.reports)),
            lines: show::number(count.map_or(0, |count| count.lines)),
        }
    }
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
