//! Names of months and weekdays, in the languages of `data/months.txt`.

use super::tokens::{Kind, Token};
use super::{is_year, number};
use crate::clean::text::fold;
use jiff::civil::Weekday;
use std::collections::HashMap;
use std::sync::LazyLock;

fn table(data: &'static str) -> HashMap<String, i8> {
    let mut table = HashMap::new();
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        if let Some((number, names)) = line.split_once(':') {
            for name in names.split(',') {
                table.insert(fold(name), number.trim().parse().unwrap_or(0));
            }
        }
    }
    table
}

static MONTHS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| table(include_str!("../data/months.txt")));
static WEEKDAYS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| table(include_str!("../data/weekdays.txt")));

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

fn named(tokens: &[Token], table: &HashMap<String, i8>) -> Option<(i8, usize)> {
    let word = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    let first = word(0)?;
    if let Some(second) = word(1)
        && let Some(number) = table.get(&format!("{first} {second}"))
    {
        return Some((*number, 2));
    }
    // `segunda-feira`
    if let (Some(Kind::Sign('-')), Some(third)) = (tokens.get(1).map(|t| &t.kind), word(2))
        && let Some(number) = table.get(&format!("{first} {third}"))
    {
        return Some((*number, 3));
    }
    // Sorani and Persian put an ending to the month: `تەممووزی`.
    table
        .get(first)
        .or_else(|| table.get(first.strip_suffix('ي')?))
        .map(|number| (*number, 1))
}
