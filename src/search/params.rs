use super::period::period;
use super::request::{DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET};
use super::{
    Dates, Filters, MAX_QUERY_CHARS, Match, Notice, Request, RequestError, Sort, parse_with,
};
use std::fmt;

/// Every parameter of `/search` with what it does, for `/about` and the tests of the documentation.
pub const PARAMETERS: [(&str, &str); 11] = [
    ("q", "the query"),
    ("outlet", "only this publisher; may repeat"),
    ("person", "only reports that name this person; may repeat"),
    ("lang", "only this language, as a tag like en; may repeat"),
    ("from", "not before this day, month or year"),
    ("to", "not after this day, month or year"),
    ("dates", "sure, possible, undated or any"),
    ("sort", "relevance, newest or oldest"),
    ("match", "all or any words"),
    ("page", "the page, from 1"),
    ("limit", "results on a page, up to 1000"),
];

/// Those of which an address may hold several.
const REPEATABLE: [&str; 3] = ["outlet", "person", "lang"];

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
        let mut pairs = self.kept(|key, old| {
            key != name || (REPEATABLE.contains(&name) && old != value && !old.trim().is_empty())
        });
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

    /// Reads the parameters: the request, and a notice for each that is unknown or bad.
    ///
    /// # Errors
    /// When the query is too long or the page too deep to be answered at all.
    pub fn read(&self) -> Result<(Request, Vec<Notice>), RequestError> {
        let mut reader = Reader {
            params: self,
            notices: Vec::new(),
        };
        let q = reader.one("q").unwrap_or_default();
        let chars = q.chars().count();
        if chars > MAX_QUERY_CHARS {
            return Err(RequestError::QueryTooLong { chars });
        }
        let matching = reader.choice("match", [("all", Match::All), ("any", Match::Any)]);
        let (query, remarks) = parse_with(q, matching);
        let request = Request {
            query,
            filters: reader.filters(),
            sort: reader.choice(
                "sort",
                [
                    ("relevance", Sort::Relevance),
                    ("newest", Sort::Newest),
                    ("oldest", Sort::Oldest),
                ],
            ),
            page: reader.number("page", 1, usize::MAX),
            limit: reader.number("limit", DEFAULT_LIMIT, MAX_LIMIT),
        };
        if request.offset() > MAX_OFFSET {
            return Err(RequestError::TooDeep { page: request.page });
        }
        reader.unknown();
        let mut notices = remarks;
        notices.append(&mut reader.notices);
        Ok((request, notices))
    }
}

/// As an address's query, percent-encoded.
impl fmt::Display for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_html_form::to_string(&self.pairs).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

struct Reader<'p> {
    params: &'p Params,
    notices: Vec<Notice>,
}

impl<'p> Reader<'p> {
    fn say(&mut self, text: String) {
        self.notices.push(Notice::new(text));
    }

    /// The value of a parameter that does not repeat.
    fn one(&mut self, name: &'static str) -> Option<&'p str> {
        let params = self.params;
        let mut values = params
            .pairs
            .iter()
            .filter(|(key, value)| key == name && !value.trim().is_empty())
            .map(|(_, value)| value.trim());
        let first = values.next()?;
        if values.next().is_some() {
            self.say(format!(
                "“{name}” was given more than once; the first is used."
            ));
        }
        Some(first)
    }

    fn choice<T: Default + Copy, const N: usize>(
        &mut self,
        name: &'static str,
        choices: [(&str, T); N],
    ) -> T {
        let Some(value) = self.one(name) else {
            return T::default();
        };
        if let Some((_, choice)) = choices.iter().find(|(known, _)| *known == value) {
            return *choice;
        }
        let known: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        self.say(format!(
            "“{name}={}” was ignored; it can be {}.",
            short(value),
            known.join(", ")
        ));
        T::default()
    }

    fn number(&mut self, name: &'static str, default: usize, max: usize) -> usize {
        let Some(value) = self.one(name) else {
            return default;
        };
        if value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit()) {
            self.say(format!(
                "“{name}={}” was ignored; it must be a whole number.",
                short(value)
            ));
            return default;
        }
        // Too many digits for a number is more than any limit.
        let number = value.parse().unwrap_or(usize::MAX);
        if number == 0 {
            self.say(format!("“{name}=0” was ignored; it is counted from 1."));
            return default;
        }
        if number > max {
            self.say(format!(
                "“{name}={}” was read as {max}, the most there is.",
                short(value)
            ));
        }
        number.min(max)
    }

    fn filters(&mut self) -> Filters {
        let several = |name: &str| {
            let mut values: Vec<String> = Vec::new();
            for value in self.params.all(name) {
                let value = value.trim();
                if !values.iter().any(|known| known == value) {
                    values.push(value.to_owned());
                }
            }
            values
        };
        let (outlets, people) = (several("outlet"), several("person"));
        let langs = several("lang")
            .into_iter()
            .map(|lang| lang.to_ascii_lowercase())
            .collect();
        let mut from = self.day("from").map(|(first, _)| first);
        let mut to = self.day("to").map(|(_, last)| last);
        if let (Some(start), Some(end)) = (from, to)
            && start > end
        {
            self.say("“from” is later than “to”; they were read the other way round.".to_owned());
            from = self.params.get("to").and_then(period_start);
            to = self.params.get("from").and_then(period_end);
        }
        Filters {
            outlets,
            people,
            langs,
            from,
            to,
            dates: self.choice(
                "dates",
                [
                    ("any", Dates::Any),
                    ("sure", Dates::Sure),
                    ("possible", Dates::Possible),
                    ("undated", Dates::Undated),
                ],
            ),
        }
    }

    fn day(&mut self, name: &'static str) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        let value = self.one(name)?;
        let days = period(value);
        if days.is_none() {
            self.say(format!(
                "“{name}={}” was ignored; write a day as 2022-07-04, a month as 2022-07, a year as 2022.",
                short(value)
            ));
        }
        days
    }

    /// Names the parameters that mean nothing here.
    fn unknown(&mut self) {
        let mut named: Vec<&str> = Vec::new();
        for (key, value) in &self.params.pairs {
            let known = PARAMETERS.iter().any(|(name, _)| name == key);
            if !known && !value.is_empty() && !named.contains(&key.as_str()) && named.len() < 10 {
                named.push(key);
            }
        }
        for name in named {
            self.say(format!(
                "“{}” is no parameter of a search and was ignored.",
                short(name)
            ));
        }
    }
}

fn period_start(text: &str) -> Option<jiff::civil::Date> {
    period(text.trim()).map(|(first, _)| first)
}

fn period_end(text: &str) -> Option<jiff::civil::Date> {
    period(text.trim()).map(|(_, last)| last)
}

/// So much of a value as a sentence can quote.
fn short(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
