//! Whether what a sentence tells took place, and when it says so: not, not yet, cancelled, by telephone, before.

use super::*;
use crate::extract::meetings::beside::{is_topic, of_topic};
use crate::extract::people::Named;

/// `meeting` as a noun: behind an article, an owner, an adjective or a preposition that takes one.
pub(super) fn is_noun(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let Some(token) = clause.at(at).filter(|token| token.says("meeting")) else {
        return false;
    };
    let with = clause.says(at + 1, &WITH) || clause.says(at + 1, &["between", "of"]);
    let Some(before) = clause.before(at) else { return with };
    if before.is_one_of(&[
        "was", "were", "is", "are", "been", "after", "before", "while", "when", "since", "by", "upon", "besides",
    ]) {
        return false;
    }
    // `Ana Sousa meeting with Li Wei`: a caption.
    let named = clause
        .sentence
        .mentions
        .iter()
        .any(|named| named.mention.whole.end == at && !before.owns);
    !(named && before.gap.is_plain()) || token.is_capital() && !clause.parsed.passage.loose
}

/// `denied that he had met`, `dismissed reports of a meeting`
pub(in crate::extract::meetings) fn is_denied(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let denies = [
        "denied",
        "denies",
        "deny",
        "denying",
        "debunked",
        "dismissed",
        "refuted",
        "rubbished",
        "rejected",
    ];
    let claims = [
        "that",
        "report",
        "reports",
        "claim",
        "claims",
        "story",
        "stories",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "allegation",
        "allegations",
        "having",
        "suggestion",
        "suggestions",
        "assertion",
        "meeting",
    ];
    (at.saturating_sub(16).max(clause.sentence.words.start)..at).any(|here| {
        let claim = clause
            .says(here, &denies)
            .then(|| (here + 1..here + 11).find(|claim| clause.says(*claim, &claims)))
            .flatten();
        // `rejected the claim during talks`: where it was denied.
        claim.is_some_and(|claim| !clause.any(claim + 1..at, &["during", "after", "following", "while"]))
    })
}

/// `had not, as was said, met`: what stands between commas parts the verb from its denial.
fn is_denied_aside(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let comma = |at: usize| clause.before(at).is_some_and(|before| before.gap.has(Gap::COMMA));
    comma(at)
        && (at.saturating_sub(14).max(clause.sentence.words.start + 1)..at).any(|here| {
            clause.says(here, &["not", "never"])
                && comma(here + 1)
                && clause.says(here - 1, &["had", "has", "have", "did", "was", "were"])
        })
}

/// Not so, or not yet.
pub(super) fn is_unreal(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    if is_denied(clause, at) || is_denied_aside(clause, at) || is_on_the_way(clause, at) {
        return true;
    }
    let from = at.saturating_sub(5).max(clause.sentence.words.start);
    for here in (from..at).rev() {
        let Some(token) = clause.at(here) else { break };
        if token.gap.has(Gap::SEMICOLON)
            || token.gap.has(Gap::DASH)
            || token.gap.has(Gap::COMMA) && !token.class.is(Class::DAY)
            || token.gap.has(Gap::QUOTE)
        {
            break;
        }
        if token.says("before") || token.says("until") || token.says("about") || token.says("able") {
            let noun = clause.says(here + 1, &["a", "the", "his", "her", "their", "an"]);
            if noun && here + 5 > at || token.says("until") {
                return true;
            }
            continue;
        }
        if token.class.is(Class::UNREAL) && (token.shape == Shape::Lower || !token.is_capital()) && !token.says("next")
        {
            let asked = token.is_one_of(&["asked", "requested", "invited"]) && !clause.any(here..at, &["to"]);
            // `did not only meet`
            if !asked && !clause.says(here + 1, &["only"]) {
                return true;
            }
        }
        // `managed to meet`, `gathered to discuss`
        let managed = clause.before(here).is_some_and(|before| {
            before.is_one_of(&["managed", "manage", "manages", "gathered", "assembled", "convened"])
        });
        if token.says("to") && managed {
            break;
        }
        if token.says("to") && (here + 1 == at || clause.says(here + 1, &["be", "have"]) && here + 3 >= at) {
            return true;
        }
        // `Ana Sousa, Li Wei to hold talks`, but `travelled to hold talks`
        let announced = || {
            let verb = Class::HOLD | Class::MEET | Class::RECEIVE | Class::DISCUSS;
            let named = |named: &Named| named.mention.whole.end == here;
            clause.class(here + 1).is(verb) && clause.sentence.mentions.iter().any(named)
        };
        if token.says("to") && here + 4 >= at && announced() {
            return true;
        }
        if token.says("ahead") && clause.says(here + 1, &["of"]) {
            return true;
        }
    }
    false
}

/// `will fly to Amman on Friday for a meeting`: whoever is still to come has not met.
pub(in crate::extract::meetings) fn is_on_the_way(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let words = clause.sentence.words.clone();
    let purpose = (at.saturating_sub(5).max(words.start)..at)
        .rev()
        .take_while(|here| clause.at(*here).is_some_and(|token| token.gap.is_plain()))
        .find(|here| clause.says(*here, &["for", "where"]));
    let Some(purpose) = purpose else { return false };
    (purpose.saturating_sub(14).max(words.start)..purpose)
        .rev()
        .take_while(|here| {
            clause
                .at(*here)
                .is_some_and(|token| !token.gap.has(Gap::STOP) && !token.gap.has(Gap::SEMICOLON))
        })
        .any(|here| {
            let to_come = clause.says(here, &["will", "would", "shall", "to"]);
            to_come && clause.says(here + 1, &GOING)
                || clause.says(here, &["due", "expected", "scheduled"])
                    && clause.says(here + 1, &["in", "at", "here", "back"])
        })
}

/// How one comes to a meeting, of what is to come.
const GOING: [&str; 14] = [
    "arrive", "come", "depart", "embark", "fly", "go", "head", "journey", "leave", "pay", "return", "tour", "travel",
    "visit",
];

/// `…, scheduled for Wednesday, was cancelled`
pub(super) fn is_called_off(clause: &Clause<'_, '_, '_>, from: usize) -> bool {
    (from..(from + 16).min(clause.sentence.words.end)).any(|at| {
        clause.says(
            at,
            &[
                "cancelled",
                "canceled",
                "postponed",
                "scrapped",
                "scheduled",
                "planned",
                "slated",
                "shelved",
                "aborted",
                "rescheduled",
                "pencilled",
                "penciled",
            ],
        ) || clause.says(at, &["due"]) && clause.says(at + 1, &["to"]) && clause.says(at + 2, &["be", "take"])
            || clause.says(at, &["put", "called"]) && clause.says(at + 1, &["off"])
            || clause.says(at, &["requested", "sought", "proposed"]) && clause.says(at.wrapping_sub(1), &["been"])
            || clause.says(at, &["fell", "falls"]) && clause.says(at + 1, &["through"])
            || clause.says(at, &["not", "never"])
                && (at + 1..at + 3).any(|at| clause.says(at, &["take", "took", "held", "happen", "happened"]))
            || clause.says(at, &["will"]) && (at + 1..at + 3).any(|at| clause.says(at, &["be", "take"]))
    })
}

pub(super) fn flags(clause: &Clause<'_, '_, '_>, at: usize, end: usize) -> (bool, bool, bool, bool) {
    let words = clause.sentence.words.clone();
    let near = at.saturating_sub(6).max(words.start)..(end + 1).max(at + 5).min(words.end);
    let call = near.clone().any(|at| {
        // `by video link` is often how somebody else took part.
        let film = clause.says(at, &["video"]) && !clause.says(at + 1, &["call", "conference", "conferencing"]);
        clause.class(at).is(Class::CALL) && !clause.says(at, &["called", "calls"]) && !film && is_call(clause, at)
    });
    // `spoke again, this time over Zoom`, `briefed X by video link`
    let by_wire = |here: usize| {
        let film = clause.says(here, &["video"]) && !clause.says(here + 1, &["link", "call", "conference"]);
        clause.class(here).is(Class::CALL)
            && !clause.says(here, &["online", "call", "calls", "called"])
            && !film
            && clause.says(here.wrapping_sub(1), &["over", "by", "via", "through"])
    };
    let far = match () {
        () if clause.class(at).is(Class::DISCUSS) => at + 10,
        () if clause.at(at).is_some_and(may_tell) => end + 4,
        () => at,
    };
    // Somebody else may have joined by wire.
    let wire = (at..far.min(words.end)).find(|here| by_wire(*here));
    let joined = ["joined", "joining", "part", "participated"];
    let call = call || wire.is_some_and(|wire| !clause.any(at..wire, &joined));
    let separate = clause.any(near.clone(), &["separately", "individually"])
        || clause.any(at.saturating_sub(2)..at + 3, &["separate"]);
    // `fondly recalled his meeting with X`
    let recalled = clause.class(at).is(Class::TALK)
        && clause.any(
            at.saturating_sub(4).max(words.start)..at,
            &["recalled", "recalling", "recalls", "remembered", "recollected"],
        );
    let once = clause.any(at.saturating_sub(2)..at, &["only"]) && clause.any(at + 1..at + 3, &["once", "twice"]);
    let earlier = recalled
        || once
        || clause.any(
            at.saturating_sub(4).max(words.start)..at,
            &["had", "previously", "last"],
        ) && !clause.any(at.saturating_sub(2)..at, &["has", "have"])
        || words.clone().any(|here| {
            clause.says(here, &["last"])
                && clause.says(here + 1, &["month", "year", "summer", "autumn", "spring", "winter"])
                && !is_of_else(clause, at, here + 1)
        });
    let other = clause.any(
        at.saturating_sub(8).max(words.start)..(at + 4).min(words.end),
        &[
            "also",
            "later",
            "again",
            "earlier",
            "another",
            "then",
            "separately",
            "meanwhile",
            "afterwards",
            "previously",
            "subsequently",
        ],
    );
    (call, separate, earlier, other)
}

/// A month or a year of something else than the meeting: `to discuss last year’s harvest`, `trade, which fell
/// in 2020`, `in the years to come`.
fn is_of_else(clause: &Clause<'_, '_, '_>, trigger: usize, at: usize) -> bool {
    clause.at(at).is_some_and(|token| token.owns)
        || clause.says(at + 1, &["to", "ahead"])
        || of_topic(clause, at, trigger)
        || trigger < at
            && (trigger + 1..at)
                .any(|here| clause.says(here, &["which", "who", "that", "will", "would"]) || is_topic(clause, here))
}

/// `last week`, `earlier this month`, `in 2021`: told without a day.
pub(super) fn is_vague(clause: &Clause<'_, '_, '_>, trigger: usize) -> bool {
    let words = clause.sentence.words.clone();
    let before =
        |at: usize, words: &[&str]| (1..4).any(|back| at.checked_sub(back).is_some_and(|at| clause.says(at, words)));
    // `met with then-governor X`, `the then minister`
    let near = trigger.saturating_sub(8).max(words.start)..(trigger + 12).min(words.end);
    let then = near.clone().any(|at| {
        clause.at(at).is_some_and(|token| {
            token
                .text
                .get(..5)
                .is_some_and(|head| head.eq_ignore_ascii_case("then-"))
        }) || clause.says(at, &["then"])
            && clause.class(at + 1).is(Class::OFFICE | Class::RANK | Class::MOD)
            && clause.at(at).is_some_and(|token| token.gap.is_plain())
    });
    if then {
        return true;
    }
    words.into_iter().any(|at| {
        let Some(token) = clause.at(at) else { return false };
        let period = token.is_one_of(&[
            "semaine",
            "mois",
            "semana",
            "mes",
            "mês",
            "woche",
            "monat",
            "settimana",
            "mese",
            "week",
            "month",
            "year",
            "weekend",
            "summer",
            "autumn",
            "spring",
            "winter",
            "decade",
            "weeks",
            "months",
            "years",
        ]) || token.class.is(Class::MONTH) && token.is_capital();
        let year = token.text.len() == 4
            && token.text.starts_with(['1', '2'])
            && token.text.bytes().all(|b| b.is_ascii_digit());
        if !period && !year || is_of_else(clause, trigger, at) {
            return false;
        }
        // `in May`, `in early May`, but `in Lima on May 5`
        let within = |words: &[&str]| {
            clause.says(at.wrapping_sub(1), words)
                || clause.says(at.wrapping_sub(1), &["early", "late", "mid", "the"])
                    && clause.says(at.wrapping_sub(2), words)
        };
        period
            && (within(&["in"])
                || before(
                    at,
                    &[
                        "last",
                        "earlier",
                        "previous",
                        "this",
                        "past",
                        "recent",
                        "before",
                        "ago",
                        "letzte",
                        "letzten",
                        "vergangene",
                        "vergangenen",
                    ],
                ))
            || year && within(&["in", "since", "of", "early", "late", "mid"])
            || period
                && clause.says(
                    at + 1,
                    &[
                        "ago",
                        "earlier",
                        "before",
                        "dernière",
                        "dernier",
                        "pasada",
                        "pasado",
                        "passada",
                        "passado",
                        "scorsa",
                        "scorso",
                    ],
                )
    })
}

/// A call, and no call for something.
pub(super) fn is_call(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let Some(token) = clause.at(at) else { return false };
    if token.says("call") {
        return !clause.says(
            at.wrapping_sub(1),
            &["courtesy", "farewell", "protocol", "office", "to"],
        ) && !clause.says(at + 1, &["for", "on", "to"]);
    }
    true
}

pub(super) fn is_passive(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let from = at.saturating_sub(4).max(clause.sentence.words.start);
    // `was speaking after receiving X`
    let active = clause.at(at).is_some_and(|token| token.text.ends_with("ing"));
    !active
        && (from..at)
            .rev()
            .take_while(|here| {
                clause
                    .at(*here)
                    .is_some_and(|token| token.shape == Shape::Lower && !token.gap.has(Gap::COMMA))
            })
            .any(|here| clause.says(here, &BE))
}
