//! Meetings as pages, and in the forms for programs.

use crate::served::TestSite;
use crate::site::{Made, made};
use readout::report::{DateBounds, Entry, Evidence, Meeting, Participant, Quotation, Stated};

const WIRE: &str = "The two sides spoke for an hour about trade over the mountain pass and about the water of the river, \
    and they agreed that experts of both would meet again before the winter, a statement said.";

fn offices(meeting: &mut Meeting, offices: &[&str]) {
    for (person, office) in meeting.people.iter_mut().zip(offices) {
        person.office = Some(Stated::new((*office).to_owned(), 1, *office, "test"));
    }
}

/// Three reports of one meeting, two of them of one story; one of the next day; one of no day.
fn entries() -> Vec<Entry> {
    let topic = |meeting: &mut Meeting, topic: &str| {
        meeting.topics.push(Stated::new(topic.to_owned(), 2, topic, "test"));
    };
    let mut all = [
        made("a", "Envoy comes")
            .outlet("The Courier")
            .dated("2025-04-24")
            .says("Ann Lee met Bo Dahl.")
            .says(WIRE)
            .met(&["Ann Lee", "Bo Dahl", "Cy Young"], "2025-04-24")
            .met_in("Oslo")
            .meeting(|meeting| {
                offices(meeting, &["Maj. Gen.", "Minister"]);
                topic(meeting, "trade over the pass");
            }),
        made("b", "An envoy")
            .outlet("The Post")
            .dated("2025-04-25")
            .says(WIRE)
            .met(&["Bo Dahl", "Ann Lee"], "2025-04-24")
            .meeting(|meeting| {
                offices(meeting, &["Minister of Trade", "Brig. Gen."]);
                topic(meeting, "trade");
                topic(meeting, "a =SUM(1) of <b>money</b>");
                meeting.doubt = Some(Stated::new("It says Friday.".to_owned(), 1, "on Friday", "test"));
                meeting.weekday = Some(Stated::new("Friday".to_owned(), 1, "Friday", "test"));
            }),
        made("c", "A talk")
            .outlet("The Courier")
            .says("Other words.")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24"),
        made("d", "=Next day")
            .outlet("The Post")
            .met(&["Ann Lee", "Eve <i>Hall"], "2025-04-25"),
        made("e", "Some day")
            .met(&["Ann Lee", "Bo Dahl"], "")
            .meeting(|meeting| {
                meeting.when = DateBounds {
                    earliest: Some("2024-01-01".parse().unwrap()),
                    latest: None,
                    proof: vec![Evidence::new(1, "this year", "test")],
                };
            }),
    ]
    .map(Made::entry)
    .to_vec();
    all[0].facts.quotations.push(Quotation {
        words: Evidence::new(2, "we will meet again", "test"),
        speaker: Some("Ann Lee".to_owned()),
    });
    all
}

pub(super) fn site() -> TestSite {
    TestSite::of_entries(&entries())
}

#[test]
fn the_list_is_by_year_with_who_when_and_where() {
    let page = site().get("/meetings");
    assert_eq!(page.status, 200);
    assert_eq!(page.one(".found p"), "3 meetings, 1 of them of no exact day");
    assert_eq!(page.all("h2.year"), ["2025", "Day not known"]);
    assert_eq!(
        page.all(".meetings h3"),
        ["Ann Lee, Eve <i>Hall", "Ann Lee, Bo Dahl, Cy Young", "Ann Lee, Bo Dahl"]
    );
    assert_eq!(page.attributes(".meetings h3 a", "href")[0], "/people/ann-lee");
    assert_eq!(
        page.attributes(".meetings .meta a", "href"),
        ["/meetings/d.1", "/meetings/a.1", "/meetings/e.1"]
    );
    assert!(
        page.all(".meetings .meta")[1].contains("24 April 2025"),
        "{:?}",
        page.all(".meetings .meta")
    );
    assert!(page.all(".meetings .meta")[2].starts_with("not before 1 January 2024"));
    assert!(page.all(".meetings .meta a")[1].ends_with("3 reports in 2 outlets"));
    assert!(page.all("i").is_empty());
}

#[test]
fn every_parameter_narrows_and_an_unknown_one_is_named() {
    let site = site();
    let total = |address: &str| {
        let json = site.get(&format!("/meetings.json?{address}")).json();
        (
            json["total"].as_u64().unwrap(),
            json["notices"].as_array().unwrap().len(),
        )
    };
    for (address, expected) in [
        ("", 3),
        ("person=cy+young", 1),
        ("person=Ann+Lee&with=Eve+%3Ci%3EHall", 1),
        ("place=Oslo", 1),
        ("outlet=The+Post", 2),
        ("from=2025-04-25", 2),
        ("to=2025-04-24", 2),
        ("from=2025-04-25&dates=sure", 1),
        ("person=nobody", 0),
    ] {
        assert_eq!(total(address), (expected, 0), "{address}");
    }
    assert_eq!(total("q=x"), (3, 1));
    assert_eq!(total("from=tomorrow"), (3, 1));
    let page = site.get("/meetings?person=Cy+Young&colour=red");
    assert!(page.one(".notices").contains("“colour” is no parameter"));
    assert_eq!(page.attribute(".chips a", "href"), "/meetings?colour=red");
    assert_eq!(page.attribute("meta[name=robots]", "content"), "noindex");
    assert!(
        site.get("/meetings?person=nobody")
            .one(".nothing")
            .contains("No report tells of such a meeting")
    );
    assert_eq!(site.get("/meetings?page=999999").status, 404);
    assert!(
        site.get("/meetings?page=9")
            .one(".nothing")
            .contains("ends before this page")
    );
}

/// Not another that is as empty.
#[test]
fn behind_the_end_the_page_before_is_the_last() {
    let site = site();
    for (path, last) in [
        ("/meetings?limit=2&page=9", "limit=2&page=2"),
        ("/meetings.json?limit=2&page=9", "limit=2&page=2"),
        ("/people?limit=2&page=9", "limit=2&page=2"),
        ("/people.json?limit=2&page=9", "limit=2&page=2"),
        ("/search.json?limit=2&page=9", "limit=2&page=3"),
        ("/search.atom?limit=2&page=9", "limit=2&page=3"),
    ] {
        let page = site.get(path);
        let (form, _) = path.split_once('?').unwrap();
        let expected = format!("<http://localhost{form}?{last}>; rel=\"prev\"");
        assert_eq!(page.status, 200, "{path}");
        assert!(
            page.header("link").contains(&expected),
            "{path}: {}",
            page.header("link")
        );
    }
    for path in ["/meetings", "/people"] {
        let page = site.get(&format!("{path}?limit=2&page=9"));
        assert_eq!(
            page.attributes("link[rel=prev]", "href"),
            [format!("{path}?limit=2&page=2")]
        );
    }
}

#[test]
fn pages_follow_one_another_in_every_form() {
    let site = site();
    for path in ["/meetings", "/meetings.json", "/meetings.csv", "/meetings.ics"] {
        let first = site.get(&format!("{path}?limit=2"));
        assert_eq!(
            first.header("link"),
            format!("<http://localhost{path}?limit=2&page=2>; rel=\"next\""),
            "{path}"
        );
        assert!(
            !site
                .get(&format!("{path}?limit=2&page=2"))
                .header("link")
                .contains("next"),
            "{path}"
        );
    }
    let json = site.get("/meetings.json?limit=2").json();
    assert_eq!(json["next"], "/meetings.json?limit=2&page=2");
    assert_eq!(json["dated"], 2);
    assert_eq!(json["meetings"][1]["id"], "a.1");
    assert_eq!(
        json["meetings"][1]["outlets"],
        serde_json::json!(["The Courier", "The Post"])
    );
}

#[test]
fn the_table_is_safe_and_whole() {
    let page = site().get("/meetings.csv");
    assert_eq!(page.header("content-type"), "text/csv; charset=utf-8; header=present");
    let mut reader = csv::Reader::from_reader(page.body.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    let row: Vec<&str> = rows[1].iter().collect();
    assert_eq!(
        row,
        [
            "a.1",
            "http://localhost/meetings/a.1",
            "meeting",
            "2025-04-24",
            "2025-04-24",
            "2025-04-24",
            "Ann Lee; Bo Dahl; Cy Young",
            "Oslo",
            "trade over the pass",
            "3",
            "The Courier; The Post"
        ]
    );
    assert_eq!(&rows[2][3], "");
    assert_eq!(&rows[2][4], "2024-01-01");
}

#[test]
fn the_calendar_holds_what_is_known_to_the_day() {
    let page = site().get("/meetings.ics?place=Oslo");
    assert_eq!(page.header("content-type"), "text/calendar; charset=utf-8");
    let text = page.text().replace("\r\n ", "");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    assert!(text.contains("\r\nDTSTART;VALUE=DATE:20250424\r\n"));
    assert!(text.contains("\r\nURL:http://localhost/meetings/a.1\r\n"));
    let all = site().get("/meetings.ics");
    assert_eq!(all.text().matches("BEGIN:VEVENT").count(), 2);
    assert!(!all.text().contains("VTIMEZONE"));
    // One without an event is a calendar too: it has some component all the same.
    let empty = site().get("/meetings.ics?person=Nobody");
    assert_eq!(empty.status, 200);
    let components = empty.text().matches("\r\nBEGIN:V").count();
    assert_eq!(
        (components, empty.text().contains("VEVENT")),
        (1, false),
        "{}",
        empty.text()
    );
}

#[test]
fn reports_of_one_meeting_stand_side_by_side() {
    let site = site();
    let page = site.get("/meetings/c.1");
    assert_eq!(page.status, 200);
    assert_eq!(
        page.attribute("link[rel=canonical]", "href"),
        "http://localhost/meetings/a.1"
    );
    assert_eq!(page.all("thead .outlet"), ["The Courier", "The Post", "The Courier"]);
    assert_eq!(
        page.all(".sides tbody th"),
        ["Took part", "Office", "Day", "Place", "Topics", "Quotations", "Kind"]
    );
    let cells = |row: usize| page.all(&format!(".sides tbody tr:nth-child({row}) td"));
    assert!(
        cells(1)[0].contains("Cy Young") && cells(1)[0].ends_with("only here"),
        "{:?}",
        cells(1)
    );
    assert_eq!(cells(1)[1].matches("only here").count(), 0);
    assert!(
        cells(2)[0].contains("Maj. Gen.") && cells(2)[0].contains("others differ"),
        "{:?}",
        cells(2)
    );
    assert_eq!(cells(2)[2], "Not said");
    assert!(cells(4)[0].contains("only here"));
    assert_eq!(cells(5)[0].matches("only here").count(), 0, "{:?}", cells(5));
    assert_eq!(cells(5)[1].matches("only here").count(), 1);
    assert!(cells(6)[0].contains("we will meet again"));
    // Every value leads to its words.
    assert_eq!(
        page.attributes(".sides tbody tr:nth-child(5) li > a", "href")[0],
        "/reports/a#p2"
    );
    let notices = page.all(".notices li");
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert!(notices[0].starts_with("Ann Lee has different offices or ranks: “Brig. Gen.” (The Post); “Maj. Gen.”"));
    assert!(notices[1].starts_with("The Post: It says Friday."), "{notices:?}");
    assert!(page.text().contains("so it is told 2 times independently"));
    assert_eq!(page.all(".story li").len(), 2);
    assert_eq!(page.all("#possible ~ ul li").len(), 1);
    assert!(
        page.one("#visit ~ ul li")
            .contains("Ann Lee one day later, no report says that it was elsewhere")
    );
    let ids = page.attributes("[id]", "id");
    assert_eq!(ids.len(), ids.iter().collect::<std::collections::HashSet<_>>().len());
}

#[test]
fn a_meeting_is_there_for_programs() {
    let site = site();
    let json = site.get("/meetings/b.1.json").json();
    assert_eq!(json["meeting"]["id"], "a.1");
    assert_eq!(json["told"].as_array().unwrap().len(), 3);
    assert_eq!(json["told"][0]["meeting"]["people"][0]["office"]["value"], "Maj. Gen.");
    assert_eq!(json["told"][0]["quotations"][0]["speaker"], "Ann Lee");
    assert_eq!(json["stories"], serde_json::json!([["a", "b"], ["c"]]));
    assert_eq!(json["possible"][0]["certain"], false);
    assert_eq!(json["visit"][0]["meeting"]["id"], "d.1");
    let page = site.get("/meetings/a.1");
    let event: serde_json::Value = serde_json::from_str(&page.one("script[type]")).unwrap();
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["startDate"], "2025-04-24");
    assert_eq!(event["location"]["name"], "Oslo");
    assert_eq!(event["attendee"][1]["name"], "Bo Dahl");
    assert_eq!(event["subjectOf"].as_array().unwrap().len(), 3);
}

#[test]
fn a_meeting_that_is_not_there_shows_the_way_on() {
    let site = site();
    let check = |path: &str, way: &str| {
        let page = site.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.attributes("main a", "href").contains(&way.to_owned()), "{path}");
    };
    check("/meetings/a.77", "/reports/a");
    check("/meetings/zz.1", "/meetings");
    check("/meetings/nonsense", "/meetings");
    check("/meetings/%3Cscript%3E.1", "/meetings");
    let json = site.get("/meetings/a.77.json");
    assert_eq!(json.status, 404);
    assert!(
        json.json()["error"]["message"]
            .as_str()
            .unwrap()
            .contains("tells of no meeting")
    );
}

#[test]
fn a_report_says_whom_it_shows_meeting_and_who_else_says_so() {
    let site = site();
    let page = site.get("/reports/b");
    assert_eq!(page.one(".told > h2"), "Meeting");
    assert_eq!(page.attribute(".told h3 a", "href"), "/meetings/a.1");
    assert!(page.one(".told h3").starts_with("24 April 2025"));
    let people = page.all(".told .links li > a");
    assert_eq!(people, ["Bo Dahl Minister of Trade", "Ann Lee Brig. Gen."]);
    assert!(page.one(".told .notices").starts_with("It says Friday."));
    let told = page.attributes(".told .reports li > a", "href");
    assert_eq!(told, ["/reports/c", "/reports/a", "/meetings/e.1", "/meetings/d.1"]);
    let article: serde_json::Value = serde_json::from_str(&page.all("script[type]")[0]).unwrap();
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["about"][0]["@type"], "Event");
    assert_eq!(article["about"][0]["url"], "http://localhost/meetings/a.1");
    assert!(site.get("/reports/e").all(".told .reports").len() == 1);
}

#[test]
fn results_are_folded_in_every_form_and_facets_say_who_met() {
    let site = site();
    let page = site.get("/search?q=&fold=meeting");
    assert_eq!(page.all(".hit").len(), 3);
    assert!(
        page.one(".found h1").contains("5 reports folded to 3"),
        "{}",
        page.one(".found h1")
    );
    assert_eq!(page.one(".also-told"), "And 2 more reports of this meeting");
    assert_eq!(page.attribute(".also-told a", "href"), "/meetings/a.1");
    assert!(page.all(".chips li").iter().any(|chip| chip.starts_with("Folded:")));
    assert_eq!(page.attribute("select[name=fold] option[selected]", "value"), "meeting");
    let json = site.get("/search.json?fold=meeting&limit=2").json();
    assert_eq!((&json["total"], &json["folded"]), (&5.into(), &3.into()));
    assert!(json["next"].as_str().unwrap().contains("fold=meeting"));
    let more: Vec<&serde_json::Value> = json["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["more"])
        .collect();
    assert!(
        more.iter().any(|more| more["meeting"] == "a.1" && more["reports"] == 2),
        "{more:?}"
    );
    assert_eq!(
        site.get("/search.json?fold=meeting&limit=2&page=2").json()["next"],
        serde_json::Value::Null
    );
    assert_eq!(
        site.get("/search.atom?fold=meeting").text().matches("<entry>").count(),
        3
    );
    assert_eq!(
        site.get("/search.csv?fold=meeting")
            .text()
            .trim_end()
            .split("\r\n")
            .count(),
        4
    );
    assert_eq!(site.get("/search.csv").text().trim_end().split("\r\n").count(), 6);
    let page = site.get("/search?meeting=2025-04-24+meeting+ann-lee+bo-dahl");
    assert_eq!(page.all(".hit").len(), 3);
    let chips = page.all(".chips li");
    assert_eq!(chips, ["Meeting: 24 April 2025: Ann Lee, Bo Dahl ×"]);
    let facets = page.all(".facet .links a");
    assert!(
        facets.contains(&"24 April 2025: Ann Lee, Bo Dahl 3".to_owned()),
        "{facets:?}"
    );
    // A report leads on in the folded list.
    let page = site.get("/reports/b?fold=meeting&sort=newest&n=2");
    assert!(page.one(".walk .back").contains("of 3"), "{}", page.one(".walk .back"));
}

#[test]
fn a_name_that_nobody_has_whole_leads_to_those_who_have_it_in_part() {
    let mut entries = entries();
    entries.push(made("f", "From there").place("Oslo").entry());
    let site = TestSite::of_entries(&entries);
    let said = |address: &str| {
        let page = site.get(address);
        (page.all(".nothing p")[0].clone(), page.attributes(".nothing a", "href"))
    };
    let (words, links) = said("/meetings?person=dahl&with=Ann+Lee&page=1");
    assert_eq!(
        words,
        "Nobody has the whole name “dahl” in this archive. Perhaps: Bo Dahl."
    );
    assert_eq!(links[0], "/meetings?with=Ann+Lee&person=Bo+Dahl");
    assert_eq!(site.get(&links[0]).all(".meetings h3").len(), 2);
    assert_eq!(said("/meetings?with=young").1[0], "/meetings?with=Cy+Young");
    let (words, links) = said("/meetings?place=oslo");
    assert_eq!(words, "No place is written “oslo” in this archive. Perhaps: Oslo.");
    assert_eq!(links[0], "/meetings?place=Oslo");
    assert_eq!(said("/meetings?outlet=post").1[0], "/meetings?outlet=The+Post");
    let (words, links) = said("/meetings?outlet=%3Cb%3Exq");
    assert_eq!(words, "No outlet is written “<b>xq” in this archive.");
    assert_eq!(links[0], "/meetings");
    // Somebody who has met nobody there is not taken for a name that is unknown.
    assert_eq!(
        said("/meetings?person=Cy+Young&from=2025-05-01").0,
        "No report tells of such a meeting. See all meetings, or search the reports."
    );
}

#[test]
fn tellings_without_a_day_may_be_one_meeting_and_the_pages_say_so() {
    let mut entries = entries();
    let one = made("f", "Again").met(&["Ann Lee", "Bo Dahl"], "").entry();
    let page = TestSite::of_entries(&entries).get("/network?a=Ann+Lee&b=Bo+Dahl");
    assert!(page.all("#meetings ~ p.quiet").is_empty());
    entries.push(one);
    let site = TestSite::of_entries(&entries);
    let page = site.get("/network?a=Ann+Lee&b=Bo+Dahl");
    assert!(
        page.one("#meetings ~ p.quiet").contains("may be one"),
        "{}",
        page.text()
    );
    assert!(site.get("/meetings").one("h2.year ~ p.quiet").contains("may be one"));
    assert_eq!(
        site.get("/meetings?from=2025-05-01&dates=possible").one(".found p"),
        "1 meeting, of no exact day"
    );
    assert_eq!(
        site.get("/meetings?dates=undated&person=Ann+Lee").one(".found p"),
        "1 meeting, of no exact day"
    );
}

#[test]
fn who_never_met_by_these_names_may_have_met_by_others() {
    let site = TestSite::of_entries(&[
        made("a", "One")
            .met(&["John Mahama", "Omar Touray"], "2025-03-11")
            .entry(),
        made("b", "Two")
            .met(&["John Dramani Mahama", "Ann Lee"], "2025-03-11")
            .entry(),
    ]);
    let page = site.get("/network?a=John+Dramani+Mahama&b=Omar+Touray");
    assert!(page.one(".standfirst").starts_with("No report in this archive"));
    assert_eq!(
        page.all("#otherwise ~ ul li"),
        ["John Mahama and Omar Touray 1 meeting"]
    );
    assert_eq!(
        page.attributes("#otherwise ~ ul a", "href"),
        ["/network?a=john-mahama&b=omar-touray"]
    );
    assert!(
        site.get("/network?a=Ann+Lee&b=Omar+Touray")
            .all("#otherwise")
            .is_empty()
    );
}

#[test]
fn the_day_of_a_meeting_is_not_taken_for_that_of_publication() {
    let site = TestSite::seeds();
    let page = |report: &str| site.get(&format!("/reports/{report}"));
    // Reference managers take the first.
    let published = page("45e50149b2bb228b");
    assert_eq!(published.attributes("time", "datetime")[0], "2022-07-04");
    assert!(!published.all(".told time").is_empty());
    let unpublished = page("7244e11d86438f72");
    assert!(unpublished.all(".told h3")[0].contains("24 April 2025"));
    assert!(unpublished.all("time").is_empty());
}

#[test]
fn who_was_likely_there_is_said_to_be_no_more() {
    let report = made("a", "Envoy comes")
        .says("Ann Lee met Bo Dahl.")
        .says("Cy Young drew a map.");
    let report = report
        .met(&["Ann Lee", "Bo Dahl", "Cy Young"], "2025-04-24")
        .met_in("Oslo")
        .meeting(|meeting| {
            meeting.place.as_mut().unwrap().evidence.rule = Meeting::LIKELY_PLACE.into();
            meeting.people[2].evidence = Evidence::new(2, "Cy Young", Participant::LIKELY);
        });
    let page = TestSite::of_entries(&[report.entry()]).get("/reports/a");
    assert_eq!(page.all(".told .day > .quiet"), ["likely there"]);
    let people = page.all(".told ul.links > li");
    let likely: Vec<bool> = people.iter().map(|person| person.contains("likely there")).collect();
    assert_eq!(likely, [false, false, true], "{people:?}");
    assert!(people[2].contains("likely-took-part"), "{people:?}");
}
