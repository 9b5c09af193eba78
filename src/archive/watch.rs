//! Keeps the index in step with the folder while it is served.

use super::todo::Extent;
use super::told::Told;
use super::{Archive, Error, SyncReport};
use crate::sources::{Change, Folder, Watch};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, channel, sync_channel};
use std::time::{Duration, Instant};

/// How long the end waits for a look that is under way.
const GRACE: Duration = Duration::from_secs(10);
/// Changes that wait to be heard; of more it is only known that there were some.
const WAITING: usize = 100_000;
/// How often the system is asked anew to tell of changes, where it did not.
const ASKED: Duration = Duration::from_secs(60);
/// When the folder is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Whether the system is asked to tell of changes.
    pub told: bool,
    /// A burst of changes is over when nothing has changed for so long.
    pub quiet: Duration,
    /// The longest that a burst is waited for.
    pub patience: Duration,
    /// A file to which somebody writes is looked at when nothing was written for so long; a file of records
    /// also when it was written to for twice as long, for lines may be added for days.
    pub writing: Duration,
    /// How often the folder is looked at where the system does not tell, at the most; a folder that takes
    /// long to look at is left alone for twenty times as long.
    pub poll: Duration,
    /// How long after a look that failed the next one is: another program may hold the index.
    pub retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            told: true,
            quiet: Duration::from_millis(100),
            patience: Duration::from_secs(1),
            // Elsewhere nothing is told of a file that is closed.
            writing: Duration::from_secs(if cfg!(target_os = "linux") { 30 } else { 1 }),
            poll: Duration::from_secs(1),
            retry: Duration::from_secs(5),
        }
    }
}

/// The folder is watched for as long as this lives. The end waits for a look under way, but no longer
/// than ten seconds: what it has not put in force by then, the next start will. A long one ends early.
pub struct Watching {
    archive: Archive,
    wake: SyncSender<Wake>,
    ended: Receiver<()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.archive.stop();
        // With too much to hear, it sees that it was told to stop.
        let _ = self.wake.try_send(Wake::End);
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
        let (wake, woken) = sync_channel(WAITING);
        let (at_end, ended) = channel();
        let watcher = Watcher {
            archive: self.clone(),
            pace,
            wake: wake.clone(),
            watch: None,
            asked: None,
            lost: Arc::default(),
        };
        std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
            watcher.run(&woken, tell);
            drop(at_end);
        })?;
        Ok(Watching {
            archive: self.clone(),
            wake,
            ended,
        })
    }
}

struct Watcher {
    archive: Archive,
    pace: Pace,
    wake: SyncSender<Wake>,
    watch: Option<Watch>,
    /// When the system was last asked to tell, in vain.
    asked: Option<Instant>,
    /// Whether more was told than can wait: while a look goes on nobody hears, and there may be millions.
    lost: Arc<AtomicBool>,
}

impl Watcher {
    fn run(mut self, woken: &Receiver<Wake>, mut tell: impl FnMut(&Archive, &Result<SyncReport, Error>)) {
        let mut told = Told::default();
        // Owed until one look was all right: the folder may not be there at first.
        let mut verify = self.archive.inner.config.verify;
        // Before the look: what changes from here on is told.
        self.begin();
        let mut extent = Some(Extent::first(verify));
        loop {
            let began = Instant::now();
            let mut wait = None;
            if let Some(extent) = extent.take() {
                match self.look(&extent, &mut tell) {
                    Some(unsettled) => {
                        verify = false;
                        // Somebody writes to them: after a while they are looked at again.
                        if self.watch.is_some() {
                            unsettled.into_iter().for_each(|path| told.hold(path));
                        }
                    }
                    None => {
                        told.all = true;
                        told.written.extend(extent.written);
                        wait = Some(self.pace.retry);
                    }
                }
            }
            let polled = self.watch.is_none().then(|| self.pace.poll.max(began.elapsed() * 20));
            let held = (!told.paths.is_empty()).then_some(self.pace.writing.min(self.pace.retry));
            // What is merged behind us is put in force when nothing else is to be done.
            let idle = wait.or(polled).or(held).unwrap_or(self.pace.retry);
            match next(woken, idle) {
                Some(Wake::Changed(change)) => {
                    told.hear(change);
                    if !burst(woken, &mut told, &self.pace) {
                        return;
                    }
                    if wait.is_some() && !told.folder {
                        // Whatever was told, it failed a moment ago: not at once again.
                        if !rest(woken, &mut told, self.pace.retry.saturating_sub(began.elapsed())) {
                            return;
                        }
                    }
                }
                Some(Wake::End) => return,
                None if wait.is_some() || polled.is_some() => told.all = true,
                None => {
                    self.archive.look_for_commit();
                    // A disk that is taken out or put in is not told.
                    if self.watch.as_ref().is_some_and(|watch| !watch.stands()) {
                        told.hear(Change::Folder);
                    }
                }
            }
            if self.archive.inner.meter.is_stopped() {
                return;
            }
            told.all |= self.lost.swap(false, Ordering::Relaxed);
            // The folder may be another by now, or the system have room again.
            let asks = self.asked.is_none_or(|asked| asked.elapsed() > ASKED);
            if told.folder || (told.all && self.watch.is_none() && asks) {
                told.folder = false;
                self.begin();
            }
            // Where nobody tells that a file is closed, its age has to tell.
            let aged = match self.watch {
                Some(_) => Duration::ZERO,
                None => self.pace.poll,
            };
            let ready = told.ready(self.pace.writing, aged);
            extent = ready.map(|extent| Extent { verify, ..extent });
        }
    }

    fn begin(&mut self) {
        // Said once.
        let is_news = self.watch.take().is_none() && self.asked.is_none();
        if !self.pace.told {
            return;
        }
        let (wake, lost) = (self.wake.clone(), Arc::clone(&self.lost));
        // When nobody listens any more, it is the end.
        let changed = move |change| {
            if let Err(TrySendError::Full(_)) = wake.try_send(Wake::Changed(change)) {
                lost.store(true, Ordering::Relaxed);
            }
        };
        let config = &self.archive.inner.config;
        let Ok(folder) = Folder::open(&config.reports, config.max_bytes) else {
            return;
        };
        match folder.watch(changed) {
            Ok(watch) => (self.watch, self.asked) = (Some(watch), None),
            Err(error) => {
                self.asked = Some(Instant::now());
                match is_news {
                    true => tracing::warn!("{error}; it is looked at from time to time"),
                    false => tracing::debug!("{error}"),
                }
            }
        }
    }

    /// The files to which somebody writes; nothing when the index is not in step.
    fn look(
        &self,
        extent: &Extent,
        tell: &mut impl FnMut(&Archive, &Result<SyncReport, Error>),
    ) -> Option<Vec<String>> {
        // A fault of ours must not end the watching.
        let result = catch_unwind(AssertUnwindSafe(|| self.archive.bring(extent, false)));
        let result = result.unwrap_or_else(|_| Err(self.archive.failed()));
        let (result, unsettled) = match result {
            Ok((report, unsettled)) => (Ok(report), Some(unsettled)),
            Err(error) => {
                // Another process may keep the index in step.
                self.archive.look_for_commit();
                (Err(error), None)
            }
        };
        tell(&self.archive, &result);
        unsettled
    }
}

/// What woke us; nothing when the time was over.
fn next(woken: &Receiver<Wake>, wait: Duration) -> Option<Wake> {
    match woken.recv_timeout(wait) {
        Ok(wake) => Some(wake),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => Some(Wake::End),
    }
}

/// Waits until a burst is over, so that it is one look; whether it is not the end.
fn burst(woken: &Receiver<Wake>, told: &mut Told, pace: &Pace) -> bool {
    let began = Instant::now();
    while began.elapsed() < pace.patience {
        match woken.recv_timeout(pace.quiet) {
            Ok(Wake::Changed(change)) => told.hear(change),
            Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => return false,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    true
}

/// Hears what is told for a while; whether it is not the end.
fn rest(woken: &Receiver<Wake>, told: &mut Told, wait: Duration) -> bool {
    let until = Instant::now() + wait;
    while let Some(left) = until.checked_duration_since(Instant::now()) {
        match next(woken, left) {
            Some(Wake::Changed(change)) => told.hear(change),
            Some(Wake::End) => return false,
            None => break,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::told::tests::{at, paths};
    use super::*;

    #[test]
    fn a_burst_is_one_look() {
        let pace = Pace {
            quiet: Duration::from_millis(1),
            patience: Duration::from_secs(600),
            ..Pace::default()
        };
        let (wake, woken) = channel();
        for n in 0..100 {
            wake.send(Wake::Changed(at(&format!("{}.txt", n % 10), false))).unwrap();
        }
        let mut told = Told::default();
        assert!(burst(&woken, &mut told, &pace));
        assert!(woken.try_recv().is_err());
        assert_eq!(paths(told.ready(pace.writing, Duration::ZERO)).len(), 10);
        wake.send(Wake::Changed(Change::Folder)).unwrap();
        assert!(burst(&woken, &mut told, &pace) && told.folder);
        assert_eq!(paths(told.ready(pace.writing, Duration::ZERO)), ["*"]);
        wake.send(Wake::End).unwrap();
        assert!(!burst(&woken, &mut told, &pace));
        drop(wake);
        assert!(!burst(&woken, &mut told, &pace));
    }

    #[test]
    fn a_burst_without_an_end_is_not_waited_for() {
        let pace = Pace {
            patience: Duration::ZERO,
            ..Pace::default()
        };
        let (wake, woken) = channel();
        wake.send(Wake::Changed(Change::Somewhere)).unwrap();
        assert!(burst(&woken, &mut Told::default(), &pace));
        assert!(woken.try_recv().is_ok());
    }
}
