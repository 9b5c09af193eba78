/// What was asked, as a tree. It knows no engine; `index::lower` translates it.
///
/// Words are kept as typed: folding and stemming are the engine's business. Later kinds of leaves
/// (prefix, wildcard, fuzzy, exact spelling, nearness) become further variants here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Every report: nothing was asked.
    All,
    /// A word; one that the analyzer splits (`al-Sudani`) is matched as neighbouring words.
    Word(Option<Field>, String),
    /// Words in this order, one after the other.
    Phrase(Option<Field>, String),
    /// All of these.
    And(Vec<Query>),
    /// At least one of these.
    Or(Vec<Query>),
    /// Reports that do not match.
    Not(Box<Query>),
}

/// A part of a report that a query can name (`title:visit`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Headline or supplied title.
    Title,
    /// Standfirst, sub-headings and paragraphs.
    Body,
    /// Picture captions.
    Caption,
    /// Publisher.
    Outlet,
    /// People named.
    Person,
    /// Section of the outlet.
    Section,
    /// Author.
    Byline,
    /// Keywords of the outlet.
    Tag,
    /// Place of the dateline.
    Place,
    /// Language tag.
    Lang,
    /// The report's id.
    Id,
}

impl Field {
    /// Every field with the name it has in a query.
    pub const ALL: [(Field, &'static str); 11] = [
        (Field::Title, "title"),
        (Field::Body, "body"),
        (Field::Caption, "caption"),
        (Field::Outlet, "outlet"),
        (Field::Person, "person"),
        (Field::Section, "section"),
        (Field::Byline, "byline"),
        (Field::Tag, "tag"),
        (Field::Place, "place"),
        (Field::Lang, "lang"),
        (Field::Id, "id"),
    ];

    /// The field's name in a query.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(field, _)| *field == self)
            .map_or("", |(_, name)| name)
    }

    /// The field with this name; case does not matter.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name))
            .map(|(field, _)| *field)
    }
}
