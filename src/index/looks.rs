//! What it costs to look where words stand, before it is done: so that a question which would read most of a
//! large archive is refused.

use super::Error;
use super::lower::{PHRASE_WORK, tree, without_not};
use super::plan::{Leaf, Plan, Sequence};
use super::vocabulary::Vocabulary;
use tantivy::schema::Field;

/// Leaves, looked for in these fields of every candidate.
pub(super) struct Looks<'a> {
    pub(super) vocabulary: Vocabulary<'a>,
    pub(super) fields: &'a [Field],
}

impl Looks<'_> {
    /// What it costs. Reading those that are wanted is counted where the candidates are found; those that are
    /// excluded find none, and are read all the same.
    pub(super) fn work(&self, leaves: &[&Leaf], tree: Option<&Plan>) -> Result<u64, Error> {
        let mut excluded = Vec::new();
        let candidates = match tree {
            Some(plan) => {
                gather_excluded(plan, &mut excluded);
                self.candidates(&without_not(plan))?
            }
            None => self.rarest(leaves.iter().copied())?,
        };
        let mut work = 0_u64;
        for field in self.fields {
            let terms = |leaf: &Leaf| leaf.sequences().flatten().map(Vec::len).sum::<usize>() as u64;
            let looks: u64 = leaves.iter().map(|leaf| terms(leaf)).sum();
            work = work.saturating_add(candidates.saturating_mul(looks));
            if excluded.is_empty() {
                continue;
            }
            // Once more, for where the units begin.
            let mut read = candidates;
            for text in excluded.iter().flat_map(|leaf| leaf.sequences()).flatten().flatten() {
                read = read.saturating_add(self.vocabulary.frequency(*field, text)?.min(candidates));
            }
            work = work.saturating_add(read.saturating_mul(PHRASE_WORK));
        }
        Ok(work)
    }

    /// How many reports a plan finds at most.
    fn candidates(&self, plan: &Plan) -> Result<u64, Error> {
        let all = self.vocabulary.searcher.num_docs();
        Ok(match plan {
            Plan::Leaf(leaf) => self.rarest(std::iter::once(leaf))?,
            Plan::Near(near) => self.rarest(near.parts.iter())?,
            Plan::Within(_, inner) => self.candidates(inner)?,
            Plan::And(parts) => {
                let mut least = all;
                for part in parts {
                    least = least.min(self.candidates(part)?);
                }
                least
            }
            Plan::Or(parts) => {
                let mut sum = 0_u64;
                for part in parts {
                    sum = sum.saturating_add(self.candidates(part)?);
                }
                sum.min(all)
            }
            Plan::Everything | Plan::Value(..) | Plan::Dated(_) | Plan::Has(_) | Plan::Not(_) => all,
        })
    }

    /// How many reports can have all of some leaves.
    fn rarest<'l>(&self, leaves: impl Iterator<Item = &'l Leaf>) -> Result<u64, Error> {
        let mut least = self.vocabulary.searcher.num_docs();
        for leaf in leaves {
            let mut sum = 0_u64;
            for field in self.fields {
                for sequence in leaf.sequences() {
                    sum = sum.saturating_add(self.rarest_place(*field, sequence)?);
                }
            }
            least = least.min(sum);
        }
        Ok(least)
    }

    /// How many reports have something at the rarest place of a sequence.
    fn rarest_place(&self, field: Field, sequence: &Sequence) -> Result<u64, Error> {
        let mut least = u64::MAX;
        for alternatives in sequence {
            let mut sum = 0;
            for text in alternatives {
                sum += self.vocabulary.frequency(field, text)?;
            }
            least = least.min(sum);
        }
        Ok(if sequence.is_empty() { 0 } else { least })
    }
}

/// The leaves of a plan that must not stand in a unit.
fn gather_excluded<'p>(plan: &'p Plan, excluded: &mut Vec<&'p Leaf>) {
    match plan {
        Plan::Not(inner) => {
            tree(inner, excluded);
        }
        Plan::And(parts) | Plan::Or(parts) => parts.iter().for_each(|part| gather_excluded(part, excluded)),
        Plan::Within(_, inner) => gather_excluded(inner, excluded),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analyzer::{self, Analyzer};
    use crate::index::lower::lower;
    use crate::index::schema::Fields;
    use crate::search::Unit;
    use tantivy::{Index, Searcher, TantivyDocument};

    const REPORTS: u64 = 40;

    fn archive() -> (Searcher, Fields) {
        let (schema, fields) = Fields::schema();
        let index = Index::create_in_ram(schema);
        index.tokenizers().register(analyzer::NAME, Analyzer::new());
        let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
        for _ in 0..REPORTS {
            writer.add_document(TantivyDocument::default()).unwrap();
        }
        writer.commit().unwrap();
        (index.reader().unwrap().searcher(), fields)
    }

    #[test]
    fn what_is_excluded_from_a_unit_is_looked_for_in_every_report() {
        let (searcher, fields) = archive();
        let vocabulary = Vocabulary { searcher: &searcher };
        let of = |text: &str| crate::index::plan_without_archive(&Analyzer::new(), text);
        let within = |inner: &str| Plan::Within(Unit::Sentence, Box::new(of(inner)));
        let work = |plan: &Plan| lower(vocabulary, &fields, plan, u64::MAX).unwrap().1;
        let one = work(&within("-minister"));
        assert!(one >= REPORTS * PHRASE_WORK, "{one}");
        assert_eq!(work(&Plan::And(vec![within("-minister"), within("-envoy")])), 2 * one);
        assert!(work(&within("talks OR -minister")) >= one);
        // Where nothing can be found, nothing is read.
        assert_eq!(work(&within("talks -minister")), 0);
        let plan = within("-minister");
        assert!(matches!(
            lower(vocabulary, &fields, &plan, one - 1),
            Err(Error::TooMuch)
        ));
        assert!(lower(vocabulary, &fields, &plan, one).is_ok());
    }
}
