//! What the files were when they were indexed, read from columns, not from documents: a million rows
//! take a fraction of a second, and one row is a look-up.

use super::schema::column;
use super::stored::{self, StoredRecord, StoredSource};
use super::{Error, Record, Snapshot};
use crate::report::ReportId;
use crate::search::Link;
use crate::sources::Source;
pub use crate::sources::{id_key, path_key};
use serde::{Deserialize, Serialize};
use tantivy::columnar::Column;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// A file, or a record in one, as the index knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The digest of its path; see [`path_key`].
    pub path: u64,
    /// The same of the file of records that it stands in; 0 where it is a file of its own.
    pub file: u64,
    /// The digest of its id; see [`id_key`].
    pub id: u64,
    /// Its size in bytes.
    pub size: u64,
    /// When its file was last changed, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// The beginning of the SHA-256 of its bytes; see [`digest_key`].
    pub digest: u64,
    /// A digest of the size and time of what stood beside it; 0 where nothing did. Of a record, of what its
    /// fields are called.
    pub sidecar: u64,
}

/// Where a report is in one generation of the index.
pub type Place = DocAddress;

/// All that the index keeps of a report.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What it says and what we infer.
    pub record: Record,
    /// Its untouched bytes.
    pub bytes: Vec<u8>,
    /// What its file was.
    pub row: Row,
    /// The familiar lines that it was cleaned with; see [`crate::clean::familiar_key`].
    pub familiar: u64,
}

/// A file of records that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordsFile {
    /// Its path below the folder of reports.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// A digest of what the fields of its records are called.
    #[serde(default)]
    pub fields: u64,
    /// What is wrong in it.
    pub problems: Vec<String>,
}

/// What a commit says about the index as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// When what it holds last changed.
    pub changed: jiff::Timestamp,
    /// The folder of reports, whole: the same paths in another folder are other files.
    pub folder: String,
    /// Whether all reports are cleaned with the lines that they share, and dated by their links, since it
    /// last changed.
    pub settled: bool,
    /// The files of records, by path: while one has this size and time, none of its records is another.
    #[serde(default)]
    pub files: Vec<RecordsFile>,
    /// Files that need a look, as the archive writes them, for those who only read.
    #[serde(default)]
    pub problems: Vec<String>,
    /// A digest of the authority file that is in force; 0 when there is none.
    #[serde(default)]
    pub authority: u64,
    /// What was found wrong in sidecars, for the archive to read.
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
pub(super) fn told(card: &[u8], record: &[u8]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(card);
    hasher.update(record);
    first_eight(hasher.finalize().as_bytes())
}

pub(super) fn first_eight(bytes: &[u8; 32]) -> u64 {
    bytes.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}

/// The columns of the manifest in one segment.
struct Columns {
    path: Column<u64>,
    file: Column<u64>,
    id: Column<u64>,
    size: Column<u64>,
    modified_ns: Column<i64>,
    digest: Column<u64>,
    sidecar: Column<u64>,
}

impl Kept {
    /// The file again, as it is read; nothing where it is a record in a file, or no text any more.
    #[must_use]
    pub fn page(&self) -> Option<Source> {
        let id = self.record.entry.report.id.clone();
        let page = || Source::page(id, self.record.path.clone(), self.bytes.clone(), None).ok();
        (self.row.file == 0).then(page).flatten()
    }
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Self, Error> {
        let columns = segment.fast_fields();
        Ok(Self {
            path: columns.u64(column::PATH)?,
            file: columns.u64(column::FILE)?,
            id: columns.u64(column::KEY)?,
            size: columns.u64(column::SIZE)?,
            modified_ns: columns.i64(column::MTIME)?,
            digest: columns.u64(column::DIGEST)?,
            sidecar: columns.u64(column::SIDECAR)?,
        })
    }

    fn row(&self, doc: DocId) -> Result<Row, Error> {
        let row = || {
            Some(Row {
                path: self.path.first(doc)?,
                file: self.file.first(doc).unwrap_or_default(),
                id: self.id.first(doc)?,
                size: self.size.first(doc)?,
                modified_ns: self.modified_ns.first(doc)?,
                digest: self.digest.first(doc)?,
                sidecar: self.sidecar.first(doc)?,
            })
        };
        row().ok_or_else(|| missing("manifest"))
    }
}

/// Every file that the index holds, by [`Row::path`].
pub(super) fn table(searcher: &Searcher) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::with_capacity(usize::try_from(searcher.num_docs()).unwrap_or(0));
    for segment in searcher.segment_readers() {
        let columns = Columns::of(segment)?;
        for doc in segment.doc_ids_alive() {
            rows.push(columns.row(doc)?);
        }
    }
    rows.sort_unstable_by_key(|row: &Row| row.path);
    Ok(rows)
}

/// Whether the columns of the manifest can be opened.
pub(super) fn check(searcher: &Searcher) -> Result<(), Error> {
    for segment in searcher.segment_readers() {
        let columns = Columns::of(segment)?;
        if let Some(doc) = segment.doc_ids_alive().next() {
            columns.row(doc)?;
        }
    }
    Ok(())
}

impl Snapshot {
    /// Every file that the index holds, by [`Row::path`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn table(&self) -> Result<Vec<Row>, Error> {
        table(self.searcher())
    }

    /// The report of a file, or of a record in one, by the digest of its path.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn at_path(&self, path: u64) -> Result<Option<(Place, Row)>, Error> {
        Ok(self.rows_of(self.fields().path, path)?.into_iter().next())
    }

    /// The report of an id, by its digest.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of_id(&self, id: u64) -> Result<Option<(Place, Row)>, Error> {
        Ok(self.rows_of(self.fields().key, id)?.into_iter().next())
    }

    /// The reports of these very bytes, by the beginning of their digest.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of_digest(&self, digest: u64) -> Result<Vec<(Place, Row)>, Error> {
        self.rows_of(self.fields().digest, digest)
    }

    /// The reports of the files below a folder, or the records of a file, by the digest of its path.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn below(&self, path: u64) -> Result<Vec<(Place, Row)>, Error> {
        self.rows_of(self.fields().above, path)
    }

    /// The other reports of the bytes of one, as links, up to `limit` of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn copies_of(&self, id: &ReportId, digest: &str, limit: usize) -> Result<Vec<Link>, Error> {
        let own = id_key(id);
        let mut others = self.of_digest(digest_key(digest))?;
        others.retain(|(_, row)| row.id != own);
        others.sort_unstable_by_key(|(_, row)| row.id);
        others.iter().take(limit).map(|(place, _)| self.link(*place)).collect()
    }

    /// Reports of the same bytes, as many as `limit`: each with the first of those that it is a copy of,
    /// by path.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn copies(&self, limit: usize) -> Result<Vec<(String, String)>, Error> {
        let mut all: Vec<(u64, Place)> = Vec::with_capacity(usize::try_from(self.len()).unwrap_or(0));
        for (at, segment) in (0..).zip(self.searcher().segment_readers()) {
            let digests = segment.fast_fields().u64(column::DIGEST)?;
            let digest = |doc| (digests.first(doc).unwrap_or_default(), DocAddress::new(at, doc));
            all.extend(segment.doc_ids_alive().map(digest));
        }
        all.sort_unstable();
        let mut copies = Vec::new();
        for same in all
            .chunk_by(|one, other| one.0 == other.0)
            .filter(|same| same.len() > 1)
        {
            let room = limit.saturating_sub(copies.len());
            if room == 0 {
                break;
            }
            let paths = same.iter().take(room + 1).map(|(_, place)| self.path(*place));
            let mut paths = paths.collect::<Result<Vec<_>, _>>()?;
            paths.sort();
            let mut paths = paths.into_iter();
            if let Some(first) = paths.next() {
                copies.extend(paths.map(|path| (path, first.clone())));
            }
        }
        Ok(copies)
    }

    fn rows_of(&self, field: Field, number: u64) -> Result<Vec<(Place, Row)>, Error> {
        let places = self.places(field, number, usize::MAX)?;
        let mut found = Vec::with_capacity(places.len());
        for same in places.chunk_by(|one, next| one.segment_ord == next.segment_ord) {
            let segment = same.first().map_or(0, |place| place.segment_ord as usize);
            let segment = self.searcher().segment_readers().get(segment);
            let columns = Columns::of(segment.ok_or_else(|| missing("segment"))?)?;
            for place in same {
                found.push((*place, columns.row(place.doc_id)?));
            }
        }
        Ok(found)
    }

    /// Up to `most` of the reports that have a number.
    pub(super) fn places(&self, field: Field, number: u64, most: usize) -> Result<Vec<Place>, Error> {
        let term = Term::from_field_u64(field, number);
        let mut places = Vec::new();
        for (at, segment) in (0..).zip(self.searcher().segment_readers()) {
            let inverted = segment.inverted_index(field)?;
            let Some(info) = inverted.get_term_info(&term)? else {
                continue;
            };
            let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED && places.len() < most {
                if !segment.is_deleted(postings.doc()) {
                    places.push(DocAddress::new(at, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(places)
    }

    /// All that is kept of a report.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn kept(&self, place: Place) -> Result<Kept, Error> {
        let segment = self.searcher().segment_readers().get(place.segment_ord as usize);
        let segment = segment.ok_or_else(|| missing("segment"))?;
        let StoredRecord(stored) = self.searcher().doc(place)?;
        let StoredSource(bytes) = self.searcher().doc(place)?;
        let familiar = segment.fast_fields().u64(column::FAMILIAR)?;
        Ok(Kept {
            record: stored::read(&stored)?,
            bytes,
            row: Columns::of(segment)?.row(place.doc_id)?,
            familiar: familiar.first(place.doc_id).unwrap_or_default(),
        })
    }

    /// The path of a report.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn path(&self, place: Place) -> Result<String, Error> {
        let StoredRecord(stored) = self.searcher().doc(place)?;
        let record: PathOnly = stored::read(&stored)?;
        Ok(record.path)
    }
}

/// The first part of a record, which says where it came from.
#[derive(Deserialize)]
struct PathOnly {
    path: String,
}

fn missing(what: &str) -> Error {
    Error::Engine(tantivy::TantivyError::SchemaError(format!("{what} is missing")))
}
