//! What is to be done so that the index is in step with the folder: found by names, sizes and times
//! alone, for the whole folder or for the paths of which something was told.

use super::Error;
use super::noted::Noted;
use super::word;
use crate::index::{Payload, Place, RecordsFile, Row, Snapshot, path_key};
use crate::report::ReportId;
use crate::sources::{
    AUTHORITY, Beside, Cause, Claim, Folder, Found, MAPPING, Mapping, Problem, SIDECAR_ENDING, Seen, SeenKind, Sight,
    give_ids, hides, id_key, served_as, sidecar_path,
};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;
use std::time::Duration;

/// How much of the folder is looked at.
#[derive(Clone, Debug)]
pub(super) enum Extent {
    /// All of it.
    All {
        /// Each file is read, whatever its size and time.
        verify: bool,
        /// A file that was changed less long ago is left for the next look: where nobody tells that it is
        /// closed, somebody may write to it.
        aged: Duration,
        /// Files to which somebody writes are left, too.
        open: BTreeSet<String>,
    },
    /// These paths below it, and what is below them.
    Paths(BTreeSet<String>),
}

impl Extent {
    /// All of it, by sizes and times.
    pub(super) fn whole() -> Self {
        Self::first(false)
    }

    /// All of it, at the start.
    pub(super) fn first(verify: bool) -> Self {
        Self::All {
            verify,
            aged: Duration::ZERO,
            open: BTreeSet::new(),
        }
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

/// Rows that are asked for by path.
enum Known<'a> {
    /// All of them, and which were met.
    Table {
        rows: Vec<Row>,
        met: Vec<bool>,
    },
    Look {
        snapshot: &'a Snapshot,
        met: HashSet<u64>,
    },
}

impl Known<'_> {
    /// The row of a path, which is met now; nothing where it was met before.
    fn meet(&mut self, path: &str) -> Result<Option<Option<Row>>, Error> {
        let key = path_key(path);
        match self {
            Known::Table { rows, met } => {
                let Ok(place) = rows.binary_search_by_key(&key, |row| row.path) else {
                    return Ok(Some(None));
                };
                if let Some(met) = met.get_mut(place) {
                    *met = true;
                }
                Ok(Some(rows.get(place).copied()))
            }
            Known::Look { snapshot, met } => {
                // A folder and a file in it may both have been told of.
                if !met.insert(key) {
                    return Ok(None);
                }
                Ok(Some(snapshot.at_path(key)?.map(|(_, row)| row)))
            }
        }
    }
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
}

/// Finds what is to be done. `noted` is what was known before; what is looked at again is said anew.
pub(super) fn find(
    folder: &Folder,
    before: &Snapshot,
    payload: Option<&Payload>,
    noted: &Noted,
    extent: &Extent,
) -> Result<Todo, Error> {
    let none = BTreeSet::new();
    let mut look = Look {
        folder,
        before,
        payload,
        known: match extent {
            Extent::All { .. } => {
                let rows = before.table()?;
                let met = vec![false; rows.len()];
                Known::Table { rows, met }
            }
            Extent::Paths(_) => Known::Look {
                snapshot: before,
                met: HashSet::new(),
            },
        },
        verify: matches!(extent, Extent::All { verify: true, .. }) || payload.is_none(),
        young: match extent {
            Extent::All { aged, .. } if !aged.is_zero() => {
                Some(ns(Timestamp::now() - *aged).saturating_add(1)..=ns(Timestamp::now()))
            }
            _ => None,
        },
        open: match extent {
            Extent::All { open, .. } => open,
            Extent::Paths(_) => &none,
        },
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
    };
    let (mapping, problems) = folder.mapping();
    look.todo.mapping = mapping;
    look.unmapped = problems.iter().any(|problem| problem.cause == Cause::Access);
    match extent {
        Extent::All { .. } => look.at_all(noted)?,
        Extent::Paths(paths) => look.at_paths(paths, noted)?,
    }
    look.todo.noted.forget(MAPPING);
    look.todo.noted.add_problems(problems);
    look.list_records()?;
    look.find_gone(extent)?;
    look.give_ids()?;
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
        self.keep_files(|_| true);
        Ok(())
    }

    /// Keeps what is known of those files of records that are as they were.
    fn keep_files(&mut self, of: impl Fn(&String) -> bool) {
        for file in self.payload.into_iter().flat_map(|payload| &payload.files) {
            if self.whole.contains(&path_key(&file.path)) && of(&file.path) {
                self.todo.noted.add_problems(word::problems_of(file));
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
        let mut all = paths.clone();
        for path in paths.iter().filter(|path| path.ends_with(SIDECAR_ENDING)) {
            self.todo.noted.forget_faults(path);
            all.extend(self.folder.beside(path));
        }
        self.todo.known_files.retain(|file| !all.contains(&file.path));
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
        self.keep_files(|path| all.contains(path));
        Ok(())
    }

    /// Whether to go on.
    fn see(&mut self, sight: Sight) -> bool {
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
        if let Some(row) = row.filter(|row| !self.verify && is_same(row)) {
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

    fn note_id(&mut self, path: &str, file: usize, claimed: &ReportId, key: u64) {
        if let Some(id) = (Claim { path, file }).known_as(key) {
            let held = self.before.of_id(id_key(claimed)).is_ok_and(|found| found.is_some());
            self.todo.noted.add_problems([served_as(path, claimed, &id, held)]);
        }
    }

    fn see_records(&mut self, seen: Seen) {
        let same = self.known_files.get(seen.path.as_str()).is_some_and(|file| {
            let as_it_was = (file.size, file.modified_ns) == (seen.size, seen.modified_ns);
            seen.modified_ns != 0 && as_it_was && file.fields == self.todo.mapping.of(&seen.path).key()
        });
        // Without what says how their fields are called, none can be read as it was.
        if same && !self.verify || self.is_young(&seen) || self.unmapped {
            self.whole.insert(path_key(&seen.path));
        } else {
            self.todo.files.push(seen);
        }
    }

    /// Lists the records of the files that have to be read: those that are known by their digest need
    /// not be read again.
    fn list_records(&mut self) -> Result<(), Error> {
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

    /// A report goes when its file is gone, not when it cannot be seen for a while. In another folder the
    /// same path is another file.
    fn find_gone(&mut self, extent: &Extent) -> Result<(), Error> {
        let candidates: Vec<(Row, Option<Place>)> = match (&self.known, extent) {
            (Known::Table { rows, met }, _) => {
                let unmet = rows.iter().zip(met).filter(|(_, met)| !**met);
                let (whole, unmet): (Vec<_>, Vec<_>) = unmet.partition(|(row, _)| self.whole.contains(&row.file));
                self.todo.unchanged += whole.len() as u64;
                unmet.into_iter().map(|(row, _)| (*row, None)).collect()
            }
            (Known::Look { snapshot, met }, Extent::Paths(paths)) => {
                let mut candidates = Vec::new();
                for key in paths.iter().map(|path| path_key(path)) {
                    let own = snapshot.at_path(key)?;
                    let records = match self.whole.contains(&key) {
                        true => Vec::new(),
                        false => snapshot.of_file(key)?,
                    };
                    let unmet = own
                        .into_iter()
                        .chain(records)
                        .filter(|(_, row)| !met.contains(&row.path));
                    candidates.extend(unmet.map(|(place, row)| (row, Some(place))));
                }
                candidates
            }
            (Known::Look { .. }, Extent::All { .. }) => Vec::new(),
        };
        let unread = match self.payload {
            Some(_) => unread(&self.todo.problems),
            None => Vec::new(),
        };
        for (row, place) in candidates {
            if !unread.is_empty() {
                let place = match place {
                    Some(place) => Some(place),
                    None => self.before.at_path(row.path)?.map(|(place, _)| place),
                };
                let path = place.map(|place| self.before.path(place)).transpose()?;
                if path.is_some_and(|path| hides(&unread, &path)) {
                    self.todo.unchanged += 1;
                    continue;
                }
            }
            self.todo.gone.push(row);
        }
        Ok(())
    }

    fn give_ids(&mut self) -> Result<(), Error> {
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
}

/// Those of what could not be seen, which are few, from all: of pictures and the like there may be as many as
/// of reports.
pub(super) fn unread(problems: &[Problem]) -> Vec<Problem> {
    let unread = problems.iter().filter(|problem| problem.cause == Cause::Access);
    unread.cloned().collect()
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
