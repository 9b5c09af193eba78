//! Characters as the index compares them: without case, marks, and the variants of one letter.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a character does to the word it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Part of a word.
    Letter,
    /// A word by itself: scripts that set no spaces.
    Single,
    /// Part of the word, and never the beginning of one: vowel signs, viramas, tone marks.
    Joined,
    /// As if it were not there: accents, harakat, tatweel, joiners, soft hyphens, bidi marks.
    Nothing,
    /// One of the many marks that stand for an apostrophe, a hamza or an ayn.
    Apostrophe,
    /// Ends a word.
    Other,
}

pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Letter,
            '\'' | '`' => Class::Apostrophe,
            _ => Class::Other,
        };
    }
    match c {
        // U+02BC and its like count as letters in Unicode; here they are what people type for them.
        '’' | '‘' | '‛' | '′' | '´' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' | '＇' | 'ꞌ' => {
            Class::Apostrophe
        }
        // Tatweel, soft hyphen, zero-width space and joiners, bidi marks, byte order mark.
        '\u{640}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Class::Nothing,
        '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => Class::Nothing,
        _ if is_dropped_mark(c) => Class::Nothing,
        _ if is_combining_mark(c) => Class::Joined,
        _ if is_unspaced(c) => Class::Single,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// Appends what the index compares of `c`; nothing for what it passes over.
pub(super) fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if is_kept_whole(c) {
        out.push(c);
    } else {
        decompose_compatible(c, |part| {
            if !is_dropped_mark(part) && (part.is_alphanumeric() || is_combining_mark(part)) {
                part.to_lowercase().for_each(|lower| push(lower, out));
            }
        });
    }
}

/// Letters that decomposition leaves alone but that readers type otherwise.
fn push(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ŋ' => out.push('n'),
        'ə' => out.push('a'),
        'ς' => out.push('σ'),
        'ی' | 'ى' => out.push('ي'),
        'ک' => out.push('ك'),
        '٠'..='٩' => push_digit(c, '٠', out),
        '۰'..='۹' => push_digit(c, '۰', out),
        _ if is_dropped_mark(c) || class(c) == Class::Nothing => {}
        _ => out.push(c),
    }
}

fn push_digit(c: char, zero: char, out: &mut String) {
    let value = u32::from(c) - u32::from(zero);
    out.extend(char::from_digit(value, 10));
}

/// Digits that group thousands and stand in acronyms' way.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

/// Accents of Latin, Greek and Cyrillic, Arabic harakat, Hebrew points, variation selectors. Not
/// all marks: those of Indic scripts and Thai are vowels, and without them words fall together.
fn is_dropped_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{730}'..='\u{74a}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
        && is_combining_mark(c)
}

/// Han, kana, Thai, Lao, Khmer, Myanmar: no spaces between words.
fn is_unspaced(c: char) -> bool {
    c.is_alphanumeric()
        && matches!(c,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

/// Kana and Hangul would fall apart into letters and voicing marks that mean nothing alone.
fn is_kept_whole(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, folded: &str) {
        let mut out = String::new();
        text.chars().for_each(|c| fold(c, &mut out));
        assert_eq!(out, folded);
    }

    #[test]
    fn one_letter_many_shapes() {
        check("ÉÜñİıŁøß", "eunii\u{6c}oss");
        check("ﬁＡ²", "fia2");
        check("أحمدإيرانآل", "احمدايرانال");
        check("مُحَمَّد", "محمد");
        check("ایرانکرکوک", "ايرانكركوك");
        check("٢٠٢٢۲۰۲۲", "20222022");
        check("がㇰ한국", "がㇰ한국");
        check("हिन्दी", "हिन्दी");
        check("Σίσυφος", "σισυφοσ");
    }
}
