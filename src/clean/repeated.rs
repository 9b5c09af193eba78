//! Lines that say again what a line above said.

use super::draft::Draft;
use crate::report::Role;
use std::collections::HashMap;

const RULE: &str = "repeated";
const PULLED: &str = "pull-quote";

/// A line with the same words as one above it. Furniture repeats itself and stays furniture.
pub(super) fn label(draft: &mut Draft<'_>) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for index in 0..draft.pieces.len() {
        let Some(piece) = draft.pieces.get(index) else {
            continue;
        };
        if piece.fold.is_empty() || piece.is(Role::Furniture) || piece.is(Role::ReadMore) || piece.is(Role::Tags) {
            continue;
        }
        let fold = piece.fold.clone();
        let long_enough = piece.shape.words >= 3;
        match seen.get(&fold) {
            Some(_) if long_enough => {
                if let Some(piece) = draft.pieces.get_mut(index) {
                    piece.set(Role::Repeated, RULE);
                }
            }
            _ => drop(seen.insert(fold, index)),
        }
    }
}

/// A short line within the body whose words stand within a paragraph: a quotation pulled out of it.
pub(super) fn label_pulled(draft: &mut Draft<'_>) {
    let paragraphs: Vec<(usize, String)> = draft
        .pieces
        .iter()
        .enumerate()
        .filter(|(index, piece)| draft.body.contains(index) && piece.is_body_like())
        .map(|(index, piece)| (index, format!(" {} ", piece.fold)))
        .collect();
    for index in draft.body.clone() {
        let Some(piece) = draft.pieces.get(index) else {
            continue;
        };
        if !(piece.is_open() && (7..=60).contains(&piece.shape.words)) {
            continue;
        }
        // The paragraph may put `she said` between two sentences of the quotation.
        let sentences: Vec<String> = piece
            .text
            .split_inclusive(['.', '!', '?', ','])
            .map(super::text::fold)
            .filter(|part| part.split(' ').count() >= 3)
            .map(|part| format!(" {part} "))
            .collect();
        let whole = piece.fold.len();
        let stands_elsewhere = !sentences.is_empty()
            && paragraphs.iter().any(|(at, text)| {
                *at != index
                    && text.len() > whole + 2
                    && sentences.iter().all(|sentence| text.contains(sentence.as_str()))
            });
        if stands_elsewhere {
            if let Some(piece) = draft.pieces.get_mut(index) {
                piece.set(Role::Repeated, PULLED);
            }
        }
    }
}
