//! Brings the index in step with the folder: what is new or changed is read, cleaned and indexed,
//! what is gone is taken out, and the rest is left alone, all in one commit.
//!
//! Lines that several reports share are furniture, so a new report can change how an old one is
//! cleaned. Therefore, once anything has changed, every file is read to learn what is familiar,
//! and those are cleaned again whose bytes, or whose familiar lines, are others than before.
//! Reports are read one by one; the archive is never in memory as a whole.

use super::{Error, SyncReport};
use crate::clean::{Familiar, clean};
use crate::extract::extract;
use crate::index::{Addition, Index, Payload, Row, Unreadable, Writer, digest_key, id_key};
use crate::report::{Entry, Facts};
use crate::sources::{Cause, Folder, Found, Problem, Scan, Source};
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Reports that one thread can as well clean alone.
const FEW: usize = 32;

/// The index as it was.
pub(super) struct Before {
    pub(super) rows: Vec<Row>,
    pub(super) payload: Option<Payload>,
}

/// The index as it is.
pub(super) struct Outcome {
    pub(super) report: SyncReport,
    pub(super) problems: Vec<Problem>,
    pub(super) changed: Timestamp,
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
    let Before { rows, payload } = before;
    let known = payload.as_ref().filter(|payload| payload.folder == root);
    let ids = known.map(|_| rows.iter().map(|row| (row.path.clone(), row.id)).collect());
    let scan = scan.with_ids(&ids.unwrap_or_default());
    let suspects = suspects(folder, &scan.found, &rows, known);
    let missing = rows.iter().map(|row| row.path.as_str());
    let missing = missing.filter(|path| !is_in(&scan.found, path));
    // A report goes when its file is gone, not when it cannot be seen for a while. In another
    // folder the same path is another file.
    let (hidden, gone): (Vec<&str>, Vec<&str>) = missing.partition(|path| known.is_some() && scan.hides(path));
    if let (Some(payload), 0, true) = (known, suspects, gone.is_empty()) {
        return Ok(Outcome {
            report: SyncReport {
                unchanged: rows.len() as u64,
                ..SyncReport::default()
            },
            problems: problems(scan.problems, &payload.unreadable),
            changed: payload.changed,
        });
    }
    tracing::debug!(suspects, gone = gone.len(), "reading the folder");
    let familiar = learn(folder, &scan.found);
    let writer = index.writer(suspects)?;
    let mut done = write(&writer, folder, &scan.found, &rows, &familiar, known.is_some());
    if let Some(error) = done.error.take() {
        return Err(error.into());
    }
    let removed = gone.into_iter().chain(done.lost.iter().map(String::as_str));
    let removed = removed.map(|path| writer.remove(path)).count() as u64;
    let changed = match payload.as_ref() {
        Some(payload) if done.indexed == 0 && removed == 0 => payload.changed,
        _ => Timestamp::now(),
    };
    let now = Payload {
        changed,
        folder: root,
        unreadable: done.unreadable,
    };
    if done.indexed > 0 || removed > 0 || payload.as_ref() != Some(&now) {
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
    })
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
///
/// `same_folder`: the rows are of this folder, so what cannot be read keeps its row.
fn write(
    writer: &Writer,
    folder: &Folder,
    found: &[Found],
    rows: &[Row],
    familiar: &Familiar,
    same_folder: bool,
) -> Done {
    let done = Mutex::new(Done::default());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own = Done::default();
        while let Some(file) = found.get(next.fetch_add(1, Ordering::Relaxed)) {
            let row = row_of(rows, &file.path);
            if let Err(error) = write_one(writer, folder, (file, row), familiar, same_folder, &mut own) {
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
    done
}

fn write_one(
    writer: &Writer,
    folder: &Folder,
    (file, row): (&Found, Option<&Row>),
    familiar: &Familiar,
    same_folder: bool,
    done: &mut Done,
) -> Result<(), crate::index::Error> {
    if same_folder && file.within.is_some() && row.is_some_and(|row| is_same_file(row, file)) {
        done.unchanged += 1;
        return Ok(());
    }
    let source = match folder.read(file) {
        Ok(source) => source,
        Err(problem) if same_folder && row.is_some() && problem.cause == Cause::Access => {
            done.kept.push(problem);
            return Ok(());
        }
        Err(problem) => {
            done.give_up(file, row, problem.reason);
            return Ok(());
        }
    };
    let key = familiar.key(&source);
    let same = row.is_some_and(|row| {
        let same_bytes = row.digest == digest_key(&source.digest);
        let same_file = row.size == file.size && row.modified_ns == file.modified_ns;
        same_bytes && same_file && row.familiar == key && row.id == id_key(&file.id)
    });
    if same {
        done.unchanged += 1;
        return Ok(());
    }
    let Some(entry) = entry(&source, familiar) else {
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

/// What a source says and what we infer. `None` when a rule panics: an odd file never stops a start.
fn entry(source: &Source, familiar: &Familiar) -> Option<Entry> {
    let cleaned = catch_unwind(AssertUnwindSafe(|| {
        let report = clean(source, familiar);
        let facts: Facts = extract(&report);
        Entry { report, facts }
    }));
    cleaned.ok()
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
        self.error = self.error.take().or(other.error);
    }
}
