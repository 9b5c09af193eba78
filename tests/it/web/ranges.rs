//! Parts of a source: RFC 9110, section 14.

use crate::served::TestSite;
use axum::http::Request;

const PATH: &str = "/reports/a.txt";

/// A site of one report of many lines.
fn site() -> (TestSite, Vec<u8>) {
    let mut text = "A visit to the capital\n\n".to_owned();
    for day in 1..200 {
        text.push_str(&format!(
            "On day {day} the minister met the envoy to talk about trade.\n"
        ));
    }
    (TestSite::with(&[("a.txt", &text)]), text.into_bytes())
}

#[test]
fn a_part_is_what_stands_there_in_the_whole() {
    let (site, bytes) = site();
    let whole = site.get(PATH);
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, "bytes"));
    let length = bytes.len();
    for (range, part) in [
        ("bytes=0-0", 0..1),
        ("bytes=10-99", 10..100),
        ("bytes=1000-", 1_000..length),
        ("bytes=-500", length - 500..length),
        ("bytes=0-99999999999999999999999", 0..length),
    ] {
        // Parts are of the plain bytes, whatever else a client takes.
        for encoding in ["identity", "gzip, br"] {
            let page = site.get_with(PATH, &[("range", range), ("accept-encoding", encoding)]);
            assert_eq!(page.status, 206, "{range}");
            assert_eq!(page.body, bytes[part.clone()], "{range}");
            assert_eq!(
                page.header("content-range"),
                format!("bytes {}-{}/{length}", part.start, part.end - 1)
            );
            assert_eq!(page.header("content-length"), part.len().to_string());
            assert_eq!(page.header("content-encoding"), "");
            for name in [
                "etag",
                "last-modified",
                "cache-control",
                "vary",
                "content-type",
                "accept-ranges",
            ] {
                assert_eq!(page.header(name), whole.header(name), "{range} {name}");
            }
        }
    }
}

#[test]
fn a_part_that_there_is_not_is_a_416() {
    let (site, bytes) = site();
    for range in [format!("bytes={}-", bytes.len()), "bytes=-0".to_owned()] {
        let page = site.get_with(PATH, &[("range", &range)]);
        assert_eq!(page.status, 416, "{range}");
        assert_eq!(page.header("content-range"), format!("bytes */{}", bytes.len()));
        assert_eq!(page.json()["error"]["status"], 416);
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[test]
fn what_is_no_single_part_is_the_whole() {
    let (site, bytes) = site();
    for range in ["bytes=0-1,5-6", "bytes=5-1", "lines=0-1", "bytes", "bytes=x-y"] {
        let page = site.get_with(PATH, &[("range", range)]);
        assert_eq!((page.status, page.header("content-range")), (200, ""), "{range}");
        assert_eq!(page.body, bytes, "{range}");
    }
    let head = site.send(
        Request::head(PATH)
            .header("host", "localhost")
            .header("range", "bytes=0-1"),
    );
    assert_eq!((head.status, head.header("content-range")), (200, ""));
}

#[test]
fn a_part_of_another_version_is_the_whole() {
    let (site, bytes) = site();
    let whole = site.get(PATH);
    let tag = whole.header("etag");
    let ask = |condition: &str| site.get_with(PATH, &[("range", "bytes=0-9"), ("if-range", condition)]);
    let same = ask(tag);
    assert_eq!((same.status, same.body.len()), (206, 10));
    let gzip = site.get_with(PATH, &[("accept-encoding", "gzip")]);
    assert_eq!(
        gzip.header("accept-ranges"),
        "",
        "of the compressed body there are no parts"
    );
    let weak = format!("W/{tag}");
    for other in ["\"x\"", gzip.header("etag"), &weak, "Mon, 01 Jan 2001 00:00:00 GMT", ""] {
        let page = ask(other);
        assert_eq!((page.status, page.header("content-range")), (200, ""), "{other}");
        assert_eq!(page.body, bytes, "{other}");
    }
    // Who holds the whole needs no part.
    let held = site.get_with(PATH, &[("range", "bytes=0-9"), ("if-none-match", tag)]);
    assert_eq!(held.status, 304);
}

#[test]
fn pages_have_no_parts() {
    let (site, _) = site();
    for path in ["/", "/reports/a", "/reports/a.json", "/search.csv"] {
        let page = site.get_with(path, &[("range", "bytes=0-9")]);
        assert_eq!((page.status, page.header("accept-ranges")), (200, ""), "{path}");
    }
}
