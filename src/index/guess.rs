//! Which headline a pointer means that names none: few candidates are looked up by the rarest words,
//! and those are compared word by word; where the pointer was cut, by how it begins.

use super::manifest::id_key;
use super::nodes::Node;
use super::{Error, Snapshot, analyzer, headline, likely};
use crate::report::ReportId;
use crate::search::Link;
use std::collections::HashMap;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, TERMINATED};

/// Words of a pointer that was cut, as they stand.
const LEAST_CUT: usize = 5;
/// Words that candidates are looked up by: the rarest of the pointer.
const RAREST: usize = 4;
/// Words in more headlines are not looked up; the rarest of a headline hardly is.
const MOST_POSTINGS: u64 = 4_000;
/// Candidates that are compared word by word.
const CANDIDATES: usize = 16;
/// Headlines with one beginning that are looked at.
const BEGINNINGS: usize = 8;

impl Snapshot {
    /// The report whose headline is nearly the title of a pointer, and the share of words that both
    /// have; never the report with this id.
    pub(super) fn likely(&self, title: &str, not: &ReportId) -> Result<Option<(Link, f32)>, Error> {
        if let Some(beginning) = headline::beginning(title) {
            return self.begins_with(beginning, not);
        }
        let mut best: Option<(f32, u64, Link)> = None;
        for node in self.alike(title)?.into_iter().filter(|node| node.key != id_key(not)) {
            let (link, is_supplied) = self.link_and_origin(node.address)?;
            if is_supplied {
                continue;
            }
            let Some(share) = likely::share(self.analyzer(), title, &link.title) else {
                continue;
            };
            let better = best
                .as_ref()
                .is_none_or(|(known, key, _)| share.total_cmp(known).then_with(|| key.cmp(&node.key)).is_gt());
            if better {
                best = Some((share, node.key, link));
            }
        }
        Ok(best.map(|(share, _, link)| (link, share)))
    }

    /// The one headline that begins so, if there is but one.
    fn begins_with(&self, beginning: &str, not: &ReportId) -> Result<Option<(Link, f32)>, Error> {
        let Some(key) = headline::key(beginning) else {
            return Ok(None);
        };
        let words = key.split(' ').count();
        if words < LEAST_CUT {
            return Ok(None);
        }
        let prefix = format!("{key} ");
        let mut found: Vec<Node> = Vec::new();
        for term in self.first_terms(self.fields().headline, &prefix, BEGINNINGS)? {
            found.extend(self.nodes(self.fields().headline, &term)?);
        }
        found.retain(|node| node.key != id_key(not));
        found.sort_unstable_by_key(|node| node.key);
        found.dedup_by_key(|node| node.key);
        if found.len() > BEGINNINGS {
            return Ok(None);
        }
        let mut links = Vec::new();
        for node in &found {
            links.push(self.link(node.address)?);
        }
        let first = links.first().and_then(|link| headline::key(&link.title));
        let is_one = links.iter().all(|link| headline::key(&link.title) == first);
        let Some((link, first)) = links.into_iter().next().zip(first).filter(|_| is_one) else {
            return Ok(None);
        };
        let all = first.split(' ').count().max(words);
        let share = 2.0 * words as f32 / (words + all) as f32;
        Ok(Some((link, share.min(likely::MOST_SHARE))))
    }

    /// The first terms that begin so, of each segment.
    fn first_terms(&self, field: Field, prefix: &str, limit: usize) -> Result<Vec<String>, Error> {
        let mut terms = Vec::new();
        for segment in self.searcher().segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted.terms().range().ge(prefix).into_stream()?;
            let mut left = limit;
            while left > 0 && stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                terms.push(String::from_utf8_lossy(stream.key()).into_owned());
                left -= 1;
            }
        }
        terms.sort_unstable();
        terms.dedup();
        Ok(terms)
    }

    /// Reports whose titles share the most of the rarest words of a title.
    fn alike(&self, title: &str) -> Result<Vec<Node>, Error> {
        let field = self.fields().title;
        let mut rare: Vec<(u64, String)> = Vec::new();
        for word in likely::telling(self.analyzer(), title) {
            let term = analyzer::surface(&word);
            let frequency = self.vocabulary().frequency(field, &term)?;
            if (1..=MOST_POSTINGS).contains(&frequency) {
                rare.push((frequency, term));
            }
        }
        rare.sort_unstable();
        rare.dedup();
        rare.truncate(RAREST);
        let mut nodes = Vec::new();
        for (ordinal, segment) in self.searcher().segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(field)?;
            let mut shared: HashMap<DocId, usize> = HashMap::new();
            for (_, term) in &rare {
                let Some(info) = inverted.terms().get(term)? else {
                    continue;
                };
                let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    *shared.entry(postings.doc()).or_default() += 1;
                    postings.advance();
                }
            }
            let least = rare.len().div_ceil(2);
            let ordinal = u32::try_from(ordinal).unwrap_or(u32::MAX);
            nodes.extend(
                shared
                    .into_iter()
                    .filter(|(_, count)| *count >= least)
                    .map(|(doc, count)| (count, DocAddress::new(ordinal, doc))),
            );
        }
        nodes.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut read = Vec::new();
        for (_, address) in nodes.into_iter().take(CANDIDATES) {
            self.read_nodes(address.segment_ord as usize, &[address.doc_id], &mut read)?;
        }
        Ok(read)
    }
}
