//! What goes wrong with a machine: it is switched off while the index is written, its disk damages files, is
//! full or closed, its clock is turned. After each the archive heals by itself or says what to do; every report
//! is there once, and nothing wrong is served in silence.
//!
//! Short by default. `READOUT_LONG=1 cargo test --release --test it faults::` kills 200 times and damages 500
//! files; `READOUT_SEED` begins elsewhere.

mod damage;
mod disk;
mod kills;

use crate::site::{config, request};
use readout::archive::Archive;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A row of numbers that its seed alone decides.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let seed = std::env::var("READOUT_SEED").map_or(1, |seed| seed.parse::<u64>().unwrap());
        println!("READOUT_SEED={seed}");
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// A report that shares lines with every fifth, points to the next, and names its own people.
fn page(n: usize) -> String {
    format!(
        "Envoy number{n} visits the harbour of Lun{n}\n\nLUN{n} - The envoy number{n} met Ana Sousa{n} in the town hall on \
         Monday.\n\nRead More: Envoy number{} visits the harbour of Lun{}\n\nHarbour letters {}, every day\n",
        n + 1,
        n + 1,
        n % 5
    )
}

fn write_pages(reports: &Path, count: usize) {
    fs::create_dir_all(reports).unwrap();
    for n in 0..count {
        fs::write(reports.join(format!("r{n}.txt")), page(n)).unwrap();
    }
}

/// All that an archive says of its reports, by id: each is there once.
fn told(archive: &Archive) -> BTreeMap<String, String> {
    let found = archive.search(&request("limit=1000")).unwrap();
    let mut all = BTreeMap::new();
    for hit in &found.hits {
        let held = archive.report(&hit.id).unwrap().unwrap();
        let bytes = archive.source(&hit.id).unwrap().unwrap();
        let text = format!(
            "{} {:?} {:?} {}",
            held.path,
            hit.dated,
            held.entry,
            String::from_utf8_lossy(&bytes)
        );
        assert!(
            all.insert(hit.id.to_string(), text).is_none(),
            "{} is there twice",
            hit.id
        );
    }
    assert_eq!(all.len() as u64, archive.state().reports);
    all
}

/// What an index made anew over the reports of this folder says.
fn fresh(folder: &Path) -> BTreeMap<String, String> {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let mut config = config(folder);
    config.index = elsewhere.path().join("index");
    told(&Archive::open(&config).unwrap())
}

/// Bytes and times of every file.
fn as_it_is(folder: &Path) -> BTreeMap<std::path::PathBuf, (std::time::SystemTime, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let of = |entry: &walkdir::DirEntry| {
        (
            entry.metadata().unwrap().modified().unwrap(),
            fs::read(entry.path()).unwrap(),
        )
    };
    files.map(|entry| (entry.path().to_owned(), of(&entry))).collect()
}
