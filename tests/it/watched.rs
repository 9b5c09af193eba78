//! What happens in a folder while it is watched: links, renamed folders, what browsers save, an end in the midst
//! of it. Each is as a look at the whole folder would find it.

use crate::site::{TestArchive, config, ids, request};
use readout::archive::{Archive, Pace, Watching};
use readout::report::ReportId;
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

/// Longer than anything takes, however slow the machine is.
const BOUND: Duration = Duration::from_secs(120);

/// An archive that is watched, after its first look.
fn watched(files: &[(&str, &str)]) -> (TestArchive, Watching) {
    let site = TestArchive::with(files);
    let (tell, told_of) = channel();
    let watching = site.archive.watch(Pace::default(), move |_, result| {
        let _ = tell.send(result.is_ok());
    });
    let watching = watching.unwrap();
    assert!(told_of.recv_timeout(BOUND).unwrap());
    (site, watching)
}

#[track_caller]
fn wait_for(is_so: impl Fn() -> bool) {
    let end = Instant::now() + BOUND;
    while !is_so() {
        assert!(Instant::now() < end, "it did not come");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn path_of(site: &TestArchive, id: &str) -> String {
    let held = site.archive.report(&ReportId::parse(id).unwrap()).unwrap();
    held.map(|held| held.path).unwrap_or_default()
}

/// What is written behind everything else: once it is found, what came before was looked at.
fn after_all(site: &TestArchive) {
    site.write("after.txt", "The last visit\n\nAfterwards nothing came.");
    wait_for(|| !site.found("afterwards").is_empty());
}

fn set_time(site: &TestArchive, name: &str, time: SystemTime) {
    let file = fs::File::options().append(true).open(site.report_path(name)).unwrap();
    file.set_modified(time).unwrap();
}

#[test]
fn files_of_one_size_and_time_may_change_their_places() {
    let (lamp, moon) = ("A visit\n\nThe lamp is lit.", "A visit\n\nThe moon is lit.");
    let (site, _watching) = watched(&[("a.txt", lamp), ("b.txt", moon), ("d/c.txt", lamp), ("e/c.md", "x")]);
    let time = SystemTime::now() - Duration::from_secs(3_600);
    for name in ["a.txt", "b.txt", "d/c.txt"] {
        set_time(&site, name, time);
    }
    after_all(&site);
    let swap = |one: &str, other: &str, way: &str| {
        for (from, to) in [(one, way), (other, one), (way, other)] {
            fs::rename(site.report_path(from), site.report_path(to)).unwrap();
        }
    };
    swap("a.txt", "b.txt", "way.txt");
    wait_for(|| site.found("moon") == ["a"]);
    // It may have been a folder, so all is looked at.
    swap("a.txt", "b.txt", "way");
    wait_for(|| site.found("moon") == ["b"]);
    let other = site.folder().join("f");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("c.txt"), moon).unwrap();
    fs::File::options()
        .append(true)
        .open(other.join("c.txt"))
        .unwrap()
        .set_modified(time)
        .unwrap();
    fs::rename(site.report_path("d"), site.folder().join("out")).unwrap();
    fs::rename(other, site.report_path("d")).unwrap();
    wait_for(|| site.found("moon") == ["b", "c"]);
}

#[test]
fn what_was_said_of_a_file_stays_said_when_its_rights_change() {
    let record = "{\"id\":\"1\",\"body\":\"Somebody came.\"}\n";
    let (site, _watching) = watched(&[
        ("a.txt", "A visit\n\nSomebody came."),
        ("b.txt", "A visit\n\nSomebody came."),
        ("b.meta.toml", "outlets = \"Harbour Wire\"\n"),
        ("c.jsonl", &record.repeat(2)),
    ]);
    let said = || {
        (
            site.archive.state().problems.clone(),
            site.archive.state().faults.clone(),
        )
    };
    let before = said();
    let paths: Vec<&str> = before.0.iter().map(|problem| problem.path.as_str()).collect();
    assert!(paths.contains(&"b.txt") && paths.contains(&"c.jsonl/1/2"), "{paths:?}");
    assert_eq!(before.1.len(), 1);
    for name in ["a.txt", "b.txt", "b.meta.toml", "c.jsonl"] {
        fs::set_permissions(site.report_path(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
    after_all(&site);
    assert_eq!(said(), before);
}

/// Watches, and tells of each look whether it was all right; one that failed is soon tried again.
fn watch(archive: &Archive) -> (Watching, Receiver<bool>) {
    let pace = Pace {
        retry: Duration::from_millis(20),
        ..Pace::default()
    };
    let (tell, told_of) = channel();
    let watching = archive.watch(pace, move |_, result| {
        let _ = tell.send(result.is_ok());
    });
    (watching.unwrap(), told_of)
}

#[test]
fn all_is_read_as_was_asked_for_though_the_folder_comes_late() {
    let site = TestArchive::with(&[("a.txt", "A visit\n\nThe lamp is lit.")]);
    let time = fs::metadata(site.report_path("a.txt")).unwrap().modified().unwrap();
    site.write("a.txt", "A visit\n\nThe moon is lit.");
    set_time(&site, "a.txt", time);
    let elsewhere = site.folder().join("elsewhere");
    fs::rename(site.report_path(""), &elsewhere).unwrap();
    let mut config = site.config();
    config.verify = true;
    let archive = Archive::begin(&config).unwrap();
    let (_watching, told_of) = watch(&archive);
    assert!(!told_of.recv_timeout(BOUND).unwrap());
    fs::rename(&elsewhere, site.report_path("")).unwrap();
    while !told_of.recv_timeout(BOUND).unwrap() {}
    assert_eq!(ids(&archive.search(&request("q=moon")).unwrap()), ["a"]);
}

#[test]
fn a_folder_that_is_a_link_may_be_switched() {
    let site = TestArchive::with(&[("a.txt", "A visit\n\nThe lamp is lit.")]);
    let mut config = site.config();
    config.reports = site.folder().join("link");
    symlink(site.report_path(""), &config.reports).unwrap();
    let archive = Archive::open(&config).unwrap();
    let (_watching, told_of) = watch(&archive);
    assert!(told_of.recv_timeout(BOUND).unwrap());
    let (other, new) = (site.folder().join("other"), site.folder().join("new"));
    fs::create_dir(&other).unwrap();
    fs::write(other.join("b.txt"), "A visit\n\nThe moon is lit.").unwrap();
    symlink(&other, &new).unwrap();
    fs::rename(&new, &config.reports).unwrap();
    wait_for(|| ids(&archive.search(&request("q=lit")).unwrap()) == ["b"]);
    fs::write(other.join("c.txt"), "A visit\n\nThe candle is lit.").unwrap();
    wait_for(|| ids(&archive.search(&request("q=candle")).unwrap()) == ["c"]);
}

#[test]
fn a_link_to_a_folder_is_not_followed_though_it_comes_later() {
    let (site, _watching) = watched(&[("a.txt", "A visit\n\nSomebody came.")]);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret"), "The password is lantern.").unwrap();
    fs::write(elsewhere.path().join("b.txt"), "A visit\n\nThe lantern is lit.").unwrap();
    symlink(elsewhere.path(), site.report_path("out")).unwrap();
    site.write("in/c.txt", "A visit\n\nA candle is lit.");
    symlink(site.report_path("in"), site.report_path("again")).unwrap();
    after_all(&site);
    // A change where the links lead, which the system might tell of.
    fs::write(elsewhere.path().join("b.txt"), "A visit\n\nThe lantern is out.").unwrap();
    site.write("in/c.txt", "A visit\n\nTwo candles are lit.");
    wait_for(|| site.found("two candles") == ["c"]);
    site.archive.sync_at(&["out", "out/b.txt", "again/c.txt"]).unwrap();
    assert_eq!(site.found("lantern"), [""; 0]);
    assert_eq!(site.found("lit"), ["c"]);
    let links = site.archive.state();
    let said: Vec<&str> = links.problems.iter().map(|problem| problem.path.as_str()).collect();
    assert!(said.contains(&"out") && said.contains(&"again"), "{said:?}");
}

#[test]
fn a_folder_with_a_dot_in_its_name_may_be_renamed() {
    let (site, _watching) = watched(&[
        ("2024.01/a.txt", "A visit\n\nThe first lantern."),
        ("example.org/b.txt", "A visit\n\nThe second lantern."),
    ]);
    fs::rename(site.report_path("2024.01"), site.report_path("2024.02")).unwrap();
    wait_for(|| path_of(&site, "a") == "2024.02/a.txt");
    // As it is called while it is filled, and it was looked at by then.
    site.write("in.tmp/c.txt", "A visit\n\nThe third candle.");
    wait_for(|| path_of(&site, "c") == "in.tmp/c.txt");
    fs::rename(site.report_path("in.tmp"), site.report_path("in")).unwrap();
    wait_for(|| path_of(&site, "c") == "in/c.txt");
    assert_eq!(site.found("candle"), ["c"]);
    // Out of the folder.
    fs::rename(site.report_path("example.org"), site.folder().join("example.org")).unwrap();
    wait_for(|| site.found("lantern") == ["a"]);
}

#[test]
fn a_folder_that_is_called_as_a_file_may_be_moved_out() {
    let (site, _watching) = watched(&[
        ("a.txt", "A visit\n\nSomebody came."),
        ("point.md/b.txt", "A visit\n\nThe lantern is lit."),
    ]);
    let out = |name: &str| fs::rename(site.report_path(name), site.folder().join("out")).unwrap();
    out("point.md");
    wait_for(|| site.found("lantern").is_empty());
    // One that came while it was watched.
    site.write("c.json/c.txt", "A visit\n\nThe candle is lit.");
    wait_for(|| site.found("candle") == ["c"]);
    fs::rename(site.folder().join("out"), site.folder().join("gone")).unwrap();
    out("c.json");
    wait_for(|| site.found("candle").is_empty());
    // And one that came within another.
    fs::create_dir(site.folder().join("in")).unwrap();
    fs::rename(site.folder().join("out"), site.folder().join("in/d.bak")).unwrap();
    fs::rename(site.folder().join("in"), site.report_path("in")).unwrap();
    wait_for(|| site.found("candle") == ["c"]);
    out("in/d.bak");
    wait_for(|| site.found("candle").is_empty());
    assert_eq!(site.found("visit"), ["a"]);
}

#[test]
fn what_a_browser_saves_beside_a_page_is_no_report() {
    let (site, _watching) = watched(&[("a.txt", "A visit\n\nSomebody came.")]);
    site.write("Visit.html", "<h1>A visit</h1><p>The envoy met the mayor.</p>");
    wait_for(|| !site.found("mayor").is_empty());
    site.write("Visit_files/frame.html", "<p>Buy a lantern today.</p>");
    site.write("Visit_files/deep/code.js", "lantern()");
    after_all(&site);
    assert_eq!(site.found("lantern"), [""; 0]);
    assert_eq!(site.archive.state().problems, []);
}

#[test]
fn what_stands_beside_a_page_goes_and_comes_with_it() {
    let (site, _watching) = watched(&[(
        "Visit_files/frame.html",
        "<p>A lantern was lit in the hall by somebody.</p>",
    )]);
    assert_eq!(site.found("lantern").len(), 1);
    site.write(
        "Visit.html",
        "<h1>A visit</h1><p>Somebody came to the hall and spoke of boats.</p>",
    );
    wait_for(|| site.found("lantern").is_empty() && !site.found("boats").is_empty());
    site.remove("Visit.html");
    wait_for(|| !site.found("lantern").is_empty() && site.found("boats").is_empty());
}

#[test]
fn an_end_in_the_midst_of_a_file_of_records_loses_none() {
    const RECORDS: usize = 3_000;
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    fs::create_dir_all(&config.reports).unwrap();
    let mut lines = String::new();
    for n in 0..RECORDS {
        writeln!(
            lines,
            "{{\"id\":\"m{n}\",\"title\":\"Visit {n}\",\"body\":\"Envoy {n} met Ana Sousa{n}.\"}}"
        )
        .unwrap();
    }
    fs::write(config.reports.join("many.jsonl"), lines).unwrap();
    // At some moments of it; where it is over before, that is a moment, too.
    for moment in [1, 200, 1_500] {
        let archive = Archive::begin(&config).unwrap();
        let (tell, told_of) = channel();
        let watching = archive.watch(Pace::default(), move |_, result| {
            let _ = tell.send(result.is_ok());
        });
        let is_far = || archive.progress().is_some_and(|progress| progress.done >= moment);
        while !is_far() && told_of.try_recv().is_err() {
            std::thread::yield_now();
        }
        drop(watching);
    }
    let archive = Archive::open(&config).unwrap();
    assert_eq!(archive.state().reports, RECORDS as u64);
}

#[test]
fn a_file_that_is_written_to_is_left_by_a_look_at_the_whole_folder_too() {
    let (site, _watching) = watched(&[
        ("sub/a.txt", "A visit\n\nSomebody came."),
        ("b.txt", "A visit\n\nNobody came."),
    ]);
    let mut slow = fs::File::create(site.report_path("slow.txt")).unwrap();
    std::io::Write::write_all(&mut slow, b"Slow visit\n\nThe first half of the lantern").unwrap();
    // A folder that goes is looked for everywhere.
    fs::remove_dir_all(site.report_path("sub")).unwrap();
    wait_for(|| site.found("somebody").is_empty());
    assert_eq!(site.found("lantern"), [""; 0]);
    std::io::Write::write_all(&mut slow, b" and the second.").unwrap();
    drop(slow);
    wait_for(|| site.found("lantern second") == ["slow"]);
}

#[test]
fn a_file_that_is_written_to_is_left_by_a_look_at_the_folder_above_it_too() {
    let (site, _watching) = watched(&[("sub/a.txt", "A visit\n\nSomebody came.")]);
    let mut slow = fs::File::create(site.report_path("sub/slow.txt")).unwrap();
    std::io::Write::write_all(&mut slow, b"Slow visit\n\nThe first half of the lantern").unwrap();
    // As of a folder that is new, it is told of the folder, and then of what is in it.
    fs::set_permissions(site.report_path("sub"), fs::Permissions::from_mode(0o750)).unwrap();
    after_all(&site);
    assert_eq!(site.found("lantern"), [""; 0]);
    std::io::Write::write_all(&mut slow, b" and the second.").unwrap();
    drop(slow);
    wait_for(|| site.found("lantern second") == ["slow"]);
}

#[test]
fn where_nobody_tells_files_of_any_time_are_found() {
    let site = TestArchive::with(&[("a.txt", "A visit\n\nSomebody came.")]);
    let pace = Pace {
        told: false,
        poll: Duration::from_millis(20),
        ..Pace::default()
    };
    let _watching = site.archive.watch(pace, |_, _| {}).unwrap();
    let (now, hour) = (SystemTime::now(), Duration::from_secs(3_600));
    for (name, time) in [("past.txt", now - hour), ("now.txt", now), ("future.txt", now + hour)] {
        site.write(name, "A visit\n\nThe lantern is lit.");
        let file = fs::File::options().write(true).open(site.report_path(name)).unwrap();
        file.set_modified(time).unwrap();
    }
    wait_for(|| site.found("lantern").len() == 3);
    // The same size, and a time that is past.
    site.write("future.txt", "A visit\n\nThe candle is lit..");
    wait_for(|| site.found("candle") == ["future"]);
    fs::remove_file(site.report_path("past.txt")).unwrap();
    wait_for(|| site.found("lantern") == ["now"]);
}
