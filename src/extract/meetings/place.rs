//! Where people met, where the sentence says so of the meeting itself: `met in Erbil with X`, `In Erbil, X
//! met Y`, `X flew to Erbil, where he met Y`. Where somebody's office is, or a war, is no such place.

use super::beside::of_topic;
use super::roles::Clause;
use super::town::{BEFORE, CAME, LOCATIVE, PASSED, in_name};
use crate::extract::gazetteer;
use crate::extract::lexicon::Class;
use crate::extract::tokens::{Gap, Mark, Shape};
use crate::extract::tongue::Tongue;
use crate::report::Stated;
use std::ops::Range;

const PLACE: &str = "place-of-meeting";

/// The place of a meeting that a sentence tells with the word at `trigger`, between these words.
pub(super) fn find(clause: &Clause<'_, '_, '_>, trigger: usize, span: &Range<usize>) -> Option<Stated<String>> {
    if clause.tongue() == Tongue::Turkish {
        return suffixed(clause, trigger);
    }
    let words = clause.sentence.words.clone();
    let mut best: Option<(usize, Stated<String>)> = None;
    for at in words.clone() {
        let Some(token) = clause.at(at) else { continue };
        if !token.is_one_of(&LOCATIVE)
            || !token.gap.is_plain() && !token.gap.has(Gap::QUOTE)
            || inside_somebody(clause, at)
        {
            continue;
        }
        let venue = token.says("at").then(|| behind_comma(clause, at)).flatten();
        let Some(range) = venue.or_else(|| place_behind(clause, at)) else {
            continue;
        };
        if !stands_free(clause, at, trigger, span) || of_topic(clause, at, trigger) {
            continue;
        }
        let Some(place) = named(clause, &range) else { continue };
        let distance = if at < trigger { (trigger - at) * 2 } else { at - trigger };
        if best.as_ref().is_none_or(|(known, _)| distance < *known) {
            best = Some((distance, place));
        }
    }
    best.map(|(_, place)| place).or_else(|| before_where(clause, trigger))
}

/// Every town of a sentence that stands behind a preposition of place, and is part of nobody's office and of no
/// topic.
pub(super) fn towns(clause: &Clause<'_, '_, '_>) -> Vec<Stated<String>> {
    let town = |at: usize| {
        let token = clause.at(at)?;
        // In English `a` and `no` are none: `met a Porto dealer`.
        let locative = match clause.tongue().is_known() {
            true => token.is_one_of(&LOCATIVE),
            false => token.is_one_of(&["in", "at", "near", "outside"]),
        };
        let is_before = locative && token.gap.is_plain() && !inside_somebody(clause, at);
        let range = is_before.then(|| place_behind(clause, at)).flatten()?;
        // `in the Gulf`, `in Geneva, to be held`
        if clause.says(range.start - 1, &["the"]) || of_topic(clause, at, clause.sentence.words.start) {
            return None;
        }
        named(clause, &range).filter(|place| !is_wide(&place.value))
    };
    clause.sentence.words.clone().filter_map(town).collect()
}

/// A country, or a region: people meet at some place in it.
fn is_wide(place: &str) -> bool {
    let is_country = gazetteer::look_up(place).is_some_and(|known| known.kind == gazetteer::Kind::Country);
    is_country
        || ["Region", "Province", "State"]
            .iter()
            .any(|of| gazetteer::look_up(&format!("{place} {of}")).is_some())
}

/// `Ankara’da`: the place nearest before the verb, which Turkish has at the end.
fn suffixed(clause: &Clause<'_, '_, '_>, trigger: usize) -> Option<Stated<String>> {
    let words = clause.sentence.words.start..trigger;
    words.rev().find_map(|at| {
        let token = clause.at(at)?;
        let rest = clause.parsed.passage.text.get(token.end..)?;
        let mut rest = rest.chars();
        let apostrophe = rest.next().is_some_and(|c| matches!(c, '\'' | '’'));
        let ending: String = rest.take_while(|c| c.is_alphabetic()).take(4).collect();
        // `Gümülcine’ye giderek`
        let went = clause.says(at + 1, &["giderek", "gitti", "giden", "gelerek", "geçerek"]);
        let within = apostrophe
            && (matches!(ending.as_str(), "da" | "de" | "ta" | "te")
                || went && matches!(ending.as_str(), "a" | "e" | "ya" | "ye"));
        let inside =
            clause.sentence.mentions.iter().any(|named| {
                named.mention.whole.contains(&at) && named.mention.whole.start < at && named.who.is_some()
            });
        if !within || inside {
            return None;
        }
        let evidence = clause.parsed.passage.evidence(token.text, PLACE);
        let known = gazetteer::look_up(token.text).map_or(token.text, |name| name.shown);
        Some(Stated {
            value: known.to_owned(),
            evidence,
        })
    })
}

/// The place is part of what an office or a name is told with.
fn inside_somebody(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    clause.sentence.mentions.iter().any(|named| {
        let mention = &named.mention;
        let named = mention.name.is_empty() && named.who.is_none();
        !named && mention.whole.contains(&at) && at + 1 < mention.whole.end.max(mention.name.start)
    })
}

/// The words of a place behind a preposition.
fn place_behind(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Range<usize>> {
    let mut start = at + 1;
    // `in the city of Erbil`, `at the palace in Erbil` is found at its own `in`
    for _ in 0..5 {
        let passed = clause.at(start).is_some_and(|token| {
            token.shape == Shape::Lower && (token.is_one_of(&PASSED) || token.class.is(Class::PEOPLE))
                || token.class.is(Class::PEOPLE)
                    && clause
                        .at(start + 1)
                        .is_some_and(|next| next.says("capital") || next.says("city"))
        });
        if !passed {
            break;
        }
        start += 1;
    }
    let mut end = start;
    while let Some(token) = clause.at(end) {
        if in_name(clause, start, end) {
            end += 1;
            continue;
        }
        if !token.is_capital()
            || token.class.is(Class::FUNC | Class::DAY | Class::MONTH)
            || token.class.is_title() && !token.class.is(Class::HONOR) && token.mark != Mark::Place
        {
            break;
        }
        end += 1;
        if !token.gap.is_plain() || token.owns {
            break;
        }
    }
    (end > start).then_some(start..end)
}

/// The preposition belongs to the meeting, not to a noun before it.
fn stands_free(clause: &Clause<'_, '_, '_>, at: usize, trigger: usize, span: &Range<usize>) -> bool {
    let words = &clause.sentence.words;
    if at == words.start {
        return trigger.abs_diff(at) < 40;
    }
    let Some(before) = clause.before(at) else { return true };
    let venue = behind_venue(clause, at);
    let near = at + 30 > trigger && (at < span.end.max(trigger) + 10 || venue && at < span.end.max(trigger) + 20);
    if !near {
        return false;
    }
    let comma = before.gap.has(Gap::COMMA) || before.gap.has(Gap::CLOSE);
    let timed = before.class.is(Class::DAY | Class::MONTH)
        || before.shape == Shape::Other
        || before.is_one_of(&[
            "today",
            "yesterday",
            "here",
            "morning",
            "afternoon",
            "evening",
            "night",
            "briefly",
            "privately",
            "separately",
            "again",
            "later",
            "also",
            "earlier",
            "week",
            "hoy",
            "ayer",
            "hier",
            "ieri",
            "ontem",
            "hoje",
            "oggi",
            "gestern",
            "heute",
            "sich",
            "matin",
            "mattina",
            "together",
            "up",
            "down",
            "held",
        ])
        || clause.tongue().is_known() && before.is_one_of(&BEFORE)
        // `viajó a Soria para reunirse con X`
        || clause.tongue().is_known()
            && before.is_one_of(&CAME)
            && clause.any(at..trigger.max(at), &["para", "pour", "per", "donde", "où", "onde", "dove"])
        || clause.tongue() == Tongue::German && before.class.is(Class::TALK)
            && clause.any(at.saturating_sub(4)..at, &["bei", "beim", "zu", "zum", "zur"]);
    let own = at == trigger + 1
        || before
            .class
            .is(Class::TALK | Class::MEET | Class::RECEIVE | Class::HOLD | Class::DISCUSS)
            && before.shape == Shape::Lower
        || before.is_one_of(&[
            "palace",
            "residence",
            "office",
            "hotel",
            "headquarters",
            "airport",
            "ministry",
            "mansion",
            "villa",
            "building",
            "hall",
            "centre",
            "center",
            "base",
            "club",
            "restaurant",
            "house",
            "museum",
            "embassy",
            "castle",
            "secretariat",
            "monastery",
            "meeting",
            "summit",
            "conference",
            "forum",
            "visit",
            "sidelines",
            "guesthouse",
            "suite",
            "room",
            "dinner",
            "lunch",
            "face",
        ])
        || before.is_capital() && before.class.is(Class::NOTNAME) && near_venue(clause, at);
    // `met Leahy in Erbil`: right behind one of its people.
    let behind = clause.sentence.mentions.iter().any(|named| {
        let mention = &named.mention;
        (mention.name.end == at && !mention.name.is_empty() || mention.whole.end == at)
            && mention.whole.start >= span.start.min(trigger)
            && mention.whole.end <= span.end.max(trigger)
    });
    // `una reunión de trabajo en X`
    let working = before.is_one_of(&["trabajo", "travail", "lavoro", "trabalho"])
        && clause.class(at.wrapping_sub(3)).is(Class::TALK);
    let took_place =
        working || before.says("place") && clause.says(at.wrapping_sub(2), &["took", "takes", "taking", "taken"]);
    comma && (at > trigger || at < trigger && at + 12 > trigger) || timed || own || behind || took_place || venue
}

/// `at Villa La Grange in Geneva`, `on the sidelines of the World Health Assembly in Geneva`: the names before the
/// preposition are those of a venue or of an occasion at which people met.
fn behind_venue(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let mut named = false;
    let mut small = true;
    for here in (at.saturating_sub(14).max(clause.sentence.words.start)..at).rev() {
        let Some(token) = clause.at(here) else { break };
        if !token.gap.is_plain() {
            break;
        }
        if token.is_one_of(&["sidelines", "margins", "fringes"]) {
            return true;
        }
        if token.says("at") {
            return named;
        }
        // `met in the chiefs’ house in Porto`
        if token.says("in") && small && here + 1 < at {
            let telling = Class::MEET | Class::RECEIVE | Class::TALK | Class::DISCUSS;
            return clause.before(here).is_some_and(|before| before.class.is(telling));
        }
        small &= token.shape == Shape::Lower;
        let capital = token.is_capital() || token.text.starts_with(|c: char| c.is_ascii_digit());
        let link = token.shape == Shape::Lower
            && (token.is_one_of(&["the", "of", "for", "and", "la", "le", "de", "du", "di", "on"])
                || small && token.class == Class::default()
                || token.class.is(Class::NOTNAME | Class::MOD) && !token.class.is(Class::VERB | Class::OFFICE));
        if !capital && !link {
            break;
        }
        named |= capital;
    }
    false
}

/// `at the Presidential Villa, Abuja`: the town behind a venue.
fn behind_comma(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Range<usize>> {
    let ends = (at + 1..at + 9).take_while(|here| {
        clause.at(*here).is_some_and(|token| {
            !token.class.is(Class::VERB | Class::SAY | Class::MEET | Class::OFFICE) || token.is_capital()
        }) && !(at + 1..*here).any(|before| clause.at(before).is_some_and(|token| !token.gap.is_plain()))
    });
    let comma = ends.last().filter(|last| {
        clause
            .at(*last)
            .is_some_and(|token| token.gap.has(Gap::COMMA) && (token.is_capital() || token.class.is(Class::NOTNAME)))
    })?;
    let start = comma + 1;
    clause.at(start).filter(|token| token.mark == Mark::Place)?;
    let more = (start + 1..start + 4)
        .take_while(|here| {
            let joined = clause.before(*here).is_some_and(|before| before.gap.is_plain());
            joined
                && clause
                    .at(*here)
                    .is_some_and(|token| token.is_capital() && !token.class.is(Class::DAY | Class::MONTH))
        })
        .last();
    Some(start..more.unwrap_or(start) + 1)
}

/// `at the Presidential Palace in Quito`
fn near_venue(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    (at.saturating_sub(7)..at).any(|here| clause.says(here, &["at"]))
}

/// `flew to Amman, Jordan, where he met`
fn before_where(clause: &Clause<'_, '_, '_>, trigger: usize) -> Option<Stated<String>> {
    let place = (trigger.saturating_sub(10).max(clause.sentence.words.start)..trigger)
        .rev()
        .find(|at| clause.says(*at, &["where", "donde", "où", "onde", "dove", "wo"]))?;
    let mut start = place;
    while clause
        .before(start)
        .is_some_and(|token| token.is_capital() && !token.class.is(Class::FUNC | Class::DAY | Class::MONTH))
    {
        start -= 1;
    }
    let to = clause.says(start.wrapping_sub(1), &["a", "à", "para", "nach", "ad"]);
    let comma = clause.before(place).is_some_and(|token| token.gap.has(Gap::COMMA));
    if start == place || !comma {
        return None;
    }
    // `Amman, Jordan`: the town.
    let mut end = start + 1;
    while end < place && clause.before(end).is_some_and(|token| token.gap.is_plain()) {
        end += 1;
    }
    named(clause, &(start..end)).or_else(|| {
        // `viajó a Soria, donde se entrevistó con X`: a town that nobody knows.
        let words = clause.words(&(start..end));
        let person = clause
            .sentence
            .mentions
            .iter()
            .any(|named| named.who.is_some() && named.mention.name.start < end && start < named.mention.name.end);
        (to && clause.tongue().is_known() && !person && end - start <= 3).then(|| Stated {
            value: words.to_owned(),
            evidence: clause.parsed.passage.evidence(words, PLACE),
        })
    })
}

/// The usual name of a place, or its words as they stand.
fn named(clause: &Clause<'_, '_, '_>, range: &Range<usize>) -> Option<Stated<String>> {
    let words = clause.words(range);
    let first = clause.at(range.start)?;
    let known = gazetteer::look_up(words).or_else(|| {
        let alone = clause.words(&(range.start..range.start + 1));
        (first.mark == Mark::Place).then(|| gazetteer::look_up(alone)).flatten()
    });
    let evidence = clause.parsed.passage.evidence(words, PLACE);
    if let Some(name) = known {
        let place = matches!(
            name.kind,
            gazetteer::Kind::Country | gazetteer::Kind::Place | gazetteer::Kind::Ambiguous | gazetteer::Kind::Short
        );
        return place.then(|| Stated {
            value: name.shown.to_owned(),
            evidence,
        });
    }
    // A place that nobody knows: capitals that are of nothing else, behind `in`.
    let unknown = range.clone().all(|at| {
        if in_name(clause, range.start, at) && at + 1 < range.end {
            return true;
        }
        clause.at(at).is_some_and(|token| {
            // `Nova Tirol`
            let new = clause.tongue().is_known() && at == range.start && range.len() > 1 && token.class.is(Class::MOD);
            token.class == Class::default() || token.class.is(Class::PARTICLE) || new
        }) && clause
            .at(at)
            .is_some_and(|token| matches!(token.mark, Mark::None | Mark::Place) && token.shape == Shape::Capital)
    });
    let locative = clause.says(
        range.start.wrapping_sub(1),
        &[
            "in", "en", "à", "em", "near", "of", "city", "town", "village", "na", "no", "aux", "ad",
        ],
    ) || clause.tongue().is_known()
        && clause.says(
            range.start.wrapping_sub(2),
            &["ciudad", "cidade", "ville", "città", "localidad", "localidade"],
        )
        || clause.tongue().is_known() && clause.says(range.start.wrapping_sub(2), &CAME)
        || clause.tongue() == Tongue::Italian && clause.says(range.start.wrapping_sub(1), &["a"]);
    let person = clause.sentence.mentions.iter().any(|named| {
        named.mention.name.start < range.end && range.start < named.mention.name.end && named.who.is_some()
    });
    // A name of nobody who has an office, behind `in` and before the day.
    let apart = !clause.sentence.mentions.iter().any(|named| {
        named.mention.is_titled() && named.mention.name.start < range.end && range.start < named.mention.name.end
    });
    let day = clause.says(range.end, &["on", "yesterday", "today"]) || clause.class(range.end).is(Class::DAY);
    let town = clause.says(range.start.wrapping_sub(1), &["in"]) && apart && day;
    (unknown && locative && (!person || town) && range.len() <= if clause.tongue().is_known() { 4 } else { 3 }).then(
        || Stated {
            value: words.to_owned(),
            evidence,
        },
    )
}
