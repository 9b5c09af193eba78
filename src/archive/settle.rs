//! What can be known only once all reports are there: which lines several share, and what links say of
//! dates. A few that came are looked up with what hangs together with them; after many, one walk through
//! a dictionary finds all that read differently now. Either way the index ends as a fresh one would.

use super::progress::Stage;
use super::run::{self, Done};
use super::word::{self, Read};
use crate::clean::{ENOUGH, familiar_key, margins};
use crate::extract::authority::Authority;
use crate::index::{Error, Index, Kept, Payload, Place, Snapshot, Touched, Writer};
use crate::report::ReportId;
use crate::sources::{
    Beside, Cause, Folder, Found, Mapping, Problem, SeenKind, Source, above, id_key, path_key, sidecar_path,
};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Up to so many reports that were read again are dated by look-ups.
const RELINKED: u64 = 5_000;
/// Reports that one thread can as well read alone.
const ALONE: usize = 32;

/// What reports are settled with.
pub(super) struct Settling<'a> {
    pub(super) index: &'a Index,
    pub(super) folder: &'a Folder,
    pub(super) authority: &'a Authority,
    pub(super) before: &'a Snapshot,
    pub(super) meter: &'a super::progress::Meter,
    pub(super) mapping: &'a Mapping,
    /// Reports that have another id now, by the digests of their paths.
    pub(super) returned: &'a HashMap<u64, ReportId>,
}

/// Reads again what reads differently now, and dates by links; says of how many reports that were there
/// before that is so.
/// `again` are reports of which the archivist's word changed, by the digests of their paths.
pub(super) fn settle(
    with: &Settling<'_>,
    writer: &mut Writer,
    done: &mut Done,
    few: bool,
    again: &[u64],
    payload: &Payload,
) -> Result<u64, Error> {
    let after = with.index.snapshot()?;
    let mut places = if few {
        around(with.before, &after, done)?
    } else {
        after.unsettled()?.into_iter().collect()
    };
    for path in again.iter().chain(with.returned.keys()) {
        places.extend(after.at_path(*path)?.map(|(place, _)| place));
    }
    let mut all = Again::default();
    let forced: HashSet<u64> = again.iter().copied().collect();
    if !places.is_empty() {
        let places: Vec<Place> = places.into_iter().collect();
        all = read_again(with, &after, writer, &places, &forced)?;
        if all.written > 0 {
            writer.commit(payload)?;
        }
    }
    let few = few && all.written <= RELINKED;
    all.touched.extend(std::mem::take(&mut done.touched));
    let after = with.index.snapshot()?;
    let relinked = if few {
        after.relink_around(writer, &all.touched)?
    } else {
        after.relink(writer)?
    };
    tracing::debug!(reread = all.written, relinked, "reports are settled");
    Ok(all.old)
}

/// What was read again.
#[derive(Default)]
struct Again {
    written: u64,
    /// Those among them that did not come just now.
    old: u64,
    touched: Touched,
    error: Option<Error>,
}

impl Again {
    fn add(&mut self, other: Self) {
        self.written += other.written;
        self.old += other.old;
        self.touched.extend(other.touched);
        self.error = self.error.take().or(other.error);
    }
}

/// The reports whose familiar lines may be others since a few reports came or went.
fn around(before: &Snapshot, after: &Snapshot, done: &mut Done) -> Result<BTreeSet<Place>, Error> {
    let enough = ENOUGH as usize;
    let lines: BTreeSet<u64> = std::mem::take(&mut done.lines).into_iter().collect();
    let mut places = BTreeSet::new();
    for line in &lines {
        let was = before.sharing(*line, enough)?.len() >= enough;
        let is = after.sharing(*line, enough)?.len() >= enough;
        if was != is {
            // No more than those that came, and two: else it would not have changed.
            places.extend(after.sharing(*line, usize::MAX)?);
        }
    }
    // What came was read with what was known then.
    for written in &done.written {
        places.extend(after.at_path(written.path)?.map(|(place, _)| place));
    }
    Ok(places)
}

/// Reads reports again from the bytes that the index keeps of them, on all cores.
fn read_again(
    with: &Settling<'_>,
    after: &Snapshot,
    writer: &Writer,
    places: &[Place],
    forced: &HashSet<u64>,
) -> Result<Again, Error> {
    with.meter.begin(Stage::Settling, places.len() as u64);
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Again::default());
    let work = || {
        let mut own = Again::default();
        while let Some(place) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = one_again(with, after, writer, *place, forced, &mut own) {
                own.error = Some(error);
                next.store(places.len(), Ordering::Relaxed);
            }
            with.meter.step();
        }
        all.lock().unwrap_or_else(PoisonError::into_inner).add(own);
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if places.len() < ALONE {
        work();
    } else {
        std::thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(work);
            }
        });
    }
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    match all.error.take() {
        Some(error) => Err(error),
        None => Ok(all),
    }
}

/// Reads one again, and writes it where it reads differently.
fn one_again(
    with: &Settling<'_>,
    after: &Snapshot,
    writer: &Writer,
    place: Place,
    forced: &HashSet<u64>,
    all: &mut Again,
) -> Result<(), Error> {
    let mut kept = after.kept(place)?;
    let returned = with.returned.get(&kept.row.path);
    if let Some(id) = returned {
        kept.row.id = id_key(id);
        kept.record.entry.report.id = id.clone();
    }
    let Some(source) = source_of(&kept, with.mapping) else {
        return Ok(());
    };
    let lines = margins(&source);
    let mut familiar = Vec::new();
    for line in &lines {
        if after.sharing(*line, ENOUGH as usize)?.len() >= ENOUGH as usize {
            familiar.push(*line);
        }
    }
    let key = familiar_key(familiar.iter().copied());
    if key == kept.familiar && !forced.contains(&kept.row.path) && returned.is_none() {
        return Ok(());
    }
    let sidecar = match kept.row.sidecar {
        0 => Read::Nothing,
        _ if kept.row.file != 0 => Read::Nothing,
        stamp => match sidecar(with.folder, &kept.record.path, stamp) {
            // The next look finds what became of it; until then what it said stays.
            Read::Nothing => Read::Unclear,
            read => read,
        },
    };
    let (entry, key) = match sidecar {
        Read::Unclear if returned.is_none() => return Ok(()),
        Read::Unclear => (Some(kept.record.entry.clone()), kept.familiar),
        Read::Nothing => (run::entry(&source, &familiar, with.authority, None), key),
        Read::Says(sidecar) => (run::entry(&source, &familiar, with.authority, Some(&sidecar)), key),
    };
    let Some(entry) = entry else {
        return Ok(());
    };
    if key == kept.familiar && entry == kept.record.entry && returned.is_none() {
        return Ok(());
    }
    all.touched.add(&kept.record.entry.report);
    all.touched.add(&entry.report);
    writer.put_again(&kept, &entry, &lines, key)?;
    all.written += 1;
    let was = with.before.at_path(kept.row.path)?;
    all.old += u64::from(was.is_some_and(|(_, row)| row.digest == kept.row.digest));
    Ok(())
}

fn source_of(kept: &Kept, mapping: &Mapping) -> Option<Source> {
    if kept.row.file == 0 {
        return kept.page();
    }
    let path = &kept.record.path;
    let file = above(path).find(|above| path_key(above) == kept.row.file)?;
    let found = Found {
        id: kept.record.entry.report.id.clone(),
        path: path.clone(),
        size: kept.row.size,
        modified_ns: kept.row.modified_ns,
        within: None,
    };
    Source::record(&found.in_file(file, mapping), kept.bytes.clone()).ok()
}

fn sidecar(folder: &Folder, report: &str, stamp: u64) -> Read<crate::extract::authority::Sidecar> {
    let mut beside = None;
    folder.look_below(&sidecar_path(report), &mut |sight| {
        beside = sight.ok().filter(|seen| seen.kind == SeenKind::Sidecar).map(Beside::of);
        false
    });
    let beside = beside.filter(|beside| word::stamp(beside) == stamp);
    match beside {
        Some(beside) => word::sidecar(folder, Some(&beside), false, &mut Vec::new()),
        None => Read::Unclear,
    }
}

/// Reports that an authority file concerns otherwise than the one before it did, by the digests of their
/// paths.
pub(super) fn renamed(snapshot: &Snapshot, last: &Authority, now: &Authority) -> Result<Vec<u64>, Error> {
    let spellings = now.changed_spellings(last);
    if spellings.is_empty() {
        return Ok(Vec::new());
    }
    snapshot.naming(&spellings)
}

/// That files hold the same bytes, said of all but the first of them by path; with the paths of all.
pub(super) fn copies(after: &Snapshot, done: &Done) -> Result<(Vec<String>, Vec<Problem>), Error> {
    let (mut looked, mut problems) = (Vec::new(), Vec::new());
    let digests: HashSet<u64> = done.written.iter().map(|written| written.digest).collect();
    for digest in digests {
        let same = after.of_digest(digest)?;
        let paths = same.iter().take(100).map(|(place, _)| after.path(*place));
        let mut paths = paths.collect::<Result<Vec<String>, _>>()?;
        paths.sort();
        let mut rest = paths.iter();
        if let Some(first) = rest.next() {
            problems.extend(rest.map(|path| copy_of(path, first)));
        }
        looked.extend(paths);
    }
    Ok((looked, problems))
}

/// That a file holds the same bytes as another.
pub(super) fn copy_of(path: &str, first: &str) -> Problem {
    debug_assert_ne!(path_key(path), path_key(first));
    Problem {
        path: path.to_owned(),
        reason: format!("the same, byte for byte, as {first}; both are kept"),
        cause: Cause::Copy,
    }
}
