//! Searches, facets and lists know the days that links tell, whatever the order in which reports came.

use crate::site::{Made, TestArchive, TestIndex, made, request};
use proptest::prelude::*;
use readout::index::{Addition, Index, Payload, dated_among, path_key};
use readout::report::{DateBounds, Entry, ReportId};
use readout::sources::{Encoding, Form, Found, Source};
use std::collections::BTreeMap;

/// The bounds of all reports, as a search shows them.
fn shown(results: readout::search::Results) -> BTreeMap<String, String> {
    let hits = results.hits.into_iter();
    hits.map(|hit| (hit.id.to_string(), in_short(&hit.dated))).collect()
}

fn in_short(dated: &DateBounds) -> String {
    let end = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
    let proof: Vec<String> = dated
        .proof
        .iter()
        .map(|proof| format!("{} {}", proof.rule, proof.words))
        .collect();
    format!("{}..{} {}", end(dated.earliest), end(dated.latest), proof.join("; "))
}

fn all(index: &TestIndex) -> BTreeMap<String, String> {
    shown(index.search("limit=100"))
}

#[test]
fn a_link_dates_a_report_for_every_search() {
    let reports = [
        made("it", "Mayor opens the quay").points_to("Council votes on the tax"),
        made("old", "Council votes on the tax").dated("2022-07-04"),
        made("new", "A walk")
            .dated("2022-09-01")
            .points_to("Mayor opens the quay"),
    ];
    let mut index = TestIndex::of(&reports.map(Made::entry));
    index.check("from=2022-01-01&to=2022-12-31&dates=sure", &["new", "old"]);
    assert_eq!(index.relink(), 1);
    assert_eq!(index.relink(), 0);
    assert_eq!(
        all(&index)["it"],
        "2022-07-04..2022-09-01 link-to-dated Council votes on the tax; named-by-dated Mayor opens the quay"
    );
    index.check("from=2022-01-01&to=2022-12-31&dates=sure", &["it", "new", "old"]);
    index.check("from=2022-08-01&to=2022-08-31&dates=possible", &["it"]);
    index.check("q=date:2021", &[]);
    index.check("dates=undated", &[]);
    let years = index.search("").facets;
    assert!(format!("{years:?}").contains("2022"));
}

#[test]
fn what_a_report_says_itself_is_passed_on_by_one_link_only() {
    let reports = [
        made("a", "First headline here").dated("2022-07-04"),
        made("b", "Second headline here").points_to("First headline here"),
        made("c", "Third headline here").points_to("Second headline here"),
    ];
    let mut index = TestIndex::of(&reports.map(Made::entry));
    index.relink();
    assert_eq!(all(&index)["c"], ".. ");
}

/// A small world in which headlines meet, dates are open or not, and pointers lead anywhere.
fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let dated = prop::sample::select(vec![
        "..",
        "2022-07-04",
        "2023-01-01..",
        "..2022-12-31",
        "2021-05-05..2023-05-05",
    ]);
    let one = (0..6_usize, dated, prop::collection::vec(0..6_usize, 0..4));
    prop::collection::vec(one, 1..9).prop_map(|all| {
        let headline = |n: usize| format!("Headline of the kind {n}");
        let make = |(nth, (own, dated, points)): (usize, (usize, &'static str, Vec<usize>))| {
            let report = made(&format!("r{nth}"), &headline(own)).dated(dated);
            points
                .into_iter()
                .fold(report, |report, n| report.points_to(&headline(n)))
                .entry()
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_index_dates_as_if_all_were_at_hand_in_any_order(entries in entries(), turn in 0..9_usize, parts in 1..4_usize) {
        let bounds = dated_among(&entries.iter().collect::<Vec<_>>());
        let expected: BTreeMap<String, String> =
            entries.iter().zip(&bounds).map(|(entry, dated)| (entry.report.id.to_string(), in_short(dated))).collect();
        let mut turned = entries.clone();
        turned.rotate_left(turn % entries.len());
        let commits: Vec<&[Entry]> = turned.chunks(turned.len().div_ceil(parts)).collect();
        let mut index = TestIndex::in_commits(&commits);
        index.relink();
        prop_assert_eq!(all(&index), expected);
        prop_assert_eq!(index.relink(), 0);
    }
}

#[test]
fn links_that_were_to_follow_a_commit_follow_at_the_next_start() {
    let site = TestArchive::with(&[("r1.txt", &file(1, "", 2)), ("r2.txt", &file(2, "4 July 2022", 3))]);
    let bounds = shown(site.search("limit=100"));
    let held = site.archive.report(&ReportId::from_stem("r1")).unwrap().unwrap();
    let opened = Index::open(&site.index_path()).unwrap();
    let (_, row) = opened
        .index
        .snapshot()
        .unwrap()
        .at_path(path_key("r1.txt"))
        .unwrap()
        .unwrap();
    let payload = opened.index.payload().unwrap().unwrap();
    // As if the program had ended between both commits.
    let mut writer = opened.index.writer(1).unwrap();
    let found = Found {
        id: held.entry.report.id.clone(),
        path: "r1.txt".to_owned(),
        size: row.size,
        modified_ns: row.modified_ns,
        within: None,
    };
    let source = Source {
        broken: None,
        id: held.entry.report.id.clone(),
        path: "r1.txt".to_owned(),
        bytes: file(1, "", 2).into_bytes(),
        text: file(1, "", 2),
        form: Form::Page,
        encoding: Encoding::Utf8,
        digest: held.digest.clone(),
    };
    let addition = Addition {
        found: &found,
        source: &source,
        entry: &held.entry,
        lines: &[],
        familiar: 0,
        sidecar: 0,
        replaces: true,
    };
    writer.put(&addition).unwrap();
    let payload = Payload {
        settled: false,
        ..payload
    };
    writer.commit(&payload).unwrap();
    writer.finish().unwrap();
    assert_eq!(
        shown(opened.index.snapshot().unwrap().search(&request("limit=100")).unwrap())["r1"],
        ".. "
    );
    drop(opened.index);
    let site = site.reopened();
    assert_eq!(shown(site.search("limit=100")), bounds);
    assert_eq!(site.archive.state().sync.indexed, 0);
}

/// The text of a file; what differs keeps its lines from being taken for the site's own.
fn file(n: usize, published: &str, points: usize) -> String {
    let date = if published.is_empty() {
        String::new()
    } else {
        format!("Published: {published}\n\n")
    };
    format!(
        "Mayor number {n} opens a new quay in the old harbour\n\n{date}The mayor of town {n} opened quay {n} and spoke about ships and trade.\n\n\
         Read More: Mayor number {points} opens a new quay in the old harbour\n\n\
         Guests of town {n} stayed for {n} days and saw the market of quay {n} too.\n"
    )
}

#[test]
fn reports_that_come_change_and_go_leave_what_a_fresh_index_has() {
    let name = |n: usize| format!("r{n}.txt");
    let site = TestArchive::with(&[(&name(1), &file(1, "", 2)), (&name(2), &file(2, "", 3))]);
    let bounds = |site: &TestArchive| shown(site.search("limit=100"));
    assert_eq!(bounds(&site)["r1"], ".. ");
    // One comes, its date changes, it goes, and comes again; another of its headline comes and goes.
    let other = "other.txt";
    for (step, expected) in [
        (Some((2, "4 July 2022")), "2022-07-04"),
        (Some((2, "5 August 2022")), "2022-08-05"),
        (None, ""),
        (Some((2, "6 July 2022")), "2022-07-06"),
    ] {
        match step {
            Some((n, day)) => site.write(&name(n), &file(n, day, 3)),
            None => site.remove(&name(2)),
        }
        site.archive.sync().unwrap();
        assert!(
            bounds(&site)["r1"].starts_with(&format!("{expected}..")),
            "{expected}: {:?}",
            bounds(&site)
        );
    }
    site.write(other, &file(2, "1 July 2022", 4));
    site.archive.sync().unwrap();
    assert_eq!(bounds(&site)["r1"], ".. ", "two reports have the headline");
    site.remove(other);
    site.archive.sync().unwrap();
    let last = bounds(&site);
    assert!(last["r1"].starts_with("2022-07-06.. "), "{last:?}");
    let fresh = TestArchive::with(&[(&name(1), &file(1, "", 2)), (&name(2), &file(2, "6 July 2022", 3))]);
    assert_eq!(bounds(&fresh), last);
    let again = site.reopened();
    assert_eq!((bounds(&again), again.archive.state().sync.indexed), (last, 0));
}
