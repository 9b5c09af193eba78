use super::beside::{AUTHORITY, Beside, sidecar_path};
use super::decode::{Decoded, Encoding, decode, decode_page};
use super::html::{self, WebLine};
use super::ids::{Claim, give_to_all, path_key};
use super::kinds::{FileForm, Kind, Packing};
use super::look::{Seen, SeenKind, Sight, modified_ns};
use super::open;
use super::packed;
use super::records::{self, MAPPING, Mapping, RecordFile, RecordLine, Within};
use crate::report::ReportId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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

/// A file that could not be served, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// Its path below the folder; parts that are no UTF-8 are shown as escapes.
    pub path: String,
    /// Why, as a clause without a full stop.
    pub reason: String,
    /// What kind of reason that is.
    pub cause: Cause,
}

/// What a [`Problem`] comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// What the file is: empty, binary, too large, of another kind.
    Content,
    /// What it is called.
    Name,
    /// The system would not let us read it: nothing is known of what is in it, or below it.
    Access,
    /// Another file holds the same bytes.
    Copy,
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
}

impl Scan {
    /// Gives the reports their ids, and puts all in order.
    fn in_order(mut self) -> Self {
        give_to_all(&mut self);
        self.sort_sidecars();
        self
    }

    /// Whether there may be a file at this path that could not be seen: it, or a folder above it,
    /// could not be read.
    #[must_use]
    pub fn hides(&self, path: &str) -> bool {
        hides(&self.problems, path)
    }
}

/// Whether there may be a file at this path that could not be seen: it, or a folder above it, could
/// not be read.
#[must_use]
pub fn hides(problems: &[Problem], path: &str) -> bool {
    let unread = problems.iter().filter(|problem| problem.cause == Cause::Access);
    unread.map(|problem| problem.path.as_str()).any(|above| {
        let below = path.strip_prefix(above);
        above.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// A report as it was read: its bytes, and the text they stand for.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its lasting name.
    pub id: ReportId,
    /// Its path below the folder.
    pub path: String,
    /// The bytes as they came, unpacked; those of a record are its line, without the LF behind it, or its
    /// object.
    pub bytes: Vec<u8>,
    /// The bytes as text; line ends and marks are still those of the source. Of a record it is the
    /// title, then the lines of the body, then one line for each further value; of a web page the headline,
    /// then one line for each value that its markup states, then its blocks.
    pub text: String,
    /// Whether its lines still have to be told apart.
    pub form: Form,
    /// How the text was encoded.
    pub encoding: Encoding,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub digest: String,
    /// Why there is no more of it, where its packed file breaks off.
    pub broken: Option<String>,
}

impl Source {
    /// A file that is one report, of which the bytes are at hand, unpacked; its path tells its form.
    ///
    /// # Errors
    /// When there is no text in them.
    pub fn page(id: ReportId, path: String, bytes: Vec<u8>, broken: Option<String>) -> Result<Self, Problem> {
        let problem = |reason: String| Problem {
            path: path.clone(),
            reason,
            cause: Cause::Content,
        };
        let is_html = Kind::of(&path).is_some_and(|kind| kind.form == FileForm::Html);
        let decoded = if is_html { decode_page(&bytes) } else { decode(&bytes) };
        let Decoded { text, encoding } = decoded.map_err(|not_text| problem(not_text.to_string()))?;
        let (text, form) = if is_html {
            let web = html::read(&text, Vec::new());
            if !web.has_text() {
                let reason = "a web page with no text in it (a program of the page may have shown it)";
                return Err(problem(reason.to_owned()));
            }
            (web.text, Form::Web(web.lines))
        } else {
            (text, Form::Page)
        };
        Ok(Self {
            id,
            path,
            digest: hex(&Sha256::digest(&bytes)),
            text,
            form,
            encoding,
            bytes,
            broken,
        })
    }
}

/// In which form a report came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A saved page, with whatever stood around the report.
    #[default]
    Page,
    /// A record that says of each line of its text what it is.
    Record(Vec<RecordLine>),
    /// A web page, which says of the lines of its text where they come from.
    Web(Vec<WebLine>),
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
        Self::record(found, bytes)
    }

    /// The report of a record of which the bytes are at hand.
    ///
    /// # Errors
    /// When they are no record.
    pub fn record(found: &Found, bytes: Vec<u8>) -> Result<Source, Problem> {
        let problem = |reason: String| Problem {
            path: found.path.clone(),
            reason,
            cause: Cause::Content,
        };
        let within = found.within.as_ref();
        let within = within.ok_or_else(|| problem("not a record".to_owned()))?;
        let (text, form) = records::compose(&bytes, &within.fields).map_err(problem)?;
        Ok(Source {
            id: found.id.clone(),
            path: found.path.clone(),
            digest: hex(&Sha256::digest(&bytes)),
            text,
            form,
            encoding: Encoding::Utf8,
            bytes,
            broken: None,
        })
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
