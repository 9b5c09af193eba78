use super::paging;
use super::report::find;
use crate::archive::Held;
use crate::report::{Line, Role};
use crate::search::Params;
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::links::{Given, below};
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
    /// `Lines 5,001 to 10,000`, where that is not all.
    part: Option<String>,
    previous: Option<String>,
    next: Option<String>,
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

    fn has(self, line: &Line) -> bool {
        match self {
            Shown::All => true,
            Shown::Kept => !is_set_aside(line),
            Shown::Aside => is_set_aside(line),
        }
    }

    fn value(self) -> Option<&'static str> {
        match self {
            Shown::All => None,
            Shown::Kept => Some("kept"),
            Shown::Aside => Some("aside"),
        }
    }

    /// These lines on a page of them.
    fn address(self, path: &str, page: u32) -> String {
        let mut params = Params::default();
        if let Some(value) = self.value() {
            params = params.with("show", value);
        }
        if page > 1 {
            params = params.with("page", &page.to_string());
        }
        below(&format!("{path}/original"), &params)
    }
}

impl Choice {
    fn new(choice: Shown, chosen: Shown, path: &str, lines: usize, aside: usize) -> Self {
        let (label, count) = match choice {
            Shown::All => ("All lines", lines),
            Shown::Kept => ("Kept", lines - aside),
            Shown::Aside => ("Set aside", aside),
        };
        Self {
            label,
            count: show::number(count as u64),
            href: choice.address(path, 1),
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
        Ok(held) => {
            let shown = Shown::of(params.get("show"));
            let last = held.entry.report.lines.last().map_or(1, |line| line.number);
            let page = paging::page(&params, show::page_of_line(last) as usize)?;
            let page = u32::try_from(page).unwrap_or(1);
            // Where few work at once: it goes through all lines.
            let page = site.ask(move |_| Ok(Page::new(held, shown, page, last))).await?;
            here.html(&page)
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

impl Page {
    /// The lines of a page of those of which `last` is the last.
    fn new(held: Held, shown: Shown, page: u32, last: u32) -> Self {
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
        let aside = report.lines.iter().filter(|line| is_set_aside(line)).count();
        let lines = report.lines.len();
        let (before, up_to) = ((page - 1) * show::LINES, page.saturating_mul(show::LINES).min(last));
        let of_page = report
            .lines
            .into_iter()
            .filter(|line| line.number > before && line.number <= up_to);
        let rows = of_page.filter(|line| shown.has(line)).map(Row::from).collect();
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
                .map(|choice| Choice::new(choice, shown, &path, lines, aside))
                .collect(),
            rows,
            part: (last > show::LINES).then(|| {
                let [first, end, all] = [before + 1, up_to, last].map(|line| show::number(line.into()));
                format!("Lines {first} to {end} of {all}")
            }),
            previous: (page > 1).then(|| shown.address(&path, page - 1)),
            next: (up_to < last).then(|| shown.address(&path, page + 1)),
            path,
            file: held.path,
            size: show::size(held.size),
            digest: held.digest,
            modified: show::moment(held.modified),
            warnings: report.warnings,
        }
    }
}

fn is_set_aside(line: &Line) -> bool {
    line.roles.iter().all(|role| role.is_set_aside())
}

impl From<Line> for Row {
    fn from(line: Line) -> Self {
        Self {
            number: line.number,
            roles: all_spoken(&line.roles),
            set_aside: is_set_aside(&line),
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
