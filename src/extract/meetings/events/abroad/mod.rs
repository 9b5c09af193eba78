//! Events in the languages of `tongue`: the classes of their words are data, their order is told here.

mod company;
mod german;
mod romance;
mod side;
mod subject;
mod turkish;

use super::{Event, Pronoun, Sort, build, complete, is_passive};
use crate::extract::lexicon::Class;
use crate::extract::meetings::roles::{Clause, Side};
use crate::extract::tokens::{Gap, Shape};
use crate::extract::tongue::Tongue;
use std::ops::Range;

/// Words between a verb and whom it is about at most.
const REACH: usize = 26;

/// The event that the word at `at` tells.
pub(super) fn event(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let inside = |mention: &crate::extract::names::Mention| {
        mention.core.contains(&at) || mention.titles.iter().any(|title| title.contains(&at))
    };
    let known = Class::MEET | Class::RECEIVE | Class::HOLD | Class::TALK | Class::ATTEND | Class::COMPANY;
    let class = clause.class(at);
    if !class.is(known)
        || clause
            .sentence
            .mentions
            .iter()
            .any(|named| named.who.is_some() && inside(&named.mention))
    {
        return None;
    }
    let event = match clause.tongue() {
        Tongue::German => german::event(clause, at, class),
        Tongue::Turkish => turkish::event(clause, at, class),
        _ => romance::event(clause, at, class),
    }?;
    Some(timed(clause, event))
}

/// Whether it was before, on its own, or by telephone.
fn timed(clause: &Clause<'_, '_, '_>, mut event: Event) -> Event {
    let start = clause.sentence.words.start;
    // The verb of German stands far behind its helper.
    let far = if clause.tongue() == Tongue::German { 12 } else { 6 };
    let before = event.trigger.saturating_sub(far).max(start)..event.trigger + 1;
    let pluperfect = [
        "había",
        "habían",
        "havia",
        "haviam",
        "tinha",
        "tinham",
        "avait",
        "avaient",
        "aveva",
        "avevano",
        "hatte",
        "hatten",
        "gelmişti",
        "gelmiş",
        "görüşmüştü",
        "buluşmuştu",
        "yemişti",
    ];
    // `s'étaient rencontrés`, `si erano incontrati`; `était reçu` is no pluperfect.
    let was = event.trigger.saturating_sub(3).max(start)..event.trigger;
    let had_met = clause.class(event.trigger).is(Class::MEET) && clause.any(was, &["était", "étaient", "era", "erano"]);
    event.earlier |= (clause.any(before.clone(), &pluperfect) || had_met)
        && event.sort == Sort::Meeting
        && !clause.says(event.trigger.wrapping_sub(1), &["gespräch"]);
    event.vague |= is_vague(clause);
    event.same_day |= tells_same_day(clause);
    let another = [
        "luego",
        "después",
        "posteriormente",
        "antes",
        "previamente",
        "depois",
        "posteriormente",
        "ainda",
        "ensuite",
        "puis",
        "auparavant",
        "poi",
        "successivamente",
        "dopo",
        "precedenza",
        "danach",
        "zuvor",
        "anschließend",
        "später",
        "sonra",
        "ardından",
        "véspera",
        "tarde",
        "nachmittag",
    ];
    event.other |= clause.any(start..(event.trigger + 4).min(clause.sentence.words.end), &another);
    event.call |= clause
        .sentence
        .words
        .clone()
        .any(|at| is_call(clause, at) && !is_of_another(clause, at, event.trigger));
    event
}

/// `par téléphone`; the nouns of German have capitals.
fn is_call(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let german = clause.tongue() == Tongue::German;
    clause.class(at).is(Class::CALL)
        && clause
            .at(at)
            .is_some_and(|token| token.shape == Shape::Lower || german && token.is_capital())
}

/// Another verb of meeting stands between: `fue recibido por X y habló por teléfono con Y`.
fn is_of_another(clause: &Clause<'_, '_, '_>, at: usize, trigger: usize) -> bool {
    let between = at.min(trigger) + 1..at.max(trigger);
    between.into_iter().any(|here| {
        clause.class(here).is(Class::MEET | Class::RECEIVE)
            && !clause.class(here).is(Class::TALK | Class::CALL)
            && clause.at(here).is_some_and(|token| token.shape == Shape::Lower)
    })
}

/// `el mismo día`, `le même jour`, `am selben Tag`: the day of the meeting told before.
fn tells_same_day(clause: &Clause<'_, '_, '_>) -> bool {
    let day = [
        "día",
        "dia",
        "jour",
        "giorno",
        "tag",
        "tage",
        "gün",
        "tarde",
        "noche",
        "noite",
        "soir",
        "sera",
        "abend",
        "nachmittag",
        "manhã",
    ];
    clause.sentence.words.clone().any(|at| {
        let same = [
            "mismo", "misma", "mesmo", "mesma", "même", "stesso", "stessa", "selben", "gleichen", "aynı",
        ];
        let later = at == clause.sentence.words.start
            && clause.says(at, &["por", "à", "dans", "nel", "am", "em", "nella"])
            && (at + 1..at + 3).any(|here| {
                let part = [
                    "tarde",
                    "noche",
                    "noite",
                    "après-midi",
                    "soirée",
                    "pomeriggio",
                    "serata",
                    "nachmittag",
                    "abend",
                ];
                clause.says(here, &part)
            });
        later
            || clause.says(at, &same) && clause.says(at + 1, &day)
            || clause.says(at, &["propio", "próprio"]) && clause.class(at + 1).is(Class::DAY)
    })
}

/// `en octobre`, `im Juni`, `fin septembre`: a month without a day; `en 2019`.
fn is_vague(clause: &Clause<'_, '_, '_>) -> bool {
    clause.sentence.words.clone().any(|at| {
        let before = at.wrapping_sub(1);
        let within = clause.says(
            before,
            &[
                "en", "em", "a", "ad", "in", "im", "fin", "début", "mi", "ende", "anfang", "mitte",
            ],
        );
        let part = clause.says(before, &["de"])
            && clause.says(
                before.wrapping_sub(1),
                &["finales", "fines", "principios", "mediados", "finais", "início"],
            );
        let year = clause.at(at).is_some_and(|token| {
            token.text.len() == 4
                && token.text.starts_with(['1', '2'])
                && token.text.bytes().all(|byte| byte.is_ascii_digit())
        });
        // `im Herbst 2019`, `à l’automne`, `en el otoño`
        let season = [
            "herbst",
            "frühjahr",
            "frühling",
            "sommer",
            "winter",
            "otoño",
            "primavera",
            "verano",
            "invierno",
            "outono",
            "automne",
            "printemps",
            "été",
            "hiver",
            "autunno",
        ];
        let article = usize::from(clause.class(before).is(Class::ARTICLE));
        let then = ["im", "letzten", "en", "à", "in", "nell", "no", "na"];
        let seasonal = clause.says(at, &season)
            && clause.at(at).is_some_and(|token| token.text.len() > 4)
            && (clause.says(before, &then) || clause.says(before.wrapping_sub(article), &then));
        clause.class(at).is(Class::MONTH) && (within || part)
            || year && clause.says(before, &["en", "em", "nel"])
            || seasonal
    })
}

impl Clause<'_, '_, '_> {
    pub(in crate::extract) fn tongue(&self) -> Tongue {
        self.parsed.passage.tongue
    }
}

/// A word after which another clause begins.
fn is_turn(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let Some(token) = clause.at(at) else { return true };
    let turns = [
        "que", "qui", "che", "quien", "quienes", "quem", "para", "pour", "per", "sobre", "porque", "pois", "mentre",
        "mientras", "enquanto", "tandis", "nachdem", "bevor", "während", "dass", "weil", "où", "donde", "onde", "dove",
        "après", "avant", "tras", "após", "dopo",
    ];
    token.is_one_of(&turns)
        || token.shape == Shape::Lower
            && token.class.is(Class::SAY | Class::VERB)
            && !token.class.is(Class::TALK | Class::OFFICE | Class::FUNC)
}

fn ends(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    clause
        .before(at)
        .is_none_or(|last| last.gap.has(Gap::STOP) || last.gap.has(Gap::SEMICOLON) || last.gap.has(Gap::COLON))
}

/// Where a mention begins, before its article: the word that governs it stands before that.
fn governor(clause: &Clause<'_, '_, '_>, nth: usize) -> Option<usize> {
    let mut start = clause.mention(nth)?.mention.whole.start;
    if clause
        .class(start)
        .is(Class::OF | Class::WITH | Class::BY | Class::PREP)
        && clause.class(start).is(Class::ARTICLE)
    {
        // `del ministro`: the article governs too.
        return Some(start);
    }
    while let Some(before) = start.checked_sub(1) {
        let class = clause.class(before);
        // `Acompañaron al visitante X`: with the visitor, whom it is not.
        if clause.says(before, &["visitante", "visiteur", "visiteuse", "convidado", "ospite"]) {
            return Some(before);
        }
        let plain = clause.at(before).is_some_and(|token| token.gap.is_plain());
        let guests = class.is(Class::OFFICE | Class::UNNAMED | Class::MOD)
            && clause.at(before).is_some_and(|token| token.shape == Shape::Lower);
        let article = class.is(Class::ARTICLE) && !class.is(Class::OF | Class::WITH | Class::BY | Class::PREP);
        if !plain || !(article || guests) {
            return Some(before);
        }
        start = before;
    }
    None
}

/// Somebody known whose mention begins at or behind `from` and before another clause.
fn ahead(clause: &Clause<'_, '_, '_>, from: usize, accept: impl Fn(Class) -> bool) -> Option<usize> {
    for at in from..(from + REACH).min(clause.sentence.words.end) {
        if at > from && ends(clause, at) {
            return None;
        }
        let found = clause.sentence.mentions.iter().position(|named| {
            named.who.is_some() && named.mention.whole.start == at && named.mention.core.start >= from
        });
        if let Some(nth) = found
            && governor(clause, nth)
                .is_none_or(|before| before < from.saturating_sub(1) || accept(clause.class(before)))
        {
            return Some(nth);
        }
        let inside = clause
            .sentence
            .mentions
            .iter()
            .any(|named| named.mention.whole.contains(&at));
        if !inside && is_turn(clause, at) {
            return None;
        }
    }
    None
}

/// The list that somebody begins.
fn listed(clause: &Clause<'_, '_, '_>, first: usize) -> Side {
    let mut side = Side::default();
    clause.list(first, &mut side);
    side
}

/// All who are named between these words and are no complement of somebody else.
fn all_in(clause: &Clause<'_, '_, '_>, words: Range<usize>) -> Vec<usize> {
    (0..clause.sentence.mentions.len())
        .filter(|nth| {
            clause.mention(*nth).is_some_and(|named| {
                let mention = &named.mention;
                let nested = clause.sentence.mentions.iter().enumerate().any(|(other, around)| {
                    other != *nth
                        && around.mention.whole.start <= mention.whole.start
                        && mention.whole.end <= around.mention.whole.end
                        && around.mention.whole != mention.whole
                });
                let owns = clause
                    .before(mention.name.end.max(mention.core.end))
                    .is_some_and(|last| last.owns);
                named.who.is_some()
                    && words.start <= mention.core.start
                    && mention.core.end <= words.end
                    && !nested
                    && !owns
            })
        })
        .collect()
}

/// A meeting of the first with the others.
fn meeting(clause: &Clause<'_, '_, '_>, at: usize, people: &[usize]) -> Option<Event> {
    let (first, others) = people.split_first()?;
    let left = Side {
        mentions: vec![*first],
        end: at,
        ..Side::default()
    };
    let right = Side {
        mentions: others.to_vec(),
        end: at + 1,
        ..Side::default()
    };
    Some(build(clause, at, left, right, Sort::Meeting))
}

fn present(clause: &Clause<'_, '_, '_>, at: usize, people: Vec<usize>) -> Option<Event> {
    let end = people
        .iter()
        .filter_map(|nth| clause.mention(*nth))
        .map(|named| named.mention.whole.end)
        .max()?;
    let side = Side {
        mentions: people,
        end: end.max(at + 1),
        ..Side::default()
    };
    Some(build(clause, at, Side::default(), side, Sort::Presence))
}
