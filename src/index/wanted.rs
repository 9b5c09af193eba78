//! What reports point to and the archive does not hold: the terms of pointers that are no term of a
//! headline, found in one walk through both dictionaries of all segments.

use super::alive::alive;
use super::headline;
use super::most::{Counted, Most};
use super::stored::{self, StoredRecord};
use super::{Error, Snapshot};
use crate::index::Record;
use crate::report::ReportId;
use crate::search::{Wanted, WantedList};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use tantivy::schema::Field;
use tantivy::termdict::TermMerger;
use tantivy::{DocAddress, InvertedIndexReader};

/// Citers of a wanted headline that are named.
const CITERS: usize = 20;

/// The wanted headlines of one generation of the index.
#[derive(Clone, Debug, Default)]
pub struct WantedTitles {
    /// How many there are.
    total: usize,
    /// The most wanted, as terms: most citers first, then by term.
    most: Most,
}

impl Snapshot {
    /// Finds the wanted headlines and keeps up to `keep` of them, those with most citers. A pointer
    /// that is nearly a headline counts as wanted: only the same one is sure.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn wanted_titles(&self, keep: usize) -> Result<WantedTitles, Error> {
        let segments = self.searcher().segment_readers();
        let of = |field: Field| segments.iter().map(move |segment| segment.inverted_index(field));
        let pointers: Vec<Arc<InvertedIndexReader>> = of(self.fields().points).collect::<Result<_, _>>()?;
        let headlines: Vec<Arc<InvertedIndexReader>> = of(self.fields().headline).collect::<Result<_, _>>()?;
        let all = || pointers.iter().chain(&headlines);
        let streams = all()
            .map(|inverted| inverted.terms().stream())
            .collect::<Result<_, _>>()?;
        let mut merger = TermMerger::new(streams);
        let mut total = 0;
        let most = Most::of(keep, |each| {
            while merger.advance() {
                let first = merger.matching_segments().next();
                // Pointers come first; a term that none has is of no interest.
                if first.is_none_or(|(at, _)| at >= segments.len()) {
                    continue;
                }
                let (mut citers, mut is_held) = (0, false);
                for (at, info) in merger.current_segment_ords_and_term_infos() {
                    let (Some(inverted), Some(segment)) = (all().nth(at), segments.get(at % segments.len())) else {
                        continue;
                    };
                    let alive = alive(segment, inverted, &info)?;
                    if at < segments.len() {
                        citers += alive;
                    } else {
                        is_held |= alive > 0;
                    }
                }
                if citers > 0 && !is_held {
                    total += 1;
                    each(Counted::new(citers, &String::from_utf8_lossy(merger.key()), ""));
                }
            }
            Ok::<_, Error>(())
        })?;
        Ok(WantedTitles { total, most })
    }

    /// What is wanted now, from what was wanted in another generation and the headlines that may have
    /// become so, or be so no more. `None` where too much has fallen back.
    pub(super) fn still_wanted<'a>(
        &self,
        before: &Self,
        titles: &WantedTitles,
        headlines: impl Iterator<Item = &'a String>,
    ) -> Result<Option<WantedTitles>, Error> {
        let mut titles = titles.clone();
        for key in headlines {
            let (was, is) = (before.citers_of_wanted(key)?, self.citers_of_wanted(key)?);
            if was > 0 {
                titles.total -= 1;
                titles.most.take(was, key);
            }
            if is > 0 {
                titles.total += 1;
                titles.most.put(Counted::new(is, key, ""));
            }
        }
        Ok(titles.most.is_whole().then_some(titles))
    }

    /// How many reports point to a headline that none has; 0 where one has it.
    fn citers_of_wanted(&self, key: &str) -> Result<u64, Error> {
        match self.alive(self.fields().headline, key)? {
            0 => self.alive(self.fields().points, key),
            _ => Ok(0),
        }
    }

    /// `limit` of the wanted headlines after the first `offset`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn wanted(&self, titles: &WantedTitles, offset: usize, limit: usize) -> Result<WantedList, Error> {
        let mut wanted = Vec::new();
        // A report that wants much is opened once.
        let mut pointing: HashMap<DocAddress, Pointing> = HashMap::new();
        for Counted { key, .. } in titles.most.iter().skip(offset).take(limit) {
            let mut nodes = self.nodes(self.fields().points, key)?;
            let citers = self.latest(&mut nodes, CITERS)?;
            let Some(first) = nodes.first() else { continue };
            let from = match pointing.entry(first.address) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(self.pointing(first.address)?),
            };
            let title = from.printed.get(key).unwrap_or(key).clone();
            wanted.push(Wanted {
                likely: self.likely(&title, &from.id)?,
                title,
                count: nodes.len(),
                citers,
            });
        }
        Ok(WantedList {
            total: titles.total,
            wanted,
        })
    }
}

/// What a report points to.
struct Pointing {
    id: ReportId,
    /// Headlines as it prints them first, by their terms.
    printed: HashMap<String, String>,
}

impl Snapshot {
    fn pointing(&self, address: DocAddress) -> Result<Pointing, Error> {
        let StoredRecord(stored) = self.searcher().doc(address)?;
        let record: Record = stored::read(&stored)?;
        let report = record.entry.report;
        let mut printed = HashMap::new();
        for title in report.read_more {
            if let Some(key) = headline::key(&title.value) {
                printed.entry(key).or_insert(title.value);
            }
        }
        Ok(Pointing { id: report.id, printed })
    }
}
