use super::{Options, log, progress};
use crate::archive::word::Fault;
use crate::archive::{self, Archive, Following, Pace, Stage, SyncReport, WORTH_TELLING, Watching};
use crate::web;
use anyhow::Context;
use std::collections::HashSet;
use std::io::{self, Write};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// How often an empty archive is asked whether it holds something.
const TICK: Duration = Duration::from_millis(5);
/// An archive that is still empty after so long is served while it is filled.
const PATIENCE: Duration = Duration::from_secs(2);
/// The same while it is not known yet with how many reports.
const LOOKING: Duration = Duration::from_secs(20);

/// Serves until Ctrl-C or SIGTERM; running requests are finished first.
///
/// # Errors
/// When the address is taken, or the archive cannot be opened or holds no report.
pub(super) fn run(options: &Options) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the system gives no threads")?;
    let result = runtime.block_on(serve(options));
    // A search that is still running has no reader any more.
    runtime.shutdown_background();
    result
}

async fn serve(options: &Options) -> anyhow::Result<()> {
    // Signals first: one that comes while the index is built must end us in order too.
    let mut stop = Stop::listen()?;
    // The port before the index: a taken port should not be found out after minutes of indexing.
    let listener = bind(&options.listen).await?;
    let watched = match &options.metrics {
        Some(metrics) => Some(bind(metrics).await.context("metrics cannot be told")?),
        None => None,
    };
    let config = options.archive()?;
    let read_only = options.read_only;
    let opening = tokio::task::spawn_blocking(move || match read_only {
        true => Archive::read_only(&config),
        false => Archive::begin(&config),
    });
    let archive = tokio::select! {
        opened = opening => opened.context("the archive could not be opened")??,
        () = stop.asked() => return Ok(()),
    };
    if let Some(trouble) = archive.trouble() {
        tracing::error!("{}; what the index holds is served", log::one_line(&trouble));
    }
    let keeping = if read_only {
        Keeping::Following(
            archive
                .follow()
                .context("the system gives no thread to follow the index")?,
        )
    } else {
        let (done, first) = tokio::sync::oneshot::channel();
        let watching = archive.watch(Pace::default(), log_sync(done));
        let watching = watching.context("the system gives no thread to watch the folder")?;
        tokio::select! {
            first = first_part(&archive, first) => first?,
            () = stop.asked() => return Ok(()),
        }
        Keeping::Watching(watching)
    };
    let telling = tokio::spawn(progress::tell(archive.clone()));
    let opened = archive.clone();
    // Nobody waits for it: what cannot be read is said to whoever asks for it.
    tokio::task::spawn_blocking(move || opened.prepare());
    let state = archive.state();
    let address = listener.local_addr().context("the address is gone")?;
    let reports = web::show::count(state.reports, "report", "reports");
    let public = options.public_url.as_ref();
    let public = public.map_or_else(String::new, |url| format!(", to the public at {url}/"));
    if let Some(address) = watched.as_ref().and_then(|watched| watched.local_addr().ok()) {
        tracing::info!("metrics are told at http://{address}/metrics");
    }
    say(&format!("Readout serves {reports} at http://{address}/{public}"));
    let settings = options.settings();
    web::serve(listener, watched, archive, settings, async move { stop.asked().await }).await;
    telling.abort();
    // It may wait for the index.
    let _ = tokio::task::spawn_blocking(move || drop(keeping)).await;
    tracing::info!("ended");
    Ok(())
}

/// What keeps the archive up with its folder, or with its index.
enum Keeping {
    Watching(#[allow(dead_code, reason = "it works as long as it lives")] Watching),
    Following(#[allow(dead_code, reason = "it works as long as it lives")] Following),
}

/// Waits until there is something to serve: at once where the index holds reports, else until the first
/// part of them is in it.
async fn first_part(archive: &Archive, first: oneshot::Receiver<Result<(), archive::Error>>) -> anyhow::Result<()> {
    if archive.state().reports > 0 {
        return Ok(());
    }
    let some = async {
        let mut tick = tokio::time::interval(TICK);
        loop {
            tick.tick().await;
            // A long run has begun: it is told how far it is. A short one is waited for, on any machine.
            let long = archive.progress().is_some_and(|progress| match progress.stage {
                Stage::Looking => progress.since > LOOKING,
                _ => progress.total >= WORTH_TELLING && progress.since > PATIENCE,
            });
            if long {
                return;
            }
        }
    };
    tokio::select! {
        first = first => Ok(first.unwrap_or(Ok(()))?),
        () = some => Ok(()),
    }
}

/// Logs what comes of the folder's changes: that nothing changed is no news, nor is a problem or fault that
/// was said before. `first` hears of the first look.
fn log_sync(
    first: oneshot::Sender<Result<(), archive::Error>>,
) -> impl FnMut(&Archive, &Result<SyncReport, archive::Error>) + Send + use<> {
    let (mut problems, mut faults) = (HashSet::new(), Vec::<Fault>::new());
    let (mut trouble, mut first) = (None, Some(first));
    move |archive, result| {
        let failed = result.as_ref().err().map(ToString::to_string);
        if let Some(failed) = failed.as_ref().filter(|failed| trouble.as_ref() != Some(*failed)) {
            tracing::error!("the folder could not be followed: {}", log::one_line(failed));
        }
        if trouble.is_some() && failed.is_none() {
            tracing::info!("the folder is followed again");
        }
        trouble = failed;
        if let Ok(report) = result
            && report.indexed + report.removed > 0
        {
            let SyncReport {
                indexed,
                removed,
                unchanged,
                ..
            } = report;
            tracing::info!(indexed, removed, unchanged, "the index is in step");
        }
        let state = archive.state();
        problems.retain(|known| state.problems.contains(known));
        for problem in &state.problems {
            if problems.insert(problem.clone()) {
                let (path, reason) = (log::one_line(&problem.path), log::one_line(&problem.reason));
                tracing::warn!("{path}: {reason}");
            }
        }
        let fresh: Vec<Fault> = state
            .faults
            .iter()
            .filter(|fault| !faults.contains(fault))
            .cloned()
            .collect();
        log::faults(&fresh);
        faults.clone_from(&state.faults);
        if let Some(first) = first.take() {
            // Nobody waits where there was something to serve already.
            let _ = first.send(match result {
                Err(archive::Error::NoReports { folder, problems }) => Err(archive::Error::NoReports {
                    folder: folder.clone(),
                    problems: problems.clone(),
                }),
                _ => Ok(()),
            });
        }
    }
}

async fn bind(listen: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(listen).await.map_err(|error| {
        anyhow::anyhow!(match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "{listen} is already in use; stop what runs there, or take another port with --listen, such as --listen 127.0.0.1:0"
            ),
            io::ErrorKind::PermissionDenied => format!(
                "{listen} is not allowed to this user; take a port above 1023 with --listen"
            ),
            io::ErrorKind::AddrNotAvailable => format!(
                "{listen} is no address of this machine; name one with --listen, such as --listen 127.0.0.1:3000"
            ),
            _ => format!(
                "cannot listen at {listen:?} ({error}); name an address and a port with --listen, such as --listen 127.0.0.1:3000"
            ),
        })
    })
}

/// Prints a line to stdout; a reader that has gone away is no error.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// The two ways of being told to end.
struct Stop {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    fn listen() -> anyhow::Result<Self> {
        let listen = |kind| signal(kind).context("signals cannot be received");
        Ok(Self {
            interrupt: listen(SignalKind::interrupt())?,
            terminate: listen(SignalKind::terminate())?,
        })
    }

    async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
