use crate::search::{Dates, FacetField, Fold, Match, Params, Request, Results};
use crate::web::links::results;
use crate::web::{languages, show};
use jiff::civil::Date;

/// What the results are narrowed to, and the link that widens them again.
pub(super) struct Chip {
    pub label: &'static str,
    pub value: String,
    pub href: String,
}

impl Chip {
    /// From what was applied: a parameter that was ignored narrows nothing.
    pub(super) fn all(params: &Params, request: &Request, found: &Results) -> Vec<Self> {
        let chip = |label, value: String, wider: Params| Self {
            label,
            value,
            href: results(&wider),
        };
        let filters = &request.filters;
        let mut chips = Vec::new();
        for field in FacetField::ALL {
            for value in filters.of(field) {
                let wider = without(params, field, value);
                let shown = shown(field, found.name_of(field, value));
                chips.push(chip(field.heading(), shown, wider));
            }
        }
        // The other limit is written as it was read: both may have been given the wrong way round.
        let only = |name: &str, day: Option<Date>| {
            let day = day.map_or_else(String::new, |day| day.to_string());
            params.without_any("from").without_any("to").with(name, &day)
        };
        // What a bar of the chart sets is one choice.
        let surely_in = match (filters.from, filters.to, filters.dates) {
            (Some(from), Some(to), Dates::Sure) => Some(show::period(from, to)),
            _ => None,
        };
        if let Some(period) = &surely_in {
            let wider = ["from", "to", "dates"]
                .iter()
                .fold(params.clone(), |p, n| p.without_any(n));
            chips.push(chip("Date", format!("surely in {period}"), wider));
        } else {
            if let Some(from) = filters.from {
                chips.push(chip("From", show::day(from), only("to", filters.to)));
            }
            if let Some(to) = filters.to {
                chips.push(chip("To", show::day(to), only("from", filters.from)));
            }
        }
        let certainty = match filters.dates {
            Dates::Sure if surely_in.is_none() => Some("surely in this time"),
            Dates::Possible => Some("possibly in this time"),
            Dates::Undated => Some("undated"),
            Dates::Any | Dates::Sure => None,
        };
        let switches = [
            ("Dates", "dates", certainty),
            (
                "Match",
                "match",
                (request.matching == Match::Any).then_some("any of the words"),
            ),
            ("Names", "names", (!request.widen.names).then_some("only as typed")),
            ("Synonyms", "synonyms", (!request.widen.synonyms).then_some("off")),
            (
                "Folded",
                "fold",
                (request.fold == Fold::Meeting).then_some("reports of one meeting"),
            ),
        ];
        for (label, name, value) in switches {
            if let Some(value) = value {
                chips.push(chip(label, value.to_owned(), params.without_any(name)));
            }
        }
        chips
    }
}

/// A value as readers know it.
pub(super) fn shown(field: FacetField, value: &str) -> String {
    match field {
        FacetField::Language => languages::name(value),
        _ => value.to_owned(),
    }
}

/// Without every spelling of one value that the search reads as this one.
pub(super) fn without(params: &Params, field: FacetField, value: &str) -> Params {
    let same = |given: &str| match field {
        FacetField::Language => given.trim().eq_ignore_ascii_case(value),
        _ => given.trim() == value,
    };
    let given: Vec<&str> = params.all(field.name()).filter(|given| same(given)).collect();
    given.into_iter().fold(params.without_any("page"), |wider, given| {
        wider.without(field.name(), given)
    })
}
