//! Feeds whatever reads with made inputs, on a stable toolchain and in bounded time:
//! `cargo run --release --example fuzz -- all --seconds 600`. The same seed makes the same inputs.
//!
//! `fuzz TARGET|all [--count N | --seconds S] [--seed N]`; the seconds are those of each target. An input that
//! breaks a promise is written to `fuzz/artifacts`, and `fuzz TARGET --file PATH` reads it again.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[allow(dead_code)]
mod checks;
mod inputs;

use checks::{TARGETS, Target};
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().unwrap_or_else(|| "all".to_owned());
    let (mut count, mut seconds, mut seed) = (None, None, 1);
    while let (Some(flag), Some(value)) = (arguments.next(), arguments.next()) {
        let number = || value.parse::<u64>().expect("a number");
        match flag.as_str() {
            "--count" => count = Some(number()),
            "--seconds" => seconds = Some(number()),
            "--seed" => seed = number(),
            "--file" => {
                let bytes = std::fs::read(&value).expect("a file");
                let target = TARGETS.iter().find(|target| target.name == wanted);
                return (target.expect("a target").check)(&bytes);
            }
            other => panic!("{other} is unknown"),
        }
    }
    let count = count.unwrap_or(if seconds.is_some() { u64::MAX } else { 10_000 });
    let time = seconds.map_or(Duration::MAX, Duration::from_secs);
    let targets = TARGETS.iter().filter(|target| wanted == "all" || target.name == wanted);
    let mut any = false;
    for target in targets {
        any = true;
        run(target, seed, count, time);
    }
    assert!(any, "there is no target {wanted}");
}

fn run(target: &Target, seed: u64, count: u64, time: Duration) {
    let start = Instant::now();
    let (mut inputs, mut bytes, mut longest) = (0_u64, 0_usize, 0_usize);
    let (mut slowest, mut slowest_length) = (Duration::ZERO, 0_usize);
    for input in inputs::inputs(target.name, seed) {
        if inputs == count || start.elapsed() >= time {
            break;
        }
        inputs += 1;
        let begin = Instant::now();
        if let Err(panic) = std::panic::catch_unwind(|| (target.check)(&input)) {
            let kept = keep(target.name, &input);
            eprintln!("input {inputs} of seed {seed} for {}, kept as {kept}", target.name);
            std::panic::resume_unwind(panic);
        }
        let took = begin.elapsed();
        if took > slowest {
            (slowest, slowest_length) = (took, input.len());
        }
        bytes += input.len();
        longest = longest.max(input.len());
    }
    let elapsed = start.elapsed().as_secs_f64();
    println!(
        "{}: {inputs} inputs (seed {seed}) in {elapsed:.1} s, {:.0} a second on one thread, {} bytes on average, {longest} \
         at most; the slowest took {slowest:?} for {slowest_length} bytes; no promise was broken",
        target.name,
        inputs as f64 / elapsed,
        bytes as u64 / inputs.max(1),
    );
}

fn keep(target: &str, input: &[u8]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/artifacts")
        .join(target);
    let path = folder.join("made");
    let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, input));
    kept.map_or_else(|error| error.to_string(), |()| path.display().to_string())
}
