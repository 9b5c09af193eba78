use jiff::civil::Date;
use std::fmt;

/// Days from and to, both included; at least one is set, and none lies outside the years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub to: Option<Date>,
}

/// As `date:2022-07-04..2022-08-01`, `date:2022-07-04` for one day, open at one end for `after:…`
/// and `before:…`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "date:{from}"),
            (Some(from), Some(to)) => write!(f, "date:{from}..{to}"),
            (Some(from), None) => write!(f, "date:{from}.."),
            (None, Some(to)) => write!(f, "date:..{to}"),
            (None, None) => Ok(()),
        }
    }
}

/// How a piece of a query names days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// `date:`, a period or a range of them.
    Of,
    /// `before:`, up to the day before a period begins.
    Before,
    /// `after:`, from the day after a period ends.
    After,
}

impl Days {
    pub(super) fn parse(name: &str) -> Option<Self> {
        [("date", Days::Of), ("before", Days::Before), ("after", Days::After)]
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, days)| days)
    }

    /// The days, and whether they were written the wrong way round; `None` where there are none
    /// such.
    pub(super) fn read(self, value: &str) -> Option<(Span, bool)> {
        let (from, to) = match self {
            Days::Before => (None, Some(period(value)?.0.yesterday().ok().filter(printable)?)),
            Days::After => (Some(period(value)?.1.tomorrow().ok().filter(printable)?), None),
            Days::Of => match value.split_once("..") {
                None => {
                    let (from, to) = period(value)?;
                    (Some(from), Some(to))
                }
                // Three points are as good as two.
                Some((first, last)) => return range(first, last.trim_start_matches('.')),
            },
        };
        Some((Span { from, to }, false))
    }
}

fn range(first: &str, last: &str) -> Option<(Span, bool)> {
    let end = |text: &str| {
        if text.is_empty() {
            Some(None)
        } else {
            period(text).map(Some)
        }
    };
    let (from, to) = match (end(first)?, end(last)?) {
        (None, None) => return None,
        (Some(first), Some(last)) if first.0 > last.1 => {
            let (from, to) = (Some(last.0), Some(first.1));
            return Some((Span { from, to }, true));
        }
        (first, last) => (first.map(|days| days.0), last.map(|days| days.1)),
    };
    Some((Span { from, to }, false))
}

/// Only four digits of a year are read.
fn printable(day: &Date) -> bool {
    (0..=9999).contains(&day.year())
}

/// The first and last day that `2022`, `2022-07` or `2022-07-04` names; `None` when it names none.
pub(super) fn period(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2));
    let day = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((date(year, 1, 1)?, date(year, 12, 31)?)),
        (Some(month), None) => {
            let first = date(year, month?, 1)?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = date(year, month?, day?)?;
            Some((day, day))
        }
    }
}

fn number(text: &str, digits: usize) -> Option<i16> {
    let right = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, days: Option<(&str, &str)>) {
        let found = period(text).map(|(a, b)| (a.to_string(), b.to_string()));
        assert_eq!(found, days.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn years_months_and_days() {
        check("2022", Some(("2022-01-01", "2022-12-31")));
        check("2024-02", Some(("2024-02-01", "2024-02-29")));
        check("2022-07-04", Some(("2022-07-04", "2022-07-04")));
        for bad in [
            "",
            "22",
            "2022-",
            "2022-7",
            "2022-13",
            "2023-02-29",
            "2022-07-04-1",
            "July 2022",
            "٢٠٢٢",
            "-2022",
        ] {
            check(bad, None);
        }
    }

    #[track_caller]
    fn check_days(name: &str, value: &str, printed: Option<&str>, reversed: bool) {
        let found = Days::parse(name).unwrap().read(value);
        let found = found.map(|(span, reversed)| (span.to_string(), reversed));
        assert_eq!(
            found,
            printed.map(|printed| (printed.to_owned(), reversed)),
            "{name}:{value}"
        );
    }

    #[test]
    fn ranges_before_and_after() {
        check_days("date", "2022", Some("date:2022-01-01..2022-12-31"), false);
        check_days("date", "2022-07-04", Some("date:2022-07-04"), false);
        check_days(
            "DATE",
            "2022-07-04..2022-08",
            Some("date:2022-07-04..2022-08-31"),
            false,
        );
        check_days("date", "2022-07..2022", Some("date:2022-07-01..2022-12-31"), false);
        check_days("date", "2022..", Some("date:2022-01-01.."), false);
        check_days("date", "..2022", Some("date:..2022-12-31"), false);
        check_days("date", "2021...2022", Some("date:2021-01-01..2022-12-31"), false);
        check_days("date", "2023..2021-05", Some("date:2021-05-01..2023-12-31"), true);
        check_days("before", "2022-07", Some("date:..2022-06-30"), false);
        check_days("after", "2022", Some("date:2023-01-01.."), false);
        check_days("after", "2024-02-28", Some("date:2024-02-29.."), false);
        for bad in ["", "..", "2022-02-30", "2022..x", "x..2022", "2022..2023..2024"] {
            check_days("date", bad, None, false);
        }
        check_days("before", "0000", None, false);
        check_days("after", "9999", None, false);
        check_days("before", "2022..2023", None, false);
    }
}
