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

/// A form takes no more than its address can hold, in any script.
#[test]
fn what_a_form_takes_is_answered() {
    let site = TestSite::seeds();
    let page = site.get("/reports/45e50149b2bb228b?q=leahy");
    let most: usize = page.attribute("#quotation", "maxlength").parse().unwrap();
    // Each is one of the units that browsers count.
    for letter in ["a", "%D9%85", "%E4%B8%AD"] {
        let path = format!("/reports/45e50149b2bb228b?q=leahy&quote={}", letter.repeat(most));
        assert_eq!(site.get(&path).status, 200, "{letter}");
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

/// What means nothing is not repeated by every link.
#[test]
fn a_page_does_not_grow_with_what_means_nothing() {
    let site = TestSite::seeds();
    let length = |path: &str| {
        let page = site.get(path);
        assert_eq!(page.status, 200, "{path}");
        page.text().len()
    };
    let plain = length("/search?q=the");
    let again = length(&format!("/search?q=the&q={}", "(".repeat(7_000)));
    assert!(again < plain + 50_000, "{plain} {again}");
    // Written into links, each of these is three letters.
    let page = site.get(&format!("/search?q=the&outlet={}", "(".repeat(10_000)));
    assert_eq!(page.status, 414);
}

#[test]
fn what_no_page_can_hold_is_not_repeated() {
    let site = TestSite::seeds();
    for path in ["/reports/a%00%EF%BF%BEb", "/meetings/a%00%01b"] {
        let page = site.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(
            page.text().contains("“a\u{fffd}\u{fffd}b”"),
            "{path}: {}",
            page.one(".standfirst")
        );
    }
    let page = site.get(&format!("/reports/{}", "x".repeat(20_000)));
    assert!(page.text().len() < 20_000);
}

/// RFC 9112, section 3.2.2.
#[test]
fn a_whole_address_names_the_host() {
    let site = TestSite::seeds();
    let request = Request::get("http://example.org/reports/45e50149b2bb228b").header("host", "elsewhere");
    let page = site.send(request);
    assert_eq!(
        page.attribute("link[rel=canonical]", "href"),
        "http://example.org/reports/45e50149b2bb228b"
    );
    let doubled = Request::get("http://example.org/")
        .header("host", "a")
        .header("host", "b");
    assert_eq!(site.send(doubled).status, 400);
    let long = format!("{}.example", "a".repeat(300));
    assert_eq!(site.send(Request::get("/").header("host", long)).status, 400);
}
