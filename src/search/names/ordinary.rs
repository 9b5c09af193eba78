//! English words that capitals do not make names: Said opens a sentence, May is a month.

use std::collections::HashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<HashSet<&'static [u8]>> = LazyLock::new(|| {
    include_str!("../data/ordinary.txt")
        .split_whitespace()
        .map(str::as_bytes)
        .collect()
});

/// The longest word of the list.
const LONGEST: usize = 10;

/// Whether the small letters are one of the commonest words.
pub(super) fn is_ordinary(letters: &[u8]) -> bool {
    letters.len() <= LONGEST && WORDS.contains(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_small_letters_and_short() {
        for word in WORDS.iter() {
            assert!(
                word.len() <= LONGEST && word.iter().all(u8::is_ascii_lowercase),
                "{word:?}"
            );
        }
        assert!(is_ordinary(b"said") && !is_ordinary(b"saeed"));
    }
}
