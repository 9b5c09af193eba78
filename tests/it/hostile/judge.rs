//! What an answer may look like, whatever was asked and whatever the reports hold.

use super::wire::Answer;
use regex::Regex;
use scraper::{Html, Node};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Every header that the archive sends, hyper's own among them.
const HEADERS: [&str; 27] = [
    "accept-ranges",
    "allow",
    "cache-control",
    "connection",
    "content-disposition",
    "content-encoding",
    "content-length",
    "content-range",
    "content-security-policy",
    "content-type",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "date",
    "etag",
    "last-modified",
    "link",
    "location",
    "permissions-policy",
    "referrer-policy",
    "retry-after",
    "vary",
    "x-archive-fingerprint",
    "x-content-type-options",
    "x-frame-options",
    "x-request-id",
    "x-robots-tag",
    "x-source-sha256",
];

/// Elements and attributes that our own templates have.
static OURS: LazyLock<(HashSet<String>, HashSet<String>)> = LazyLock::new(|| {
    let names = |pattern: &str, texts: &[String]| {
        let pattern = Regex::new(pattern).unwrap();
        let found = texts.iter().flat_map(|text| pattern.captures_iter(text));
        found.map(|found| found[1].to_ascii_lowercase()).collect::<HashSet<_>>()
    };
    let mut texts = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")];
    while let Some(path) = open.pop() {
        match path.is_dir() {
            true => open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path())),
            false => texts.push(fs::read_to_string::<PathBuf>(path).unwrap()),
        }
    }
    let mut elements = names(r"<([a-zA-Z][a-zA-Z0-9]*)", &texts);
    // Parsers supply it.
    elements.insert("tbody".to_owned());
    let mut attributes = names(r"[\s}]([a-zA-Z][a-zA-Z0-9:-]*)(?:=|[\s>{])", &texts);
    // Of `meta`, by a variable.
    attributes.insert("property".to_owned());
    (elements, attributes)
});

/// Panics, and says of what, when an answer is not as it may be.
pub fn judge(answer: &Answer, asked: &str) {
    let asked = asked.chars().take(300).collect::<String>();
    let status = answer.status;
    let busy = status == 503 && !answer.header("retry-after").is_empty();
    assert!((200..500).contains(&status) || busy, "{status} for {asked}");
    for (name, value) in &answer.headers {
        assert!(HEADERS.contains(&name.as_str()), "{name}: {value} for {asked}");
        let alone = answer.headers.iter().filter(|(other, _)| other == name).count() == 1;
        assert!(alone || name == "link", "{name} twice for {asked}");
        assert!(
            !value.contains(['<', '>']) || name == "link",
            "{name}: {value} for {asked}"
        );
    }
    let location = answer.header("location");
    assert!(
        location.is_empty() || (location.starts_with('/') && !location.starts_with("//") && !location.contains('\\')),
        "{location} for {asked}"
    );
    // Those without a name are hyper's own, and have no body.
    if answer.id().is_empty() {
        assert!(answer.body.is_empty() && status >= 400, "{asked}");
        return;
    }
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{asked}");
    assert!(
        answer
            .header("content-security-policy")
            .starts_with("default-src 'none'"),
        "{asked}"
    );
    if answer.header("content-encoding").is_empty() && !answer.body.is_empty() {
        body(answer, &asked);
    }
}

fn body(answer: &Answer, asked: &str) {
    let text = answer.text();
    assert!(!text.contains("1234321"), "a template ran for {asked}");
    assert!(!text.contains("root:x:0"), "a file of the system for {asked}");
    let kind = answer.header("content-type");
    // A part of a text is judged with the whole of it.
    match kind.split(';').next().unwrap_or_default() {
        "text/html" => page(&text, asked),
        "text/plain" | "application/octet-stream" | "text/css" | "text/javascript" | "image/svg+xml" => {}
        "application/x-bibtex" => assert_eq!(text.matches("\n}").count(), 1, "{text}"),
        "application/x-research-info-systems" => ris(&text),
        "text/csv" => table(&text),
        "text/calendar" => calendar(&text),
        xml if xml.ends_with("xml") => {
            if let Err(error) = roxmltree::Document::parse(&text) {
                panic!("{error} for {asked}: {text}");
            }
            assert!(!text.contains("<x-evil"), "{asked}: {text}");
        }
        json if json.ends_with("json") => {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            snippets(&value, asked);
        }
        _ => panic!("{kind} for {asked}"),
    }
}

/// Of what is HTML inside of JSON, only marks are markup.
fn snippets(value: &serde_json::Value, asked: &str) {
    match value {
        serde_json::Value::Array(values) => values.iter().for_each(|value| snippets(value, asked)),
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str().filter(|_| name == "html") {
                    Some(html) => {
                        let html = Html::parse_fragment(html);
                        let names = html
                            .root_element()
                            .descendants()
                            .filter_map(|node| node.value().as_element());
                        for element in names {
                            assert!(["html", "mark"].contains(&element.name()), "{element:?} for {asked}");
                            assert_eq!(element.attrs().count(), 0, "{element:?} for {asked}");
                        }
                    }
                    None => snippets(value, asked),
                }
            }
        }
        _ => {}
    }
}

/// Every element and attribute is one of ours, the only script is our own, and links lead where links lead.
pub fn page(text: &str, asked: &str) {
    let html = Html::parse_document(text);
    for node in html.tree.nodes() {
        let element = match node.value() {
            Node::Comment(comment) => panic!("a comment {comment:?} for {asked}"),
            Node::Element(element) => element,
            _ => continue,
        };
        let name = element.name();
        assert!(OURS.0.contains(&name.to_ascii_lowercase()), "<{name}> for {asked}");
        for (attribute, value) in element.attrs() {
            let known = OURS.1.contains(&attribute.to_ascii_lowercase());
            assert!(
                known && !attribute.starts_with("on"),
                "<{name} {attribute}> for {asked}"
            );
            let leads = ["href", "src", "action", "formaction", "srcset", "poster", "data"].contains(&attribute);
            let good = ["/", "#", "http://", "https://", "data:image/svg+xml,%3Csvg"];
            let good = good.iter().any(|start| value.starts_with(start)) && !value.starts_with("//");
            assert!(!leads || good, "<{name} {attribute}={value:?}> for {asked}");
        }
        if name == "script" {
            let inside: String = node
                .children()
                .filter_map(|node| node.value().as_text().map(|text| text.to_string()))
                .collect();
            if element.attr("type") == Some("application/ld+json") {
                assert!(!inside.contains('<'), "{inside} for {asked}");
                serde_json::from_str::<serde_json::Value>(&inside).expect("JSON-LD");
            } else {
                let source = element.attr("src").unwrap_or_default();
                assert!(
                    source.starts_with("/static/") && source.ends_with("/suggest.js"),
                    "{source} for {asked}"
                );
                assert_eq!(inside, "", "{asked}");
            }
        }
    }
}

/// No cell is what Excel, LibreOffice or Google take for a formula.
fn table(text: &str) {
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(text.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
        }
    }
}

/// Lines are names with values, and things begin and end by turns.
fn calendar(text: &str) {
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    let unfolded = text.replace("\r\n ", "");
    let line = Regex::new(r"^[A-Z-]+(;VALUE=DATE)?:[^\x00-\x1f\x7f]*$").unwrap();
    let mut open = Vec::new();
    for said in unfolded.split_terminator("\r\n") {
        assert!(line.is_match(said), "{said:?}");
        if let Some(what) = said.strip_prefix("BEGIN:") {
            open.push(what.to_owned());
        } else if let Some(what) = said.strip_prefix("END:") {
            assert_eq!(open.pop().as_deref(), Some(what));
        }
        assert!(!said.starts_with("X-Evil"), "{said}");
    }
    assert!(open.is_empty());
}

/// One record: lines are tags with values, the first is the kind and the last the end.
fn ris(text: &str) {
    let line = Regex::new(r"^[A-Z][A-Z0-9]  - [^\x00-\x1f\x7f]*$").unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.iter().all(|said| line.is_match(said)), "{text:?}");
    let count = |tag: &str| lines.iter().filter(|line| line.starts_with(tag)).count();
    assert_eq!((count("TY  -"), count("ER  -")), (1, 1), "{text}");
}
