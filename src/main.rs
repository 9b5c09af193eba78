//! The command line: everything of worth is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    readout::cli::main()
}
