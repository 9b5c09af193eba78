//! Pointers, what points back, and what is wanted.

use super::{Graph, id, id_of};
use crate::site::{TestArchive, made};
use readout::search::Target;

/// A report with this headline, and one that points to it as that.
fn pair(headline: &str, pointer: &str) -> Graph {
    Graph::of(vec![
        made("held", headline).outlet("The Delta Courier").entry(),
        made("from", "A walk along the quay")
            .outlet("Hill Gazette")
            .points_to(pointer)
            .entry(),
    ])
}

#[test]
fn the_seeds_point_to_each_other() {
    let site = TestArchive::seeds();
    let report = |text: &str| site.archive.report(&id(text)).unwrap().unwrap().entry.report;
    let pointers = site.archive.pointers(&report("877e7492e3bd1938")).unwrap();
    let lines: Vec<u32> = pointers.iter().map(|pointer| pointer.line).collect();
    assert_eq!(lines, [19, 23]);
    let Target::Held(link) = &pointers[0].target else {
        panic!("{pointers:?}");
    };
    assert_eq!(id_of(link), "45e50149b2bb228b");
    assert_eq!(link.title, pointers[0].title);
    assert_eq!(link.outlet.as_deref(), Some("Kurdistan 24"));
    assert_eq!(pointers[1].target, Target::Wanted);
    let cited = site.archive.cited_by(&report("45e50149b2bb228b"), 10).unwrap();
    let citers: Vec<String> = cited.citers.iter().map(id_of).collect();
    assert_eq!((cited.total, citers), (1, vec!["877e7492e3bd1938".to_owned()]));
    let list = site.archive.wanted(0, 10).unwrap();
    assert_eq!((list.total, list.wanted.len()), (3, 3));
    assert_eq!(list.wanted[0].title, pointers[1].title);
    assert_eq!((list.wanted[0].count, list.wanted[0].citers.len()), (2, 2));
}

#[test]
fn copies_of_a_headline_lead_to_it() {
    for (headline, pointer) in [
        ("Mayor opens the “new” quay", "MAYOR OPENS  THE 'NEW' QUAY"),
        ("Port–rail talks: who’s in?", "Port-Rail Talks — Who's in"),
        ("El alcalde visita Cádiz", "El alcalde visita Ca\u{301}diz"),
        ("وزير الري يزور السد", "\u{202b}«وزير الري» يزور السد\u{202c}"),
        (
            "وزیر آب از سد بازدید کرد",
            "وزیر آب از سد بازدید کرد…".trim_end_matches('…'),
        ),
        ("שר המים ביקר בסכר", "שר המים ביקר בסכר!"),
        ("市長は新しい港を訪問", "市長は新しい港を訪問"),
        // The name of the outlet, ours or theirs, on either side.
        (
            "Mayor opens the new quay",
            "Mayor opens the new quay | The Delta Courier",
        ),
        (
            "Mayor opens the new quay - The Delta Courier",
            "Mayor opens the new quay",
        ),
    ] {
        let graph = pair(headline, pointer);
        graph.check_leads("from", &["held"]);
        assert_eq!(graph.citers("held"), ["from"], "{headline}");
        assert_eq!(graph.wanted(), [], "{headline}");
    }
}

#[test]
fn what_is_nearly_a_headline_is_said_to_be() {
    for (headline, pointer) in [
        (
            "Harbour minister meets the fishing unions in Lagos",
            "Harbour Minister meets with fishing unions in Lagos",
        ),
        (
            "Farmers and ministry agree on water prices",
            "Farmers and ministry agree on water prices | Some Other Paper",
        ),
        // Cut, in and behind a word.
        (
            "Harbour minister meets the fishing unions in Lagos to talk of quotas",
            "Harbour minister meets the fishing un…",
        ),
        (
            "Harbour minister meets the fishing unions in Lagos to talk of quotas",
            "Harbour minister meets the fishing unions ...",
        ),
        (
            "وزير الري يزور السد الجديد في أسوان غدا",
            "وزير الري يزور السد الجديد في…",
        ),
    ] {
        let graph = pair(headline, pointer);
        graph.check_leads("from", &["held?"]);
        // Only the very headline counts where nobody looks at it.
        assert_eq!(graph.citers("held"), Vec::<String>::new(), "{headline}");
        assert_eq!(graph.wanted(), [(pointer.to_owned(), 1)]);
    }
}

#[test]
fn what_only_looks_like_a_headline_is_wanted() {
    for (headline, pointer) in [
        (
            "Second meeting of the fishing council ends in Lagos",
            "Third meeting of the fishing council ends in Lagos",
        ),
        (
            "Fishing council closes its 2022 meeting in Lagos with a dinner",
            "Fishing council closes its 2023 meeting in Lagos with a dinner",
        ),
        (
            "Harbour minister receives German consul on new quotas",
            "Harbour minister receives French consul on new quotas",
        ),
        // Too short a beginning, and one that is none.
        ("Harbour minister meets the fishing unions", "Harbour minister meets…"),
        (
            "Harbour minister meets the fishing unions",
            "Harbour minister meets the farming unions…",
        ),
    ] {
        pair(headline, pointer).check_leads("from", &["wanted"]);
    }
}

#[test]
fn a_beginning_of_two_headlines_leads_to_neither() {
    let graph = Graph::of(vec![
        made("a", "Harbour minister meets the fishing unions in Lagos").entry(),
        made("b", "Harbour minister meets the fishing unions in Accra").entry(),
        made("from", "A walk")
            .points_to("Harbour minister meets the fishing unions…")
            .entry(),
    ]);
    graph.check_leads("from", &["wanted"]);
}

#[test]
fn a_supplied_title_is_no_headline() {
    let title = "The minister met farmers at the new dam on Monday";
    let graph = Graph::of(vec![
        made("a", title).supplied().entry(),
        made("b", "A walk")
            .points_to(title)
            .points_to("Minister met farmers at the new dam on Monday")
            .entry(),
    ]);
    graph.check_leads("b", &["wanted", "wanted"]);
    assert_eq!(graph.citers("a"), Vec::<String>::new());
    assert_eq!(graph.wanted().len(), 2);
}

#[test]
fn no_report_points_to_itself() {
    let graph = Graph::of(vec![
        made("a", "Notes from the quay")
            .points_to("Notes from the Quay")
            .entry(),
        made("b", "A walk").points_to("Tide tables").entry(),
    ]);
    graph.check_leads("a", &[]);
    assert_eq!(graph.citers("a"), Vec::<String>::new());
    assert_eq!(graph.wanted(), [("Tide tables".to_owned(), 1)]);
    // Of a column that is called the same each week, another one is meant.
    let graph = Graph::of(vec![
        made("a", "Notes from the quay")
            .points_to("Notes from the Quay")
            .entry(),
        made("b", "Notes from the quay").entry(),
    ]);
    graph.check_leads("a", &["b"]);
    assert_eq!(graph.citers("b"), ["a"]);
    assert_eq!(graph.citers("a"), Vec::<String>::new());
}

#[test]
fn of_several_the_one_of_the_same_outlet_and_next_in_time_is_meant() {
    let column = |id: &str, outlet: &str, day: &str| made(id, "Notes from the quay").outlet(outlet).dated(day).entry();
    let from = |id: &str, outlet: &str, day: &str| {
        made(id, "A walk")
            .outlet(outlet)
            .dated(day)
            .points_to("Notes from the quay")
            .entry()
    };
    let graph = Graph::of(vec![
        column("may", "Gazette", "2022-05-01"),
        column("june", "Gazette", "2022-06-01"),
        column("july", "Gazette", "2022-07-01"),
        column("other", "Courier", "2022-06-20"),
        column("undated", "Courier", ".."),
        from("late", "Gazette", "2022-06-25"),
        from("same-day", "Gazette", "2022-06-01"),
        from("third", "Herald", "2022-06-25"),
        from("third-open", "Herald", "2022-06-02.."),
        from("own-later", "Courier", "2022-07-20"),
    ]);
    for (from, to) in [
        ("late", "june"),
        ("same-day", "june"),
        ("third", "other"),
        ("third-open", "june"),
        ("own-later", "other"),
    ] {
        graph.check_leads(from, &[to]);
    }
    assert_eq!(
        graph.citers("june"),
        ["late", "third-open", "same-day"],
        "the latest first"
    );
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// What a report points to is what is said to be cited, whatever has the same headline.
#[test]
fn both_ways_agree() {
    let mut chance = Chance(7);
    for _ in 0..6 {
        let entries = (0..40).map(|n| {
            let column = |chance: &mut Chance| format!("Notes of the quay, part {}", "x".repeat(chance.below(4)));
            let mut report = made(&format!("r{n}"), &column(&mut chance));
            if chance.below(4) > 0 {
                report = report.outlet(["Gazette", "Courier", "Herald"][chance.below(3)]);
            }
            if chance.below(4) > 0 {
                report = report.dated(&format!("2022-0{}-11", chance.below(4) + 1));
            }
            for _ in 0..chance.below(3) {
                report = report.points_to(&column(&mut chance));
            }
            report.entry()
        });
        let entries: Vec<_> = entries.collect();
        let graph = Graph::of(entries);
        let mut there: Vec<(String, String)> = Vec::new();
        let mut back = Vec::new();
        for entry in &graph.entries {
            let own = entry.report.id.to_string();
            there.extend(
                graph
                    .leads(&own)
                    .into_iter()
                    .filter(|to| to != "wanted")
                    .map(|to| (own.clone(), to)),
            );
            back.extend(graph.citers(&own).into_iter().map(|from| (from, own.clone())));
        }
        there.sort();
        there.dedup();
        back.sort();
        assert!(there.len() > 5);
        assert_eq!(there, back);
    }
}

#[test]
fn a_list_of_pointers_is_followed_where_it_is_sure() {
    let mut from = made("from", "A walk");
    for n in 0..30 {
        from = from.points_to(&format!("Tide table number {n} of the northern quay and harbour"));
    }
    from = from
        .points_to("Mayor opens the new quay")
        .points_to("Mayor opens the new quay!");
    let graph = Graph::of(vec![made("held", "Mayor opens the new quay").entry(), from.entry()]);
    let leads = graph.leads("from");
    assert_eq!(leads.len(), 32);
    assert_eq!(leads[30..], ["held", "held"]);
    assert_eq!(graph.citers("held"), ["from"]);
}

#[test]
fn the_wanted_list_counts_reports_and_names_them() {
    let graph = Graph::of(vec![
        made("a", "Walk one")
            .dated("2022-01-01")
            .points_to("Tide Tables")
            .points_to("tide tables!")
            .entry(),
        made("b", "Walk two")
            .dated("2022-03-01")
            .points_to("“Tide tables”")
            .points_to("جداول المد")
            .entry(),
        made("c", "Walk three")
            .points_to("A boat race")
            .points_to("Walk one")
            .entry(),
        made("d", "Walk four").points_to("…").entry(),
    ]);
    let expected = [("“Tide tables”", 2), ("A boat race", 1), ("جداول المد", 1)];
    assert_eq!(graph.wanted(), expected.map(|(title, count)| (title.to_owned(), count)));
    let snapshot = &graph.index.snapshot;
    let titles = snapshot.wanted_titles(2).unwrap();
    let list = snapshot.wanted(&titles, 0, 10).unwrap();
    assert_eq!((list.total, list.wanted.len()), (3, 2), "kept in part, counted whole");
    let citers: Vec<String> = list.wanted[0].citers.iter().map(id_of).collect();
    assert_eq!(citers, ["b", "a"], "the latest first");
    let second = snapshot.wanted(&titles, 1, 1).unwrap();
    assert_eq!((second.total, second.wanted.len()), (3, 1));
    assert_eq!(second.wanted[0].title, "A boat race");
    assert_eq!(snapshot.wanted(&titles, 5, 1).unwrap().wanted, []);
}

#[test]
fn links_follow_the_folder() {
    let file = |title: &str, more: &str| {
        format!(
            "{title}\n\nOLDPORT (Delta Courier) - The mayor of Oldport walked along the quay on Monday with the board.\n\n\
             They spoke of dredging, and of the price of fish, which has not moved since the winter.\n\n{more}\n\n\
             The board will meet again before the end of the month, the mayor said.\n"
        )
    };
    let pointer = "Read More: Council votes on the harbour tax";
    let site = TestArchive::with(&[
        ("a.txt", &file("Mayor walks the quay", pointer)),
        ("b.txt", &file("Board counts its boats", pointer)),
        ("c.txt", &file("Fish prices hold", "")),
    ]);
    let wanted = || {
        let list = site.archive.wanted(0, 10).unwrap();
        let short = list
            .wanted
            .iter()
            .map(|one| (one.title.clone(), one.count))
            .collect::<Vec<_>>();
        assert_eq!(list.total, short.len());
        short
    };
    let title = "Council votes on the harbour tax".to_owned();
    assert_eq!(wanted(), [(title.clone(), 2)]);
    site.remove("a.txt");
    site.archive.sync().unwrap();
    assert_eq!(wanted(), [(title.clone(), 1)]);
    site.write("d.txt", &file(&title, ""));
    site.archive.sync().unwrap();
    assert_eq!(wanted(), []);
    let cited = |of: &str| {
        let held = site.archive.report(&id(of)).unwrap().unwrap();
        site.archive.cited_by(&held.entry.report, 10).unwrap()
    };
    assert_eq!((cited("d").total, id_of(&cited("d").citers[0])), (1, "b".to_owned()));
    assert_eq!(cited("c").total, 0);
    site.remove("d.txt");
    site.archive.sync().unwrap();
    assert_eq!(wanted(), [(title, 1)]);
    site.write("b.txt", &file("Board counts its boats", ""));
    site.archive.sync().unwrap();
    assert_eq!(wanted(), []);
}
