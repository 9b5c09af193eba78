use super::{Options, log};
use crate::archive::word::Fault;
use crate::archive::{self, Archive, Pace, SyncReport};
use crate::web;
use anyhow::Context;
use std::io::{self, Write};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

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
    let config = options.archive()?;
    let opening = tokio::task::spawn_blocking(move || Archive::open(&config));
    let archive = tokio::select! {
        opened = opening => opened.context("the archive could not be opened")??,
        () = stop.asked() => return Ok(()),
    };
    let state = archive.state();
    for problem in &state.problems {
        let (path, reason) = (log::one_line(&problem.path), log::one_line(&problem.reason));
        tracing::warn!("{path}: {reason}");
    }
    log::faults(&state.faults);
    let watching = archive.watch(Pace::default(), log_sync(&state.faults));
    let watching = watching.context("the system gives no thread to watch the folder")?;
    let address = listener.local_addr().context("the address is gone")?;
    let reports = web::show::count(state.reports, "report", "reports");
    let public = options.public_url.as_ref();
    let public = public.map_or_else(String::new, |url| format!(", to the public at {url}/"));
    say(&format!("Readout serves {reports} at http://{address}/{public}"));
    web::serve(listener, archive, options.public_url.clone(), async move {
        stop.asked().await
    })
    .await;
    // It may wait for the index.
    let _ = tokio::task::spawn_blocking(move || drop(watching)).await;
    tracing::info!("ended");
    Ok(())
}

/// Logs what comes of the folder's changes: that nothing changed is no news, nor is a fault that was
/// said before.
fn log_sync(said: &[Fault]) -> impl FnMut(&Archive, &Result<SyncReport, archive::Error>) + Send + use<> {
    let mut said = said.to_vec();
    let mut trouble = None;
    move |archive, result| {
        let failed = result.as_ref().err().map(ToString::to_string);
        if let Some(failed) = failed.as_ref().filter(|failed| trouble.as_ref() != Some(*failed)) {
            tracing::error!("the folder could not be followed: {}", log::one_line(failed));
        }
        trouble = failed;
        let state = archive.state();
        let fresh: Vec<Fault> = state
            .faults
            .iter()
            .filter(|fault| !said.contains(fault))
            .cloned()
            .collect();
        log::faults(&fresh);
        said.clone_from(&state.faults);
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
