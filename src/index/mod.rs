//! tantivy; nothing else names it.
//!
//! In reading order: `schema` says what is known of a report; `fold`, `words` and `analyzer` turn
//! text into terms, on both sides alike; `card` and `stored` are what is kept to be shown; `write`
//! adds and removes; `manifest` remembers the files; `home` and `fingerprint` look after the folder
//! on the disk; `lower`, `collect`, `facets` and `read` answer; `marker` and `snippet` show the words.

mod analyzer;
mod card;
mod collect;
mod error;
mod facets;
mod fingerprint;
mod fold;
mod home;
mod lower;
mod manifest;
mod marker;
mod open;
mod read;
mod schema;
mod snippet;
mod stored;
mod words;
mod write;

pub use card::Record;
pub use error::Error;
pub use home::Lock;
pub use manifest::{Payload, Row, Unreadable, digest_key, id_key, mark};
pub use marker::Marker;
pub use open::{Index, Opened};
pub use read::Snapshot;
pub use write::{Addition, Writer};

/// Days since 1970.
fn days(date: jiff::civil::Date) -> i64 {
    const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);
    date.duration_since(EPOCH).as_hours() / 24
}
