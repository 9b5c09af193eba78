//! Words beside names, by what they are.

use super::*;
use crate::extract::words::lowered;

pub(super) fn is_article(token: &Token<'_>) -> bool {
    token.class.is(Class::ARTICLE)
        || token.is_one_of(&[
            "the", "a", "an", "his", "her", "its", "their", "el", "la", "le", "il", "der", "die", "den", "dem", "o",
            "l",
        ])
}

/// No verb and no adverb by its ending.
pub(super) fn is_noun(word: &str) -> bool {
    word.len() > 2
        && word.chars().all(char::is_alphabetic)
        && !["ed", "ing", "ly", "es"].iter().any(|ending| word.ends_with(ending))
}

/// Words for somebody beside another that tell no office: `his Norwegian colleague`.
const BESIDE: [&str; 7] = [
    "counterpart",
    "counterparts",
    "visitor",
    "interlocutor",
    "colleagues",
    "guests",
    "owner",
];

/// A rank or an office; what somebody is to another is none.
pub(in crate::extract) fn is_office(token: &Token<'_>) -> bool {
    token.class.is(Class::RANK | Class::OFFICE) && !token.is_one_of(&KIN) && !token.is_one_of(&BESIDE)
}

/// Whose somebody is.
pub(super) const KIN: [&str; 22] = [
    "wife",
    "husband",
    "son",
    "daughter",
    "brother",
    "sister",
    "widow",
    "father",
    "mother",
    "cousin",
    "uncle",
    "friend",
    "successor",
    "predecessor",
    "colleague",
    "opponent",
    "rival",
    "guest",
    "spouse",
    "host",
    "office",
    "owner",
];

/// Nouns of persons by their endings.
pub(super) fn is_occupation(word: &str) -> bool {
    word.len() > 5
        && ["ist", "er", "or", "ian", "eer", "man", "woman", "ant", "star"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// Offices of several.
pub(in crate::extract) fn is_plural(word: &str) -> bool {
    // Nothing but an s, small or capital, has an s at the end in small letters.
    if !word.ends_with(['s', 'S']) {
        return false;
    }
    let lower = lowered(word);
    !lower.ends_with("ss")
        && !matches!(
            &*lower,
            "affaires" | "d'affaires" | "taoiseach" | "ms" | "mrs" | "ses" | "excellency's"
        )
}

/// Ranks and forms of address that are given names, too.
pub(super) fn is_given_too(word: &str) -> bool {
    let words = [
        "sheikh", "shaikh", "sheik", "sayed", "sayyed", "sayyid", "seyyed", "syed", "haji", "hajji", "malik", "nawab",
        "sultan", "imam", "sardar", "khalifa", "emir", "amir",
    ];
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Names that are small words when they have no capital.
pub(super) fn is_always_given(word: &str) -> bool {
    matches!(word, "Said" | "Saïd" | "Un" | "Tuan")
}

/// Ranks and offices that are surnames too.
pub(super) fn is_surname_too(word: &str) -> bool {
    matches!(
        word,
        "Major"
            | "King"
            | "Prince"
            | "Pope"
            | "Bishop"
            | "Dean"
            | "Judge"
            | "Marshal"
            | "Marshall"
            | "Chancellor"
            | "Sheikh"
            | "Abbott"
            | "Coach"
            | "Guest"
            | "Monk"
            | "Priest"
            | "Page"
            | "Lord"
            | "Baron"
            | "Earl"
            | "Knight"
            | "Friend"
            | "Cousin"
            | "Malik"
            | "Nawab"
            | "Sardar"
            | "Khan"
            | "Mufti"
            | "Raja"
            | "Amir"
            | "Bay"
            | "Noble"
            | "Tan"
            | "Rey"
            | "Conde"
            | "Duque"
            | "Abad"
            | "Alcalde"
            | "Russo"
            | "Greco"
            | "Tedesco"
            | "Gallego"
            | "Alemán"
            | "Catalán"
            | "Koch"
            | "Graf"
            | "Fürst"
            | "Bischof"
            | "Richter"
            | "Pfarrer"
            | "Kaiser"
            | "Abt"
            | "Vogt"
            | "Lévêque"
            | "Bey"
    )
}

/// Surnames that are anything else without an office before the name.
pub(super) fn is_surname_of_titled(word: &str) -> bool {
    matches!(word, "Muslim" | "Christian" | "English" | "French" | "West" | "North")
}
