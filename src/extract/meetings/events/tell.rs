//! People who speak to each other, or stand side by side in a picture.

use super::*;
use crate::extract::tokens::Token;
use crate::extract::words::lowered;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// `Ana Sousa, left, with Li Wei in Quito`: a caption without a verb.
pub(super) fn beside(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let left = clause.left(at);
    let right = clause.right(at + 1);
    let near = left
        .mentions
        .last()
        .and_then(|nth| clause.mention(*nth))
        .is_some_and(|named| named.mention.whole.end + 4 >= at);
    (near && !right.mentions.is_empty()).then(|| build(clause, at, left, right, Sort::Meeting))
}

const DIRECT: [&str; 5] = ["told", "assured", "briefed", "reminded", "informed"];
const ASKED: [&str; 3] = ["asked", "urged", "requested"];
const HANDED: [&str; 5] = ["handed", "presented", "delivered", "gave", "introduced"];

/// Whether [`tell()`] can find anything at a word.
pub(super) fn may_tell(token: &Token<'_>) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| DIRECT.iter().chain(&ASKED).chain(&HANDED).copied().collect());
    // Asked at every word: by length first.
    token.shape == Shape::Lower && (4..=10).contains(&token.text.len()) && WORDS.contains(&*lowered(token.text))
}

/// `X told Y`, `X handed a letter to Y`: people who speak to each other are together.
pub(super) fn tell(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let token = clause.at(at)?;
    if !may_tell(token) {
        return None;
    }
    let direct = token.is_one_of(&DIRECT);
    // `asked X, in the course of a meeting, to …`
    let words = clause.sentence.words.clone();
    let met = || {
        words.clone().any(|here| {
            clause.class(here).is(Class::TALK)
                && (here.saturating_sub(4)..here).any(|before| clause.says(before, &["during", "in", "at", "course"]))
                && clause.any(here.saturating_sub(3)..here, &["a", "the", "their", "his", "her"])
                && !clause.says(here, &["visit", "visits", "summit", "conference", "sessions"])
        }) || clause.parsed.passage.first
    };
    let direct = direct || token.is_one_of(&ASKED) && met();
    let handed = token.is_one_of(&HANDED);
    if !(direct || handed) || is_unreal(clause, at) {
        return None;
    }
    let (left, pronoun) = subject(clause, at);
    // `X was briefed by Y`
    if is_passive(clause, at) {
        let right = clause.right(by(clause, at + 1, 6).filter(|_| token.says("briefed"))?);
        let event = build(clause, at, left, right, Sort::Talking);
        return (!event.left.is_empty() && !event.right.is_empty()).then_some(event);
    }
    if token.says("briefed")
        && let Some(event) = object_pronoun(
            clause,
            at,
            Side {
                mentions: left.mentions.clone(),
                ..Side::default()
            },
        )
    {
        return Some(Event {
            sort: Sort::Talking,
            ..event
        })
        .filter(|event| !event.left.is_empty());
    }
    let somebody = |at| {
        let mut mentions = clause.sentence.mentions.iter();
        mentions.any(|named| named.mention.whole.start == at && named.who.is_some())
    };
    let from = if direct || somebody(at + 1) {
        at + 1
    } else {
        next(clause, at + 1, 12, &["to"])?
    };
    let right = clause.right(from);
    let near = right
        .mentions
        .first()
        .and_then(|nth| clause.mention(*nth))
        .is_some_and(|named| named.mention.whole.start <= from + if right.unnamed { 10 } else { 1 });
    let apart = clause.any(
        clause.sentence.words.clone(),
        &[
            "letter",
            "statement",
            "email",
            "e-mail",
            "court",
            "parliament",
            "rally",
            "message",
            "hearing",
            "tweet",
            "post",
        ],
    ) && direct;
    if !near || apart || left.mentions.is_empty() {
        return None;
    }
    let mut event = build(clause, at, left, right, Sort::Talking);
    event.left.retain(|nth| !event.right.contains(nth));
    event.pronoun = pronoun;
    event.unnamed = false;
    (!event.left.is_empty() && !event.right.is_empty()).then_some(event)
}
