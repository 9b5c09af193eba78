use super::{Notice, Stages};
use crate::report::{DateBounds, MeetingId, ReportId};
use jiff::civil::Date;

/// Values of one facet that results list.
pub const FACET_LIMIT: usize = 20;

/// The answer to a [`super::Request`].
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// How many reports match in all.
    pub total: usize,
    /// How many stand in the list where reports of one meeting are folded into one.
    pub folded: Option<usize>,
    /// How the meetings of the facet, and those that were asked for, are called: the value and the words.
    pub meetings: Vec<(String, String)>,
    /// The reports of this page, in order.
    pub hits: Vec<Hit>,
    /// Values of the matching reports with their counts, most frequent first, then by name; at most
    /// [`super::FACET_LIMIT`] of a kind, and one entry for each kind. Chosen values of one kind are
    /// alternatives, so a kind is counted among the reports that pass the filters of all *other*
    /// kinds: the count beside a value is the number of reports that choosing it alone gives.
    pub facets: Vec<(FacetField, Vec<FacetCount>)>,
    /// How sure the dates are of the reports that match the words and all filters but `dates`.
    pub dates: DateCounts,
    /// How the matches lie in time.
    pub histogram: Histogram,
    /// What was looked for beyond what was typed.
    pub widened: Vec<Widening>,
    /// Whether nothing held all the words, so that reports with any of them are shown.
    pub relaxed: bool,
    /// Words and other parts of the query that no report holds, when little or nothing was found.
    pub missing: Vec<Missing>,
    /// Queries that were perhaps meant, best first.
    pub corrections: Vec<Correction>,
    /// The person whose name the query is.
    pub person: Option<PersonCard>,
    /// What the engine had to say beyond the parser's notices.
    pub notices: Vec<Notice>,
    /// How long it took.
    pub stages: Stages,
}

impl Results {
    /// How many stand in the list, on all its pages.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.folded.unwrap_or(self.total)
    }

    /// How the value of a facet is called.
    #[must_use]
    pub fn name_of<'a>(&'a self, field: FacetField, value: &'a str) -> &'a str {
        let named = self
            .meetings
            .iter()
            .find(|(known, _)| field == FacetField::Meeting && known == value);
        named.map_or(value, |(_, name)| name)
    }
}

/// Matches over time, in bars of a year or, where they lie within three years, of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// From the first to the last bar that is not empty, empty ones between them included. Empty
    /// when no match is of a single bar's time.
    pub bars: Vec<Bar>,
    /// Whether a bar is a month.
    pub by_month: bool,
    /// Matches that are dated, but not within one bar.
    pub spread: usize,
    /// Matches of which no date is known.
    pub undated: usize,
}

/// The matches of a month or a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Reports whose whole date lies in it.
    pub count: usize,
}

/// What was looked for in place of, or beside, something typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Widening {
    /// What was typed.
    pub typed: String,
    /// What was also matched and stands in the archive, most frequent first.
    pub also: Vec<String>,
    /// The parameter that switches it off (`names=exact`, `synonyms=off`).
    pub switch: (&'static str, &'static str),
}

/// A part of the query that no report holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The word or part, as typed.
    pub part: String,
    /// The query without it; empty when nothing would be left.
    pub without: String,
    /// Reports that the query without it finds.
    pub count: usize,
}

/// A query that was perhaps meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The whole query with the correction in it.
    pub query: String,
    /// Reports that it finds.
    pub count: usize,
}

/// The person whose name was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonCard {
    /// The name as most reports print it; the value of the facet.
    pub name: String,
    /// Reports that name the person so.
    pub count: u64,
    /// Other names in the facet that may be the same person's, with their reports.
    pub others: Vec<FacetCount>,
}

/// What may complete the beginning of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is: `person`, `outlet`, `place`, `organisation` or `word`.
    pub kind: &'static str,
    /// The words to search for.
    pub text: String,
    /// Reports that have it; nothing where that was not looked for.
    pub count: Option<u64>,
}

/// The reports before and after one in the results of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The place of the report itself, counted from 1.
    pub position: usize,
    /// Reports in the results.
    pub total: usize,
    /// The one before.
    pub previous: Option<Step>,
    /// The one after.
    pub next: Option<Step>,
}

/// A report to go on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: ReportId,
    /// Its title, in square brackets where the archive supplied it.
    pub title: String,
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
    /// Its language, as a BCP 47 tag in lower case, where it is known.
    pub lang: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication as stated.
    pub published: Option<Date>,
    /// When it is from.
    pub dated: DateBounds,
    /// The engine's score; comparable within one answer only.
    pub score: f32,
    /// Where reports of one meeting are folded: the meeting, and how many more of the matches tell of it.
    pub more: Option<(MeetingId, usize)>,
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
    /// Places named.
    Place,
    /// Organisations named.
    Organisation,
    /// Meetings told of, of a known day: see [`Results::meetings`].
    Meeting,
    /// The section of the outlet.
    Section,
    /// The language, as a tag like `en`.
    Language,
    /// The year that the whole date lies in; a report that may be of two years counts for none.
    Year,
}

impl FacetField {
    /// Every facet, in the order of [`Results::facets`].
    pub const ALL: [FacetField; 8] = [
        FacetField::Outlet,
        FacetField::Person,
        FacetField::Place,
        FacetField::Organisation,
        FacetField::Meeting,
        FacetField::Section,
        FacetField::Language,
        FacetField::Year,
    ];

    /// Its name in addresses and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FacetField::Outlet => "outlet",
            FacetField::Person => "person",
            FacetField::Place => "place",
            FacetField::Organisation => "organisation",
            FacetField::Meeting => "meeting",
            FacetField::Section => "section",
            FacetField::Language => "lang",
            FacetField::Year => "year",
        }
    }

    /// Its name as a heading.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            FacetField::Outlet => "Outlet",
            FacetField::Person => "Person",
            FacetField::Place => "Place",
            FacetField::Organisation => "Organisation",
            FacetField::Meeting => "Meeting",
            FacetField::Section => "Section",
            FacetField::Language => "Language",
            FacetField::Year => "Year",
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
