//! How matches lie in time: counted by the month, shown by the month or the year.

use crate::report::DateBounds;
use crate::search::{Bar, Histogram};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Up to so many months, a bar is a month.
const MONTHS: i64 = 36;
/// Up to so many years, empty ones between others are shown.
const YEARS: i64 = 2_000;
/// The code of a report of no known date.
const UNDATED: u64 = 0;
/// The code of a report that may be of several years.
const SPREAD: u64 = 1;
/// What is added to a year so that every year of the calendar has a code.
const FIRST_YEAR: i64 = 10_000;

/// When a report is from, as one number: undated, of several years, of one year (a multiple of 13
/// behind the first two), or of one month of it.
pub(super) fn code(dated: &DateBounds) -> u64 {
    match (dated.earliest, dated.latest) {
        (None, None) => UNDATED,
        (Some(first), Some(last)) if first.year() == last.year() => {
            let month = if first.month() == last.month() {
                first.month()
            } else {
                0
            };
            let years = (i64::from(first.year()) + FIRST_YEAR) * 13;
            2 + u64::try_from(years + i64::from(month)).unwrap_or(0)
        }
        _ => SPREAD,
    }
}

/// Counts of one segment, or of all.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    /// Reports of each code from `base` on.
    counts: Vec<usize>,
    base: u64,
    spread: usize,
    undated: usize,
}

impl Times {
    /// Counts matches of these codes.
    pub(super) fn count(&mut self, codes: &[u64]) {
        for code in codes {
            self.add_of(*code, 1);
        }
    }

    /// So many more of one code.
    pub(super) fn add_of(&mut self, code: u64, count: usize) {
        match code {
            UNDATED => self.undated += count,
            SPREAD => self.spread += count,
            code => self.put(code, count),
        }
    }

    /// So many fewer of one code.
    pub(super) fn take(&mut self, code: u64, count: usize) {
        let known = match code {
            UNDATED => Some(&mut self.undated),
            SPREAD => Some(&mut self.spread),
            code => {
                let place = code.checked_sub(self.base).map(usize::try_from);
                place.and_then(Result::ok).and_then(|place| self.counts.get_mut(place))
            }
        };
        if let Some(known) = known {
            *known = known.saturating_sub(count);
        }
    }

    fn put(&mut self, code: u64, count: usize) {
        if self.counts.is_empty() {
            self.base = code;
        }
        if code < self.base {
            let missing = usize::try_from(self.base - code).unwrap_or(0);
            self.counts.splice(0..0, std::iter::repeat_n(0, missing));
            self.base = code;
        }
        let place = usize::try_from(code - self.base).unwrap_or(0);
        if place >= self.counts.len() {
            self.counts.resize(place + 1, 0);
        }
        if let Some(known) = self.counts.get_mut(place) {
            *known += count;
        }
    }

    fn each(&self) -> impl Iterator<Item = (u64, usize)> {
        (self.base..)
            .zip(self.counts.iter().copied())
            .filter(|(_, count)| *count > 0)
    }

    pub(super) fn add(&mut self, other: Self) {
        other.each().for_each(|(code, count)| self.put(code, count));
        self.spread += other.spread;
        self.undated += other.undated;
    }

    /// These without some that are among them.
    pub(super) fn without(&self, some: Self) -> Self {
        let mut rest = self.clone();
        some.each().for_each(|(code, count)| rest.take(code, count));
        rest.take(SPREAD, some.spread);
        rest.take(UNDATED, some.undated);
        rest
    }

    /// Matches of which no date is known.
    pub(super) fn undated(&self) -> usize {
        self.undated
    }

    /// Bars from the first to the last that is not empty.
    pub(super) fn histogram(&self) -> Histogram {
        let (mut months, mut years) = (BTreeMap::new(), BTreeMap::new());
        for (code, count) in self.each() {
            let code = i64::try_from(code - 2).unwrap_or(0);
            let year = code.div_euclid(13) - FIRST_YEAR;
            match code.rem_euclid(13) {
                0 => years.insert(year, count),
                month => months.insert(year * 12 + month - 1, count),
            };
        }
        let by_month = match (months.keys().next(), months.keys().next_back()) {
            (Some(first), Some(last)) => last - first < MONTHS,
            _ => false,
        };
        let mut spread = self.spread;
        let mut bars = if by_month {
            spread += years.values().sum::<usize>();
            months
        } else {
            for (month, count) in &months {
                *years.entry(month.div_euclid(12)).or_default() += count;
            }
            years
        };
        if let (Some(first), Some(last)) = (bars.keys().next().copied(), bars.keys().next_back().copied())
            && last - first < YEARS
        {
            for empty in first..last {
                bars.entry(empty).or_default();
            }
        }
        let bars = bars.into_iter().filter_map(|(bar, count)| bar_of(bar, by_month, count));
        Histogram {
            bars: bars.collect(),
            by_month,
            spread,
            undated: self.undated,
        }
    }
}

fn bar_of(bar: i64, by_month: bool, count: usize) -> Option<Bar> {
    let (from, to) = if by_month {
        let year = i16::try_from(bar.div_euclid(12)).ok()?;
        let from = Date::new(year, i8::try_from(bar.rem_euclid(12)).ok()? + 1, 1).ok()?;
        (from, from.last_of_month())
    } else {
        let year = i16::try_from(bar).ok()?;
        (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)
    };
    Some(Bar { from, to, count })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn bounds(first: Option<Date>, last: Option<Date>) -> DateBounds {
        DateBounds {
            earliest: first,
            latest: last,
            proof: Vec::new(),
        }
    }

    fn shown(days: &[(Date, Date)]) -> (String, usize) {
        let codes: Vec<u64> = days
            .iter()
            .map(|(first, last)| code(&bounds(Some(*first), Some(*last))))
            .collect();
        let (mut times, mut all) = (Times::default(), Times::default());
        times.count(&codes);
        all.add(times.clone());
        all.add(times.without(times.clone()));
        let histogram = all.histogram();
        let bars: Vec<String> = histogram
            .bars
            .iter()
            .map(|bar| format!("{} {}", bar.from, bar.count))
            .collect();
        (bars.join(", "), histogram.spread)
    }

    #[test]
    fn bars_are_months_while_they_are_few() {
        let day = |y, m, d| (date(y, m, d), date(y, m, d));
        assert_eq!(
            shown(&[
                day(2022, 2, 28),
                day(2022, 2, 1),
                day(2022, 4, 1),
                (date(2022, 2, 1), date(2022, 3, 1))
            ]),
            ("2022-02-01 2, 2022-03-01 0, 2022-04-01 1".to_owned(), 1)
        );
        assert_eq!(
            shown(&[day(2022, 4, 1), day(2018, 2, 28), (date(2022, 2, 1), date(2022, 3, 1))]),
            (
                "2018-01-01 1, 2019-01-01 0, 2020-01-01 0, 2021-01-01 0, 2022-01-01 2".to_owned(),
                0
            )
        );
        assert_eq!(shown(&[(date(2018, 2, 1), date(2020, 2, 1))]), (String::new(), 1));
        assert_eq!(
            shown(&[day(-9999, 1, 1), day(9999, 12, 31)]).0,
            "-009999-01-01 1, 9999-01-01 1"
        );
    }

    #[test]
    fn what_is_open_is_of_no_single_time() {
        assert_eq!(code(&bounds(None, None)), UNDATED);
        assert_eq!(code(&bounds(Some(date(2022, 1, 1)), None)), SPREAD);
    }
}
