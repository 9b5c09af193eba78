//! What the system told of the folder since it was looked at.

use super::todo::Extent;
use crate::sources::{Change, Kind, MAPPING};
use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

/// Paths that are looked at one by one; for more, a look at the whole folder is no dearer.
const MANY_PATHS: usize = 50_000;

/// What was told and not looked at yet.
#[derive(Default)]
pub(super) struct Told {
    /// Whether nobody knows what changed.
    pub(super) all: bool,
    /// Whether nobody watches any more.
    pub(super) folder: bool,
    pub(super) paths: BTreeSet<String>,
    /// Those of them of which more was told than that their times or rights changed.
    pub(super) written: BTreeSet<String>,
    /// Those to which somebody writes, since when, and when they last did.
    open: HashMap<String, (Instant, Instant)>,
}

impl Told {
    pub(super) fn hear(&mut self, change: Change) {
        match change {
            Change::Folder => (self.all, self.folder) = (true, true),
            Change::Somewhere => self.all = true,
            // Any file of records may be read otherwise.
            Change::At { path, open: false, .. } if path == MAPPING => self.all = true,
            Change::At { path, open: true, .. } => self.hold(path),
            Change::At { path, touched, .. } => {
                self.open.remove(&path);
                // Of more, sizes and times have to tell.
                if self.paths.len() <= MANY_PATHS {
                    self.written.extend((!touched).then(|| path.clone()));
                    self.paths.insert(path);
                }
            }
        }
        self.all |= self.paths.len() > MANY_PATHS;
    }

    /// Leaves a file to which somebody writes for later.
    pub(super) fn hold(&mut self, path: String) {
        let now = Instant::now();
        self.open.entry(path.clone()).or_insert((now, now)).1 = now;
        self.written.insert(path.clone());
        self.paths.insert(path);
    }

    /// What can be looked at now: not the files to which somebody writes, until that is long ago.
    pub(super) fn ready(&mut self, writing: Duration, aged: Duration) -> Option<Extent> {
        let may_grow = |path: &str| Kind::of(path).is_some_and(|kind| kind.form.is_container());
        self.open.retain(|path, (first, last)| {
            last.elapsed() < writing && (first.elapsed() < writing * 2 || !may_grow(path))
        });
        let held = |path: &String| self.open.contains_key(path);
        let (paths, ready) = std::mem::take(&mut self.paths).into_iter().partition(held);
        let (held, written) = std::mem::take(&mut self.written).into_iter().partition(held);
        (self.paths, self.written) = (paths, held);
        let mut extent = if std::mem::take(&mut self.all) {
            Extent {
                aged,
                ..Extent::whole()
            }
        } else {
            Some(ready)
                .filter(|ready: &BTreeSet<String>| !ready.is_empty())
                .map(Extent::at)?
        };
        // One of them may be below a folder that was told of.
        extent.open = self.open.keys().cloned().collect();
        extent.written = written;
        Some(extent)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn at(path: &str, open: bool) -> Change {
        Change::At {
            path: path.to_owned(),
            open,
            touched: false,
        }
    }

    pub(in super::super) fn paths(extent: Option<Extent>) -> Vec<String> {
        match extent.map(|extent| extent.paths) {
            Some(Some(paths)) => paths.into_iter().collect(),
            Some(None) => vec!["*".to_owned()],
            None => Vec::new(),
        }
    }

    #[test]
    fn a_file_that_is_written_to_is_left_until_it_is_closed() {
        let mut told = Told::default();
        let long = Duration::from_secs(600);
        told.hear(at("a.txt", true));
        told.hear(at("b.txt", false));
        assert_eq!(paths(told.ready(long, Duration::ZERO)), ["b.txt"]);
        assert!(told.ready(long, Duration::ZERO).is_none());
        told.hear(at("a.txt", true));
        told.hear(at("a.txt", false));
        assert_eq!(paths(told.ready(long, Duration::ZERO)), ["a.txt"]);
        // Nobody waits for ever.
        told.hear(at("a.txt", true));
        assert_eq!(paths(told.ready(Duration::ZERO, Duration::ZERO)), ["a.txt"]);
    }

    #[test]
    fn what_was_written_to_or_moved_is_read_and_what_was_touched_is_looked_at() {
        let mut told = Told::default();
        let long = Duration::from_secs(600);
        let touched = |path: &str| Change::At {
            path: path.to_owned(),
            open: false,
            touched: true,
        };
        for change in [at("a", false), touched("a"), touched("b"), at("c", true)] {
            told.hear(change);
        }
        let extent = told.ready(long, Duration::ZERO).unwrap();
        assert_eq!(extent.written, BTreeSet::from(["a".to_owned()]));
        assert_eq!(paths(Some(extent)), ["a", "b"]);
        for change in [at("a", false), Change::Somewhere, at("c", false)] {
            told.hear(change);
        }
        let extent = told.ready(long, Duration::ZERO).unwrap();
        assert!(extent.is_whole());
        assert_eq!(extent.written, BTreeSet::from(["a".to_owned(), "c".to_owned()]));
    }

    #[test]
    fn records_are_read_however_long_lines_are_added() {
        let mut told = Told::default();
        let writing = Duration::from_secs(300);
        for path in ["a.txt", "b.jsonl"] {
            told.hear(at(path, true));
        }
        assert!(told.ready(writing, Duration::ZERO).is_none());
        for (first, _) in told.open.values_mut() {
            *first = first.checked_sub(writing * 2).unwrap();
        }
        for path in ["a.txt", "b.jsonl"] {
            told.hear(at(path, true));
        }
        assert_eq!(paths(told.ready(writing, Duration::ZERO)), ["b.jsonl"]);
        told.hear(at("b.jsonl", true));
        assert!(
            told.ready(writing, Duration::ZERO).is_none(),
            "and then not again at once"
        );
    }
}
