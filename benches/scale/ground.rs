//! The made reports on the disk, and what is known of them.

use crate::made;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What one made report holds, as the generator tells it.
pub(crate) struct Value {
    pub(crate) file: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) outlet: String,
    /// Days since 1970.
    pub(crate) day: Option<i64>,
    pub(crate) year: Option<u64>,
    pub(crate) people: Vec<String>,
    pub(crate) places: Vec<String>,
}

impl Value {
    pub(crate) fn read(line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        let mut part = || parts.next();
        let list = |list: &str| list.split(';').map(str::to_owned).collect();
        let (file, id, title, outlet) = (part()?, part()?, part()?, part()?);
        let day: Option<jiff::civil::Date> = part()?.parse().ok();
        part()?;
        let epoch = jiff::civil::date(1970, 1, 1);
        Some(Self {
            file: file.to_owned(),
            id: id.to_owned(),
            title: title.to_owned(),
            outlet: outlet.to_owned(),
            day: day.map(|day| day.duration_since(epoch).as_hours() / 24),
            year: day.and_then(|day| u64::try_from(day.year()).ok()),
            people: list(part()?),
            places: list(part()?),
        })
    }
}

/// Where everything of one number of reports lies.
pub(crate) struct Ground {
    pub(crate) size: u64,
    pub(crate) pages: PathBuf,
    pub(crate) values: PathBuf,
    pub(crate) index: PathBuf,
    pub(crate) bare: PathBuf,
    pub(crate) peer: PathBuf,
}

impl Ground {
    /// Makes the reports, unless they were kept.
    pub(crate) fn prepare(size: u64, root: &Path) -> std::io::Result<Self> {
        let root = root.join(format!("{size}"));
        let ground = Self {
            size,
            pages: root.join("pages"),
            values: root.join("values.tsv"),
            index: root.join("index"),
            bare: root.join("bare"),
            peer: root.join("peer"),
        };
        if !ground.values.exists() {
            eprintln!("{size} reports are made …");
            if ground.pages.exists() {
                fs::remove_dir_all(&ground.pages)?;
            }
            fs::create_dir_all(&ground.pages)?;
            let maker = made::Maker::new(made::SEED);
            made::write::folder(&maker, size, &ground.pages)?;
            // Last, and under its name only when it is whole: it says that the pages are.
            let unfinished = root.join("values.part");
            made::write::values(&maker, size, &unfinished)?;
            fs::rename(unfinished, &ground.values)?;
        }
        Ok(ground)
    }

    /// Reads every page, so that whoever comes first does not wait for the disk.
    pub(crate) fn warm(&self) -> std::io::Result<u64> {
        let mut bytes = 0;
        for line in fs::read_to_string(&self.values)?.lines() {
            let file = line.split('\t').next().unwrap_or_default();
            bytes += fs::read(self.pages.join(file))?.len() as u64;
        }
        Ok(bytes)
    }

    /// The first so many values, which is enough to choose questions by.
    pub(crate) fn some_values(&self, many: usize) -> std::io::Result<Vec<Value>> {
        use std::io::BufRead;
        let lines = std::io::BufReader::new(fs::File::open(&self.values)?)
            .lines()
            .take(many);
        lines
            .map(|line| Value::read(&line?).ok_or_else(|| std::io::Error::other("values.tsv is cut short")))
            .collect()
    }
}

/// The most frequent first.
pub(crate) fn by_number<'v>(values: impl Iterator<Item = &'v str>) -> Vec<&'v str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.into_iter().map(|(value, _)| value).collect()
}

/// Bytes of all files below a folder.
pub(crate) fn bytes_below(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(meta) if meta.is_dir() => bytes_below(&entry.path()),
        Ok(meta) => meta.len(),
        Err(_) => 0,
    };
    entries.flatten().map(size).sum()
}
