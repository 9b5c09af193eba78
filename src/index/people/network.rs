//! Who met whom: the most connected people, and any two.

use super::list::PeopleNames;
use super::person::Meetings;
use crate::index::{Error, Snapshot};
use crate::search::{Edge, Named, Network, Pair};
use std::cmp::Reverse;

/// People among whom the most connected are looked for: those in most reports.
const LOOKED_AT: usize = 2_000;
/// Meetings of one of them that are counted.
const MOST_MEETINGS: usize = 2_000;
/// Meetings of two people that are looked at.
const MOST_SHARED: usize = 10_000;

impl Snapshot {
    /// The `size` people with most meetings among those in most reports, and who of them met.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn network(&self, names: &PeopleNames, size: usize) -> Result<Network, Error> {
        let mut people = Vec::new();
        for one in names.most.iter().take(LOOKED_AT) {
            let meetings = self.meetings_attended(&one.key)?.min(MOST_MEETINGS);
            if meetings > 0 {
                people.push(Named {
                    slug: one.key.clone(),
                    name: one.shown.clone(),
                    reports: one.count.0,
                    meetings,
                });
            }
        }
        people.sort_by(|a, b| (Reverse(a.meetings), &a.slug).cmp(&(Reverse(b.meetings), &b.slug)));
        let mut connected = Vec::with_capacity(size);
        for person in people {
            // Who met nobody by name is connected to nobody.
            if connected.len() < size && self.has_met(&person.slug)? {
                connected.push(person);
            }
        }
        let people = connected;
        let mut ties = Vec::new();
        for (n, one) in people.iter().enumerate() {
            for (m, other) in people.iter().enumerate().skip(n + 1) {
                let meetings = self.between_two(&one.slug, &other.slug)?;
                if meetings.count > 0
                    && let Some(last) = self.last(&one.slug, &other.slug, &meetings)?
                {
                    ties.push(Edge {
                        between: (n, m),
                        meetings: meetings.count,
                        last,
                    });
                }
            }
        }
        let (people, ties) = arranged(people, ties);
        Ok(Network {
            people,
            ties,
            looked_at: names.most.len().min(LOOKED_AT),
            cut: names.total > LOOKED_AT,
        })
    }

    /// Two people, and the latest `limit` meetings of both; nothing where either is nobody.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn pair(&self, one: &str, other: &str, limit: usize) -> Result<Option<Pair>, Error> {
        let (Some(a), Some(b)) = (self.entry_of(one)?, self.entry_of(other)?) else {
            return Ok(None);
        };
        let prefix = ["w", one, other, ""].join("\0");
        let (total, meetings) = self.attended(&prefix, limit, [one, other])?;
        Ok(Some(Pair {
            people: [
                self.named(one, a.name(), a.reports())?,
                self.named(other, b.name(), b.reports())?,
            ],
            total,
            meetings,
        }))
    }

    fn has_met(&self, slug: &str) -> Result<bool, Error> {
        let mut has = false;
        self.range(self.fields().people, &["w", slug, ""].join("\0"), |_, _| {
            has = true;
            false
        })?;
        Ok(has)
    }

    fn between_two(&self, one: &str, other: &str) -> Result<Meetings, Error> {
        let (mut meetings, mut terms) = (Meetings::default(), 0);
        self.range(self.fields().people, &["w", one, other, ""].join("\0"), |term, _| {
            meetings.add(term);
            terms += 1;
            terms < MOST_SHARED
        })?;
        Ok(meetings)
    }
}

/// The same people in another order: whoever has met those before most stands next, those before
/// nearest counting most. It depends on nothing but who met whom, and how often.
fn arranged(people: Vec<Named>, ties: Vec<Edge>) -> (Vec<Named>, Vec<Edge>) {
    let size = people.len();
    let between = |a: usize, b: usize| {
        let pair = (a.min(b), a.max(b));
        let tie = ties.iter().find(|tie| tie.between == pair);
        tie.map_or(0, |tie| tie.meetings as u64)
    };
    let mut order: Vec<usize> = Vec::with_capacity(size);
    while order.len() < size {
        let pull = |n: &usize| -> u64 {
            let placed = order.iter().rev().enumerate();
            placed
                .map(|(back, other)| between(*n, *other) * 1_000 / (back as u64 + 1))
                .sum()
        };
        let rest = (0..size).filter(|n| !order.contains(n));
        // Of equals the one with most meetings, who stands first.
        let next = rest.max_by_key(|n| (pull(n), Reverse(*n)));
        order.extend(next);
    }
    let place = |n: usize| order.iter().position(|at| *at == n).unwrap_or_default();
    let mut ties: Vec<Edge> = ties
        .iter()
        .map(|tie| {
            let (a, b) = (place(tie.between.0), place(tie.between.1));
            Edge {
                between: (a.min(b), a.max(b)),
                ..tie.clone()
            }
        })
        .collect();
    ties.sort_by_key(|tie| tie.between);
    let mut people: Vec<(usize, Named)> = people
        .into_iter()
        .enumerate()
        .map(|(n, person)| (place(n), person))
        .collect();
    people.sort_by_key(|(place, _)| *place);
    (people.into_iter().map(|(_, person)| person).collect(), ties)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::MeetingId;

    fn named(slug: &str) -> Named {
        Named {
            slug: slug.to_owned(),
            name: slug.to_owned(),
            reports: 1,
            meetings: 1,
        }
    }

    #[test]
    fn who_met_stand_together() {
        let tie = |a, b, meetings| Edge {
            between: (a, b),
            meetings,
            last: (None, MeetingId::parse("x.1").unwrap()),
        };
        let people = ["a", "b", "c", "d"].map(named).to_vec();
        let (people, ties) = arranged(people, vec![tie(0, 3, 5), tie(1, 2, 2), tie(0, 1, 1)]);
        let order: Vec<&str> = people.iter().map(|person| person.slug.as_str()).collect();
        assert_eq!(order, ["a", "d", "b", "c"]);
        let between: Vec<((usize, usize), usize)> = ties.iter().map(|tie| (tie.between, tie.meetings)).collect();
        assert_eq!(between, [((0, 1), 5), ((0, 2), 1), ((2, 3), 2)]);
    }
}
