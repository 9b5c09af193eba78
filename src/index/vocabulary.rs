//! What words there are, and in how many reports: ranges of the term dictionaries of all segments.

use super::Error;
use std::collections::HashMap;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};
use tantivy_fst::Automaton;
use tantivy_fst::automaton::AlwaysMatch;

/// The most terms of one segment that one look walks over: some ten milliseconds.
const MAX_WALK: usize = 200_000;

/// The terms of one generation of the index.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary<'a> {
    pub(super) searcher: &'a Searcher,
}

/// Terms with the number of their reports.
pub(super) struct Terms {
    /// Most frequent first, equals in alphabetical order.
    pub(super) found: Vec<(String, u64)>,
    /// Whether there may be more than were looked at.
    pub(super) cut: bool,
}

impl Vocabulary<'_> {
    /// In how many reports a term stands; reports that were deleted count until a merge.
    pub(super) fn frequency(&self, field: Field, text: &str) -> Result<u64, Error> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(field, text))?)
    }

    /// Every term that begins with `prefix` and that `keep` wants, without the prefix.
    pub(super) fn beginning(&self, field: Field, prefix: &str, keep: impl FnMut(&str) -> bool) -> Result<Terms, Error> {
        self.walk(field, prefix, AlwaysMatch, keep)
    }

    /// Every term that begins with `prefix`, that the automaton accepts (prefix and all) and that
    /// `keep` wants, without the prefix.
    pub(super) fn walk<A: Automaton + Clone>(
        &self,
        field: Field,
        prefix: &str,
        automaton: A,
        mut keep: impl FnMut(&str) -> bool,
    ) -> Result<Terms, Error>
    where
        A::State: Clone,
    {
        let mut counts: HashMap<String, u64> = HashMap::new();
        let mut cut = false;
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut builder = inverted.terms().search(automaton.clone()).ge(prefix);
            let end = after(prefix);
            if let Some(end) = &end {
                builder = builder.lt(end);
            }
            let mut stream = builder.into_stream()?;
            let mut walked = 0;
            while stream.advance() {
                walked += 1;
                if walked > MAX_WALK {
                    cut = true;
                    break;
                }
                let Some(term) = std::str::from_utf8(stream.key())
                    .ok()
                    .and_then(|t| t.strip_prefix(prefix))
                else {
                    continue;
                };
                if !keep(term) {
                    continue;
                }
                let frequency = u64::from(stream.value().doc_freq);
                match counts.get_mut(term) {
                    Some(count) => *count += frequency,
                    None => {
                        counts.insert(term.to_owned(), frequency);
                    }
                }
            }
        }
        let mut found: Vec<(String, u64)> = counts.into_iter().collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(Terms { found, cut })
    }
}

/// The first bytes after everything that begins with `prefix`.
fn after(prefix: &str) -> Option<Vec<u8>> {
    let mut end = prefix.as_bytes().to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}
