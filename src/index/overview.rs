//! What the archive holds, counted.

use super::{Error, Snapshot};
use crate::report::{Report, Role};
use crate::search::{FacetField, Overview, Property, Query, Request, RoleCount};
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// The names of the roles of all lines, one after the other.
pub(super) fn role_terms(report: &Report) -> String {
    let mut terms = String::new();
    for role in report.lines.iter().flat_map(|line| &line.roles) {
        terms.push_str(role.name());
        terms.push(' ');
    }
    terms
}

impl Snapshot {
    /// What the archive holds, counted; up to `limit` values of each kind.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn overview(&self, limit: usize) -> Result<Overview, Error> {
        let counts = self.counts(limit)?;
        let warned = self.count(&Request::default(), &Query::Has(Property::Warning))?;
        let mut overview = Overview {
            warned: warned as u64,
            times: counts.histogram,
            roles: self.roles()?,
            ..Overview::default()
        };
        for (field, counts) in counts.facets {
            match field {
                FacetField::Outlet => overview.outlets = counts,
                FacetField::Person => overview.people = counts,
                FacetField::Year => overview.years = counts,
                FacetField::Place => overview.places = counts,
                FacetField::Language => overview.languages = counts,
                FacetField::Organisation | FacetField::Meeting | FacetField::Section => {}
            }
        }
        overview.years.sort_by(|a, b| b.value.cmp(&a.value));
        Ok(overview)
    }

    /// How many lines of how many reports have each role; those that none has are left out.
    fn roles(&self) -> Result<Vec<RoleCount>, Error> {
        let mut counts = Vec::new();
        for role in Role::ALL {
            let (mut reports, mut lines) = (0, 0);
            for segment in self.searcher().segment_readers() {
                let inverted = segment.inverted_index(self.fields().role)?;
                let Some(info) = inverted.terms().get(role.name())? else {
                    continue;
                };
                let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
                while postings.doc() != TERMINATED {
                    if !segment.is_deleted(postings.doc()) {
                        reports += 1;
                        lines += u64::from(postings.term_freq());
                    }
                    postings.advance();
                }
            }
            if reports > 0 {
                counts.push(RoleCount { role, reports, lines });
            }
        }
        Ok(counts)
    }
}
