//! One test binary; tests by feature, cases as data.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod alive;
mod architecture;
mod authority;
mod browser;
#[path = "../fuzz/checks/mod.rs"]
#[allow(dead_code)]
mod checks;
mod cli;
mod facets;
#[cfg(target_os = "linux")]
mod faults;
mod follow;
mod formats;
mod fuzz;
mod hostile;
#[cfg(target_os = "linux")]
mod hostile_files;
mod index;
#[path = "../fuzz/inputs/mod.rs"]
mod inputs;
mod language;
mod ledger;
mod load;
mod meant;
mod meetings;
mod met;
mod named;
#[path = "../fuzz/patterns.rs"]
mod patterns;
mod people;
mod program;
mod readme;
mod records;
mod relations;
mod search;
mod served;
mod server;
mod site;
#[cfg(target_os = "linux")]
mod soak;
mod sources;
mod tools;
#[cfg(target_os = "linux")]
mod watched;
mod web;
