//! Lines of the source become pieces: one each, or several where a text was hard-wrapped.

use super::draft::Piece;
use super::phrases::Phrases;
use super::text::{fold, tidy};
use super::{byline, date_line, pointer};

/// A non-blank line.
#[derive(Clone, Debug)]
pub(super) struct RawLine {
    /// Counted from 1; lines end at LF only.
    pub(super) number: u32,
    /// As it came.
    pub(super) raw: String,
    /// Tidied.
    pub(super) text: String,
    /// A blank line, or the start of the file, stands before it.
    pub(super) after_gap: bool,
}

/// The lines that hold something to be seen.
pub(super) fn non_blank(text: &str) -> Vec<RawLine> {
    let mut lines = Vec::new();
    let mut after_gap = true;
    for (index, raw) in text.split('\n').enumerate() {
        let text = tidy(raw);
        if text.is_empty() {
            after_gap = true;
            continue;
        }
        lines.push(RawLine {
            number: u32::try_from(index + 1).unwrap_or(u32::MAX),
            raw: raw.to_owned(),
            text: text.into_owned(),
            after_gap,
        });
        after_gap = false;
    }
    lines
}

/// Joins wrapped lines where the file is wrapped.
pub(super) fn pieces(lines: &[RawLine]) -> Vec<Piece> {
    let width = wrap_width(lines);
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
    let mut start = 0;
    for end in 1..=lines.len() {
        let goes_on = match (width, lines.get(end - 1), lines.get(end)) {
            (Some(width), Some(line), Some(next)) => is_wrapped(line, next, width),
            _ => false,
        };
        if goes_on {
            continue;
        }
        let part = lines.get(start..end).unwrap_or_default();
        if let Some(first) = part.first() {
            let join = |of: fn(&RawLine) -> &str| match part {
                [line] => of(line).to_owned(),
                part => part.iter().map(of).collect::<Vec<_>>().join(" "),
            };
            pieces.push(Piece::new(
                start..end,
                first.number,
                join(|line| &line.text),
                join(|line| &line.raw),
                first.after_gap,
            ));
        }
        start = end;
    }
    pieces
}

/// The width at which a file was hard-wrapped, in characters; none where lines are paragraphs.
///
/// A wrapped file has lines of nearly one length, most of which break off within a sentence.
fn wrap_width(lines: &[RawLine]) -> Option<usize> {
    let lengths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let longest = lengths.iter().copied().max()?;
    if lines.len() < 6 || !(40..=110).contains(&longest) {
        return None;
    }
    let (mut followed, mut broken) = (0_usize, 0_usize);
    for (pair, length) in lines.windows(2).zip(&lengths) {
        let [line, next] = pair else { continue };
        if next.after_gap {
            continue;
        }
        followed += 1;
        let full = *length * 10 >= longest * 7;
        broken += usize::from(full && breaks_off(&line.text));
    }
    (followed >= 4 && broken * 10 >= followed * 3).then_some(longest)
}

fn breaks_off(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '—' | '’' | '\'' | ';'))
}

/// A line goes on in the next one when the next one's first word would not have fitted on it.
fn is_wrapped(line: &RawLine, next: &RawLine, width: usize) -> bool {
    if next.after_gap || stands_alone(line) || stands_alone(next) {
        return false;
    }
    // An indented line begins a paragraph where the others are not indented.
    let indent = |line: &RawLine| line.raw.len() - line.raw.trim_start().len();
    if indent(next) > indent(line) + 1 {
        return false;
    }
    let capitals = |text: &str| text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    if capitals(&line.text) && capitals(&next.text) {
        return line.text.chars().count() * 2 > width;
    }
    let first_word = next.text.split(' ').next().unwrap_or_default();
    let length = line.text.chars().count();
    let would_fit = length + 1 + first_word.chars().count() <= width * 95 / 100;
    let lower = first_word.starts_with(char::is_lowercase);
    !would_fit
        || (breaks_off(&line.text) && length * 10 >= width * 7)
        || (lower && breaks_off(&line.text) && length * 2 > width)
}

/// Lines that are never part of a wrapped paragraph.
fn stands_alone(line: &RawLine) -> bool {
    let folded = fold(&line.text);
    let phrases = Phrases::get();
    let wide_gap = line.raw.trim().contains("   ");
    folded.is_empty()
        || wide_gap
        || phrases.is_made_of_furniture(&folded)
        || phrases.is_list_heading(&folded)
        || phrases.is_ender(&folded)
        || byline::reads_as_byline(&line.text)
        || pointer::title(&line.text).is_some()
        || date_line::is_bare_date(&line.text)
}
