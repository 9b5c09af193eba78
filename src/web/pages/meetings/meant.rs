//! Which names may be meant where a list of meetings is empty because it was narrowed to a name that
//! nobody and nothing has.

use crate::archive::{Archive, Error};
use crate::report::slug;
use crate::search::{FacetField, MeetingRequest, Params, PeopleRequest};
use crate::web::links::{below, search_for};

/// Names of a kind that are explained: each takes a look of its own.
const EXPLAINED: usize = 3;
/// Names that are offered for one.
const MEANT: usize = 8;

/// A name that stands for nothing here, and those that may be meant by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    /// `No place is written`.
    pub none: &'static str,
    pub typed: String,
    /// Each with the list that has it instead.
    pub names: Vec<(String, String)>,
}

/// The names that narrow the list and stand for nothing, in the order of the form.
pub(super) fn meant(archive: &Archive, params: &Params, request: &MeetingRequest) -> Result<Vec<Meant>, Error> {
    let filters = &request.filters;
    let mut all = Vec::new();
    for (name, values) in [("person", &filters.people), ("with", &request.with)] {
        for value in values.iter().take(EXPLAINED) {
            if archive.profile(&slug(value), 0, 0)?.is_none() {
                let people = PeopleRequest {
                    q: value.clone(),
                    limit: MEANT,
                    ..PeopleRequest::default()
                };
                let people = archive.people(&people)?.people.into_iter();
                let names = people.map(|person| person.name).collect();
                all.push(Meant::new("Nobody has the whole name", params, (name, value), names));
            }
        }
    }
    for (none, name, field, values) in [
        ("No place is written", "place", FacetField::Place, &filters.places),
        ("No outlet is written", "outlet", FacetField::Outlet, &filters.outlets),
    ] {
        for value in values.iter().take(EXPLAINED) {
            let names = spelled(archive, name, field, value)?;
            if !names.contains(value) {
                all.push(Meant::new(none, params, (name, value), names));
            }
        }
    }
    Ok(all)
}

/// The values of a facet that have all letters of what was typed, whatever their size and accents.
fn spelled(archive: &Archive, name: &str, field: FacetField, typed: &str) -> Result<Vec<String>, Error> {
    let words = format!("{name}:\"{}\"", typed.replace('"', " "));
    let Ok((request, _)) = search_for("q", &words).read() else {
        return Ok(Vec::new());
    };
    let facets = archive.search(&request)?.facets.into_iter();
    let counts = facets.filter(|(of, _)| *of == field).flat_map(|(_, counts)| counts);
    let typed = slug(typed);
    let alike = counts.filter(|count| slug(&count.value).contains(&typed));
    Ok(alike.map(|count| count.value).take(MEANT).collect())
}

impl Meant {
    fn new(none: &'static str, params: &Params, (name, typed): (&str, &str), names: Vec<String>) -> Self {
        let others = params.all(name).filter(|value| value.trim() != typed);
        let kept = others.fold(params.without_any(name), |params, value| params.with(name, value));
        let link = |value: String| {
            let href = below(super::PATH, &kept.with(name, &value));
            (value, href)
        };
        Self {
            none,
            typed: typed.to_owned(),
            names: names.into_iter().map(link).collect(),
        }
    }
}
