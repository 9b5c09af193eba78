//! Where pointers lead, both ways. Every headline and every pointer is one term, so each answer is a
//! look-up; only pointers that match no headline are compared word by word, and few of them.

use super::headline;
use super::manifest::id_key;
use super::nodes::{Holders, Node};
use super::{Error, NO_FIRST_DAY, NO_LAST_DAY, Snapshot, card};
use crate::report::{Entry, Report};
use crate::search::{CitedBy, LinkedDates, Pointer, Target};
use std::collections::HashMap;

/// Pointers of one report that are compared word by word: more are a list, and lists point to nothing.
const COMPARED: usize = 12;

impl Snapshot {
    /// Where the pointers of a report lead, in the order of its lines. One that names its own
    /// headline alone is left out: a report does not point to itself.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn pointers(&self, report: &Report) -> Result<Vec<Pointer>, Error> {
        let own = headline::keys(report);
        let from = self.node(&report.id)?;
        let from = from.unwrap_or_else(|| Node::nowhere(id_key(&report.id)));
        let mut known: HashMap<String, Target> = HashMap::new();
        let mut pointers = Vec::new();
        for title in &report.read_more {
            let Some(key) = headline::key(&title.value) else {
                continue;
            };
            let target = match known.get(&key) {
                Some(target) => target.clone(),
                None => {
                    let holders = Holders::new(self.nodes(self.fields().headline, &key)?);
                    let target = match holders.choose(&from) {
                        Some(node) => Target::Held(self.link(node.address)?),
                        None if own.contains(&key) => continue,
                        None if known.len() >= COMPARED => Target::Wanted,
                        None => match self.likely(&title.value, &report.id)? {
                            Some((link, share)) => Target::Likely(link, share),
                            None => Target::Wanted,
                        },
                    };
                    known.insert(key, target.clone());
                    target
                }
            };
            pointers.push(Pointer {
                line: title.evidence.line,
                title: title.value.clone(),
                target,
            });
        }
        Ok(pointers)
    }

    /// The reports that point to this one by its headline, the latest first. Where several reports
    /// have the headline, those of which it is the one that is meant.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn cited_by(&self, report: &Report, limit: usize) -> Result<CitedBy, Error> {
        let Some(own) = self.node(&report.id)? else {
            return Ok(CitedBy::default());
        };
        let mut citers = Vec::new();
        for key in headline::keys(report) {
            let pointing = self.nodes(self.fields().points, &key)?;
            if pointing.is_empty() {
                continue;
            }
            let holders = Holders::new(self.nodes(self.fields().headline, &key)?);
            let means_it = |from: &Node| holders.choose(from).is_some_and(|meant| meant.key == own.key);
            citers.extend(pointing.into_iter().filter(means_it));
        }
        let first = self.latest(&mut citers, limit)?;
        Ok(CitedBy {
            total: citers.len(),
            citers: first,
        })
    }

    /// What the links of a report say about its date, beyond what is known of it. Only headlines that
    /// one report alone has are evidence; what contradicts the rest is none.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn linked_dates(&self, entry: &Entry) -> Result<LinkedDates, Error> {
        let report = &entry.report;
        let Some(own) = self.node(&report.id)? else {
            return Ok(LinkedDates::default());
        };
        let dated = card::dated(entry);
        let mut earliest: Option<Node> = None;
        for key in headline::pointed(report) {
            let holders = self.dated_nodes(self.fields().headline, &key, 3)?;
            let mut others = holders.into_iter().filter(|node| node.key != own.key);
            if let (Some(only), None) = (others.next(), others.next())
                && only.first != NO_FIRST_DAY
                && earliest.is_none_or(|known| (known.first, only.key) < (only.first, known.key))
            {
                earliest = Some(only);
            }
        }
        let mut latest: Option<Node> = None;
        for key in headline::keys(report) {
            if self.dated_nodes(self.fields().headline, &key, 2)?.len() != 1 {
                continue;
            }
            let citers = self.dated_nodes(self.fields().points, &key, usize::MAX)?.into_iter();
            let dated = citers.filter(|node| node.key != own.key && node.last != NO_LAST_DAY);
            latest = latest.into_iter().chain(dated).min_by_key(|node| (node.last, node.key));
        }
        let mut linked = LinkedDates::default();
        if let Some(node) = earliest {
            let link = self.link(node.address)?;
            let day = super::day_of(node.first);
            let says_more =
                |day| dated.earliest.is_none_or(|own| own < day) && dated.latest.is_none_or(|own| day <= own);
            linked.earliest = day.filter(|day| says_more(*day)).map(|day| (day, link));
        }
        if let Some(node) = latest {
            let link = self.link(node.address)?;
            let day = super::day_of(node.last);
            let says_more =
                |day| dated.latest.is_none_or(|own| day < own) && dated.earliest.is_none_or(|own| own <= day);
            linked.latest = day.filter(|day| says_more(*day)).map(|day| (day, link));
        }
        match (&linked.earliest, &linked.latest) {
            (Some((first, _)), Some((last, _))) if first > last => Ok(LinkedDates::default()),
            _ => Ok(linked),
        }
    }
}
