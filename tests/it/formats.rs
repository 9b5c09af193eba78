//! Web pages, records as scrapers and exporters write them, and packed files.

use crate::served::TestSite;
use crate::site::TestArchive;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use readout::clean::{Familiar, GLOSSARY, clean};
use readout::report::{Report, ReportId};
use readout::sources::{DEFAULT_MAX_BYTES, Folder};
use serde_json::json;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use tempfile::TempDir;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/web")
}

fn fixture(name: &str) -> String {
    fs::read_to_string(fixtures().join(name)).unwrap()
}

/// The report of one file, or why there is none.
fn read(name: &str, bytes: &[u8]) -> Result<Report, String> {
    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join(name), bytes).unwrap();
    let folder = Folder::open(temp.path(), DEFAULT_MAX_BYTES).unwrap();
    let scan = folder.scan();
    if let Some(problem) = scan.problems.first() {
        return Err(problem.reason.clone());
    }
    let source = folder.read(&scan.found[0]).map_err(|problem| problem.reason)?;
    assert_eq!(source.path, scan.found[0].path);
    Ok(clean(&source, &Familiar::default()))
}

/// What a report states, and its ledger.
fn told(report: &Report) -> String {
    let mut told = format!("title: {}\n", report.title);
    let mut say = |name: &str, value: Option<(String, u32, String)>| {
        if let Some((value, line, rule)) = value {
            writeln!(told, "{name}: {value} [{line} {rule}]").unwrap();
        }
    };
    for (name, stated) in [
        ("outlet", &report.outlet),
        ("section", &report.section),
        ("byline", &report.byline),
        ("url", &report.url),
        ("lang", &report.lang),
        ("place", &report.dateline_place),
    ] {
        let stated = stated.as_ref();
        say(
            name,
            stated.map(|s| (s.value.clone(), s.evidence.line, s.evidence.rule.to_string())),
        );
    }
    let published = report.published.as_ref();
    say(
        "published",
        published.map(|s| (s.value.to_string(), s.evidence.line, s.evidence.rule.to_string())),
    );
    let tags: Vec<&str> = report.keywords().map(|tag| tag.value.as_str()).collect();
    writeln!(told, "tags: {}", tags.join("; ")).unwrap();
    for warning in &report.warnings {
        writeln!(told, "warning: {}", warning.text).unwrap();
    }
    for line in &report.lines {
        let roles: Vec<&str> = line.roles.iter().map(|role| role.name()).collect();
        let text: String = line.text.chars().take(60).collect();
        writeln!(told, "{:>3} {} {} {text}", line.number, roles.join("+"), line.rule).unwrap();
    }
    told
}

/// Every page beside its ledger as people read it.
fn held(site: &TestArchive, id: &str) -> Report {
    let record = site.archive.report(&ReportId::parse(id).unwrap()).unwrap();
    record.unwrap().entry.report
}

#[test]
fn pages_of_many_shapes_are_read_as_people_read_them() {
    let (mut checked, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let report = read(name, &fs::read(&path).unwrap()).unwrap_or_else(|reason| panic!("{name}: {reason}"));
        let expected = fs::read_to_string(path.with_extension("ledger")).unwrap_or_default();
        let told = told(&report);
        if told != expected {
            wrong.push(format!("{name} is read as\n{told}"));
        }
        for line in &report.lines {
            let is_explained = GLOSSARY.iter().any(|(rule, _)| *rule == line.rule);
            assert!(is_explained, "{} is not explained", line.rule);
        }
        checked += 1;
    }
    assert!(checked >= 7, "{checked}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const TEXT: &str = "<p>Harbour Minister Ana Sousa received Fleet Commissioner Li Wei in Porto on Monday to talk about freight and \
                    ferries, her office said.</p><p>The two sides reviewed the line that was closed last winter and agreed to send \
                    engineers to both banks, and to meet again in Braga once these have told what they saw.</p>";

/// A page with this title, these elements above the text, and these below it.
fn page(title: &str, head: &str, foot: &str) -> Report {
    let page = format!("<html><head><title>{title}</title></head><body>{head}{TEXT}{foot}</body></html>");
    read("a.html", page.as_bytes()).unwrap()
}

#[test]
fn a_page_may_name_its_outlet_before_the_headline_or_below_all() {
    let told = "Sousa and Li talk about freight";
    let heading = format!("<h1>{told}</h1>");
    let outlet = |title: &str, foot: &str| {
        let report = page(title, &heading, foot);
        assert_eq!(report.title.to_string(), told, "{title}");
        report.outlet.map(|stated| stated.value)
    };
    for title in [
        "Delta Mail | Sousa and Li talk about freight",
        "Delta Mail: Sousa and Li talk about freight",
        "Delta Mail - Sousa and Li talk about freight",
        "Sousa and Li talk about freight – Delta Mail",
    ] {
        assert_eq!(outlet(title, "").as_deref(), Some("Delta Mail"), "{title}");
    }
    assert_eq!(outlet("Exclusive: Sousa and Li talk about freight", ""), None);
    let foot = "<footer>© 2023 Delta Mail. All rights reserved.</footer>";
    assert_eq!(outlet(told, foot).as_deref(), Some("Delta Mail"));
    // A heading of a lower rank is a headline too where the title has it.
    let report = page(&format!("Delta Mail: {told}"), &format!("<h3>{told}</h3>"), "");
    assert_eq!(report.title.to_string(), told);
    assert_eq!(report.outlet.map(|stated| stated.value).as_deref(), Some("Delta Mail"));
}

#[test]
fn a_page_may_mark_who_wrote_it() {
    for author in [
        "<span itemprop=author>Vera Lind</span>",
        "<div itemprop=author itemscope><b>Written by</b> <span itemprop=name>Vera Lind</span></div>",
        "<a class='meta author-name' href=/vera>Vera Lind</a>",
    ] {
        let report = page(
            "Sousa and Li talk about freight",
            &format!("<h1>Sousa and Li talk about freight</h1>{author}"),
            "",
        );
        assert_eq!(
            report.byline.map(|stated| stated.value).as_deref(),
            Some("Vera Lind"),
            "{author}"
        );
    }
    let record = json!({"title": "A visit", "author": "By Vera Lind", "text": "The envoy came to Porto and left."});
    let report = read("a.json", record.to_string().as_bytes()).unwrap();
    assert_eq!(report.byline.map(|stated| stated.value).as_deref(), Some("Vera Lind"));
}

#[test]
fn a_page_keeps_its_bytes_and_their_encoding() {
    let page = fixture("graph-rtl.html");
    let (bytes, _, faults) = encoding_rs::WINDOWS_1256.encode(&page);
    assert!(!faults);
    let site = TestSite::with(&[("001_visit.html", bytes.to_vec())]);
    let shown = site.get("/reports/visit");
    assert_eq!(shown.one("h1"), "المبعوث يلتقي رئيس البلدية في الميناء");
    assert_eq!(shown.one("article .meta .outlet"), "صدى المرفأ");
    let source = site.get("/reports/visit.txt");
    assert_eq!(source.header("content-type"), "text/plain; charset=windows-1256");
    assert_eq!(source.body, *bytes);
    let total = |q: &str| {
        let q = percent_encoding::utf8_percent_encode(q, percent_encoding::NON_ALPHANUMERIC);
        site.get(&format!("/search.json?q={q}")).json()["total"].clone()
    };
    assert_eq!(total("البلدية"), 1);
    // What stands around the report is kept, and asked for by name only.
    assert_eq!(total("اقتصاد"), 0);
    assert_eq!(total("اقتصاد in:original"), 1);
}

#[test]
fn what_a_browser_saves_beside_a_page_is_no_report() {
    let page = fixture("wire.html");
    let site = TestArchive::with(&[("Visit.html", &page)]);
    site.write("Visit_files/frame.html", &page);
    site.write("Visit_files/app.js", "x");
    site.write("Other_files/page.html", &page);
    let site = site.reopened();
    assert_eq!(site.archive.state().reports, 2);
    assert_eq!(wrong(&site), 0, "{:?}", site.archive.state().problems);
}

#[test]
fn a_title_that_nothing_ends_takes_no_text_with_it() {
    let page = fixture("broken.html").replace("</title>", "");
    let report = read("a.html", page.as_bytes()).unwrap();
    assert!(report.title.words().len() < 60, "{}", report.title);
    let text: Vec<&str> = report.lines.iter().map(|line| line.text.as_str()).collect();
    assert!(
        text.iter().any(|line| line.starts_with("Neither of the mayors")),
        "{text:?}"
    );
}

#[test]
fn pages_without_text_are_named() {
    for page in [
        "<!doctype html><html><head><title>A visit</title></head><body><div id=app></div><script>x</script></body>",
        "<html><nav><a href=/>Home</a></nav></html>",
    ] {
        assert!(
            read("a.html", page.as_bytes()).unwrap_err().contains("no text"),
            "{page}"
        );
    }
    assert_eq!(read("a.html", b"\0\x01").unwrap_err(), "binary, not text");
}

#[test]
fn packed_files_are_what_is_in_them() {
    let text = "Envoy meets the mayor\n\nThe envoy met the mayor on Monday in the town hall.";
    let lines = "{\"id\":1,\"title\":\"A visit\",\"body\":\"The envoy came.\"}\n{\"id\":2,\"title\":\"B\",\"body\":\"She left.\"}\n";
    let site = TestArchive::with(&[("plain.txt", text)]);
    site.write_bytes("a.txt.gz", &gzip(text.as_bytes()));
    site.write_bytes("b.html.zst", &zstd(fixture("wire.html").as_bytes()));
    site.write_bytes("c.jsonl.gz", &gzip(lines.as_bytes()));
    site.write_bytes("d.json.zst", &zstd(br#"[{"id":"x","text":"The envoy wrote."}]"#));
    site.write("a.meta.toml", "outlet = \"Delta Post\"");
    let site = site.reopened();
    assert_eq!(wrong(&site), 0, "{:?}", site.archive.state().problems);
    site.check("envoy", &["1", "a", "b", "plain", "x"]);
    let held = |id: &str| site.archive.report(&ReportId::parse(id).unwrap()).unwrap().unwrap();
    assert_eq!(held("a").entry.report.outlet.unwrap().value, "Delta Post");
    assert_eq!(held("2").path, "c.jsonl.gz/2");
    let source = |id: &str| site.archive.source(&ReportId::parse(id).unwrap()).unwrap().unwrap();
    assert_eq!(source("a"), text.as_bytes());
    assert_eq!(source("2"), lines.lines().nth(1).unwrap().as_bytes());
}

#[test]
fn of_a_broken_file_what_stood_before_is_served() {
    let words: Vec<String> = (0..4_000_u64).map(|n| format!("word{}", n * 7_919 % 100_003)).collect();
    let long = format!("A visit\n\nThe envoy met the mayor. {}\n", words.join(" "));
    let packed = gzip(long.as_bytes());
    let report = read("a.txt.gz", &packed[..packed.len() / 2]).unwrap();
    assert!(report.lines[1].text.starts_with("The envoy met the mayor. word0 "));
    assert!(
        report.warnings[0].text.starts_with("the file breaks off"),
        "{:?}",
        report.warnings
    );
    assert!(
        read("a.txt.gz", b"no gzip at all")
            .unwrap_err()
            .starts_with("cannot be unpacked")
    );

    let lines: Vec<String> = (0..2_000)
        .map(|n| json!({"id": n, "title": format!("Visit {}", words[n]), "body": "The envoy came."}).to_string())
        .collect();
    let packed = gzip(lines.join("\n").as_bytes());
    let site = TestArchive::with(&[("z.txt", "A visit\nThe envoy came to the town hall on Monday.")]);
    site.write_bytes("d.jsonl.gz", &packed[..packed.len() / 2]);
    let site = site.reopened();
    let state = site.archive.state();
    assert!((100..2_000).contains(&state.reports), "{}", state.reports);
    let said: Vec<&str> = state.problems.iter().map(|problem| problem.reason.as_str()).collect();
    assert!(said[0].starts_with("cannot be read to its end"), "{said:?}");
}

#[test]
fn what_unpacks_without_end_is_named() {
    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join("a.txt.gz"), gzip(&b"word ".repeat(100_000))).unwrap();
    let endless = format!(
        "{{\"id\":1,\"text\":\"{}\"}}\n{{\"id\":2,\"text\":\"The envoy.\"}}",
        "x".repeat(100_000)
    );
    fs::write(temp.path().join("b.jsonl.gz"), gzip(endless.as_bytes())).unwrap();
    let folder = Folder::open(temp.path(), 10_000).unwrap();
    let scan = folder.scan();
    let paths: Vec<&str> = scan.found.iter().map(|found| found.path.as_str()).collect();
    assert_eq!(paths, ["a.txt.gz", "b.jsonl.gz/2"]);
    assert!(scan.problems[0].reason.starts_with("line 1: longer than 10000 bytes"));
    let problem = folder.read(&scan.found[0]).unwrap_err();
    assert!(
        problem
            .reason
            .starts_with("unpacks to more than the limit of 10000 bytes")
    );
}

#[test]
fn records_are_read_as_scrapers_and_exporters_write_them() {
    let site = TestArchive::with(&[
        (
            "newspaper.json",
            r#"[{"url": "https://wire.example/a", "title": "Ferry talks", "text": "The envoy met the mayor.",
                 "publish_date": "2022-07-04 00:00:00", "authors": ["Ana Sousa", "Bo Lind"], "source_url": "x"},
                {"url": "https://wire.example/b"},
                {"url": "https://wire.example/c", "title": "Wool prices", "text": "The envoy left."}]"#,
        ),
        (
            "wordpress.json",
            r#"{"total": 1, "posts": [{"id": 77, "title": {"rendered": "A &#8216;quiet&#8217; visit"}, "date": "2021-11-02T18:05:00",
                 "content": {"rendered": "<p>The envoy met the mayor.</p><figure><figcaption>Both in Quito.</figcaption></figure>"}}]}"#,
        ),
        (
            "mongo.json",
            "{\"_id\": {\"$oid\": \"62c2\"}, \"headline\": \"A call\", \"body\": \"The envoy called.\", \"date\": {\"$date\": \"2020-02-03T10:00:00Z\"}}\n{\"_id\": {\"$oid\": \"62c3\"}, \"headline\": \"B\", \"body\": \"She wrote.\"}\n",
        ),
        (
            "one.json",
            r#"{"id": "one", "title": "One", "text": "Only one envoy.", "images": [{"a": 1}]}"#,
        ),
        ("package.json", r#"{"name": "tool", "version": "1.0.0"}"#),
    ]);
    let said: Vec<String> = site
        .archive
        .state()
        .problems
        .iter()
        .map(|p| format!("{}: {}", p.path, p.reason))
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("newspaper.json: element 2: no text: "), "{said:?}");
    assert!(said[1].starts_with("package.json: an object with no text"), "{said:?}");
    assert_eq!(site.archive.state().reports, 6);
    let held = |id: &str| held(&site, id);
    let post = held("77");
    assert_eq!(post.title.to_string(), "A ‘quiet’ visit");
    assert_eq!(post.published.as_ref().unwrap().value.to_string(), "2021-11-02");
    let rules: Vec<&str> = post.lines.iter().map(|line| &*line.rule).collect();
    assert_eq!(rules, ["record-title", "record-published", "body", "html-caption"]);
    assert_eq!(held("62c2").published.unwrap().value.to_string(), "2020-02-03");
    assert!(held("one").lines_with(readout::report::Role::Paragraph).len() == 1);
    let ids = site.found("ferry");
    assert_eq!(ids[0].len(), 16, "an id made from the address: {ids:?}");
    let ferry = held(&ids[0]);
    assert_eq!(ferry.byline.unwrap().value, "Ana Sousa, Bo Lind");
    assert_eq!(ferry.url.unwrap().value, "https://wire.example/a");
    // It is the same in another file, and at another place in it.
    site.remove("newspaper.json");
    site.write(
        "other.jsonl",
        "\n{\"link\": \"http://wire.example/a/\", \"title\": \"Ferry talks\", \"text\": \"x\"}\n",
    );
    assert_eq!(site.reopened().found("ferry"), ids);
}

#[test]
fn unusual_names_are_mapped_in_a_file() {
    let line = r#"{"nr": 5, "kopf": "Die Fähre", "inhalt": {"text": "Der Gesandte kam."}, "stand": "2003-07-04"}"#;
    let site = TestArchive::with(&[
        ("agentur-1.jsonl", line),
        ("more.jsonl", "{\"id\":1,\"title\":\"A\",\"body\":\"b\"}"),
    ]);
    assert_eq!(site.archive.state().reports, 1);
    site.write(
        "sources.toml",
        "[[file]]\nname = \"agentur-*\"\n[file.fields]\nid = \"nr\"\ntext = \"inhalt.text\"\npublished = \"stand\"\n",
    );
    let site = site.reopened();
    assert_eq!(site.archive.state().reports, 2);
    let id = ReportId::parse("5").unwrap();
    let held = |site: &TestArchive| site.archive.report(&id).unwrap().unwrap().entry.report;
    assert!(held(&site).title.is_supplied());
    // What is mapped otherwise is read anew, though no record changed.
    site.write(
        "sources.toml",
        "[fields]\ntitel = \"kopf\"\n[[file]]\nname = \"agentur-*\"\n[file.fields]\nid = \"nr\"\ntitle = \"kopf\"\ntext = \"inhalt.text\"\n",
    );
    let site = site.reopened();
    assert_eq!(held(&site).title.to_string(), "Die Fähre");
    let problems = site.archive.state().problems.clone();
    assert_eq!(
        (problems[0].path.as_str(), problems.len()),
        ("sources.toml", 1),
        "{problems:?}"
    );
    assert!(
        problems[0].reason.starts_with("line 2: `titel` is unknown"),
        "{problems:?}"
    );
}

/// Parts of pages, good and bad.
fn markup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class=\"share\">".to_owned()),
        Just("</div>".to_owned()),
        Just("<article>".to_owned()),
        Just("<h1>The envoy met the mayor</h1>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("<b><font>".to_owned()),
        Just("<br>".to_owned()),
        Just("<figure><figcaption>".to_owned()),
        Just("<script type=\"application/ld+json\">{\"@type\":\"Article\",".to_owned()),
        Just("</script>".to_owned()),
        Just("<meta property=\"article:published_time\" content=\"".to_owned()),
        Just("\">".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("<svg><title>".to_owned()),
        Just("The mayor, who had come early, met the envoy in the town hall, and they spoke for long.".to_owned()),
        "\\PC{0,12}",
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_page_panics_and_every_line_has_a_role(page in markup(), noise: Vec<u8>) {
        let bytes = [b"<!doctype html><body>", page.as_bytes(), &noise].concat();
        if let Ok(report) = read("a.html", &bytes) {
            prop_assert!(report.lines.iter().all(|line| !line.roles.is_empty() && line.number > 0));
        }
    }

    #[test]
    fn no_record_panics(record in "[\\[\\]{}\":,a1. \\\\<p>]{0,80}", noise: Vec<u8>) {
        for name in ["a.json", "a.jsonl", "a.json.gz", "a.jsonl.zst", "a.txt.gz"] {
            let _ = read(name, record.as_bytes());
            let _ = read(name, &noise);
        }
        let record = json!({"id": 1, "text": record, "html": record, "date": record, "authors": [record]});
        prop_assert!(read("a.json", record.to_string().as_bytes()).is_ok());
    }
}

fn readme() -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The first block of a kind that has some words.
fn example(kind: &str, words: &str) -> String {
    let readme = readme();
    let fence = format!("```{kind}\n");
    let blocks = readme.split(&fence).skip(1);
    let mut blocks = blocks.map(|rest| rest.split("```").next().unwrap().to_owned());
    blocks.find(|block| block.contains(words)).unwrap()
}

#[test]
fn the_examples_of_the_readme_are_read() {
    let site = TestArchive::with(&[
        ("a.json", &example("json", "headline")),
        ("sources.toml", &example("toml", "[fields]")),
    ]);
    let held = |id: &str| held(&site, id);
    let report = held("1204");
    assert_eq!(report.title.to_string(), "Envoy and mayor agree");
    assert_eq!(report.published.as_ref().unwrap().value.to_string(), "2023-03-15");
    assert_eq!(report.outlet.as_ref().unwrap().value, "Harbour Wire");
    assert_eq!(report.byline.as_ref().unwrap().value, "Ana Sousa");
    assert_eq!(report.tags.len(), 2);
    assert_eq!(report.lines_with(readout::report::Role::Paragraph).len(), 2);

    let record = r#"{"nr": "n7", "kopf": "Die Fähre", "meta": {"text": "Der Gesandte kam."}}"#;
    site.write_bytes("agency-1.jsonl.gz", &gzip(record.as_bytes()));
    site.remove("a.json");
    let site = site.reopened();
    assert_eq!(wrong(&site), 0, "{:?}", site.archive.state().problems);
    assert_eq!(site.found("fähre"), ["n7"]);
}

#[test]
fn every_ending_and_every_name_in_the_readme_is_read() {
    let readme = readme();
    for ending in readout::sources::endings()
        .split([' ', ',', ';'])
        .filter(|word| word.starts_with('.'))
    {
        assert!(readme.contains(&format!("`{ending}`")), "{ending} is not in the README");
    }
    let table = readme
        .split("| what | names of fields |")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    let mut names = 0;
    for row in table.lines().skip(2) {
        let cells: Vec<&str> = row.split('|').collect();
        let (what, cell) = (cells[1].trim(), cells[2]);
        for name in cell.split('`').skip(1).step_by(2) {
            let value = if what.starts_with("HTML") {
                "<p>The envoy.</p>"
            } else {
                "2022-07-04 x"
            };
            let is_text = what == "text" || what.starts_with("HTML");
            let mut record = json!({"text": "The envoy."});
            let without = told(&read("a.json", record.to_string().as_bytes()).unwrap());
            if is_text {
                record = json!({});
            }
            record[name] = json!(value);
            let report = read("a.json", record.to_string().as_bytes());
            let report = report.unwrap_or_else(|reason| panic!("{name}: {reason}"));
            let differs = told(&report) != without || what == "id" && report.id.as_str() == "2022-07-04-x";
            assert!(is_text || differs, "{name} is not recognised");
            names += 1;
        }
    }
    assert!(names > 30, "{names}");
}

/// How many files need a look, those aside that are the same as another.
fn wrong(site: &TestArchive) -> usize {
    let state = site.archive.state();
    let wrong = state
        .problems
        .iter()
        .filter(|one| one.cause != readout::sources::Cause::Copy);
    wrong.count()
}
