//! Feeds the query parser with made inputs, on a stable toolchain and in bounded time:
//! `cargo run --release --example fuzz_query -- 10000000`. The same seed makes the same inputs.
#![allow(clippy::expect_used)]

mod check;
mod inputs;

use inputs::Inputs;
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments
        .next()
        .map_or(1_000_000, |count| count.parse().expect("a number of inputs"));
    let seed: u64 = arguments.next().map_or(1, |seed| seed.parse().expect("a seed"));
    let start = Instant::now();
    let (mut bytes, mut longest) = (0_usize, 0_usize);
    let (mut slowest, mut slowest_length) = (Duration::ZERO, 0_usize);
    for (number, text) in (1..=count).zip(Inputs::new(seed)) {
        let begin = Instant::now();
        if let Err(panic) = std::panic::catch_unwind(|| check::check(&text)) {
            eprintln!("input {number} of seed {seed}: {text:?}");
            std::panic::resume_unwind(panic);
        }
        let took = begin.elapsed();
        if took > slowest {
            (slowest, slowest_length) = (took, text.len());
        }
        bytes += text.len();
        longest = longest.max(text.len());
        if number % 1_000_000 == 0 {
            let rate = number as f64 / start.elapsed().as_secs_f64();
            println!("{number} inputs, {rate:.0} a second");
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{count} inputs (seed {seed}) in {seconds:.1} s, {:.0} a second on one thread, {} bytes on average, {longest} at \
         most; the slowest took {slowest:?} for {slowest_length} bytes; no promise was broken",
        count as f64 / seconds,
        bytes / usize::try_from(count.max(1)).expect("few inputs"),
    );
}
