//! What people read in the made reports, and what the binary reads in them, in one form.

use crate::program::{readout, run};
use readout::report::{Meeting, MeetingKind, slug};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The folders: the reports that those who write rules may read, and those that they may not.
pub(super) const FOLDERS: [&str; 2] = ["seen", "unseen"];

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn folder(name: &str) -> PathBuf {
    root().join("tests/fixtures/meetings").join(name)
}

/// The facts of one report.
#[derive(Deserialize)]
pub(super) struct Facts {
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) met: Vec<Met>,
    pub(super) mentioned: Vec<String>,
    pub(super) dated: Dated,
}

/// A meeting.
#[derive(Deserialize)]
pub(super) struct Met {
    pub(super) people: Vec<String>,
    pub(super) place: Option<String>,
    pub(super) weekday: Option<String>,
    pub(super) date: Option<String>,
    pub(super) kind: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
pub(super) struct Dated {
    pub(super) earliest: Option<String>,
    pub(super) latest: Option<String>,
}

impl Met {
    /// A meeting as a record of the archive has it.
    pub(super) fn of(meeting: &Meeting) -> Self {
        let kind = Some(meeting.kind).filter(|kind| *kind != MeetingKind::Meeting);
        Self {
            people: meeting.people.iter().map(|person| person.name.clone()).collect(),
            place: meeting.place.as_ref().map(|place| place.value.clone()),
            weekday: meeting.weekday.as_ref().map(|day| day.value.clone()),
            date: meeting.when.exact().map(|day| day.to_string()),
            kind: kind.map(|kind| kind.name().to_owned()),
        }
    }

    pub(super) fn slugs(&self) -> BTreeSet<String> {
        slugs(&self.people)
    }

    /// How much of both is the same, in thousandths of the people; for those with the same people, the
    /// day decides.
    fn likeness(&self, other: &Self) -> (usize, bool) {
        let (own, others) = (self.slugs(), other.slugs());
        let shared = own.intersection(&others).count();
        let all = own.union(&others).count().max(1);
        (shared * 1000 / all, self.date == other.date)
    }
}

pub(super) fn slugs(names: &[String]) -> BTreeSet<String> {
    names.iter().map(|name| slug(name)).collect()
}

/// For each meeting of the gold the one that was read for it; the likest are paired first, each once.
pub(super) fn paired(gold: &[Met], said: &[Met]) -> Vec<Option<usize>> {
    let mut likest = Vec::new();
    for (at, meeting) in gold.iter().enumerate() {
        for (other_at, other) in said.iter().enumerate() {
            let likeness = meeting.likeness(other);
            if likeness.0 > 0 {
                likest.push((likeness, at, other_at));
            }
        }
    }
    likest.sort_by_key(|(likeness, at, other_at)| (std::cmp::Reverse(*likeness), *at, *other_at));
    let mut pairs = vec![None; gold.len()];
    for (_, at, other_at) in likest {
        if pairs[at].is_none() && !pairs.contains(&Some(other_at)) {
            pairs[at] = Some(other_at);
        }
    }
    pairs
}

/// The meeting of the gold that is told here; several of those that were read may tell of one.
pub(super) fn likest(gold: &[Met], said: &Met) -> Option<usize> {
    let likeness = |at: &usize| (gold[*at].likeness(said), std::cmp::Reverse(*at));
    let found = (0..gold.len()).max_by_key(likeness);
    found.filter(|at| gold[*at].likeness(said).0 > 0)
}

/// A meeting of a report: its name, and which of its meetings.
pub(super) type Place = (String, usize);

/// All that is known of a folder.
pub(super) struct Gold {
    pub(super) reports: BTreeMap<String, Facts>,
    /// Meetings of several reports that are one.
    pub(super) groups: Vec<Vec<Place>>,
    /// Reports that are near-copies of one wire story.
    pub(super) wires: Vec<Vec<String>>,
}

impl Gold {
    pub(super) fn of(name: &str) -> Self {
        let mut all = object(&fs::read(folder(name).join("gold.json")).unwrap());
        let mut take = |key: &str| all.remove(key).unwrap();
        let (_, groups, wires) = (take("_about"), take("_groups"), take("_wires"));
        let gold = Self {
            reports: serde_json::from_value(Value::Object(all)).unwrap(),
            groups: serde_json::from_value(groups).unwrap(),
            wires: serde_json::from_value(wires).unwrap(),
        };
        let texts = fs::read_dir(folder(name)).unwrap().count() - 1;
        assert_eq!(gold.reports.len(), texts, "{name}: each report has its facts");
        gold
    }
}

/// What `inspect --json` says of a folder or file.
pub(super) fn inspected(path: &Path) -> Map<String, Value> {
    let output = run(readout().args(["inspect", "--json"]).arg(path).current_dir(root()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    object(&output.stdout)
}

/// The same, in the form of the gold.
pub(super) fn said(name: &str) -> BTreeMap<String, Facts> {
    serde_json::from_value(Value::Object(inspected(&folder(name)))).unwrap()
}

fn object(json: &[u8]) -> Map<String, Value> {
    serde_json::from_slice(json).unwrap()
}
