//! `NAME.meta.toml`: what is wrong in it is named by line, and what holds makes facts that hold.

use super::authority::{named, settled};
use readout::extract::authority::{Authority, Sidecar};

pub(crate) fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Sidecar::parse(text) {
        Ok((sidecar, faults)) => {
            named(text, &faults);
            settled(&Authority::default(), Some(&sidecar));
        }
        Err(fault) => named(text, &[fault]),
    }
}
