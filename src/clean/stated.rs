//! Days and moments as markup and records state them.

use super::dates;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Digits of a day without signs, of a moment in seconds since 1970, and in thousandths of them.
const DAY: usize = 8;
const SECONDS: usize = 10;
const MILLISECONDS: usize = 13;

/// The day that a text states, as it stands in its own time zone: `2022-07-04`, `2022-07-04T23:30:00-05:00`,
/// `20220704`, `2022/7/4`, `1656950400`, or one date in words; none where it is in doubt.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == text.len() && matches!(digits, SECONDS | MILLISECONDS) {
        let number: i64 = text.parse().ok()?;
        let moment = if digits == SECONDS {
            Timestamp::from_second(number)
        } else {
            Timestamp::from_millisecond(number)
        };
        return Some(Offset::UTC.to_datetime(moment.ok()?).date());
    }
    if digits == DAY || digits == 14 || (digits > DAY && text.as_bytes().get(DAY) == Some(&b'T')) {
        return date(text.get(0..4)?, text.get(4..6)?, text.get(6..8)?);
    }
    if digits == 4 {
        let sign = text.get(4..5)?;
        if !matches!(sign, "-" | "/" | ".") {
            return alone(text);
        }
        let (month, rest) = text.get(5..)?.split_once(sign)?;
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let ends = rest
            .get(length..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['T', 't', ' ', '+', 'Z']));
        return ends.then(|| date(text.get(..4)?, month, rest.get(..length)?))?;
    }
    alone(text)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let number = |text: &str| (text.len() <= 2).then(|| text.parse::<i8>().ok())?;
    Date::new(year.parse().ok()?, number(month)?, number(day)?).ok()
}

/// The only date of a text.
fn alone(text: &str) -> Option<Date> {
    match dates::find(text).as_slice() {
        [date] => date.day(),
        _ => None,
    }
}

/// The moment that a text states with its time zone.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok()
}

/// Whether a text gives a moment in the time of the world: the software has turned it, and the day may be
/// another than the one that readers saw.
pub(super) fn is_of_the_world(text: &str) -> bool {
    let text = text.trim();
    text.contains('T') && (text.ends_with(['Z', 'z']) || text.ends_with("+00:00") || text.ends_with("+0000"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(day(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn days_are_read_in_their_own_zone() {
        for text in [
            "2022-07-04",
            "2022-07-04T23:30:00-05:00",
            "2022-07-04T00:30:00.000+0300",
            "2022-07-04 18:00",
            "2022-7-4",
            "20220704",
            "20220704T120000Z",
            "20220704180000",
            "2022/07/04",
            "2022.07.04 09:00",
            "1656950400",
            "1656950400000",
            "Mon, 04 Jul 2022 18:30:00 +0300",
            "July 4, 2022",
            "4 de julio de 2022",
        ] {
            check(text, Some("2022-07-04"));
        }
        for text in [
            "2022-07",
            "2022",
            "4 July",
            "04/07/2022",
            "2022-13-04",
            "2022-07-045",
            "yesterday",
            "",
            "é",
            "20221",
            "2022-07-04x",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn moments_have_zones() {
        assert_eq!(moment("2022-07-04T22:30:00Z"), moment("2022-07-05T01:30:00+03:00"));
        assert_eq!(moment("2022-07-04T22:30:00"), None);
        assert!(is_of_the_world("2022-07-04T22:30:00+00:00") && !is_of_the_world("2022-07-04"));
    }
}
