//! Where in a text dates can stand at all: near a number, which most paragraphs lack.

use crate::clean::text::words;
use std::collections::VecDeque;
use std::ops::Range;

/// Whether the letter that begins with this byte may be a digit, or a sign of Chinese, Japanese and Korean
/// dates, beyond ASCII; curly quotation marks and dashes are none.
fn begins_other_digit(byte: u8) -> bool {
    matches!(byte, 0xd9 | 0xdb | 0xe0 | 0xe3..)
}

/// Whether a text may have a number: most have none.
pub(in crate::clean) fn may_have_number(text: &str) -> bool {
    text.bytes()
        .any(|byte| byte.is_ascii_digit() || begins_other_digit(byte))
}

/// Whether a text has a number of one or two digits, as every day of a month is.
pub(super) fn may_have_day(text: &str) -> bool {
    let mut digits = 0;
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            digits += 1;
        } else if (1..=2).contains(&digits) || begins_other_digit(byte) {
            return true;
        } else {
            digits = 0;
        }
    }
    (1..=2).contains(&digits)
}

/// Words on either side of a number among which its whole date stands, with the weekday beside it.
const REACH: usize = 12;

/// The stretches of a text that are near a number: paragraphs have few.
pub(super) fn near_numbers(text: &str) -> Vec<Range<usize>> {
    let mut near: Vec<Range<usize>> = Vec::new();
    let mut starts = VecDeque::with_capacity(REACH + 1);
    let (mut at, mut since) = (0, usize::MAX);
    for word in words(text) {
        let end = at + word.len();
        if word.is_empty() {
            at += 1;
            continue;
        }
        starts.push_back(at);
        if starts.len() > REACH + 1 {
            starts.pop_front();
        }
        since = if may_have_number(word) {
            0
        } else {
            since.saturating_add(1)
        };
        let from = starts.front().copied().unwrap_or(at);
        match near.last_mut() {
            Some(last) if since <= REACH && (since > 0 || from <= last.end) => last.end = end,
            _ if since == 0 => near.push(from..end),
            _ => {}
        }
        at = end + 1;
    }
    near
}
