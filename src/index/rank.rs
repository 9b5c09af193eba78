//! The second look at the best. The first pass ranks every match by BM25, the title counted twice;
//! here the first of them are ranked again by what costs too much to ask of all: whether words
//! that are neighbours in the query are neighbours in the report and, where any of the words may
//! match, how alike the reports are to those that answer best (relevance feedback).
//!
//! The second look adds no report and takes none away. Its weights come from trials on public test
//! collections, of which the README says how to run them; each gives way slowly around its value.

use super::Error;
use super::best::Ranked;
use super::plan::{Plan, Scope};
use super::read::Snapshot;
use super::spans::Cursor;
use super::stop_words::is_stop_word;
use crate::search::{Match, Sort};
use std::collections::{BTreeMap, HashMap};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocId, SegmentReader};

/// How many of the best are looked at again, whatever page is asked for: where all words must match,
/// and where any may, so that many a match is a poor one.
const DEPTH: [usize; 2] = [64, 200];
/// What neighbours in the order of the query add, as a share of what their words are worth…
const ORDERED: f32 = 0.30;
/// …and words within [`WINDOW`] of one another in any order.
const UNORDERED: f32 = 0.15;
const WINDOW: u32 = 8;
/// Reports that feedback learns from, the words it takes from them, and how far it reads.
const TEACHERS: usize = 5;
const LEARNED: usize = 20;
const READ: usize = 300;
/// Feedback counts at most so much of the query…
const MOST_FEEDBACK: f32 = 0.6;
/// …and not at all unless the teachers have more than this share of what the query asks: otherwise
/// they would teach something else.
const LEAST_COVER: f32 = 0.2;

/// What the second look needs to know of a query.
pub(super) struct Ranking {
    /// The stems of its words, in order, without those that say nothing.
    terms: Vec<String>,
    feedback: bool,
}

/// BM25 as the engine has it, for numbers that the engine does not count.
struct Bm25 {
    reports: f32,
    average_length: f32,
}

impl Bm25 {
    fn idf(&self, frequency: u64) -> f32 {
        let frequency = frequency as f32;
        (1.0 + (self.reports - frequency + 0.5) / (frequency + 0.5))
            .ln()
            .max(0.0)
    }

    fn norm(&self, length: u32) -> f32 {
        1.2 * (0.25 + 0.75 * length as f32 / self.average_length)
    }
}

/// How much so many occurrences say, from 0 to 2.2.
fn saturated(times: f32, norm: f32) -> f32 {
    2.2 * times / (times + norm)
}

/// A report in the second look.
struct Candidate {
    ranked: Ranked,
    score: f32,
    norm: f32,
    /// Which terms of the query it has.
    has: Vec<bool>,
}

impl Ranking {
    pub(super) fn of(plan: &Plan, matching: Match, sort: Sort) -> Self {
        let mut terms: Vec<String> = Vec::new();
        if sort == Sort::Relevance {
            plan.wanted(&mut |leaf| {
                let Some([place]) = leaf.typed.first().map(Vec::as_slice) else {
                    return;
                };
                if let ([term], Scope::Default) = (place.as_slice(), leaf.scope)
                    && !is_stop_word(term)
                {
                    terms.push(term.clone());
                }
            });
        }
        let feedback = matching == Match::Any && !terms.is_empty();
        Self { terms, feedback }
    }

    /// How many of the best are wanted.
    pub(super) fn depth(&self) -> usize {
        let [all, any] = DEPTH;
        match self.terms.len() {
            _ if self.feedback => any,
            0 | 1 => 0,
            _ => all,
        }
    }

    /// Puts the best in a better order; those beyond the depth stay as they are.
    pub(super) fn rank(&self, snapshot: &Snapshot, best: &mut [Ranked]) -> Result<(), Error> {
        let Some((best, _)) = best.split_at_mut_checked(self.depth().min(best.len())) else {
            return Ok(());
        };
        if best.len() < 2 {
            return Ok(());
        }
        let (searcher, field) = (snapshot.searcher(), snapshot.fields().text);
        let reports = searcher.num_docs().max(1) as f32;
        let mut tokens = 0;
        for segment in searcher.segment_readers() {
            tokens += segment.inverted_index(field)?.total_num_tokens();
        }
        let bm25 = Bm25 {
            reports,
            average_length: (tokens as f32 / reports).max(1.0),
        };
        let mut idfs = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            idfs.push(bm25.idf(snapshot.vocabulary().frequency(field, term)?));
        }
        let mut candidates = self.neighbours(snapshot, best, &bm25, &idfs)?;
        sort(&mut candidates);
        if self.feedback {
            self.learn(snapshot, &mut candidates, &bm25, &idfs)?;
        }
        for (place, candidate) in best.iter_mut().zip(candidates) {
            *place = candidate.ranked.rescored(candidate.score);
        }
        Ok(())
    }

    /// Adds what neighbouring words are worth.
    fn neighbours(
        &self,
        snapshot: &Snapshot,
        best: &[Ranked],
        bm25: &Bm25,
        idfs: &[f32],
    ) -> Result<Vec<Candidate>, Error> {
        let pairs = self.pairs();
        let mut candidates: Vec<Candidate> = best
            .iter()
            .map(|ranked| Candidate {
                ranked: *ranked,
                score: ranked.score,
                norm: 1.2,
                has: vec![false; self.terms.len()],
            })
            .collect();
        let terms: Vec<&str> = self.terms.iter().map(String::as_str).collect();
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); terms.len()];
        each_in_order(snapshot, &mut candidates, &terms, |candidate, doc, cursors, norms| {
            candidate.norm = bm25.norm(norms.fieldnorm(doc));
            for ((cursor, has), places) in cursors.iter_mut().zip(&mut candidate.has).zip(&mut places) {
                places.clear();
                if let Some(cursor) = cursor
                    && cursor.reaches(doc)
                {
                    *has = true;
                    if !pairs.is_empty() {
                        places.extend_from_slice(cursor.positions(doc));
                    }
                }
            }
            for (a, b) in &pairs {
                let (Some(first), Some(second)) = (places.get(*a), places.get(*b)) else {
                    continue;
                };
                let (ordered, unordered) = together(first, second);
                if unordered > 0 {
                    let worth = [a, b].iter().filter_map(|n| idfs.get(**n)).sum::<f32>() / 2.0;
                    let ordered = ORDERED * saturated(ordered as f32, candidate.norm);
                    candidate.score += worth * (ordered + UNORDERED * saturated(unordered as f32, candidate.norm));
                }
            }
        })?;
        Ok(candidates)
    }

    /// Words that follow one another in the query, by their numbers; each pair once.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (n, two) in self.terms.windows(2).enumerate() {
            let known = pairs.iter().any(|(a, b)| {
                let same = |n: &usize, term: Option<&String>| self.terms.get(*n) == term;
                same(a, two.first()) && same(b, two.last())
            });
            if two.first() != two.last() && !known {
                pairs.push((n, n + 1));
            }
        }
        pairs
    }

    /// Adds what a report has of the words that the best have most of. The first stays first: an
    /// article that was looked for by its headline must not fall behind those that are like it.
    fn learn(&self, snapshot: &Snapshot, candidates: &mut [Candidate], bm25: &Bm25, idfs: &[f32]) -> Result<(), Error> {
        let weight = (self.cover(candidates, idfs) - LEAST_COVER).clamp(0.0, MOST_FEEDBACK) * self.terms.len() as f32;
        if weight <= 0.0 {
            return Ok(());
        }
        let learned = learned(snapshot, candidates)?;
        let mut worth = Vec::with_capacity(learned.len());
        for (term, share) in &learned {
            let frequency = snapshot.vocabulary().frequency(snapshot.fields().text, term)?;
            worth.push(weight * share * bm25.idf(frequency));
        }
        let terms: Vec<&str> = learned.iter().map(|(term, _)| term.as_str()).collect();
        let first = candidates.first().map(|candidate| candidate.ranked.address);
        each_in_order(snapshot, candidates, &terms, |candidate, doc, cursors, _| {
            for (cursor, worth) in cursors.iter_mut().zip(&worth) {
                if let Some(cursor) = cursor
                    && cursor.reaches(doc)
                {
                    candidate.score += worth * saturated(cursor.frequency() as f32, candidate.norm);
                }
            }
        })?;
        let most = candidates.iter().map(|candidate| candidate.score).fold(0.0, f32::max);
        let kept = candidates
            .iter_mut()
            .find(|candidate| Some(candidate.ranked.address) == first);
        if let Some(kept) = kept
            && kept.score < most
        {
            kept.score = most.next_up();
        }
        sort(candidates);
        Ok(())
    }

    /// How much of what the query asks the teachers have, from 0 to 1; rare words count more.
    fn cover(&self, candidates: &[Candidate], idfs: &[f32]) -> f32 {
        let mut distinct: HashMap<&str, (usize, f32)> = HashMap::new();
        for ((n, term), idf) in self.terms.iter().enumerate().zip(idfs) {
            distinct.entry(term).or_insert((n, *idf));
        }
        let all: f32 = distinct.values().map(|(_, idf)| idf).sum();
        let teachers = candidates.get(..TEACHERS.min(candidates.len())).unwrap_or_default();
        if all <= 0.0 || teachers.is_empty() {
            return 0.0;
        }
        let has = |candidate: &Candidate| -> f32 {
            let held = distinct.values().filter(|(n, _)| candidate.has.get(*n) == Some(&true));
            held.map(|(_, idf)| idf).sum::<f32>() / all
        };
        teachers.iter().map(has).sum::<f32>() / teachers.len() as f32
    }
}

/// The words that the first few have most of, with their shares, which add up to 1.
fn learned(snapshot: &Snapshot, candidates: &[Candidate]) -> Result<Vec<(String, f32)>, Error> {
    let teachers = candidates.get(..TEACHERS.min(candidates.len())).unwrap_or_default();
    let first = teachers
        .first()
        .map_or(1.0, |candidate| candidate.score)
        .max(f32::MIN_POSITIVE);
    let trust = |candidate: &Candidate| (candidate.score / first).powi(4);
    let all: f32 = teachers.iter().map(trust).sum();
    let mut shares: BTreeMap<String, f32> = BTreeMap::new();
    for teacher in teachers {
        let mut counts: HashMap<String, f32> = HashMap::new();
        let (mut length, mut read) = (0.0, 0);
        let mut title = true;
        snapshot.card_text(teacher.ranked.address, |text| {
            let times = if std::mem::take(&mut title) { 2.0 } else { 1.0 };
            let room = if times > 1.0 { usize::MAX } else { READ - read.min(READ) };
            if room == 0 {
                return;
            }
            let words = snapshot.analyzer().first_words(text, room);
            read += if times > 1.0 { 0 } else { words.len() };
            for looked in words {
                length += times;
                let tells = looked.word.len() > 1 && !looked.word.bytes().any(|b| b.is_ascii_digit());
                if tells && !is_stop_word(&looked.word) {
                    *counts.entry(looked.stem).or_default() += times;
                }
            }
        })?;
        let trust = trust(teacher) / all.max(f32::MIN_POSITIVE);
        for (term, count) in counts {
            *shares.entry(term).or_default() += trust * count / f32::max(length, 1.0);
        }
    }
    let mut shares: Vec<(String, f32)> = shares.into_iter().collect();
    // Equals stay in alphabetical order.
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    shares.truncate(LEARNED);
    let all: f32 = shares.iter().map(|(_, share)| share).sum();
    for (_, share) in &mut shares {
        *share /= all.max(f32::MIN_POSITIVE);
    }
    Ok(shares)
}

/// Best first; equals as the first pass had them.
fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| a.ranked.rescored(a.score).order(&b.ranked.rescored(b.score)));
}

/// Visits the candidates segment by segment, report by report, as cursors must go.
fn each_in_order(
    snapshot: &Snapshot,
    candidates: &mut [Candidate],
    terms: &[&str],
    mut each: impl FnMut(&mut Candidate, DocId, &mut [Option<Cursor>], &FieldNormReader),
) -> Result<(), Error> {
    let field = snapshot.fields().text;
    let mut order: Vec<&mut Candidate> = candidates.iter_mut().collect();
    order.sort_by_key(|candidate| candidate.ranked.address);
    let mut open: Option<(u32, Vec<Option<Cursor>>, FieldNormReader)> = None;
    for candidate in order {
        let address = candidate.ranked.address;
        if open
            .as_ref()
            .is_none_or(|(segment, ..)| *segment != address.segment_ord)
        {
            let segment: &SegmentReader = snapshot.searcher().segment_reader(address.segment_ord);
            let cursors = terms.iter().map(|term| Cursor::open(segment, field, term));
            open = Some((
                address.segment_ord,
                cursors.collect::<tantivy::Result<_>>()?,
                segment.get_fieldnorms_reader(field)?,
            ));
        }
        if let Some((_, cursors, norms)) = &mut open {
            each(candidate, address.doc_id, cursors, norms);
        }
    }
    Ok(())
}

/// How often the second word stands right behind the first, and how often both are within
/// [`WINDOW`]; both lists ascend.
fn together(first: &[u32], second: &[u32]) -> (usize, usize) {
    let (mut ordered, mut near, mut from) = (0, 0, 0);
    for place in first {
        let reach = place.saturating_sub(WINDOW - 1);
        while second.get(from).is_some_and(|other| *other < reach) {
            from += 1;
        }
        let others = second.get(from..).unwrap_or_default();
        for other in others.iter().take_while(|other| **other < place + WINDOW) {
            near += 1;
            ordered += usize::from(*other == place + 1);
        }
    }
    (ordered, near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_counted() {
        assert_eq!(together(&[1, 10], &[2, 20]), (1, 1));
        assert_eq!(together(&[10], &[3, 4, 11, 17, 18]), (1, 4));
        assert_eq!(together(&[], &[1]), (0, 0));
    }

    #[test]
    fn the_weight_of_a_word_falls_with_its_frequency() {
        let bm25 = Bm25 {
            reports: 100.0,
            average_length: 10.0,
        };
        assert!(bm25.idf(1) > bm25.idf(50) && bm25.idf(100) > 0.0 && bm25.idf(1_000) == 0.0);
        assert!(saturated(1.0, bm25.norm(5)) > saturated(1.0, bm25.norm(20)));
    }
}
