//! Ranges of a dictionary, all segments as one.

use crate::index::alive::alive;
use crate::index::{Error, Snapshot};
use std::sync::Arc;
use tantivy::InvertedIndexReader;
use tantivy::schema::Field;
use tantivy::termdict::TermMerger;

impl Snapshot {
    /// Every term that begins with `prefix`, without it, in order, with the number of its reports;
    /// until `each` says that it has enough.
    pub(super) fn range(
        &self,
        field: Field,
        prefix: &str,
        mut each: impl FnMut(&str, u64) -> bool,
    ) -> Result<(), Error> {
        // No term has a byte above those of UTF-8.
        let end = [prefix.as_bytes(), b"\xff"].concat();
        self.between(field, prefix, &end, |term, count| {
            each(term.strip_prefix(prefix).unwrap_or_default(), count)
        })
    }

    /// Every term from one on and before another, as [`Snapshot::range`].
    pub(super) fn between(
        &self,
        field: Field,
        from: &str,
        to: &[u8],
        mut each: impl FnMut(&str, u64) -> bool,
    ) -> Result<(), Error> {
        let segments = self.searcher().segment_readers();
        let inverted: Vec<Arc<InvertedIndexReader>> = segments
            .iter()
            .map(|segment| segment.inverted_index(field))
            .collect::<Result<_, _>>()?;
        let mut streams = Vec::with_capacity(inverted.len());
        for inverted in &inverted {
            streams.push(inverted.terms().range().ge(from).lt(to).into_stream()?);
        }
        let mut merger = TermMerger::new(streams);
        while merger.advance() {
            let mut count = 0;
            for (at, info) in merger.current_segment_ords_and_term_infos() {
                if let Some((segment, inverted)) = segments.get(at).zip(inverted.get(at)) {
                    count += alive(segment, inverted, &info)?;
                }
            }
            if count > 0
                && let Ok(term) = std::str::from_utf8(merger.key())
                && !each(term, count)
            {
                break;
            }
        }
        Ok(())
    }
}
