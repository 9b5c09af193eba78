//! Who is named, and who met whom.

use super::{Archive, Error};
use crate::extract::authority::NameKind;
use crate::report;
use crate::search::{Beginning, Network, Pair, PeopleList, PeopleRequest, Profile};
use std::sync::Arc;

impl Archive {
    /// The people that are asked for. Of everybody only the 10,000 in most reports can be paged
    /// through; by the letters of their names, all.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn people(&self, request: &PeopleRequest) -> Result<PeopleList, Error> {
        let current = self.current();
        Ok(current.snapshot.people(current.snapshot.everybody()?, request)?)
    }

    /// How many people there are by one letter more than these.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn beginnings(&self, of: &str) -> Result<Vec<Beginning>, Error> {
        Ok(self.current().snapshot.everybody()?.beginnings(of))
    }

    /// The slug of the person that the archivist says is meant by another slug, everywhere.
    #[must_use]
    pub fn settled(&self, slug: &str) -> Option<String> {
        let state = self.state();
        let mut known = state.authority.entries().iter();
        let means = |variants: &[String]| variants.iter().any(|variant| report::slug(variant) == slug);
        let known =
            known.find(|known| known.kind == NameKind::Person && known.reports.is_empty() && means(&known.variants))?;
        Some(report::slug(&known.name)).filter(|settled| settled != slug && !settled.is_empty())
    }

    /// The person with this slug: the latest `meetings` meetings, and `met` of those they met.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn profile(&self, slug: &str, meetings: usize, met: usize) -> Result<Option<Profile>, Error> {
        Ok(self.current().snapshot.profile(slug, meetings, met)?)
    }

    /// The 30 people with most meetings, of the 2,000 in most reports, and who of them met.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn network(&self) -> Result<Arc<Network>, Error> {
        Ok(self.current().snapshot.most_connected()?)
    }

    /// Two people by slug, and the latest `limit` of the meetings in which both took part. Nothing
    /// where either is nobody.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn pair(&self, one: &str, other: &str, limit: usize) -> Result<Option<Pair>, Error> {
        Ok(self.current().snapshot.pair(one, other, limit)?)
    }
}
