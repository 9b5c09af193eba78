//! Counts of the facets, segment by segment, and added up under the numbers of [`super::numbers`]: only
//! the values that are shown are looked at as text.

use super::Error;
use super::numbers::Numbers;
use super::schema::column;
use crate::search::{FacetCount, FacetField};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

/// Room for values that are met, kept from search to search; a few hundred kilobytes.
const MET: usize = 32_768;
/// Reports whose values are read together.
const BLOCK: usize = 512;

pub(super) fn column_name(field: FacetField) -> &'static str {
    match field {
        FacetField::Outlet => column::OUTLET,
        FacetField::Person => column::PERSON,
        FacetField::Place => column::PLACE,
        FacetField::Organisation => column::ORGANISATION,
        FacetField::Meeting => column::MEETING,
        FacetField::Section => column::SECTION,
        FacetField::Language => column::LANG,
        FacetField::Year => column::YEAR,
    }
}

/// Counts of a facet's values over all segments. It is used again and again, so that a search pays
/// for the values that it meets, not for all that there are.
#[derive(Default)]
pub(super) struct Sum {
    /// By number.
    counts: Vec<u32>,
    /// The values whose counts are not 0.
    met: Vec<Met>,
}

/// A value, and where it was met first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Met {
    number: u32,
    segment: u32,
    own: u32,
}

impl Sum {
    /// Adds the counts of a segment to those of all.
    pub(super) fn add(&mut self, numbers: &Numbers, ordinal: usize, counts: &Tally) {
        let segment = u32::try_from(ordinal).unwrap_or(u32::MAX);
        let all = numbers.len() as usize;
        if self.counts.len() < all {
            self.counts.resize(all, 0);
        }
        counts.for_each(|own, count| {
            let own = u32::try_from(own).unwrap_or(u32::MAX);
            let Some(number) = numbers.number(ordinal, u64::from(own)) else {
                return;
            };
            if let Some(total) = self.counts.get_mut(number as usize) {
                if *total == 0 {
                    self.met.push(Met { number, segment, own });
                }
                *total += count;
            }
        });
    }

    /// The most frequent values, equals by name; the sum is empty again afterwards.
    pub(super) fn top(&mut self, numbers: &Numbers, limit: usize) -> Result<Vec<FacetCount>, Error> {
        // The last of those that are kept is on top.
        let mut kept: BinaryHeap<(Reverse<u32>, u64, Met)> = BinaryHeap::with_capacity(limit + 1);
        for met in self.met.drain(..) {
            let Some(count) = self.counts.get_mut(met.number as usize).map(std::mem::take) else {
                continue;
            };
            let is_less = |last: &(Reverse<u32>, u64, Met)| count < last.0.0;
            if kept.len() < limit || !kept.peek().is_some_and(is_less) {
                kept.push((Reverse(count), numbers.place(met.number), met));
                if kept.len() > limit {
                    kept.pop();
                }
            }
        }
        self.met.shrink_to(MET);
        let counted = |(Reverse(count), _, met): (Reverse<u32>, u64, Met)| {
            Ok(FacetCount {
                value: numbers.text(met.number, met.segment as usize, met.own)?,
                count: u64::from(count),
            })
        };
        kept.into_sorted_vec().into_iter().map(counted).collect()
    }
}

/// Counts of one segment: a list while few values were met, an array once they are many.
pub(super) enum Tally {
    Few(Vec<u32>),
    Many(Vec<u32>),
}

/// Counts the values of one facet in one segment.
pub(super) struct Counter {
    column: Option<StrColumn>,
    values: usize,
    tally: Tally,
    // Kept from block to block.
    docs: Vec<u32>,
    rows: Vec<u32>,
    ordinals: Vec<u64>,
}

impl Counter {
    pub(super) fn new(segment: &SegmentReader, field: FacetField) -> tantivy::Result<Self> {
        let column = segment.fast_fields().str(column_name(field))?;
        Ok(Self {
            values: column.as_ref().map_or(0, |column| column.num_terms()),
            column,
            tally: Tally::Few(Vec::new()),
            docs: Vec::new(),
            rows: Vec::new(),
            ordinals: Vec::new(),
        })
    }

    /// Counts the values of reports: column by column, and block by block, is faster than report by
    /// report.
    pub(super) fn count(&mut self, docs: &[u32]) {
        let Some(column) = &self.column else { return };
        for block in docs.chunks(BLOCK) {
            self.docs.clear();
            self.rows.clear();
            column.ords().row_ids_for_docs(block, &mut self.docs, &mut self.rows);
            self.ordinals.resize(self.rows.len(), 0);
            column.ords().values.get_vals(&self.rows, &mut self.ordinals);
            let met = self.ordinals.iter().filter_map(|n| u32::try_from(*n).ok());
            self.tally.add(met, self.values);
        }
    }

    /// The numbers that these values have in the segment; those that it does not have are left out.
    pub(super) fn ordinals(&self, values: &[String]) -> tantivy::Result<Vec<u64>> {
        let mut ordinals = Vec::with_capacity(values.len());
        if let Some(column) = &self.column {
            for value in values {
                ordinals.extend(column.dictionary().term_ord(value)?);
            }
        }
        Ok(ordinals)
    }

    /// Whether a report has one of these values.
    pub(super) fn has_any(&self, doc: u32, ordinals: &[u64]) -> bool {
        let Some(column) = &self.column else {
            return false;
        };
        column.term_ords(doc).any(|own| ordinals.contains(&own))
    }

    /// The counts of all reports of the segment but these.
    pub(super) fn without(mut self, others: &[u32], whole: &Tally) -> Tally {
        let mut counts = vec![0; self.values];
        whole.for_each(|ordinal, count| {
            if let Some(known) = counts.get_mut(ordinal) {
                *known += count;
            }
        });
        self.count(others);
        self.tally.for_each(|ordinal, count| {
            if let Some(known) = counts.get_mut(ordinal) {
                *known = known.saturating_sub(count);
            }
        });
        Tally::Many(counts)
    }

    pub(super) fn harvest(self) -> Tally {
        self.tally
    }
}

impl Tally {
    fn add(&mut self, met: impl Iterator<Item = u32>, values: usize) {
        match self {
            Tally::Many(counts) => {
                for ordinal in met {
                    if let Some(count) = counts.get_mut(ordinal as usize) {
                        *count += 1;
                    }
                }
            }
            Tally::Few(few) => {
                few.extend(met);
                if few.len() * 4 > values {
                    let few = std::mem::take(few);
                    *self = Tally::Many(vec![0; values]);
                    self.add(few.into_iter(), values);
                }
            }
        }
    }

    fn for_each(&self, mut each: impl FnMut(usize, u32)) {
        match self {
            Tally::Few(met) => met.iter().for_each(|ordinal| each(*ordinal as usize, 1)),
            Tally::Many(counts) => {
                for (ordinal, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                    each(ordinal, *count);
                }
            }
        }
    }
}
