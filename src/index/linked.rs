//! What the links between reports say of their dates: who names the headline of another report is no
//! older than that one, and the other no younger.
//!
//! Only headlines that one report alone has are evidence, and only what a report says of its own date
//! is passed on, by one link and no further. So the bounds of a report are a function of the set of
//! reports, whatever the order in which they came; columns of their own keep what each says itself.

use super::card::{self, Record};
use super::headline;
use super::nodes::Node;
use super::schema::column;
use super::stored::{StoredRecord, StoredSource};
use super::write::{Whole, Writer};
use super::{Error, NO_FIRST_DAY, NO_LAST_DAY, Snapshot, day_number, day_of};
use crate::report::{DateBounds, Entry, Evidence, Report};
use jiff::civil::Date;
use std::collections::HashMap;
use tantivy::DocAddress;
use tantivy::termdict::TermMerger;

/// What links say of a report: a first day, with the term of the headline it points to, and a last.
#[derive(Clone, Debug, Default)]
struct Pull {
    earliest: Option<(Date, String)>,
    latest: Option<(Date, String)>,
}

impl Pull {
    fn not_before(&mut self, day: Date, key: &str) {
        let is_more = |(known, by): &(Date, String)| (day, by.as_str()) > (*known, key);
        if self.earliest.as_ref().is_none_or(is_more) {
            self.earliest = Some((day, key.to_owned()));
        }
    }

    fn not_after(&mut self, day: Date, key: &str) {
        let is_more = |(known, by): &(Date, String)| (day, key) < (*known, by.as_str());
        if self.latest.as_ref().is_none_or(is_more) {
            self.latest = Some((day, key.to_owned()));
        }
    }

    /// The bounds of a report with what its links say, each with the words of the report that link it.
    fn narrow(&self, own: &DateBounds, report: &Report) -> DateBounds {
        let points = self.earliest.as_ref().and_then(|(day, key)| {
            let mut pointers = report.read_more.iter();
            let pointer = pointers.find(|title| headline::key(&title.value).as_ref() == Some(key))?;
            let words = Evidence::new(pointer.evidence.line, pointer.value.clone(), "link-to-dated");
            Some((*day, words))
        });
        let named = self.latest.as_ref().map(|(day, _)| {
            let line = report.lines.iter().find(|line| line.is(crate::report::Role::Headline));
            let words = Evidence::new(
                line.map_or(1, |line| line.number),
                report.title.words(),
                "named-by-dated",
            );
            (*day, words)
        });
        own.narrowed(points, named)
    }
}

/// The bounds of each of some reports, with what links among them say.
#[must_use]
pub fn dated_among(entries: &[&Entry]) -> Vec<DateBounds> {
    let own: Vec<DateBounds> = entries.iter().map(|entry| card::dated(entry)).collect();
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    let mut citers: HashMap<String, Vec<usize>> = HashMap::new();
    for (nth, entry) in entries.iter().enumerate() {
        for key in headline::keys(&entry.report) {
            holders.entry(key).or_default().push(nth);
        }
        for key in headline::pointed(&entry.report) {
            citers.entry(key).or_default().push(nth);
        }
    }
    let mut pulls = vec![Pull::default(); entries.len()];
    for (key, pointing) in &citers {
        let held = holders.get(key).map(Vec::as_slice).unwrap_or_default();
        for citer in pointing {
            let mut others = held.iter().filter(|held| *held != citer);
            let (Some(other), None) = (others.next(), others.next()) else {
                continue;
            };
            if let (Some(day), Some(pull)) = (own.get(*other).and_then(|own| own.earliest), pulls.get_mut(*citer)) {
                pull.not_before(day, key);
            }
            if held.len() == 1
                && let (Some(day), Some(pull)) = (own.get(*citer).and_then(|own| own.latest), pulls.get_mut(*other))
            {
                pull.not_after(day, key);
            }
        }
    }
    let all = entries.iter().zip(&own).zip(&pulls);
    all.map(|((entry, own), pull)| pull.narrow(own, &entry.report))
        .collect()
}

impl Snapshot {
    /// Writes anew the reports whose bounds are not what their links say; says how many these were.
    ///
    /// One walk through the dictionaries of headlines and pointers, and through four columns.
    ///
    /// # Errors
    /// When the index cannot be read or changed.
    pub fn relink(&self, writer: &Writer) -> Result<u64, Error> {
        let pulls = self.pulls()?;
        let mut written = 0;
        for (ordinal, segment) in self.searcher().segment_readers().iter().enumerate() {
            let columns = segment.fast_fields();
            let (own_first, own_last) = (columns.u64(column::OWN_MIN)?, columns.u64(column::OWN_MAX)?);
            let (first, last) = (columns.u64(column::DAY_MIN)?, columns.u64(column::DAY_MAX)?);
            for doc in segment.doc_ids_alive() {
                let address = DocAddress::new(u32::try_from(ordinal).unwrap_or(u32::MAX), doc);
                let pull = pulls.get(&address);
                let is_own = first.first(doc) == own_first.first(doc) && last.first(doc) == own_last.first(doc);
                if pull.is_none() && is_own {
                    continue;
                }
                let StoredRecord(stored) = self.searcher().doc(address)?;
                let record: Record = serde_json::from_str(&stored)?;
                let dated = card::dated(&record.entry);
                let dated = pull.map_or_else(|| dated.clone(), |pull| pull.narrow(&dated, &record.entry.report));
                let days = days(&dated);
                if (first.first(doc), last.first(doc)) == (Some(days.0), Some(days.1)) {
                    continue;
                }
                let StoredSource(bytes) = self.searcher().doc(address)?;
                writer.replace(&Whole {
                    path: &record.path,
                    size: columns.u64(column::SIZE)?.first(doc).unwrap_or_default(),
                    modified_ns: record.modified_ns,
                    bytes: &bytes,
                    digest: &record.digest,
                    entry: &record.entry,
                    familiar: columns.u64(column::FAMILIAR)?.first(doc).unwrap_or_default(),
                    dated: &dated,
                })?;
                written += 1;
            }
        }
        Ok(written)
    }

    /// What links say of the reports of which they say anything.
    fn pulls(&self) -> Result<HashMap<DocAddress, Pull>, Error> {
        let segments = self.searcher().segment_readers();
        let inverted = |field| segments.iter().map(move |segment| segment.inverted_index(field));
        let pointers = inverted(self.fields().points).collect::<Result<Vec<_>, _>>()?;
        let streams = pointers.iter().map(|inverted| inverted.terms().stream());
        let mut merger = TermMerger::new(streams.collect::<Result<Vec<_>, _>>()?);
        let mut pulls: HashMap<DocAddress, Pull> = HashMap::new();
        while merger.advance() {
            let key = String::from_utf8_lossy(merger.key()).into_owned();
            let held = self.nodes(self.fields().headline, &key)?;
            if held.is_empty() {
                continue;
            }
            for citer in self.nodes(self.fields().points, &key)? {
                let mut others = held.iter().filter(|held| held.key != citer.key);
                let (Some(other), None) = (others.next(), others.next()) else {
                    continue;
                };
                if let Some(day) = first_day(other) {
                    pulls.entry(citer.address).or_default().not_before(day, &key);
                }
                if held.len() == 1
                    && let Some(day) = last_day(&citer)
                {
                    pulls.entry(other.address).or_default().not_after(day, &key);
                }
            }
        }
        Ok(pulls)
    }
}

fn first_day(node: &Node) -> Option<Date> {
    (node.first != NO_FIRST_DAY).then(|| day_of(node.first)).flatten()
}

fn last_day(node: &Node) -> Option<Date> {
    (node.last != NO_LAST_DAY).then(|| day_of(node.last)).flatten()
}

/// Bounds in the numbers of [`day_number`].
pub(super) fn days(dated: &DateBounds) -> (u64, u64) {
    (
        dated.earliest.map_or(NO_FIRST_DAY, day_number),
        dated.latest.map_or(NO_LAST_DAY, day_number),
    )
}
