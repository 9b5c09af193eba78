//! Whether a folder can be an archive at all, and where its index may lie.

use super::todo::Todo;
use super::{Config, Error};
use crate::index::{self, Index};
use crate::sources::{Cause, Folder, Problem, Seen, SeenKind};
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Problems that [`Error::NoReports`] names before it says how many more there are.
const NAMED_PROBLEMS: usize = 3;

/// Why a folder with these problems has nothing to serve.
pub(super) fn nothing(problems: &[Problem]) -> String {
    let (first, rest) = problems.split_at(problems.len().min(NAMED_PROBLEMS));
    if first.is_empty() {
        return "holds no report (.txt, .text, .md, .jsonl or .ndjson)".to_owned();
    }
    let mut text = "holds no readable report".to_owned();
    for (n, Problem { path, reason, .. }) in first.iter().enumerate() {
        // One line: a name may hold anything.
        let path: String = path.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = write!(text, "{} {path}: {reason}", if n == 0 { ":" } else { ";" });
    }
    if !rest.is_empty() {
        let _ = write!(text, "; and {} more", rest.len());
    }
    text
}

/// An empty folder, or one in which nothing can be read, is no archive: more likely a wrong
/// --reports, or a --max-bytes that is too small. What only cannot be read just now is no proof.
pub(super) fn check_any(folder: &Folder, root: &str, todo: &Todo) -> Result<(), Error> {
    if todo.unchanged > 0 || !todo.known_files.is_empty() && todo.files.is_empty() {
        return Ok(());
    }
    let mut problems = todo.problems.clone();
    for (n, one) in todo.pending.iter().enumerate() {
        if one.file.is_some() {
            return Ok(());
        }
        match todo.found(n).map(|found| folder.read(&found)) {
            Some(Err(problem)) => problems.push(problem),
            _ => return Ok(()),
        }
    }
    none(root, problems)
}

/// The same before anything is made: a wrong --reports should leave no trace. It looks no further than to
/// the first report.
pub(super) fn check_some(folder: &Folder, root: &Path) -> Result<(), Error> {
    let mut problems = Vec::new();
    let mut found = false;
    folder.look(&mut |sight| {
        match sight.map(|seen| is_report(folder, seen)) {
            Ok(ControlFlow::Break(())) => found = true,
            Ok(ControlFlow::Continue(problem)) => problems.extend(problem),
            Err(problem) => problems.push(problem),
        }
        !found
    });
    match found {
        true => Ok(()),
        false => none(&root.to_string_lossy(), problems),
    }
}

fn is_report(folder: &Folder, seen: Seen) -> ControlFlow<(), Vec<Problem>> {
    let mut problems = Vec::new();
    match seen.kind {
        SeenKind::Page => match folder.read(&crate::sources::Found::page(seen)) {
            Ok(_) => return ControlFlow::Break(()),
            Err(problem) => problems.push(problem),
        },
        SeenKind::Records => {
            let mut any = false;
            folder.records(&seen, &folder.mapping().0, &mut |_, _| any = true, &mut problems);
            if any {
                return ControlFlow::Break(());
            }
        }
        SeenKind::Authority | SeenKind::Sidecar | SeenKind::Mapping => {}
    }
    ControlFlow::Continue(problems)
}

fn none(root: &str, mut problems: Vec<Problem>) -> Result<(), Error> {
    if problems.iter().any(|problem| problem.cause == Cause::Access) {
        return Ok(());
    }
    problems.sort();
    Err(Error::NoReports {
        folder: PathBuf::from(root),
        problems,
    })
}

/// Whether the index holds reports of this folder.
pub(super) fn holds_some(config: &Config) -> bool {
    let root = whole(&config.reports);
    let Ok(index) = Index::open_read_only(&config.index) else {
        return false;
    };
    let of_folder = |payload: index::Payload| payload.folder == root.to_string_lossy();
    let known = index.payload().ok().flatten().is_some_and(of_folder);
    known && index.snapshot().is_ok_and(|snapshot| !snapshot.is_empty())
}

/// The index must not lie where its files would be read as reports. In a folder whose name begins
/// with a dot it may: those are passed over.
pub(super) fn check_apart(reports: &Path, index: &Path) -> Result<(), Error> {
    let root = whole(reports);
    let place = match index.parent().zip(index.file_name()) {
        Some((parent, name)) if !parent.as_os_str().is_empty() => whole(parent).join(name),
        _ => whole(Path::new(".")).join(index),
    };
    let among = place.strip_prefix(&root).is_ok_and(|inside| {
        !inside
            .components()
            .any(|part| part.as_os_str().as_encoded_bytes().first() == Some(&b'.'))
    });
    if among {
        return Err(Error::IndexAmongReports {
            index: index.to_owned(),
            reports: reports.to_owned(),
        });
    }
    Ok(())
}

/// A path without links and dots, as far as it exists.
pub(super) fn whole(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}
