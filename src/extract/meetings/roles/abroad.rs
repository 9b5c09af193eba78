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

    /// `X, do Conselho Islâmico, e Y`: behind the body that somebody is of, between commas, or the same place.
    pub(super) fn behind_body(&self, end: usize) -> usize {
        let comma = |at: usize| self.before(at).is_some_and(|last| last.gap == Gap::COMMA);
        let of = self.tongue().is_known()
            && comma(end)
            && self.class(end).is(Class::OF)
            && self.at(end).is_some_and(|token| token.shape == Shape::Lower);
        if !of {
            return end;
        }
        let inside = (end..end + 8).take_while(|at| {
            self.at(*at).is_some_and(|token| {
                let verb = Class::VERB | Class::SAY | Class::MEET | Class::RECEIVE;
                let small = token
                    .class
                    .is(Class::OF | Class::ARTICLE | Class::LINK | Class::NOTNAME);
                (token.is_capital() || small && !token.class.is(verb)) && !token.class.is_title()
            }) && (*at == end || self.before(*at).is_some_and(|last| last.gap.is_plain()))
        });
        let last = inside.last().filter(|last| *last > end && comma(last + 1));
        last.map_or(end, |last| last + 1)
    }

    /// `porteuse d’un message du`: what is of whoever stands behind.
    pub(super) fn is_of_a_thing(&self, words: Range<usize>) -> bool {
        let thing = [
            "message",
            "lettre",
            "invitation",
            "mensaje",
            "carta",
            "mensagem",
            "invitación",
            "convite",
            "messaggio",
            "lettera",
            "invito",
            "botschaft",
            "brief",
            "photo",
            "foto",
            "livre",
            "libro",
            "livro",
        ];
        self.tongue().is_known() && self.any(words, &thing)
    }

    /// `de la`, `dei`, between an office and what it is of.
    pub(super) fn is_small_abroad(&self, token: &Token<'_>) -> bool {
        self.tongue().is_known() && token.class.is(Class::OF | Class::ARTICLE)
    }
}
