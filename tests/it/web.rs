//! The pages, as parsed HTML.

mod answers;
mod api;
mod caching;
mod conventions;
mod feeds;
mod limits;
mod meetings;
mod people;
mod pointers;
mod public;
mod ranges;
mod reading;
mod reports;
mod searches;
mod sitemap;

use crate::served::TestSite;

/// Addresses of every kind of page, good and bad.
const PAGES: [&str; 18] = [
    "/",
    "/search",
    "/search?q=leahy&outlet=Rudaw&from=2022&nonsense=1",
    "/search?q=nobodyhasthisname",
    "/reports/45e50149b2bb228b",
    "/reports/45e50149b2bb228b?q=bolles",
    "/reports/7244e11d86438f72",
    "/reports/45e50149b2bb228b/original",
    "/people",
    "/people?q=barzany&letter=b&nonsense=1",
    "/people/kevin-leahy",
    "/network",
    "/network?a=kevin-leahy&b=karl-harris",
    "/network?a=kevin&b=nobody",
    "/about",
    "/nothing",
    "/reports/nothing",
    "/search?page=100000",
];

#[test]
fn every_page_is_whole_without_its_script() {
    let site = TestSite::seeds();
    for path in PAGES {
        let page = site.get(path);
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert_eq!(page.attribute("html", "lang"), "en", "{path}");
        assert!(!page.one("head > title").is_empty(), "{path}");
        assert!(!page.one("h1").is_empty(), "{path}");
        assert_eq!(page.all("main").len(), 1, "{path}");
        assert_eq!(page.attribute("a.skip", "href"), "#content", "{path}");
        assert_eq!(page.attribute("main", "id"), "content", "{path}");
        assert!(!page.all("form[action='/search'] input[name=q]").is_empty(), "{path}");
        // The one script is a file of our own that waits for the page; without it, all is there.
        let script = page.attribute("script:not([type])", "src");
        assert!(
            script.starts_with("/static/") && script.ends_with("/suggest.js"),
            "{script}"
        );
        assert_eq!(page.attributes("head > script[defer]", "src"), [script]);
        // Data for search engines, which no browser runs.
        for data in page.all("script[type]") {
            serde_json::from_str::<serde_json::Value>(&data).unwrap();
        }
        let kinds = page.attributes("script[type]", "type");
        assert!(kinds.iter().all(|kind| kind == "application/ld+json"), "{kinds:?}");
        for nowhere in ["datalist", "style", "[style]", "[onclick]", "[oninput]", "iframe"] {
            assert!(page.all(nowhere).is_empty(), "{nowhere} on {path}");
        }
        for link in page.attributes("[href]:not([rel=canonical]):not([rel=icon])", "href") {
            assert!(link.starts_with('/') || link.starts_with('#'), "{link} on {path}");
            assert!(!link.starts_with("//"), "{link} on {path}");
        }
        let ids = page.attributes("[id]", "id");
        let unique: std::collections::HashSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
    }
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let site = TestSite::seeds();
    let mut seen = std::collections::HashSet::new();
    let mut open: Vec<String> = vec!["/".to_owned()];
    // Two thousand pages are more than five reports have.
    while let Some(path) = open.pop().filter(|_| seen.len() < 2_000) {
        let (address, fragment) = path.split_once('#').unwrap_or((&path, ""));
        if !seen.insert(address.to_owned()) {
            continue;
        }
        let page = site.get(address);
        assert_eq!(page.status, 200, "{address}");
        if !page.header("content-type").starts_with("text/html") {
            continue;
        }
        if !fragment.is_empty() {
            assert!(page.attributes("[id]", "id").contains(&fragment.to_owned()), "{path}");
        }
        // Searches are endless: from a search, only its reports are followed.
        let from_search = address.starts_with("/search?");
        open.extend(
            page.attributes("a[href], link[href]", "href")
                .into_iter()
                .filter(|link| link.starts_with('/'))
                .filter(|link| !from_search || !link.starts_with("/search")),
        );
    }
    assert!(seen.contains("/reports/45e50149b2bb228b/original"), "{seen:?}");
    assert!(seen.contains("/reports/45e50149b2bb228b.txt"));
}

#[test]
fn home_leads_in() {
    let page = TestSite::seeds().get("/");
    assert_eq!(page.status, 200);
    assert_eq!(page.all(".hit").len(), 5);
    assert!(page.one(".under").starts_with("5 reports"));
    assert_eq!(page.attribute("link[rel=canonical]", "href"), "http://localhost/");
    assert!(!page.attribute("meta[name=description]", "content").is_empty());
    let ways = page.all(".side h2");
    assert_eq!(ways.first().map(String::as_str), Some("Outlets"), "{ways:?}");
    assert!(page.all(".side a").contains(&"Kurdistan 24 2".to_owned()));
    assert!(
        page.attributes(".side a", "href")
            .contains(&"/search?outlet=Kurdistan+24".to_owned())
    );
    assert!(
        page.attributes(".side a", "href")
            .contains(&"/search?year=2022".to_owned())
    );
}

#[test]
fn about_says_what_it_holds_and_how_to_ask() {
    let site = TestSite::with(&[
        (
            "one.txt",
            "A visit to the capital\n\nThe minister met the envoy on Monday to talk about trade.",
        ),
        ("<img src=x onerror=alert(1)>.txt", ""),
        ("picture.png", "x"),
    ]);
    let page = site.get("/about");
    assert_eq!(page.status, 200);
    assert_eq!(page.all("#holds dd")[0], "1 report");
    assert_eq!(page.one("#problems"), "Files that need a look");
    assert_eq!(
        page.all(".problems tbody td"),
        [
            "<img src=x onerror=alert(1)>.txt",
            "empty",
            "picture.png",
            &format!("not a kind of file that is read ({})", readout::sources::endings())
        ]
    );
    assert!(page.all("img").is_empty());
    let terms: Vec<String> = page.all("dt");
    let has = |term: &str| assert!(terms.contains(&term.to_owned()), "{term}: {terms:?}");
    for role in readout::report::Role::ALL {
        let name = role.name().replace('_', " ");
        assert!(page.all("#cleaning .counts th[scope=row]").contains(&name), "{name}");
    }
    for (_, name) in readout::search::Field::ALL {
        has(&format!("{name}:"));
    }
    for (name, _) in readout::search::PARAMETERS {
        has(name);
    }
    for form in ["Feed", "Table", "JSON", "Fingerprint", "Suggestions"] {
        has(form);
    }
    for address in ["/search.atom?q=…", "/search.csv?q=…", "/suggest?q=…", "/opensearch.xml"] {
        has(address);
    }
}

#[test]
fn the_examples_of_the_query_language_run_without_a_remark() {
    let site = TestSite::seeds();
    let page = site.get("/about");
    let examples = page.attributes(".operators a", "href");
    let rows = readout::search::GUIDE;
    assert_eq!(examples.len(), rows.len());
    for example in &examples {
        let results = site.get(example);
        assert_eq!(results.status, 200, "{example}");
        // What was widened is said too, but is no remark.
        let json = site.get(&example.replace("/search?", "/search.json?")).json();
        assert_eq!(json["notices"], serde_json::json!([]), "{example}");
        // How many reports each finds is the engine's to keep; here, that the page shows them.
        assert_eq!(results.all(".hit").len(), json["results"].as_array().unwrap().len());
    }
}
