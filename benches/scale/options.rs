//! What is measured.

use std::path::PathBuf;
use std::time::Duration;

const USAGE: &str =
    "cargo bench --bench scale -- [N…] [--only index,serve,latency,pages,fresh] [--keep DIR] [--time SECONDS]";
const SIZES: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];
const PIECES: [&str; 5] = ["index", "serve", "latency", "pages", "fresh"];

pub(crate) struct Options {
    /// Numbers of reports.
    pub(crate) sizes: Vec<u64>,
    pieces: Vec<String>,
    /// Where folders and indexes are kept for the next run.
    pub(crate) keep: Option<PathBuf>,
    /// How long one figure is measured.
    pub(crate) time: Duration,
}

impl Options {
    pub(crate) fn read(args: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            sizes: Vec::new(),
            pieces: PIECES.map(str::to_owned).to_vec(),
            keep: None,
            time: Duration::from_secs(2),
        };
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} lacks its value; {USAGE}"));
            match arg.as_str() {
                // Cargo says so itself.
                "--bench" => {}
                "--only" => options.pieces = value()?.split(',').map(str::to_owned).collect(),
                "--keep" => options.keep = Some(PathBuf::from(value()?)),
                "--time" => {
                    let seconds: f64 = value()?.parse().map_err(|_| USAGE)?;
                    options.time = Duration::from_secs_f64(seconds);
                }
                number => options
                    .sizes
                    .push(number.parse().map_err(|_| format!("{number}? {USAGE}"))?),
            }
        }
        if let Some(piece) = options.pieces.iter().find(|piece| !PIECES.contains(&piece.as_str())) {
            return Err(format!("{piece}? {USAGE}"));
        }
        if options.sizes.is_empty() {
            options.sizes = SIZES.to_vec();
        }
        Ok(options)
    }

    pub(crate) fn wants(&self, piece: &str) -> bool {
        self.pieces.iter().any(|wanted| wanted == piece)
    }
}
