//! The parameters of a search, read from addresses and written into links.

use crate::search::Params;
use axum::extract::FromRequestParts;
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

/// A search that differs from another in some parameters.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pairs: Vec<(String, String)>,
}

impl Link {
    /// The search with these parameters, at its first page.
    pub(super) fn from(params: &Params) -> Self {
        Self {
            pairs: params.pairs.clone(),
        }
        .without("page")
    }

    /// A search of its own.
    pub(super) fn new() -> Self {
        Self { pairs: Vec::new() }
    }

    /// With one more value of a parameter that may repeat; a value is not added twice.
    pub(super) fn add(mut self, name: &str, value: &str) -> Self {
        if !self.pairs.iter().any(|(n, v)| n == name && v == value) {
            self.pairs.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// With this as the only value of a parameter.
    pub(super) fn set(self, name: &str, value: &str) -> Self {
        self.without(name).add(name, value)
    }

    /// Without a parameter.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(n, _)| n != name);
        self
    }

    /// Without one value of a parameter.
    pub(super) fn minus(mut self, name: &str, value: &str) -> Self {
        self.pairs.retain(|(n, v)| !(n == name && v == value));
        self
    }

    /// As a page.
    pub(super) fn page(self) -> String {
        self.at("/search")
    }

    /// As an address below `path`.
    pub(super) fn at(&self, path: &str) -> String {
        match serde_html_form::to_string(&self.pairs) {
            Ok(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path.to_owned(),
        }
    }
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
    fn a_link_changes_one_thing_and_leads_to_the_first_page() {
        let params = read("q=leahy&outlet=Rudaw&page=3");
        let link = || Link::from(&params);
        assert_eq!(
            link().add("outlet", "A & B").page(),
            "/search?q=leahy&outlet=Rudaw&outlet=A+%26+B"
        );
        assert_eq!(link().minus("outlet", "Rudaw").page(), "/search?q=leahy");
        assert_eq!(link().set("page", "2").page(), "/search?q=leahy&outlet=Rudaw&page=2");
        assert_eq!(Link::new().page(), "/search");
    }
}
