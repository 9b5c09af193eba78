//! tantivy; nothing else names it.
//!
//! In reading order: `schema` says what is known of a report; `fold`, `words` and `analyzer` turn
//! text into terms, on both sides alike; `card` and `stored` are what is kept to be shown; `write`
//! adds and removes; `manifest` remembers the files; `home` and `fingerprint` look after the folder
//! on the disk; `lower` (with `excluded`), `collect`, `facets` and `read` answer; `marker` and `snippet` show the words.

mod analyzer;
mod card;
mod collect;
mod error;
mod excluded;
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

/// A day as a number that grows with time and is never [`NO_FIRST_DAY`] nor [`NO_LAST_DAY`].
fn day_number(date: jiff::civil::Date) -> u64 {
    const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);
    let days = date.duration_since(EPOCH).as_hours() / 24;
    // The calendar reaches from the year -9999 to 9999.
    5_000_000_u64.saturating_add_signed(days)
}

/// The first day of an interval that is open to the past. That every report has both numbers lets
/// them be read without a look-up of whether they are there.
const NO_FIRST_DAY: u64 = 0;
/// The last day of an interval that is open to the future.
const NO_LAST_DAY: u64 = 10_000_000;
