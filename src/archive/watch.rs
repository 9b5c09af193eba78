//! Keeps the index in step with the folder while it is served.

use super::{Archive, Error, SyncReport};
use crate::sources::{Change, Watch};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long the end waits for a look that is under way.
const GRACE: Duration = Duration::from_secs(10);

/// When the folder is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Whether the system is asked to tell of changes.
    pub told: bool,
    /// A burst of changes is over when nothing has changed for so long.
    pub quiet: Duration,
    /// The longest that a burst is waited for.
    pub patience: Duration,
    /// How often the folder is looked at where the system does not tell.
    pub poll: Duration,
    /// How long after a look that failed the next one is: another program may hold the index.
    pub retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            told: true,
            quiet: Duration::from_millis(300),
            patience: Duration::from_secs(5),
            poll: Duration::from_secs(30),
            retry: Duration::from_secs(5),
        }
    }
}

/// The folder is watched for as long as this lives. The end waits for a look under way, but no longer
/// than ten seconds: what it has not put in force by then, the next start will.
pub struct Watching {
    wake: Sender<Wake>,
    ended: Receiver<()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.wake.send(Wake::End);
        // The thread says nothing; it lets go of its end.
        let _ = self.ended.recv_timeout(GRACE);
    }
}

enum Wake {
    Changed(Change),
    End,
}

impl Archive {
    /// Watches the folder of reports from now on, and brings the index in step whenever it changes: at
    /// once for the first time, for it may have changed since the archive was opened. `tell` hears of
    /// each time. Questions are answered meanwhile.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn watch(
        &self,
        pace: Pace,
        tell: impl FnMut(&Archive, &Result<SyncReport, Error>) + Send + 'static,
    ) -> std::io::Result<Watching> {
        let (wake, woken) = channel();
        let (at_end, ended) = channel();
        let watcher = Watcher {
            archive: self.clone(),
            pace,
            wake: wake.clone(),
            watch: None,
        };
        std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
            watcher.run(&woken, tell);
            drop(at_end);
        })?;
        Ok(Watching { wake, ended })
    }
}

struct Watcher {
    archive: Archive,
    pace: Pace,
    wake: Sender<Wake>,
    watch: Option<Watch>,
}

impl Watcher {
    fn run(mut self, woken: &Receiver<Wake>, mut tell: impl FnMut(&Archive, &Result<SyncReport, Error>)) {
        let mut begin = true;
        loop {
            if begin {
                // Before the look: what changes from here on is told.
                self.begin();
            }
            let failed = !self.look(&mut tell);
            let poll = match (failed, &self.watch) {
                (true, _) => Some(self.pace.retry),
                (false, None) => Some(self.pace.poll),
                (false, Some(_)) => None,
            };
            begin = match next(woken, poll) {
                Some(Wake::Changed(change)) => match burst(woken, change, &self.pace) {
                    Some(change) => change == Change::Folder || failed,
                    None => return,
                },
                Some(Wake::End) => return,
                // The folder may be another by now, or the system have room again.
                None => true,
            };
        }
    }

    fn begin(&mut self) {
        self.watch = None;
        if !self.pace.told {
            return;
        }
        let wake = self.wake.clone();
        // When nobody listens any more, it is the end.
        let changed = move |change| drop(wake.send(Wake::Changed(change)));
        match self.archive.inner.folder.watch(changed) {
            Ok(watch) => self.watch = Some(watch),
            Err(error) => {
                let seconds = self.pace.poll.as_secs();
                tracing::warn!("{error}; it is looked at every {seconds} seconds");
            }
        }
    }

    /// Whether the index is in step.
    fn look(&self, tell: &mut impl FnMut(&Archive, &Result<SyncReport, Error>)) -> bool {
        // A fault of ours must not end the watching.
        let Ok(result) = catch_unwind(AssertUnwindSafe(|| self.archive.sync())) else {
            return false;
        };
        tell(&self.archive, &result);
        result.is_ok()
    }
}

/// What woke us; nothing when the time was over.
fn next(woken: &Receiver<Wake>, poll: Option<Duration>) -> Option<Wake> {
    match poll {
        None => Some(woken.recv().unwrap_or(Wake::End)),
        Some(poll) => match woken.recv_timeout(poll) {
            Ok(wake) => Some(wake),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Wake::End),
        },
    }
}

/// Waits until a burst is over, so that it is one look; what of all its changes goes furthest. Nothing
/// when it is the end.
fn burst(woken: &Receiver<Wake>, first: Change, pace: &Pace) -> Option<Change> {
    let began = Instant::now();
    let mut change = first;
    while began.elapsed() < pace.patience {
        match woken.recv_timeout(pace.quiet) {
            Ok(Wake::Changed(Change::Folder)) => change = Change::Folder,
            Ok(Wake::Changed(Change::Within)) => {}
            Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    Some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_one_look() {
        let pace = Pace {
            quiet: Duration::from_millis(1),
            patience: Duration::from_secs(600),
            ..Pace::default()
        };
        let (wake, woken) = channel();
        for _ in 0..100 {
            wake.send(Wake::Changed(Change::Within)).unwrap();
        }
        assert_eq!(burst(&woken, Change::Within, &pace), Some(Change::Within));
        assert!(woken.try_recv().is_err());
        wake.send(Wake::Changed(Change::Folder)).unwrap();
        wake.send(Wake::Changed(Change::Within)).unwrap();
        assert_eq!(burst(&woken, Change::Within, &pace), Some(Change::Folder));
        wake.send(Wake::End).unwrap();
        assert_eq!(burst(&woken, Change::Within, &pace), None);
        drop(wake);
        assert_eq!(burst(&woken, Change::Within, &pace), None);
    }

    #[test]
    fn a_burst_without_an_end_is_not_waited_for() {
        let pace = Pace {
            patience: Duration::ZERO,
            ..Pace::default()
        };
        let (wake, woken) = channel();
        wake.send(Wake::Changed(Change::Within)).unwrap();
        assert_eq!(burst(&woken, Change::Within, &pace), Some(Change::Within));
        assert!(woken.try_recv().is_ok());
    }
}
