//! The archive keeps up with its folder: by single paths and as a whole, through kills and full disks, in
//! one process that writes and others that read; and always ends as a fresh index would.

use crate::program::readout;
use crate::site::{TestArchive, config, ids, request, sorted};
use proptest::prelude::*;
use readout::archive::{Archive, Pace};
use readout::report::ReportId;
use readout::sources::Cause;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longer than anything takes, however slow the machine is.
const BOUND: Duration = Duration::from_secs(120);

/// A report of a made outlet: `n` tells it from others, and what stands around it is shared.
fn page(n: usize, outlet: usize, points_to: usize) -> String {
    format!(
        "Envoy number{n} visits the harbour of Lun{n}\n\nLUN{n} - The envoy number{n} met Ana Sousa{n} in the town hall on Monday.\n\nRead More: Envoy number{points_to} visits the harbour of Lun{points_to}\n\nHarbour letters {outlet}, every day\n\nFriends of the harbour paper {outlet}\n"
    )
}

/// All that an archive says of its reports, by id.
fn told(archive: &Archive) -> BTreeMap<String, String> {
    let found = archive.search(&request("limit=1000")).unwrap();
    let hits = found.hits.iter().map(|hit| (&hit.id, format!("{:?}", hit.dated)));
    hits.map(|(id, dated)| {
        let held = archive.report(id).unwrap().unwrap();
        let lines: Vec<String> = held
            .entry
            .report
            .lines
            .iter()
            .map(|line| format!("{}{:?}", line.number, line.roles))
            .collect();
        (id.to_string(), format!("{} {dated} {lines:?}", held.path))
    })
    .collect()
}

/// What an index made anew over the same folder says.
fn fresh(site: &TestArchive) -> BTreeMap<String, String> {
    let elsewhere = TempDir::new().unwrap();
    let mut config = site.config();
    config.index = elsewhere.path().join("index");
    told(&Archive::open(&config).unwrap())
}

#[derive(Clone, Debug)]
enum Step {
    Write {
        file: usize,
        n: usize,
        outlet: usize,
        points_to: usize,
    },
    Remove(usize),
    Rename(usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let file = || 0..6_usize;
    let step = prop_oneof![
        4 => (file(), 0..5_usize, 0..2_usize, 0..5_usize).prop_map(|(file, n, outlet, points_to)| Step::Write { file, n, outlet, points_to }),
        1 => file().prop_map(Step::Remove),
        1 => (file(), file()).prop_map(|(from, to)| Step::Rename(from, to)),
    ];
    proptest::collection::vec(step, 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn path_by_path_or_as_a_whole_the_index_ends_as_a_fresh_one(steps in steps(), whole in any::<bool>()) {
        let site = TestArchive::with(&[("keep.txt", &page(9, 0, 1)), ("r0.txt", &page(0, 0, 9))]);
        for step in steps {
            let path = |file: usize| format!("r{file}.txt");
            let paths = match step {
                Step::Write { file, n, outlet, points_to } => {
                    site.write(&path(file), &page(n, outlet, points_to));
                    vec![path(file)]
                }
                Step::Remove(file) => {
                    let _ = fs::remove_file(site.report_path(&path(file)));
                    vec![path(file)]
                }
                Step::Rename(from, to) => {
                    let _ = fs::rename(site.report_path(&path(from)), site.report_path(&path(to)));
                    vec![path(from), path(to)]
                }
            };
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            match whole {
                true => site.archive.sync(),
                false => site.archive.sync_at(&paths),
            }
            .unwrap();
        }
        prop_assert_eq!(told(&site.archive), fresh(&site));
    }
}

/// No headline leads to it; and a headline that very many have is evidence for none of them.
#[test]
fn a_report_without_a_headline_is_dated_by_its_pointers_whenever_it_comes() {
    let dated = "Harbour minister opens the quay\n\n4 July 2022\n\nLUN - The minister opened the quay.\n";
    let bare = "The envoy met the mayor in the town hall and they spoke for a while of the quay and of the boats that \
                come to it in winter, and of nothing else.\n\nRead More: Harbour minister opens the quay\n";
    let site = TestArchive::with(&[("h.txt", dated), ("other.txt", "Another\n\nSomething else was said.\n")]);
    site.write("bare.txt", bare);
    site.archive.sync_at(&["bare.txt"]).unwrap();
    let all = told(&site.archive);
    assert!(all["bare"].contains("link-to-dated"), "{all:?}");
    assert_eq!(all, fresh(&site));
    for n in 0..12 {
        let name = format!("same{n}.txt");
        site.write(&name, &dated.replace("opened the quay.", &format!("opened {n} quays.")));
        site.archive.sync_at(&[&name]).unwrap();
        assert_eq!(told(&site.archive), fresh(&site), "{n}");
    }
    for n in 0..12 {
        let name = format!("same{n}.txt");
        site.remove(&name);
        site.archive.sync_at(&[&name]).unwrap();
    }
    assert_eq!(told(&site.archive), all);
}

/// While it writes nothing, nothing keeps another process from its index.
#[test]
fn an_index_that_was_taken_for_another_folder_is_not_followed() {
    let site = TestArchive::with(&[("a.txt", &page(1, 0, 2))]);
    let other = TestArchive::with(&[("b.txt", &page(2, 0, 1)), ("c.txt", &page(3, 0, 1))]);
    let pace = Pace {
        retry: Duration::from_millis(20),
        ..Pace::default()
    };
    let (tell, told_of) = channel();
    let watching = site.archive.watch(pace, move |_, result| {
        let _ = tell.send(result.is_ok());
    });
    let _watching = watching.unwrap();
    assert!(told_of.recv_timeout(BOUND).unwrap());
    let mut config = other.config();
    config.index = site.index_path();
    drop(Archive::open(&config).unwrap());
    let said = || site.archive.trouble();
    wait_for(|| said().is_some_and(|trouble| trouble.contains("an index of its own")));
    assert_eq!(ids(&site.search("q=envoy")), ["a"]);
    // Nor is it taken back, whatever comes.
    site.write("d.txt", &page(4, 0, 1));
    assert!(site.archive.sync().is_err());
    assert_eq!(Archive::open(&config).unwrap().state().sync.unchanged, 2);
}

/// What is not to be taken from others is ours to take at the start.
#[test]
fn an_index_goes_with_its_folder_to_another_place() {
    let site = TestArchive::with(&[("a.txt", &page(1, 0, 2))]);
    let mut config = site.config();
    config.reports = site.folder().join("moved");
    fs::rename(site.report_path(""), &config.reports).unwrap();
    let moved = Archive::begin(&config).unwrap();
    assert_eq!(ids(&moved.search(&request("q=envoy")).unwrap()), ["a"]);
    fs::write(config.reports.join("b.txt"), page(2, 0, 1)).unwrap();
    moved.sync().unwrap();
    assert_eq!((moved.state().reports, moved.trouble()), (2, None));
}

#[test]
fn a_folder_may_come_and_go_and_records_too() {
    let site = TestArchive::with(&[("keep.txt", &page(1, 0, 2))]);
    site.write("sub/a.txt", &page(2, 0, 1));
    site.write("sub/deeper/b.txt", &page(3, 0, 1));
    site.write(
        "many.jsonl",
        "{\"id\":\"m1\",\"body\":\"One lantern.\"}\n{\"id\":\"m2\",\"body\":\"Two lanterns.\"}\n",
    );
    let report = site.archive.sync_at(&["sub", "sub/a.txt", "many.jsonl"]).unwrap();
    // With them, the lines below the report that was there are those of three, and it is read again.
    assert_eq!((report.indexed, report.unchanged, report.removed), (5, 0, 0));
    site.write(
        "many.jsonl",
        "{\"id\":\"m2\",\"body\":\"Two lanterns.\"}\n{\"id\":\"m3\",\"body\":\"Three lanterns.\"}\nbad\n",
    );
    let report = site.archive.sync_at(&["many.jsonl"]).unwrap();
    assert_eq!((report.indexed, report.unchanged, report.removed), (1, 1, 1));
    site.check("lantern", &["m2", "m3"]);
    let said: Vec<String> = site
        .archive
        .state()
        .problems
        .iter()
        .map(|one| one.reason.clone())
        .collect();
    assert!(said.len() == 1 && said[0].starts_with("line 3: "), "{said:?}");
    // A start on what did not change reads none of it, and says the same.
    let site = site.reopened();
    let sync = site.archive.state().sync.clone();
    assert_eq!((sync.indexed, sync.unchanged, sync.removed), (0, 5, 0));
    assert_eq!(site.archive.state().problems.len(), 1);
    fs::remove_dir_all(site.report_path("sub")).unwrap();
    site.remove("many.jsonl");
    let report = site.archive.sync().unwrap();
    // And now they are not any more.
    assert_eq!((report.indexed, report.unchanged, report.removed), (1, 0, 4));
    assert_eq!(told(&site.archive), fresh(&site));
}

#[test]
fn the_same_bytes_twice_are_said_and_both_kept() {
    let site = TestArchive::with(&[("a.txt", &page(1, 0, 2))]);
    site.write("b.txt", &page(1, 0, 2));
    site.archive.sync_at(&["b.txt"]).unwrap();
    site.check("number1", &["a", "b"]);
    let said = |site: &TestArchive| -> Vec<String> {
        let state = site.archive.state();
        let copies = state.problems.iter().filter(|one| one.cause == Cause::Copy);
        copies.map(|one| format!("{}: {}", one.path, one.reason)).collect()
    };
    assert_eq!(said(&site), ["b.txt: the same, byte for byte, as a.txt; both are kept"]);
    site.archive.sync_at(&["b.txt"]).unwrap();
    assert_eq!(said(&site).len(), 1, "nothing of it is another");
    let held = site.archive.report(&ReportId::parse("a").unwrap()).unwrap().unwrap();
    let copies = site.archive.copies_of(&held, 10).unwrap();
    assert_eq!(copies.iter().map(|link| link.id.as_str()).collect::<Vec<_>>(), ["b"]);
    let site = site.reopened();
    assert_eq!(said(&site).len(), 1);
    site.write("b.txt", "\u{0}\u{1}\u{2}");
    site.archive.sync_at(&["b.txt"]).unwrap();
    assert_eq!(said(&site), [""; 0]);
    site.write("b.txt", &page(1, 0, 2));
    site.archive.sync_at(&["b.txt"]).unwrap();
    assert_eq!(said(&site).len(), 1);
    site.remove("a.txt");
    site.archive.sync_at(&["a.txt"]).unwrap();
    assert_eq!(said(&site), [""; 0]);
}

#[test]
fn who_copies_first_and_removes_later_has_moved() {
    let lines = "{\"id\":\"r1\",\"body\":\"One lantern.\"}\n{\"id\":\"r2\",\"body\":\"Two lanterns.\"}\n";
    let site = TestArchive::with(&[
        ("visit.txt", &page(1, 0, 2)),
        ("call.txt", &page(2, 0, 1)),
        ("old.jsonl", lines),
    ]);
    for (path, text) in [
        ("sub/visit.txt", &*page(1, 0, 2)),
        ("sub/deep/visit.txt", &page(1, 0, 2)),
        ("sub/call.txt", &page(3, 0, 1)),
        ("new.jsonl", lines),
    ] {
        site.write(path, text);
        site.archive.sync_at(&[path]).unwrap();
    }
    let suffixed = |id: &str, path: &str| ReportId::from_stem(id).beside(path).to_string();
    let (visit, call) = (suffixed("visit", "sub/visit.txt"), suffixed("call", "sub/call.txt"));
    assert_eq!(held_at(&site, &visit), "sub/visit.txt");
    site.remove("visit.txt");
    site.archive.sync_at(&["visit.txt"]).unwrap();
    assert_eq!(held_at(&site, "visit"), "sub/visit.txt");
    assert_eq!(held_at(&site, &visit), "");
    let moved = ReportId::parse(&visit).unwrap();
    assert_eq!(site.archive.formerly(&moved).unwrap().unwrap().path, "sub/visit.txt");
    // Of one file alone: the other keeps the address that it has.
    assert_eq!(
        held_at(&site, &suffixed("visit", "sub/deep/visit.txt")),
        "sub/deep/visit.txt"
    );
    // Other bytes are another report, to which no old link leads.
    site.remove("call.txt");
    site.archive.sync_at(&["call.txt"]).unwrap();
    assert_eq!(
        (held_at(&site, "call"), held_at(&site, &call)),
        (String::new(), "sub/call.txt".to_owned())
    );
    // The records of a file, in a look at the whole folder.
    site.remove("old.jsonl");
    site.archive.sync().unwrap();
    for id in ["r1", "r2"] {
        assert_eq!(held_at(&site, id), format!("new.jsonl/{id}"));
    }
    // It comes again, and takes no address away.
    site.write("visit.txt", &page(1, 0, 2));
    site.archive.sync_at(&["visit.txt"]).unwrap();
    assert_eq!(held_at(&site, "visit"), "sub/visit.txt");
    site.remove("visit.txt");
    site.archive.sync_at(&["visit.txt"]).unwrap();
    let state = site.archive.state();
    let names = state.problems.iter().filter(|one| one.cause == Cause::Name);
    let names: Vec<&str> = names.map(|one| one.path.as_str()).collect();
    assert_eq!(names, ["sub/call.txt", "sub/deep/visit.txt"]);
    let site = site.reopened();
    assert_eq!(site.archive.state().sync.indexed, 0);
    site.check("number1", &["visit", &suffixed("visit", "sub/deep/visit.txt")]);
}

#[test]
fn copies_are_said_however_many_files_come_at_once() {
    let text = |n: usize| format!("Visit {n}\n\nSomebody came.\n");
    let site = TestArchive::with(&[("a.txt", &text(7))]);
    for n in 0..2_010 {
        site.write(&format!("many/r{n}.txt"), &text(n));
    }
    site.archive.sync_at(&["many"]).unwrap();
    let said = || {
        let state = site.archive.state();
        let copies = state.problems.iter().filter(|one| one.cause == Cause::Copy);
        copies.map(|one| one.path.clone()).collect::<Vec<String>>()
    };
    assert_eq!(said(), ["many/r7.txt"]);
    fs::rename(site.report_path("many"), site.report_path("all")).unwrap();
    site.archive.sync().unwrap();
    assert_eq!(said(), ["all/r7.txt"]);
}

#[test]
fn with_verify_a_change_that_no_size_and_no_time_tells_is_found() {
    let site = TestArchive::with(&[("a.txt", &page(1, 0, 2)), ("b.txt", &page(3, 0, 2))]);
    let path = site.report_path("a.txt");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, page(4, 0, 2)).unwrap();
    fs::File::options()
        .append(true)
        .open(&path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    let site = site.reopened();
    site.check("number4", &[]);
    let mut config = site.config();
    config.verify = true;
    drop(site.archive.clone());
    let verified = Archive::open(&config).unwrap();
    let sync = verified.state().sync.clone();
    assert_eq!((sync.indexed, sync.unchanged), (1, 1));
    let found = verified.search(&request("q=number4")).unwrap();
    assert_eq!(ids(&found), ["a"]);
}

#[test]
fn what_was_committed_is_served_before_the_folder_is_looked_at() {
    let site = TestArchive::with(&[("a.txt", &page(1, 0, 2))]);
    site.write("b.txt", &page(2, 0, 1));
    let begun = Archive::begin(&site.config()).unwrap();
    assert_eq!(ids(&begun.search(&request("q=envoy")).unwrap()), ["a"]);
    begun.bring_all().unwrap();
    assert_eq!(sorted(ids(&begun.search(&request("q=envoy")).unwrap())), ["a", "b"]);
    // A folder that is gone takes nothing away, and heals when it is back.
    drop(begun);
    let elsewhere = site.folder().join("elsewhere");
    fs::rename(site.report_path(""), &elsewhere).unwrap();
    let begun = Archive::begin(&site.config()).unwrap();
    assert!(begun.trouble().unwrap().contains("does not exist"));
    assert_eq!(begun.state().reports, 2);
    assert!(begun.sync().is_err());
    fs::rename(&elsewhere, site.report_path("")).unwrap();
    assert_eq!(begun.sync().unwrap().unchanged, 2);
    assert_eq!(begun.trouble(), None);
}

#[test]
fn a_folder_that_goes_takes_what_is_below_it_and_nothing_else() {
    let records = |word: &str| {
        let line = |n: usize| format!("{{\"title\":\"A visit\",\"text\":\"The {word} of day {n} is lit.\"}}\n");
        line(1) + &line(2)
    };
    let site = TestArchive::with(&[
        ("d/a.txt", "A visit\n\nThe first lantern."),
        ("d/e/b.txt", "A visit\n\nThe second lantern."),
        ("d/c.jsonl", &records("lantern")),
        ("dd/a2.txt", "A visit\n\nThe candle."),
        ("f/g.jsonl", &records("candle")),
    ]);
    let counts = |site: &TestArchive| (site.found("lantern").len(), site.found("candle").len());
    assert_eq!(counts(&site), (4, 3));
    let aside = site.folder().join("aside");
    fs::rename(site.report_path("d"), &aside).unwrap();
    // A look at the one path, not at the whole folder; a file in it was told of, too.
    let sync = site.archive.sync_at(&["d", "d/a.txt", "f"]).unwrap();
    assert_eq!(sync.removed, 4);
    assert_eq!(counts(&site), (0, 3));
    let whole = site.archive.sync().unwrap();
    assert_eq!((whole.removed, whole.indexed), (0, 0));
    // Back again: nothing is taken for known that went.
    fs::rename(&aside, site.report_path("d")).unwrap();
    site.archive.sync_at(&["d"]).unwrap();
    assert_eq!(counts(&site), (4, 3));
    let whole = site.archive.sync().unwrap();
    assert_eq!((whole.removed, whole.indexed), (0, 0));
}

#[test]
fn readers_follow_a_writer_and_write_nothing() {
    let site = TestArchive::with(&[("a.txt", &page(1, 0, 2))]);
    let copy = site.folder().join("copy");
    copy_all(&site.index_path(), &copy);
    let mut of_copy = site.config();
    of_copy.index.clone_from(&copy);
    of_copy.reports = site.folder().join("nowhere");
    let before = listing(&copy);
    let copied = Archive::read_only(&of_copy).unwrap();
    assert_eq!(ids(&copied.search(&request("q=envoy")).unwrap()), ["a"]);
    assert_eq!(listing(&copy), before);
    let reader = Archive::read_only(&site.config()).unwrap();
    let _following = reader.follow().unwrap();
    site.write("b.txt", &page(2, 0, 1));
    site.write("bad.txt", "\u{0}\u{1}\u{2}");
    site.archive.sync().unwrap();
    let seen = || reader.state().reports == 2 && !reader.state().problems.is_empty();
    wait_for(seen);
    assert_eq!(reader.state().fingerprint, site.archive.state().fingerprint);
    assert_eq!(reader.state().problems, site.archive.state().problems);
    // Another version makes it anew in its place: what was read from it is served on.
    let marker = site.index_path().join("fingerprint");
    let rules = fs::read_to_string(&marker).unwrap();
    let others = format!("{}\n{}\n", rules.lines().next().unwrap(), "0".repeat(64));
    fs::write(&marker, others).unwrap();
    let said = || reader.trouble();
    wait_for(|| said().is_some_and(|trouble| trouble.contains("another version")));
    assert_eq!(reader.state().reports, 2);
    fs::write(&marker, rules).unwrap();
    site.write("c.txt", &page(3, 0, 1));
    site.archive.sync().unwrap();
    wait_for(|| reader.state().reports == 3 && reader.trouble().is_none());
    let nothing = TempDir::new().unwrap();
    let Err(error) = Archive::read_only(&config(nothing.path())) else {
        panic!("it opened");
    };
    assert!(error.to_string().contains("--index"), "{error}");
    assert!(!config(nothing.path()).index.exists());
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn listing(folder: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap);
    walk.map(|entry| format!("{:?} {}", entry.path(), entry.metadata().unwrap().len()))
        .collect()
}

fn wait_for(is_so: impl Fn() -> bool) {
    let end = Instant::now() + BOUND;
    while !is_so() {
        assert!(Instant::now() < end, "it did not come");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_burst_a_rename_and_a_slow_writer_while_it_is_watched() {
    let site = TestArchive::with(&[("a.txt", &page(1, 0, 2))]);
    let (tell, told_of) = channel();
    let watching = site.archive.watch(Pace::default(), move |_, result| {
        let _ = tell.send(
            result
                .as_ref()
                .map(|report| report.indexed)
                .map_err(ToString::to_string),
        );
    });
    let _watching = watching.unwrap();
    told_of.recv_timeout(BOUND).unwrap().unwrap();
    for n in 0..1_000 {
        site.write(&format!("burst/{}/r{n}.txt", n % 10), &page(n + 10, n % 7, n));
    }
    let count = || site.search("q=envoy&limit=1").total;
    wait_for(|| count() == 1_001);
    fs::rename(site.report_path("burst/3"), site.report_path("moved")).unwrap();
    fs::rename(site.report_path("a.txt"), site.report_path("z.txt")).unwrap();
    wait_for(|| site.found("number1") == ["z"] && held_at(&site, "r3") == "moved/r3.txt");
    assert_eq!(count(), 1_001);
    // Half of a file is never read: it is open until all of it is written.
    let mut slow = fs::File::create(site.report_path("slow.txt")).unwrap();
    std::io::Write::write_all(&mut slow, b"Slow visit\n\nThe first half of it").unwrap();
    site.write("quick.txt", "Quick visit\n\nAll of it at once.");
    wait_for(|| site.found("quick") == ["quick"]);
    assert_eq!(site.found("slow"), [""; 0]);
    std::io::Write::write_all(&mut slow, b" and the second.").unwrap();
    drop(slow);
    wait_for(|| site.found("slow second") == ["slow"]);
    let looks: Vec<u64> = told_of.try_iter().map(Result::unwrap).collect();
    assert!(looks.len() < 200, "a burst is taken in batches: {looks:?}");
}

fn held_at(site: &TestArchive, id: &str) -> String {
    let held = site.archive.report(&ReportId::parse(id).unwrap()).unwrap();
    held.map(|held| held.path).unwrap_or_default()
}

#[cfg(target_os = "linux")]
#[test]
fn killed_at_any_moment_every_report_is_there_once() {
    let folder = TempDir::new().unwrap();
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    for n in 0..400 {
        fs::write(reports.join(format!("r{n}.txt")), page(n, n % 5, n + 1)).unwrap();
    }
    let index = folder.path().join("index");
    let command = || {
        let mut command = readout();
        command
            .args(["index", "--log", "error", "--reports"])
            .arg(&reports)
            .arg("--index")
            .arg(&index);
        command.stdout(Stdio::null());
        command
    };
    // Whatever the speed of the machine, some of these are early and some late.
    for (n, wait) in [0, 1, 3, 10, 30, 60, 100, 200, 400, 800].into_iter().enumerate() {
        let mut child = command().spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        fs::write(reports.join(format!("late{n}.txt")), page(1_000 + n, n % 5, n)).unwrap();
    }
    assert!(command().status().unwrap().success());
    let archive = Archive::open(&config(folder.path())).unwrap();
    assert_eq!(archive.state().reports, 410);
    assert_eq!(archive.state().sync.indexed, 0);
    let all = told(&archive);
    assert_eq!(all.len(), 410, "each once");
    let mut again = config(folder.path());
    again.index = folder.path().join("another");
    assert_eq!(all, told(&Archive::open(&again).unwrap()));
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_more_can_be_written_it_is_said_and_healed_when_there_is_room() {
    let site = TestArchive::with(&[("a.txt", &page(1, 0, 2))]);
    for n in 10..60 {
        site.write(&format!("r{n}.txt"), &page(n, n % 3, n).repeat(40));
    }
    let limited = |limit: &str| {
        // The system's own limit on the size of a file stands for a full disk.
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        let mut command = std::process::Command::new("bash");
        command.args([
            "-c",
            &script,
            env!("CARGO_BIN_EXE_readout"),
            "index",
            "--log",
            "error",
            "--reports",
        ]);
        command.arg(site.config().reports).arg("--index").arg(site.index_path());
        command.output().unwrap()
    };
    let output = limited("16");
    assert!(!output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("readout: ") && said.contains("full"), "{said}");
    assert_eq!(site.found("number1"), ["a"]);
    let output = limited("unlimited");
    assert!(output.status.success(), "{output:?}");
    let site = site.reopened();
    assert_eq!(site.archive.state().reports, 51);
    assert_eq!(site.archive.state().sync.indexed, 0);
}
