//! The grammar of dates as the press writes them, in the languages of `data/months.txt`.
//!
//! It reads a text into [`Printed`] dates and says how sure each is: a date that two orders of its
//! numbers allow is [`Reading::Ambiguous`], one without a year is [`Reading::NoYear`]. Years of other
//! eras (Hijri, Buddhist, Persian) lie outside 1900 to 2100 and are no dates here.

mod calendars;
mod names;
mod near;
mod tokens;

pub(in crate::clean) use names::{is_month_and_year, weekday};
pub(in crate::clean) use near::may_have_number;
pub(in crate::clean) use tokens::{Kind, Token, tokens};

use calendars::{is_era, read_era, read_jalali, read_jalali_year_first};
use jiff::civil::{Date, Weekday};
use names::month;
use near::{may_have_day, near_numbers};
use std::ops::Range;

/// A date as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// Where: bytes of the text, its weekday included.
    pub(super) span: Range<usize>,
    /// What it says.
    pub(super) reading: Reading,
    /// The weekday that stands beside it.
    pub(super) weekday: Option<Weekday>,
}

/// What a printed date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// One day.
    Day(Date),
    /// Day and month in an order that the numbers leave open: day first, then month first.
    Ambiguous(Date, Date),
    /// Month and day.
    NoYear(i8, i8),
}

impl Printed {
    /// The day, unless it is open or the weekday beside it says otherwise.
    pub(super) fn day(&self) -> Option<Date> {
        match (self.reading, self.weekday) {
            (Reading::Day(day), Some(weekday)) => (day.weekday() == weekday).then_some(day),
            (Reading::Day(day), None) => Some(day),
            (Reading::Ambiguous(a, b), Some(weekday)) => match (a.weekday() == weekday, b.weekday() == weekday) {
                (true, false) => Some(a),
                (false, true) => Some(b),
                _ => None,
            },
            _ => None,
        }
    }

    /// The weekday beside it is not that of the date.
    pub(super) fn contradicts_itself(&self) -> bool {
        matches!((self.reading, self.weekday), (Reading::Day(day), Some(weekday)) if day.weekday() != weekday)
    }
}

/// Every date in a text, in order, each with the weekday beside it.
pub(super) fn find(text: &str) -> Vec<Printed> {
    if !may_have_day(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for near in near_numbers(text) {
        for mut date in find_in(&tokens(text.get(near.clone()).unwrap_or_default())) {
            date.span = date.span.start + near.start..date.span.end + near.start;
            found.push(date);
        }
    }
    found
}

/// Every date among the tokens of a text.
pub(super) fn find_in(tokens: &[Token]) -> Vec<Printed> {
    let mut found = Vec::new();
    // Where a date ends, the weekday of the next may not stand before it.
    let (mut at, mut ended) = (0, 0);
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        // `14:05 July 4`: the minutes are no day.
        if is_minute(tokens, at) {
            at += 1;
            continue;
        }
        match read(rest) {
            Some((reading, taken)) => {
                let (weekday, from, to) = beside(tokens, ended, at, at + taken);
                let start = tokens.get(from).map_or(0, |token| token.span.start);
                let end = tokens.get(to - 1).map_or(0, |token| token.span.end);
                found.push(Printed {
                    span: start..end,
                    reading,
                    weekday,
                });
                (at, ended) = (to, to);
            }
            None => at += 1,
        }
    }
    found
}

/// A number right behind another and a colon.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back);
    number(tokens, at).is_some()
        && before(1).is_some_and(|at| sign(tokens, at) == Some(':'))
        && before(2).is_some_and(|at| number(tokens, at).is_some())
}

/// The weekday just before or after the tokens `from..to`, and how far the date reaches with it; what stands
/// before `least` is of another date.
fn beside(tokens: &[Token], least: usize, from: usize, to: usize) -> (Option<Weekday>, usize, usize) {
    let sign = |at: usize| {
        matches!(
            tokens.get(at).map(|t| &t.kind),
            Some(Kind::Sign(',' | '.' | '(' | '،' | ')' | '-'))
        )
    };
    for back in 1..=4_usize {
        let Some(at) = from.checked_sub(back).filter(|at| *at >= least) else {
            break;
        };
        let rest = tokens.get(at..from).unwrap_or_default();
        if let Some((weekday, taken)) = weekday(rest) {
            let between = tokens.get(at + taken..from).unwrap_or_default();
            if between.iter().all(|t| matches!(&t.kind, Kind::Sign(',' | '.' | '،')) || matches!(&t.kind, Kind::Word(w) if matches!(w.as_str(), "the" | "le" | "el" | "den" | "dem" | "ngay"))) {
                return (Some(weekday), at, to);
            }
        }
    }
    let mut next = to;
    while sign(next) && next < to + 2 {
        next += 1;
    }
    match weekday(tokens.get(next..).unwrap_or_default()) {
        Some((weekday, taken)) => (Some(weekday), from, next + taken),
        None => (None, from, to),
    }
}

/// The date that starts with the first token, and how many tokens it takes.
fn read(tokens: &[Token]) -> Option<(Reading, usize)> {
    match &tokens.first()?.kind {
        Kind::Word(era) if is_era(era) => read_era(tokens, era),
        Kind::Number(number, digits) => read_number_first(tokens, *number, *digits),
        Kind::Word(_) => read_month_first(tokens),
        Kind::Sign(_) => None,
    }
}

fn skip_to(tokens: &[Token], from: usize, signs: &[char]) -> Option<usize> {
    (from..from + 6).find(|at| sign(tokens, *at).is_some_and(|sign| signs.contains(&sign)))
}

fn kind(tokens: &[Token], at: usize) -> Option<&Kind> {
    tokens.get(at).map(|token| &token.kind)
}

fn number(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    match kind(tokens, at)? {
        Kind::Number(number, digits) => Some((*number, *digits)),
        _ => None,
    }
}

fn sign(tokens: &[Token], at: usize) -> Option<char> {
    match kind(tokens, at)? {
        Kind::Sign(sign) => Some(*sign),
        _ => None,
    }
}

fn is_year(number: u32, digits: usize) -> bool {
    digits == 4 && (1900..=2100).contains(&number)
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn read_number_first(tokens: &[Token], first: u32, digits: usize) -> Option<(Reading, usize)> {
    if is_year(first, digits) {
        return read_year_first(tokens, first);
    }
    if digits == 4 {
        return read_jalali_year_first(tokens, first);
    }
    if digits > 2 || first == 0 || first > 31 {
        return None;
    }
    if let (Some(separator @ ('/' | '.' | '-' | '‑' | '–' | '·')), Some((second, d2)), Some(again), Some((third, d3))) =
        (sign(tokens, 1), number(tokens, 2), sign(tokens, 3), number(tokens, 4))
        && separator == again
        && d2 <= 2
        && !follows_more(tokens, 5, separator)
    {
        let year = match d3 {
            4 if is_year(third, d3) => Some(third),
            // Two digits only where dots say day.month.year: `04.07.22`.
            2 if matches!(separator, '.' | '·') && digits == 2 && d2 == 2 && (1..=12).contains(&second) => {
                Some(2000 + third)
            }
            2 if digits == 2 && d2 == 2 && separator == '/' => {
                // Which of the three numbers is the year stays open.
                let either = |month, day| day_of(2000 + third, month, day);
                let (a, b) = (either(second, first), either(first, second));
                let (a, b) = (a.or(b)?, b.or(a)?);
                return Some((Reading::Ambiguous(a, b), 5));
            }
            _ => None,
        };
        return Some((numeric(first, second, year?, separator)?, 5));
    }
    // 4 July 2022, 4th of July, 4. Juli 2022, 4-Jul-2022, 4 de julio de 2022
    if let Some(found) = read_jalali(tokens, first) {
        return Some(found);
    }
    let mut at = skip(
        tokens,
        1,
        &["st", "nd", "rd", "th", "er", "de", "of", "o", "a", "ta", "e", "го", "ي"],
        &['.', '-', '/', 'º', 'ª', '°', ','],
    );
    let (month, taken) = month(tokens.get(at..)?)?;
    at += taken;
    // `4 تموز/يوليو 2022`: the month in two calendars' names
    if let (Some('/' | '('), Some((_, taken))) =
        (sign(tokens, at), self::month(tokens.get(at + 1..).unwrap_or_default()))
    {
        at += 1 + taken;
    }
    let day = first;
    let year_at = skip(
        tokens,
        at,
        &["de", "del", "of", "г", "року"],
        &[',', '.', '-', '/', '،', '\''],
    );
    if let Some((year, digits)) = number(tokens, year_at)
        && is_year(year, digits)
        && sign(tokens, year_at + 1) != Some(':')
    {
        let end = skip(tokens, year_at + 1, &["г", "года", "року"], &['.']);
        let end = if end > year_at + 1 && matches!(kind(tokens, end - 1), Some(Kind::Word(_))) {
            end
        } else {
            year_at + 1
        };
        return Some((Reading::Day(day_of(year, month.unsigned_abs().into(), day)?), end));
    }
    // `23 August B.E. 2565 (2022)`: the Buddhist era is 543 years ahead.
    if let Some(Kind::Word(era)) = kind(tokens, year_at)
        && matches!(era.as_str(), "b" | "be")
    {
        let at = skip(tokens, year_at, &["b", "e", "be"], &['.']);
        let at = skip(tokens, at, &["b", "e"], &['.']);
        if let Some((year @ 2443..=2643, 4)) = number(tokens, at) {
            return Some((
                Reading::Day(day_of(year - 543, month.unsigned_abs().into(), day)?),
                at + 1,
            ));
        }
    }
    no_year(month, day, at)
}

/// ISO and the like, `2022年7月4日`, `2022. július 4.`, `2022 July 4`.
fn read_year_first(tokens: &[Token], year: u32) -> Option<(Reading, usize)> {
    if let (Some('年' | '년'), Some((month, _)), Some('月' | '월'), Some((day, _)), Some('日' | '일')) = (
        sign(tokens, 1),
        number(tokens, 2),
        sign(tokens, 3),
        number(tokens, 4),
        sign(tokens, 5),
    ) {
        return Some((Reading::Day(day_of(year, month, day)?), 6));
    }
    if let (Some(separator @ ('-' | '/' | '.' | '‑')), Some((month, m)), Some(again), Some((day, d))) =
        (sign(tokens, 1), number(tokens, 2), sign(tokens, 3), number(tokens, 4))
        && separator == again
        && m <= 2
        && d <= 2
    {
        return Some((Reading::Day(day_of(year, month, day)?), 5));
    }
    let at = skip(tokens, 1, &[], &['.', ',', '-', '/']);
    let (month, taken) = month(tokens.get(at..)?)?;
    let day_at = skip(tokens, at + taken, &[], &['.', '-', '/', ',']);
    let (day, digits) = number(tokens, day_at)?;
    let day = (digits <= 2).then(|| day_of(year, month.unsigned_abs().into(), day))??;
    Some((Reading::Day(day), day_at + 1))
}

/// July 4, 2022 and July 4.
fn read_month_first(tokens: &[Token]) -> Option<(Reading, usize)> {
    let (month, taken) = month(tokens)?;
    let day_at = skip(tokens, taken, &["the"], &['.', '-', '/']);
    let (day, digits) = number(tokens, day_at)?;
    if digits > 2 || day == 0 || day > 31 {
        return None;
    }
    let at = skip(tokens, day_at + 1, &["st", "nd", "rd", "th"], &[]);
    let year_at = skip(tokens, at, &["of"], &[',', '.', '-', '/', '،']);
    if let Some((year, digits)) = number(tokens, year_at)
        && is_year(year, digits)
        && sign(tokens, year_at + 1) != Some(':')
    {
        return Some((
            Reading::Day(day_of(year, month.unsigned_abs().into(), day)?),
            year_at + 1,
        ));
    }
    // `May 12:30` is a time.
    if sign(tokens, day_at + 1) == Some(':') {
        return None;
    }
    no_year(month, day, at)
}

fn no_year(month: i8, day: u32, taken: usize) -> Option<(Reading, usize)> {
    let leap = day_of(2000, month.unsigned_abs().into(), day)?;
    Some((Reading::NoYear(leap.month(), leap.day()), taken))
}

/// Numbers alone: dots say day first; slashes and hyphens leave the order open unless one is over 12.
fn numeric(first: u32, second: u32, year: u32, separator: char) -> Option<Reading> {
    let day_first = day_of(year, second, first);
    // Dots say day first, unless no month has that number.
    let month_first = if separator == '.' && day_first.is_some() {
        None
    } else {
        day_of(year, first, second)
    };
    Some(match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => Reading::Ambiguous(a, b),
        (Some(day), _) | (None, Some(day)) => Reading::Day(day),
        (None, None) => return None,
    })
}

/// A fourth number behind the same sign: a version or a telephone number, no date.
fn follows_more(tokens: &[Token], at: usize, separator: char) -> bool {
    sign(tokens, at) == Some(separator) && number(tokens, at + 1).is_some()
}

/// Passes over at most three of the given words and signs.
fn skip(tokens: &[Token], from: usize, words: &[&str], signs: &[char]) -> usize {
    let mut at = from;
    while at < from + 3 {
        match kind(tokens, at) {
            Some(Kind::Word(word)) if words.contains(&word.as_str()) => at += 1,
            Some(Kind::Sign(sign)) if signs.contains(sign) => at += 1,
            _ => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, day: &str) {
        let found = find(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            found[0].day().map(|day| day.to_string()).as_deref(),
            Some(day),
            "{text}"
        );
    }

    #[test]
    fn dates_in_many_forms() {
        for text in [
            "2022-07-04",
            "2022-07-04T14:05:00+03:00",
            "2022/07/04",
            "July 4, 2022",
            "Jul. 4, 2022",
            "4 July 2022",
            "4th July, 2022",
            "4th of July 2022",
            "the 4 Jul 2022 14:05",
            "04.07.2022",
            "4.7.2022",
            "04-Jul-2022",
            "Monday, July 4, 2022",
            "Monday, 04/07/2022",
            "Mon 4 Jul 2022",
            "July 4th, 2022",
            "4 de julio de 2022",
            "lundi 4 juillet 2022",
            "Montag, 4. Juli 2022",
            "4 luglio 2022",
            "4 Temmuz 2022 Pazartesi",
            "4 июля 2022 г.",
            "4 липня 2022",
            "4 تموز 2022",
            "٤ يوليو ٢٠٢٢",
            "الاثنين 4 تموز/يوليو 2022",
            "2022年7月4日",
            "2022년 7월 4일",
            "4 lipca 2022",
            "segunda-feira, 4 de julho de 2022",
            "04.07.22",
            "JULY 4, 2022Updated",
            "2022. July 4.",
            "4 ژوئیه 2022",
            "令和4年7月4日",
            "4 July B.E. 2565",
            "4ی تەممووزی 2022",
            "令和4年(2022年)7月4日",
            "14:05 July 4, 2022",
            "۱۴۰۱/۰۴/۱۳",
        ] {
            check(text, "2022-07-04");
        }
        check("یکشنبه ۱۵ مرداد ۱۴۰۲", "2023-08-06");
        check("۱ فروردین ۱۴۰۰", "2021-03-21");
        check("۳۰ اسفند ۱۳۹۹", "2021-03-20");
        check("令和元年5月30日", "2019-05-30");
        check("03.18.2019", "2019-03-18");
        check("23/07/2022", "2022-07-23");
        check("07/23/2022", "2022-07-23");
        check("4 تشرين الأول 2022", "2022-10-04");
    }

    #[test]
    fn what_is_no_sure_date() {
        assert!(matches!(find("04/07/2022")[0].reading, Reading::Ambiguous(..)));
        assert!(matches!(find("July 4")[0].reading, Reading::NoYear(7, 4)));
        assert!(find("Tuesday, July 4, 2022")[0].contradicts_itself());
        for text in [
            "5 ذو الحجة 1443",
            "1443-12-05",
            "in 2014 and 2017",
            "may 2022",
            "10.0.0.1",
            "31/02/2022",
            "3,000 to 5,000",
            "on 12:30",
            "30 February 2022",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn a_weekday_between_two_dates_is_of_one() {
        for text in [
            "July 4, 2022Mon Jan 16, 2023",
            "4 July 2022 Mon 16 January 2023 Tue 17 January 2023",
        ] {
            let found = find(text);
            assert!(
                found.is_sorted_by(|one, other| one.span.end <= other.span.start),
                "{found:?}"
            );
        }
    }

    #[test]
    fn dates_far_apart_in_a_paragraph() {
        let filler = "and then the two sides went on to speak of water, roads and trade for a while ".repeat(4);
        let text = format!("{filler}on Monday, 4 July 2022 {filler}– 1427 of them – {filler}until “5 July” {filler}");
        let found = find(&text);
        let words: Vec<&str> = found.iter().map(|date| text.get(date.span.clone()).unwrap()).collect();
        assert_eq!(words, ["Monday, 4 July 2022", "5 July"]);
        assert_eq!(find(&format!("{filler}1427 of them in 1991 {filler}")), []);
    }
}
