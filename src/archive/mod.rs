//! The living archive: keeps index and folder in step, and answers every question the pages ask.

pub mod alike;
mod meetings;
mod people;
mod relations;
mod sync;
mod watch;
pub mod word;

pub use sync::read_all;
pub use watch::{Pace, Watching};

use crate::extract::authority::Authority;
use crate::index::{self, Index, Marker, Snapshot};
use crate::report::{Entry, ReportId};
use crate::search::synonyms::Synonyms;
use crate::search::{Neighbours, Request, Results, Suggestion};
use crate::sources::{Cause, Folder, FolderError, Problem, Scan};
use arc_swap::ArcSwap;
use jiff::Timestamp;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Problems that [`Error::NoReports`] names before it says how many more there are.
const NAMED_PROBLEMS: usize = 3;

/// Where the archive finds its reports and keeps its index.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of reports; never written to.
    pub reports: PathBuf,
    /// The folder of the index; made when missing.
    pub index: PathBuf,
    /// The largest report that is read, in bytes.
    pub max_bytes: u64,
    /// Words that are taken for the same.
    pub synonyms: Arc<Synonyms>,
}

/// An open archive. Cheap to clone; all clones share one index.
#[derive(Clone)]
pub struct Archive {
    inner: Arc<Inner>,
}

struct Inner {
    folder: Folder,
    root: PathBuf,
    index: Index,
    synonyms: Arc<Synonyms>,
    /// One generation at a time: a question sees one, whole, while the next is put in place.
    current: ArcSwap<Generation>,
    /// Held while the index is brought in step.
    syncing: Mutex<()>,
    /// Why that failed the last time, when it did.
    trouble: Mutex<Option<String>>,
}

struct Generation {
    snapshot: Snapshot,
    state: Arc<State>,
}

/// A report as the archive holds it.
#[derive(Clone, Debug)]
pub struct Held {
    /// What it says and what we infer.
    pub entry: Entry,
    /// Its path in the folder of reports, with `/` between folders.
    pub path: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub digest: String,
    /// Its size in bytes.
    pub size: u64,
    /// When the file was last changed.
    pub modified: Timestamp,
}

/// What the archive holds as a whole.
#[derive(Clone, Debug)]
pub struct State {
    /// Reports that can be found.
    pub reports: u64,
    /// Names the set of reports: the same for the same ids with the same bytes, in any order. It is
    /// the sum, modulo 2^64, of the first eight bytes of BLAKE3 over each id, a NUL and the SHA-256
    /// of its bytes in hexadecimal; written as 16 hexadecimal digits.
    pub fingerprint: String,
    /// When the index last changed; survives restarts.
    pub changed: Timestamp,
    /// Files that could not be read, and why.
    pub problems: Vec<Problem>,
    /// What the archivist should know: that a damaged index was put aside, and where.
    pub warnings: Vec<String>,
    /// What is wrong in the archivist's own files, by file and line.
    pub faults: Vec<word::Fault>,
    /// The names that the archivist settles.
    pub authority: Arc<Authority>,
    /// What the last synchronisation did.
    pub sync: SyncReport,
}

/// What bringing the index in step with the folder did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Files read, cleaned and indexed because they are new or changed (or the rules are).
    pub indexed: u64,
    /// Files left as they were.
    pub unchanged: u64,
    /// Reports taken out because their file is gone.
    pub removed: u64,
    /// Why the whole index was made anew, when it was.
    pub rebuilt: Option<String>,
}

/// Why the archive cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of reports cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// There is nothing in it to serve.
    #[error("the folder of reports {folder:?} {}; put some in, or name another folder with --reports", nothing(.problems))]
    NoReports {
        /// The folder of reports.
        folder: PathBuf,
        /// What is in it instead, and why it cannot be read.
        problems: Vec<Problem>,
    },
    /// The index would be read as reports.
    #[error("the index at {index:?} would lie among the reports in {reports:?}; name a folder outside with --index")]
    IndexAmongReports {
        /// The folder of the index.
        index: PathBuf,
        /// The folder of reports.
        reports: PathBuf,
    },
    /// The query would keep the archive busy for too long: a fault of the request, not of ours.
    #[error("{}", index::Error::TooMuch)]
    TooMuch,
    /// The index cannot be used.
    #[error(transparent)]
    Index(index::Error),
}

/// Why a folder with these problems has nothing to serve.
fn nothing(problems: &[Problem]) -> String {
    let (first, rest) = problems.split_at(problems.len().min(NAMED_PROBLEMS));
    if first.is_empty() {
        return "holds no report (.txt, .text, .md, .jsonl or .ndjson)".to_owned();
    }
    let mut text = "holds no readable report".to_owned();
    for (n, Problem { path, reason, .. }) in first.iter().enumerate() {
        // One line: a name may hold anything.
        let path: String = path.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = write!(text, "{} {path}: {reason}", if n == 0 { ":" } else { ";" });
    }
    if !rest.is_empty() {
        let _ = write!(text, "; and {} more", rest.len());
    }
    text
}

/// An empty folder, or one in which nothing can be read, is no archive: more likely a wrong
/// --reports, or a --max-bytes that is too small. What only cannot be read just now is no proof.
fn check_any(folder: &Folder, root: &Path, scan: &Scan) -> Result<(), Error> {
    let mut problems = Vec::new();
    for found in &scan.found {
        match folder.read(found) {
            Ok(_) => return Ok(()),
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(scan.problems.iter().cloned());
    if problems.iter().any(|problem| problem.cause == Cause::Access) {
        return Ok(());
    }
    problems.sort();
    Err(Error::NoReports {
        folder: root.to_owned(),
        problems,
    })
}

impl From<index::Error> for Error {
    fn from(error: index::Error) -> Self {
        match error {
            index::Error::TooMuch => Error::TooMuch,
            other => Error::Index(other),
        }
    }
}

impl Archive {
    /// Opens the index, brings it in step with the folder, and is ready for questions.
    ///
    /// # Errors
    /// When the folder or the index cannot be used; the message says what to do.
    pub fn open(config: &Config) -> Result<Self, Error> {
        let synonyms = Arc::clone(&config.synonyms);
        let folder = Folder::open(&config.reports, config.max_bytes)?;
        check_apart(&config.reports, &config.index)?;
        // Before anything is made: a wrong --reports should leave no trace, nor empty an index.
        let scan = folder.look();
        check_any(&folder, &config.reports, &scan)?;
        let opened = Index::open(&config.index)?;
        let mut warnings = Vec::new();
        if let Some(aside) = &opened.set_aside {
            let reason = opened.rebuilt.as_deref().unwrap_or("it was damaged");
            let text = format!("{reason}; it is kept at {} and was made anew", aside.display());
            tracing::warn!("{text}");
            warnings.push(text);
        } else if let Some(reason) = &opened.rebuilt {
            tracing::info!("the index is made anew: {reason}");
        }
        let root = whole(&config.reports);
        let before = sync::Before {
            rows: opened.rows,
            payload: opened.payload,
            authority: Arc::default(),
        };
        let mut outcome = sync::bring_in_step(&opened.index, &folder, &root, scan, before)?;
        outcome.report.rebuilt = opened.rebuilt;
        let generation = Generation::new(&opened.index, &synonyms, outcome, warnings, None)?;
        drop(opened.lock);
        if generation.state.reports == 0 {
            return Err(Error::NoReports {
                folder: config.reports.clone(),
                problems: generation.state.problems.clone(),
            });
        }
        Ok(Self {
            inner: Arc::new(Inner {
                folder,
                root,
                index: opened.index,
                synonyms,
                current: ArcSwap::from_pointee(generation),
                syncing: Mutex::new(()),
                trouble: Mutex::new(None),
            }),
        })
    }

    /// Brings the index in step with the folder again. Questions are answered meanwhile, from what
    /// was before.
    ///
    /// # Errors
    /// When the folder is gone or empty, or the index cannot be changed; then all stays as it was.
    pub fn sync(&self) -> Result<SyncReport, Error> {
        let result = self.step();
        let trouble = result.as_ref().err().map(ToString::to_string);
        *self.inner.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        result
    }

    /// Why the index could not be brought in step the last time, when it could not: then the archive is
    /// as it was before.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        let trouble = self.inner.trouble.lock();
        trouble.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn step(&self) -> Result<SyncReport, Error> {
        let inner = &self.inner;
        let _one_at_a_time = inner.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        let scan = inner.folder.look();
        check_any(&inner.folder, &inner.root, &scan)?;
        let _lock = inner.index.lock()?;
        let (rows, payload) = inner.index.manifest()?;
        let before = sync::Before {
            rows,
            payload,
            authority: Arc::clone(&inner.current.load().state.authority),
        };
        let outcome = sync::bring_in_step(&inner.index, &inner.folder, &inner.root, scan, before)?;
        let report = outcome.report.clone();
        let before = inner.current.load_full();
        let warnings = before.state.warnings.clone();
        let generation = Generation::new(&inner.index, &inner.synonyms, outcome, warnings, Some(&before))?;
        inner.current.store(Arc::new(generation));
        Ok(report)
    }

    /// Answers a search.
    ///
    /// # Errors
    /// When the query asks for too much at once ([`Error::TooMuch`]), or the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Results, Error> {
        Ok(self.inner.current.load().snapshot.search(request)?)
    }

    /// What may complete the beginning of a query: names, outlets, places and words of headlines
    /// that begin so, most frequent first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, beginning: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        Ok(self.inner.current.load().snapshot.suggest(beginning, limit)?)
    }

    /// The reports before and after one in the results of a search; `position` is where it stood
    /// when the link was made, counted from 1. `None` when the results do not hold it (near there)
    /// any more.
    ///
    /// # Errors
    /// As for [`Archive::search`].
    pub fn neighbours(&self, request: &Request, id: &ReportId, position: usize) -> Result<Option<Neighbours>, Error> {
        Ok(self.inner.current.load().snapshot.neighbours(request, id, position)?)
    }

    /// The report with this id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn report(&self, id: &ReportId) -> Result<Option<Held>, Error> {
        let record = self.inner.current.load().snapshot.record(id)?;
        Ok(record.map(|record| Held {
            entry: record.entry,
            path: record.path,
            digest: record.digest,
            size: record.size,
            modified: Timestamp::from_nanosecond(i128::from(record.modified_ns)).unwrap_or(Timestamp::UNIX_EPOCH),
        }))
    }

    /// The untouched bytes of the report with this id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn source(&self, id: &ReportId) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.inner.current.load().snapshot.source(id)?)
    }

    /// What the archive holds as a whole.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.inner.current.load().state)
    }

    /// What marks the hits of a search in any number of texts.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn marker(&self, request: &Request) -> Result<Marker, Error> {
        Ok(self.inner.current.load().snapshot.marker(request)?)
    }
}

impl Generation {
    fn new(
        index: &Index,
        synonyms: &Arc<Synonyms>,
        outcome: sync::Outcome,
        warnings: Vec<String>,
        before: Option<&Self>,
    ) -> Result<Self, Error> {
        let mut snapshot = index.snapshot()?.with_synonyms(Arc::clone(synonyms));
        if let Some(before) = before {
            // No reader should have to find out what is known of nearly all reports.
            snapshot = snapshot.follow(&before.snapshot)?;
            snapshot.warm()?;
        }
        let state = State {
            reports: snapshot.len(),
            fingerprint: snapshot.fingerprint()?,
            changed: outcome.changed,
            problems: outcome.problems,
            warnings,
            faults: outcome.faults,
            authority: outcome.authority,
            sync: outcome.report,
        };
        Ok(Self {
            snapshot,
            state: Arc::new(state),
        })
    }
}

/// The index must not lie where its files would be read as reports. In a folder whose name begins
/// with a dot it may: those are passed over.
fn check_apart(reports: &Path, index: &Path) -> Result<(), Error> {
    let root = whole(reports);
    let place = match index.parent().zip(index.file_name()) {
        Some((parent, name)) if !parent.as_os_str().is_empty() => whole(parent).join(name),
        _ => whole(Path::new(".")).join(index),
    };
    let among = place.strip_prefix(&root).is_ok_and(|inside| {
        !inside
            .components()
            .any(|part| part.as_os_str().as_encoded_bytes().first() == Some(&b'.'))
    });
    if among {
        return Err(Error::IndexAmongReports {
            index: index.to_owned(),
            reports: reports.to_owned(),
        });
    }
    Ok(())
}

/// A path without links and dots, as far as it exists.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}
