//! `Link` headers (RFC 8288): where an answer leads, for programs that read no body.

use super::here::Here;
use axum::http::{HeaderMap, HeaderValue, header};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What stands in no address, and what ends one in a header.
const FOREIGN: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The longest header, in bytes: many a proxy has room for four thousand bytes of all of them.
const LONGEST: usize = 2_000;

/// Where an answer leads: what that is to it (`next`), a path inside of the archive, and the media
/// type of what stands there, where it is another.
pub(super) type Relation = (&'static str, String, Option<&'static str>);

/// The header for these, the most important first; those that it has no room for are left out.
pub(super) fn links_header(here: &Here, relations: &[Relation]) -> HeaderMap {
    let mut text = String::new();
    for (rel, path, kind) in relations {
        let url = here.url(path);
        let mut link = format!("<{}>; rel=\"{rel}\"", utf8_percent_encode(&url, FOREIGN));
        if let Some(kind) = kind {
            link.push_str(&format!("; type=\"{kind}\""));
        }
        if text.len() + link.len() > LONGEST {
            continue;
        }
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&link);
    }
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::try_from(text)
        && !value.is_empty()
    {
        headers.insert(header::LINK, value);
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(relations: &[Relation], expected: &str) {
        let headers = links_header(&Here::of_origin("http://a"), relations);
        let link = headers.get(header::LINK).map_or("", |link| link.to_str().unwrap());
        assert_eq!(link, expected);
    }

    #[test]
    fn links_are_written_so_that_nothing_breaks_out() {
        check(&[], "");
        check(
            &[
                ("next", "/search?q=a+b&page=2".to_owned(), None),
                ("alternate", "/reports/%C3%A9.json".to_owned(), Some("application/json")),
            ],
            "<http://a/search?q=a+b&page=2>; rel=\"next\", <http://a/reports/%C3%A9.json>; rel=\"alternate\"; type=\"application/json\"",
        );
        check(
            &[("next", "/x>; rel=\"y\"\r\nSet-Cookie: a, é".to_owned(), None)],
            "<http://a/x%3E;%20rel=%22y%22%0D%0ASet-Cookie:%20a,%20%C3%A9>; rel=\"next\"",
        );
    }

    #[test]
    fn what_is_too_long_is_left_out() {
        check(
            &[("next", "/".repeat(3_000), None), ("first", "/".to_owned(), None)],
            "<http://a/>; rel=\"first\"",
        );
    }
}
