//! Where the body begins and ends, and what stands between its paragraphs.

use super::caption;
use super::dateline;
use super::draft::Draft;
use crate::report::Role;

const BODY: &str = "body";
const SUBHEAD: &str = "sub-heading";
const LEFTOVER: &str = "after-body";

/// Finds the body: from the paragraph with the dateline, or else the first running text below the
/// last line of the head (byline, date), to the last running text.
pub(super) fn find(draft: &mut Draft<'_>) {
    let running: Vec<usize> = (0..draft.pieces.len())
        .filter(|&index| draft.pieces.get(index).is_some_and(|piece| piece.is_body_like()))
        .collect();
    let (Some(&first), Some(&last)) = (running.first(), running.last()) else {
        draft.body = draft.pieces.len()..draft.pieces.len();
        return;
    };
    let with_dateline = running
        .iter()
        .take(5)
        .copied()
        .find(|&index| dateline::note(draft, index));
    let start = with_dateline.unwrap_or_else(|| below_head(draft, &running).unwrap_or(first));
    draft.body = start..end(draft, &running, start).unwrap_or(last) + 1;
}

/// The last running text, without a little that stands apart below three or more other lines: the
/// last words of a page speak of the site.
fn end(draft: &Draft<'_>, running: &[usize], start: usize) -> Option<usize> {
    let chars = |index: &usize| draft.pieces.get(*index).map_or(0, |piece| piece.shape.chars);
    let inside: Vec<usize> = running.iter().copied().filter(|index| *index >= start).collect();
    let all: usize = inside.iter().map(chars).sum();
    let mut below = 0;
    let mut last = inside.last().copied()?;
    for (before, after) in inside.iter().zip(inside.iter().skip(1)).rev().take(4) {
        below += chars(after);
        let between = draft.pieces.get(before + 1..*after).unwrap_or_default();
        let apart = between.iter().filter(|piece| piece.is(Role::Furniture) || (piece.is_open() && !piece.shape.is_prose())).count() >= 3;
        if below * 5 > all {
            break;
        }
        if apart {
            last = *before;
        }
    }
    Some(last)
}

/// The first running text below a byline or date line that stands under at most two short pieces of
/// running text: those are the standfirst (or a headline that ends like a sentence).
fn below_head(draft: &Draft<'_>, running: &[usize]) -> Option<usize> {
    let chars = |index: &usize| draft.pieces.get(*index).map_or(0, |piece| piece.shape.chars);
    let all: usize = running.iter().map(chars).sum();
    let meta = (0..draft.pieces.len())
        .filter(|&index| {
            draft
                .pieces
                .get(index)
                .is_some_and(|piece| piece.is(Role::Byline) || piece.is(Role::Date))
        })
        .filter(|meta| {
            let above: Vec<&usize> = running.iter().take_while(|index| *index < meta).collect();
            let mass: usize = above.iter().map(|index| chars(index)).sum();
            above.len() <= 3
                && mass * 3 <= all
                && above
                    .iter()
                    .all(|index| draft.pieces.get(**index).is_some_and(|piece| piece.shape.words <= 70))
        })
        .next_back()?;
    running.iter().copied().find(|index| *index > meta)
}

/// Three or more neighbouring lines like headlines between paragraphs, that no colon announces: links
/// to other stories whose heading was lost.
pub(super) fn label_links(draft: &mut Draft<'_>) {
    let body = draft.body.clone();
    let link: Vec<bool> = draft
        .pieces
        .iter()
        .map(|piece| {
            piece.is_open()
                && !piece.text.ends_with(['.', ';', ',', ':'])
                && (4..=16).contains(&piece.shape.words)
                && piece.shape.lower_long >= 1
                && !piece.shape.is_bullet
                && !piece.shape.starts_lower
                && !piece.shape.starts_quote
                && piece.shape.inner_stops == 0
        })
        .collect();
    let mut start = body.start;
    while start < body.end {
        let length = link.iter().take(body.end).skip(start).take_while(|is| **is).count();
        let announced = neighbour(draft, start, false).is_some_and(|before| before.ends_colon);
        if length >= 3 && !announced && start > body.start {
            for piece in draft.pieces.iter_mut().skip(start).take(length) {
                piece.set(Role::Furniture, "links");
            }
        }
        start += length.max(1);
    }
}

/// What stands between the paragraphs: sub-headings, captions, lists, short direct speech.
pub(super) fn label_within(draft: &mut Draft<'_>) {
    let body = draft.body.clone();
    for index in body.clone() {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        let before = neighbour(draft, index, false);
        let after = neighbour(draft, index, true);
        let shape = &piece.shape;
        let in_list = before.is_some_and(|before| before.ends_colon) && !shape.ends_colon;
        let (role, rule) = if index > body.start && caption::looks_like_caption(piece) {
            (Role::Caption, "caption-seen")
        } else if is_question_heading(draft, index) {
            (Role::Kicker, SUBHEAD)
        } else if shape.is_prose() || shape.ends_sentence || shape.is_bullet || shape.starts_lower || in_list {
            (Role::Paragraph, BODY)
        } else if shape.words <= 14
            && !shape.starts_quote
            && after.is_some_and(|after| after.prose)
            && before.is_none_or(|before| before.prose)
        {
            (Role::Kicker, SUBHEAD)
        } else {
            (Role::Paragraph, BODY)
        };
        if let Some(piece) = draft.pieces.get_mut(index) {
            piece.set(role, rule);
        }
    }
}

/// A short question between paragraphs heads what follows, unless the report is made of questions.
fn is_question_heading(draft: &Draft<'_>, index: usize) -> bool {
    let is_question = |piece: &super::draft::Piece| {
        piece.text.ends_with('?')
            && piece.shape.words <= 9
            && !piece.shape.starts_quote
            && !piece.shape.is_bullet
            && piece.shape.inner_stops == 0
    };
    let inside = |piece: &super::draft::Piece| piece.is_open() || piece.is(Role::Paragraph) || piece.is(Role::Kicker);
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    let all = draft.pieces.iter().filter(|piece| inside(piece)).count();
    let questions = draft
        .pieces
        .iter()
        .filter(|piece| inside(piece) && piece.text.ends_with('?'))
        .count();
    is_question(piece) && questions * 5 <= all && neighbour(draft, index, true).is_some_and(|after| after.prose)
}

#[derive(Clone, Copy)]
struct Neighbour {
    prose: bool,
    ends_colon: bool,
}

/// The nearest piece of the body before or after, furniture and the like passed over.
fn neighbour(draft: &Draft<'_>, index: usize, after: bool) -> Option<Neighbour> {
    let mut at = index;
    loop {
        at = if after { at + 1 } else { at.checked_sub(1)? };
        if !draft.body.contains(&at) {
            return None;
        }
        let piece = draft.pieces.get(at)?;
        if piece.is_open() || piece.is(Role::Paragraph) {
            return Some(Neighbour {
                prose: piece.shape.is_prose() || piece.shape.ends_sentence,
                ends_colon: piece.shape.ends_colon,
            });
        }
    }
}

/// What no rule claimed below the body.
pub(super) fn label_leftovers(draft: &mut Draft<'_>) {
    let end = draft.body.end;
    // A last paragraph without its full stop, or with a word behind it
    for piece in draft.pieces.iter_mut().skip(end).take(2) {
        if piece.is_open() && piece.shape.words >= 12 && piece.shape.lower_long >= 4 {
            piece.set(Role::Paragraph, BODY);
        }
    }
    for piece in draft.pieces.iter_mut().skip(end) {
        piece.offer(Role::Furniture, LEFTOVER);
    }
    // A file without any running text is all body.
    for piece in &mut draft.pieces {
        piece.offer(Role::Paragraph, BODY);
    }
}
