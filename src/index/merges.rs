//! Which segments are written anew as one.

use tantivy::SegmentMeta;
use tantivy::merge_policy::{LogMergePolicy, MergeCandidate, MergePolicy};

/// So many segments are merged into one.
const MERGED: usize = 8;
/// A segment of more reports is merged with no other: a merge takes memory for each report, and each report's
/// terms are written anew. So memory has a bound, and each report is written about twice.
const LARGE: u32 = 20_000;
/// A segment is written anew when so much of it was taken out.
const WORN: f32 = 0.3;

/// The engine's own policy, within that bound.
#[derive(Debug)]
pub(super) struct Merges(LogMergePolicy);

impl Merges {
    pub(super) fn new() -> Self {
        let mut log = LogMergePolicy::default();
        log.set_min_num_segments(MERGED);
        log.set_max_docs_before_merge(LARGE as usize);
        log.set_del_docs_ratio_before_merge(WORN);
        Self(log)
    }
}

impl MergePolicy for Merges {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut candidates = self.0.compute_merge_candidates(segments);
        // Those that it leaves alone for their size; it counts what is left in them.
        let large = segments.iter().filter(|segment| segment.num_docs() > LARGE);
        let worn = large.filter(|segment| is_worn(segment.num_deleted_docs(), segment.max_doc()));
        candidates.extend(worn.map(|segment| MergeCandidate(vec![segment.id()])));
        candidates
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share, to a few digits")]
fn is_worn(deleted: u32, all: u32) -> bool {
    deleted as f32 > all as f32 * WORN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_taken_out_is_worn() {
        assert!(!is_worn(0, 0));
        assert!(!is_worn(30_000, 100_000));
        assert!(is_worn(31_000, 100_000));
    }
}
