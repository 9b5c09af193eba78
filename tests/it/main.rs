//! All tests that look at the whole: one binary, one harness, one file for each feature.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod browser;
mod cli;
mod program;
mod server;
mod site;
mod web;
