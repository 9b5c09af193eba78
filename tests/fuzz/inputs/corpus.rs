//! What inputs are made of: the texts and pages that the tests have, and files as the README tells them.
#![allow(clippy::expect_used)]

use serde_json::json;
use std::fs;
use std::path::Path;

const AUTHORITY: &str = r#"[[person]]
name = "Kevin Leahy"
variants = ["Kevin C. Leahy", "K. Leahy"]
not = ["Karim Leahy"]
note = "…"
offices = [{ name = "Commander", from = 2022, to = "2023-05" }, { name = "Governor", from = 2018-01-02 }]

[[person]]
name = "Karim Ahmad (governor)"
variants = ["Karim Ahmad", "Barzani"]
reports = ["45e50149b2bb228b", "a"]

[[organisation]]
name = "Peshmerga"
variants = ["the Peshmerga forces"]

[[place]]
name = "Hewlêr"
variants = ["Erbil"]
"#;

const SIDECAR: &str = r#"title = "A visit"
outlet = "Harbour Wire"
section = "World"
byline = "Ana Sousa"
url = "https://example.org/page"
lang = "en"
published = 2022-07-04
dated = { earliest = 2022-07-04, latest = 2022-07-06 }
met_on = 2022-07-03
people = { add = ["Lena Maas", "Ana Sousa"], not = ["Kevin Leahy"] }
"#;

const MAPPING: &str = r#"[fields]
title = "kopf"
text = ["inhalt", "meta.text"]
published = "tag"

[[file]]
name = "agency-*.jsonl*"
fields = { id = "nr", html = "seite" }

[[file]]
name = "?.json"
fields = { text = "inhalt", author = "wer" }
"#;

/// The texts of a target, always in the same order.
pub(super) fn of(target: &str) -> Vec<Vec<u8>> {
    let texts = || {
        let mut texts = files("seeds", "txt");
        texts.extend(files("tests/fixtures/meetings/seen", "txt"));
        texts.extend(files("tests/fixtures/ledger", "case").iter().map(|case| of_case(case)));
        texts
    };
    match target {
        "decode" => {
            let mut all = texts();
            let encoded: Vec<Vec<u8>> = all.iter().step_by(7).flat_map(|text| encodings(text)).collect();
            all.extend(encoded);
            all
        }
        "html" => {
            let mut pages = files("tests/fixtures/web", "html");
            pages.extend(texts().iter().step_by(5).map(|text| as_page(text)));
            pages
        }
        "records" => {
            let mut all: Vec<Vec<u8>> = texts().iter().step_by(3).map(|text| as_records(text)).collect();
            let mapped = [MAPPING.as_bytes(), b"\n===\n", &as_records(MAPPING.as_bytes())].concat();
            all.push(mapped);
            all
        }
        "mapping" => vec![MAPPING.into()],
        "authority" => {
            let mut all = files("seeds", "toml");
            all.push(AUTHORITY.into());
            all
        }
        "sidecar" => vec![SIDECAR.into()],
        _ => texts(),
    }
}

fn files(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).expect("a folder of this project");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    let read = paths.iter().map(|path| fs::read(path).expect("a file of this project"));
    read.filter(|bytes| !bytes.is_empty()).collect()
}

/// A case has its facts above, and the roles before each line.
fn of_case(case: &[u8]) -> Vec<u8> {
    let case = String::from_utf8_lossy(case);
    let (_, lines) = case.split_once("\n---\n").unwrap_or(("", &case));
    let lines = lines.split('\n');
    let bare = lines.map(|line| line.split_once('|').map_or(line, |(_, text)| text));
    bare.collect::<Vec<_>>().join("\n").into_bytes()
}

fn encodings(text: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(text);
    let units: Vec<u16> = std::iter::once(0xFEFF).chain(text.encode_utf16()).collect();
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    vec![
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        latin.into_owned(),
    ]
}

fn as_page(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let (title, body) = text.split_once('\n').unwrap_or(("A visit", &text));
    let paragraphs = body.split('\n').filter(|line| !line.trim().is_empty());
    let paragraphs: Vec<String> = paragraphs
        .map(|line| format!("<p>{}</p>", html_escape::encode_text(line)))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><title>{title} | Wire</title>\n<meta property=\"og:site_name\" \
         content=\"Wire\">\n</head><body><nav><a href=\"/\">Home</a></nav>\n<article><h1>{title}</h1>\n{}\n</article>\n\
         <footer>© 2022</footer></body></html>",
        paragraphs.join("\n")
    )
    .into_bytes()
}

/// The paragraphs of a text as records, one on each line, as the names of fields have it by turns.
fn as_records(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let lines = text.split('\n').filter(|line| !line.trim().is_empty()).enumerate();
    let records = lines.map(|(n, line)| {
        let record = match n % 4 {
            0 => json!({"id": n, "title": line, "text": line, "published": "2022-07-04", "tags": "a, b"}),
            1 => json!({"headline": line, "content": format!("<p>{line}</p>"), "author": {"name": "Ana Sousa"}}),
            2 => json!({"_id": {"$oid": "62c2"}, "body": [line, line], "source": "Wire", "url": "https://a.b/c"}),
            _ => json!({"_source": {"nr": n, "inhalt": line, "kopf": "x", "published_at": 1_656_892_800}}),
        };
        record.to_string()
    });
    records.collect::<Vec<_>>().join("\n").into_bytes()
}
