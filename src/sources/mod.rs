//! The folder of reports, one in a file or one on a line: the only reader of articles. A bad file is a [`Problem`], never a stop.

mod beside;
mod decode;
mod folder;
mod ids;
mod look;
mod records;
mod watch;

pub use beside::{AUTHORITY, Beside, SIDECAR_ENDING, sidecar_path};
pub use decode::{Decoded, Encoding, decode};
pub use folder::{Cause, DEFAULT_MAX_BYTES, Folder, FolderError, Form, Found, Problem, Scan, Source, hides};
pub use ids::{Claim, give_ids, id_key, path_key, served_as};
pub use look::{Seen, SeenKind, Sight};
pub use records::{RecordLine, Within};
pub use watch::{Change, Watch, WatchError};
