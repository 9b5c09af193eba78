use super::asked::{Asked, canonical};
use super::chips::Chip;
use crate::search::Params;
use crate::web::links::results;
use crate::web::show;

/// How a search is cited, also one that found nothing: what was asked of which set of reports, and
/// where it can be asked again. It says nothing of today, so that a page stays the same.
pub(super) struct Cite {
    /// `3 reports`.
    pub found: String,
    pub q: String,
    /// Filters, as the chips say them.
    pub narrowed: Vec<String>,
    pub fingerprint: String,
    pub changed: String,
    pub reports: String,
    pub path: String,
}

impl Cite {
    pub(super) fn new(params: &Params, asked: &Asked, chips: &[Chip]) -> Self {
        let path = results(&canonical(params));
        Self {
            found: show::count(asked.results.total as u64, "report", "reports"),
            q: params.get("q").unwrap_or_default().trim().to_owned(),
            narrowed: chips
                .iter()
                .map(|chip| format!("{}: {}", chip.label, chip.value))
                .collect(),
            fingerprint: asked.archive.fingerprint.clone(),
            changed: show::moment(asked.archive.changed),
            reports: show::count(asked.archive.reports, "report", "reports"),
            path,
        }
    }
}
