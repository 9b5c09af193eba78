use super::Notice;
use crate::report::{DateBounds, ReportId};
use jiff::civil::Date;

/// The answer to a [`super::Request`].
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// How many reports match in all.
    pub total: usize,
    /// The reports of this page, in order.
    pub hits: Vec<Hit>,
    /// Values of the matching reports with their counts, most frequent first, then by name; at most
    /// twenty of a kind, and one entry for each kind.
    pub facets: Vec<(FacetField, Vec<FacetCount>)>,
    /// How sure the dates are of the reports that match the words and all filters but `dates`.
    pub dates: DateCounts,
    /// What the engine had to say beyond the parser's notices.
    pub notices: Vec<Notice>,
}

/// How many reports each choice of [`super::Dates`] gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateCounts {
    /// Surely between `from` and `to`.
    pub sure: usize,
    /// Possibly between them.
    pub possible: usize,
    /// Of no known date.
    pub undated: usize,
}

/// One report that matches.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its lasting name.
    pub id: ReportId,
    /// Its headline or supplied title, without brackets, hits marked.
    pub title: Vec<SnippetPart>,
    /// Whether the archive supplied the title.
    pub title_is_supplied: bool,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication as stated.
    pub published: Option<Date>,
    /// When it is from.
    pub dated: DateBounds,
    /// The engine's score; comparable within one answer only.
    pub score: f32,
    /// The passages that match best, in the order of the report, three at most. Where none does
    /// (nothing was asked, or only the title matches), the beginning of the report, unmarked.
    pub snippets: Vec<Snippet>,
}

/// A passage of a report with the hits in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Where it stands: `body`, `standfirst`, `kicker`, `editor`, `caption`, `outlet`, `section`,
    /// `byline` or `tags`.
    pub field: &'static str,
    /// Its words; pages write them as text, and `<mark>` around the hits. Where the passage begins
    /// or ends within a longer one, an ellipsis stands there.
    pub parts: Vec<SnippetPart>,
}

/// A stretch of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPart {
    /// The words, unescaped.
    pub text: String,
    /// Whether they are what was searched.
    pub hit: bool,
}

/// A property by which results can be narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetField {
    /// The publisher.
    Outlet,
    /// People named.
    Person,
    /// The year that the whole date lies in; a report that may be of two years counts for none, so
    /// that a year's count is what `from` and `to` that year with `dates=sure` give.
    Year,
}

impl FacetField {
    /// Every facet, in the order of [`Results::facets`].
    pub const ALL: [FacetField; 3] = [FacetField::Outlet, FacetField::Person, FacetField::Year];

    /// Its name in addresses and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FacetField::Outlet => "outlet",
            FacetField::Person => "person",
            FacetField::Year => "year",
        }
    }
}

/// How many of the matching reports have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value as shown and as filtered by.
    pub value: String,
    /// Reports among the matches.
    pub count: u64,
}
