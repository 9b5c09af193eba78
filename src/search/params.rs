use std::fmt;

/// Every parameter of `/search` with what it does, for `/about` and the tests of the documentation.
pub const PARAMETERS: [(&str, &str); 19] = [
    ("q", "the query"),
    ("outlet", "only this publisher; may repeat"),
    ("person", "only reports that name this person; may repeat"),
    ("place", "only reports that name this place; may repeat"),
    ("organisation", "only reports that name this organisation; may repeat"),
    (
        "meeting",
        "only reports of this meeting, as the facet has it: day, kind and heads; may repeat",
    ),
    ("section", "only this section of an outlet; may repeat"),
    ("lang", "only this language, as a tag like en; may repeat"),
    ("year", "only reports that are surely of this year; may repeat"),
    ("from", "not before this day, month or year"),
    ("to", "not after this day, month or year"),
    ("dates", "sure, possible, undated or any"),
    ("sort", "relevance, newest or oldest"),
    ("match", "all or any words"),
    (
        "names",
        "variants of names too (variants), or only what was typed (exact)",
    ),
    ("synonyms", "other words for the same too (on), or not (off)"),
    (
        "fold",
        "each report on its own (off), or reports of one meeting as one (meeting)",
    ),
    ("page", "the page, from 1"),
    ("limit", "results on a page, up to 1000"),
];

/// Those of which an address may hold several.
const REPEATABLE: [&str; 9] = [
    "outlet",
    "person",
    "with",
    "place",
    "organisation",
    "meeting",
    "section",
    "lang",
    "year",
];

/// Whether an address may hold several of a parameter.
#[must_use]
pub fn is_repeatable(name: &str) -> bool {
    REPEATABLE.contains(&name)
}

/// The parameters of `/search` as they came, and the links that differ from them by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// Name and value, in the order of the address.
    pub pairs: Vec<(String, String)>,
}

impl Params {
    /// Reads the query of an address (`q=leahy&page=2`); what is no pair is left out.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        Self {
            pairs: serde_html_form::from_str(query).unwrap_or_default(),
        }
    }

    /// The first value of a parameter, unless it is empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, value)| key == name && !value.trim().is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// Every value of a parameter that is not empty.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(key, value)| key == name && !value.trim().is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// These parameters with one more, or with its value replaced where it does not repeat. Unless
    /// the page itself is set, the new address begins at the first. Prints as an address's query.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut pairs =
            self.kept(|key, old| key != name || (REPEATABLE.contains(&name) && old != value && !old.trim().is_empty()));
        if name != "page" {
            pairs.retain(|(key, _)| key != "page");
        }
        if !value.is_empty() {
            pairs.push((name.to_owned(), value.to_owned()));
        }
        Self { pairs }
    }

    /// These parameters without one, from the first page.
    #[must_use]
    pub fn without(&self, name: &str, value: &str) -> Self {
        Self {
            pairs: self.kept(|key, old| key != "page" && (key != name || old != value)),
        }
    }

    /// These parameters without any value of one, from the first page.
    #[must_use]
    pub fn without_any(&self, name: &str) -> Self {
        Self {
            pairs: self.kept(|key, _| key != "page" && key != name),
        }
    }

    fn kept(&self, keep: impl Fn(&str, &str) -> bool) -> Vec<(String, String)> {
        self.pairs
            .iter()
            .filter(|(key, value)| !value.is_empty() && keep(key, value))
            .cloned()
            .collect()
    }
}

/// As an address's query, percent-encoded.
impl fmt::Display for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_html_form::to_string(&self.pairs).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_change_one_thing_and_go_to_the_first_page() {
        let params = Params::parse("q=a+%26+b&outlet=Rudaw&page=3&sort=newest&from=");
        let check = |params: Params, expected: &str| assert_eq!(params.to_string(), expected);
        check(params.with("page", "4"), "q=a+%26+b&outlet=Rudaw&sort=newest&page=4");
        check(params.with("sort", "oldest"), "q=a+%26+b&outlet=Rudaw&sort=oldest");
        check(
            params.with("outlet", "Kurdistan 24"),
            "q=a+%26+b&outlet=Rudaw&sort=newest&outlet=Kurdistan+24",
        );
        check(params.with("outlet", "Rudaw"), "q=a+%26+b&sort=newest&outlet=Rudaw");
        check(params.without("outlet", "Rudaw"), "q=a+%26+b&sort=newest");
        check(params.without("outlet", "Other"), "q=a+%26+b&outlet=Rudaw&sort=newest");
        check(params.without_any("sort"), "q=a+%26+b&outlet=Rudaw");
        check(params.with("sort", ""), "q=a+%26+b&outlet=Rudaw");
        check(
            params.with("from", "2022").with("to", "2022"),
            "q=a+%26+b&outlet=Rudaw&sort=newest&from=2022&to=2022",
        );
        assert_eq!(params.get("q"), Some("a & b"));
    }
}
