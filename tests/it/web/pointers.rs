//! `Link` headers, and the feed of the newest.

use crate::served::{Page, TestSite};
use roxmltree::Document;
use std::collections::HashMap;

/// The header, read as RFC 8288 has it: relation and target.
fn links(page: &Page) -> HashMap<String, String> {
    let header = page.header("link");
    let mut links = HashMap::new();
    for link in header.split(", <").filter(|link| !link.is_empty()) {
        let (target, rest) = link.trim_start_matches('<').split_once('>').unwrap();
        let rel = rest.split("rel=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(links.insert(rel.to_owned(), target.to_owned()).is_none(), "{header}");
    }
    links
}

fn path(link: &str) -> &str {
    link.strip_prefix("http://localhost").unwrap()
}

#[test]
fn results_can_be_walked_by_their_headers_alone() {
    let site = TestSite::seeds();
    for form in ["/search", "/search.json", "/search.atom", "/search.csv", "/feed.atom"] {
        let first = format!("{form}?limit=2");
        let mut at = first.clone();
        let mut seen = Vec::new();
        for n in 1..=3 {
            let page = site.get(&at);
            assert_eq!(page.status, 200, "{at}");
            let links = links(&page);
            assert_eq!(links.contains_key("prev"), n > 1, "{at}");
            assert_eq!(
                links.get("first").map(|link| path(link)),
                (n > 1).then_some(&*first),
                "{at}"
            );
            assert_eq!(links.contains_key("next"), n < 3, "{at}");
            if let Some(previous) = links.get("prev") {
                assert_eq!(Some(path(previous)), seen.last().map(String::as_str));
            }
            if form == "/search.json" {
                let next = page.json()["next"].as_str().map(str::to_owned);
                assert_eq!(next.as_deref(), links.get("next").map(|link| path(link)));
            }
            seen.push(at.clone());
            if let Some(next) = links.get("next") {
                at = path(next).to_owned();
            }
        }
        assert_eq!(site.get(form).header("link"), "", "one page leads nowhere");
    }
}

#[test]
fn nothing_breaks_out_of_a_header() {
    let site = TestSite::seeds();
    let hostile = "%22%3E%3B+rel%3D%22next%22%2C+%3C%0D%0ASet-Cookie%3A+a%F0%9F%98%80";
    let page = site.get(&format!("/search?limit=1&x={hostile}&y={hostile}"));
    let links = links(&page);
    assert_eq!(links.len(), 1, "{links:?}");
    assert_eq!(site.get(path(&links["next"])).status, 200);
    assert_eq!(page.header("set-cookie"), "");
    // What would fill a proxy's room for headers is left out; the body says it.
    let long = site.get(&format!("/search.json?limit=1&x={}", "a".repeat(20_000)));
    assert_eq!((long.status, long.header("link")), (200, ""));
    assert!(long.json()["next"].is_string());
}

#[test]
fn the_newest_have_a_feed_of_their_own() {
    let site = TestSite::seeds();
    let page = site.get("/feed.atom");
    assert_eq!(page.header("content-type"), "application/atom+xml; charset=utf-8");
    let search = site.get("/search.atom?sort=newest");
    let read = |page: &Page| {
        let text = page.text().to_owned();
        let document = Document::parse(&text).unwrap();
        let feed = document.root_element();
        let text = |node: roxmltree::Node, name: &str| {
            let mut named = node.children().filter(|child| child.tag_name().name() == name);
            named
                .next()
                .and_then(|child| child.text())
                .unwrap_or_default()
                .to_owned()
        };
        let link = |rel: &str| {
            let mut links = feed.children().filter(|child| child.attribute("rel") == Some(rel));
            links
                .next()
                .and_then(|link| link.attribute("href"))
                .unwrap_or_default()
                .to_owned()
        };
        let entries = feed.children().filter(|child| child.tag_name().name() == "entry");
        let entries: Vec<String> = entries.map(|entry| text(entry, "id")).collect();
        (text(feed, "id"), link("self"), link("alternate"), entries)
    };
    let (id, itself, alternate, entries) = read(&page);
    let (search_id, _, _, search_entries) = read(&search);
    assert_eq!(itself, "http://localhost/feed.atom");
    assert_eq!(alternate, "http://localhost/search?sort=newest");
    assert!(id.starts_with("urn:uuid:") && id != search_id);
    assert_eq!(entries, search_entries, "the same reports under the same names");
    assert_eq!(entries.len(), 5);
    // Of parameters it has the page and the limit, and goes on from there.
    let (second, itself, _, entries) = read(&site.get("/feed.atom?limit=2&page=2&q=nobody&sort=oldest"));
    assert_eq!(second, id);
    assert_eq!(itself, "http://localhost/feed.atom?limit=2&page=2");
    assert_eq!(entries, search_entries[2..4]);
}
