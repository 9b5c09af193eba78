//! The parameters of a search, read from addresses and written into links.

use crate::search::{Field, Params, is_repeatable};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;
use unicode_normalization::char::is_combining_mark;

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

/// Letters that are kept of what means nothing.
const AGAIN: usize = 20;

/// Of what means something once, what comes later means nothing: it is said that it came, and links on the page
/// do not grow with it.
pub(super) fn read(query: &str) -> Params {
    let given: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in given {
        let is_empty = name.is_empty() || value.trim().is_empty();
        let is_again = !is_repeatable(&name) && pairs.iter().any(|(known, _)| *known == name);
        if !is_empty {
            let value = clean(&value);
            let value = match is_again {
                true => value.chars().take(AGAIN).collect(),
                false => value,
            };
            pairs.push((name, value));
        }
    }
    Params { pairs }
}

/// HTML has no way to write control characters and non-characters, not even as references.
pub(super) fn clean(value: &str) -> String {
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

/// The search for words in one part of reports: `tag:"Iraqi Army"`, as a reader would type it.
pub(super) fn search_in(field: Field, words: &str) -> String {
    let q = format!("{}:\"{}\"", field.name(), words.replace('"', " "));
    results(&search_for("q", &q))
}

/// Words of a headline that the search for its like has, at most.
const HEADLINE_WORDS: usize = 20;

/// The search for headlines that have words of this one, those with most of them first. Held under
/// this very headline it would be linked: its words as a phrase find nothing.
pub(super) fn headlines_like(headline: &str) -> String {
    // Signs have a meaning in a query, and so have words in capitals.
    let words: Vec<String> = headline
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .filter(|word| !word.is_empty())
        .take(HEADLINE_WORDS)
        .map(str::to_lowercase)
        .collect();
    let q = format!("{}:({})", Field::Title.name(), words.join(" "));
    results(&search_for("q", &q).with("match", "any"))
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
        let again = pairs(&format!("q=&q=a&q={}", "(".repeat(1_000)));
        assert_eq!(again, [pair("q", "a"), pair("q", &"(".repeat(AGAIN))]);
        assert_eq!(pairs("q=%00%FF%EF%BF%BE"), [pair("q", "\u{fffd}\u{fffd}\u{fffd}")]);
    }

    #[test]
    fn links() {
        assert_eq!(results(&Params::default()), "/search");
        assert_eq!(results(&search_for("outlet", "A & B")), "/search?outlet=A+%26+B");
    }
}
