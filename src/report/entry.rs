use super::{Block, DateBounds, Evidence, Language, Line, Meeting, Quotation, ReportId, Role, Stated, blocks};
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
    /// Where it stood on the web ([`super::is_web_address`]).
    pub url: Option<Stated<String>>,
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
    /// The headline that stands in the source, or the one that the archivist says was printed.
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

    /// The words, and where they stand.
    #[must_use]
    pub fn stated(&self) -> &Stated<String> {
        match self {
            Title::Printed(stated) | Title::Supplied(stated) => stated,
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
    /// Meetings that it tells of: those that it is about first, then those told in passing.
    pub meetings: Vec<Meeting>,
    /// Words that it quotes, in order of appearance.
    pub quotations: Vec<Quotation>,
    /// When it is from.
    pub dated: DateBounds,
    /// The language of its body, where it is long enough to tell.
    pub lang: Option<Language>,
}

impl Facts {
    /// People named who took part in no meeting that the report tells of.
    pub fn mentioned(&self) -> impl Iterator<Item = &Person> {
        let took_part = |name: &str| {
            let people = self.meetings.iter().flat_map(|meeting| &meeting.people);
            people.into_iter().any(|person| person.name == name)
        };
        self.people.iter().filter(move |person| !took_part(&person.name))
    }
}

/// Somebody named in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The fullest form of the name in this report, without rank, office, middle initials and
    /// apostrophes.
    pub name: String,
    /// Where that form stands.
    pub evidence: Evidence,
    /// The name as printed, each form once with how often it stands, in order of appearance.
    pub forms: Vec<Form>,
    /// Ranks and offices as printed with the name, each once, in order of appearance.
    pub offices: Vec<Stated<String>>,
}

impl Person {
    /// Somebody whose name is printed in one form, without rank or office.
    #[must_use]
    pub fn named(name: impl Into<String>, evidence: Evidence) -> Self {
        Self {
            name: name.into(),
            forms: vec![Form {
                count: 1,
                evidence: evidence.clone(),
            }],
            evidence,
            offices: Vec::new(),
        }
    }
}

/// A name as a report prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Form {
    /// How often the report prints it so.
    pub count: u32,
    /// Where it first does; the words are the form.
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
