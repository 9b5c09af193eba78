//! Files of JSON lines: each line that is not blank is one report.
//!
//! A record is a report of its own with a path of its own, `docs.jsonl/12` for the record whose id is
//! `12`: as nothing can lie below a file, no other report has that path, and it stays the same
//! wherever in the file the record stands. A second record of the same id is `docs.jsonl/12/2`.

use super::folder::{Cause, Found, Problem};
use crate::report::ReportId;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// Bad lines of one file that are named one by one.
const NAMED: usize = 50;

/// Where in its file a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// The path of the file below the folder.
    pub(super) file: Arc<str>,
    /// Bytes of the file before the record.
    pub(super) offset: u64,
    /// The first eight bytes of the SHA-256 of the record's bytes, as a big-endian number: tells
    /// whether the record is another without reading it again, whatever became of the rest of its file.
    pub digest: u64,
}

impl Within {
    /// Somewhere in a file: its bytes are at hand.
    pub(super) fn somewhere(file: &str) -> Self {
        Self {
            file: Arc::from(file),
            offset: 0,
            digest: 0,
        }
    }
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

/// The fields of a record; others are left alone.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    body: Cow<'a, str>,
    title: Option<String>,
    outlet: Option<String>,
    section: Option<String>,
    published: Option<String>,
    byline: Option<String>,
    tags: Option<Vec<String>>,
    url: Option<String>,
    lang: Option<String>,
}

/// A file of records: where it is, and what all its records share.
pub(super) struct RecordFile<'a> {
    pub(super) path: &'a str,
    pub(super) modified_ns: i64,
    /// The longest record that is read.
    pub(super) max_bytes: u64,
}

impl RecordFile<'_> {
    /// Goes through the records, reading the file once, with the bytes of each, and names the lines that
    /// are none.
    pub(super) fn each(
        &self,
        input: impl BufRead,
        each: &mut dyn FnMut(Found, &[u8]),
        problems: &mut Vec<Problem>,
    ) {
        let file: Arc<str> = Arc::from(self.path);
        let mut claims: HashMap<ReportId, usize> = HashMap::new();
        let mut bad = 0;
        let mut name = |cause, reason| {
            bad += 1;
            if bad <= NAMED || cause == Cause::Access {
                problems.push(self.problem(cause, reason));
            }
        };
        let mut found = 0_usize;
        let mut lines = Lines::new(input, self.max_bytes);
        loop {
            let line = match lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    name(Cause::Access, format!("cannot be read: {error}"));
                    break;
                }
            };
            let number = line.number;
            let id = match line.bytes.map(read) {
                Some(Ok(None)) => continue,
                Some(Ok(Some(record))) => ReportId::from_name(&record.id),
                Some(Err(reason)) => {
                    name(Cause::Content, format!("line {number}: {reason}"));
                    continue;
                }
                None => {
                    let limit = self.max_bytes;
                    let reason = format!("line {number}: longer than {limit} bytes; raise --max-bytes to read it");
                    name(Cause::Content, reason);
                    continue;
                }
            };
            let claim = claims.entry(id.clone()).or_default();
            *claim += 1;
            let path = match *claim {
                1 => format!("{}/{id}", self.path),
                nth => format!("{}/{id}/{nth}", self.path),
            };
            let bytes = line.bytes.unwrap_or_default();
            found += 1;
            let record = Found {
                id,
                path,
                size: bytes.len() as u64,
                modified_ns: self.modified_ns,
                within: Some(Within {
                    file: Arc::clone(&file),
                    offset: line.offset,
                    digest: first_eight(bytes),
                }),
            };
            each(record, bytes);
        }
        if bad == 0 && found == 0 {
            problems.push(self.problem(Cause::Content, "empty".to_owned()));
        } else if bad > NAMED {
            let reason = format!("{} more lines are no reports", bad - NAMED);
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

/// Reads a line as a record; `None` when it is blank.
fn read(bytes: &[u8]) -> Result<Option<Record<'_>>, String> {
    let bytes = bytes.trim_ascii();
    let Some(first) = bytes.first() else {
        return Ok(None);
    };
    let record: Record<'_> = serde_json::from_slice(bytes).map_err(|error| why(&error))?;
    // An array would do for the parser, too.
    if *first != b'{' {
        return Err("not a JSON object".to_owned());
    }
    if record.id.trim().is_empty() {
        return Err("its `id` is empty".to_owned());
    }
    Ok(Some(record))
}

/// The parser's words without its count of lines, for it sees one only.
fn why(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    if error.is_data() {
        text.to_owned()
    } else {
        format!("not JSON ({text}, column {})", error.column())
    }
}

/// A record's text, and what each of its lines states: the title, the lines of the body, and one for
/// each further value.
///
/// # Errors
/// When it is no record.
pub(super) fn compose(bytes: &[u8]) -> Result<(String, Vec<RecordLine>), String> {
    let record = read(bytes)?.ok_or("empty")?;
    let mut text = one_line(record.title.as_deref().unwrap_or_default());
    let mut lines = vec![RecordLine::Title];
    for line in with_line_feeds(&record.body).split('\n') {
        text.push('\n');
        text.push_str(line);
        lines.push(RecordLine::Body);
    }
    let values = [
        (RecordLine::Outlet, record.outlet),
        (RecordLine::Section, record.section),
        (RecordLine::Published, record.published),
        (RecordLine::Byline, record.byline),
    ];
    let tags = record.tags.unwrap_or_default().into_iter();
    let last = [(RecordLine::Url, record.url), (RecordLine::Lang, record.lang)];
    let all = values
        .into_iter()
        .chain(tags.map(|tag| (RecordLine::Tag, Some(tag))))
        .chain(last);
    for (kind, value) in all {
        if let Some(value) = value {
            text.push('\n');
            text.push_str(&one_line(&value));
            lines.push(kind);
        }
    }
    Ok((text, lines))
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn one_line(text: &str) -> String {
    text.replace(is_line_break, " ")
}

fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains(|c| c != '\n' && is_line_break(c)) {
        Cow::Owned(text.replace("\r\n", "\n").replace(is_line_break, "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// See [`Within::digest`].
pub(super) fn first_eight(bytes: &[u8]) -> u64 {
    let digest = Sha256::digest(bytes);
    digest
        .first_chunk()
        .map_or(0, |first: &[u8; 8]| u64::from_be_bytes(*first))
}

/// Lines of a file, ended by LF, with their places; a line that is too long is passed over.
struct Lines<R> {
    input: R,
    limit: u64,
    offset: u64,
    number: u32,
    buffer: Vec<u8>,
}

struct RawLine<'b> {
    number: u32,
    offset: u64,
    /// Without its LF; none where it is too long.
    bytes: Option<&'b [u8]>,
}

impl<R: BufRead> Lines<R> {
    fn new(input: R, limit: u64) -> Self {
        Self {
            input,
            limit,
            offset: 0,
            number: 0,
            buffer: Vec::new(),
        }
    }

    fn next(&mut self) -> io::Result<Option<RawLine<'_>>> {
        self.buffer.clear();
        let mut part = (&mut self.input).take(self.limit.saturating_add(1));
        let mut read = part.read_until(b'\n', &mut self.buffer)? as u64;
        if read == 0 {
            return Ok(None);
        }
        let mut offset = self.offset;
        let ended = self.buffer.last() == Some(&b'\n');
        if ended {
            self.buffer.pop();
        }
        let too_long = self.buffer.len() as u64 > self.limit;
        if !ended && too_long {
            read += skip_line(&mut self.input)?;
        }
        self.offset += read;
        self.number = self.number.saturating_add(1);
        let mut bytes = self.buffer.as_slice();
        if self.number == 1
            && let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF")
        {
            bytes = rest;
            offset += 3;
        }
        Ok(Some(RawLine {
            number: self.number,
            offset,
            bytes: (!too_long).then_some(bytes),
        }))
    }
}

/// Passes over the rest of a line without keeping it; its bytes, the LF included.
fn skip_line(input: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(skipped);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        input.consume(length);
        skipped += length as u64;
        if end.is_some() {
            return Ok(skipped);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn list(text: &str) -> (Vec<Found>, Vec<String>) {
        let file = RecordFile {
            path: "d.jsonl",
            modified_ns: 1,
            max_bytes: 60,
        };
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        file.each(text.as_bytes(), &mut |one, _| found.push(one), &mut problems);
        for one in &found {
            let within = one.within.as_ref().unwrap();
            let start = usize::try_from(within.offset).unwrap();
            let bytes = &text.as_bytes()[start..start + usize::try_from(one.size).unwrap()];
            assert!(compose(bytes).is_ok(), "{one:?} is not at its place");
            assert_eq!(first_eight(bytes), within.digest);
        }
        (found, problems.into_iter().map(|problem| problem.reason).collect())
    }

    #[test]
    fn records_have_their_own_paths() {
        let text =
            "\u{feff}{\"id\":\"1\",\"body\":\"a\"}\r\n\n{\"id\":\"a/b\",\"body\":\"\"}\n {\"id\":\"1\",\"body\":\"c\"}";
        let (found, problems) = list(text);
        let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["d.jsonl/1", "d.jsonl/a-b", "d.jsonl/1/2"]);
        assert_eq!(problems, [] as [&str; 0]);
    }

    #[test]
    fn bad_lines_are_named_and_harm_no_other() {
        let long = format!("{{\"id\":\"5\",\"body\":\"{}\"}}", "x".repeat(60));
        let lines = [
            "{\"id\":\"1\",\"body\":\"a\"}",
            "{\"id\":\"2\",",
            "{\"id\":\"3\"}",
            "{\"body\":\"x\"}",
            "{\"id\":4,\"body\":\"x\"}",
            &long,
            "[\"6\",\"x\"]",
            "{\"id\":\" \",\"body\":\"x\"}",
            "{\"id\":\"8\",\"body\":\"x\",\"tags\":\"t\"}",
            "{\"id\":\"9\",\"body\":null}",
            "{\"id\":\"10\",\"body\":\"z\",\"title\":null}",
        ];
        let (found, problems) = list(&lines.join("\n"));
        let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["1", "10"]);
        let starts = [
            "line 2: not JSON (",
            "line 3: missing field `body`",
            "line 4: missing field `id`",
            "line 5: invalid type: integer `4`, expected a string",
            "line 6: longer than 60 bytes",
            "line 7: ",
            "line 8: its `id` is empty",
            "line 9: invalid type: string \"t\"",
            "line 10: invalid type: null",
        ];
        assert_eq!(problems.len(), starts.len(), "{problems:?}");
        for (problem, start) in problems.iter().zip(starts) {
            assert!(problem.starts_with(start), "{problem}");
        }
        assert_eq!(list("\n \n").1, ["empty"]);
        assert_eq!(
            list(&"x\n".repeat(60)).1.last().unwrap(),
            "10 more lines are no reports"
        );
    }

    #[test]
    fn a_record_is_composed_line_by_line() {
        let record = r#"{"id":"1","lang":"en","title":"A\nvisit","body":"One.\r\n\nTwo.","tags":["x","y"],"outlet":"The Wire","more":7}"#;
        let (text, lines) = compose(record.as_bytes()).unwrap();
        assert_eq!(text, "A visit\nOne.\n\nTwo.\nThe Wire\nx\ny\nen");
        use RecordLine::{Body, Lang, Outlet, Tag, Title};
        assert_eq!(lines, [Title, Body, Body, Body, Outlet, Tag, Tag, Lang]);
    }
}
