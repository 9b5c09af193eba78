//! What tests stand on: a folder of reports that goes when the test ends, an archive over it, and an
//! index of entries made by hand.

use jiff::civil::Date;
use readout::archive::{Archive, Config, Error};
use readout::index::{Addition, Index, Payload, Snapshot, path_key};
use readout::report::{
    DateBounds, Entry, Evidence, Facts, Language, Line, Meeting, MeetingKind, Organisation, Participant, Person,
    Report, ReportId, Role, Stated, Title,
};
use readout::search::{Params, Request, Results};
use readout::sources::{DEFAULT_MAX_BYTES, Encoding, Folder, Form, Found, Source};
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An archive over a folder of its own.
pub(crate) struct TestArchive {
    pub(crate) archive: Archive,
    folder: TempDir,
}

impl TestArchive {
    /// An archive of these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("reports")).unwrap();
        for (name, text) in files {
            write(folder.path(), name, text.as_bytes());
        }
        Self {
            archive: Archive::open(&config(folder.path())).unwrap(),
            folder,
        }
    }

    /// An archive of copies of the five seeds.
    pub(crate) fn seeds() -> Self {
        let files: Vec<(String, String)> = fs::read_dir(seeds_folder())
            .unwrap()
            .map(|file| {
                let path = file.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, fs::read_to_string(path).unwrap())
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (&**n, &**t)).collect();
        Self::with(&files)
    }

    /// Ends the archive and starts another over the same folder and index.
    pub(crate) fn reopened(self) -> Self {
        self.try_reopened().unwrap()
    }

    pub(crate) fn try_reopened(self) -> Result<Self, Error> {
        let Self { archive, folder } = self;
        drop(archive);
        Ok(Self {
            archive: Archive::open(&config(folder.path()))?,
            folder,
        })
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        write(self.folder.path(), name, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, name: &str, bytes: &[u8]) {
        write(self.folder.path(), name, bytes);
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.report_path(name)).unwrap();
    }

    pub(crate) fn report_path(&self, name: &str) -> PathBuf {
        self.folder.path().join("reports").join(name)
    }

    pub(crate) fn index_path(&self) -> PathBuf {
        config(self.folder.path()).index
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn config(&self) -> Config {
        config(self.folder.path())
    }

    /// The answer to the parameters of an address.
    pub(crate) fn search(&self, address: &str) -> Results {
        self.archive.search(&request(address)).unwrap()
    }

    /// The ids that a query finds, in alphabetical order.
    #[track_caller]
    pub(crate) fn found(&self, q: &str) -> Vec<String> {
        let params = Params::default().with("q", q);
        sorted(ids(&self.search(&params.to_string())))
    }

    /// Checks which ids a query finds, in any order.
    #[track_caller]
    pub(crate) fn check(&self, q: &str, expected: &[&str]) {
        assert_eq!(self.found(q), expected, "{q}");
    }
}

pub(crate) fn config(folder: &Path) -> Config {
    Config {
        reports: folder.join("reports"),
        index: folder.join("index"),
        max_bytes: DEFAULT_MAX_BYTES,
        synonyms: std::sync::Arc::default(),
        verify: false,
    }
}

pub(crate) fn seeds_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join("reports").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

pub(crate) fn request(address: &str) -> Request {
    Params::parse(address).read().unwrap().0
}

/// The ids of the hits, in their order.
pub(crate) fn ids(results: &Results) -> Vec<String> {
    let id = |hit: &readout::search::Hit| hit.id.to_string();
    results.hits.iter().map(id).collect()
}

pub(crate) fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

/// An index of entries made by hand: what cleaning and extraction would say is given, not found.
pub(crate) struct TestIndex {
    pub(crate) snapshot: Snapshot,
    index: Index,
    _folder: TempDir,
}

impl TestIndex {
    pub(crate) fn of(entries: &[Entry]) -> Self {
        Self::in_commits(&[entries])
    }

    /// One commit, and so at least one segment, for each slice.
    pub(crate) fn in_commits(commits: &[&[Entry]]) -> Self {
        let folder = TempDir::new().unwrap();
        let opened = Index::open(&folder.path().join("index")).unwrap();
        for entries in commits {
            let mut writer = opened.index.writer(entries.len()).unwrap();
            for entry in *entries {
                put(&writer, entry);
            }
            writer.commit(&payload()).unwrap();
            writer.finish().unwrap();
        }
        Self {
            snapshot: opened.index.snapshot().unwrap(),
            index: opened.index,
            _folder: folder,
        }
    }

    /// Dates the reports by their links, as a synchronisation does; says how many were written anew.
    pub(crate) fn relink(&mut self) -> u64 {
        let mut writer = self.index.writer(0).unwrap();
        let written = self.snapshot.relink(&writer).unwrap();
        writer.commit(&payload()).unwrap();
        writer.finish().unwrap();
        self.snapshot = self.index.snapshot().unwrap();
        written
    }

    /// Another commit, and the next generation, which takes over what this one knows.
    pub(crate) fn follow(&mut self, put_in: &[Entry], removed: &[String]) {
        let mut writer = self.index.writer(put_in.len()).unwrap();
        removed
            .iter()
            .for_each(|id| writer.remove(path_key(&format!("{id}.txt"))));
        put_in.iter().for_each(|entry| put(&writer, entry));
        writer.commit(&payload()).unwrap();
        writer.finish().unwrap();
        self.snapshot = self.anew().follow(&self.snapshot).unwrap();
    }

    /// The same generation, which knows nothing yet.
    pub(crate) fn anew(&self) -> Snapshot {
        self.index.snapshot().unwrap()
    }

    pub(crate) fn search(&self, address: &str) -> Results {
        self.snapshot.search(&request(address)).unwrap()
    }

    /// Checks which ids an address finds, in any order.
    #[track_caller]
    pub(crate) fn check(&self, address: &str, expected: &[&str]) {
        assert_eq!(sorted(ids(&self.search(address))), expected, "{address}");
    }

    /// Checks which ids an address finds, in this order.
    #[track_caller]
    pub(crate) fn check_order(&self, address: &str, expected: &[&str]) {
        assert_eq!(ids(&self.search(address)), expected, "{address}");
    }
}

/// An archive's folder of entries made by hand: a file for each, and an index that is in step with the
/// files and holds what is given, whatever cleaning would say.
pub(crate) fn by_hand(folder: &Path, entries: &[Entry]) {
    for entry in entries {
        let text: Vec<&str> = entry.report.lines.iter().map(|line| line.text.as_str()).collect();
        let name = format!("{}.txt", entry.report.id);
        write(
            folder,
            &name,
            format!("{}\n{}", entry.report.title, text.join("\n")).as_bytes(),
        );
    }
    let Config { reports, index, .. } = config(folder);
    let files = Folder::open(&reports, DEFAULT_MAX_BYTES).unwrap();
    let opened = Index::open(&index).unwrap();
    let mut writer = opened.index.writer(entries.len()).unwrap();
    for found in files.scan().found {
        let entry = entries.iter().find(|entry| entry.report.id == found.id).unwrap();
        let source = files.read(&found).unwrap();
        let addition = Addition {
            found: &found,
            source: &source,
            entry,
            lines: &[],
            familiar: 0,
            sidecar: 0,
            replaces: false,
        };
        writer.put(&addition).unwrap();
    }
    let payload = Payload {
        changed: "2026-01-01T00:00:00Z".parse().unwrap(),
        folder: reports.canonicalize().unwrap().to_string_lossy().into_owned(),
        settled: true,
        files: Vec::new(),
        problems: Vec::new(),
        authority: 0,
        faults: Vec::new(),
    };
    writer.commit(&payload).unwrap();
    writer.finish().unwrap();
}

fn payload() -> Payload {
    Payload {
        changed: jiff::Timestamp::UNIX_EPOCH,
        folder: String::new(),
        settled: true,
        files: Vec::new(),
        problems: Vec::new(),
        authority: 0,
        faults: Vec::new(),
    }
}

fn put(writer: &readout::index::Writer, entry: &Entry) {
    let id = &entry.report.id;
    let found = Found {
        id: id.clone(),
        path: format!("{id}.txt"),
        size: 1,
        modified_ns: 1,
        within: None,
    };
    let source = Source {
        broken: None,
        id: id.clone(),
        path: found.path.clone(),
        bytes: b"x".to_vec(),
        text: "x".to_owned(),
        form: Form::Page,
        encoding: Encoding::Utf8,
        // Another text has another digest, and what is told of it is the text here.
        digest: blake3::hash(&serde_json::to_vec(entry).unwrap()).to_hex().to_string(),
    };
    writer
        .put(&Addition {
            found: &found,
            source: &source,
            entry,
            lines: &[],
            familiar: 0,
            sidecar: 0,
            replaces: true,
        })
        .unwrap();
}

/// A report made by hand, one property at a time.
pub(crate) fn made(id: &str, title: &str) -> Made {
    Made(Entry {
        report: Report {
            id: ReportId::from_stem(id),
            lines: Vec::new(),
            title: Title::Printed(stated(title.to_owned())),
            outlet: None,
            section: None,
            byline: None,
            published: None,
            dateline_place: None,
            tags: Vec::new(),
            lang: None,
            url: None,
            read_more: Vec::new(),
            warnings: Vec::new(),
        },
        facts: Facts::default(),
    })
}

pub(crate) struct Made(Entry);

impl Made {
    pub(crate) fn line(mut self, role: Role, text: &str) -> Self {
        let lines = &mut self.0.report.lines;
        lines.push(Line {
            number: u32::try_from(lines.len()).unwrap() + 1,
            text: text.to_owned(),
            roles: vec![role],
            rule: Cow::Borrowed("test"),
            continues: false,
        });
        self
    }

    pub(crate) fn says(self, text: &str) -> Self {
        self.line(Role::Paragraph, text)
    }

    pub(crate) fn outlet(mut self, outlet: &str) -> Self {
        self.0.report.outlet = Some(stated(outlet.to_owned()));
        self
    }

    pub(crate) fn section(mut self, section: &str) -> Self {
        self.0.report.section = Some(stated(section.to_owned()));
        self
    }

    pub(crate) fn tag(mut self, tag: &str) -> Self {
        self.0.report.tags.push(stated(tag.to_owned()));
        self
    }

    pub(crate) fn place(mut self, place: &str) -> Self {
        self.0.report.dateline_place = Some(stated(place.to_owned()));
        self
    }

    pub(crate) fn person(mut self, name: &str) -> Self {
        self.0
            .facts
            .people
            .push(Person::named(name, Evidence::new(1, name, "test")));
        self
    }

    /// A meeting of these people, who are named in the report; `day` may be empty.
    pub(crate) fn met(mut self, people: &[&str], day: &str) -> Self {
        for name in people {
            if !self.0.facts.people.iter().any(|known| known.name == *name) {
                self = self.person(name);
            }
        }
        let day = (!day.is_empty()).then(|| day.parse::<Date>().unwrap());
        let participant = |name: &&str| Participant {
            name: (*name).to_owned(),
            office: None,
            evidence: Evidence::new(1, *name, "test"),
        };
        self.0.facts.meetings.push(Meeting {
            kind: MeetingKind::Meeting,
            background: false,
            people: people.iter().map(participant).collect(),
            place: None,
            weekday: None,
            when: day.map_or_else(DateBounds::default, |day| {
                DateBounds::day(day, Evidence::new(1, day.to_string(), "test"))
            }),
            doubt: None,
            topics: Vec::new(),
            told: vec![Evidence::new(1, people.join(" met "), "test")],
        });
        self
    }

    /// The place of the last meeting.
    pub(crate) fn met_in(mut self, place: &str) -> Self {
        self.0.facts.meetings.last_mut().unwrap().place = Some(stated(place.to_owned()));
        self
    }

    /// The last meeting as it is meant to be.
    pub(crate) fn meeting(mut self, change: impl FnOnce(&mut Meeting)) -> Self {
        change(self.0.facts.meetings.last_mut().unwrap());
        self
    }

    pub(crate) fn organisation(mut self, name: &str) -> Self {
        self.0.facts.organisations.push(Organisation {
            name: name.to_owned(),
            evidence: Evidence::new(1, name, "test"),
        });
        self
    }

    /// A pointer to another report, on a line of its own.
    pub(crate) fn points_to(mut self, title: &str) -> Self {
        self = self.line(Role::ReadMore, &format!("Read More: {title}"));
        let line = u32::try_from(self.0.report.lines.len()).unwrap();
        let stated = Stated::new(title.to_owned(), line, title, "test");
        self.0.report.read_more.push(stated);
        self
    }

    /// The title is the archive's, not the source's.
    pub(crate) fn supplied(mut self) -> Self {
        self.0.report.title = Title::Supplied(stated(self.0.report.title.words().to_owned()));
        self
    }

    pub(crate) fn lang(mut self, lang: &str) -> Self {
        self.0.facts.lang = Some(Language(lang.to_owned()));
        self
    }

    /// `earliest..latest`, either end may be missing.
    pub(crate) fn dated(mut self, interval: &str) -> Self {
        let (earliest, latest) = interval.split_once("..").unwrap_or((interval, interval));
        let day = |text: &str| (!text.is_empty()).then(|| text.parse::<Date>().unwrap());
        self.0.facts.dated = DateBounds {
            earliest: day(earliest),
            latest: day(latest),
            proof: Vec::new(),
        };
        self
    }

    pub(crate) fn entry(self) -> Entry {
        self.0
    }

    /// For what has no method of its own.
    pub(crate) fn entry_mut(&mut self) -> &mut Entry {
        &mut self.0
    }
}

fn stated<T: ToString>(value: T) -> Stated<T> {
    let words = value.to_string();
    Stated::new(value, 1, words, "test")
}
