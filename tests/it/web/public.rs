//! What `--public-url` changes: whole addresses, and what stands before every link.

use crate::served::TestSite;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

const BASE: &str = "https://example.org/press/readout";
const PREFIX: &str = "/press/readout";

#[test]
fn every_link_has_the_prefix_and_leads_somewhere() {
    let site = TestSite::seeds_at(BASE);
    let mut seen = HashSet::new();
    let mut open = vec![format!("{PREFIX}/")];
    while let Some(path) = open.pop().filter(|_| seen.len() < 300) {
        if !seen.insert(path.clone()) {
            continue;
        }
        let page = site.get(&path);
        assert_eq!(page.status, 200, "{path}");
        if !page.header("content-type").starts_with("text/html") {
            continue;
        }
        let links = ["href", "src", "action"].map(|name| page.attributes(&format!("[{name}]"), name));
        for link in links.concat() {
            if link.starts_with('#') || link.starts_with("data:") {
                continue;
            }
            let inside = link.strip_prefix("https://example.org").unwrap_or(&link);
            assert!(inside.starts_with(&format!("{PREFIX}/")), "{link} on {path}");
            open.push(inside.split('#').next().unwrap_or_default().to_owned());
        }
    }
    assert!(seen.len() > 50, "{}", seen.len());
}

#[test]
fn whole_addresses_are_the_public_ones_whatever_a_request_says() {
    let site = TestSite::seeds_at(BASE);
    for path in ["/reports/45e50149b2bb228b", "/press/readout/reports/45e50149b2bb228b"] {
        let page = site.get(path);
        assert_eq!(
            page.attribute("link[rel=canonical]", "href"),
            format!("{BASE}/reports/45e50149b2bb228b")
        );
    }
    for path in ["/search.atom?q=leahy", "/opensearch.xml", "/search.csv?q=leahy"] {
        let answer = site.get(path);
        assert!(
            answer.text().contains(BASE) && !answer.text().contains("localhost"),
            "{path}"
        );
    }
    let moved = site.get("/press/readout/reports/002_45e50149b2bb228b?q=a");
    assert_eq!(moved.status, 308);
    assert_eq!(moved.header("location"), "/press/readout/reports/45e50149b2bb228b?q=a");
    let json = site.get("/search.json?q=bolles").json();
    assert_eq!(json["results"][0]["url"], "/press/readout/reports/45e50149b2bb228b");
}

/// Where readers come by TLS, browsers are told to go on so; elsewhere that would shut them out.
#[test]
fn browsers_are_held_to_tls_where_there_is_tls() {
    let name = "strict-transport-security";
    let site = TestSite::seeds_at(BASE);
    for path in ["/", "/nothing", "/search.json", "/healthz"] {
        assert_eq!(site.get(path).header(name), "max-age=63072000", "{path}");
    }
    assert_eq!(TestSite::seeds().get("/").header(name), "");
    assert_eq!(TestSite::seeds_at("http://example.org").get("/").header(name), "");
}

/// A link written without a filter would break behind a proxy, and only there.
#[test]
fn templates_write_links_through_a_filter() {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")];
    let mut links = 0;
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "html") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for name in [" href=\"", " src=\"", " action=\""] {
                for link in text.split(name).skip(1) {
                    links += 1;
                    let filtered = link
                        .strip_prefix("{{ ")
                        .and_then(|link| link.split_once(" }}"))
                        .is_some_and(|(value, _)| {
                            value.contains("|href") || value.ends_with("|url") || value.ends_with("|elsewhere")
                        });
                    let elsewhere = link.starts_with('#') || link.starts_with("data:");
                    let line: String = link.chars().take(60).collect();
                    assert!(filtered || elsewhere, "{path:?}: {name}{line}");
                }
            }
        }
    }
    assert!(links > 40, "{links}");
}
