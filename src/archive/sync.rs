//! Brings the index in step with the folder: what is new or changed is read, cleaned and indexed, what is
//! gone is taken out, and the rest is left alone. Much is done in parts, each committed and served while
//! the next is read; a stop at any moment loses no report, for what was committed is known by its file,
//! and what was not is found again.

use super::noted::Noted;
use super::progress::{Stage, WORTH_TELLING};
use super::run::{self, Done, Run};
use super::settle::{self, Settling};
use super::shared::Shared;
use super::todo::{self, Extent, Todo};
use super::word;
use super::{Error, Inner, SyncReport};
use crate::extract::authority::Authority;
use crate::index::{Index, Payload, RecordsFile, Row, Snapshot, Writer};
use crate::sources::{AUTHORITY, Cause, Folder, Unseen};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Up to so many reports that came or went are settled by look-ups; more by one walk.
const FEW: usize = 2_000;
/// After so long the first part of a long run is put in force, and the later ones after twice the time of
/// the one before, up to [`LONGEST`].
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(40);
/// Copies that are named.
const COPIES: usize = 200;

/// The index as it was.
pub(super) struct Before {
    pub(super) snapshot: Snapshot,
    pub(super) payload: Option<Payload>,
    pub(super) noted: Noted,
    /// The names that were in force.
    pub(super) authority: Arc<Authority>,
}

/// The index as it is.
pub(super) struct Outcome {
    pub(super) report: SyncReport,
    pub(super) noted: Noted,
    pub(super) changed: Timestamp,
    pub(super) authority: Arc<Authority>,
    /// Files that somebody writes to.
    pub(super) unsettled: Vec<String>,
    /// Whether nothing more is to come just now.
    pub(super) in_step: bool,
}

/// What a run needs beside the folder.
pub(super) struct Tools<'a> {
    pub(super) inner: &'a Inner,
    pub(super) index: &'a Index,
    /// The writer, made when it is first needed, and kept.
    pub(super) writer: &'a mut Option<Writer>,
    /// Whether nobody reads meanwhile.
    pub(super) alone: bool,
    /// Told of each part that was put in force.
    pub(super) publish: &'a mut dyn FnMut(&Outcome) -> Result<(), Error>,
}

pub(super) fn bring_in_step(
    tools: &mut Tools<'_>,
    folder: &Folder,
    root: &Path,
    extent: &Extent,
    before: Before,
) -> Result<Outcome, Error> {
    let root = root.to_string_lossy().into_owned();
    let last = before.payload.as_ref();
    let known = last.filter(|payload| payload.folder == root);
    let meter = &tools.inner.meter;
    if extent.is_whole() {
        meter.begin(Stage::Looking, 0);
    }
    let mut todo = todo::find(folder, &before.snapshot, known, &before.noted, extent)?;
    if extent.is_whole() {
        super::checks::check_any(folder, &root, &todo)?;
    } else if todo.gone.len() as u64 >= before.snapshot.len() && todo.pending.is_empty() {
        // All at once is more likely a disk that is not there: a look at the whole folder will say.
        return bring_in_step(tools, folder, Path::new(&root), &Extent::whole(), before);
    }
    let (authority, names) = names(folder, &todo, &before.authority);
    let is_looked_at = todo.authority.is_some();
    let settled = known.is_some_and(|payload| payload.settled);
    let again = renamed(&before, known, &authority)?;
    let files = std::mem::take(&mut todo.known_files);
    let same_files = known.is_some_and(|payload| same(&payload.files, &files));
    let nothing = todo.pending.is_empty() && todo.gone.is_empty() && again.is_empty();
    let mut outcome = Outcome {
        report: SyncReport {
            unchanged: todo.unchanged,
            ..SyncReport::default()
        },
        noted: std::mem::take(&mut todo.noted),
        changed: last.map_or_else(Timestamp::now, |payload| payload.changed),
        authority: Arc::clone(&authority),
        unsettled: Vec::new(),
        in_step: false,
    };
    if is_looked_at {
        outcome.noted.forget_faults(AUTHORITY);
    } else {
        // Which of the reports that it names are not held is said anew each time.
        let said = word::unheld(&authority, |_| false);
        outcome.noted.retain_faults(AUTHORITY, |fault| !said.contains(fault));
    }
    outcome.noted.add_faults(names);
    let in_force = known.is_some_and(|payload| payload.authority == authority.text_digest());
    let mut done = Done::default();
    let few = (settled || before.snapshot.is_empty()) && todo.pending.len() + todo.gone.len() <= FEW;
    if !(nothing && settled && same_files && in_force) {
        let change = Change {
            few,
            todo,
            again: &again,
            files,
            root,
            known: known.is_some(),
        };
        done = write(tools, folder, &before, change, &mut outcome)?;
    }
    // Of many it is not remembered what came.
    let done = Some(done).filter(|_| few && !extent.is_whole());
    note_copies(tools.index, done.as_ref(), &mut outcome)?;
    let snapshot = tools.index.snapshot()?;
    let is_held = |id: &crate::report::ReportId| snapshot.of_id(crate::index::id_key(id)).is_ok_and(|id| id.is_some());
    outcome.noted.add_faults(word::unheld(&authority, is_held));
    tracing::debug!(
        indexed = outcome.report.indexed,
        unchanged = outcome.report.unchanged,
        removed = outcome.report.removed,
        "the index is in step"
    );
    Ok(outcome)
}

/// What a run changes.
struct Change<'a> {
    todo: Todo,
    /// Whether it is so little that look-ups settle it.
    few: bool,
    /// Reports of which the archivist's word changed.
    again: &'a [u64],
    files: Vec<RecordsFile>,
    root: String,
    /// Whether the index is of this folder.
    known: bool,
}

fn write(
    tools: &mut Tools<'_>,
    folder: &Folder,
    before: &Before,
    change: Change<'_>,
    outcome: &mut Outcome,
) -> Result<Done, Error> {
    let mut todo = change.todo;
    let expected = todo.pending.len() + change.again.len();
    if let Some(other) = tools.writer.take_if(|writer| !writer.fits(expected)) {
        other.finish()?;
    }
    let writer = match tools.writer {
        Some(writer) => writer,
        None => tools.writer.insert(tools.index.writer(expected)?),
    };
    let meter = &tools.inner.meter;
    let authority = Arc::clone(&outcome.authority);
    let run = Run {
        folder,
        todo: &todo,
        unseen: Unseen::among(&todo.problems),
        before: &before.snapshot,
        shared: match change.few {
            true => Shared::few(&before.snapshot),
            false => Shared::many(todo.pending.len()),
        },
        authority: &authority,
        same_folder: change.known,
        few: change.few,
        alone: tools.alone,
        meter,
        next: AtomicUsize::new(0),
        reading: Mutex::new(None),
    };
    run::sample(&run);
    meter.begin(Stage::Indexing, todo.pending.len() as u64);
    let last = before.payload.as_ref();
    let mut payload = Payload {
        changed: outcome.changed,
        folder: change.root,
        settled: false,
        // Only at the end is it known that each file of records was read.
        files: last
            .filter(|_| change.known)
            .map(|last| last.files.clone())
            .unwrap_or_default(),
        problems: Vec::new(),
        // Until the end, so that a stop in between is not forgotten.
        authority: last.map_or(0, |last| last.authority),
        faults: Vec::new(),
    };
    let to_read: HashSet<&str> = todo.files.iter().map(|seen| seen.path.as_str()).collect();
    payload.files.retain(|file| !to_read.contains(file.path.as_str()));
    let mut done = Done::default();
    for row in &todo.gone {
        writer.remove(row.path);
        if change.few {
            run::forget(&before.snapshot, row, &mut done)?;
        }
    }
    let mut removed = todo.gone.len() as u64;
    // What is soon done, on any machine, is put in force as one. Each part is merged with others later, so
    // where nobody waits for the first reports they are long.
    let mut pause = match todo.pending.len() as u64 >= WORTH_TELLING {
        true if tools.alone => LONGEST,
        true => FIRST,
        false => Duration::from_secs(24 * 60 * 60),
    };
    loop {
        let is_all = run::work(writer, &run, Instant::now() + pause, &mut done);
        if let Some(error) = done.error.take() {
            return Err(error.into());
        }
        let lost = std::mem::take(&mut done.lost);
        removed += lost.len() as u64;
        for row in lost {
            writer.remove(row.path);
            if change.few {
                run::forget(&before.snapshot, &row, &mut done)?;
            }
        }
        outcome.report.indexed = done.indexed;
        outcome.report.removed = removed;
        outcome.report.unchanged = todo.unchanged + done.unchanged;
        if done.indexed > 0 || removed > 0 {
            outcome.changed = Timestamp::now();
            payload.changed = outcome.changed;
        }
        // Of what was told to stop it is not known that it is all.
        if meter.is_stopped() {
            writer.commit(&payload)?;
            return Ok(done);
        }
        if is_all {
            break;
        }
        writer.commit(&payload)?;
        (tools.publish)(outcome)?;
        pause = (pause * 2).min(LONGEST);
    }
    outcome.unsettled = std::mem::take(&mut done.unsettled);
    let unread = |file: &RecordsFile| outcome.unsettled.contains(&file.path);
    payload.files = change.files.into_iter().filter(|file| !unread(file)).collect();
    for problem in done.problems.iter().filter(|problem| problem.cause == Cause::Content) {
        // It is served no more.
        outcome.noted.forget_cause(&problem.path, Cause::Copy);
    }
    outcome.noted.add_problems(std::mem::take(&mut done.problems));
    outcome.noted.add_faults(std::mem::take(&mut done.faults));
    if done.indexed > 0 || removed > 0 || !change.known {
        writer.commit(&payload)?;
        outcome.in_step = change.few;
        (tools.publish)(outcome)?;
    }
    meter.begin(Stage::Settling, 0);
    // Of a million reports these are 160 MB, and what is settled takes memory, too.
    drop(run);
    todo.pending = Vec::new();
    let settling = Settling {
        index: tools.index,
        folder,
        authority: &authority,
        before: &before.snapshot,
        meter,
        mapping: &todo.mapping,
        returned: &todo.returned,
    };
    let old = settle::settle(&settling, writer, &mut done, change.few, change.again, &payload)?;
    outcome.report.indexed += old;
    outcome.report.unchanged = outcome.report.unchanged.saturating_sub(old);
    // Of a note, or an office, it is only the page of its person that is another.
    let noted = last.is_some_and(|last| last.authority != authority.text_digest());
    if old > 0 || noted {
        outcome.changed = Timestamp::now();
    }
    payload.changed = outcome.changed;
    payload.settled = true;
    payload.authority = authority.text_digest();
    payload.problems = texts(&outcome.noted.problems().0);
    payload.faults = texts(&outcome.noted.faults());
    // First: whoever follows reads them as soon as it sees the commit.
    tools.inner.keep_names(&authority);
    if before.payload.as_ref() != Some(&payload) {
        writer.commit(&payload)?;
    }
    Ok(done)
}

/// As they are kept in the index, for the archive to read.
fn texts<T: serde::Serialize>(values: &[T]) -> Vec<String> {
    values
        .iter()
        .filter_map(|value| serde_json::to_string(value).ok())
        .collect()
}

fn names(folder: &Folder, todo: &Todo, last: &Arc<Authority>) -> (Arc<Authority>, Vec<word::Fault>) {
    match &todo.authority {
        Some(beside) => word::names(
            folder,
            beside.as_ref(),
            Unseen::among(&todo.problems).hides(AUTHORITY),
            last,
        ),
        None => (Arc::clone(last), Vec::new()),
    }
}

/// Reports that the authority file concerns otherwise than before.
fn renamed(before: &Before, known: Option<&Payload>, authority: &Authority) -> Result<Vec<u64>, Error> {
    let Some(known) = known else { return Ok(Vec::new()) };
    if known.authority == authority.text_digest() {
        return Ok(Vec::new());
    }
    // What the index was read with is not known any more.
    if known.authority != before.authority.text_digest() {
        return Ok(before.snapshot.table()?.iter().map(|row: &Row| row.path).collect());
    }
    Ok(settle::renamed(&before.snapshot, &before.authority, authority)?)
}

fn same(one: &[RecordsFile], other: &[RecordsFile]) -> bool {
    let by_path = |files: &[RecordsFile]| -> BTreeMap<String, RecordsFile> {
        files.iter().map(|file| (file.path.clone(), file.clone())).collect()
    };
    one.len() == other.len() && (one == other || by_path(one) == by_path(other))
}

/// Says which files hold the same bytes: those of what was done, or else of all.
fn note_copies(index: &Index, done: Option<&Done>, outcome: &mut Outcome) -> Result<(), Error> {
    let after = index.snapshot()?;
    let Some(done) = done else {
        let copies = after.copies(COPIES)?;
        outcome.noted.forget_all_copies();
        outcome
            .noted
            .add_problems(copies.iter().map(|(path, first)| settle::copy_of(path, first)));
        return Ok(());
    };
    let (looked, problems) = settle::copies(&after, done)?;
    for path in looked {
        outcome.noted.forget_cause(&path, Cause::Copy);
    }
    for problem in problems.iter().filter(|problem| problem.cause == Cause::Copy) {
        tracing::info!("{}: {}", problem.path.escape_debug(), problem.reason.escape_debug());
    }
    outcome.noted.add_problems(problems);
    Ok(())
}
