//! Arguments, logging, and the commands. A failure is one line that says what to do.

mod args;
mod authority;
mod index;
pub mod inspect;
mod log;
mod progress;
mod search;
mod serve;

pub use args::{AuthorityCommand, Cli, Command, LogFormat, Options};

use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// Reads the arguments and runs what they ask. Usage errors end with code 2, all others with 1.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    log::start(&cli.options.log, cli.options.log_format);
    let result = match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(&cli.options),
        Command::Index => index::run(&cli.options),
        Command::Search { query, limit } => search::run(&cli.options, &query.join(" "), limit),
        Command::Synonyms => print_synonyms(),
        Command::Authority { what } => match what {
            AuthorityCommand::Check => authority::check(&cli.options),
            AuthorityCommand::Suggest => authority::suggest(&cli.options),
        },
        Command::Inspect { json, paths } => inspect::run(&paths, json, cli.options.max_bytes),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A closed stderr is no reason to panic on the way out.
            let line = log::one_line(&format!("{error:#}"));
            let _ = writeln!(std::io::stderr(), "readout: {line}");
            ExitCode::FAILURE
        }
    }
}

/// The built-in synonyms, to be edited.
fn print_synonyms() -> anyhow::Result<()> {
    use std::io::Write;
    std::io::stdout().write_all(crate::search::synonyms::BUILT_IN.as_bytes())?;
    Ok(())
}
