use super::{Notice, Query};
use jiff::civil::Date;

/// The most results on one page or in one JSON answer.
pub const MAX_LIMIT: usize = 1_000;
/// The deepest result that a page may start at; beyond it a search should be narrowed.
pub const MAX_OFFSET: usize = 10_000;

/// What an address asks, as typed values.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The words and operators.
    pub query: Query,
    /// What the results are narrowed to.
    pub filters: Filters,
    /// Their order.
    pub sort: Sort,
    /// The page, counted from 1.
    pub page: usize,
    /// Results on a page.
    pub limit: usize,
}

/// What results are narrowed to; values of one kind are alternatives, kinds add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Publishers, exactly as printed in the facet.
    pub outlets: Vec<String>,
    /// People, exactly as printed in the facet.
    pub people: Vec<String>,
    /// Languages, as BCP 47 tags.
    pub langs: Vec<String>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub to: Option<Date>,
    /// How sure a date must be.
    pub dates: Dates,
}

/// How sure the date of a report must be to stand in the results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dates {
    /// With `from` or `to`: [`Dates::Possible`]; without them every report.
    #[default]
    Any,
    /// The whole interval lies between `from` and `to`.
    Sure,
    /// The interval overlaps them, but an end lies outside or is open.
    Possible,
    /// Nothing is known of the date.
    Undated,
}

/// The order of results; undated reports come last in both orders of time, and are never lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// Whether all words must stand in a report, or any of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    /// All words.
    #[default]
    All,
    /// Any word; more words rank higher.
    Any,
}

/// The parameters of `/search` as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// Name and value, in the order of the address.
    pub pairs: Vec<(String, String)>,
}

impl Params {
    /// Reads the parameters: the request and a notice for each that is unknown or bad.
    #[must_use]
    pub fn read(&self) -> (Request, Vec<Notice>) {
        todo!()
    }
}
