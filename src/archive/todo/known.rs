//! The reports that the index knows, asked for by path.

use crate::archive::Error;
use crate::index::{Row, Snapshot, path_key};
use std::collections::HashSet;

/// Rows that are asked for by path.
pub(super) enum Known<'a> {
    /// All of them, and which were met.
    Table {
        rows: Vec<Row>,
        met: Vec<bool>,
    },
    Look {
        snapshot: &'a Snapshot,
        met: HashSet<u64>,
    },
}

impl Known<'_> {
    /// The row of a path, which is met now; nothing where it was met before.
    pub(super) fn meet(&mut self, path: &str) -> Result<Option<Option<Row>>, Error> {
        let key = path_key(path);
        match self {
            Known::Table { rows, met } => {
                let Ok(place) = rows.binary_search_by_key(&key, |row| row.path) else {
                    return Ok(Some(None));
                };
                if let Some(met) = met.get_mut(place) {
                    *met = true;
                }
                Ok(Some(rows.get(place).copied()))
            }
            Known::Look { snapshot, met } => {
                // A folder and a file in it may both have been told of.
                if !met.insert(key) {
                    return Ok(None);
                }
                Ok(Some(snapshot.at_path(key)?.map(|(_, row)| row)))
            }
        }
    }
}
