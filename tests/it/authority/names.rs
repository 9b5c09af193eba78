//! `authority.toml`: merges, splits, and what is wrong in it.

use super::{entry, faults, meets, people};
use crate::site::{TestArchive, made};
use readout::extract::authority::{Authority, NameKind};
use readout::report::{Entry, Evidence, Form, Person, ReportId, Stated};

fn parsed(text: &str) -> (Authority, Vec<String>) {
    let (authority, faults) = Authority::parse(text).unwrap();
    let faults = faults.iter().map(|fault| format!("{}: {}", fault.line, fault.text));
    (authority, faults.collect())
}

fn settled(text: &str, mut entry: Entry) -> Entry {
    let (authority, faults) = parsed(text);
    assert_eq!(faults, [""; 0]);
    authority.settle(&mut entry);
    entry
}

fn names(entry: &Entry) -> Vec<&str> {
    entry.facts.people.iter().map(|person| person.name.as_str()).collect()
}

#[test]
fn spellings_that_the_archivist_merges_are_one_person() {
    let mut made = made("a", "A meeting")
        .met(&["Tomas Oravec", "Ana Sousa", "Thomas Oravetz"], "2025-04-24")
        .entry();
    let office = |line, words: &str| Stated::new(words.to_owned(), line, words, "test");
    made.facts.people[0].offices.push(office(3, "Minister"));
    made.facts.people[2].offices.push(office(2, "Colonel"));
    made.facts.people[2].offices.push(office(4, "Minister"));
    made.facts.meetings[0].people[2].office = Some(office(2, "Colonel"));
    let entry = settled(
        "[[person]]\nname = \"Tomáš Oravec\"\nvariants = [\"thomas oravetz\"]\n",
        made,
    );
    assert_eq!(names(&entry), ["Tomáš Oravec", "Ana Sousa"]);
    let [oravec, sousa] = &entry.facts.people[..] else {
        panic!()
    };
    // As printed, and said to be the archivist's name.
    let forms: Vec<&str> = oravec.forms.iter().map(|form| form.evidence.words.as_str()).collect();
    assert_eq!(forms, ["Tomas Oravec", "Thomas Oravetz"]);
    let offices: Vec<&str> = oravec.offices.iter().map(|office| office.value.as_str()).collect();
    assert_eq!(offices, ["Colonel", "Minister"]);
    assert!(oravec.evidence.authority && oravec.evidence.words == "Tomas Oravec");
    assert!(!sousa.evidence.authority);
    // Nobody is in a meeting twice.
    let meeting = &entry.facts.meetings[0];
    assert_eq!(meeting.heads(), Some(["Tomáš Oravec", "Ana Sousa"]));
    assert_eq!(meeting.people.len(), 2);
    assert_eq!(meeting.people[0].office.as_ref().unwrap().value, "Colonel");
    assert_eq!(entry.facts.mentioned().count(), 0);
}

#[test]
fn forms_of_one_spelling_are_counted_together() {
    let person = |name: &str, count: u32| Person {
        name: name.to_owned(),
        evidence: Evidence::new(1, "Oravec", "test"),
        forms: vec![Form {
            count,
            evidence: Evidence::new(1, "Oravec", "test"),
        }],
        offices: Vec::new(),
    };
    let mut entry = made("a", "A").entry();
    entry.facts.people = vec![person("Oravec", 2), person("Tomas Oravec", 3)];
    let entry = settled("[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Oravec\"]", entry);
    assert_eq!(entry.facts.people.len(), 1);
    assert_eq!(entry.facts.people[0].forms.len(), 1);
    assert_eq!(entry.facts.people[0].forms[0].count, 5);
}

#[test]
fn a_split_tells_two_of_one_spelling_apart_by_their_reports() {
    let authority = "
        [[person]]
        name = \"Karim Ahmad (governor)\"
        variants = [\"Karim Ahmad\"]
        reports = [\"one\", \"two\"]
        [[person]]
        name = \"Karim Ahmad (painter)\"
        variants = [\"Karim Ahmad\"]
        reports = [\"three\"]
        [[person]]
        name = \"Karim Ahmad\"
    ";
    for (id, name) in [
        ("one", "Karim Ahmad (governor)"),
        ("two", "Karim Ahmad (governor)"),
        ("three", "Karim Ahmad (painter)"),
        ("four", "Karim Ahmad"),
    ] {
        let entry = settled(authority, made(id, "A").met(&["Karim  ahmad", "Ana Sousa"], "").entry());
        assert_eq!(names(&entry), [name, "Ana Sousa"], "{id}");
        assert_eq!(entry.facts.meetings[0].people[0].name, name);
    }
}

#[test]
fn bodies_and_places_are_settled_too() {
    let entry = settled(
        "[[organisation]]\nname = \"Harbour Board\"\nvariants = [\"Board of the Harbour\"]\n\
         [[place]]\nname = \"Slemani\"\nvariants = [\"Sulaymaniyah\"]\n",
        made("a", "A")
            .place("Sulaymaniyah")
            .organisation("Board of the Harbour")
            .organisation("Harbour Board")
            .met(&["Sulaymaniyah", "Ana Sousa"], "")
            .met_in("Sulaymaniyah")
            .entry(),
    );
    assert_eq!(entry.facts.organisations.len(), 1);
    assert_eq!(entry.facts.organisations[0].name, "Harbour Board");
    let dateline = entry.report.dateline_place.unwrap();
    assert_eq!(dateline.value, "Slemani");
    assert!(dateline.evidence.authority);
    assert_eq!(entry.facts.meetings[0].place.as_ref().unwrap().value, "Slemani");
    // Somebody called as a place is keeps the name.
    assert_eq!(entry.facts.people[0].name, "Sulaymaniyah");
}

#[track_caller]
fn check_faults(text: &str, expected: &[&str], hold: &[&str]) {
    let (authority, faults) = parsed(text);
    assert_eq!(faults.len(), expected.len(), "{text}: {faults:?}");
    for (fault, expected) in faults.iter().zip(expected) {
        assert!(fault.starts_with(expected), "{fault:?} is not {expected:?}");
    }
    let names: Vec<&str> = authority.entries().iter().map(|known| known.name.as_str()).collect();
    assert_eq!(names, hold, "{text}");
}

#[test]
fn what_is_wrong_is_named_by_its_line_and_the_rest_holds() {
    let good = "[[person]]\nname = \"Ana Sousa\"\nvariants = [\"A. Sousa\"]\n";
    for (bad, fault) in [
        ("[[person]]\nvariants = [\"X Y\"]", "5: this person has no `name`"),
        ("[[person]]\nname = 7", "6: `name` is a number, not a text"),
        ("[[person]]\nname = \"\"", "6: `name` is empty"),
        ("[[person]]\nname = \"…\"", "6: “…” has neither letters nor digits"),
        (
            "[[person]]\nname = \"X\"\nvariant = [\"Y\"]",
            "7: `variant` is unknown; an entry has name, variants,",
        ),
        (
            "[[person]]\nname = \"X\"\nvariants = \"Y\"",
            "7: `variants` is a text, not a list",
        ),
        (
            "[[person]]\nname = \"X\"\nvariants = [\n\"Y\",\n3]",
            "9: `variants` is a number",
        ),
        (
            "[[person]]\nname = \"X\"\nvariants = [\"Y\"]\nnot = [\"y\"]",
            "7: “Y” is in `not` too",
        ),
        ("[[person]]\nname = \"X\"\nreports = []", "5: `reports` names none"),
        (
            "[[person]]\nname = \"X\"\nreports = [\"a/b\"]",
            "7: “a/b” is no id of a report",
        ),
        (
            "[[person]]\nname = \"X\"\noffices = [{ name = \"Y\", from = 2022, to = 2021 }]",
            "7: the office begins (2022) after",
        ),
        (
            "[[person]]\nname = \"X\"\noffices = [{ name = \"Y\", from = 2022-02 }]",
            "",
        ),
        (
            "[[person]]\nname = \"X\"\noffices = [{ name = \"Y\", from = \"May\" }]",
            "7: `from` is no year, month or day",
        ),
        (
            "[[person]]\nname = \"X\"\noffices = [{ from = 2022 }]",
            "7: this office has no `name`",
        ),
        ("[[persons]]\nname = \"X\"", "5: `persons` is unknown; the tables are"),
        ("[place]\nname = \"X\"", "5: write [[place]], with two brackets"),
        (
            "[[person]]\nname = \"ANA SOUSA\"",
            "5: “ANA SOUSA” is the name of line 1 already",
        ),
        (
            "[[person]]\nname = \"X\"\nvariants = [\"A Sousa\"]",
            "5: “A Sousa” means “Ana Sousa” of line 1 already",
        ),
        (
            "[[person]]\nname = \"a. sousa\"",
            "5: “a. sousa” means “Ana Sousa” of line 1 already",
        ),
    ] {
        let text = format!("{good}\n{bad}\n");
        if fault.is_empty() {
            // A date that TOML does not know: no part of the file can be trusted.
            assert_eq!(Authority::parse(&text).unwrap_err().line, 7);
            continue;
        }
        check_faults(&text, &[fault], &["Ana Sousa"]);
    }
    // The same spelling for a person and a place is no conflict; two splits of one report are.
    check_faults(
        &format!("{good}[[place]]\nname = \"Ana Sousa\""),
        &[],
        &["Ana Sousa", "Ana Sousa"],
    );
    check_faults(
        "[[person]]\nname = \"X (a)\"\nvariants = [\"X\"]\nreports = [\"r\"]\n\
         [[person]]\nname = \"X (b)\"\nvariants = [\"X\"]\nreports = [\"q\", \"r\"]\n",
        &["5: “X” means “X (a)” of line 1 in the report r already"],
        &["X (a)"],
    );
}

#[test]
fn notes_and_offices_are_for_readers() {
    let (authority, _) = parsed(
        "[[person]]\nname = \"Ana Sousa\"\nnote = \"of Porto\"\n\
         offices = [{ name = \"Minister\", from = 2022, to = \"2023-05\" }, { name = \"Envoy\", from = 2024-01-02 }]",
    );
    let sousa = authority.named(NameKind::Person, "ana-sousa").unwrap();
    assert_eq!(sousa.note.as_deref(), Some("of Porto"));
    let times: Vec<_> = sousa
        .offices
        .iter()
        .map(|office| (office.from.as_deref(), office.to.as_deref()))
        .collect();
    assert_eq!(times, [(Some("2022"), Some("2023-05")), (Some("2024-01-02"), None)]);
    assert_eq!(authority.named(NameKind::Place, "ana-sousa"), None);
    assert_eq!(
        authority.of(NameKind::Person, "Ana  SOUSA", &ReportId::parse("x").unwrap()),
        Some(sousa)
    );
}

#[test]
fn a_changed_file_is_in_force_at_the_next_look_and_harms_nothing_when_it_is_bad() {
    let archive = TestArchive::with(&[
        ("a.txt", &meets("Tomas Oravec", "Piet Vermeulen")),
        ("b.txt", &meets("Thomas Oravetz", "Piet Vermeulen")),
    ]);
    assert_eq!(people(&archive, "b"), ["Thomas Oravetz", "Piet Vermeulen"]);
    let merge = "[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Thomas Oravetz\"]\n";
    archive.write("authority.toml", merge);
    // Only what names him otherwise than before is read again.
    let report = archive.archive.sync().unwrap();
    assert_eq!((report.indexed, report.unchanged, report.removed), (1, 1, 0));
    assert_eq!(people(&archive, "b"), ["Tomas Oravec", "Piet Vermeulen"]);
    archive.check("person:\"Tomas Oravec\"", &["a", "b"]);
    assert_eq!(faults(&archive), [""; 0]);
    // It is no report, nor a file that cannot be read.
    assert_eq!(archive.archive.state().problems, []);
    assert_eq!(archive.archive.sync().unwrap().indexed, 0);
    // A note settles nothing: nothing is read again.
    archive.write(
        "authority.toml",
        &format!("# checked\n{merge}note = \"of Bratislava\"\n"),
    );
    assert_eq!(archive.archive.sync().unwrap().indexed, 0);
    // What cannot be understood changes nothing.
    archive.write("authority.toml", &format!("{merge}variants = [\n"));
    let report = archive.archive.sync().unwrap();
    assert_eq!((report.indexed, report.removed), (0, 0));
    let [fault] = &faults(&archive)[..] else { panic!() };
    assert!(fault.starts_with("authority.toml:4: it is no TOML: "), "{fault}");
    assert!(fault.ends_with("; what it said before stays in force"), "{fault}");
    assert_eq!(people(&archive, "b"), ["Tomas Oravec", "Piet Vermeulen"]);
    // Nor does it after a restart.
    let archive = archive.reopened();
    assert!(faults(&archive)[0].ends_with("; what it said before stays in force"));
    assert_eq!(people(&archive, "b"), ["Tomas Oravec", "Piet Vermeulen"]);
    // A bad entry beside a good one.
    archive.write("authority.toml", &format!("{merge}[[person]]\n"));
    archive.archive.sync().unwrap();
    assert_eq!(faults(&archive), ["authority.toml:4: this person has no `name`"]);
    assert_eq!(people(&archive, "b"), ["Tomas Oravec", "Piet Vermeulen"]);
    // It stays so, and is still said, after a start on files that did not change.
    let archive = archive.reopened();
    assert_eq!(archive.archive.state().sync.indexed, 0);
    assert_eq!(faults(&archive).len(), 1);
    archive.remove("authority.toml");
    archive.archive.sync().unwrap();
    assert_eq!(people(&archive, "b"), ["Thomas Oravetz", "Piet Vermeulen"]);
    assert_eq!(faults(&archive), [""; 0]);
}

#[test]
fn a_split_that_names_a_report_which_is_not_held_is_said() {
    let split =
        "[[person]]\nname = \"Tomas Oravec (pilot)\"\nvariants = [\"Tomas Oravec\"]\nreports = [\"a\", \"z\"]\n";
    let archive = TestArchive::with(&[
        ("a.txt", &meets("Tomas Oravec", "Piet Vermeulen")),
        ("001_b.txt", &meets("Tomas Oravec", "Piet Vermeulen")),
        ("authority.toml", split),
    ]);
    let fault = "authority.toml:1: “Tomas Oravec (pilot)” names the report z, which is not held";
    assert_eq!(faults(&archive), [fault]);
    assert_eq!(people(&archive, "a"), ["Tomas Oravec (pilot)", "Piet Vermeulen"]);
    assert_eq!(people(&archive, "b"), ["Tomas Oravec", "Piet Vermeulen"]);
    assert!(entry(&archive, "a").facts.people[0].evidence.authority);
}

#[test]
fn records_are_settled_like_files() {
    let record = r#"{"id": "r", "title": "A visit", "body": "Minister Thomas Oravetz met General Piet Vermeulen."}"#;
    let archive = TestArchive::with(&[("docs.jsonl", record)]);
    assert_eq!(people(&archive, "r"), ["Thomas Oravetz", "Piet Vermeulen"]);
    archive.write(
        "authority.toml",
        "[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Thomas Oravetz\"]\n",
    );
    assert_eq!(archive.archive.sync().unwrap().indexed, 1);
    assert_eq!(people(&archive, "r"), ["Tomas Oravec", "Piet Vermeulen"]);
    assert_eq!(archive.archive.sync().unwrap().indexed, 0);
}

#[test]
fn what_is_wrong_in_the_file_is_said_until_it_is_mended_whatever_else_changes() {
    let wrong = "[[person]]\nvariants = [\"X Y\"]\n[[person]]\nname = \"Ana Sousa\"\nreports = [\"b\"]\n";
    let archive = TestArchive::with(&[
        ("a.txt", &meets("Tomas Oravec", "Piet Vermeulen")),
        ("authority.toml", wrong),
    ]);
    let [no_name, unheld] = [
        "authority.toml:1: this person has no `name`",
        "authority.toml:3: “Ana Sousa” names the report b, which is not held",
    ];
    assert_eq!(faults(&archive), [no_name, unheld]);
    archive.write("a.txt", &meets("Tomas Oravec", "Lena Maas"));
    archive.archive.sync_at(&["a.txt"]).unwrap();
    assert_eq!(faults(&archive), [no_name, unheld]);
    archive.write("b.txt", &meets("Ana Sousa", "Piet Vermeulen"));
    archive.archive.sync_at(&["b.txt"]).unwrap();
    assert_eq!(faults(&archive), [no_name]);
    archive.remove("b.txt");
    archive.archive.sync_at(&["b.txt"]).unwrap();
    assert_eq!(faults(&archive), [no_name, unheld]);
    archive.remove("authority.toml");
    archive.archive.sync_at(&["authority.toml"]).unwrap();
    assert_eq!(faults(&archive), [""; 0]);
}
