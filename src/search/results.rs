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
    /// Values of the matching reports with their counts, most frequent first.
    pub facets: Vec<(FacetField, Vec<FacetCount>)>,
    /// What the engine had to say beyond the parser's notices.
    pub notices: Vec<Notice>,
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
    /// The passages that match best, in the order of the report.
    pub snippets: Vec<Snippet>,
}

/// A passage of a report with the hits in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Where it stands: `body`, `caption`, `standfirst` ….
    pub field: &'static str,
    /// Its words; pages write them as text, and `<mark>` around the hits.
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
    /// The year of an exact or bounded date.
    Year,
}

/// How many of the matching reports have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value as shown and as filtered by.
    pub value: String,
    /// Reports among the matches.
    pub count: u64,
}
