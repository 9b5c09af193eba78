//! Hostile requests, and hostile reports, against the real server over plain sockets.
//!
//! The short form asks some thousand requests. `READOUT_LONG=1` asks every one: each parameter
//! and each header of each address with each value, which takes some minutes:
//!
//! ```sh
//! READOUT_LONG=1 cargo test --release --test it hostile -- --nocapture
//! ```

mod judge;
mod reports;
mod shapes;
mod values;
pub mod wire;

use crate::program::{Server, is_long};
use crate::site::by_hand;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use regex::Regex;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::Path;
use wire::{Answer, Wire};

/// Asks, judges and counts.
struct Asker {
    address: String,
    wire: Option<Wire>,
    asked: usize,
    counts: BTreeMap<String, usize>,
}

impl Asker {
    fn of(server: &Server) -> Self {
        Self {
            address: server.address().to_owned(),
            wire: None,
            asked: 0,
            counts: BTreeMap::new(),
        }
    }

    /// A request in which `ID` stands for its name, and a good one behind it on the same connection:
    /// either that one is answered for itself, or the connection has ended.
    fn shape(&mut self, name: &str, bytes: &[u8]) {
        let id = self.next();
        let mut bytes = replaced(bytes, b"ID", id.as_bytes());
        let probe = format!("probe-{id}");
        bytes.extend(format!("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Request-Id: {probe}\r\n\r\n").bytes());
        let mut wire = Wire::open(&self.address);
        wire.send(&bytes);
        let mut answers = 0;
        while let Some(answer) = wire.answer(answers == 0 && bytes.starts_with(b"HEAD ")) {
            answers += 1;
            judge::judge(&answer, name);
            self.count(&answer);
            match answer.id() {
                id if id == probe => {
                    assert_eq!((answer.status, answers > 2), (200, false), "{name}");
                    break;
                }
                "smuggled" => panic!("a hidden request was answered: {name}"),
                _ => assert_eq!(answers, 1, "{name}: {answer:?}"),
            }
        }
        // What greets in another tongue is hung up on, which is how it learns that this one is not spoken.
        assert!(answers > 0 || name == "HTTP/2", "no answer at all: {name}");
    }

    /// A request for this address with these further lines, on a connection that is used again.
    fn get(&mut self, target: &str, lines: &[u8]) -> Answer {
        let id = self.next();
        let mut bytes = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: {id}\r\n").into_bytes();
        bytes.extend(lines);
        bytes.extend(b"\r\n");
        let asked = format!("{target} {}", String::from_utf8_lossy(lines));
        let mut wire = self.wire.take().unwrap_or_else(|| Wire::open(&self.address));
        wire.send(&bytes);
        let answer = wire.answer(false).unwrap_or_else(|| panic!("no answer to {asked}"));
        judge::judge(&answer, &asked);
        self.count(&answer);
        let named = answer.id() == id || answer.id().is_empty() || lines.starts_with(b"X-Request-Id");
        assert!(named, "{} for {id}: {asked}", answer.id());
        if answer.header("connection") == "close" {
            assert!(wire.answer(false).is_none(), "the end was said: {asked}");
        } else {
            self.wire = Some(wire);
        }
        answer
    }

    fn next(&mut self) -> String {
        self.asked += 1;
        format!("r{}", self.asked)
    }

    fn count(&mut self, answer: &Answer) {
        let class = format!("{}xx", answer.status / 100);
        *self.counts.entry(class).or_default() += 1;
    }

    fn end(self, what: &str) -> usize {
        println!("{what}: {} requests, answers {:?}", self.asked, self.counts);
        assert_eq!(self.counts.get("5xx"), None);
        self.asked
    }
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    match bytes.windows(from.len()).position(|part| part == from) {
        Some(at) => [&bytes[..at], to, &bytes[at + from.len()..]].concat(),
        None => bytes.to_vec(),
    }
}

/// Chooses one of so many combinations, all in the long form. Primes, so that neither names nor values
/// are passed over where their numbers share a factor with it.
fn one_of(stride: usize) -> impl FnMut() -> bool {
    let mut turn = 0;
    move || {
        turn += 1;
        is_long() || turn % stride == 0
    }
}

/// An archive of so many of the hostile reports and of the seeds, served by the real program.
fn hostile_files(most: usize) -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    reports::write_files(folder.path(), most);
    for seed in fs::read_dir(crate::site::seeds_folder()).unwrap() {
        let seed = seed.unwrap().path();
        if seed.extension().is_some_and(|ending| ending == "txt") {
            fs::copy(&seed, folder.path().join(seed.file_name().unwrap())).unwrap();
        }
    }
    (Server::logging(&["--reports", folder.path().to_str().unwrap()]), folder)
}

/// Every address with the names of its parameters: those of `/api.json`, and those that the README
/// lists, which a test holds to the routes.
fn addresses(asker: &mut Asker) -> BTreeMap<String, BTreeSet<String>> {
    let api: serde_json::Value = serde_json::from_str(&asker.get("/api.json", b"").text()).unwrap();
    let described = |reference: &serde_json::Value| {
        let name = reference["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        let parameter = &api["components"]["parameters"][name];
        let query = parameter["in"] == "query";
        query.then(|| parameter["name"].as_str().unwrap().to_owned())
    };
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, operations) in api["paths"].as_object().unwrap() {
        let names = operations["get"]["parameters"].as_array().unwrap();
        all.insert(path.clone(), names.iter().filter_map(described).collect());
    }
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let table = readme.split("| address | answers |").nth(1).unwrap();
    for row in table
        .split("\n\n")
        .next()
        .unwrap()
        .lines()
        .filter(|row| row.starts_with("| `"))
    {
        for address in row.split(" | ").next().unwrap().split('`').skip(1).step_by(2) {
            let address = address.replace('…', "{digest}/{name}");
            // A page takes what its form for programs takes.
            let mut names = all.get(&format!("{address}.json")).cloned().unwrap_or_default();
            names.extend(["q", "quote", "a", "b", "show", "page", "x-evil"].map(str::to_owned));
            all.entry(address).or_default().extend(names);
        }
    }
    all.insert("/nothing/{name}".to_owned(), BTreeSet::from(["q".to_owned()]));
    all
}

/// A target in which every part that is held open is filled with the same.
fn filled(address: &str, with: &str) -> String {
    let mut filled = String::new();
    for (n, part) in address.split(['{', '}']).enumerate() {
        filled.push_str(if n % 2 == 1 { with } else { part });
    }
    filled
}

#[test]
fn whatever_is_asked_is_answered_in_order() {
    // Few, for each question costs more the more there are, and here it is the questions that count.
    let (server, _folder) = hostile_files(2);
    let mut asker = Asker::of(&server);
    let addresses = addresses(&mut asker);
    assert!(addresses.len() > 40, "{addresses:?}");
    let values = values::in_addresses();
    let (mut chosen, mut chosen_header) = (one_of(23), one_of(97));
    for (address, names) in &addresses {
        let held = filled(address, "45e50149b2bb228b");
        for value in &values {
            if address.contains('{') && chosen() {
                asker.get(&filled(address, value), b"");
            }
            for name in names.iter().filter(|_| chosen()) {
                match asker.asked % 5 {
                    0 => asker.get(&format!("{held}?{name}={value}&{name}={value}"), b""),
                    1 => asker.get(&format!("{held}?{name}[]={value}&{name}[{value}]={value}"), b""),
                    2 => asker.get(&format!("{held}?q=leahy&{value}={name}&{name}={value}"), b""),
                    _ => asker.get(&format!("{held}?{name}={value}"), b""),
                };
            }
        }
        for name in values::HEADERS {
            for value in values::in_headers().iter().filter(|_| chosen_header()) {
                // A host beside the good one would make two.
                let lines = [name.as_bytes(), b": ", value, b"\r\n"].concat();
                asker.get(&held, &lines);
            }
        }
    }
    for shape in shapes::shapes() {
        asker.shape(&shape.name, &shape.bytes);
    }
    let asked = asker.end("requests");
    assert!(asked > 2_500, "{asked}");
    check_log(&server.log(), asked);
}

/// Every line is one that we wrote, and no hidden request is among them.
fn check_log(log: &str, asked: usize) {
    let time = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z +";
    let any = Regex::new(&format!(r"{time}(ERROR|WARN|INFO) [^\x00-\x1f\x7f-\x9f\u{{200b}}-\u{{200f}}\u{{2028}}-\u{{202e}}\u{{2066}}-\u{{2069}}]+$")).unwrap();
    let request = Regex::new(&format!(
        r#"{time}INFO request id="[A-Za-z0-9._-]{{1,64}}" method=[!#-'*+.^_`|~0-9A-Za-z-]+ path="(?:[^"\\]|\\.)*" status=[234]\d\d ms=\d+\.\d\d$"#
    ))
    .unwrap();
    let mut requests = 0;
    for line in log.lines() {
        assert!(any.is_match(line), "{line:?}");
        assert!(!line.contains("ERROR") && !line.contains("smuggled"), "{line:?}");
        if line.contains("request") {
            assert!(request.is_match(line), "{line:?}");
            requests += 1;
        }
    }
    println!("log: {requests} lines of requests, each in order");
    assert!(requests > asked / 2, "{requests} of {asked}");
}

/// Follows every link from the front page, and judges what it finds.
fn crawl(server: &Server, ids: &[String]) -> usize {
    let mut asker = Asker::of(server);
    let mut open: Vec<String> = [
        "/",
        "/people",
        "/meetings",
        "/network",
        "/wanted",
        "/about",
        "/search?q=x-evil",
    ]
    .map(str::to_owned)
    .to_vec();
    for form in [
        "/search.json?q=x-evil",
        "/search.atom?q=x-evil",
        "/search.csv",
        "/search.csv?q=x-evil",
        "/feed.atom",
        "/suggest?q=x-e",
        "/suggest?q=%3Cx",
        "/meetings.json",
        "/meetings.csv",
        "/meetings.ics",
        "/people.json",
        "/network.json",
        "/network.graphml",
        "/wanted.json",
        "/sitemap.xml",
        "/opensearch.xml",
    ] {
        open.push(form.to_owned());
    }
    for id in ids {
        let id = utf8_percent_encode(id, NON_ALPHANUMERIC).to_string();
        for end in [
            "",
            "/original",
            ".json",
            ".txt",
            ".bib",
            ".ris",
            ".csl.json",
            ".chicago.txt",
            ".apa.txt",
            ".mla.txt",
        ] {
            open.push(format!("/reports/{id}{end}"));
        }
    }
    let links = Selector::parse("a[href]").unwrap();
    let most = if is_long() { 5_000 } else { 300 };
    let (mut seen, mut shown) = (HashSet::new(), 0);
    while let Some(target) = open.pop().filter(|_| seen.len() < most) {
        if !seen.insert(target.clone()) {
            continue;
        }
        let answer = asker.get(&target, b"");
        assert!(
            answer.status < 400 || target.contains("quote"),
            "{} {target}",
            answer.status
        );
        let text = answer.text();
        if text.contains("x-evil") {
            shown += 1;
        }
        if answer.header("content-type").starts_with("text/html") {
            let page = Html::parse_document(&text);
            let found = page
                .select(&links)
                .filter_map(|link| link.attr("href"))
                .filter(|href| href.starts_with('/'));
            let found = found.map(|href| href.split('#').next().unwrap_or_default().to_owned());
            open.splice(0..0, found.filter(|href| !seen.contains(href)));
        }
    }
    asker.end("pages");
    shown
}

#[test]
fn hostile_facts_stay_words_on_every_page_and_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let entries = reports::entries();
    by_hand(folder.path(), &entries);
    let index = folder.path().join("index");
    let server = Server::logging(&["--read-only", "--index", index.to_str().unwrap()]);
    let ids: Vec<String> = entries.iter().map(|entry| entry.report.id.to_string()).collect();
    let shown = crawl(&server, &ids);
    println!("pages that show what is hostile: {shown}");
    assert!(shown > 150, "{shown}");
}

#[test]
fn hostile_files_stay_words_on_every_page_and_in_every_form() {
    let (server, _folder) = hostile_files(reports::PAYLOADS.len());
    let mut asker = Asker::of(&server);
    let found: serde_json::Value =
        serde_json::from_str(&asker.get("/search.json?in=all&limit=1000", b"").text()).unwrap();
    let ids = found["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["id"].as_str().unwrap().to_owned());
    let ids: Vec<String> = ids.collect();
    assert!(ids.len() > 40, "{ids:?}");
    let shown = crawl(&server, &ids);
    println!("pages that show what is hostile: {shown}");
    assert!(shown > 150, "{shown}");
    check_log(&server.log(), 0);
}
