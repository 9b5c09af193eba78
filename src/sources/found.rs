//! What a look at the folder finds: files, and records in files, that may be reports.

use super::beside::Beside;
use super::ids::{Claim, give_to_all, path_key};
use super::look::Seen;
use super::problem::{Problem, Unseen};
use super::records::{Mapping, Within};
use crate::report::ReportId;
use std::sync::Arc;

/// A file, or a record in a file, that may be a report: seen but not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The id it claims, made unique in its folder.
    pub id: ReportId,
    /// Its path below the folder, with `/` between the parts; that of a record goes on behind the
    /// name of its file, `docs.jsonl/12`.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When its file was last changed, in nanoseconds since 1970; 0 where the system does not say.
    pub modified_ns: i64,
    /// Where it stands in its file, when it is a record.
    pub within: Option<Within>,
}

impl Found {
    /// A file that is one report, with the id that it claims.
    #[must_use]
    pub fn page(seen: Seen) -> Self {
        let claim = Claim {
            path: &seen.path,
            file: 0,
        };
        Self {
            id: claim.id(),
            path: seen.path,
            size: seen.size,
            modified_ns: seen.modified_ns,
            within: None,
        }
    }

    /// The same as a record of a file of records, of which the bytes are at hand.
    #[must_use]
    pub fn in_file(self, file: &str, mapping: &Mapping) -> Self {
        Self {
            within: Some(Within::somewhere(file, Arc::new(mapping.of(file)))),
            ..self
        }
    }

    /// The digest of the path of the file of records that it stands in; 0 where it is a file of its own.
    #[must_use]
    pub fn file_key(&self) -> u64 {
        self.within.as_ref().map_or(0, |within| path_key(&within.file))
    }

    /// What its reading depends on beside its bytes, where it is a record: what its fields are called.
    #[must_use]
    pub fn fields_key(&self) -> u64 {
        self.within.as_ref().map_or(0, Within::key)
    }

    /// The id that its path claims.
    #[must_use]
    pub fn claim(&self) -> Claim<'_> {
        Claim {
            path: &self.path,
            file: self.within.as_ref().map_or(0, |within| within.file.len()),
        }
    }
}

/// What a look at the folder saw.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Files that may be reports, by path.
    pub found: Vec<Found>,
    /// Files that cannot be read as reports, and notes on ids claimed twice.
    pub problems: Vec<Problem>,
    /// The authority file.
    pub authority: Option<Beside>,
    /// Sidecars of reports, by path.
    pub sidecars: Vec<Beside>,
    /// What the fields of records are called.
    pub mapping: Arc<Mapping>,
    /// What could not be seen.
    pub(super) unseen: Unseen,
}

impl Scan {
    /// Gives the reports their ids, and puts all in order.
    pub(super) fn in_order(mut self) -> Self {
        self.unseen = Unseen::among(&self.problems);
        give_to_all(&mut self);
        self.sort_sidecars();
        self
    }

    /// Whether there may be a file at this path that could not be seen: it, or a folder above it,
    /// could not be read.
    #[must_use]
    pub fn hides(&self, path: &str) -> bool {
        self.unseen.hides(path)
    }
}
