//! Meetings over time, narrowed to people, places, outlets and days.

use super::days::Days;
use super::meeting_groups::Group;
use super::meeting_walk::{END, INEXACT, MeetingCalendar, Tally};
use super::meetings::Under;
use super::{Error, Snapshot, day_number};
use crate::report::{MeetingKey, slug};
use crate::search::{MeetingList, MeetingRequest, Notice};
use std::cell::Cell;
use std::collections::HashMap;

/// Meetings that one question goes through at most, each as often as it is compared with a value.
const MOST: usize = 200_000;

/// What meetings have to be under.
struct Sieve<'a> {
    snapshot: &'a Snapshot,
    calendar: &'a MeetingCalendar,
    days: Days,
    /// The one of which the dictionary has a stretch for each value.
    first: (Under, Vec<String>),
    /// For each of these, any of its values.
    others: Vec<(Under, Vec<String>)>,
    /// Meetings gone through, and values that they were compared with.
    seen: Cell<usize>,
}

impl Snapshot {
    /// A page of the meetings that are asked for.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meetings(&self, request: &MeetingRequest) -> Result<MeetingList, Error> {
        let calendar = self.calendar()?;
        let sieve = Sieve::of(self, calendar, request);
        let mut cut = false;
        let tally = match sieve.is_open() {
            true => calendar.tally.clone(),
            false => {
                let mut tally = Tally::default();
                for (first, end) in sieve.ranges() {
                    cut |= sieve.each((&first, &end), |group| {
                        tally.add(&group.key, 1);
                        true
                    })?;
                }
                tally
            }
        };
        let groups = sieve.page(&tally, request.offset(), request.limit)?;
        let mut names = HashMap::new();
        let mut list = MeetingList {
            total: tally.total(),
            dated: tally.dated(),
            histogram: tally.histogram(),
            ..MeetingList::default()
        };
        for group in groups {
            list.meetings.extend(self.full_row(&group, &mut names)?);
        }
        if cut {
            list.notices.push(Notice::new(
                "There are more meetings than one answer goes through; narrow them down by days.",
            ));
        }
        Ok(list)
    }
}

impl<'a> Sieve<'a> {
    fn of(snapshot: &'a Snapshot, calendar: &'a MeetingCalendar, request: &MeetingRequest) -> Self {
        let filters = &request.filters;
        let slugs = |names: &[String]| names.iter().map(|name| slug(name)).collect::<Vec<_>>();
        let mut asked = vec![(Under::Person, slugs(&filters.people))];
        asked.extend(slugs(&request.with).into_iter().map(|slug| (Under::Person, vec![slug])));
        asked.push((Under::Place, filters.places.clone()));
        asked.push((Under::Outlet, filters.outlets.clone()));
        asked.retain(|(_, values)| !values.is_empty());
        let mut asked = asked.into_iter();
        Self {
            snapshot,
            calendar,
            days: Days::of(filters, None),
            first: asked.next().unwrap_or((Under::All, vec![String::new()])),
            others: asked.collect(),
            seen: Cell::new(0),
        }
    }

    /// Whether every meeting passes.
    fn is_open(&self) -> bool {
        self.first.0 == Under::All && self.days.is_open()
    }

    /// The stretches of keys that can be of the days that are asked for: exact days, days from one on,
    /// and those of which not even a first day is known.
    fn ranges(&self) -> [(String, String); 3] {
        // Earlier years are not in the order of their text.
        let day = |number: u64| {
            super::day_of(number)
                .filter(|day| day.year() >= 0)
                .map(|day| day.to_string())
        };
        let first = day(self.days.from).unwrap_or_default();
        let last = day(self.days.to).map(|day| format!("{day}{INEXACT}"));
        let unknown = format!("{INEXACT}{INEXACT}");
        let until = last
            .as_ref()
            .map_or_else(|| unknown.clone(), |last| format!("{INEXACT}{last}"));
        [
            (first, last.unwrap_or_else(|| INEXACT.to_owned())),
            (INEXACT.to_owned(), until),
            (unknown, END.to_owned()),
        ]
    }

    /// Goes through what passes, as long as `each` says so; whether there was too much of it.
    fn each(&self, range: (&str, &str), mut each: impl FnMut(Group) -> bool) -> Result<bool, Error> {
        let (under, values) = &self.first;
        let mut stopped = false;
        self.seen.set(0);
        for (nth, value) in values.iter().enumerate() {
            let earlier = values.get(..nth).unwrap_or_default();
            self.snapshot.each_stem((*under, value), range, |key, variants| {
                self.seen.update(|seen| seen + 1);
                if !self.is_timely(key) {
                    return Ok(self.seen.get() < MOST);
                }
                let split = self.calendar.split.has(&key.stem());
                for group in self.snapshot.groups(key, variants, split)? {
                    if !self.is_under_any(&group, *under, earlier)? && self.passes(&group)? {
                        stopped |= !each(group);
                    }
                }
                Ok(self.seen.get() < MOST && !stopped)
            })?;
            if stopped {
                break;
            }
        }
        Ok(self.seen.get() >= MOST)
    }

    fn is_timely(&self, key: &MeetingKey) -> bool {
        let first = key.earliest.map_or(super::NO_FIRST_DAY, day_number);
        let last = key.latest.map_or(super::NO_LAST_DAY, day_number);
        let certainty = self.days.certainty(first, last);
        certainty.is_some_and(|certainty| self.days.wants(certainty))
    }

    fn passes(&self, group: &Group) -> Result<bool, Error> {
        for (under, values) in &self.others {
            if !self.is_under_any(group, *under, values)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_under_any(&self, group: &Group, under: Under, values: &[String]) -> Result<bool, Error> {
        for value in values {
            self.seen.update(|seen| seen + 1);
            if !self.snapshot.group_docs(group, (under, value))?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Some of the meetings: only the months that they lie in are gone through again.
    fn page(&self, tally: &Tally, offset: usize, limit: usize) -> Result<Vec<Group>, Error> {
        let end = offset.saturating_add(limit);
        let (mut before, mut newer) = (0, 0);
        let mut months: Vec<&str> = Vec::new();
        for (month, count) in tally.months.iter().rev() {
            if before + count > offset && before < end {
                if months.is_empty() {
                    newer = before;
                }
                months.push(month);
            }
            before += count;
        }
        let mut page = Vec::new();
        if let (Some(last), Some(first)) = (months.first(), months.last()) {
            let mut groups = Vec::new();
            self.each((first, &format!("{last}{INEXACT}")), |group| {
                groups.push(group);
                true
            })?;
            // The newest first; several values bring several stretches.
            groups.sort_by_cached_key(|group| std::cmp::Reverse(group.key.to_string()));
            page.extend(groups.into_iter().skip(offset - newer).take(limit));
        }
        let wanted = limit.saturating_sub(page.len());
        if wanted > 0 && tally.inexact > 0 && end > tally.dated() {
            let skipped = offset.saturating_sub(tally.dated());
            let mut groups = Vec::new();
            let one_stretch = self.first.1.len() == 1;
            self.each((INEXACT, END), |group| {
                groups.push(group);
                !one_stretch || groups.len() < skipped + wanted
            })?;
            groups.sort_by_cached_key(|group| group.key.to_string());
            page.extend(groups.into_iter().skip(skipped).take(wanted));
        }
        Ok(page)
    }
}
