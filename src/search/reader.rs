//! From the parameters of an address to a request. Nothing here fails but what is too much to answer.

use super::period::period;
use super::request::{DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET};
use super::{
    Dates, Filters, Fold, MAX_QUERY_CHARS, MEETING_PARAMETERS, Match, MeetingRequest, Notice, PARAMETERS, Params,
    Request, RequestError, Sort, Widen, parse_with,
};

impl Params {
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
            matching,
            relax: true,
            widen: Widen {
                names: reader.switch("names", ("variants", "exact")),
                synonyms: reader.switch("synonyms", ("on", "off")),
            },
            fold: reader.choice("fold", [("off", Fold::Off), ("meeting", Fold::Meeting)]),
        };
        if request.offset() > MAX_OFFSET {
            return Err(RequestError::TooDeep { page: request.page });
        }
        reader.unknown(&PARAMETERS);
        let mut notices = remarks;
        notices.append(&mut reader.notices);
        Ok((request, notices))
    }
}

impl Params {
    /// Reads the parameters of a list of meetings, in the same way; `limit` meetings stand on a page
    /// unless it says otherwise.
    ///
    /// # Errors
    /// When the page is too deep to be answered at all.
    pub fn read_meetings(&self, limit: usize) -> Result<(MeetingRequest, Vec<Notice>), RequestError> {
        let mut reader = Reader {
            params: self,
            notices: Vec::new(),
        };
        let request = MeetingRequest {
            filters: Filters {
                organisations: Vec::new(),
                meetings: Vec::new(),
                sections: Vec::new(),
                years: Vec::new(),
                langs: Vec::new(),
                ..reader.filters()
            },
            with: self.all("with").map(|name| name.trim().to_owned()).collect(),
            page: reader.number("page", 1, usize::MAX),
            limit: reader.number("limit", limit, MAX_LIMIT),
        };
        if request.offset() > MAX_OFFSET {
            return Err(RequestError::TooDeep { page: request.page });
        }
        reader.unknown(&MEETING_PARAMETERS);
        Ok((request, reader.notices))
    }
}

/// A switch that is on by default.
#[derive(Clone, Copy, Default)]
struct Off(bool);

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
            self.say(format!("“{name}” was given more than once; the first is used."));
        }
        Some(first)
    }

    fn choice<T: Default + Copy, const N: usize>(&mut self, name: &'static str, choices: [(&str, T); N]) -> T {
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

    /// Whether something is on; it is unless it is switched off.
    fn switch(&mut self, name: &'static str, (on, off): (&'static str, &'static str)) -> bool {
        !matches!(self.choice(name, [(on, Off(false)), (off, Off(true))]), Off(true))
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
        let (outlets, people, places) = (several("outlet"), several("person"), several("place"));
        let (organisations, sections) = (several("organisation"), several("section"));
        let meetings = several("meeting");
        let years = several("year");
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
            places,
            organisations,
            meetings,
            sections,
            years,
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
    fn unknown(&mut self, known: &[(&str, &str)]) {
        let mut named: Vec<&str> = Vec::new();
        for (key, value) in &self.params.pairs {
            let known = known.iter().any(|(name, _)| name == key);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    fn read(address: &str) -> (Request, Vec<Notice>) {
        Params::parse(address).read().unwrap()
    }

    /// What an address means, told apart from the address that asks for nothing.
    #[track_caller]
    fn check(address: &str, change: impl Fn(&mut Request)) {
        let mut expected = Request::default();
        change(&mut expected);
        assert_eq!(read(address), (expected, Vec::new()), "{address}");
    }

    /// A bad value harms nothing and is named.
    #[track_caller]
    fn check_said(address: &str, said: &str) {
        let (request, notices) = read(address);
        assert_eq!(request, Request::default(), "{address}");
        assert_eq!(notices.len(), 1, "{address}: {notices:?}");
        assert!(notices.iter().all(|n| n.text.contains(said)), "{notices:?}");
    }

    #[test]
    fn every_parameter_is_read() {
        let day = |text: &str| Some(text.parse().unwrap());
        check("q=leahy", |r| r.query = Query::Word(None, "leahy".to_owned()));
        check("q=a+b&match=any", |r| {
            r.query = crate::search::parse("a OR b").0;
            r.matching = Match::Any;
        });
        check("names=exact&synonyms=off", |r| {
            r.widen = Widen {
                names: false,
                synonyms: false,
            };
        });
        check("place=Erbil&organisation=NATO&section=World&year=2022&year=2023", |r| {
            r.filters.places = vec!["Erbil".to_owned()];
            r.filters.organisations = vec!["NATO".to_owned()];
            r.filters.sections = vec!["World".to_owned()];
            r.filters.years = vec!["2022".to_owned(), "2023".to_owned()];
        });
        check("outlet=Rudaw&outlet=Kurdistan+24&outlet=Rudaw", |r| {
            r.filters.outlets = vec!["Rudaw".to_owned(), "Kurdistan 24".to_owned()];
        });
        check("person=Kevin%20Leahy", |r| {
            r.filters.people = vec!["Kevin Leahy".to_owned()]
        });
        check("lang=EN&lang=ckb", |r| {
            r.filters.langs = vec!["en".to_owned(), "ckb".to_owned()];
        });
        check("from=2022-07&to=2022", |r| {
            r.filters.from = day("2022-07-01");
            r.filters.to = day("2022-12-31");
        });
        check("meeting=2025-04-24+meeting+a+b", |r| {
            r.filters.meetings = vec!["2025-04-24 meeting a b".to_owned()];
        });
        check("fold=meeting", |r| r.fold = Fold::Meeting);
        check("fold=off", |_| {});
        check("dates=undated", |r| r.filters.dates = Dates::Undated);
        check("sort=oldest", |r| r.sort = Sort::Oldest);
        check("page=3&limit=50", |r| (r.page, r.limit) = (3, 50));
        check("q=&outlet=&from=&page=&nonsense=", |_| {});
    }

    #[test]
    fn bad_values_are_named_and_harmless() {
        check_said("sort=best", "sort=best");
        check_said("dates=maybe", "sure, possible, undated");
        check_said("match=none", "match=none");
        check_said("fold=all", "off, meeting");
        check_said("from=July", "write a day as 2022-07-04");
        check_said("page=abc", "whole number");
        check_said("page=0", "counted from 1");
        check_said("page=-1", "whole number");
        check_said("colour=red", "“colour” is no parameter");
        check_said(&format!("{}=1", "x".repeat(500)), "xxx…” is no parameter");
        let (request, notices) = read("limit=99999999999999999999");
        assert_eq!((request.limit, notices.len()), (MAX_LIMIT, 1));
        let (request, notices) = read("q=a&q=b");
        assert_eq!(request.query, Query::Word(None, "a".to_owned()));
        assert_eq!(notices.len(), 1);
        let (request, notices) = read("from=2023&to=2021-05");
        assert_eq!(request.filters.from.unwrap().to_string(), "2021-05-01");
        assert_eq!(request.filters.to.unwrap().to_string(), "2023-12-31");
        assert_eq!(notices.len(), 1);
    }

    #[test]
    fn what_is_too_much_is_an_error() {
        let error = |address: &str| Params::parse(address).read().unwrap_err();
        let long = format!("q={}", "é".repeat(MAX_QUERY_CHARS + 1));
        assert_eq!(
            error(&long),
            RequestError::QueryTooLong {
                chars: MAX_QUERY_CHARS + 1
            }
        );
        assert!(
            Params::parse(&format!("q={}", "é".repeat(MAX_QUERY_CHARS)))
                .read()
                .is_ok()
        );
        assert_eq!(error("page=502"), RequestError::TooDeep { page: 502 });
        assert!(Params::parse("page=501").read().is_ok());
        let _ = error("page=99999999999999999999999");
        let _ = error("limit=1000&page=12");
    }
}
