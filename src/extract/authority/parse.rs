//! `authority.toml`:
//!
//! ```toml
//! [[person]]                      # or [[organisation]], [[place]]
//! name = "Karim Ahmad (governor)" # as it is shown; what stands in brackets tells two of one name apart
//! variants = ["Karim Ahmad"]      # other spellings that mean him: a merge
//! reports = ["a1b2", "c3d4"]      # only in these reports: a split
//! not = ["Kareem Ahmed"]          # spellings that mean somebody else: never suggested again
//! note = "…"                      # for readers
//! offices = [{ name = "Governor of Kirkuk", from = 2018, to = "2023-05" }]
//! ```
//!
//! An entry with a mistake is left out and named; the others hold.

use super::names::{Authority, Known, NameKind, Office};
use super::written::{Fault, Value, Written, shown};
use crate::report::{ReportId, slug};
use std::collections::HashMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

const KEYS: [&str; 6] = ["name", "variants", "not", "reports", "note", "offices"];

impl Authority {
    /// Reads the text of an authority file; what is wrong in it is named, by line.
    ///
    /// # Errors
    /// When it is no TOML at all.
    pub fn parse(text: &str) -> Result<(Self, Vec<Fault>), Fault> {
        let (mut written, table) = Written::parse(text)?;
        let mut entries = Vec::new();
        for (key, value) in &table {
            let name: &str = key.get_ref();
            let Some(kind) = NameKind::ALL.into_iter().find(|kind| kind.table() == name) else {
                let fault = format!(
                    "`{}` is unknown; the tables are [[person]], [[organisation]] and [[place]]",
                    shown(name)
                );
                written.fault(&key.span(), fault);
                continue;
            };
            let DeValue::Array(items) = value.get_ref() else {
                let fault = format!("write [[{name}]], with two brackets, above each {name}");
                written.fault(&key.span(), fault);
                continue;
            };
            entries.extend(items.iter().filter_map(|item| entry(&mut written, kind, item)));
        }
        // Tables come sorted by kind; people read from top to bottom.
        entries.sort_by_key(|known| known.line);
        let entries = without_conflicts(&mut written, entries);
        written.faults.sort();
        Ok((Self::new(text, entries), written.faults))
    }
}

fn entry(written: &mut Written<'_>, kind: NameKind, item: &Value<'_>) -> Option<Known> {
    let table = written.table(kind.table(), item)?;
    let faults = written.faults.len();
    for key in table.keys().filter(|key| !KEYS.contains(&&**key.get_ref())) {
        let fault = format!(
            "`{}` is unknown; an entry has {}",
            shown(key.get_ref()),
            KEYS.join(", ")
        );
        written.fault(&key.span(), fault);
    }
    let value = |name: &str| table.get(name);
    let Some(name) = value("name") else {
        written.fault(&item.span(), format!("this {} has no `name`", kind.table()));
        return None;
    };
    let name_span = name.span();
    let name = written.text("name", name)?;
    let mut names = |key: &str| -> Vec<(String, Range<usize>)> {
        value(key).and_then(|list| written.texts(key, list)).unwrap_or_default()
    };
    let (variants, not, reports) = (names("variants"), names("not"), names("reports"));
    let known = Known {
        kind,
        line: written.line(&item.span()),
        note: value("note").and_then(|note| written.text("note", note)),
        offices: value("offices").map_or_else(Vec::new, |list| offices(written, list)),
        reports: ids(written, &reports),
        variants: variants.iter().map(|(variant, _)| variant.clone()).collect(),
        not: not.iter().map(|(not, _)| not.clone()).collect(),
        name: name.clone(),
    };
    for (spelling, span) in std::iter::once(&(name, name_span)).chain(&variants) {
        if slug(spelling).is_empty() {
            written.fault(span, format!("“{spelling}” has neither letters nor digits"));
        }
        if not.iter().any(|(not, _)| slug(not) == slug(spelling)) {
            written.fault(span, format!("“{spelling}” is in `not` too; it cannot be both"));
        }
    }
    if value("reports").is_some() && reports.is_empty() && written.faults.len() == faults {
        let fault = "`reports` names none; leave it out where the entry holds in all";
        written.fault(&item.span(), fault);
    }
    (written.faults.len() == faults).then_some(known)
}

fn ids(written: &mut Written<'_>, reports: &[(String, Range<usize>)]) -> Vec<ReportId> {
    let mut ids = Vec::new();
    for (report, span) in reports {
        match ReportId::parse(report) {
            Ok(id) => ids.push(id),
            Err(error) => written.fault(span, format!("“{report}” is no id of a report: {error}")),
        }
    }
    ids
}

fn offices(written: &mut Written<'_>, list: &Value<'_>) -> Vec<Office> {
    let DeValue::Array(items) = list.get_ref() else {
        written.fault(
            &list.span(),
            "`offices` is no list as [{ name = \"…\", from = 2022 }] is",
        );
        return Vec::new();
    };
    items.iter().filter_map(|item| office(written, item)).collect()
}

fn office(written: &mut Written<'_>, item: &Value<'_>) -> Option<Office> {
    let table: &DeTable<'_> = written.table("offices", item)?;
    for key in table.keys() {
        let name: &str = key.get_ref();
        if !["name", "from", "to"].contains(&name) {
            let fault = format!("`{}` is unknown; an office has name, from, to", shown(name));
            written.fault(&key.span(), fault);
        }
    }
    let Some(name) = table.get("name") else {
        written.fault(&item.span(), "this office has no `name`");
        return None;
    };
    let office = Office {
        name: written.text("name", name)?,
        from: table.get("from").and_then(|from| written.time("from", from)),
        to: table.get("to").and_then(|to| written.time("to", to)),
    };
    // As far as both are told: 2022 is not after 2022-07.
    if let (Some(from), Some(to)) = (&office.from, &office.to)
        && from
            .bytes()
            .zip(to.bytes())
            .find(|(from, to)| from != to)
            .is_some_and(|(from, to)| from > to)
    {
        written.fault(&item.span(), format!("the office begins ({from}) after it ends ({to})"));
    }
    Some(office)
}

/// Leaves out entries that claim what one above them has: a spelling means one in each report.
fn without_conflicts(written: &mut Written<'_>, entries: Vec<Known>) -> Vec<Known> {
    let mut names: HashMap<(NameKind, String), u32> = HashMap::new();
    let mut spellings: HashMap<(NameKind, String), Vec<usize>> = HashMap::new();
    let mut kept: Vec<Known> = Vec::new();
    for known in entries {
        let fault = match names.get(&(known.kind, slug(&known.name))) {
            Some(line) => Some(format!(
                "“{}” is the name of line {line} already: put both into one entry, or tell them apart as in “{} (minister)”",
                known.name, known.name
            )),
            None => conflict(&known, &kept, &spellings),
        };
        if let Some(text) = fault {
            let line = known.line;
            written.faults.push(Fault { line, text });
            continue;
        }
        names.insert((known.kind, slug(&known.name)), known.line);
        for spelling in known.spellings() {
            spellings.entry((known.kind, spelling)).or_default().push(kept.len());
        }
        kept.push(known);
    }
    kept
}

fn conflict(known: &Known, kept: &[Known], spellings: &HashMap<(NameKind, String), Vec<usize>>) -> Option<String> {
    let written = std::iter::once(&known.name).chain(&known.variants);
    for (spelling, slug) in written.zip(known.spellings()) {
        let others = spellings.get(&(known.kind, slug)).into_iter().flatten();
        for other in others.filter_map(|at| kept.get(*at)) {
            let both_everywhere = known.reports.is_empty() && other.reports.is_empty();
            let shared = known.reports.iter().find(|id| other.reports.contains(id));
            if both_everywhere {
                return Some(format!(
                    "“{spelling}” means “{}” of line {} already; say with `reports` in which reports it means which",
                    other.name, other.line
                ));
            }
            if let Some(id) = shared {
                return Some(format!(
                    "“{spelling}” means “{}” of line {} in the report {id} already",
                    other.name, other.line
                ));
            }
        }
    }
    None
}
