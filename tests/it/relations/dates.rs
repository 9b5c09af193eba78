//! What links say about dates.

use super::{Graph, id, id_of};
use crate::site::{Made, TestArchive, made};
use jiff::civil::date;

/// What the links say of the report `it`: `earliest by id .. latest by id`.
#[track_caller]
fn check(reports: Vec<Made>, expected: &str) {
    let graph = Graph::of(reports.into_iter().map(Made::entry).collect());
    let linked = graph.index.snapshot.linked_dates(graph.entry("it")).unwrap();
    let end = |end: Option<(jiff::civil::Date, readout::search::Link)>| {
        end.map_or(String::new(), |(day, link)| format!("{day} {}", link.id))
    };
    assert_eq!(format!("{}..{}", end(linked.earliest), end(linked.latest)), expected);
}

fn it() -> Made {
    made("it", "Mayor opens the quay").points_to("Council votes on the tax")
}

fn older(id: &str, dated: &str) -> Made {
    made(id, "Council votes on the tax").dated(dated)
}

fn younger(id: &str, dated: &str) -> Made {
    made(id, "A walk").dated(dated).points_to("Mayor opens the quay")
}

#[test]
fn a_seed_is_no_older_than_the_one_it_points_to() {
    let site = TestArchive::seeds();
    let entry = |text: &str| site.archive.report(&id(text)).unwrap().unwrap().entry;
    let linked = site.archive.linked_dates(&entry("877e7492e3bd1938")).unwrap();
    let (day, link) = linked.earliest.unwrap();
    assert_eq!((day, id_of(&link).as_str()), (date(2022, 7, 4), "45e50149b2bb228b"));
    assert_eq!(linked.latest, None);
    // That one has a date of its own.
    let linked = site.archive.linked_dates(&entry("45e50149b2bb228b")).unwrap();
    assert_eq!((linked.earliest, linked.latest), (None, None));
}

#[test]
fn links_narrow_a_date() {
    check(vec![it(), older("o", "2022-07-04")], "2022-07-04 o..");
    check(
        vec![it(), older("o", "2022-07-04.."), younger("y", "..2023-01-01")],
        "2022-07-04 o..2023-01-01 y",
    );
    check(
        vec![
            it(),
            younger("y", "2023-02-02"),
            younger("z", "2023-01-01"),
            younger("u", ".."),
        ],
        "..2023-01-01 z",
    );
    check(
        vec![
            it().points_to("Tide tables"),
            older("o", "2022-07-04"),
            made("t", "Tide tables").dated("2022-08-01"),
        ],
        "2022-08-01 t..",
    );
    check(
        vec![it().dated("2022-01-01.."), older("o", "2022-07-04")],
        "2022-07-04 o..",
    );
}

#[test]
fn links_that_say_nothing_new_are_no_news() {
    check(vec![it(), older("o", "..")], "..");
    check(
        vec![it(), older("o", "..2022-07-04"), younger("y", "2022-09-01..")],
        "..",
    );
    check(
        vec![
            it().dated("2022-07-04"),
            older("o", "2022-07-04"),
            younger("y", "2022-07-04"),
        ],
        "..",
    );
    check(vec![it().dated("2022-08-01.."), older("o", "2022-07-04")], "..");
}

#[test]
fn links_contradict_nothing() {
    check(vec![it().dated("2022-07-01"), older("o", "2022-07-04")], "..");
    check(vec![it().dated("2022-07-09.."), younger("y", "2022-07-04")], "..");
    check(vec![it(), older("o", "2022-07-04"), younger("y", "2022-07-01")], "..");
    check(
        vec![it(), older("o", "2022-07-04"), younger("y", "2022-07-04")],
        "2022-07-04 o..2022-07-04 y",
    );
}

#[test]
fn only_a_headline_of_one_report_is_evidence() {
    check(vec![it(), older("o", "2022-07-04"), older("p", "2021-07-04")], "..");
    check(
        vec![it(), made("twin", "Mayor opens the quay"), younger("y", "2023-01-01")],
        "..",
    );
    let likely = made("it", "A walk").points_to("Harbour Minister meets with fishing unions in Lagos");
    let near = made("near", "Harbour minister meets the fishing unions in Lagos").dated("2022-07-04");
    check(vec![likely, near], "..");
    let to_itself = made("it", "Mayor opens the quay")
        .dated("2022-01-01..2022-02-01")
        .points_to("Mayor opens the quay");
    check(vec![to_itself], "..");
}
