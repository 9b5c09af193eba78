//! What XML asks beyond HTML: characters that it has no way to write, and names that never change.

use super::Error;
use askama::Template;

/// A document from a template. Askama escapes what is markup; what XML 1.0 cannot hold at all, not
/// even as a reference, becomes U+FFFD, for one such character makes a whole feed unreadable.
pub(super) fn document(template: &impl Template) -> Result<String, Error> {
    let text = template.render()?;
    if text.chars().all(is_xml) {
        return Ok(text);
    }
    Ok(text.chars().map(|c| if is_xml(c) { c } else { '\u{fffd}' }).collect())
}

/// `Char` of XML 1.0.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// A name for something of this kind, the same at every address and on every day: a UUID of version
/// 8 (RFC 9562), which leaves its bits to whoever makes it; here they are the digest of the name.
pub(super) fn lasting_id(kind: &str, name: &str) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(kind.as_bytes()).update(&[0]).update(name.as_bytes());
    let mut bits = [0; 16];
    hash.finalize_xof().fill(&mut bits);
    let number = u128::from_be_bytes(bits);
    let number = number & !(0xF << 76) | (8 << 76);
    let number = number & !(0x3 << 62) | (2 << 62);
    let part = |shift: u32, digits: u32| (number >> shift) & ((1 << (4 * digits)) - 1);
    format!(
        "urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        part(96, 8),
        part(80, 4),
        part(64, 4),
        part(48, 4),
        part(0, 12)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_depends_on_kind_and_name_alone() {
        let id = lasting_id("search", "q=leahy");
        assert_eq!(id, lasting_id("search", "q=leahy"));
        assert_ne!(id, lasting_id("report", "q=leahy"));
        assert_ne!(id, lasting_id("search", "q=harris"));
        let parts: Vec<&str> = id.trim_start_matches("urn:uuid:").split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
        assert!(
            parts[2].starts_with('8') && parts[3].starts_with(['8', '9', 'a', 'b']),
            "{id}"
        );
    }

    #[test]
    fn what_no_xml_can_hold_is_replaced() {
        #[derive(Template)]
        #[template(source = "<a>{{ text }}</a>", ext = "xml", escape = "html")]
        struct Made {
            text: &'static str,
        }
        let text = document(&Made {
            text: "a\u{1b}<b>&\u{fffe}\n\u{10ffff}",
        });
        let text = text.unwrap();
        assert_eq!(text, "<a>a\u{fffd}&#60;b&#62;&#38;\u{fffd}\n\u{10ffff}</a>");
        assert!(roxmltree::Document::parse(&text).is_ok());
    }
}
