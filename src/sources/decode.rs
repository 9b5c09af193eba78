use super::kinds::{FileForm, Kind};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// How a file was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-8 with a few broken sequences, which became U+FFFD.
    BrokenUtf8,
    /// UTF-16 with a byte order mark, either order.
    Utf16,
    /// Windows-1252, taken for whatever is no UTF-8.
    Windows1252,
    /// The one that a web page declares, by its name for the web.
    Declared(&'static str),
}

/// A file's bytes as text.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text without a byte order mark.
    pub text: String,
    /// How it was encoded.
    pub encoding: Encoding,
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// Nothing in it, or nothing but white space and marks.
    #[error("empty")]
    Empty,
    /// Digits, and not a letter.
    #[error("numbers without a word")]
    Numbers,
    /// Too many control characters.
    #[error("binary, not text")]
    Binary,
}

/// Reads bytes as text, in the order: byte order mark, UTF-8, Windows-1252.
///
/// # Errors
/// When there is no text in them.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    checked(decode_as_text(bytes))
}

/// Reads bytes as a web page, in the order: byte order mark, UTF-8 where it is without fault, what the
/// page declares, Windows-1252. A declaration is often that of a template, or older than what saved the
/// page, but hardly any text is UTF-8 by chance.
///
/// # Errors
/// When there is no text in them.
pub(super) fn decode_page(bytes: &[u8]) -> Result<Decoded, NotText> {
    let marked = [&b"\xFF\xFE"[..], b"\xFE\xFF"]
        .iter()
        .any(|mark| bytes.starts_with(mark));
    if !marked
        && std::str::from_utf8(bytes).is_err()
        && let Some(declared) = declared(bytes)
    {
        let text = declared.decode_without_bom_handling(bytes).0.into_owned();
        return checked((text, Encoding::Declared(declared.name())));
    }
    checked(decode_as_text(bytes))
}

/// The character set of a report's bytes by its name for the web; none where they are no text. `path` tells
/// whether they are a web page.
#[must_use]
pub fn charset(path: &str, bytes: &[u8]) -> Option<&'static str> {
    let is_html = Kind::of(path).is_some_and(|kind| kind.form == FileForm::Html);
    let decoded = if is_html { decode_page(bytes) } else { decode(bytes) };
    Some(match decoded.ok()?.encoding {
        Encoding::Utf8 | Encoding::BrokenUtf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
        Encoding::Windows1252 => "windows-1252",
        Encoding::Declared(name) => name,
    })
}

/// How far into a page its encoding is looked for.
const HEAD: usize = 8_192;

/// The encoding that a page declares; UTF-8 is none, for its faults are told elsewhere.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    static CHARSET: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i-u)<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)"#).ok()
    });
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let label = CHARSET.as_ref()?.captures(head)?.get(1)?;
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    (encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

fn checked((text, encoding): (String, Encoding)) -> Result<Decoded, NotText> {
    if is_binary(&text) {
        return Err(NotText::Binary);
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Err(NotText::Empty);
    }
    if !text.chars().any(char::is_alphabetic) {
        return Err(NotText::Numbers);
    }
    Ok(Decoded { text, encoding })
}

fn decode_as_text(bytes: &[u8]) -> (String, Encoding) {
    let (text, encoding) = if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        utf8_or_1252(rest)
    } else if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        (
            UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
            Encoding::Utf16,
        )
    } else if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        (
            UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
            Encoding::Utf16,
        )
    } else {
        utf8_or_1252(bytes)
    };
    (text, encoding)
}

/// A text with some whole multi-byte sequences and a few broken ones (cut at the end, say) is
/// UTF-8 that was damaged; one in which the broken ones prevail was never UTF-8.
fn utf8_or_1252(bytes: &[u8]) -> (String, Encoding) {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if broken == 0 || whole > broken * 4 {
        let encoding = if broken == 0 {
            Encoding::Utf8
        } else {
            Encoding::BrokenUtf8
        };
        (String::from_utf8_lossy(bytes).into_owned(), encoding)
    } else {
        (
            WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            Encoding::Windows1252,
        )
    }
}

/// NUL stands in no text; of other control characters a few may be litter.
fn is_binary(text: &str) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars() {
        if c == '\0' {
            return true;
        }
        all += 1;
        odd += usize::from((c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) || c == '\u{fffd}');
    }
    odd > 1 && odd * 20 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: Encoding) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    #[test]
    fn encodings() {
        check("Café – “x”".as_bytes(), "Café – “x”", Encoding::Utf8);
        check(b"\xEF\xBB\xBFBasra", "Basra", Encoding::Utf8);
        check(b"\xFF\xFEB\0a\0", "Ba", Encoding::Utf16);
        check(b"\xFE\xFF\0B\0a", "Ba", Encoding::Utf16);
        check(b"Caf\xe9 \x93x\x94", "Café “x”", Encoding::Windows1252);
        check(
            b"\xd9\x85\xd9\x84\xd8\xa7\xd9\x82\xd8\xa7\xd8\xa9 \xd9",
            "ملاقاة \u{fffd}",
            Encoding::BrokenUtf8,
        );
    }

    #[test]
    fn pages_declare_encodings() {
        let read = |bytes: &[u8]| decode_page(bytes).unwrap();
        let page = read(b"<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>\xcc\xe8\xf0");
        assert!(page.text.ends_with("Мир"));
        assert_eq!(page.encoding, Encoding::Declared("windows-1251"));
        let page = read("<meta charset=\"iso-8859-1\">Café".as_bytes());
        assert!(page.text.ends_with("Café") && page.encoding == Encoding::Utf8);
        assert!(read(b"<meta charset=gb2312>\xd6\xd0").text.ends_with('中'));
        assert!(read(b"<meta charset=nonsense>Caf\xe9").text.ends_with("Café"));
        assert!(read(b"\xFF\xFE<\0a\0").text.ends_with('a'));
    }

    #[test]
    fn no_text() {
        assert_eq!(decode(b"PNG\0\x01\x02").unwrap_err(), NotText::Binary);
        assert_eq!(decode(b"\x01\x02\x03\x04ab").unwrap_err(), NotText::Binary);
        assert_eq!(decode(b" \n\xc2\xa0").unwrap_err(), NotText::Empty);
        assert_eq!(decode(b"").unwrap_err(), NotText::Empty);
        assert_eq!(decode(b"1 0 102 1\n1 0 12 1\n").unwrap_err(), NotText::Numbers);
    }
}
