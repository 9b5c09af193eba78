//! The name of the site at the top of the page: furniture, and the outlet's own word for itself.

use super::draft::Draft;
use super::outlet;
use super::text::{fold, pattern};
use crate::report::Role;
use regex::Regex;
use std::sync::LazyLock;

const RULE: &str = "masthead";
/// Pieces at the top among which a masthead is looked for.
const TOP: usize = 10;

/// Names of bodies that publish: the word for what they are stands first with `of`, or last.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    let what = "embassy|consulate(?:\\s+general)?|ministry|department|office|presidency|council|commission|parliament|senate|assembly|government|municipality|city|county|province|university|institute|foundation|chamber|union|organi[sz]ation|agency|authority|command|task\\s+force|headquarters|party|congress|church|holy\\s+see|palace|court|association|society|federation|mission|secretariat|bureau|forum|cent(?:er|re)|state\\s+house|friends|house|kingdom|republic|embajada|ministerio|presidencia|ambassade|ministère|présidence|botschaft|ministerium|ministero|ministério";
    pattern(&format!(
        r"(?i)^(?:the\s+)?(?:(?:\p{{Lu}}[\p{{L}}’'.-]*\s+)*(?:{what})\s+(?:of|for|de|del|des|der|du|di|da)\s+.+|(?:[\p{{Lu}}&][\p{{L}}’'.&-]*\s+(?:(?:of|and|for|the)\s+)?)+(?:{what})(?:\s*[-–—,]\s*.+)?)$"
    ))
});

/// Verbs of headlines: a line with one of them is no name.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:meets?|hosts?|receives?|welcomes?|visits?|holds?|discuss(?:es)?|calls?|says?|urges?|opens?|signs?|attends?|greets?|addresses|honou?rs|launches|announces|pledges|seeks|wins|begins|ends|concludes|arrives|leaves|to|with|on|at|from|by|readout|statement|remarks|visit|meeting|talks|as|after|over|amid|during)\b",
    )
});

/// Labels the site's name above the headline.
pub(super) fn label(draft: &mut Draft<'_>) {
    let first_text = draft
        .pieces
        .iter()
        .position(super::draft::Piece::is_body_like)
        .unwrap_or(draft.pieces.len());
    for index in 0..first_text.min(TOP) {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        let shape = &piece.shape;
        let name_like = shape.words <= 9
            && !shape.ends_sentence
            && !shape.ends_colon
            && shape.lower_long == 0
            && shape.has_case
            && shape.capitalised >= 1;
        if super::furniture::is_menu_line(piece, draft.phrases) || names_many_sections(draft, index) {
            continue;
        }
        let headline_below = draft
            .pieces
            .iter()
            .take(first_text + 1)
            .skip(index + 1)
            .any(|below| below.is_open() && below.shape.words >= 5);
        if !name_like
            || !headline_below
            || draft.phrases.is_section(&piece.fold)
            || draft.phrases.is_kind_of_notice(&piece.fold)
            || VERB.is_match(&piece.text)
        {
            continue;
        }
        if outlet::is_press_name(&piece.text) || BODY.is_match(&piece.text) || stands_in_furniture(draft, index) {
            let name = ordinary(&piece.text);
            if let Some(piece) = draft.pieces.get_mut(index) {
                piece.set(Role::Furniture, RULE);
            }
            draft.claim_outlet(index, &name, outlet::MASTHEAD, RULE);
        }
    }
}

/// `News Sports Opinion`: a menu without signs between.
fn names_many_sections(draft: &Draft<'_>, index: usize) -> bool {
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    piece
        .fold
        .split(' ')
        .filter(|word| draft.phrases.is_section(word) || draft.phrases.is_made_of_furniture(word))
        .count()
        >= 3
}

/// The words stand again where a site names itself: in a copyright line or policy, or as author.
fn stands_in_furniture(draft: &Draft<'_>, index: usize) -> bool {
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    let words = format!(" {} ", piece.fold);
    let within = |text: &str| format!(" {} ", fold(text)).contains(&words);
    piece.shape.words <= 5
        && (draft
            .outlets
            .iter()
            .any(|claim| claim.stated.evidence.line != piece.number && within(&claim.stated.value))
            || draft.byline.as_ref().is_some_and(|byline| within(&byline.value)))
}

/// `EMBASSY OF THE UNITED STATES` as names are written.
fn ordinary(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || !name.contains(' ') {
        return name.to_owned();
    }
    name.split(' ')
        .enumerate()
        .map(|(index, word)| {
            let lower = word.to_lowercase();
            if index > 0
                && matches!(
                    lower.as_str(),
                    "of" | "the" | "and" | "for" | "de" | "del" | "des" | "du" | "in"
                )
            {
                return lower;
            }
            // The first word may be an abbreviation (`BBC NEWS`).
            if index == 0 && word.chars().count() <= 3 && lower != "the" {
                return word.to_owned();
            }
            let mut chars = word.chars();
            chars
                .next()
                .map(|first| first.to_string() + &chars.as_str().to_lowercase())
                .unwrap_or_default()
        })
        .collect::<Vec<_>>()
        .join(" ")
}
