//! Lines that reports share, as the index knows them: each line at either end of a file is a term, and
//! familiar is what [`ENOUGH`] reports have. So one new file costs look-ups, and all together are one
//! walk through a dictionary.

use super::manifest::Place;
use super::schema::column;
use super::{Error, Snapshot};
use crate::clean::{ENOUGH, familiar_key};
use std::sync::Arc;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermMerger;
use tantivy::{DocAddress, DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

impl Snapshot {
    /// Up to `most` of the reports that have a line, by the digest of it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn sharing(&self, line: u64, most: usize) -> Result<Vec<Place>, Error> {
        self.places(self.fields().lines, line, most)
    }

    /// The reports that were cleaned with other familiar lines than those that are familiar now: one walk
    /// through the dictionary of lines, and through the postings of those that are shared.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn unsettled(&self) -> Result<Vec<Place>, Error> {
        let segments = self.searcher().segment_readers();
        let inverted: Vec<Arc<InvertedIndexReader>> = segments
            .iter()
            .map(|segment| segment.inverted_index(self.fields().lines))
            .collect::<Result<_, _>>()?;
        let streams = inverted.iter().map(|inverted| inverted.terms().stream());
        let mut merger = TermMerger::new(streams.collect::<Result<_, _>>()?);
        let mut keys: Vec<Vec<u64>> = segments.iter().map(|one| vec![0; one.max_doc() as usize]).collect();
        let mut holders: Vec<(usize, DocId)> = Vec::new();
        while merger.advance() {
            let infos = || merger.current_segment_ords_and_term_infos();
            if infos().map(|(_, info)| info.doc_freq).sum::<u32>() < ENOUGH {
                continue;
            }
            holders.clear();
            for (at, info) in infos() {
                let Some((segment, inverted)) = segments.get(at).zip(inverted.get(at)) else {
                    continue;
                };
                let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    if !segment.is_deleted(postings.doc()) {
                        holders.push((at, postings.doc()));
                    }
                    postings.advance();
                }
            }
            let line = merger.key().first_chunk().map(|bytes| u64::from_be_bytes(*bytes));
            if let Some(line) = line.filter(|_| holders.len() >= ENOUGH as usize) {
                let share = familiar_key([line]);
                for (at, doc) in &holders {
                    if let Some(key) = keys.get_mut(*at).and_then(|keys| keys.get_mut(*doc as usize)) {
                        *key ^= share;
                    }
                }
            }
        }
        let mut unsettled = Vec::new();
        for ((at, segment), keys) in (0..).zip(segments).zip(&keys) {
            others(at, segment, keys, &mut unsettled)?;
        }
        Ok(unsettled)
    }
}

/// The reports of a segment that were cleaned with another key than this.
fn others(at: u32, segment: &SegmentReader, keys: &[u64], found: &mut Vec<Place>) -> Result<(), Error> {
    let known = segment.fast_fields().u64(column::FAMILIAR)?;
    for doc in segment.doc_ids_alive() {
        if known.first(doc) != keys.get(doc as usize).copied() {
            found.push(DocAddress::new(at, doc));
        }
    }
    Ok(())
}
