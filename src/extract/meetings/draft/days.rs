//! Whether two tellings name one day.

use super::*;

/// Hints that say the same, wherever they stand.
pub(super) fn same_hint(a: &Hint, b: &Hint) -> bool {
    match (a, b) {
        (Hint::Weekday(a, _) | Hint::LastWeekday(a, _), Hint::Weekday(b, _) | Hint::LastWeekday(b, _)) => a == b,
        (Hint::Day(a, _), Hint::Day(b, _)) => a == b,
        (Hint::MonthDay(a, b, _), Hint::MonthDay(c, d, _)) => (a, b) == (c, d),
        (Hint::Ago(a, _), Hint::Ago(b, _)) => a == b,
        _ => false,
    }
}

/// Two tellings name different days.
pub(super) fn days_apart(known: &[Hint], new: &[Hint]) -> bool {
    let weekday = |hints: &[Hint]| {
        hints.iter().find_map(|hint| match hint {
            Hint::Weekday(day, _) | Hint::LastWeekday(day, _) => Some(*day),
            Hint::Day(day, _) => Some(day.weekday()),
            _ => None,
        })
    };
    weekday(known).zip(weekday(new)).is_some_and(|(a, b)| a != b)
}

/// Two tellings name different dates.
pub(super) fn days_apart_surely(known: &[Hint], new: &[Hint]) -> bool {
    let date = |hints: &[Hint]| {
        hints.iter().find_map(|hint| match hint {
            Hint::Day(day, _) => Some((day.month(), day.day())),
            Hint::MonthDay(month, day, _) => Some((*month, *day)),
            _ => None,
        })
    };
    date(known).zip(date(new)).is_some_and(|(a, b)| a != b)
}
