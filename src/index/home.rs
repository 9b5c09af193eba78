//! The folder of the index on the disk: whose it is, who may change it, and by which rules it was
//! made. Nothing here knows what is in the index.

use super::{Error, fingerprint::fingerprint};
use jiff::Timestamp;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Says that a folder is ours, and by which rules its index was made.
const MARKER: &str = "fingerprint";
/// The marker while it is being written.
const MARKER_TO_BE: &str = "fingerprint.new";
/// Held while the index is being changed; the system lets go of it when the process ends.
const LOCK: &str = "lock";
/// The engine's own folder.
const SEGMENTS: &str = "segments";
/// The authority file that is in force.
const NAMES: &str = "authority.toml";
/// The first line of the marker.
const TITLE: &str = "An index of readout; it can be deleted at any time. Made by these rules:";

/// Keeps other processes from changing the index as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    /// Closing it lets go.
    _file: File,
}

/// A folder that is ours, and locked.
pub(super) struct Home {
    root: PathBuf,
    lock: Lock,
    /// Why what was in it had to go, if it had.
    pub(super) rebuilt: Option<String>,
}

impl Home {
    /// Takes the folder, makes it when it is missing, and empties it when its rules are not ours.
    pub(super) fn take(root: &Path) -> Result<Self, Error> {
        let refuse = |path: &Path, error: io::Error| Error::NotWritable {
            path: path.to_owned(),
            error,
        };
        fs::create_dir_all(root).map_err(|error| refuse(root, error))?;
        let marker = root.join(MARKER);
        let ours = fs::read_to_string(&marker).ok().filter(|text| text.starts_with(TITLE));
        if ours.is_none() && !is_bare(root).map_err(|error| refuse(root, error))? {
            return Err(Error::NotOurs(root.to_owned()));
        }
        let lock = lock(root)?;
        // Another may have made it anew until now.
        let ours = fs::read_to_string(&marker).ok().filter(|text| text.starts_with(TITLE));
        let ours_now = marker_text();
        let mut rebuilt = None;
        if ours.as_ref() != Some(&ours_now) {
            let segments = root.join(SEGMENTS);
            if ours.is_some() && segments.exists() {
                rebuilt = Some("the rules or the schema have changed".to_owned());
                fs::remove_dir_all(&segments).map_err(|error| refuse(&segments, error))?;
            }
            fs::create_dir_all(&segments).map_err(|error| refuse(&segments, error))?;
            // After the old segments are gone: a stop in between must not pass them off as new.
            write_whole(root, &ours_now).map_err(|error| refuse(&marker, error))?;
        }
        Ok(Self {
            root: root.to_owned(),
            lock,
            rebuilt,
        })
    }

    /// Puts a damaged index beside itself and takes a new, empty folder; says where the old one is.
    /// Where the folder has to stay (a mount point, our working folder, a parent that is not ours),
    /// the engine's folder alone is put aside, within it.
    pub(super) fn set_aside(self, damage: &str) -> Result<(Self, PathBuf), Error> {
        let Self { root, lock, .. } = self;
        // A link would be renamed, not what it leads to.
        let root = root.canonicalize().unwrap_or(root);
        // Some systems rename no folder in which a file is open.
        drop(lock);
        let aside = free_name(&root);
        let moved = !is_stood_in(&root) && fs::rename(&root, &aside).is_ok();
        let mut home = Self::take(&root)?;
        home.rebuilt = Some(format!("the index was damaged ({damage})"));
        if moved {
            return Ok((home, aside));
        }
        let segments = home.segments();
        let aside = free_name(&segments);
        fs::rename(&segments, &aside).map_err(|error| Error::CannotSetAside {
            path: root,
            damage: damage.to_owned(),
            error,
        })?;
        Ok((home, aside))
    }

    pub(super) fn segments(&self) -> PathBuf {
        segments(&self.root)
    }

    /// The size of the index in bytes.
    pub(super) fn size(&self) -> u64 {
        size(&self.segments())
    }
}

/// The size of the files in the engine's own folder, in bytes.
pub(super) fn size(segments: &Path) -> u64 {
    fs::read_dir(segments).map_or(0, |files| {
        files
            .flatten()
            .filter_map(|file| file.metadata().ok())
            .map(|metadata| metadata.len())
            .sum()
    })
}

/// The engine's own folder.
pub(super) fn segments(root: &Path) -> PathBuf {
    root.join(SEGMENTS)
}

/// Says why an index that is not to be changed cannot be read: there is none, or it was made by other
/// rules.
pub(super) fn check_rules(root: &Path) -> Result<(), Error> {
    let text = match fs::read_to_string(root.join(MARKER)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::NoIndex(root.to_owned())),
        Err(error) => {
            return Err(Error::Unreadable {
                path: root.join(MARKER),
                error,
            });
        }
    };
    if !text.starts_with(TITLE) {
        return Err(Error::NotOurs(root.to_owned()));
    }
    if text != marker_text() {
        return Err(Error::OtherRules(root.to_owned()));
    }
    Ok(())
}

/// Keeps the text of the authority file that is in force; nothing is kept where there is none.
pub(super) fn keep_names(root: &Path, text: &str) -> io::Result<()> {
    let path = root.join(NAMES);
    if fs::read_to_string(&path).unwrap_or_default() == text {
        return Ok(());
    }
    let to_be = root.join(format!("{NAMES}.new"));
    fs::write(&to_be, text)?;
    fs::rename(&to_be, &path)
}

/// The text of the authority file that is in force.
pub(super) fn kept_names(root: &Path) -> Option<String> {
    fs::read_to_string(root.join(NAMES)).ok()
}

fn marker_text() -> String {
    format!("{TITLE}\n{}\n", fingerprint())
}

/// Locks the folder against other processes that would change it.
pub(super) fn lock(root: &Path) -> Result<Lock, Error> {
    let path = root.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| Error::NotWritable {
        path: path.clone(),
        error,
    })?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(Error::Busy(root.to_owned())),
        Err(TryLockError::Error(error)) => Err(Error::NotWritable { path, error }),
    }
}

/// Nothing is in it, or only what a start left that got no further: a lock, an empty folder for the
/// engine, a marker that was not written to its end.
fn is_bare(root: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name();
        let left_by_us = if name == LOCK {
            true
        } else if name == SEGMENTS {
            entry.file_type()?.is_dir() && fs::read_dir(entry.path())?.next().is_none()
        } else if name == MARKER || name == MARKER_TO_BE {
            let text = fs::read(entry.path())?;
            TITLE.as_bytes().starts_with(&text) || text.starts_with(TITLE.as_bytes())
        } else {
            false
        };
        if !left_by_us {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes the marker so that it is there whole or not at all.
fn write_whole(root: &Path, text: &str) -> io::Result<()> {
    let to_be = root.join(MARKER_TO_BE);
    let mut file = File::create(&to_be)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    fs::rename(&to_be, root.join(MARKER))
}

/// We work in the folder, or below it: renamed, it would take our relative paths with it.
fn is_stood_in(root: &Path) -> bool {
    std::env::current_dir()
        .and_then(|here| here.canonicalize())
        .is_ok_and(|here| here.starts_with(root))
}

/// `NAME.damaged-20220704T101500Z`, with a number where that is taken.
fn free_name(root: &Path) -> PathBuf {
    let time = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let name = root
        .file_name()
        .map_or_else(|| "index".to_owned(), |name| name.to_string_lossy().into_owned());
    let mut path = root.with_file_name(format!("{name}.damaged-{time}"));
    let mut number = 2;
    while path.exists() {
        path = root.with_file_name(format!("{name}.damaged-{time}-{number}"));
        number += 1;
    }
    path
}
