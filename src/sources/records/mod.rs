//! Files of many records: JSON lines, or JSON.
//!
//! A record is a report of its own with a path of its own, `docs.jsonl/12` for the record whose id is
//! `12`: as nothing can lie below a file, no other report has that path, and it stays the same
//! wherever in the file the record stands. A second record of the same id is `docs.jsonl/12/2`.

mod compose;
mod fields;
mod mapping;
mod names;
mod patience;
mod split;

pub(super) use compose::compose;
pub use fields::Fields;
pub use mapping::{MAPPING, Mapping};

use super::found::Found;
use super::kinds::{FileForm, Kind};
use super::packed;
use super::problem::{Cause, Problem};
use crate::report::ReportId;
use fields::Record;
use patience::InVain;
use sha2::{Digest, Sha256};
use split::{Part, Told};
use std::collections::HashMap;
use std::io::BufRead;
use std::sync::Arc;

/// Bad records of one file that are named one by one.
const NAMED: usize = 50;

impl Within {
    /// Somewhere in a file: its bytes are at hand.
    pub(super) fn somewhere(file: &str, fields: Arc<Fields>) -> Self {
        Self {
            file: Arc::from(file),
            offset: 0,
            fields,
            digest: 0,
        }
    }

    /// Bytes of its file, unpacked, before it.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// What its reading depends on beside its bytes, see [`Fields::key`].
    #[must_use]
    pub fn key(&self) -> u64 {
        self.fields.key()
    }
}

/// Where in its file a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// The path of the file below the folder.
    pub(super) file: Arc<str>,
    /// Bytes of the file, unpacked, before the record.
    pub(super) offset: u64,
    /// What its fields are called.
    pub(super) fields: Arc<Fields>,
    /// The first eight bytes of the SHA-256 of the record's bytes, as a big-endian number: tells
    /// whether the record is another without reading it again, whatever became of the rest of its file.
    pub digest: u64,
}

/// What one line of a record's text states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordLine {
    /// `title`; always the first line, empty where there is no title.
    Title,
    /// A line of `body`; always from the second line on.
    Body,
    /// `outlet`.
    Outlet,
    /// `section`.
    Section,
    /// `published`.
    Published,
    /// `byline`.
    Byline,
    /// One of the `tags`.
    Tag,
    /// `url`.
    Url,
    /// `lang`.
    Lang,
}

/// What a walk through a file of records meets.
#[derive(Debug)]
pub(super) enum Seen<'b> {
    /// A record that can be composed.
    Record(Raw<'b>),
    /// Something that is none, named with its line or its number; the walk goes on.
    Wrong(String),
    /// The file could not be read to its end: what comes behind was not seen.
    Broken(String),
}

/// A record as it stands in its file.
#[derive(Debug)]
pub(super) struct Raw<'b> {
    /// Bytes of the file, unpacked, before it.
    pub(super) offset: u64,
    /// The id that it claims.
    pub(super) id: ReportId,
    /// Its bytes.
    pub(super) bytes: &'b [u8],
    /// See [`Within::digest`].
    pub(super) digest: u64,
}

/// Goes through a file of records once, from front to back, and keeps one record at a time. `input` is the
/// file unpacked.
pub(super) fn visit(
    input: impl BufRead,
    form: FileForm,
    fields: &Fields,
    max_bytes: u64,
    each: &mut dyn FnMut(Seen<'_>),
) {
    let is_lines = form == FileForm::JsonLines;
    let unit = if is_lines { "line" } else { "element" };
    let in_vain = InVain::default();
    let input = in_vain.bounded(input, max_bytes);
    let mut see = |part: Part<'_>| {
        let number = part.number;
        in_vain.no_record();
        let seen = match part.bytes.map(|bytes| (bytes, Record::read(bytes, fields))) {
            Some((_, Ok(None))) => return,
            Some((bytes, Ok(Some(record)))) => match claimed(&record) {
                Ok(id) => Seen::Record(Raw {
                    offset: part.offset,
                    id,
                    bytes,
                    digest: first_eight(bytes),
                }),
                Err(reason) => Seen::Wrong(format!("{unit} {number}: {reason}")),
            },
            Some((_, Err(reason))) => Seen::Wrong(format!("{unit} {number}: {reason}")),
            None => Seen::Wrong(format!(
                "{unit} {number}: longer than {max_bytes} bytes; raise --max-bytes to read it"
            )),
        };
        if matches!(seen, Seen::Record(_)) {
            in_vain.a_record();
        }
        each(seen);
    };
    let result = if is_lines {
        split::lines(input, max_bytes, see)
    } else {
        let is_record = |bytes: &[u8]| {
            Record::read(bytes, fields).is_ok_and(|record| record.is_some_and(|record| record.has_text()))
        };
        let mut wrong = Vec::new();
        let result = split::elements(input, max_bytes, &is_record, &mut |told| match told {
            Told::Element(part) => see(part),
            Told::Wrong(0, what) => wrong.push(what),
            Told::Wrong(after, what) => wrong.push(format!("after element {after}: {what}")),
        });
        wrong.into_iter().for_each(|what| each(Seen::Wrong(what)));
        result
    };
    if let Err(error) = result {
        each(Seen::Broken(format!(
            "cannot be read to its end: {error}; what stands before that is served"
        )));
    }
}

fn claimed(record: &Record<'_>) -> Result<ReportId, String> {
    if !record.has_text() {
        return Err(compose::NO_TEXT.to_owned());
    }
    record.id()
}

/// The paths of the records of one file.
#[derive(Debug)]
pub(super) struct Paths<'f> {
    file: &'f str,
    claims: HashMap<ReportId, usize>,
}

impl<'f> Paths<'f> {
    /// For a file at this path.
    #[must_use]
    pub(super) fn of(file: &'f str) -> Self {
        Self {
            file,
            claims: HashMap::new(),
        }
    }

    /// The path of the next record, which claims this id.
    pub(super) fn next(&mut self, id: &ReportId) -> String {
        let claim = self.claims.entry(id.clone()).or_default();
        *claim += 1;
        match *claim {
            1 => format!("{}/{id}", self.file),
            nth => format!("{}/{id}/{nth}", self.file),
        }
    }
}

/// A file of records: where it is, and what all its records share.
pub(super) struct RecordFile<'a> {
    pub(super) path: &'a str,
    pub(super) form: FileForm,
    pub(super) fields: Arc<Fields>,
    pub(super) modified_ns: i64,
    /// The longest record that is read.
    pub(super) max_bytes: u64,
}

impl RecordFile<'_> {
    /// Goes through the records, reading the file once, with the bytes of each, and names what is none.
    pub(super) fn each(&self, input: impl BufRead, each: &mut dyn FnMut(Found, &[u8]), problems: &mut Vec<Problem>) {
        let file: Arc<str> = Arc::from(self.path);
        let mut paths = Paths::of(self.path);
        let (mut bad, mut any) = (0, false);
        let mut broken = None;
        visit(input, self.form, &self.fields, self.max_bytes, &mut |seen| match seen {
            Seen::Record(raw) => {
                any = true;
                let found = Found {
                    path: paths.next(&raw.id),
                    id: raw.id,
                    size: raw.bytes.len() as u64,
                    modified_ns: self.modified_ns,
                    within: Some(Within {
                        file: Arc::clone(&file),
                        offset: raw.offset,
                        fields: Arc::clone(&self.fields),
                        digest: raw.digest,
                    }),
                };
                each(found, raw.bytes);
            }
            Seen::Wrong(reason) => {
                bad += 1;
                if bad <= NAMED {
                    problems.push(self.problem(Cause::Content, reason));
                }
            }
            Seen::Broken(reason) => broken = Some(reason),
        });
        if let Some(reason) = broken {
            problems.push(self.problem(Cause::Access, reason));
        } else if bad == 0 && !any {
            problems.push(self.problem(Cause::Content, "empty".to_owned()));
        }
        if bad > NAMED {
            let unit = if self.form == FileForm::JsonLines {
                "lines"
            } else {
                "elements"
            };
            let reason = format!("{} more {unit} are no reports", bad - NAMED);
            problems.push(self.problem(Cause::Content, reason));
        }
    }

    fn problem(&self, cause: Cause, reason: String) -> Problem {
        Problem {
            path: self.path.to_owned(),
            reason,
            cause,
        }
    }
}

/// Goes through the records of a file that is at hand, packed as its path says, each record with its bytes;
/// what is none is named. Two records may claim the same id.
pub fn records_in(
    path: &str,
    bytes: &[u8],
    mapping: &Mapping,
    max_bytes: u64,
    each: &mut dyn FnMut(Found, &[u8]),
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(kind) = Kind::of(path) {
        let file = RecordFile {
            path,
            form: kind.form,
            fields: Arc::new(mapping.of(path)),
            modified_ns: 0,
            max_bytes,
        };
        file.each(packed::open(bytes, kind.packing), each, &mut problems);
    }
    problems
}

/// See [`Within::digest`].
pub(super) fn first_eight(bytes: &[u8]) -> u64 {
    let digest = Sha256::digest(bytes);
    digest
        .first_chunk()
        .map_or(0, |first: &[u8; 8]| u64::from_be_bytes(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn list(text: &str, form: FileForm) -> (Vec<Found>, Vec<String>) {
        let file = RecordFile {
            path: "d.jsonl",
            form,
            fields: Arc::default(),
            modified_ns: 1,
            max_bytes: 60,
        };
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        file.each(text.as_bytes(), &mut |one, _| found.push(one), &mut problems);
        for one in &found {
            let within = one.within.as_ref().unwrap();
            let start = usize::try_from(within.offset).unwrap();
            let bytes = &text.as_bytes()[start..start + usize::try_from(one.size).unwrap()];
            assert!(compose(bytes, &within.fields).is_ok(), "{one:?} is not at its place");
            assert_eq!(first_eight(bytes), within.digest);
        }
        (found, problems.into_iter().map(|problem| problem.reason).collect())
    }

    #[test]
    fn records_have_their_own_paths() {
        let text =
            "\u{feff}{\"id\":\"1\",\"body\":\"a\"}\r\n\n{\"id\":\"a/b\",\"body\":\"\"}\n {\"id\":\"1\",\"body\":\"c\"}";
        let (found, problems) = list(text, FileForm::JsonLines);
        let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["d.jsonl/1", "d.jsonl/a-b", "d.jsonl/1/2"]);
        assert_eq!(problems, [] as [&str; 0]);
        let array = "[{\"id\":\"1\",\"body\":\"a\"}, {\"_id\":2,\"text\":\"b\"}]";
        let (found, problems) = list(array, FileForm::Json);
        let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["d.jsonl/1", "d.jsonl/2"]);
        assert_eq!(problems, [] as [&str; 0]);
    }

    #[test]
    fn bad_lines_are_named_and_harm_no_other() {
        let long = format!("{{\"id\":\"5\",\"body\":\"{}\"}}", "x".repeat(60));
        let lines = [
            "{\"id\":\"1\",\"body\":\"a\"}",
            "{\"id\":\"2\",",
            "{\"id\":\"3\"}",
            &long,
            "[\"6\",\"x\"]",
            "{\"id\":\" \",\"body\":\"x\"}",
            "{\"id\":\"9\",\"body\":null}",
            "{\"id\":\"10\",\"body\":\"z\",\"title\":null}",
        ];
        let starts = [
            ": not JSON (",
            ": no text: none of its fields is",
            ": longer than 60 bytes",
            ": not a JSON object",
            ": its `id` is empty",
            ": no text",
        ];
        let check = |(found, problems): (Vec<Found>, Vec<String>), unit: &str| {
            let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
            assert_eq!(ids, ["1", "10"]);
            assert_eq!(problems.len(), starts.len(), "{problems:?}");
            for ((problem, start), number) in problems.iter().zip(starts).zip(2..) {
                assert!(problem.starts_with(&format!("{unit} {number}{start}")), "{problem}");
            }
        };
        check(list(&lines.join("\n"), FileForm::JsonLines), "line");
        let array = format!("[{}]", lines.join(",").replace("\"2\",", "\"2\":}"));
        check(list(&array, FileForm::Json), "element");
        assert_eq!(list("\n \n", FileForm::JsonLines).1, ["empty"]);
        assert_eq!(list("\n \n", FileForm::Json).1, ["empty"]);
        assert_eq!(
            list(&"x\n".repeat(60), FileForm::JsonLines).1.last().unwrap(),
            "10 more lines are no reports"
        );
    }
}
