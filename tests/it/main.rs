//! One test binary; tests by feature, cases as data.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod architecture;
mod index;
mod language;
mod search;
mod site;
