//! How the time to read a file grows with its length, where it is one thing over and over:
//! `cargo run --release --example growth [-- WORD…]` reads 256 KiB, 1, 4 and 16 MiB of each pattern (or of those
//! whose name has one of the words), prints the slowest first, with the most
//! memory that each took, and ends with code 1 where 16 MiB took more than ten
//! seconds. A pattern that takes too long is not made longer.
#![allow(clippy::expect_used)]

mod patterns;

use std::time::{Duration, Instant};

const KIB: usize = 1 << 10;
const SIZES: [usize; 4] = [256 * KIB, 1 << 20, 4 << 20, 16 << 20];
const BOUND: Duration = Duration::from_secs(10);

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    // Tables and patterns are made when they are first used.
    for pattern in patterns::patterns() {
        pattern.read(pattern.file_of(KIB));
    }
    let mut rows = Vec::new();
    for pattern in patterns::patterns() {
        let name = pattern.name();
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let mut times = Vec::new();
        let mut memory = 0;
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        for size in SIZES {
            let bytes = pattern.file_of(size);
            let begin = Instant::now();
            pattern.read(bytes);
            let took = begin.elapsed();
            times.push(took);
            memory = peak_memory();
            // Four times as much takes at least four times as long.
            if took * 4 > BOUND {
                break;
            }
        }
        let name = format!("{memory:>6} MB  {name}");
        eprintln!("{} {name}", shown(&times));
        rows.push((times, name));
    }
    rows.sort_by_key(|(times, _)| std::cmp::Reverse((SIZES.len() - times.len(), times.last().copied())));
    println!(
        "seconds for 256 KiB, 1, 4, 16 MiB: {} patterns, the slowest first",
        rows.len()
    );
    for (times, name) in rows.iter().take(20) {
        println!("{} {name}", shown(times));
    }
    let slow = rows
        .iter()
        .filter(|(times, _)| times.last().is_some_and(|last| *last > BOUND));
    std::process::exit(i32::from(slow.count() > 0));
}

/// The most memory since it was last looked at, in MB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes / 1024)
}

fn shown(times: &[Duration]) -> String {
    let times = times.iter().map(|time| format!("{:>8.3}", time.as_secs_f64()));
    times.collect::<Vec<_>>().join("")
}
