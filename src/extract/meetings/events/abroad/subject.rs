//! Who is the subject of a verb of meeting in Romance languages, and whether somebody came for it.

use super::*;
use crate::extract::meetings::town::CAME;

/// Verbs of meeting that tell what somebody wants or is to do.
pub(super) const INFINITIVES: [&str; 12] = [
    "reunirse",
    "entrevistarse",
    "encontrarse",
    "rencontrer",
    "entretenir",
    "incontrare",
    "riunirsi",
    "reunir-se",
    "encontrar-se",
    "incontrarsi",
    "verse",
    "avistar-se",
];

pub(super) fn subject(clause: &Clause<'_, '_, '_>, at: usize) -> Side {
    if let Some(nth) = new_subject(clause, at) {
        return Side {
            mentions: vec![nth],
            end: at,
            ..Side::default()
        };
    }
    let mut side = clause.left(at);
    if side.same || side.guest {
        side.unnamed = false;
    }
    side
}

/// `reçu par X, et Y s'était entretenu`: a comma and a link before, and the verb behind.
fn new_subject(clause: &Clause<'_, '_, '_>, at: usize) -> Option<usize> {
    let nth = (0..clause.sentence.mentions.len()).rev().find(|nth| {
        clause
            .mention(*nth)
            .is_some_and(|named| named.who.is_some() && named.mention.whole.end <= at)
    })?;
    let mention = &clause.mention(nth)?.mention;
    let helpers = mention.whole.end..at;
    let near = helpers.len() <= 3
        && helpers.clone().all(|here| {
            clause
                .at(here)
                .is_some_and(|token| token.shape == Shape::Lower && token.class.is(Class::FUNC | Class::VERB))
        });
    let mut start = mention.whole.start;
    while start > clause.sentence.words.start && clause.class(start - 1).is(Class::ARTICLE) {
        start -= 1;
    }
    let linked = clause.says(start.wrapping_sub(1), &["et", "y", "e", "ed"])
        && clause.before(start - 1).is_some_and(|last| last.gap.has(Gap::COMMA));
    let oblique = || {
        clause
            .list_before(nth)
            .first()
            .is_some_and(|first| clause.is_oblique(*first))
    };
    (near && linked && oblique()).then_some(nth)
}

/// `ambos se reunieron`, `les deux ministres s'étaient rencontrés`: those who were told of.
pub(super) fn means_both(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    // `ambos hablaron de`: of the meeting that was told, and of much else.
    let stems = [
        "reun",
        "reún",
        "réuni",
        "riuni",
        "encontr",
        "entrevist",
        "rencontr",
        "retrouv",
        "incontr",
        "visti",
        "avist",
    ];
    let meets = clause
        .at(at)
        .is_some_and(|token| stems.iter().any(|stem| token.text.to_lowercase().starts_with(stem)));
    if !meets {
        return false;
    }
    let start = clause.sentence.words.start;
    let two = |here: &usize| {
        clause.says(*here, &["dos", "deux", "due", "dois", "duas"])
            && clause.class(here.wrapping_sub(1)).is(Class::ARTICLE)
    };
    let near = at.saturating_sub(9).max(start)..at;
    let own = near.rev().take_while(|here| {
        clause
            .at(*here)
            .is_some_and(|token| !token.gap.has(Gap::COLON) && !token.gap.has(Gap::SEMICOLON))
    });
    let mut own = own.collect::<Vec<_>>().into_iter();
    let they = [
        "ambos", "ambas", "entrambi", "entrambe", "ils", "elles", "ellos", "ellas", "eles", "elas", "essi",
    ];
    // Which two may be told in another part of the sentence.
    let own_start = own.clone().last().unwrap_or(at);
    let others = (start..own_start).any(|here| two(&here));
    !others && own.any(|here| clause.says(here, &they) || two(&here))
}

/// `la delegación, integrada por X, Y y Z, fue recibida`
pub(super) fn delegates(clause: &Clause<'_, '_, '_>, at: usize) -> Vec<usize> {
    let start = clause.sentence.words.start;
    let guests = (start..at).find(|here| clause.class(*here).is(Class::UNNAMED));
    let led = guests.and_then(|guests| {
        let by = |here: &usize| clause.class(*here).is(Class::COMPANY) && clause.class(here + 1).is(Class::BY);
        (guests..at.min(guests + 12)).find(by)
    });
    led.map_or_else(Vec::new, |led| all_in(clause, led..at))
}

/// `se desplazó a Soria para reunirse con X`: who came for it, and it is not told that it came to nothing.
pub(super) fn came_for_it(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let purpose = (at.saturating_sub(3).max(clause.sentence.words.start)..at)
        .rev()
        .find(|here| clause.says(*here, &["para", "pour", "per"]));
    purpose.is_some_and(|purpose| {
        clause.any(
            purpose.saturating_sub(12).max(clause.sentence.words.start)..purpose,
            &CAME,
        )
    })
}

/// `a incontrarsi furono X e Y`, `volvieron a reunirse`: what took place, told with an infinitive.
pub(super) fn is_cleft(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let again = [
        "volvió",
        "volvieron",
        "voltou",
        "voltaram",
        "tornato",
        "tornata",
        "tornati",
        "llegó",
        "llegaron",
    ];
    clause.says(at.wrapping_sub(1), &["a"])
        && (clause.says(at + 1, &["furono", "sono", "erano", "fu"]) || clause.says(at.wrapping_sub(2), &again))
}
