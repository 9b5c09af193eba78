//! A generation of the index takes over what another one knows, and brings up to date what has
//! changed: the terms of changed reports are looked up in both, and what they say is taken off and
//! added. So the cost is that of the change, not of the archive.

use super::changes::{Changes, taken_out};
use super::facets::column_name;
use super::people::touched;
use super::schema::column;
use super::whole::Whole;
use super::{Error, Snapshot, headline};
use crate::report::{Entry, MeetingKey};
use once_cell::sync::OnceCell;
use std::collections::HashSet;
use std::sync::{Arc, PoisonError};
use tantivy::{DocAddress, Searcher};

/// What changed reports tell of.
#[derive(Default)]
pub(super) struct Touched {
    /// Slugs of people that are named.
    pub(super) people: HashSet<String>,
    /// Slugs of people who took part in a meeting.
    pub(super) met: HashSet<String>,
    /// Stems of meetings.
    stems: HashSet<String>,
    /// Their own headlines, and those that they point to.
    headlines: HashSet<String>,
}

impl Touched {
    fn add(&mut self, entry: &Entry) {
        touched(self, entry);
        self.stems.extend(MeetingKey::all(entry).iter().map(MeetingKey::stem));
        self.headlines.extend(headline::keys(&entry.report));
        self.headlines.extend(headline::pointed(&entry.report));
    }
}

impl Snapshot {
    /// Takes over what an earlier generation of the same index knows. What it does not know yet, or
    /// where too much has changed, is found when it is asked for, or by [`Snapshot::warm`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn follow(mut self, before: &Self) -> Result<Self, Error> {
        let reports = self.len();
        self.standing_mut().wholes = wholes(before, self.searcher())?;
        let completed = before.standing().completed.lock();
        self.standing_mut().completed = completed.unwrap_or_else(PoisonError::into_inner).still(reports).into();
        if let Some(numbers) = before.standing().numbers.get() {
            let mut followed = Vec::with_capacity(numbers.len());
            for (field, numbers) in numbers {
                match numbers.follow(self.searcher(), column_name(*field))? {
                    Some(numbers) => followed.push((*field, numbers)),
                    None => break,
                }
            }
            if followed.len() == numbers.len() {
                set(&self.standing().numbers, Some(followed));
            }
        }
        if let Some(changes) = Changes::between(before.searcher(), self.searcher())? {
            self.bring_up_to_date(before, &changes)?;
        }
        Ok(self)
    }

    fn bring_up_to_date(&self, before: &Self, changes: &Changes) -> Result<(), Error> {
        let (own, known) = (self.standing(), before.standing());
        let mut touched = Touched::default();
        let mut roles = known.roles.get().cloned();
        before.each_entry(&changes.gone, |entry| {
            touched.add(&entry);
            if let Some(roles) = &mut roles {
                roles.remove(&entry);
            }
        })?;
        self.each_entry(&changes.come, |entry| {
            touched.add(&entry);
            if let Some(roles) = &mut roles {
                roles.add(&entry);
            }
        })?;
        set(&own.roles, roles);
        if let Some(mark) = known.mark.get() {
            let sum = mark.wrapping_sub(before.marks(&changes.gone)?);
            set(&own.mark, Some(sum.wrapping_add(self.marks(&changes.come)?)));
        }
        if let Some(calendar) = known.calendar.get() {
            set(
                &own.calendar,
                Some(self.still_met(before, calendar, touched.stems.iter())?),
            );
        }
        if let Some(names) = known.people.get() {
            set(&own.people, self.still_named(before, names, touched.people.iter())?);
        }
        if let Some(titles) = known.wanted.get() {
            set(
                &own.wanted,
                self.still_wanted(before, titles, touched.headlines.iter())?,
            );
        }
        let mut attended = known.attended().clone();
        attended.retain(|slug, _| !touched.met.contains(slug));
        *own.attended() = attended;
        Ok(())
    }

    /// The sum of the marks of some reports.
    fn marks(&self, reports: &[DocAddress]) -> Result<u64, Error> {
        let mut sum = 0_u64;
        for address in reports {
            let segment = self.searcher().segment_reader(address.segment_ord);
            let mark = segment.fast_fields().u64(column::MARK)?.first(address.doc_id);
            sum = sum.wrapping_add(mark.unwrap_or(0));
        }
        Ok(sum)
    }
}

fn set<T>(place: &OnceCell<T>, value: Option<T>) {
    if let Some(value) = value {
        place.get_or_init(|| value);
    }
}

/// What is known of the segments that stay.
fn wholes(before: &Snapshot, searcher: &Searcher) -> Result<Vec<Arc<Whole>>, Error> {
    let known = before
        .searcher()
        .segment_readers()
        .iter()
        .zip(&before.standing().wholes);
    let mut wholes = Vec::new();
    for segment in searcher.segment_readers() {
        let mut known = known.clone();
        let found = known.find(|(before, _)| before.segment_id() == segment.segment_id());
        wholes.push(match found {
            Some((before, whole)) => match taken_out(before, segment) {
                gone if gone.is_empty() => Arc::clone(whole),
                gone => Arc::new(whole.without(segment, &gone)?),
            },
            None => Arc::default(),
        });
    }
    Ok(wholes)
}
