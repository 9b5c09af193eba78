//! `/people`, the page of a person, and of two.

use crate::served::{Page, TestSite};

/// Names of the list with the number of their reports.
fn listed(page: &Page) -> Vec<String> {
    page.all(".directory tbody th")
}

#[test]
fn everybody_is_found_by_number_by_letter_and_by_name() {
    let site = TestSite::seeds();
    let page = site.get("/people");
    let all = site.get("/people.json?limit=1000").json();
    let total = all["total"].as_u64().unwrap();
    assert!(
        page.one(".standfirst")
            .starts_with(&format!("{total} people are named"))
    );
    assert_eq!(all["people"].as_array().unwrap().len() as u64, total);
    let counts: Vec<u64> = all["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["reports"].as_u64().unwrap())
        .collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    // The letters hold everybody once, and say how many they hold.
    let mut found = 0;
    let titles = page.attributes(".letters a", "title");
    for (href, title) in page.attributes(".letters a", "href").iter().zip(titles) {
        let letter = site.get(href);
        let here = listed(&letter).len();
        assert!(title.starts_with(&format!("{here} p")), "{href}: {title}");
        assert_eq!(letter.all(".letters [aria-current]").len(), 1, "{href}");
        found += here as u64;
    }
    assert_eq!(found, total);
    assert!(listed(&site.get("/people?letter=L")).contains(&"Kevin Leahy".to_owned()));
    assert_eq!(listed(&site.get("/people?q=leah+kev")), ["Kevin Leahy"]);
    let respelled = site.get("/people?q=Barzany");
    assert!(
        listed(&respelled).iter().all(|name| name.contains("Barzani")),
        "{:?}",
        listed(&respelled)
    );
    assert!(respelled.one(".notices").contains("Also looked for barzani"));
    let nobody = site.get("/people?q=xqzzyx");
    assert_eq!(nobody.status, 200);
    assert!(
        nobody
            .attributes(".nothing a", "href")
            .contains(&"/search?q=xqzzyx".to_owned())
    );
}

#[test]
fn the_list_is_walked_page_by_page() {
    let site = TestSite::seeds();
    let whole: Vec<String> = site.get("/people.json?limit=1000").json()["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["name"].as_str().unwrap().to_owned())
        .collect();
    let (mut at, mut walked) = ("/people?limit=3".to_owned(), Vec::new());
    loop {
        let page = site.get(&at);
        walked.extend(listed(&page));
        match page.attributes(".pager a[rel=next]", "href").pop() {
            Some(next) => at = next,
            None => break,
        }
    }
    assert_eq!(walked, whole);
    let past = site.get("/people?page=90");
    assert!(past.one(".nothing").contains("ends before this page"));
    assert_eq!(past.attributes("meta[name=robots]", "content"), ["noindex"]);
}

#[test]
fn what_is_not_understood_is_said() {
    let site = TestSite::seeds();
    assert!(
        site.get("/people?colour=red")
            .one(".notices")
            .contains("“colour” is no parameter")
    );
    assert_eq!(
        site.get("/people.json?colour=red").json()["notices"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    for bad in ["page=0", "page=x", "limit=1001", "letter=-", "letter=a+b"] {
        for path in ["/people", "/people.json"] {
            assert_eq!(site.get(&format!("{path}?{bad}")).status, 400, "{path}?{bad}");
        }
    }
    let nobody = site.get("/people.json?letter=%C4%BF%C5%92");
    assert_eq!((nobody.status, nobody.json()["total"].as_u64()), (200, Some(0)));
    let beyond = site.get("/people?page=10000");
    assert_eq!(beyond.status, 404);
    assert!(beyond.one(".standfirst").contains("This list is told to page "));
    let hostile = site.get("/people?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&%3Cb%3E=1");
    assert_eq!(hostile.status, 200);
    assert_eq!(hostile.all("script:not([src])").len() + hostile.all("main b").len(), 0);
}

#[test]
fn a_person_has_one_address() {
    let site = TestSite::seeds();
    for (asked, leads) in [
        ("/people/Kevin%20Leahy", "/people/kevin-leahy"),
        ("/people/KEVIN-LEAHY?x=1", "/people/kevin-leahy?x=1"),
        ("/people/Kevin%20Leahy.json", "/people/kevin-leahy.json"),
    ] {
        let page = site.get(asked);
        assert_eq!((page.status, page.header("location")), (308, leads), "{asked}");
    }
    let page = site.get("/people/kevin-leahy");
    assert_eq!(
        page.attribute("link[rel=canonical]", "href"),
        "http://localhost/people/kevin-leahy"
    );
    assert_eq!(page.one("h1"), "Kevin Leahy");
    for (path, status) in [
        ("/people/nobody-at-all", 404),
        ("/people/…", 404),
        ("/people/nobody.json", 404),
        ("/people/", 404),
    ] {
        assert_eq!(site.get(path).status, status, "{path}");
    }
    let nobody = site.get("/people/nobody-at-all");
    assert!(nobody.one(".standfirst").contains("“nobody at all”"));
    assert!(nobody.attributes("main a", "href").contains(&"/people".to_owned()));
}

#[test]
fn a_person_leads_to_the_reports_and_they_to_the_person() {
    let site = TestSite::seeds();
    let page = site.get("/people/kevin-leahy");
    let reports = page.attributes(".hit h3 a", "href");
    assert!(reports.len() > 1, "{reports:?}");
    assert!(
        page.one(".standfirst")
            .starts_with(&format!("Named in {} reports", reports.len()))
    );
    for report in &reports {
        let people = site.get(report).attributes(".facts .links a", "href");
        assert!(people.contains(&"/people/kevin-leahy".to_owned()), "{report}");
        for person in people.iter().filter(|href| href.starts_with("/people/")) {
            assert_eq!(site.get(person).status, 200, "{person}");
        }
    }
    // A form leads to the reports that print it, and where longer ones hold it to those too.
    let counts = page.all(".side section:first-child .count");
    for (href, count) in page
        .attributes(".side section:first-child a", "href")
        .iter()
        .zip(counts)
    {
        let found = site.get(&href.replace("/search?", "/search.json?names=exact&")).json();
        assert!(found["total"].as_u64() >= count.parse().ok(), "{href}: {count}");
    }
    let json = site.get("/people/kevin-leahy.json");
    assert_eq!(json.header("x-robots-tag"), "noindex");
    assert_eq!(json.json()["person"]["reports"], reports.len());
}

#[test]
fn two_people_met_or_never_did_or_are_not_known() {
    let site = TestSite::seeds();
    let pair = site.get("/network?a=Kevin+Leahy&b=karl-harris");
    assert_eq!(pair.one("h1"), "Kevin Leahy and Karl Harris");
    let canonical = pair.attribute("link[rel=canonical]", "href");
    assert_eq!(canonical, "http://localhost/network?a=karl-harris&b=kevin-leahy");
    let unknown = site.get("/network?a=leahy&b=karl-harris");
    assert_eq!(unknown.status, 200);
    assert!(
        unknown
            .attributes(".links a", "href")
            .contains(&"/network?a=karl-harris&b=kevin-leahy".to_owned())
    );
    assert!(
        site.get("/network?a=xqzzyx&b=karl-harris")
            .text()
            .contains("Nobody in this archive is named")
    );
    assert_eq!(site.get("/network?a=Kevin+Leahy&b=kevin-leahy").status, 400);
    assert!(
        site.get("/network?a=leahy")
            .one(".notices")
            .contains("Two names are needed")
    );
    assert!(
        site.get("/network?x=leahy")
            .one(".notices")
            .contains("“x” is no parameter")
    );
}

#[test]
fn two_who_are_named_together_and_never_met() {
    let site = TestSite::with(&[
        (
            "a.txt",
            "Envoys speak\n\nThe envoy praised General Kevin Leahy and General Karl Harris in a speech on trade.\n",
        ),
        (
            "b.txt",
            "Rain\n\nA visit by General Kevin Leahy was called off because of the rain on the coast.\n",
        ),
    ]);
    let pair = site.get("/network?a=kevin-leahy&b=karl-harris");
    assert_eq!(
        pair.one(".standfirst"),
        "No report in this archive tells that they met."
    );
    assert_eq!(pair.all(".side .links a")[0], "1 report names both");
    let search = pair.attributes(".side .links a", "href").remove(0);
    assert_eq!(site.get(&search.replace("/search", "/search.json")).json()["total"], 1);
}
