//! Who met whom: told meetings brought together, over time, and what hangs together with them.

use crate::site::{Made, TestIndex, made};
use jiff::civil::Date;
use proptest::prelude::*;
use readout::report::{DateBounds, Entry, MeetingId, MeetingKind, Stated};
use readout::search::{Kin, MeetingList, Params};
use std::collections::BTreeMap;

fn list(index: &TestIndex, address: &str) -> MeetingList {
    let (request, notices) = Params::parse(address).read_meetings(20).unwrap();
    assert_eq!(notices, []);
    index.snapshot.meetings(&request).unwrap()
}

/// The names of the meetings that an address lists, in order.
#[track_caller]
fn check(index: &TestIndex, address: &str, expected: &[&str]) {
    let list = list(index, address);
    let ids: Vec<String> = list.meetings.iter().map(|row| row.id.to_string()).collect();
    assert_eq!(ids, expected, "{address}");
    if !address.contains("page") && !address.contains("limit") {
        assert_eq!(list.total, expected.len(), "{address}");
    }
}

fn id(text: &str) -> MeetingId {
    MeetingId::parse(text).unwrap()
}

/// The reports that stand side by side.
#[track_caller]
fn told(index: &TestIndex, name: &str) -> Vec<String> {
    let answer = index.snapshot.meeting(&id(name)).unwrap().unwrap();
    let reports = answer.told.iter().map(|told| told.entry.report.id.to_string());
    assert_eq!(answer.row.reports, answer.told.len());
    reports.collect()
}

fn between(first: Option<&str>, last: Option<&str>) -> DateBounds {
    let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
    DateBounds {
        earliest: day(first),
        latest: day(last),
        proof: Vec::new(),
    }
}

/// Three outlets tell of one meeting; the others are alike, and others.
fn archive() -> Vec<Entry> {
    [
        made("b", "One")
            .outlet("Rudaw")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24"),
        made("a", "Two")
            .outlet("Basnews")
            .met(&["Bo  DAHL", "Ann Lée", "Cy Young"], "2025-04-24")
            .met_in("Oslo"),
        made("c", "Three")
            .outlet("Rudaw")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24")
            .met_in("Oslo"),
        made("d", "Another day").met(&["Ann Lee", "Bo Dahl"], "2025-04-25"),
        made("e", "Others")
            .outlet("Basnews")
            .met(&["Ann Lee", "Dee Dahl"], "2025-04-24"),
        made("f", "Another year")
            .met(&["Cy Young", "Ann Lee"], "2023-01-02")
            .met_in("Rome"),
        made("g", "No day").met(&["Ann Lee", "Bo Dahl"], ""),
        made("h", "By telephone")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24")
            .meeting(|m| m.kind = MeetingKind::Call),
        made("i", "A part of a year")
            .met(&["Eve Hall", "Bo Dahl"], "")
            .meeting(|m| m.when = between(Some("2024-01-01"), Some("2024-02-01"))),
    ]
    .map(Made::entry)
    .to_vec()
}

#[test]
fn meetings_lie_in_time_with_those_of_no_day_last() {
    let entries = archive();
    let index = TestIndex::in_commits(&[&entries[..4], &entries[4..]]);
    let all = ["d.1", "e.1", "a.1", "h.1", "f.1", "i.1", "g.1"];
    check(&index, "", &all);
    for (page, expected) in all.chunks(2).enumerate() {
        check(&index, &format!("limit=2&page={}", page + 1), expected);
    }
    check(&index, "limit=2&page=9", &[]);
    let list = list(&index, "");
    assert_eq!((list.total, list.dated), (7, 5));
    let bars: Vec<(i16, usize)> = list
        .histogram
        .bars
        .iter()
        .map(|bar| (bar.from.year(), bar.count))
        .collect();
    assert_eq!(bars.iter().map(|(_, count)| count).sum::<usize>(), 5);
    assert_eq!((list.histogram.spread, list.histogram.undated), (1, 1));
    let row = &list.meetings[2];
    assert_eq!(row.people, ["Bo Dahl", "Ann Lee", "Cy Young"]);
    assert_eq!((row.reports, row.place.as_deref()), (3, Some("Oslo")));
    assert_eq!(row.outlets, ["Basnews", "Rudaw"]);
}

#[test]
fn every_filter_narrows() {
    let entries = archive();
    let index = TestIndex::in_commits(&[&entries[..2], &entries[2..7], &entries[7..]]);
    check(&index, "person=cy+young", &["a.1", "f.1"]);
    check(&index, "person=Eve+Hall&person=Cy+Young", &["a.1", "f.1", "i.1"]);
    check(&index, "person=Ann+Lee&person=Bo+Dahl&to=2024", &["f.1", "i.1"]);
    check(&index, "person=Ann+Lee&with=Cy+Young", &["a.1", "f.1"]);
    check(&index, "with=Bo+Dahl&with=Cy+Young", &["a.1"]);
    check(&index, "place=Oslo", &["a.1"]);
    check(&index, "place=Oslo&place=Rome", &["a.1", "f.1"]);
    check(&index, "outlet=Rudaw", &["a.1"]);
    check(&index, "outlet=Rudaw&outlet=Basnews", &["e.1", "a.1"]);
    check(&index, "outlet=Basnews&person=Dee+Dahl", &["e.1"]);
    check(&index, "outlet=Rudaw&place=Oslo&person=Cy+Young", &["a.1"]);
    check(&index, "from=2025", &["d.1", "e.1", "a.1", "h.1"]);
    check(&index, "from=2025-04-25", &["d.1"]);
    check(&index, "to=2024-01-15", &["f.1", "i.1"]);
    check(&index, "to=2024-01-15&dates=sure", &["f.1"]);
    check(&index, "to=2024-01-15&dates=possible", &["i.1"]);
    check(&index, "dates=undated", &["g.1"]);
    check(&index, "dates=sure", &["d.1", "e.1", "a.1", "h.1", "f.1", "i.1"]);
    check(&index, "person=nobody", &[]);
    check(&index, "person=Ann+Lee&page=2&limit=4", &["f.1", "g.1"]);
}

/// However many are asked for, each is gone through once.
#[test]
fn many_values_are_as_good_as_one() {
    let (places, meetings) = (99_i64, 45_i64);
    let day = |n: i64| {
        let first: Date = "2020-01-01".parse().unwrap();
        first.checked_add(jiff::Span::new().days(n)).unwrap().to_string()
    };
    let entries: Vec<Entry> = (0..places)
        .map(|place| {
            let made = (0..meetings).fold(made(&format!("r{place}"), "Many"), |made, n| {
                let nth = made.met(&["Ann Lee", "Bo Dahl"], &day(place * meetings + n));
                nth.met_in(&format!("Place {place}"))
            });
            made.entry()
        })
        .collect();
    let index = TestIndex::in_commits(&[&entries[..50], &entries[50..]]);
    let all: String = (0..places).map(|place| format!("&place=Place+{place}")).collect();
    for narrowed in ["", "person=Ann+Lee", "person=Ann+Lee&person=Bo+Dahl&with=Bo+Dahl"] {
        let list = list(&index, &format!("{narrowed}{all}"));
        assert_eq!(list.total, (places * meetings) as usize, "{narrowed}");
        assert_eq!((list.is_cut, list.notices), (false, Vec::new()), "{narrowed}");
        assert_eq!(list.meetings.len(), 20);
        let newest = list.meetings[0].when.exact().unwrap();
        assert_eq!(newest.to_string(), day(places * meetings - 1));
    }
}

#[test]
fn every_name_of_a_meeting_shows_all_of_it() {
    let index = TestIndex::of(&archive());
    for name in ["a.1", "b.1", "c.1"] {
        assert_eq!(told(&index, name), ["a", "b", "c"], "{name}");
        assert_eq!(index.snapshot.meeting(&id(name)).unwrap().unwrap().row.id, id("a.1"));
    }
    assert_eq!(told(&index, "g.1"), ["g"]);
    for nothing in ["a.2", "a.1b", "zz.1"] {
        assert!(index.snapshot.meeting(&id(nothing)).unwrap().is_none(), "{nothing}");
    }
}

#[test]
fn places_that_contradict_each_other_split_a_meeting() {
    let entries = [
        made("a", "Oslo")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24")
            .met_in("Oslo"),
        made("b", "Rome")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24")
            .met_in("Rome"),
        made("c", "Nowhere").met(&["Ann Lee", "Bo Dahl"], "2025-04-24"),
        made("d", "Oslo too")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24")
            .met_in("Oslo"),
        made("e", "Nowhere too").met(&["Ann Lee", "Bo Dahl"], "2025-04-24"),
    ]
    .map(Made::entry);
    let index = TestIndex::in_commits(&[&entries[..2], &entries[2..]]);
    assert_eq!(told(&index, "a.1"), ["a", "d"]);
    assert_eq!(told(&index, "b.1"), ["b"]);
    assert_eq!(told(&index, "c.1"), ["c"], "it may be either");
    assert_eq!(list(&index, "").total, 4);
    assert_eq!(list(&index, "place=Oslo").total, 1);
    let possible = |name: &str| {
        let answer = index.snapshot.meeting(&id(name)).unwrap().unwrap();
        let mut ids: Vec<String> = answer.possible.iter().map(|kin| kin.row.id.to_string()).collect();
        ids.sort();
        ids
    };
    assert_eq!(possible("c.1"), ["a.1", "b.1"]);
    assert_eq!(possible("a.1"), ["b.1", "c.1", "e.1"]);
}

fn short(kin: &[Kin]) -> Vec<(String, bool)> {
    kin.iter().map(|kin| (kin.row.id.to_string(), kin.certain)).collect()
}

#[test]
fn what_may_be_the_same_and_what_is_one_visit_are_told_with_reasons() {
    let entries = [
        made("a", "Main").met(&["Ann Lee", "Bo Dahl", "Cy Young"], "2025-04-24"),
        made("b", "Other head").met(&["Ann Lee", "Cy Young"], "2025-04-24"),
        made("c", "No day").met(&["Bo Dahl", "Ann Lee"], ""),
        made("d", "Another weekday")
            .met(&["Bo Dahl", "Ann Lee"], "")
            .meeting(|m| m.weekday = Some(Stated::new("Friday".to_owned(), 1, "Friday", "test"))),
        made("e", "Alike").met(&["Ann Lee", "Kay Dahl"], "2025-04-24"),
        made("f", "The next day").met(&["Ann Lee", "Guy Fox"], "2025-04-25"),
        made("g", "A week later").met(&["Ann Lee", "Guy Fox"], "2025-05-01"),
        made("h", "Both")
            .met(&["Ann Lee", "Hal Dahl"], "2025-04-24")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24"),
    ]
    .map(Made::entry);
    let index = TestIndex::of(&entries);
    let answer = index.snapshot.meeting(&id("a.1")).unwrap().unwrap();
    let kin = |name: &str, certain| (name.to_owned(), certain);
    assert_eq!(
        short(&answer.possible),
        [kin("b.1", false), kin("e.1", false), kin("c.1", false)]
    );
    // That which a report tells of beside it is no other name for it, but of the visit all the same.
    assert_eq!(short(&answer.visit), [kin("f.1", false)]);
    assert!(
        answer
            .possible
            .iter()
            .chain(&answer.visit)
            .all(|kin| !kin.reason.is_empty())
    );
    assert_eq!(
        answer.possible[0].reason,
        "Ann Lee and Cy Young took part in both; the same day"
    );
}

/// What an index says of all its meetings, whatever the order in which it heard of them.
fn said(index: &TestIndex) -> BTreeMap<String, String> {
    let list = list(index, "limit=1000");
    let answer = |name: &MeetingId| {
        let answer = index.snapshot.meeting(name).unwrap().unwrap();
        let told: Vec<String> = answer.told.iter().map(|told| told.id.to_string()).collect();
        format!("{told:?} {:?} {:?}", answer.possible, answer.visit)
    };
    list.meetings
        .iter()
        .map(|row| (format!("{row:?}"), answer(&row.id)))
        .collect()
}

/// A told meeting: who (two of a few), the day, the place.
fn some() -> impl Strategy<Value = (usize, usize, usize, usize)> {
    (0..4_usize, 0..4_usize, 0..4_usize, 0..3_usize)
}

const NAMES: [&str; 4] = ["Ann Lee", "Bo Dahl", "Cy Dahl", "Dee Young"];
const DAYS: [&str; 4] = ["", "2025-04-24", "2025-04-25", "2025-05-09"];
const PLACES: [&str; 3] = ["", "Oslo", "Rome"];

fn entries(told: &[(usize, usize, usize, usize)]) -> Vec<Entry> {
    let entry = |(n, (one, other, day, place)): (usize, &(usize, usize, usize, usize))| {
        let report = made(&format!("r{n:02}"), "Title").met(&[NAMES[*one], NAMES[*other]], DAYS[*day]);
        match PLACES[*place] {
            "" => report.entry(),
            place => report.met_in(place).entry(),
        }
    };
    told.iter().enumerate().map(entry).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_in_which_reports_came_changes_nothing(told in prop::collection::vec(some(), 1..14), cut in 0..14_usize) {
        let ahead = entries(&told);
        let mut back = ahead.clone();
        back.reverse();
        let cut = cut.min(back.len());
        let one = TestIndex::of(&ahead);
        let other = TestIndex::in_commits(&[&back[..cut], &back[cut..]]);
        prop_assert_eq!(said(&one), said(&other));
    }

    /// Reports side by side never contradict each other in who, when or where; and none is lost.
    #[test]
    fn nothing_is_brought_together_that_is_not_one(told in prop::collection::vec(some(), 1..14)) {
        let index = TestIndex::of(&entries(&told));
        let list = list(&index, "limit=1000");
        prop_assert_eq!(list.total, list.meetings.len());
        let mut seen = Vec::new();
        for row in &list.meetings {
            let answer = index.snapshot.meeting(&row.id).unwrap().unwrap();
            let of = |n: usize| {
                let number: usize = answer.told[n].entry.report.id.as_str()[1..].parse().unwrap();
                told[number]
            };
            seen.extend(answer.told.iter().map(|told| told.id.to_string()));
            let (one, other, day, _) = of(0);
            if answer.told.len() > 1 {
                prop_assert!(day > 0 && one != other);
            }
            let mut places: Vec<usize> = Vec::new();
            for n in 0..answer.told.len() {
                let (mine, theirs, own_day, place) = of(n);
                prop_assert!((mine, theirs) == (one, other) || (theirs, mine) == (one, other));
                prop_assert_eq!(own_day, day);
                if place > 0 && !places.contains(&place) {
                    places.push(place);
                }
            }
            prop_assert!(places.len() <= 1);
        }
        seen.sort();
        let all: Vec<String> = (0..told.len()).map(|n| format!("r{n:02}.1")).collect();
        prop_assert_eq!(seen, all);
    }
}

/// Two that name no place, between two that name different ones.
#[test]
fn what_came_first_is_not_listed_first() {
    let ahead = entries(&[(0, 1, 2, 2), (0, 1, 2, 0), (1, 0, 2, 0), (0, 1, 2, 1)]);
    let mut back = ahead.clone();
    back.reverse();
    let other = TestIndex::in_commits(&[&back[..3], &back[3..]]);
    assert_eq!(said(&TestIndex::of(&ahead)), said(&other));
}

/// Reports in which people met apart and together.
fn searched() -> TestIndex {
    let entries = [
        made("a", "One")
            .says("harbour harbour harbour")
            .met(&["Kevin Leahy", "Masrour Barzani"], "2025-04-24"),
        made("b", "Two")
            .says("harbour")
            .met(&["Masrour Barzani", "Kevin Leahy", "Ann Lee"], "2025-04-24"),
        made("c", "Three")
            .says("harbour harbour")
            .met(&["Kevin Leahy", "Ann Lee"], "2025-04-24")
            .met(&["Masrour Barzani", "Ann Lee"], "2025-04-25"),
        made("d", "Leahy and Barzani")
            .says("Kevin Leahy of Masrour Barzani, harbour")
            .person("Kevin Leahy")
            .person("Masrour Barzani"),
        made("e", "Five")
            .says("harbour")
            .met(&["Kevin Leahy", "Nechirvan Barzani"], ""),
        made("f", "Six")
            .says("harbour")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24")
            .met_in("Oslo"),
        made("g", "Seven")
            .says("harbour")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24")
            .met_in("Rome"),
        made("h", "Eight")
            .says("harbour")
            .met(&["Ann Lee", "Bo Dahl"], "2025-04-24"),
    ]
    .map(Made::entry);
    TestIndex::in_commits(&[&entries[..3], &entries[3..]])
}

#[test]
fn who_met_in_one_meeting_can_be_asked_for() {
    let index = searched();
    let q = |q: &str| Params::default().with("q", q).to_string();
    index.check(&q("leahy barzani"), &["d"]);
    index.check(&q("met:(leahy barzani)"), &["a", "b", "e"]);
    index.check(&q("met:(leahy masrour)"), &["a", "b"]);
    index.check(&q("met:leahy"), &["a", "b", "c", "e"]);
    index.check(&q("met:\"kevin leahy\" -met:barzani"), &[]);
    index.check(&q("met:(\"kevin leahy\" -barzani)"), &["c"]);
    index.check(&q("met:(leahy -ann)"), &["a", "e"]);
    index.check(&q("met:(leahy (nechirvan OR ann))"), &["b", "c", "e"]);
    index.check(&q("met:(lea* barz*)"), &["a", "b", "e"]);
    index.check(&q("met:(leahy masrur)"), &["a", "b"]);
    index.check(&q("met:(leahy masrur) names"), &[]);
    index.check(&format!("{}&names=exact", q("met:masrur")), &[]);
    // No phrase runs from one name into the next, and no meeting into another.
    index.check(&q("met:\"leahy masrour\""), &[]);
    index.check(&q("met:harbour"), &[]);
    // What was asked is marked where it stands in the text.
    let results = index.search(&q("d met:leahy OR title:leahy"));
    assert!(results.hits.iter().flat_map(|hit| &hit.title).any(|part| part.hit));
}

#[test]
fn a_search_is_narrowed_to_a_meeting_by_its_name() {
    let index = searched();
    let results = index.search("q=harbour");
    let (_, meetings) = results
        .facets
        .iter()
        .find(|(field, _)| field.name() == "meeting")
        .unwrap();
    let counts: Vec<(&str, u64)> = meetings.iter().map(|one| (one.value.as_str(), one.count)).collect();
    assert_eq!(
        counts,
        [
            ("2025-04-24 meeting ann-lee bo-dahl", 3),
            ("2025-04-24 meeting kevin-leahy masrour-barzani", 2),
            ("2025-04-24 meeting ann-lee kevin-leahy", 1),
            ("2025-04-25 meeting ann-lee masrour-barzani", 1),
        ]
    );
    let field = readout::search::FacetField::Meeting;
    assert_eq!(
        results.name_of(field, counts[1].0),
        "24 April 2025: Kevin Leahy, Masrour Barzani"
    );
    index.check("meeting=2025-04-24+meeting+kevin-leahy+masrour-barzani", &["a", "b"]);
    index.check(
        "meeting=2025-04-24+meeting+kevin-leahy+masrour-barzani&meeting=2025-04-24+meeting+ann-lee+kevin-leahy",
        &["a", "b", "c"],
    );
    index.check("meeting=nonsense", &[]);
}

#[test]
fn reports_of_one_meeting_fold_into_the_best() {
    let index = searched();
    let results = index.search("q=harbour&fold=meeting");
    assert_eq!((results.total, results.folded), (8, Some(7)));
    assert_eq!(results.hits.len(), 7);
    // One that says no place stands apart where others name two.
    let ids = crate::site::sorted(crate::site::ids(&results));
    assert_eq!(ids, ["a", "c", "d", "e", "f", "g", "h"]);
    let more = |id: &str| {
        let hit = results.hits.iter().find(|hit| hit.id.as_str() == id).unwrap();
        hit.more.as_ref().map(|(id, count)| (id.to_string(), *count))
    };
    assert_eq!(more("a"), Some(("a.1".to_owned(), 1)));
    assert_eq!(more("c"), None);
    let unfolded = index.search("q=harbour");
    assert_eq!((unfolded.total, unfolded.folded, unfolded.hits.len()), (8, None, 8));
    // Page by page nothing is lost and nothing comes twice.
    for sort in ["relevance", "newest", "oldest"] {
        let mut seen = Vec::new();
        for page in 1..=4 {
            seen.extend(crate::site::ids(
                &index.search(&format!("q=harbour&fold=meeting&sort={sort}&limit=2&page={page}")),
            ));
        }
        let mut all = seen.clone();
        all.sort();
        all.dedup();
        assert_eq!((seen.len(), all.len()), (7, 7), "{sort}: {seen:?}");
    }
}
