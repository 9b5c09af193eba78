//! Files that somebody made to do harm: none is waited for, followed out of the folder or unpacked without
//! end; each is named, and harms no other. No file of the folder is ever written to.

mod bombs;
mod names;

use crate::program::{Server, readout};
use crate::site::TestArchive;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

const TEXT: &str = "Envoy meets the mayor\n\nThe envoy Ana Sousa met the mayor on Monday in the town hall.\n";

/// A folder of reports with one good one in it, made before the archive looks at it.
fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    fs::write(reports.join("good.txt"), TEXT).unwrap();
    (folder, reports)
}

/// Of every file its size, its times, and its bytes where it is a small ordinary one.
fn as_it_is(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    walk.filter_map(|entry| {
        // A path may be longer than the system takes.
        let metadata = entry.path().symlink_metadata().ok()?;
        let small = metadata.is_file() && metadata.len() < 1 << 20;
        let bytes = if small {
            fs::read(entry.path()).unwrap_or_default()
        } else {
            Vec::new()
        };
        let times = (metadata.mtime(), metadata.mtime_nsec());
        Some((entry.into_path(), (metadata.len(), times.0, times.1, bytes)))
    })
    .collect()
}

/// What a server says of a folder: `/about`, and its log.
struct Said {
    server: Server,
    about: String,
    log: String,
}

/// Serves a folder that holds one good report, with reports of at most so many bytes.
fn served(folder: &TempDir, reports: &Path, max_bytes: u64) -> Said {
    let before = as_it_is(reports);
    let log = folder.path().join("log");
    let server = Server::started(
        readout()
            .args(["--log", "info", "--max-bytes", &max_bytes.to_string(), "--reports"])
            .arg(reports)
            .stderr(fs::File::create(&log).unwrap()),
    );
    let get = |path: &str| {
        let mut answer = ureq::get(format!("{}{path}", server.url())).call().unwrap();
        answer.body_mut().read_to_string().unwrap()
    };
    assert!(get("/reports/good.txt") == TEXT, "the good report is served");
    let about = get("/about");
    let log = fs::read_to_string(&log).unwrap();
    assert!(as_it_is(reports) == before, "the folder is as it was");
    Said { server, about, log }
}

impl Said {
    /// A file is named with its reason, on the page and in the log.
    #[track_caller]
    fn names(&self, path: &str, reason: &str) {
        let page = scraper::Html::parse_document(&self.about);
        let rows = scraper::Selector::parse("table.problems tr").unwrap();
        let text = |row: scraper::ElementRef<'_>| row.text().collect::<Vec<_>>().join(" ");
        let rows: Vec<String> = page.select(&rows).map(text).collect();
        let has = |line: &str| line.contains(path) && line.contains(reason);
        assert!(rows.iter().any(|row| has(row)), "{path}: {reason}: {rows:#?}");
        assert!(self.log.lines().any(has), "{path}: {reason}: {}", self.log);
    }
}

#[test]
fn what_is_no_file_is_named_and_never_read() {
    let (folder, reports) = folder();
    let at = |name: &str| reports.join(name);
    assert!(Command::new("mkfifo").arg(at("pipe.txt")).status().unwrap().success());
    assert!(
        Command::new("mkfifo")
            .arg(at("sources.toml"))
            .status()
            .unwrap()
            .success()
    );
    assert!(
        Command::new("mkfifo")
            .arg(at("good.meta.toml"))
            .status()
            .unwrap()
            .success()
    );
    let _socket = UnixListener::bind(at("socket.txt")).unwrap();
    fs::write(
        folder.path().join("secret.txt"),
        "A secret of the machine, in plain words.",
    )
    .unwrap();
    symlink("/dev/zero", at("device.txt")).unwrap();
    symlink("../secret.txt", at("out.txt")).unwrap();
    symlink(folder.path(), at("out")).unwrap();
    symlink("good.txt", at("within.txt")).unwrap();
    symlink("round.txt", at("round.txt")).unwrap();
    symlink("there.txt", at("here.txt")).unwrap();
    symlink("here.txt", at("there.txt")).unwrap();
    symlink(".", at("loop")).unwrap();
    symlink("nothing.txt", at("nowhere.txt")).unwrap();
    fs::create_dir(at("folder.txt")).unwrap();
    let said = served(&folder, &reports, 1_000_000);
    said.names("pipe.txt", "not an ordinary file");
    said.names("socket.txt", "not an ordinary file");
    said.names("device.txt", "out of the folder");
    said.names("out.txt", "out of the folder");
    said.names("out", "out of the folder");
    said.names("round.txt", "cannot be read");
    said.names("here.txt", "cannot be read");
    said.names("loop", "not followed");
    said.names("nowhere.txt", "leads nowhere");
    let found = ureq::get(format!("{}/search.json?q=secret", said.server.url())).call();
    let found = found.unwrap().body_mut().read_to_string().unwrap();
    assert!(found.contains("\"total\":0"), "{found}");
    let within = ureq::get(format!("{}/reports/within.txt", said.server.url())).call();
    assert_eq!(within.unwrap().body_mut().read_to_string().unwrap(), TEXT);
}

#[test]
fn a_pipe_that_took_the_place_of_a_file_is_not_waited_for() {
    let site = TestArchive::with(&[("good.txt", TEXT), ("a.txt", "A visit\n\nThe first words of it.")]);
    let scan = readout::sources::Folder::open(&site.report_path(""), 1_000).unwrap();
    let seen = scan.scan();
    site.remove("a.txt");
    let path = site.report_path("a.txt");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert!(path.metadata().unwrap().file_type().is_fifo());
    let found = seen.found.iter().find(|found| found.path == "a.txt").unwrap();
    assert!(scan.read(found).unwrap_err().reason.contains("not an ordinary file"));
    let given = Command::new(env!("CARGO_BIN_EXE_readout"))
        .arg("inspect")
        .arg(&path)
        .output();
    assert!(String::from_utf8_lossy(&given.unwrap().stderr).contains("a.txt"));
}

#[test]
fn what_may_not_be_read_is_named_and_the_rest_is_served() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, reports) = folder();
    fs::write(reports.join("closed.txt"), TEXT).unwrap();
    fs::create_dir(reports.join("shut")).unwrap();
    fs::write(reports.join("shut/inner.txt"), TEXT).unwrap();
    let right = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    right(&reports.join("closed.txt"), 0o000);
    right(&reports.join("shut"), 0o000);
    let index = folder.path().join("index");
    let mut arguments = vec!["index", "--log", "warn", "--reports"];
    let (reports_path, index_path) = (reports.to_str().unwrap(), index.to_str().unwrap());
    arguments.extend([reports_path, "--index", index_path]);
    let is_root = folder.path().metadata().unwrap().uid() == 0;
    let mut command = if is_root {
        // Nothing is closed to root: somebody else has to look.
        right(folder.path(), 0o777);
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(env!("CARGO_BIN_EXE_readout"));
        command
    } else {
        readout()
    };
    let output = match command.args(&arguments).output() {
        Ok(output) => output,
        Err(error) => return println!("not run: nobody else can be asked to look ({error})"),
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // The tests may lie where only root comes.
    if is_root && !index.exists() {
        println!("not run: another user cannot start the binary ({said})");
    } else {
        assert!(output.status.success(), "{said}");
        for name in ["closed.txt", "shut"] {
            let named = said.lines().any(|line| line.contains(name) && line.contains("denied"));
            assert!(named, "{name}: {said}");
        }
    }
    right(&reports.join("shut"), 0o755);
}

#[test]
fn a_file_that_grows_while_it_is_read_is_read_whole_in_the_end() {
    let site = TestArchive::with(&[("good.txt", TEXT)]);
    let path = site.report_path("growing.txt");
    fs::write(&path, "A visit that is being written\n\n").unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            use std::io::Write;
            let mut file = fs::File::options().append(true).open(&path).unwrap();
            while !stop.load(Ordering::Relaxed) {
                file.write_all(b"The envoy met the mayor once more.\n").unwrap();
            }
            file.write_all(b"The lanterns were lit.\n").unwrap();
        });
        for _ in 0..20 {
            site.archive.sync_at(&["growing.txt"]).unwrap();
        }
        stop.store(true, Ordering::Relaxed);
    });
    let whole = fs::read(&path).unwrap();
    site.archive.sync_at(&["growing.txt"]).unwrap();
    let id = readout::report::ReportId::parse("growing").unwrap();
    let too_large = whole.len() as u64 > site.config().max_bytes;
    let held = site.archive.report(&id).unwrap();
    assert!(too_large || held.is_some(), "{} bytes", whole.len());
    if !too_large {
        site.check("lantern", &["growing"]);
    }
    site.check("mayor good", &[]);
    assert!(site.found("town hall").contains(&"good".to_owned()));
}

/// Twenty thousand; a million where `READOUT_LONG` is set.
#[test]
fn any_number_of_empty_files_is_passed_over() {
    let (folder, reports) = folder();
    let count = if crate::program::is_long() { 1_000_000 } else { 20_000 };
    for n in 0..count {
        let below = reports.join(format!("{}", n / 5_000));
        if n % 5_000 == 0 {
            fs::create_dir(&below).unwrap();
        }
        fs::File::create(below.join(format!("{n}.txt"))).unwrap();
    }
    let log = folder.path().join("log");
    let mut command = readout();
    command.args(["--log", "warn", "--reports"]).arg(&reports);
    let server = Server::started(command.stderr(fs::File::create(&log).unwrap()));
    let about = ureq::get(format!("{}/about", server.url())).call().unwrap();
    let about = about.into_body().with_config().limit(1 << 30).read_to_string().unwrap();
    assert!(about.contains(".txt") && about.len() < 1 << 20, "{} bytes", about.len());
    let peak = server.peak_memory();
    println!("{count} empty files: {} MB at most", peak >> 20);
    assert!(peak < 500 << 20, "{peak} bytes");
}
