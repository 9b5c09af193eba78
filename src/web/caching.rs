//! How long an answer may be kept without asking again, by kind.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, HeaderName};

type Header = (HeaderName, HeaderValue);

/// Pages, records, feeds: kept, and asked about each time, for the archive changes whenever a file
/// does. What nobody says otherwise of is this.
pub(super) const ASK: Header = (CACHE_CONTROL, HeaderValue::from_static("no-cache"));
/// Static files under their digest: another content has another address.
pub(super) const FOR_EVER: Header = (CACHE_CONTROL, HeaderValue::from_static("max-age=31536000, immutable"));
/// What changes with the program: its icon, its descriptions of itself.
pub(super) const A_DAY: Header = (CACHE_CONTROL, HeaderValue::from_static("max-age=86400"));
/// What crawlers ask for, who come back in days.
pub(super) const AN_HOUR: Header = (CACHE_CONTROL, HeaderValue::from_static("max-age=3600"));
/// What is asked for at each key that is pressed.
pub(super) const A_MINUTE: Header = (CACHE_CONTROL, HeaderValue::from_static("max-age=60"));
/// Errors and the state of health: true now only.
pub(super) const NEVER: Header = (CACHE_CONTROL, HeaderValue::from_static("no-store"));
