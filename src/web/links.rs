//! The parameters of a search, read from addresses and written into links.

use crate::search::Params;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use std::convert::Infallible;

/// The parameters of a request. They can always be read: bytes that are no UTF-8 and characters
/// that no page may hold become U+FFFD, and what is left is for the search to judge.
#[derive(Clone, Debug, Default)]
pub(super) struct Given(pub Params);

impl<S: Sync> FromRequestParts<S> for Given {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(read(parts.uri.query().unwrap_or_default())))
    }
}

fn read(query: &str) -> Params {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    Params {
        pairs: pairs
            .into_iter()
            .filter(|(name, value)| !name.is_empty() && !value.trim().is_empty())
            .map(|(name, value)| (name, clean(&value)))
            .collect(),
    }
}

/// HTML has no way to write control characters and non-characters, not even as references.
fn clean(value: &str) -> String {
    value
        .chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            c if c.is_control() || is_noncharacter(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// A search for one thing.
pub(super) fn search_for(name: &str, value: &str) -> Params {
    Params::default().with(name, value)
}

/// The address of a search.
pub(super) fn results(params: &Params) -> String {
    below("/search", params)
}

/// These parameters at some other address.
pub(super) fn below(path: &str, params: &Params) -> String {
    if params.pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{params}")
    }
}

/// `http://localhost:3000`: what stands before the path of an address as this client reaches the
/// archive, or nothing where it does not say. [`super::guard`] has checked the host.
pub(super) fn origin(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let secure = text("x-forwarded-proto").is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
    let scheme = if secure { "https" } else { "http" };
    text("host").map_or_else(String::new, |host| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_query_string_can_be_read() {
        let pairs = |query: &str| read(query).pairs;
        let pair = |n: &str, v: &str| (n.to_owned(), v.to_owned());
        assert_eq!(
            pairs("q=a+b&outlet=x&outlet=y"),
            [pair("q", "a b"), pair("outlet", "x"), pair("outlet", "y")]
        );
        assert_eq!(pairs("q=&&=x&page"), []);
        assert_eq!(pairs("q=%00%FF%EF%BF%BE"), [pair("q", "\u{fffd}\u{fffd}\u{fffd}")]);
    }

    #[test]
    fn links() {
        assert_eq!(results(&Params::default()), "/search");
        assert_eq!(results(&search_for("outlet", "A & B")), "/search?outlet=A+%26+B");
    }
}
