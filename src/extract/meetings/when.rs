//! When people met: by the weekday against the day of publication, or by a date that is stated.

use super::ago::{ago, is_of_another, is_told_on};
use super::beside::{of_topic, says_which};
use super::dates::Dates;
use super::days::{aside, name, weekday};
use super::roles::Clause;
use crate::extract::lexicon::Class;
use crate::extract::tokens::Shape;
use crate::report::{DateBounds, Evidence, Stated};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

const WEEKDAY: &str = "weekday-of-meeting";
const STATED: &str = "date-of-meeting";
const RELATIVE: &str = "day-told-from-publication";
const FIXED: &str = "weekday-and-publication";
const PUBLISHED: &str = "told-before-publication";
const DOUBT: &str = "days-that-disagree";

/// A word about the day that stands near the word that tells of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Weekday(Weekday, Evidence),
    /// `last Monday`, said on a Monday, is not today.
    LastWeekday(Weekday, Evidence),
    Day(Date, Evidence),
    MonthDay(i8, i8, Evidence),
    /// Days before publication: `today`, `yesterday`.
    Ago(i32, Evidence),
    /// A date whose own weekday says otherwise.
    Doubtful(Date, Weekday, Evidence),
}

/// The day that a sentence tells, the nearest to the word at `trigger`; with `alone`, that word is the only
/// one that tells of a meeting, and any day of the sentence is its.
pub(super) fn hints(clause: &Clause<'_, '_, '_>, dates: &Dates, trigger: usize) -> Vec<Hint> {
    let dates = dates.found(clause);
    let mut found: Vec<(usize, Hint)> = Vec::new();
    let evidence = |words: &str, rule| clause.parsed.passage.evidence(words, rule);
    let distance = |at: usize| {
        if at < trigger {
            (trigger - at) * 3 / 2
        } else {
            at - trigger
        }
    };
    for date in &dates.dates {
        let at = clause
            .sentence
            .words
            .clone()
            .find(|at| {
                clause
                    .at(*at)
                    .is_some_and(|token| token.end > date.span.start + dates.start)
            })
            .unwrap_or(trigger);
        let words = dates.text(clause, date);
        let since = clause.says(at.wrapping_sub(1), &["since", "until", "till", "from", "by", "before"]);
        // `from 29 November to 8 December`
        let range = clause.says(at.wrapping_sub(1), &["to", "through", "and"])
            && clause.any(at.saturating_sub(7)..at, &["from", "between"])
            // `del 22 al 24 de agosto`
            || clause.tongue().is_known()
                && clause.says(at.wrapping_sub(1), &["al", "au", "ao", "bis", "a", "à", "e", "et"])
                && clause.at(at.wrapping_sub(2)).is_some_and(|day| day.text.starts_with(|c: char| c.is_ascii_digit()))
                && clause.any(at.saturating_sub(5)..at, &["del", "du", "vom", "dal", "de", "entre", "do", "desde", "tra"]);
        // `November 13-16`
        let rest = clause
            .parsed
            .passage
            .text
            .get(date.span.end + dates.start..)
            .unwrap_or_default();
        let range = range
            || rest
                .strip_prefix(['-', '–'])
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let end = (at..clause.sentence.words.end)
            .find(|here| {
                clause
                    .at(*here)
                    .is_none_or(|token| token.start >= date.span.end + dates.start)
            })
            .unwrap_or(clause.sentence.words.end);
        let other = says_which(clause, &(at..end)) || of_topic(clause, at.saturating_sub(1), trigger);
        if since || range || other || aside(clause, at, trigger) {
            continue;
        }
        let hint = match (date.day, date.month_day, date.doubtful, date.weekday) {
            (Some(day), ..) => Hint::Day(day, evidence(words, STATED)),
            (_, Some((month, day)), ..) => Hint::MonthDay(month, day, evidence(words, STATED)),
            (.., Some(day), Some(weekday)) => Hint::Doubtful(day, weekday, evidence(words, STATED)),
            _ => continue,
        };
        found.push((distance(at), hint));
    }
    for at in clause.sentence.words.clone() {
        let Some(token) = clause.at(at) else { continue };
        // `Mr. Sunday Sousa`
        let inside = |named: &crate::extract::people::Named| named.who.is_some() && named.mention.name.contains(&at);
        if token.class.is(Class::DAY) && clause.sentence.mentions.iter().any(inside) {
            continue;
        }
        if let Some(day) = weekday(token) {
            let before = clause.at(at.wrapping_sub(1));
            let coming = before.is_some_and(|before| {
                before.is_one_of(&[
                    "next",
                    "coming",
                    "since",
                    "until",
                    "till",
                    "by",
                    "every",
                    "each",
                    "from",
                    "próximo",
                    "próxima",
                    "prochain",
                    "prossimo",
                    "nächsten",
                    "kommenden",
                    "desde",
                    "depuis",
                    "seit",
                    "dal",
                    "dalla",
                    "cada",
                    "chaque",
                    "jeden",
                ])
            });
            // `Sunday’s election`, but `Sunday’s meeting`
            let owner = token.owns && !(at + 1..at + 3).any(|at| clause.class(at).is(Class::TALK));
            let said = is_of_saying(clause, at, trigger)
                || is_told_on(clause, at, trigger)
                || is_of_another(clause, at, trigger);
            let other = says_which(clause, &(at..at + 1)) || of_topic(clause, at.saturating_sub(1), trigger);
            if said || coming || owner || other || aside(clause, at, trigger) {
                continue;
            }
            let last = before.is_some_and(|before| before.is_one_of(&["last", "previous"]));
            let words = evidence(token.text, WEEKDAY);
            let hint = if last {
                Hint::LastWeekday(day, words)
            } else {
                Hint::Weekday(day, words)
            };
            found.push((distance(at), hint));
        } else if let Some(days) = ago(clause, at, token).filter(|_| !is_of_another(clause, at, trigger)) {
            found.push((distance(at) + 1, Hint::Ago(days, evidence(token.text, RELATIVE))));
        }
    }
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, hint)| hint).collect()
}

/// The day on which somebody spoke: `said on Monday that he had met …`, `on Monday said that …`, `…, a statement
/// said on Monday`.
fn is_of_saying(clause: &Clause<'_, '_, '_>, at: usize, trigger: usize) -> bool {
    // Somebody may be called Said.
    let saying = |at: usize| clause.says(at, &SAYING) && clause.at(at).is_some_and(|token| token.shape == Shape::Lower);
    // `“We held a meeting with X,” Y tweeted on Monday`: who took part tells of it at once.
    let own = at > trigger && clause.any(clause.sentence.words.start..trigger, &["we", "i"]);
    let behind = || {
        (at.saturating_sub(6).max(clause.sentence.words.start)..at)
            .rev()
            .take_while(|here| {
                let telling = clause
                    .class(*here)
                    .is(Class::TALK | Class::MEET | Class::RECEIVE | Class::DISCUSS);
                // `said that on Monday he had met`
                *here != trigger && (!telling || saying(*here)) && !clause.says(*here, &["that"])
            })
            .any(saying)
    };
    !own && behind() || at < trigger && (at + 1..trigger).any(saying)
}

const SAYING: [&str; 19] = [
    "said",
    "says",
    "told",
    "tells",
    "announced",
    "announces",
    "confirmed",
    "declared",
    "disclosed",
    "revealed",
    "reported",
    "stated",
    "statement",
    "tweeted",
    "wrote",
    "posted",
    "explained",
    "communiqué",
    "tweet",
];

/// What the hints of a meeting come to.
#[derive(Debug, Default)]
pub(super) struct When {
    pub(super) weekday: Option<Stated<String>>,
    pub(super) when: DateBounds,
    pub(super) doubt: Option<Stated<String>>,
}

/// Weighs the hints against each other and against the day of publication: no day rather than a wrong one.
pub(super) fn weigh(hints: &[Hint], published: Option<(Date, &Evidence)>) -> When {
    let mut when = When::default();
    let weekday = hints.iter().find_map(|hint| match hint {
        Hint::Weekday(day, evidence) | Hint::LastWeekday(day, evidence) => Some((*day, evidence)),
        Hint::Doubtful(_, day, evidence) => Some((*day, evidence)),
        _ => None,
    });
    when.weekday = weekday.map(|(day, evidence)| Stated {
        value: name(day).to_owned(),
        evidence: evidence.clone(),
    });
    let doubt = |sentence: String, evidence: &Evidence| {
        Some(Stated {
            value: sentence,
            evidence: Evidence {
                rule: DOUBT.into(),
                ..evidence.clone()
            },
        })
    };
    let before_publication = || DateBounds {
        latest: published.map(|(day, _)| day),
        proof: published
            .map(|(_, evidence)| told_before(evidence))
            .into_iter()
            .collect(),
        ..DateBounds::default()
    };
    if let Some((day, weekday, evidence)) = hints.iter().find_map(|hint| match hint {
        Hint::Doubtful(day, weekday, evidence) => Some((day, weekday, evidence)),
        _ => None,
    }) {
        when.doubt = doubt(
            format!("{day} was a {}, not a {}.", name(day.weekday()), name(*weekday)),
            evidence,
        );
        when.when = before_publication();
        return when;
    }
    let mut days: Vec<(Date, &Evidence)> = Vec::new();
    for hint in hints {
        match hint {
            Hint::Day(day, evidence) => days.push((*day, evidence)),
            Hint::MonthDay(month, day, evidence) => days.extend(
                published
                    .and_then(|(published, _)| latest_of(published, *month, *day))
                    .map(|day| (day, evidence)),
            ),
            Hint::Ago(ago, evidence) => days.extend(
                published
                    .and_then(|(published, _)| published.checked_add(ago.days()).ok())
                    .map(|day| (day, evidence)),
            ),
            _ => {}
        }
    }
    let agrees = |day: Date| weekday.is_none_or(|(weekday, _)| day.weekday() == weekday);
    if let Some((day, evidence)) = days.first().copied() {
        let past = published.is_none_or(|(published, _)| day <= published);
        let other = days.iter().find(|(other, _)| *other != day);
        // `today`, which the saved page says of itself, gives way to the weekday.
        let relative =
            hints.iter().any(|hint| matches!(hint, Hint::Ago(..))) && days.len() == 1 && evidence.rule == RELATIVE;
        match (agrees(day), past, other) {
            (true, true, None) => {
                let mut proof = vec![evidence.clone()];
                proof.extend(
                    weekday
                        .map(|(_, evidence)| evidence.clone())
                        .filter(|_| evidence.rule == STATED),
                );
                proof.extend(
                    published
                        .map(|(_, evidence)| evidence.clone())
                        .filter(|_| evidence.rule != STATED),
                );
                when.when = DateBounds {
                    earliest: Some(day),
                    latest: Some(day),
                    proof,
                };
                return when;
            }
            (false, ..) if !relative => {
                let (said, _) = weekday.unwrap_or((day.weekday(), evidence));
                when.doubt = doubt(
                    format!("{day} was a {}, not a {}.", name(day.weekday()), name(said)),
                    evidence,
                );
                when.when = before_publication();
                return when;
            }
            (_, false, _) => {
                when.doubt = doubt(format!("{day} is after the day of publication."), evidence);
                when.when = DateBounds::default();
                return when;
            }
            (true, true, Some((other, _))) => {
                when.doubt = doubt(format!("The report gives both {day} and {other}."), evidence);
                when.when = before_publication();
                return when;
            }
            _ => {}
        }
    }
    // Two weekdays for one meeting.
    let others = hints.iter().find_map(|hint| match hint {
        Hint::Weekday(day, evidence) | Hint::LastWeekday(day, evidence)
            if weekday.is_some_and(|(first, _)| first != *day) =>
        {
            Some((*day, evidence))
        }
        _ => None,
    });
    match (weekday, published, others) {
        (Some((first, _)), _, Some((other, evidence))) => {
            when.doubt = doubt(
                format!("The report says both {} and {}.", name(first), name(other)),
                evidence,
            );
            when.when = before_publication();
        }
        (Some((weekday, evidence)), Some((published, proof)), None) => {
            let strictly = hints.iter().any(|hint| matches!(hint, Hint::LastWeekday(..)));
            let back = i64::from(published.weekday().since(weekday))
                + if strictly && published.weekday() == weekday {
                    7
                } else {
                    0
                };
            if let Ok(day) = published.checked_sub(back.days()) {
                when.when = DateBounds {
                    earliest: Some(day),
                    latest: Some(day),
                    proof: vec![
                        Evidence {
                            rule: FIXED.into(),
                            ..evidence.clone()
                        },
                        proof.clone(),
                    ],
                };
            }
        }
        _ => when.when = before_publication(),
    }
    when
}

fn told_before(published: &Evidence) -> Evidence {
    Evidence {
        rule: PUBLISHED.into(),
        ..published.clone()
    }
}

/// The latest such day that is not after publication.
fn latest_of(published: Date, month: i8, day: i8) -> Option<Date> {
    let of = |year: i16| Date::new(year, month, day).ok().filter(|day| *day <= published);
    of(published.year()).or_else(|| of(published.year() - 1))
}
