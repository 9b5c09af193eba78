//! Lines that say again what a line above said.

use super::draft::{Draft, Piece};
use super::shape::is_quote;
use super::text::fold;
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
///
/// Texts are compared by the parts between their stops, commas and quotation marks, for the paragraph
/// may put `she said` between two sentences of the quotation.
pub(super) fn label_pulled(draft: &mut Draft<'_>) {
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    let body = draft.body.clone();
    let inside = draft.pieces.get(body.clone()).unwrap_or_default();
    let parts: Vec<Vec<String>> = inside.iter().map(parts_of).collect();
    for ((index, piece), parts) in body.clone().zip(inside).zip(&parts) {
        if piece.is_body_like() {
            for part in parts {
                let holders = holders.entry(part).or_default();
                if holders.len() < MOST_HOLDERS {
                    holders.push(index);
                }
            }
        }
    }
    for (index, parts) in body.zip(&parts) {
        let Some(piece) = draft.pieces.get(index) else { continue };
        if !(piece.is_open() && (7..=60).contains(&piece.shape.words)) {
            continue;
        }
        let longer = |at: &&usize| {
            **at != index
                && draft
                    .pieces
                    .get(**at)
                    .is_some_and(|other| other.fold.len() > piece.fold.len() + 2)
        };
        let of_first = parts.first().and_then(|first| holders.get(first.as_str()));
        let stands_elsewhere = of_first.is_some_and(|of_first| {
            of_first.iter().filter(longer).any(|at| {
                parts
                    .iter()
                    .all(|part| holders.get(part.as_str()).is_some_and(|of_part| of_part.contains(at)))
            })
        });
        if stands_elsewhere && let Some(piece) = draft.pieces.get_mut(index) {
            piece.set(Role::Repeated, PULLED);
        }
    }
}

/// Paragraphs that are remembered for one part of a text; more would make a hostile file slow.
const MOST_HOLDERS: usize = 8;

/// The parts of what may hold a quotation, or be one.
fn parts_of(piece: &Piece) -> Vec<String> {
    match piece.is_open() || piece.is_body_like() {
        true => parts(&piece.text),
        false => Vec::new(),
    }
}

/// The folded parts of a text, each of three words or more.
fn parts(text: &str) -> Vec<String> {
    text.split(|c: char| matches!(c, '.' | '!' | '?' | ',' | ';') || is_quote(c))
        .map(fold)
        .filter(|part| part.split(' ').count() >= 3)
        .collect()
}
