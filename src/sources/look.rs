//! Looks at the folder, file by file: names, sizes and times, and nothing of what is in the files. A
//! million files are a matter of seconds so.

use super::beside::{AUTHORITY, SIDECAR_ENDING};
use super::folder::{Folder, too_large};
use super::kinds::{self, Kind};
use super::problem::{Cause, Problem};
use super::records::MAPPING;
use jiff::Timestamp;
use std::fs::{self, Metadata};
use std::path::Path;
use walkdir::WalkDir;

/// A file of the folder that was seen and not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its path below the folder, with `/` between the parts.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system does not say.
    pub modified_ns: i64,
    /// What it is by its name.
    pub kind: SeenKind,
}

/// What a file is by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenKind {
    /// One report.
    Page,
    /// Many reports.
    Records,
    /// The file of names.
    Authority,
    /// What the archivist says of one report.
    Sidecar,
    /// What the fields of records are called.
    Mapping,
}

/// What a look meets, one at a time: a file, or why something is none that can be read.
pub type Sight = Result<Seen, Problem>;

impl Folder {
    /// Looks at all files of the folder and of all folders in it, in no order; names that begin with a dot
    /// are passed over, links to files are followed, links to folders are not (they may lead out or round).
    /// In each folder the archivist's files come first. It goes on as long as `each` says so.
    pub fn look(&self, each: &mut dyn FnMut(Sight) -> bool) {
        self.walk(self.root(), 1, each);
    }

    /// The same for one path below the folder: a file, or all that is below a folder. What is not there
    /// is passed over.
    pub fn look_below(&self, path: &str, each: &mut dyn FnMut(Sight) -> bool) {
        let full = self.root().join(path);
        let hidden = Path::new(path).components().any(|part| is_hidden(part.as_os_str()));
        if hidden || full.symlink_metadata().is_err() || self.is_passed_over(path) {
            return;
        }
        self.walk(&full, 0, each);
    }

    /// Whether a look at the whole folder would not come to a path: it lies beyond a link to a folder, or in
    /// what a browser saved beside a page.
    fn is_passed_over(&self, path: &str) -> bool {
        let mut way = self.root().to_owned();
        let mut parts = Path::new(path).components().peekable();
        while let Some(part) = parts.next() {
            way.push(part);
            let is_last = parts.peek().is_none();
            if belongs_to_page(&way) || (!is_last && way.is_symlink()) {
                return true;
            }
        }
        false
    }

    fn walk(&self, from: &Path, depth: usize, each: &mut dyn FnMut(Sight) -> bool) {
        let walk = WalkDir::new(from)
            .min_depth(depth)
            // The folder itself may be a link; of what is below it none to a folder is followed.
            .follow_root_links(depth > 0)
            .sort_by_key(|entry| !is_beside(entry.file_name()))
            .into_iter()
            .filter_entry(|entry| {
                entry.depth() == 0 || !(is_hidden(entry.file_name()) || belongs_to_page(entry.path()))
            });
        for entry in walk {
            let sight = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => self.see(entry.path()),
                Err(error) => {
                    let gone = error
                        .io_error()
                        .is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
                    // It went while we looked.
                    if gone && error.path().is_some_and(|path| path != self.root()) {
                        continue;
                    }
                    Err(Problem {
                        path: error.path().map_or_else(String::new, |path| self.shown(path)),
                        reason: match error.io_error() {
                            Some(error) => format!("cannot be read: {error}"),
                            None => "cannot be read".to_owned(),
                        },
                        cause: Cause::Access,
                    })
                }
            };
            if !each(sight) {
                return;
            }
        }
    }

    /// A file by its name, size and time, or why it cannot be read as reports.
    pub(super) fn see(&self, full: &Path) -> Sight {
        let because = |cause: Cause, reason: String| Problem {
            path: self.shown(full),
            reason,
            cause,
        };
        let relative = full.strip_prefix(self.root()).unwrap_or(full);
        let path = relative
            .to_str()
            .ok_or_else(|| because(Cause::Name, "its name is not UTF-8; rename it".to_owned()))?
            .to_owned();
        if full.is_symlink() && self.leads_out(full) {
            let reason = "a link out of the folder; only links within it are followed";
            return Err(because(Cause::Content, reason.to_owned()));
        }
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
            let reason = "a link to a folder; links to folders are not followed";
            return Err(because(Cause::Content, reason.to_owned()));
        }
        if !metadata.is_file() {
            return Err(because(Cause::Content, "not an ordinary file".to_owned()));
        }
        let kind = kind(&path).map_err(|reason| because(Cause::Content, reason))?;
        if matches!(kind, SeenKind::Page | SeenKind::Records) && metadata.len() == 0 {
            return Err(because(Cause::Content, "empty".to_owned()));
        }
        if kind == SeenKind::Page && metadata.len() > self.max_bytes() {
            return Err(because(Cause::Content, too_large(metadata.len(), self.max_bytes())));
        }
        Ok(Seen {
            path,
            size: metadata.len(),
            modified_ns: modified_ns(&metadata),
            kind,
        })
    }
}

impl Folder {
    /// Whether a link leads to what lies elsewhere: whoever packed a folder of reports may have put links
    /// into it to files of the machine on which it is unpacked, and these would be published.
    fn leads_out(&self, link: &Path) -> bool {
        match (link.canonicalize(), self.root().canonicalize()) {
            (Ok(target), Ok(root)) => !target.starts_with(root),
            // It leads nowhere, or round: that is said where it is looked at.
            _ => false,
        }
    }
}

fn kind(path: &str) -> Result<SeenKind, String> {
    if path == AUTHORITY {
        return Ok(SeenKind::Authority);
    }
    if path == MAPPING {
        return Ok(SeenKind::Mapping);
    }
    if path.ends_with(SIDECAR_ENDING) {
        return Ok(SeenKind::Sidecar);
    }
    match Kind::of(path) {
        Some(kind) if kind.form.is_container() => Ok(SeenKind::Records),
        Some(_) => Ok(SeenKind::Page),
        None => Err(format!("not a kind of file that is read ({})", kinds::endings())),
    }
}

/// Whether a folder is what a browser saved beside a page.
fn belongs_to_page(folder: &Path) -> bool {
    let is_beside = |page: &String| folder.with_file_name(page).is_file();
    let owners = folder.file_name().and_then(kinds::owners);
    owners.is_some_and(|pages| pages.iter().any(is_beside)) && folder.is_dir() && !folder.is_symlink()
}

pub(super) fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

/// Whether a name is that of a file of the archivist's.
fn is_beside(name: &std::ffi::OsStr) -> bool {
    name.to_str()
        .is_some_and(|name| name == AUTHORITY || name.ends_with(SIDECAR_ENDING))
}

pub(super) fn modified_ns(metadata: &Metadata) -> i64 {
    metadata
        .modified()
        .ok()
        .and_then(|time| Timestamp::try_from(time).ok())
        .and_then(|time| i64::try_from(time.as_nanosecond()).ok())
        .unwrap_or(0)
}
