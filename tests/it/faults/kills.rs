//! The power goes while the index is written.

use super::{Chance, fresh, page, told, write_pages};
use crate::program::{is_long, readout};
use crate::site::config;
use readout::archive::Archive;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

#[test]
fn after_every_kill_every_report_is_there_once() {
    let (kills, count, between) = if is_long() { (200, 300, 20) } else { (10, 60, 5) };
    let folder = TempDir::new().unwrap();
    let reports = folder.path().join("reports");
    write_pages(&reports, count);
    let index = folder.path().join("index");
    let command = |what: &str| -> Command {
        let mut command = readout();
        command.args([what, "--log", "error", "--reports"]).arg(&reports);
        command.arg("--index").arg(&index).stdout(Stdio::null());
        if what == "serve" {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        command
    };
    // As long as a whole run takes on this machine: a kill may come at any moment of it.
    let begin = Instant::now();
    assert!(command("index").status().unwrap().success());
    let whole = begin.elapsed();
    fs::remove_dir_all(&index).unwrap();
    let mut chance = Chance::new();
    for n in 1..=kills {
        let mut child = command(if n % 3 == 0 { "serve" } else { "index" }).spawn().unwrap();
        std::thread::sleep(whole.mul_f64(chance.below(1_200) as f64 / 1_000.0));
        child.kill().unwrap();
        child.wait().unwrap();
        // What comes, changes and goes meanwhile.
        fs::write(reports.join(format!("late{}.txt", n % 40)), page(1_000 + n)).unwrap();
        fs::write(reports.join(format!("r{}.txt", chance.below(count))), page(2_000 + n)).unwrap();
        let _ = fs::remove_file(reports.join(format!("late{}.txt", chance.below(40))));
        if n % 50 == 0 {
            // From nothing again, for a first run is the longest.
            fs::remove_dir_all(&index).unwrap();
        }
        if n % between == 0 {
            let archive = Archive::open(&config(folder.path())).unwrap();
            assert!(archive.state().warnings.is_empty(), "{:?}", archive.state().warnings);
            assert_eq!(told(&archive), fresh(folder.path()), "after kill {n}");
        }
    }
    let names = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["index", "reports"], "being killed is no damage");
    println!(
        "{kills} kills within {:.2} s of a run",
        whole.max(Duration::ZERO).as_secs_f64()
    );
}
