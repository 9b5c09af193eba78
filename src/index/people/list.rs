//! Who is named: everybody, by the last word of the name or by the number of reports.

use super::terms::{BETWEEN, filed, meeting};
use crate::index::most::{Counted, Most};
use crate::index::{Error, Snapshot};
use crate::search::{Beginning, Named, OTHER_SCRIPTS, PeopleList};
use std::collections::{BTreeMap, btree_map};

/// Letters of a beginning that people are counted by.
const LETTERS: usize = 2;
/// Meetings of one person that are counted: nobody has more in a lifetime.
const MOST_MEETINGS: usize = 100_000;
/// People whose meetings are remembered as counted: some megabytes.
const REMEMBERED: usize = 20_000;
/// Behind all words.
const TO_THE_END: &[u8] = b"\xff";

/// What is known of the names of one generation of the index: counts, and those in most reports.
#[derive(Clone, Debug, Default)]
pub struct PeopleNames {
    pub(super) total: usize,
    beginnings: BTreeMap<String, usize>,
    /// Those in most reports, by slug, with the name that most reports have.
    pub(super) most: Most,
}

/// A person in the list of names.
pub(super) struct Entered {
    pub(super) slug: String,
    /// Every name with its reports, in alphabetical order.
    pub(super) names: Vec<(String, u64)>,
}

impl Entered {
    /// The name that most reports have; of equals the first.
    pub(super) fn name(&self) -> &str {
        let most = self.names.iter().rev().max_by_key(|(_, reports)| *reports);
        most.map_or("", |(name, _)| name)
    }

    /// Reports that name the person.
    pub(super) fn reports(&self) -> u64 {
        self.names.iter().map(|(_, reports)| reports).sum()
    }

    fn counted(&self) -> Counted {
        Counted::new(self.reports(), &self.slug, self.name())
    }
}

impl PeopleNames {
    fn count(&mut self, filed: &str) {
        self.total += 1;
        for beginning in beginnings(filed) {
            *self.beginnings.entry(beginning).or_default() += 1;
        }
    }

    fn uncount(&mut self, filed: &str) {
        self.total = self.total.saturating_sub(1);
        for beginning in beginnings(filed) {
            if let btree_map::Entry::Occupied(mut known) = self.beginnings.entry(beginning) {
                *known.get_mut() -= 1;
                if *known.get() == 0 {
                    known.remove();
                }
            }
        }
    }

    /// How many people there are by the letters that their last words begin with: by one letter more
    /// than these.
    #[must_use]
    pub fn beginnings(&self, of: &str) -> Vec<Beginning> {
        let length = of.len() + 1;
        let found = self.beginnings.iter();
        found
            .filter(|(letters, _)| match letters.as_str() {
                OTHER_SCRIPTS => of.is_empty(),
                letters => letters.len() == length && letters.starts_with(of),
            })
            .map(|(letters, people)| Beginning {
                letters: letters.clone(),
                people: *people,
            })
            .collect()
    }
}

impl Snapshot {
    /// Counts the people of the archive, and keeps up to `keep` of them, those in most reports.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn people_names(&self, keep: usize) -> Result<PeopleNames, Error> {
        let mut names = PeopleNames::default();
        let most = Most::of(keep, |each| {
            self.entered("", TO_THE_END, |filed, person| {
                names.count(filed);
                each(person.counted());
                true
            })?;
            Ok::<_, Error>(())
        })?;
        Ok(PeopleNames { most, ..names })
    }

    /// Who is named now, from who was in another generation, and the slugs of those of whom something
    /// has changed. `None` where too many have fallen back.
    pub(in crate::index) fn still_named<'a>(
        &self,
        before: &Self,
        names: &PeopleNames,
        slugs: impl Iterator<Item = &'a String>,
    ) -> Result<Option<PeopleNames>, Error> {
        let mut names = names.clone();
        for slug in slugs {
            let filed = filed(slug);
            if let Some(was) = before.entry_of(slug)? {
                names.uncount(&filed);
                names.most.take(was.reports(), slug);
            }
            if let Some(is) = self.entry_of(slug)? {
                names.count(&filed);
                names.most.put(is.counted());
            }
        }
        Ok(names.most.is_whole().then_some(names))
    }

    /// People whose names begin so, by name; `limit` after the first `offset`.
    pub(super) fn people_beginning(
        &self,
        names: &PeopleNames,
        beginning: &str,
        offset: usize,
        limit: usize,
    ) -> Result<PeopleList, Error> {
        let mut list = PeopleList::default();
        let mut found = Vec::new();
        let known = names.beginnings.get(beginning).copied();
        let mut each = |_: &str, person| {
            list.total += 1;
            if list.total > offset && found.len() < limit {
                found.push(person);
            }
            // Beyond the page only what is not known has to be counted.
            known.is_none() || found.len() < limit
        };
        if beginning == OTHER_SCRIPTS {
            if self.entered("", b"a", &mut each)? {
                self.entered("{", TO_THE_END, &mut each)?;
            }
        } else {
            self.entered(beginning, &[beginning.as_bytes(), TO_THE_END].concat(), &mut each)?;
        }
        list.total = known.unwrap_or(list.total);
        list.people = found
            .into_iter()
            .map(|person| self.named(&person.slug, person.name(), person.reports()))
            .collect::<Result<_, _>>()?;
        Ok(list)
    }

    /// Those in most reports; `limit` after the first `offset`.
    pub(super) fn most_named(&self, names: &PeopleNames, offset: usize, limit: usize) -> Result<PeopleList, Error> {
        let part = names.most.iter().skip(offset).take(limit);
        Ok(PeopleList {
            total: names.total,
            people: part
                .map(|one| self.named(&one.key, &one.shown, one.count.0))
                .collect::<Result<_, _>>()?,
            ..PeopleList::default()
        })
    }

    /// Somebody by slug.
    pub(super) fn entry_of(&self, slug: &str) -> Result<Option<Entered>, Error> {
        let mut names = Vec::new();
        let prefix = ["a", &filed(slug), slug, ""].join("\0");
        self.range(self.fields().people, &prefix, |name, reports| {
            names.push((name.to_owned(), reports));
            true
        })?;
        Ok((!names.is_empty()).then(|| Entered {
            slug: slug.to_owned(),
            names,
        }))
    }

    pub(super) fn named(&self, slug: &str, name: &str, reports: u64) -> Result<Named, Error> {
        Ok(Named {
            slug: slug.to_owned(),
            name: name.to_owned(),
            reports,
            meetings: self.meetings_attended(slug)?,
        })
    }

    /// How many meetings somebody took part in; remembered, for lists show the same people often.
    pub(super) fn meetings_attended(&self, slug: &str) -> Result<usize, Error> {
        if let Some(known) = self.standing().attended().get(slug) {
            return Ok(*known);
        }
        let meetings = self.count_attended(slug)?;
        let mut attended = self.standing().attended();
        if attended.len() >= REMEMBERED {
            attended.clear();
        }
        attended.insert(slug.to_owned(), meetings);
        Ok(meetings)
    }

    fn count_attended(&self, slug: &str) -> Result<usize, Error> {
        let (mut meetings, mut last) = (0, String::new());
        self.range(self.fields().people, &["m", slug, ""].join("\0"), |end, _| {
            let (key, _) = meeting(end);
            if key != last {
                meetings += 1;
                last = key.to_owned();
            }
            meetings < MOST_MEETINGS
        })?;
        Ok(meetings)
    }

    /// Everybody who is filed from some words on and before others, in order, until `each` has enough;
    /// whether it had not.
    pub(super) fn entered(
        &self,
        from: &str,
        to: &[u8],
        mut each: impl FnMut(&str, Entered) -> bool,
    ) -> Result<bool, Error> {
        let mut current: Option<(String, Entered)> = None;
        let mut more = true;
        let (from, to) = (format!("a{BETWEEN}{from}"), [b"a\0", to].concat());
        self.between(self.fields().people, &from, &to, |term, reports| {
            let mut parts = term.split(BETWEEN).skip(1);
            let (Some(filed), Some(slug), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
                return true;
            };
            match &mut current {
                Some((_, person)) if person.slug == slug => person.names.push((name.to_owned(), reports)),
                _ => {
                    let person = Entered {
                        slug: slug.to_owned(),
                        names: vec![(name.to_owned(), reports)],
                    };
                    if let Some((filed, done)) = current.replace((filed.to_owned(), person)) {
                        more = each(&filed, done);
                    }
                }
            }
            more
        })?;
        if more && let Some((filed, last)) = current {
            more = each(&filed, last);
        }
        Ok(more)
    }
}

/// The beginnings under which a name is counted: its first letters, or none of them.
fn beginnings(filed: &str) -> Vec<String> {
    let letters = filed.bytes().take(LETTERS).take_while(u8::is_ascii_lowercase).count();
    if letters == 0 {
        return vec![OTHER_SCRIPTS.to_owned()];
    }
    (1..=letters)
        .filter_map(|length| filed.get(..length).map(str::to_owned))
        .collect()
}

/// Whether a person is filed under words that begin so.
pub(super) fn begins(slug: &str, beginning: &str) -> bool {
    let filed = filed(slug);
    match beginning {
        OTHER_SCRIPTS => beginnings(&filed).iter().any(|letters| letters == OTHER_SCRIPTS),
        beginning => filed.starts_with(beginning),
    }
}
