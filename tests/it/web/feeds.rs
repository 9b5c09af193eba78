//! The forms of a search for programs, read by programs: an XML parser, a CSV reader, serde.

use crate::served::{Page, TestSite};
use roxmltree::{Document, Node};
use std::collections::HashSet;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const OPENSEARCH: &str = "http://a9.com/-/spec/opensearch/1.1/";
/// Every piece of this has a meaning in HTML, XML, CSV, JSON or a header.
const HOSTILE: &str = "%3Cscript%3E%22%27%26%5D%5D%3E%00%0D%0Ax%EF%BF%BE%F0%9F%98%80";

fn children<'a>(node: Node<'a, 'a>, name: &str) -> Vec<Node<'a, 'a>> {
    node.children()
        .filter(|child| child.tag_name().name() == name)
        .collect()
}

#[track_caller]
fn text<'a>(node: Node<'a, 'a>, name: &str) -> &'a str {
    let found = children(node, name);
    assert_eq!(found.len(), 1, "one {name} in {}", node.tag_name().name());
    found[0].text().unwrap_or_default()
}

fn link<'a>(node: Node<'a, 'a>, rel: &str) -> Option<&'a str> {
    children(node, "link")
        .into_iter()
        .find(|link| link.attribute("rel") == Some(rel))
        .and_then(|link| link.attribute("href"))
}

/// What RFC 4287 demands of a feed and of each entry; gives the ids of the entries.
#[track_caller]
fn check_feed(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "application/atom+xml; charset=utf-8");
    let document = Document::parse(page.text()).unwrap();
    let feed = document.root_element();
    assert_eq!(
        (feed.tag_name().name(), feed.tag_name().namespace()),
        ("feed", Some(ATOM))
    );
    let check = |node: Node| {
        assert!(text(node, "id").starts_with("urn:uuid:"), "{}", text(node, "id"));
        assert!(!text(node, "title").trim().is_empty());
        let updated: jiff::Timestamp = text(node, "updated").parse().unwrap();
        assert!(updated.as_second() > 0);
        for author in children(node, "author") {
            assert!(!text(author, "name").trim().is_empty());
        }
        assert!(link(node, "alternate").is_some());
    };
    check(feed);
    assert_eq!(children(feed, "author").len(), 1, "it speaks for entries without one");
    assert!(link(feed, "self").unwrap().starts_with("http://localhost/search.atom"));
    assert!(text(feed, "subtitle").contains(page.header("x-archive-fingerprint")));
    let mut ids = Vec::new();
    for entry in children(feed, "entry") {
        check(entry);
        for published in children(entry, "published") {
            let _: jiff::Timestamp = published.text().unwrap().parse().unwrap();
        }
        assert_eq!(children(entry, "content")[0].attribute("type"), Some("html"));
        ids.push(text(entry, "id").to_owned());
    }
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    ids
}

#[test]
fn a_feed_is_valid_for_any_query() {
    let site = TestSite::seeds();
    assert_eq!(check_feed(&site.get("/search.atom")).len(), 5, "undated ones too");
    assert_eq!(check_feed(&site.get("/search.atom?q=leahy&sort=newest")).len(), 3);
    assert_eq!(check_feed(&site.get("/search.atom?q=nobodyhasthisname")).len(), 0);
    check_feed(&site.get("/search.atom?dates=undated"));
    check_feed(&site.get(&format!("/search.atom?q={HOSTILE}&outlet={HOSTILE}&x={HOSTILE}")));
    check_feed(&site.get(&format!("/search.atom?q={}", "%28%22".repeat(900))));
}

#[test]
fn the_content_of_an_entry_is_html_with_marks_and_nothing_else() {
    let site = TestSite::with(&[(
        "x.txt",
        "Envoy <script>alert(1)</script> arrives ]]>\n\nThe envoy met <b>the</b> minister & \"friends\" in the capital on Monday.\n",
    )]);
    let page = site.get("/search.atom?q=envoy");
    check_feed(&page);
    let document = Document::parse(page.text()).unwrap();
    let entry = children(document.root_element(), "entry")[0];
    let html = scraper::Html::parse_fragment(text(entry, "content"));
    let words: String = html.root_element().text().collect();
    assert!(words.contains("the minister & \"friends\""), "{words}");
    let select = |css: &str| html.select(&scraper::Selector::parse(css).unwrap()).count();
    assert!(select("mark") > 0);
    assert_eq!(select("script") + select("b"), 0, "{}", text(entry, "content"));
}

#[test]
fn ids_last() {
    let site = TestSite::seeds();
    let id = |site: &TestSite, path: &str, host: &str| {
        let page = site.send(axum::http::Request::get(path).header("host", host));
        let document = Document::parse(page.text()).unwrap();
        let entries = children(document.root_element(), "entry");
        let entries: Vec<String> = entries.iter().map(|entry| text(*entry, "id").to_owned()).collect();
        (text(document.root_element(), "id").to_owned(), entries)
    };
    let (feed, entries) = id(&site, "/search.atom?q=leahy", "localhost");
    for same in [
        "/search.atom?q=leahy&limit=50",
        "/search.atom?colour=red&sort=relevance&q=+leahy+",
    ] {
        assert_eq!(
            id(&site, same, "archive.example.org:81"),
            (feed.clone(), entries.clone()),
            "{same}"
        );
    }
    assert_ne!(id(&site, "/search.atom?q=leahy&outlet=Rudaw", "localhost").0, feed);
    let (second, _) = id(&site, "/search.atom?q=leahy&limit=1&page=2", "localhost");
    assert_eq!(second, feed, "a page of the same feed");
    let again = id(&TestSite::seeds(), "/search.atom?q=leahy", "localhost");
    assert_eq!(again, (feed, entries));
}

#[test]
fn a_feed_has_pages() {
    let site = TestSite::seeds();
    let mut path = "/search.atom?sort=newest&limit=2".to_owned();
    let mut seen = Vec::new();
    for (previous, next) in [(false, true), (true, true), (true, false)] {
        let page = site.get(&path);
        seen.extend(check_feed(&page));
        let document = Document::parse(page.text()).unwrap();
        let feed = document.root_element();
        assert_eq!(link(feed, "previous").is_some(), previous, "{path}");
        assert_eq!(link(feed, "next").is_some(), next, "{path}");
        assert_eq!(link(feed, "self").unwrap(), format!("http://localhost{path}"));
        if let Some(next) = link(feed, "next") {
            path = next.trim_start_matches("http://localhost").to_owned();
        }
    }
    assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 5);
}

#[test]
fn a_table_is_read_by_a_reader_of_tables() {
    let site = TestSite::seeds();
    let page = site.get("/search.csv?q=leahy&limit=1000");
    assert_eq!(page.header("content-type"), "text/csv; charset=utf-8; header=present");
    let fingerprint = page.header("x-archive-fingerprint");
    assert_eq!(
        page.header("content-disposition"),
        format!("attachment; filename=\"readout-leahy-{fingerprint}.csv\"")
    );
    assert_eq!(
        site.get("/search.json").json()["archive"]["fingerprint"],
        fingerprint,
        "the same archive"
    );
    assert!(page.text().lines().count() > 3 && page.text().ends_with("\r\n"));
    let mut reader = csv::Reader::from_reader(page.body.as_slice());
    let columns = reader.headers().unwrap().clone();
    assert_eq!(
        columns.iter().collect::<Vec<_>>(),
        [
            "id",
            "url",
            "title",
            "title_supplied",
            "outlet",
            "published",
            "earliest",
            "latest",
            "score",
            "snippet"
        ]
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    for row in &rows {
        assert_eq!(&row[1], format!("http://localhost/reports/{}", &row[0]));
        assert!(row[3] == *"true" || row[3] == *"false");
        assert!(row[8].parse::<f32>().unwrap() > 0.0);
    }
    let empty = site.get(&format!("/search.csv?q={HOSTILE}nobodyhasthis"));
    assert_eq!(empty.status, 200);
    let name = empty.header("content-disposition");
    assert!(name.starts_with("attachment; filename=\"readout-script-x"), "{name}");
    assert!(name.is_ascii() && name.matches('"').count() == 2, "{name}");
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let site = TestSite::with(&[(
        "x.txt",
        "=HYPERLINK(\"http://evil.example\",\"Envoy\") arrives\n\n@SUM(1+1) the envoy met the minister, \"friends\" and others in the capital on Monday.\n",
    )]);
    let page = site.get("/search.csv?q=envoy");
    let mut reader = csv::Reader::from_reader(page.body.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    for cell in &rows[0] {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
}

#[test]
fn browsers_learn_how_to_search_here() {
    let site = TestSite::seeds();
    for path in [
        "/",
        "/search?q=leahy",
        "/reports/45e50149b2bb228b",
        "/about",
        "/nothing",
    ] {
        let page = site.get(path);
        let search = "link[rel=search][type='application/opensearchdescription+xml']";
        assert_eq!(page.attribute(search, "href"), "/opensearch.xml", "{path}");
        let feeds = page.attributes("link[rel=alternate][type='application/atom+xml']", "href");
        assert!(feeds.contains(&"/feed.atom".to_owned()), "{path}");
    }
    let feeds = site
        .get("/search?q=leahy&page=1")
        .attributes("link[rel=alternate][type='application/atom+xml']", "href");
    assert!(
        feeds.contains(&"/search.atom?q=leahy&sort=newest".to_owned()),
        "{feeds:?}"
    );
    let page = site.get_with("/opensearch.xml", &[("x-forwarded-proto", "https, http")]);
    assert!(
        page.header("content-type")
            .starts_with("application/opensearchdescription+xml")
    );
    let document = Document::parse(page.text()).unwrap();
    let description = document.root_element();
    assert_eq!(description.tag_name().namespace(), Some(OPENSEARCH));
    assert_eq!(description.tag_name().name(), "OpenSearchDescription");
    assert!(text(description, "ShortName").chars().count() <= 16);
    assert!(text(description, "Description").chars().count() <= 1_024);
    let urls = children(description, "Url");
    for kind in [
        "text/html",
        "application/x-suggestions+json",
        "application/atom+xml",
        "application/json",
    ] {
        let url = urls.iter().find(|url| url.attribute("type") == Some(kind)).unwrap();
        let template = url.attribute("template").unwrap();
        assert!(template.starts_with("https://localhost/"), "{template}");
        let asked = template
            .trim_start_matches("https://localhost")
            .replace("{searchTerms}", "leahy")
            .replace("{startPage?}", "1")
            .replace("{count?}", "");
        let answer = site.get(&asked);
        assert_eq!(answer.status, 200, "{asked}");
        assert!(answer.header("content-type").starts_with(kind), "{asked}");
    }
}

/// Only a page and JSON have a place to say that some of the words are not there.
#[test]
fn what_a_feed_and_a_table_list_has_all_the_words() {
    let site = TestSite::seeds();
    let q = "q=kevin+leahy+zebra+unicorn";
    let json = site.get(&format!("/search.json?{q}")).json();
    assert_eq!(json["relaxed"], true);
    assert_ne!(json["total"], 0);
    assert_eq!(
        check_feed(&site.get(&format!("/search.atom?{q}"))),
        Vec::<String>::new()
    );
    let table = site.get(&format!("/search.csv?{q}"));
    assert_eq!(
        (table.status, table.text().lines().count()),
        (200, 1),
        "{}",
        table.text()
    );
    // Who asks for any of them is given any.
    assert!(!check_feed(&site.get(&format!("/search.atom?{q}&match=any"))).is_empty());
}

#[test]
fn suggestions_have_the_shape_that_browsers_ask_for() {
    let site = TestSite::seeds();
    let nothing = serde_json::json!(["", [], [], []]);
    for path in ["/suggest", "/suggest?q=", "/suggest?q=++", "/suggest?x=lea"] {
        assert_eq!(site.get(path).json(), nothing, "{path}");
    }
    let long = format!("/suggest?q={}", "a".repeat(20_000));
    for path in ["/suggest?q=lea", &format!("/suggest?q={HOSTILE}"), &long] {
        let page = site.get(path);
        assert_eq!(page.status, 200);
        assert!(
            page.header("content-type")
                .starts_with("application/x-suggestions+json")
        );
        let json = page.json();
        let lists: Vec<usize> = (1..4).map(|n| json[n].as_array().unwrap().len()).collect();
        assert!(
            lists[0] == lists[1] && lists[1] == lists[2] && lists[0] <= 10,
            "{lists:?}"
        );
    }
    assert_eq!(site.get("/suggest?q=lea").json()[0], "lea");
}
