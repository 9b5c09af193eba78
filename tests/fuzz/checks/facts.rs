//! Who met whom, in a saved page of text.

use super::{clean, hold};

pub(crate) fn check(bytes: &[u8]) {
    if let Some(report) = clean::read(bytes) {
        hold::inferred(&report);
    }
}
