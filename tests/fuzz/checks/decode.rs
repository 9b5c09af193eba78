//! Bytes become text, or there is a reason why not.

use super::hold;
use readout::report::ReportId;
use readout::sources::{Encoding, Source, charset, decode};

pub(crate) fn check(bytes: &[u8]) {
    let name = charset("a.txt", bytes);
    let Ok(decoded) = decode(bytes) else {
        assert_eq!(name, None, "no text has a character set");
        assert!(Source::page(id(), "a.txt".to_owned(), bytes.to_vec(), None).is_err());
        return;
    };
    // Windows-1252 has signs of three bytes for one.
    assert!(decoded.text.len() <= 3 * bytes.len(), "it grew");
    assert!(!decoded.text.contains('\0'));
    assert!(decoded.text.chars().any(char::is_alphabetic));
    match decoded.encoding {
        Encoding::Utf8 => {
            let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            assert_eq!(decoded.text.as_bytes(), bare, "it is as it came");
        }
        Encoding::BrokenUtf8 => assert!(decoded.text.contains('\u{fffd}')),
        Encoding::Utf16 | Encoding::Windows1252 => assert!(std::str::from_utf8(bytes).is_err() || bytes[0] >= 0xFE),
        Encoding::Declared(name) => panic!("a text declares nothing: {name}"),
    }
    assert!(name.is_some());
    let source = Source::page(id(), "a.txt".to_owned(), bytes.to_vec(), None);
    hold::source(&source.expect("it is text"));
}

fn id() -> ReportId {
    ReportId::from_stem("a")
}
