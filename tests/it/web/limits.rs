use crate::served::TestSite;
use axum::http::{Request, Version};

#[test]
fn what_is_not_there_is_404_with_a_way_on() {
    let site = TestSite::seeds();
    for path in [
        "/nothing",
        "/reports/nothing",
        "/reports/..%2Fseeds",
        "/reports/%00",
        "/static/0/x",
    ] {
        let page = site.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.header("content-type").starts_with("text/html"));
        assert_eq!(page.all("main input[name=q]").len(), 1);
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let page = site.get("/reports/nothing");
    assert!(page.one(".standfirst").contains("“nothing”"));
    let page = site.get("/reports/nothing.json");
    assert_eq!(page.status, 404);
    assert_eq!(page.json()["error"]["status"], 404);
}

#[test]
fn a_path_that_is_no_text_is_a_400() {
    let page = TestSite::seeds().get("/reports/%FF");
    assert_eq!(page.status, 400);
    assert!(!page.one("h1").is_empty());
}

#[test]
fn a_query_has_a_length_and_results_have_an_end() {
    let site = TestSite::seeds();
    let long = "a".repeat(2_001);
    for (path, status) in [
        (format!("/search?q={long}"), 400),
        ("/search?page=5000".to_owned(), 404),
    ] {
        let page = site.get(&path);
        assert_eq!(page.status, status, "{path}");
        assert!(page.one(".standfirst").ends_with('.'));
        let json = site.get(&path.replace("/search", "/search.json"));
        assert_eq!(json.status, status);
        assert!(!json.json()["error"]["message"].as_str().unwrap().is_empty());
        for form in ["/search.atom", "/search.csv"] {
            assert_eq!(site.get(&path.replace("/search", form)).status, status, "{form}");
        }
    }
    // As many characters as are promised, in any script.
    for character in ["%28", "%D9%85", "%F0%A0%80%80"] {
        let path = format!("/search?q={}", character.repeat(2_000));
        assert_eq!(site.get(&path).status, 200, "{character}");
    }
}

#[test]
fn an_address_has_a_length() {
    let page = TestSite::seeds().get(&format!("/search?q={}", "a".repeat(25_000)));
    assert_eq!(page.status, 414);
    assert!(!page.one("h1").is_empty());
}

/// Each of a page's links holds all of them but one: a page would be as large as their square.
#[test]
fn an_address_has_so_many_parameters() {
    let site = TestSite::seeds();
    for (count, status) in [(128, 200), (129, 400), (2_000, 400)] {
        let years: Vec<String> = (0..count).map(|n| format!("year={}", 1_000 + n)).collect();
        let page = site.get(&format!("/search?{}", years.join("&")));
        assert_eq!(page.status, status, "{count}");
        assert!(page.text().len() < 1_000_000, "{count}: {}", page.text().len());
    }
    let json = site.get(&format!("/search.json?{}", "&".repeat(128))).json();
    let message = json["error"]["message"].as_str().unwrap();
    assert!(message.contains("at most 128 parameters"), "{message}");
}

#[test]
fn only_reading() {
    let site = TestSite::seeds();
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        for path in ["/", "/search", "/reports/45e50149b2bb228b"] {
            let page = site.send(Request::builder().method(method).uri(path).header("host", "a"));
            assert_eq!(page.status, 405, "{method} {path}");
            assert!(page.header("allow").contains("GET"), "{}", page.header("allow"));
            assert!(!page.one("h1").is_empty());
        }
    }
}

#[test]
fn exactly_one_host() {
    let site = TestSite::seeds();
    assert_eq!(site.send(Request::get("/")).status, 400);
    assert_eq!(
        site.send(Request::get("/").header("host", "a").header("host", "b"))
            .status,
        400
    );
    assert_eq!(site.send(Request::get("/").header("host", "a b")).status, 400);
    assert_eq!(site.send(Request::get("/").header("host", "[::1]:3000")).status, 200);
    let old = || Request::get("/").version(Version::HTTP_10);
    assert_eq!(site.send(old()).status, 200, "hosts came with HTTP/1.1");
    assert_eq!(site.send(old().header("host", "a b")).status, 400);
}
