//! Which told meetings the archive takes for one, against the gold.

use super::gold::{Gold, Met, Place, folder, likest, paired};
use readout::archive::{Archive, Config};
use readout::report::{Entry, MeetingId, Report, ReportId};
use readout::search::stories;
use readout::sources::DEFAULT_MAX_BYTES;
use std::collections::{BTreeMap, BTreeSet};
use tempfile::TempDir;

/// A told meeting, and what the archive says of it.
struct Answer {
    /// The meeting of the gold that it is paired with.
    own: Option<Place>,
    /// The meeting of the gold that it is likest, whatever else is like that.
    tells: Option<Place>,
    /// What brings it together with others: the name of its group.
    group: MeetingId,
    /// Groups that may be the same.
    possible: Vec<MeetingId>,
    id: MeetingId,
}

/// What the archive brought together.
pub(super) struct Same {
    /// Told meetings that are certainly one, but not to the gold.
    pub(super) wrong: Vec<String>,
    /// Reports with mostly the same words, but not to the gold.
    pub(super) wrong_copies: Vec<String>,
    /// Pairs of tellings that the gold groups and that are not certainly one.
    pub(super) missed: Vec<String>,
    tellings: usize,
    certain: usize,
    possible: usize,
    groups: usize,
    whole: usize,
    copies: usize,
    copies_found: usize,
}

impl Same {
    pub(super) fn of(name: &str, gold: &Gold) -> Self {
        let index = TempDir::new().unwrap();
        let archive = Archive::open(&Config {
            reports: folder(name),
            index: index.path().join("index"),
            max_bytes: DEFAULT_MAX_BYTES,
            synonyms: std::sync::Arc::default(),
            verify: false,
        })
        .unwrap();
        let mut entries = BTreeMap::new();
        let mut answers = Vec::new();
        for name in gold.reports.keys() {
            let held = archive.report(&ReportId::from_stem(name)).unwrap().unwrap();
            answers.extend(told(&archive, gold, name, &held.entry));
            entries.insert(name.as_str(), held.entry.report);
        }
        let mut same = Self {
            wrong: wrong(&answers, gold),
            wrong_copies: Vec::new(),
            missed: Vec::new(),
            tellings: 0,
            certain: 0,
            possible: 0,
            groups: gold.groups.len(),
            whole: 0,
            copies: 0,
            copies_found: 0,
        };
        same.add_groups(gold, &answers);
        same.add_copies(gold, &entries);
        same
    }

    fn add_groups(&mut self, gold: &Gold, answers: &[Answer]) {
        let own = |place: &Place| answers.iter().find(|answer| answer.own.as_ref() == Some(place));
        for group in &gold.groups {
            let missed = self.missed.len();
            for (one, other) in couples(group) {
                self.tellings += 1;
                match (own(one), own(other)) {
                    (Some(a), Some(b)) if a.group == b.group => self.certain += 1,
                    (Some(a), Some(b)) if a.possible.contains(&b.group) || b.possible.contains(&a.group) => {
                        self.possible += 1;
                        self.missed.push(format!("only possible: {one:?} and {other:?}"));
                    }
                    _ => self.missed.push(format!("apart: {one:?} and {other:?}")),
                }
            }
            self.whole += usize::from(self.missed.len() == missed);
        }
    }

    /// Reports of one meeting, or of one wire, are near-copies of each other as the gold says.
    fn add_copies(&mut self, gold: &Gold, reports: &BTreeMap<&str, Report>) {
        let groups = gold.groups.iter();
        let told = groups.map(|group| group.iter().map(|(name, _)| name.as_str()).collect::<BTreeSet<_>>());
        let wires = gold.wires.iter();
        let wires = wires.map(|wire| wire.iter().map(String::as_str).collect::<BTreeSet<_>>());
        // Wires are looked at among all that tells of the meeting.
        for names in told.chain(wires.clone()).collect::<BTreeSet<_>>() {
            let names: Vec<&str> = names.into_iter().collect();
            let texts: Vec<&Report> = names.iter().map(|name| &reports[name]).collect();
            let found = stories(&texts);
            for (one, other) in couples(&names) {
                let wired = wires.clone().any(|wire| wire.contains(one) && wire.contains(other));
                let alike = found.iter().any(|story| {
                    let story: Vec<&str> = story.iter().map(|at| names[*at]).collect();
                    story.contains(one) && story.contains(other)
                });
                self.copies += usize::from(wired);
                self.copies_found += usize::from(wired && alike);
                if alike && !wired {
                    self.wrong_copies.push(format!("{one} and {other}"));
                }
            }
        }
    }

    /// Each figure by its name; shares from 0 to 1.
    pub(super) fn figures(&self) -> Vec<(&'static str, f64)> {
        let of = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        vec![
            ("groups certain as a whole", of(self.whole, self.groups)),
            ("tellings of one meeting certain", of(self.certain, self.tellings)),
            (
                "tellings of one meeting certain or possible",
                of(self.certain + self.possible, self.tellings),
            ),
            ("near-copies found", of(self.copies_found, self.copies)),
        ]
    }
}

/// What the archive says of each meeting of a report.
fn told(archive: &Archive, gold: &Gold, name: &str, entry: &Entry) -> Vec<Answer> {
    let facts = &gold.reports[name].met;
    let said: Vec<Met> = entry.facts.meetings.iter().map(Met::of).collect();
    let partners = paired(facts, &said);
    let place = |at: usize| (name.to_owned(), at);
    let answer = |(nth, id): (usize, MeetingId)| {
        let answer = archive.meeting(&id).unwrap().unwrap_or_else(|| panic!("no {id}"));
        let own = partners.iter().position(|partner| *partner == Some(nth));
        Answer {
            own: own.map(place),
            tells: likest(facts, &said[nth]).map(place),
            group: answer.row.id,
            possible: answer.possible.into_iter().map(|kin| kin.row.id).collect(),
            id,
        }
    };
    MeetingId::all(entry).into_iter().enumerate().map(answer).collect()
}

/// Told meetings of one group that the gold does not take for one.
fn wrong(answers: &[Answer], gold: &Gold) -> Vec<String> {
    let one = |a: &Place, b: &Place| a == b || gold.groups.iter().any(|group| group.contains(a) && group.contains(b));
    let merged = couples(answers).filter(|(a, b)| a.group == b.group);
    let wrong = merged.filter(|(a, b)| !matches!((&a.tells, &b.tells), (Some(a), Some(b)) if one(a, b)));
    let shown = |answer: &Answer| format!("{} ({:?})", answer.id, answer.tells);
    wrong.map(|(a, b)| format!("{} with {}", shown(a), shown(b))).collect()
}

/// Any two, each two once.
fn couples<T>(list: &[T]) -> impl Iterator<Item = (&T, &T)> {
    let behind = |(at, one)| list.iter().skip(at + 1).map(move |other| (one, other));
    list.iter().enumerate().flat_map(behind)
}
