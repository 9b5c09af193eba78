//! A folder of reports, and how its files are read.

use super::beside::{AUTHORITY, Beside, sidecar_path};
use super::found::{Found, Scan};
use super::kinds::{Kind, Packing};
use super::look::{Seen, SeenKind, Sight, modified_ns};
use super::open;
use super::packed;
use super::problem::{Cause, Problem};
use super::records::{self, MAPPING, Mapping, RecordFile, Within};
use super::source::Source;
use std::fs;
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest report that is read unless told otherwise: 16 MiB.
pub const DEFAULT_MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Why a file is left for the next look.
const BEING_WRITTEN: &str = "cannot be read: it is being written to";

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

impl Folder {
    /// A folder of reports in which reports of more than `max_bytes` are named and left out.
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

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn max_bytes(&self) -> u64 {
        self.max_bytes
    }

    /// Every report of the folder, those in files of records too, with an id of its own.
    #[must_use]
    pub fn scan(&self) -> Scan {
        let mut scan = self.begun();
        self.look(&mut |sight| {
            self.list(sight, &mut scan);
            true
        });
        scan.in_order()
    }

    /// A scan that knows what the fields of records are called.
    fn begun(&self) -> Scan {
        let (mapping, problems) = self.mapping();
        Scan {
            mapping: Arc::new(mapping),
            problems,
            ..Scan::default()
        }
    }

    /// What the fields of records are called in this folder, and what is wrong in the file that says so.
    #[must_use]
    pub fn mapping(&self) -> (Mapping, Vec<Problem>) {
        let problem = |cause, reason| Problem {
            path: MAPPING.to_owned(),
            reason,
            cause,
        };
        match self.root.join(MAPPING).metadata() {
            Ok(metadata) if metadata.is_file() => {}
            Err(error) if error.kind() != ErrorKind::NotFound => {
                let reason = format!("cannot be read: {error}");
                return (Mapping::default(), vec![problem(Cause::Access, reason)]);
            }
            Ok(_) | Err(_) => return (Mapping::default(), Vec::new()),
        }
        match self.bytes(MAPPING).map(String::from_utf8) {
            Ok(Ok(text)) => {
                let (mapping, faults) = Mapping::parse(&text);
                let said = |(line, text)| problem(Cause::Content, format!("line {line}: {text}"));
                (mapping, faults.into_iter().map(said).collect())
            }
            Ok(Err(_)) => (
                Mapping::default(),
                vec![problem(Cause::Content, "not UTF-8".to_owned())],
            ),
            Err(problem) => (Mapping::default(), vec![problem]),
        }
    }

    /// Adds what was seen, and the records of a file of records.
    fn list(&self, sight: Sight, scan: &mut Scan) {
        let seen = match sight {
            Ok(seen) => seen,
            Err(problem) => return scan.problems.push(problem),
        };
        match seen.kind {
            SeenKind::Page => scan.found.push(Found::page(seen)),
            SeenKind::Records => {
                let (mapping, found) = (Arc::clone(&scan.mapping), &mut scan.found);
                self.records(&seen, &mapping, &mut |one, _| found.push(one), &mut scan.problems);
            }
            SeenKind::Authority => scan.authority = Some(Beside::of(seen)),
            SeenKind::Sidecar => scan.sidecars.push(Beside::of(seen)),
            // It was read before.
            SeenKind::Mapping => {}
        }
    }

    /// Goes through the records of a file of records, reading it once; two may claim the same id.
    pub fn records(
        &self,
        seen: &Seen,
        mapping: &Mapping,
        each: &mut dyn FnMut(Found, &[u8]),
        problems: &mut Vec<Problem>,
    ) {
        let mut unread = |reason: String| {
            problems.push(Problem {
                path: seen.path.clone(),
                reason,
                cause: Cause::Access,
            });
        };
        let opened = open::ordinary(&self.root.join(&seen.path)).and_then(|input| Ok((input.try_clone()?, input)));
        let (input, same) = match opened {
            Ok(opened) => opened,
            Err(error) => return unread(format!("cannot be read: {error}")),
        };
        let state = || {
            same.metadata()
                .map(|metadata| (metadata.len(), modified_ns(&metadata)))
                .ok()
        };
        let before = state();
        let Some(kind) = Kind::of(&seen.path) else { return };
        let file = RecordFile {
            path: &seen.path,
            form: kind.form,
            fields: Arc::new(mapping.of(&seen.path)),
            modified_ns: seen.modified_ns,
            max_bytes: self.max_bytes,
        };
        file.each(packed::open(BufReader::new(input), kind.packing), each, problems);
        // What it will hold is not known yet.
        if before != state() {
            problems.push(Problem {
                path: seen.path.clone(),
                reason: BEING_WRITTEN.to_owned(),
                cause: Cause::Access,
            });
        }
    }

    /// The report, or the records, of one file of the folder, whatever a file of pages is called, with
    /// what the archivist says of it.
    #[must_use]
    pub fn look_at(&self, name: &str) -> Scan {
        let mut scan = self.begun();
        if Kind::of(name).is_some_and(|kind| kind.form.is_container()) {
            self.list(self.see(&self.root.join(name)), &mut scan);
        } else {
            scan.found.push(Found::page(Seen {
                path: name.to_owned(),
                size: 0,
                modified_ns: 0,
                kind: SeenKind::Page,
            }));
        }
        for beside in [AUTHORITY, &sidecar_path(name)] {
            let path = self.root.join(beside);
            if path.is_file() {
                self.list(self.see(&path), &mut scan);
            }
        }
        scan.in_order()
    }

    /// Reads one report whole.
    ///
    /// # Errors
    /// When it cannot be read, is empty, too large, or no text.
    pub fn read(&self, found: &Found) -> Result<Source, Problem> {
        if let Some(within) = &found.within {
            return self.read_record(found, within);
        }
        let packing = Kind::of(&found.path).map_or(Packing::None, |kind| kind.packing);
        let bytes = self.settled_bytes(found)?;
        let (bytes, broken) = self.unpacked(&found.path, bytes, packing)?;
        Source::page(found.id.clone(), found.path.clone(), bytes, broken)
    }

    /// What is in a packed file, as many bytes as are allowed, and why there is no more where it breaks off.
    fn unpacked(&self, path: &str, bytes: Vec<u8>, packing: Packing) -> Result<(Vec<u8>, Option<String>), Problem> {
        if packing == Packing::None {
            return Ok((bytes, None));
        }
        let problem = |reason: String| Problem {
            path: path.to_owned(),
            reason,
            cause: Cause::Content,
        };
        let read = packed::read(bytes.as_slice(), packing, self.max_bytes);
        match read.broken {
            _ if read.bytes.len() as u64 > self.max_bytes => {
                let limit = self.max_bytes;
                let reason = format!("unpacks to more than the limit of {limit} bytes; raise --max-bytes to read it");
                Err(problem(reason))
            }
            Some(error) if read.bytes.is_empty() => Err(problem(format!("cannot be unpacked: {error}"))),
            broken => Ok((read.bytes, broken.map(|error| error.to_string()))),
        }
    }

    /// The bytes of a file that nobody was seen to write to while it was read.
    fn settled_bytes(&self, found: &Found) -> Result<Vec<u8>, Problem> {
        let problem = |cause: Cause, reason: String| Problem {
            path: found.path.clone(),
            reason,
            cause,
        };
        let unreadable = |error| problem(Cause::Access, format!("cannot be read: {error}"));
        let mut file = open::ordinary(&self.root.join(&found.path)).map_err(unreadable)?;
        let before = file.metadata().map_err(unreadable)?;
        let size = usize::try_from(before.len().min(self.max_bytes)).unwrap_or_default();
        let mut bytes = Vec::with_capacity(size.saturating_add(1));
        (&mut file)
            .take(self.max_bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() as u64 > self.max_bytes {
            return Err(problem(Cause::Content, too_large(bytes.len() as u64, self.max_bytes)));
        }
        let after = file.metadata().map_err(unreadable)?;
        if bytes.len() as u64 != after.len() || modified_ns(&before) != modified_ns(&after) {
            return Err(problem(Cause::Access, BEING_WRITTEN.to_owned()));
        }
        Ok(bytes)
    }

    /// The bytes of a file, as many as are allowed.
    pub(super) fn bytes(&self, path: &str) -> Result<Vec<u8>, Problem> {
        let problem = |cause: Cause, reason: String| Problem {
            path: path.to_owned(),
            reason,
            cause,
        };
        let mut bytes = Vec::new();
        open::ordinary(&self.root.join(path))
            .and_then(|file| file.take(self.max_bytes + 1).read_to_end(&mut bytes))
            .map_err(|error| problem(Cause::Access, format!("cannot be read: {error}")))?;
        if bytes.len() as u64 > self.max_bytes {
            return Err(problem(Cause::Content, too_large(bytes.len() as u64, self.max_bytes)));
        }
        Ok(bytes)
    }

    /// Reads a record from its place, and nothing else of its file.
    fn read_record(&self, found: &Found, within: &Within) -> Result<Source, Problem> {
        let problem = |cause: Cause, reason: String| Problem {
            path: found.path.clone(),
            reason,
            cause,
        };
        let mut bytes = Vec::new();
        let packing = Kind::of(&within.file).map_or(Packing::None, |kind| kind.packing);
        open::ordinary(&self.root.join(&*within.file))
            .and_then(|mut file| {
                if packing == Packing::None {
                    file.seek(SeekFrom::Start(within.offset))?;
                    return file.take(found.size).read_to_end(&mut bytes);
                }
                // A packed file is read from its beginning.
                let mut input = packed::open(BufReader::new(file), packing);
                std::io::copy(&mut (&mut input).take(within.offset), &mut std::io::sink())?;
                input.take(found.size).read_to_end(&mut bytes)
            })
            .map_err(|error| problem(Cause::Access, format!("cannot be read: {error}")))?;
        // Somebody writes to the file: what stands there now is seen at the next look.
        if records::first_eight(&bytes) != within.digest {
            let reason = "cannot be read: its file was changed meanwhile";
            return Err(problem(Cause::Access, reason.to_owned()));
        }
        Source::record(found, bytes)
    }

    /// A path as people are shown it: below the folder, with escapes for what is no UTF-8.
    pub(super) fn shown(&self, full: &Path) -> String {
        let relative = full.strip_prefix(&self.root).unwrap_or(full);
        match relative.to_str() {
            Some(path) => path.to_owned(),
            None => format!("{relative:?}").trim_matches('"').to_owned(),
        }
    }
}

pub(super) fn too_large(size: u64, limit: u64) -> String {
    format!("larger than the limit of {limit} bytes ({size} bytes); raise --max-bytes to read it")
}
