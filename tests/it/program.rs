//! The real binary, ended by its handle.

use crate::site::seeds_folder;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// The binary with nothing of this environment that would change what it does.
pub fn readout() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_readout"));
    for name in [
        "REPORTS",
        "INDEX",
        "LISTEN",
        "MAX_BYTES",
        "MAX_CONNECTIONS",
        "RATE_LIMIT",
        "TRUSTED_PROXY",
        "METRICS",
        "LOG",
        "LOG_FORMAT",
    ] {
        command.env_remove(format!("READOUT_{name}"));
    }
    command.stdin(Stdio::null());
    command
}

/// Whether there is time: what is tried thousands of times by default is then tried as often as is promised.
pub fn is_long() -> bool {
    std::env::var_os("READOUT_LONG").is_some()
}

/// A running server.
pub struct Server {
    child: Child,
    /// The line that it printed when it was ready.
    pub line: String,
    folder: tempfile::TempDir,
}

impl Server {
    /// Serves the seeds at a free port.
    pub fn seeds() -> Self {
        Self::of(&seeds_folder())
    }

    pub fn of(reports: &Path) -> Self {
        Self::started(readout().args(["--log", "warn", "--reports"]).arg(reports))
    }

    /// With these options, and what it logs kept.
    pub fn logging(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = fs::File::create(folder.path().join("log")).unwrap();
        Self::start(readout().args(["--log", "info"]).args(options).stderr(log), folder)
    }

    /// Waits until it serves, with whatever the command says, and an index of its own where it says none.
    pub fn started(command: &mut Command) -> Self {
        Self::start(command, tempfile::tempdir().unwrap())
    }

    fn start(command: &mut Command, folder: tempfile::TempDir) -> Self {
        if !command.get_args().any(|arg| arg == "--index") {
            command.arg("--index").arg(folder.path().join("index"));
        }
        let mut child = command
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            child,
            line: line.trim().to_owned(),
            folder,
        }
    }

    /// What was logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// `http://127.0.0.1:…`
    pub fn url(&self) -> &str {
        let (_, url) = self.line.rsplit_once(' ').expect("an address at the end");
        url.trim_end_matches('/')
    }

    pub fn address(&self) -> &str {
        self.url().trim_start_matches("http://")
    }

    /// Its process, for those who ask the system about it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The most memory that it ever had, in bytes.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }

    /// Sends a signal by its name, as a person would.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args(["-s", name, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Waits for the end and gives the exit code.
    pub fn wait(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs to the end. A server that starts although it should fail is ended, not waited for.
pub fn run(command: &mut Command) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let errors = std::thread::spawn(move || {
        let mut text = Vec::new();
        stderr.read_to_end(&mut text).unwrap();
        text
    });
    let mut stdout = Vec::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    loop {
        let before = stdout.len();
        reader.read_until(b'\n', &mut stdout).unwrap();
        if stdout.len() == before {
            break;
        }
        if stdout[before..].starts_with(b"Readout serves") {
            child.kill().unwrap();
        }
    }
    let status = child.wait().unwrap();
    Output {
        status,
        stdout,
        stderr: errors.join().unwrap(),
    }
}
