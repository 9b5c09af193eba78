//! What is found, in which order, and what is shown of it.

use crate::site::{TestArchive, TestIndex, made};
use readout::report::Role;
use readout::search::Params;
use readout::search::{DateCounts, FacetField, Hit, Results, SnippetPart};

const A4D7: &str = "a4d73e69304a257b";
const S14D: &str = "14db0a9034ee1588";
const S45E: &str = "45e50149b2bb228b";
const S724: &str = "7244e11d86438f72";
const S877: &str = "877e7492e3bd1938";

#[test]
fn the_seeds_are_found_by_what_they_say() {
    let site = TestArchive::seeds();
    for sudani in [
        "shia' al-sudani",
        "Shia’ al Sudani",
        "sudani",
        "SUDANI's",
        "\"Shia' al-Sudani\"",
    ] {
        site.check(sudani, &[S14D, S724]);
    }
    for led in ["U.S.-led", "US-led", "“us led”", "U.S.–led"] {
        site.check(led, &[S14D, S45E, S724, S877, A4D7]);
    }
    site.check("(leahy OR harris) -barzani", &[S724, S877]);
    site.check("leahy OR harris -barzani", &[S14D, S724, S877, A4D7]);
    site.check("\"3,000 to 5,000\"", &[S14D]);
    site.check("meetings -barzani", &[S724, S877]);
    site.check("id:7244e11d86438f72", &[S724]);
    site.check("absent", &[]);
    assert_eq!(site.search("").total, 5);
}

fn shown(parts: &[SnippetPart]) -> String {
    let show = |part: &SnippetPart| match part.hit {
        true => format!("[{}]", part.text),
        false => part.text.clone(),
    };
    parts.iter().map(show).collect()
}

fn passages(hit: &Hit) -> Vec<String> {
    hit.snippets
        .iter()
        .map(|s| format!("{}: {}", s.field, shown(&s.parts)))
        .collect()
}

#[test]
fn every_seed_shows_the_words_it_was_found_by() {
    let site = TestArchive::seeds();
    for q in ["leahy", "coalition isis", "\"islamic state\"", "al-sudani"] {
        let results = site.search(&format!("q={}", q.replace(' ', "+")));
        assert!(results.total > 0, "{q}");
        for hit in &results.hits {
            let marked = hit.snippets.iter().flat_map(|s| &s.parts).any(|part| part.hit);
            assert!(marked, "{q}: {hit:?}");
            assert!(hit.snippets.len() <= 3);
            for passage in passages(hit) {
                assert!(passage.chars().count() < 300, "{passage}");
            }
        }
    }
}

/// Reports that differ in one thing each.
fn library() -> TestIndex {
    TestIndex::of(&[
        made("harvest", "Harvest talks")
            .line(Role::Standfirst, "The ministers agree.")
            .says("Growers met the minister. Rain was late.")
            .line(Role::Caption, "The minister in Basra. (Photo: A. Person)")
            .outlet("Kurdistan 24")
            .section("Politics")
            .tag("Farming")
            .place("Erbil")
            .person("Anna Müller")
            .person("Karl Harris")
            .lang("en")
            .dated("2022-07-04")
            .entry(),
        made("bridge", "A bridge opens")
            .says("The governor of Basra spoke.")
            .says("Harvest time is near.")
            .line(Role::ReadMore, "Read more: a comet was seen")
            .line(Role::Furniture, "Copyright comet")
            .line(Role::Repeated, "comet")
            .outlet("Rudaw")
            .person("Karl Harris")
            .lang("en")
            .dated("2022-06-01..2023-01-31")
            .entry(),
        made("river", "ديدار النهر")
            .says("التقى الوزير محمد شياع السوداني في كركوك")
            .outlet("Rudaw")
            .lang("ckb")
            .dated("2019-01-01..")
            .entry(),
        made("undated", "Nobody knows when")
            .says("A harvest of stones. The harvest, the harvest!")
            .entry(),
    ])
}

#[test]
fn words_may_stand_in_different_fields() {
    let index = library();
    index.check("q=harvest+minister", &["harvest"]);
    index.check("q=minister+basra+farming+politics", &["harvest"]);
    index.check("q=harvest", &["bridge", "harvest", "undated"]);
    index.check("q=growers+OR+stones", &["harvest", "undated"]);
    index.check("q=growers+stones&match=any", &["harvest", "undated"]);
    index.check("q=growers+stones", &[]);
    index.check("q=-harvest", &["river"]);
    index.check("q=minister+OR+-harvest", &["harvest", "river"]);
    index.check("q=harvest+-(minister+OR+stones)", &["bridge"]);
}

#[test]
fn phrases_stay_within_a_paragraph() {
    let index = library();
    index.check("q=%22basra+spoke%22", &["bridge"]);
    index.check("q=%22spoke+harvest%22", &[]);
    index.check("q=%22minister+rain%22", &["harvest"]);
    index.check("q=%22agree+growers%22", &[]);
    index.check("q=%22rain+minister%22", &[]);
    index.check("q=-%22minister+rain%22+basra", &["bridge"]);
    index.check("q=-(%22minister+rain%22+basra)", &["bridge", "river", "undated"]);
}

#[test]
fn what_is_set_aside_is_not_searched() {
    library().check("q=comet", &[]);
}

#[test]
fn fields_can_be_named() {
    let index = library();
    for (q, expected) in [
        ("title:harvest", &["harvest"][..]),
        ("body:harvest", &["bridge", "undated"]),
        ("caption:basra", &["harvest"]),
        ("outlet:rudaw", &["bridge", "river"]),
        ("outlet:kurdistan24", &[]),
        ("outlet:\"kurdistan 24\"", &["harvest"]),
        ("section:politics", &["harvest"]),
        ("tag:farming", &["harvest"]),
        ("place:erbil", &["harvest"]),
        ("person:muller", &["harvest"]),
        ("person:(anna OR karl) -tag:farming", &["bridge"]),
        ("lang:EN", &["bridge", "harvest"]),
        ("id:river", &["river"]),
        ("كركوك", &["river"]),
        ("کرکوک السّوداني", &["river"]),
    ] {
        let params = readout::search::Params::default().with("q", q);
        index.check(&params.to_string(), expected);
    }
}

#[test]
fn every_filter_narrows() {
    let index = library();
    index.check("outlet=Rudaw", &["bridge", "river"]);
    index.check("outlet=Rudaw&outlet=Kurdistan+24", &["bridge", "harvest", "river"]);
    index.check("outlet=rudaw", &[]);
    index.check("person=Karl+Harris", &["bridge", "harvest"]);
    index.check("person=Anna+M%C3%BCller", &["harvest"]);
    index.check("person=Karl+Harris&outlet=Rudaw", &["bridge"]);
    index.check("lang=EN", &["bridge", "harvest"]);
    index.check("q=harvest&lang=en&outlet=Rudaw", &["bridge"]);
    index.check("q=-stones&outlet=Rudaw", &["bridge", "river"]);
}

#[test]
fn dates_answer_three_ways() {
    let index = library();
    let counts = |address: &str| {
        let DateCounts {
            sure,
            possible,
            undated,
        } = index.search(address).dates;
        [sure, possible, undated]
    };
    assert_eq!(counts(""), [3, 0, 1]);
    assert_eq!(counts("from=2022&to=2022"), [1, 2, 1]);
    assert_eq!(counts("from=2022&to=2022&dates=undated"), [1, 2, 1]);
    assert_eq!(counts("q=harvest&from=2023"), [0, 1, 1]);
    index.check("from=2022&to=2022", &["bridge", "harvest", "river"]);
    index.check("from=2022&to=2022&dates=sure", &["harvest"]);
    index.check("from=2022&to=2022&dates=possible", &["bridge", "river"]);
    index.check("from=2022&to=2022&dates=undated", &["undated"]);
    index.check("dates=undated", &["undated"]);
    index.check("dates=any", &["bridge", "harvest", "river", "undated"]);
    index.check("dates=sure", &["bridge", "harvest", "river"]);
    index.check("from=2023-02-01", &["river"]);
    index.check("to=2018", &[]);
    index.check("to=2022-07-04", &["bridge", "harvest", "river"]);
    index.check("from=2019&dates=sure", &["bridge", "harvest", "river"]);
}

#[test]
fn orders_are_stable_and_lose_nothing() {
    let index = library();
    index.check_order("sort=newest", &["harvest", "bridge", "river", "undated"]);
    index.check_order("sort=oldest", &["river", "bridge", "harvest", "undated"]);
    // Nothing was asked, so the newest come first.
    index.check_order("", &["harvest", "bridge", "river", "undated"]);
    index.check_order("q=-absent", &["harvest", "bridge", "river", "undated"]);
    index.check_order("sort=newest&limit=2&page=2", &["river", "undated"]);
    index.check_order("limit=3&page=2", &["undated"]);
    index.check_order("page=3", &[]);
    assert_eq!(index.search("limit=1&page=2").total, 4);
}

#[test]
fn a_headline_says_what_a_report_is_about() {
    let index = TestIndex::of(&[
        made("told", "Growers meet in Basra")
            .says("They spoke about the harvest.")
            .entry(),
        made("named", "The harvest in Basra")
            .says("They spoke about growers.")
            .entry(),
    ]);
    index.check_order("q=harvest", &["named", "told"]);
    index.check_order("q=growers", &["told", "named"]);
}

#[test]
fn ties_are_broken_alike_however_the_reports_came() {
    let twins: Vec<_> = (0..40)
        .map(|n| made(&format!("twin{n}"), "Twin").says("the same words").entry())
        .collect();
    let mut other_way: Vec<_> = twins.clone();
    other_way.reverse();
    let one = TestIndex::of(&twins);
    let parts: Vec<&[_]> = other_way.chunks(7).collect();
    let other = TestIndex::in_commits(&parts);
    for address in ["q=same", "sort=oldest", ""] {
        let order = crate::site::ids(&one.search(&format!("{address}&limit=40")));
        assert_eq!(crate::site::ids(&other.search(&format!("{address}&limit=40"))), order);
        let mut paged = Vec::new();
        for page in 1..=5 {
            let results = one.search(&format!("{address}&limit=9&page={page}"));
            assert_eq!(results.total, 40);
            paged.extend(crate::site::ids(&results));
        }
        assert_eq!(paged, order, "{address}");
    }
}

fn facet(results: &Results, field: FacetField) -> Vec<(String, u64)> {
    let (_, counts) = results.facets.iter().find(|(name, _)| *name == field).unwrap();
    counts.iter().map(|count| (count.value.clone(), count.count)).collect()
}

#[test]
fn facets_count_the_matches() {
    let index = library();
    let check = |address: &str, field, expected: &[(&str, u64)]| {
        let found = facet(&index.search(address), field);
        let expected: Vec<_> = expected.iter().map(|(v, n)| ((*v).to_owned(), *n)).collect();
        assert_eq!(found, expected, "{address}");
    };
    check("", FacetField::Outlet, &[("Rudaw", 2), ("Kurdistan 24", 1)]);
    check("", FacetField::Person, &[("Karl Harris", 2), ("Anna Müller", 1)]);
    // Only a date within one year is of that year.
    check("", FacetField::Year, &[("2022", 1)]);
    check("q=bridge", FacetField::Outlet, &[("Rudaw", 1)]);
    check("dates=undated", FacetField::Outlet, &[]);
    // Counts are of all matches, not of the page.
    check("limit=1", FacetField::Outlet, &[("Rudaw", 2), ("Kurdistan 24", 1)]);
}

#[test]
fn facets_of_many_segments_are_one() {
    let entries: Vec<_> = (0..90)
        .map(|n| {
            let title = format!("Report {n}");
            let outlet = format!("Outlet {:02}", n % 30);
            made(&format!("r{n}"), &title)
                .outlet(&outlet)
                .person("Same")
                .person("Same")
                .entry()
        })
        .collect();
    let parts: Vec<&[_]> = entries.chunks(17).collect();
    let results = TestIndex::in_commits(&parts).search("q=report");
    let outlets = facet(&results, FacetField::Outlet);
    assert_eq!(outlets.len(), 20);
    assert_eq!(outlets.first(), Some(&("Outlet 00".to_owned(), 3)));
    assert_eq!(outlets.last(), Some(&("Outlet 19".to_owned(), 3)));
    assert_eq!(facet(&results, FacetField::Person), [("Same".to_owned(), 90)]);
}

#[test]
fn a_hit_says_what_it_is_and_shows_the_words() {
    let index = library();
    let results = index.search("q=minister+farming");
    let [hit] = results.hits.as_slice() else {
        panic!("{results:?}");
    };
    assert_eq!(hit.id.as_str(), "harvest");
    assert_eq!(hit.outlet.as_deref(), Some("Kurdistan 24"));
    assert_eq!(hit.dated.exact().unwrap().to_string(), "2022-07-04");
    assert!(!hit.title_is_supplied && hit.score > 0.0);
    assert_eq!(
        passages(hit),
        [
            "tags: [Farming]",
            "standfirst: The [ministers] agree.",
            "body: Growers met the [minister]. Rain was late.",
        ]
    );
    let hit = &index.search("q=title:harvest").hits[0];
    assert_eq!(shown(&hit.title), "[Harvest] talks");
    // Nothing else matches: the beginning is shown, and nothing in it is marked.
    assert_eq!(passages(hit), ["standfirst: The ministers agree."]);
    // A phrase stands in its own spelling: “the ministers” is none.
    let hit = &index.search("q=%22the+minister%22+-absent").hits[0];
    assert_eq!(
        passages(hit),
        [
            "body: Growers met [the minister]. Rain was late.",
            "caption: [The minister] in Basra. (Photo: A. Person)",
        ]
    );
}

#[test]
fn words_that_fold_to_nothing_are_named() {
    let index = library();
    let results = index.search("q=harvest+%D9%80%D9%80");
    assert_eq!((results.total, results.notices.len()), (3, 1));
}

#[test]
fn a_query_of_the_greatest_length_is_answered() {
    let index = library();
    for piece in ["a ", "harvest ", "\"a b\" ", "-a ", "a OR ", "(a b) "] {
        let q = piece.repeat(2_000 / piece.len());
        let params = readout::search::Params::default().with("q", q.trim());
        let _ = index.search(&params.to_string());
    }
}

#[test]
fn overview_and_marks_serve_the_pages() {
    let site = TestArchive::seeds();
    let overview = site.archive.overview().unwrap();
    assert!(overview.years.is_sorted_by(|a, b| a.value >= b.value));
    let (request, _) = Params::parse("q=leahy+-harris").read().unwrap();
    let marker = site.archive.marker(&request).unwrap();
    let marked = marker.mark("General Leahy’s talks with Harris");
    assert_eq!(shown(&marked), "General [Leahy’s] talks with Harris");
}
