//! Numbers of the values of a facet that hold for all segments, so that counting is adding to an array.
//!
//! Segments never change, so what one was numbered by is kept from generation to generation: four
//! bytes for each value in each segment, and no text. Values that come later are numbered behind
//! those that are there, and know their place in the alphabet; once they are many, all are numbered
//! anew.

use super::Error;
use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::columnar::{Dictionary, StrColumn, Streamer, TermOrdHit};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

/// Later values are few as long as they are no more than these and one for so many of the others.
const FEW_LATE: usize = 1_000;
const LATE_SHARE: usize = 64;
/// Values whose text is remembered, for pages show the same ones again and again: a few hundred
/// kilobytes for each facet.
const SHOWN: usize = 4_096;

/// The numbers of the values of one facet in a generation of the index.
#[derive(Default)]
pub(super) struct Numbers {
    /// So many values were numbered in alphabetical order, from 0.
    sorted: u32,
    /// Those that came later, numbered behind them as they came.
    late: Vec<Late>,
    /// The place of each of these in the alphabet, among themselves.
    places: Vec<u32>,
    /// In the order of the segments.
    segments: Vec<Numbered>,
    /// The text of values that were shown, by number.
    shown: Arc<Mutex<HashMap<u32, String>>>,
}

/// A value that was not there when the others were numbered.
#[derive(Clone)]
struct Late {
    /// The number of the first of the others that stands behind it.
    before: u32,
    text: Vec<u8>,
}

/// The values of a segment.
#[derive(Clone)]
struct Numbered {
    id: SegmentId,
    values: Option<Arc<Dictionary>>,
    /// The number of each; `None` where it is its place in the segment.
    numbers: Option<Arc<Vec<u32>>>,
}

impl Numbers {
    /// Numbers the values of all segments in alphabetical order, in one walk through all.
    pub(super) fn read(searcher: &Searcher, column: &str) -> Result<Self, Error> {
        let mut segments = numbered(searcher, column)?;
        let mut heads = heads(&segments)?;
        let mut numbers: Vec<Vec<u32>> = segments.iter().map(|one| Vec::with_capacity(one.len())).collect();
        let (mut sorted, mut value) = (0, Vec::new());
        while let Some(least) = heads.iter().filter_map(Head::value).min() {
            value.clear();
            value.extend_from_slice(least);
            for (head, numbers) in heads.iter_mut().zip(&mut numbers) {
                if head.value() == Some(&value) {
                    numbers.push(sorted);
                    head.advance();
                }
            }
            sorted += 1;
        }
        drop(heads);
        for (segment, numbers) in segments.iter_mut().zip(numbers) {
            segment.numbers = (numbers.len() < sorted as usize).then(|| Arc::new(numbers));
        }
        Ok(Self {
            sorted,
            segments,
            ..Self::default()
        })
    }

    /// The same numbers in the next generation, and such for what is new in it. `None` where that is
    /// so much that all should be numbered anew.
    pub(super) fn follow(&self, searcher: &Searcher, column: &str) -> Result<Option<Self>, Error> {
        let mut next = Self {
            sorted: self.sorted,
            late: self.late.clone(),
            places: Vec::new(),
            segments: numbered(searcher, column)?,
            shown: Arc::clone(&self.shown),
        };
        let stays = |one: &Numbered| next.segments.iter().any(|next| next.id == one.id);
        let gone: Vec<Numbered> = self.segments.iter().filter(|one| !stays(one)).cloned().collect();
        let mut known: Vec<Numbered> = self.segments.iter().filter(|one| stays(one)).cloned().collect();
        for at in 0..next.segments.len() {
            let Some(segment) = next.segments.get(at) else { break };
            let mut segment = segment.clone();
            match known.iter().find(|one| one.id == segment.id) {
                Some(one) => segment.numbers.clone_from(&one.numbers),
                None => {
                    let Some(numbers) = next.number_new(&segment, &gone, &known)? else {
                        return Ok(None);
                    };
                    segment.numbers = Some(Arc::new(numbers));
                    known.push(segment.clone());
                }
            }
            if let Some(place) = next.segments.get_mut(at) {
                *place = segment;
            }
        }
        next.put_in_order();
        Ok(Some(next))
    }

    /// Numbers a new segment. Mostly its values were in segments that went into it, and both are in
    /// one order; few are looked up in the others.
    fn number_new(
        &mut self,
        segment: &Numbered,
        gone: &[Numbered],
        known: &[Numbered],
    ) -> Result<Option<Vec<u32>>, Error> {
        let most_late = FEW_LATE + self.sorted as usize / LATE_SHARE;
        let mut numbers = Vec::with_capacity(segment.len());
        let mut unknown = Vec::new();
        let mut before = heads(gone)?;
        let mut own = Head::of(segment)?;
        while let Some(value) = own.value() {
            let mut found = None;
            for (head, gone) in before.iter_mut().zip(gone) {
                while head.value().is_some_and(|other| other < value) {
                    head.advance();
                }
                if head.value() == Some(value) {
                    found = found.or_else(|| gone.number(head.at));
                }
            }
            if found.is_none() {
                unknown.push((numbers.len(), value.to_vec()));
                if unknown.len() > most_late {
                    return Ok(None);
                }
            }
            numbers.push(found.unwrap_or_default());
            own.advance();
        }
        for (at, value) in unknown {
            let mut found = None;
            for one in known {
                found = found.or(one.find(&value)?);
            }
            let number = match found {
                Some(number) => number,
                None => self.add_late(value, gone.iter().chain(known))?,
            };
            if let Some(place) = numbers.get_mut(at) {
                *place = number;
            }
        }
        Ok((self.late.len() <= most_late).then_some(numbers))
    }

    fn add_late<'a>(&mut self, text: Vec<u8>, others: impl Iterator<Item = &'a Numbered>) -> Result<u32, Error> {
        let mut before = self.sorted;
        for other in others {
            before = before.min(other.behind(&text, self.sorted)?.unwrap_or(self.sorted));
        }
        self.late.push(Late { before, text });
        Ok(self.len() - 1)
    }

    /// Finds the places of later values among themselves. Which of the others stands behind one was
    /// found among those that were there then, so one that stands before it may know better.
    fn put_in_order(&mut self) {
        let mut order: Vec<u32> = (0..).take(self.late.len()).collect();
        order.sort_by_key(|at| self.late.get(*at as usize).map(|late| &late.text));
        self.places = vec![0; order.len()];
        let mut before = self.sorted;
        for (place, at) in (0_u32..).zip(order).collect::<Vec<_>>().into_iter().rev() {
            let at = at as usize;
            if let (Some(late), Some(known)) = (self.late.get_mut(at), self.places.get_mut(at)) {
                before = before.min(late.before);
                late.before = before;
                *known = place;
            }
        }
    }

    /// All numbers are below this.
    pub(super) fn len(&self) -> u32 {
        self.sorted
            .saturating_add(u32::try_from(self.late.len()).unwrap_or(u32::MAX))
    }

    /// The number of what has this one in a segment.
    pub(super) fn number(&self, segment: usize, own: u64) -> Option<u32> {
        self.segments.get(segment)?.number(own)
    }

    /// What is in the order of the alphabet.
    pub(super) fn place(&self, number: u32) -> u64 {
        let late = number
            .checked_sub(self.sorted)
            .and_then(|at| self.late.get(at as usize).zip(self.places.get(at as usize)));
        match late {
            Some((late, place)) => u64::from(late.before) << 32 | u64::from(*place),
            None => u64::from(number) << 32 | u64::from(u32::MAX),
        }
    }

    /// The text of the value that has a number, and one of its own in a segment.
    pub(super) fn text(&self, number: u32, segment: usize, own: u32) -> Result<String, Error> {
        let shown = || self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = shown().get(&number) {
            return Ok(text.clone());
        }
        let mut text = Vec::new();
        if let Some(values) = self.segments.get(segment).and_then(|one| one.values.as_ref()) {
            values.ord_to_term(u64::from(own), &mut text)?;
        }
        let text = String::from_utf8_lossy(&text).into_owned();
        let mut shown = shown();
        if shown.len() >= SHOWN {
            shown.clear();
        }
        shown.insert(number, text.clone());
        Ok(text)
    }
}

impl Numbered {
    fn of(segment: &SegmentReader, column: &str) -> Result<Self, Error> {
        let column: Option<StrColumn> = segment.fast_fields().str(column)?;
        Ok(Self {
            id: segment.segment_id(),
            values: column.map(|column| column.into_parts().0),
            numbers: None,
        })
    }

    fn len(&self) -> usize {
        self.values.as_ref().map_or(0, |values| values.num_terms())
    }

    fn number(&self, own: u64) -> Option<u32> {
        let own = u32::try_from(own).ok()?;
        match &self.numbers {
            Some(numbers) => numbers.get(own as usize).copied(),
            None => Some(own),
        }
    }

    /// The number of a value, where the segment has it.
    fn find(&self, value: &[u8]) -> io::Result<Option<u32>> {
        let own = self.values.as_ref().map(|values| values.term_ord(value)).transpose()?;
        Ok(own.flatten().and_then(|own| self.number(own)))
    }

    /// The number of the first value behind one, of those below `sorted`.
    fn behind(&self, value: &[u8], sorted: u32) -> io::Result<Option<u32>> {
        let Some(values) = &self.values else {
            return Ok(None);
        };
        let (TermOrdHit::Exact(first) | TermOrdHit::Next(first)) = values.term_ord_or_next(value)?;
        let all = values.num_terms() as u64;
        let mut numbers = (first..all).filter_map(|own| self.number(own));
        Ok(numbers.find(|number| *number < sorted))
    }
}

fn numbered(searcher: &Searcher, column: &str) -> Result<Vec<Numbered>, Error> {
    let segments = searcher.segment_readers().iter();
    segments.map(|segment| Numbered::of(segment, column)).collect()
}

/// A walk through the values of a segment, in alphabetical order.
struct Head<'a> {
    stream: Option<Streamer<'a>>,
    /// The place of the value at which it is.
    at: u64,
}

fn heads(segments: &[Numbered]) -> Result<Vec<Head<'_>>, Error> {
    segments.iter().map(Head::of).collect()
}

impl<'a> Head<'a> {
    fn of(segment: &'a Numbered) -> Result<Self, Error> {
        let stream = segment.values.as_ref().map(|values| values.stream()).transpose()?;
        let mut head = Self { stream, at: 0 };
        head.advance();
        head.at = 0;
        Ok(head)
    }

    /// The value at which it is; nothing at the end.
    fn value(&self) -> Option<&[u8]> {
        self.stream.as_ref().map(Streamer::key)
    }

    fn advance(&mut self) {
        self.at += 1;
        if self.stream.as_mut().is_some_and(|stream| !stream.advance()) {
            self.stream = None;
        }
    }
}
