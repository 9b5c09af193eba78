//! Who is named, and who met whom.

use super::{Archive, Error, Generation};
use crate::extract::authority::NameKind;
use crate::index::PeopleNames;
use crate::report;
use crate::search::{Beginning, Network, Pair, PeopleList, PeopleRequest, Profile};
use std::sync::Arc;

/// People that can be paged through by the number of their reports; a megabyte.
const MOST_NAMED: usize = 10_000;
/// People of the network.
const NETWORK: usize = 30;

impl Archive {
    /// The people that are asked for. Of everybody only the 10,000 in most reports can be paged
    /// through; by the letters of their names, all.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn people(&self, request: &PeopleRequest) -> Result<PeopleList, Error> {
        let current = self.current();
        Ok(current.snapshot.people(names(&current)?, request)?)
    }

    /// How many people there are by one letter more than these.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn beginnings(&self, of: &str) -> Result<Vec<Beginning>, Error> {
        Ok(names(&self.current())?.beginnings(of))
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

    /// The 30 people with most meetings, of the 2,000 in most reports, and who of them met; found
    /// once for each generation.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn network(&self) -> Result<Arc<Network>, Error> {
        let current = self.current();
        if let Some(network) = current.network.get() {
            return Ok(Arc::clone(network));
        }
        let network = current.snapshot.network(names(&current)?, NETWORK)?;
        Ok(Arc::clone(current.network.get_or_init(|| Arc::new(network))))
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

fn names(generation: &Generation) -> Result<&PeopleNames, Error> {
    if let Some(names) = generation.people.get() {
        return Ok(names);
    }
    let names = generation.snapshot.people_names(MOST_NAMED)?;
    Ok(generation.people.get_or_init(|| names))
}
