//! The running program.

use crate::http::Client;
use crate::process::{Memory, Process};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

pub(crate) const READOUT: &str = env!("CARGO_BIN_EXE_readout");
/// Longer than any start may take that is worth a figure.
const PATIENCE: Duration = Duration::from_secs(1_800);

/// `readout serve`, until it is dropped.
pub(crate) struct Server {
    process: Process,
    pub(crate) address: String,
    /// From the start of the process to the first page of results.
    pub(crate) first_answer: Duration,
}

impl Server {
    pub(crate) fn start(pages: &Path, index: &Path) -> Result<Self, String> {
        let mut command = Command::new(READOUT);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "error", "--reports"])
            .arg(pages)
            .arg("--index")
            .arg(index);
        Self::spawn(&mut command, "/search?q=border")
    }

    /// Starts a server that prints its address, and waits until it answers.
    pub(crate) fn spawn(command: &mut Command, path: &str) -> Result<Self, String> {
        let begun = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = Process(child.map_err(|error| format!("{command:?}: {error}"))?);
        let out = process.0.stdout.take().ok_or("no output")?;
        let (say, hear) = mpsc::channel();
        // It goes on reading, so that the server never waits for its reader; it ends with the pipe.
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let address = line
                    .split("http://")
                    .nth(1)
                    .and_then(|rest| rest.split(['/', ' ', ',']).next());
                if let Some(address) = address {
                    let _ = say.send(address.to_owned());
                }
            }
        });
        let address = hear
            .recv_timeout(PATIENCE)
            .map_err(|_| format!("{command:?} told no address"))?;
        let mut client = Client::new(&address);
        while begun.elapsed() < PATIENCE {
            if client.get(path).is_ok_and(|(status, _)| status == 200) {
                return Ok(Self {
                    process,
                    address,
                    first_answer: begun.elapsed(),
                });
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Err(format!("{command:?} did not answer"))
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.0.id()
    }

    pub(crate) fn memory(&self) -> Memory {
        Memory::of(self.process.0.id()).unwrap_or_default()
    }
}
