//! People by any words of their names, in any order and spelling.

use super::list::{Entered, PeopleNames};
use super::terms::BETWEEN;
use crate::index::{Error, Snapshot, names};
use crate::report::slug;
use crate::search::{NAME_WORDS, PeopleList, PeopleRequest};
use std::collections::BTreeMap;

/// Terms that one search looks at.
const MOST_TERMS: usize = 200_000;

/// What a typed word may be in a name.
struct Wanted {
    /// The word, or the beginning of one.
    typed: String,
    /// Other spellings of it, whole.
    variants: Vec<String>,
}

impl Wanted {
    fn is_met_by(&self, word: &str) -> bool {
        word.starts_with(&self.typed) || self.variants.iter().any(|variant| variant == word)
    }
}

impl Snapshot {
    /// The people that are asked for; `names` are those of this generation.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn people(&self, names: &PeopleNames, request: &PeopleRequest) -> Result<PeopleList, Error> {
        let (offset, limit) = (request.offset, request.limit);
        if !request.q.is_empty() {
            self.people_called(&request.q, &request.beginning, offset, limit)
        } else if request.beginning.is_empty() {
            self.most_named(names, offset, limit)
        } else {
            self.people_beginning(names, &request.beginning, offset, limit)
        }
    }

    /// People whose names have all these words, those in most reports first.
    fn people_called(&self, q: &str, beginning: &str, offset: usize, limit: usize) -> Result<PeopleList, Error> {
        let mut wanted = self.wanted_words(q)?;
        // The longest word has the fewest names.
        wanted.sort_by_key(|word| std::cmp::Reverse(word.typed.len()));
        let mut list = PeopleList {
            respelled: wanted.iter().flat_map(|word| word.variants.clone()).collect(),
            ..PeopleList::default()
        };
        let Some((first, others)) = wanted.split_first() else {
            return Ok(list);
        };
        let mut found: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        let mut looked_at = 0;
        let prefixes = std::iter::once(&first.typed).chain(&first.variants);
        for prefix in prefixes {
            self.range(self.fields().suggest, prefix, |rest, reports| {
                looked_at += 1;
                let mut parts = rest.split(BETWEEN);
                if let (Some(rest), Some("p"), Some(name)) = (parts.next(), parts.next(), parts.next())
                    && first.is_met_by(format!("{prefix}{rest}").split(' ').next().unwrap_or_default())
                    && self.has_all(name, others)
                {
                    // A name stands at each of its words, with the same reports.
                    found.entry(slug(name)).or_default().insert(name.to_owned(), reports);
                }
                looked_at < MOST_TERMS
            })?;
        }
        list.cut = looked_at >= MOST_TERMS;
        let mut people: Vec<Entered> = found
            .into_iter()
            .filter(|(slug, _)| !slug.is_empty() && super::list::begins(slug, beginning))
            .map(|(slug, names)| Entered {
                slug,
                names: names.into_iter().collect(),
            })
            .collect();
        people.sort_by(|a, b| b.reports().cmp(&a.reports()).then_with(|| a.slug.cmp(&b.slug)));
        list.total = people.len();
        list.people = people
            .iter()
            .skip(offset)
            .take(limit)
            .map(|person| self.named(&person.slug, person.name(), person.reports()))
            .collect::<Result<_, _>>()?;
        Ok(list)
    }

    fn wanted_words(&self, q: &str) -> Result<Vec<Wanted>, Error> {
        let mut wanted = Vec::new();
        for typed in q.split_whitespace() {
            for looked in self.analyzer().first_words(typed, NAME_WORDS - wanted.len()) {
                let variants = names::variants(self.vocabulary(), self.fields(), &looked.word, &looked, true)?;
                wanted.push(Wanted {
                    variants: variants.into_iter().map(|variant| variant.word).collect(),
                    typed: looked.word,
                });
            }
        }
        Ok(wanted)
    }

    /// Whether a name has a word for each that is wanted.
    fn has_all(&self, name: &str, wanted: &[Wanted]) -> bool {
        if wanted.is_empty() {
            return true;
        }
        let words = self.analyzer().words(name);
        wanted
            .iter()
            .all(|wanted| words.iter().any(|looked| wanted.is_met_by(&looked.word)))
    }
}
