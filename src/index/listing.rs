//! All reports in parts, for those who read everything. The parts are ranges of the digests of ids,
//! so a report stays in its part as others come and go, and no report is opened.

use super::schema::column;
use super::{Error, Snapshot};
use crate::report::ReportId;
use crate::search::Listed;
use jiff::Timestamp;
use std::ops::RangeInclusive;

impl Snapshot {
    /// One of `parts` parts of the list of all reports, counted from 0, in the order of the digests of
    /// their ids; empty where there is no such part.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn listing(&self, part: usize, parts: usize) -> Result<Vec<Listed>, Error> {
        let Some(range) = range(part, parts) else {
            return Ok(Vec::new());
        };
        let mut listed: Vec<(u64, Listed)> = Vec::new();
        for segment in self.searcher().segment_readers() {
            let columns = segment.fast_fields();
            let (keys, times) = (columns.u64(column::KEY)?, columns.i64(column::MTIME)?);
            let Some(ids) = columns.str(column::ID)? else {
                continue;
            };
            let mut docs = Vec::new();
            // The engine takes the lowest of a column for part of any range below it.
            if *range.end() < keys.min_value() {
                continue;
            }
            keys.get_docids_for_value_range(range.clone(), 0..segment.max_doc(), &mut docs);
            // In the order of the dictionary, so that each of its blocks is read once.
            let alive = docs.into_iter().filter(|doc| !segment.is_deleted(*doc));
            let mut by_ordinal: Vec<(u64, u32)> = alive.filter_map(|doc| Some((ids.ords().first(doc)?, doc))).collect();
            by_ordinal.sort_unstable();
            let ordinals: Vec<u64> = by_ordinal.iter().map(|(ordinal, _)| *ordinal).collect();
            let mut docs = by_ordinal.iter().map(|(_, doc)| *doc);
            ids.dictionary().sorted_ords_to_term_cb(&ordinals, |id| {
                let id = std::str::from_utf8(id).ok().and_then(|id| ReportId::parse(id).ok());
                if let Some((doc, id)) = docs.next().zip(id) {
                    let modified = times.first(doc).unwrap_or_default();
                    let modified = Timestamp::from_nanosecond(i128::from(modified)).unwrap_or(Timestamp::UNIX_EPOCH);
                    listed.push((keys.first(doc).unwrap_or_default(), Listed { id, modified }));
                }
            })?;
        }
        listed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        Ok(listed.into_iter().map(|(_, listed)| listed).collect())
    }
}

/// The digests of one part: all parts together are all digests, and none is in two.
fn range(part: usize, parts: usize) -> Option<RangeInclusive<u64>> {
    let (part, parts) = (part as u128, parts as u128);
    let start = |part: u128| ((1_u128 << 64) * part).div_ceil(parts);
    if part >= parts {
        return None;
    }
    let (first, last) = (start(part), start(part + 1).saturating_sub(1));
    let range = u64::try_from(first).ok()?..=u64::try_from(last).ok()?;
    (!range.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn parts_make_up_the_whole() {
        for parts in [1, 2, 3, 7, 100, 1_000_003] {
            let mut next = Some(0_u64);
            for part in 0..parts {
                let range = range(part, parts).unwrap();
                assert_eq!(Some(*range.start()), next);
                next = range.end().checked_add(1);
            }
            assert_eq!(next, None, "{parts}");
        }
        assert_eq!(range(0, 0), None);
        assert_eq!(range(3, 3), None);
        assert_eq!(range(usize::MAX, usize::MAX), None);
    }
}
