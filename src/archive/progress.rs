//! How far a run through many files has come: for pages, the log and a terminal.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Fewer files than these are done before anybody could read of it.
pub const WORTH_TELLING: u64 = 200;

/// How far the run that is under way has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Reports that were read.
    pub done: u64,
    /// Reports that are to be read.
    pub total: u64,
    /// How long it has been going on.
    pub since: Duration,
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Listing files: how many there are is not known yet.
    Looking,
    /// Looking for lines that several of many reports have, before they are cleaned.
    Comparing,
    /// Reading and indexing.
    Indexing,
    /// Reading again what others shed light on, and dating it by links.
    Settling,
}

impl Progress {
    /// Reports a second.
    #[must_use]
    pub fn rate(&self) -> u64 {
        let seconds = self.since.as_secs_f64();
        if seconds > 0.0 {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss
            )]
            let rate = (self.done as f64 / seconds) as u64;
            rate
        } else {
            0
        }
    }

    /// How long the rest will take at that rate; nothing while that cannot be told.
    #[must_use]
    pub fn left(&self) -> Option<Duration> {
        let rest = self.total.checked_sub(self.done)?;
        Some(Duration::from_secs(rest.checked_div(self.rate())?))
    }
}

/// What threads count together.
#[derive(Debug, Default)]
pub(super) struct Meter {
    stage: AtomicU64,
    done: AtomicU64,
    total: AtomicU64,
    since: std::sync::Mutex<Option<Instant>>,
    /// Whether the run should come to an end.
    stop: AtomicBool,
}

impl Meter {
    pub(super) fn begin(&self, stage: Stage, total: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        let mut since = self.since.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *since = Some(Instant::now());
        let stage = match stage {
            Stage::Looking => 1,
            Stage::Comparing => 2,
            Stage::Indexing => 3,
            Stage::Settling => 4,
        };
        self.stage.store(stage, Ordering::Relaxed);
    }

    pub(super) fn end(&self) {
        self.stage.store(0, Ordering::Relaxed);
    }

    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn read(&self) -> Option<Progress> {
        let stage = match self.stage.load(Ordering::Relaxed) {
            1 => Stage::Looking,
            2 => Stage::Comparing,
            3 => Stage::Indexing,
            4 => Stage::Settling,
            _ => return None,
        };
        let since = *self.since.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Some(Progress {
            stage,
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
            since: since.map_or(Duration::ZERO, |since| since.elapsed()),
        })
    }

    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
