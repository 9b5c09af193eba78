//! Where sentences end, for snippets, for `sent:(…)` and for telling names from first words.

/// Whether a text ends with a sentence. Short words in capitals before a dot are taken for
/// abbreviations (`Gen.`, `U.S.`), and so are those with dots inside (`p.m.`).
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    let text = text.trim_end_matches(['”', '"', '’', ')', '»', ']']);
    match text.chars().next_back() {
        Some('!' | '?' | '؟' | '۔' | '。' | '…' | '।') => true,
        Some('.') => {
            let word = text.trim_end_matches('.').rsplit(char::is_whitespace).next();
            word.is_some_and(|word| {
                let small = word.chars().next().is_some_and(|c| !c.is_uppercase());
                (small || word.chars().count() > 3) && !word.contains('.')
            })
        }
        _ => false,
    }
}

/// Whether what stands between two words can end a sentence at all: spares looking closely.
pub(super) fn may_end(between: &str) -> bool {
    between.contains(['.', '!', '?', '؟', '۔', '。', '…', '।'])
}
