//! The reports that name somebody, some body or some place in one of several spellings: one walk through
//! the dictionaries of names, which hold each spelling once.

use super::schema::column;
use super::{Error, Snapshot};
use crate::report::slug;
use std::collections::{BTreeSet, HashSet};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

/// Letters of the terms of meetings that are under the name of a place, or of somebody: see
/// [`super::meetings`].
const NAMED: [char; 2] = ['l', 'n'];

impl Snapshot {
    /// The digests of the paths of reports with a name that has one of these slugs.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn naming(&self, slugs: &HashSet<String>) -> Result<Vec<u64>, Error> {
        let fields = self.fields();
        let is_meant = |term: &str| slugs.contains(&slug(term));
        let of_meeting = |term: &str| {
            let value = NAMED.iter().find_map(|letter| term.strip_prefix(*letter));
            value
                .and_then(|value| value.split('\u{1f}').next())
                .is_some_and(is_meant)
        };
        let is_term = |field: Field, term: &str| match field == fields.meetings {
            true => of_meeting(term),
            false => is_meant(term),
        };
        let dictionaries = [
            fields.person_exact,
            fields.place_exact,
            fields.organisation_exact,
            fields.meetings,
        ];
        let mut paths = BTreeSet::new();
        for segment in self.searcher().segment_readers() {
            let path = segment.fast_fields().u64(column::PATH)?;
            for field in dictionaries {
                let inverted = segment.inverted_index(field)?;
                let mut terms = inverted.terms().stream()?;
                while terms.advance() {
                    if !std::str::from_utf8(terms.key()).is_ok_and(|term| is_term(field, term)) {
                        continue;
                    }
                    let mut postings = inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                    while postings.doc() != TERMINATED {
                        if !segment.is_deleted(postings.doc()) {
                            paths.extend(path.first(postings.doc()));
                        }
                        postings.advance();
                    }
                }
            }
        }
        Ok(paths.into_iter().collect())
    }
}
