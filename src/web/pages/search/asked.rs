use crate::archive::{Archive, Error as ArchiveError, State};
use crate::search::{FacetField, Notice, PARAMETERS, Params, Request, Results};
use crate::web::Error;
use crate::web::pages::paging;
use crate::web::site::{Site, fingerprint};
use axum::http::{HeaderName, HeaderValue};
use std::sync::Arc;

/// How often a search is asked again because the archive changed meanwhile.
const TRIES: usize = 3;

/// A search with its answer and the state of the archive that gave it.
pub(in crate::web) struct Asked {
    pub request: Request,
    pub results: Results,
    pub archive: Arc<State>,
}

/// Reads the parameters and asks the archive; notices of both stand in the results.
pub(super) async fn ask(site: &Site, params: &Params) -> Result<Asked, Error> {
    let (request, notices) = params.read()?;
    answer(site, request, notices).await
}

/// The same for a form that has no place to say that some of the words are not there: what it lists has all.
pub(super) async fn ask_for_all(site: &Site, params: &Params) -> Result<Asked, Error> {
    let (mut request, notices) = params.read()?;
    request.relax = false;
    answer(site, request, notices).await
}

async fn answer(site: &Site, request: Request, mut notices: Vec<Notice>) -> Result<Asked, Error> {
    let mut asked = site.ask(move |archive| Asked::of(archive, request)).await?;
    site.metrics().searched(&asked.results.stages);
    notices.append(&mut asked.results.notices);
    asked.results.notices = notices;
    Ok(asked)
}

impl Asked {
    /// The fingerprint beside an answer must be that of the reports that were searched.
    fn of(archive: &Archive, request: Request) -> Result<Self, ArchiveError> {
        let mut before = archive.state();
        let mut tries = 1;
        loop {
            let results = archive.search(&request)?;
            let after = archive.state();
            if before.fingerprint == after.fingerprint || tries == TRIES {
                return Ok(Self {
                    request,
                    results,
                    archive: after,
                });
            }
            before = after;
            tries += 1;
        }
    }

    /// The last result of this page, counted from 1 in all results.
    pub(super) fn last(&self) -> usize {
        self.request.offset().saturating_add(self.results.hits.len())
    }

    /// Whether a further page exists and may be asked for.
    pub(super) fn has_next(&self) -> bool {
        let end = self.request.page.saturating_mul(self.request.limit);
        !self.results.hits.is_empty() && self.last() < self.results.listed() && end <= crate::search::MAX_OFFSET
    }

    /// The page before this one.
    pub(super) fn before(&self) -> Option<usize> {
        paging::before(self.request.page, self.request.limit, self.results.listed())
    }

    /// Says which set of reports gave the answer, where a body has no place for it.
    pub(super) fn fingerprint(&self) -> [(HeaderName, HeaderValue); 1] {
        fingerprint(&self.archive)
    }
}

/// Each of a thousand links takes it along.
const LONGEST_CARRIED: usize = 3 * 1024;

/// The parameters that mean something, without the page: what a link into a report takes along; nothing where
/// that is too long.
pub(in crate::web) fn carried(params: &Params) -> Params {
    let mut carried = params.without_any("page");
    carried
        .pairs
        .retain(|(name, _)| PARAMETERS.iter().any(|(known, _)| known == name));
    match carried.to_string().len() <= LONGEST_CARRIED {
        true => carried,
        false => Params::default(),
    }
}

/// What is asked, in one form for all ways to write it: in a fixed order, each value once, without
/// what says the default and without the page. Feeds are named and searches are cited by it.
pub(super) fn canonical(params: &Params) -> Params {
    let mut pairs = Vec::new();
    for (name, _) in PARAMETERS {
        if matches!(name, "page" | "limit") {
            continue;
        }
        let mut values: Vec<String> = params.all(name).map(|value| value.trim().to_owned()).collect();
        if name == "lang" {
            values.iter_mut().for_each(|value| value.make_ascii_lowercase());
        }
        if FacetField::ALL.iter().any(|field| field.name() == name) {
            values.sort();
            values.dedup();
        } else {
            values.truncate(1);
        }
        values.retain(|value| !is_default(name, value));
        pairs.extend(values.into_iter().map(|value| (name.to_owned(), value)));
    }
    Params { pairs }
}

fn is_default(name: &str, value: &str) -> bool {
    matches!(
        (name, value),
        ("sort", "relevance")
            | ("match", "all")
            | ("names", "variants")
            | ("synonyms", "on")
            | ("dates", "any")
            | ("fold", "off")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_all_ways_to_write_a_search() {
        let check = |query: &str, expected: &str| {
            assert_eq!(canonical(&Params::parse(query)).to_string(), expected, "{query}");
        };
        check("page=3&limit=5&q=+leahy+&sort=relevance&colour=red", "q=leahy");
        check(
            "lang=EN&outlet=B&q=x&outlet=A&outlet=B&lang=en&q=y",
            "q=x&outlet=A&outlet=B&lang=en",
        );
        check("match=any&names=exact&synonyms=on", "match=any&names=exact");
        check("", "");
    }

    #[test]
    fn links_carry_what_means_something() {
        let carried = carried(&Params::parse("q=a&page=3&colour=red&limit=5&outlet=B&n=3"));
        assert_eq!(carried.to_string(), "q=a&limit=5&outlet=B");
    }
}
