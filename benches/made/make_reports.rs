//! Writes made reports: `cargo run --release --example make_reports -- N DIR [--jsonl FILE] [--values FILE] [--seed S]`.
//!
//! `DIR` gets `N` pages in folders of a thousand; `--jsonl` writes the same reports as records too, `--values` what they
//! hold. The same seed makes the same reports.

#![allow(missing_docs)]

#[path = "mod.rs"]
mod made;

use std::path::Path;
use std::time::Instant;

const USAGE: &str = "make_reports N DIR [--jsonl FILE] [--values FILE] [--seed S]";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut given, mut jsonl, mut values, mut seed) = (Vec::new(), None, None, made::SEED);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--jsonl" => jsonl = args.next(),
            "--values" => values = args.next(),
            "--seed" => seed = args.next().ok_or(USAGE)?.parse()?,
            _ => given.push(arg),
        }
    }
    let [many, folder] = given.as_slice() else {
        return Err(USAGE.into());
    };
    let many: u64 = many.parse()?;
    let maker = made::Maker::new(seed);
    let begun = Instant::now();
    let bytes = made::write::folder(&maker, many, Path::new(folder))?;
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{many} reports, {:.1} MB, in {seconds:.1} s ({:.0} a second)",
        bytes as f64 / 1e6,
        many as f64 / seconds
    );
    if let Some(file) = jsonl {
        made::write::lines(&maker, many, Path::new(&file))?;
    }
    if let Some(file) = values {
        made::write::values(&maker, many, Path::new(&file))?;
    }
    Ok(())
}
