//! All reports: listed in parts, and counted.

use super::Graph;
use crate::site::{TestArchive, made};
use jiff::civil::date;
use readout::report::Role;

fn listed(graph: &Graph, part: usize, parts: usize) -> Vec<String> {
    let listed = graph.index.snapshot.listing(part, parts).unwrap();
    listed.iter().map(|one| one.id.to_string()).collect()
}

#[test]
fn parts_hold_each_report_once_and_keep_it() {
    let mut entries: Vec<_> = (0..60).map(|n| made(&format!("r{n}"), "A walk").entry()).collect();
    let few = Graph::of(entries.clone());
    entries.extend((60..90).map(|n| made(&format!("r{n}"), "A walk").entry()));
    entries.reverse();
    let many = Graph::of(entries);
    let whole = listed(&few, 0, 1);
    assert_eq!(whole.len(), 60);
    for parts in [1, 2, 7] {
        let all: Vec<String> = (0..parts).flat_map(|part| listed(&few, part, parts)).collect();
        assert_eq!(all, whole, "{parts}");
        for part in 0..parts {
            let mut later = listed(&many, part, parts);
            later.retain(|id| whole.contains(id));
            assert_eq!(later, listed(&few, part, parts), "others come, these stay");
        }
    }
    for (part, parts) in [(7, 7), (0, 0), (usize::MAX, usize::MAX)] {
        assert_eq!(listed(&few, part, parts), Vec::<String>::new());
    }
}

#[test]
fn a_listed_report_says_when_its_file_changed() {
    let site = TestArchive::seeds();
    let listed = site.archive.listing(0, 1).unwrap();
    assert_eq!(listed.len(), 5);
    for one in listed {
        let held = site.archive.report(&one.id).unwrap().unwrap();
        assert_eq!(one.modified, held.modified);
    }
    site.remove("002_45e50149b2bb228b.txt");
    site.archive.sync().unwrap();
    assert_eq!(site.archive.listing(0, 1).unwrap().len(), 4);
}

#[test]
fn the_overview_counts_roles_and_lines() {
    let site = TestArchive::seeds();
    let ledger = || {
        let mut counts = [(0_u64, 0_u64); 13];
        for one in site.archive.listing(0, 1).unwrap() {
            let report = site.archive.report(&one.id).unwrap().unwrap().entry.report;
            for (count, role) in counts.iter_mut().zip(Role::ALL) {
                let lines = report.lines_with(role).len() as u64;
                *count = (count.0 + u64::from(lines > 0), count.1 + lines);
            }
        }
        let known = Role::ALL.into_iter().zip(counts).filter(|(_, count)| count.0 > 0);
        known
            .map(|(role, (reports, lines))| (role, reports, lines))
            .collect::<Vec<_>>()
    };
    let counted = || {
        let overview = site.archive.overview().unwrap();
        let roles = overview
            .roles
            .iter()
            .map(|count| (count.role, count.reports, count.lines));
        roles.collect::<Vec<_>>()
    };
    assert_eq!(counted(), ledger());
    let paragraphs = counted().into_iter().find(|count| count.0 == Role::Paragraph).unwrap();
    assert_eq!(paragraphs.1, 5);
    // What was taken out no longer counts, though the engine still has it.
    site.remove("002_45e50149b2bb228b.txt");
    site.archive.sync().unwrap();
    assert_eq!(counted(), ledger());
    assert_eq!(
        counted()
            .into_iter()
            .find(|count| count.0 == Role::Paragraph)
            .unwrap()
            .1,
        4
    );
}

#[test]
fn the_overview_shows_all_reports_over_time() {
    let site = TestArchive::seeds();
    let overview = site.archive.overview().unwrap();
    let times = &overview.times;
    assert_eq!((times.bars.len(), times.spread, times.undated), (1, 3, 1));
    assert_eq!((times.bars[0].from, times.bars[0].count), (date(2022, 7, 1), 1));
    assert_eq!(overview.languages[0].value, "en");
    assert!(overview.places.iter().any(|place| place.value == "Erbil"));
}
