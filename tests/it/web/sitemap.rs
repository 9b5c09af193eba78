//! What crawlers ask: the site map, and which addresses are theirs.

use crate::served::{Page, TestSite};
use roxmltree::Document;

/// Address and time of each page of a site map.
fn listed(text: &str) -> Vec<(String, Option<String>)> {
    let document = Document::parse(text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "urlset");
    assert_eq!(
        root.tag_name().namespace(),
        Some("http://www.sitemaps.org/schemas/sitemap/0.9")
    );
    let text = |node: roxmltree::Node, name: &str| {
        let mut named = node.children().filter(|child| child.tag_name().name() == name);
        named.next().map(|child| child.text().unwrap().to_owned())
    };
    let urls = root.children().filter(|node| node.tag_name().name() == "url");
    urls.map(|url| (text(url, "loc").unwrap(), text(url, "lastmod")))
        .collect()
}

#[track_caller]
fn map(page: &Page) -> Vec<(String, Option<String>)> {
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "application/xml; charset=utf-8");
    listed(page.text())
}

#[test]
fn every_address_of_the_map_is_a_page_to_keep() {
    let site = TestSite::seeds();
    let map = map(&site.get("/sitemap.xml"));
    let locations: Vec<&str> = map.iter().map(|(location, _)| location.as_str()).collect();
    for page in ["", "wanted", "about"] {
        assert!(
            locations.contains(&format!("http://localhost/{page}").as_str()),
            "{page}"
        );
    }
    for (location, changed) in &map {
        assert_eq!(
            locations.iter().filter(|other| *other == location).count(),
            1,
            "{location}"
        );
        let path = location.strip_prefix("http://localhost").unwrap();
        let page = site.get(path);
        assert_eq!(page.status, 200, "{location}");
        assert_eq!(page.attribute("link[rel=canonical]", "href"), *location);
        assert!(page.all("meta[name=robots]").is_empty(), "{location}");
        if let Some(changed) = changed {
            let _: jiff::Timestamp = changed.parse().unwrap();
        }
    }
}

#[test]
fn every_report_stands_on_the_map() {
    let site = TestSite::seeds();
    let map = map(&site.get("/sitemap.xml"));
    let reports = map.iter().filter(|(location, _)| location.contains("/reports/"));
    let mut reports: Vec<&str> = reports
        .inspect(|(location, changed)| assert!(changed.is_some(), "{location}"))
        .map(|(location, _)| location.rsplit('/').next().unwrap())
        .collect();
    reports.sort_unstable();
    assert_eq!(
        reports,
        [
            "14db0a9034ee1588",
            "45e50149b2bb228b",
            "7244e11d86438f72",
            "877e7492e3bd1938",
            "a4d73e69304a257b"
        ]
    );
}

#[test]
fn the_map_of_a_small_archive_is_one_part() {
    let site = TestSite::seeds();
    assert_eq!(map(&site.get("/sitemap.xml?part=1")), map(&site.get("/sitemap.xml")));
    for none in ["0", "2", "-1", "x", "1x"] {
        let page = site.get(&format!("/sitemap.xml?part={none}"));
        assert_eq!(
            (page.status, page.json()["error"]["status"].as_u64()),
            (404, Some(404)),
            "{none}"
        );
    }
}

#[test]
fn addresses_of_the_map_are_the_public_ones() {
    let site = TestSite::seeds_at("https://example.org/press/readout");
    for (location, _) in map(&site.get("/sitemap.xml")) {
        assert!(location.starts_with("https://example.org/press/readout/"), "{location}");
    }
    let robots = site.get("/robots.txt");
    let rules: Vec<&str> = robots.text().lines().collect();
    assert!(rules.contains(&"Sitemap: https://example.org/press/readout/sitemap.xml"));
    assert!(rules.contains(&"Disallow: /press/readout/search"), "{rules:?}");
}

/// As RFC 9309 reads a rule: a path begins with it; `*` is anything, a last `$` the end.
fn falls_under(path: &str, rule: &str) -> bool {
    let (rule, to_end) = rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true));
    match rule.split_once('*') {
        Some((start, end)) => {
            let rest = path.strip_prefix(start);
            rest.is_some_and(|rest| {
                if to_end {
                    rest.ends_with(end)
                } else {
                    rest.contains(end)
                }
            })
        }
        None => path.starts_with(rule) && (!to_end || path == rule),
    }
}

#[test]
fn crawlers_are_kept_to_what_is_worth_keeping() {
    let site = TestSite::seeds();
    let robots = site.get("/robots.txt");
    assert!(robots.header("content-type").starts_with("text/plain"));
    assert!(
        robots
            .text()
            .lines()
            .any(|line| line == "Sitemap: http://localhost/sitemap.xml")
    );
    let closed = |path: &str| {
        let mut rules = robots.text().lines().filter_map(|line| line.strip_prefix("Disallow: "));
        rules.any(|rule| falls_under(path, rule))
    };
    for path in [
        "/",
        "/about",
        "/sitemap.xml",
        "/api.json",
        "/opensearch.xml",
        "/static/0/readout.css",
        "/favicon.ico",
    ] {
        assert!(!closed(path), "{path}");
    }
    for end in ["", "/original"] {
        assert!(!closed(&format!("/reports/45e50149b2bb228b{end}")), "{end}");
    }
    for path in [
        "/search",
        "/search?q=leahy",
        "/search.json",
        "/search.atom",
        "/search.csv",
        "/suggest?q=a",
        "/feed.atom",
    ] {
        assert!(closed(path), "{path}");
    }
    for end in [".json", ".txt", ".bib", ".ris", ".csl.json", ".apa.txt"] {
        assert!(closed(&format!("/reports/45e50149b2bb228b{end}")), "{end}");
    }
}
