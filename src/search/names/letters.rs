//! Characters as printed → the letters that the reading works on: small ASCII letters, and capitals
//! for sounds that a marked or Cyrillic letter states without doubt.

use super::row::Row;
use unicode_normalization::char::decompose_canonical;

/// What a word may hold at most; longer ones are no names.
pub(super) type Letters = Row<u8, 40>;

/// The script of a word, as far as reading differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
}

/// The script of the first letter that has one of the three.
pub(super) fn script(word: &str) -> Option<Script> {
    word.chars().find_map(|c| match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d5}' | '\u{6ee}'..='\u{6ef}' => Some(Script::Arabic),
        _ => None,
    })
}

/// The letters of a Latin or Cyrillic word; `None` for digits, other scripts and what is too long.
pub(super) fn letters(word: &str, script: Script) -> Option<Letters> {
    let mut out = Letters::new();
    for c in word.chars() {
        let room = if c.is_ascii_alphabetic() {
            out.push(u8::try_from(c.to_ascii_lowercase()).unwrap_or_default())
        } else if is_apostrophe(c) || c == '-' {
            out.push(b'\'')
        } else if script == Script::Cyrillic && !c.is_ascii() {
            let after_vowel = out.as_slice().last().is_none_or(|last| b"aeiouy'".contains(last));
            cyrillic(c, after_vowel)?.iter().all(|letter| out.push(*letter))
        } else if c.is_alphabetic() {
            marked(c)?.iter().all(|letter| out.push(*letter))
        } else if is_passed_over(c) {
            true
        } else {
            return None;
        };
        if !room {
            return None;
        }
    }
    turkish(word, &mut out);
    if let [_, _, .., b'e', last] = out.as_slice()
        && *last == b'j'
    {
        // Sergej, Andrej.
        out.pop();
        out.push(b'y');
    }
    Some(out)
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '’' | '‘' | '‛' | '′' | '´' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' | '＇' | 'ꞌ'
    )
}

/// Combining accents, harakat, joiners, dots of abbreviations.
pub(super) fn is_passed_over(c: char) -> bool {
    matches!(c,
        '.' | '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{ad}'
        | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

/// Turkish and Kurdish write j as c: where other letters say that a word is theirs, c is j. In
/// Kurdish x is kh.
fn turkish(word: &str, out: &mut Letters) {
    let theirs = |c: char| matches!(c, 'ş' | 'Ş' | 'ğ' | 'Ğ' | 'ı' | 'İ' | 'ç' | 'Ç');
    let kurdish = |c: char| matches!(c, 'ş' | 'Ş' | 'ê' | 'Ê' | 'î' | 'Î' | 'û' | 'Û');
    if word.is_ascii() {
        return;
    }
    let (c_is_j, x_is_kh) = (word.chars().any(theirs), word.chars().any(kurdish));
    for place in 0..out.len() {
        match out.get_mut(place) {
            Some(letter) if *letter == b'c' && c_is_j => *letter = b'J',
            Some(letter) if *letter == b'x' && x_is_kh => *letter = b'X',
            _ => {}
        }
    }
}

/// `C` ch, `S` sh, `Z` zh, `G` gh, `X` kh, `D` dh, `T` th, `J` j, `H` an h that never falls silent.
fn marked(c: char) -> Option<&'static [u8]> {
    Some(match c {
        'ç' | 'Ç' | 'č' | 'Č' | 'ć' | 'Ć' => b"C",
        'ş' | 'Ş' | 'š' | 'Š' | 'ș' | 'Ș' | 'ś' | 'Ś' => b"S",
        'ž' | 'Ž' | 'ż' | 'Ż' => b"Z",
        'ğ' | 'Ğ' | 'ġ' | 'Ġ' => b"G",
        'ḫ' | 'Ḫ' | 'ḵ' | 'Ḵ' => b"X",
        'ḏ' | 'Ḏ' | 'ð' | 'Ð' => b"D",
        'ṯ' | 'Ṯ' | 'þ' | 'Þ' => b"T",
        'ß' => b"ss",
        'æ' | 'Æ' => b"ae",
        'œ' | 'Œ' => b"oe",
        'ø' | 'Ø' => b"o",
        'ł' | 'Ł' => b"l",
        'đ' | 'Đ' => b"d",
        'ħ' | 'Ħ' => b"h",
        'ı' => b"i",
        'ə' | 'Ə' => b"a",
        'ŋ' | 'Ŋ' => b"n",
        c => base(c)?,
    })
}

/// The bare letter under accents.
fn base(c: char) -> Option<&'static [u8]> {
    const PLAIN: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    let letter = first.filter(char::is_ascii_alphabetic)?.to_ascii_lowercase();
    let place = PLAIN.iter().position(|plain| char::from(*plain) == letter)?;
    PLAIN.get(place..=place)
}

/// BGN/PCGN, near enough: Russian and Ukrainian, with the letters of Serbian and Macedonian.
fn cyrillic(c: char, after_vowel: bool) -> Option<&'static [u8]> {
    let small = c.to_lowercase().next().unwrap_or(c);
    Some(match small {
        'а' => b"a",
        'б' => b"b",
        'в' => b"v",
        'г' | 'ґ' => b"g",
        'д' => b"d",
        'ђ' | 'џ' => b"J",
        'е' if after_vowel => b"ye",
        'е' | 'э' => b"e",
        'ё' => b"yo",
        'є' => b"ye",
        'ж' => b"Z",
        'з' | 'ѕ' => b"z",
        'и' | 'і' | 'ы' => b"i",
        'ї' | 'й' | 'ј' => b"y",
        'к' => b"k",
        'л' => b"l",
        'љ' => b"ly",
        'м' => b"m",
        'н' => b"n",
        'њ' => b"ny",
        'о' => b"o",
        'п' => b"p",
        'р' => b"r",
        'с' => b"s",
        'т' => b"t",
        'ћ' | 'ч' => b"C",
        'у' => b"u",
        'ў' => b"w",
        'ф' => b"f",
        'х' => b"X",
        'ц' => b"ts",
        'ш' => b"S",
        'щ' => b"SC",
        'ъ' | 'ь' => b"",
        'ю' => b"yu",
        'я' => b"ya",
        _ => return None,
    })
}
