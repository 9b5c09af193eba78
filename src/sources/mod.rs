//! The folder of reports: the only reader of articles. A bad file is a [`Problem`], never a stop.

mod decode;
mod folder;
mod ids;

pub use decode::{Decoded, Encoding, decode};
pub use folder::{Cause, DEFAULT_MAX_BYTES, Folder, FolderError, Found, Problem, Scan, Source};
pub use ids::{Known, id_key};
