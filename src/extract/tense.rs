//! Whether a sentence tells a date as past, or speaks of what is to come: by the verbs of the clause in
//! which the date stands.

use super::words::{List, in_list, list, lowered};
use crate::clean::StatedDate;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// The sentences of a text. A stop behind a short word with a capital (`Gen.`, `Dr.`) ends none.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['.', '!', '?', '…']) {
        let end = at + sign.len();
        let rest = text.get(end..).unwrap_or_default();
        let closing = rest.len() - rest.trim_start_matches(['"', '”', '’', '»', ')', '“']).len();
        let next = rest.get(closing..).unwrap_or_default();
        if !next.starts_with(' ') || next.trim_start().starts_with(char::is_lowercase) {
            continue;
        }
        let word = word_before(text, at);
        let capital = text
            .get(at.saturating_sub(word.len())..at)
            .is_some_and(|word| word.starts_with(char::is_uppercase));
        if sign == "."
            && closing == 0
            && capital
            && word.chars().count() <= 4
            && !word.bytes().any(|byte| byte.is_ascii_digit())
        {
            continue;
        }
        sentences.push(start..end + closing);
        start = end + closing;
    }
    sentences.push(start..text.len());
    sentences
}

/// What the words of a clause say of the time it speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    /// To come, wished for, or no more than possible.
    Open,
    Unsaid,
}

/// Whether the sentence tells the date as past: by the clause in which it stands, or, where that has no
/// verb, by the nearest that has one, those behind it first. `since`: words such as `since` stand before it.
pub(super) fn is_past(
    text: &str,
    sentence: &Range<usize>,
    date: &Range<usize>,
    since: bool,
    dates: &[StatedDate],
) -> bool {
    let clauses = clauses(text, sentence, dates);
    let Some(own) = clauses
        .iter()
        .position(|clause| clause.start <= date.start && date.start < clause.end)
    else {
        return false;
    };
    let tense_at = |nth: usize| {
        clauses
            .get(nth)
            .map_or(Tense::Unsaid, |clause| tense(text, clause, date))
    };
    match tense_at(own) {
        Tense::Open => return false,
        Tense::Past => return true,
        Tense::Unsaid if since => return true,
        Tense::Unsaid => {}
    }
    let others = (own + 1..clauses.len()).chain((0..own).rev());
    others.map(tense_at).find(|tense| *tense != Tense::Unsaid) == Some(Tense::Past)
}

/// The parts of a sentence between its signs; those within a date set nothing apart.
fn clauses(text: &str, sentence: &Range<usize>, dates: &[StatedDate]) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = sentence.start;
    let words = text.get(sentence.clone()).unwrap_or_default();
    for (at, sign) in words.match_indices([',', ';', ':', '—', '–', '(', ')', '“', '”', '"']) {
        let at = sentence.start + at;
        let in_date = dates.iter().any(|date| date.span.contains(&at));
        let in_number = text
            .get(at + sign.len()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if !in_date && !in_number {
            clauses.push(start..at);
            start = at + sign.len();
        }
    }
    clauses.push(start..sentence.end);
    clauses
}

/// Words with which something lies ahead, or may not happen at all.
static AHEAD: List = LazyLock::new(|| {
    list(
        "will shall would should could might may can ll going due next upcoming coming forthcoming future until till ahead \
     toward towards if unless whether agenda roadmap vision deadline election elections candidate bid mandate term tomorrow \
     discuss discusses discussed discussing prepare prepares prepared preparing preparation preparations set ready scheduled slated hopeful \
     planned plans plan planning expected expects expect intends intended proposed proposes proposal invited invites aims aimed hopes hoped \
     pledged pledges vowed promised promises committed agreed agrees urged calls called postponed extended looks looking seeks sought \
     target targets goal goals budget forecast projected eyeing",
    )
});

/// Verbs with which people speak: their past says nothing of the dates they speak of.
static SPEAKS: List = LazyLock::new(|| {
    list(
        "said told added stressed noted stated underlined emphasised emphasized reiterated affirmed expressed warned explained \
     asked replied declared mentioned highlighted pointed welcomed announced reviewed addressed focused talked spoke argued insisted \
     considered concerned interested related needed wanted",
    )
});

/// Forms of the past that do not end as most do, and words that only the past has.
static PAST: List = LazyLock::new(|| {
    list(
        "was were had did been met held took taken began begun left died won fought fell rose broke came went gave given got made led \
     lost built sent spent kept saw seen stood struck thought wrote written drew fled grew ran sat sold withdrew became chosen sworn born \
     despite having ago recalls recalled since founded former late previous previously last paid shot hung bought brought caught taught",
    )
});

fn tense(text: &str, clause: &Range<usize>, date: &Range<usize>) -> Tense {
    let words = text.get(clause.clone()).unwrap_or_default();
    let mut past = false;
    let mut previous = Cow::Borrowed("");
    let mut next = clause.start;
    let is_gap = |c: char| !(c.is_alphanumeric() || c == '-');
    for piece in words.split_inclusive(is_gap) {
        let at = next;
        next += piece.len();
        let word = piece.trim_end_matches(is_gap);
        if word.is_empty() {
            continue;
        }
        if date.contains(&at) {
            previous = Cow::Borrowed("");
            continue;
        }
        let lower = lowered(word);
        let begins = text
            .get(clause.start..at)
            .is_some_and(|before| before.trim().is_empty());
        let capital = word.starts_with(char::is_uppercase) && !begins;
        // An infinitive before the date: `to visit in 2026`, `is to open in May`
        let infinitive = previous == "to"
            && at < date.start
            && !capital
            && !in_list("the a an his her its their this that which whom", &lower)
            && lower.bytes().all(|byte| byte.is_ascii_lowercase());
        if infinitive || (!capital && AHEAD.contains(&*lower)) {
            return Tense::Open;
        }
        // Who speaks on a day has spoken: `said on 4 July 2022`
        let speaks_then = text
            .get(at + word.len()..date.start)
            .is_some_and(|between| matches!(between.trim(), "" | "on" | "in"));
        let is_past = match SPEAKS.contains(&*lower) {
            true => speaks_then,
            false => PAST.contains(&*lower) || (lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed")),
        };
        past |= is_past && !capital;
        previous = lower;
    }
    if past { Tense::Past } else { Tense::Unsaid }
}

/// The word before `at`, in small letters.
pub(super) fn word_before(text: &str, at: usize) -> String {
    let head = text.get(..at).unwrap_or_default().trim_end();
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '-' | '’' | '\''))
        .last();
    let word = start.and_then(|(start, _)| head.get(start..)).unwrap_or_default();
    word.to_lowercase()
}
