//! Brings the index in step with the folder: what is new or changed is read, cleaned and indexed,
//! what is gone is taken out, and the rest is left alone, all in one commit.
//!
//! Lines that several reports share are furniture, so a new report can change how an old one is
//! cleaned. Therefore, once anything has changed, every file is read to learn what is familiar,
//! and those are cleaned again whose bytes, or whose familiar lines, are others than before.
//! Reports are read one by one; the archive is never in memory as a whole.

use super::word::{self, Fault, Read};
use super::{Error, SyncReport};
use crate::clean::{Familiar, clean};
use crate::extract::authority::{self, Authority, Sidecar};
use crate::index::{Addition, Index, Payload, Row, Unreadable, Writer, digest_key, id_key};
use crate::report::Entry;
use crate::sources::{Cause, Folder, Found, Problem, Scan, Source};
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Reports that one thread can as well clean alone.
const FEW: usize = 32;

/// The index as it was.
pub(super) struct Before {
    pub(super) rows: Vec<Row>,
    pub(super) payload: Option<Payload>,
    /// The names that were in force.
    pub(super) authority: Arc<Authority>,
}

/// The index as it is.
pub(super) struct Outcome {
    pub(super) report: SyncReport,
    pub(super) problems: Vec<Problem>,
    pub(super) changed: Timestamp,
    pub(super) authority: Arc<Authority>,
    pub(super) faults: Vec<Fault>,
}

/// What one run reads, and what it reads it with.
struct Run<'a> {
    folder: &'a Folder,
    scan: &'a Scan,
    rows: &'a [Row],
    familiar: Familiar,
    authority: &'a Authority,
    /// The rows are of this folder, so what cannot be read keeps its row.
    same_folder: bool,
}

/// What the threads of one run have done.
#[derive(Default)]
struct Done {
    indexed: u64,
    unchanged: u64,
    /// Paths that the index still holds but that can no longer be read.
    lost: Vec<String>,
    unreadable: Vec<Unreadable>,
    /// Files that the index holds and that could not be read just now.
    kept: Vec<Problem>,
    /// What is wrong in sidecars.
    faults: Vec<Fault>,
    error: Option<crate::index::Error>,
}

pub(super) fn bring_in_step(
    index: &Index,
    folder: &Folder,
    root: &Path,
    scan: Scan,
    before: Before,
) -> Result<Outcome, Error> {
    let root = root.to_string_lossy().into_owned();
    let Before {
        rows,
        payload,
        authority: last,
    } = before;
    let known = payload.as_ref().filter(|payload| payload.folder == root);
    let ids = known.map(|_| rows.iter().map(|row| (row.path.clone(), row.id)).collect());
    let scan = scan.with_ids(&ids.unwrap_or_default());
    let (authority, mut faults) = word::names(folder, &scan, &last);
    faults.extend(word::orphans(&scan));
    faults.extend(word::unheld(&scan, &authority));
    let word = word::seen(&authority, &scan);
    let suspects = suspects(folder, &scan.found, &rows, known);
    let missing = rows.iter().map(|row| row.path.as_str());
    let missing = missing.filter(|path| !is_in(&scan.found, path));
    // A report goes when its file is gone, not when it cannot be seen for a while. In another
    // folder the same path is another file.
    let (hidden, gone): (Vec<&str>, Vec<&str>) = missing.partition(|path| known.is_some() && scan.hides(path));
    if let (Some(payload), 0, true) = (known, suspects, gone.is_empty())
        && payload.word == word
        && payload.linked
    {
        faults.extend(sidecar_faults(payload));
        return Ok(Outcome {
            report: SyncReport {
                unchanged: rows.len() as u64,
                ..SyncReport::default()
            },
            problems: problems(scan.problems, &payload.unreadable),
            changed: payload.changed,
            authority,
            faults: in_order(faults),
        });
    }
    tracing::debug!(suspects, gone = gone.len(), "reading the folder");
    let same_word = payload.as_ref().is_some_and(|payload| payload.word == word);
    // An authority file may concern any report.
    let writer = index.writer(if same_word { suspects } else { scan.found.len() })?;
    let run = Run {
        folder,
        scan: &scan,
        rows: &rows,
        familiar: learn(folder, &scan.found),
        authority: &authority,
        same_folder: known.is_some(),
    };
    let mut done = write(&writer, &run);
    if let Some(error) = done.error.take() {
        return Err(error.into());
    }
    let removed = gone.into_iter().chain(done.lost.iter().map(String::as_str));
    let removed = removed.map(|path| writer.remove(path)).count() as u64;
    let changed = match payload.as_ref() {
        Some(payload) if done.indexed == 0 && removed == 0 && same_word => payload.changed,
        _ => Timestamp::now(),
    };
    let mut now = Payload {
        changed,
        folder: root,
        linked: done.indexed == 0 && removed == 0 && payload.as_ref().is_some_and(|payload| payload.linked),
        unreadable: done.unreadable,
        word,
        faults: done
            .faults
            .iter()
            .filter_map(|fault| serde_json::to_string(fault).ok())
            .collect(),
    };
    faults.append(&mut done.faults);
    if done.indexed > 0 || removed > 0 || payload.as_ref() != Some(&now) {
        writer.commit(&now)?;
    } else {
        drop(writer);
    }
    if !now.linked {
        // Any report may be dated by one that came, changed or went: a second commit, and until then
        // the first says that it is to follow.
        let writer = index.writer(suspects)?;
        let relinked = index.snapshot()?.relink(&writer)?;
        tracing::debug!(relinked, "reports are dated by their links");
        now.linked = true;
        writer.commit(&now)?;
    }
    let report = SyncReport {
        indexed: done.indexed,
        unchanged: done.unchanged + (hidden.len() + done.kept.len()) as u64,
        removed,
        rebuilt: None,
    };
    tracing::info!(
        indexed = report.indexed,
        unchanged = report.unchanged,
        removed = report.removed,
        "the index is in step"
    );
    let mut seen = scan.problems;
    seen.append(&mut done.kept);
    Ok(Outcome {
        report,
        problems: problems(seen, &now.unreadable),
        changed,
        authority,
        faults: in_order(faults),
    })
}

/// What was found wrong in sidecars when they were read.
fn sidecar_faults(payload: &Payload) -> impl Iterator<Item = Fault> {
    let faults = payload.faults.iter();
    faults.filter_map(|fault| serde_json::from_str(fault).ok())
}

fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort();
    faults
}

/// How many files may be other than the index knows them, by size, time and id.
fn suspects(folder: &Folder, found: &[Found], rows: &[Row], known: Option<&Payload>) -> usize {
    let Some(known) = known else {
        return found.len();
    };
    let is_known = |file: &&Found| match row_of(rows, &file.path) {
        Some(row) => is_same_file(row, file),
        // A file that was no report is read again: it may have been forbidden, not bad.
        None => known.unreadable.iter().any(|bad| {
            let same = (bad.size, bad.modified_ns) == (file.size, file.modified_ns);
            bad.path == file.path && same && folder.read(file).is_err()
        }),
    };
    found.iter().filter(|file| !is_known(file)).count()
}

fn is_same_file(row: &Row, file: &Found) -> bool {
    let same_bytes = match &file.within {
        // A record's bytes were looked at; its file's time tells of all its records.
        Some(within) => row.digest == within.digest,
        // Where the system tells no time, only the bytes can tell.
        None => file.modified_ns != 0 && row.modified_ns == file.modified_ns,
    };
    same_bytes && row.size == file.size && row.id == id_key(&file.id)
}

/// Rows are sorted by path.
fn row_of<'r>(rows: &'r [Row], path: &str) -> Option<&'r Row> {
    let place = rows.binary_search_by(|row| row.path.as_str().cmp(path));
    place.ok().and_then(|place| rows.get(place))
}

/// The files of a scan are sorted by path.
fn is_in(found: &[Found], path: &str) -> bool {
    found.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
}

fn problems(mut problems: Vec<Problem>, unreadable: &[Unreadable]) -> Vec<Problem> {
    problems.extend(unreadable.iter().map(|bad| Problem {
        path: bad.path.clone(),
        reason: bad.reason.clone(),
        cause: Cause::Content,
    }));
    problems.sort();
    problems
}

/// Reads every file for the lines that reports share.
fn learn(folder: &Folder, found: &[Found]) -> Familiar {
    let mut familiar = Familiar::default();
    // Records share no lines.
    for file in found.iter().filter(|file| file.within.is_none()) {
        // What cannot be read is named when it is its turn to be indexed.
        if let Ok(source) = folder.read(file) {
            familiar.learn(&source);
        }
    }
    familiar
}

/// Cleans and indexes what is not as the index has it, on all cores.
fn write(writer: &Writer, run: &Run<'_>) -> Done {
    let found = &run.scan.found;
    let done = Mutex::new(Done::default());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own = Done::default();
        while let Some(file) = found.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = write_one(writer, run, file, &mut own) {
                own.error = Some(error);
                // The others need not go on either.
                next.store(found.len(), Ordering::Relaxed);
            }
        }
        done.lock().unwrap_or_else(PoisonError::into_inner).add(own);
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(found.len() / FEW + 1);
    if threads == 1 {
        work();
    } else {
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
    }
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.unreadable.sort_by(|a, b| a.path.cmp(&b.path));
    // Two files of one name may share a sidecar.
    done.faults.sort();
    done.faults.dedup();
    done
}

fn write_one(writer: &Writer, run: &Run<'_>, file: &Found, done: &mut Done) -> Result<(), crate::index::Error> {
    let row = row_of(run.rows, &file.path);
    let is_known = |key: u64| run.same_folder && row.is_some_and(|row| is_same_file(row, file) && row.familiar == key);
    // Records share no lines and have no sidecar: nothing of them need be read.
    let mapped = file.within.as_ref().map_or(0, |within| within.key());
    if file.within.is_some() && is_known(word::key(mapped, run.authority, None)) {
        done.unchanged += 1;
        return Ok(());
    }
    let source = match run.folder.read(file) {
        Ok(source) => source,
        Err(problem) if run.same_folder && row.is_some() && problem.cause == Cause::Access => {
            done.kept.push(problem);
            return Ok(());
        }
        Err(problem) => {
            done.give_up(file, row, problem.reason);
            return Ok(());
        }
    };
    let sidecar = match &file.within {
        None => word::sidecar(run.folder, run.scan, &file.path, &mut done.faults),
        Some(_) => Read::Nothing,
    };
    let unclear = matches!(sidecar, Read::Unclear);
    let sidecar = match sidecar {
        Read::Says(sidecar) => Some(sidecar),
        Read::Nothing | Read::Unclear => None,
    };
    let key = word::key(run.familiar.key(&source) ^ mapped, run.authority, sidecar.as_ref());
    let same = row.is_some_and(|row| {
        let same_bytes = row.digest == digest_key(&source.digest);
        let same_file = row.size == file.size && row.modified_ns == file.modified_ns;
        // What a sidecar said stays in force while it cannot be understood.
        let same_word = row.familiar == key || (unclear && run.same_folder);
        same_bytes && same_file && same_word && row.id == id_key(&file.id)
    });
    if same {
        done.unchanged += 1;
        return Ok(());
    }
    let Some(entry) = entry(&source, run, sidecar.as_ref()) else {
        let reason = "it cannot be cleaned; that is a fault of readout, please report it";
        done.give_up(file, row, reason.to_owned());
        return Ok(());
    };
    writer.put(&Addition {
        found: file,
        source: &source,
        entry: &entry,
        familiar: key,
    })?;
    done.indexed += 1;
    Ok(())
}

/// Reads every report of a folder, without an index; what cannot be read is passed over.
pub fn read_all(folder: &Folder, scan: &Scan, authority: &Authority, mut each: impl FnMut(Entry)) {
    let run = Run {
        folder,
        scan,
        rows: &[],
        familiar: learn(folder, &scan.found),
        authority,
        same_folder: false,
    };
    for found in &scan.found {
        let Ok(source) = folder.read(found) else { continue };
        let sidecar = match &found.within {
            None => word::sidecar(folder, scan, &found.path, &mut Vec::new()),
            Some(_) => Read::Nothing,
        };
        let sidecar = match sidecar {
            Read::Says(sidecar) => Some(sidecar),
            Read::Nothing | Read::Unclear => None,
        };
        if let Some(entry) = entry(&source, &run, sidecar.as_ref()) {
            each(entry);
        }
    }
}

/// What a source says and what we infer, with the archivist's word. `None` when a rule panics: an odd
/// file never stops a start.
fn entry(source: &Source, run: &Run<'_>, sidecar: Option<&Sidecar>) -> Option<Entry> {
    let read = || authority::read(clean(source, &run.familiar), run.authority, sidecar);
    catch_unwind(AssertUnwindSafe(read)).ok()
}

impl Done {
    fn give_up(&mut self, file: &Found, row: Option<&Row>, reason: String) {
        if row.is_some() {
            self.lost.push(file.path.clone());
        }
        self.unreadable.push(Unreadable {
            path: file.path.clone(),
            size: file.size,
            modified_ns: file.modified_ns,
            reason,
        });
    }

    fn add(&mut self, other: Done) {
        self.indexed += other.indexed;
        self.unchanged += other.unchanged;
        self.lost.extend(other.lost);
        self.kept.extend(other.kept);
        self.unreadable.extend(other.unreadable);
        self.faults.extend(other.faults);
        self.error = self.error.take().or(other.error);
    }
}
