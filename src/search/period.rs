use jiff::civil::Date;

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
}
