//! The living archive: keeps index and folder in step, and answers every question the pages ask.

use crate::report::{Entry, ReportId};
use crate::search::{Request, Results};
use crate::sources::Problem;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// Where the archive finds its reports and keeps its index.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of reports; never written to.
    pub reports: PathBuf,
    /// The folder of the index; made when missing.
    pub index: PathBuf,
    /// The largest report that is read, in bytes.
    pub max_bytes: u64,
}

/// An open archive. Cheap to clone; all clones share one index.
#[derive(Clone)]
pub struct Archive {
    inner: Arc<()>,
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
    /// Names the set of reports: the same for the same ids with the same bytes, in any order.
    pub fingerprint: String,
    /// When the index last changed; survives restarts.
    pub changed: Timestamp,
    /// Files that could not be read, and why.
    pub problems: Vec<Problem>,
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

impl Archive {
    /// Opens the index, brings it in step with the folder, and is ready for questions.
    ///
    /// # Errors
    /// When the folder or the index cannot be used; the message says what to do.
    pub fn open(config: &Config) -> Result<Self, Error> {
        todo!()
    }
    /// Answers a search.
    pub fn search(&self, request: &Request) -> Result<Results, Error> {
        todo!()
    }
    /// The report with this id.
    pub fn report(&self, id: &ReportId) -> Result<Option<Held>, Error> {
        todo!()
    }
    /// The untouched bytes of the report with this id.
    pub fn source(&self, id: &ReportId) -> Result<Option<Vec<u8>>, Error> {
        todo!()
    }
    /// What the archive holds as a whole.
    pub fn state(&self) -> Arc<State> {
        todo!()
    }
}

/// Why the archive cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {}
