//! The folder of reports, one in a file or one on a line: the only reader of articles. A bad file is a [`Problem`], never a stop.

mod decode;
mod folder;
mod ids;
mod records;

pub use decode::{Decoded, Encoding, decode};
pub use folder::{Cause, DEFAULT_MAX_BYTES, Folder, FolderError, Form, Found, Problem, Scan, Source};
pub use ids::{Known, id_key};
pub use records::{RecordLine, Within};
