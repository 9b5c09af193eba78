//! Meetings in the order of time: stretches of the dictionary of [`super::meetings`], over all
//! segments at once. Nothing is kept of the way but what was asked for.

use super::fold_by::Splits;
use super::meetings::Under;
use super::times::{self, Times};
use super::{Error, Snapshot};
use crate::report::MeetingKey;
use crate::search::Histogram;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermMerger;
use tantivy::{DocAddress, DocSet, InvertedIndexReader, TERMINATED};

/// Comes after every key.
pub(super) const END: &str = "\u{10ffff}";
/// Keys of no exact day begin with it, and those of one come before.
pub(super) const INEXACT: &str = "~";

/// A term of the dictionary with the reports that have it.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    /// Without what it is under.
    pub(super) key: String,
    /// Reports that were not taken out.
    pub(super) alive: usize,
    /// Where each segment has it.
    infos: Vec<(usize, TermInfo)>,
}

/// The way through what is under a value, in the order of its text.
pub(super) struct Walk<'r> {
    snapshot: &'r Snapshot,
    readers: &'r [Arc<InvertedIndexReader>],
    prefix: String,
    end: String,
    merger: TermMerger<'r>,
}

/// What is known of all meetings of a generation of the index; small, and found in one walk.
#[derive(Clone, Debug, Default)]
pub(super) struct MeetingCalendar {
    pub(super) tally: Tally,
    /// Stems with more than one place; two people seldom meet at two places on one day.
    pub(super) split: Splits,
}

/// Meetings counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Those of an exact day, by the beginning of their keys: `2025-04`.
    pub(super) months: BTreeMap<String, usize>,
    /// The others.
    pub(super) inexact: usize,
    times: Times,
}

impl Tally {
    pub(super) fn dated(&self) -> usize {
        self.months.values().sum()
    }

    pub(super) fn total(&self) -> usize {
        self.dated() + self.inexact
    }

    pub(super) fn histogram(&self) -> Histogram {
        self.times.histogram()
    }

    pub(super) fn add(&mut self, key: &MeetingKey, meetings: usize) {
        let code = times::code(&key.when());
        self.times.add_of(code, meetings);
        match key.exact() {
            Some(_) => *self.months.entry(month(&key.stem()).to_owned()).or_default() += meetings,
            None => self.inexact += meetings,
        }
    }

    fn remove(&mut self, key: &MeetingKey, meetings: usize) {
        self.times.take(times::code(&key.when()), meetings);
        if key.exact().is_none() {
            self.inexact = self.inexact.saturating_sub(meetings);
        } else if let Entry::Occupied(mut known) = self.months.entry(month(&key.stem()).to_owned()) {
            *known.get_mut() = known.get().saturating_sub(meetings);
            if *known.get() == 0 {
                known.remove();
            }
        }
    }
}

/// `2025-04` of a key of an exact day.
fn month(key: &str) -> &str {
    let when = key.split_once(' ').map_or(key, |(when, _)| when);
    when.rsplit_once('-').map_or(when, |(month, _)| month)
}

impl Snapshot {
    /// Counts all meetings.
    pub(super) fn read_calendar(&self) -> Result<MeetingCalendar, Error> {
        let mut calendar = MeetingCalendar::default();
        self.each_stem((Under::All, ""), ("", END), |key, variants| {
            calendar.split.set(&key.stem(), is_split(variants));
            calendar.tally.add(key, meetings(variants));
            Ok(true)
        })?;
        Ok(calendar)
    }

    /// What is known of all meetings, from what was in another generation and the stems of those that
    /// may be others now.
    pub(super) fn still_met<'a>(
        &self,
        before: &Self,
        calendar: &MeetingCalendar,
        stems: impl Iterator<Item = &'a String>,
    ) -> Result<MeetingCalendar, Error> {
        let mut calendar = calendar.clone();
        for stem in stems {
            let (was, is) = (before.of_stem(stem)?, self.of_stem(stem)?);
            if let Some((key, variants)) = was {
                calendar.split.set(stem, false);
                calendar.tally.remove(&key, meetings(&variants));
            }
            if let Some((key, variants)) = is {
                calendar.split.set(stem, is_split(&variants));
                calendar.tally.add(&key, meetings(&variants));
            }
        }
        Ok(calendar)
    }

    /// Goes through what is under a value, in the order of its text, from the one to before the other, as
    /// long as `each` says so. What only reports have that were taken out is passed over.
    pub(super) fn each_variant(
        &self,
        under: (Under, &str),
        range: (&str, &str),
        mut each: impl FnMut(Variant) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let readers = self.meeting_readers()?;
        let mut walk = Walk::open(self, &readers, under, range)?;
        while let Some(variant) = walk.step()? {
            if !each(variant)? {
                break;
            }
        }
        Ok(())
    }

    /// The dictionaries of all segments.
    pub(super) fn meeting_readers(&self) -> Result<Vec<Arc<InvertedIndexReader>>, Error> {
        let segments = self.searcher().segment_readers().iter();
        let readers = segments.map(|segment| segment.inverted_index(self.fields().meetings));
        Ok(readers.collect::<Result<_, _>>()?)
    }

    /// The reports of a term.
    pub(super) fn docs(&self, variant: &Variant) -> Result<Vec<DocAddress>, Error> {
        let mut docs = Vec::new();
        for (at, info) in &variant.infos {
            let Some(segment) = self.searcher().segment_readers().get(*at) else {
                continue;
            };
            let inverted = segment.inverted_index(self.fields().meetings)?;
            let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    docs.push(DocAddress::new(u32::try_from(*at).unwrap_or(u32::MAX), postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(docs)
    }

    /// The same, stem by stem; the key is that of the first term.
    pub(super) fn each_stem(
        &self,
        under: (Under, &str),
        range: (&str, &str),
        mut each: impl FnMut(&MeetingKey, &[Variant]) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let mut open: Vec<Variant> = Vec::new();
        let mut go_on = true;
        let mut close = |open: &mut Vec<Variant>| match open.first().and_then(|one| MeetingKey::parse(&one.key)) {
            Some(key) => {
                let go_on = each(&key, open);
                open.clear();
                go_on
            }
            None => {
                open.clear();
                Ok(true)
            }
        };
        self.each_variant(under, range, |variant| {
            let other = |one: &Variant| MeetingKey::stem_of(&one.key) != MeetingKey::stem_of(&variant.key);
            if open.first().is_some_and(other) {
                go_on = close(&mut open)?;
            }
            open.push(variant);
            Ok(go_on)
        })?;
        if go_on {
            close(&mut open)?;
        }
        Ok(())
    }

    fn of_stem(&self, stem: &str) -> Result<Option<(MeetingKey, Vec<Variant>)>, Error> {
        let variants = self.variants((Under::All, ""), stem)?;
        let key = variants.first().and_then(|one| MeetingKey::parse(&one.key));
        Ok(key.map(|key| (key, variants)))
    }

    /// The keys of a stem under a value.
    pub(super) fn variants(&self, under: (Under, &str), stem: &str) -> Result<Vec<Variant>, Error> {
        let mut found = Vec::new();
        // All keys of a stem go on with a space, and `!` comes next.
        self.each_variant(under, (&format!("{stem} "), &format!("{stem}!")), |variant| {
            found.push(variant);
            Ok(true)
        })?;
        Ok(found)
    }
}

impl<'r> Walk<'r> {
    pub(super) fn open(
        snapshot: &'r Snapshot,
        readers: &'r [Arc<InvertedIndexReader>],
        (under, value): (Under, &str),
        (first, end): (&str, &str),
    ) -> Result<Self, Error> {
        let prefix = under.prefix(value);
        let end = format!("{prefix}{end}");
        Ok(Self {
            merger: merger(readers, &format!("{prefix}{first}"), &end)?,
            snapshot,
            readers,
            prefix,
            end,
        })
    }

    /// Goes on from `first`, over all that comes before it.
    pub(super) fn leap(&mut self, first: &str) -> Result<(), Error> {
        self.merger = merger(self.readers, &format!("{}{first}", self.prefix), &self.end)?;
        Ok(())
    }

    /// The next term; what only reports have that were taken out is passed over.
    pub(super) fn step(&mut self) -> Result<Option<Variant>, Error> {
        let segments = self.snapshot.searcher().segment_readers();
        while self.merger.advance() {
            let key = std::str::from_utf8(self.merger.key()).ok();
            let Some(key) = key.and_then(|term| term.strip_prefix(&self.prefix)) else {
                continue;
            };
            let mut variant = Variant {
                key: key.to_owned(),
                alive: 0,
                infos: self.merger.current_segment_ords_and_term_infos().collect(),
            };
            let has_deletes = |(at, _): &(usize, TermInfo)| segments.get(*at).is_some_and(|one| one.has_deletes());
            variant.alive = match variant.infos.iter().any(has_deletes) {
                true => self.snapshot.docs(&variant)?.len(),
                false => variant.infos.iter().map(|(_, info)| info.doc_freq as usize).sum(),
            };
            if variant.alive > 0 {
                return Ok(Some(variant));
            }
        }
        Ok(None)
    }
}

fn merger<'r>(readers: &'r [Arc<InvertedIndexReader>], first: &str, end: &str) -> Result<TermMerger<'r>, Error> {
    let streams = readers
        .iter()
        .map(|reader| reader.terms().range().ge(first).lt(end).into_stream());
    Ok(TermMerger::new(streams.collect::<Result<_, _>>()?))
}

/// How many meetings the keys of a stem tell of.
fn meetings(variants: &[Variant]) -> usize {
    match is_split(variants) {
        // Each report that says no place may mean any of the places.
        true => variants
            .iter()
            .map(|one| if place(&one.key).is_empty() { one.alive } else { 1 })
            .sum(),
        false => 1,
    }
}

/// The place of a printed key.
pub(super) fn place(key: &str) -> &str {
    let stem = MeetingKey::stem_of(key).len();
    key.get(stem..).unwrap_or_default().trim_start()
}

/// Whether reports contradict each other in the place.
pub(super) fn is_split(variants: &[Variant]) -> bool {
    variants.iter().filter(|one| !place(&one.key).is_empty()).count() > 1
}
