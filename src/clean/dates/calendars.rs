//! Dates of other calendars than the Gregorian one.

use super::tokens::{Kind, Token};
use super::{Reading, day_of, kind, number, sign, skip_to};
use jiff::civil::Date;

/// Eras whose years are counted from another year, with the year before their first.
const ERAS: [(&str, u32); 4] = [("令和", 2018), ("平成", 1988), ("民國", 1911), ("民国", 1911)];

/// `令和5年11月8日`, and `令和5年(2023年)11月8日`.
pub(super) fn read_era(tokens: &[Token], era: &str) -> Option<(Reading, usize)> {
    let first_year = era.ends_with('元');
    let before = ERAS.iter().find(|(name, _)| *name == era.trim_end_matches('元'))?.1;
    // The first year of an era is written 元.
    let (year, after) = if first_year { (1, 1) } else { (number(tokens, 1)?.0, 2) };
    if sign(tokens, after) != Some('年') {
        return None;
    }
    let mut at = after + 1;
    if matches!(sign(tokens, at), Some('(' | '（')) {
        at = skip_to(tokens, at, &[')', '）'])? + 1;
    }
    let (month, _) = number(tokens, at)?;
    let (day, _) = number(tokens, at + 2)?;
    let signs = (sign(tokens, at + 1), sign(tokens, at + 3));
    (signs == (Some('月'), Some('日'))).then_some((Reading::Day(day_of(before + year, month, day)?), at + 4))
}

/// Months of the solar calendar of Iran and Afghanistan, folded.
const JALALI: [&[&str]; 12] = [
    &["فروردين", "حمل"],
    &["ارديبهشت", "ثور"],
    &["خرداد", "جوزا"],
    &["تير", "سرطان"],
    &["مرداد", "اسد"],
    &["شهريور", "سنبله"],
    &["مهر", "ميزان"],
    &["ابان", "عقرب"],
    &["اذر", "قوس"],
    &["دي", "جدي"],
    &["بهمن", "دلو"],
    &["اسفند", "حوت"],
];

/// `۱۵ مرداد ۱۴۰۲`: day, month and year of the solar Hijri calendar.
///
/// Its years are counted from 1 Farvardin 1400, which was 21 March 2021; within 1300 to 1500 a year is
/// long when its remainder by 33 is 1, 5, 9, 13, 17, 22, 26 or 30.
pub(super) fn read_jalali(tokens: &[Token], day: u32) -> Option<(Reading, usize)> {
    let Some(Kind::Word(word)) = kind(tokens, 1) else {
        return None;
    };
    let month = JALALI.iter().position(|names| names.contains(&word.as_str()))?;
    let (year, _) = number(tokens, 2).filter(|(year, digits)| *digits == 4 && (1300..1500).contains(year))?;
    Some((Reading::Day(jalali(year, month, day)?), 3))
}

/// `۱۴۰۳/۰۸/۲۱`, in the years that cannot be of the lunar calendar, for its reports are from 1990 on.
pub(super) fn read_jalali_year_first(tokens: &[Token], year: u32) -> Option<(Reading, usize)> {
    let ((month, 2), (day, 2)) = (number(tokens, 2)?, number(tokens, 4)?) else {
        return None;
    };
    let signs = (sign(tokens, 1), sign(tokens, 3));
    let month = usize::try_from(month)
        .ok()?
        .checked_sub(1)
        .filter(|month| *month < 12)?;
    let is_date = (1370..=1409).contains(&year) && signs == (Some('/'), Some('/'));
    is_date.then(|| Some((Reading::Day(jalali(year, month, day)?), 5)))?
}

/// A day of the solar Hijri calendar, its months counted from 0.
fn jalali(year: u32, month: usize, day: u32) -> Option<Date> {
    let year_length = |year: i64| {
        if matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30) {
            366
        } else {
            365
        }
    };
    let year = i64::from(year);
    let years: i64 = if year >= 1400 {
        (1400..year).map(year_length).sum()
    } else {
        -(year..1400).map(year_length).sum::<i64>()
    };
    let months: i64 = (0..month).map(|month| if month < 6 { 31 } else { 30 }).sum();
    let longest = if month < 6 { 31 } else { 30 };
    if day == 0 || day > longest {
        return None;
    }
    let start = Date::new(2021, 3, 21).ok()?;
    start
        .checked_add(jiff::Span::new().days(years + months + i64::from(day) - 1))
        .ok()
}

/// Whether a word names an era.
pub(super) fn is_era(word: &str) -> bool {
    ERAS.iter().any(|(name, _)| *name == word.trim_end_matches('元'))
}
