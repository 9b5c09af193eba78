//! Told meetings brought together: which reports tell of one meeting, for sure.

use super::meeting_walk::{Variant, is_split, place};
use super::meetings::Under;
use super::schema::column;
use super::stored::{self, StoredRecord};
use super::{Error, Snapshot};
use crate::index::Record;
use crate::report::{Entry, MeetingId, MeetingKey, MeetingKind, slug};
use crate::search::{FacetCount, FacetField, MeetingRow};
use std::collections::{BTreeSet, HashMap};
use tantivy::DocAddress;

/// Names of meetings that are remembered: some hundred kilobytes.
const CALLED: usize = 4_000;

/// One meeting, for sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// With the place of the meeting, where one is known.
    pub(super) key: MeetingKey,
    pub(super) split: Split,
}

/// Which reports of a stem tell of one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// All.
    No,
    /// They contradict each other in the place; those that state the place of the key.
    Place,
    /// The same, and this one states none: it may tell of any of several.
    Report(DocAddress),
}

impl Snapshot {
    /// The meetings of a stem, as far as these keys of it tell of them; the keys are in order, and one may
    /// stand there under several values.
    pub(super) fn groups(&self, key: &MeetingKey, variants: &[Variant], split: bool) -> Result<Vec<Group>, Error> {
        let group = |place: &str, split| Group {
            key: MeetingKey {
                place: place.to_owned(),
                ..key.clone()
            },
            split,
        };
        if !split {
            let places = variants.iter().map(|one| place(&one.key));
            return Ok(vec![group(places.max().unwrap_or_default(), Split::No)]);
        }
        let (mut placeless, mut placed) = (Vec::new(), Vec::new());
        for variant in variants {
            match place(&variant.key) {
                "" => placeless.extend(self.docs(variant)?),
                place => placed.push(group(place, Split::Place)),
            }
        }
        placeless.sort_unstable();
        placeless.dedup();
        // Their places in the index tell when they came, and nobody should see that.
        if placeless.len() > 1 {
            placeless = self.in_lasting_order(placeless)?;
        }
        placed.dedup();
        let placeless = placeless.into_iter().map(|doc| group("", Split::Report(doc)));
        Ok(placeless.chain(placed).collect())
    }

    /// Reports by what breaks ties in the same way for ever.
    fn in_lasting_order(&self, docs: Vec<DocAddress>) -> Result<Vec<DocAddress>, Error> {
        let mut keyed = Vec::with_capacity(docs.len());
        let mut known = None;
        for doc in docs {
            let keys = match known.take() {
                Some((segment, keys)) if segment == doc.segment_ord => keys,
                _ => self
                    .searcher()
                    .segment_reader(doc.segment_ord)
                    .fast_fields()
                    .u64(column::KEY)?,
            };
            keyed.push((keys.first(doc.doc_id), doc));
            known = Some((doc.segment_ord, keys));
        }
        keyed.sort_unstable();
        Ok(keyed.into_iter().map(|(_, doc)| doc).collect())
    }

    /// The meeting that a report tells of, by the key that it has there.
    pub(super) fn group_of(&self, key: &MeetingKey, report: DocAddress) -> Result<Group, Error> {
        let variants = self.variants((Under::All, ""), &key.stem())?;
        let split = match is_split(&variants) {
            true if key.place.is_empty() => Split::Report(report),
            true => Split::Place,
            false => Split::No,
        };
        let known = variants.iter().map(|one| place(&one.key)).max();
        let place = match split {
            Split::No => known.unwrap_or_default().to_owned(),
            _ => key.place.clone(),
        };
        Ok(Group {
            key: MeetingKey { place, ..key.clone() },
            split,
        })
    }

    /// The reports of a group that are under a value.
    pub(super) fn group_docs(&self, group: &Group, under: (Under, &str)) -> Result<Vec<DocAddress>, Error> {
        let mut docs = Vec::new();
        for variant in self.variants(under, &group.key.stem())? {
            if group.has_place(place(&variant.key)) {
                docs.extend(self.docs(&variant)?);
            }
        }
        if let Split::Report(own) = group.split {
            docs.retain(|doc| *doc == own);
        }
        docs.sort_unstable();
        docs.dedup();
        Ok(docs)
    }

    /// Whether one of these keys of its stem tells of a group.
    pub(super) fn is_told(&self, group: &Group, variants: &[Variant]) -> Result<bool, Error> {
        for variant in variants {
            let is_own = match group.split {
                _ if !group.has_place(place(&variant.key)) => false,
                Split::Report(own) => self.docs(variant)?.contains(&own),
                Split::No | Split::Place => true,
            };
            if is_own {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The name of a group: that of its report of the least id, which is also the first of its reports.
    pub(super) fn group_id(&self, group: &Group) -> Result<Option<MeetingId>, Error> {
        let mut found = None;
        let stem = group.key.stem();
        self.each_variant((Under::Stem, &stem), ("", super::meeting_walk::END), |variant| {
            let (id, place) = variant.key.split_once(' ').unwrap_or((&variant.key, ""));
            let own = match group.split {
                Split::Report(doc) => place.is_empty() && self.docs(&variant)?.contains(&doc),
                _ => group.has_place(place),
            };
            if own {
                found = MeetingId::parse(id).ok();
            }
            Ok(found.is_none())
        })?;
        Ok(found)
    }

    /// A group as a link needs it: with its heads only.
    pub(super) fn group_row(&self, group: &Group) -> Result<Option<MeetingRow>, Error> {
        let Some(id) = self.group_id(group)? else {
            return Ok(None);
        };
        let mut names = HashMap::new();
        let mut people = Vec::new();
        for head in &group.key.heads {
            people.push(self.shown_name(head, &mut names)?);
        }
        let docs = self.group_docs(group, (Under::All, ""))?;
        let stem = group.key.stem();
        Ok(Some(MeetingRow {
            key: match group.split {
                Split::No => stem,
                Split::Place => group.key.to_string(),
                Split::Report(_) => format!("{stem} {id}"),
            },
            value: group.key.value(),
            id,
            kind: group.key.kind,
            when: group.key.when(),
            people,
            place: Some(group.key.place.clone()).filter(|place| !place.is_empty()),
            topics: Vec::new(),
            lang: None,
            reports: docs.len(),
            outlets: self.outlets(&docs)?,
        }))
    }

    /// A group as a list shows it: with all that its first report says.
    pub(super) fn full_row(
        &self,
        group: &Group,
        names: &mut HashMap<String, String>,
    ) -> Result<Option<MeetingRow>, Error> {
        let Some(mut row) = self.group_row(group)? else {
            return Ok(None);
        };
        let Some(address) = self.node(row.id.report())?.map(|node| node.address) else {
            return Ok(None);
        };
        let entry = self.entry(address)?;
        let nth = row.id.find(&entry.facts.meetings);
        if let Some(meeting) = nth.and_then(|nth| entry.facts.meetings.get(nth)) {
            row.when = meeting.when.clone();
            row.lang = self.lang(address)?;
            row.topics = meeting.topics.iter().map(|topic| topic.value.clone()).collect();
            row.people.clear();
            for person in &meeting.people {
                row.people.push(match slug(&person.name).as_str() {
                    "" => person.name.clone(),
                    slug => self.shown_name(slug, names)?,
                });
            }
        }
        Ok(Some(row))
    }

    /// The meeting that a report is folded by.
    pub(super) fn first_meeting(&self, address: DocAddress) -> Result<Option<MeetingId>, Error> {
        let entry = self.entry(address)?;
        let mut own = entry.facts.meetings.iter().zip(MeetingKey::all(&entry));
        match own.find(|(meeting, _)| !meeting.background) {
            Some((_, key)) => self.group_id(&self.group_of(&key, address)?),
            None => Ok(None),
        }
    }

    /// How the meetings of a facet, and those that were chosen, are called.
    pub(super) fn meeting_names(
        &self,
        facets: &[(FacetField, Vec<FacetCount>)],
        chosen: &[String],
    ) -> Result<Vec<(String, String)>, Error> {
        let listed = facets.iter().filter(|(field, _)| *field == FacetField::Meeting);
        let listed = listed.flat_map(|(_, counts)| counts).map(|count| &count.value);
        let mut names = Vec::new();
        for value in listed.chain(chosen) {
            let known = self.called().get(value).cloned();
            let name = match known {
                Some(name) => name,
                None => match MeetingKey::of_value(value) {
                    Some(key) => self.call(value, &key)?,
                    None => continue,
                },
            };
            names.push((value.clone(), name));
        }
        Ok(names)
    }

    /// `24 April 2025: Kevin Leahy, Mohammed Shia al-Sudani`; remembered, for facets show it often.
    fn call(&self, value: &str, key: &MeetingKey) -> Result<String, Error> {
        let mut people = Vec::new();
        for head in &key.heads {
            people.push(self.shown_name(head, &mut HashMap::new())?);
        }
        let day = key
            .exact()
            .map_or_else(String::new, |day| day.strftime("%-d %B %Y: ").to_string());
        let call = if key.kind == MeetingKind::Call { " (call)" } else { "" };
        let name = format!("{day}{}{call}", people.join(", "));
        let mut called = self.called();
        if called.len() >= CALLED {
            called.clear();
        }
        called.insert(value.to_owned(), name.clone());
        Ok(name)
    }

    /// What is stored of a report.
    pub(super) fn entry(&self, address: DocAddress) -> Result<Entry, Error> {
        let StoredRecord(stored) = self.searcher().doc(address)?;
        let record: Record = stored::read(&stored)?;
        Ok(record.entry)
    }

    /// The name that most reports have for somebody who took part in a meeting.
    pub(super) fn shown_name(&self, slug: &str, known: &mut HashMap<String, String>) -> Result<String, Error> {
        if let Some(name) = known.get(slug) {
            return Ok(name.clone());
        }
        let (mut best, mut most) = (slug.to_owned(), 0);
        self.each_variant((Under::Name, slug), ("", super::meeting_walk::END), |variant| {
            // Of equals the first in the alphabet.
            if variant.alive > most {
                (best, most) = (variant.key, variant.alive);
            }
            Ok(true)
        })?;
        known.insert(slug.to_owned(), best.clone());
        Ok(best)
    }

    /// Who published reports, each once, in alphabetical order.
    fn outlets(&self, docs: &[DocAddress]) -> Result<Vec<String>, Error> {
        let mut outlets = BTreeSet::new();
        for (at, segment) in (0_u32..).zip(self.searcher().segment_readers()) {
            let Some(column) = segment.fast_fields().str(column::OUTLET)? else {
                continue;
            };
            let own = docs.iter().filter(|doc| doc.segment_ord == at);
            let ordinals: BTreeSet<u64> = own.filter_map(|doc| column.term_ords(doc.doc_id).next()).collect();
            for ordinal in ordinals {
                let mut outlet = String::new();
                if column.ord_to_str(ordinal, &mut outlet)? {
                    outlets.insert(outlet);
                }
            }
        }
        Ok(outlets.into_iter().collect())
    }
}

impl Group {
    /// Whether a key of its stem with this place tells of it; [`Split::Report`] is a matter of the
    /// report as well.
    fn has_place(&self, place: &str) -> bool {
        match self.split {
            Split::No => true,
            Split::Place | Split::Report(_) => place == self.key.place,
        }
    }

    /// Whether a told meeting with this key is of it.
    pub(super) fn has(&self, key: &MeetingKey) -> bool {
        self.has_place(&key.place) && key.stem() == self.key.stem()
    }
}
