//! A [`Query`] as the engine's own. No text of a user reaches the engine's parser.

use super::Error;
use super::analyzer::Analyzer;
use super::excluded::Excluded;
use super::schema::Fields;
use crate::search::{Field as Named, Filters, Notice, Query};
use std::collections::{HashMap, HashSet};
use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery,
    Occur, PhraseQuery, Query as Engine, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// What a word adds to the score where it stands in a second field: little, for a headline that the
/// caption and the keywords repeat says nothing more. The maximum rather than the sum keeps a report
/// in which one word stands everywhere behind one in which every word stands somewhere.
const TIE_BREAKER: f32 = 0.1;

/// The most entries that one query may look at: about two seconds of one core. Without a bound a few
/// hundred phrases of common words would keep it busy for minutes in a large archive.
const MAX_WORK: u64 = 100_000_000;
/// What an entry of a phrase costs beside one of a word, as measured: its positions are read.
const PHRASE_WORK: u64 = 25;

/// A query ready to run.
pub(super) struct Lowered {
    pub(super) query: Box<dyn Engine>,
    pub(super) notices: Vec<Notice>,
    pub(super) frequencies: Frequencies,
}

/// In how many reports a term stands, in whatever field: otherwise a word that is everywhere in
/// bodies and nowhere in captions would outweigh a rare one by standing in a single caption.
#[derive(Default)]
pub(super) struct Frequencies(HashMap<String, u64>);

/// Translates a query and its filters.
pub(super) fn lower(
    searcher: &Searcher,
    fields: &Fields,
    analyzer: &Analyzer,
    query: &Query,
    filters: &Filters,
) -> Result<Lowered, Error> {
    let mut lowering = Lowering {
        searcher,
        fields,
        analyzer,
        frequencies: Frequencies::default(),
        empty: Vec::new(),
        work: 0,
    };
    let mut clauses = Vec::new();
    if let Some(query) = lowering.query(query)? {
        clauses.push((Occur::Must, query));
    }
    if lowering.work > MAX_WORK {
        return Err(Error::TooMuch);
    }
    clauses.extend(filter_clauses(fields, filters));
    let query: Box<dyn Engine> = match clauses.len() {
        0 => Box::new(AllQuery),
        1 => clauses
            .pop()
            .map_or_else(|| Box::new(AllQuery) as Box<dyn Engine>, |(_, query)| query),
        _ => Box::new(BooleanQuery::new(clauses)),
    };
    let notices = lowering
        .empty
        .iter()
        .map(|word| Notice::new(format!("“{word}” was ignored: it has no letter or digit.")))
        .collect();
    Ok(Lowered {
        query,
        notices,
        frequencies: lowering.frequencies,
    })
}

struct Lowering<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    analyzer: &'a Analyzer,
    frequencies: Frequencies,
    /// Words in which the analyzer found nothing (a lone tatweel, say).
    empty: Vec<String>,
    /// Entries of the index that the query may have to look at.
    work: u64,
}

impl Lowering<'_> {
    /// `None` where nothing is asked.
    fn query(&mut self, query: &Query) -> tantivy::Result<Option<Box<dyn Engine>>> {
        match query {
            Query::All => Ok(None),
            Query::Word(field, text) | Query::Phrase(field, text) => self.words(*field, text),
            Query::And(parts) => self.all_of(parts),
            Query::Or(parts) => {
                let mut clauses = Vec::with_capacity(parts.len());
                for part in once(parts) {
                    if let Some(query) = self.query(part)? {
                        clauses.push((Occur::Should, query));
                    }
                }
                Ok((!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as _))
            }
            Query::Not(_) => self.all_of(std::slice::from_ref(query)),
        }
    }

    fn all_of(&mut self, parts: &[Query]) -> tantivy::Result<Option<Box<dyn Engine>>> {
        let mut clauses = Vec::with_capacity(parts.len() + 1);
        let mut positive = false;
        for part in once(parts) {
            let (occur, part) = match part {
                Query::Not(inner) => (Occur::MustNot, inner.as_ref()),
                other => (Occur::Must, other),
            };
            if let Some(query) = self.query(part)? {
                positive |= occur == Occur::Must;
                let query = match occur {
                    Occur::MustNot => Box::new(Excluded(query)),
                    _ => query,
                };
                clauses.push((occur, query));
            }
        }
        if clauses.is_empty() {
            return Ok(None);
        }
        // What excludes must have something to exclude from.
        if !positive {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Some(Box::new(BooleanQuery::new(clauses))))
    }

    /// A word or a phrase, in the fields where it can stand.
    fn words(&mut self, named: Option<Named>, text: &str) -> tantivy::Result<Option<Box<dyn Engine>>> {
        if let Some(named @ (Named::Lang | Named::Id)) = named {
            let text = match named {
                Named::Lang => text.trim().to_ascii_lowercase(),
                _ => text.trim().to_owned(),
            };
            let term = Term::from_field_text(self.fields.named(named), &text);
            let exact = TermQuery::new(term, IndexRecordOption::Basic);
            return Ok(Some(Box::new(ConstScoreQuery::new(Box::new(exact), 1.0))));
        }
        let terms = self.analyzer.terms(text);
        if terms.is_empty() {
            self.empty.push(text.chars().take(40).collect());
            return Ok(None);
        }
        let everywhere = self.fields.default_search();
        let fields: &[(Field, f32)] = match named {
            Some(named) => &[(self.fields.named(named), 1.0)],
            None => &everywhere,
        };
        let mut queries: Vec<Box<dyn Engine>> = Vec::with_capacity(fields.len());
        for (field, boost) in fields {
            if let Some(query) = self.in_field(*field, &terms)? {
                queries.push(if *boost == 1.0 {
                    query
                } else {
                    Box::new(BoostQuery::new(query, *boost))
                });
            }
        }
        Ok(Some(match queries.len() {
            0 => Box::new(EmptyQuery),
            1 => queries.pop().unwrap_or_else(|| Box::new(EmptyQuery)),
            _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(queries, TIE_BREAKER)),
        }))
    }

    /// `None` where a term does not stand in the field at all: a scorer less to merge.
    fn in_field(&mut self, field: Field, terms: &[String]) -> tantivy::Result<Option<Box<dyn Engine>>> {
        let mut found = Vec::with_capacity(terms.len());
        let mut least = u64::MAX;
        for text in terms {
            let term = Term::from_field_text(field, text);
            let frequency = self.searcher.doc_freq(&term)?;
            self.frequencies.note(text, frequency);
            least = least.min(frequency);
            found.push(term);
        }
        if least == 0 {
            return Ok(None);
        }
        self.work += least
            * match terms.len() as u64 {
                0 | 1 => 1,
                long => PHRASE_WORK + long,
            };
        Ok(match found.len() {
            0 => None,
            1 => found
                .pop()
                .map(|term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as _),
            _ => Some(Box::new(PhraseQuery::new(found))),
        })
    }
}

impl Frequencies {
    fn note(&mut self, text: &str, frequency: u64) {
        match self.0.get_mut(text) {
            Some(most) => *most = frequency.max(*most),
            None => {
                self.0.insert(text.to_owned(), frequency);
            }
        }
    }
}

/// Each part once: saying a word again neither asks for more nor should it cost more.
fn once(parts: &[Query]) -> impl Iterator<Item = &Query> {
    let mut seen = HashSet::with_capacity(parts.len());
    parts.iter().filter(move |part| seen.insert(*part))
}

/// Values of one kind are alternatives, kinds add up; none counts for the score. The dates are
/// looked at while collecting, for all of their answers are counted.
fn filter_clauses(fields: &Fields, filters: &Filters) -> Vec<(Occur, Box<dyn Engine>)> {
    [
        (fields.outlet_exact, &filters.outlets),
        (fields.person_exact, &filters.people),
        (fields.lang, &filters.langs),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(field, values)| {
        let alternatives = values
            .iter()
            .map(|value| {
                let term = Term::from_field_text(field, value);
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                (Occur::Should, Box::new(query) as Box<dyn Engine>)
            })
            .collect();
        let any = BooleanQuery::new(alternatives);
        (
            Occur::Must,
            Box::new(ConstScoreQuery::new(Box::new(any), 0.0)) as Box<dyn Engine>,
        )
    })
    .collect()
}

/// [`Frequencies`] with everything else from the searcher.
pub(super) struct Statistics<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) frequencies: &'a Frequencies,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let known = term
            .value()
            .as_str()
            .and_then(|text| self.frequencies.0.get(text).copied());
        known.map_or_else(|| self.searcher.doc_freq(term), Ok)
    }
}
