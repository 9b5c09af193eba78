//! Opens an index, and makes it anew where its rules have changed or it is damaged.

use super::analyzer::{Analyzer, NAME};
use super::home::{self, Home, Lock};
use super::manifest::{self, Payload, Row};
use super::schema::Fields;
use super::{Error, Snapshot, Writer};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tantivy::{IndexReader, IndexSettings, ReloadPolicy};

/// Up to this size, in bytes, every file of an index is read and its checksum compared when it is
/// opened: a fraction of a second. Larger ones are trusted until a read fails.
const CHECKED: u64 = 64 * 1024 * 1024;

/// How often the lock of the engine is tried, a twentieth of a second apart.
const PATIENCE: u32 = 20;

/// Small blocks of the document store: each holds a report or two, so that reading one report
/// decompresses little of others.
const STORE_BLOCK: usize = 8 * 1024;
/// Decompressed blocks that are kept, per segment.
const CACHED_BLOCKS: usize = 200;

/// An open index.
pub struct Index {
    root: PathBuf,
    inner: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
}

/// What opening found.
pub struct Opened {
    /// The index, which may be empty.
    pub index: Index,
    /// Why it was made anew, when it was.
    pub rebuilt: Option<String>,
    /// Where the damaged one was put, when it was.
    pub set_aside: Option<PathBuf>,
    /// Every file that it holds, by path.
    pub rows: Vec<Row>,
    /// What the last commit said.
    pub payload: Option<Payload>,
    /// Keeps other processes from changing the index until it is dropped.
    pub lock: Lock,
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
            Ok((index, rows, payload)) => {
                return Ok(Opened {
                    index,
                    rebuilt: home.rebuilt.clone(),
                    set_aside: None,
                    rows,
                    payload,
                    lock: home.into_lock(),
                });
            }
            Err(error) if error.is_forbidden() => {
                return Err(Error::NotWritable {
                    path: root.to_owned(),
                    error: std::io::Error::other(error.to_string()),
                });
            }
            Err(error) => error.to_string(),
        };
        let (home, aside) = home.set_aside(&damage)?;
        let (index, rows, payload) = Self::try_open(root, &home)?;
        Ok(Opened {
            index,
            rebuilt: home.rebuilt.clone(),
            set_aside: Some(aside),
            rows,
            payload,
            lock: home.into_lock(),
        })
    }

    /// Opens what is there; any damage that shows is an error. The engine panics over some.
    fn try_open(root: &Path, home: &Home) -> Result<(Self, Vec<Row>, Option<Payload>), Error> {
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let index = Self::in_folder(root, home)?;
            let rows = manifest::rows(&index.reader.searcher())?;
            let payload = match index.inner.load_metas()?.payload {
                Some(payload) => Some(serde_json::from_str(&payload)?),
                None => None,
            };
            Ok((index, rows, payload))
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
        let inner = if is_new {
            let settings = IndexSettings {
                docstore_blocksize: STORE_BLOCK,
                ..IndexSettings::default()
            };
            tantivy::Index::builder()
                .schema(schema.clone())
                .settings(settings)
                .create_in_dir(&segments)?
        } else {
            tantivy::Index::open_in_dir(&segments)?
        };
        if inner.schema() != schema {
            return Err(damaged("its schema is not the one it was made with"));
        }
        if home.size() <= CHECKED
            && let Some(file) = inner.validate_checksum()?.iter().next()
        {
            return Err(damaged(&format!("{} is not as it was written", file.display())));
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
            reader,
            fields,
        })
    }

    /// The index as it was last committed.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, Error> {
        self.reader.reload()?;
        Ok(Snapshot::new(self.reader.searcher(), self.fields.clone()))
    }

    /// Every file that the index holds, by path, and what the last commit said.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn manifest(&self) -> Result<(Vec<Row>, Option<Payload>), Error> {
        self.reader.reload()?;
        let payload = match self.inner.load_metas()?.payload {
            Some(payload) => Some(serde_json::from_str(&payload)?),
            None => None,
        };
        Ok((manifest::rows(&self.reader.searcher())?, payload))
    }

    /// Keeps other processes from changing the index as long as the value lives.
    ///
    /// # Errors
    /// When another one is changing it.
    pub fn lock(&self) -> Result<Lock, Error> {
        home::lock(&self.root)
    }

    /// Begins to change the index; `expected` is about how many reports will be added.
    ///
    /// # Errors
    /// When another process is changing it, or the disk fails.
    pub fn writer(&self, expected: usize) -> Result<Writer, Error> {
        let mut tries = 1;
        loop {
            match Writer::new(&self.inner, &self.fields, expected) {
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

fn damaged(what: &str) -> Error {
    Error::Engine(tantivy::TantivyError::InternalError(what.to_owned()))
}
