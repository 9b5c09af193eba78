use std::fmt;

/// What was asked, as a tree. It knows no engine; `index::lower` translates it.
///
/// Words are kept as typed: folding and stemming are the engine's business. Later kinds of leaves
/// (prefix, wildcard, fuzzy, exact spelling, nearness) become further variants here, and the
/// compiler then shows each place that must learn them.
///
/// [`Query::and`], [`Query::or`] and [`Query::negate`] keep it in normal form: no `And` directly
/// in an `And`, no `Or` in an `Or`, no `Not` in a `Not`, no group of one. In that form
/// [`std::fmt::Display`] prints a query that parses back to the same tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl Query {
    /// All of `parts`; of none: every report.
    #[must_use]
    pub fn and(parts: Vec<Query>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Query::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        Self::single(flat).unwrap_or_else(Query::And)
    }

    /// At least one of `parts`; of none: every report.
    #[must_use]
    pub fn or(parts: Vec<Query>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Query::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        Self::single(flat).unwrap_or_else(Query::Or)
    }

    /// What does not match `part`.
    #[must_use]
    pub fn negate(part: Query) -> Self {
        match part {
            Query::Not(inner) => *inner,
            other => Query::Not(Box::new(other)),
        }
    }

    /// Whether anything in it says what a report should have: only then does a score say more than
    /// "not excluded".
    #[must_use]
    pub fn has_positive(&self) -> bool {
        match self {
            Query::All | Query::Not(_) => false,
            Query::Word(..) | Query::Phrase(..) => true,
            Query::And(parts) | Query::Or(parts) => parts.iter().any(Query::has_positive),
        }
    }

    fn single(mut parts: Vec<Query>) -> Result<Query, Vec<Query>> {
        match parts.len() {
            0 => Ok(Query::All),
            1 => parts.pop().ok_or(parts),
            _ => Err(parts),
        }
    }

    /// Prints it as an operand of a juxtaposition or of `-`.
    fn fmt_operand(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::And(_) | Query::Or(_) | Query::All => write!(f, "({self})"),
            _ => fmt::Display::fmt(self, f),
        }
    }
}

/// In the query language, with as few parentheses as it needs.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::All => Ok(()),
            Query::Word(field, word) => write!(f, "{}{word}", Prefix(*field)),
            Query::Phrase(field, words) => write!(f, "{}\"{words}\"", Prefix(*field)),
            Query::And(parts) => {
                for (n, part) in parts.iter().enumerate() {
                    if n > 0 {
                        f.write_str(" ")?;
                    }
                    part.fmt_operand(f)?;
                }
                Ok(())
            }
            Query::Or(parts) => {
                for (n, part) in parts.iter().enumerate() {
                    if n > 0 {
                        f.write_str(" OR ")?;
                    }
                    match part {
                        // AND binds tighter than OR.
                        Query::And(_) => fmt::Display::fmt(part, f)?,
                        other => other.fmt_operand(f)?,
                    }
                }
                Ok(())
            }
            Query::Not(part) => {
                f.write_str("-")?;
                part.fmt_operand(f)
            }
        }
    }
}

/// A field as it stands before a value.
struct Prefix(Option<Field>);

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(field) => write!(f, "{}:", field.name()),
            None => Ok(()),
        }
    }
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
