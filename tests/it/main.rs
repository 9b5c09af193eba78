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
#[path = "../fuzz/check.rs"]
mod check;
mod cli;
mod facets;
mod follow;
mod formats;
mod hostile;
mod index;
#[path = "../fuzz/inputs.rs"]
mod inputs;
mod language;
mod ledger;
mod load;
mod meant;
mod meetings;
mod met;
mod named;
mod people;
mod program;
mod readme;
mod records;
mod relations;
mod search;
mod served;
mod server;
mod site;
mod sources;
mod tools;
mod web;
