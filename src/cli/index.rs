use super::progress::{SHOWN, Teller};
use super::{Options, log};
use crate::archive::Archive;
use crate::web::show::count;
use std::io::Write;
use std::sync::mpsc::{RecvTimeoutError, channel};

/// Brings the index in step with the folder and says what was done.
///
/// # Errors
/// When the archive cannot be opened, or nobody takes the output.
pub(super) fn run(options: &Options) -> anyhow::Result<()> {
    let archive = indexed(options)?;
    let state = archive.state();
    for problem in &state.problems {
        let (path, reason) = (log::one_line(&problem.path), log::one_line(&problem.reason));
        tracing::warn!("{path}: {reason}");
    }
    log::faults(&state.faults);
    let sync = &state.sync;
    let mut out = std::io::stdout().lock();
    if let Some(why) = &sync.rebuilt {
        writeln!(out, "The index was made anew: {why}.")?;
    }
    writeln!(
        out,
        "{}: {} indexed, {} unchanged, {} removed{}.",
        count(state.reports, "report", "reports"),
        sync.indexed,
        sync.unchanged,
        sync.removed,
        match state.problems.len() as u64 + state.more_problems {
            0 => String::new(),
            n => format!("; {} a look", count(n, "file needs", "files need")),
        },
    )?;
    Ok(())
}

/// Brings the index in step, and tells how far that is.
fn indexed(options: &Options) -> anyhow::Result<Archive> {
    anyhow::ensure!(
        !options.read_only,
        "an index that is only read cannot be brought in step; leave --read-only out"
    );
    let archive = Archive::begin(&options.archive()?)?;
    std::thread::scope(|scope| {
        let (done, is_done) = channel::<()>();
        let watched = archive.clone();
        scope.spawn(move || {
            let mut teller = Teller::new();
            while is_done.recv_timeout(SHOWN) == Err(RecvTimeoutError::Timeout) {
                teller.tell(watched.progress());
            }
        });
        let result = archive.bring_all();
        drop(done);
        result
    })?;
    Ok(archive)
}
