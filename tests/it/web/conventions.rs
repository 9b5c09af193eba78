use super::PAGES;
use crate::served::{Page, TestSite};
use axum::http::Request;

#[test]
fn every_answer_keeps_browsers_safe() {
    let site = TestSite::seeds();
    let others = [
        "/search.json",
        "/search.atom",
        "/search.csv",
        "/suggest?q=lea",
        "/opensearch.xml",
        "/reports/45e50149b2bb228b.txt",
        "/reports/45e50149b2bb228b.json",
        "/reports/000_45e50149b2bb228b",
        "/robots.txt",
        "/healthz",
    ];
    for path in PAGES.into_iter().chain(others) {
        let page = site.get(path);
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{path}");
        assert!(
            policy.contains("; script-src 'self';") && policy.contains("; connect-src 'self';"),
            "{path}"
        );
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("x-frame-options"), "DENY", "{path}");
        assert!(!page.header("referrer-policy").is_empty(), "{path}");
        assert!(!page.header("x-request-id").is_empty(), "{path}");
    }
}

#[test]
fn an_unchanged_page_is_not_sent_again() {
    let site = TestSite::seeds();
    for path in [
        "/",
        "/search?q=leahy",
        "/search.json?q=leahy",
        "/search.atom?q=leahy",
        "/search.csv?q=leahy",
        "/suggest?q=lea",
        "/reports/45e50149b2bb228b.txt",
    ] {
        let first = site.get(path);
        let tag = first.header("etag");
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert_eq!(first.header("cache-control"), "no-cache");
        assert_eq!(first.header("vary"), "accept-encoding");
        let check = |page: Page| {
            assert_eq!(page.status, 304, "{path}");
            assert!(page.body.is_empty());
            for name in ["etag", "cache-control", "vary", "last-modified"] {
                assert_eq!(page.header(name), first.header(name), "{path} {name}");
            }
        };
        check(site.get_with(path, &[("if-none-match", tag)]));
        check(site.get_with(path, &[("if-none-match", tag), ("accept-encoding", "gzip")]));
        check(site.get_with(path, &[("if-modified-since", first.header("last-modified"))]));
        let old = "Mon, 01 Jan 2001 00:00:00 GMT";
        assert_eq!(site.get_with(path, &[("if-modified-since", old)]).status, 200);
        let other = site.get_with(
            path,
            &[
                ("if-none-match", "\"other\""),
                ("if-modified-since", first.header("last-modified")),
            ],
        );
        assert_eq!(other.status, 200, "a tag outranks a date");
    }
}

#[test]
fn no_date_speaks_for_a_page_that_changes_without_the_reports() {
    let site = TestSite::seeds();
    let page = site.get("/about");
    assert_eq!(page.header("last-modified"), "");
    let later = "Fri, 01 Jan 2100 00:00:00 GMT";
    assert_eq!(site.get_with("/about", &[("if-modified-since", later)]).status, 200);
    let tag = page.header("etag");
    assert_eq!(site.get_with("/about", &[("if-none-match", tag)]).status, 304);
}

#[test]
fn head_says_what_get_would() {
    let site = TestSite::seeds();
    for path in ["/", "/about", "/reports/45e50149b2bb228b.txt", "/nothing"] {
        let get = site.get(path);
        let head = site.send(Request::head(path).header("host", "a"));
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty());
        for name in ["etag", "content-type", "last-modified"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
        assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
    }
}

#[test]
fn pages_are_compressed_for_those_who_ask() {
    let site = TestSite::seeds();
    let plain = site.get("/about");
    let page = site.get_with("/about", &[("accept-encoding", "gzip, br")]);
    assert_eq!(page.header("content-encoding"), "gzip");
    assert_eq!(page.header("vary"), "accept-encoding");
    assert_eq!(page.header("etag"), plain.header("etag"));
    assert!(page.body.len() < plain.body.len() / 2);
    assert_eq!(page.body[..2], [0x1f, 0x8b]);
    let small = site.get_with("/healthz", &[("accept-encoding", "gzip")]);
    assert_eq!(small.header("content-encoding"), "");
}

#[test]
fn static_files_are_kept_for_ever_under_their_digest() {
    let site = TestSite::seeds();
    let page = site.get("/");
    let sheet = page.attribute("link[rel=stylesheet]", "href");
    let file = site.get(&sheet);
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), "text/css; charset=utf-8");
    assert!(file.header("cache-control").contains("immutable"));
    let older = site.get("/static/0000000000000000/readout.css");
    assert_eq!(older.status, 200);
    assert_eq!(older.header("cache-control"), "no-cache");
    let script = site.get(&page.attribute("script", "src"));
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.text().lines().count() <= 60);
    let icon = site.get(&page.attribute("link[rel=icon]", "href"));
    assert_eq!(icon.header("content-type"), "image/svg+xml");
}

#[test]
fn robots_and_health() {
    let site = TestSite::seeds();
    let robots = site.get("/robots.txt");
    assert!(robots.header("content-type").starts_with("text/plain"));
    assert!(robots.text().contains("Disallow: /search"));
    let health = site.get("/healthz");
    assert_eq!((health.status, health.text()), (200, "ok 5\n"));
    assert_eq!(health.header("cache-control"), "no-store");
}
