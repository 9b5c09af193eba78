//! Who does what in a sentence: the people before a verb of meeting and those behind it.

mod abroad;
mod left;
mod right;

use right::LINKS;

use crate::extract::lexicon::Class;
use crate::extract::people::{Named, Parsed, Sentence};
use crate::extract::tokens::{Gap, Mark, Shape, Token};
use std::ops::Range;

/// A sentence with its words and mentions.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a, 'p, 't> {
    pub(super) parsed: &'a Parsed<'p, 't>,
    pub(super) sentence: &'a Sentence,
}

/// People found on one side of a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    /// Places among the mentions of the sentence.
    pub(super) mentions: Vec<usize>,
    /// A delegation, officials: guests without a name.
    pub(super) unnamed: bool,
    /// `the visitor`: whoever was received.
    pub(super) guest: bool,
    /// `the diplomat`: whoever was told of before.
    pub(super) same: bool,
    /// `with X and with Y`: each on their own.
    pub(super) apart: bool,
    /// Where it ends.
    pub(super) end: usize,
}

impl Side {
    pub(super) fn is_empty(&self) -> bool {
        self.mentions.is_empty() && !self.unnamed
    }
}

impl<'a, 't> Clause<'a, '_, 't> {
    pub(super) fn at(&self, at: usize) -> Option<&'a Token<'t>> {
        self.sentence
            .words
            .contains(&at)
            .then(|| self.parsed.tokens.get(at))
            .flatten()
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.at(at).map_or(Class::default(), |token| token.class)
    }

    /// The word before, whatever stands between.
    pub(super) fn before(&self, at: usize) -> Option<&'a Token<'t>> {
        at.checked_sub(1).and_then(|at| self.at(at))
    }

    pub(super) fn says(&self, at: usize, words: &[&str]) -> bool {
        self.at(at).is_some_and(|token| token.is_one_of(words))
    }

    pub(super) fn mention(&self, nth: usize) -> Option<&'a Named> {
        self.sentence.mentions.get(nth)
    }

    /// The mention that begins here, or whose office or name does.
    fn mention_at(&self, at: usize) -> Option<usize> {
        self.sentence.mentions.iter().position(|named| {
            let mention = &named.mention;
            mention.whole.start <= at && at <= mention.name.start.max(mention.core.start) && at < mention.whole.end
        })
    }

    /// A mention of somebody: known, or named in full.
    fn is_somebody(&self, nth: usize) -> bool {
        self.mention(nth).is_some_and(|named| named.who.is_some())
    }

    /// The words of a range.
    pub(super) fn words(&self, range: &Range<usize>) -> &'t str {
        self.parsed.words(range)
    }

    /// Whether any word of a range is one of these.
    pub(super) fn any(&self, mut range: Range<usize>, words: &[&str]) -> bool {
        range.any(|at| self.says(at, words))
    }
}
