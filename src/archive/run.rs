//! Reads, cleans and indexes what is to be done, on all cores. Reports are read one by one; the archive
//! is never in memory as a whole.

use super::progress::{Meter, Stage};
use super::shared::Shared;
use super::todo::{Pending, Todo};
use super::word::{self, Fault, Read};
use crate::clean::{Familiar, clean, familiar_key, margins};
use crate::extract::authority::{self, Authority, Sidecar};
use crate::index::{Addition, Row, Snapshot, Touched, Writer, digest_key, path_key};
use crate::report::Entry;
use crate::sources::{Cause, Folder, Found, Problem, Source, Unseen, sidecar_path};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Reports that one thread can as well clean alone.
const FEW: usize = 32;
/// Of so many reports, if more come and somebody waits for the first, the lines at both ends are counted
/// before one is cleaned: without that, the first reports of each outlet would not know its furniture and had
/// to be read again.
const SAMPLED: usize = 50_000;
/// Records that are read before somebody cleans them.
const AHEAD: usize = 64;

/// What one run reads, and what it reads it with.
pub(super) struct Run<'a> {
    pub(super) folder: &'a Folder,
    pub(super) todo: &'a Todo,
    pub(super) before: &'a Snapshot,
    /// What could not be seen.
    pub(super) unseen: Unseen,
    pub(super) shared: Shared<'a>,
    pub(super) authority: &'a Authority,
    /// The rows are of this folder, so what cannot be read keeps its row.
    pub(super) same_folder: bool,
    /// Whether so few reports come that it is remembered what came with them.
    pub(super) few: bool,
    /// Whether nobody waits for the first of them.
    pub(super) alone: bool,
    pub(super) meter: &'a Meter,
    /// The next of the pending reports.
    pub(super) next: AtomicUsize,
    /// The file of records that is read, and since when: for a file is read from its beginning each time, its
    /// parts grow as it goes on.
    pub(super) reading: Mutex<Option<(usize, Instant)>>,
}

impl Run<'_> {
    /// Every so many-th of the pending pages is in the sample.
    fn stride(&self) -> usize {
        match self.alone {
            true => 1,
            false => self.todo.pending.len().div_ceil(SAMPLED).max(1),
        }
    }

    /// Whether the lines of this one were counted before.
    fn is_sampled(&self, n: usize) -> bool {
        !self.few && n.is_multiple_of(self.stride())
    }
}

/// What the threads of one run have done.
#[derive(Default)]
pub(super) struct Done {
    pub(super) indexed: u64,
    pub(super) unchanged: u64,
    /// What the index still holds but that can no longer be read.
    pub(super) lost: Vec<Row>,
    pub(super) problems: Vec<Problem>,
    /// What is wrong in sidecars.
    pub(super) faults: Vec<Fault>,
    /// Files that somebody writes to: they are read when that ends.
    pub(super) unsettled: Vec<String>,
    /// Where few came, what they are.
    pub(super) written: Vec<Written>,
    pub(super) touched: Touched,
    pub(super) lines: Vec<u64>,
    pub(super) error: Option<crate::index::Error>,
}

/// A report that came.
pub(super) struct Written {
    pub(super) path: u64,
    pub(super) digest: u64,
}

impl Done {
    pub(super) fn add(&mut self, other: Done) {
        self.indexed += other.indexed;
        self.unchanged += other.unchanged;
        self.lost.extend(other.lost);
        self.problems.extend(other.problems);
        self.faults.extend(other.faults);
        self.unsettled.extend(other.unsettled);
        self.written.extend(other.written);
        self.touched.extend(other.touched);
        self.lines.extend(other.lines);
        self.error = self.error.take().or(other.error);
    }

    fn give_up(&mut self, found: &Found, row: Option<&Row>, reason: String) {
        self.lost.extend(row.copied());
        self.problems.push(Problem {
            path: found.path.clone(),
            reason,
            cause: Cause::Content,
        });
    }
}

/// Does what is to be done from where the last call ended, until `until` at about; says whether that is
/// all.
pub(super) fn work(writer: &Writer, run: &Run<'_>, until: Instant, done: &mut Done) -> bool {
    loop {
        if work_on_kind(writer, run, until, done) {
            return true;
        }
        if Instant::now() >= until || run.meter.is_stopped() {
            return false;
        }
    }
}

/// The same for pages, or for one file of records, whatever comes next.
fn work_on_kind(writer: &Writer, run: &Run<'_>, until: Instant, done: &mut Done) -> bool {
    let pending = &run.todo.pending;
    let begin = run.next.load(Ordering::Relaxed);
    let goes_on = || Instant::now() < until && !run.meter.is_stopped();
    match pending.get(begin).map(|one| one.file) {
        None => return true,
        Some(None) => {
            let rest = pending.len() - begin;
            on_all_cores(rest, done, &|done| {
                while goes_on() {
                    let n = run.next.fetch_add(1, Ordering::Relaxed);
                    // Pages come before records.
                    let Some(one) = pending.get(n).filter(|one| one.file.is_none()) else {
                        run.next.fetch_min(n, Ordering::Relaxed);
                        return;
                    };
                    read_page(writer, run, n, one, done);
                    if done.error.is_some() {
                        return;
                    }
                }
            });
        }
        Some(Some(file)) => {
            let end = pending
                .iter()
                .skip(begin)
                .take_while(|one| one.file == Some(file))
                .count()
                + begin;
            let next = work_records(writer, run, file, begin..end, until, done);
            run.next.store(next, Ordering::Relaxed);
        }
    }
    done.error.is_some() || run.next.load(Ordering::Relaxed) >= pending.len()
}

/// Counts the lines of a sample of the reports that come.
pub(super) fn sample(run: &Run<'_>) {
    if run.few {
        return;
    }
    let (pending, stride) = (&run.todo.pending, run.stride());
    run.meter.begin(Stage::Comparing, (pending.len() / stride) as u64);
    let next = AtomicUsize::new(0);
    on_all_cores(pending.len() / stride, &mut Done::default(), &|_| {
        while !run.meter.is_stopped() {
            let n = next.fetch_add(stride, Ordering::Relaxed);
            // Pages come before records, which have no such lines.
            if pending.get(n).is_none_or(|one| one.file.is_some()) {
                return;
            }
            let source = run.todo.found(n).and_then(|found| run.folder.read(&found).ok());
            if let Some(source) = source {
                // Many are counted in memory, which cannot fail.
                let _ = run.shared.learn(&margins(&source), false);
            }
            run.meter.step();
        }
    });
}

fn on_all_cores(reports: usize, done: &mut Done, work: &(dyn Fn(&mut Done) + Sync)) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(reports / FEW + 1);
    if threads == 1 {
        return work(done);
    }
    let all = Mutex::new(done);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut own = Done::default();
                work(&mut own);
                all.lock().unwrap_or_else(PoisonError::into_inner).add(own);
            });
        }
    });
}

/// Until when a file of records is read: for as long as it took until now, but not shorter than asked.
fn until_for(run: &Run<'_>, file: usize, until: Instant) -> Instant {
    let mut reading = run.reading.lock().unwrap_or_else(PoisonError::into_inner);
    let now = Instant::now();
    match *reading {
        Some((known, since)) if known == file => until.max(now + (now - since)),
        _ => {
            *reading = Some((file, now));
            until
        }
    }
}

/// Reads one file of records, and cleans those of its records that are pending, until `until` at about; says
/// which is the next.
fn work_records(
    writer: &Writer,
    run: &Run<'_>,
    file: usize,
    range: std::ops::Range<usize>,
    until: Instant,
    done: &mut Done,
) -> usize {
    let Some(seen) = run.todo.files.get(file) else {
        return range.end;
    };
    let until = until_for(run, file, until);
    let (ready, waiting) = sync_channel::<(usize, Vec<u8>)>(AHEAD);
    let waiting = Mutex::new(waiting);
    let read = || {
        let mut next = range.clone().peekable();
        let mut in_time = true;
        let mut each = |found: Found, bytes: &[u8]| {
            in_time = in_time && Instant::now() < until;
            if !in_time {
                return;
            }
            let wanted = next.peek().and_then(|n| run.todo.pending.get(*n));
            if wanted.is_some_and(|one| one.seen.path == found.path)
                && let Some(n) = next.next()
            {
                // Who waits has ended only where something failed.
                let _ = ready.send((n, bytes.to_vec()));
            }
        };
        run.folder.records(seen, &run.todo.mapping, &mut each, &mut Vec::new());
        drop(ready);
        (next.next().unwrap_or(range.end), in_time)
    };
    let left = std::thread::scope(|scope| {
        let reader = scope.spawn(read);
        on_all_cores(range.len(), done, &|done| {
            while let Some((n, bytes)) = take(&waiting) {
                if done.error.is_none() && !run.meter.is_stopped() {
                    read_record(writer, run, n, bytes, done);
                }
            }
        });
        // A fault of ours in it is no end.
        reader.join().unwrap_or((range.start, true))
    });
    let (next, in_time) = left;
    // Told to stop, nobody takes what is read.
    if (in_time && next < range.end) || run.meter.is_stopped() {
        done.unsettled.push(seen.path.clone());
    }
    if in_time { range.end } else { next }
}

fn take(waiting: &Mutex<Receiver<(usize, Vec<u8>)>>) -> Option<(usize, Vec<u8>)> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn read_page(writer: &Writer, run: &Run<'_>, n: usize, one: &Pending, done: &mut Done) {
    let Some(found) = run.todo.found(n) else { return };
    let row = one.row.as_deref();
    match run.folder.read(&found) {
        Ok(source) => keep_error(done, |done| {
            read_source(writer, run, &found, &source, one, run.is_sampled(n), done)
        }),
        Err(problem) if problem.cause == Cause::Access => {
            if row.is_some() && run.same_folder {
                done.unchanged += 1;
            }
            done.unsettled.push(found.path);
            done.problems.push(problem);
        }
        Err(problem) => done.give_up(&found, row, problem.reason),
    }
    run.meter.step();
}

fn read_record(writer: &Writer, run: &Run<'_>, n: usize, bytes: Vec<u8>, done: &mut Done) {
    let (Some(found), Some(one)) = (run.todo.found(n), run.todo.pending.get(n)) else {
        return;
    };
    let file = one.file.and_then(|file| run.todo.files.get(file));
    let found = found.in_file(file.map_or("", |file| &file.path), &run.todo.mapping);
    let row = one.row.as_deref();
    match Source::record(&found, bytes) {
        Ok(source) => keep_error(done, |done| read_source(writer, run, &found, &source, one, false, done)),
        Err(problem) => done.give_up(&found, row, problem.reason),
    }
    run.meter.step();
}

fn keep_error(done: &mut Done, work: impl FnOnce(&mut Done) -> Result<(), crate::index::Error>) {
    if let Err(error) = work(done) {
        done.error = Some(error);
    }
}

fn read_source(
    writer: &Writer,
    run: &Run<'_>,
    found: &Found,
    source: &Source,
    one: &Pending,
    counted: bool,
    done: &mut Done,
) -> Result<(), crate::index::Error> {
    let row = one.row.as_deref();
    let path = sidecar_path(&found.path);
    let beside = run.todo.sidecars.get(&path).filter(|_| found.within.is_none());
    let hidden = found.within.is_none() && beside.is_none() && run.unseen.hides(&path);
    let sidecar = word::sidecar(run.folder, beside, hidden, &mut done.faults);
    let unclear = matches!(sidecar, Read::Unclear);
    let sidecar = match sidecar {
        Read::Says(sidecar) => Some(sidecar),
        Read::Nothing | Read::Unclear => None,
    };
    let stamp = beside.map_or(found.fields_key(), word::stamp);
    let same = row.is_some_and(|row| {
        let same_bytes = row.digest == digest_key(&source.digest) && row.size == found.size;
        // What a sidecar said stays in force while it cannot be understood: it is known only as part of what was
        // read with it, which is left as it is, whatever its time.
        let is_kept = unclear && run.same_folder && row.sidecar != 0;
        let same_word = row.sidecar == stamp || (unclear && run.same_folder);
        let same_time = row.modified_ns == found.modified_ns || is_kept;
        same_bytes && same_word && same_time && row.id == crate::sources::id_key(&found.id)
    });
    if same {
        done.unchanged += 1;
        return Ok(());
    }
    let lines = margins(source);
    let familiar = run.shared.learn(&lines, counted)?;
    let Some(entry) = entry(source, &familiar, run.authority, sidecar.as_ref()) else {
        let reason = "it cannot be cleaned; that is a fault of readout, please report it";
        done.give_up(found, row, reason.to_owned());
        return Ok(());
    };
    writer.put(&Addition {
        found,
        source,
        entry: &entry,
        lines: &lines,
        familiar: familiar_key(familiar),
        sidecar: stamp,
        replaces: row.is_some(),
    })?;
    done.indexed += 1;
    if run.few {
        done.touched.add(&entry.report);
        done.lines.extend(&lines);
        done.written.push(Written {
            path: path_key(&found.path),
            digest: digest_key(&source.digest),
        });
        if let Some(row) = row {
            forget(run.before, row, done)?;
        }
    }
    Ok(())
}

/// What was there before hung together with others, too.
pub(super) fn forget(before: &Snapshot, row: &Row, done: &mut Done) -> Result<(), crate::index::Error> {
    if let Some((place, _)) = before.at_path(row.path)? {
        let kept = before.kept(place)?;
        done.touched.add(&kept.record.entry.report);
        if let Some(page) = kept.page() {
            done.lines.extend(margins(&page));
        }
        done.written.push(Written {
            path: row.path,
            digest: row.digest,
        });
    }
    Ok(())
}

/// What a source says and what we infer, with the archivist's word. `None` when a rule panics: an odd
/// file never stops a start.
pub(super) fn entry(
    source: &Source,
    familiar: &[u64],
    authority: &Authority,
    sidecar: Option<&Sidecar>,
) -> Option<Entry> {
    let familiar = Familiar::of(familiar.iter().copied());
    let read = || authority::read(clean(source, &familiar), authority, sidecar);
    catch_unwind(AssertUnwindSafe(read)).ok()
}
