//! From a query to a [`Plan`]: looks up what each word stands for in this archive, and notes whatever
//! was widened, cut or ignored.

use super::Error;
use super::analyzer::{Analyzer, Looked, surface};
use super::beside::{is_acronym, is_initial, typed_around, without_middle};
use super::patterns;
use super::plan::{Leaf, Near, Plan, Scope, Sequence};
use super::schema::Fields;
use super::stop_words::is_stop_word;
use super::vocabulary::Vocabulary;
use super::widen::{NAMES, SYNONYMS};
use crate::search::synonyms::Synonyms;
use crate::search::{Field as Named, Match, Notice, Query, Unit, Widen, Widening};
use std::collections::HashSet;

/// What looking up needs.
pub(super) struct Resolver<'a> {
    pub(super) vocabulary: Vocabulary<'a>,
    pub(super) fields: &'a Fields,
    pub(super) analyzer: &'a Analyzer,
    pub(super) synonyms: &'a Synonyms,
    pub(super) widen: Widen,
    pub(super) matching: Match,
    /// Wildcards and fuzzy words that were looked up so far.
    pub(super) walks: usize,
    /// What there is to say.
    pub(super) said: Said,
}

/// The most wildcards and fuzzy words of one query: each is a walk over the words of the archive.
const MAX_WALKS: usize = 32;

/// What looking up has to say.
#[derive(Default)]
pub(super) struct Said {
    pub(super) notices: Vec<Notice>,
    pub(super) widened: Vec<Widening>,
    /// Words in which the analyzer found nothing (a lone tatweel, say).
    empty: Vec<String>,
    /// Words that any report has.
    stop_words: Vec<String>,
}

impl<'a> Resolver<'a> {
    /// The plan of a whole query.
    pub(super) fn resolve(&mut self, query: &Query) -> Result<Plan, Error> {
        let plan = self.query(query, Scope::Default, false)?.unwrap_or(Plan::Everything);
        for word in self.said.empty.drain(..) {
            let text = format!("“{word}” was ignored: it has no letter or digit.");
            self.said.notices.push(Notice::new(text));
        }
        if !self.said.stop_words.is_empty() {
            let words = self.said.stop_words.join(", ");
            let text = format!("Of any words, the most common ones say nothing and were passed over: {words}.");
            self.said
                .notices
                .push(Notice::new(text).or("all words must match", "match", ""));
            self.said.stop_words.clear();
        }
        Ok(plan)
    }

    /// `None` where nothing is asked. `beside`: names stand beside it that must match too.
    fn query(&mut self, query: &Query, scope: Scope, beside: bool) -> Result<Option<Plan>, Error> {
        Ok(match query {
            Query::All => None,
            Query::Word(Some(named @ (Named::Lang | Named::Id)), text)
            | Query::Exact(Some(named @ (Named::Lang | Named::Id)), text)
            | Query::Phrase(Some(named @ (Named::Lang | Named::Id)), text) => Some(value(*named, text)),
            Query::Word(..) | Query::Exact(..) | Query::Phrase(..) | Query::Pattern(..) | Query::Fuzzy(..) => {
                self.leaf(query, scope, beside)?.map(Plan::Leaf)
            }
            Query::Close(field, text, distance) => self.close(within(scope, *field), text, *distance)?,
            Query::Near(parts, distance) => self.near(parts, *distance, scope)?,
            Query::Within(unit, inner) => {
                let inner = match unit {
                    Unit::Meeting => self.names_of(inner, beside)?,
                    Unit::Paragraph | Unit::Sentence => self.query(inner, scope, beside)?,
                };
                inner.map(|inner| Plan::Within(*unit, Box::new(inner)))
            }
            Query::Original(inner) => self.query(inner, Scope::Original, beside)?,
            Query::Dated(span) => Some(Plan::Dated(*span)),
            Query::Has(property) => Some(Plan::Has(*property)),
            Query::Not(inner) => self.unwidened(inner, scope)?.map(|inner| Plan::Not(Box::new(inner))),
            Query::And(parts) => {
                let mut plans = self.groups(parts, scope, true)?;
                (plans.len() > 1)
                    .then(|| Plan::And(std::mem::take(&mut plans)))
                    .or_else(|| plans.pop())
            }
            Query::Or(parts) => {
                let mut plans = self.groups(parts, scope, false)?;
                (plans.len() > 1)
                    .then(|| Plan::Or(std::mem::take(&mut plans)))
                    .or_else(|| plans.pop())
            }
        })
    }

    /// Who took part in a meeting: a name may be spelled otherwise, but nobody has a synonym.
    fn names_of(&mut self, query: &Query, beside: bool) -> Result<Option<Plan>, Error> {
        let synonyms = std::mem::replace(&mut self.widen.synonyms, false);
        let plan = self.query(query, Scope::Meetings, beside);
        self.widen.synonyms = synonyms;
        plan
    }

    /// What is excluded is excluded as typed: a variant that is no variant would be lost in silence.
    fn unwidened(&mut self, query: &Query, scope: Scope) -> Result<Option<Plan>, Error> {
        let widen = std::mem::replace(
            &mut self.widen,
            Widen {
                names: false,
                synonyms: false,
            },
        );
        let plan = self.query(query, scope, false);
        self.widen = widen;
        plan
    }

    /// The parts of an `And` or `Or`, each once, with words that only together have another word for
    /// them taken together.
    fn groups(&mut self, parts: &[Query], scope: Scope, all: bool) -> Result<Vec<Plan>, Error> {
        let mut seen = HashSet::with_capacity(parts.len());
        let parts: Vec<&Query> = parts.iter().filter(|part| seen.insert(*part)).collect();
        let joined = match all && self.widen.names {
            true => self.join_particles(&parts)?,
            false => Vec::new(),
        };
        let parts: Vec<&Query> = if joined.is_empty() {
            parts
        } else {
            joined.iter().collect()
        };
        let words: Vec<&str> = parts.iter().map(|part| plain(part).unwrap_or_default()).collect();
        let passed = self.passed_over(&words, all);
        let beside = all && words.iter().filter(|word| !word.is_empty()).count() > 1;
        // One place for each part, also for what says nothing, so that words keep their numbers.
        let mut plans: Vec<Option<Plan>> = Vec::with_capacity(parts.len());
        for (n, (part, word)) in parts.iter().zip(&words).enumerate() {
            if passed.contains(word) {
                plans.push(None);
                continue;
            }
            let plan = self.query(part, scope, beside)?;
            if all && self.widen.names && is_initial(&words, n) {
                // `Kevin M. Leahy` finds Kevin Leahy too.
                self.say_widened(&typed_around(&words, n), vec![without_middle(&words, n)], NAMES);
                plans.push(plan.map(|plan| Plan::Or(vec![plan, Plan::Everything])));
            } else {
                plans.push(plan);
            }
        }
        if !self.widen.synonyms || !all {
            return Ok(plans.into_iter().flatten().collect());
        }
        // `prime minister`, `islamic state`: the two words, or the other for both.
        let expansions = self.synonyms.expand(&words);
        for expansion in expansions
            .into_iter()
            .rev()
            .filter(|expansion| expansion.from.len() > 1)
        {
            let sequences: Vec<Sequence> = expansion.to.iter().map(|other| self.spelled(other)).collect();
            let (Some(together), Some(typed)) = (plans.get(expansion.from.clone()), words.get(expansion.from.clone()))
            else {
                continue;
            };
            let sequences = self.in_archive(sequences)?;
            if sequences.is_empty() {
                continue;
            }
            self.widened(&typed.join(" "), &sequences, SYNONYMS);
            let other = Plan::Leaf(Leaf {
                scope,
                typed: Vec::new(),
                variants: Vec::new(),
                synonyms: sequences,
            });
            let group = Plan::Or(vec![Plan::And(together.iter().flatten().cloned().collect()), other]);
            plans.splice(expansion.from, [Some(group)]);
        }
        Ok(plans.into_iter().flatten().collect())
    }

    /// Of any words, those that are everywhere would only drown the others.
    fn passed_over<'w>(&mut self, words: &[&'w str], all: bool) -> HashSet<&'w str> {
        if all || self.matching == Match::All {
            return HashSet::new();
        }
        // IS and WHO are names, unless everything is in capitals.
        let shouted = words.iter().all(|word| !word.chars().any(char::is_lowercase));
        let (stop, telling): (Vec<&str>, Vec<&str>) = words
            .iter()
            .filter(|word| !word.is_empty())
            .partition(|word| is_stop_word(&word.to_lowercase()) && (shouted || !is_acronym(word)));
        if telling.is_empty() {
            return HashSet::new();
        }
        for word in &stop {
            if !self.said.stop_words.iter().any(|said| said == word) {
                self.said.stop_words.push((*word).to_owned());
            }
        }
        stop.into_iter().collect()
    }

    /// What stands at one place.
    fn leaf(&mut self, query: &Query, scope: Scope, beside: bool) -> Result<Option<Leaf>, Error> {
        let (field, text) = match query {
            Query::Word(field, text)
            | Query::Exact(field, text)
            | Query::Phrase(field, text)
            | Query::Pattern(field, text)
            | Query::Fuzzy(field, text, _) => (*field, text),
            _ => return Ok(None),
        };
        let mut leaf = Leaf {
            scope: within(scope, field),
            typed: Vec::new(),
            variants: Vec::new(),
            synonyms: Vec::new(),
        };
        let words = match query {
            Query::Pattern(..) => Vec::new(),
            _ => self.analyzer.words(text),
        };
        match query {
            Query::Pattern(..) => leaf.typed = self.pattern(&leaf, text)?,
            _ if words.is_empty() => {}
            Query::Word(..) => {
                leaf.typed = vec![words.iter().map(|looked| vec![looked.stem.clone()]).collect()];
                if self.widen.names {
                    self.name(&mut leaf, text, &words, beside)?;
                }
                if self.widen.synonyms {
                    self.synonym(&mut leaf, text)?;
                }
            }
            Query::Fuzzy(.., edits) => leaf.typed = self.fuzzy(&leaf, text, &words, *edits)?,
            _ => leaf.typed = vec![words.iter().map(|looked| vec![surface(&looked.word)]).collect()],
        }
        if leaf.typed.is_empty() {
            if words.is_empty() && !matches!(query, Query::Pattern(..)) {
                self.said.empty.push(text.chars().take(40).collect());
                return Ok(None);
            }
            // Nothing in the archive is so: the leaf stays, and finds nothing.
            leaf.typed = vec![vec![vec![surface("")]]];
        }
        Ok(Some(leaf))
    }

    fn pattern(&mut self, leaf: &Leaf, text: &str) -> Result<Vec<Sequence>, Error> {
        self.walk()?;
        let mut sequences = Vec::new();
        for field in super::lower::homes(self.fields, leaf.scope) {
            let found = patterns::matching(self.vocabulary, field, self.analyzer, text)?;
            self.say_cut(text, &found);
            sequences.extend(found.sequences);
        }
        Ok(sequences)
    }

    fn fuzzy(&mut self, leaf: &Leaf, text: &str, words: &[Looked], edits: u8) -> Result<Vec<Sequence>, Error> {
        self.walk()?;
        let mut sequences = Vec::new();
        for field in super::lower::homes(self.fields, leaf.scope) {
            let found = patterns::alike(self.vocabulary, field, words, edits)?;
            self.say_cut(&format!("{text}~"), &found);
            sequences.extend(found.sequences);
        }
        Ok(sequences)
    }

    fn walk(&mut self) -> Result<(), Error> {
        self.walks += 1;
        if self.walks > MAX_WALKS {
            Err(Error::TooMuch)
        } else {
            Ok(())
        }
    }

    fn say_cut(&mut self, text: &str, found: &patterns::Expanded) {
        if let Some(of) = &found.cut {
            self.said.notices.push(Notice::new(format!(
                "“{}” stands for {of} words; the {} most frequent were searched.",
                text.chars().take(40).collect::<String>(),
                patterns::MAX_EXPANSIONS
            )));
        }
    }

    /// `"a b"~3`.
    fn close(&mut self, scope: Scope, text: &str, distance: u32) -> Result<Option<Plan>, Error> {
        let words = self.analyzer.words(text);
        if words.is_empty() {
            self.said.empty.push(text.chars().take(40).collect());
            return Ok(None);
        }
        let parts = words.into_iter().map(|looked| Leaf {
            scope,
            typed: vec![vec![vec![looked.stem]]],
            variants: Vec::new(),
            synonyms: Vec::new(),
        });
        Ok(Some(near(parts.collect(), distance, true)))
    }

    fn near(&mut self, parts: &[Query], distance: u32, scope: Scope) -> Result<Option<Plan>, Error> {
        let mut leaves: Vec<Leaf> = Vec::new();
        for part in parts {
            if let Some(leaf) = self.place(part, scope)? {
                leaves.push(leaf);
            }
        }
        let Some(first) = leaves.first().map(|leaf| leaf.scope) else {
            return Ok(None);
        };
        if leaves.iter().any(|leaf| leaf.scope != first) {
            let text = "NEAR compares words of one field; as these name several, all must only match.";
            self.said.notices.push(Notice::new(text));
            return Ok(Some(Plan::And(leaves.into_iter().map(Plan::Leaf).collect())));
        }
        Ok(Some(near(leaves, distance, false)))
    }

    /// A part of a `NEAR`: a leaf, or alternatives as one.
    fn place(&mut self, part: &Query, scope: Scope) -> Result<Option<Leaf>, Error> {
        let Query::Or(alternatives) = part else {
            return self.leaf(part, scope, false);
        };
        let mut all: Option<Leaf> = None;
        for alternative in alternatives {
            let Some(leaf) = self.place(alternative, scope)? else {
                continue;
            };
            match &mut all {
                None => all = Some(leaf),
                Some(all) => {
                    all.typed.extend(leaf.typed);
                    all.variants.extend(leaf.variants);
                    all.synonyms.extend(leaf.synonyms);
                }
            }
        }
        Ok(all)
    }
}

fn near(mut parts: Vec<Leaf>, distance: u32, window: bool) -> Plan {
    match parts.pop() {
        Some(last) if parts.is_empty() => Plan::Leaf(last),
        last => {
            parts.extend(last);
            Plan::Near(Near {
                parts,
                distance,
                window,
            })
        }
    }
}

/// A field that is named says where to look, whatever is around it.
fn within(scope: Scope, field: Option<Named>) -> Scope {
    field.map_or(scope, Scope::Field)
}

fn value(named: Named, text: &str) -> Plan {
    let text = text.trim();
    Plan::Value(
        named,
        match named {
            Named::Lang => text.to_ascii_lowercase(),
            _ => text.to_owned(),
        },
    )
}

/// The word of a plain one in no field.
pub(super) fn plain(query: &Query) -> Option<&str> {
    match query {
        Query::Word(None, word) => Some(word),
        _ => None,
    }
}
