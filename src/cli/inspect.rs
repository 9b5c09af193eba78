//! `readout inspect`: the ledger and the facts of files, without an index.

use super::log;
use crate::archive::word::{self, Read};
use crate::clean::{Familiar, clean};
use crate::extract::authority::{self, Authority, Sidecar};
use crate::index::dated_among;
use crate::report::{DateBounds, Entry, Evidence, Meeting, MeetingKind, Report, Role, Stated, Title};
use crate::sources::{Folder, Problem, Source};
use anyhow::Context;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The facts of one report in the shape of `gold/seeds.json`.
#[derive(Serialize)]
struct Facts<'a> {
    file: &'a str,
    lines: BTreeMap<&'static str, Vec<u32>>,
    headline: Option<&'a str>,
    supplied_title: Option<&'a str>,
    outlet: Option<&'a str>,
    section: Option<&'a str>,
    byline: Option<&'a str>,
    published: Option<String>,
    dateline_place: Option<&'a str>,
    tags: Vec<&'a str>,
    read_more: Vec<&'a str>,
    people: Vec<&'a str>,
    met: Vec<Met<'a>>,
    mentioned: Vec<&'a str>,
    dated: Dated,
    lang: Option<&'a str>,
    warnings: Vec<&'a str>,
}

/// A meeting as the gold has it.
#[derive(Serialize)]
struct Met<'a> {
    people: Vec<&'a str>,
    place: Option<&'a str>,
    weekday: Option<&'a str>,
    date: Option<String>,
    /// Only for what is no meeting face to face.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

impl<'a> From<&'a Meeting> for Met<'a> {
    fn from(meeting: &'a Meeting) -> Self {
        Self {
            people: meeting.people.iter().map(|person| person.name.as_str()).collect(),
            place: meeting.place.as_ref().map(|place| place.value.as_str()),
            weekday: meeting.weekday.as_ref().map(|weekday| weekday.value.as_str()),
            date: meeting.when.exact().map(|day| day.to_string()),
            kind: (meeting.kind != MeetingKind::Meeting).then(|| meeting.kind.name()),
        }
    }
}

#[derive(Serialize)]
struct Dated {
    earliest: Option<String>,
    latest: Option<String>,
}

impl<'a> Facts<'a> {
    fn new(source: &'a Source, entry: &'a Entry, dated: &DateBounds) -> Self {
        let report = &entry.report;
        let value = |stated: &'a Option<Stated<String>>| stated.as_ref().map(|stated| stated.value.as_str());
        let values = |list: &'a [Stated<String>]| list.iter().map(|stated| stated.value.as_str()).collect();
        let (headline, supplied_title) = match &report.title {
            Title::Printed(stated) => (Some(stated.value.as_str()), None),
            Title::Supplied(stated) => (None, Some(stated.value.as_str())),
        };
        Self {
            file: &source.path,
            lines: lines_by_role(report),
            headline,
            supplied_title,
            outlet: value(&report.outlet),
            section: value(&report.section),
            byline: value(&report.byline),
            published: report.published.as_ref().map(|stated| stated.value.to_string()),
            dateline_place: value(&report.dateline_place),
            tags: values(&report.tags),
            read_more: values(&report.read_more),
            people: entry.facts.people.iter().map(|person| person.name.as_str()).collect(),
            met: entry.facts.meetings.iter().map(Met::from).collect(),
            mentioned: entry.facts.mentioned().map(|person| person.name.as_str()).collect(),
            dated: Dated {
                earliest: dated.earliest.map(|day| day.to_string()),
                latest: dated.latest.map(|day| day.to_string()),
            },
            lang: entry.facts.lang.as_ref().map(|lang| lang.0.as_str()),
            warnings: report.warnings.iter().map(|warning| warning.text.as_str()).collect(),
        }
    }
}

fn lines_by_role(report: &Report) -> BTreeMap<&'static str, Vec<u32>> {
    Role::ALL
        .iter()
        .map(|role| (role.name(), report.lines_with(*role)))
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

/// A report, and what the archivist says of it.
struct Given {
    source: Source,
    authority: Arc<Authority>,
    sidecar: Option<Sidecar>,
}

/// Prints the ledger of each report below `paths`, or with `json` one object keyed by id.
///
/// # Errors
/// When a path cannot be used, or nothing readable stands below any of them.
pub fn run(paths: &[PathBuf], json: bool, max_bytes: u64) -> anyhow::Result<()> {
    let mut given = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        gather(path, max_bytes, &mut given, &mut problems)?;
    }
    for problem in &problems {
        eprintln!("readout: {:?}: {}", problem.path, problem.reason);
    }
    anyhow::ensure!(
        !given.is_empty(),
        "no readable report below {paths:?}; name a file or a folder of reports"
    );
    // Two paths may hold files of one id; both are shown, the second with a suffix from its path.
    let mut taken = HashSet::new();
    for Given { source, .. } in &mut given {
        while !taken.insert(source.id.clone()) {
            source.id = source.id.beside(&source.path);
        }
    }
    let mut familiar = Familiar::default();
    for given in &given {
        familiar.learn(&given.source);
    }
    let read = |given: Given| {
        let report = clean(&given.source, &familiar);
        let entry = authority::read(report, &given.authority, given.sidecar.as_ref());
        (given.source, entry)
    };
    let entries: Vec<(Source, Entry)> = given.into_iter().map(read).collect();
    let mut out = std::io::stdout().lock();
    if json {
        let bounds = dated_among(&entries.iter().map(|(_, entry)| entry).collect::<Vec<_>>());
        let all: BTreeMap<&str, Facts<'_>> = entries
            .iter()
            .zip(&bounds)
            .map(|((source, entry), dated)| (entry.report.id.as_str(), Facts::new(source, entry, dated)))
            .collect();
        serde_json::to_writer_pretty(&mut out, &all)?;
        writeln!(out)?;
    } else {
        for (source, entry) in &entries {
            print_ledger(&mut out, source, entry)?;
        }
    }
    Ok(())
}

/// The reports of a folder, or a single file.
fn gather(path: &Path, max_bytes: u64, given: &mut Vec<Given>, problems: &mut Vec<Problem>) -> anyhow::Result<()> {
    let is_file = path.is_file();
    let root = if is_file {
        path.parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
    } else {
        path
    };
    let folder = Folder::open(root, max_bytes)?;
    let name = if is_file {
        let name = path.file_name().and_then(|name| name.to_str());
        Some(name.with_context(|| format!("{path:?} has a name that is not UTF-8; rename it"))?)
    } else {
        None
    };
    let scan = name.map_or_else(|| folder.scan(), |name| folder.look_at(name));
    let (authority, mut faults) = word::names_of(&folder, &scan);
    if !is_file {
        faults.extend(word::slips_of(&scan, &authority));
    }
    problems.extend(scan.problems.iter().cloned());
    for found in &scan.found {
        let sidecar = match word::sidecar_of(&folder, &scan, &found.path, &mut faults) {
            Read::Says(sidecar) => Some(sidecar),
            Read::Nothing | Read::Unclear => None,
        };
        match folder.read(found) {
            Ok(source) => given.push(Given {
                source,
                authority: Arc::clone(&authority),
                sidecar,
            }),
            Err(problem) => problems.push(problem),
        }
    }
    for fault in faults {
        eprintln!("readout: {}", log::one_line(&fault.to_string()));
    }
    Ok(())
}

fn print_ledger(out: &mut impl Write, source: &Source, entry: &Entry) -> std::io::Result<()> {
    let report = &entry.report;
    writeln!(out, "{} ({:?})", report.id, source.path)?;
    writeln!(out, "  {}", report.title)?;
    for line in &report.lines {
        let roles = line.roles.iter().map(|role| role.name()).collect::<Vec<_>>().join("+");
        let text: String = line.text.chars().take(100).collect();
        writeln!(out, "{:>5}  {roles:<14} {:<22} {text}", line.number, line.rule)?;
    }
    let facts = &entry.facts;
    let people = facts.people.iter().map(|person| (&person.name, &person.evidence));
    let places = facts.places.iter().map(|place| (&place.name, &place.evidence));
    let bodies = facts.organisations.iter().map(|body| (&body.name, &body.evidence));
    print_names(out, "people", people)?;
    print_names(out, "places", places)?;
    print_names(out, "organisations", bodies)?;
    for meeting in &facts.meetings {
        print_meeting(out, meeting)?;
    }
    for warning in &report.warnings {
        writeln!(out, "  note: {}", warning.text)?;
    }
    writeln!(out)
}

/// Who met whom, where and when, and the line that says so.
fn print_meeting(out: &mut impl Write, meeting: &Meeting) -> std::io::Result<()> {
    let met = Met::from(meeting);
    let mut told = vec![met.people.join(", ")];
    told.extend(met.place.map(|place| format!("in {place}")));
    let day = met.date.map(|day| format!("on {day}"));
    told.extend(day.or_else(|| met.weekday.map(|weekday| format!("on a {weekday}"))));
    if let Some(told_at) = meeting.told.first() {
        told.push(format!("({})", told_at.line));
    }
    writeln!(out, "  {}: {}", meeting.kind.name(), told.join(" "))
}

/// What was inferred, each with the line where it stands.
fn print_names<'a>(
    out: &mut impl Write,
    kind: &str,
    names: impl Iterator<Item = (&'a String, &'a Evidence)>,
) -> std::io::Result<()> {
    let shown: Vec<String> = names
        .map(|(name, evidence)| match evidence.is_of_archivist() {
            true => format!("{name} (archivist)"),
            false => format!("{name} ({})", evidence.line),
        })
        .collect();
    if shown.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {kind}: {}", shown.join(", "))
}
