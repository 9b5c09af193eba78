//! A query with everything in it looked up: which terms of the index each of its words stands for.
//! The engine's query and the highlighter are both made from it, so that what is marked is what was
//! found.

use crate::search::{Field as Named, Property, Span, Unit};

/// What is looked for, as a tree like [`crate::search::Query`].
#[derive(Clone, Debug)]
pub(super) enum Plan {
    /// Every report.
    Everything,
    /// A word, phrase or whatever else stands at one place.
    Leaf(Leaf),
    /// Several near one another.
    Near(Near),
    /// Within one unit.
    Within(Unit, Box<Plan>),
    /// A value that is not analysed: `lang:` and `id:`.
    Value(Named, String),
    /// Of these days.
    Dated(Span),
    /// With this property.
    Has(Property),
    /// All of these.
    And(Vec<Plan>),
    /// At least one of these.
    Or(Vec<Plan>),
    /// Reports that do not match.
    Not(Box<Plan>),
}

/// What stands at one place of a text.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) scope: Scope,
    /// As typed; any of these.
    pub(super) typed: Vec<Sequence>,
    /// What was not typed but may be meant.
    pub(super) variants: Vec<Sequence>,
    /// Other words for the same.
    pub(super) synonyms: Vec<Sequence>,
}

/// Terms one after the other; at each place any of several.
pub(super) type Sequence = Vec<Vec<String>>;

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Everything but what cleaning set aside.
    Default,
    /// Everything.
    Original,
    /// One field.
    Field(Named),
    /// The names of those who took part in meetings.
    Meetings,
}

/// Leaves near one another, in any order.
#[derive(Clone, Debug)]
pub(super) struct Near {
    /// All in one scope.
    pub(super) parts: Vec<Leaf>,
    /// The words between one and the next at most, or, in a window, between all of them.
    pub(super) distance: u32,
    pub(super) window: bool,
}

impl Leaf {
    /// What was typed and everything that it was widened by.
    pub(super) fn sequences(&self) -> impl Iterator<Item = &Sequence> {
        self.typed.iter().chain(&self.variants).chain(&self.synonyms)
    }
}

impl Plan {
    /// Whether it is a single word, or alternatives that are: of such the engine can find the best
    /// without looking at all.
    pub(super) fn is_single_words(&self) -> bool {
        let single = |leaf: &Leaf| {
            let mut sequences = leaf.sequences();
            let first = sequences.next().map(Vec::as_slice);
            let term = matches!(first, Some([place]) if place.len() == 1);
            term && sequences.next().is_none()
                && leaf.scope != Scope::Field(Named::Body)
                && leaf.scope != Scope::Original
        };
        match self {
            Plan::Leaf(leaf) => single(leaf),
            Plan::Or(parts) => parts
                .iter()
                .all(|part| matches!(part, Plan::Leaf(leaf) if single(leaf))),
            _ => false,
        }
    }

    /// Without the only date that everything must be of, and that date.
    pub(super) fn without_date(self) -> (Self, Option<Span>) {
        match self {
            Plan::Dated(span) => (Plan::Everything, Some(span)),
            Plan::And(mut parts) => {
                let mut dates = parts.iter().enumerate().filter_map(|(n, part)| match part {
                    Plan::Dated(span) => Some((n, *span)),
                    _ => None,
                });
                match (dates.next(), dates.next()) {
                    (Some((n, span)), None) => {
                        parts.remove(n);
                        let only = (parts.len() == 1).then(|| parts.pop()).flatten();
                        (only.unwrap_or(Plan::And(parts)), Some(span))
                    }
                    _ => (Plan::And(parts), None),
                }
            }
            other => (other, None),
        }
    }

    /// The leaves that a report should have, in the order of the query.
    pub(super) fn wanted<'p>(&'p self, each: &mut impl FnMut(&'p Leaf)) {
        match self {
            Plan::Leaf(leaf) => each(leaf),
            Plan::Near(near) => near.parts.iter().for_each(each),
            Plan::Within(_, inner) => inner.wanted(each),
            Plan::And(parts) | Plan::Or(parts) => parts.iter().for_each(|part| part.wanted(each)),
            Plan::Everything | Plan::Value(..) | Plan::Dated(_) | Plan::Has(_) | Plan::Not(_) => {}
        }
    }
}
