//! The archivist's word: names for the folder, and what stands beside a report.

mod names;
mod pages;
mod sidecars;
mod suggest;
mod watching;

use crate::site::TestArchive;
use readout::report::{Entry, ReportId};

/// A report in which the first man meets the second.
pub(crate) fn meets(one: &str, other: &str) -> String {
    format!(
        "{one} meets {other} on the harbour\n\n\
         ERBIL – Minister {one} met General {other} to discuss the harbour and its cranes.\n\n\
         Minister {one} said that the cranes would be mended before the winter.\n"
    )
}

pub(crate) fn entry(archive: &TestArchive, id: &str) -> Entry {
    let id = ReportId::parse(id).unwrap();
    archive.archive.report(&id).unwrap().unwrap().entry
}

pub(crate) fn people(archive: &TestArchive, id: &str) -> Vec<String> {
    let people = entry(archive, id).facts.people;
    people.into_iter().map(|person| person.name).collect()
}

/// `file:line: text` of everything that is wrong.
pub(crate) fn faults(archive: &TestArchive) -> Vec<String> {
    archive.archive.state().faults.iter().map(ToString::to_string).collect()
}
