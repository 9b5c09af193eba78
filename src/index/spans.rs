//! Queries for which it matters where words stand: nearness, one paragraph or sentence, the body
//! alone, phrases with several words in one place. The engine finds the reports that have the words;
//! here their positions are read and compared.

use super::analyzer::{PARAGRAPH, REST, SENTENCE};
use super::near::{Place, near};
use super::plan::Sequence;
use crate::search::Unit;
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// What must hold of the positions in a report.
#[derive(Clone, Debug)]
pub(super) struct Check {
    pub(super) field: Field,
    /// Only what stands before [`REST`] counts.
    pub(super) body_only: bool,
    /// What is looked for; each is any of several sequences.
    pub(super) leaves: Vec<Vec<Sequence>>,
    pub(super) rule: Rule,
}

/// How the leaves must stand.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// The first leaf stands somewhere.
    Stands,
    /// All leaves near one another: at most so many words between one and the next, or in a window
    /// between all of them together.
    Near { distance: u32, window: bool },
    /// In one unit.
    Within(Unit, Tree),
}

/// What must hold in one unit; leaves by their numbers.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    Leaf(usize),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
    Everything,
}

/// Those matches of `inner` of which the check holds.
#[derive(Debug)]
pub(super) struct Positional {
    pub(super) inner: Box<dyn Query>,
    pub(super) check: Arc<Check>,
}

impl Clone for Positional {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.box_clone(),
            check: Arc::clone(&self.check),
        }
    }
}

impl Query for Positional {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PositionalWeight {
            inner: self.inner.weight(scoring)?,
            check: Arc::clone(&self.check),
        }))
    }
}

struct PositionalWeight {
    inner: Box<dyn Weight>,
    check: Arc<Check>,
}

impl Weight for PositionalWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = PositionalScorer {
            inner: self.inner.scorer(reader, boost)?,
            positions: Positions::open(reader, Arc::clone(&self.check))?,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(reader, doc)
    }
}

struct PositionalScorer {
    inner: Box<dyn Scorer>,
    positions: Positions,
}

impl PositionalScorer {
    /// Goes on to the first report, from this one, of which the check holds.
    fn settle(&mut self) -> DocId {
        let mut doc = self.inner.doc();
        while doc != TERMINATED && !self.positions.hold(doc) {
            doc = self.inner.advance();
        }
        doc
    }
}

/// Without `seek_danger`: the trait's own goes forward only.
impl DocSet for PositionalScorer {
    fn advance(&mut self) -> DocId {
        self.inner.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.inner.doc() < target {
            self.inner.seek(target);
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }
}

impl Scorer for PositionalScorer {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}

/// The positions of one term, report by report, ever forward.
pub(super) struct Cursor {
    postings: SegmentPostings,
    /// Of the report that was last asked for.
    positions: Vec<u32>,
    of: Option<DocId>,
}

impl Cursor {
    /// `None` where the term does not stand in the segment.
    pub(super) fn open(reader: &SegmentReader, field: Field, text: &str) -> tantivy::Result<Option<Self>> {
        let inverted = reader.inverted_index(field)?;
        let term = Term::from_field_text(field, text);
        let postings = inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?;
        Ok(postings.map(|postings| Self {
            postings,
            positions: Vec::new(),
            of: None,
        }))
    }

    /// Whether the term stands in a report; reports must be asked for in order.
    pub(super) fn reaches(&mut self, doc: DocId) -> bool {
        if self.postings.doc() < doc {
            self.postings.seek(doc);
        }
        self.postings.doc() == doc
    }

    /// How often the term stands in the report that was just reached.
    pub(super) fn frequency(&self) -> u32 {
        self.postings.term_freq()
    }

    /// Where the term stands in a report; nowhere, if it does not.
    pub(super) fn positions(&mut self, doc: DocId) -> &[u32] {
        if self.of != Some(doc) {
            self.of = Some(doc);
            if self.reaches(doc) {
                self.postings.positions(&mut self.positions);
            } else {
                self.positions.clear();
            }
        }
        &self.positions
    }
}

/// The positions of all terms of a check in one segment.
struct Positions {
    check: Arc<Check>,
    cursors: HashMap<String, Cursor>,
}

impl Positions {
    fn open(reader: &SegmentReader, check: Arc<Check>) -> tantivy::Result<Self> {
        let mut cursors = HashMap::new();
        let marks: &[&str] = match (&check.rule, check.body_only) {
            (Rule::Within(..), _) => &[PARAGRAPH, SENTENCE, REST],
            (_, true) => &[REST],
            _ => &[],
        };
        let terms = check.leaves.iter().flatten().flatten().flatten();
        for term in terms.map(String::as_str).chain(marks.iter().copied()) {
            if !cursors.contains_key(term)
                && let Some(cursor) = Cursor::open(reader, check.field, term)?
            {
                cursors.insert(term.to_owned(), cursor);
            }
        }
        Ok(Self { check, cursors })
    }

    fn of(&mut self, term: &str, doc: DocId) -> &[u32] {
        self.cursors.get_mut(term).map_or(&[], |cursor| cursor.positions(doc))
    }

    fn hold(&mut self, doc: DocId) -> bool {
        let check = Arc::clone(&self.check);
        let mut places = Vec::with_capacity(check.leaves.len());
        let end = match check.body_only {
            true => self.of(REST, doc).first().copied().unwrap_or(u32::MAX),
            false => u32::MAX,
        };
        for leaf in &check.leaves {
            let mut found: Vec<Place> = Vec::new();
            for sequence in leaf {
                self.sequence(sequence, doc, &mut found);
            }
            found.retain(|(_, last)| *last < end);
            found.sort_unstable();
            found.dedup();
            places.push(found);
        }
        match &check.rule {
            Rule::Stands => places.first().is_some_and(|found| !found.is_empty()),
            Rule::Near { distance, window } => near(&places, *distance, *window),
            Rule::Within(unit, tree) => self.within(*unit, tree, &places, doc),
        }
    }

    /// Adds every place where the terms stand one after the other.
    fn sequence(&mut self, sequence: &Sequence, doc: DocId, found: &mut Vec<Place>) {
        let mut starts: Option<Vec<u32>> = None;
        for (n, alternatives) in (0_u32..).zip(sequence) {
            let mut here: Vec<u32> = Vec::new();
            for term in alternatives {
                here.extend_from_slice(self.of(term, doc));
            }
            here.sort_unstable();
            starts = Some(match starts {
                None => here,
                Some(before) => before
                    .into_iter()
                    .filter(|start| here.binary_search(&(start + n)).is_ok())
                    .collect(),
            });
            if starts.as_ref().is_some_and(Vec::is_empty) {
                return;
            }
        }
        let length = u32::try_from(sequence.len()).unwrap_or(u32::MAX);
        let places = starts.into_iter().flatten();
        found.extend(places.map(|start| (start, start + length.saturating_sub(1))));
    }

    fn within(&mut self, unit: Unit, tree: &Tree, places: &[Vec<Place>], doc: DocId) -> bool {
        let mut begins = self.of(PARAGRAPH, doc).to_vec();
        if unit == Unit::Sentence {
            begins.extend_from_slice(self.of(SENTENCE, doc));
            begins.sort_unstable();
        }
        let unit_of = |position: u32| begins.partition_point(|begin| *begin <= position);
        let leaves: Vec<Vec<usize>> = places
            .iter()
            .map(|found| {
                let units = found.iter().map(|(first, last)| (unit_of(*first), unit_of(*last)));
                let mut units: Vec<usize> = units.filter(|(a, b)| a == b).map(|(a, _)| a).collect();
                units.dedup();
                units
            })
            .collect();
        // Units are counted from 1.
        (1..=begins.len()).any(|unit| tree.holds(unit, &leaves))
    }
}

impl Tree {
    fn holds(&self, unit: usize, leaves: &[Vec<usize>]) -> bool {
        match self {
            Tree::Everything => true,
            Tree::Leaf(n) => leaves.get(*n).is_some_and(|units| units.binary_search(&unit).is_ok()),
            Tree::And(parts) => parts.iter().all(|part| part.holds(unit, leaves)),
            Tree::Or(parts) => parts.iter().any(|part| part.holds(unit, leaves)),
            Tree::Not(part) => !part.holds(unit, leaves),
        }
    }
}
