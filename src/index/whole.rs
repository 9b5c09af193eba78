//! What all reports of a segment have, kept from generation to generation: segments never change, and
//! of reports that were taken out what they had is taken off.

use super::best::Ranked;
use super::days::rank_of_time;
use super::facets::{Counter, Tally};
use super::schema::column;
use super::times::Times;
use super::walk::{counters, times_of};
use super::{Error, NO_FIRST_DAY, NO_LAST_DAY};
use crate::search::Sort;
use once_cell::sync::OnceCell;
use std::sync::Arc;
use tantivy::{DocAddress, DocId, SegmentReader};

/// Reports that are kept in the order of time: many pages of results.
const LISTED: usize = 1_000;

/// Each part is found when it is first needed.
#[derive(Default)]
pub(super) struct Whole {
    counts: OnceCell<(Vec<Tally>, Times)>,
    /// The newest, and the oldest: place in time, digest of the id, number.
    by_time: [OnceCell<Arc<Listed>>; 2],
}

/// The first reports of an order.
struct Listed {
    first: Vec<(u64, u64, DocId)>,
    /// Whether there are more.
    cut: bool,
}

impl Whole {
    /// How often each value and each time is in the segment.
    pub(super) fn of(&self, segment: &SegmentReader) -> Result<&(Vec<Tally>, Times), Error> {
        self.counts.get_or_try_init(|| {
            let docs: Vec<DocId> = segment.doc_ids_alive().collect();
            let mut counters = counters(segment)?;
            counters.iter_mut().for_each(|counter| counter.count(&docs));
            let tallies = counters.into_iter().map(Counter::harvest).collect();
            Ok((tallies, times_of(segment, &docs)?))
        })
    }

    /// The same segment after some reports were taken out.
    pub(super) fn without(&self, segment: &SegmentReader, gone: &[DocId]) -> Result<Self, Error> {
        let rest = Self::default();
        if let Some((tallies, times)) = self.counts.get() {
            let counters = counters(segment)?.into_iter().zip(tallies);
            let tallies = counters.map(|(counter, tally)| counter.without(gone, tally)).collect();
            let times = times.without(times_of(segment, gone)?);
            rest.counts.get_or_init(|| (tallies, times));
        }
        for (known, list) in self.by_time.iter().zip(&rest.by_time) {
            if let Some(known) = known.get() {
                list.get_or_init(|| Arc::clone(known));
            }
        }
        Ok(rest)
    }

    /// The first `keep` reports in the order of time; `None` where more are asked for than are kept.
    pub(super) fn by_time(
        &self,
        ordinal: u32,
        segment: &SegmentReader,
        sort: Sort,
        keep: usize,
    ) -> Result<Option<Vec<Ranked>>, Error> {
        let [newest, oldest] = &self.by_time;
        let place = if sort == Sort::Oldest { oldest } else { newest };
        let known = place.get_or_try_init(|| Listed::of(segment, sort).map(Arc::new))?;
        let alive = known.first.iter().filter(|(_, _, doc)| !segment.is_deleted(*doc));
        let ranked = alive.take(keep).map(|(rank, key, doc)| Ranked {
            rank: *rank,
            key: *key,
            score: 1.0,
            address: DocAddress::new(ordinal, *doc),
        });
        let ranked: Vec<Ranked> = ranked.collect();
        Ok((ranked.len() >= keep || !known.cut).then_some(ranked))
    }
}

impl Listed {
    fn of(segment: &SegmentReader, sort: Sort) -> Result<Self, Error> {
        let columns = segment.fast_fields();
        let (firsts, lasts) = (columns.u64(column::DAY_MIN)?, columns.u64(column::DAY_MAX)?);
        let keys = columns.u64(column::KEY)?;
        let mut first: Vec<(u64, u64, DocId)> = Vec::new();
        let (mut least, mut cut) = (0, false);
        let order = |a: &(u64, u64, DocId), b: &(u64, u64, DocId)| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2)));
        for doc in segment.doc_ids_alive() {
            let day = firsts.first(doc).unwrap_or(NO_FIRST_DAY);
            let rank = rank_of_time(sort, day, lasts.first(doc).unwrap_or(NO_LAST_DAY));
            if rank < least {
                cut = true;
                continue;
            }
            first.push((rank, keys.first(doc).unwrap_or(0), doc));
            if first.len() > 2 * LISTED {
                first.select_nth_unstable_by(LISTED - 1, order);
                first.truncate(LISTED);
                least = first.last().map_or(0, |last| last.0);
                cut = true;
            }
        }
        first.sort_unstable_by(order);
        cut |= first.len() > LISTED;
        first.truncate(LISTED);
        Ok(Self { first, cut })
    }
}
