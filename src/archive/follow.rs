//! An index that another process keeps in step, or a copy of one: it is read, and its commits followed.

use super::generation::Generation;
use super::noted::Noted;
use super::sync::Outcome;
use super::{Archive, Config, Error, State, SyncReport};
use crate::extract::authority::Authority;
use crate::index::{self, Index, Payload};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How often it is asked whether something was committed; that reads one small file.
const PACE: Duration = Duration::from_millis(500);

/// The index is followed for as long as this lives.
pub struct Following {
    _end: Sender<()>,
}

impl Archive {
    /// Opens an index that another process keeps in step, or a copy of one. Nothing is ever written, and
    /// no folder of reports is needed.
    ///
    /// # Errors
    /// When there is none, or it was made by other rules.
    pub fn read_only(config: &Config) -> Result<Self, Error> {
        Self::of(config, Index::open_read_only(&config.index)?, true, Vec::new())
    }

    /// Whether another process keeps the index in step.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.inner.read_only
    }

    /// Follows what another process commits, from now on.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn follow(&self) -> std::io::Result<Following> {
        let (end, ended) = channel::<()>();
        let archive = self.clone();
        std::thread::Builder::new().name("follow".to_owned()).spawn(move || {
            while ended.recv_timeout(PACE) == Err(RecvTimeoutError::Timeout) {
                archive.look_for_commit();
            }
        })?;
        Ok(Following { _end: end })
    }

    /// A file that went between its name being read and its being opened is no trouble: the next look
    /// sees the commit that took it away.
    pub(super) fn look_for_commit(&self) {
        let refreshed = catch_unwind(AssertUnwindSafe(|| self.refresh()));
        match refreshed {
            Ok(Ok(_)) if self.inner.read_only => self.say_trouble(None),
            Ok(Err(error)) => {
                tracing::debug!("the index could not be followed: {error}");
                let is_taken = matches!(error, Error::Taken { .. } | Error::Index(index::Error::OtherRules(_)));
                if self.inner.read_only || is_taken {
                    self.say_trouble(Some(error.to_string()));
                }
            }
            Ok(Ok(_)) => {}
            // What was seen of it is not in force.
            Err(_) => {
                self.inner.index.load().look_again();
                let root = self.inner.config.index.clone();
                self.say_trouble(Some(index::Error::Fault(root).to_string()));
            }
        }
    }

    /// Puts in force what was merged since the last generation, or committed by another process; says
    /// whether there was anything.
    fn refresh(&self) -> Result<bool, Error> {
        let inner = &self.inner;
        let index = inner.index.load_full();
        let brought = self.writing().brought;
        self.check_ours(&index, brought)?;
        if !index.has_changed()? {
            return Ok(false);
        }
        let seen = self.put_in_force(&index);
        if !matches!(seen, Ok(true)) {
            // It has not been put in force as it is now.
            index.look_again();
        }
        seen.map(|_| true)
    }

    /// The index as another process left it, or merges behind us; whether nothing was committed meanwhile, so
    /// that what a commit says of itself fits the reports.
    fn put_in_force(&self, index: &Index) -> Result<bool, Error> {
        let inner = &self.inner;
        let state = self.state();
        let payload = index.payload()?;
        let outcome = outcome(index, payload.as_ref(), &state, inner.read_only);
        let before = inner.current.load_full();
        let warnings = state.warnings.clone();
        let generation = Generation::new(index, &inner.synonyms, &outcome, warnings, Some(&before))?;
        inner.current.store(Arc::new(generation));
        Ok(index.payload()? == payload)
    }

    /// Whether the index is still made by our rules and, where this process has `brought` it in step, for our
    /// folder: while none writes, another may have taken it. Who only reads it follows it to another folder.
    pub(super) fn check_ours(&self, index: &Index, brought: bool) -> Result<(), Error> {
        match index.check_rules() {
            Err(error) if index.is_read_only() || matches!(error, index::Error::OtherRules(_)) => {
                return Err(error.into());
            }
            Ok(()) | Err(_) => {}
        }
        if !brought {
            return Ok(());
        }
        let inner = &self.inner;
        let folder = index.payload()?.map(|payload| payload.folder);
        match folder.filter(|folder| *folder != inner.root.to_string_lossy()) {
            Some(folder) => Err(Error::Taken {
                index: inner.config.index.clone(),
                folder,
            }),
            None => Ok(()),
        }
    }
}

/// What a commit says that the archivist should look at.
pub(super) fn noted(payload: Option<&Payload>) -> Noted {
    let Some(payload) = payload else {
        return Noted::default();
    };
    let read = |texts: &[String]| {
        texts
            .iter()
            .filter_map(|text| serde_json::from_str(text).ok())
            .collect()
    };
    Noted::kept(read(&payload.problems), {
        let faults = payload.faults.iter();
        faults.filter_map(|text| serde_json::from_str(text).ok()).collect()
    })
}

/// The names that are in force by what is kept with the index.
pub(super) fn kept_names(root: &Path) -> Arc<Authority> {
    let parsed = Index::kept_names(root).and_then(|text| Authority::parse(&text).ok());
    parsed.map_or_else(Arc::default, |(authority, _)| Arc::new(authority))
}

/// What a newer generation says of itself: that of another process by its commit, ours as before.
pub(super) fn outcome(index: &Index, payload: Option<&Payload>, state: &State, read_only: bool) -> Outcome {
    let (noted, authority) = if read_only {
        (noted(payload), kept_names(index.root()))
    } else {
        let noted = Noted::kept(state.problems.clone(), state.faults.clone());
        (noted, Arc::clone(&state.authority))
    };
    Outcome {
        report: if read_only {
            SyncReport::default()
        } else {
            state.sync.clone()
        },
        changed: payload.map_or(state.changed, |payload| payload.changed),
        noted,
        authority,
        unsettled: Vec::new(),
        in_step: payload.is_none_or(|payload| payload.settled),
    }
}
