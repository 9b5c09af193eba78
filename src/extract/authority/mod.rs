//! The archivist's word: a file of names for the whole folder ([`Authority`]) and a file beside a report
//! ([`Sidecar`]). It outranks what was inferred, and says of itself that it is the archivist's.
//!
//! ```text
//! authority.toml ── Authority ─────────────────────────────────┐
//! NAME.meta.toml ── Sidecar ──┐                                │
//! Report ── what it states ───┴─► extract ─► Facts ── names ───┴─► Entry
//! ```
//!
//! What is wrong in either is a [`Fault`] with its line, and harms nothing else.

mod names;
mod parse;
mod settle;
mod sidecar;
mod written;

pub use names::{Authority, Known, NameKind, Office};
pub use sidecar::Sidecar;
pub use written::Fault;

use super::extract;
use crate::report::{Entry, Report};

/// What a report says and what we infer, with the archivist's word on both.
#[must_use]
pub fn read(mut report: Report, authority: &Authority, sidecar: Option<&Sidecar>) -> Entry {
    if let Some(sidecar) = sidecar {
        sidecar.state(&mut report);
    }
    let facts = extract(&report);
    let mut entry = Entry { report, facts };
    authority.settle(&mut entry);
    if let Some(sidecar) = sidecar {
        sidecar.settle(&mut entry, authority);
    }
    entry
}
