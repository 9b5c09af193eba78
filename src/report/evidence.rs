use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Where a value was read, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The line of the source, counted from 1; 0 where no line of it says so, but the archivist does.
    pub line: u32,
    /// The words as the line has them (white space folded, invisible marks removed).
    pub words: String,
    /// The rule that read them, as the ledger names it.
    pub rule: Cow<'static, str>,
    /// The words are as printed, but the name that they stand for is that of the authority file.
    pub authority: bool,
}

impl Evidence {
    /// The rule by which a value is the archivist's word.
    pub const ARCHIVIST: &'static str = "archivist";

    /// Evidence that is a line of the archivist's.
    #[must_use]
    pub fn of_archivist(words: impl Into<String>) -> Self {
        Self::new(0, words, Self::ARCHIVIST)
    }

    /// Whether the archivist states the value, and not the source.
    #[must_use]
    pub fn is_of_archivist(&self) -> bool {
        self.rule == Self::ARCHIVIST
    }

    /// Evidence from words on a line.
    #[must_use]
    pub fn new(line: u32, words: impl Into<String>, rule: &'static str) -> Self {
        Self {
            line,
            words: words.into(),
            rule: Cow::Borrowed(rule),
            authority: false,
        }
    }
}

/// A value that the source states, with the place where it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Stated_{T}")]
pub struct Stated<T> {
    /// The value, tidied (a byline without its `By`, a date as a date).
    pub value: T,
    /// The words it was read from.
    pub evidence: Evidence,
}

impl<T> Stated<T> {
    /// A value read from `words` on `line` by `rule`.
    pub fn new(value: T, line: u32, words: impl Into<String>, rule: &'static str) -> Self {
        Self {
            value,
            evidence: Evidence::new(line, words, rule),
        }
    }

    /// A value that the archivist states with these words.
    pub fn of_archivist(value: T, words: impl Into<String>) -> Self {
        Self {
            value,
            evidence: Evidence::of_archivist(words),
        }
    }
}
