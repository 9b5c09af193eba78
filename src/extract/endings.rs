//! What languages write together with a word: articles before it, endings behind.

use super::tokens::is_apostrophe;

/// The length of an article that French and Italian write together with the word: `l’ambassadeur`.
pub(super) fn elided(word: &str) -> usize {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return 0;
    }
    let Some((at, mark)) = word
        .char_indices()
        .find(|(_, c)| is_apostrophe(*c))
        .filter(|(at, _)| *at > 0 && *at <= 4)
    else {
        return 0;
    };
    let rest = at + mark.len_utf8();
    let (head, tail) = (word.get(..at).unwrap_or_default(), word.get(rest..).unwrap_or_default());
    let lower = tail.starts_with(char::is_lowercase) && tail.chars().count() > 2;
    let article = matches!(
        head,
        "l" | "L" | "dell" | "dall" | "nell" | "sull" | "all" | "All" | "Dall" | "Nell"
    ) || lower
        && matches!(
            head,
            "d" | "D" | "qu" | "Qu" | "s" | "S" | "n" | "j" | "all" | "dell" | "dall" | "nell" | "sull" | "un"
        );
    if article { rest } else { 0 }
}

/// `Ankara’da`: a name, and the ending that Turkish sets apart.
pub(super) fn suffixed(word: &str) -> Option<(&str, &str)> {
    let (at, mark) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
    let (stem, suffix) = (word.get(..at)?, word.get(at + mark.len_utf8()..)?);
    let ending = suffix.chars().count() <= 6 && suffix.chars().all(char::is_lowercase);
    (ending && stem.starts_with(char::is_uppercase)).then_some((stem, suffix))
}

/// Whether a Turkish ending makes an owner of the name.
pub(super) fn is_genitive(suffix: &str) -> bool {
    suffix.chars().count() <= 3 && ["ın", "in", "un", "ün"].iter().any(|ending| suffix.ends_with(ending))
}
