//! What is to be done with a file that was seen.

use super::{Look, Pending, is_within};
use crate::archive::{Error, word};
use crate::index::{RecordsFile, Row, path_key};
use crate::sources::{Beside, Cause, Claim, Found, Seen, SeenKind, Sight, id_key, sidecar_path};
use std::collections::HashSet;
use std::ops::RangeInclusive;

impl Look<'_> {
    /// Whether to go on.
    pub(super) fn see(&mut self, sight: Sight) -> bool {
        let seen = match sight {
            Ok(seen) => seen,
            Err(problem) => {
                self.todo.problems.push(problem);
                return true;
            }
        };
        match seen.kind {
            SeenKind::Authority => self.todo.authority = Some(Some(Beside::of(seen))),
            SeenKind::Sidecar => {
                self.todo.sidecars.insert(seen.path.clone(), Beside::of(seen));
            }
            SeenKind::Records => self.see_records(seen),
            // It was read before.
            SeenKind::Mapping => {}
            SeenKind::Page => {
                if let Err(error) = self.see_page(seen) {
                    self.error = Some(error);
                    return false;
                }
            }
        }
        true
    }

    fn see_page(&mut self, seen: Seen) -> Result<(), Error> {
        let Some(row) = self.known.meet(&seen.path)? else {
            return Ok(());
        };
        let mut sidecar = 0;
        if !self.todo.sidecars.is_empty() {
            let path = sidecar_path(&seen.path);
            if let Some(beside) = self.todo.sidecars.get(&path) {
                sidecar = word::stamp(beside);
                self.used.insert(path);
            }
        }
        let is_same = |row: &Row| {
            // Where the system tells no time, only the bytes can tell.
            let timed = seen.modified_ns != 0 && row.modified_ns == seen.modified_ns;
            timed && row.size == seen.size && row.sidecar == sidecar
        };
        if let Some(row) = row.filter(|row| is_same(row) && !self.has_to_be_read(&seen.path)) {
            self.keep(&seen.path, 0, &row);
        } else if self.is_young(&seen) {
            self.todo.unchanged += u64::from(row.is_some());
        } else {
            self.todo.pending.push(Pending {
                seen,
                file: None,
                row: row.map(Box::new),
            });
        }
        Ok(())
    }

    /// Whether it is read though its size and time are as they were.
    fn has_to_be_read(&self, path: &str) -> bool {
        self.verify || is_within(self.written, path)
    }

    /// Whether it is left for the next look.
    fn is_young(&self, seen: &Seen) -> bool {
        let is_young = |young: &RangeInclusive<i64>| young.contains(&seen.modified_ns);
        self.young.as_ref().is_some_and(is_young) || self.open.contains(&seen.path)
    }

    /// Counts what is as it was, and says where it is served by another id than it claims.
    fn keep(&mut self, path: &str, file: usize, row: &Row) {
        self.todo.unchanged += 1;
        let claimed = Claim { path, file }.id();
        if id_key(&claimed) != row.id {
            self.note_id(path, file, &claimed, row.id);
        }
    }

    fn see_records(&mut self, seen: Seen) {
        let same = self.known_files.get(seen.path.as_str()).is_some_and(|file| {
            let as_it_was = (file.size, file.modified_ns) == (seen.size, seen.modified_ns);
            seen.modified_ns != 0 && as_it_was && file.fields == self.todo.mapping.of(&seen.path).key()
        });
        // Without what says how their fields are called, none can be read as it was.
        let same = same && !self.has_to_be_read(&seen.path);
        if same || self.is_young(&seen) || self.unmapped {
            self.whole.insert(path_key(&seen.path));
        } else {
            self.todo.files.push(seen);
        }
    }

    /// Lists the records of the files that have to be read: those that are known by their digest need
    /// not be read again.
    pub(super) fn list_records(&mut self) -> Result<(), Error> {
        let listed: HashSet<&String> = self.todo.files.iter().map(|file| &file.path).collect();
        self.todo.known_files.retain(|file| !listed.contains(&file.path));
        for at in 0..self.todo.files.len() {
            let Some(file) = self.todo.files.get(at).cloned() else {
                break;
            };
            let mut problems = Vec::new();
            let folder = self.folder;
            let mut failed = None;
            let mapping = std::mem::take(&mut self.todo.mapping);
            folder.records(
                &file,
                &mapping,
                &mut |found, _| {
                    if let Err(error) = self.see_record(at, found) {
                        failed.get_or_insert(error);
                    }
                },
                &mut problems,
            );
            let fields = mapping.of(&file.path).key();
            self.todo.mapping = mapping;
            if let Some(error) = failed {
                return Err(error);
            }
            // Of one that could not be read it is not known what it holds: the next look tries again.
            if problems.iter().all(|problem| problem.cause != Cause::Access) {
                self.todo.known_files.push(RecordsFile {
                    path: file.path.clone(),
                    size: file.size,
                    modified_ns: file.modified_ns,
                    fields,
                    problems: problems.iter().map(|problem| problem.reason.clone()).collect(),
                });
            }
            self.todo.problems.append(&mut problems);
        }
        Ok(())
    }

    fn see_record(&mut self, at: usize, found: Found) -> Result<(), Error> {
        let Some(row) = self.known.meet(&found.path)? else {
            return Ok(());
        };
        let digest = found.within.as_ref().map(|within| within.digest);
        let fields = found.fields_key();
        let is_same = |row: &Row| Some(row.digest) == digest && row.size == found.size && row.sidecar == fields;
        if let Some(row) = row.filter(|row| self.payload.is_some() && is_same(row)) {
            self.keep(&found.path, found.claim().file, &row);
            return Ok(());
        }
        self.todo.pending.push(Pending {
            seen: Seen {
                path: found.path,
                size: found.size,
                modified_ns: found.modified_ns,
                kind: SeenKind::Records,
            },
            file: Some(at),
            row: row.map(Box::new),
        });
        Ok(())
    }
}
