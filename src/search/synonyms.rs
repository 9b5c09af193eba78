//! Other words for the same thing: acronyms and what they stand for.
//!
//! They are data. The file that comes with the program, `data/synonyms.txt`, says at its top how it is
//! written, and an archivist may put another of the same form in its place.

use super::names::fold;
use std::collections::HashMap;
use std::ops::Range;
use thiserror::Error;

/// The file that comes with the program.
pub const BUILT_IN: &str = include_str!("data/synonyms.txt");

/// What is wrong with a file of synonyms.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SynonymError {
    /// A group of one.
    #[error("line {0}: a group needs at least two forms, joined by = or <-")]
    TooFew(usize),
    /// Nothing that a search could add: only forms behind `<-`.
    #[error("line {0}: before <- there must be a form to search for")]
    NothingToFind(usize),
    /// Two `=` with nothing between them, or a form without a letter or digit.
    #[error("line {0}: a form is empty")]
    Empty(usize),
    /// A quotation mark without its fellow.
    #[error("line {0}: a quotation mark is missing around {1}")]
    Quote(usize, String),
    /// One form twice in one group.
    #[error("line {0}: {1} stands twice")]
    Repeated(usize, String),
}

/// Groups of forms that mean the same.
#[derive(Clone, Debug)]
pub struct Synonyms {
    groups: Vec<Vec<Form>>,
    /// The first part of each form → the group and the place in it.
    by_first: HashMap<String, Vec<(usize, usize)>>,
}

/// What may be searched for besides some of the typed words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// Which of the typed words.
    pub from: Range<usize>,
    /// Words and phrases, as the file has them.
    pub to: Vec<String>,
}

#[derive(Clone, Debug)]
struct Form {
    text: String,
    parts: Vec<String>,
    /// Matches only what is typed exactly like this.
    exact: bool,
    /// May be typed and is never searched for.
    typed_only: bool,
}

impl Default for Synonyms {
    /// The file that comes with the program.
    fn default() -> Self {
        Self::parse(BUILT_IN).unwrap_or(Self {
            groups: Vec::new(),
            by_first: HashMap::new(),
        })
    }
}

impl Synonyms {
    /// Reads a file of the form described at the top of `data/synonyms.txt`.
    ///
    /// # Errors
    /// The first line that is not of that form.
    pub fn parse(text: &str) -> Result<Self, SynonymError> {
        let mut synonyms = Self {
            groups: Vec::new(),
            by_first: HashMap::new(),
        };
        for (at, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if !line.is_empty() {
                synonyms.add(line, at + 1)?;
            }
        }
        Ok(synonyms)
    }

    fn add(&mut self, line: &str, number: usize) -> Result<(), SynonymError> {
        let (found, typed) = match line.split_once("<-") {
            Some((found, typed)) => (found, Some(typed)),
            None => (line, None),
        };
        if found.trim().is_empty() {
            return Err(SynonymError::NothingToFind(number));
        }
        let mut forms: Vec<Form> = Vec::new();
        let both = found.split('=').map(|form| (form, false));
        let typed_only = typed
            .into_iter()
            .flat_map(|typed| typed.split('='))
            .map(|form| (form, true));
        for (written, typed_only) in both.chain(typed_only) {
            let form = Form::read(written.trim(), typed_only, number)?;
            if forms.iter().any(|other| other.same(&form)) {
                return Err(SynonymError::Repeated(number, form.text));
            }
            forms.push(form);
        }
        if forms.len() < 2 {
            return Err(SynonymError::TooFew(number));
        }
        for (place, form) in forms.iter().enumerate() {
            if let Some(first) = form.parts.first() {
                let entry = self.by_first.entry(first.clone()).or_default();
                entry.push((self.groups.len(), place));
            }
        }
        self.groups.push(forms);
        Ok(())
    }

    /// What may be searched for besides the typed words: from the left, the longest form first, and
    /// no word twice. Case, dots, hyphens and accents make no difference but where the file says so.
    #[must_use]
    pub fn expand(&self, words_as_typed: &[&str]) -> Vec<Expansion> {
        let parts: Vec<(usize, String)> = words_as_typed
            .iter()
            .enumerate()
            .flat_map(|(word, typed)| parts(typed).into_iter().map(move |part| (word, part)))
            .collect();
        let mut expansions = Vec::new();
        let mut at = 0;
        while let Some(rest) = parts.get(at..).filter(|rest| !rest.is_empty()) {
            let begins = at
                .checked_sub(1)
                .and_then(|before| parts.get(before))
                .map(|(word, _)| *word)
                != rest.first().map(|(word, _)| *word);
            match self.longest(rest, words_as_typed).filter(|_| begins) {
                Some((taken, expansion)) => {
                    at += taken;
                    expansions.push(expansion);
                }
                None => at += 1,
            }
        }
        expansions
    }

    /// The longest form that the parts begin with, and how many parts it takes.
    fn longest(&self, parts: &[(usize, String)], words: &[&str]) -> Option<(usize, Expansion)> {
        let (start, first) = parts.first()?;
        let known = self.by_first.get(first)?;
        let matching = |&&(group, place): &&(usize, usize)| {
            let form = self.groups.get(group)?.get(place)?;
            let end = form.matches(parts, words)?;
            Some((form.parts.len(), end))
        };
        let (taken, end) = known.iter().filter_map(|at| matching(&at)).max()?;
        let mut to: Vec<String> = Vec::new();
        for at in known
            .iter()
            .filter(|at| matching(at).is_some_and(|(len, _)| len == taken))
        {
            for (place, form) in self.groups.get(at.0)?.iter().enumerate() {
                if place != at.1 && !form.typed_only && !to.contains(&form.text) && !form.says(parts.get(..taken)?) {
                    to.push(form.text.clone());
                }
            }
        }
        let from = *start..end + 1;
        (!to.is_empty()).then_some((taken, Expansion { from, to }))
    }
}

impl Form {
    fn read(written: &str, typed_only: bool, line: usize) -> Result<Self, SynonymError> {
        let exact = written.starts_with('"');
        let text = match (exact, written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))) {
            (true, Some(inner)) => inner,
            (false, _) if !written.contains('"') => written,
            _ => return Err(SynonymError::Quote(line, written.to_owned())),
        };
        let parts = parts(text);
        if parts.is_empty() {
            return Err(SynonymError::Empty(line));
        }
        Ok(Self {
            text: text.to_owned(),
            parts,
            exact,
            typed_only,
        })
    }

    fn same(&self, other: &Self) -> bool {
        self.parts == other.parts && (!self.exact || !other.exact || self.text == other.text)
    }

    fn says(&self, typed: &[(usize, String)]) -> bool {
        self.parts.len() == typed.len() && self.parts.iter().zip(typed).all(|(part, (_, typed))| part == typed)
    }

    /// The last typed word that the form takes; it must take words whole.
    fn matches(&self, typed: &[(usize, String)], words: &[&str]) -> Option<usize> {
        if !self.says(typed.get(..self.parts.len())?) {
            return None;
        }
        let (first, last) = (typed.first()?.0, typed.get(self.parts.len() - 1)?.0);
        if typed.get(self.parts.len()).is_some_and(|(next, _)| *next == last) {
            return None;
        }
        let as_typed = || words.get(first..=last).unwrap_or_default().join(" ");
        (!self.exact || bare(&as_typed()) == self.text).then_some(last)
    }
}

/// A typed word without the possessive and the marks around it.
fn bare(typed: &str) -> &str {
    let typed = typed.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '?' | '!' | '(' | ')' | '"' | '“' | '”'));
    typed
        .strip_suffix("'s")
        .or_else(|| typed.strip_suffix("’s"))
        .unwrap_or(typed)
}

/// The words that are compared: folded, without dots and what stands around them.
fn parts(text: &str) -> Vec<String> {
    fold(bare(text))
        .split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/'))
        .map(|word| {
            word.chars()
                .filter(|c| c.is_alphanumeric() || *c == '&')
                .collect::<String>()
        })
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `words → first..end: to; to` for each expansion.
    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let words: Vec<&str> = typed.split(' ').collect();
        let found: Vec<String> = Synonyms::default()
            .expand(&words)
            .into_iter()
            .map(|Expansion { from, to }| format!("{}..{}: {}", from.start, from.end, to.join("; ")))
            .collect();
        assert_eq!(found.join(" | "), expected, "{typed}");
    }

    #[test]
    fn ambiguous_forms_go_the_safe_way() {
        check("IS", "0..1: ISIS; ISIL; Daesh; Islamic State");
        check("is", "");
        check("Is he US citizen", "2..3: United States; United States of America; USA");
        check("tell us", "");
        check("U.S.", "0..1: United States; United States of America; USA");
        check("u.s. troops", "0..1: United States; United States of America; USA");
        check("united states", "0..2: United States of America; USA");
        check("isis", "0..1: ISIL; Daesh; Islamic State");
        check("WHO", "0..1: World Health Organization; World Health Organisation");
        check("who", "");
        check("it", "");
        check("the PM said", "1..2: prime minister");
        check("prime minister", "");
    }

    #[test]
    fn the_longest_form_wins() {
        check("Islamic State fighters", "0..2: ISIS; ISIL; Daesh");
        check(
            "cjtf-oir",
            "0..1: Combined Joint Task Force Operation Inherent Resolve; Operation Inherent Resolve",
        );
        check(
            "Combined Joint Task Force – Operation Inherent Resolve",
            "0..8: CJTF-OIR; Operation Inherent Resolve",
        );
        check("Kurdistan Regional Government’s", "0..3: KRG");
        check(
            "U.K. and e.u.",
            "0..1: United Kingdom; Great Britain; Britain | 2..3: European Union",
        );
        check("Krg’s", "0..1: Kurdistan Regional Government");
    }

    #[test]
    fn nothing_searches_for_an_ambiguous_word() {
        for group in &Synonyms::default().groups {
            for form in group.iter().filter(|form| !form.typed_only) {
                let folded = form.parts.join(" ");
                let bad = [
                    "is", "us", "who", "it", "pm", "am", "un", "fm", "car", "aid", "mod", "sad", "oas", "fed", "start",
                ];
                assert!(!bad.contains(&folded.as_str()), "{}", form.text);
            }
        }
    }

    #[test]
    fn the_default_file_is_well_formed() {
        let synonyms = Synonyms::parse(BUILT_IN).unwrap();
        assert!(synonyms.groups.len() >= 60, "{}", synonyms.groups.len());
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = |text: &str| Synonyms::parse(text).unwrap_err();
        assert_eq!(error("# fine\nA"), SynonymError::TooFew(2));
        assert_eq!(error("<- A = B"), SynonymError::NothingToFind(1));
        assert_eq!(error("A = = B"), SynonymError::Empty(1));
        assert_eq!(error("A <- "), SynonymError::Empty(1));
        assert_eq!(error("A = \"B"), SynonymError::Quote(1, "\"B".into()));
        assert_eq!(error("A = B = a."), SynonymError::Repeated(1, "a.".into()));
        assert_eq!(
            error("A").to_string(),
            "line 1: a group needs at least two forms, joined by = or <-"
        );
    }

    proptest! {
        #[test]
        fn any_words_are_answered(words in prop::collection::vec("\\PC{0,12}|IS|U\\.S\\.|Islamic|State|of", 0..12)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let mut end = 0;
            for Expansion { from, to } in Synonyms::default().expand(&words) {
                prop_assert!(end <= from.start && from.start < from.end && from.end <= words.len());
                prop_assert!(!to.is_empty());
                end = from.end;
            }
        }
    }
}
