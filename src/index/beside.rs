//! What the words around a word say of it.

/// More than one letter, all of them capitals.
pub(super) fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// A single letter between two words: a middle initial.
pub(super) fn is_initial(words: &[&str], n: usize) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let long = |n: Option<usize>| n.and_then(|n| words.get(n)).is_some_and(|word| letters(word) > 1);
    let one = words.get(n).is_some_and(|word| {
        let bare = word.trim_end_matches('.');
        bare.chars().count() == 1 && bare.chars().all(char::is_uppercase)
    });
    one && long(n.checked_sub(1)) && long(Some(n + 1))
}

pub(super) fn typed_around(words: &[&str], n: usize) -> String {
    words.get(n.saturating_sub(1)..n + 2).unwrap_or_default().join(" ")
}

pub(super) fn without_middle(words: &[&str], n: usize) -> String {
    let around = [n.saturating_sub(1), n + 1].map(|n| words.get(n).copied().unwrap_or_default());
    around.join(" ")
}

/// A mark within a word, not between two.
pub(super) fn is_inside(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | 'ʿ' | 'ʾ') || unicode_normalization::char::is_combining_mark(c)
}
