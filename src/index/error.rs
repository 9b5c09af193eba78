use std::path::PathBuf;

/// Why an index cannot be used; each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds something else.
    #[error("{0:?} is not empty and no index of readout; name another folder with --index (nothing was changed)")]
    NotOurs(PathBuf),
    /// It cannot be made or written to.
    #[error("the index cannot be written at {path:?} ({error}); name a folder that can be with --index")]
    NotWritable {
        /// The folder, or the file in it.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// There is none to be read.
    #[error("there is no index at {0:?}; name one with --index, or start without --read-only to make it")]
    NoIndex(PathBuf),
    /// It cannot be read.
    #[error("the index cannot be read at {path:?} ({error}); check its permissions, or name another with --index")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// It was made by other rules, and only who may write can make it anew.
    #[error(
        "the index at {0:?} was made by another version of readout; let that version, or a writer of this one, serve it"
    )]
    OtherRules(PathBuf),
    /// Another process is changing it.
    #[error("another readout is changing the index at {0:?}; wait for it, or name another folder with --index")]
    Busy(PathBuf),
    /// A damaged index could not be put aside.
    #[error(
        "the index at {path:?} is damaged ({damage}) and cannot be renamed ({error}); remove it or name another folder with --index"
    )]
    CannotSetAside {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        damage: String,
        /// Why it cannot be renamed.
        error: std::io::Error,
    },
    /// The query would look at too much of the archive.
    #[error(
        "the query asks for too much at once; use fewer or rarer words, fewer wildcards, and fewer phrases of common ones"
    )]
    TooMuch,
    /// There is no room left for it.
    #[error("the disk of the index is full ({0}); make room, and it goes on by itself")]
    Full(String),
    /// A thread that writes it came to an end.
    #[error(
        "the index could not be written to its end; most likely its disk is full: make room, and it goes on by itself"
    )]
    Stopped,
    /// A fault of ours or of the engine, which panics over some files that are not as it wrote them.
    #[error(
        "the index at {} could not be changed, for a fault of readout or because a file of it is damaged; if it happens \
         again, stop, delete that folder and start: all is read anew",
        .0.display()
    )]
    Fault(PathBuf),
    /// The engine failed.
    #[error("the index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The system failed below the engine.
    #[error("the index failed: {0}")]
    Io(#[from] std::io::Error),
    /// A stored record is not what was stored.
    #[error("a stored record cannot be read: {0}")]
    Record(#[from] postcard::Error),
    /// What a commit says of itself is not what was said.
    #[error("a commit cannot be read: {0}")]
    Payload(#[from] serde_json::Error),
}

impl Error {
    /// Whether the system forbade it: that is no damage, and no reason to rename anything.
    pub(super) fn is_forbidden(&self) -> bool {
        use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        self.io()
            .is_some_and(|error| matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem))
    }

    /// Whether the system failed, for now perhaps, rather than what is in the files: no room in memory, too many
    /// files open. What is missing or cut short is damage.
    pub(super) fn is_of_system(&self) -> bool {
        use std::io::ErrorKind::{InvalidInput, IsADirectory, NotADirectory, NotFound};
        self.io().is_some_and(|error| {
            let is_missing = matches!(error.kind(), NotFound | InvalidInput | IsADirectory | NotADirectory);
            // So the system says that what stands there is a folder, which cannot be mapped.
            let is_no_file = error.raw_os_error() == Some(libc::ENODEV);
            error.raw_os_error().is_some() && !is_missing && !is_no_file
        })
    }

    /// Whether the index can be read, though not be changed just now.
    #[must_use]
    pub fn is_of_writing(&self) -> bool {
        matches!(self, Error::NotWritable { .. } | Error::Busy(_) | Error::Full(_))
    }

    /// The same, with what the system said of the disk put plainly.
    #[must_use]
    pub(crate) fn plain(self) -> Self {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        match self.io() {
            Some(error) if matches!(error.kind(), StorageFull | QuotaExceeded) => Error::Full(error.to_string()),
            // Of a thread that met the end of the disk, the engine only tells that it ended.
            _ => match self {
                Error::Engine(tantivy::TantivyError::ErrorInThread(_)) => Error::Stopped,
                other => other,
            },
        }
    }

    fn io(&self) -> Option<&std::io::Error> {
        use tantivy::TantivyError as E;
        use tantivy::directory::error::{OpenReadError, OpenWriteError};
        match self {
            Error::Io(error) => Some(error),
            Error::Engine(E::IoError(error)) => Some(error.as_ref()),
            Error::Engine(E::OpenReadError(OpenReadError::IoError { io_error, .. })) => Some(io_error.as_ref()),
            Error::Engine(E::OpenWriteError(OpenWriteError::IoError { io_error, .. })) => Some(io_error.as_ref()),
            _ => None,
        }
    }
}
