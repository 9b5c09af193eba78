//! Where the records of a file begin and end, told without reading them: lines, or values of JSON. Both
//! stream, and keep one record at a time, no longer than the limit.

use memchr::{memchr, memchr2};
use std::io::{self, BufRead};

/// Objects within one another that are looked into for the array of records.
const DEPTH: usize = 4;

/// One part of a file.
#[derive(Debug)]
pub(super) struct Part<'b> {
    /// Counted from 1.
    pub(super) number: u32,
    /// Bytes of the file before it.
    pub(super) offset: u64,
    /// None where it is longer than the limit.
    pub(super) bytes: Option<&'b [u8]>,
}

/// What is told of a file of JSON.
#[derive(Debug)]
pub(super) enum Told<'b> {
    /// A value that may be a record.
    Element(Part<'b>),
    /// Something wrong behind that many elements.
    Wrong(u32, String),
}

/// A stream with its place.
struct Stream<R> {
    input: R,
    offset: u64,
    limit: u64,
}

impl<R: BufRead> Stream<R> {
    fn consume(&mut self, length: usize) {
        self.input.consume(length);
        self.offset += length as u64;
    }

    /// The next byte that is no white space, without taking it.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let white = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let next = buffer.get(white).copied();
            self.consume(white);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    fn skip_mark(&mut self) -> io::Result<()> {
        if self.input.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
            self.consume(3);
        }
        Ok(())
    }

    /// Takes a value of JSON as far as its brackets and quotation marks reach; whether it ended.
    fn value(&mut self, buffer: &mut Vec<u8>) -> io::Result<bool> {
        self.rest_of_value(buffer, 0)
    }

    /// The same, but none as soon as it is longer than the limit; all that was taken is in the buffer.
    fn value_within(&mut self, buffer: &mut Vec<u8>) -> io::Result<Option<bool>> {
        let mut state = State::default();
        while buffer.len() as u64 <= self.limit {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                return Ok(Some(false));
            }
            let (length, ended) = state.run(bytes);
            buffer.extend_from_slice(bytes.get(..length).unwrap_or_default());
            self.consume(length);
            if ended {
                return Ok(Some(true));
            }
        }
        Ok(None)
    }

    /// [`Self::value`], when that many brackets are open already.
    fn rest_of_value(&mut self, buffer: &mut Vec<u8>, open: u32) -> io::Result<bool> {
        let mut state = State {
            open,
            begun: open > 0,
            ..State::default()
        };
        loop {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                return Ok(state.begun && state.open == 0 && !state.in_string);
            }
            let (length, ended) = state.run(bytes);
            let room = (self.limit.saturating_add(1)).saturating_sub(buffer.len() as u64);
            let room = usize::try_from(room).unwrap_or(usize::MAX).min(length);
            buffer.extend_from_slice(bytes.get(..room).unwrap_or_default());
            self.consume(length);
            if ended {
                return Ok(true);
            }
        }
    }
}

/// Where in a value the stream is.
#[derive(Default)]
struct State {
    open: u32,
    in_string: bool,
    escaped: bool,
    begun: bool,
}

impl State {
    /// Goes through bytes up to the end of the value: how many belong to it, and whether it ended.
    fn run(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if self.in_string {
                if std::mem::take(&mut self.escaped) {
                    at += 1;
                    continue;
                }
                let Some(next) = memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) else {
                    return (bytes.len(), false);
                };
                at += next + 1;
                if bytes.get(at - 1) == Some(&b'\\') {
                    self.escaped = true;
                } else {
                    self.in_string = false;
                    if self.open == 0 {
                        return (at, true);
                    }
                }
                continue;
            }
            match byte {
                b'"' => (self.in_string, self.begun) = (true, true),
                b'{' | b'[' => (self.open, self.begun) = (self.open + 1, true),
                b'}' | b']' if self.open == 0 => return (at, true),
                b'}' | b']' => {
                    self.open -= 1;
                    if self.open == 0 {
                        return (at + 1, true);
                    }
                }
                b',' | b' ' | b'\n' | b'\r' | b'\t' if self.open == 0 && self.begun => return (at, true),
                _ => self.begun = true,
            }
            at += 1;
        }
        (bytes.len(), false)
    }
}

/// Calls `each` with every line; a line ends at LF only.
pub(super) fn lines<R: BufRead>(input: R, limit: u64, mut each: impl FnMut(Part<'_>)) -> io::Result<()> {
    let mut stream = Stream {
        input,
        offset: 0,
        limit,
    };
    stream.skip_mark()?;
    let mut buffer = Vec::new();
    let mut number = 0_u32;
    loop {
        buffer.clear();
        let offset = stream.offset;
        let ended = loop {
            let bytes = match stream.input.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if bytes.is_empty() {
                break false;
            }
            let end = memchr(b'\n', bytes);
            let line = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default();
            let room = limit.saturating_add(1).saturating_sub(buffer.len() as u64);
            let room = usize::try_from(room).unwrap_or(usize::MAX).min(line.len());
            buffer.extend_from_slice(line.get(..room).unwrap_or_default());
            let taken = line.len() + usize::from(end.is_some());
            stream.consume(taken);
            if end.is_some() {
                break true;
            }
        };
        if !ended && stream.offset == offset {
            return Ok(());
        }
        number = number.saturating_add(1);
        each(Part {
            number,
            offset,
            bytes: (buffer.len() as u64 <= limit).then_some(&buffer),
        });
        if !ended {
            return Ok(());
        }
    }
}

/// Calls `each` with every element of the array that a file of JSON is, or holds; with the one object
/// that it is where `is_record` says so; with each of several objects one behind the other.
pub(super) fn elements<R: BufRead>(
    input: R,
    limit: u64,
    is_record: &dyn Fn(&[u8]) -> bool,
    each: &mut dyn FnMut(Told<'_>),
) -> io::Result<()> {
    let mut stream = Stream {
        input,
        offset: 0,
        limit,
    };
    stream.skip_mark()?;
    let mut array = Elements { number: 0, each };
    match stream.peek()? {
        None => Ok(()),
        Some(b'[') => {
            stream.consume(1);
            array.read(&mut stream)?;
            if stream.peek()?.is_some() {
                array.wrong("something stands behind the array".to_owned());
            }
            Ok(())
        }
        Some(b'{') => array.objects(&mut stream, is_record),
        Some(_) => {
            array.wrong("neither an array nor an object".to_owned());
            Ok(())
        }
    }
}

/// The rest is missing: perhaps somebody writes it just now.
fn breaks_off(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, what)
}

struct Elements<'e> {
    number: u32,
    each: &'e mut dyn FnMut(Told<'_>),
}

impl Elements<'_> {
    fn wrong(&mut self, what: String) {
        (self.each)(Told::Wrong(self.number, what));
    }

    fn tell(&mut self, offset: u64, bytes: &[u8], limit: u64) {
        self.number = self.number.saturating_add(1);
        (self.each)(Told::Element(Part {
            number: self.number,
            offset,
            bytes: (bytes.len() as u64 <= limit).then_some(bytes),
        }));
    }

    /// The elements of an array, behind its bracket.
    fn read<R: BufRead>(&mut self, stream: &mut Stream<R>) -> io::Result<()> {
        let mut buffer = Vec::new();
        loop {
            match stream.peek()? {
                Some(b']') => {
                    stream.consume(1);
                    return Ok(());
                }
                Some(b',') => {
                    stream.consume(1);
                    continue;
                }
                // The array of another kind of bracket: what follows is not ours.
                Some(b'}') => {
                    self.wrong("the array ends with a `}`".to_owned());
                    return Ok(());
                }
                None => {
                    let what = match self.number {
                        0 => "the file breaks off within the array".to_owned(),
                        number => format!("the file breaks off behind element {number}"),
                    };
                    return Err(breaks_off(what));
                }
                Some(_) => {}
            }
            buffer.clear();
            let offset = stream.offset;
            if !stream.value(&mut buffer)? {
                return Err(breaks_off(format!(
                    "element {} does not end",
                    self.number.saturating_add(1)
                )));
            }
            self.tell(offset, &buffer, stream.limit);
        }
    }

    /// One object or more, the first of which begins here.
    fn objects<R: BufRead>(&mut self, stream: &mut Stream<R>, is_record: &dyn Fn(&[u8]) -> bool) -> io::Result<()> {
        let mut buffer = Vec::new();
        let offset = stream.offset;
        // Only a whole object tells whether it is a record: it may have lists of objects too.
        let Some(ended) = stream.value_within(&mut buffer)? else {
            // It is longer than any record, so the records are in it.
            let rest = io::Read::chain(buffer.as_slice(), &mut stream.input);
            let mut inner = Stream {
                input: rest,
                offset,
                limit: stream.limit,
            };
            return self.wrapper(&mut inner);
        };
        if !ended {
            return Err(breaks_off("the file breaks off within the object".to_owned()));
        }
        let mut more = stream.peek()?;
        if more.is_none() && !is_record(&buffer) {
            let mut inner = Stream {
                input: buffer.as_slice(),
                offset,
                limit: stream.limit,
            };
            return self.wrapper(&mut inner);
        }
        self.tell(offset, &buffer, stream.limit);
        while let Some(byte) = more {
            buffer.clear();
            let offset = stream.offset;
            if byte != b'{' || !stream.value(&mut buffer)? {
                self.wrong("something that is no object stands behind the objects".to_owned());
                return Ok(());
            }
            self.tell(offset, &buffer, stream.limit);
            more = stream.peek()?;
        }
        Ok(())
    }

    /// The array of objects in the object that begins here.
    fn wrapper<R: BufRead>(&mut self, stream: &mut Stream<R>) -> io::Result<()> {
        let mut taken = None;
        self.look_into(stream, 0, &mut taken)?;
        if taken.is_none() {
            self.wrong("an object with no text and no array of objects in it".to_owned());
        }
        Ok(())
    }

    /// Whether the object that begins here ended.
    fn look_into<R: BufRead>(
        &mut self,
        stream: &mut Stream<R>,
        depth: usize,
        taken: &mut Option<String>,
    ) -> io::Result<bool> {
        stream.consume(1);
        let mut buffer = Vec::new();
        loop {
            match stream.peek()? {
                Some(b'}') => {
                    stream.consume(1);
                    return Ok(true);
                }
                Some(b',' | b':') => {
                    stream.consume(1);
                    continue;
                }
                Some(b'"') => {}
                _ => {
                    self.wrong("the file breaks off, or is no JSON, around the array".to_owned());
                    return Ok(false);
                }
            }
            buffer.clear();
            stream.value(&mut buffer)?;
            let key = String::from_utf8_lossy(&buffer).trim_matches('"').to_owned();
            if stream.peek()? == Some(b':') {
                stream.consume(1);
            }
            match stream.peek()? {
                Some(b'{') if depth < DEPTH => {
                    let ended = self.look_into(stream, depth + 1, taken)?;
                    if !ended {
                        return Ok(false);
                    }
                }
                Some(b'[') => self.array_in(stream, key, taken)?,
                Some(_) => {
                    buffer.clear();
                    if !stream.value(&mut buffer)? {
                        self.wrong("the file breaks off around the array".to_owned());
                        return Ok(false);
                    }
                }
                None => {}
            }
        }
    }

    /// An array within an object: the records, where it is the first that holds objects.
    fn array_in<R: BufRead>(
        &mut self,
        stream: &mut Stream<R>,
        key: String,
        taken: &mut Option<String>,
    ) -> io::Result<()> {
        stream.consume(1);
        let of_objects = stream.peek()? == Some(b'{');
        if of_objects && taken.is_none() {
            *taken = Some(key);
            return self.read(stream);
        }
        if let (true, Some(taken)) = (of_objects, taken.as_ref()) {
            let what = format!("`{key}` is a second array of objects; only `{taken}` is read");
            self.wrong(what);
        }
        let mut nothing = Vec::new();
        let limit = std::mem::take(&mut stream.limit);
        stream.rest_of_value(&mut nothing, 1)?;
        stream.limit = limit;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
