//! What the pages show of what the engine answers: the walk through results, time, other spellings,
//! corrections, a person, suggestions.

use crate::served::TestSite;

/// Made reports: two outlets, two years, one undated.
fn site() -> TestSite {
    let report = |day: &str, title: &str, text: &str| {
        let date = if day.is_empty() {
            String::new()
        } else {
            format!("{day}\n\n")
        };
        format!("{title}\n\n{date}{text}\n")
    };
    let text = "President Nechervan Barzani met the ambassador in Erbil to talk about trade and the harvest.";
    let files: Vec<(String, String)> = [
        ("a", "4 March 2021", "President receives the ambassador"),
        ("b", "9 May 2022", "President and ambassador meet again"),
        ("c", "10 May 2022", "A third meeting of the two"),
        ("d", "", "A meeting of no known day"),
    ]
    .into_iter()
    .map(|(id, day, title)| (format!("{id}.txt"), report(day, title, text)))
    .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    TestSite::with(&files)
}

#[test]
fn a_reader_walks_through_the_results_and_back() {
    let site = TestSite::seeds();
    for query in ["q=leahy", "q=coalition&sort=newest&limit=2", "outlet=Kurdistan+24", ""] {
        let first = site.get(&format!("/search?{query}"));
        let mut path = first.attributes(".hit h2 a", "href").remove(0);
        let total: usize = site.get(&format!("/search.json?{query}")).json()["total"]
            .as_u64()
            .unwrap()
            .try_into()
            .unwrap();
        let mut titles = Vec::new();
        for n in 1..=total {
            let page = site.get(&path);
            titles.push(page.one("article h1"));
            assert_eq!(page.one(".walk .back"), format!("Results {n} of {total}"), "{path}");
            assert!(
                page.attribute("link[rel=canonical]", "href")
                    .starts_with("http://localhost/reports/")
            );
            assert!(!page.attribute("link[rel=canonical]", "href").contains('?'));
            assert_eq!(page.all(".walk [rel=prev]").len(), usize::from(n > 1), "{path}");
            // Back to the right page, and to the place on it.
            let back = page.attribute(".walk .back", "href");
            let (results, place) = back.split_once('#').unwrap();
            let results = site.get(results);
            assert_eq!(
                results.one(&format!(".hit#{place} h2")),
                *titles.last().unwrap(),
                "{back}"
            );
            match page.attributes(".walk [rel=next]", "href").pop() {
                Some(next) => path = next,
                None => assert_eq!(n, total, "{path}"),
            }
        }
        assert_eq!(titles.len(), total);
    }
}

#[test]
fn a_place_that_is_wrong_harms_nothing() {
    let site = TestSite::seeds();
    for n in ["0", "-1", "x", "99999999999999999999", "10999", "4"] {
        let page = site.get(&format!("/reports/45e50149b2bb228b?q=nobodyhasthisname&n={n}"));
        assert_eq!(page.status, 200, "{n}");
        assert!(page.all(".walk").is_empty(), "{n}");
    }
    let off_by_some = site.get("/reports/45e50149b2bb228b?q=bolles&n=3");
    assert_eq!(off_by_some.status, 200);
}

#[test]
fn results_are_drawn_over_time() {
    let site = site();
    let page = site.get("/search?q=ambassador");
    assert_eq!(
        page.all(".chart a title"),
        ["March 2021: 1 report", "May 2022: 2 reports"]
    );
    for (link, count) in page
        .attributes(".numbers a", "href")
        .iter()
        .zip(page.all(".numbers tbody td"))
    {
        let json = site.get(&link.replace("/search?", "/search.json?")).json();
        assert_eq!(json["total"].to_string(), count, "{link}");
    }
    assert_eq!(page.all(".time > p"), ["1 undated report"]);
    let json = site.get("/search.json?q=ambassador").json();
    assert_eq!(json["histogram"]["by"], "month");
    assert_eq!(json["histogram"]["undated"], 1);
}

#[test]
fn facets_of_a_kind_are_alternatives_and_counts_are_what_they_lead_to() {
    let site = site();
    let page = site.get("/search?q=ambassador&year=2021&year=2022");
    assert_eq!(page.one("h1"), "3 reports for “ambassador”");
    assert_eq!(page.all(".chips li"), ["Year: 2021 ×", "Year: 2022 ×"]);
    let json = site.get("/search.json?q=ambassador&year=2021").json();
    let years: Vec<String> = json["facets"]["year"]
        .as_array()
        .unwrap()
        .iter()
        .map(|year| format!("{} {}", year["value"].as_str().unwrap(), year["count"]))
        .collect();
    assert_eq!(
        years,
        ["2022 2", "2021 1"],
        "counted without the filter of its own kind"
    );
    for kind in ["outlet", "person", "place", "organisation", "section", "lang", "year"] {
        assert!(json["facets"][kind].is_array(), "{kind}");
    }
}

#[test]
fn other_spellings_are_said_and_switched_off() {
    let site = site();
    let page = site.get("/search?q=nechirvan");
    assert!(
        page.one(".notices li").starts_with("Also matched"),
        "{:?}",
        page.all(".notices li")
    );
    let off = page.attribute(".notices a", "href");
    assert_eq!(off, "/search?q=nechirvan&names=exact");
    let exact = site.get(&off);
    assert!(exact.all(".hit").is_empty());
    assert_eq!(exact.all(".chips li"), ["Names: only as typed ×"]);
    // The report marks what the search marked.
    let report = site.get(&page.attributes(".hit h2 a", "href")[0]);
    assert!(report.all("article mark").contains(&"Nechervan".to_owned()));
}

#[test]
fn a_slip_is_corrected_and_a_missing_word_can_be_left_out() {
    let site = site();
    let page = site.get("/search?q=ambasador");
    assert!(
        page.attributes(".meant a", "href")
            .contains(&"/search?q=ambassador".to_owned()),
        "{:?}",
        page.all(".meant")
    );
    let page = site.get("/search?q=ambassador+xqzzyx");
    let links = page.attributes(".notices a", "href");
    assert!(links.contains(&"/search?q=ambassador".to_owned()), "{links:?}");
}

#[test]
fn a_question_in_words_is_answered_by_some_of_them() {
    let page = site().get("/search?q=when+did+the+president+meet+the+xqzzyx+ambassador");
    assert!(page.one("h1").contains("with some words of"), "{}", page.one("h1"));
    assert!(!page.all(".hit").is_empty());
}

#[test]
fn a_name_shows_its_person_above_the_results() {
    let site = TestSite::seeds();
    let page = site.get("/search?q=kevin+leahy");
    assert_eq!(page.one(".card .name"), "Kevin Leahy");
    assert_eq!(page.attribute(".card .name", "href"), "/people/kevin-leahy");
    assert!(!page.all(".hit").is_empty());
    assert!(site.get("/search?q=coalition").all(".card").is_empty());
}

#[test]
fn suggestions_complete_what_was_begun() {
    let site = TestSite::seeds();
    let json = site.get("/suggest?q=lea").json();
    let texts: Vec<&str> = json[1]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t.as_str().unwrap())
        .collect();
    assert!(texts.contains(&"Kevin Leahy"), "{texts:?}");
    let n = texts.iter().position(|text| *text == "Kevin Leahy").unwrap();
    assert_eq!(json[2][n], "person · 3 reports");
    assert_eq!(json[3][n], "http://localhost/search?person=Kevin+Leahy");
    // Behind another word a name is words like others: nobody is called so.
    let behind = site.get("/suggest?q=coalition+kev").json();
    assert_eq!(
        (&behind[1][0], &behind[2][0], &behind[3][0]),
        (
            &"coalition Kevin Leahy".into(),
            &"word".into(),
            &"http://localhost/search?q=coalition+Kevin+Leahy".into()
        )
    );
    for address in json[3].as_array().unwrap().iter().chain([&behind[3][0]]) {
        let path = address.as_str().unwrap().trim_start_matches("http://localhost");
        assert!(!site.get(path).all(".hit").is_empty(), "{path}");
    }
}
