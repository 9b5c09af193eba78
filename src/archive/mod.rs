//! The living archive: keeps index and folder in step, and answers every question the pages ask.

pub mod alike;
mod answers;
mod checks;
mod follow;
mod generation;
mod listed;
mod meetings;
mod noted;
mod people;
mod progress;
mod relations;
mod run;
mod settle;
mod shared;
mod sync;
mod todo;
mod told;
mod watch;
pub mod word;

pub use follow::Following;
pub use listed::read_all;
pub use progress::{Progress, Stage, WORTH_TELLING};
pub use watch::{Pace, Watching};

use crate::extract::authority::Authority;
use crate::index::{self, Index, Writer};
use crate::report::Entry;
use crate::search::synonyms::Synonyms;
use crate::sources::{Folder, FolderError, Problem};
use arc_swap::ArcSwap;
use checks::{check_apart, check_some, holds_some, nothing, whole};
use generation::Generation;
use jiff::Timestamp;
use noted::Noted;
use progress::Meter;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use sync::{Before, Outcome, Tools};
use todo::Extent;

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
    /// Whether the first look reads every file, whatever its size and time.
    pub verify: bool,
}

/// An open archive. Cheap to clone; all clones share one index.
#[derive(Clone)]
pub struct Archive {
    inner: Arc<Inner>,
}

struct Inner {
    config: Config,
    root: PathBuf,
    /// Another once it can be written that could only be read.
    index: ArcSwap<Index>,
    /// Whether another process keeps the index in step, now and always.
    read_only: bool,
    synonyms: Arc<Synonyms>,
    /// One generation at a time: a question sees one, whole, while the next is put in place.
    current: ArcSwap<Generation>,
    /// Held while the index is brought in step.
    writing: Mutex<Writing>,
    /// Why that failed the last time, when it did.
    trouble: Mutex<Option<String>>,
    meter: Meter,
}

/// What is kept between two times that the index is brought in step.
#[derive(Default)]
struct Writing {
    /// Kept while the folder is watched, for segments are merged behind it.
    writer: Option<Writer>,
    noted: Noted,
    /// Whether this process has brought it in step: from then on it is ours.
    brought: bool,
    /// Why the index was made anew when it was opened, until that is told.
    rebuilt: Option<String>,
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
    /// Grows with every change of the archive that this process sees.
    pub serial: u64,
    /// Reports that can be found.
    pub reports: u64,
    /// Names the set of reports: the same for the same ids with the same bytes, in any order. It is
    /// the sum, modulo 2^64, of the first eight bytes of BLAKE3 over each id, a NUL and the SHA-256
    /// of its bytes in hexadecimal; written as 16 hexadecimal digits.
    pub fingerprint: String,
    /// When the index last changed; survives restarts.
    pub changed: Timestamp,
    /// Files that could not be read, and why; the first 1,000 of them.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub more_problems: u64,
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
    /// Another process has made it the index of another folder.
    #[error(
        "the index at {index:?} now holds the reports of {folder:?}; give each folder an index of its own with --index"
    )]
    Taken {
        /// The folder of the index.
        index: PathBuf,
        /// The folder of reports that it is of.
        folder: String,
    },
    /// The query would keep the archive busy for too long: a fault of the request, not of ours.
    #[error("{}", index::Error::TooMuch)]
    TooMuch,
    /// The index cannot be used.
    #[error(transparent)]
    Index(index::Error),
}

impl From<index::Error> for Error {
    fn from(error: index::Error) -> Self {
        match error.plain() {
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
        let folder = Folder::open(&config.reports, config.max_bytes)?;
        check_apart(&config.reports, &config.index)?;
        check_some(&folder, &config.reports)?;
        let archive = Self::of_opened(config, Index::open(&config.index)?)?;
        archive.bring_all()?;
        Ok(archive)
    }

    /// Brings the index in step with the folder, as the configuration says, and lets go of it.
    ///
    /// # Errors
    /// As for [`Archive::open`].
    pub fn bring_all(&self) -> Result<(), Error> {
        let config = &self.inner.config;
        self.bring(&Extent::first(config.verify), true)?;
        if self.state().reports == 0 {
            return Err(Error::NoReports {
                folder: config.reports.clone(),
                problems: self.state().problems.clone(),
            });
        }
        Ok(())
    }

    /// Opens the index as it was last committed, and is ready for questions at once; [`Archive::watch`]
    /// brings it in step. A folder that is not there just now, and an index that cannot be written just
    /// now, are no reason not to serve what there is: [`Archive::trouble`] tells.
    ///
    /// # Errors
    /// When there is nothing to serve; the message says what to do.
    pub fn begin(config: &Config) -> Result<Self, Error> {
        check_apart(&config.reports, &config.index)?;
        let usable = Folder::open(&config.reports, config.max_bytes);
        let known = holds_some(config);
        match &usable {
            Ok(folder) if !known => check_some(folder, &config.reports)?,
            Err(_) if !known => return Err(usable.err().map_or(Error::TooMuch, Error::Folder)),
            Ok(_) | Err(_) => {}
        }
        let trouble = match Index::open(&config.index) {
            Ok(opened) => {
                let archive = Self::of_opened(config, opened)?;
                archive.say_trouble(usable.err().map(|error| error.to_string()));
                return Ok(archive);
            }
            Err(error) if known && error.is_of_writing() => error,
            Err(error) => return Err(error.into()),
        };
        let archive = Self::of(config, Index::open_read_only(&config.index)?, false, Vec::new())?;
        archive.say_trouble(Some(trouble.to_string()));
        Ok(archive)
    }

    fn of_opened(config: &Config, opened: index::Opened) -> Result<Self, Error> {
        let mut warnings = Vec::new();
        if let Some(aside) = &opened.set_aside {
            let reason = opened.rebuilt.as_deref().unwrap_or("it was damaged");
            let text = format!("{reason}; it is kept at {} and was made anew", aside.display());
            tracing::warn!("{text}");
            warnings.push(text);
        } else if let Some(reason) = &opened.rebuilt {
            tracing::info!("the index is made anew: {reason}");
        }
        let archive = Self::of(config, opened.index, false, warnings)?;
        archive.writing().rebuilt = opened.rebuilt;
        Ok(archive)
    }

    fn of(config: &Config, index: Index, read_only: bool, warnings: Vec<String>) -> Result<Self, Error> {
        let root = whole(&config.reports);
        let synonyms = Arc::clone(&config.synonyms);
        let payload = index.payload()?;
        let noted = follow::noted(payload.as_ref());
        let outcome = Outcome {
            report: SyncReport::default(),
            changed: payload.map_or_else(Timestamp::now, |payload| payload.changed),
            noted: noted.clone(),
            authority: follow::kept_names(index.root()),
            unsettled: Vec::new(),
            in_step: false,
        };
        let generation = Generation::new(&index, &synonyms, &outcome, warnings, None)?;
        Ok(Self {
            inner: Arc::new(Inner {
                config: config.clone(),
                root,
                index: ArcSwap::from_pointee(index),
                read_only,
                synonyms,
                current: ArcSwap::from_pointee(generation),
                writing: Mutex::new(Writing {
                    noted,
                    ..Writing::default()
                }),
                trouble: Mutex::new(None),
                meter: Meter::default(),
            }),
        })
    }

    /// Brings the index in step with the folder again. Questions are answered meanwhile, from what
    /// was before.
    ///
    /// # Errors
    /// When the folder is gone or empty, or the index cannot be changed; then all stays as it was.
    pub fn sync(&self) -> Result<SyncReport, Error> {
        Ok(self.bring(&Extent::whole(), true)?.0)
    }

    /// The same for what is at these paths below the folder, and below them, without a look at the rest.
    ///
    /// # Errors
    /// As for [`Archive::sync`].
    pub fn sync_at(&self, paths: &[&str]) -> Result<SyncReport, Error> {
        let paths: BTreeSet<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let extent = Extent {
            written: paths.clone(),
            ..Extent::at(paths)
        };
        Ok(self.bring(&extent, true)?.0)
    }

    /// The same for what `extent` says, with the files to which somebody writes just now. `alone`, nobody
    /// waits for the first reports, and the writer is not kept.
    fn bring(&self, extent: &Extent, alone: bool) -> Result<(SyncReport, Vec<String>), Error> {
        let mut writing = self.writing();
        let result = self.step(&mut writing, extent, alone);
        self.inner.meter.end();
        if result.is_err() {
            // What it had not committed is forgotten.
            writing.writer = None;
        } else if alone && let Some(writer) = writing.writer.take() {
            writer.finish()?;
        }
        self.say_trouble(result.as_ref().err().map(ToString::to_string));
        result
    }

    /// After a panic: what was not committed is forgotten, as after an error, and it is said.
    fn failed(&self) -> Error {
        self.writing().writer = None;
        self.inner.meter.end();
        let error = Error::Index(crate::index::Error::Fault(self.inner.config.index.clone()));
        self.say_trouble(Some(error.to_string()));
        error
    }

    fn step(&self, writing: &mut Writing, extent: &Extent, alone: bool) -> Result<(SyncReport, Vec<String>), Error> {
        let inner = &self.inner;
        let folder = Folder::open(&inner.config.reports, inner.config.max_bytes)?;
        if inner.index.load().is_read_only() {
            // It could only be read when we began.
            inner.index.store(Arc::new(Index::open(&inner.config.index)?.index));
        }
        let index = inner.index.load_full();
        let warnings = inner.current.load().state.warnings.clone();
        self.check_ours(&index, writing.brought)?;
        let before = Before {
            snapshot: index.snapshot()?,
            payload: index.payload()?,
            noted: writing.noted.clone(),
            authority: Arc::clone(&inner.current.load().state.authority),
        };
        let mut publish = |outcome: &Outcome| {
            let before = inner.current.load_full();
            let generation = Generation::new(&index, &inner.synonyms, outcome, warnings.clone(), Some(&before))?;
            inner.current.store(Arc::new(generation));
            Ok(())
        };
        let mut tools = Tools {
            inner,
            index: &index,
            writer: &mut writing.writer,
            alone,
            publish: &mut publish,
        };
        let mut outcome = sync::bring_in_step(&mut tools, &folder, &inner.root, extent, before)?;
        outcome.report.rebuilt = writing.rebuilt.take();
        outcome.in_step = true;
        publish(&outcome)?;
        (writing.noted, writing.brought) = (outcome.noted, true);
        Ok((outcome.report, outcome.unsettled))
    }

    /// Finds what pages of the whole archive show, so that no reader of an archive that was just opened
    /// has to wait for it; whoever asks meanwhile waits for this instead of finding it once more.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn prepare(&self) -> Result<(), Error> {
        Ok(self.current().snapshot.warm()?)
    }

    fn writing(&self) -> std::sync::MutexGuard<'_, Writing> {
        self.inner.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why the index could not be brought in step the last time, when it could not: then the archive is
    /// as it was before.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        let trouble = self.inner.trouble.lock();
        trouble.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn say_trouble(&self, trouble: Option<String>) {
        *self.inner.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    /// How far the run that is under way has come; nothing when the index is in step.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.inner.meter.read()
    }

    /// How large the index is on the disk, in bytes.
    #[must_use]
    pub fn index_size(&self) -> u64 {
        self.inner.index.load().size()
    }

    /// Brings a run that is under way to an early end; what it has done is kept, and the rest found again.
    pub fn stop(&self) {
        self.inner.meter.stop();
    }
}

impl Inner {
    /// Keeps the names that are in force with the index, for the next start and for those who only read.
    fn keep_names(&self, authority: &Authority) {
        let text = authority.text();
        if let Err(error) = self.index.load().keep_names(text) {
            tracing::warn!("the authority file could not be kept with the index: {error}");
        }
    }
}
