//! Values of the facets under numbers that hold for all segments, so that counting is adding to an
//! array and only the values that are shown are looked at as text.

use super::Error;
use super::schema::column;
use crate::search::{FacetCount, FacetField};
use tantivy::columnar::StrColumn;
use tantivy::{Searcher, SegmentReader};

/// Reports whose values are read together.
const BLOCK: usize = 512;

/// The values of one facet in a generation of the index.
#[derive(Default)]
pub(super) struct Facet {
    /// All values in alphabetical order, one after the other.
    text: String,
    /// Where each value ends in `text`.
    ends: Vec<usize>,
    /// For each segment the number of its n-th value; `None` where the numbers are the same.
    numbers: Vec<Option<Vec<u32>>>,
}

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

impl Facet {
    /// Reads the values of all segments.
    pub(super) fn read(searcher: &Searcher, field: FacetField) -> Result<Self, Error> {
        let mut values = Vec::new();
        for segment in searcher.segment_readers() {
            values.push(segment_values(segment, column_name(field))?);
        }
        let mut all: Vec<&str> = values.iter().flatten().map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        let mut facet = Self::default();
        for value in &all {
            facet.text.push_str(value);
            facet.ends.push(facet.text.len());
        }
        for own in &values {
            let number = |value: &String| {
                let found = all.binary_search(&value.as_str()).unwrap_or_default();
                u32::try_from(found).unwrap_or_default()
            };
            let same = own.len() == all.len();
            facet.numbers.push((!same).then(|| own.iter().map(number).collect()));
        }
        Ok(facet)
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number in all segments of what has this one in a segment.
    pub(super) fn number(&self, segment: usize, own: u64) -> Option<u32> {
        let own = u32::try_from(own).ok()?;
        match self.numbers.get(segment)? {
            Some(numbers) => numbers.get(own as usize).copied(),
            None => Some(own),
        }
    }

    fn value(&self, number: usize) -> &str {
        let end = self.ends.get(number).copied().unwrap_or_default();
        let start = match number {
            0 => 0,
            _ => self.ends.get(number - 1).copied().unwrap_or_default(),
        };
        self.text.get(start..end).unwrap_or_default()
    }

    /// Adds the counts of a segment to those of all.
    pub(super) fn add(&self, segment: usize, counts: &Tally, all: &mut Sum) {
        if all.counts.len() < self.len() {
            all.counts.resize(self.len(), 0);
        }
        let numbers = self.numbers.get(segment).and_then(Option::as_ref);
        counts.for_each(|own, count| {
            let number = match numbers {
                Some(numbers) => numbers.get(own).map_or(usize::MAX, |n| *n as usize),
                None => own,
            };
            if let Some(total) = all.counts.get_mut(number) {
                if *total == 0 {
                    all.met.push(number);
                }
                *total += u64::from(count);
            }
        });
    }

    /// The most frequent values, equals by name; the sum is empty again afterwards.
    pub(super) fn top(&self, all: &mut Sum, limit: usize) -> Vec<FacetCount> {
        let mut ranked: Vec<(u64, usize)> = Vec::with_capacity(all.met.len());
        for number in all.met.drain(..) {
            if let Some(count) = all.counts.get_mut(number) {
                ranked.push((std::mem::take(count), number));
            }
        }
        // Values are numbered by name.
        let order = |a: &(u64, usize), b: &(u64, usize)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        if ranked.len() > limit {
            ranked.select_nth_unstable_by(limit, order);
            ranked.truncate(limit);
        }
        ranked.sort_unstable_by(order);
        ranked
            .into_iter()
            .map(|(count, number)| FacetCount {
                value: self.value(number).to_owned(),
                count,
            })
            .collect()
    }
}

/// Counts of a facet's values over all segments. It is used again and again, so that a search pays
/// for the values that it meets, not for all that there are.
#[derive(Default)]
pub(super) struct Sum {
    counts: Vec<u64>,
    /// The numbers of those that are not 0.
    met: Vec<usize>,
}

fn segment_values(segment: &SegmentReader, column: &str) -> Result<Vec<String>, Error> {
    let mut values = Vec::new();
    if let Some(column) = segment.fast_fields().str(column)? {
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            values.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
    }
    Ok(values)
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
