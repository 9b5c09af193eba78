use super::chips::{shown, without};
use crate::search::{DateCounts, Dates, FACET_LIMIT, FacetCount, FacetField, Filters, Params};
use crate::web::links::results;
use crate::web::show;

/// Values of one kind that stand in the list before it is cut.
const FACET_VALUES: usize = 6;

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
        meetings: &[(String, String)],
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
                let mut view = Self::new(params, filters, field, counts);
                for link in view.values.iter_mut().chain(&mut view.rest) {
                    let named = meetings
                        .iter()
                        .find(|(value, _)| field == FacetField::Meeting && *value == link.value);
                    if let Some((_, name)) = named {
                        link.value.clone_from(name);
                    }
                }
                view
            })
            // A choice among one is none.
            .chain((certainty.values.len() > 1).then_some(certainty))
            .collect()
    }

    fn new(params: &Params, filters: &Filters, field: FacetField, mut counts: Vec<FacetCount>) -> Self {
        // The archive gives no more; there may be others, so what is left over must not pass for all.
        let full = counts.len() >= FACET_LIMIT;
        if field == FacetField::Year {
            counts.sort_by(|a, b| b.value.cmp(&a.value));
        }
        let mut values: Vec<FacetLink> = counts
            .into_iter()
            .map(|facet| FacetLink::new(params, filters, field, facet))
            .collect();
        // What is chosen must not hide in what is cut.
        values.sort_by_key(|link| !link.chosen);
        let rest = values.split_off(values.len().min(FACET_VALUES));
        Self {
            heading: field.heading(),
            more: if full {
                format!("{} more of the {} most frequent", rest.len(), values.len() + rest.len())
            } else {
                format!("{} more", rest.len())
            },
            values,
            rest,
        }
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

    fn new(params: &Params, filters: &Filters, field: FacetField, facet: FacetCount) -> Self {
        let chosen = filters.of(field).contains(&facet.value);
        let link = if chosen {
            without(params, field, &facet.value)
        } else {
            params.with(field.name(), &facet.value)
        };
        Self {
            value: shown(field, &facet.value),
            count: show::number(facet.count),
            reports: show::count(facet.count, "report", "reports"),
            chosen,
            href: results(&link),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(query: &str, field: FacetField, counts: &[(&str, u64)]) -> FacetView {
        let params = Params::parse(query);
        let (request, _) = params.read().unwrap();
        let counts = counts.iter().map(|(value, count)| FacetCount {
            value: (*value).to_owned(),
            count: *count,
        });
        FacetView::new(&params, &request.filters, field, counts.collect())
    }

    #[test]
    fn several_values_of_a_kind_each_with_its_link() {
        let view = links("q=a&outlet=B&page=2", FacetField::Outlet, &[("A & C", 3), ("B", 2)]);
        let hrefs: Vec<&str> = view.values.iter().map(|link| link.href.as_str()).collect();
        assert_eq!(hrefs, ["/search?q=a", "/search?q=a&outlet=B&outlet=A+%26+C"]);
        assert!(view.values[0].chosen && !view.values[1].chosen);
    }

    #[test]
    fn years_are_a_parameter_of_their_own_and_stand_in_order() {
        let view = links("year=2021", FacetField::Year, &[("2020", 9), ("2022", 3), ("2021", 1)]);
        let values: Vec<&str> = view.values.iter().map(|link| link.value.as_str()).collect();
        assert_eq!(values, ["2021", "2022", "2020"], "what is chosen first");
        assert_eq!(view.values[1].href, "/search?year=2021&year=2022");
    }

    #[test]
    fn languages_stand_by_name_and_are_chosen_in_any_case() {
        let view = links("lang=CKB", FacetField::Language, &[("en", 9), ("ckb", 3)]);
        assert_eq!(view.values[0].value, "Kurdish (Sorani)");
        assert_eq!(view.values[0].href, "/search");
        assert_eq!(view.values[1].href, "/search?lang=CKB&lang=en");
    }

    #[test]
    fn a_cut_list_says_of_how_many() {
        let names: Vec<String> = (0..FACET_LIMIT).map(|n| format!("P{n:02}")).collect();
        let counts: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 1)).collect();
        assert_eq!(
            links("", FacetField::Place, &counts).more,
            "14 more of the 20 most frequent"
        );
        let view = links("place=P11", FacetField::Place, &counts[..12]);
        assert_eq!(view.more, "6 more");
        assert_eq!(view.values[0].value, "P11", "never hidden");
    }
}
