//! Names that may mean the same, for the archivist to review. Nothing is merged here, and nothing is
//! suggested that the reports speak against.

use crate::extract::authority::{Authority, NameKind};
use crate::report::{Entry, slug};
use crate::search::names::{Effort, Name, is_joined_particle, is_particle, key, lookup_keys};
use std::collections::{BTreeMap, BTreeSet};

/// Reasons of one kind that are named.
const NAMED: usize = 3;

/// Letters of a word in which one may be a slip.
const LONG: usize = 5;

/// What reports tell of each name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By kind and slug.
    told: BTreeMap<(NameKind, String), Told>,
    /// How many reports were read.
    reports: u32,
}

/// What reports tell of one name.
#[derive(Clone, Debug, Default)]
struct Told {
    /// The name as the first report has it.
    name: String,
    /// The reports that name it, by number, in order.
    reports: Vec<u32>,
    /// Ranks and offices as printed, by slug.
    offices: BTreeMap<String, String>,
    /// Who met them, by slug.
    met: BTreeMap<String, String>,
}

/// Names that likely mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// What they are names of.
    pub kind: NameKind,
    /// The name that more reports have.
    pub name: String,
    /// Others, each with what speaks for it, the likeliest first.
    pub variants: Vec<(String, Vec<String>)>,
}

/// Two names that may mean the same.
struct Pair<'a> {
    weight: usize,
    main: (&'a str, &'a Told),
    other: (&'a str, &'a Told),
    reasons: Vec<String>,
}

impl Names {
    /// Takes in what one more report tells.
    pub fn learn(&mut self, entry: &Entry) {
        self.reports += 1;
        let facts = &entry.facts;
        for person in &facts.people {
            let told = self.named(NameKind::Person, &person.name);
            let offices = person.offices.iter().map(|office| office.value.as_str());
            told.offices.extend(offices.map(by_slug));
        }
        for meeting in &facts.meetings {
            for person in &meeting.people {
                let others = meeting.people.iter().filter(|other| other.name != person.name);
                let told = self.named(NameKind::Person, &person.name);
                told.offices
                    .extend(person.office.iter().map(|office| by_slug(&office.value)));
                told.met.extend(others.map(|other| by_slug(&other.name)));
            }
        }
        for body in &facts.organisations {
            self.named(NameKind::Organisation, &body.name);
        }
        for place in &facts.places {
            self.named(NameKind::Place, &place.name);
        }
    }

    fn named(&mut self, kind: NameKind, name: &str) -> &mut Told {
        let report = self.reports;
        let told = self.told.entry((kind, slug(name))).or_default();
        if told.name.is_empty() {
            name.clone_into(&mut told.name);
        }
        if told.reports.last() != Some(&report) {
            told.reports.push(report);
        }
        told
    }

    /// What likely means the same, by kind and name. What the authority file tells apart is left out.
    #[must_use]
    pub fn likely(&self, authority: &Authority) -> Vec<Likely> {
        let mut all = Vec::new();
        for kind in NameKind::ALL {
            let mut pairs = self.pairs(kind, authority);
            pairs.sort_by(|a, b| {
                let rank = |pair: &Pair<'_>| {
                    (
                        std::cmp::Reverse(pair.weight),
                        pair.main.0.to_owned(),
                        pair.other.0.to_owned(),
                    )
                };
                rank(a).cmp(&rank(b))
            });
            all.extend(gathered(kind, pairs));
        }
        all
    }

    fn pairs(&self, kind: NameKind, authority: &Authority) -> Vec<Pair<'_>> {
        let told: Vec<(&str, &Told)> = self
            .told
            .iter()
            .filter(|((of, slug), _)| *of == kind && !slug.is_empty())
            .map(|((_, slug), told)| (slug.as_str(), told))
            .collect();
        let words: Vec<Vec<&str>> = told.iter().map(|(_, told)| words(&told.name)).collect();
        // Names that may be alike share the sound of their last word.
        let mut filed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, words) in words.iter().enumerate() {
            if let Some(last) = words.last() {
                filed
                    .entry(key(last).unwrap_or_else(|| slug(last)))
                    .or_default()
                    .push(at);
            }
        }
        let mut seen = BTreeSet::new();
        let mut pairs = Vec::new();
        for (at, own) in words.iter().enumerate() {
            let Some(last) = own.last() else { continue };
            let mut keys = lookup_keys(last);
            keys.push(slug(last));
            for other in keys.iter().filter_map(|key| filed.get(key)).flatten() {
                let (one, two) = (at.min(*other), at.max(*other));
                if one == two || !seen.insert((one, two)) {
                    continue;
                }
                let (Some(a), Some(b), Some(theirs)) = (told.get(at), told.get(*other), words.get(*other)) else {
                    continue;
                };
                if let Some(alike) = alike(own, theirs)
                    && !is_settled(authority, kind, a.0, b.0)
                {
                    pairs.extend(pair(kind, *a, *b, alike));
                }
            }
        }
        pairs
    }
}

/// How two names are alike.
struct Alike {
    /// Words that are spelt otherwise.
    otherwise: Vec<(String, String)>,
    /// Words that only one of them has.
    more: Vec<String>,
    /// One of them is a single word.
    alone: bool,
}

/// Whether two names can be one: the last words are alike, the first words too, and those between them
/// as far as both have them.
fn alike(one: &[&str], other: &[&str]) -> Option<Alike> {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let (last, before) = short.split_last()?;
    let (long_last, mut rest) = long.split_last()?;
    let mut found = Alike {
        otherwise: Vec::new(),
        more: Vec::new(),
        alone: before.is_empty(),
    };
    for (nth, word) in before.iter().enumerate() {
        loop {
            let (next, after) = rest.split_first()?;
            rest = after;
            if found.compare(word, next).is_some() {
                break;
            }
            // Kevin is not Karl: only names between the first and the last may be missing.
            if nth == 0 {
                return None;
            }
            found.more.push((*next).to_owned());
        }
    }
    found.more.extend(rest.iter().map(|word| (*word).to_owned()));
    found.compare(last, long_last)?;
    Some(found)
}

impl Alike {
    fn compare(&mut self, one: &str, other: &str) -> Option<()> {
        if slug(one) == slug(other) {
            return Some(());
        }
        let initial = |short: &str, long: &str| {
            let short = short.trim_end_matches('.').to_lowercase();
            short.chars().count() == 1 && long.to_lowercase().starts_with(&short)
        };
        // Other words of the names must match too, so a likeness may be a generous one.
        let sounds = || Name::read(one).is_some_and(|name| name.likeness(other, Effort::Generous).is_some());
        let alike = initial(one, other) || initial(other, one) || is_slip(&slug(one), &slug(other)) || sounds();
        alike.then(|| self.otherwise.push((one.to_owned(), other.to_owned())))
    }
}

/// Long words that begin alike and of which one letter differs: Harbour, Harbor.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let more = long.len() - short.len();
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let rest = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    short.len() >= LONG && more <= 1 && same >= 1 && same + rest + 1 >= short.len() + more
}

/// Reasons, unless the reports speak against it.
fn pair<'a>(kind: NameKind, one: (&'a str, &'a Told), other: (&'a str, &'a Told), alike: Alike) -> Option<Pair<'a>> {
    // A report that has both means two.
    if one
        .1
        .reports
        .iter()
        .any(|report| other.1.reports.binary_search(report).is_ok())
    {
        return None;
    }
    let rank = |(slug, told): (&'a str, &'a Told)| (std::cmp::Reverse(told.reports.len()), slug);
    let (main, other) = if rank(one) <= rank(other) {
        (one, other)
    } else {
        (other, one)
    };
    let offices = shared(&main.1.offices, &other.1.offices);
    let met = shared(&main.1.met, &other.1.met);
    let weight = offices.len() + 2 * met.len();
    // A surname alone, or a body with a word less, may be anybody's.
    let vague = alike.alone || kind != NameKind::Person && !alike.more.is_empty();
    if vague && weight == 0 {
        return None;
    }
    let mut reasons = Vec::new();
    if !alike.otherwise.is_empty() {
        let words = alike.otherwise.iter().map(|(one, other)| format!("{one} / {other}"));
        reasons.push(format!("spelt alike: {}", words.collect::<Vec<_>>().join(", ")));
    }
    if !alike.more.is_empty() {
        reasons.push(format!("only one of them has: {}", alike.more.join(", ")));
    }
    if !offices.is_empty() {
        reasons.push(format!("both are called: {}", some(&offices)));
    }
    if !met.is_empty() {
        reasons.push(format!("both met: {}", some(&met)));
    }
    let (mine, theirs) = (main.1.reports.len(), other.1.reports.len());
    reasons.push(format!("never in one report together ({mine} and {theirs})"));
    Some(Pair {
        weight,
        main,
        other,
        reasons,
    })
}

fn shared<'a>(one: &'a BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<&'a str> {
    let both = one.iter().filter(|(slug, _)| other.contains_key(*slug));
    both.map(|(_, name)| name.as_str()).collect()
}

fn some(list: &[&str]) -> String {
    let named = list.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// Whether the archivist has decided already: both have entries of their own, or one is said not to be
/// the other.
fn is_settled(authority: &Authority, kind: NameKind, one: &str, other: &str) -> bool {
    let is_not = |name: &str, other: &str| {
        let known = authority.named(kind, name);
        known.is_some_and(|known| known.not.iter().any(|not| slug(not) == other))
    };
    let both_named = authority.named(kind, one).is_some() && authority.named(kind, other).is_some();
    both_named || is_not(one, other) || is_not(other, one)
}

/// One entry for each name, so that what is pasted contradicts nothing: a name is a variant of one other.
fn gathered(kind: NameKind, pairs: Vec<Pair<'_>>) -> Vec<Likely> {
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut all: BTreeMap<&str, Likely> = BTreeMap::new();
    for Pair {
        main, other, reasons, ..
    } in pairs
    {
        if taken.contains(main.0) || taken.contains(other.0) || all.contains_key(other.0) {
            continue;
        }
        taken.insert(other.0);
        let likely = all.entry(main.0).or_insert_with(|| Likely {
            kind,
            name: main.1.name.clone(),
            variants: Vec::new(),
        });
        likely.variants.push((other.1.name.clone(), reasons));
    }
    all.into_values().collect()
}

fn by_slug(name: &str) -> (String, String) {
    (slug(name), name.to_owned())
}

/// The words of a name without particles: Mohammed, Shia, Sudani.
fn words(name: &str) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for word in name.split_whitespace() {
        match word.split_once('-') {
            Some((article, rest)) if is_joined_particle(&slug(article)) => all.push(rest),
            _ => all.extend(word.split('-')),
        }
    }
    all.retain(|word| !slug(word).is_empty());
    let telling: Vec<&str> = all.iter().copied().filter(|word| !is_particle(&slug(word))).collect();
    if telling.is_empty() { all } else { telling }
}
