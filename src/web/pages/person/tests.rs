use super::*;
use crate::report::{DateBounds, Evidence, MeetingId, ReportId};
use crate::search::{Alike, Attended, FacetCount, Link, Met, Named, Office};
use scraper::{Html, Selector};

fn link(id: &str) -> Link {
    Link {
        id: ReportId::parse(id).unwrap(),
        title: format!("Title of {id}"),
        lang: None,
        outlet: Some("Wire".to_owned()),
        dated: DateBounds::default(),
    }
}

fn office(title: &str, reports: usize, days: Option<(&str, &str)>, undated: usize) -> Office {
    Office {
        title: title.to_owned(),
        reports,
        days: days.map(|(first, last)| (first.parse().unwrap(), last.parse().unwrap())),
        undated,
        source: link("abc"),
    }
}

fn alike(name: &str, may_be_same: bool) -> Alike {
    Alike {
        slug: slug(name),
        name: name.to_owned(),
        reports: 2,
        may_be_same,
    }
}

fn profile() -> Profile {
    let day = "2022-07-04".parse().unwrap();
    let id = MeetingId::parse("abc.7").unwrap();
    Profile {
        named: Named {
            slug: "karl-harris".to_owned(),
            name: "Karl Harris".to_owned(),
            reports: 4,
            meetings: 40,
        },
        names: vec!["Karl Harris".to_owned(), "Kárl Harris".to_owned()],
        forms: vec![FacetCount {
            value: "Col. “Karl” \"Harris\"".to_owned(),
            count: 4,
        }],
        more_forms: 1,
        offices: vec![
            office("Colonel", 1, Some(("2022-07-04", "2022-07-04")), 0),
            office("Major General", 3, Some(("2022-07-04", "2023-01-02")), 1),
            office("Deputy", 2, None, 2),
        ],
        more_offices: 0,
        meetings: vec![Attended {
            id: id.clone(),
            when: DateBounds::day(day, Evidence::new(7, "on 4 July", "test")),
            is_call: true,
            place: Some("Erbil".to_owned()),
            with: vec![("kevin-leahy".to_owned(), "Kevin <Leahy>".to_owned())],
            reports: 2,
        }],
        met: vec![Met {
            slug: "kevin-leahy".to_owned(),
            name: "Kevin <Leahy>".to_owned(),
            meetings: 2,
            last: (Some(day), id),
        }],
        met_in_all: 3,
        alike: vec![alike("Karl L. Harris", true), alike("Kamala Harris", false)],
    }
}

struct Seen(Html);

impl Seen {
    fn of(profile: Profile) -> Self {
        let page = Page::new(profile, Results::default(), &Here::default());
        Self(Html::parse_document(&Here::default().render(&page).unwrap()))
    }

    fn words(&self, css: &str) -> Vec<String> {
        let selector = Selector::parse(css).unwrap();
        let found = self.0.select(&selector).map(|element| {
            let text: String = element.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        found.collect()
    }

    fn hrefs(&self, css: &str) -> Vec<String> {
        let selector = Selector::parse(css).unwrap();
        let found = self.0.select(&selector);
        found.filter_map(|link| link.attr("href").map(str::to_owned)).collect()
    }
}

#[test]
fn every_claim_leads_to_its_source() {
    let seen = Seen::of(profile());
    assert_eq!(
        seen.words("[aria-labelledby=offices] li"),
        [
            "Colonel in 1 report: Title of abc Wire, undated",
            "Major General in 3 reports from 4 July 2022 to 2 January 2023, 1 of no known day among them: Title of abc Wire, undated",
            "Deputy in 2 reports, none of a known day: Title of abc Wire, undated",
        ]
    );
    assert_eq!(seen.hrefs("[aria-labelledby=offices] li a"), ["/reports/abc"; 3]);
    assert_eq!(
        seen.words("[aria-labelledby=meetings] li"),
        ["Call, 4 July 2022 with Kevin <Leahy>, Erbil 2 reports"]
    );
    assert_eq!(
        seen.hrefs("[aria-labelledby=meetings] a"),
        ["/meetings/abc.7", "/people/kevin-leahy", "/meetings?person=Karl+Harris"]
    );
    assert_eq!(
        seen.words(".met li"),
        ["Kevin <Leahy> 2 meetings, last met 4 July 2022", "and 2 others"]
    );
    assert_eq!(
        seen.hrefs(".met a"),
        [
            "/people/kevin-leahy",
            "/network?a=karl-harris&b=kevin-leahy",
            "/meetings/abc.7"
        ]
    );
}

#[test]
fn a_form_leads_to_the_reports_that_print_it() {
    let seen = Seen::of(profile());
    let hrefs = seen.hrefs(".side .links a");
    assert_eq!(
        hrefs[0],
        "/search?person=Karl+Harris&person=K%C3%A1rl+Harris&q=%22Col.+%E2%80%9CKarl%E2%80%9D++Harris+%22"
    );
}

#[test]
fn who_may_be_the_same_is_told_apart_from_who_is_not() {
    let seen = Seen::of(profile());
    assert_eq!(seen.hrefs("header.plain p:not(.kicker) a"), ["/people/karl-l-harris"]);
    assert!(
        seen.words("header.plain p")
            .iter()
            .any(|words| words.contains("the archivist decides"))
    );
    assert!(seen.words(".side h2").contains(&"Not to be confused with".to_owned()));
    assert!(
        seen.hrefs(".side .links a")
            .contains(&"/people/kamala-harris".to_owned())
    );
}

#[test]
fn search_engines_are_told_a_person() {
    let seen = Seen::of(profile());
    let json: serde_json::Value = serde_json::from_str(&seen.words("script[type='application/ld+json']")[0]).unwrap();
    assert_eq!(
        (&json["@type"], &json["name"]),
        (&"Person".into(), &"Karl Harris".into())
    );
    assert_eq!(
        json["jobTitle"],
        serde_json::json!(["Colonel", "Major General", "Deputy"])
    );
    assert_eq!(json["knows"][0]["name"], "Kevin <Leahy>");
}

#[test]
fn what_is_not_known_leaves_no_heading() {
    let bare = Profile {
        offices: Vec::new(),
        meetings: Vec::new(),
        met: Vec::new(),
        met_in_all: 0,
        alike: Vec::new(),
        named: Named {
            meetings: 0,
            ..profile().named
        },
        ..profile()
    };
    let seen = Seen::of(bare);
    assert_eq!(seen.words("h2"), ["Reports", "Name as printed", "More"]);
    assert!(seen.words(".standfirst")[0].contains("took part in no meeting that is told of"));
}
