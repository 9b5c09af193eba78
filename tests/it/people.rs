//! People: told by their names, never merged, each claim with its report.

use crate::site::{TestIndex, made};
use proptest::prelude::*;
use proptest::sample::Index as Pick;
use readout::report::{Entry, Evidence, Form, Stated};
use readout::search::{Named, Network, OTHER_SCRIPTS, Pair, PeopleList, PeopleRequest, Profile};

fn list(index: &TestIndex, q: &str, beginning: &str) -> PeopleList {
    let names = index.snapshot.people_names(100).unwrap();
    let request = PeopleRequest {
        q: q.to_owned(),
        beginning: beginning.to_owned(),
        offset: 0,
        limit: 100,
    };
    index.snapshot.people(&names, &request).unwrap()
}

fn profile(index: &TestIndex, slug: &str) -> Profile {
    index.snapshot.profile(slug, 10, 10).unwrap().unwrap()
}

fn network(index: &TestIndex) -> Network {
    let names = index.snapshot.people_names(100).unwrap();
    index.snapshot.network(&names, 30).unwrap()
}

fn pair(index: &TestIndex, one: &str, other: &str) -> Pair {
    index.snapshot.pair(one, other, 10).unwrap().unwrap()
}

#[track_caller]
fn check_list(index: &TestIndex, q: &str, beginning: &str, expected: &[&str]) {
    let found = list(index, q, beginning);
    let names: Vec<&str> = found.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, expected, "{q:?} {beginning:?}");
    assert_eq!(found.total, expected.len(), "{q:?} {beginning:?}");
}

/// With an office and another form of the name of the last person.
fn described(mut entry: Entry, office: &str, form: &str) -> Entry {
    let person = entry.facts.people.last_mut().unwrap();
    person.offices.push(Stated::new(office.to_owned(), 1, office, "test"));
    person.forms.push(Form {
        count: 2,
        evidence: Evidence::new(1, form, "test"),
    });
    entry
}

/// Two generals and two of one surname, over three years.
fn archive() -> Vec<Entry> {
    vec![
        made("a", "One")
            .met(&["Kevin Leahy", "Masoud Barzani"], "2022-07-04")
            .met_in("Erbil")
            .dated("2022-07-05")
            .entry(),
        made("b", "Two")
            .met(&["Masoud Barzani", "Kevin Leahy"], "2022-07-04")
            .dated("2022-07-06")
            .entry(),
        made("c", "Three")
            .met(&["Kevin Leahy", "Masoud Barzani", "Karim al-Sudani"], "2025-04-24")
            .dated("2025-04-25")
            .entry(),
        made("d", "Four").met(&["Kevin Leahy", "Nechirvan Barzani"], "").entry(),
        made("e", "Five")
            .person("Kevin Leahy")
            .person("Nechirvan Barzani")
            .person("نيجيرفان بارزاني")
            .entry(),
    ]
}

#[test]
fn everybody_is_listed_by_the_last_word_of_the_name() {
    let index = TestIndex::of(&archive());
    check_list(&index, "", "b", &["Masoud Barzani", "Nechirvan Barzani"]);
    check_list(&index, "", "s", &["Karim al-Sudani"]);
    check_list(&index, "", "su", &["Karim al-Sudani"]);
    check_list(&index, "", "sudx", &[]);
    check_list(&index, "", "a", &[]);
    check_list(&index, "", OTHER_SCRIPTS, &["نيجيرفان بارزاني"]);
    let all = list(&index, "", "");
    let first = Named {
        slug: "kevin-leahy".to_owned(),
        name: "Kevin Leahy".to_owned(),
        reports: 5,
        meetings: 3,
    };
    assert_eq!((all.total, &all.people[0]), (5, &first));
    let names = index.snapshot.people_names(100).unwrap();
    let counts = |of: &str| -> Vec<(String, usize)> {
        let beginnings = names.beginnings(of).into_iter();
        beginnings
            .map(|beginning| (beginning.letters, beginning.people))
            .collect()
    };
    let expected = [("b", 2), ("l", 1), ("other", 1), ("s", 1)].map(|(letters, n)| (letters.to_owned(), n));
    assert_eq!(counts(""), expected);
    assert_eq!(counts("b"), [("ba".to_owned(), 2)]);
    assert_eq!(counts("o"), []);
}

#[test]
fn any_words_of_a_name_find_it_in_other_spellings_too() {
    let index = TestIndex::of(&archive());
    check_list(&index, "leahy", "", &["Kevin Leahy"]);
    check_list(&index, "LEA", "", &["Kevin Leahy"]);
    check_list(&index, "sudani karim", "", &["Karim al-Sudani"]);
    check_list(
        &index,
        "barzani",
        "",
        &["Masoud Barzani", "Nechirvan Barzani", "نيجيرفان بارزاني"],
    );
    check_list(&index, "barzani m", "", &["Masoud Barzani"]);
    check_list(&index, "barzani", "ba", &["Masoud Barzani", "Nechirvan Barzani"]);
    check_list(&index, "nobody", "", &[]);
    check_list(&index, "-*(", "", &[]);
    check_list(
        &index,
        "barzany nechirvan",
        "",
        &["Nechirvan Barzani", "نيجيرفان بارزاني"],
    );
    assert!(list(&index, "barzany", "").respelled.contains(&"barzani".to_owned()));
    assert_eq!(list(&index, "masoud", "").respelled, Vec::<String>::new());
}

#[test]
fn names_that_differ_in_accents_only_are_one_and_no_others() {
    let index = TestIndex::of(&[
        made("a", "One").person("José Díaz").entry(),
        made("b", "Two").person("Jose Diaz").entry(),
        made("c", "Three").person("Jose Diaz").entry(),
        made("d", "Four").person("Josef Diaz").entry(),
    ]);
    let jose = profile(&index, "jose-diaz");
    assert_eq!((jose.named.name.as_str(), jose.named.reports), ("Jose Diaz", 3));
    assert_eq!(jose.names, ["Jose Diaz", "José Díaz"]);
    assert_eq!(profile(&index, "josef-diaz").named.reports, 1);
    assert_eq!(index.snapshot.profile("jose", 10, 10).unwrap(), None);
    assert_eq!(index.snapshot.profile("", 10, 10).unwrap(), None);
}

#[test]
fn a_person_has_what_reports_say() {
    let mut entries = archive();
    entries[0].facts.people.rotate_left(1);
    entries[0] = described(entries[0].clone(), "Major General", "Maj. Gen. Leahy");
    entries.push(described(
        made("f", "Six")
            .person("Kevin Leahy")
            .dated("2022-01-01..2022-01-31")
            .entry(),
        "Brigadier General",
        "Leahy",
    ));
    entries.push(described(
        made("g", "Seven").person("Kevin Leahy").dated("2023-01-02").entry(),
        "major general",
        "Leahy",
    ));
    let index = TestIndex::of(&entries);
    let leahy = profile(&index, "kevin-leahy");
    let forms: Vec<(&str, u64)> = leahy
        .forms
        .iter()
        .map(|form| (form.value.as_str(), form.count))
        .collect();
    assert_eq!(forms, [("Kevin Leahy", 7), ("Leahy", 2), ("Maj. Gen. Leahy", 1)]);
    let office = |n: usize| {
        let office = &leahy.offices[n];
        let days = office.days.map(|(first, last)| format!("{first}..{last}"));
        (
            office.title.as_str(),
            office.reports,
            days,
            office.undated,
            office.source.id.to_string(),
        )
    };
    assert_eq!(office(0), ("Brigadier General", 1, None, 1, "f".to_owned()));
    let days = Some("2022-07-05..2023-01-02".to_owned());
    assert_eq!(office(1), ("Major General", 2, days, 0, "a".to_owned()));
    let meetings: Vec<(String, Option<String>, usize)> = leahy
        .meetings
        .iter()
        .map(|met| {
            (
                met.id.to_string(),
                met.when.exact().map(|day| day.to_string()),
                met.reports,
            )
        })
        .collect();
    assert_eq!(
        meetings,
        [
            ("c.1".to_owned(), Some("2025-04-24".to_owned()), 1),
            ("a.1".to_owned(), Some("2022-07-04".to_owned()), 2),
            ("d.1".to_owned(), None, 1)
        ]
    );
    assert_eq!(leahy.meetings[1].place.as_deref(), Some("Erbil"));
    assert_eq!(
        leahy.meetings[1].with,
        [("masoud-barzani".to_owned(), "Masoud Barzani".to_owned())]
    );
    let met: Vec<(&str, usize, Option<String>, String)> = leahy
        .met
        .iter()
        .map(|met| {
            (
                met.name.as_str(),
                met.meetings,
                met.last.0.map(|day| day.to_string()),
                met.last.1.to_string(),
            )
        })
        .collect();
    assert_eq!(
        met,
        [
            ("Masoud Barzani", 2, Some("2025-04-24".to_owned()), "c.1".to_owned()),
            ("Karim al-Sudani", 1, Some("2025-04-24".to_owned()), "c.1".to_owned()),
            ("Nechirvan Barzani", 1, None, "d.1".to_owned()),
        ]
    );
    assert_eq!(leahy.met_in_all, 3);
}

#[test]
fn who_may_be_taken_for_another_is_said_and_nobody_is_merged() {
    let people = [
        "Masoud Barzani",
        "Masrour Barzani",
        "Masoud Barzany",
        "Karl Harris",
        "Karl L. Harris",
        "Leahy",
    ];
    let entries = people.map(|name| made(&readout::report::slug(name), name).person(name).entry());
    let index = TestIndex::of(&entries);
    let alike = |slug: &str| -> Vec<(String, bool)> {
        let alike = profile(&index, slug).alike.into_iter();
        alike.map(|alike| (alike.name, alike.may_be_same)).collect()
    };
    let check = |slug: &str, expected: &[(&str, bool)]| {
        let expected: Vec<(String, bool)> = expected
            .iter()
            .map(|(name, same)| ((*name).to_owned(), *same))
            .collect();
        assert_eq!(alike(slug), expected, "{slug}");
    };
    check(
        "masoud-barzani",
        &[("Masoud Barzany", true), ("Masrour Barzani", false)],
    );
    check("karl-harris", &[("Karl L. Harris", true)]);
    check("leahy", &[]);
    assert_eq!(list(&index, "", "").total, people.len());
}

#[test]
fn the_most_connected_and_what_is_between_them() {
    let index = TestIndex::of(&archive());
    let found = network(&index);
    let people: Vec<(&str, usize)> = found
        .people
        .iter()
        .map(|person| (person.name.as_str(), person.meetings))
        .collect();
    assert_eq!(
        people,
        [
            ("Kevin Leahy", 3),
            ("Masoud Barzani", 2),
            ("Karim al-Sudani", 1),
            ("Nechirvan Barzani", 1)
        ]
    );
    let ties: Vec<((usize, usize), usize)> = found.ties.iter().map(|tie| (tie.between, tie.meetings)).collect();
    assert_eq!(ties, [((0, 1), 2), ((0, 2), 1), ((0, 3), 1), ((1, 2), 1)]);
    assert!(!found.cut);
    let met = pair(&index, "masoud-barzani", "kevin-leahy");
    let addresses: Vec<String> = met.meetings.iter().map(|met| met.id.to_string()).collect();
    assert_eq!((met.total, addresses), (2, vec!["c.1".to_owned(), "a.1".to_owned()]));
    assert_eq!(
        met.meetings[0].with,
        [("karim-al-sudani".to_owned(), "Karim al-Sudani".to_owned())]
    );
    assert_eq!(pair(&index, "masoud-barzani", "nechirvan-barzani").total, 0);
    assert_eq!(index.snapshot.pair("kevin-leahy", "nobody", 10).unwrap(), None);
}

#[test]
fn meetings_on_one_line_are_told_apart() {
    let entry = made("a", "One")
        .met(&["A B", "C D"], "2022-07-04")
        .met(&["A B", "E F"], "2022-07-04")
        .entry();
    let index = TestIndex::of(&[entry]);
    let addresses: Vec<String> = profile(&index, "a-b")
        .meetings
        .into_iter()
        .map(|met| met.id.to_string())
        .collect();
    assert_eq!(addresses.len(), 2);
    assert!(
        addresses.contains(&"a.1".to_owned()) && addresses.contains(&"a.1b".to_owned()),
        "{addresses:?}"
    );
}

#[test]
fn who_is_named_no_more_is_gone() {
    let archive = crate::site::TestArchive::with(&[
        (
            "a.txt",
            "Envoy visits\n\nGeneral Kevin Leahy met President Masoud Barzani in Erbil on Monday.\n",
        ),
        ("b.txt", "Nothing of note\n\nIt rained all day.\n"),
    ]);
    let request = |q: &str| PeopleRequest {
        q: q.to_owned(),
        limit: 10,
        ..PeopleRequest::default()
    };
    let total = |q: &str| archive.archive.people(&request(q)).unwrap().total;
    assert_eq!(total("leahy"), 1);
    archive.remove("a.txt");
    archive.archive.sync().unwrap();
    assert_eq!((total("leahy"), total("")), (0, 0));
    assert_eq!(archive.archive.profile("kevin-leahy", 1, 1).unwrap(), None);
}

/// What a reader sees of an archive.
fn seen(index: &TestIndex) -> (PeopleList, Vec<Profile>, Network) {
    let all = list(index, "", "");
    let profiles = all.people.iter().map(|person| profile(index, &person.slug)).collect();
    (all, profiles, network(index))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_order_of_files_does_not_matter(
        meetings in prop::collection::vec((prop::collection::vec(0..6_usize, 1..4), 0..3_u8), 1..10),
        moves in prop::collection::vec(any::<Pick>(), 10),
        cut in any::<Pick>(),
    ) {
        const PEOPLE: [&str; 6] = ["Kevin Leahy", "Masoud Barzani", "Masrour Barzani", "Karim al-Sudani", "José Díaz", "Jose Diaz"];
        let entry = |(n, (people, day)): (usize, &(Vec<usize>, u8))| {
            let people: Vec<&str> = people.iter().map(|n| PEOPLE[*n]).collect();
            let day = if *day == 0 { String::new() } else { format!("2022-07-0{day}") };
            made(&format!("r{n}"), "A report").met(&people, &day).entry()
        };
        let mut entries: Vec<Entry> = meetings.iter().enumerate().map(entry).collect();
        let first = seen(&TestIndex::of(&entries));
        for n in (1..entries.len()).rev() {
            entries.swap(n, moves[n].index(n + 1));
        }
        let (one, other) = entries.split_at(cut.index(entries.len()));
        let second = seen(&TestIndex::in_commits(&[one, other]));
        prop_assert_eq!(first, second);
    }
}
