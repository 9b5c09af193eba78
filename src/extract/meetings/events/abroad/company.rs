//! Who came with others, in Romance languages.

use super::side;
use super::*;

/// `acompañado por X`, `en présence de X`
pub(super) fn company(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    // `avait à ses côtés X`; of `aux côtés de X` it is not told who was where.
    if clause.says(at, &["côtés"]) && !clause.says(at.wrapping_sub(1), &["ses", "leurs"]) {
        return None;
    }
    // `le groupe, conduit par X`; `a mené des entretiens` tells it of nobody.
    let led = [
        "conduit",
        "mené",
        "dirigé",
        "composée",
        "guidato",
        "capeggiata",
        "composta",
        "liderado",
        "liderada",
        "dirigida",
        "presidida",
        "integrado",
        "chefiado",
        "encabeçado",
    ];
    if clause.says(at, &led) && !side::is_of_guests(clause, at) {
        return None;
    }
    let nth = ahead(clause, at + 1, |_| true)?;
    let mut people = listed(clause, nth).mentions;
    // `X visitó las obras acompañado por Y`: who came with others was there, too.
    if clause.says(at, &COMES_WITH) {
        let left = clause.left(at).mentions;
        people.extend(left.into_iter().filter(|nth| ends_by(clause, *nth, at)));
        people.sort_unstable();
        people.dedup();
    }
    present(clause, at, people)
}

fn ends_by(clause: &Clause<'_, '_, '_>, nth: usize, at: usize) -> bool {
    clause.mention(nth).is_some_and(|named| named.mention.core.end <= at)
}

/// Participles of whoever is told of as coming with others.
const COMES_WITH: [&str; 14] = [
    "acompañado",
    "acompañada",
    "acompañados",
    "acompañadas",
    "acompanhado",
    "acompanhada",
    "acompanhados",
    "accompagné",
    "accompagnée",
    "accompagnés",
    "accompagnato",
    "accompagnata",
    "accompagnati",
    "acompanhadas",
];
