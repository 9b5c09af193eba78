use crate::search::{
    DateCounts, Dates, FacetCount, FacetField, Filters, Hit, Params, Request, Snippet, SnippetPart, Sort,
};
use crate::web::links::{below, of_year, results, search_for};
use crate::web::show::{self, Dated};
use jiff::civil::Date;

/// Values of one kind that stand in the list before it is cut.
const FACET_VALUES: usize = 12;
/// Values of one kind that the archive gives at most. Where it gives so many there may be others,
/// so that what is left over must not pass for all.
const FACET_LIMIT: usize = 20;

/// One result.
pub(in crate::web) struct HitView {
    pub title: Vec<SnippetPart>,
    pub title_is_supplied: bool,
    pub href: String,
    pub outlet: Option<String>,
    pub dated: Dated,
    pub snippets: Vec<Snippet>,
}

impl HitView {
    /// A result; the words that were searched go along, so that the report can mark them.
    pub(in crate::web) fn new(hit: Hit, q: Option<&str>) -> Self {
        let path = show::report_path(&hit.id);
        Self {
            href: match q {
                Some(q) if !q.is_empty() => below(&path, &search_for("q", q)),
                _ => path,
            },
            title: hit.title,
            title_is_supplied: hit.title_is_supplied,
            outlet: hit.outlet,
            dated: show::dated(&hit.dated),
            snippets: hit.snippets,
        }
    }
}

/// What the results are narrowed to, and the link that widens them again.
pub(super) struct Chip {
    pub label: &'static str,
    pub value: String,
    pub href: String,
}

impl Chip {
    /// From what was applied: a parameter that was ignored narrows nothing.
    pub(super) fn all(params: &Params, filters: &Filters) -> Vec<Self> {
        let chip = |label, value: String, wider: Params| Self {
            label,
            value,
            href: results(&wider),
        };
        let several = [
            ("Outlet", "outlet", &filters.outlets),
            ("Person", "person", &filters.people),
            ("Language", "lang", &filters.langs),
        ];
        let mut chips = Vec::new();
        for (label, name, values) in several {
            for value in values {
                chips.push(chip(label, value.clone(), without(params, name, value)));
            }
        }
        // The other limit is written as it was read: both may have been given the wrong way round.
        let only = |name: &str, day: Option<Date>| {
            let day = day.map_or_else(String::new, |day| day.to_string());
            params.without_any("from").without_any("to").with(name, &day)
        };
        if let Some(from) = filters.from {
            chips.push(chip("From", show::day(from), only("to", filters.to)));
        }
        if let Some(to) = filters.to {
            chips.push(chip("To", show::day(to), only("from", filters.from)));
        }
        let certainty = match filters.dates {
            Dates::Any => None,
            Dates::Sure => Some("surely in this time"),
            Dates::Possible => Some("possibly in this time"),
            Dates::Undated => Some("undated"),
        };
        if let Some(value) = certainty {
            chips.push(chip("Dates", value.to_owned(), params.without_any("dates")));
        }
        if any_word(params) {
            chips.push(chip(
                "Match",
                "any of the words".to_owned(),
                params.without_any("match"),
            ));
        }
        chips
    }
}

/// Whether any word is enough, read as the search reads it.
pub(super) fn any_word(params: &Params) -> bool {
    params.get("match").is_some_and(|value| value.trim() == "any")
}

/// Without every spelling of one value that the search reads as this one.
fn without(params: &Params, name: &str, value: &str) -> Params {
    let same = |given: &str| match name {
        "lang" => given.trim().eq_ignore_ascii_case(value),
        _ => given.trim() == value,
    };
    let given: Vec<&str> = params.all(name).filter(|given| same(given)).collect();
    given
        .into_iter()
        .fold(params.without_any("page"), |wider, given| wider.without(name, given))
}

/// A property to narrow by.
pub(super) struct FacetView {
    pub heading: &'static str,
    pub values: Vec<FacetLink>,
    pub rest: Vec<FacetLink>,
    /// What the rest is, in words.
    pub more: String,
}

/// One value: a link that narrows to it, or widens again when it is chosen.
pub(super) struct FacetLink {
    pub value: String,
    pub count: String,
    pub reports: String,
    pub chosen: bool,
    pub href: String,
}

impl FacetView {
    pub(super) fn all(
        params: &Params,
        filters: &Filters,
        facets: Vec<(FacetField, Vec<FacetCount>)>,
        dates: DateCounts,
    ) -> Vec<Self> {
        let certainty = Self {
            heading: "Date",
            values: FacetLink::dates(params, filters, dates),
            rest: Vec::new(),
            more: String::new(),
        };
        facets
            .into_iter()
            .filter(|(_, counts)| !counts.is_empty())
            .map(|(field, counts)| {
                let mut values: Vec<FacetLink> = counts
                    .into_iter()
                    .map(|facet| FacetLink::new(params, field, facet))
                    .collect();
                let full = values.len() >= FACET_LIMIT;
                let rest = values.split_off(values.len().min(FACET_VALUES));
                Self {
                    heading: match field {
                        FacetField::Outlet => "Outlet",
                        FacetField::Person => "Person",
                        FacetField::Year => "Year",
                    },
                    more: if full {
                        format!("{} more of the {} most frequent", rest.len(), values.len() + rest.len())
                    } else {
                        format!("{} more", rest.len())
                    },
                    values,
                    rest,
                }
            })
            // A choice among one is none.
            .chain((certainty.values.len() > 1).then_some(certainty))
            .collect()
    }
}

impl FacetLink {
    /// The three answers that a date can give, with the reports that give them.
    fn dates(params: &Params, filters: &Filters, counts: DateCounts) -> Vec<Self> {
        let limited = filters.from.is_some() || filters.to.is_some();
        let sure = if limited { "surely then" } else { "dated" };
        [
            (Dates::Sure, "sure", sure, counts.sure),
            (Dates::Possible, "possible", "possibly then", counts.possible),
            (Dates::Undated, "undated", "undated", counts.undated),
        ]
        .into_iter()
        .filter_map(|(dates, name, label, count)| {
            let chosen = filters.dates == dates;
            (chosen || count > 0).then(|| Self {
                value: label.to_owned(),
                count: show::number(count as u64),
                reports: show::count(count as u64, "report", "reports"),
                chosen,
                href: results(&if chosen {
                    params.without_any("dates")
                } else {
                    params.with("dates", name)
                }),
            })
        })
        .collect()
    }

    fn new(params: &Params, field: FacetField, facet: FacetCount) -> Self {
        let value = facet.value;
        let has = |name: &str, value: &str| params.all(name).any(|given| given == value);
        let name = field.name();
        let (chosen, link) = match field {
            FacetField::Year if has("from", &value) && has("to", &value) => {
                let wider = params.without_any("from").without_any("to");
                (true, wider.without("dates", "sure"))
            }
            FacetField::Year => (false, of_year(params, &value)),
            _ if has(name, &value) => (true, params.without(name, &value)),
            _ => (false, params.with(name, &value)),
        };
        Self {
            value,
            count: show::number(facet.count),
            reports: show::count(facet.count, "report", "reports"),
            chosen,
            href: results(&link),
        }
    }
}

/// An order of the results.
pub(super) struct SortLink {
    pub label: &'static str,
    pub href: String,
    pub chosen: bool,
}

impl SortLink {
    pub(super) fn all(params: &Params, chosen: Sort) -> Vec<Self> {
        [
            (Sort::Relevance, "relevance", "Best match"),
            (Sort::Newest, "newest", "Newest"),
            (Sort::Oldest, "oldest", "Oldest"),
        ]
        .into_iter()
        .map(|(sort, name, label)| Self {
            label,
            href: results(&match sort {
                Sort::Relevance => params.without_any("sort"),
                _ => params.with("sort", name),
            }),
            chosen: sort == chosen,
        })
        .collect()
    }
}

/// Where in the results the page stands, in plain numbers.
#[derive(Default)]
pub(super) struct Pager {
    /// `1–20 of 45`.
    pub range: String,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Pager {
    pub(super) fn new(params: &Params, request: &Request, total: usize, shown: usize) -> Self {
        if shown == 0 {
            return Self::default();
        }
        let before = request.page.saturating_sub(1).saturating_mul(request.limit);
        let first = show::number(before.saturating_add(1) as u64);
        let last = before.saturating_add(shown);
        let to = |page: usize| {
            results(&match page {
                1 => params.without_any("page"),
                _ => params.with("page", &page.to_string()),
            })
        };
        Self {
            range: format!(
                "{first}–{} of {}",
                show::number(last as u64),
                show::number(total as u64)
            ),
            previous: (request.page > 1).then(|| to(request.page - 1)),
            next: has_next(request, total, last).then(|| to(request.page + 1)),
        }
    }
}

/// Whether a further page exists and may be asked for.
pub(super) fn has_next(request: &Request, total: usize, last: usize) -> bool {
    last < total && request.page.saturating_mul(request.limit) <= crate::search::MAX_OFFSET
}
