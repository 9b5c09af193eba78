//! The archivist's word, read from the folder: the authority file, and a sidecar beside a report.

use crate::extract::authority::{self, Authority, Sidecar};
use crate::index::RecordsFile;
use crate::report::ReportId;
use crate::sources::{AUTHORITY, Beside, Cause, Folder, Problem, Scan, sidecar_path};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::Arc;

/// Something in a file of the archivist's that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// The file, below the folder of reports.
    pub file: String,
    /// The line, counted from 1, where it is about one.
    pub line: Option<u32>,
    /// What is wrong, and what to do, as a clause without a full stop.
    pub text: String,
}

/// As compilers write it, so that editors find the place.
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.text),
            None => write!(f, "{}: {}", self.file, self.text),
        }
    }
}

impl Fault {
    fn new(file: &str, line: Option<u32>, text: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            text: text.into(),
        }
    }

    fn at(file: &str, fault: authority::Fault) -> Self {
        Self::new(file, Some(fault.line), fault.text)
    }
}

/// What a file of the archivist's says.
#[derive(Debug)]
pub enum Read<T> {
    /// There is none.
    Nothing,
    /// What it says, as far as it can be understood.
    Says(T),
    /// It cannot be read, or is no TOML: what it said before should stay in force.
    Unclear,
}

/// The names of the folder, and what is wrong in their file. `last` stays in force while the file
/// cannot be understood, or cannot be seen.
#[must_use]
pub fn names(
    folder: &Folder,
    beside: Option<&Beside>,
    hidden: bool,
    last: &Arc<Authority>,
) -> (Arc<Authority>, Vec<Fault>) {
    let mut faults = Vec::new();
    let read = match beside {
        Some(beside) => read(folder, beside, Authority::parse, &mut faults),
        None if hidden => Read::Unclear,
        None => Read::Nothing,
    };
    let authority = match read {
        Read::Nothing => Arc::default(),
        Read::Says(authority) if authority.text_digest() == last.text_digest() => Arc::clone(last),
        Read::Says(authority) => Arc::new(authority),
        Read::Unclear => {
            for fault in &mut faults {
                fault.text.push_str(if last.text_digest() == 0 {
                    "; nothing of it is in force"
                } else {
                    "; what it said before stays in force"
                });
            }
            Arc::clone(last)
        }
    };
    (authority, faults)
}

/// The names of a folder of which a whole scan is at hand.
#[must_use]
pub fn names_of(folder: &Folder, scan: &Scan) -> (Arc<Authority>, Vec<Fault>) {
    names(folder, scan.authority.as_ref(), scan.hides(AUTHORITY), &Arc::default())
}

/// What stands beside a report of such a folder.
pub fn sidecar_of(folder: &Folder, scan: &Scan, report: &str, faults: &mut Vec<Fault>) -> Read<Sidecar> {
    sidecar(folder, scan.sidecar(report), scan.hides(&sidecar_path(report)), faults)
}

/// Sidecars without a report, and splits that name one which is not there.
#[must_use]
pub fn slips_of(scan: &Scan, authority: &Authority) -> Vec<Fault> {
    let held: HashSet<&str> = scan.found.iter().map(|found| found.id.as_str()).collect();
    let mut faults: Vec<Fault> = scan.orphans().iter().map(|beside| orphan(&beside.path)).collect();
    faults.extend(unheld(authority, |id| held.contains(id.as_str())));
    faults
}

/// Splits that name a report which is not held: most likely a slip.
#[must_use]
pub fn unheld(authority: &Authority, is_held: impl Fn(&ReportId) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for known in authority.entries() {
        for id in known.reports.iter().filter(|id| !is_held(id)) {
            let text = format!("“{}” names the report {id}, which is not held", known.name);
            faults.push(Fault::new(AUTHORITY, Some(known.line), text));
        }
    }
    faults
}

/// What stands beside a report; `hidden` where it may be there and cannot be seen.
pub fn sidecar(folder: &Folder, beside: Option<&Beside>, hidden: bool, faults: &mut Vec<Fault>) -> Read<Sidecar> {
    match beside {
        Some(beside) => read(folder, beside, Sidecar::parse, faults),
        None if hidden => Read::Unclear,
        None => Read::Nothing,
    }
}

/// A sidecar without a report.
#[must_use]
pub fn orphan(path: &str) -> Fault {
    Fault::new(path, None, "there is no report beside it")
}

/// A file of the archivist's by its size and time: while that stays the same, so does what it says. It
/// is never 0.
pub(super) fn stamp(beside: &Beside) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&beside.size.to_le_bytes());
    hasher.update(&beside.modified_ns.to_le_bytes());
    let hash = hasher.finalize();
    let first = hash.as_bytes().first_chunk();
    first.map_or(1, |first| u64::from_be_bytes(*first).max(1))
}

/// What is wrong in a file of records, as it was kept.
pub(super) fn problems_of(file: &RecordsFile) -> Vec<Problem> {
    let problem = |reason: &String| Problem {
        path: file.path.clone(),
        reason: reason.clone(),
        cause: Cause::Content,
    };
    file.problems.iter().map(problem).collect()
}

type Parsed<T> = Result<(T, Vec<authority::Fault>), authority::Fault>;

fn read<T>(folder: &Folder, beside: &Beside, parse: fn(&str) -> Parsed<T>, faults: &mut Vec<Fault>) -> Read<T> {
    let text = match folder.text(beside) {
        Ok(text) => text,
        Err(problem) => {
            faults.push(Fault::new(&beside.path, None, problem.reason));
            return Read::Unclear;
        }
    };
    match parse(&text) {
        Ok((value, wrong)) => {
            faults.extend(wrong.into_iter().map(|fault| Fault::at(&beside.path, fault)));
            Read::Says(value)
        }
        Err(fault) => {
            faults.push(Fault::at(&beside.path, fault));
            Read::Unclear
        }
    }
}
