//! Parts of an answer, for whoever goes on with a broken download: RFC 9110, section 14.

use super::validators::Validators;
use axum::http::{HeaderMap, HeaderValue, header};
use std::ops::Range;

/// Marks an answer of which a client may ask for a part.
#[derive(Clone, Copy)]
pub(super) struct InParts;

/// What a request wants of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Whole,
    Part(Range<usize>),
    /// A part that there is not.
    Nothing,
}

impl Wanted {
    /// Reads `Range` and `If-Range`. What is malformed, or asks for several parts at once, is
    /// answered with the whole, as the RFC allows; so is a part of what has changed since.
    pub(super) fn of(asked: &HeaderMap, length: usize, now: &Validators) -> Self {
        let text = |name| {
            asked
                .get(name)
                .map(|value: &HeaderValue| value.to_str().unwrap_or_default())
        };
        match (text(header::RANGE), text(header::IF_RANGE)) {
            (Some(_), Some(condition)) if !now.is_same(condition) => Wanted::Whole,
            (Some(range), _) => read(range, length),
            (None, _) => Wanted::Whole,
        }
    }
}

fn read(range: &str, length: usize) -> Wanted {
    let Some((unit, part)) = range.split_once('=') else {
        return Wanted::Whole;
    };
    let Some((first, last)) = part
        .trim()
        .split_once('-')
        .filter(|_| unit.eq_ignore_ascii_case("bytes"))
    else {
        return Wanted::Whole;
    };
    let (start, end) = match (number(first), number(last)) {
        (Some(first), None) if last.is_empty() => (first, length),
        (Some(first), Some(last)) if first <= last => (first, last.saturating_add(1).min(length)),
        // The last so many bytes.
        (None, Some(count)) if first.is_empty() => (length.saturating_sub(count), length),
        _ => return Wanted::Whole,
    };
    if start < end {
        Wanted::Part(start..end)
    } else {
        Wanted::Nothing
    }
}

/// Digits; more than any length has are as many as any has.
fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

/// `bytes 0-99/1234`: which part of the whole an answer is; `bytes */1234` when none can be.
pub(super) fn content_range(part: Option<&Range<usize>>, length: usize) -> String {
    match part {
        Some(part) => format!("bytes {}-{}/{length}", part.start, part.end.saturating_sub(1)),
        None => format!("bytes */{length}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let check = |range: &str, expected: Wanted| assert_eq!(read(range, 100), expected, "{range}");
        check("bytes=0-0", Wanted::Part(0..1));
        check("bytes=0-99", Wanted::Part(0..100));
        check("Bytes=90-", Wanted::Part(90..100));
        check("bytes=90-1000", Wanted::Part(90..100));
        check("bytes=-10", Wanted::Part(90..100));
        check("bytes=-1000", Wanted::Part(0..100));
        check("bytes=5-99999999999999999999999999", Wanted::Part(5..100));
        check("bytes=100-", Wanted::Nothing);
        check("bytes=100-200", Wanted::Nothing);
        check("bytes=99999999999999999999999999-", Wanted::Nothing);
        check("bytes=-0", Wanted::Nothing);
        for odd in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=5-4",
            "bytes=a-b",
            "bytes=+1-2",
            "lines=0-1",
            "bytes=0-1,5-6",
            "bytes=0--1",
            "bytes= 1 - 2",
        ] {
            check(odd, Wanted::Whole);
        }
        assert_eq!(read("bytes=0-", 0), Wanted::Nothing);
    }

    #[test]
    fn parts_have_a_name() {
        assert_eq!(content_range(Some(&(0..1)), 100), "bytes 0-0/100");
        assert_eq!(content_range(None, 100), "bytes */100");
    }
}
