//! Lines that say again what a line above said.

use super::draft::{Draft, Piece};
use super::shape::is_quote;
use super::text::fold_into;
use crate::report::Role;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

const RULE: &str = "repeated";
const PULLED: &str = "pull-quote";

/// A line with the same words as one above it. Furniture repeats itself and stays furniture.
pub(super) fn label(draft: &mut Draft<'_>) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
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
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let body = draft.body.clone();
    let inside = draft.pieces.get(body.clone()).unwrap_or_default();
    let mut room = String::new();
    let parts: Vec<Vec<u64>> = inside.iter().map(|piece| parts_of(piece, &mut room)).collect();
    for ((index, piece), parts) in body.clone().zip(inside).zip(&parts) {
        if piece.is_body_like() {
            for part in parts {
                let holders = holders.entry(*part).or_default();
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
        let of_first = parts.first().and_then(|first| holders.get(first));
        let stands_elsewhere = of_first.is_some_and(|of_first| {
            of_first.iter().filter(longer).any(|at| {
                parts
                    .iter()
                    .all(|part| holders.get(part).is_some_and(|of_part| of_part.contains(at)))
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
fn parts_of(piece: &Piece, room: &mut String) -> Vec<u64> {
    match piece.is_open() || piece.is_body_like() {
        true => parts(&piece.text, room),
        false => Vec::new(),
    }
}

/// Digests of the folded parts of a text, each of three words or more; `room` is used again for each.
fn parts(text: &str, room: &mut String) -> Vec<u64> {
    let ends = |c: char| match c.is_ascii() {
        true => matches!(c, '.' | '!' | '?' | ',' | ';' | '"'),
        false => is_quote(c),
    };
    let mut digests = Vec::with_capacity(8);
    for part in text.split(ends) {
        fold_into(room, part);
        if room.bytes().filter(|byte| *byte == b' ').count() >= 2 {
            digests.push(FxBuildHasher.hash_one(room.as_str()));
        }
    }
    digests
}
