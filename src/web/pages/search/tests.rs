//! Pages, feeds and JSON of answers made by hand: what the engine says is given, not found.

mod programs;

use super::*;
use crate::archive::{State as ArchiveState, SyncReport};
use crate::report::{DateBounds, ReportId};
use crate::search::{
    Bar, Correction, DateCounts, FacetCount, FacetField, Histogram, Hit, Missing, Notice, PersonCard, Results, Snippet,
    SnippetPart, Widening,
};
use scraper::{Html, Selector};
use std::sync::Arc;

const HOSTILE: &str = "<script>alert(1)</script>\"'&]]>";

fn asked(params: &Params, results: Results) -> Asked {
    let (request, _) = params.read().unwrap();
    Asked {
        request,
        results,
        archive: Arc::new(ArchiveState {
            reports: 1_234,
            fingerprint: "1f2e3d4c5b6a7988".to_owned(),
            changed: "2026-11-22T01:22:03.5Z".parse().unwrap(),
            problems: Vec::new(),
            serial: 0,
            more_problems: 0,
            warnings: Vec::new(),
            faults: Vec::new(),
            authority: Arc::default(),
            sync: SyncReport::default(),
        }),
    }
}

fn page(query: &str, results: Results) -> Html {
    let params = Params::parse(query);
    let page = Page::new(&params, asked(&params, results));
    Html::parse_document(&Here::of_origin("http://localhost").render(&page).unwrap())
}

fn all(page: &Html, css: &str) -> Vec<String> {
    page.select(&Selector::parse(css).unwrap())
        .map(|element| {
            let text: String = element.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

fn attributes(page: &Html, css: &str, name: &str) -> Vec<String> {
    page.select(&Selector::parse(css).unwrap())
        .filter_map(|element| element.value().attr(name).map(str::to_owned))
        .collect()
}

fn hit(id: &str, title: &str) -> Hit {
    let part = |text: &str, hit| SnippetPart {
        text: text.to_owned(),
        hit,
    };
    Hit {
        id: ReportId::parse(id).unwrap(),
        title: vec![part(title, false)],
        title_is_supplied: false,
        lang: None,
        outlet: Some(HOSTILE.to_owned()),
        published: None,
        dated: DateBounds::default(),
        score: 1.5,
        more: None,
        snippets: vec![Snippet {
            field: "body",
            parts: vec![part(HOSTILE, false), part("met", true)],
        }],
    }
}

fn results(hits: usize, total: usize) -> Results {
    Results {
        total,
        hits: (0..hits).map(|n| hit(&format!("r{n}"), "A visit")).collect(),
        ..Results::default()
    }
}

fn months(counts: &[usize]) -> Histogram {
    let bar = |(n, count): (usize, &usize)| {
        let from = jiff::civil::Date::new(2022, i8::try_from(n + 1).unwrap(), 1).unwrap();
        Bar {
            from,
            to: from.last_of_month(),
            count: *count,
        }
    };
    Histogram {
        bars: counts.iter().enumerate().map(bar).collect(),
        by_month: true,
        spread: 2,
        undated: 1,
    }
}

#[test]
fn what_was_widened_is_said_and_switched_off_in_one_click() {
    let widening = |typed: &str, also: &[&str], switch| Widening {
        typed: typed.to_owned(),
        also: also.iter().map(|name| (*name).to_owned()).collect(),
        switch,
    };
    let page = page(
        "q=nechirvan+is&page=2",
        Results {
            widened: vec![
                widening("nechirvan", &["Nechervan", "نێچیرڤان"], ("names", "exact")),
                widening("is", &["a", "b", "c", "d", "e", "f", "g", "h"], ("synonyms", "off")),
                widening("nothing", &[], ("synonyms", "off")),
            ],
            notices: vec![
                Notice::new("“-” was read as a word."),
                Notice::new("Read as a phrase.").or("as words", "q", "\"a b\""),
            ],
            ..results(1, 21)
        },
    );
    assert_eq!(
        all(&page, ".notices > li"),
        [
            "Also matched Nechervan, نێچیرڤان for nechirvan — only as typed",
            "Also matched a, b, c, d, e, f and 2 more for is — without other words The other 2g, h",
            "“-” was read as a word.",
            "Read as a phrase. — as words",
        ]
    );
    assert_eq!(
        attributes(&page, ".notices a", "href"),
        [
            "/search?q=nechirvan+is&names=exact",
            "/search?q=nechirvan+is&synonyms=off",
            "/search?q=%22a+b%22"
        ]
    );
    let nothing = Results {
        widened: vec![widening("nechirvan", &["Nechervan"], ("names", "exact"))],
        ..Results::default()
    };
    assert_eq!(
        all(&super::tests::page("q=nechirvan", nothing), ".notices > li"),
        ["Also looked for Nechervan for nechirvan — only as typed"]
    );
}

#[test]
fn what_was_switched_off_can_be_switched_on_again_and_the_form_keeps_all() {
    let query = "q=a&names=exact&synonyms=off&year=2022&place=Erbil&organisation=NATO&section=World&lang=ckb&limit=5";
    let page = page(query, results(1, 1));
    assert_eq!(
        all(&page, ".chips li"),
        [
            "Place: Erbil ×",
            "Organisation: NATO ×",
            "Section: World ×",
            "Language: Kurdish (Sorani) ×",
            "Year: 2022 ×",
            "Names: only as typed ×",
            "Synonyms: off ×"
        ]
    );
    let hrefs = attributes(&page, ".chips a", "href");
    assert_eq!(hrefs[5], format!("/search?{}", query.replace("&names=exact", "")));
    let mut names = attributes(&page, ".asked input[type=hidden]", "name");
    names.sort();
    assert_eq!(names, ["lang", "limit", "organisation", "place", "section", "year"]);
    assert_eq!(
        attributes(&page, ".options [form=asked] option[selected]", "value"),
        ["", "exact", "off"]
    );
    assert_eq!(attributes(&page, ".options[open]", "class").len(), 1);
}

#[test]
fn what_a_bar_set_is_taken_off_at_once() {
    let check = |query: &str, chips: &[&str], href: &str| {
        let page = page(query, results(1, 1));
        assert_eq!(all(&page, ".chips li"), chips, "{query}");
        assert_eq!(attributes(&page, ".chips a", "href")[0], href, "{query}");
    };
    let days = "q=a&from=2022-06-01&to=2022-06-30";
    check(
        &format!("{days}&dates=sure"),
        &["Date: surely in June 2022 ×"],
        "/search?q=a",
    );
    check(
        days,
        &["From: 1 June 2022 ×", "To: 30 June 2022 ×"],
        "/search?q=a&to=2022-06-30",
    );
}

#[test]
fn few_hits_lead_on() {
    let page = page(
        "q=lehay+foo&outlet=Rudaw",
        Results {
            relaxed: true,
            corrections: vec![Correction {
                query: "leahy foo".to_owned(),
                count: 3,
            }],
            missing: vec![
                Missing {
                    part: "foo".to_owned(),
                    without: "lehay".to_owned(),
                    count: 12,
                },
                Missing {
                    part: "bar".to_owned(),
                    without: String::new(),
                    count: 0,
                },
            ],
            ..results(1, 1)
        },
    );
    assert_eq!(all(&page, "h1"), ["1 report with some words of “lehay foo”"]);
    assert_eq!(all(&page, ".meant"), ["Did you mean leahy foo (3 reports)?"]);
    assert_eq!(
        attributes(&page, ".meant a", "href"),
        ["/search?outlet=Rudaw&q=leahy+foo"]
    );
    assert_eq!(
        all(&page, ".notices li"),
        [
            "No report holds all the words; these hold some, best first.",
            "No report holds foo: search without it (12 reports)",
            "No report holds bar."
        ]
    );
    assert_eq!(
        attributes(&page, ".notices a", "href"),
        ["/search?outlet=Rudaw&q=lehay"]
    );
}

#[test]
fn a_person_stands_above_the_results_and_replaces_none() {
    let made = || Results {
        person: Some(PersonCard {
            name: "Kevin Leahy".to_owned(),
            count: 3,
            others: vec![FacetCount {
                value: "Kevin C. Leahy".to_owned(),
                count: 1,
            }],
        }),
        ..results(2, 22)
    };
    let first = page("q=kevin+leahy", made());
    assert_eq!(all(&first, ".card p").len(), 2);
    assert_eq!(all(&first, ".card .name"), ["Kevin Leahy"]);
    assert_eq!(
        attributes(&first, ".card a", "href"),
        ["/people/kevin-leahy", "/people/kevin-c-leahy"]
    );
    assert!(
        all(&first, ".card")
            .concat()
            .contains("Also printed as Kevin C. Leahy (1 report)")
    );
    assert_eq!(all(&first, ".hit").len(), 2);
    for known in ["page=2", "person=Kevin+Leahy"] {
        let page = page(&format!("q=kevin+leahy&{known}"), made());
        assert!(all(&page, ".card").is_empty(), "{known}");
    }
}

#[test]
fn results_stand_in_time_as_bars_and_as_a_table() {
    let page = page(
        "q=a",
        Results {
            histogram: months(&[3, 0, 1, 0, 7]),
            dates: DateCounts {
                sure: 11,
                possible: 2,
                undated: 1,
            },
            ..results(1, 14)
        },
    );
    assert_eq!(
        all(&page, ".chart a title"),
        ["January 2022: 3 reports", "March 2022: 1 report", "May 2022: 7 reports"]
    );
    let bars = attributes(&page, ".chart a", "href");
    assert_eq!(bars[1], "/search?q=a&from=2022-03-01&to=2022-03-31&dates=sure");
    assert_eq!(bars, attributes(&page, ".numbers a", "href"));
    assert_eq!(all(&page, ".numbers tbody td"), ["3", "1", "7"]);
    assert_eq!(all(&page, ".chart .tick"), ["7", "Jan 2022", "Mar 2022", "May 2022"]);
    assert_eq!(
        all(&page, ".time > p"),
        ["2 reports may be of several months", "1 undated report"]
    );
    assert_eq!(attributes(&page, ".time > p a", "href"), ["/search?q=a&dates=undated"]);
    assert!(all(&page, "[style], style").is_empty());
    assert_eq!(
        all(&page, ".facet .links a"),
        ["dated 11", "possibly then 2", "undated 1"]
    );
}

#[test]
fn results_take_the_search_and_their_place_along() {
    let page = page("q=a&page=3&limit=2&colour=red&outlet=B", results(2, 9));
    assert_eq!(
        attributes(&page, ".hit h2 a", "href"),
        [
            "/reports/r0?q=a&limit=2&outlet=B&n=5",
            "/reports/r1?q=a&limit=2&outlet=B&n=6"
        ]
    );
    assert_eq!(attributes(&page, ".hit", "id"), ["r5", "r6"]);
}

#[test]
fn a_search_can_be_cited_and_so_can_an_absence() {
    let page = page("colour=red&lang=EN&q=nobody&page=1", Results::default());
    assert_eq!(
        all(&page, ".cite"),
        [
            "Readout, search for “nobody”, Language: English: no reports in an archive of 1,234 reports with the \
          fingerprint 1f2e3d4c5b6a7988, last changed 22 November 2026, 01:22 UTC. \
          http://localhost/search?q=nobody&lang=en"
        ]
    );
    assert_eq!(attributes(&page, ".cite a", "href"), ["/search?q=nobody&lang=en"]);
    assert_eq!(
        attributes(&page, ".forms a", "href"),
        [
            "/search.atom?q=nobody&lang=en&sort=newest",
            "/search.csv?q=nobody&lang=en&limit=1000",
            "/search.json?colour=red&lang=EN&q=nobody&page=1"
        ]
    );
}

#[test]
fn hostile_text_stays_text_everywhere() {
    let one = |value: &str| {
        vec![FacetCount {
            value: value.to_owned(),
            count: 1,
        }]
    };
    let page = page(
        &Params::default().with("q", HOSTILE).with("outlet", HOSTILE).to_string(),
        Results {
            facets: FacetField::ALL.into_iter().map(|field| (field, one(HOSTILE))).collect(),
            widened: vec![Widening {
                typed: HOSTILE.to_owned(),
                also: vec![HOSTILE.to_owned(); 9],
                switch: ("names", "exact"),
            }],
            missing: vec![Missing {
                part: HOSTILE.to_owned(),
                without: HOSTILE.to_owned(),
                count: 1,
            }],
            corrections: vec![Correction {
                query: HOSTILE.to_owned(),
                count: 1,
            }],
            person: Some(PersonCard {
                name: HOSTILE.to_owned(),
                count: 1,
                others: one(HOSTILE),
            }),
            notices: vec![Notice::new(HOSTILE).or(HOSTILE, "q", HOSTILE)],
            ..results(1, 1)
        },
    );
    assert_eq!(all(&page, "script").len(), 1, "our own");
    assert_eq!(all(&page, ".facet").len(), 8);
    assert_eq!(all(&page, ".card .name"), [HOSTILE]);
    assert_eq!(all(&page, ".meant bdi"), [HOSTILE]);
    for href in attributes(&page, "[href]:not([rel=icon])", "href") {
        assert!(href.starts_with('/') || href.starts_with('#'), "{href}");
    }
}
