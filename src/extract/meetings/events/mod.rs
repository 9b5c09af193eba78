//! What a sentence tells of meetings: its verbs and nouns of meeting, with the people on both sides.

mod abroad;
mod gathered;
mod meet;
mod presence;
mod real;
mod talk;
mod tell;

use meet::{discuss, meet, object_pronoun, receive};
use presence::presence;
use real::{flags, is_called_off, is_noun, is_passive, is_unreal, is_vague};
pub(super) use real::{is_denied, is_on_the_way};
use talk::{hold, talk};
use tell::{beside, may_tell, tell};

use super::roles::{Clause, Side};
use crate::extract::lexicon::Class;
use crate::extract::tokens::{Gap, Shape};
use std::ops::Range;

/// Something that a sentence tells of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) sort: Sort,
    /// The subject's side, places among the mentions of the sentence.
    pub(super) left: Vec<usize>,
    /// The other side.
    pub(super) right: Vec<usize>,
    /// Somebody without a name took part.
    pub(super) unnamed: bool,
    /// Who is meant by `he` or `they` is to be looked up.
    pub(super) pronoun: Pronoun,
    /// By telephone or video.
    pub(super) call: bool,
    /// Each of the right side was met on its own.
    pub(super) separate: bool,
    /// `had met`: before what the report is about.
    pub(super) earlier: bool,
    /// `last week`, `in 2021`: some day that is not told.
    pub(super) vague: bool,
    /// `also`, `later`, `another`: not the meeting that was told before.
    pub(super) other: bool,
    /// `the same day`
    pub(super) same_day: bool,
    /// The word that tells.
    pub(super) trigger: usize,
    /// Where it ends: its verb, and its people.
    pub(super) end: usize,
}

impl Event {
    /// People side by side in a picture.
    pub(super) fn pictured(clause: &Clause<'_, '_, '_>, side: Side) -> Self {
        let start = clause.sentence.words.start;
        let mut event = build(clause, start, side, Side::default(), Sort::Talking);
        event.end = clause.sentence.words.end;
        event
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// People meet.
    Meeting,
    /// Others are there too.
    Presence,
    /// One speaks to another: they have met, or do.
    Talking,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pronoun {
    #[default]
    None,
    /// `he`
    One,
    /// `they`, `the two leaders`
    All,
    /// `the visitor`
    Guest,
    /// `we`: whoever speaks.
    Speaker,
}

const WITH: [&str; 8] = ["with", "con", "avec", "mit", "com", "ile", "ilə", "met"];
const BY: [&str; 7] = ["by", "por", "par", "von", "da", "dal", "pelo"];
const BE: [&str; 31] = [
    "was", "were", "been", "be", "is", "are", "being", "fue", "fueron", "été", "fut", "wurde", "wurden", "foi",
    "foram", "stato", "stata", "venne", "è", "sido", "got", "ser", "stati", "state", "furono", "fu", "fuimos",
    "siendo", "fomos", "sendo", "furent",
];

/// Events that are told of one sentence; each looks through all of it.
const MOST: usize = 40;

/// The events of a sentence, in order.
pub(super) fn events(clause: &Clause<'_, '_, '_>) -> Vec<Event> {
    let mut found: Vec<Event> = Vec::new();
    let mut at = clause.sentence.words.start;
    while at < clause.sentence.words.end && found.len() < MOST {
        let event = event(clause, at).filter(|event| event.end > at);
        if let Some(event) = event {
            // A noun goes on with what its verb began: `held talks`.
            at = event.trigger.max(at) + 1;
            if !found
                .iter()
                .any(|known| known.sort == event.sort && known.trigger == event.trigger)
            {
                found.push(event);
            }
        } else {
            at += 1;
        }
    }
    found
}

fn event(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    if clause.tongue().is_known() {
        return abroad::event(clause, at);
    }
    let token = clause.at(at)?;
    let telling = Class::MEET | Class::RECEIVE | Class::HOLD | Class::DISCUSS | Class::ATTEND | Class::TALK;
    if !token.class.is(telling) && !clause.parsed.passage.caption && !may_tell(token) {
        return None;
    }
    let loose = clause.parsed.passage.loose || clause.parsed.passage.headline;
    let inside = clause
        .sentence
        .mentions
        .iter()
        .any(|named| named.mention.core.contains(&at));
    if inside
        || token.shape != Shape::Lower && !loose && at > clause.sentence.words.start && token.shape != Shape::Capital
    {
        return None;
    }
    let class = token.class;
    if class.is(Class::MEET)
        && !is_noun(clause, at)
        && let Some(event) = meet(clause, at)
    {
        return Some(event);
    }
    if class.is(Class::RECEIVE)
        && let Some(event) = receive(clause, at)
    {
        return Some(event);
    }
    if class.is(Class::HOLD)
        && let Some(event) = hold(clause, at)
    {
        return Some(event);
    }
    if class.is(Class::DISCUSS)
        && let Some(event) = discuss(clause, at)
    {
        return Some(event);
    }
    if class.is(Class::ATTEND)
        && let Some(event) = presence(clause, at)
    {
        return Some(event);
    }
    if class.is(Class::TALK) {
        return talk(clause, at);
    }
    if clause.parsed.passage.caption && token.is_one_of(&WITH) {
        return beside(clause, at);
    }
    tell(clause, at)
}

fn build(clause: &Clause<'_, '_, '_>, at: usize, left: Side, right: Side, sort: Sort) -> Event {
    let end = right.end.max(at + 1);
    let (call, separate, earlier, other) = flags(clause, at, end);
    let separate = separate || right.apart;
    Event {
        sort,
        left: left.mentions,
        right: right.mentions,
        unnamed: left.unnamed || right.unnamed,
        pronoun: Pronoun::None,
        call,
        separate,
        earlier,
        vague: is_vague(clause, at),
        other,
        same_day: clause.sentence.words.clone().any(|at| {
            let day =
                || (at + 1..at + 3).any(|at| clause.says(at, &["day", "evening", "morning", "afternoon", "occasion"]));
            clause.says(at, &["then", "afterwards", "subsequently", "thereafter"])
                && !clause.class(at + 1).is(Class::OFFICE | Class::RANK | Class::MOD)
                || clause.says(at, &["the"])
                    && clause.says(at.wrapping_sub(1), &["in"])
                    && clause.says(at + 1, &["evening", "afternoon", "morning", "day"])
                || clause.says(at, &["same"]) && day()
                || clause.says(at, &["that"]) && clause.says(at + 1, &["day", "evening", "morning", "afternoon"])
        }),
        trigger: at,
        end,
    }
}

/// Finds who `he`, `they` or `we` before a verb stands for.
fn subject(clause: &Clause<'_, '_, '_>, at: usize) -> (Side, Pronoun) {
    if let Some(word) = clause.pronoun(at) {
        let pronoun = match word.to_lowercase().as_str() {
            "they" | "both" | "two" | "pair" | "duo" | "trio" | "leaders" | "sides" | "ministers" => Pronoun::All,
            "we" | "i" => Pronoun::Speaker,
            _ => Pronoun::One,
        };
        // `Leahy said he had met`: who speaks in the sentence.
        let side = clause.left(at);
        if pronoun == Pronoun::One && !side.mentions.is_empty() {
            return (side, Pronoun::None);
        }
        return (
            Side {
                end: at,
                ..Side::default()
            },
            pronoun,
        );
    }
    let mut side = clause.left(at);
    if let Some(first) = side.mentions.first().copied()
        && let Some(speaker) = and_pronoun(clause, first)
        && !side.mentions.contains(&speaker)
    {
        side.mentions.insert(0, speaker);
    }
    if side.same || side.guest {
        side.unnamed = false;
        let pronoun = if side.guest { Pronoun::Guest } else { Pronoun::One };
        return (side, pronoun);
    }
    (side, Pronoun::None)
}

/// `Sousa said that he and Dahl had met X`: who is meant by the pronoun before the first of a list.
fn and_pronoun(clause: &Clause<'_, '_, '_>, first: usize) -> Option<usize> {
    let start = clause.mention(first)?.mention.whole.start;
    let and = start.checked_sub(1).filter(|and| clause.says(*and, &["and"]))?;
    let pronoun = and.checked_sub(1).filter(|at| clause.says(*at, &["he", "she"]))?;
    let speaker = clause.subject()?;
    (clause.mention(speaker)?.mention.whole.end <= pronoun).then_some(speaker)
}

/// An event needs people on both sides, or two on one.
fn complete(clause: &Clause<'_, '_, '_>, mut event: Event) -> Option<Event> {
    if event.left.is_empty() && event.pronoun == Pronoun::None && !event.right.is_empty() {
        // `After meeting X, Y said …`
        let side = clause.subject_behind(event.end);
        if !side.mentions.is_empty() {
            event.left = side.mentions;
            event.left.retain(|nth| !event.right.contains(nth));
        } else if let Some(subject) = clause.subject().filter(|nth| !event.right.contains(nth)) {
            event.left = vec![subject];
        } else {
            event.pronoun = Pronoun::One;
        }
    }
    let people = event.left.len() + event.right.len();
    let told = people >= 2
        || people == 1 && (event.unnamed || event.pronoun != Pronoun::None)
        || event.pronoun != Pronoun::None && event.unnamed
        || event.pronoun == Pronoun::All;
    told.then_some(event)
}

/// The word behind the next `by`.
fn by(clause: &Clause<'_, '_, '_>, from: usize, reach: usize) -> Option<usize> {
    next(clause, from, reach, &BY)
}

/// The word behind the next `with`.
fn with(clause: &Clause<'_, '_, '_>, from: usize, reach: usize) -> Option<usize> {
    next(clause, from, reach, &WITH)
}

fn next(clause: &Clause<'_, '_, '_>, from: usize, reach: usize, words: &[&str]) -> Option<usize> {
    for here in from..(from + reach).min(clause.sentence.words.end) {
        let token = clause.at(here)?;
        if token.is_one_of(words) {
            return Some(here + 1);
        }
        let verb = token.shape == Shape::Lower
            && token.class.is(Class::VERB | Class::SAY)
            && !token.class.is(Class::TALK | Class::OFFICE | Class::MOD);
        if verb
            || token.gap.has(Gap::STOP)
            || token.gap.has(Gap::SEMICOLON)
            || token.is_one_of(&["who", "which", "that", "after", "before"])
                && !clause.says(here + 1, &["day", "morning", "afternoon", "evening", "night"])
        {
            return None;
        }
    }
    None
}

/// The words that an event is told with: its part of the sentence.
pub(super) fn span(clause: &Clause<'_, '_, '_>, event: &Event) -> Range<usize> {
    let mentions = event
        .left
        .iter()
        .chain(&event.right)
        .filter_map(|nth| clause.mention(*nth));
    let (mut start, mut end) = (event.trigger, event.end);
    for named in mentions {
        start = start.min(named.mention.whole.start);
        end = end.max(named.mention.whole.end);
    }
    start..end.min(clause.sentence.words.end)
}
