//! Names of months and weekdays, in the languages of `data/months.txt`.

use super::tokens::{Kind, Token};
use super::{is_year, number};
use crate::clean::text::fold;
use jiff::civil::Weekday;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Names by their first word, with the second of those that have two.
type Names = FxHashMap<String, Vec<(Option<String>, i8)>>;

fn table(data: &'static str) -> Names {
    let mut table = Names::default();
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        if let Some((number, names)) = line.split_once(':') {
            for name in names.split(',') {
                let (name, number) = (fold(name), number.trim().parse().unwrap_or(0));
                let (first, second) = match name.split_once(' ') {
                    Some((first, second)) => (first, Some(second.to_owned())),
                    None => (name.as_str(), None),
                };
                let known = table.entry(first.to_owned()).or_default();
                // The last of two that are the same counts.
                known.retain(|(known, _)| *known != second);
                known.push((second, number));
            }
        }
    }
    table
}

static MONTHS: LazyLock<Names> = LazyLock::new(|| table(include_str!("../data/months.txt")));
static WEEKDAYS: LazyLock<Names> = LazyLock::new(|| table(include_str!("../data/weekdays.txt")));

/// The month that a word or a pair of words names, and how many tokens that takes.
pub(super) fn month(tokens: &[Token]) -> Option<(i8, usize)> {
    named(tokens, &MONTHS)
}

/// `March 2022`, and nothing besides.
pub(in crate::clean) fn is_month_and_year(tokens: &[Token]) -> bool {
    month(tokens).is_some_and(|(_, taken)| {
        number(tokens, taken).is_some_and(|(year, digits)| is_year(year, digits)) && tokens.len() == taken + 1
    })
}

/// The weekday likewise.
pub(in crate::clean) fn weekday(tokens: &[Token]) -> Option<(Weekday, usize)> {
    let (number, taken) = named(tokens, &WEEKDAYS)?;
    Some((Weekday::from_monday_one_offset(number).ok()?, taken))
}

fn named(tokens: &[Token], table: &Names) -> Option<(i8, usize)> {
    let word = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    let number = |first: &str, second: Option<&str>| {
        // A joiner within a word is folded to a space.
        if first.contains(' ') {
            let whole = second.map_or(first.to_owned(), |second| format!("{first} {second}"));
            let (first, second) = whole.split_once(' ')?;
            let mut names = table.get(first)?.iter();
            return names
                .find(|(known, _)| known.as_deref() == Some(second))
                .map(|(_, number)| *number);
        }
        let mut names = table.get(first)?.iter();
        names
            .find(|(known, _)| known.as_deref() == second)
            .map(|(_, number)| *number)
    };
    let first = word(0)?;
    if let Some(second) = word(1)
        && let Some(number) = number(first, Some(second))
    {
        return Some((number, 2));
    }
    // `segunda-feira`
    if let (Some(Kind::Sign('-')), Some(third)) = (tokens.get(1).map(|t| &t.kind), word(2))
        && let Some(number) = number(first, Some(third))
    {
        return Some((number, 3));
    }
    // Sorani and Persian put an ending to the month: `تەممووزی`.
    number(first, None)
        .or_else(|| number(first.strip_suffix('ي')?, None))
        .map(|number| (number, 1))
}
