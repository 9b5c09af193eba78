//! The language of a report's running text.

use crate::report::{Language, Report, Role};
use whatlang::Lang;

/// Characters that are enough to tell a language by, and all that are looked at.
const ENOUGH: usize = 40;
const LOOKED_AT: usize = 2_000;

/// The language that the source states, or else that of paragraphs, standfirst and captions; none
/// where the text is too short to tell.
pub(super) fn read(report: &Report) -> Option<Language> {
    if let Some(stated) = &report.lang {
        return Some(Language(stated.value.clone()));
    }
    let mut text = String::new();
    for line in &report.lines {
        if line.is(Role::Paragraph) || line.is(Role::Standfirst) || line.is(Role::Caption) {
            text.push_str(&line.text);
            text.push(' ');
        }
        if text.len() > LOOKED_AT {
            break;
        }
    }
    if text.chars().count() < ENOUGH {
        return None;
    }
    // Sorani has letters that no other language of its script has, and `whatlang` does not know it.
    let is_sorani = |c: &char| matches!(c, 'ێ' | 'ۆ' | 'ە' | 'ڵ' | 'ڕ' | 'ڤ');
    let sorani = match text.is_ascii() {
        true => 0,
        false => text.chars().filter(is_sorani).count(),
    };
    if sorani * 30 > text.chars().count() {
        return Some(Language("ckb".to_owned()));
    }
    if is_plainly_english(&text) {
        return Some(Language("en".to_owned()));
    }
    let found = whatlang::detect(&text).filter(whatlang::Info::is_reliable)?;
    tag(found.lang()).map(|tag| Language(tag.to_owned()))
}

/// The shortest text, in bytes, in which small words are counted, and the shortest in which one of eight is
/// enough; below that it takes one of six.
const PLAIN: usize = 720;
const LONG: usize = 1_000;

/// Words in each of which English is looked for, so that a part in another language is noticed.
const STRETCH: usize = 60;

/// So many small words of English, all through the text, leave no doubt; comparing with the letters of
/// forty languages costs nearly as much as all facts together.
fn is_plainly_english(text: &str) -> bool {
    if text.len() < PLAIN {
        return false;
    }
    let is_small = |word: &str| {
        matches!(
            word,
            "the" | "The" | "of" | "and" | "that" | "with" | "was" | "were" | "by" | "for" | "which" | "from" | "has"
        )
    };
    let (mut words, mut small, mut before) = (0_usize, 0_usize, 0_usize);
    for word in text.split_ascii_whitespace() {
        words += 1;
        small += usize::from(is_small(word));
        if words.is_multiple_of(STRETCH) {
            if (small - before) * 10 < STRETCH {
                return false;
            }
            before = small;
        }
    }
    small * if text.len() < LONG { 6 } else { 8 } >= words
}

/// BCP 47 prefers two letters where there are two.
fn tag(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Tur => "tr",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Urd => "ur",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Tam => "ta",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Amh => "am",
        Lang::Cat => "ca",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::is_plainly_english;

    const ENGLISH: &str =
        "The mayor of the port received the traders from the north and spoke with them of the price of wool. ";
    const SPANISH: &str =
        "El alcalde del puerto recibió a los comerciantes del norte y habló con ellos del precio de la lana. ";

    #[test]
    fn small_words_tell_english_and_nothing_else() {
        assert!(is_plainly_english(&ENGLISH.repeat(12)));
        assert!(!is_plainly_english(&SPANISH.repeat(12)));
        // Half in another language, too short, and names alone are left to be guessed.
        let half = format!("{}{}", ENGLISH.repeat(4), SPANISH.repeat(12));
        assert!(!is_plainly_english(&half));
        assert!(!is_plainly_english(ENGLISH));
        assert!(!is_plainly_english(&"Ana Sousa Omar Haddad Li Wei ".repeat(50)));
    }
}
