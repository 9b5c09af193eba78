//! Lists of people in the languages of `tongue`.

use super::*;

impl Clause<'_, '_, '_> {
    /// `; por la parte china, Li Wei`, `sowie für den Betriebsrat Li Wei`: where the mention begins behind such words,
    /// or the same place.
    pub(super) fn behind_party(&self, end: usize, next: usize) -> usize {
        let party = [
            "por",
            "pelo",
            "pela",
            "pour",
            "per",
            "für",
            "côté",
            "parte",
            "seitens",
            "representando",
            "représentant",
        ];
        if !self.tongue().is_known() || self.mention_at(next).is_some() || !self.any(end..next + 1, &party) {
            return next;
        }
        let verb = Class::VERB | Class::SAY | Class::MEET | Class::RECEIVE | Class::TALK;
        (next..next + 8)
            .take_while(|at| {
                self.at(*at)
                    .is_some_and(|token| !token.gap.has(Gap::STOP) && !token.class.is(verb))
            })
            .map(|at| at + 1)
            .find(|at| self.mention_at(*at).is_some_and(|nth| self.is_somebody(nth)))
            .unwrap_or(next)
    }

    /// An office, told of nobody by itself, that leads to a name behind it: `il presidente dell’Autorità portuale Ana
    /// Sousa`, `la patronne de conserveries Ana Sousa`.
    pub(super) fn is_office_abroad(&self, at: usize) -> bool {
        let alone = self
            .mention_at(at)
            .and_then(|nth| self.mention(nth))
            .is_none_or(|named| named.mention.name.is_empty());
        self.tongue().is_known()
            && alone
            && self.class(at).is(Class::OFFICE | Class::UNNAMED)
            && self.at(at).is_some_and(|token| token.shape == Shape::Lower)
    }

    /// `de la`, `dei`, between an office and what it is of.
    pub(super) fn is_small_abroad(&self, token: &Token<'_>) -> bool {
        self.tongue().is_known() && token.class.is(Class::OF | Class::ARTICLE)
    }
}
