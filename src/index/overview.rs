//! What the archive holds, counted.

use super::{Error, Snapshot};
use crate::report::{Entry, Report, Role};
use crate::search::{FacetField, Overview, Property, RoleCount};
use std::collections::BTreeMap;
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

/// How many lines of how many reports have each role, in the order of [`Role::ALL`], and how many
/// reports have a warning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles {
    counts: BTreeMap<Role, (u64, u64)>,
    warned: u64,
}

impl Roles {
    pub(super) fn add(&mut self, entry: &Entry) {
        for (role, lines) in of(entry) {
            let (reports, all) = self.counts.entry(role).or_default();
            (*reports, *all) = (*reports + 1, *all + lines);
        }
        self.warned += u64::from(!entry.report.warnings.is_empty());
    }

    pub(super) fn remove(&mut self, entry: &Entry) {
        for (role, lines) in of(entry) {
            let (reports, all) = self.counts.entry(role).or_default();
            (*reports, *all) = (reports.saturating_sub(1), all.saturating_sub(lines));
        }
        self.warned = (self.warned).saturating_sub(u64::from(!entry.report.warnings.is_empty()));
    }
}

/// How often each role was given in a report.
fn of(entry: &Entry) -> BTreeMap<Role, u64> {
    let mut lines = BTreeMap::new();
    for role in entry.report.lines.iter().flat_map(|line| &line.roles) {
        *lines.entry(*role).or_default() += 1;
    }
    lines
}

impl Snapshot {
    /// What the archive holds, counted.
    pub(super) fn overview(&self) -> Result<Overview, Error> {
        let (counts, roles) = (self.whole_counts()?.clone(), self.roles()?);
        let listed = Role::ALL.iter().filter_map(|role| {
            let (reports, lines) = roles.counts.get(role).copied()?;
            let role = *role;
            (reports > 0).then_some(RoleCount { role, reports, lines })
        });
        let mut overview = Overview {
            warned: roles.warned,
            times: counts.times.histogram(),
            roles: listed.collect(),
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

    /// Counts the roles of all lines, and warnings.
    pub(super) fn read_roles(&self) -> Result<Roles, Error> {
        let mut roles = Roles {
            warned: self.alive(self.fields().has, Property::Warning.name())?,
            ..Roles::default()
        };
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
                roles.counts.insert(role, (reports, lines));
            }
        }
        Ok(roles)
    }
}
