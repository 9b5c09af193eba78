//! Days that are told beside a meeting: of a dateline, of the meeting before, of somebody in passing.

use super::roles::Clause;
use super::when::Hint;
use crate::clean::dates_in;
use crate::extract::lexicon::Class;
use crate::extract::tokens::{Gap, Shape, Token};
use crate::report::Evidence;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

const DATELINE: &str = "day-of-dateline";

/// Where the dateline ends that a paragraph begins with: `QUITO, 4 July 2022 (Andes Wire) –`.
pub(super) fn dateline(clause: &Clause<'_, '_, '_>) -> Option<usize> {
    let words = &clause.sentence.words;
    // `PORTO, Pa.` may end a sentence of its own.
    if words.start > 3 || clause.parsed.passage.headline || clause.parsed.passage.caption {
        return None;
    }
    // `Tue 11 Oct – Meeting with X`: what a diary tells has its day there.
    if clause.class(words.start).is(Class::DAY) && words.start == 0 {
        return None;
    }
    let dash = words.clone().take(16).find(|at| {
        let hour = || is_number(clause.at(*at)) && is_number(clause.at(*at + 1));
        clause
            .at(*at)
            .is_some_and(|token| token.gap.has(Gap::DASH) || token.gap.has(Gap::COLON) && !hour())
    });
    // `New York, September 24, 2019.`
    let short = (words.len() <= 8).then(|| words.end.saturating_sub(1));
    let end = dash.or(short)?;
    let verb = (words.start..=end).any(|at| {
        clause.at(at).is_some_and(|token| {
            token.shape == Shape::Lower && token.class.is(Class::VERB | Class::MEET | Class::RECEIVE | Class::HOLD)
        })
    });
    (!verb).then(|| clause.at(end).map(|token| token.end)).flatten()
}

/// Digits alone, as on both sides of the colon of `5:40`.
fn is_number(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| token.text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The full date of a dateline.
pub(super) fn dateline_day(clause: &Clause<'_, '_, '_>) -> Option<(Date, Evidence)> {
    let end = dateline(clause)?;
    let first = clause.at(clause.sentence.words.start)?.start;
    let text = clause.parsed.passage.text.get(first..end)?;
    let date = dates_in(text).into_iter().next()?;
    let words = text.get(date.span.clone())?;
    Some((date.day?, clause.parsed.passage.evidence(words, DATELINE)))
}

/// The days of one meeting, moved to those of another: `the following day`.
pub(super) fn shifted(hints: &[Hint], by: i32) -> Vec<Hint> {
    let moved = |hint: &Hint| {
        Some(match hint {
            Hint::Weekday(day, words) | Hint::LastWeekday(day, words) => {
                Hint::Weekday(day.wrapping_add(by), words.clone())
            }
            Hint::Day(day, words) => Hint::Day(day.checked_add(by.days()).ok()?, words.clone()),
            Hint::Ago(ago, words) => Hint::Ago(ago + by, words.clone()),
            known if by == 0 => known.clone(),
            Hint::MonthDay(..) | Hint::Doubtful(..) => return None,
        })
    };
    hints.iter().filter_map(moved).collect()
}

/// Days between the meeting told before and what a sentence tells: `the following day`, `the day before`.
pub(super) fn days_on(clause: &Clause<'_, '_, '_>) -> Option<i32> {
    let words = clause.sentence.words.clone();
    words.into_iter().find_map(|at| {
        if !clause.says(at, &["day"])
            || !clause.says(at.wrapping_sub(1), &["the", "following", "next", "previous", "a"])
        {
            return None;
        }
        let the = clause.says(at.wrapping_sub(1), &["the"]) || clause.says(at.wrapping_sub(1), &["a"]);
        let free = clause.at(at + 1).is_some_and(|token| !token.gap.is_plain());
        match () {
            () if clause.says(at.wrapping_sub(1), &["following", "next"]) => Some(1),
            () if clause.says(at.wrapping_sub(1), &["previous"]) => Some(-1),
            () if the && (clause.says(at + 1, &["after"]) && free || clause.says(at + 1, &["later"])) => Some(1),
            () if the && (clause.says(at + 1, &["before"]) && free || clause.says(at + 1, &["earlier"])) => Some(-1),
            () => None,
        }
    })
}

/// The day is told of somebody, not of the meeting: `Sousa, who landed on Monday, had met …`.
pub(super) fn aside(clause: &Clause<'_, '_, '_>, at: usize, trigger: usize) -> bool {
    clause.sentence.mentions.iter().any(|named| {
        let mention = &named.mention;
        mention.name.end.max(mention.core.end) <= at
            && mention.whole.contains(&at)
            && !(mention.core.end..mention.whole.end).contains(&trigger)
            && clause.any(mention.core.end..at, &["who", "whose"])
    })
}

/// The weekday that a word names.
pub(super) fn weekday(token: &Token<'_>) -> Option<Weekday> {
    if !token.class.is(Class::DAY) {
        return None;
    }
    let lower = token.text.to_lowercase();
    // `Dienstagabend`
    let parts = ["abend", "nachmittag", "vormittag", "mittag", "morgen", "nacht"];
    let day = lower
        .find("tag")
        .map(|at| at + 3)
        .and_then(|at| lower.split_at_checked(at));
    let lower = match day {
        Some((day, part)) if parts.contains(&part) => day.to_owned(),
        _ => lower,
    };
    Some(match lower.trim_end_matches('.') {
        "mon" if token.is_capital() => Weekday::Monday,
        "tue" | "tues" if token.is_capital() => Weekday::Tuesday,
        "wed" if token.is_capital() => Weekday::Wednesday,
        "thu" | "thur" | "thurs" if token.is_capital() => Weekday::Thursday,
        "fri" if token.is_capital() => Weekday::Friday,
        "monday" | "lunes" | "lundi" | "montag" | "segunda-feira" | "lunedì" | "pazartesi" => Weekday::Monday,
        "tuesday" | "martes" | "mardi" | "dienstag" | "terça-feira" | "martedì" | "salı" => Weekday::Tuesday,
        "wednesday" | "miércoles" | "mercredi" | "mittwoch" | "quarta-feira" | "mercoledì" | "çarşamba" => {
            Weekday::Wednesday
        }
        "thursday" | "jueves" | "jeudi" | "donnerstag" | "quinta-feira" | "giovedì" | "perşembe" => Weekday::Thursday,
        "friday" | "viernes" | "vendredi" | "freitag" | "sexta-feira" | "venerdì" | "cuma" => Weekday::Friday,
        "saturday" | "sábado" | "samedi" | "samstag" | "sonnabend" | "sabato" | "cumartesi" => Weekday::Saturday,
        "sunday" | "domingo" | "dimanche" | "sonntag" | "domenica" => Weekday::Sunday,
        "pazar" if token.is_capital() => Weekday::Sunday,
        _ => return None,
    })
}

/// The name of a weekday in English.
pub(super) fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
