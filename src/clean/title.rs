//! A title for a report that has none: the first words of its own text.

use super::dateline;
use super::draft::{Draft, Piece};
use crate::report::{Role, Stated};

const RULE: &str = "supplied-title";
const UNTITLED: &str = "untitled";
/// Words of a supplied title.
const WORDS: usize = 14;

/// The words of the first paragraph behind its dateline, or of the first caption, cut at the end of a
/// sentence or after [`WORDS`].
pub(super) fn supply(draft: &Draft<'_>) -> Stated<String> {
    let first = [Role::Paragraph, Role::Standfirst, Role::Caption]
        .iter()
        .find_map(|role| {
            draft
                .pieces
                .iter()
                .find(|piece| piece.is(*role) && has_word(&piece.text) && !is_place(piece))
        })
        .or_else(|| draft.pieces.first());
    let Some(piece) = first else {
        return untitled();
    };
    of_paragraph(piece.number, &piece.text)
}

/// The beginning of a paragraph behind its dateline.
pub(super) fn of_paragraph(line: u32, paragraph: &str) -> Stated<String> {
    let skip = dateline::read(paragraph).map_or(0, |dateline| dateline.length);
    let text = paragraph.get(skip..).unwrap_or(paragraph).trim();
    let title = Some(cut(text)).filter(|title| has_word(title));
    Stated::new(title.unwrap_or_else(|| UNTITLED.to_owned()), line, paragraph, RULE)
}

/// A dateline on a line of its own.
fn is_place(piece: &Piece) -> bool {
    let label = piece.label.as_ref();
    label.is_some_and(|label| label.rule == "dateline-alone")
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// For what has no words at all.
pub(super) fn untitled() -> Stated<String> {
    Stated::new(UNTITLED.to_owned(), 1, "", RULE)
}

fn cut(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut title = words.iter().take(WORDS).copied().collect::<Vec<_>>().join(" ");
    // Scripts without spaces, or one endless word
    if title.chars().count() > 120 {
        title = title.chars().take(100).collect();
        title.push('…');
    } else if words.len() > WORDS {
        title = title.trim_end_matches([',', ';', ':', '-', '–', '—', '.']).to_owned();
        title.push('…');
    } else {
        title = title.trim_end_matches('.').to_owned();
    }
    title
}
