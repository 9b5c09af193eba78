//! The index in step with the folder, across starts, changes and damage.

use crate::site::{TestArchive, config, ids, sorted};
use readout::archive::{Archive, Error, SyncReport};
use readout::index;
use readout::report::ReportId;
use std::fs;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

fn three() -> TestArchive {
    TestArchive::with(&[
        ("001_one.txt", "First visit\nThe envoy met the mayor of Basra."),
        ("sub/002_two.txt", "Second visit\nThe envoy met the governor."),
        ("three.md", "Third visit\nThe mayor called the governor."),
    ])
}

#[track_caller]
fn check_sync(site: &TestArchive, indexed: u64, unchanged: u64, removed: u64) {
    let expected = SyncReport {
        indexed,
        unchanged,
        removed,
        rebuilt: None,
    };
    assert_eq!(site.archive.state().sync, expected);
}

#[test]
fn a_first_start_reads_everything_and_a_second_nothing() {
    let site = three();
    check_sync(&site, 3, 0, 0);
    let before = site.archive.state();
    assert_eq!((before.reports, before.fingerprint.len()), (3, 16));
    let site = site.reopened();
    check_sync(&site, 0, 3, 0);
    let after = site.archive.state();
    assert_eq!(after.fingerprint, before.fingerprint);
    assert_eq!(after.changed, before.changed);
    assert_eq!(sorted(ids(&site.search("q=visit"))), ["one", "three", "two"]);
}

#[test]
fn changes_are_followed_by_a_start_and_by_a_sync() {
    let site = three();
    let first = site.archive.state();
    site.write("four.txt", "Fourth visit\nA new report.");
    site.write("001_one.txt", "First visit\nThe envoy met nobody at all.");
    site.remove("three.md");
    let site = site.reopened();
    check_sync(&site, 2, 1, 1);
    site.check("visit", &["four", "one", "two"]);
    site.check("mayor", &[]);
    site.check("nobody", &["one"]);
    assert_ne!(site.archive.state().fingerprint, first.fingerprint);
    assert!(site.archive.state().changed > first.changed);

    site.remove("four.txt");
    site.write("001_one.txt", "First visit\nThe envoy met the mayor of Basra.");
    site.write("three.md", "Third visit\nThe mayor called the governor.");
    let report = site.archive.sync().unwrap();
    assert_eq!((report.indexed, report.unchanged, report.removed), (2, 1, 1));
    // The same ids with the same bytes, whatever came between.
    assert_eq!(site.archive.state().fingerprint, first.fingerprint);
    site.check("mayor", &["one", "three"]);
}

#[test]
fn a_change_of_the_same_size_is_seen_by_its_time() {
    let site = three();
    site.write("three.md", "Third visit\nThe mayor called the governess");
    let later = SystemTime::now() + Duration::from_secs(5);
    let file = fs::File::options()
        .append(true)
        .open(site.report_path("three.md"))
        .unwrap();
    file.set_modified(later).unwrap();
    let site = site.reopened();
    check_sync(&site, 1, 2, 0);
    site.check("governess", &["three"]);
}

#[test]
fn ids_follow_the_folder() {
    let site = three();
    site.write("deeper/one.txt", "A namesake\nSomething else.");
    let site = site.reopened();
    let namesake = site.found("namesake");
    assert_eq!(namesake.len(), 1);
    assert!(namesake[0].starts_with("one-"), "{namesake:?}");
    assert_eq!(site.archive.state().problems.len(), 1);
    // With the first gone the other keeps the link that it has, and the first may come back.
    site.remove("001_one.txt");
    let site = site.reopened();
    assert_eq!(site.found("namesake"), namesake);
    site.check("basra", &[]);
    site.write("001_one.txt", "First visit\nBack in Basra.");
    let site = site.reopened();
    site.check("basra", &["one"]);
    assert_eq!(site.found("namesake"), namesake);
}

#[test]
fn links_last_when_files_are_added() {
    let site = TestArchive::with(&[
        ("sub/abc.txt", "Old\nThe old report."),
        ("z/1_xyz.txt", "Old\nAnother."),
    ]);
    site.write("000_abc.txt", "New\nThe new report.");
    site.write("abc.txt", "Newer\nThe newer report.");
    site.write("xyz.txt", "New\nA fresh report.");
    let report = site.archive.sync().unwrap();
    assert_eq!((report.indexed, report.unchanged, report.removed), (3, 2, 0));
    let path = |site: &TestArchive, id: &str| {
        let held = site.archive.report(&ReportId::parse(id).unwrap()).unwrap();
        held.unwrap().path
    };
    assert_eq!(path(&site, "abc"), "sub/abc.txt");
    assert_eq!(path(&site, "xyz"), "z/1_xyz.txt");
    let site = site.reopened();
    check_sync(&site, 0, 5, 0);
    assert_eq!(path(&site, "abc"), "sub/abc.txt");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_for_a_while_stays() {
    let site = three();
    let old = fs::read(site.report_path("three.md")).unwrap();
    site.remove("three.md");
    std::os::unix::fs::symlink("three.md", site.report_path("three.md")).unwrap();
    site.remove("001_one.txt");
    site.write("three.txt", "Third visit\nAnother report of that name.");
    let report = site.archive.sync().unwrap();
    assert_eq!((report.indexed, report.unchanged, report.removed), (1, 2, 1));
    let three = ReportId::parse("three").unwrap();
    let check = |site: &TestArchive| {
        assert_eq!(site.archive.report(&three).unwrap().unwrap().path, "three.md");
        assert_eq!(site.archive.source(&three).unwrap().unwrap(), old);
        let problems = &site.archive.state().problems;
        let named = problems.iter().find(|p| p.path == "three.md").unwrap();
        assert!(named.reason.starts_with("cannot be read: "), "{named:?}");
    };
    check(&site);
    let site = site.reopened();
    check_sync(&site, 0, 3, 0);
    check(&site);
    site.remove("three.md");
    let site = site.reopened();
    check_sync(&site, 0, 2, 1);
    assert!(site.archive.report(&three).unwrap().is_none());
}

#[test]
fn a_report_comes_back_whole() {
    let site = three();
    site.write_bytes("odd.txt", b"Caf\xe9 talks\r\nThe envoy\x92s visit.");
    let site = site.reopened();
    let id = ReportId::parse("odd").unwrap();
    let bytes = site.archive.source(&id).unwrap().unwrap();
    assert_eq!(bytes, b"Caf\xe9 talks\r\nThe envoy\x92s visit.");
    let held = site.archive.report(&id).unwrap().unwrap();
    assert_eq!((held.size, held.digest.len()), (bytes.len() as u64, 64));
    assert!(held.modified > jiff::Timestamp::UNIX_EPOCH);
    site.check("cafe", &["odd"]);
    site.check("envoy's", &["odd", "one", "two"]);
    let absent = ReportId::parse("absent").unwrap();
    assert!(site.archive.report(&absent).unwrap().is_none());
    assert!(site.archive.source(&absent).unwrap().is_none());
}

#[test]
fn bad_files_are_named_and_looked_at_again_without_reading_the_rest() {
    let site = three();
    site.write_bytes("bad.txt", b"\x00\x01\x02");
    site.write("blank.txt", " \n ");
    let site = site.reopened();
    let named = |site: &TestArchive| -> Vec<String> {
        let state = site.archive.state();
        state
            .problems
            .iter()
            .map(|p| format!("{}: {}", p.path, p.reason))
            .collect()
    };
    assert_eq!(named(&site), ["bad.txt: binary, not text", "blank.txt: empty"]);
    let changed = site.archive.state().changed;
    let site = site.reopened();
    check_sync(&site, 0, 3, 0);
    assert_eq!(named(&site).len(), 2);
    // A report that turns bad is no longer found.
    site.write_bytes("three.md", b"\x00\x01\x02");
    let site = site.reopened();
    check_sync(&site, 0, 2, 1);
    assert_eq!(named(&site).len(), 3);
    assert!(site.archive.state().changed > changed);
}

#[test]
fn other_rules_make_the_index_anew() {
    let site = three();
    let marker = site.index_path().join("fingerprint");
    let text = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, text.replace(|c: char| c.is_ascii_digit(), "f")).unwrap();
    let site = site.reopened();
    let sync = site.archive.state().sync.clone();
    assert_eq!((sync.indexed, sync.unchanged), (3, 0));
    assert!(sync.rebuilt.unwrap().contains("rules"));
    check_sync(&site.reopened(), 0, 3, 0);
}

/// Damages the index in some way and starts again: everything is found, and the damaged index is
/// kept beside the new one.
#[track_caller]
fn check_damage(damage: impl Fn(&std::path::Path)) {
    let site = three();
    let segments = site.index_path().join("segments");
    damage(&segments);
    let site = site.reopened();
    let state = site.archive.state();
    assert!(
        state.sync.rebuilt.as_ref().is_some_and(|why| why.contains("damaged")),
        "{state:?}"
    );
    assert_eq!((state.sync.indexed, state.warnings.len()), (3, 1));
    site.check("visit", &["one", "three", "two"]);
    let kept = fs::read_dir(site.folder()).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_str().unwrap().starts_with("index.damaged-20")
    });
    assert_eq!(kept.count(), 1);
    let site = site.reopened();
    check_sync(&site, 0, 3, 0);
    assert!(site.archive.state().warnings.is_empty());
}

fn for_each_file(segments: &std::path::Path, ending: &str, change: impl Fn(&mut Vec<u8>)) {
    let mut changed = 0;
    for file in fs::read_dir(segments).unwrap() {
        let path = file.unwrap().path();
        if path.to_str().unwrap().ends_with(ending) {
            let mut bytes = fs::read(&path).unwrap();
            change(&mut bytes);
            // Engine files are read-only.
            fs::remove_file(&path).unwrap();
            fs::write(&path, bytes).unwrap();
            changed += 1;
        }
    }
    assert!(changed > 0, "no {ending}");
}

#[test]
fn damage_is_found_and_put_aside() {
    check_damage(|segments| fs::write(segments.join("meta.json"), "{").unwrap());
    check_damage(|segments| fs::remove_file(segments.join("meta.json")).unwrap());
    check_damage(|segments| for_each_file(segments, ".store", |bytes| bytes[3] ^= 0xff));
    check_damage(|segments| for_each_file(segments, ".fast", |bytes| bytes.truncate(10)));
    check_damage(|segments| for_each_file(segments, ".idx", Vec::clear));
    // A folder in the place of a file: the system will not map it.
    check_damage(|segments| {
        let mut files = fs::read_dir(segments).unwrap().map(|file| file.unwrap().path());
        let store = files.find(|path| path.extension().is_some_and(|ending| ending == "store"));
        let store = store.unwrap();
        fs::remove_file(&store).unwrap();
        fs::create_dir(store).unwrap();
    });
    check_damage(|segments| for_each_file(segments, ".term", |bytes| bytes.fill(0xaa)));
}

#[test]
fn a_start_that_was_stopped_early_is_no_damage() {
    let site = three();
    fs::remove_dir_all(site.index_path().join("segments")).unwrap();
    let site = site.reopened();
    check_sync(&site, 3, 0, 0);
    assert!(site.archive.state().warnings.is_empty());
}

#[test]
fn what_a_stopped_start_left_is_ours() {
    for marker in [
        "",
        "An index of rea",
        "An index of readout; it can be deleted at any time.",
    ] {
        let site = three();
        let index = site.index_path();
        fs::remove_dir_all(&index).unwrap();
        fs::create_dir_all(index.join("segments")).unwrap();
        fs::write(index.join("lock"), "").unwrap();
        fs::write(index.join("fingerprint"), marker).unwrap();
        fs::write(index.join("fingerprint.new"), marker).unwrap();
        let site = site.reopened();
        assert_eq!(site.archive.state().sync.indexed, 3, "{marker:?}");
        assert!(!index.join("fingerprint.new").exists());
        check_sync(&site.reopened(), 0, 3, 0);
    }
}

#[cfg(unix)]
#[test]
fn behind_a_link_the_damaged_index_is_put_aside_and_the_link_stays() {
    let site = three();
    let (link, target) = (site.index_path(), site.folder().join("elsewhere"));
    fs::rename(&link, &target).unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    fs::write(target.join("segments/meta.json"), "{").unwrap();
    let site = site.reopened();
    assert_eq!(site.archive.state().sync.indexed, 3);
    assert!(link.is_symlink() && target.join("segments/meta.json").exists());
    assert!(site.archive.state().warnings[0].contains("elsewhere.damaged-20"));
}

#[test]
fn a_damaged_index_in_a_folder_that_has_to_stay_is_put_aside_within() {
    let site = three();
    let index = site.index_path();
    fs::write(index.join("segments/meta.json"), "{").unwrap();
    for expected in ["3 indexed, 0 unchanged", "0 indexed, 3 unchanged"] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_readout"))
            .args(["index", "--reports", "../reports", "--index", "."])
            .current_dir(&index)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains(expected), "{output:?}");
    }
    let kept = fs::read_dir(&index).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_str().unwrap().starts_with("segments.damaged-20")
    });
    assert_eq!(kept.count(), 1);
}

#[track_caller]
fn open_error(folder: &TempDir, change: impl Fn(&mut readout::archive::Config)) -> Error {
    let mut config = config(folder.path());
    change(&mut config);
    match Archive::open(&config) {
        Ok(_) => panic!("it opened"),
        Err(error) => error,
    }
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("reports")).unwrap();
    let error = open_error(&folder, |_| {});
    assert!(matches!(error, Error::NoReports { .. }), "{error}");
    assert!(!folder.path().join("index").exists());

    fs::write(folder.path().join("reports/a.txt"), "A title\nA text.").unwrap();
    let error = open_error(&folder, |config| config.reports = folder.path().join("absent"));
    assert!(error.to_string().contains("--reports"), "{error}");

    let error = open_error(&folder, |config| config.index = folder.path().join("reports/index"));
    assert!(matches!(error, Error::IndexAmongReports { .. }), "{error}");
    let error = open_error(&folder, |config| config.index = config.reports.clone());
    assert!(error.to_string().contains("--index"), "{error}");

    let foreign = folder.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("fingerprint"), "somebody else's").unwrap();
    let error = open_error(&folder, |config| config.index = foreign.clone());
    assert!(matches!(error, Error::Index(index::Error::NotOurs(_))), "{error}");
    assert_eq!(fs::read_dir(&foreign).unwrap().count(), 1);

    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let error = open_error(&folder, |config| config.index = file.join("index"));
    assert!(
        matches!(error, Error::Index(index::Error::NotWritable { .. })),
        "{error}"
    );
    assert!(error.to_string().contains("--index"), "{error}");
}

#[test]
fn a_folder_without_a_readable_report_is_refused_and_empties_no_index() {
    let site = three();
    let mut small = site.config();
    small.max_bytes = 10;
    let Err(error) = Archive::open(&small) else {
        panic!("it opened");
    };
    let said = error.to_string();
    assert!(
        said.contains("001_one.txt: larger than the limit of 10 bytes"),
        "{said}"
    );
    assert!(said.contains("--reports") && !said.contains('\n'), "{said}");
    for name in ["001_one.txt", "sub/002_two.txt", "three.md"] {
        site.write(name, " ");
    }
    site.write("four.txt", "");
    let said = site.archive.sync().unwrap_err().to_string();
    assert!(said.contains("001_one.txt: empty") && said.contains("1 more"), "{said}");
    assert_eq!(site.archive.state().reports, 3);
    for (command, words) in [("index", &[][..]), ("search", &["envoy"])] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_readout"))
            .arg(command)
            .arg("--reports")
            .arg(site.config().reports)
            .arg("--index")
            .arg(site.index_path())
            .args(words)
            .output()
            .unwrap();
        assert!(!output.status.success(), "{output:?}");
    }
    site.write("three.md", "Third visit\nIt is back.");
    check_sync(&site.reopened(), 1, 0, 2);
}

#[test]
fn an_index_in_use_is_said_to_be() {
    let site = three();
    let lock = fs::File::options()
        .write(true)
        .open(site.index_path().join("lock"))
        .unwrap();
    lock.lock().unwrap();
    let Err(error) = Archive::open(&site.config()) else {
        panic!("it opened");
    };
    assert!(matches!(error, Error::Index(index::Error::Busy(_))), "{error}");
    drop(lock);
    // Two archives over one index that is in step get on well.
    let second = Archive::open(&site.config()).unwrap();
    assert_eq!(second.state().reports, 3);
    site.check("visit", &["one", "three", "two"]);
}

#[test]
fn an_index_may_lie_in_a_hidden_folder_of_the_reports() {
    let site = three();
    let mut config = site.config();
    config.index = config.reports.join(".readout");
    let archive = Archive::open(&config).unwrap();
    assert_eq!(archive.state().reports, 3);
    assert_eq!(archive.sync().unwrap().unchanged, 3);
}

#[test]
fn another_folder_with_the_same_paths_is_read_again() {
    let site = three();
    let other = TempDir::new().unwrap();
    for name in ["001_one.txt", "three.md"] {
        fs::copy(site.report_path(name), other.path().join(name)).unwrap();
    }
    let mut config = site.config();
    config.reports = other.path().to_owned();
    let archive = Archive::open(&config).unwrap();
    assert_eq!(archive.state().reports, 2);
    assert_eq!(archive.state().sync.removed, 1);
}

#[test]
fn many_reports_are_indexed_on_all_cores_and_found_once() {
    let files: Vec<(String, String)> = (0..600)
        .map(|n| (format!("r{n}.txt"), format!("Visit {n}\nThe envoy met group{}.", n % 7)))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (&**n, &**t)).collect();
    let site = TestArchive::with(&files);
    check_sync(&site, 600, 0, 0);
    assert_eq!(site.search("q=envoy&limit=1").total, 600);
    assert_eq!(site.search("q=group3").total, 86);
    let site = site.reopened();
    check_sync(&site, 0, 600, 0);
}
