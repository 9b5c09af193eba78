//! The filter of dates, and what it says of a report.

use super::{NO_FIRST_DAY, NO_LAST_DAY, day_number};
use crate::search::{Dates, Filters, Sort, Span};
use jiff::civil::Date;

/// The filter of dates, in the numbers of [`super::day_number`].
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub(super) from: u64,
    pub(super) to: u64,
    wanted: Dates,
}

impl Days {
    /// The limits of the filters and, if there is one, of the query.
    pub(super) fn of(filters: &Filters, span: Option<Span>) -> Self {
        let later = |a: Option<Date>, b: Option<Date>| a.max(b);
        let from = later(filters.from, span.and_then(|span| span.from));
        let to = match (filters.to, span.and_then(|span| span.to)) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self {
            from: from.map_or(NO_FIRST_DAY, day_number),
            to: to.map_or(NO_LAST_DAY, day_number),
            wanted: filters.dates,
        }
    }

    /// How sure it is that a report of `first..=last` lies between the limits; `None`: surely not.
    pub(super) fn certainty(&self, first: u64, last: u64) -> Option<Dates> {
        if first == NO_FIRST_DAY && last == NO_LAST_DAY {
            Some(Dates::Undated)
        } else if first > self.to || last < self.from {
            None
        } else if first >= self.from && last <= self.to {
            Some(Dates::Sure)
        } else {
            Some(Dates::Possible)
        }
    }

    pub(super) fn wants(&self, certainty: Dates) -> bool {
        match self.wanted {
            Dates::Any if self.from == NO_FIRST_DAY && self.to == NO_LAST_DAY => true,
            Dates::Any => certainty != Dates::Undated,
            wanted => certainty == wanted,
        }
    }

    /// Whether a first or last day is asked for.
    pub(super) fn is_limited(&self) -> bool {
        self.from != NO_FIRST_DAY || self.to != NO_LAST_DAY
    }

    /// Whether every report passes, so that no date need be read.
    pub(super) fn is_open(&self) -> bool {
        self.from == NO_FIRST_DAY && self.to == NO_LAST_DAY && self.wanted == Dates::Any
    }
}

/// Time is the exact day, or else the earliest possible day, or else the latest; undated reports
/// come last in both orders.
pub(super) fn rank_of_time(sort: Sort, first: u64, last: u64) -> u64 {
    if first == NO_FIRST_DAY && last == NO_LAST_DAY {
        return 0;
    }
    let day = if first == NO_FIRST_DAY { last } else { first };
    match sort {
        Sort::Oldest => NO_LAST_DAY - day.min(NO_LAST_DAY),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_of_dates() {
        let days = Days {
            from: 10,
            to: 20,
            wanted: Dates::Any,
        };
        const PAST: u64 = NO_FIRST_DAY;
        const FUTURE: u64 = NO_LAST_DAY;
        for (first, last, expected) in [
            (10, 20, Some(Dates::Sure)),
            (15, 15, Some(Dates::Sure)),
            (5, 15, Some(Dates::Possible)),
            (15, FUTURE, Some(Dates::Possible)),
            (PAST, 15, Some(Dates::Possible)),
            (PAST, FUTURE, Some(Dates::Undated)),
            (21, FUTURE, None),
            (PAST, 9, None),
        ] {
            assert_eq!(days.certainty(first, last), expected, "{first} {last}");
        }
        let open = Days::of(&Filters::default(), None);
        assert_eq!(open.certainty(1, FUTURE), Some(Dates::Sure));
    }
}
