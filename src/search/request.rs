use super::Query;
use jiff::civil::Date;

/// The most results on one page or in one JSON answer.
pub const MAX_LIMIT: usize = 1_000;
/// Results on a page unless asked otherwise.
pub const DEFAULT_LIMIT: usize = 20;
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
    /// Whether all words must match, or any; [`Self::query`] is read accordingly, and any-word
    /// results are ranked as answers to a question.
    pub matching: Match,
    /// Whether a long question of which no report has all words may be answered by any of them; the answer
    /// says so.
    pub relax: bool,
    /// What may be searched beyond what was typed.
    pub widen: Widen,
    /// Whether reports of one meeting stand in the list as one.
    pub fold: Fold,
}

/// Which reports stand in a list as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fold {
    /// Each stands on its own.
    #[default]
    Off,
    /// Reports whose first own meeting is the same for sure: the best of them stands for all.
    Meeting,
}

/// What a search may look for beyond what was typed; whatever was is said beside the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widen {
    /// Other spellings of a name: `names=variants`, the default, or `names=exact`.
    pub names: bool,
    /// Other words for the same: `synonyms=on`, the default, or `synonyms=off`.
    pub synonyms: bool,
}

impl Default for Widen {
    fn default() -> Self {
        Self {
            names: true,
            synonyms: true,
        }
    }
}

/// The first page of every report, newest first.
impl Default for Request {
    fn default() -> Self {
        Self {
            query: Query::All,
            filters: Filters::default(),
            sort: Sort::default(),
            page: 1,
            limit: DEFAULT_LIMIT,
            matching: Match::default(),
            relax: true,
            widen: Widen::default(),
            fold: Fold::default(),
        }
    }
}

impl Request {
    /// How many results stand before this page.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.page.saturating_sub(1).saturating_mul(self.limit)
    }
}

/// What results are narrowed to; values of one kind are alternatives, kinds add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Publishers, exactly as printed in the facet.
    pub outlets: Vec<String>,
    /// People, exactly as printed in the facet.
    pub people: Vec<String>,
    /// Places, exactly as printed in the facet.
    pub places: Vec<String>,
    /// Organisations, exactly as printed in the facet.
    pub organisations: Vec<String>,
    /// Meetings, as [`crate::report::MeetingKey::value`] has them.
    pub meetings: Vec<String>,
    /// Sections, exactly as printed in the facet.
    pub sections: Vec<String>,
    /// Years in which the whole date of a report lies, in four digits.
    pub years: Vec<String>,
    /// Languages, as BCP 47 tags in lower case.
    pub langs: Vec<String>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub to: Option<Date>,
    /// How sure a date must be.
    pub dates: Dates,
}

impl Filters {
    /// The values that are chosen of a facet.
    #[must_use]
    pub fn of(&self, field: super::FacetField) -> &[String] {
        use super::FacetField as F;
        match field {
            F::Outlet => &self.outlets,
            F::Person => &self.people,
            F::Place => &self.places,
            F::Organisation => &self.organisations,
            F::Meeting => &self.meetings,
            F::Section => &self.sections,
            F::Language => &self.langs,
            F::Year => &self.years,
        }
    }
}

/// How sure the date of a report must be to stand in the results.
///
/// `Sure`, `Possible` and `Undated` exclude one another, so that the count beside each is the number
/// of results that choosing it gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dates {
    /// With `from` or `to`: sure and possible ones; without them every report, the undated too.
    #[default]
    Any,
    /// The whole interval lies between `from` and `to`. A limit that is not set limits nothing:
    /// without both, every dated report is sure.
    Sure,
    /// The interval overlaps `from` to `to`, but an end lies outside or is open.
    Possible,
    /// Nothing is known of the date.
    Undated,
}

/// The order of results. Time is the exact day, or else the earliest possible day, or else the
/// latest; undated reports come last in both orders of time, and are never lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; where a query says nothing that a report should have, newest first.
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

/// Why an address is no request that the archive answers; pages say it as a 400.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Longer than [`super::MAX_QUERY_CHARS`].
    #[error(
        "the query has {chars} characters and may have {}; shorten it",
        super::MAX_QUERY_CHARS
    )]
    QueryTooLong {
        /// Its length in characters.
        chars: usize,
    },
    /// Starts beyond [`MAX_OFFSET`].
    #[error(
        "results are shown to the {}th; narrow the search with more words, an outlet, a person or dates",
        MAX_OFFSET
    )]
    TooDeep {
        /// The page that was asked for.
        page: usize,
    },
}
