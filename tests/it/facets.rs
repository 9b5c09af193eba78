//! Facets, dates and times with any filters set, held against a count by hand.

use crate::site::{TestIndex, made, request};
use proptest::prelude::*;
use readout::report::Entry;
use readout::search::{FacetField, Results};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A report as the hand counts it.
struct Row {
    word: &'static str,
    values: Vec<(FacetField, Vec<String>)>,
    /// First and last day, as text; empty where open.
    days: (String, String),
}

/// Numbers without order, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        (self.0 >> 33) % limit
    }
}

fn row(chance: &mut Chance, n: usize) -> (Row, Entry) {
    let mut pick = |name: &str, of: u64| (chance.below(of + 1) < of).then(|| format!("{name} {}", chance.below(of)));
    let (outlet, section, lang) = (pick("Outlet", 3), pick("Section", 2), pick("l", 2));
    let mut people: Vec<String> = (0..3).filter_map(|_| pick("Person", 4)).collect();
    let place = pick("Place", 3);
    people.sort();
    people.dedup();
    let day = |chance: &mut Chance| format!("20{:02}-{:02}-01", 20 + chance.below(3), 1 + chance.below(12));
    let days = match chance.below(5) {
        0 => (String::new(), String::new()),
        1 => (day(chance), String::new()),
        2 => {
            let (a, b) = (day(chance), day(chance));
            (a.clone().min(b.clone()), a.max(b))
        }
        _ => {
            let day = day(chance);
            (day.clone(), day)
        }
    };
    let word = ["harvest", "harvest talks", "rain"][chance.below(3) as usize];
    let mut entry = made(&format!("r{n}"), "A title")
        .says(word)
        .dated(&format!("{}..{}", days.0, days.1));
    let mut values = Vec::new();
    let mut add = |field: FacetField, some: Vec<String>| values.push((field, some));
    if let Some(outlet) = &outlet {
        entry = entry.outlet(outlet);
    }
    if let Some(section) = &section {
        entry = entry.section(section);
    }
    if let Some(lang) = &lang {
        entry = entry.lang(lang);
    }
    if let Some(place) = &place {
        entry = entry.place(place);
    }
    for person in &people {
        entry = entry.person(person);
    }
    let one = |value: Option<String>| value.into_iter().collect();
    add(FacetField::Outlet, one(outlet));
    add(FacetField::Section, one(section));
    add(FacetField::Language, one(lang));
    add(FacetField::Place, one(place));
    add(FacetField::Person, people);
    let year = |day: &String| day.get(..4).map(str::to_owned);
    let same = year(&days.0).filter(|first| Some(first) == year(&days.1).as_ref());
    add(FacetField::Year, one(same));
    (Row { word, values, days }, entry.entry())
}

static ALL: LazyLock<(Vec<Row>, TestIndex)> = LazyLock::new(|| {
    let mut chance = Chance(7);
    let (rows, entries): (Vec<Row>, Vec<Entry>) = (0..300).map(|n| row(&mut chance, n)).unzip();
    let commits: Vec<&[Entry]> = entries.chunks(110).collect();
    (rows, TestIndex::in_commits(&commits))
});

impl Row {
    fn of(&self, field: FacetField) -> &[String] {
        let found = self.values.iter().find(|(known, _)| *known == field);
        found.map_or(&[], |(_, values)| values)
    }

    /// `sure`, `possible`, `undated`, or nothing where it is surely not of this time.
    fn certainty(&self, from: &str, to: &str) -> &'static str {
        let (first, last) = (self.days.0.as_str(), self.days.1.as_str());
        let (first_or, last_or) = (
            if first.is_empty() { "0000" } else { first },
            if last.is_empty() { "9999" } else { last },
        );
        let (low, high) = (
            if from.is_empty() { "0000" } else { from },
            if to.is_empty() { "9999" } else { to },
        );
        if first.is_empty() && last.is_empty() {
            "undated"
        } else if first_or > high || last_or < low {
            ""
        } else if first_or >= low && last_or <= high {
            "sure"
        } else {
            "possible"
        }
    }
}

/// What is asked.
#[derive(Clone, Debug)]
struct Asked {
    q: &'static str,
    chosen: BTreeMap<FacetField, Vec<String>>,
    from: &'static str,
    to: &'static str,
    dates: &'static str,
}

impl Asked {
    fn address(&self) -> String {
        let mut address = format!(
            "q={}&from={}&to={}&dates={}&limit=1",
            self.q, self.from, self.to, self.dates
        );
        for (field, values) in &self.chosen {
            for value in values {
                address.push_str(&format!("&{}={}", field.name(), value.replace(' ', "+")));
            }
        }
        address
    }

    fn matches(&self, row: &Row) -> bool {
        self.q.is_empty() || row.word.contains(self.q)
    }

    fn passes(&self, row: &Row, but: Option<FacetField>) -> bool {
        self.chosen
            .iter()
            .all(|(field, values)| Some(*field) == but || values.iter().any(|value| row.of(*field).contains(value)))
    }

    fn is_of_time(&self, row: &Row) -> bool {
        let certainty = row.certainty(self.from, self.to);
        match self.dates {
            "any" if self.from.is_empty() && self.to.is_empty() => true,
            "any" => !certainty.is_empty() && certainty != "undated",
            wanted => certainty == wanted,
        }
    }
}

fn check(asked: &Asked) {
    let (rows, index) = &*ALL;
    let address = asked.address();
    let results: Results = index.search(&address);
    let matching: Vec<&Row> = rows.iter().filter(|row| asked.matches(row)).collect();
    let found: Vec<&&Row> = matching
        .iter()
        .filter(|row| asked.passes(row, None) && asked.is_of_time(row))
        .collect();
    assert_eq!(results.total, found.len(), "{address}");
    for (field, counts) in &results.facets {
        let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
        for row in matching
            .iter()
            .filter(|row| asked.passes(row, Some(*field)) && asked.is_of_time(row))
        {
            for value in row.of(*field) {
                *expected.entry(value).or_default() += 1;
            }
        }
        let shown: BTreeMap<&str, u64> = counts.iter().map(|count| (count.value.as_str(), count.count)).collect();
        assert_eq!(shown, expected, "{address}: {}", field.name());
    }
    let sure = |wanted: &str| {
        let rows = matching.iter().filter(|row| asked.passes(row, None));
        rows.filter(|row| row.certainty(asked.from, asked.to) == wanted).count()
    };
    assert_eq!(results.dates.sure, sure("sure"), "{address}");
    assert_eq!(results.dates.possible, sure("possible"), "{address}");
    assert_eq!(results.dates.undated, sure("undated"), "{address}");
    let histogram = &results.histogram;
    let bars: usize = histogram.bars.iter().map(|bar| bar.count).sum();
    assert_eq!(bars + histogram.spread + histogram.undated, results.total, "{address}");
    for bar in &histogram.bars {
        let (from, to) = (bar.from.to_string(), bar.to.to_string());
        let within = found.iter().filter(|row| row.certainty(&from, &to) == "sure").count();
        assert_eq!(bar.count, within, "{address}: {from}");
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    let chosen = proptest::collection::btree_map(
        prop_oneof![
            Just((FacetField::Outlet, "Outlet")),
            Just((FacetField::Person, "Person")),
            Just((FacetField::Place, "Place")),
            Just((FacetField::Section, "Section")),
            Just((FacetField::Language, "l")),
            Just((FacetField::Year, "")),
        ],
        proptest::collection::btree_set(0_usize..4, 1..3),
        0..4,
    );
    (
        proptest::sample::select(vec!["", "harvest", "talks", "rain", "absent"]),
        chosen,
        proptest::sample::select(vec!["", "2020-06-01", "2021-01-01", "2022-03-01"]),
        proptest::sample::select(vec!["", "2022-05-01", "2022-12-31"]),
        proptest::sample::select(vec!["any", "sure", "possible", "undated"]),
    )
        .prop_map(|(q, chosen, from, to, dates)| Asked {
            q,
            chosen: chosen
                .into_iter()
                .map(|((field, name), numbers)| {
                    let value = |n: usize| match field {
                        FacetField::Year => format!("{}", 2020 + n),
                        _ => format!("{name} {n}"),
                    };
                    (field, numbers.into_iter().map(value).collect())
                })
                .collect(),
            from,
            to,
            dates,
        })
}

proptest! {
    #[test]
    fn every_count_is_right_with_any_filters(asked in asked()) {
        check(&asked);
    }

    /// The count beside a value is what choosing it alone among its kind gives.
    #[test]
    fn a_count_is_what_its_link_leads_to(asked in asked()) {
        let index = &ALL.1;
        for (field, counts) in index.search(&asked.address()).facets {
            for count in counts.into_iter().take(2) {
                let mut chosen = asked.clone();
                chosen.chosen.insert(field, vec![count.value.clone()]);
                prop_assert_eq!(index.search(&chosen.address()).total as u64, count.count);
            }
        }
    }
}

/// Pages of any order neither repeat nor skip, whatever their size.
#[test]
fn pages_make_up_the_whole() {
    let index = &ALL.1;
    for address in [
        "q=harvest",
        "q=harvest+talks",
        "q=harvest+rain&match=any",
        "sort=newest",
        "sort=oldest",
        "q=rain&year=2021",
    ] {
        let whole = index.search(&format!("{address}&limit=1000"));
        let ids: Vec<String> = whole.hits.iter().map(|hit| hit.id.to_string()).collect();
        assert_eq!(ids.len(), whole.total);
        for limit in [7, 50] {
            let mut paged = Vec::new();
            for page in 1..=whole.total.div_ceil(limit) {
                let results = index.search(&format!("{address}&limit={limit}&page={page}"));
                paged.extend(results.hits.iter().map(|hit| hit.id.to_string()));
            }
            assert_eq!(paged, ids, "{address} by {limit}");
        }
        // And one can step from each to the next.
        for (place, id) in ids.iter().enumerate().step_by(17) {
            let id = readout::report::ReportId::parse(id).unwrap();
            let around = index
                .snapshot
                .neighbours(&request(address), &id, place + 1)
                .unwrap()
                .unwrap();
            assert_eq!((around.position, around.total), (place + 1, ids.len()), "{address}");
            let step = |step: Option<readout::search::Step>| step.map(|step| step.id.to_string());
            assert_eq!(step(around.next), ids.get(place + 1).cloned(), "{address}");
            assert_eq!(
                step(around.previous),
                place.checked_sub(1).map(|before| ids[before].clone()),
                "{address}"
            );
        }
    }
}
