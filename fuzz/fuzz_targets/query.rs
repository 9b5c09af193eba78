//! `cargo +nightly fuzz run query`: any text is read without a panic, and prints as what was read.
#![no_main]

#[path = "../../tests/fuzz/check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &str| check::check(text));
