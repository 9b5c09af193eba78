use super::report::find;
use crate::archive::Held;
use crate::report::{Line, Role};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::links::Given;
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
    choices: Vec<Choice>,
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

/// Which lines are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    All,
    Kept,
    Aside,
}

/// A link to the lines of one kind.
struct Choice {
    label: &'static str,
    count: String,
    href: String,
    chosen: bool,
}

impl Shown {
    const ALL: [Shown; 3] = [Shown::All, Shown::Kept, Shown::Aside];

    /// As `?show=` has it; all lines for what it has not.
    fn of(asked: Option<&str>) -> Self {
        match asked {
            Some("kept") => Shown::Kept,
            Some("aside") => Shown::Aside,
            _ => Shown::All,
        }
    }

    fn has(self, row: &Row) -> bool {
        match self {
            Shown::All => true,
            Shown::Kept => !row.set_aside,
            Shown::Aside => row.set_aside,
        }
    }
}

impl Choice {
    fn new(choice: Shown, chosen: Shown, path: &str, lines: usize, aside: usize) -> Self {
        let (label, count, query) = match choice {
            Shown::All => ("All lines", lines, ""),
            Shown::Kept => ("Kept", lines - aside, "?show=kept"),
            Shown::Aside => ("Set aside", aside, "?show=aside"),
        };
        Self {
            label,
            count: show::number(count as u64),
            href: format!("{path}/original{query}"),
            chosen: choice == chosen,
        }
    }
}

/// `/reports/{id}/original`: every line of the source with its role and the rule that gave it.
pub(in crate::web) async fn original(
    State(site): State<Site>,
    Path(id): Path<String>,
    here: Here,
    RawQuery(query): RawQuery,
    Given(params): Given,
) -> Result<Response, Error> {
    match find(&site, &here, &id, "/original", query).await? {
        Ok(held) => here.html(&Page::new(held, Shown::of(params.get("show")))),
        Err(elsewhere) => Ok(elsewhere),
    }
}

impl Page {
    fn new(held: Held, shown: Shown) -> Self {
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
        let aside = rows.iter().filter(|row| row.set_aside).count();
        Self {
            frame: Frame::new(&format!("Original of {title}"))
                .about("Every line of the source, with its role and the rule that gave it.")
                .at(path.clone())
                .hidden(),
            title,
            lang: held.entry.facts.lang.map(|lang| lang.0),
            counts,
            set_aside: show::lines_are(aside),
            choices: Shown::ALL
                .into_iter()
                .map(|choice| Choice::new(choice, shown, &path, rows.len(), aside))
                .collect(),
            rows: rows.into_iter().filter(|row| shown.has(row)).collect(),
            path,
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
            roles: all_spoken(&line.roles),
            set_aside: line.roles.iter().all(|role| role.is_set_aside()),
            rule: line.rule.into_owned(),
            continues: line.continues,
            text: line.text,
        }
    }
}

/// The names of roles as readers see them.
pub(super) fn all_spoken(roles: &[Role]) -> String {
    let names: Vec<String> = roles.iter().map(|role| spoken(*role)).collect();
    names.join(", ")
}

/// A role's name as readers see it.
pub(super) fn spoken(role: Role) -> String {
    role.name().replace('_', " ")
}
