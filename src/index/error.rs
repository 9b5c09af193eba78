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
    /// The engine failed.
    #[error("the index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The system failed below the engine.
    #[error("the index failed: {0}")]
    Io(#[from] std::io::Error),
    /// A stored record is not what was stored.
    #[error("a stored record cannot be read: {0}")]
    Record(#[from] serde_json::Error),
}

impl Error {
    /// Whether the system forbade it: that is no damage, and no reason to rename anything.
    pub(super) fn is_forbidden(&self) -> bool {
        use tantivy::TantivyError as E;
        use tantivy::directory::error::OpenReadError;
        let io = match self {
            Error::Io(error) => Some(error),
            Error::Engine(E::IoError(error)) => Some(error.as_ref()),
            Error::Engine(E::OpenReadError(OpenReadError::IoError { io_error, .. })) => Some(io_error.as_ref()),
            _ => None,
        };
        io.is_some_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied)
    }
}
