//! The ids of what has to be read: as they were, or else those that are free.

use super::known::Known;
use super::{Look, Pending};
use crate::archive::Error;
use crate::index::Row;
use crate::report::ReportId;
use crate::sources::{Cause, Claim, give_ids, id_key, path_key, served_as};
use std::collections::{HashMap, HashSet};

impl Look<'_> {
    /// Says that a report is served by another id than its path claims.
    pub(super) fn note_id(&mut self, path: &str, file: usize, claimed: &ReportId, key: u64) {
        if let Some(id) = (Claim { path, file }).known_as(key) {
            let held = self.before.of_id(id_key(claimed)).is_ok_and(|found| found.is_some());
            self.todo.noted.add_problems([served_as(path, claimed, &id, held)]);
        }
    }

    /// Gives what has to be read its ids.
    pub(super) fn give_ids(&mut self) -> Result<(), Error> {
        let pending = &self.todo.pending;
        let file_of = |one: &Pending| {
            let file = one.file.and_then(|at| self.todo.files.get(at));
            file.map_or(0, |file| file.path.len())
        };
        let claim = |n: usize| {
            let one = pending.get(n);
            one.map_or(Claim { path: "", file: 0 }, |one| Claim {
                path: &one.seen.path,
                file: file_of(one),
            })
        };
        let gone: HashSet<u64> = self.todo.gone.iter().map(|row| row.id).collect();
        let mut taken: HashSet<u64> = HashSet::new();
        if let Known::Table { rows, .. } = &self.known {
            let new = pending.iter().any(|one| one.row.is_none());
            let kept = rows.iter().filter(|row| new && !gone.contains(&row.id));
            taken.extend(kept.map(|row| row.id));
        }
        let (mut ids, mut fresh, mut notes) = (HashMap::new(), Vec::new(), Vec::new());
        for (n, one) in pending.iter().enumerate() {
            let known = one.row.as_ref().filter(|_| self.payload.is_some());
            match known.and_then(|row| claim(n).known_as(row.id)) {
                Some(id) => {
                    let claimed = claim(n).id();
                    if id != claimed {
                        notes.push((n, claimed));
                        ids.insert(n, id);
                    }
                }
                None => fresh.push(n),
            }
        }
        // In another folder no id is known.
        if self.payload.is_none() {
            taken.clear();
        }
        let (before, look_up) = (self.before, matches!(self.known, Known::Look { .. }));
        let mut failed = None;
        let mut take = |key: u64| {
            if look_up && !gone.contains(&key) {
                match before.of_id(key) {
                    Ok(None) => {}
                    Ok(Some(_)) => return false,
                    Err(error) => {
                        failed.get_or_insert(error);
                    }
                }
            }
            taken.insert(key)
        };
        let late = give_ids(
            fresh.len(),
            |at| claim(fresh.get(at).copied().unwrap_or(usize::MAX)),
            &mut take,
        );
        if let Some(error) = failed {
            return Err(error.into());
        }
        for (at, id) in late {
            if let Some(n) = fresh.get(at) {
                notes.push((*n, claim(*n).id()));
                ids.insert(*n, id);
            }
        }
        let mut problems = Vec::new();
        for (n, claimed) in notes {
            let held = taken.contains(&id_key(&claimed)) || before.of_id(id_key(&claimed))?.is_some();
            if let Some((one, id)) = pending.get(n).zip(ids.get(&n)) {
                problems.push(served_as(&one.seen.path, &claimed, id, held));
            }
        }
        self.todo.ids = ids;
        self.todo.noted.add_problems(problems);
        Ok(())
    }

    /// Gives an id that is free, since its report went, to a report of the same bytes that claims it: who copies
    /// a file first and removes the old one later has moved it, and links to it last. What they led to is what
    /// they lead to; so nobody else's id is ever changed.
    pub(super) fn return_ids(&mut self) -> Result<(), Error> {
        if self.payload.is_none() {
            return Ok(());
        }
        let pending = &self.todo.pending;
        let others: HashSet<u64> = self.todo.gone.iter().map(|row| row.path).collect();
        let read: HashSet<u64> = pending.iter().filter_map(|one| Some(one.row.as_ref()?.path)).collect();
        let stays = |row: &Row| !others.contains(&row.path) && !read.contains(&row.path);
        let mut free: HashMap<u64, HashSet<u64>> = HashMap::new();
        for row in &self.todo.gone {
            free.entry(row.digest).or_default().insert(row.id);
        }
        // A look-up for each of a million would take long.
        if let Known::Table { rows, .. } = &self.known {
            let same = rows.iter().filter(|row| free.contains_key(&row.digest) && stays(row));
            let held: HashSet<u64> = same.map(|row| row.digest).collect();
            free.retain(|digest, _| held.contains(digest));
        }
        let mut heirs: HashMap<u64, (String, u64)> = HashMap::new();
        for (digest, ids) in &free {
            for (place, row) in self.before.of_digest(*digest)? {
                if !stays(&row) {
                    continue;
                }
                let path = self.before.path(place)?;
                let claim = Claim::within(&path, row.file);
                let key = id_key(&claim.id());
                let is_first = heirs
                    .get(&key)
                    .is_none_or(|(path, file)| claim.rank() < Claim::within(path, *file).rank());
                if key != row.id && ids.contains(&key) && is_first {
                    heirs.insert(key, (path, row.file));
                }
            }
        }
        if heirs.is_empty() {
            return Ok(());
        }
        // Who came in the same look may have taken it.
        for n in 0..pending.len() {
            if let Some(found) = self.todo.found(n) {
                heirs.remove(&id_key(&found.id));
            }
        }
        for (path, file) in heirs.into_values() {
            let id = Claim::within(&path, file).id();
            self.todo.noted.forget_cause(&path, Cause::Name);
            self.todo.returned.insert(path_key(&path), id);
        }
        Ok(())
    }
}
