//! What is to be done so that the index is in step with the folder: found by names, sizes and times
//! alone, for the whole folder or for the paths of which something was told.

mod ids;
mod known;
mod see;

use super::Error;
use super::noted::Noted;
use super::word;
use crate::index::{Payload, Place, RecordsFile, Row, Snapshot, path_key};
use crate::report::ReportId;
use crate::sources::{
    AUTHORITY, Beside, Cause, Folder, Found, MAPPING, Mapping, Problem, SIDECAR_ENDING, Seen, Unseen, above,
    sidecar_path,
};
use jiff::Timestamp;
use known::Known;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;
use std::time::Duration;

/// How much of the folder is looked at, and how.
#[derive(Clone, Debug, Default)]
pub(super) struct Extent {
    /// These paths below it, and what is below them; all of it where none are named.
    pub(super) paths: Option<BTreeSet<String>>,
    /// Each file is read, whatever its size and time.
    pub(super) verify: bool,
    /// A file that was changed less long ago is left for the next look: where nobody tells that it is
    /// closed, somebody may write to it.
    pub(super) aged: Duration,
    /// Files to which somebody writes are left, too.
    pub(super) open: BTreeSet<String>,
    /// What is at these paths, or below them, is read whatever its size and time: it was told that the bytes may
    /// be others, and a file that was moved keeps its time.
    pub(super) written: BTreeSet<String>,
}

impl Extent {
    /// All of it, by sizes and times.
    pub(super) fn whole() -> Self {
        Self::default()
    }

    /// All of it, at the start.
    pub(super) fn first(verify: bool) -> Self {
        Self {
            verify,
            ..Self::default()
        }
    }

    /// What is at these paths, and below them, by sizes and times.
    pub(super) fn at(paths: BTreeSet<String>) -> Self {
        Self {
            paths: Some(paths),
            ..Self::default()
        }
    }

    /// Whether it is the whole folder.
    pub(super) fn is_whole(&self) -> bool {
        self.paths.is_none()
    }
}

/// A file, or a record in one, that has to be read.
pub(super) struct Pending {
    pub(super) seen: Seen,
    /// Which of the files of records it stands in.
    pub(super) file: Option<usize>,
    pub(super) row: Option<Box<Row>>,
}

/// What is to be done.
#[derive(Default)]
pub(super) struct Todo {
    /// Reports to be read, those of one file of records together and in its order.
    pub(super) pending: Vec<Pending>,
    /// Ids that are other than what the path claims, by the place in `pending`.
    pub(super) ids: HashMap<usize, ReportId>,
    /// Reports that get the id that they claim, for it is free now, by the digests of their paths.
    pub(super) returned: HashMap<u64, ReportId>,
    /// Files of records that have to be read.
    pub(super) files: Vec<Seen>,
    /// Files of records as they are now.
    pub(super) known_files: Vec<RecordsFile>,
    /// What is no longer there.
    pub(super) gone: Vec<Row>,
    /// Reports that are as they were.
    pub(super) unchanged: u64,
    /// Files of the archivist's beside reports, as far as they were looked at.
    pub(super) sidecars: HashMap<String, Beside>,
    /// The file of names, where it was looked for.
    pub(super) authority: Option<Option<Beside>>,
    /// Problems that the look met.
    pub(super) problems: Vec<Problem>,
    pub(super) noted: Noted,
    /// What the fields of records are called.
    pub(super) mapping: Mapping,
}

/// The look under way.
struct Look<'a> {
    folder: &'a Folder,
    before: &'a Snapshot,
    /// What the last commit said of this folder.
    payload: Option<&'a Payload>,
    known: Known<'a>,
    verify: bool,
    /// Files that were changed in this time, in nanoseconds since 1970, are left for the next look. What was
    /// changed in the future was changed by another clock, and may be of any age.
    young: Option<RangeInclusive<i64>>,
    /// Files to which somebody writes.
    open: &'a BTreeSet<String>,
    /// What is read whatever its size and time, with what is below it.
    written: &'a BTreeSet<String>,
    /// What the last commit said of files of records, by path.
    known_files: HashMap<&'a str, &'a RecordsFile>,
    todo: Todo,
    /// Whether the file that says how fields of records are called could not be read.
    unmapped: bool,
    /// Keys of files of records none of whose records is another.
    whole: HashSet<u64>,
    error: Option<Error>,
    /// Sidecars beside which a report stands.
    used: HashSet<String>,
    /// Where it is not the whole folder, the paths that are looked at.
    looked: BTreeSet<String>,
}

/// Finds what is to be done. `noted` is what was known before; what is looked at again is said anew.
pub(super) fn find(
    folder: &Folder,
    before: &Snapshot,
    payload: Option<&Payload>,
    noted: &Noted,
    extent: &Extent,
) -> Result<Todo, Error> {
    let mut look = Look {
        folder,
        before,
        payload,
        known: if extent.is_whole() {
            let rows = before.table()?;
            let met = vec![false; rows.len()];
            Known::Table { rows, met }
        } else {
            Known::Look {
                snapshot: before,
                met: HashSet::new(),
            }
        },
        verify: extent.verify || payload.is_none(),
        young: (!extent.aged.is_zero())
            .then(|| ns(Timestamp::now() - extent.aged).saturating_add(1)..=ns(Timestamp::now())),
        open: &extent.open,
        written: &extent.written,
        known_files: payload
            .into_iter()
            .flat_map(|payload| &payload.files)
            .map(|file| (file.path.as_str(), file))
            .collect(),
        todo: Todo::default(),
        unmapped: false,
        whole: HashSet::new(),
        error: None,
        used: HashSet::new(),
        looked: BTreeSet::new(),
    };
    let (mapping, problems) = folder.mapping();
    look.todo.mapping = mapping;
    look.unmapped = problems.iter().any(|problem| problem.cause == Cause::Access);
    match &extent.paths {
        None => look.at_all(noted)?,
        Some(paths) => look.at_paths(paths, noted)?,
    }
    look.todo.noted.forget(MAPPING);
    look.todo.noted.add_problems(problems);
    look.list_records()?;
    look.find_gone(extent)?;
    look.keep_notes(noted);
    look.give_ids()?;
    look.return_ids()?;
    let mut todo = look.todo;
    if !todo.sidecars.is_empty() {
        // What is wrong in them is said anew when they are read.
        for one in todo.pending.iter().filter(|one| one.file.is_none()) {
            todo.noted.forget_faults(&sidecar_path(&one.seen.path));
        }
    }
    todo.noted.add_problems(todo.problems.iter().cloned());
    Ok(todo)
}

impl Look<'_> {
    fn at_all(&mut self, noted: &Noted) -> Result<(), Error> {
        self.todo.authority = Some(None);
        let folder = self.folder;
        folder.look(&mut |sight| self.see(sight));
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let (sidecars, used) = (&self.todo.sidecars, &self.used);
        // What was found wrong in a sidecar that nobody has to read again.
        let kept = noted.faults_of(|file| used.contains(file));
        let orphans: Vec<_> = sidecars
            .keys()
            .filter(|path| !used.contains(*path))
            .map(|path| word::orphan(path))
            .collect();
        self.todo.noted.add_faults(kept);
        self.todo.noted.add_faults(orphans);
        self.keep_files(noted, |_| true);
        Ok(())
    }

    /// Keeps what is known of those files of records that are as they were, and what was said of their records.
    fn keep_files(&mut self, noted: &Noted, of: impl Fn(&String) -> bool) {
        for file in self.payload.into_iter().flat_map(|payload| &payload.files) {
            if self.whole.contains(&path_key(&file.path)) && of(&file.path) {
                self.todo.noted.add_problems(word::problems_of(file));
                let below = noted.said_of(&file.path).filter(|one| one.path != file.path);
                let below = below.filter(|one| one.cause != Cause::Copy);
                self.todo.noted.add_problems(below.cloned());
                self.todo.known_files.push(file.clone());
            }
        }
    }

    fn at_paths(&mut self, paths: &BTreeSet<String>, noted: &Noted) -> Result<(), Error> {
        self.todo.noted = noted.clone();
        if let Some(payload) = self.payload {
            self.todo.known_files.clone_from(&payload.files);
        }
        // A sidecar speaks for the report beside it.
        let of_sidecars = paths.iter().filter(|path| path.ends_with(SIDECAR_ENDING));
        let sidecars: BTreeSet<&str> = of_sidecars.map(String::as_str).collect();
        let mut all = paths.clone();
        all.extend(self.folder.beside(&sidecars));
        self.todo.known_files.retain(|file| !is_within(&all, &file.path));
        for path in &all {
            self.todo.noted.forget(path);
            if path == AUTHORITY {
                self.todo.authority = Some(None);
            } else if !path.ends_with(SIDECAR_ENDING) {
                let folder = self.folder;
                folder.look_below(&sidecar_path(path), &mut |sight| self.see(sight));
            }
            let folder = self.folder;
            folder.look_below(path, &mut |sight| self.see(sight));
            if let Some(error) = self.error.take() {
                return Err(error);
            }
        }
        let orphans: Vec<_> = self
            .todo
            .sidecars
            .keys()
            .filter(|path| !self.used.contains(*path))
            .collect();
        let orphans: Vec<_> = orphans.into_iter().map(|path| word::orphan(path)).collect();
        self.todo.noted.add_faults(orphans);
        self.keep_files(noted, |path| is_within(&all, path));
        self.looked = all;
        Ok(())
    }

    /// Keeps what was said of what nobody may have to read again: that the bytes of a report that stays are those
    /// of another, and what is wrong in its sidecar.
    fn keep_notes(&mut self, noted: &Noted) {
        let gone: HashSet<u64> = self.todo.gone.iter().map(|row| row.path).collect();
        for path in &self.looked {
            let copies = noted.said_of(path).filter(|one| one.cause == Cause::Copy);
            let kept = copies.filter(|one| !gone.contains(&path_key(&one.path)));
            self.todo.noted.add_problems(kept.cloned());
        }
        if !self.looked.is_empty() {
            let used = noted.faults_of(|file| self.used.contains(file));
            self.todo.noted.add_faults(used);
        }
    }

    /// A report goes when its file is gone, not when it cannot be seen for a while. In another folder the
    /// same path is another file.
    fn find_gone(&mut self, extent: &Extent) -> Result<(), Error> {
        let candidates: Vec<(Row, Option<Place>)> = match (&self.known, &extent.paths) {
            (Known::Table { rows, met }, _) => {
                let unmet = rows.iter().zip(met).filter(|(_, met)| !**met);
                let (whole, unmet): (Vec<_>, Vec<_>) = unmet.partition(|(row, _)| self.whole.contains(&row.file));
                self.todo.unchanged += whole.len() as u64;
                unmet.into_iter().map(|(row, _)| (*row, None)).collect()
            }
            (Known::Look { snapshot, met }, Some(paths)) => {
                // A folder that went took what is below it; it may have been told of with files in it.
                let (mut candidates, mut taken) = (Vec::new(), HashSet::new());
                for key in paths.iter().map(|path| path_key(path)) {
                    let own = snapshot.at_path(key)?;
                    let rows = own.into_iter().chain(snapshot.below(key)?);
                    let unmet = rows.filter(|(_, row)| !met.contains(&row.path) && !self.whole.contains(&row.file));
                    let unmet = unmet.filter(|(_, row)| taken.insert(row.path));
                    candidates.extend(unmet.map(|(place, row)| (row, Some(place))));
                }
                candidates
            }
            (Known::Look { .. }, None) => Vec::new(),
        };
        let unseen = match self.payload {
            Some(_) => Unseen::among(&self.todo.problems),
            None => Unseen::default(),
        };
        for (row, place) in candidates {
            if !unseen.is_empty() {
                let place = match place {
                    Some(place) => Some(place),
                    None => self.before.at_path(row.path)?.map(|(place, _)| place),
                };
                let path = place.map(|place| self.before.path(place)).transpose()?;
                if path.is_some_and(|path| unseen.hides(&path)) {
                    self.todo.unchanged += 1;
                    continue;
                }
            }
            self.todo.gone.push(row);
        }
        Ok(())
    }
}

/// Whether a path is one of these, or below one of them.
fn is_within(paths: &BTreeSet<String>, path: &str) -> bool {
    !paths.is_empty() && (paths.contains(path) || above(path).any(|above| paths.contains(above)))
}

fn ns(time: Timestamp) -> i64 {
    i64::try_from(time.as_nanosecond()).unwrap_or(i64::MAX)
}

impl Todo {
    /// The report to be read, with its id.
    pub(super) fn found(&self, n: usize) -> Option<Found> {
        let one = self.pending.get(n)?;
        let found = Found::page(one.seen.clone());
        Some(match self.ids.get(&n) {
            Some(id) => Found {
                id: id.clone(),
                ..found
            },
            None => found,
        })
    }
}
