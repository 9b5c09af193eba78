//! Words around the places of meetings, and the names of towns in other languages than English.

use super::roles::Clause;
use crate::extract::lexicon::Class;
use crate::extract::tokens::Shape;

/// What stands before the place of a meeting.
pub(super) const LOCATIVE: [&str; 16] = [
    "in", "at", "near", "outside", "en", "à", "em", "no", "na", "nel", "nella", "im", "au", "a", "ad", "aux",
];

/// Words between the preposition and the name: `in the city of Erbil`.
pub(super) const PASSED: [&str; 32] = [
    "the",
    "city",
    "town",
    "of",
    "capital",
    "village",
    "port",
    "nearby",
    "central",
    "northern",
    "southern",
    "eastern",
    "western",
    "downtown",
    "resort",
    "ciudad",
    "la",
    "port",
    "cidade",
    "de",
    "da",
    "do",
    "del",
    "localidad",
    "localidade",
    "municipio",
    "município",
    "ville",
    "città",
    "di",
    "vecina",
    "capital",
];

/// How somebody came to where they met.
pub(super) const CAME: [&str; 36] = [
    "viajó",
    "viajaron",
    "desplazó",
    "desplazaron",
    "trasladó",
    "trasladaron",
    "acudió",
    "acudieron",
    "llegó",
    "llegaron",
    "voló",
    "rendu",
    "rendue",
    "rendus",
    "rendues",
    "venu",
    "venue",
    "venus",
    "arrivé",
    "arrivée",
    "déplacé",
    "déplacée",
    "recato",
    "recata",
    "recati",
    "andato",
    "andata",
    "arrivato",
    "arrivata",
    "volato",
    "volata",
    "viajou",
    "viajaram",
    "deslocou-se",
    "deslocou",
    "chegou",
];

/// Words behind which a preposition is of the meeting: `segunda-feira à tarde, em Braga`, `war er in Kiel`.
pub(super) const BEFORE: [&str; 26] = [
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
    "lugar",
    "lieu",
    "luogo",
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

/// A small word inside the name of a place: `La Paz`, `Mateus da Costa`, `Villar de la Sierra`.
pub(super) fn in_name(clause: &Clause<'_, '_, '_>, start: usize, at: usize) -> bool {
    let first = ["la", "las", "le", "les", "los", "el", "são", "san", "santa"];
    let inner = ["da", "do", "de", "del", "della", "di", "sur", "am"];
    let is_name = |at: usize| {
        clause.at(at).is_some_and(|next| {
            let other = Class::FUNC | Class::DAY | Class::MONTH | Class::OFFICE | Class::NOTNAME;
            next.is_capital() && !next.class.is(other)
        })
    };
    let Some(token) = clause
        .at(at)
        .filter(|token| clause.tongue().is_known() && token.gap.is_plain())
    else {
        return false;
    };
    if at == start {
        return token.is_capital() && token.is_one_of(&first) && is_name(at + 1);
    }
    let lower = token.shape == Shape::Lower;
    lower
        && (token.is_one_of(&inner) && (is_name(at + 1) || clause.says(at + 1, &["la", "los"]) && is_name(at + 2))
            || token.is_one_of(&["la", "los"]) && clause.says(at - 1, &["de"]) && is_name(at + 1))
}
