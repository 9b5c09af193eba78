//! Spellings that no rule brings together, as data with citations.

use super::letters::{is_apostrophe, is_passed_over};
use std::collections::HashMap;
use std::sync::LazyLock;
use thiserror::Error;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What is wrong with a line of an alias file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AliasError {
    /// There is no `#` followed by where the group was found.
    #[error("line {0}: a group needs a citation after #")]
    NoCitation(usize),
    /// There are fewer than two spellings.
    #[error("line {0}: a group needs at least two spellings joined by =")]
    TooFew(usize),
    /// A spelling is empty, or says the same as another of its group.
    #[error("line {0}: {1:?} is empty or stands twice")]
    Repeated(usize, String),
}

/// Groups of spellings.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    others: HashMap<String, Vec<String>>,
}

static OWN: LazyLock<Aliases> =
    LazyLock::new(|| Aliases::parse(include_str!("../data/aliases.txt")).unwrap_or_default());

/// The other spellings, as printed, of a word or of several (`abu dhabi`), from the file that comes
/// with the program; the word is folded here, so it may come in any shape.
#[must_use]
pub fn aliases(words: &str) -> &'static [String] {
    OWN.of(words)
}

impl Aliases {
    /// Reads a file of the form described at the top of `aliases.txt`.
    ///
    /// # Errors
    /// The first line that is not of that form.
    pub fn parse(text: &str) -> Result<Self, AliasError> {
        let mut aliases = Self::default();
        for (at, line) in text.lines().enumerate() {
            let number = at + 1;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (group, citation) = line.split_once('#').ok_or(AliasError::NoCitation(number))?;
            if citation.trim().is_empty() {
                return Err(AliasError::NoCitation(number));
            }
            aliases.add(group, number)?;
        }
        Ok(aliases)
    }

    fn add(&mut self, group: &str, number: usize) -> Result<(), AliasError> {
        let (both, typed_only) = group.split_once("<-").unwrap_or((group, ""));
        let found: Vec<&str> = both.split('=').map(str::trim).collect();
        let typed_only: Vec<&str> = typed_only
            .split('=')
            .map(str::trim)
            .filter(|form| !form.is_empty())
            .collect();
        if found.len() + typed_only.len() < 2 {
            return Err(AliasError::TooFew(number));
        }
        let mut folded: Vec<String> = Vec::new();
        for form in found.iter().chain(&typed_only) {
            let fold = fold(form);
            if fold.is_empty() || folded.contains(&fold) {
                return Err(AliasError::Repeated(number, (*form).to_owned()));
            }
            folded.push(fold);
        }
        for own in folded {
            let others = self.others.entry(own.clone()).or_default();
            for form in &found {
                if fold(form) != own && !others.iter().any(|other| other == form) {
                    others.push((*form).to_owned());
                }
            }
        }
        Ok(())
    }

    /// The other spellings of a word or phrase; none for what the file does not hold.
    #[must_use]
    pub fn of(&self, words: &str) -> &[String] {
        self.others.get(&fold(words)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// As the index compares words: without case, marks and apostrophes, one letter for the Arabic and
/// Persian shapes of it; hyphens are spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '-' || c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_apostrophe(c) && !is_passed_over(c) {
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    part.to_lowercase().for_each(|lower| push(lower, &mut out));
                }
            });
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out
}

fn push(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ŋ' => out.push('n'),
        'ə' => out.push('a'),
        'ی' | 'ى' => out.push('ي'),
        'ک' => out.push('ك'),
        c if is_combining_mark(c) => {}
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_is_well_formed() {
        let aliases = Aliases::parse(include_str!("../data/aliases.txt")).unwrap();
        assert!(aliases.others.len() > 300, "{}", aliases.others.len());
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(Aliases::parse("\nA = B").unwrap_err(), AliasError::NoCitation(2));
        assert_eq!(Aliases::parse("A = B #  ").unwrap_err(), AliasError::NoCitation(1));
        assert_eq!(Aliases::parse("A # x").unwrap_err(), AliasError::TooFew(1));
        assert_eq!(
            Aliases::parse("A = a # x").unwrap_err(),
            AliasError::Repeated(1, "a".into())
        );
        assert_eq!(
            Aliases::parse("A = = b # x").unwrap_err(),
            AliasError::Repeated(1, String::new())
        );
    }

    #[test]
    fn an_ambiguous_form_is_only_typed() {
        let aliases = Aliases::parse("Saeed = Saïd Ali <- Said # made").unwrap();
        assert_eq!(aliases.of("said"), ["Saeed", "Saïd Ali"]);
        assert_eq!(aliases.of("SAEED"), ["Saïd Ali"]);
        assert_eq!(aliases.of("saïd-ali"), ["Saeed"]);
        assert!(aliases.of("other").is_empty());
    }

    #[test]
    fn well_known_names() {
        let has = |word: &str, other: &str| aliases(word).iter().any(|alias| alias == other);
        assert!(has("erbil", "Hewlêr") && has("hewler", "Arbil") && has("هەولێر", "Erbil"));
        assert!(has("kyiv", "Kiev") && has("Київ", "Kyiv"));
        assert!(has("mohammed", "محمد") && has("محمد", "Muhammad"));
        assert!(!has("mosul", "Nineveh"));
        assert!(!has("saeed", "Said") && has("said", "Saeed"));
    }
}
