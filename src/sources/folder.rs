use super::decode::{Encoding, NotText, decode};
use super::ids::{Known, give_ids};
use crate::report::ReportId;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest file that is read unless told otherwise: 16 MiB.
pub const DEFAULT_MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The endings of the files that hold reports; a file without any ending is one too.
const ENDINGS: [&str; 3] = ["txt", "text", "md"];

/// A folder of reports. It is never written to.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    max_bytes: u64,
}

/// Why a folder cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is nothing of that name.
    #[error("the folder of reports {0:?} does not exist; name another with --reports")]
    Missing(PathBuf),
    /// It is a file.
    #[error("{0:?} is not a folder; name a folder of reports with --reports")]
    NotAFolder(PathBuf),
    /// It cannot be listed.
    #[error("the folder of reports {path:?} cannot be read ({error}); check its permissions")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

/// A file that may be a report, seen but not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The id it claims, made unique in its folder.
    pub id: ReportId,
    /// Its path below the folder, with `/` between the parts.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system does not say.
    pub modified_ns: i64,
}

/// A file that could not be served, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Its path below the folder; parts that are no UTF-8 are shown as escapes.
    pub path: String,
    /// Why, as a clause without a full stop.
    pub reason: String,
    /// What kind of reason that is.
    pub cause: Cause,
}

/// What a [`Problem`] comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// What the file is: empty, binary, too large, of another kind.
    Content,
    /// What it is called.
    Name,
    /// The system would not let us read it: nothing is known of what is in it, or below it.
    Access,
}

/// What a look at the folder saw.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Files that may be reports, by path.
    pub found: Vec<Found>,
    /// Files that cannot be read as reports, and notes on ids claimed twice.
    pub problems: Vec<Problem>,
}

impl Scan {
    /// Gives the files their ids; those that are known keep the ones they have.
    #[must_use]
    pub fn with_ids(mut self, known: &Known) -> Self {
        give_ids(&mut self, known);
        self
    }

    /// Whether there may be a file at this path that could not be seen: it, or a folder above it,
    /// could not be read.
    #[must_use]
    pub fn hides(&self, path: &str) -> bool {
        let unread = self.problems.iter().filter(|problem| problem.cause == Cause::Access);
        unread.map(|problem| problem.path.as_str()).any(|above| {
            let below = path.strip_prefix(above);
            above.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

/// A file as it was read: its bytes, and the text they stand for.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its lasting name.
    pub id: ReportId,
    /// Its path below the folder.
    pub path: String,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// The bytes as text; line ends and marks are still those of the source.
    pub text: String,
    /// How the text was encoded.
    pub encoding: Encoding,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub digest: String,
}

impl Folder {
    /// A folder of reports in which files of more than `max_bytes` are named and left out.
    ///
    /// # Errors
    /// When it does not exist, is no folder, or cannot be listed.
    pub fn open(root: &Path, max_bytes: u64) -> Result<Self, FolderError> {
        let metadata = fs::metadata(root).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => FolderError::Missing(root.to_owned()),
            _ => FolderError::Unreadable {
                path: root.to_owned(),
                error,
            },
        })?;
        if !metadata.is_dir() {
            return Err(FolderError::NotAFolder(root.to_owned()));
        }
        fs::read_dir(root).map_err(|error| FolderError::Unreadable {
            path: root.to_owned(),
            error,
        })?;
        Ok(Self {
            root: root.to_owned(),
            max_bytes,
        })
    }

    /// Lists the files of the folder and all folders in it; names that begin with a dot are passed
    /// over, links to files are followed, links to folders are not (they may lead out or round).
    #[must_use]
    pub fn scan(&self) -> Scan {
        self.look().with_ids(&Known::new())
    }

    /// The same, before [`Scan::with_ids`]: files may claim the same id, and are in no order.
    #[must_use]
    pub fn look(&self) -> Scan {
        let mut scan = Scan::default();
        let walk = WalkDir::new(&self.root)
            .min_depth(1)
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry.file_name()));
        for entry in walk {
            let result = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => self.see(entry.path()),
                Err(error) => Err(Problem {
                    path: error.path().map_or_else(String::new, |path| self.shown(path)),
                    reason: match error.io_error() {
                        Some(error) => format!("cannot be read: {error}"),
                        None => "cannot be read".to_owned(),
                    },
                    cause: Cause::Access,
                }),
            };
            match result {
                Ok(found) => scan.found.push(found),
                Err(problem) => scan.problems.push(problem),
            }
        }
        scan
    }

    /// Reads one file whole.
    ///
    /// # Errors
    /// When it cannot be read, is empty, too large, or no text.
    pub fn read(&self, found: &Found) -> Result<Source, Problem> {
        let problem = |cause: Cause, reason: String| Problem {
            path: found.path.clone(),
            reason,
            cause,
        };
        let mut bytes = Vec::new();
        File::open(self.root.join(&found.path))
            .and_then(|file| file.take(self.max_bytes + 1).read_to_end(&mut bytes))
            .map_err(|error| problem(Cause::Access, format!("cannot be read: {error}")))?;
        if bytes.len() as u64 > self.max_bytes {
            return Err(problem(Cause::Content, too_large(bytes.len() as u64, self.max_bytes)));
        }
        let decoded = decode(&bytes).map_err(|not_text: NotText| problem(Cause::Content, not_text.to_string()))?;
        Ok(Source {
            id: found.id.clone(),
            path: found.path.clone(),
            digest: hex(&Sha256::digest(&bytes)),
            text: decoded.text,
            encoding: decoded.encoding,
            bytes,
        })
    }

    /// A file's name, size and time, or why it cannot be a report.
    fn see(&self, full: &Path) -> Result<Found, Problem> {
        let shown = self.shown(full);
        let because = |cause: Cause, reason: String| Problem {
            path: shown.clone(),
            reason,
            cause,
        };
        let problem = |reason: String| because(Cause::Content, reason);
        let relative = full.strip_prefix(&self.root).unwrap_or(full);
        let path = relative
            .to_str()
            .ok_or_else(|| because(Cause::Name, "its name is not UTF-8; rename it".to_owned()))?
            .to_owned();
        let metadata = fs::metadata(full).map_err(|error| {
            let nowhere = error.kind() == std::io::ErrorKind::NotFound && full.is_symlink();
            // What a link leads to may be on a disk that is not there now.
            let reason = if nowhere {
                "a link that leads nowhere".to_owned()
            } else {
                format!("cannot be read: {error}")
            };
            because(Cause::Access, reason)
        })?;
        if metadata.is_dir() {
            return Err(problem(
                "a link to a folder; links to folders are not followed".to_owned(),
            ));
        }
        if !metadata.is_file() {
            return Err(problem("not an ordinary file".to_owned()));
        }
        let ending = relative.extension().and_then(|ending| ending.to_str()).unwrap_or("txt");
        if !ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)) {
            return Err(problem(format!(
                "not a kind of file that is read ({})",
                ENDINGS.map(|e| format!(".{e}")).join(", ")
            )));
        }
        if metadata.len() == 0 {
            return Err(problem("empty".to_owned()));
        }
        if metadata.len() > self.max_bytes {
            return Err(problem(too_large(metadata.len(), self.max_bytes)));
        }
        let stem = relative.file_stem().and_then(|stem| stem.to_str()).unwrap_or(&path);
        Ok(Found {
            id: ReportId::from_stem(stem),
            path,
            size: metadata.len(),
            modified_ns: modified_ns(&metadata),
        })
    }

    /// A path as people are shown it: below the folder, with escapes for what is no UTF-8.
    fn shown(&self, full: &Path) -> String {
        let relative = full.strip_prefix(&self.root).unwrap_or(full);
        match relative.to_str() {
            Some(path) => path.to_owned(),
            None => format!("{relative:?}").trim_matches('"').to_owned(),
        }
    }
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

fn too_large(size: u64, limit: u64) -> String {
    format!("larger than the limit of {limit} bytes ({size} bytes); raise --max-bytes to read it")
}

fn modified_ns(metadata: &Metadata) -> i64 {
    metadata
        .modified()
        .ok()
        .and_then(|time| Timestamp::try_from(time).ok())
        .and_then(|time| i64::try_from(time.as_nanosecond()).ok())
        .unwrap_or(0)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
