use crate::archive::{Archive, Error};
use crate::report::ReportId;
use crate::search::{MAX_LIMIT, MAX_OFFSET, Params, Step};
use crate::web::links::{below, results};
use crate::web::pages::search::{at_page, carried};
use crate::web::show;

/// The way through the results that a reader came from.
pub(super) struct Walk {
    pub previous: Option<Neighbour>,
    pub next: Option<Neighbour>,
    /// `3 of 45`.
    pub place: String,
    /// The page of the results that has this report, at its place.
    pub back: String,
}

/// The report before or after.
pub(super) struct Neighbour {
    pub title: String,
    pub href: String,
}

impl Walk {
    /// From the place `n` that a result's link says. Without one, with a bad one, or where the
    /// search does not hold the report any more, there is no way to show and nothing is wrong.
    pub(super) fn of(archive: &Archive, params: &Params, id: &ReportId) -> Result<Option<Self>, Error> {
        let place = params.get("n").and_then(|n| n.trim().parse().ok());
        let Some(place) = place.filter(|n| (1..=MAX_OFFSET + MAX_LIMIT).contains(n)) else {
            return Ok(None);
        };
        let carried = carried(params);
        let Ok((request, _)) = carried.read() else {
            return Ok(None);
        };
        let found = match archive.neighbours(&request, id, place) {
            Ok(Some(found)) => found,
            // The report is here whatever became of the search.
            Ok(None) | Err(Error::TooMuch) => return Ok(None),
            Err(error) => return Err(error),
        };
        let step = |step: Step, n: usize| Neighbour {
            title: step.title,
            href: below(&show::report_path(&step.id), &carried.with("n", &n.to_string())),
        };
        let here = found.position;
        let limit = request.limit.max(1);
        // A reader can walk on beyond where pages end.
        let page = (here.saturating_sub(1) / limit).min(MAX_OFFSET / limit) + 1;
        Ok(Some(Self {
            previous: found.previous.map(|s| step(s, here.saturating_sub(1))),
            next: found.next.map(|s| step(s, here.saturating_add(1))),
            place: format!("{} of {}", show::number(here as u64), show::number(found.total as u64)),
            back: format!("{}#r{here}", results(&at_page(&carried, page))),
        }))
    }
}
