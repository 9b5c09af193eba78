//! How reports hang together. Each answer is a look-up in the index when it is asked for.

use super::{Archive, Error, Generation, Held};
use crate::report::{Entry, Report};
use crate::search::{CitedBy, Link, LinkedDates, Listed, Overview, Pointer, Related, WantedList};
use std::sync::Arc;

impl Archive {
    /// Where the pointers of a report lead, in the order of its lines. A pointer that names the
    /// report's own headline, which no other report has, is left out.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn pointers(&self, report: &Report) -> Result<Vec<Pointer>, Error> {
        Ok(self.current().snapshot.pointers(report)?)
    }

    /// The reports that point to this one by its very headline, up to `limit` of them. What is only
    /// likely to point to it is not counted.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn cited_by(&self, report: &Report, limit: usize) -> Result<CitedBy, Error> {
        Ok(self.current().snapshot.cited_by(report, limit)?)
    }

    /// What the links of a report say about its date, beyond what it says itself.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn linked_dates(&self, entry: &Entry) -> Result<LinkedDates, Error> {
        Ok(self.current().snapshot.linked_dates(entry)?)
    }

    /// The other reports of the very same bytes, up to `limit` of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn copies_of(&self, held: &Held, limit: usize) -> Result<Vec<Link>, Error> {
        Ok(self
            .current()
            .snapshot
            .copies_of(&held.entry.report.id, &held.digest, limit)?)
    }

    /// Up to `limit` reports that are like this one, most alike first, each with what both have.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn related(&self, entry: &Entry, limit: usize) -> Result<Vec<Related>, Error> {
        Ok(self.current().snapshot.related(entry, limit)?)
    }

    /// Headlines that reports point to and the archive does not hold: `limit` of them after the
    /// first `offset`. The total is of all, but only the 10,000 with most citers can be paged
    /// through.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn wanted(&self, offset: usize, limit: usize) -> Result<WantedList, Error> {
        let current = self.current();
        let titles = current.snapshot.most_wanted()?;
        Ok(current.snapshot.wanted(titles, offset, limit)?)
    }

    /// One of `parts` parts of the list of all reports, counted from 0, in an order that does not
    /// change as reports come.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn listing(&self, part: usize, parts: usize) -> Result<Vec<Listed>, Error> {
        Ok(self.current().snapshot.listing(part, parts)?)
    }

    /// What the archive holds, counted.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn overview(&self) -> Result<Arc<Overview>, Error> {
        Ok(self.current().snapshot.whole_overview()?)
    }

    pub(super) fn current(&self) -> Arc<Generation> {
        self.inner.current.load_full()
    }
}
