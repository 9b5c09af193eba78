//! A generation of the index that took over what another one knew says what one says that found all
//! anew.

use crate::site::{TestIndex, made, request};
use proptest::prelude::*;
use readout::index::Snapshot;
use readout::report::{Entry, Role, Warning};
use readout::search::{MeetingRequest, PeopleRequest};

const PEOPLE: [&str; 7] = [
    "Kevin Leahy",
    "Masoud Barzani",
    "Masrour Barzani",
    "Karim al-Sudani",
    "José Díaz",
    "Jose Diaz",
    "نيجيرفان بارزاني",
];
const OUTLETS: [&str; 4] = ["Delta Courier", "Harbour Wire", "Aside", "Zonal"];
const PLACES: [&str; 4] = ["", "Erbil", "Porto", "Basra"];
const TITLES: [&str; 5] = ["Harbour opens", "Tide tables", "A boat race", "Walk one", "Walk two"];
const DAYS: [&str; 4] = ["", "2022-07-01", "2022-07-02", "2019-01-05"];
const SEARCHES: [&str; 10] = [
    "",
    "sort=oldest",
    "sort=newest&limit=3",
    "q=walk",
    "q=quay&sort=newest",
    "outlet=Harbour+Wire",
    "person=Kevin+Leahy&sort=oldest",
    "from=2022-07-01&to=2022-07-01",
    "q=walk&fold=meeting",
    "q=leahy",
];

/// A report by numbers, so that a change of one of them is another report.
#[derive(Clone, Debug)]
struct Drawn {
    id: usize,
    title: usize,
    outlet: usize,
    day: usize,
    people: Vec<usize>,
    place: usize,
    points: Option<usize>,
    warned: bool,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let numbers = (0_usize..9, 0_usize..5, 0_usize..4, 0_usize..4);
    let more = (
        prop::collection::vec(0_usize..7, 0..4),
        0_usize..4,
        prop::option::of(0_usize..5),
    );
    (numbers, more, any::<bool>()).prop_map(|((id, title, outlet, day), (people, place, points), warned)| Drawn {
        id,
        title,
        outlet,
        day,
        people,
        place,
        points,
        warned,
    })
}

impl Drawn {
    fn entry(&self) -> Entry {
        let mut made = made(&format!("r{}", self.id), TITLES[self.title])
            .outlet(OUTLETS[self.outlet])
            .says("They walked along the quay.")
            .dated(DAYS[self.day]);
        if !self.people.is_empty() {
            let people: Vec<&str> = self.people.iter().map(|n| PEOPLE[*n]).collect();
            made = made.met(&people, DAYS[self.day]);
            if !PLACES[self.place].is_empty() {
                made = made.place(PLACES[self.place]).met_in(PLACES[self.place]);
            }
        }
        if let Some(title) = self.points {
            made = made.points_to(TITLES[title]);
        }
        if self.warned {
            made = made.line(Role::Caption, "The quay.");
            let text = "It is odd.".to_owned();
            made.entry_mut().report.warnings.push(Warning { line: None, text });
        }
        made.entry()
    }
}

/// All that is known of the whole archive, and searches that use it.
fn seen(snapshot: &Snapshot) -> Vec<String> {
    let people = |beginning: &str| {
        let request = PeopleRequest {
            beginning: beginning.to_owned(),
            limit: 100,
            ..PeopleRequest::default()
        };
        let names = snapshot.everybody().unwrap();
        format!(
            "{:?} {:?}",
            snapshot.people(names, &request).unwrap(),
            names.beginnings(beginning)
        )
    };
    let meetings = MeetingRequest {
        page: 1,
        limit: 100,
        ..MeetingRequest::default()
    };
    let wanted = snapshot.most_wanted().unwrap();
    let mut seen = vec![
        snapshot.fingerprint().unwrap(),
        people(""),
        people("b"),
        people("other"),
        format!("{:?}", snapshot.most_connected().unwrap()),
        format!("{:?}", snapshot.whole_overview().unwrap()),
        format!("{:?}", snapshot.wanted(wanted, 0, 100).unwrap()),
        format!("{:?}", snapshot.meetings(&meetings).unwrap()),
    ];
    for search in SEARCHES {
        let mut found = snapshot.search(&request(search)).unwrap();
        // Scores are of the engine, which counts reports that were taken out until segments merge.
        if search.contains("q=") && !search.contains("sort=") {
            found.hits.sort_by(|a, b| a.id.cmp(&b.id));
        }
        found.hits.iter_mut().for_each(|hit| hit.score = 0.0);
        found.person = None;
        // All but how long it took, which stands last.
        let said = format!("{found:?}");
        let (said, _) = said.split_once(", stages: ").unwrap();
        seen.push(format!("{search}: {said}"));
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn as_if_found_anew(
        first in prop::collection::vec(drawn(), 1..12),
        commits in prop::collection::vec((prop::collection::vec(drawn(), 0..3), prop::collection::vec(0_usize..9, 0..3)), 1..14),
    ) {
        let first: Vec<Entry> = first.iter().map(Drawn::entry).collect();
        let mut index = TestIndex::of(&first);
        index.snapshot.warm().unwrap();
        for (put, removed) in commits {
            let put: Vec<Entry> = put.iter().map(Drawn::entry).collect();
            let removed: Vec<String> = removed.iter().map(|id| format!("r{id}")).collect();
            index.follow(&put, &removed);
            let anew = index.anew();
            for (followed, anew) in seen(&index.snapshot).iter().zip(seen(&anew)) {
                prop_assert_eq!(followed, &anew);
            }
        }
    }
}

#[test]
fn nothing_is_counted_again_after_a_small_change() {
    let entry = |id: &str| {
        made(id, "Walk one")
            .met(&["Kevin Leahy", "Masoud Barzani"], "2022-07-01")
            .entry()
    };
    let mut index = TestIndex::of(&[entry("a"), entry("b")]);
    index.snapshot.warm().unwrap();
    index.follow(&[entry("c")], &["a".to_owned()]);
    assert_eq!(index.snapshot.unknown(), [] as [&str; 0]);
    // What was never found is not taken over.
    index.snapshot = index.anew();
    index.follow(&[entry("d")], &[]);
    assert!(index.snapshot.unknown().contains(&"people"));
}
