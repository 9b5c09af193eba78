//! What the files were when they were indexed, read from columns, not from documents: a million rows
//! take a fraction of a second.

use super::Error;
use super::schema::column;
use crate::report::ReportId;
pub use crate::sources::id_key;
use serde::{Deserialize, Serialize};
use tantivy::{Searcher, SegmentReader};

/// A file as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its path below the folder of reports.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// The beginning of the SHA-256 of its bytes; see [`digest_key`].
    pub digest: u64,
    /// What else its reading depended on: the lines it shares with others
    /// ([`crate::clean::Familiar::key`]), and the archivist's word.
    pub familiar: u64,
    /// The digest of its id; see [`id_key`].
    pub id: u64,
}

/// A file that could not be read as a report when it had this size and time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// Its path below the folder of reports.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// Why it could not be read.
    pub reason: String,
}

/// What a commit says about the index as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// When what it holds last changed.
    pub changed: jiff::Timestamp,
    /// The folder of reports, whole: the same paths in another folder are other files.
    pub folder: String,
    /// Whether all reports are dated by their links since it last changed.
    pub linked: bool,
    /// Files that are no reports.
    pub unreadable: Vec<Unreadable>,
    /// A digest of the archivist's files; 0 when there is none.
    #[serde(default)]
    pub word: u64,
    /// What was found wrong in them, for the archive to read.
    #[serde(default)]
    pub faults: Vec<String>,
}

/// The first 64 bits of a digest in hexadecimal.
#[must_use]
pub fn digest_key(hex: &str) -> u64 {
    hex.get(..16)
        .and_then(|start| u64::from_str_radix(start, 16).ok())
        .unwrap_or(0)
}

/// The share of one report in the fingerprint of the archive: the first eight bytes, as a
/// big-endian number, of BLAKE3 over the id, a NUL and the SHA-256 in hexadecimal.
#[must_use]
pub fn mark(id: &ReportId, digest: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(id.as_str().as_bytes());
    hasher.update(&[0]);
    hasher.update(digest.as_bytes());
    first_eight(hasher.finalize().as_bytes())
}

/// A digest of all that is told of a report: of what is stored to be shown.
pub(super) fn told(card: &str, record: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(card.as_bytes());
    hasher.update(record.as_bytes());
    first_eight(hasher.finalize().as_bytes())
}

pub(super) fn first_eight(bytes: &[u8; 32]) -> u64 {
    bytes.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}

/// Every file that the index holds, by path.
pub(super) fn rows(searcher: &Searcher) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::with_capacity(usize::try_from(searcher.num_docs()).unwrap_or(0));
    for segment in searcher.segment_readers() {
        segment_rows(segment, &mut rows)?;
    }
    rows.sort_unstable_by(|a: &Row, b: &Row| a.path.cmp(&b.path));
    Ok(rows)
}

fn segment_rows(segment: &SegmentReader, rows: &mut Vec<Row>) -> Result<(), Error> {
    let columns = segment.fast_fields();
    let (size, digest) = (columns.u64(column::SIZE)?, columns.u64(column::DIGEST)?);
    let (familiar, id) = (columns.u64(column::FAMILIAR)?, columns.u64(column::KEY)?);
    let modified_ns = columns.i64(column::MTIME)?;
    let paths = columns.str(column::PATH)?.ok_or_else(|| missing(column::PATH))?;
    // One walk through the dictionary instead of a look-up for each document.
    let mut by_ordinal: Vec<(u64, u32)> = segment
        .doc_ids_alive()
        .filter_map(|doc| Some((paths.ords().first(doc)?, doc)))
        .collect();
    if by_ordinal.len() != usize::try_from(segment.num_docs()).unwrap_or(usize::MAX) {
        return Err(missing(column::PATH));
    }
    by_ordinal.sort_unstable();
    let ordinals: Vec<u64> = by_ordinal.iter().map(|(ordinal, _)| *ordinal).collect();
    let mut docs = by_ordinal.iter().map(|(_, doc)| *doc);
    let mut damaged = false;
    paths.dictionary().sorted_ords_to_term_cb(&ordinals, |path| {
        let row = docs.next().and_then(|doc| {
            Some(Row {
                path: std::str::from_utf8(path).ok()?.to_owned(),
                size: size.first(doc)?,
                modified_ns: modified_ns.first(doc)?,
                digest: digest.first(doc)?,
                familiar: familiar.first(doc)?,
                id: id.first(doc)?,
            })
        });
        match row {
            Some(row) => rows.push(row),
            None => damaged = true,
        }
    })?;
    if damaged || docs.next().is_some() {
        return Err(missing("manifest"));
    }
    Ok(())
}

fn missing(what: &str) -> Error {
    Error::Engine(tantivy::TantivyError::SchemaError(format!("{what} is missing")))
}
