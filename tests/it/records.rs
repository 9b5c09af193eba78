//! Files of JSON lines: each line is a report of its own.

use crate::program::{readout, run};
use crate::served::TestSite;
use crate::site::TestArchive;
use readout::clean::{Familiar, clean};
use readout::extract::extract;
use readout::report::{Report, ReportId, Role};
use readout::sources::{DEFAULT_MAX_BYTES, Folder};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

fn line(id: &str, title: &str, body: &str) -> String {
    json!({"id": id, "title": title, "body": body}).to_string()
}

fn lines(records: &[(&str, &str, &str)]) -> String {
    let lines: Vec<String> = records.iter().map(|(id, title, body)| line(id, title, body)).collect();
    lines.join("\n")
}

/// How many were indexed, left alone and taken out.
#[track_caller]
fn check_sync(site: &TestArchive, expected: (u64, u64, u64)) {
    let sync = site.archive.state().sync.clone();
    assert_eq!((sync.indexed, sync.unchanged, sync.removed), expected);
}

fn problems(site: &TestArchive) -> Vec<String> {
    let state = site.archive.state();
    let said = state.problems.iter().map(|p| format!("{}: {}", p.path, p.reason));
    said.collect()
}

/// The report that a record states.
fn cleaned(record: &Value) -> Report {
    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join("d.jsonl"), record.to_string()).unwrap();
    let folder = Folder::open(temp.path(), DEFAULT_MAX_BYTES).unwrap();
    let scan = folder.scan();
    assert_eq!(scan.problems, []);
    clean(&folder.read(&scan.found[0]).unwrap(), &Familiar::default())
}

fn held(site: &TestArchive, id: &str) -> Option<(String, Vec<u8>)> {
    let id = ReportId::parse(id).unwrap();
    let held = site.archive.report(&id).unwrap()?;
    assert_eq!(held.entry.report.id, id);
    Some((held.path, site.archive.source(&id).unwrap().unwrap()))
}

#[test]
fn each_line_is_a_report_beside_the_pages() {
    let text = lines(&[
        ("1", "Visit to Basra", "The envoy met the mayor."),
        ("2", "Call", "The envoy called."),
    ]);
    let site = TestArchive::with(&[
        ("docs.jsonl", &text),
        ("sub/more.ndjson", &line("3", "Third visit", "x")),
        ("page.txt", "A visit\nThe envoy came to the town hall on Monday."),
    ]);
    check_sync(&site, (4, 0, 0));
    site.check("visit", &["1", "3", "page"]);
    site.check("envoy", &["1", "2", "page"]);
    let first = line("1", "Visit to Basra", "The envoy met the mayor.");
    assert_eq!(held(&site, "1"), Some(("docs.jsonl/1".to_owned(), first.into_bytes())));
    assert_eq!(held(&site, "3").unwrap().0, "sub/more.ndjson/3");
    let site = site.reopened();
    check_sync(&site, (0, 4, 0));
}

#[test]
fn only_records_that_changed_are_indexed_again() {
    let site = TestArchive::with(&[(
        "d.jsonl",
        &lines(&[("1", "A", "one"), ("2", "B", "two"), ("3", "C", "three")]),
    )]);
    let before = site.archive.state();
    // The file is written anew and nothing in it is another: no commit.
    site.write(
        "d.jsonl",
        &lines(&[("3", "C", "three"), ("1", "A", "one"), ("2", "B", "two")]),
    );
    let site = site.reopened();
    check_sync(&site, (0, 3, 0));
    assert_eq!(site.archive.state().changed, before.changed);
    assert_eq!(site.archive.state().fingerprint, before.fingerprint);
    // One comes in front, one is another, one goes.
    site.write(
        "d.jsonl",
        &lines(&[("0", "Z", "zero"), ("1", "A", "uno"), ("2", "B", "two")]),
    );
    let site = site.reopened();
    check_sync(&site, (2, 1, 1));
    site.check("uno OR zero OR two", &["0", "1", "2"]);
    site.check("three OR one", &[]);
    site.remove("d.jsonl");
    site.write("e.jsonl", &line("2", "B", "two"));
    let site = site.reopened();
    check_sync(&site, (1, 0, 3));
    assert_eq!(held(&site, "2").unwrap().0, "e.jsonl/2");
}

#[test]
fn what_breaks_off_or_cannot_be_mapped_takes_nothing_away() {
    let three = "[{\"nr\":\"1\",\"text\":\"one\"},{\"nr\":\"2\",\"text\":\"two\"},{\"nr\":\"3\",\"text\":\"three\"}]";
    let mapping = "[fields]\nid = \"nr\"\n";
    let site = TestArchive::with(&[("d.json", three), ("sources.toml", mapping)]);
    site.check("one OR two OR three", &["1", "2", "3"]);
    // Somebody writes it anew, and we start meanwhile.
    let (half, _) = three.split_at(three.find("two").unwrap());
    site.write("d.json", &half.replace("one", "uno"));
    let site = site.reopened();
    site.check("uno OR two OR three", &["1", "2", "3"]);
    let said = problems(&site);
    assert!(said[0].contains("element 2 does not end"), "{said:?}");
    // What says how its fields are called cannot be read: a link that leads to itself.
    site.write("d.json", &three.replace("one", "einer"));
    site.remove("sources.toml");
    std::os::unix::fs::symlink("sources.toml", site.report_path("sources.toml")).unwrap();
    let site = site.reopened();
    site.check("uno OR two OR three", &["1", "2", "3"]);
    site.remove("sources.toml");
    site.write("sources.toml", mapping);
    site.write(
        "d.json",
        &three
            .replace("one", "einer")
            .replace(",{\"nr\":\"3\",\"text\":\"three\"}", ""),
    );
    let site = site.reopened();
    site.check("einer OR uno OR two OR three", &["1", "2"]);
    assert_eq!(problems(&site), [""; 0]);
}

#[test]
fn a_bad_line_is_named_and_harms_no_other() {
    let good = line("1", "A", "one");
    let text = format!(
        "{good}\nnot json\n{{\"id\":\"2\",\"title\":\"no body\"}}\n[3,\"x\"]\n\n{}",
        line("4", "D", "four")
    );
    let site = TestArchive::with(&[
        ("d.jsonl", &text),
        ("none.jsonl", "\n"),
        ("other.tsv", "1\tx"),
        ("numbers.txt", "1 0 102 1\n1 0 12 1\n"),
    ]);
    assert_eq!(site.archive.state().reports, 2);
    let expected = |site: &TestArchive| {
        let said = problems(site);
        for (said, start) in said.iter().zip([
            "d.jsonl: line 2: not JSON (",
            "d.jsonl: line 3: no text: none of its fields is",
            "d.jsonl: line 4: not a JSON object",
            "none.jsonl: empty",
            "numbers.txt: numbers without a word",
            "other.tsv: not a kind of file that is read (.txt, .text, .md, .html, .htm, .jsonl, .ndjson, .json; each also as .gz or .zst)",
        ]) {
            assert!(said.starts_with(start), "{said}");
        }
        assert_eq!(said.len(), 6);
    };
    expected(&site);
    let site = site.reopened();
    check_sync(&site, (0, 2, 0));
    expected(&site);
    // A record that turns bad is found no longer.
    site.write("d.jsonl", &text.replace("\"four\"", "null"));
    let site = site.reopened();
    check_sync(&site, (0, 1, 1));
}

#[test]
fn an_id_claimed_twice_is_kept_twice_and_stays() {
    let site = TestArchive::with(&[
        ("7.txt", "A page\nThe envoy wrote a letter."),
        (
            "d.jsonl",
            &lines(&[
                ("7", "Seven", "a letter"),
                ("8", "Eight", "x"),
                ("8", "Eight again", "y"),
            ]),
        ),
    ]);
    let ids = site.found("letter OR eight");
    assert_eq!(ids.len(), 4, "{ids:?}");
    assert_eq!(held(&site, "7").unwrap().0, "7.txt");
    assert_eq!(held(&site, "8").unwrap().0, "d.jsonl/8");
    assert_eq!(problems(&site).len(), 2);
    let again = site.found("again");
    assert!(again[0].starts_with("8-"), "{again:?}");
    site.write(
        "d.jsonl",
        &lines(&[
            ("9", "Nine", "z"),
            ("7", "Seven", "a letter"),
            ("8", "Eight", "x"),
            ("8", "Eight again", "y"),
        ]),
    );
    let site = site.reopened();
    check_sync(&site, (1, 4, 0));
    assert_eq!(site.found("again"), again);
    // A file that comes later takes no link away.
    site.write("9.txt", "Nine pages\nThe envoy read nine pages.");
    let site = site.reopened();
    assert_eq!(held(&site, "9").unwrap().0, "d.jsonl/9");
}

#[test]
fn a_thousand_records_and_none_is_furniture() {
    // Every body has the same first and last line.
    let text: Vec<String> = (0..1_000)
        .map(|n| {
            line(
                &n.to_string(),
                &format!("Visit number {n}"),
                &format!("Share this\nThe envoy came with letter L{n}.\nAll rights reserved"),
            )
        })
        .collect();
    let site = TestArchive::with(&[("d.jsonl", &text.join("\n"))]);
    check_sync(&site, (1_000, 0, 0));
    site.check("L777", &["777"]);
    assert_eq!(site.search("q=rights&limit=1").total, 1_000);
    let report = site
        .archive
        .report(&ReportId::parse("999").unwrap())
        .unwrap()
        .unwrap()
        .entry
        .report;
    assert_eq!(report.lines_with(Role::Paragraph), [2, 3, 4]);
    let site = site.reopened();
    check_sync(&site, (0, 1_000, 0));
}

#[test]
fn a_record_is_taken_at_its_word() {
    let report = cleaned(&json!({
        "id": "1", "title": " By the sea ", "body": "TAMPERE, Finland (Harbour Wire) — The mayor received the traders.\r\n\r\nRead more: not a pointer\nTags: none",
        "outlet": "Harbour Wire", "published": "2022-07-04", "section": "Trade", "byline": "Ana Sousa", "tags": ["wool", "chairs"], "url": "https://x.example/1", "lang": "en",
        "unknown": {"a": 1},
    }));
    let ledger: Vec<(u32, &str, &str)> = report
        .lines
        .iter()
        .map(|line| (line.number, line.roles[0].name(), &*line.rule))
        .collect();
    assert_eq!(
        ledger,
        [
            (1, "headline", "record-title"),
            (2, "paragraph", "record-body"),
            (4, "paragraph", "record-body"),
            (5, "paragraph", "record-body"),
            (6, "furniture", "record-outlet"),
            (7, "section", "record-section"),
            (8, "date", "record-published"),
            (9, "byline", "record-byline"),
            (10, "tags", "record-tags"),
            (11, "tags", "record-tags"),
            (12, "furniture", "record-url"),
            (13, "furniture", "record-lang"),
        ]
    );
    let stated = |stated: &Option<readout::report::Stated<String>>| {
        let stated = stated.as_ref().unwrap();
        (stated.value.clone(), stated.evidence.line)
    };
    assert_eq!(
        (report.title.words(), report.title.is_supplied()),
        ("By the sea", false)
    );
    assert_eq!(stated(&report.outlet), ("Harbour Wire".to_owned(), 6));
    assert_eq!(stated(&report.section), ("Trade".to_owned(), 7));
    assert_eq!(stated(&report.byline), ("Ana Sousa".to_owned(), 9));
    assert_eq!(stated(&report.dateline_place), ("Tampere".to_owned(), 2));
    let published = report.published.as_ref().unwrap();
    assert_eq!(
        (published.value.to_string(), published.evidence.line),
        ("2022-07-04".to_owned(), 8)
    );
    let tags: Vec<(&str, u32)> = report
        .tags
        .iter()
        .map(|tag| (tag.value.as_str(), tag.evidence.line))
        .collect();
    assert_eq!(tags, [("wool", 10), ("chairs", 11)]);
    assert_eq!((report.read_more.len(), report.warnings.len()), (0, 0));
    assert_eq!(extract(&report).lang.unwrap().0, "en");
}

#[test]
fn a_record_may_lack_a_body_a_title_or_both() {
    let title_only = cleaned(&json!({"id": "1", "title": "A visit", "body": ""}));
    assert_eq!((title_only.title.words(), title_only.lines.len()), ("A visit", 1));
    let body_only = cleaned(&json!({"id": "1", "body": "The envoy met the mayor."}));
    assert_eq!(body_only.title.to_string(), "[The envoy met the mayor]");
    assert_eq!(body_only.lines[0].number, 2);
    let neither = cleaned(&json!({"id": "1", "title": "", "body": " \n"}));
    assert_eq!(
        (neither.title.to_string().as_str(), neither.warnings.len()),
        ("[untitled]", 1)
    );
    let odd = cleaned(&json!({"id": "1", "title": "A", "body": "b", "published": "4 July", "lang": "some English"}));
    assert!(odd.published.is_none() && odd.lang.is_none());
    assert_eq!(odd.warnings.len(), 2);
    let site = TestArchive::with(&[("d.jsonl", &lines(&[("1", "", ""), ("2", "A visit", "")]))]);
    assert_eq!(site.archive.state().reports, 2);
    site.check("visit", &["2"]);
}

#[test]
fn inspect_shows_records() {
    let temp = TempDir::new().unwrap();
    let path = temp.path().join("d.jsonl");
    fs::write(
        &path,
        format!("{}\nbad\n", lines(&[("1", "A visit", "one"), ("2", "B", "two")])),
    )
    .unwrap();
    let output = run(readout().args(["inspect", "--json"]).arg(&path));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(printed.as_object().unwrap().len(), 2);
    assert_eq!(printed["1"]["file"], "d.jsonl/1");
    assert_eq!(printed["1"]["headline"], "A visit");
    assert_eq!(printed["2"]["lines"], json!({"headline": [1], "paragraph": [2]}));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 3: not JSON"));
    let ledger = run(readout().arg("inspect").arg(temp.path()));
    assert!(String::from_utf8_lossy(&ledger.stdout).contains("record-title"));
}

#[test]
fn a_record_has_the_pages_of_a_report() {
    let record =
        json!({"id": "1", "title": "A visit", "body": "The envoy came.\n\nHe left.", "outlet": "Harbour Wire"})
            .to_string();
    let site = TestSite::with(&[("d.jsonl", format!("{record}\n"))]);
    let page = site.get("/reports/1");
    assert_eq!(
        (page.one("h1").as_str(), page.one("article .meta .outlet").as_str()),
        ("A visit", "Harbour Wire")
    );
    assert_eq!(page.attributes(".body p[id]", "id"), ["p1", "p2"]);
    let source = site.get("/reports/1.txt");
    assert_eq!(
        (source.text(), source.header("content-type")),
        (&*record, "text/plain; charset=utf-8")
    );
    let original = site.get("/reports/1/original");
    assert_eq!(
        original.all("td.text"),
        ["A visit", "The envoy came.", "He left.", "Harbour Wire"]
    );
    assert_eq!(site.get("/search.json?q=envoy").json()["results"][0]["id"], "1");
}
