//! Which file gets which id, where several claim the same.

use super::folder::{Found, Problem, Scan};
use crate::report::ReportId;
use std::collections::HashSet;
use std::path::Path;

/// Gives each file an id of its own: first to those whose name is the id, then to those whose name
/// is it behind an ordinal, then by depth and path, so that a copy put into a folder below takes no
/// link away. The others get a suffix from their path, and are named.
pub(super) fn give_ids(scan: &mut Scan) {
    scan.found.sort_by_cached_key(|found| {
        let depth = found.path.matches('/').count();
        (!is_named_so(found), depth, found.path.clone())
    });
    let mut taken: HashSet<ReportId> = HashSet::with_capacity(scan.found.len());
    let (mut late, mut problems) = (Vec::new(), Vec::new());
    for found in &mut scan.found {
        if !taken.insert(found.id.clone()) {
            late.push(found);
        }
    }
    // After all who claim an id by their name: a suffixed id may be the name of a file.
    for found in late {
        let claimed = found.id.clone();
        for id in suffixed(&claimed, &found.path) {
            if taken.insert(id.clone()) {
                found.id = id;
                break;
            }
        }
        problems.push(Problem {
            path: found.path.clone(),
            reason: format!("another file has the id {claimed}; this one is served as {}", found.id),
        });
    }
    scan.problems.extend(problems);
    scan.problems.sort();
    scan.found.sort_by(|a, b| a.path.cmp(&b.path));
}

/// The file's stem is the id as it stands, without an ordinal in front.
fn is_named_so(found: &Found) -> bool {
    let stem = Path::new(&found.path).file_stem().and_then(|stem| stem.to_str());
    stem == Some(found.id.as_str())
}

/// The ids that a file may have when another has the one it claims, without end.
fn suffixed<'a>(claimed: &'a ReportId, path: &'a str) -> impl Iterator<Item = ReportId> + 'a {
    let again = (2_u64..).map(move |number| claimed.beside(&format!("{path}/{number}")));
    std::iter::once(claimed.beside(path)).chain(again)
}
