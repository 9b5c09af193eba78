//! A line as people read it: entities resolved, marks that are not seen removed, spaces folded.

use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Inline markup that text extraction leaves behind.
static TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)</?(?:p|br|b|i|u|em|strong|a|span|div|font|h[1-6]|li|ul)(?:\s[^<>]*)?/?>"));

/// Compiles a pattern of our own; one that does not compile matches nothing, and a test finds it.
///
/// Word boundaries are those of ASCII: with Unicode's, any text that has a curly quotation mark would
/// be matched by the slow engine, fifty times slower.
pub(super) fn pattern(source: &str) -> Regex {
    match Regex::new(&source.replace(r"\b", r"(?-u:\b)")) {
        Ok(regex) => regex,
        Err(error) => {
            debug_assert!(false, "a pattern of the cleaner: {error}");
            #[allow(clippy::expect_used, reason = "a constant pattern, held by a test")]
            Regex::new(r"[^\s\S]").expect("matches nothing")
        }
    }
}

/// Tidies one line of a source.
pub(super) fn tidy(line: &str) -> Cow<'_, str> {
    let bare = line.trim_matches([' ', '\t', '\r']);
    if is_tidy(bare) {
        return Cow::Borrowed(bare);
    }
    let mut text = Cow::Borrowed(line);
    if text.contains('<') {
        text = Cow::Owned(TAG.replace_all(&text, " ").into_owned());
    }
    // Twice, for pages that were escaped twice (`&amp;nbsp;`).
    for _ in 0..2 {
        if text.contains('&') {
            text = Cow::Owned(html_escape::decode_html_entities(&text).into_owned());
        }
    }
    let mut tidy = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let c = match c {
            // Joiners belong to the spelling between letters of scripts that join, and only there.
            '\u{200c}' | '\u{200d}' => {
                let joins = |c: char| c.is_alphabetic() && c > '\u{2ff}';
                if joins(last) && chars.peek().copied().is_some_and(joins) {
                    c
                } else {
                    continue;
                }
            }
            c if is_invisible(c) => continue,
            c if c.is_whitespace() || c.is_control() => ' ',
            c => c,
        };
        if c != ' ' || last != ' ' {
            tidy.push(c);
        }
        last = c;
    }
    tidy.truncate(tidy.trim_end().len());
    Cow::Owned(tidy)
}

/// Most lines are tidy as they come. Each look goes through the whole line, for then it takes many letters
/// at once.
fn is_tidy(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_markup = |byte: u8| (byte < b' ') | (byte == 0x7f) | (byte == b'<') | (byte == b'&');
    let has_markup = bytes.iter().fold(false, |any, byte| any | is_markup(*byte));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let has_gap = pairs.fold(false, |any, (one, next)| any | ((*one == b' ') & (*next == b' ')));
    let strange =
        |c: char| c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}');
    !has_markup && !has_gap && (line.is_ascii() || !beyond_ascii(line).any(strange))
}

/// The letters of a text that are not of ASCII: mostly few.
pub(super) fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let next = rest.bytes().position(|byte| !byte.is_ascii())?;
        let mut chars = rest.get(next..)?.chars();
        let c = chars.next();
        rest = chars.as_str();
        c
    })
}

/// Marks that change nothing a reader sees: zero-width, direction, soft hyphen, byte order.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe0f}')
}

/// Words for comparing: lower case, no diacritics, no punctuation, single spaces between.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// The same, into a string whose room is used again.
pub(super) fn fold_into(folded: &mut String, text: &str) {
    let mut bytes = std::mem::take(folded).into_bytes();
    bytes.clear();
    let mut folder = Folder {
        folded: bytes,
        gap: false,
    };
    let mut rest = text;
    while !rest.is_empty() {
        let plain = match rest.is_ascii() {
            true => rest.len(),
            false => rest.bytes().take_while(u8::is_ascii).count(),
        };
        let (stretch, after) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        folder.put_plain(stretch.as_bytes());
        let mut chars = after.chars();
        if let Some(c) = chars.next() {
            // Canonical order moves nothing but marks, and those are dropped: each letter can go alone.
            decompose_compatible(c, |c| folder.put(c));
        }
        rest = chars.as_str();
    }
    *folded = String::from_utf8(folder.folded).unwrap_or_default();
}

/// What stands between the blanks of a tidied text; the standard library's way is made for longer parts.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(blank) = text.bytes().position(|byte| byte == b' ') else {
            return rest.take();
        };
        rest = text.get(blank + 1..);
        text.get(..blank)
    })
}

/// What becomes of a byte that is no letter: a blank between words, or nothing.
const BETWEEN: u8 = b' ';
const NOTHING: u8 = 0;

/// What becomes of each byte of ASCII: one look instead of several questions.
static PLAIN: [u8; 256] = {
    let mut plain = [BETWEEN; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            set(&mut plain, byte, byte.to_ascii_lowercase());
        } else if matches!(byte, b'\'' | b'`') {
            set(&mut plain, byte, NOTHING);
        }
        byte += 1;
    }
    plain
};

#[allow(clippy::indexing_slicing, reason = "every byte has its place among 256")]
const fn set(plain: &mut [u8; 256], byte: u8, value: u8) {
    plain[byte as usize] = value;
}

struct Folder {
    folded: Vec<u8>,
    gap: bool,
}

impl Folder {
    /// Nearly all of every line, and every line is folded, some of them several times: room is made once
    /// for all of it, and the letters go there one by one.
    fn put_plain(&mut self, stretch: &[u8]) {
        let before = self.folded.len();
        let blank_before = usize::from(self.gap && before > 0);
        self.folded.resize(before + stretch.len() + blank_before, 0);
        let mut room = self.folded.get_mut(before..).unwrap_or_default().iter_mut();
        let (mut gap, mut put_any) = (self.gap && before > 0, before > 0);
        for byte in stretch {
            let letter = PLAIN.get(usize::from(*byte)).copied().unwrap_or(NOTHING);
            if letter > BETWEEN {
                if gap && let Some(place) = room.next() {
                    *place = b' ';
                }
                if let Some(place) = room.next() {
                    *place = letter;
                }
                (gap, put_any) = (false, true);
            } else if letter == BETWEEN {
                gap = put_any;
            }
        }
        let left = room.len();
        self.gap = gap;
        self.folded.truncate(self.folded.len() - left);
    }

    fn put(&mut self, c: char) {
        if c.is_ascii_alphanumeric() {
            self.open();
            self.folded.extend(u8::try_from(c.to_ascii_lowercase()).ok());
        } else if is_combining_mark(c) {
        } else if c.is_alphanumeric() {
            self.open();
            for c in c.to_lowercase().map(digit) {
                self.folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        } else if !is_apostrophe(c) {
            self.gap = true;
        }
    }

    /// Before a letter: the space for what stood between.
    fn open(&mut self) {
        if self.gap && !self.folded.is_empty() {
            self.folded.push(b' ');
        }
        self.gap = false;
    }
}

/// Apostrophes vanish: `Ba'ath` is `baath`.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '´' | 'ـ')
}

/// Arabic, Persian and Devanagari digits as ASCII ones, and letters that are written two ways.
fn digit(c: char) -> char {
    let from = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    match c {
        '\u{660}'..='\u{669}' => from(0x660),
        '\u{6f0}'..='\u{6f9}' => from(0x6f0),
        '\u{966}'..='\u{96f}' => from(0x966),
        'ی' | 'ى' => 'ي',
        'ک' => 'ك',
        'ı' => 'i',
        'ß' => 's',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_tidied() {
        assert_eq!(tidy("\u{feff} a\u{a0}\u{a0}b&nbsp;c\r"), "a b c");
        assert_eq!(tidy("Q&amp;amp;A &ldquo;x&rdquo;"), "Q&A “x”");
        assert_eq!(tidy("\u{200f}ملا\u{200b}قاة\u{202c}"), "ملاقاة");
        assert_eq!(tidy("می\u{200c}گوید"), "می\u{200c}گوید");
        assert_eq!(tidy("<p>He <b>met</b> her.</p><br/>"), "He met her.");
        assert_eq!(tidy("\t plain – and tidy \r"), "plain – and tidy");
        assert_eq!(tidy("a  gap"), "a gap");
        assert_eq!(tidy("a – \u{2003}gap"), "a – gap");
        assert_eq!(tidy("5 < 6 and 7 > 4"), "5 < 6 and 7 > 4");
        assert_eq!(tidy("\u{a0} \u{200b}"), "");
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(fold("Shia’ al-Sudani’s VISIT, 2022."), "shia al sudanis visit 2022");
        assert_eq!(fold("Neçirvan Bárzànî"), "necirvan barzani");
        assert_eq!(fold("— ‘É. ` Ö—’x'Y  …"), "e o xy");
        assert_eq!(fold("٤ تموز ٢٠٢٢"), "4 تموز 2022");
    }
}
