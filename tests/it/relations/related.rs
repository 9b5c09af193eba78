//! Reports that are alike, and why.

use super::Graph;
use crate::site::{Made, TestArchive, made};
use readout::search::{Reason, Related};

fn person(name: &str) -> Reason {
    Reason::Person(name.to_owned())
}

fn related(graph: &Graph, id: &str, limit: usize) -> Vec<Related> {
    let related = graph.index.snapshot.related(graph.entry(id), limit).unwrap();
    assert!(
        related
            .iter()
            .all(|one| !one.reasons.is_empty() && one.report.id.as_str() != id)
    );
    related
}

fn ids(related: &[Related]) -> Vec<&str> {
    related.iter().map(|one| one.report.id.as_str()).collect()
}

/// Reports that have nothing in common with others but what all have.
fn crowd(count: usize) -> Vec<Made> {
    let report = |n| {
        made(&format!("crowd{n}"), "A day at the quay")
            .says("The weather was fair and the harbour was calm.")
            .person("Ada Okafor")
            .organisation("Harbour Board")
            .place("Oldport")
    };
    (0..count).map(report).collect()
}

fn graph(mut some: Vec<Made>, others: usize) -> Graph {
    some.extend(crowd(others));
    Graph::of(some.into_iter().map(Made::entry).collect())
}

#[test]
fn a_person_in_common_is_a_reason_and_a_place_is_none() {
    let graph = graph(
        vec![
            made("a", "Quay opens")
                .person("Bela Nagy")
                .person("Ines Duarte")
                .place("Accra"),
            made("b", "Tax rises").person("Bela Nagy").place("Accra"),
            made("c", "Boats race").person("Bela Nagy").person("Ines Duarte"),
            made("d", "Fish prices").place("Accra"),
            made("e", "Tide tables"),
        ],
        2,
    );
    let found = related(&graph, "a", 10);
    assert_eq!(ids(&found), ["c", "b"]);
    // The rarer first.
    assert_eq!(found[0].reasons, [person("Ines Duarte"), person("Bela Nagy")]);
    assert_eq!(
        found[1].reasons,
        [person("Bela Nagy"), Reason::Place("Accra".to_owned())]
    );
    assert_eq!(ids(&related(&graph, "d", 10)), Vec::<&str>::new());
    assert_eq!(ids(&related(&graph, "e", 10)), Vec::<&str>::new());
    assert_eq!(ids(&related(&graph, "a", 1)), ["c"]);
    assert_eq!(ids(&related(&graph, "a", 0)), Vec::<&str>::new());
}

#[test]
fn what_stands_everywhere_relates_nothing() {
    let graph = graph(
        vec![
            made("a", "Quay opens")
                .person("Ada Okafor")
                .organisation("Harbour Board")
                .person("Bela Nagy"),
            made("b", "Tax rises")
                .person("Ada Okafor")
                .organisation("Harbour Board")
                .person("Bela Nagy"),
        ],
        30,
    );
    let found = related(&graph, "a", 50);
    assert_eq!(ids(&found), ["b"]);
    assert_eq!(found[0].reasons, [person("Bela Nagy")]);
    assert_eq!(ids(&related(&graph, "crowd3", 50)), Vec::<&str>::new());
}

#[test]
fn a_body_that_few_name_is_a_reason() {
    let graph = graph(
        vec![
            made("a", "Quay opens")
                .outlet("Delta Radio")
                .organisation("Delta Radio")
                .organisation("Pilots Guild"),
            made("b", "Tax rises").outlet("Delta Radio").organisation("Delta Radio"),
            made("c", "Boats race").organisation("Pilots Guild"),
        ],
        20,
    );
    let found = related(&graph, "a", 10);
    assert_eq!(ids(&found), ["c"], "an outlet names itself in all its reports");
    assert_eq!(found[0].reasons, [Reason::Organisation("Pilots Guild".to_owned())]);
}

#[test]
fn words_that_few_reports_have_are_a_reason_when_there_are_several() {
    let graph = graph(
        vec![
            made("a", "Quay opens").says("Dredging of the Estuary, silt, mangroves and turbines."),
            made("b", "Tax rises").says("No dredging: the estuary's silt feeds mangroves."),
            made("c", "Boats race").says("The estuary is full of silt."),
            made("d", "Fish prices").says("The harbour was calm and the weather fair in Oldport."),
        ],
        60,
    );
    let found = related(&graph, "a", 10);
    assert_eq!(ids(&found), ["b"]);
    let Reason::Words(words) = &found[0].reasons[0] else {
        panic!("{found:?}");
    };
    let mut words = words.clone();
    words.sort();
    assert_eq!(
        words,
        ["Dredging", "Estuary", "mangroves", "silt"],
        "as the report prints them"
    );
    assert_eq!(ids(&related(&graph, "d", 10)), Vec::<&str>::new());
}

/// In a handful of reports no word can be told to be rare.
#[test]
fn the_seeds_are_related_by_people() {
    let site = TestArchive::seeds();
    let held = site.archive.report(&super::id("a4d73e69304a257b")).unwrap().unwrap();
    let found = site.archive.related(&held.entry, 10).unwrap();
    let of = |id: &str| {
        found
            .iter()
            .find(|one| one.report.id.as_str() == id)
            .map(|one| one.reasons.clone())
    };
    assert!(of("14db0a9034ee1588").unwrap().contains(&person("Kevin Leahy")));
    assert!(of("45e50149b2bb228b").unwrap().contains(&person("Masrour Barzani")));
    assert!(of("a4d73e69304a257b").is_none());
    assert!(
        found
            .iter()
            .all(|one| !one.reasons.iter().any(|reason| matches!(reason, Reason::Words(_))))
    );
}

#[test]
fn the_order_is_the_same_however_reports_came() {
    let mut reports: Vec<Made> = Vec::new();
    for n in 0..9 {
        reports.push(made(&format!("r{n}"), "Quay opens").person("Bela Nagy"));
    }
    let there = graph(reports, 12);
    let mut entries = there.entries.clone();
    entries.reverse();
    let back = Graph::of(entries);
    for limit in [2, 5, 20] {
        assert_eq!(related(&there, "r4", limit), related(&back, "r4", limit));
        assert_eq!(related(&there, "r4", limit).len(), limit.min(8));
    }
}
