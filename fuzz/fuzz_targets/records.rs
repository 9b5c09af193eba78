//! `cargo +nightly fuzz run records`: what holds is told in `tests/fuzz/checks/records.rs`.
#![no_main]

#[path = "../../tests/fuzz/checks/mod.rs"]
#[allow(dead_code, clippy::all)]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::run("records", bytes));
