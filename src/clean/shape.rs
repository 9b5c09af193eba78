//! The shape of a piece of text: what can be seen of it without knowing any of its words.

use super::text::{beyond_ascii, pattern, words};
use regex::Regex;
use std::sync::LazyLock;

/// Counts and flags that rules decide by.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shape {
    /// Words; in scripts without spaces, two characters are counted as one.
    pub(super) words: usize,
    /// Characters.
    pub(super) chars: usize,
    /// Ends as a sentence does, quotation marks and brackets behind the sign allowed.
    pub(super) ends_sentence: bool,
    /// Sentence ends inside the text, each followed by a space and a capital or a digit.
    pub(super) inner_stops: usize,
    /// Begins with a small letter.
    pub(super) starts_lower: bool,
    /// Begins with a bullet or an ordinal (`•`, `-`, `1.`).
    pub(super) is_bullet: bool,
    /// Begins with a quotation mark.
    pub(super) starts_quote: bool,
    /// Ends with a colon.
    pub(super) ends_colon: bool,
    /// Words that begin with a capital, or are numbers.
    pub(super) capitalised: usize,
    /// Words of more than three letters that begin with a small letter.
    pub(super) lower_long: usize,
    /// All its letters are capitals.
    pub(super) all_caps: bool,
    /// It has letters of a script that knows capitals.
    pub(super) has_case: bool,
    /// Begins with a speaker of a transcript (`MR. PRICE: …`, `Q: …`).
    pub(super) is_speech: bool,
}

impl Shape {
    pub(super) fn of(text: &str) -> Self {
        let mut shape = Self {
            chars: text.chars().count(),
            ..Self::default()
        };
        let unspaced = if text.is_ascii() {
            0
        } else {
            beyond_ascii(text).filter(|c| is_unspaced(*c)).count()
        };
        // Nearly every text has a small letter near its beginning.
        let has_lower = text.chars().any(char::is_lowercase);
        let upper = if has_lower {
            0
        } else {
            text.chars().filter(|c| c.is_uppercase()).count()
        };
        shape.has_case = has_lower || upper > 0;
        shape.all_caps = upper >= 2;
        let mut previous_stops = false;
        // Tidied text has no other white space.
        for word in words(text) {
            // Three of four words are in small letters and no more.
            if let Some(b'a'..=b'z') = word.as_bytes().first()
                && let Some(b'a'..=b'z') = word.as_bytes().last()
            {
                shape.words += 1;
                shape.lower_long += usize::from(has_four_letters(word));
                previous_stops = false;
                continue;
            }
            let bare = match word.as_bytes().first() {
                Some(first) if first.is_ascii_alphanumeric() => word,
                _ => word.trim_start_matches(|c: char| !c.is_alphanumeric()),
            };
            let Some(first) = bare.chars().next() else {
                continue;
            };
            shape.words += 1;
            if previous_stops && (first.is_uppercase() || first.is_numeric() || !first.is_lowercase()) {
                shape.inner_stops += 1;
            }
            if first.is_uppercase() || first.is_numeric() {
                shape.capitalised += 1;
            } else if first.is_lowercase() && has_four_letters(bare) {
                shape.lower_long += 1;
            }
            let ends_plain = word.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
            previous_stops = !ends_plain && ends_sentence(word) && !is_abbreviation(bare) && !word.ends_with("..");
        }
        shape.words += unspaced / 2;
        shape.ends_sentence = ends_sentence(text) || ends_sentence(without_sign(text));
        shape.ends_colon = text.ends_with([':', '：']);
        let first = text.chars().next().unwrap_or(' ');
        shape.starts_lower = first.is_lowercase();
        shape.starts_quote = is_quote(first);
        shape.is_bullet = is_bullet(text);
        shape.is_speech = is_speech(text);
        shape
    }

    /// Running text: one or more sentences, or so many words that it can be nothing else.
    pub(super) fn is_prose(&self) -> bool {
        (self.ends_sentence && self.words >= 4)
            || (self.words >= 22 && self.lower_long >= 6)
            || self.words >= 30
            || self.inner_stops >= 2
            || (self.is_speech && self.words >= 3)
            || (self.is_bullet && self.words >= 4)
            || (self.ends_colon && self.words >= 6)
    }

    /// Of the length and look of a headline.
    pub(super) fn is_headline_like(&self) -> bool {
        (2..=32).contains(&self.words)
            && self.chars <= 260
            && self.inner_stops == 0
            && !self.starts_lower
            && !self.is_bullet
    }
}

/// Letters of scripts that put no spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‹' | '「' | '『' | '‟')
}

fn has_four_letters(word: &str) -> bool {
    let begins_plain = word.as_bytes().first_chunk::<4>();
    begins_plain.is_some_and(|four| four.iter().all(u8::is_ascii_alphabetic))
        || word.chars().filter(|c| c.is_alphabetic()).nth(3).is_some()
}

/// The longest sign of an agency, in bytes.
const LONGEST_SIGN: usize = 24;

/// A text without the sign of the agency that ends its last paragraph: `(end)`, `(QNA)`, `--SPA`, `- BERNAMA`.
pub(super) fn without_sign(text: &str) -> &str {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\s*(?:\((?i:end|ends|more|fin)\)|\(\p{Lu}{2,8}\)|-{2,3}\s*\p{Lu}{2,8}|[—–]\s*\p{Lu}{2,8}|-\s\p{Lu}{3,8}|//?\p{Lu}{2,8}//?)$",
        )
    });
    let may_be_signed = text.ends_with(')') || text.ends_with('/') || text.ends_with(char::is_uppercase);
    if !may_be_signed {
        return text;
    }
    // A long paragraph need not be looked through for what stands at its end.
    let from = (text.len().saturating_sub(LONGEST_SIGN)..).find(|at| text.is_char_boundary(*at));
    let sign = from.and_then(|from| Some(from + SIGN.find(text.get(from..)?)?.start()));
    sign.and_then(|sign| text.get(..sign)).unwrap_or(text)
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| is_quote(c) || matches!(c, '\'' | '’' | ')' | ']' | '」' | '』' | ' '));
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔', ';'])
}

/// `Gen.`, `U.S.`, `Mr.`: a full stop that ends no sentence.
fn is_abbreviation(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    bare.chars().count() <= 1
        || bare.contains('.')
        || matches!(
            bare.to_lowercase().as_str(),
            "gen"
                | "maj"
                | "col"
                | "lt"
                | "brig"
                | "capt"
                | "sgt"
                | "adm"
                | "mr"
                | "mrs"
                | "ms"
                | "dr"
                | "st"
                | "sen"
                | "rep"
                | "gov"
                | "no"
                | "prof"
                | "hon"
                | "jan"
                | "feb"
                | "mar"
                | "apr"
                | "jun"
                | "jul"
                | "aug"
                | "sept"
                | "sep"
                | "oct"
                | "nov"
                | "dec"
                | "sr"
                | "sra"
                | "jr"
                | "amb"
                | "cmdr"
                | "vs"
                | "etc"
                | "inc"
                | "ltd"
                | "co"
                | "corp"
        )
}

/// `MR. PRICE: …`, `Q: …`: capitals and a colon before at least a word or two.
fn is_speech(text: &str) -> bool {
    // Speakers have no small letters: nearly every line is none after its first word.
    let head = text.bytes().take_while(|byte| !byte.is_ascii_lowercase()).count();
    let Some(speaker) = text
        .get(..head)
        .and_then(|head| head.split_once(": "))
        .map(|(speaker, _)| speaker)
    else {
        return false;
    };
    let Some(said) = text.get(speaker.len() + 2..) else {
        return false;
    };
    let letters = speaker.chars().filter(|c| c.is_alphabetic()).count();
    let known = matches!(speaker, "Q" | "A" | "QUESTION" | "ANSWER" | "MODERATOR" | "STAFF");
    let titled = [
        "MR.",
        "MS.",
        "MRS.",
        "DR.",
        "GEN.",
        "GENERAL ",
        "ADMIRAL ",
        "REAR ADMIRAL ",
        "SECRETARY ",
        "AMBASSADOR ",
        "MINISTER ",
        "SENATOR ",
        "COL.",
        "MAJ.",
        "LT.",
        "SPOKESPERSON",
        "PRESIDENT ",
        "BRIG.",
    ]
    .iter()
    .any(|title| speaker.starts_with(title));
    !said.is_empty() && letters <= 40 && !speaker.chars().any(char::is_lowercase) && (known || titled)
}

fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '▪' | '●' | '◦' | '■' | '►' | '*' | '·' | '‣' | '–' | '-' | '—') => {
            matches!(chars.next(), Some(' '))
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = chars.as_str().trim_start_matches(|c: char| c.is_ascii_digit());
            (rest.starts_with(". ") || rest.starts_with(") ")) && text.len() - rest.len() <= 2
        }
        Some('(') => {
            let mut inside = chars.as_str().splitn(2, ')');
            let number = inside.next().unwrap_or_default();
            inside.next().is_some()
                && (1..=3).contains(&number.len())
                && number.chars().all(|c| c.is_ascii_alphanumeric())
                && (number.len() == 1 || number.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
        }
        _ => false,
    }
}
