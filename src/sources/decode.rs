use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

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
    fn no_text() {
        assert_eq!(decode(b"PNG\0\x01\x02").unwrap_err(), NotText::Binary);
        assert_eq!(decode(b"\x01\x02\x03\x04ab").unwrap_err(), NotText::Binary);
        assert_eq!(decode(b" \n\xc2\xa0").unwrap_err(), NotText::Empty);
        assert_eq!(decode(b"").unwrap_err(), NotText::Empty);
        assert_eq!(decode(b"1 0 102 1\n1 0 12 1\n").unwrap_err(), NotText::Numbers);
    }
}
