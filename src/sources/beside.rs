//! The archivist's files among the reports: the authority file of the folder, and beside a report its
//! sidecar. They are no reports.

use super::folder::Folder;
use super::found::Scan;
use super::kinds::stem;
use super::look::Seen;
use super::problem::{Cause, Problem};

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
    /// The paths of the files beside which a sidecar stands, by the path of it.
    #[must_use]
    pub fn beside(&self, sidecar: &str) -> Vec<String> {
        let (folder, _) = sidecar.rsplit_once('/').unwrap_or_default();
        let Ok(files) = std::fs::read_dir(self.root().join(folder)) else {
            return Vec::new();
        };
        let names = files.flatten().filter_map(|file| file.file_name().into_string().ok());
        let paths = names.map(|name| match folder {
            "" => name,
            folder => format!("{folder}/{name}"),
        });
        paths
            .filter(|path| path != sidecar && sidecar_path(path) == sidecar)
            .collect()
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
    use super::sidecar_path;

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
}
