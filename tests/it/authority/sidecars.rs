//! `NAME.meta.toml` beside a report.

use super::{entry, faults, meets, people};
use crate::site::{TestArchive, made};
use readout::extract::authority::{Authority, Sidecar};
use readout::report::{Evidence, Quotation, Title};
use std::fs;
use std::time::{Duration, SystemTime};

const SIDECAR: &str = r#"title = "Minister and general speak of the harbour"
outlet = "Harbour Wire"
section = "Ports"
byline = "Ana Sousa"
url = "https://wire.example/harbour"
lang = "en"
published = 2022-07-04
people = { add = ["Lena Maas"], not = ["Piet Vermeulen"] }
"#;

#[test]
fn what_the_archivist_states_outranks_the_source_and_says_so() {
    let archive = TestArchive::with(&[
        ("ports/a.txt", &meets("Tomas Oravec", "Piet Vermeulen")),
        ("b.txt", &meets("Tomas Oravec", "Piet Vermeulen")),
        ("ports/a.meta.toml", SIDECAR),
    ]);
    assert_eq!(faults(&archive), [""; 0]);
    // The sidecar is no file that needs a look; that both reports are the same is said.
    let problems = archive.archive.state().problems.clone();
    let said: Vec<(&str, &str)> = problems
        .iter()
        .map(|one| (one.path.as_str(), one.reason.as_str()))
        .collect();
    assert_eq!(
        said,
        [("ports/a.txt", "the same, byte for byte, as b.txt; both are kept")]
    );
    let entry = entry(&archive, "a");
    let report = &entry.report;
    assert!(matches!(&report.title, Title::Printed(stated) if stated.value.starts_with("Minister and general")));
    for (stated, value, words) in [
        (&report.outlet, "Harbour Wire", "outlet = \"Harbour Wire\""),
        (&report.section, "Ports", "section = \"Ports\""),
        (&report.byline, "Ana Sousa", "byline = \"Ana Sousa\""),
        (
            &report.url,
            "https://wire.example/harbour",
            "url = \"https://wire.example/harbour\"",
        ),
        (&report.lang, "en", "lang = \"en\""),
    ] {
        let stated = stated.as_ref().unwrap();
        assert_eq!(stated.value, value);
        assert_eq!(stated.evidence, Evidence::of_archivist(words));
        assert_eq!(stated.evidence.line, 0);
    }
    assert_eq!(entry.facts.dated.exact().unwrap().to_string(), "2022-07-04");
    assert!(entry.facts.dated.proof[0].is_of_archivist());
    assert_eq!(people(&archive, "a"), ["Tomas Oravec", "Lena Maas"]);
    assert!(entry.facts.people[1].evidence.is_of_archivist());
    archive.check("outlet:\"Harbour Wire\"", &["a"]);
    archive.check("date:2022-07-04", &["a"]);
    // Its neighbour is as it was.
    assert_eq!(people(&archive, "b"), ["Tomas Oravec", "Piet Vermeulen"]);
}

#[test]
fn a_changed_sidecar_concerns_its_report_alone() {
    let archive = TestArchive::with(&[
        ("a.txt", &meets("Tomas Oravec", "Piet Vermeulen")),
        ("b.txt", &meets("Ana Sousa", "Piet Vermeulen")),
    ]);
    archive.write("a.meta.toml", "outlet = \"Harbour Wire\"\n");
    assert_eq!(archive.archive.sync().unwrap().indexed, 1);
    archive.check("outlet:harbour", &["a"]);
    assert_eq!(archive.archive.sync().unwrap().indexed, 0);
    // Not understood: it stays as it was, and is said, also after a restart.
    archive.write("a.meta.toml", "outlet = \"Harbour Wire\n");
    assert_eq!(archive.archive.sync().unwrap().indexed, 0);
    archive.check("outlet:harbour", &["a"]);
    assert!(
        faults(&archive)[0].starts_with("a.meta.toml:1: it is no TOML: "),
        "{:?}",
        faults(&archive)
    );
    let archive = archive.reopened();
    archive.check("outlet:harbour", &["a"]);
    assert_eq!(faults(&archive).len(), 1);
    // Nor does a new time of the report take it away.
    let report = fs::File::options().append(true).open(archive.report_path("a.txt"));
    let later = SystemTime::now() + Duration::from_secs(60);
    report.unwrap().set_modified(later).unwrap();
    for paths in [&["a.txt"][..], &["a.meta.toml"]] {
        assert_eq!(archive.archive.sync_at(paths).unwrap().indexed, 0);
    }
    assert_eq!(archive.archive.sync().unwrap().indexed, 0);
    archive.check("outlet:harbour", &["a"]);
    archive.write("a.meta.toml", "outlet = \"Quay Post\"\n");
    assert_eq!(archive.archive.sync().unwrap().indexed, 1);
    assert_eq!(faults(&archive), [""; 0]);
    archive.check("outlet:quay", &["a"]);
    archive.remove("a.meta.toml");
    assert_eq!(archive.archive.sync().unwrap().indexed, 1);
    archive.check("outlet:quay", &[]);
    // Beside no report it is said, and harms nothing.
    archive.write("c.meta.toml", "outlet = \"Quay Post\"\n");
    assert_eq!(archive.archive.sync().unwrap().indexed, 0);
    assert_eq!(faults(&archive), ["c.meta.toml: there is no report beside it"]);
}

#[test]
fn names_of_a_sidecar_are_settled_by_the_authority_file() {
    let archive = TestArchive::with(&[
        ("a.txt", &meets("Thomas Oravetz", "Piet Vermeulen")),
        (
            "a.meta.toml",
            "people = { add = [\"P. Vermeulen\"], not = [\"Thomas Oravetz\"] }",
        ),
        (
            "authority.toml",
            "[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Thomas Oravetz\"]\n\
             [[person]]\nname = \"Piet Vermeulen\"\nvariants = [\"P Vermeulen\"]\n",
        ),
    ]);
    assert_eq!(people(&archive, "a"), ["Piet Vermeulen"]);
}

#[test]
fn people_and_the_day_of_a_meeting_are_stated() {
    let (sidecar, faults) = Sidecar::parse(
        "met_on = 2025-04-23\ndated = { earliest = 2025-04-24, latest = 2025-04-26 }\n\
         [people]\nnot = [\"Photo Desk\", \"Lena Maas\"]\nadd = [\n\"Ana  Sousa\",\n\"Piet Vermeulen\"]\n",
    )
    .unwrap();
    assert_eq!(faults, []);
    let mut entry = made("a", "A")
        .met(&["Photo Desk"], "2025-04-24")
        .met(&["Tomas Oravec", "Ana Sousa", "Lena Maas"], "2025-04-24")
        .met(&["Tomas Oravec", "Photo Desk"], "2024-01-01")
        .entry();
    entry.facts.meetings[2].background = true;
    entry.facts.quotations = ["Lena Maas", "Ana Sousa"]
        .map(|speaker| Quotation {
            words: Evidence::new(2, "so be it", "test"),
            speaker: Some(speaker.to_owned()),
        })
        .into();
    sidecar.settle(&mut entry, &Authority::default());
    let facts = &entry.facts;
    let names: Vec<&str> = facts.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Tomas Oravec", "Ana Sousa", "Piet Vermeulen"]);
    assert_eq!(facts.people[2].evidence, Evidence::of_archivist("\"Piet Vermeulen\"]"));
    // A meeting of nobody is none; that of another day keeps it.
    let met: Vec<(usize, String)> = facts
        .meetings
        .iter()
        .map(|meeting| (meeting.people.len(), meeting.when.exact().unwrap().to_string()))
        .collect();
    assert_eq!(met, [(2, "2025-04-23".to_owned()), (1, "2024-01-01".to_owned())]);
    assert!(facts.meetings[0].when.proof[0].is_of_archivist());
    let speakers: Vec<Option<&str>> = facts.quotations.iter().map(|said| said.speaker.as_deref()).collect();
    assert_eq!(speakers, [None, Some("Ana Sousa")]);
    let bounds = (facts.dated.earliest.unwrap(), facts.dated.latest.unwrap());
    assert_eq!(format!("{}..{}", bounds.0, bounds.1), "2025-04-24..2025-04-26");
    assert_eq!(facts.dated.proof.len(), 1);
}

#[track_caller]
fn check_faults(text: &str, expected: &str) {
    let (_, faults) = Sidecar::parse(text).unwrap();
    let faults: Vec<String> = faults
        .iter()
        .map(|fault| format!("{}: {}", fault.line, fault.text))
        .collect();
    let [fault] = &faults[..] else {
        panic!("{text}: {faults:?}")
    };
    assert!(fault.starts_with(expected), "{fault:?} is not {expected:?}");
}

#[test]
fn what_is_wrong_is_named_by_its_line() {
    let good = "title = \"A\"\n";
    for (bad, fault) in [
        ("titel = \"B\"", "2: `titel` is unknown; a sidecar has title, outlet,"),
        ("outlet = 3", "2: `outlet` is a number, not a text"),
        ("url = \"javascript:alert(1)\"", "2: `url` is no address"),
        ("lang = \"English language\"", "2: `lang` is no language tag"),
        ("published = \"2022-02-30\"", "2: `published` is no day"),
        ("published = 2022-07-04T10:00:00Z", "2: `published` is no day"),
        ("dated = 2022-07-04", "2: `dated` is a date, not a table"),
        ("dated = {}", "2: `dated` has neither"),
        (
            "dated = { from = 2022-07-04, latest = 2022-07-05 }",
            "2: `from` is unknown",
        ),
        (
            "dated = { earliest = 2022-07-04, latest = 2022-07-03 }",
            "2: `earliest` (2022-07-04) is after",
        ),
        (
            "published = 2022-07-09\ndated = { latest = 2022-07-03 }",
            "3: `dated` leaves out the day of `published`",
        ),
        ("people = [\"B\"]", "2: `people` is a list, not a table"),
        ("[people]\nadd = [\"!\"]", "3: “!” has neither letters nor digits"),
        ("[people]\nadded = [\"B C\"]", "3: `added` is unknown"),
    ] {
        check_faults(&format!("{good}{bad}\n"), fault);
    }
    assert_eq!(Sidecar::parse("title = \"A\"\ntitle = \"B\"\n").unwrap_err().line, 2);
}
