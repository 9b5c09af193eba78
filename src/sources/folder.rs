use super::beside::{AUTHORITY, Beside, SIDECAR_ENDING, sidecar_path};
use super::decode::{Decoded, Encoding, NotText, decode, decode_page};
use super::html::{self, WebLine};
use super::ids::{Known, give_ids};
use super::kinds::{self, FileForm, Kind, Packing};
use super::packed;
use super::records::{self, MAPPING, Mapping, RecordFile, RecordLine, Within};
use crate::report::ReportId;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fs::{self, File, Metadata};
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// The largest report that is read unless told otherwise: 16 MiB.
pub const DEFAULT_MAX_BYTES: u64 = 16 * 1024 * 1024;

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
    /// The authority file.
    pub authority: Option<Beside>,
    /// Sidecars of reports, by path.
    pub sidecars: Vec<Beside>,
    /// What the fields of records are called.
    pub mapping: Arc<Mapping>,
}

impl Scan {
    /// Gives the files their ids; those that are known keep the ones they have.
    #[must_use]
    pub fn with_ids(mut self, known: &Known) -> Self {
        give_ids(&mut self, known);
        self.sort_sidecars();
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
        self.read_mapping(&mut scan);
        let walk = WalkDir::new(&self.root)
            .min_depth(1)
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry.file_name()) && !belongs_to_page(entry));
        for entry in walk {
            let result = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => self.see(entry.path(), &mut scan),
                Err(error) => Err(Problem {
                    path: error.path().map_or_else(String::new, |path| self.shown(path)),
                    reason: match error.io_error() {
                        Some(error) => format!("cannot be read: {error}"),
                        None => "cannot be read".to_owned(),
                    },
                    cause: Cause::Access,
                }),
            };
            if let Err(problem) = result {
                scan.problems.push(problem);
            }
        }
        scan
    }

    /// The report, or the records, of one file of the folder, whatever a file of pages is called, with
    /// what the archivist says of it.
    #[must_use]
    pub fn look_at(&self, name: &str) -> Scan {
        let mut scan = Scan::default();
        self.read_mapping(&mut scan);
        let seen = if Kind::of(name).is_some_and(|kind| kind.form.is_container()) {
            self.see(&self.root.join(name), &mut scan)
        } else {
            scan.found.push(page(name, 0, 0));
            Ok(())
        };
        scan.problems.extend(seen.err());
        for beside in [AUTHORITY, &sidecar_path(name)] {
            let path = self.root.join(beside);
            if path.is_file() {
                let seen = self.see(&path, &mut scan);
                scan.problems.extend(seen.err());
            }
        }
        scan.with_ids(&Known::new())
    }

    /// Reads one report whole.
    ///
    /// # Errors
    /// When it cannot be read, is empty, too large, or no text.
    pub fn read(&self, found: &Found) -> Result<Source, Problem> {
        if let Some(within) = &found.within {
            return self.read_record(found, within);
        }
        let problem = |cause: Cause, reason: String| Problem {
            path: found.path.clone(),
            reason,
            cause,
        };
        let kind = Kind::of(&found.path);
        let packing = kind.map_or(Packing::None, |kind| kind.packing);
        let is_html = kind.is_some_and(|kind| kind.form == FileForm::Html);
        let (bytes, broken) = self.unpacked(&found.path, packing)?;
        let Decoded { text, encoding } = if is_html { decode_page(&bytes) } else { decode(&bytes) }
            .map_err(|not_text: NotText| problem(Cause::Content, not_text.to_string()))?;
        let (text, form) = if is_html {
            let web = html::read(&text, Vec::new());
            if !web.has_text() {
                let reason = "a web page with no text in it (a program of the page may have shown it)";
                return Err(problem(Cause::Content, reason.to_owned()));
            }
            (web.text, Form::Web(web.lines))
        } else {
            (text, Form::Page)
        };
        Ok(Source {
            id: found.id.clone(),
            path: found.path.clone(),
            digest: hex(&Sha256::digest(&bytes)),
            text,
            form,
            encoding,
            bytes,
            broken,
        })
    }

    /// What is in a file, as many bytes as are allowed, and why there is no more where it breaks off.
    fn unpacked(&self, path: &str, packing: Packing) -> Result<(Vec<u8>, Option<String>), Problem> {
        if packing == Packing::None {
            return Ok((self.bytes(path)?, None));
        }
        let problem = |cause: Cause, reason: String| Problem {
            path: path.to_owned(),
            reason,
            cause,
        };
        let file = File::open(self.root.join(path))
            .map_err(|error| problem(Cause::Access, format!("cannot be read: {error}")))?;
        let read = packed::read(BufReader::new(file), packing, self.max_bytes);
        match read.broken {
            _ if read.bytes.len() as u64 > self.max_bytes => {
                let limit = self.max_bytes;
                let reason = format!("unpacks to more than the limit of {limit} bytes; raise --max-bytes to read it");
                Err(problem(Cause::Content, reason))
            }
            Some(error) if read.bytes.is_empty() => {
                Err(problem(Cause::Content, format!("cannot be unpacked: {error}")))
            }
            broken => Ok((read.bytes, broken.map(|error| error.to_string()))),
        }
    }

    /// Reads what the fields of records are called.
    fn read_mapping(&self, scan: &mut Scan) {
        if !self.root.join(MAPPING).is_file() {
            return;
        }
        let problem = |cause, reason| Problem {
            path: MAPPING.to_owned(),
            reason,
            cause,
        };
        match self.bytes(MAPPING).map(String::from_utf8) {
            Ok(Ok(text)) => {
                let (mapping, faults) = Mapping::parse(&text);
                scan.mapping = Arc::new(mapping);
                let faults = faults.into_iter();
                scan.problems
                    .extend(faults.map(|(line, text)| problem(Cause::Content, format!("line {line}: {text}"))));
            }
            Ok(Err(_)) => scan.problems.push(problem(Cause::Content, "not UTF-8".to_owned())),
            Err(problem) => scan.problems.push(problem),
        }
    }

    /// The bytes of a file, as many as are allowed.
    pub(super) fn bytes(&self, path: &str) -> Result<Vec<u8>, Problem> {
        let problem = |cause: Cause, reason: String| Problem {
            path: path.to_owned(),
            reason,
            cause,
        };
        let mut bytes = Vec::new();
        File::open(self.root.join(path))
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
        File::open(self.root.join(&*within.file))
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
        let digest = Sha256::digest(&bytes);
        // Somebody writes to the file: what stands there now is seen at the next look.
        if records::first_eight(&bytes) != within.digest {
            let reason = "cannot be read: its file was changed meanwhile";
            return Err(problem(Cause::Access, reason.to_owned()));
        }
        let (text, form) =
            records::compose(&bytes, &within.fields).map_err(|reason| problem(Cause::Content, reason))?;
        Ok(Source {
            id: found.id.clone(),
            path: found.path.clone(),
            digest: hex(&digest),
            text,
            form,
            encoding: Encoding::Utf8,
            bytes,
            broken: None,
        })
    }

    /// Adds a file by its name, size and time, or its records, or says why it cannot be a report.
    fn see(&self, full: &Path, scan: &mut Scan) -> Result<(), Problem> {
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
        if path == AUTHORITY || path.ends_with(SIDECAR_ENDING) {
            let beside = Beside {
                size: metadata.len(),
                modified_ns: modified_ns(&metadata),
                path,
            };
            if beside.path == AUTHORITY {
                scan.authority = Some(beside);
            } else {
                scan.sidecars.push(beside);
            }
            return Ok(());
        }
        if path == MAPPING {
            return Ok(());
        }
        let Some(kind) = Kind::of(&path) else {
            let endings = kinds::endings();
            return Err(problem(format!("not a kind of file that is read ({endings})")));
        };
        if metadata.len() == 0 {
            return Err(problem("empty".to_owned()));
        }
        if kind.form.is_container() {
            let input = File::open(full).map_err(|error| because(Cause::Access, format!("cannot be read: {error}")))?;
            let file = RecordFile {
                path: &path,
                form: kind.form,
                fields: Arc::new(scan.mapping.of(&path)),
                modified_ns: modified_ns(&metadata),
                max_bytes: self.max_bytes,
            };
            let input = packed::open(BufReader::new(input), kind.packing);
            file.list(input, &mut scan.found, &mut scan.problems);
            return Ok(());
        }
        if metadata.len() > self.max_bytes {
            return Err(problem(too_large(metadata.len(), self.max_bytes)));
        }
        scan.found.push(page(&path, metadata.len(), modified_ns(&metadata)));
        Ok(())
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

/// A file that is one report.
fn page(path: &str, size: u64, modified_ns: i64) -> Found {
    Found {
        id: ReportId::from_stem(kinds::file_name(kinds::stem(path))),
        path: path.to_owned(),
        size,
        modified_ns,
        within: None,
    }
}

/// Whether a folder is what a browser saved beside a page.
fn belongs_to_page(entry: &walkdir::DirEntry) -> bool {
    let is_beside = |page: &String| entry.path().with_file_name(page).is_file();
    entry.file_type().is_dir() && kinds::owners(entry.file_name()).is_some_and(|pages| pages.iter().any(is_beside))
}

pub(super) fn is_hidden(name: &std::ffi::OsStr) -> bool {
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
