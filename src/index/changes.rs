//! What is other in one generation of the index than in another: not segments, but reports.
//!
//! Segments come and go as the engine merges them, with the same reports in them. So reports of
//! segments that only one generation has are compared by digests of all that is told of them, and
//! reports that were taken out of a segment that both have are seen in its list of those.

use super::card::Record;
use super::schema::column;
use super::stored::{self, StoredRecord};
use super::{Error, Snapshot};
use crate::report::Entry;
use tantivy::index::SegmentId;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

/// From so many reports on, and one in so many of all, it is less work to count everything anew.
const FEW: usize = 200;
const SHARE: usize = 400;

/// Reports that are in one generation only.
pub(super) struct Changes {
    pub(super) gone: Vec<DocAddress>,
    pub(super) come: Vec<DocAddress>,
}

impl Changes {
    /// `None` where they are many.
    pub(super) fn between(old: &Searcher, new: &Searcher) -> Result<Option<Self>, Error> {
        let most = FEW + usize::try_from(new.num_docs()).unwrap_or(0) / SHARE;
        let mut changes = Self {
            gone: Vec::new(),
            come: Vec::new(),
        };
        for (ordinal, segment) in (0_u32..).zip(old.segment_readers()) {
            if let Some(now) = find(new, segment.segment_id()) {
                let gone = taken_out(segment, now).into_iter();
                changes.gone.extend(gone.map(|doc| DocAddress::new(ordinal, doc)));
            }
        }
        let (before, after) = (only_in(old, new)?, only_in(new, old)?);
        let (mut before, mut after) = (before.into_iter().peekable(), after.into_iter().peekable());
        while changes.gone.len() + changes.come.len() <= most {
            match (before.peek(), after.peek()) {
                (None, None) => return Ok(Some(changes)),
                (Some((a, _)), Some((b, _))) if a == b => {
                    before.next();
                    after.next();
                }
                (Some((a, _)), Some((b, _))) if a > b => changes.come.extend(after.next().map(|(_, doc)| doc)),
                (None, Some(_)) => changes.come.extend(after.next().map(|(_, doc)| doc)),
                (Some(_), _) => changes.gone.extend(before.next().map(|(_, doc)| doc)),
            }
        }
        Ok(None)
    }
}

fn find(searcher: &Searcher, id: SegmentId) -> Option<&SegmentReader> {
    searcher
        .segment_readers()
        .iter()
        .find(|segment| segment.segment_id() == id)
}

/// The reports of a segment that were taken out since.
pub(super) fn taken_out(before: &SegmentReader, now: &SegmentReader) -> Vec<DocId> {
    if before.num_deleted_docs() == now.num_deleted_docs() {
        return Vec::new();
    }
    before.doc_ids_alive().filter(|doc| now.is_deleted(*doc)).collect()
}

/// The reports of segments that the other generation does not have, by what is told of them.
fn only_in(one: &Searcher, other: &Searcher) -> Result<Vec<(u64, DocAddress)>, Error> {
    let mut reports = Vec::new();
    for (ordinal, segment) in (0_u32..).zip(one.segment_readers()) {
        if find(other, segment.segment_id()).is_some() {
            continue;
        }
        let told = segment.fast_fields().u64(column::TOLD)?;
        for doc in segment.doc_ids_alive() {
            reports.push((told.first(doc).unwrap_or_default(), DocAddress::new(ordinal, doc)));
        }
    }
    reports.sort_unstable();
    Ok(reports)
}

impl Snapshot {
    /// The entries of some reports, one after the other.
    pub(super) fn each_entry(&self, reports: &[DocAddress], mut each: impl FnMut(Entry)) -> Result<(), Error> {
        for address in reports {
            let StoredRecord(stored) = self.searcher().doc(*address)?;
            let record: Record = stored::read(&stored)?;
            each(record.entry);
        }
        Ok(())
    }
}
