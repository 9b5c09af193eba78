//! What handlers share: the archive, and the right to ask it.

use super::kept::Kept;
use super::metrics::Metrics;
use super::rate::Rate;
use super::settings::Settings;
use super::weight::Room;
use super::{Error, PublicUrl, show};
use crate::archive::{self, Archive, Progress, Stage, State, WORTH_TELLING};
use axum::http::{HeaderName, HeaderValue};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::sync::Semaphore;

/// How long a question waits for its turn before the archive is said to be busy.
const PATIENCE: Duration = Duration::from_secs(3);
/// So many questions wait at most; the next is told at once that the archive is busy, for its turn
/// would hardly come in time.
const LINE: usize = 256;

/// The archive as handlers see it. Cheap to clone.
#[derive(Clone)]
pub(super) struct Site(Arc<Shared>);

struct Shared {
    archive: Archive,
    questions: Arc<Semaphore>,
    /// Places in the line before them, with those of the questions under way.
    line: Arc<Semaphore>,
    places: usize,
    patience: Duration,
    settings: Settings,
    rate: Option<Rate>,
    metrics: Arc<Metrics>,
    kept: Kept,
    room: Room,
    /// When this program was built, as its file says: pages change with it.
    built: SystemTime,
}

impl Shared {
    fn new(archive: Archive, settings: Settings) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let built = std::env::current_exe()
            .and_then(|program| program.metadata()?.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH);
        Self {
            archive,
            // More at once than cores would only make each one slower.
            questions: Arc::new(Semaphore::new(cores * 2)),
            line: Arc::new(Semaphore::new(cores * 2 + LINE)),
            places: cores * 2 + LINE,
            patience: PATIENCE,
            rate: Rate::of(&settings),
            settings,
            metrics: Arc::default(),
            kept: Kept::default(),
            room: Room::default(),
            built,
        }
    }
}

impl Site {
    pub(super) fn new(archive: Archive, settings: Settings) -> Self {
        Self(Arc::new(Shared::new(archive, settings)))
    }

    /// Puts a question to the archive on a thread that may block. When too many are under way,
    /// it waits a little and then says that the archive is busy; when too many wait, it says so at once.
    pub(super) async fn ask<T, F>(&self, question: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Archive) -> Result<T, archive::Error> + Send + 'static,
    {
        let place = self.0.line.clone().try_acquire_owned().map_err(|_| Error::Busy)?;
        let permit = tokio::time::timeout(self.0.patience, self.0.questions.clone().acquire_owned())
            .await
            .map_err(|_| Error::Busy)?
            .map_err(|_| Error::Busy)?;
        let archive = self.0.archive.clone();
        let answer = tokio::task::spawn_blocking(move || {
            let answer = question(&archive);
            // Held to the end of the work, not of the wait for it.
            drop((permit, place));
            answer
        });
        Ok(answer.await.map_err(|_| Error::Panic)??)
    }

    /// Pages that were made a moment ago.
    pub(super) fn kept(&self) -> &Kept {
        &self.0.kept
    }

    /// The address that the archivist gave it.
    pub(super) fn public_url(&self) -> Option<&PublicUrl> {
        self.0.settings.public.as_ref()
    }

    /// The limit for each address, where there is one.
    pub(super) fn rate(&self) -> Option<&Rate> {
        self.0.rate.as_ref()
    }

    /// The room for answers on their way.
    pub(super) fn room(&self) -> &Room {
        &self.0.room
    }

    /// What is counted.
    pub(super) fn metrics(&self) -> Arc<Metrics> {
        self.0.metrics.clone()
    }

    /// Questions that wait or are under way.
    pub(super) fn questions(&self) -> usize {
        self.0.places.saturating_sub(self.0.line.available_permits())
    }

    /// How large the index is, in bytes.
    pub(super) fn index_size(&self) -> u64 {
        self.0.archive.index_size()
    }

    /// Reports that are still to be read.
    pub(super) fn pending(&self) -> u64 {
        let progress = self.0.archive.progress();
        progress.map_or(0, |progress| progress.total.saturating_sub(progress.done))
    }

    /// What the archive holds as a whole.
    pub(super) fn state(&self) -> Arc<State> {
        self.0.archive.state()
    }

    /// How far an archive has come that is being filled, as a sentence; nothing where that is soon done.
    pub(super) fn news(&self) -> Option<String> {
        sentence(&self.0.archive.progress()?)
    }

    /// Why the archive could not follow its folder the last time, when it could not.
    pub(super) fn trouble(&self) -> Option<String> {
        self.0.archive.trouble()
    }

    /// When pages last changed: with the index or with this program, and never in the future.
    pub(super) fn changed(&self) -> SystemTime {
        let index: SystemTime = self.state().changed.into();
        index.max(self.0.built).min(SystemTime::now())
    }
}

fn sentence(progress: &Progress) -> Option<String> {
    if progress.total < WORTH_TELLING {
        return None;
    }
    let (done, total) = (show::number(progress.done), show::number(progress.total));
    match progress.stage {
        Stage::Looking => None,
        Stage::Comparing => Some(format!(
            "Comparing {total} reports to know the lines that many have. Then they are indexed: what is not in yet is \
             not found yet. Look again in a while."
        )),
        Stage::Indexing => Some(format!(
            "Indexing {done} of {total} reports: what is not in yet is not found yet. Look again in a while."
        )),
        Stage::Settling => Some(format!(
            "Reading {done} of {total} reports again, in the light of those that came after them."
        )),
    }
}

/// A header that says which set of reports gave an answer.
pub(super) fn fingerprint(state: &State) -> [(HeaderName, HeaderValue); 1] {
    let value = HeaderValue::try_from(&state.fingerprint);
    [(
        HeaderName::from_static("x-archive-fingerprint"),
        value.unwrap_or(HeaderValue::from_static("unknown")),
    )]
}

#[cfg(test)]
impl Site {
    /// A site at which every place is taken.
    pub(super) fn full(archive: Archive) -> Self {
        Self(Arc::new(Shared {
            questions: Arc::new(Semaphore::new(0)),
            patience: Duration::ZERO,
            ..Shared::new(archive, Settings::default())
        }))
    }

    /// A site before which the line is as long as it may be.
    pub(super) fn crowded(archive: Archive) -> Self {
        Self(Arc::new(Shared {
            line: Arc::new(Semaphore::new(0)),
            questions: Arc::new(Semaphore::new(0)),
            patience: Duration::MAX,
            ..Shared::new(archive, Settings::default())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_a_while_is_told() {
        let told = |stage, total| {
            sentence(&Progress {
                stage,
                done: 120_000,
                total,
                since: Duration::from_secs(9),
            })
        };
        let said = told(Stage::Indexing, 1_000_000).unwrap();
        assert!(said.starts_with("Indexing 120,000 of 1,000,000 reports"), "{said}");
        assert!(told(Stage::Comparing, 50_000).unwrap().contains("50,000 reports"));
        assert!(told(Stage::Settling, 1_000_000).unwrap().contains("again"));
        assert_eq!(told(Stage::Looking, 1_000_000), None);
        assert_eq!(told(Stage::Indexing, 5), None);
    }
}
