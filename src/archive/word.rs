//! The archivist's word, read from the folder: the authority file, and a sidecar beside a report.

use crate::extract::authority::{self, Authority, Sidecar};
use crate::sources::{AUTHORITY, Beside, Folder, Scan, sidecar_path};
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
/// cannot be understood.
#[must_use]
pub fn names(folder: &Folder, scan: &Scan, last: &Arc<Authority>) -> (Arc<Authority>, Vec<Fault>) {
    let mut faults = Vec::new();
    let read = match &scan.authority {
        Some(beside) => read(folder, beside, Authority::parse, &mut faults),
        None if scan.hides(AUTHORITY) => Read::Unclear,
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

/// Splits that name a report which is not held: most likely a slip.
#[must_use]
pub fn unheld(scan: &Scan, authority: &Authority) -> Vec<Fault> {
    let mut faults = Vec::new();
    if authority.entries().iter().all(|known| known.reports.is_empty()) {
        return faults;
    }
    let held: HashSet<&str> = scan.found.iter().map(|found| found.id.as_str()).collect();
    for known in authority.entries() {
        for id in known.reports.iter().filter(|id| !held.contains(id.as_str())) {
            let text = format!("“{}” names the report {id}, which is not held", known.name);
            faults.push(Fault::new(AUTHORITY, Some(known.line), text));
        }
    }
    faults
}

/// What stands beside a report.
pub fn sidecar(folder: &Folder, scan: &Scan, report: &str, faults: &mut Vec<Fault>) -> Read<Sidecar> {
    match scan.sidecar(report) {
        Some(beside) => read(folder, beside, Sidecar::parse, faults),
        None if scan.hides(&sidecar_path(report)) => Read::Unclear,
        None => Read::Nothing,
    }
}

/// Sidecars without a report.
#[must_use]
pub fn orphans(scan: &Scan) -> Vec<Fault> {
    let orphans = scan.orphans().into_iter();
    let fault = |beside: &Beside| Fault::new(&beside.path, None, "there is no report beside it");
    orphans.map(fault).collect()
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

/// A digest of the archivist's files as they are seen: while it stays the same, none has changed.
/// 0 when there is none.
pub(super) fn seen(authority: &Authority, scan: &Scan) -> u64 {
    if authority.text_digest() == 0 && scan.sidecars.is_empty() && scan.mapping.is_empty() {
        return 0;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(&authority.text_digest().to_le_bytes());
    hasher.update(&scan.mapping.key().to_le_bytes());
    for beside in &scan.sidecars {
        hasher.update(beside.path.as_bytes());
        hasher.update(&[0]);
        hasher.update(&beside.size.to_le_bytes());
        hasher.update(&beside.modified_ns.to_le_bytes());
    }
    first_eight(&hasher)
}

/// What a report's reading depends on beside its own bytes: the lines that it shares with others, and
/// the archivist's word.
pub(super) fn key(familiar: u64, authority: &Authority, sidecar: Option<&Sidecar>) -> u64 {
    if authority.digest() == 0 && sidecar.is_none() {
        return familiar;
    }
    let mut hasher = blake3::Hasher::new();
    for part in [familiar, authority.digest(), sidecar.map_or(0, Sidecar::digest)] {
        hasher.update(&part.to_le_bytes());
    }
    first_eight(&hasher)
}

fn first_eight(hasher: &blake3::Hasher) -> u64 {
    let hash = hasher.finalize();
    hash.as_bytes()
        .first_chunk()
        .map_or(0, |first| u64::from_be_bytes(*first))
}
