//! Questions about reports. Each is answered from one generation of the index.

use super::{Archive, Error, Held, State};
use crate::index::Marker;
use crate::report::ReportId;
use crate::search::{Neighbours, Request, Results, Suggestion};
use crate::sources::is_suffixed;
use jiff::Timestamp;
use std::sync::Arc;

impl Archive {
    /// Answers a search.
    ///
    /// # Errors
    /// When the query asks for too much at once ([`Error::TooMuch`]), or the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Results, Error> {
        Ok(self.inner.current.load().snapshot.search(request)?)
    }

    /// What may complete the beginning of a query: names, outlets, places and words of headlines
    /// that begin so, most frequent first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, beginning: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        Ok(self.inner.current.load().snapshot.suggest(beginning, limit)?)
    }

    /// The reports before and after one in the results of a search; `position` is where it stood
    /// when the link was made, counted from 1. `None` when the results do not hold it (near there)
    /// any more.
    ///
    /// # Errors
    /// As for [`Archive::search`].
    pub fn neighbours(&self, request: &Request, id: &ReportId, position: usize) -> Result<Option<Neighbours>, Error> {
        Ok(self.inner.current.load().snapshot.neighbours(request, id, position)?)
    }

    /// The report with this id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn report(&self, id: &ReportId) -> Result<Option<Held>, Error> {
        let record = self.inner.current.load().snapshot.record(id)?;
        Ok(record.map(|record| Held {
            entry: record.entry,
            path: record.path,
            digest: record.digest,
            size: record.size,
            modified: Timestamp::from_nanosecond(i128::from(record.modified_ns)).unwrap_or(Timestamp::UNIX_EPOCH),
        }))
    }

    /// The report that had this id while another had the one that it claims, and has that one now: the suffix
    /// depends on its path alone, so it is known whose it was.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn formerly(&self, id: &ReportId) -> Result<Option<Held>, Error> {
        let Some(claimed) = id.without_suffix() else {
            return Ok(None);
        };
        let held = self.report(&claimed)?;
        Ok(held.filter(|held| is_suffixed(id, &claimed, &held.path)))
    }

    /// The untouched bytes of the report with this id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn source(&self, id: &ReportId) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.inner.current.load().snapshot.source(id)?)
    }

    /// What the archive holds as a whole.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.inner.current.load().state)
    }

    /// What marks the hits of a search in any number of texts.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn marker(&self, request: &Request) -> Result<Marker, Error> {
        Ok(self.inner.current.load().snapshot.marker(request)?)
    }
}
