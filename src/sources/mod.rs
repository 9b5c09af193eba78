//! The folder of reports: the only reader of articles. A bad file is a [`Problem`], never a stop.
//!
//! A file is a saved page of text, a web page ([`html`]), or holds many records ([`records`]); each may be
//! packed ([`packed`]). Its name says which ([`kinds`]).

mod beside;
mod decode;
mod folder;
mod html;
mod ids;
mod kinds;
mod packed;
mod records;
mod watch;

pub use beside::{AUTHORITY, Beside, SIDECAR_ENDING, sidecar_path};
pub use decode::{Decoded, Encoding, charset, decode};
pub use folder::{Cause, DEFAULT_MAX_BYTES, Folder, FolderError, Form, Found, Problem, Scan, Source};
pub use html::{Origin, WebLine, What};
pub use ids::{Known, id_key};
pub use kinds::{FileForm, Kind, Packing, endings, owners, stem};
pub use records::{Fields, MAPPING, Mapping, Paths, Raw, RecordLine, Seen, Within, visit};
pub use watch::{Change, Watch, WatchError};
