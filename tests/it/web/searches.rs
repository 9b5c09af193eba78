use crate::served::TestSite;

#[test]
fn results_carry_title_outlet_date_and_marked_passages() {
    let page = TestSite::seeds().get("/search?q=bolles");
    assert_eq!(page.status, 200);
    assert_eq!(page.one("h1"), "1 report for “bolles”");
    assert_eq!(page.attribute("main input[name=q]", "value"), "bolles");
    assert_eq!(
        page.one(".hit h2"),
        "Peshmerga commander discusses Iraqi-Kurdish cooperation with coalition official"
    );
    assert_eq!(
        page.attribute(".hit h2 a", "href"),
        "/reports/45e50149b2bb228b?q=bolles&n=1"
    );
    assert_eq!(page.one(".hit .outlet"), "Kurdistan 24");
    assert_eq!(page.one(".hit time"), "4 July 2022");
    assert_eq!(page.attribute(".hit time", "datetime"), "2022-07-04");
    let marked = page.all(".snippet mark");
    assert!(
        !marked.is_empty() && marked.iter().all(|mark| mark == "Bolles"),
        "{marked:?}"
    );
    assert_eq!(page.attribute("meta[name=robots]", "content"), "noindex");
}

#[test]
fn a_supplied_title_stands_in_brackets_and_says_so() {
    let page = TestSite::seeds().get("/search?outlet=Rudaw");
    let title = page.one(".hit h2");
    assert!(title.starts_with('[') && title.ends_with(']'), "{title}");
    assert!(page.one(".hit .meta").contains("Title supplied"));
    assert!(page.one(".hit .when").starts_with("not before 24 April 2025"));
}

#[test]
fn filters_are_shown_and_can_be_taken_off() {
    let site = TestSite::seeds();
    let page = site.get("/search?q=coalition&outlet=Kurdistan+24&page=1");
    assert_eq!(page.one("h1"), "2 reports for “coalition”");
    assert_eq!(page.one(".chips li"), "Outlet: Kurdistan 24 ×");
    assert_eq!(page.attribute(".chips a", "href"), "/search?q=coalition");
    assert_eq!(page.attribute("main input[type=hidden]", "value"), "Kurdistan 24");
    assert_eq!(page.all(".facet [aria-current]"), ["Kurdistan 24 2"]);
    assert_eq!(
        page.attributes(".facet [aria-current]", "href"),
        ["/search?q=coalition"]
    );
}

#[test]
fn only_what_was_applied_is_shown_as_a_filter() {
    let site = TestSite::seeds();
    let check = |query: &str, chips: &[&str], hrefs: &[&str]| {
        let page = site.get(&format!("/search?{query}"));
        assert_eq!(page.all(".chips li"), chips, "{query}");
        assert_eq!(page.attributes(".chips a", "href"), hrefs, "{query}");
    };
    check("from=soon&to=99&dates=maybe&match=some", &[], &[]);
    check("from=soon&from=2022", &[], &[]);
    check("from=2022&from=2023", &["From: 1 January 2022 ×"], &["/search"]);
    check(
        "from=2023&to=2022-02",
        &["From: 1 February 2022 ×", "To: 31 December 2023 ×"],
        &["/search?to=2023-12-31", "/search?from=2022-02-01"],
    );
    check(
        "dates=sure&dates=undated",
        &["Dates: surely in this time ×"],
        &["/search"],
    );
    check(
        "outlet=Rudaw&outlet=+Rudaw&lang=EN&page=1",
        &["Outlet: Rudaw ×", "Language: English ×"],
        &["/search?lang=EN", "/search?outlet=Rudaw&outlet=+Rudaw"],
    );
}

#[test]
fn the_count_of_each_facet_is_what_it_leads_to() {
    let site = TestSite::seeds();
    let page = site.get("/search?q=coalition");
    let links = page.attributes(".facet a", "href");
    let counts = page.all(".facet .count");
    assert!(!links.is_empty());
    for (link, count) in links.iter().zip(counts) {
        let total = site.get(&link.replace("/search?", "/search.json?")).json()["total"].to_string();
        assert_eq!(total, count, "{link}");
    }
}

#[test]
fn a_list_that_is_cut_does_not_pass_for_all() {
    let check = |people: usize, more: &str| {
        let names = [
            "Aldous",
            "Barnaby",
            "Cedric",
            "Desmond",
            "Edmund",
            "Fergus",
            "Godfrey",
            "Horace",
            "Ignatius",
            "Jasper",
            "Kenneth",
            "Leopold",
            "Montague",
            "Nathaniel",
            "Osbert",
            "Percival",
            "Quentin",
            "Reginald",
            "Sebastian",
            "Thaddeus",
            "Ulysses",
            "Valentine",
            "Winston",
        ];
        let reports: Vec<(String, String)> = (0..people)
            .map(|n| {
                let name = names[n];
                (
                    format!("{n}.txt"),
                    format!(
                        "A visit to the capital of {name}\n\nForeign Minister {name} Holloway met the envoy on Monday to \
                         talk about trade. Holloway thanked the envoy for the visit of the delegation."
                    ),
                )
            })
            .collect();
        let reports: Vec<(&str, &str)> = reports.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        let page = TestSite::with(&reports).get("/search");
        assert_eq!(page.all(".rest summary"), [more], "{people} people");
    };
    check(14, "8 more");
    check(22, "14 more of the 20 most frequent");
}

#[test]
fn order_and_pages() {
    let site = TestSite::seeds();
    let page = site.get("/search?sort=newest&limit=2");
    assert_eq!(page.one("h1"), "All 5 reports");
    assert_eq!(page.one(".sorts [aria-current]"), "Newest");
    assert_eq!(page.one(".pager span"), "1–2 of 5");
    assert!(page.all(".pager [rel=prev]").is_empty());
    let next = page.attribute(".pager [rel=next]", "href");
    let page = site.get(&next);
    assert_eq!(page.one(".pager span"), "3–4 of 5");
    assert_eq!(page.one("title"), "All 5 reports, page 2 – Readout");
    assert_eq!(
        page.attribute(".pager [rel=prev]", "href"),
        "/search?sort=newest&limit=2"
    );
    let page = site.get(&page.attribute(".pager [rel=next]", "href"));
    assert_eq!(page.one(".pager span"), "5–5 of 5");
    assert!(page.all(".pager [rel=next]").is_empty());
    let page = site.get("/search?page=9");
    assert_eq!(page.status, 200);
    assert_eq!(page.attribute(".nothing a", "href"), "/search");
}

#[test]
fn what_is_ignored_is_said() {
    let page = TestSite::seeds().get("/search?q=leahy&colour=red&limit=x");
    assert_eq!(page.status, 200);
    let notices = page.all(".notices li");
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert!(notices.iter().any(|notice| notice.contains("colour")), "{notices:?}");
    assert_eq!(page.all(".hit").len(), 3);
}

#[test]
fn nothing_found_is_no_dead_end() {
    let site = TestSite::seeds();
    let page = site.get("/search?q=leahy+nobodyhasthisname&outlet=Rudaw");
    assert_eq!(page.one("h1"), "No reports for “leahy nobodyhasthisname”");
    let links = page.attributes(".nothing a", "href");
    assert!(
        links.contains(&"/search?q=leahy+nobodyhasthisname&outlet=Rudaw&match=any".to_owned()),
        "{links:?}"
    );
    assert!(
        links.contains(&"/search?q=leahy+nobodyhasthisname".to_owned()),
        "{links:?}"
    );
    assert!(links.contains(&"/about#search".to_owned()));
}

#[test]
fn what_was_typed_comes_back_as_text() {
    let site = TestSite::seeds();
    let page = site.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27%26");
    assert_eq!(page.status, 200);
    assert_eq!(page.all("script"), [""], "our own");
    assert_eq!(
        page.attribute("main input[name=q]", "value"),
        "<script>alert(1)</script>\"'&"
    );
    let page = site.get("/search?q=a%00%1b%FF%EF%BF%BEb");
    assert_eq!(
        page.attribute("main input[name=q]", "value"),
        "a\u{fffd}\u{fffd}\u{fffd}\u{fffd}b"
    );
}

#[test]
fn json_has_the_promised_shape() {
    let site = TestSite::seeds();
    let page = site.get("/search.json?q=leahy&limit=2&colour=red");
    assert_eq!(page.header("content-type"), "application/json");
    let json = page.json();
    assert_eq!(json["query"], "leahy");
    assert_eq!(json["total"], 3);
    assert_eq!(json["results"].as_array().unwrap().len(), 2);
    assert_eq!(json["notices"].as_array().unwrap().len(), 1);
    assert_eq!(json["next"], "/search.json?q=leahy&limit=2&colour=red&page=2");
    let first = &json["results"][0];
    let id = first["id"].as_str().unwrap();
    assert_eq!(first["url"], format!("/reports/{id}"));
    for key in ["title", "outlet", "published", "dated", "score", "snippets"] {
        assert!(first.get(key).is_some(), "{key}");
    }
    let html = first["snippets"][0]["html"].as_str().unwrap();
    assert!(html.contains("<mark>Leahy</mark>"), "{html}");
    for facet in ["outlet", "person", "year"] {
        assert!(json["facets"][facet].is_array(), "{facet}");
    }
    for count in ["sure", "possible", "undated"] {
        assert!(json["dates"][count].is_u64(), "{count}");
    }
    for list in ["widened", "corrections", "missing"] {
        assert!(json[list].is_array(), "{list}");
    }
    assert!(json["histogram"]["bars"].is_array() && json["histogram"]["spread"].is_u64());
    assert_eq!(json["relaxed"], false);
    assert_eq!(json["person"]["name"], "Kevin Leahy");
    assert!(site.get("/search.json?q=erbil").json()["person"].is_null());
    assert_eq!(json["archive"]["reports"], 5);
    assert_eq!(json["archive"]["fingerprint"], page.header("x-archive-fingerprint"));
    assert!(json["archive"]["changed"].as_str().unwrap().ends_with('Z'));
    assert!(site.get("/search.json?q=leahy").json()["next"].is_null());
}

#[test]
fn snippets_of_hostile_reports_are_text() {
    let site = TestSite::with(&[(
        "x.txt",
        "Envoy <script>alert(1)</script> arrives\n\nThe envoy met <b>the</b> minister & \"friends\" in the capital on Monday.\n",
    )]);
    let page = site.get("/search?q=envoy");
    assert_eq!(page.all("script"), [""]);
    assert!(page.all(".hit b").is_empty());
    let json = site.get("/search.json?q=envoy").json();
    let html = json["results"][0]["snippets"][0]["html"].as_str().unwrap();
    assert!(
        !html.replace("<mark>", "").replace("</mark>", "").contains('<'),
        "{html}"
    );
}
