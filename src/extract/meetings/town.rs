//! Names of towns in other languages than English, and what stands before their preposition.

use super::roles::Clause;
use crate::extract::lexicon::Class;

/// Words behind which a preposition is of the meeting: `segunda-feira à tarde, em Braga`, `war er in Kiel`.
pub(super) const BEFORE: [&str; 23] = [
    "tarde",
    "mañana",
    "noche",
    "manhã",
    "noite",
    "soir",
    "après-midi",
    "pomeriggio",
    "sera",
    "vormittag",
    "nachmittag",
    "abend",
    "er",
    "sie",
    "celebrado",
    "celebrada",
    "realizado",
    "realizada",
    "tenu",
    "tenue",
    "svoltosi",
    "svoltasi",
    "dernier",
];

/// A small word inside the name of a place: `La Paz`, `Mateus da Costa`.
pub(super) fn in_name(clause: &Clause<'_, '_, '_>, start: usize, at: usize) -> bool {
    let small = [
        "la", "las", "le", "les", "los", "el", "o", "a", "são", "san", "santa", "da", "do", "de", "del", "della", "di",
        "sur", "am", "an",
    ];
    let inside = at > start || clause.at(at).is_some_and(|token| token.is_capital());
    clause.tongue().is_known()
        && inside
        && clause
            .at(at)
            .is_some_and(|token| token.gap.is_plain() && token.is_one_of(&small))
        && clause.at(at + 1).is_some_and(|next| {
            next.is_capital() && !next.class.is(Class::FUNC | Class::DAY | Class::MONTH | Class::OFFICE)
        })
}
