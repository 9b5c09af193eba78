use super::{Options, log};
use crate::archive::Archive;
use crate::web::show::count;
use std::io::Write;

/// Brings the index in step with the folder and says what was done.
///
/// # Errors
/// When the archive cannot be opened, or nobody takes the output.
pub(super) fn run(options: &Options) -> anyhow::Result<()> {
    let archive = Archive::open(&options.archive()?)?;
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
        match state.problems.len() as u64 {
            0 => String::new(),
            n => format!("; {} a look", count(n, "file needs", "files need")),
        },
    )?;
    Ok(())
}
