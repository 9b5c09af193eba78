//! What caches and their linters ask: every coding has its tag, conditions hold in every coding,
//! HEAD says what GET does, parts are parts of the whole.

use crate::served::{Page, TestSite};
use axum::http::Request;
use flate2::read::GzDecoder;
use std::io::Read;

const REPORT: &str = "/reports/45e50149b2bb228b";
/// Addresses of every kind that answers with something to keep.
const KEPT: [&str; 21] = [
    "/",
    "/about",
    "/search?q=leahy",
    "/search.json?q=leahy",
    "/search.atom?q=leahy",
    "/search.csv?q=leahy",
    "/feed.atom",
    "/suggest?q=lea",
    "/opensearch.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/api.json",
    REPORT,
    "/reports/45e50149b2bb228b/original",
    "/reports/45e50149b2bb228b.txt",
    "/reports/45e50149b2bb228b.json",
    "/reports/45e50149b2bb228b.bib",
    "/reports/45e50149b2bb228b.csl.json",
    "/reports/45e50149b2bb228b.apa.txt",
    "/wanted",
    "/wanted.json",
];
const ENCODINGS: [&str; 6] = [
    "",
    "identity",
    "gzip",
    "br",
    "gzip, deflate, br, zstd",
    "br;q=1, gzip;q=0",
];

/// The kept addresses, and each static file of a page.
fn kept(site: &TestSite) -> Vec<String> {
    let home = site.get("/");
    let files = [
        home.attribute("link[rel=stylesheet]", "href"),
        home.attribute("script", "src"),
    ];
    let kept = KEPT.iter().map(|path| (*path).to_owned());
    kept.chain(files).chain(["/favicon.ico".to_owned()]).collect()
}

fn ask(site: &TestSite, path: &str, encoding: &str, more: &[(&str, &str)]) -> Page {
    let mut headers = more.to_vec();
    if !encoding.is_empty() {
        headers.push(("accept-encoding", encoding));
    }
    site.get_with(path, &headers)
}

/// A body as it was before it was coded.
fn decoded(page: &Page) -> Vec<u8> {
    let mut body = Vec::new();
    match page.header("content-encoding") {
        "" => body.clone_from(&page.body),
        "gzip" => {
            GzDecoder::new(&*page.body).read_to_end(&mut body).unwrap();
        }
        "br" => {
            brotli::BrotliDecompress(&mut &*page.body, &mut body).unwrap();
        }
        other => panic!("nobody asked for {other}"),
    }
    body
}

#[test]
fn every_coding_is_the_same_answer_under_a_tag_of_its_own() {
    let site = TestSite::seeds();
    for path in kept(&site) {
        let plain = site.get(&path);
        assert_eq!((plain.status, plain.header("content-encoding")), (200, ""), "{path}");
        let mut tags = std::collections::HashMap::new();
        for encoding in ENCODINGS {
            let page = ask(&site, &path, encoding, &[]);
            let coding = page.header("content-encoding").to_owned();
            let case = format!("{path} {encoding:?} {coding:?}");
            assert!(coding.is_empty() || encoding.contains(&coding), "{case}");
            assert!(!(coding == "gzip" && encoding.contains("gzip;q=0")), "{case}");
            assert_eq!(decoded(&page), plain.body, "{case}");
            assert_eq!(page.header("content-length"), page.body.len().to_string(), "{case}");
            let tag = page.header("etag");
            assert!(
                tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2,
                "{case}: {tag}"
            );
            assert_eq!(tags.entry(coding).or_insert_with(|| tag.to_owned()), tag, "{case}");
            for name in ["vary", "cache-control", "last-modified", "content-type"] {
                assert_eq!(page.header(name), plain.header(name), "{case} {name}");
            }
            assert!(!page.header("cache-control").contains("public"), "{case}");
            assert_eq!(page.headers.len(), page.headers.keys_len(), "{case}: a header twice");
        }
        let distinct: std::collections::HashSet<&String> = tags.values().collect();
        assert_eq!(distinct.len(), tags.len(), "{path}: {tags:?}");
        // Said where it is true, and only there.
        let varies = plain.header("vary") == "accept-encoding";
        assert_eq!(varies, tags.len() > 1, "{path}: {tags:?}");
        assert!(varies || plain.header("vary").is_empty(), "{path}");
    }
}

#[test]
fn what_a_client_holds_is_not_sent_again_in_any_coding() {
    let site = TestSite::seeds();
    for path in kept(&site) {
        for encoding in ENCODINGS {
            let first = ask(&site, &path, encoding, &[]);
            let tag = first.header("etag");
            let weak = format!("W/{tag}");
            let among = format!("\"x\", {tag}, \"y\"");
            for tags in [tag, &weak, &among, "*"] {
                let again = ask(&site, &path, encoding, &[("if-none-match", tags)]);
                let case = format!("{path} {encoding:?} {tags}");
                assert_eq!(again.status, 304, "{case}");
                assert!(again.body.is_empty(), "{case}");
                for name in ["etag", "cache-control", "vary", "last-modified"] {
                    assert_eq!(again.header(name), first.header(name), "{case} {name}");
                }
                for name in [
                    "content-type",
                    "content-length",
                    "content-encoding",
                    "content-disposition",
                ] {
                    assert_eq!(again.header(name), "", "{case} {name}");
                }
            }
            let other = ask(&site, &path, encoding, &[("if-none-match", "\"x\"")]);
            assert_eq!((other.status, other.body), (200, first.body), "{path} {encoding:?}");
        }
        // Who holds another coding that it takes, too, need not fetch this one; who cannot read it, must.
        let gzip = ask(&site, &path, "gzip", &[]);
        let plain = site.get(&path);
        let again = ask(&site, &path, "gzip", &[("if-none-match", plain.header("etag"))]);
        assert_eq!(
            (again.status, again.header("etag")),
            (304, plain.header("etag")),
            "{path}"
        );
        if gzip.header("content-encoding") == "gzip" {
            let again = site.get_with(&path, &[("if-none-match", gzip.header("etag"))]);
            assert_eq!(again.status, 200, "{path}");
        }
    }
}

#[test]
fn a_date_speaks_where_there_is_no_tag() {
    let site = TestSite::seeds();
    for path in kept(&site) {
        let first = site.get(&path);
        let date = first.header("last-modified");
        if date.is_empty() {
            assert_eq!(path, "/about");
            continue;
        }
        for encoding in ENCODINGS {
            let again = ask(&site, &path, encoding, &[("if-modified-since", date)]);
            assert_eq!(again.status, 304, "{path} {encoding:?}");
        }
        let tagged = site.get_with(&path, &[("if-none-match", "\"x\""), ("if-modified-since", date)]);
        assert_eq!(tagged.status, 200, "{path}: a tag outranks a date");
    }
}

#[test]
fn a_condition_that_fails_is_a_412() {
    let site = TestSite::seeds();
    let tag = site.get(REPORT).header("etag").to_owned();
    for good in ["*", &tag] {
        assert_eq!(site.get_with(REPORT, &[("if-match", good)]).status, 200, "{good}");
    }
    for bad in [
        ("if-match", "\"x\""),
        ("if-unmodified-since", "Mon, 01 Jan 2001 00:00:00 GMT"),
    ] {
        let page = site.get_with(REPORT, &[bad]);
        assert_eq!(page.status, 412, "{bad:?}");
        assert_eq!(page.one("h1"), "This has changed");
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(site.get_with("/search.json", &[bad]).json()["error"]["status"], 412);
    }
}

#[test]
fn head_says_what_get_does() {
    let site = TestSite::seeds();
    let others = [
        "/healthz",
        "/nothing",
        "/reports/nothing.json",
        "/reports/000_45e50149b2bb228b",
    ];
    for path in kept(&site).iter().map(String::as_str).chain(others) {
        for encoding in ENCODINGS {
            let get = ask(&site, path, encoding, &[]);
            let request = Request::head(path).header("host", "localhost");
            let head = site.send(match encoding {
                "" => request,
                encoding => request.header("accept-encoding", encoding),
            });
            let case = format!("{path} {encoding:?}");
            assert_eq!(head.status, get.status, "{case}");
            assert!(head.body.is_empty(), "{case}");
            assert_eq!(head.header("content-length"), get.body.len().to_string(), "{case}");
            for (name, value) in &get.headers {
                // The error pages and bodies name the request; a request has its own number.
                if !["x-request-id", "content-length"].contains(&name.as_str()) {
                    assert_eq!(head.headers.get(name), Some(value), "{case} {name}");
                }
            }
        }
    }
}

#[test]
fn each_kind_of_answer_is_kept_as_long_as_it_may_be() {
    let site = TestSite::seeds();
    let check = |path: &str, expected: &str| {
        assert_eq!(site.get(path).header("cache-control"), expected, "{path}");
    };
    for path in [
        "/",
        "/about",
        "/search?q=leahy",
        REPORT,
        "/search.json",
        "/search.atom",
        "/feed.atom",
    ] {
        check(path, "no-cache");
    }
    check("/suggest?q=lea", "max-age=60");
    for path in ["/robots.txt", "/sitemap.xml", "/api.json"] {
        check(path, "max-age=3600");
    }
    for path in ["/opensearch.xml", "/favicon.ico"] {
        check(path, "max-age=86400");
    }
    let sheet = site.get("/").attribute("link[rel=stylesheet]", "href");
    check(&sheet, "max-age=31536000, immutable");
    check("/static/0000000000000000/readout.css", "no-cache");
    for path in ["/healthz", "/nothing", "/reports/nothing.json", "/search?page=100000"] {
        check(path, "no-store");
        assert_eq!(site.get(path).header("etag"), "", "{path}");
        assert_eq!(site.get(path).header("last-modified"), "", "{path}");
        assert_eq!(
            site.get(path).headers.get_all("cache-control").iter().count(),
            1,
            "{path}"
        );
    }
    check("/reports/000_45e50149b2bb228b", "no-cache");
}

#[test]
fn static_files_are_as_small_as_they_get() {
    let site = TestSite::seeds();
    let sheet = site.get("/").attribute("link[rel=stylesheet]", "href");
    let length = |encoding| ask(&site, &sheet, encoding, &[]).body.len();
    assert!(length("br") < length("gzip"));
    assert!(length("gzip") < length("") / 3);
    assert_eq!(length("gzip, br"), length("br"));
    let icon = site.get("/favicon.ico");
    assert_eq!((icon.status, icon.header("content-type")), (200, "image/svg+xml"));
    assert!(icon.text().contains("<svg"));
}

#[test]
fn what_is_large_is_compressed_too() {
    let text = format!(
        "A visit to the capital\n\n{}\n",
        "The minister met the envoy. ".repeat(12_000)
    );
    let site = TestSite::with(&[("a.txt", &text)]);
    let page = ask(&site, "/reports/a.txt", "gzip", &[]);
    assert_eq!(page.header("content-encoding"), "gzip");
    assert!(page.body.len() < text.len() / 10);
    assert_eq!(decoded(&page), text.as_bytes());
}
