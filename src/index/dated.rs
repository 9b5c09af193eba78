//! `date:2022` anywhere in a query: reports that are surely or possibly of these days.

use super::schema::column;
use super::{NO_FIRST_DAY, NO_LAST_DAY, day_number};
use crate::search::Span;
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Reports of some day between two, in the numbers of [`super::day_number`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated {
    from: u64,
    to: u64,
}

impl Dated {
    pub(super) fn of(span: Span) -> Self {
        Self {
            from: span.from.map_or(NO_FIRST_DAY, day_number),
            to: span.to.map_or(NO_LAST_DAY, day_number),
        }
    }
}

impl Query for Dated {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(*self))
    }
}

impl Weight for Dated {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = reader.fast_fields();
        let mut scorer = DatedScorer {
            dated: *self,
            first_days: columns.u64(column::DAY_MIN)?,
            last_days: columns.u64(column::DAY_MAX)?,
            doc: 0,
            end: reader.max_doc(),
            boost,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!(
            "a date explains nothing of {doc}"
        )))
    }
}

struct DatedScorer {
    dated: Dated,
    first_days: Column<u64>,
    last_days: Column<u64>,
    doc: DocId,
    end: DocId,
    boost: Score,
}

impl DatedScorer {
    fn settle(&mut self) -> DocId {
        while self.doc < self.end && !self.holds() {
            self.doc += 1;
        }
        if self.doc >= self.end {
            self.doc = TERMINATED;
        }
        self.doc
    }

    fn holds(&self) -> bool {
        let first = self.first_days.first(self.doc).unwrap_or(NO_FIRST_DAY);
        let last = self.last_days.first(self.doc).unwrap_or(NO_LAST_DAY);
        let undated = first == NO_FIRST_DAY && last == NO_LAST_DAY;
        !undated && first <= self.dated.to && last >= self.dated.from
    }
}

impl DocSet for DatedScorer {
    fn advance(&mut self) -> DocId {
        self.doc = self.doc.saturating_add(1);
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.doc = target.max(self.doc);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.end
    }
}

/// It says nothing of how well a report answers.
impl Scorer for DatedScorer {
    fn score(&mut self) -> Score {
        self.boost * 0.0
    }
}
