//! Somebody who took part.

use super::*;
use crate::extract::names::is_office;

impl Member {
    pub(super) fn again(&self) -> Self {
        Self {
            who: self.who,
            office: self.office.clone(),
            evidence: self.evidence.clone(),
        }
    }
}

/// Somebody who took part.
pub(super) struct Member {
    pub(super) who: usize,
    pub(super) office: Option<Stated<String>>,
    pub(super) evidence: Evidence,
}

/// The heads of both sides, then everybody else.
pub(super) fn heads_first(left: Vec<Member>, right: Vec<Member>) -> Vec<Member> {
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let heads: Vec<Member> = left.next().into_iter().chain(right.next()).collect();
    heads.into_iter().chain(left).chain(right).collect()
}

pub(super) fn member(clause: &Clause<'_, '_, '_>, who: usize, named: &Named, rule: &'static str) -> Member {
    let mention = &named.mention;
    let office = mention.titles.first().filter(|title| {
        let mut words = (*title).clone();
        words.any(|at| clause.at(at).is_some_and(is_office)) && !mention.name.is_empty()
    });
    Member {
        who,
        office: office.map(|title| {
            let words = clause.words(title);
            Stated {
                value: words.to_owned(),
                evidence: clause.parsed.passage.evidence(words, "office-beside-name"),
            }
        }),
        evidence: clause.parsed.passage.evidence(clause.words(&mention.core), rule),
    }
}
