/// The longest address that is taken for one, in bytes.
const MAX_BYTES: usize = 2_000;

/// Whether a text is the address of a web page, and safe to be a link: `http` or `https`, a host, and
/// nothing that would end it early.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let beginning = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let rest = ["https://", "http://"].iter().find(|scheme| beginning(scheme));
    let Some(rest) = rest.and_then(|scheme| text.get(scheme.len()..)) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_bad = |c: char| {
        let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}');
        c.is_whitespace()
            || c.is_control()
            || turns
            || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    // A name and a password before the host would show another host than the one it leads to.
    text.len() <= MAX_BYTES && host.contains(char::is_alphanumeric) && !host.contains('@') && !text.contains(is_bad)
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_what_is_safe_to_follow_is_an_address() {
        for good in [
            "https://example.org/a?b=c#d",
            "http://example.org",
            "HTTPS://example.org:8080/ديدار",
            "https://[::1]/",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        let long = format!("https://example.org/{}", "x".repeat(2_000));
        for bad in [
            "",
            "example.org/a",
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "https://news.example@evil.example/",
            "https://example.org/a b",
            "https://example.org/\"onclick=",
            "https://example.org/\u{202e}",
            "ftp://example.org/",
            &long,
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
