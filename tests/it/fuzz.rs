//! Whatever reads what others wrote keeps its promises for made inputs. The short form of what
//! `cargo run --release --example fuzz` and `cargo fuzz` do at length.

use crate::checks::{self, TARGETS};
use crate::inputs::inputs;
use crate::patterns::patterns;
use std::fs;
use std::path::Path;

/// How many inputs each target gets: as many as take it a second or two without optimisation.
fn count(target: &str) -> usize {
    match target {
        "query" => 5_000,
        "decode" => 500,
        "mapping" | "sidecar" | "authority" => 100,
        _ => 25,
    }
}

#[test]
fn no_made_input_breaks_a_promise() {
    for target in &TARGETS {
        for (number, input) in inputs(target.name, 1).take(count(target.name)).enumerate() {
            let name = target.name;
            if std::panic::catch_unwind(|| (target.check)(&input)).is_err() {
                panic!("{name}, input {number}: {:?}", String::from_utf8_lossy(&input));
            }
        }
    }
}

/// Inputs that once broke a promise, by target.
#[test]
fn what_was_found_stays_mended() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found");
    let mut any = 0;
    for folder in fs::read_dir(root).unwrap().map(|folder| folder.unwrap().path()) {
        for file in fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
            println!("{}", file.display());
            checks::run(folder.file_name().unwrap().to_str().unwrap(), &fs::read(&file).unwrap());
            any += 1;
        }
    }
    assert!(any > 0);
}

/// One thing over and over, from bytes to facts: what grows with the square of a file does not come to an end.
/// `cargo run --release --example growth` measures it up to 16 MiB.
#[test]
fn one_thing_over_and_over_is_read() {
    for pattern in patterns() {
        println!("{}", pattern.name());
        pattern.read(pattern.file_of(4 << 10));
    }
}

#[test]
fn the_same_seed_makes_the_same_inputs() {
    for target in &TARGETS {
        let make = |seed| inputs(target.name, seed).take(50).collect::<Vec<_>>();
        assert_eq!(make(7), make(7), "{}", target.name);
        assert_ne!(make(7), make(8), "{}", target.name);
    }
}

#[test]
fn every_target_can_be_run_by_cargo_fuzz() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for target in &TARGETS {
        let path = format!("fuzz_targets/{}.rs", target.name);
        let shell = fs::read_to_string(root.join(&path)).unwrap();
        assert!(shell.contains(&format!("checks::run(\"{}\"", target.name)), "{path}");
        assert!(manifest.contains(&path), "{path}");
    }
    assert_eq!(fs::read_dir(root.join("fuzz_targets")).unwrap().count(), TARGETS.len());
}
