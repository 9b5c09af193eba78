//! Reads a folder without an index, for commands that only look.

use super::run::entry;
use super::word::{self, Read};
use crate::clean::{ENOUGH, margins};
use crate::extract::authority::Authority;
use crate::report::Entry;
use crate::sources::{Folder, Scan};
use std::collections::HashMap;

/// Reads every report of a folder, without an index; what cannot be read is passed over.
pub fn read_all(folder: &Folder, scan: &Scan, authority: &Authority, mut each: impl FnMut(Entry)) {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    // Records share no lines.
    for source in scan.found.iter().filter(|found| found.within.is_none()) {
        for line in folder.read(source).iter().flat_map(margins) {
            *counts.entry(line).or_default() += 1;
        }
    }
    for found in &scan.found {
        let Ok(source) = folder.read(found) else { continue };
        let sidecar = match &found.within {
            None => word::sidecar_of(folder, scan, &found.path, &mut Vec::new()),
            Some(_) => Read::Nothing,
        };
        let sidecar = match sidecar {
            Read::Says(sidecar) => Some(sidecar),
            Read::Nothing | Read::Unclear => None,
        };
        let mut familiar = margins(&source);
        familiar.retain(|line| counts.get(line).is_some_and(|count| *count >= ENOUGH));
        if let Some(entry) = entry(&source, &familiar, authority, sidecar.as_ref()) {
            each(entry);
        }
    }
}
