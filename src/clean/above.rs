//! What stands above the headline: the section, the kicker, and leftovers of the page.

use super::draft::{Draft, Piece};
use super::head::{ABOVE, KICKER, LEFTOVER, REPEATED, set, set_section};
use crate::report::Role;

/// Lines above the headline: the section next to it, the kicker, and leftovers of the page.
pub(super) fn label(draft: &mut Draft<'_>, headline: usize) {
    let again = draft
        .pieces
        .iter()
        .position(|piece| piece.label.as_ref().is_some_and(|label| label.rule == REPEATED));
    for anchor in [Some(headline), again].into_iter().flatten() {
        if let Some(index) = section_before(draft, anchor, anchor == headline) {
            set_section(draft, index);
        }
    }
    let in_menu = short_run(draft, headline) >= 4;
    let mut nearest = true;
    for index in (0..headline).rev() {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        let between = draft.pieces.get(index + 1..headline).unwrap_or_default();
        let near = nearest
            && !in_menu
            && between.iter().all(|piece| {
                !piece.is_only(Role::Furniture)
                    || piece.label.as_ref().is_some_and(|label| label.rule == "credit-alone")
            });
        nearest = false;
        if draft.phrases.is_section(&piece.fold) {
            // A menu may stand above; the section of the report is the name next to its headline.
            if draft.section.is_some() || in_menu {
                set(draft, index, Role::Furniture, ABOVE);
            } else {
                set_section(draft, index);
            }
            continue;
        }
        // Parts with wide gaps between them are a menu.
        let gaps = piece
            .raw
            .trim()
            .replace(['\t', '\u{a0}'], " ")
            .split("  ")
            .filter(|part| !part.trim().is_empty())
            .count();
        let short = piece.shape.words <= 12 && !piece.shape.ends_colon && gaps < 3;
        let (role, rule) = if short && (near || draft.phrases.is_kind_of_notice(&piece.fold)) {
            (Role::Kicker, KICKER)
        } else {
            (Role::Furniture, ABOVE)
        };
        set(draft, index, role, rule);
    }
}

/// How many short lines stand directly above `anchor`, one below the other: four are a menu.
fn short_run(draft: &Draft<'_>, anchor: usize) -> usize {
    let short = |piece: &&Piece| {
        piece.shape.words <= 3 && !piece.shape.ends_sentence && !piece.is(Role::Date) && !piece.is(Role::Byline)
    };
    draft.pieces.iter().take(anchor).rev().take_while(short).count()
}

/// The line next above the headline when it names the section: a known name, a name that the menu or
/// the breadcrumb has too, or one or two capitalised words, whatever they are.
fn section_before(draft: &Draft<'_>, anchor: usize, is_headline: bool) -> Option<usize> {
    let index = (0..anchor)
        .rev()
        .find(|index| draft.pieces.get(*index).is_some_and(|piece| !piece.is(Role::Date)))?;
    let piece = draft.pieces.get(index)?;
    let shape = &piece.shape;
    let free = piece
        .label
        .as_ref()
        .is_none_or(|label| matches!(label.rule, "menu" | "masthead" | "list-of-stories" | LEFTOVER | ABOVE));
    if !free
        || shape.words > 4
        || shape.words == 0
        || shape.ends_sentence
        || shape.ends_colon
        || shape.starts_lower
        || draft.phrases.is_kind_of_notice(&piece.fold)
        || (draft.section.is_some() && !is_headline)
    {
        return None;
    }
    let words = format!(" {} ", piece.fold);
    let in_menu = draft
        .pieces
        .iter()
        .take(index)
        .any(|other| !other.is(Role::Headline) && format!(" {} ", other.fold).contains(&words));
    let known = draft.phrases.is_section(&piece.fold);
    let menu = short_run(draft, anchor) >= 4;
    let section_above = index
        .checked_sub(1)
        .and_then(|above| draft.pieces.get(above))
        .is_some_and(|above| above.is_open() && draft.phrases.is_section(&above.fold));
    let unknown = piece.is_open() && shape.words <= 2 && is_headline && !section_above;
    (in_menu || (!menu && (known || unknown)) || (menu && known && piece.after_gap)).then_some(index)
}
