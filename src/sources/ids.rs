//! Which file gets which id, where several claim the same.

use super::found::Scan;
use super::kinds;
use super::problem::{Cause, Problem};
use crate::report::ReportId;
use std::collections::{HashMap, HashSet};

/// How many suffixed ids of a file are tried to recognise the one that it is known by.
const RECOGNISED: usize = 4;

/// A digest of an id: breaks ties between equal scores in the same way for ever, and names an id
/// where it need not be shown.
#[must_use]
pub fn id_key(id: &ReportId) -> u64 {
    key(id.as_str())
}

/// A digest of a path below the folder: names a file, or a record in one, where it need not be shown.
#[must_use]
pub fn path_key(path: &str) -> u64 {
    key(path)
}

/// The folders above a path, and the file of records that it stands in, from the outside in.
pub fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(slash, _)| path.get(..slash))
}

fn key(text: &str) -> u64 {
    let digest = blake3::hash(text.as_bytes());
    digest
        .as_bytes()
        .first_chunk()
        .map_or(0, |first| u64::from_be_bytes(*first))
}

/// What claims an id by its path.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'p> {
    /// Its path below the folder.
    pub path: &'p str,
    /// How many bytes of it are the path of the file of records that it stands in; 0 for a file that is
    /// one report.
    pub file: usize,
}

impl<'p> Claim<'p> {
    /// That of a report of which the path is known, and the digest of the path of its file of records; 0 where
    /// it is a file of its own.
    #[must_use]
    pub fn within(path: &'p str, file: u64) -> Self {
        let is_file = |above: &&str| path_key(above) == file;
        let file = if file == 0 { None } else { above(path).find(is_file) };
        Self {
            path,
            file: file.map_or(0, str::len),
        }
    }

    /// Who comes first of those that claim one id: whose name is the id, then whose name is it behind an ordinal,
    /// then by depth and path, so that a copy put into a folder below takes no link away.
    #[must_use]
    pub fn rank(&self) -> (bool, usize, &'p str) {
        (!self.is_named_so(), self.path.matches('/').count(), self.path)
    }

    /// The id that is claimed: that of a file is its name, that of a record stands behind its file.
    #[must_use]
    pub fn id(&self) -> ReportId {
        if let Some(name) = self.record() {
            return ReportId::from_name(name);
        }
        ReportId::from_stem(kinds::file_name(kinds::stem(self.path)))
    }

    /// `12` of `docs.jsonl/12` and of `docs.jsonl/12/2`; no id has a slash.
    fn record(&self) -> Option<&str> {
        let rest = self.path.get(self.file..).filter(|_| self.file > 0)?;
        rest.strip_prefix('/')?.split('/').next()
    }

    /// The file's stem is the id as it stands, without an ordinal in front; or the record's id is.
    fn is_named_so(&self) -> bool {
        if let Some(name) = self.record() {
            return self.path.ends_with(name);
        }
        kinds::file_name(kinds::stem(self.path)) == self.id().as_str()
    }

    /// The id of this key, as far as it is one that this path may have.
    #[must_use]
    pub fn known_as(&self, key: u64) -> Option<ReportId> {
        let id = self.id();
        if id_key(&id) == key {
            return Some(id);
        }
        suffixed(&id, self.path).take(RECOGNISED).find(|id| id_key(id) == key)
    }
}

/// Gives each its id, by [`Claim::rank`]. The others get a suffix from their path, and only these are named
/// in the answer, by their number. `take` takes an id by its key, and says whether it was free: those that are known keep theirs.
pub fn give_ids<'p>(
    count: usize,
    claim: impl Fn(usize) -> Claim<'p>,
    take: &mut dyn FnMut(u64) -> bool,
) -> HashMap<usize, ReportId> {
    let mut order: Vec<_> = (0..count).map(|n| (claim(n).rank(), n)).collect();
    order.sort_unstable();
    // All who claim an id by their name first: a suffixed id may be the name of a file.
    let late: Vec<usize> = order
        .into_iter()
        .map(|(_, n)| n)
        .filter(|n| !take(id_key(&claim(*n).id())))
        .collect();
    let give = |n: usize| {
        let claim = claim(n);
        let free = suffixed(&claim.id(), claim.path).find(|id| take(id_key(id)));
        free.map(|id| (n, id))
    };
    late.into_iter().filter_map(give).collect()
}

/// Whether an id is one that the file, or the record, at a path has while another has `claimed`.
#[must_use]
pub fn is_suffixed(id: &ReportId, claimed: &ReportId, path: &str) -> bool {
    suffixed(claimed, path).take(RECOGNISED).any(|known| known == *id)
}

/// That a report is not served by the id that it claims; `held` says whether another has that one now.
#[must_use]
pub fn served_as(path: &str, claimed: &ReportId, id: &ReportId, held: bool) -> Problem {
    let (has, still) = if held { ("has", "") } else { ("had", "still ") };
    Problem {
        path: path.to_owned(),
        reason: format!("another report {has} the id {claimed}; this one is {still}served as {id}"),
        cause: Cause::Name,
    }
}

/// Gives all reports of a scan their ids.
pub(super) fn give_to_all(scan: &mut Scan) {
    let mut taken: HashSet<u64> = HashSet::with_capacity(scan.found.len());
    scan.found.sort_by(|a, b| a.path.cmp(&b.path));
    let others = give_ids(scan.found.len(), |n| claim_of(scan, n), &mut |key| taken.insert(key));
    let mut others: Vec<(usize, ReportId)> = others.into_iter().collect();
    others.sort_unstable_by_key(|(n, _)| *n);
    for (n, id) in others {
        if let Some(found) = scan.found.get_mut(n) {
            let claimed = std::mem::replace(&mut found.id, id);
            let problem = served_as(&found.path, &claimed, &found.id, true);
            scan.problems.push(problem);
        }
    }
    scan.problems.sort();
}

fn claim_of(scan: &Scan, n: usize) -> Claim<'_> {
    scan.found
        .get(n)
        .map_or(Claim { path: "", file: 0 }, |found| found.claim())
}

/// The ids that a file may have when another has the one it claims, without end.
fn suffixed<'a>(claimed: &'a ReportId, path: &'a str) -> impl Iterator<Item = ReportId> + use<> {
    let (claimed, path) = (claimed.clone(), path.to_owned());
    (1_u64..).map(move |number| match number {
        1 => claimed.beside(&path),
        number => claimed.beside(&format!("{path}/{number}")),
    })
}
