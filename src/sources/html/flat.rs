//! The text of a page without a tree of it: for pages whose tree would cost too much.

use super::lean::Lean;
use memchr::{memchr, memrchr};

/// Elements that stand within a line; every other begins one.
const WITHIN: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u",
];

/// The lines of a page: whatever stands between tags, broken where a block begins or ends.
pub(super) fn lines(page: &Lean) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut rest = page.html.as_str();
    let mut end = |line: &mut String| {
        let text = html_escape::decode_html_entities(line.trim());
        if text.contains(char::is_alphanumeric) {
            lines.push(text.into_owned());
        }
        line.clear();
    };
    let last_close = memrchr(b'>', page.html.as_bytes());
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (text, from) = rest.split_at(at);
        if last_close.is_none_or(|close| page.html.len() - from.len() > close) {
            break;
        }
        push(&mut line, text);
        let after = from.get(1..).unwrap_or_default();
        let name = after.strip_prefix('/').unwrap_or(after);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let close = memchr(b'>', after.as_bytes());
        let (Some(close), true) = (close, name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')) else {
            line.push('<');
            rest = after;
            continue;
        };
        let name = name.get(..length).unwrap_or_default();
        if !WITHIN.iter().any(|within| within.eq_ignore_ascii_case(name)) {
            end(&mut line);
        }
        rest = after.get(close + 1..).unwrap_or_default();
    }
    push(&mut line, rest);
    end(&mut line);
    lines
}

/// Adds text with single spaces.
pub(super) fn push(line: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() && c != '\u{a0}' {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else {
            line.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lean::lean;
    use super::*;

    #[test]
    fn blocks_become_lines() {
        let page = "<title>A visit</title><p>The <b>envoy</b>\n met\tthem.<br>He &amp; she <p>5 < 6 <hr> \u{a0} <";
        assert_eq!(
            lines(&lean(page)),
            ["A visit", "The envoy met them.", "He & she", "5 < 6"]
        );
    }
}
