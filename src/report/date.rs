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

    /// The interval, narrowed by what links say of it: a first and a last day, each with its proof. A day
    /// that contradicts what is known says nothing, and two that contradict each other neither.
    #[must_use]
    pub fn narrowed(&self, earliest: Option<(Date, Evidence)>, latest: Option<(Date, Evidence)>) -> Self {
        let earliest = earliest
            .filter(|(day, _)| self.earliest.is_none_or(|own| own < *day) && self.latest.is_none_or(|own| *day <= own));
        let latest = latest
            .filter(|(day, _)| self.latest.is_none_or(|own| *day < own) && self.earliest.is_none_or(|own| own <= *day));
        if let (Some((first, _)), Some((last, _))) = (&earliest, &latest)
            && first > last
        {
            return self.clone();
        }
        let mut narrowed = self.clone();
        if let Some((day, proof)) = earliest {
            narrowed.earliest = Some(day);
            narrowed.proof.push(proof);
        }
        if let Some((day, proof)) = latest {
            narrowed.latest = Some(day);
            narrowed.proof.push(proof);
        }
        narrowed
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
    /// Whether a text has the shape of a tag: `en`, `ckb`, `zh-Hant`.
    #[must_use]
    pub fn is_tag(text: &str) -> bool {
        let mut parts = text.split('-');
        let of_letters = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
        parts.next().is_some_and(of_letters)
            && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    }

    /// Whether its script runs from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.0.as_str(), "ar" | "fa" | "he" | "ur" | "ckb" | "yi" | "ps")
    }
}
