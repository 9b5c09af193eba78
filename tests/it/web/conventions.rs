use super::PAGES;
use crate::served::TestSite;

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
        "/sitemap.xml",
        "/feed.atom",
        "/api.json",
        "/favicon.ico",
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
    let script = site.get(&page.attribute("script[src]", "src"));
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.text().lines().count() <= 60);
    // The icon is in the page, and in a file for those who ask for one.
    assert!(
        page.attribute("link[rel=icon]", "href")
            .starts_with("data:image/svg+xml,")
    );
    assert_eq!(site.get("/favicon.ico").header("content-type"), "image/svg+xml");
}

#[test]
fn health() {
    let site = TestSite::seeds();
    let health = site.get("/healthz");
    assert_eq!((health.status, health.text()), (200, "ok 5\n"));
    assert_eq!(health.header("cache-control"), "no-store");
}
