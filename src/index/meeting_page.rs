//! All of one meeting, and the meetings of one report.

use super::meeting_groups::Group;
use super::meetings::Under;
use super::{Error, Snapshot};
use crate::report::{Entry, MeetingId, MeetingKey, slug};
use crate::search::{MeetingAnswer, OwnMeeting, Told, stories};
use std::collections::HashMap;
use tantivy::DocAddress;

/// Reports that stand side by side.
const SIDE_BY_SIDE: usize = 24;
/// Meetings that hang together with one, of each kind, on its page.
const KIN: usize = 12;
/// Meetings of a report of which its page says what others tell.
const OWN: usize = 8;
/// The same, on the page of a report, and other reports that are named there.
const KIN_OF_OWN: usize = 3;
const LINKS: usize = 4;

impl Snapshot {
    /// The meeting of this name with every report of it. `None` where the archive holds no such report,
    /// or the report tells of no meeting on that line.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meeting(&self, id: &MeetingId) -> Result<Option<MeetingAnswer>, Error> {
        let Some(address) = self.node(id.report())?.map(|node| node.address) else {
            return Ok(None);
        };
        let entry = self.entry(address)?;
        let key = id
            .find(&entry.facts.meetings)
            .and_then(|nth| MeetingKey::all(&entry).into_iter().nth(nth));
        let Some(key) = key else { return Ok(None) };
        let group = self.group_of(&key, address)?;
        let Some(mut row) = self.full_row(&group, &mut HashMap::new())? else {
            return Ok(None);
        };
        let mut docs = self.group_docs(&group, (Under::All, ""))?;
        let mut told = Vec::new();
        let first = self.node(row.id.report())?.map(|node| node.address);
        self.in_order(&mut docs, first)?;
        for address in docs.into_iter().take(SIDE_BY_SIDE) {
            told.extend(told_by(&group, self.entry(address)?));
        }
        told.sort_by_key(|told| order(&told.entry));
        let people = people(told.iter().filter_map(Told::meeting));
        // What only others say of who took part belongs to the meeting as well.
        let mut names = HashMap::new();
        for slug in &people {
            let name = self.shown_name(slug, &mut names)?;
            if !row.people.contains(&name) {
                row.people.push(name);
            }
        }
        let kindred = self.kindred(&group, &people, KIN)?;
        let reports: Vec<_> = told.iter().map(|told| &told.entry.report).collect();
        Ok(Some(MeetingAnswer {
            row,
            stories: stories(&reports),
            told,
            possible: kindred.possible,
            visit: kindred.visit,
        }))
    }

    /// What others tell of the meetings of a report that is in the index, the first of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meetings_of(&self, entry: &Entry) -> Result<Vec<OwnMeeting>, Error> {
        let Some(own) = self.node(&entry.report.id)?.map(|node| node.address) else {
            return Ok(Vec::new());
        };
        let mut meetings = Vec::new();
        let keys = MeetingKey::all(entry).into_iter().zip(&entry.facts.meetings);
        for (nth, (key, meeting)) in keys.enumerate().take(OWN) {
            let group = self.group_of(&key, own)?;
            let mut docs = self.group_docs(&group, (Under::All, ""))?;
            docs.retain(|doc| *doc != own);
            let others = docs.len();
            self.in_order(&mut docs, None)?;
            let links = docs.into_iter().take(LINKS).map(|doc| self.link(doc));
            let links = links.collect::<Result<_, _>>()?;
            let kindred = self.kindred(&group, &people([meeting].into_iter()), KIN_OF_OWN)?;
            let Some(id) = self.group_id(&group)? else { continue };
            meetings.push(OwnMeeting {
                id,
                nth,
                others,
                links,
                possible: kindred.possible,
                visit: kindred.visit,
            });
        }
        Ok(meetings)
    }

    /// The first in front, then those that are dated first.
    fn in_order(&self, docs: &mut [DocAddress], first: Option<DocAddress>) -> Result<(), Error> {
        let mut known = HashMap::new();
        for (at, _) in self.searcher().segment_readers().iter().enumerate() {
            let own = docs
                .iter()
                .filter(|doc| doc.segment_ord as usize == at)
                .map(|doc| doc.doc_id);
            let mut nodes = Vec::new();
            self.read_nodes(at, &own.collect::<Vec<_>>(), &mut nodes)?;
            known.extend(nodes.into_iter().map(|node| (node.address, (node.first, node.key))));
        }
        docs.sort_by_key(|doc| (first != Some(*doc), known.get(doc).copied()));
        Ok(())
    }
}

/// What a report says of a meeting.
fn told_by(group: &Group, entry: Entry) -> Option<Told> {
    let nth = MeetingKey::all(&entry).iter().position(|key| group.has(key))?;
    let id = MeetingId::all(&entry).into_iter().nth(nth)?;
    Some(Told { id, entry, nth })
}

/// Reports side by side: the first published first, undated ones last.
fn order(entry: &Entry) -> impl Ord + use<> {
    let dated = super::card::dated(entry);
    let day = dated.earliest.or(dated.latest);
    (day.is_none(), day, entry.report.id.clone())
}

/// Slugs of everybody who took part, the heads first.
fn people<'a>(meetings: impl Iterator<Item = &'a crate::report::Meeting>) -> Vec<String> {
    let mut people = Vec::new();
    for person in meetings.flat_map(|meeting| &meeting.people) {
        let slug = slug(&person.name);
        if !slug.is_empty() && !people.contains(&slug) {
            people.push(slug);
        }
    }
    people
}
