//! What hangs together with a meeting: others that may be the same, others of the same visit. Found
//! in the stretches of those who took part, around the day.

use super::meeting_groups::{Group, Split};
use super::meeting_walk::{END, INEXACT, is_split};
use super::meetings::Under;
use super::{Error, Snapshot};
use crate::report::MeetingKey;
use crate::search::{Judged, Kin, Tie, judge};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// People whose other meetings are looked at.
const PEOPLE: usize = 8;
/// Meetings of each that are looked at, before and after the day.
const NEAR: usize = 300;
/// Days around.
const DAYS: i32 = 3;

/// What was found, each the surest and nearest first.
#[derive(Debug, Default)]
pub(super) struct Kindred {
    pub(super) possible: Vec<Kin>,
    pub(super) visit: Vec<Kin>,
}

impl Snapshot {
    /// Up to `limit` of each kind that hang together with a group; `people` are the slugs of those
    /// who took part.
    pub(super) fn kindred(&self, group: &Group, people: &[String], limit: usize) -> Result<Kindred, Error> {
        let mut shared: BTreeMap<String, (MeetingKey, BTreeSet<String>)> = BTreeMap::new();
        for slug in people.iter().take(PEOPLE) {
            for (first, end) in ranges(&group.key) {
                let mut seen = 0;
                self.each_stem((Under::Person, slug), (&first, &end), |key, _| {
                    let known = shared.entry(key.stem());
                    let (_, people) = known.or_insert_with(|| (key.clone(), BTreeSet::new()));
                    people.insert(slug.clone());
                    seen += 1;
                    Ok(seen < NEAR)
                })?;
            }
        }
        let own = self.group_docs(group, (Under::All, ""))?;
        let (mut found, stem) = (Vec::new(), group.key.stem());
        for (other_stem, (key, shared)) in shared {
            // Most fail by what the key says.
            let bare = MeetingKey {
                place: String::new(),
                ..key.clone()
            };
            if judge(&group.key, &bare, &shared, str::to_owned).is_none() || found.len() > NEAR {
                continue;
            }
            let variants = self.variants((Under::All, ""), &other_stem)?;
            for other in self.groups(&key, &variants, is_split(&variants))? {
                // Of one day and two people: either itself, or with another place, or with none.
                let both_unplaced = matches!((&group.split, &other.split), (Split::Report(_), Split::Report(_)));
                if other_stem == stem && (other.key.place == group.key.place || both_unplaced) {
                    continue;
                }
                let Some(judged) = judge(&group.key, &other.key, &shared, str::to_owned) else {
                    continue;
                };
                // One report that tells of both says that they are two.
                if judged.tie == Tie::Possible {
                    let docs = self.group_docs(&other, (Under::All, ""))?;
                    if docs.iter().any(|doc| own.binary_search(doc).is_ok()) {
                        continue;
                    }
                }
                found.push((judged, other, shared.clone()));
            }
        }
        found.sort_by_cached_key(|(judged, other, _)| (!judged.certain, judged.days.abs(), other.key.to_string()));
        let (mut kindred, mut names) = (Kindred::default(), HashMap::new());
        for (Judged { tie, certain, .. }, other, shared) in found {
            let list = match tie {
                Tie::Possible => &mut kindred.possible,
                Tie::Visit => &mut kindred.visit,
            };
            if list.len() >= limit {
                continue;
            }
            let Some(row) = self.group_row(&other)? else {
                continue;
            };
            // Names are looked up for those that are listed.
            for slug in shared.iter().chain(&group.key.heads).chain(&other.key.heads) {
                self.shown_name(slug, &mut names)?;
            }
            let name = |slug: &str| names.get(slug).cloned().unwrap_or_else(|| slug.to_owned());
            if let Some(Judged { reason, .. }) = judge(&group.key, &other.key, &shared, name) {
                list.push(Kin { row, certain, reason });
            }
        }
        Ok(kindred)
    }
}

/// The stretches of keys around a meeting: days, and what has no exact day.
fn ranges(key: &MeetingKey) -> [(String, String); 2] {
    let moved = |day: Date, days: i32| day.checked_add(days.days()).unwrap_or(day).to_string();
    let first = key.earliest.map_or_else(String::new, |day| moved(day, -DAYS));
    let last = key.latest.map_or_else(String::new, |day| moved(day, DAYS));
    [
        (first, format!("{last}{INEXACT}")),
        (INEXACT.to_owned(), END.to_owned()),
    ]
}
