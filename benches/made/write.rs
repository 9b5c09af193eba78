//! Made reports on the disk.

use super::{Made, Maker};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Reports in one folder.
const FOLDER: u64 = 1_000;

/// Where the report of a number lies.
pub fn path(folder: &Path, number: u64, made: &Made) -> PathBuf {
    folder
        .join(format!("{:04}", number / FOLDER))
        .join(format!("{number:07}_{}.txt", made.id))
}

/// Writes `many` reports as pages below `folder`, on all cores; how many bytes they have.
pub fn folder(maker: &Maker, many: u64, folder: &Path) -> std::io::Result<u64> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    for number in 0..many.div_ceil(FOLDER) {
        fs::create_dir_all(folder.join(format!("{number:04}")))?;
    }
    let part = |core: u64| {
        let mut bytes = 0;
        for first in (core * FOLDER..many).step_by((cores * FOLDER) as usize) {
            for number in first..(first + FOLDER).min(many) {
                let made = maker.report(number);
                bytes += made.text.len() as u64;
                fs::write(path(folder, number, &made), made.text)?;
            }
        }
        Ok(bytes)
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..cores).map(|core| scope.spawn(move || part(core))).collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    })
}

/// Writes `many` reports as JSON lines.
pub fn lines(maker: &Maker, many: u64, file: &Path) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    for number in 0..many {
        let made = maker.report(number);
        let line = serde_json::json!({
            "id": made.id,
            "title": made.headline.unwrap_or_default(),
            "body": made.body,
            "outlet": made.outlet,
            "section": made.section,
            "published": made.published.map(|day| day.to_string()),
            "byline": made.byline,
            "tags": made.tags,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// Writes what the reports hold, one a line, apart by tabs: file, id, headline, outlet, day, meeting, people and places (`;` between them).
pub fn values(maker: &Maker, many: u64, file: &Path) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    for number in 0..many {
        let made = maker.report(number);
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            path(Path::new(""), number, &made).display(),
            made.id,
            made.headline.as_deref().unwrap_or_default(),
            made.outlet,
            made.published.map(|day| day.to_string()).unwrap_or_default(),
            made.meeting.map(|event| event.to_string()).unwrap_or_default(),
            made.people.join(";"),
            made.places.join(";"),
        )?;
    }
    out.flush()
}
