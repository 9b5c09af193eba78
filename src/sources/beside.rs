//! The archivist's files among the reports: the authority file of the folder, and beside a report its
//! sidecar. They are no reports.

use super::folder::Folder;
use super::found::Scan;
use super::kinds::stem;
use super::look::Seen;
use super::problem::{Cause, Problem};
use std::collections::BTreeSet;

/// The file of names, in the folder of reports itself.
pub const AUTHORITY: &str = "authority.toml";

/// How the name of a sidecar ends, in place of the ending of the report beside it.
pub const SIDECAR_ENDING: &str = ".meta.toml";

/// A file of the archivist's: seen but not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its path below the folder, with `/` between the parts.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system does not say.
    pub modified_ns: i64,
}

impl Beside {
    /// What was seen, as a file of the archivist's.
    #[must_use]
    pub fn of(seen: Seen) -> Self {
        Self {
            path: seen.path,
            size: seen.size,
            modified_ns: seen.modified_ns,
        }
    }
}

/// Where the sidecar of a report stands: `a/visit.txt` has `a/visit.meta.toml`, and so have `a/visit`
/// and `a/visit.html.gz`.
#[must_use]
pub fn sidecar_path(report: &str) -> String {
    format!("{}{SIDECAR_ENDING}", stem(report))
}

impl Scan {
    /// The sidecar of a report, by the path of the report.
    #[must_use]
    pub fn sidecar(&self, report: &str) -> Option<&Beside> {
        let wanted = sidecar_path(report);
        let place = self.sidecars.binary_search_by(|beside| beside.path.cmp(&wanted));
        self.sidecars.get(place.ok()?)
    }

    /// Sidecars without a report.
    #[must_use]
    pub fn orphans(&self) -> Vec<&Beside> {
        let of_files = self.found.iter().filter(|found| found.within.is_none());
        let mut wanted: Vec<String> = of_files.map(|found| sidecar_path(&found.path)).collect();
        wanted.sort_unstable();
        let has_report = |path: &str| wanted.binary_search_by(|known| known.as_str().cmp(path)).is_ok();
        self.sidecars
            .iter()
            .filter(|beside| !has_report(&beside.path))
            .collect()
    }

    pub(super) fn sort_sidecars(&mut self) {
        self.sidecars.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    }
}

impl Folder {
    /// The paths of the files beside which these sidecars stand, by the paths of them. Each folder is listed
    /// once, however many of them stand in it.
    #[must_use]
    pub fn beside(&self, sidecars: &BTreeSet<&str>) -> Vec<String> {
        let folder_of = |sidecar: &&str| sidecar.rsplit_once('/').unwrap_or_default().0.to_owned();
        let folders: BTreeSet<String> = sidecars.iter().map(folder_of).collect();
        let mut beside = Vec::new();
        for folder in folders {
            let Ok(files) = std::fs::read_dir(self.root().join(&folder)) else {
                continue;
            };
            let names = files.flatten().filter_map(|file| file.file_name().into_string().ok());
            let paths = names.map(|name| match folder.as_str() {
                "" => name,
                folder => format!("{folder}/{name}"),
            });
            beside.extend(paths.filter(|path| {
                let sidecar = sidecar_path(path);
                *path != sidecar && sidecars.contains(sidecar.as_str())
            }));
        }
        beside
    }

    /// The text of a file of the archivist's.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or is no UTF-8.
    pub fn text(&self, beside: &Beside) -> Result<String, Problem> {
        let bytes = self.bytes(&beside.path)?;
        String::from_utf8(bytes).map_err(|_| Problem {
            path: beside.path.clone(),
            reason: "not UTF-8".to_owned(),
            cause: Cause::Content,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::DEFAULT_MAX_BYTES;
    use std::fs;

    #[test]
    fn a_sidecar_stands_beside_its_report() {
        for (report, sidecar) in [
            ("visit.txt", "visit.meta.toml"),
            ("a.b/002_visit.md", "a.b/002_visit.meta.toml"),
            ("a.b/visit", "a.b/visit.meta.toml"),
            ("visit.chicago.txt", "visit.chicago.meta.toml"),
        ] {
            assert_eq!(sidecar_path(report), sidecar);
        }
    }

    #[test]
    fn what_stands_beside_many_sidecars_is_found_at_once() {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("sub")).unwrap();
        for path in [
            "a.txt",
            "a.html",
            "a.meta.toml",
            "b.txt",
            "sub/a.txt",
            "sub/c.txt",
            "sub/c",
        ] {
            fs::write(temp.path().join(path), "").unwrap();
        }
        let folder = Folder::open(temp.path(), DEFAULT_MAX_BYTES).unwrap();
        let beside = |sidecars: &[&str]| {
            let mut beside = folder.beside(&sidecars.iter().copied().collect());
            beside.sort();
            beside
        };
        let told = ["a.meta.toml", "d.meta.toml", "sub/c.meta.toml", "gone/a.meta.toml"];
        assert_eq!(beside(&told), ["a.html", "a.txt", "sub/c", "sub/c.txt"]);
        assert_eq!(beside(&[]), [""; 0]);
    }
}
