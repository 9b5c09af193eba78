//! Opens an index, and makes it anew where its rules have changed or it is damaged.

use super::analyzer::{Analyzer, NAME};
use super::home::{self, Home};
use super::manifest::{self, Payload};
use super::read_only::ReadOnly;
use super::schema::Fields;
use super::{Error, Snapshot, Writer};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tantivy::directory::MmapDirectory;
use tantivy::index::SegmentId;
use tantivy::schema::Schema;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexReader, IndexSettings, ReloadPolicy, SegmentMeta, SegmentReader};

/// Up to this size, in bytes, every file of an index is read and its checksum compared when it is
/// opened: a fraction of a second. Larger ones are trusted until a read fails.
const CHECKED: u64 = 64 * 1024 * 1024;

/// How often the lock of the engine is tried, a twentieth of a second apart.
const PATIENCE: u32 = 20;

/// Small blocks of the document store: each holds a report or two, so that reading one report
/// decompresses little of others.
const STORE_BLOCK: usize = 16 * 1024;
/// Decompressed blocks that are kept, per segment.
const CACHED_BLOCKS: usize = 16;

/// An open index.
pub struct Index {
    root: PathBuf,
    inner: tantivy::Index,
    /// The folder in which the engine finds its files.
    files: MmapDirectory,
    reader: IndexReader,
    fields: Fields,
    read_only: bool,
    /// The commit that the last snapshot saw, or one after it.
    seen: AtomicU64,
}

/// What opening found.
pub struct Opened {
    /// The index, which may be empty.
    pub index: Index,
    /// Why it was made anew, when it was.
    pub rebuilt: Option<String>,
    /// Where the damaged one was put, when it was.
    pub set_aside: Option<PathBuf>,
}

impl Index {
    /// Opens the index in this folder, or makes one. What is damaged is put beside it under
    /// another name; a folder that holds anything else is left as it is.
    ///
    /// # Errors
    /// When the folder cannot be used; the message says what to do.
    pub fn open(root: &Path) -> Result<Opened, Error> {
        let home = Home::take(root)?;
        let damage = match Self::try_open(root, &home) {
            Ok(index) => {
                return Ok(Opened {
                    index,
                    rebuilt: home.rebuilt,
                    set_aside: None,
                });
            }
            Err(error) if error.is_forbidden() => {
                return Err(Error::NotWritable {
                    path: root.to_owned(),
                    error: std::io::Error::other(error.to_string()),
                });
            }
            Err(error) if error.is_of_system() => return Err(error),
            Err(error) => error.to_string(),
        };
        let (home, aside) = home.set_aside(&damage)?;
        let index = Self::try_open(root, &home)?;
        Ok(Opened {
            index,
            rebuilt: home.rebuilt,
            set_aside: Some(aside),
        })
    }

    /// How large it is on the disk, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        home::size(&home::segments(&self.root))
    }

    /// Opens an index that another process keeps in step, or a copy of one, and writes nothing: not even
    /// the folder has to be writable. [`Index::snapshot`] follows what is committed.
    ///
    /// # Errors
    /// When there is none, or it was made by other rules.
    pub fn open_read_only(root: &Path) -> Result<Self, Error> {
        home::check_rules(root)?;
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let directory = ReadOnly::open(&home::segments(root)).map_err(tantivy::TantivyError::from)?;
            let files = directory.files();
            let inner = tantivy::Index::open(directory)?;
            no_stumps(root, &inner)?;
            // What cannot be read just now the writer may have taken away: that shows when it is opened.
            if home::size(&home::segments(root)) <= CHECKED
                && let Ok(changed) = inner.validate_checksum()
            {
                no_changes(&changed)?;
            }
            let index = Self::of(root, (inner, files), Fields::schema())?;
            Ok(Self {
                read_only: true,
                ..index
            })
        }));
        opened.unwrap_or_else(|_| Err(damaged("a file is cut short or overwritten")))
    }

    /// Opens what is there; any damage that shows is an error. The engine panics over some.
    fn try_open(root: &Path, home: &Home) -> Result<Self, Error> {
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let index = Self::in_folder(root, home)?;
            manifest::check(&index.reader.searcher())?;
            index.payload()?;
            Ok(index)
        }));
        opened.unwrap_or_else(|_| Err(damaged("a file is cut short or overwritten")))
    }

    fn in_folder(root: &Path, home: &Home) -> Result<Self, Error> {
        let (schema, fields) = Fields::schema();
        let segments = home.segments();
        let is_new = match std::fs::read_dir(&segments) {
            Ok(mut files) => files.next().is_none(),
            Err(_) => {
                std::fs::create_dir_all(&segments)?;
                true
            }
        };
        let files = MmapDirectory::open(&segments).map_err(tantivy::TantivyError::from)?;
        let inner = if is_new {
            let settings = IndexSettings {
                docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
                docstore_blocksize: STORE_BLOCK,
                ..IndexSettings::default()
            };
            tantivy::Index::builder()
                .schema(schema.clone())
                .settings(settings)
                .open_or_create(files.clone())?
        } else {
            tantivy::Index::open(files.clone())?
        };
        no_stumps(root, &inner)?;
        if home.size() <= CHECKED {
            no_changes(&inner.validate_checksum()?)?;
        }
        Self::of(root, (inner, files), (schema, fields))
    }

    fn of(
        root: &Path,
        (inner, files): (tantivy::Index, MmapDirectory),
        (schema, fields): (Schema, Fields),
    ) -> Result<Self, Error> {
        if inner.schema() != schema {
            return Err(damaged("its schema is not the one it was made with"));
        }
        inner.tokenizers().register(NAME, Analyzer::new());
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()?;
        Ok(Self {
            root: root.to_owned(),
            inner,
            files,
            reader,
            fields,
            read_only: false,
            seen: AtomicU64::new(0),
        })
    }

    /// The index as it was last committed.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, Error> {
        // Before it is read: what is committed meanwhile is seen as a change.
        self.seen.store(self.inner.load_metas()?.opstamp, Ordering::Relaxed);
        self.reader.reload()?;
        // The engine remembers the path of every file that it ever opened, until it is asked which are open.
        let _ = self.files.get_cache_info();
        Ok(Snapshot::new(self.reader.searcher(), self.fields.clone()))
    }

    /// What the last commit said.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn payload(&self) -> Result<Option<Payload>, Error> {
        match self.inner.load_metas()?.payload {
            Some(payload) => Ok(Some(serde_json::from_str(&payload)?)),
            None => Ok(None),
        }
    }

    /// Whether it is not as the last snapshot saw it: something was committed, or merged.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn has_changed(&self) -> Result<bool, Error> {
        let metas = self.inner.load_metas()?;
        if metas.opstamp != self.seen.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let mut now: Vec<_> = metas.segments.iter().map(version).collect();
        let mut seen: Vec<_> = self
            .reader
            .searcher()
            .segment_readers()
            .iter()
            .map(version_of)
            .collect();
        now.sort_unstable();
        seen.sort_unstable();
        Ok(now != seen)
    }

    /// Takes what the last snapshot saw for not seen: it was not put in force.
    pub fn look_again(&self) {
        self.seen.store(u64::MAX, Ordering::Relaxed);
    }

    /// Whether what stands in its place is still made by our rules.
    ///
    /// # Errors
    /// When it is not, or is gone.
    pub fn check_rules(&self) -> Result<(), Error> {
        home::check_rules(&self.root)
    }

    /// Whether it was opened to be read only.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Keeps the text of the authority file that is in force with the index.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_names(&self, text: &str) -> Result<(), Error> {
        Ok(home::keep_names(&self.root, text)?)
    }

    /// The text of the authority file that is kept with an index.
    #[must_use]
    pub fn kept_names(root: &Path) -> Option<String> {
        home::kept_names(root)
    }

    /// The folder of the index.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Begins to change the index; `expected` is about how many reports will be added. As long as the
    /// writer lives, no other process can change it.
    ///
    /// # Errors
    /// When another process is changing it, or the disk fails.
    pub fn writer(&self, expected: usize) -> Result<Writer, Error> {
        let mut tries = 1;
        loop {
            let lock = home::lock(&self.root)?;
            // Another version may have made it anew by its rules since it was opened.
            home::check_rules(&self.root)?;
            match Writer::new(&self.inner, &self.fields, expected, lock) {
                // A child process that is just being started holds our own lock until it runs.
                Err(Error::Engine(tantivy::TantivyError::LockFailure(..))) if tries < PATIENCE => {
                    std::thread::sleep(std::time::Duration::from_millis(50));
                    tries += 1;
                }
                Err(Error::Engine(tantivy::TantivyError::LockFailure(..))) => {
                    return Err(Error::Busy(self.root.clone()));
                }
                other => return other,
            }
        }
    }
}

/// The shortest file of the engine: each ends with the length of its footer and a mark.
const SHORTEST: u64 = 8;

/// Looks whether a file that the last commit names was cut to less than the engine can look at without a panic.
fn no_stumps(root: &Path, inner: &tantivy::Index) -> Result<(), Error> {
    let segments = home::segments(root);
    for file in inner.load_metas()?.list_segment_files() {
        // What is missing shows when it is read, if it is needed at all.
        let cut = std::fs::metadata(segments.join(&file)).is_ok_and(|metadata| metadata.len() < SHORTEST);
        if cut {
            return Err(damaged(&format!("{} is cut short", file.display())));
        }
    }
    Ok(())
}

/// The engine panics over files in which a length was changed: they are named before it opens them.
fn no_changes(changed: &HashSet<PathBuf>) -> Result<(), Error> {
    match changed.iter().next() {
        Some(file) => Err(damaged(&format!("{} is not as it was written", file.display()))),
        None => Ok(()),
    }
}

/// A segment as a commit names it: with what was taken out of it.
fn version(segment: &SegmentMeta) -> (SegmentId, Option<u64>) {
    (segment.id(), segment.delete_opstamp())
}

pub(super) fn version_of(segment: &SegmentReader) -> (SegmentId, Option<u64>) {
    (segment.segment_id(), segment.delete_opstamp())
}

fn damaged(what: &str) -> Error {
    Error::Engine(tantivy::TantivyError::InternalError(what.to_owned()))
}
