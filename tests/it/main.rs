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

mod architecture;
mod browser;
mod cli;
mod index;
mod language;
mod ledger;
mod program;
mod readme;
mod search;
mod served;
mod server;
mod site;
mod sources;
mod web;
