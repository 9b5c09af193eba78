//! Reports as the ends of links, read from columns: enough to choose among several of one headline
//! without opening any.

use super::days::rank_of_time;
use super::manifest::id_key;
use super::numbers::Numbers;
use super::schema::column;
use super::stored::{self, StoredCard};
use super::{Error, Snapshot};
use crate::report::{DateBounds, ReportId};
use crate::search::{FacetField, Link, Sort};
use serde::Deserialize;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, TERMINATED};

/// A report as a link needs it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) address: DocAddress,
    /// The digest of its id.
    pub(super) key: u64,
    /// The number of its outlet.
    outlet: Option<u32>,
    /// As in [`super::day_number`], as far as the report itself tells.
    pub(super) first: u64,
    pub(super) last: u64,
}

impl Node {
    /// What is not in the index: of no outlet and no time.
    pub(super) fn nowhere(key: u64) -> Self {
        Self {
            address: DocAddress::new(u32::MAX, 0),
            key,
            outlet: None,
            first: super::NO_FIRST_DAY,
            last: super::NO_LAST_DAY,
        }
    }

    /// Grows with time; 0 for undated.
    pub(super) fn time(&self) -> u64 {
        rank_of_time(Sort::Newest, self.first, self.last)
    }
}

/// The first part of a card, which a link shows.
#[derive(Deserialize)]
struct Head<'a> {
    id: ReportId,
    #[serde(borrow)]
    title: Cow<'a, str>,
    supplied: bool,
    #[serde(borrow)]
    outlet: Option<Cow<'a, str>>,
    dated: DateBounds,
}

impl Snapshot {
    /// The reports that have a term, in no order that means anything.
    pub(super) fn nodes(&self, field: Field, term: &str) -> Result<Vec<Node>, Error> {
        self.some_nodes(field, term, usize::MAX, Some(self.numbers_of(FacetField::Outlet)?))
    }

    /// The same without outlets, whose numbers are those of the whole archive; `most` of them, or some more.
    pub(super) fn dated_nodes(&self, field: Field, term: &str, most: usize) -> Result<Vec<Node>, Error> {
        self.some_nodes(field, term, most, None)
    }

    fn some_nodes(&self, field: Field, term: &str, most: usize, outlets: Option<&Numbers>) -> Result<Vec<Node>, Error> {
        let mut nodes = Vec::new();
        for (ordinal, segment) in self.searcher().segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(field)?;
            let Some(info) = inverted.terms().get(term)? else {
                continue;
            };
            let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            let mut docs = Vec::new();
            while postings.doc() != TERMINATED && docs.len() < most {
                if !segment.is_deleted(postings.doc()) {
                    docs.push(postings.doc());
                }
                postings.advance();
            }
            self.read_some(ordinal, &docs, outlets, &mut nodes)?;
            if nodes.len() >= most {
                break;
            }
        }
        Ok(nodes)
    }

    /// The nodes of reports of one segment; those that were taken out are passed over.
    pub(super) fn read_nodes(&self, segment: usize, docs: &[DocId], nodes: &mut Vec<Node>) -> Result<(), Error> {
        self.read_some(segment, docs, Some(self.numbers_of(FacetField::Outlet)?), nodes)
    }

    fn read_some(
        &self,
        segment: usize,
        docs: &[DocId],
        numbers: Option<&Numbers>,
        nodes: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let Some(reader) = self.searcher().segment_readers().get(segment) else {
            return Ok(());
        };
        let columns = reader.fast_fields();
        let key = columns.u64(column::KEY)?;
        let (first, last) = (columns.u64(column::OWN_MIN)?, columns.u64(column::OWN_MAX)?);
        let outlets = match numbers {
            Some(numbers) => columns.str(column::OUTLET)?.map(|column| (column, numbers)),
            None => None,
        };
        for doc in docs.iter().copied().filter(|doc| !reader.is_deleted(*doc)) {
            let outlet = outlets.as_ref();
            let outlet = outlet.and_then(|(column, numbers)| numbers.number(segment, column.ords().first(doc)?));
            nodes.push(Node {
                address: DocAddress::new(u32::try_from(segment).unwrap_or(u32::MAX), doc),
                key: key.first(doc).unwrap_or_default(),
                outlet,
                first: first.first(doc).unwrap_or(super::NO_FIRST_DAY),
                last: last.first(doc).unwrap_or(super::NO_LAST_DAY),
            });
        }
        Ok(())
    }

    /// The node of the report with this id.
    pub(super) fn node(&self, id: &ReportId) -> Result<Option<Node>, Error> {
        let nodes = self.nodes(self.fields().id, id.as_str())?;
        Ok(nodes.into_iter().find(|node| node.key == id_key(id)))
    }

    /// A report as a link to it shows it.
    pub(super) fn link(&self, address: DocAddress) -> Result<Link, Error> {
        Ok(self.link_and_origin(address)?.0)
    }

    /// The same, and whether its title is supplied.
    pub(super) fn link_and_origin(&self, address: DocAddress) -> Result<(Link, bool), Error> {
        let StoredCard(stored) = self.searcher().doc(address)?;
        let head: Head<'_> = stored::read(&stored)?;
        let link = Link {
            title: if head.supplied {
                format!("[{}]", head.title)
            } else {
                head.title.into_owned()
            },
            outlet: head.outlet.map(Cow::into_owned),
            lang: self.lang(address)?,
            dated: head.dated,
            id: head.id,
        };
        Ok((link, head.supplied))
    }

    /// The language of a report, as a tag in lower case.
    pub(super) fn lang(&self, address: DocAddress) -> Result<Option<String>, Error> {
        let Some(segment) = self.searcher().segment_readers().get(address.segment_ord as usize) else {
            return Ok(None);
        };
        let Some(column) = segment.fast_fields().str(column::LANG)? else {
            return Ok(None);
        };
        let mut lang = String::new();
        Ok(match column.term_ords(address.doc_id).next() {
            Some(ordinal) if column.ord_to_str(ordinal, &mut lang)? => Some(lang),
            _ => None,
        })
    }

    /// The latest of some reports as links, undated ones last.
    pub(super) fn latest(&self, nodes: &mut Vec<Node>, limit: usize) -> Result<Vec<Link>, Error> {
        nodes.sort_unstable_by_key(|node| (Reverse(node.time()), node.key));
        nodes.dedup_by_key(|node| node.key);
        nodes.iter().take(limit).map(|node| self.link(node.address)).collect()
    }
}

/// Reports of one headline, ready to choose among.
pub(super) struct Holders {
    all: Group,
    by_outlet: HashMap<u32, Group>,
}

/// Some of them by time, the earliest first, of equals that of the lowest key last.
#[derive(Default)]
struct Group {
    by_time: Vec<Node>,
    /// The two of the lowest keys.
    lowest: Vec<Node>,
}

impl Holders {
    pub(super) fn new(nodes: Vec<Node>) -> Self {
        let mut by_outlet: HashMap<u32, Vec<Node>> = HashMap::new();
        for node in &nodes {
            if let Some(outlet) = node.outlet {
                by_outlet.entry(outlet).or_default().push(*node);
            }
        }
        Self {
            all: Group::new(nodes),
            by_outlet: by_outlet
                .into_iter()
                .map(|(outlet, nodes)| (outlet, Group::new(nodes)))
                .collect(),
        }
    }

    /// The one that a pointer means: of its own outlet if there is one, the nearest before it in
    /// time, or else that of the lowest key; never the report itself.
    pub(super) fn choose(&self, from: &Node) -> Option<Node> {
        let own = from.outlet.and_then(|outlet| self.by_outlet.get(&outlet));
        own.and_then(|own| own.choose(from)).or_else(|| self.all.choose(from))
    }
}

impl Group {
    fn new(mut nodes: Vec<Node>) -> Self {
        nodes.sort_unstable_by_key(|node| node.key);
        let lowest = nodes.iter().take(2).copied().collect();
        nodes.sort_unstable_by_key(|node| (node.time(), Reverse(node.key)));
        Self { by_time: nodes, lowest }
    }

    fn choose(&self, from: &Node) -> Option<Node> {
        let is_other = |node: &&Node| node.key != from.key;
        let until = self.by_time.partition_point(|node| node.time() <= from.time());
        let before = self.by_time.iter().take(until).rev().find(is_other);
        let before = before.filter(|node| node.time() > 0);
        before.or_else(|| self.lowest.iter().find(is_other)).copied()
    }
}
