//! Days and places that a sentence tells of something else than the meeting: of what was spoken about, or is
//! prepared. `discussed preparations for the summit in Lima on May 5`, `reviewed the outcome of the July 20
//! elections`.

use super::roles::Clause;
use super::topics;
use crate::extract::lexicon::Class;
use crate::extract::tokens::{Gap, Shape};
use std::ops::Range;

/// What stands behind them is told of something to come, or of a topic.
const LEADS: [&str; 8] = [
    "preparations",
    "preparation",
    "invitation",
    "invited",
    "ahead",
    "upcoming",
    "forthcoming",
    "outcome",
];

/// What has a day and a place of its own.
const OCCASIONS: [&str; 53] = [
    "accord",
    "agreement",
    "anniversary",
    "assembly",
    "attack",
    "attacks",
    "battle",
    "blast",
    "bombing",
    "bombings",
    "ceasefire",
    "celebrations",
    "census",
    "ceremony",
    "clashes",
    "conference",
    "congress",
    "crisis",
    "deal",
    "demonstrations",
    "earthquake",
    "election",
    "elections",
    "exhibition",
    "explosion",
    "festival",
    "floods",
    "forum",
    "games",
    "inauguration",
    "incident",
    "massacre",
    "memorandum",
    "operation",
    "polls",
    "protests",
    "raid",
    "referendum",
    "resolution",
    "ruling",
    "shooting",
    "strike",
    "strikes",
    "summit",
    "summits",
    "tournament",
    "treaty",
    "truce",
    "verdict",
    "visit",
    "vote",
    "war",
    "withdrawal",
];

/// Words that bind a day or a place to what stands before them: `the treaty signed in Lima`.
const BOUND: [&str; 13] = [
    "signed",
    "adopted",
    "concluded",
    "scheduled",
    "planned",
    "slated",
    "due",
    "expected",
    "launched",
    "reached",
    "opened",
    "inaugurated",
    "hosted",
];

/// Whether the day or the place at `at` is of a topic, or of an occasion that was spoken about, and not of
/// the meeting told at `trigger`.
pub(super) fn of_topic(clause: &Clause<'_, '_, '_>, at: usize, trigger: usize) -> bool {
    // `to be held in Geneva`
    let held =
        clause.says(at.wrapping_sub(1), &["held", "hosted", "convened"]) && clause.says(at.wrapping_sub(2), &["be"]);
    held || at > trigger && lead(clause, trigger, at).is_some_and(|lead| occasion(clause, lead + 1..at))
}

/// The word nearest before a day that leads to a topic, behind or at the word that tells of the meeting.
fn lead(clause: &Clause<'_, '_, '_>, trigger: usize, at: usize) -> Option<usize> {
    (trigger..at)
        .rev()
        .take_while(|here| {
            clause
                .at(*here)
                .is_some_and(|token| !token.gap.has(Gap::STOP) && !token.gap.has(Gap::SEMICOLON))
        })
        .find(|here| is_topic(clause, *here))
}

/// Whether a word leads to a topic.
pub(super) fn is_topic(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    clause.says(at, &LEADS) || !clause.class(at).is(Class::TALK) && topics::begins(clause, at).is_some()
}

/// Whether there is an occasion between these words that nothing parts from what stands behind them.
fn occasion(clause: &Clause<'_, '_, '_>, between: Range<usize>) -> bool {
    let Some(noun) = between.clone().rev().find(|here| {
        let lower = clause.at(*here).is_some_and(|token| token.shape == Shape::Lower);
        lower && clause.says(*here, &OCCASIONS) || clause.says(*here, &BOUND)
    }) else {
        return false;
    };
    // `discussed the elections during their talks on Monday`
    !(noun + 1..between.end).any(|here| {
        clause.class(here).is(Class::TALK) || clause.says(here, &["during", "when", "where", "while", "met"])
    }) && !(between.start..noun).any(|here| clause.says(here, &["during", "at", "sidelines"]))
}

/// `the July 20 elections`: the day says which, and stands before its noun.
pub(super) fn says_which(clause: &Clause<'_, '_, '_>, day: &Range<usize>) -> bool {
    let which = clause
        .before(day.start)
        .is_some_and(|before| before.is_one_of(&["the", "a", "its", "his", "her", "their", "this"]));
    let plain = clause.before(day.end).is_some_and(|last| last.gap.is_plain());
    which
        && plain
        && clause.at(day.end).is_some_and(|next| {
            next.shape == Shape::Lower
                && !next
                    .class
                    .is(Class::FUNC | Class::TALK | Class::MEET | Class::VERB | Class::SAY)
                && !next.is_one_of(&["morning", "afternoon", "evening", "night", "noon"])
        })
}
