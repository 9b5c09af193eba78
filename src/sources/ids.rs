//! Which file gets which id, where several claim the same.

use super::folder::{Cause, Found, Problem, Scan};
use super::kinds;
use crate::report::ReportId;
use std::collections::{HashMap, HashSet};

/// The ids that the index holds, as [`id_key`]s by path.
pub type Known = HashMap<String, u64>;

/// How many suffixed ids of a file are tried to recognise the one that it is known by.
const RECOGNISED: usize = 4;

/// A digest of an id: breaks ties between equal scores in the same way for ever, and names an id
/// where it need not be shown.
#[must_use]
pub fn id_key(id: &ReportId) -> u64 {
    let digest = blake3::hash(id.as_str().as_bytes());
    digest
        .as_bytes()
        .first_chunk()
        .map_or(0, |first| u64::from_be_bytes(*first))
}

/// Gives each file an id of its own: first its old one to each that is known, for links last; then to those whose name is the id, then to those whose name
/// is it behind an ordinal, then by depth and path, so that a copy put into a folder below takes no
/// link away. The others get a suffix from their path, and are named.
pub(super) fn give_ids(scan: &mut Scan, known: &Known) {
    scan.found.sort_by_cached_key(|found| {
        let depth = found.path.matches('/').count();
        (!is_named_so(found), depth, found.path.clone())
    });
    let mut taken: HashSet<u64> = HashSet::with_capacity(scan.found.len());
    // What cannot be seen just now is still served, and by its id.
    if scan.problems.iter().any(|problem| problem.cause == Cause::Access) {
        let seen: HashSet<&str> = scan.found.iter().map(|found| found.path.as_str()).collect();
        let hidden = known
            .iter()
            .filter(|(path, _)| !seen.contains(path.as_str()) && scan.hides(path));
        taken.extend(hidden.map(|(_, key)| *key));
    }
    let (mut others, mut late, mut aside) = (Vec::new(), Vec::new(), Vec::new());
    for found in &mut scan.found {
        match known_id(found, known) {
            Some(id) if taken.insert(id_key(&id)) => {
                let claimed = std::mem::replace(&mut found.id, id);
                if claimed != found.id {
                    aside.push((claimed, &*found));
                }
            }
            _ => others.push(found),
        }
    }
    for found in others {
        if !taken.insert(id_key(&found.id)) {
            late.push(found);
        }
    }
    // After all who claim an id by their name: a suffixed id may be the name of a file.
    for found in late {
        let free = suffixed(&found.id, &found.path).find(|id| taken.insert(id_key(id)));
        if let Some(id) = free {
            let claimed = std::mem::replace(&mut found.id, id);
            aside.push((claimed, &*found));
        }
    }
    for (claimed, found) in aside {
        let reason = if taken.contains(&id_key(&claimed)) {
            format!(
                "another report has the id {claimed}; this one is served as {}",
                found.id
            )
        } else {
            format!(
                "another report had the id {claimed}; this one is still served as {}",
                found.id
            )
        };
        scan.problems.push(Problem {
            path: found.path.clone(),
            reason,
            cause: Cause::Name,
        });
    }
    scan.problems.sort();
    scan.found.sort_by(|a, b| a.path.cmp(&b.path));
}

/// The file's stem is the id as it stands, without an ordinal in front; or the record's id is.
fn is_named_so(found: &Found) -> bool {
    if found.within.is_some() {
        return found
            .path
            .strip_suffix(found.id.as_str())
            .is_some_and(|rest| rest.ends_with('/'));
    }
    kinds::file_name(kinds::stem(&found.path)) == found.id.as_str()
}

/// The id by which the file is known already.
fn known_id(found: &Found, known: &Known) -> Option<ReportId> {
    let key = *known.get(&found.path)?;
    if id_key(&found.id) == key {
        return Some(found.id.clone());
    }
    suffixed(&found.id, &found.path)
        .take(RECOGNISED)
        .find(|id| id_key(id) == key)
}

/// The ids that a file may have when another has the one it claims, without end.
fn suffixed<'a>(claimed: &'a ReportId, path: &'a str) -> impl Iterator<Item = ReportId> + 'a {
    let again = (2_u64..).map(move |number| claimed.beside(&format!("{path}/{number}")));
    std::iter::once(claimed.beside(path)).chain(again)
}
