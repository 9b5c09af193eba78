//! A [`Plan`] as the engine's own query. No text of a user reaches the engine's parser.

use super::Error;
use super::dated::Dated;
use super::excluded::Excluded;
use super::looks::Looks;
use super::plan::{Leaf, Near, Plan, Scope, Sequence};
use super::schema::Fields;
use super::spans::{Check, Positional, Rule, Tree};
use super::vocabulary::Vocabulary;
use crate::search::{Field as Named, Unit};
use std::sync::Arc;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
    Query as Engine, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// The most entries that one query may look at: about two seconds of one core. Without a bound a few
/// hundred phrases of common words would keep it busy for minutes in a large archive.
pub(super) const MAX_WORK: u64 = 100_000_000;
/// What an entry of a phrase costs beside one of a word, as measured: its positions are read.
pub(super) const PHRASE_WORK: u64 = 25;
/// Words that a wildcard may stand for and still be ranked by how rare each is.
const SCORED: usize = 32;
/// What a hit on a variant of a name counts beside one as typed. A single mention in a report twenty
/// times as long as others scores 0.1 and more, the best hit on the rarest word some 33: the product
/// stays below, so that what was typed stands first, and variants are still ranked among themselves.
const VARIANT: f32 = 0.0005;
/// What a hit on another word for the same counts.
const SYNONYM: f32 = 0.3;

/// The fields of a scope: where its words are looked for, and whose words a wildcard stands for.
pub(super) fn homes(fields: &Fields, scope: Scope) -> Vec<Field> {
    match scope {
        Scope::Default | Scope::Field(Named::Body) => vec![fields.text],
        Scope::Original => vec![fields.text, fields.aside],
        Scope::Field(named) => vec![fields.named(named)],
        Scope::Meetings => vec![fields.met],
    }
}

/// Translates a plan, unless it is more than so much work; with the work that it is.
pub(super) fn lower(
    vocabulary: Vocabulary<'_>,
    fields: &Fields,
    plan: &Plan,
    most: u64,
) -> Result<(Box<dyn Engine>, u64), Error> {
    let mut lowering = Lowering {
        vocabulary,
        fields,
        work: 0,
    };
    let query = lowering.plan(plan)?;
    if lowering.work > most {
        return Err(Error::TooMuch);
    }
    Ok((query, lowering.work))
}

struct Lowering<'a> {
    vocabulary: Vocabulary<'a>,
    fields: &'a Fields,
    /// Entries of the index that the query may have to look at.
    work: u64,
}

impl Lowering<'_> {
    fn plan(&mut self, plan: &Plan) -> Result<Box<dyn Engine>, Error> {
        Ok(match plan {
            Plan::Everything => Box::new(AllQuery),
            Plan::Leaf(leaf) => self.leaf(leaf)?,
            Plan::Near(near) => self.near(near)?,
            Plan::Within(unit, inner) => self.within(*unit, inner)?,
            Plan::Value(named, value) => constant(TermQuery::new(
                Term::from_field_text(self.fields.named(*named), value),
                IndexRecordOption::Basic,
            )),
            Plan::Dated(span) => Box::new(Dated::of(*span)),
            Plan::Has(property) => constant(TermQuery::new(
                Term::from_field_text(self.fields.has, property.name()),
                IndexRecordOption::Basic,
            )),
            Plan::And(parts) => self.all_of(parts)?,
            Plan::Not(_) => self.all_of(std::slice::from_ref(plan))?,
            Plan::Or(parts) => {
                let mut clauses = Vec::with_capacity(parts.len());
                for part in parts {
                    clauses.push((Occur::Should, self.plan(part)?));
                }
                Box::new(BooleanQuery::new(clauses))
            }
        })
    }

    fn all_of(&mut self, parts: &[Plan]) -> Result<Box<dyn Engine>, Error> {
        let mut clauses = Vec::with_capacity(parts.len() + 1);
        let mut positive = false;
        for part in parts {
            clauses.push(match part {
                Plan::Not(inner) => (Occur::MustNot, Box::new(Excluded(self.plan(inner)?)) as Box<dyn Engine>),
                other => {
                    positive = true;
                    (Occur::Must, self.plan(other)?)
                }
            });
        }
        // What excludes must have something to exclude from.
        if !positive {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// The fields of a scope, and whether only the body counts.
    fn places(&self, scope: Scope) -> (Vec<Field>, bool) {
        (homes(self.fields, scope), scope == Scope::Field(Named::Body))
    }

    /// What was typed, or what it was widened by: whichever counts more.
    fn leaf(&mut self, leaf: &Leaf) -> Result<Box<dyn Engine>, Error> {
        let (fields, body_only) = self.places(leaf.scope);
        let mut kinds: Vec<Box<dyn Engine>> = Vec::new();
        for (sequences, weight) in [(&leaf.typed, 1.0), (&leaf.synonyms, SYNONYM), (&leaf.variants, VARIANT)] {
            let mut queries = Vec::new();
            for field in &fields {
                for sequence in sequences {
                    queries.extend(self.sequence(*field, sequence, body_only)?);
                }
            }
            // Where nothing is as typed, the rest stands alone and needs no handicap.
            let weight = if kinds.is_empty() { 1.0 } else { weight };
            if let Some(query) = best_of(queries) {
                kinds.push(match weight {
                    1.0 => query,
                    _ => Box::new(BoostQuery::new(query, weight)),
                });
            }
        }
        Ok(best_of(kinds).unwrap_or_else(|| Box::new(EmptyQuery)))
    }

    /// `None` where some place of the sequence can be filled by nothing: a scorer less to merge.
    fn sequence(
        &mut self,
        field: Field,
        sequence: &Sequence,
        body_only: bool,
    ) -> Result<Option<Box<dyn Engine>>, Error> {
        let mut places: Vec<Vec<Term>> = Vec::with_capacity(sequence.len());
        let mut least = u64::MAX;
        for alternatives in sequence {
            let (mut terms, mut many) = (Vec::with_capacity(alternatives.len()), 0);
            for text in alternatives {
                let frequency = self.vocabulary.frequency(field, text)?;
                if frequency > 0 {
                    many += frequency;
                    terms.push(Term::from_field_text(field, text));
                }
            }
            if terms.is_empty() {
                return Ok(None);
            }
            least = least.min(many);
            places.push(terms);
        }
        self.work += least
            * match (places.len() as u64, body_only) {
                (0 | 1, false) => 1,
                (long, _) => PHRASE_WORK + long,
            };
        let single = places.iter().all(|terms| terms.len() == 1);
        let inner: Option<Box<dyn Engine>> = match places.len() {
            0 | 1 => places.pop().and_then(one_place),
            _ if single => Some(Box::new(PhraseQuery::new(places.into_iter().flatten().collect()))),
            _ => {
                let clauses = places
                    .into_iter()
                    .filter_map(one_place)
                    .map(|query| (Occur::Must, query));
                Some(Box::new(BooleanQuery::new(clauses.collect())))
            }
        };
        let stands = |inner| {
            Box::new(Positional {
                inner,
                check: Arc::new(Check {
                    field,
                    body_only,
                    leaves: vec![vec![sequence.clone()]],
                    rule: Rule::Stands,
                }),
            }) as Box<dyn Engine>
        };
        Ok(inner.map(|inner| {
            if body_only || !single && sequence.len() > 1 {
                stands(inner)
            } else {
                inner
            }
        }))
    }

    fn near(&mut self, near: &Near) -> Result<Box<dyn Engine>, Error> {
        let Some(scope) = near.parts.first().map(|leaf| leaf.scope) else {
            return Ok(Box::new(EmptyQuery));
        };
        let rule = Rule::Near {
            distance: near.distance,
            window: near.window,
        };
        let leaves: Vec<&Leaf> = near.parts.iter().collect();
        self.positional(scope, &leaves, &rule, None)
    }

    fn within(&mut self, unit: Unit, inner: &Plan) -> Result<Box<dyn Engine>, Error> {
        let mut leaves = Vec::new();
        let tree = tree(inner, &mut leaves);
        let Some(scope) = leaves.first().map(|leaf| leaf.scope) else {
            return self.plan(inner);
        };
        self.positional(scope, &leaves, &Rule::Within(unit, tree), Some(inner))
    }

    /// Finds the reports that have the words, then looks where they stand, field by field.
    fn positional(
        &mut self,
        scope: Scope,
        leaves: &[&Leaf],
        rule: &Rule,
        tree: Option<&Plan>,
    ) -> Result<Box<dyn Engine>, Error> {
        let (fields, body_only) = self.places(scope);
        let before = self.work;
        let candidates: Box<dyn Engine> = match tree {
            Some(plan) => self.plan(&without_not(plan))?,
            None => {
                let mut clauses = Vec::with_capacity(leaves.len());
                for leaf in leaves {
                    clauses.push((Occur::Must, self.leaf(leaf)?));
                }
                Box::new(BooleanQuery::new(clauses))
            }
        };
        self.work += (self.work - before).saturating_mul(PHRASE_WORK);
        let looks = Looks {
            vocabulary: self.vocabulary,
            fields: &fields,
        };
        self.work = self.work.saturating_add(looks.work(leaves, tree)?);
        let queries = fields.iter().map(|field| {
            Box::new(Positional {
                inner: candidates.box_clone(),
                check: Arc::new(Check {
                    field: *field,
                    body_only,
                    leaves: leaves.iter().map(|leaf| leaf.sequences().cloned().collect()).collect(),
                    rule: rule.clone(),
                }),
            }) as Box<dyn Engine>
        });
        Ok(best_of(queries.collect()).unwrap_or_else(|| Box::new(EmptyQuery)))
    }
}

/// What a plan asks of one unit; its leaves are gathered.
pub(super) fn tree<'p>(plan: &'p Plan, leaves: &mut Vec<&'p Leaf>) -> Tree {
    let mut leaf = |one: &'p Leaf| {
        leaves.push(one);
        Tree::Leaf(leaves.len() - 1)
    };
    match plan {
        Plan::Leaf(one) => leaf(one),
        Plan::Near(near) => Tree::And(near.parts.iter().map(leaf).collect()),
        Plan::And(parts) => Tree::And(parts.iter().map(|part| tree(part, leaves)).collect()),
        Plan::Or(parts) => Tree::Or(parts.iter().map(|part| tree(part, leaves)).collect()),
        Plan::Not(inner) => Tree::Not(Box::new(tree(inner, leaves))),
        Plan::Within(_, inner) => tree(inner, leaves),
        Plan::Everything | Plan::Value(..) | Plan::Dated(_) | Plan::Has(_) => Tree::Everything,
    }
}

/// A paragraph without a word may stand in a report that has it elsewhere.
pub(super) fn without_not(plan: &Plan) -> Plan {
    match plan {
        Plan::Not(_) => Plan::Everything,
        Plan::And(parts) => {
            let wanted = parts.iter().filter(|part| !matches!(part, Plan::Not(_)));
            let parts: Vec<Plan> = wanted.map(without_not).collect();
            if parts.is_empty() {
                Plan::Everything
            } else {
                Plan::And(parts)
            }
        }
        Plan::Or(parts) => Plan::Or(parts.iter().map(without_not).collect()),
        other => other.clone(),
    }
}

/// Any of the terms at one place; `None` of none.
fn one_place(mut terms: Vec<Term>) -> Option<Box<dyn Engine>> {
    let term = |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Engine>;
    match terms.len() {
        0 | 1 => terms.pop().map(term),
        2..=SCORED => best_of(terms.into_iter().map(term).collect()),
        _ => Some(constant(TermSetQuery::new(terms))),
    }
}

/// The maximum, not the sum: two spellings say no more than one.
fn best_of(mut queries: Vec<Box<dyn Engine>>) -> Option<Box<dyn Engine>> {
    match queries.len() {
        0 | 1 => queries.pop(),
        _ => Some(Box::new(DisjunctionMaxQuery::new(queries))),
    }
}

fn constant(query: impl Engine) -> Box<dyn Engine> {
    Box::new(ConstScoreQuery::new(Box::new(query), 1.0))
}
