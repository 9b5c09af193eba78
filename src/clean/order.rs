//! Which of two numbers is the day, by the language of the text: those who write Spanish, Portuguese, French, Italian,
//! German and Turkish put it first.

use super::draft::Draft;

/// Words that are looked at, and those that are enough.
const MOST: usize = 400;
const ENOUGH: usize = 25;

/// Small words of languages whose desks write the day first, and of English, which may put the month there.
const DAY_FIRST: [&str; 66] = [
    "el", "los", "las", "del", "que", "con", "por", "para", "su", "se", "o", "os", "da", "do", "dos", "em", "com",
    "uma", "le", "les", "des", "du", "et", "est", "pour", "avec", "il", "di", "della", "che", "per", "nel", "gli",
    "der", "die", "das", "und", "mit", "den", "von", "zu", "ve", "bir", "ile", "için", "bu", "de", "la", "un", "una",
    "si", "non", "è", "al", "dal", "alla", "sono", "pelo", "não", "são", "au", "aux", "dans", "sur", "une", "ein",
];
const ENGLISH: [&str; 8] = ["the", "of", "and", "to", "for", "was", "with", "is"];

/// Whether the text is in such a language, and no English stands in it.
pub(super) fn is_day_first(draft: &Draft<'_>) -> bool {
    let body = draft.pieces.get(draft.body.clone()).unwrap_or_default();
    let words = body
        .iter()
        .filter(|piece| piece.is_body_like())
        .flat_map(|piece| piece.text.split_ascii_whitespace())
        .take(MOST);
    let (mut all, mut first, mut english) = (0_usize, 0_usize, 0_usize);
    for word in words {
        all += 1;
        first += usize::from(DAY_FIRST.contains(&word));
        english += usize::from(ENGLISH.contains(&word));
    }
    all >= ENOUGH && first * 6 >= all && english * 50 <= all
}
