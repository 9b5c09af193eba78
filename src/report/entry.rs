use super::{Block, DateBounds, Evidence, Language, Line, ReportId, Role, Stated, blocks};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What a source *says*: every line with its role, and the values its lines state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Its lasting name.
    pub id: ReportId,
    /// Every non-blank line, in order: the ledger.
    pub lines: Vec<Line>,
    /// The printed headline, or the title supplied in its stead.
    pub title: Title,
    /// Who published it, where the source says so.
    pub outlet: Option<Stated<String>>,
    /// The part of the outlet it stood in.
    pub section: Option<Stated<String>>,
    /// Who wrote it, without `By`.
    pub byline: Option<Stated<String>>,
    /// The day of publication, where the source states it whole and without doubt.
    pub published: Option<Stated<Date>>,
    /// The place that the dateline names, in ordinary capitals (`Erbil`).
    pub dateline_place: Option<Stated<String>>,
    /// The outlet's keywords.
    pub tags: Vec<Stated<String>>,
    /// The language that the source says it is in, as a BCP 47 tag.
    pub lang: Option<Stated<String>>,
    /// The titles that `Read more` lines point to.
    pub read_more: Vec<Stated<String>>,
    /// What was odd about it.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// The lines joined into what a reader calls paragraphs, headings, captions ….
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        blocks(&self.lines)
    }

    /// The outlet's keywords, each once: some pages print them above and below the text.
    pub fn keywords(&self) -> impl Iterator<Item = &Stated<String>> {
        let mut seen = HashSet::new();
        self.tags.iter().filter(move |tag| seen.insert(tag.value.as_str()))
    }

    /// Numbers of the lines that have `role`.
    #[must_use]
    pub fn lines_with(&self, role: Role) -> Vec<u32> {
        self.lines
            .iter()
            .filter(|line| line.is(role))
            .map(|line| line.number)
            .collect()
    }
}

/// How a report is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Title {
    /// The headline that stands in the source.
    Printed(Stated<String>),
    /// The source has none: words of its own text, to be shown in square brackets.
    Supplied(Stated<String>),
}

impl Title {
    /// The words, without brackets.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Title::Printed(stated) | Title::Supplied(stated) => &stated.value,
        }
    }

    /// Whether the archive supplied it.
    #[must_use]
    pub fn is_supplied(&self) -> bool {
        matches!(self, Title::Supplied(_))
    }
}

/// As pages show it: supplied titles stand in square brackets, as in library catalogues.
impl std::fmt::Display for Title {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Title::Printed(stated) => f.write_str(&stated.value),
            Title::Supplied(stated) => write!(f, "[{}]", stated.value),
        }
    }
}

/// Something a reader of this report should know about its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// The line it is about, where it is about one.
    pub line: Option<u32>,
    /// One sentence.
    pub text: String,
}

/// What we *infer* from a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Facts {
    /// People named in it, in order of appearance.
    pub people: Vec<Person>,
    /// Places named in it, that of the dateline first, then in order of appearance. It names them; it
    /// need not say that anybody met there.
    pub places: Vec<Place>,
    /// Bodies named in it, in order of appearance.
    pub organisations: Vec<Organisation>,
    /// When it is from.
    pub dated: DateBounds,
    /// The language of its body, where it is long enough to tell.
    pub lang: Option<Language>,
}

/// Somebody named in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The fullest form of the name in this report, without rank or office.
    pub name: String,
    /// Where that form stands.
    pub evidence: Evidence,
}

/// A place named in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its usual name, whatever spelling or language the report has; as it stands where we know none.
    pub name: String,
    /// Where the report first names it.
    pub evidence: Evidence,
}

/// A body named in a report: a ministry, a party, an army, a company ….
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Organisation {
    /// Its usual name, or its name in full as the report has it.
    pub name: String,
    /// Where the report first names it.
    pub evidence: Evidence,
}

/// A report with what was inferred from it: what the index keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// What it says.
    pub report: Report,
    /// What we infer.
    pub facts: Facts,
}
