use super::html;
use super::report::find;
use crate::archive::Held;
use crate::report::{Line, Role};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;

#[derive(Template)]
#[template(path = "original.html")]
struct Page {
    frame: Frame,
    path: String,
    title: String,
    lang: Option<String>,
    counts: Vec<RoleCount>,
    rows: Vec<Row>,
    set_aside: Option<String>,
    file: String,
    size: String,
    digest: String,
    modified: String,
    warnings: Vec<crate::report::Warning>,
}

struct RoleCount {
    name: String,
    count: usize,
}

/// A line of the ledger.
struct Row {
    number: u32,
    text: String,
    roles: String,
    rule: String,
    set_aside: bool,
    continues: bool,
}

/// `/reports/{id}/original`: every line of the source with its role and the rule that gave it.
pub(in crate::web) async fn original(
    State(site): State<Site>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    match find(&site, &id, "/original", query).await? {
        Ok(held) => html(&Page::new(held)),
        Err(elsewhere) => Ok(elsewhere),
    }
}

impl Page {
    fn new(held: Held) -> Self {
        let report = held.entry.report;
        let path = show::report_path(&report.id);
        let title = report.title.to_string();
        let counts = Role::ALL
            .into_iter()
            .map(|role| RoleCount {
                name: spoken(role),
                count: report.lines_with(role).len(),
            })
            .filter(|role| role.count > 0)
            .collect();
        let rows: Vec<Row> = report.lines.into_iter().map(Row::from).collect();
        Self {
            frame: Frame::new(&format!("Original of {title}"))
                .about("Every line of the source, with its role and the rule that gave it.")
                .at(path.clone())
                .hidden(),
            path,
            title,
            lang: held.entry.facts.lang.map(|lang| lang.0),
            counts,
            set_aside: show::lines_are(rows.iter().filter(|row| row.set_aside).count()),
            rows,
            file: held.path,
            size: show::size(held.size),
            digest: held.digest,
            modified: show::moment(held.modified),
            warnings: report.warnings,
        }
    }
}

impl From<Line> for Row {
    fn from(line: Line) -> Self {
        Self {
            number: line.number,
            roles: line
                .roles
                .iter()
                .map(|role| spoken(*role))
                .collect::<Vec<_>>()
                .join(", "),
            set_aside: line.roles.iter().all(|role| role.is_set_aside()),
            rule: line.rule.into_owned(),
            continues: line.continues,
            text: line.text,
        }
    }
}

/// A role's name as readers see it.
pub(super) fn spoken(role: Role) -> String {
    role.name().replace('_', " ")
}
