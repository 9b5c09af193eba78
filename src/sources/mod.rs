//! The folder of reports: the only reader of articles. A bad file is a [`Problem`], never a stop.
//!
//! A file is a saved page of text, a web page (`html`), or holds many records (`records`); each may be
//! packed (`packed`). Its name says which (`kinds`).

mod beside;
mod decode;
mod folder;
mod found;
mod html;
mod ids;
mod kinds;
mod look;
mod open;
mod packed;
mod problem;
mod records;
mod shared;
mod source;
mod watch;

pub use beside::{AUTHORITY, Beside, SIDECAR_ENDING, sidecar_path};
pub use decode::{Decoded, Encoding, charset, decode};
pub use folder::{DEFAULT_MAX_BYTES, Folder, FolderError};
pub use found::{Found, Scan};
pub use html::{Origin, WebLine, What};
pub use ids::{Claim, above, give_ids, id_key, is_suffixed, path_key, served_as};
pub use kinds::{FileForm, Kind, Packing, endings, owners, stem};
pub use look::{Seen, SeenKind, Sight};
pub use problem::{Cause, Problem, Unseen};
pub use records::{Fields, MAPPING, Mapping, RecordLine, Within, records_in};
pub use source::{Form, Source};
pub use watch::{Change, Watch, WatchError};
