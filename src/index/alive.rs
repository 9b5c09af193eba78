//! How many reports have a term, without those that were taken out.

use super::{Error, Snapshot};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

/// Of a segment. What a dictionary says is right where no report was taken out; otherwise the reports
/// have to be looked at.
pub(super) fn alive(segment: &SegmentReader, inverted: &InvertedIndexReader, info: &TermInfo) -> Result<u64, Error> {
    if !segment.has_deletes() {
        return Ok(u64::from(info.doc_freq));
    }
    let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    let mut alive = 0;
    while postings.doc() != TERMINATED {
        alive += u64::from(!segment.is_deleted(postings.doc()));
        postings.advance();
    }
    Ok(alive)
}

impl Snapshot {
    /// Of all segments.
    pub(super) fn alive(&self, field: Field, term: &str) -> Result<u64, Error> {
        let mut all = 0;
        for segment in self.searcher().segment_readers() {
            let inverted = segment.inverted_index(field)?;
            if let Some(info) = inverted.terms().get(term)? {
                all += alive(segment, &inverted, &info)?;
            }
        }
        Ok(all)
    }
}
