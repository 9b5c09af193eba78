use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The lasting name of a report: its file's stem without a leading ordinal.
///
/// `002_45e50149b2bb228b.txt` is `45e50149b2bb228b`. Content, order and rules have no part in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ReportId(String);

/// Why a text cannot be an id.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum IdError {
    /// Nothing is left of it.
    #[error("an id needs at least one letter or digit")]
    Empty,
    /// Longer than [`ReportId::MAX_BYTES`].
    #[error("an id has at most {} bytes", ReportId::MAX_BYTES)]
    TooLong,
    /// It holds a character that no id has.
    #[error("an id has no slashes, spaces, control or invisible characters")]
    BadCharacter,
}

/// Endings that addresses use for other forms of a report; no id ends in one.
const ADDRESS_ENDINGS: [&str; 8] = [".txt", ".json", ".bib", ".ris", ".csl", ".chicago", ".apa", ".mla"];

impl ReportId {
    /// The longest id; file systems allow no longer names.
    pub const MAX_BYTES: usize = 255;

    /// Reads an id as it stands in an address.
    ///
    /// # Errors
    /// When the text is empty, too long, or has characters that no id has.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.len() > Self::MAX_BYTES {
            return Err(IdError::TooLong);
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err(IdError::Empty);
        }
        if text.chars().any(|c| !is_id_character(c)) {
            return Err(IdError::BadCharacter);
        }
        Ok(Self(text.to_owned()))
    }

    /// The id of a file with this stem. Characters that no id has become `-`.
    #[must_use]
    pub fn from_stem(stem: &str) -> Self {
        Self::from_name(without_ordinal(stem))
    }

    /// The id of what calls itself so: the name as it stands. Characters that no id has become `-`.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let mut id: String = name.chars().map(|c| if is_id_character(c) { c } else { '-' }).collect();
        shorten(&mut id, Self::MAX_BYTES);
        if let Some(ending) = ADDRESS_ENDINGS
            .iter()
            .find(|ending| id.to_ascii_lowercase().ends_with(*ending))
        {
            let dot = id.len() - ending.len();
            id.replace_range(dot..=dot, "-");
        }
        if !id.chars().any(char::is_alphanumeric) {
            id = format!("report{id}");
            shorten(&mut id, Self::MAX_BYTES);
        }
        Self(id)
    }

    /// The id of a second file that claims `self`: a suffix that depends on its path alone.
    #[must_use]
    pub fn beside(&self, path: &str) -> Self {
        let digest = blake3::hash(path.as_bytes()).to_hex();
        let mut id = self.0.clone();
        shorten(&mut id, Self::MAX_BYTES - 9);
        Self(format!("{id}-{}", digest.chars().take(8).collect::<String>()))
    }

    /// The id without an ordinal in front, where it has one: old links lead on.
    #[must_use]
    pub fn without_ordinal(&self) -> Option<Self> {
        let bare = without_ordinal(&self.0);
        (bare != self.0).then(|| Self(bare.to_owned()))
    }

    /// The id without a suffix as of [`ReportId::beside`], where it has one.
    #[must_use]
    pub fn without_suffix(&self) -> Option<Self> {
        let (bare, suffix) = self.0.rsplit_once('-')?;
        let is_suffix = suffix.len() == 8 && suffix.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_suffix.then(|| Self::parse(bare).ok()).flatten()
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn shorten(id: &mut String, bytes: usize) {
    while id.len() > bytes {
        id.pop();
    }
}

/// `000_abc` is `abc`; `000_`, `2022` and the date `2022_07_04` stay as they are.
fn without_ordinal(stem: &str) -> &str {
    match stem.split_once('_') {
        Some((ordinal, rest))
            if !ordinal.is_empty()
                && ordinal.bytes().all(|b| b.is_ascii_digit())
                && rest.chars().any(char::is_alphanumeric)
                && !is_date(ordinal, rest) =>
        {
            rest
        }
        _ => stem,
    }
}

/// A year and a month are no ordinal: files are often named after days.
fn is_date(first: &str, rest: &str) -> bool {
    let mut month = rest.bytes();
    first.len() == 4
        && matches!(first.as_bytes(), [b'1' | b'2', ..])
        && month.by_ref().take(2).all(|b| b.is_ascii_digit())
        && matches!(month.next(), Some(b'_' | b'-') | None)
}

/// What survives in an address and in a log line: no separators, white space, control characters
/// or marks that are not seen.
fn is_id_character(c: char) -> bool {
    !(c.is_control()
        || c.is_whitespace()
        || matches!(c, '/' | '\\' | '?' | '#' | '%' | '"' | '<' | '>' | '`')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stem: &str, id: &str) {
        assert_eq!(ReportId::from_stem(stem).as_str(), id);
        assert_eq!(ReportId::parse(id).map(|id| id.0), Ok(id.to_owned()));
    }

    #[test]
    fn a_stem_becomes_an_id() {
        check("002_45e50149b2bb228b", "45e50149b2bb228b");
        check("2022_07_04", "2022_07_04");
        check("0001_2022_07_04", "2022_07_04");
        check("2022", "2022");
        check("000_", "000_");
        check("a visit (draft)", "a-visit-(draft)");
        check("ديدار", "ديدار");
        check("notes.txt", "notes-txt");
        check("a/../b", "a-..-b");
        check("..", "report..");
        check("evil\n\u{202e}name", "evil--name");
    }

    #[test]
    fn a_name_is_an_id_with_whatever_stands_in_front() {
        for (name, id) in [("1", "1"), ("002_abc", "002_abc"), ("a/b", "a-b"), ("x.json", "x-json")] {
            assert_eq!(ReportId::from_name(name).as_str(), id);
        }
    }

    #[test]
    fn no_id_ends_as_an_address_does() {
        for ending in ADDRESS_ENDINGS {
            let id = ReportId::from_stem(&format!("visit{ending}"));
            assert_eq!(id.as_str(), format!("visit{ending}").replace('.', "-"));
            // Nor does one that had to be cut.
            let long = format!("{}{ending}s", "x".repeat(ReportId::MAX_BYTES - ending.len()));
            assert!(!ReportId::from_stem(&long).as_str().ends_with(ending));
        }
        check("visit.chicago.txt", "visit.chicago-txt");
    }

    #[test]
    fn bad_ids_are_refused() {
        assert_eq!(ReportId::parse(""), Err(IdError::Empty));
        assert_eq!(ReportId::parse(".."), Err(IdError::Empty));
        assert_eq!(ReportId::parse("a/b"), Err(IdError::BadCharacter));
        assert_eq!(ReportId::parse(&"x".repeat(256)), Err(IdError::TooLong));
    }

    #[test]
    fn a_second_claim_gets_a_suffix_from_its_path() {
        let id = ReportId::from_stem("a");
        assert_eq!(id.beside("x/a.txt"), id.beside("x/a.txt"));
        assert_ne!(id.beside("x/a.txt"), id.beside("y/a.txt"));
        assert_eq!(id.beside("x/a.txt").without_suffix(), Some(id));
        for id in ["a", "a-b", "a-1234567", "a-1234567g", "-12345678"] {
            assert_eq!(ReportId::parse(id).unwrap().without_suffix(), None, "{id}");
        }
    }
}
