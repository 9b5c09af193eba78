//! A disk that is full or closed, and a clock that is wrong.

use super::{as_it_is, fresh, page, told, write_pages};
use crate::program::readout;
use crate::site::config;
use readout::archive::Archive;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A small disk of its own, which goes when the test ends.
struct Disk<'p>(&'p Path);

impl<'p> Disk<'p> {
    /// None where nobody may mount one.
    fn at(path: &'p Path, size: &str) -> Option<Self> {
        fs::create_dir_all(path).unwrap();
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        let mounted = mount
            .args(["-t", "tmpfs", "-o", &options, "readout-test"])
            .arg(path)
            .output();
        mounted.is_ok_and(|output| output.status.success()).then(|| Self(path))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

fn index(folder: &Path, mut command: Command) -> Output {
    let config = config(folder);
    command
        .args(["index", "--log", "error", "--reports"])
        .arg(&config.reports);
    command.arg("--index").arg(&config.index).output().unwrap()
}

#[test]
fn a_disk_that_fills_up_at_any_moment_is_said_and_healed() {
    let folder = TempDir::new().unwrap();
    write_pages(&folder.path().join("reports"), 40);
    let before = as_it_is(&folder.path().join("reports"));
    let place = folder.path().join("index");
    let Some(_disk) = Disk::at(&place, "2m") else {
        return println!("not run: no disk may be mounted here; a limit on the size of files stands for it elsewhere");
    };
    let ballast = place.join(".ballast");
    let mut full = 0;
    // From no room at all to enough of it.
    for room in [0, 4, 16, 48, 96, 160] {
        let used = fs::read_dir(&place).unwrap().count();
        fs::write(&ballast, vec![0; 1_900_000 - room * 1_024]).unwrap_or_default();
        let output = index(folder.path(), readout());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("panic"), "{room} KiB, {used} files: {said}");
        if !output.status.success() {
            full += 1;
            assert!(said.contains("readout: ") && output.status.code().is_some(), "{said}");
        }
        fs::remove_file(&ballast).unwrap();
    }
    assert!(full > 0, "it was never full");
    let output = index(folder.path(), readout());
    assert!(output.status.success(), "{output:?}");
    let archive = Archive::open(&config(folder.path())).unwrap();
    assert_eq!(told(&archive), fresh(folder.path()));
    assert!(as_it_is(&folder.path().join("reports")) == before);
}

#[test]
fn an_index_that_may_not_be_written_is_served_and_said() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = TempDir::new().unwrap();
    write_pages(&folder.path().join("reports"), 3);
    drop(Archive::open(&config(folder.path())).unwrap());
    fs::write(folder.path().join("reports/new.txt"), page(9)).unwrap();
    let is_root = folder.path().metadata().unwrap().uid() == 0;
    let mut command = readout();
    if is_root {
        // Everything is open to root: somebody else has to try.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(env!("CARGO_BIN_EXE_readout"));
    } else {
        for entry in walkdir::WalkDir::new(folder.path().join("index")).contents_first(true) {
            let entry = entry.unwrap();
            let mode = if entry.file_type().is_dir() { 0o555 } else { 0o444 };
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).unwrap();
        }
    }
    let output = index(folder.path(), command);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if is_root && said.contains("setpriv") {
        return println!("not run: another user cannot start the binary ({said})");
    }
    assert!(!output.status.success() && said.contains("--index"), "{said}");
    for entry in walkdir::WalkDir::new(folder.path().join("index")) {
        let entry = entry.unwrap();
        if entry.file_type().is_dir() {
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
    let archive = Archive::open(&config(folder.path())).unwrap();
    assert_eq!(told(&archive), fresh(folder.path()));
}

#[test]
fn files_of_any_time_are_read_once_and_again_when_they_change() {
    let folder = TempDir::new().unwrap();
    let reports = folder.path().join("reports");
    write_pages(&reports, 6);
    let (epoch, day) = (SystemTime::UNIX_EPOCH, Duration::from_secs(86_400));
    let times = [
        epoch,
        epoch - day * 20_000,
        epoch + day * 40_000,
        epoch - Duration::from_nanos(1),
        epoch + day * 100_000,
        SystemTime::now() + day,
    ];
    let turn = |n: usize, time: SystemTime| {
        let file = fs::File::options()
            .append(true)
            .open(reports.join(format!("r{n}.txt")))
            .unwrap();
        // Not every disk keeps every year.
        let _ = file.set_modified(time);
    };
    for (n, time) in times.into_iter().enumerate() {
        turn(n, time);
    }
    let archive = Archive::open(&config(folder.path())).unwrap();
    assert_eq!(archive.state().reports, 6);
    let same = archive.sync().unwrap();
    assert_eq!((same.indexed, same.unchanged), (0, 6));
    // The clock goes back, and forth: each change is seen, by its time or its size.
    for (n, time) in times.into_iter().rev().enumerate() {
        fs::write(reports.join(format!("r{n}.txt")), page(100 + n)).unwrap();
        turn(n, time);
    }
    archive.sync().unwrap();
    assert_eq!(told(&archive), fresh(folder.path()));
    let all = told(&archive);
    drop(archive);
    let again = Archive::open(&config(folder.path())).unwrap();
    assert_eq!((again.state().sync.indexed, told(&again)), (0, all));
}
