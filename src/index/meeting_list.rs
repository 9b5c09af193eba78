//! Meetings over time, narrowed to people, places, outlets and days.

use super::days::Days;
use super::meeting_groups::Group;
use super::meeting_stretches::Stretches;
use super::meeting_walk::{END, INEXACT, MeetingCalendar, Tally};
use super::meetings::Under;
use super::{Error, Snapshot, day_number};
use crate::report::{MeetingKey, slug};
use crate::search::{MeetingList, MeetingRequest, Notice};
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

/// Terms that are walked over at most to count what is asked for, and again to list a page of it.
const MOST: usize = 300_000;

/// What meetings have to be under.
struct Sieve<'a> {
    snapshot: &'a Snapshot,
    calendar: &'a MeetingCalendar,
    days: Days,
    /// What is gone through: any of its values.
    first: (Under, Vec<String>),
    /// For each of these, any of its values.
    others: Vec<(Under, Vec<String>)>,
    /// Terms that may still be walked over.
    left: Cell<usize>,
}

impl Snapshot {
    /// A page of the meetings that are asked for.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meetings(&self, request: &MeetingRequest) -> Result<MeetingList, Error> {
        let calendar = self.calendar()?;
        let sieve = Sieve::of(self, calendar, request);
        let tally = match sieve.is_open() {
            true => calendar.tally.clone(),
            false => {
                let mut tally = Tally::default();
                for (first, end) in sieve.ranges() {
                    sieve.each((&first, &end), |group| {
                        tally.add(&group.key, 1);
                        true
                    })?;
                }
                tally
            }
        };
        let mut is_cut = sieve.is_spent();
        sieve.left.set(MOST);
        let groups = sieve.page(&tally, request.offset(), request.limit)?;
        is_cut |= sieve.is_spent();
        let mut names = HashMap::new();
        let mut list = MeetingList {
            total: tally.total(),
            dated: tally.dated(),
            histogram: tally.histogram(),
            is_cut,
            ..MeetingList::default()
        };
        for group in groups {
            list.meetings.extend(self.full_row(&group, &mut names)?);
        }
        if is_cut {
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
        let with: BTreeSet<String> = slugs(&request.with).into_iter().collect();
        asked.extend(with.into_iter().map(|slug| (Under::Person, vec![slug])));
        asked.push((Under::Place, filters.places.clone()));
        asked.push((Under::Outlet, filters.outlets.clone()));
        for (_, values) in &mut asked {
            values.sort();
            values.dedup();
        }
        asked.retain(|(_, values)| !values.is_empty());
        let mut asked = asked.into_iter();
        Self {
            snapshot,
            calendar,
            days: Days::of(filters, None),
            first: asked.next().unwrap_or((Under::All, vec![String::new()])),
            others: asked.collect(),
            left: Cell::new(MOST),
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

    /// Whether there was too much to go through.
    fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Goes through what passes, in the order of time, as long as `each` says so.
    fn each(&self, range: (&str, &str), mut each: impl FnMut(Group) -> bool) -> Result<(), Error> {
        let readers = self.snapshot.meeting_readers()?;
        let open = |asked| Stretches::open(self.snapshot, &readers, asked, range, &self.left);
        let mut first = open(&self.first)?;
        let mut others = self.others.iter().map(open).collect::<Result<Vec<_>, _>>()?;
        while let Some((key, variants)) = first.next()? {
            if !self.is_timely(&key) {
                continue;
            }
            let stem = key.stem();
            let mut groups = self.snapshot.groups(&key, &variants, self.calendar.split.has(&stem))?;
            for other in &mut others {
                if groups.is_empty() {
                    break;
                }
                let variants = other.at(&stem)?;
                let mut told = Vec::with_capacity(groups.len());
                for group in groups {
                    if self.snapshot.is_told(&group, &variants)? {
                        told.push(group);
                    }
                }
                groups = told;
            }
            for group in groups {
                if !each(group) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn is_timely(&self, key: &MeetingKey) -> bool {
        let first = key.earliest.map_or(super::NO_FIRST_DAY, day_number);
        let last = key.latest.map_or(super::NO_LAST_DAY, day_number);
        let certainty = self.days.certainty(first, last);
        certainty.is_some_and(|certainty| self.days.wants(certainty))
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
            // The newest first.
            groups.sort_by_cached_key(|group| std::cmp::Reverse(group.key.to_string()));
            page.extend(groups.into_iter().skip(offset - newer).take(limit));
        }
        let wanted = limit.saturating_sub(page.len());
        if wanted > 0 && tally.inexact > 0 && end > tally.dated() {
            let skipped = offset.saturating_sub(tally.dated());
            let mut groups = Vec::new();
            self.each((INEXACT, END), |group| {
                groups.push(group);
                groups.len() < skipped + wanted
            })?;
            page.extend(groups.into_iter().skip(skipped).take(wanted));
        }
        Ok(page)
    }
}
