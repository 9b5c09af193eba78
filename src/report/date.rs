use super::Evidence;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When a report is from: an interval whose ends may be open, with its proof.
///
/// Undated is both ends open; there is no date that stands for "unknown".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DateBounds {
    /// Not before this day.
    pub earliest: Option<Date>,
    /// Not after this day.
    pub latest: Option<Date>,
    /// Why.
    pub proof: Vec<Evidence>,
}

impl DateBounds {
    /// Exactly this day.
    #[must_use]
    pub fn day(date: Date, proof: Evidence) -> Self {
        Self {
            earliest: Some(date),
            latest: Some(date),
            proof: vec![proof],
        }
    }

    /// The day, when the interval is a single one.
    #[must_use]
    pub fn exact(&self) -> Option<Date> {
        self.earliest.filter(|day| self.latest == Some(*day))
    }

    /// Nothing is known.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }
}

/// A language, as its BCP 47 tag (`en`, `ar`, `ckb`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Language(pub String);

impl Language {
    /// Whether its script runs from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.0.as_str(), "ar" | "fa" | "he" | "ur" | "ckb" | "yi" | "ps")
    }
}
