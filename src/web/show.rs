//! Values as readers see them: dates with their certainty in words, counts, addresses.

use crate::report::{DateBounds, MeetingId, ReportId, slug};
use jiff::Timestamp;
use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in one segment of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'(')
    .remove(b')');

/// A date in words, and as a machine reads it where it is a single day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// `4 July 2022`, `not before 4 July 2022`, `undated`.
    pub words: String,
    /// `2022-07-04`, where the day is known.
    pub datetime: Option<String>,
}

/// Numbers of lines that one page of an original reaches over: a source of millions of lines is no page.
pub const LINES: u32 = 5_000;

/// The page of an original on which a line stands, counted from 1.
#[must_use]
pub fn page_of_line(line: u32) -> u32 {
    line.saturating_sub(1) / LINES + 1
}

/// Where a line of the original of the report at this path stands.
#[must_use]
pub fn line_path(report: &str, line: u32) -> String {
    match page_of_line(line) {
        1 => format!("{report}/original#L{line}"),
        page => format!("{report}/original?page={page}#L{line}"),
    }
}

/// `4 July 2022`.
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `June 2022`, `2022`, `4 July 2022`, `4 July 2022 to 1 August 2022`: days from the first to the last.
#[must_use]
pub fn period(first: Date, last: Date) -> String {
    if first == last {
        day(first)
    } else if first == first.first_of_month() && last == first.last_of_month() {
        first.strftime("%B %Y").to_string()
    } else if first == first.first_of_year() && last == first.last_of_year() {
        first.strftime("%Y").to_string()
    } else {
        format!("{} to {}", day(first), day(last))
    }
}

/// A date with its certainty in words.
#[must_use]
pub fn dated(bounds: &DateBounds) -> Dated {
    let words = match (bounds.earliest, bounds.latest) {
        (Some(first), Some(last)) if first == last => day(first),
        (Some(first), Some(last)) => format!("between {} and {}", day(first), day(last)),
        (Some(first), None) => format!("not before {}", day(first)),
        (None, Some(last)) => format!("not after {}", day(last)),
        (None, None) => "undated".to_owned(),
    };
    Dated {
        words,
        datetime: bounds.exact().map(|date| date.to_string()),
    }
}

/// `22 November 2026, 01:22 UTC`.
#[must_use]
pub fn moment(time: Timestamp) -> String {
    time.strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// `1 report`, `1,234 reports`, `no reports`.
#[must_use]
pub fn count(n: u64, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", number(n)),
    }
}

/// `1 line is`, `15 lines are`; nothing for none.
#[must_use]
pub fn lines_are(n: usize) -> Option<String> {
    let verb = if n == 1 { "is" } else { "are" };
    (n > 0).then(|| format!("{} {verb}", count(n as u64, "line", "lines")))
}

/// `86 %`.
#[must_use]
pub fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// `1,234`.
#[must_use]
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// `812 bytes`, `4.2 kB`, `1.6 MB`.
#[must_use]
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        format!("{}.{}", number(tenths / 10), tenths % 10)
    };
    match bytes {
        0..1_000 => count(bytes, "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

/// The lasting address of a report.
#[must_use]
pub fn report_path(id: &ReportId) -> String {
    format!("/reports/{}", utf8_percent_encode(id.as_str(), SEGMENT))
}

/// The lasting address of a meeting.
#[must_use]
pub fn meeting_path(id: &MeetingId) -> String {
    format!("/meetings/{}", utf8_percent_encode(&id.to_string(), SEGMENT))
}

/// The lasting address of a person.
#[must_use]
pub fn person_path(name: &str) -> String {
    format!("/people/{}", utf8_percent_encode(&slug(name), SEGMENT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_how_sure_they_are() {
        let at = |earliest: Option<&str>, latest: Option<&str>| {
            let parse = |text: &str| text.parse().unwrap();
            dated(&DateBounds {
                earliest: earliest.map(parse),
                latest: latest.map(parse),
                proof: vec![],
            })
            .words
        };
        assert_eq!(at(Some("2022-07-04"), Some("2022-07-04")), "4 July 2022");
        assert_eq!(at(Some("2022-07-04"), None), "not before 4 July 2022");
        assert_eq!(at(None, Some("2022-07-04")), "not after 4 July 2022");
        assert_eq!(
            at(Some("2022-07-04"), Some("2022-08-01")),
            "between 4 July 2022 and 1 August 2022"
        );
        assert_eq!(at(None, None), "undated");
    }

    #[test]
    fn periods_have_their_names() {
        let check = |first: &str, last: &str, expected: &str| {
            assert_eq!(period(first.parse().unwrap(), last.parse().unwrap()), expected);
        };
        check("2022-06-01", "2022-06-30", "June 2022");
        check("2024-01-01", "2024-12-31", "2024");
        check("2022-07-04", "2022-07-04", "4 July 2022");
        check("2022-06-01", "2022-07-31", "1 June 2022 to 31 July 2022");
    }

    #[test]
    fn numbers() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(count(0, "report", "reports"), "no reports");
        assert_eq!(count(1, "report", "reports"), "1 report");
        assert_eq!(size(812), "812 bytes");
        assert_eq!(size(4_249), "4.2 kB");
        assert_eq!(size(16_777_216), "16.8 MB");
    }

    #[test]
    fn ids_stand_in_addresses() {
        let path = |id: &str| report_path(&ReportId::parse(id).unwrap());
        assert_eq!(path("45e50149b2bb228b"), "/reports/45e50149b2bb228b");
        assert_eq!(path("a-visit-(draft)"), "/reports/a-visit-(draft)");
        assert_eq!(path("é&b"), "/reports/%C3%A9%26b");
    }
}
