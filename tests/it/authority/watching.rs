//! The archive follows its folder while it is served. Each wait ends with what is waited for; the bound
//! is there so that a failure ends too.

use super::{faults, meets, people};
use crate::site::TestArchive;
use readout::archive::{Pace, SyncReport, Watching};
use std::fs;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const BOUND: Duration = Duration::from_secs(30);

struct Watched {
    site: TestArchive,
    told: Receiver<Result<SyncReport, String>>,
    watching: Watching,
}

impl Watched {
    fn of(files: &[(&str, &str)], told_by_system: bool) -> Self {
        let site = TestArchive::with(files);
        let (tell, told) = channel();
        let pace = Pace {
            told: told_by_system,
            quiet: Duration::from_millis(20),
            poll: if told_by_system {
                BOUND
            } else {
                Duration::from_millis(20)
            },
            // While another test starts a program, the lock of the index may stay taken for a moment.
            retry: Duration::from_millis(20),
            ..Pace::default()
        };
        let tell = move |_: &_, result: &Result<SyncReport, _>| {
            let _ = tell.send(result.as_ref().cloned().map_err(ToString::to_string));
        };
        let watching = site.archive.watch(pace, tell).unwrap();
        let watched = Self { site, told, watching };
        // From here on, changes are told.
        watched.until(Result::is_ok).unwrap();
        watched
    }

    /// The looks up to the first one that is as wanted.
    #[track_caller]
    fn until(&self, wanted: impl Fn(&Result<SyncReport, String>) -> bool) -> Result<SyncReport, String> {
        let end = Instant::now() + BOUND;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let result = self.told.recv_timeout(left).expect("the change is seen");
            if wanted(&result) {
                return result;
            }
        }
    }

    #[track_caller]
    fn until_indexed(&self) {
        self.until(|result| result.as_ref().is_ok_and(|report| report.indexed > 0))
            .unwrap();
    }
}

const REPORT: (&str, &str) = (
    "a.txt",
    "A visit\n\nMinister Thomas Oravetz met General Piet Vermeulen.\n",
);
const MERGE: &str = "[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Thomas Oravetz\"]\n";

#[test]
fn what_the_archivist_writes_is_in_force_without_a_restart() {
    let watched = Watched::of(&[REPORT], true);
    assert_eq!(people(&watched.site, "a"), ["Thomas Oravetz", "Piet Vermeulen"]);
    watched.site.write("authority.toml", MERGE);
    watched.until_indexed();
    assert_eq!(people(&watched.site, "a"), ["Tomas Oravec", "Piet Vermeulen"]);
    watched.site.write("a.meta.toml", "people = { add = [\"Ana Sousa\"] }");
    watched.until_indexed();
    assert_eq!(people(&watched.site, "a").last().unwrap(), "Ana Sousa");
    // A folder that came later is watched too.
    watched.site.write("later/b.txt", &meets("Ana Sousa", "Piet Vermeulen"));
    watched.until_indexed();
    watched.site.write("later/c.txt", &meets("Lena Maas", "Piet Vermeulen"));
    watched
        .until(|result| result.is_ok() && watched.site.found("person:\"Lena Maas\"") == ["c"])
        .unwrap();
}

#[test]
fn a_look_that_fails_is_said_and_loses_nothing() {
    let watched = Watched::of(&[REPORT, ("authority.toml", MERGE)], false);
    let settled = ["Tomas Oravec", "Piet Vermeulen"];
    // An empty folder is more likely a slip than the wish to lose all.
    watched.site.remove("a.txt");
    let empty = |result: &Result<_, String>| result.as_ref().is_err_and(|error| error.contains("holds no report"));
    let error = watched.until(empty).unwrap_err();
    assert_eq!(watched.site.archive.trouble(), Some(error));
    assert_eq!(people(&watched.site, "a"), settled);
    watched.site.write(REPORT.0, REPORT.1);
    watched.until(Result::is_ok).unwrap();
    assert_eq!(watched.site.archive.trouble(), None);
    assert_eq!(people(&watched.site, "a"), settled);
    // A folder that cannot be seen is no empty one.
    let (from, to) = (watched.site.report_path(""), watched.site.folder().join("elsewhere"));
    fs::rename(&from, &to).unwrap();
    let unseen = |result: &Result<_, String>| result.as_ref().is_err_and(|error| error.contains("does not exist"));
    let error = watched.until(unseen).unwrap_err();
    assert_eq!(watched.site.archive.trouble(), Some(error));
    assert_eq!(people(&watched.site, "a"), settled);
    fs::rename(&to, &from).unwrap();
    watched.until(Result::is_ok).unwrap();
    assert_eq!(watched.site.archive.trouble(), None);
    assert_eq!(faults(&watched.site), [""; 0]);
}

#[test]
fn where_the_system_does_not_tell_the_folder_is_looked_at() {
    let watched = Watched::of(&[REPORT], false);
    watched.site.write("authority.toml", MERGE);
    watched.until_indexed();
    assert_eq!(people(&watched.site, "a"), ["Tomas Oravec", "Piet Vermeulen"]);
}

#[test]
fn another_folder_in_place_of_the_first_is_watched() {
    let watched = Watched::of(&[REPORT], true);
    let (from, to) = (watched.site.report_path(""), watched.site.folder().join("elsewhere"));
    let other = watched.site.folder().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("b.txt"), meets("Ana Sousa", "Piet Vermeulen")).unwrap();
    fs::rename(&from, &to).unwrap();
    fs::rename(&other, &from).unwrap();
    watched
        .until(|result| result.is_ok() && watched.site.found("person:\"Ana Sousa\"") == ["b"])
        .unwrap();
    watched.site.write("c.txt", &meets("Lena Maas", "Piet Vermeulen"));
    watched
        .until(|result| result.is_ok() && watched.site.found("person:\"Lena Maas\"") == ["c"])
        .unwrap();
}

#[test]
fn the_end_of_watching_is_the_end() {
    let Watched { site, told, watching } = Watched::of(&[REPORT], true);
    drop(watching);
    site.write("authority.toml", MERGE);
    // Whoever tells is gone, so nothing more is ever told.
    while told.try_recv().is_ok() {}
    assert_eq!(told.recv_timeout(BOUND), Err(RecvTimeoutError::Disconnected));
    assert_eq!(people(&site, "a"), ["Thomas Oravetz", "Piet Vermeulen"]);
}
