//! What helps when little or nothing was found: which word is the one without hits, what was perhaps
//! meant, and whether a long question should be answered by any of its words.

use super::analyzer::surface;
use super::lower::MAX_WORK;
use super::patterns::near_words;
use super::{Error, Snapshot};
use crate::search::{Correction, Match, Missing, Query, Request};
use std::collections::HashSet;

/// Fewer results than this are few.
pub(super) const FEW: usize = 3;
/// Words from which on a query without operators is a question in so many words.
const LONG: usize = 4;
/// Corrections, and parts without hits, that are offered.
const OFFERED: usize = 3;
/// Corrections that are tried.
const TRIES: usize = 12;
/// Parts of a query that are looked at one by one.
const PARTS: usize = 16;
/// What all of it may cost: half a question.
const WORK: u64 = MAX_WORK / 2;
/// What was typed and does stand somewhere is corrected only to what is so many times as frequent.
const MUCH_MORE: u64 = 50;

/// What no report holds, and what was perhaps meant.
pub(super) fn help(
    snapshot: &Snapshot,
    request: &Request,
    found: usize,
) -> Result<(Vec<Missing>, Vec<Correction>), Error> {
    let mut left = WORK;
    let mut missing = Vec::new();
    if found == 0
        && let Query::And(parts) = &request.query
    {
        for (n, part) in parts.iter().enumerate().take(PARTS) {
            if missing.len() < OFFERED && part.has_positive() && snapshot.count(request, part, &mut left)? == Some(0) {
                let mut others = parts.clone();
                others.remove(n);
                let without = Query::and(others);
                let Some(count) = snapshot.count(request, &without, &mut left)? else {
                    continue;
                };
                missing.push(Missing {
                    part: part.to_string(),
                    without: without.to_string(),
                    count,
                });
            }
        }
    }
    let mut corrections: Vec<Correction> = Vec::new();
    for query in corrected(snapshot, &request.query, found)?.into_iter().take(TRIES) {
        if corrections.len() == OFFERED {
            break;
        }
        let Some(count) = snapshot.count(request, &query, &mut left)? else {
            continue;
        };
        let query = query.to_string();
        if count > found && !corrections.iter().any(|known| known.query == query) {
            corrections.push(Correction { query, count });
        }
    }
    Ok((missing, corrections))
}

/// The query with its doubtful words put right: all by the best candidate, then each candidate for a
/// single doubtful word.
fn corrected(snapshot: &Snapshot, query: &Query, found: usize) -> Result<Vec<Query>, Error> {
    let mut words = Vec::new();
    gather(query, &mut words);
    let mut doubtful: Vec<(String, Vec<String>)> = Vec::new();
    for word in words.into_iter().take(PARTS) {
        let candidates = candidates(snapshot, &word, found)?;
        if !candidates.is_empty() && !doubtful.iter().any(|(known, _)| *known == word) {
            doubtful.push((word, candidates));
        }
    }
    let mut queries = Vec::new();
    if doubtful.len() > 1 {
        let put_right = |word: &str| {
            let known = doubtful.iter().find(|(doubted, _)| doubted == word);
            known.and_then(|(_, candidates)| candidates.first().cloned())
        };
        queries.push(replaced(query, &put_right));
    }
    for (doubted, candidates) in &doubtful {
        for candidate in candidates {
            queries.push(replaced(query, &|word: &str| {
                (word == doubted).then(|| candidate.clone())
            }));
        }
    }
    Ok(queries)
}

/// The words of what is wanted, as typed; those of phrases one by one.
fn gather(query: &Query, words: &mut Vec<String>) {
    match query {
        Query::Word(None, text) | Query::Exact(None, text) => words.push(text.clone()),
        Query::Phrase(None, text) | Query::Close(None, text, _) => {
            words.extend(text.split(' ').map(str::to_owned));
        }
        Query::And(parts) | Query::Or(parts) | Query::Near(parts, _) => {
            parts.iter().for_each(|part| gather(part, words));
        }
        Query::Within(_, inner) | Query::Original(inner) => gather(inner, words),
        _ => {}
    }
}

/// The query with some of its words replaced.
fn replaced(query: &Query, by: &dyn Fn(&str) -> Option<String>) -> Query {
    let word = |text: &String| by(text).unwrap_or_else(|| text.clone());
    let phrase = |text: &String| {
        let words: Vec<String> = text.split(' ').map(|one| word(&one.to_owned())).collect();
        words.join(" ")
    };
    let all = |parts: &Vec<Query>| -> Vec<Query> { parts.iter().map(|part| replaced(part, by)).collect() };
    match query {
        Query::Word(None, text) => Query::Word(None, word(text)),
        Query::Exact(None, text) => Query::Exact(None, word(text)),
        Query::Phrase(None, text) => Query::Phrase(None, phrase(text)),
        Query::Close(None, text, distance) => Query::Close(None, phrase(text), *distance),
        Query::And(parts) => Query::And(all(parts)),
        Query::Or(parts) => Query::Or(all(parts)),
        Query::Near(parts, distance) => Query::Near(all(parts), *distance),
        Query::Within(unit, inner) => Query::Within(*unit, Box::new(replaced(inner, by))),
        Query::Original(inner) => Query::Original(Box::new(replaced(inner, by))),
        other => other.clone(),
    }
}

/// Words of the archive that may have been meant by one that is rare or not in it: fewest edits
/// first, then the most frequent.
fn candidates(snapshot: &Snapshot, typed: &str, found: usize) -> Result<Vec<String>, Error> {
    let looked = snapshot.analyzer().words(typed);
    let [looked] = looked.as_slice() else {
        return Ok(Vec::new());
    };
    let (vocabulary, fields) = (snapshot.vocabulary(), snapshot.fields());
    let own = vocabulary.frequency(fields.text, &surface(&looked.word))?;
    let length = looked.word.chars().count();
    if length < 4 || own > 0 && found == 0 && own > FEW as u64 {
        return Ok(Vec::new());
    }
    for edits in 1..=if length < 7 || own > 0 { 1 } else { 2 } {
        let alike = near_words(vocabulary, fields.text, &looked.word, edits)?;
        let better = alike
            .found
            .into_iter()
            .filter(|(word, count)| *word != looked.word && *count > own.saturating_mul(MUCH_MORE));
        // A first letter is seldom mistyped.
        let (same, other): (Vec<_>, Vec<_>) =
            better.partition(|(word, _)| word.chars().next() == looked.word.chars().next());
        let words: Vec<String> = same
            .into_iter()
            .chain(other)
            .map(|(word, _)| word)
            .take(OFFERED)
            .collect();
        if !words.is_empty() {
            return Ok(words);
        }
    }
    Ok(Vec::new())
}

/// A question in so many words, to be answered by any of them.
pub(super) fn relaxed(request: &Request) -> Option<Request> {
    let Query::And(parts) = &request.query else {
        return None;
    };
    let plain = parts.iter().all(|part| matches!(part, Query::Word(None, _)));
    let distinct: HashSet<&Query> = parts.iter().collect();
    (request.relax && plain && distinct.len() >= LONG && request.matching == Match::All).then(|| Request {
        query: Query::or(parts.clone()),
        matching: Match::Any,
        ..request.clone()
    })
}

/// The words of a query that could be somebody's name: a few plain ones.
pub(super) fn as_name(query: &Query) -> Option<String> {
    match query {
        Query::Word(None, text) | Query::Exact(None, text) | Query::Phrase(None, text) => Some(text.clone()),
        Query::And(parts) if parts.len() <= 5 => {
            let words: Option<Vec<&str>> = parts
                .iter()
                .map(|part| match part {
                    Query::Word(None, word) => Some(word.as_str()),
                    _ => None,
                })
                .collect();
            words.map(|words| words.join(" "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analyzer::{self, Analyzer};
    use crate::index::schema::Fields;
    use tantivy::{Index, TantivyDocument};

    /// However many corrections are tried, they have one allowance.
    #[test]
    fn the_work_of_all_helps_is_bounded() {
        let (schema, fields) = Fields::schema();
        let index = Index::create_in_ram(schema);
        index.tokenizers().register(analyzer::NAME, Analyzer::new());
        let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
        for _ in 0..40 {
            writer.add_document(TantivyDocument::default()).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = Snapshot::new(index.reader().unwrap().searcher(), fields);
        let (query, _) = crate::search::parse("sent:(-minister)");
        let mut left = 5_000;
        let mut counted = 0;
        while snapshot
            .count(&Request::default(), &query, &mut left)
            .unwrap()
            .is_some()
        {
            counted += 1;
            assert!(counted < 100, "{left}");
        }
        assert!(counted > 0 && left < 5_000, "{counted} {left}");
    }
}
