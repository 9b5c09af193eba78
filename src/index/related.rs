//! Reports that are like one, each with what both have.
//!
//! Likeness is counted in facts and words that few reports have, and shown only where there is a
//! strong reason: a person, a body that is seldom named, or several words that few reports use. What
//! stands nearly everywhere relates everything to everything. The rarest terms are read first, and no
//! more of them than a page can wait for, however large the archive.

use super::card::{self, Part};
use super::schema::column;
use super::stop_words::is_stop_word;
use super::{Error, Snapshot, manifest};
use crate::report::Entry;
use crate::search::{Reason, Related};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, TERMINATED};

/// Terms of each kind that are looked up at most: people, bodies, places.
const MOST_NAMES: [usize; 3] = [16, 8, 8];
/// Words of the report whose rarity is looked up: those of its title, and then those it says most.
const MOST_WORDS: usize = 40;
/// Of these, the rarest that are compared.
const RAREST_WORDS: usize = 24;
/// Shorter words tell little.
const SHORTEST_WORD: usize = 4;
/// Reports that are gone through, over all terms.
const MOST_POSTINGS: u64 = 4_000;
/// So many telling words in common are a reason; with fewer, chance.
const LEAST_WORDS: usize = 4;
/// Of each kind, reasons that are shown.
const SHOWN: usize = 4;
/// Telling words that are shown, and that count: one story told twice is not more alike than that.
const SHOWN_WORDS: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Person,
    Organisation,
    Word,
    Place,
}

impl Kind {
    /// What it counts beside a word that is as rare.
    fn weight(self) -> f32 {
        match self {
            Kind::Person => 3.0,
            Kind::Organisation => 1.5,
            Kind::Word => 1.0,
            Kind::Place => 0.0,
        }
    }

    /// In how many reports of an archive it may stand and still be a strong reason. In a handful of
    /// reports nobody is common, and no word can be told to be rare.
    fn most(self, reports: u64) -> u64 {
        match self {
            Kind::Person => (reports / 10).max((reports / 2).clamp(5, 10)),
            Kind::Organisation => (reports / 50).max(3).min(reports / 2),
            Kind::Word => (reports / 100).max(3).min(reports / 12),
            Kind::Place => 0,
        }
    }
}

/// Something that the report has.
struct Trait {
    kind: Kind,
    /// As this report prints it, or as facts name it.
    shown: String,
    /// Where each segment has it.
    infos: Vec<Option<TermInfo>>,
    field: Field,
    frequency: u64,
    weight: f32,
}

/// The traits whose reports are gone through, by their bit.
struct Strong {
    bits: [u64; 3],
}

/// A report that shares some.
struct Candidate {
    score: f32,
    key: u64,
    address: DocAddress,
    shared: u64,
}

impl Snapshot {
    /// Up to `limit` reports that are like this one, most alike first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn related(&self, entry: &Entry, limit: usize) -> Result<Vec<Related>, Error> {
        let traits = self.traits(entry)?;
        let mut candidates = self.candidates(entry, &traits)?;
        let order = |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then(a.key.cmp(&b.key));
        if candidates.len() > limit {
            candidates.select_nth_unstable_by(limit, order);
            candidates.truncate(limit);
        }
        candidates.sort_unstable_by(order);
        let related = candidates.iter().map(|candidate| {
            Ok(Related {
                report: self.link(candidate.address)?,
                reasons: self.reasons(&traits, candidate)?,
            })
        });
        related.collect()
    }

    /// What may be in common, the rarest first.
    fn traits(&self, entry: &Entry) -> Result<Vec<Trait>, Error> {
        let (fields, facts) = (self.fields(), &entry.facts);
        let outlet = entry.report.outlet.as_ref().map(|outlet| outlet.value.as_str());
        let people = facts.people.iter().map(|person| person.name.as_str());
        let bodies = facts.organisations.iter().map(|body| body.name.as_str());
        // A paper names itself in all its reports.
        let bodies = bodies.filter(|name| outlet != Some(name));
        let [most_people, most_bodies, most_places] = MOST_NAMES;
        let mut named = HashSet::new();
        let mut traits = Vec::new();
        for (kind, field, name) in people
            .take(most_people)
            .map(|name| (Kind::Person, fields.person_exact, name))
            .chain(
                bodies
                    .take(most_bodies)
                    .map(|name| (Kind::Organisation, fields.organisation_exact, name)),
            )
            .chain(
                card::places(entry)
                    .take(most_places)
                    .map(|name| (Kind::Place, fields.place_exact, name)),
            )
        {
            if named.insert((kind, name)) {
                traits.extend(self.find(kind, field, name, name.to_owned())?);
            }
        }
        let mut words = Vec::new();
        for (stem, printed) in self.telling_words(entry) {
            words.extend(self.find(Kind::Word, fields.text, &stem, printed)?);
        }
        words.sort_by(|a, b| (a.frequency, &a.shown).cmp(&(b.frequency, &b.shown)));
        words.truncate(RAREST_WORDS);
        traits.extend(words);
        traits.sort_by(|a, b| (a.frequency, a.kind, &a.shown).cmp(&(b.frequency, b.kind, &b.shown)));
        Ok(traits)
    }

    /// A trait that other reports have too; not a word that too many have.
    fn find(&self, kind: Kind, field: Field, term: &str, shown: String) -> Result<Option<Trait>, Error> {
        let (mut infos, mut frequency) = (Vec::new(), 0);
        let most = match kind {
            Kind::Word => kind.most(self.len()),
            // The others may be shown, if not looked for.
            Kind::Person | Kind::Organisation | Kind::Place => u64::MAX,
        };
        for segment in self.searcher().segment_readers() {
            let info = segment.inverted_index(field)?.terms().get(term)?;
            frequency += info.as_ref().map_or(0, |info| u64::from(info.doc_freq));
            if frequency > most {
                return Ok(None);
            }
            infos.push(info);
        }
        let rarity = (1.0 + self.len() as f32 / frequency.max(1) as f32).ln();
        Ok((frequency > 1).then_some(Trait {
            kind,
            shown,
            infos,
            field,
            frequency,
            weight: kind.weight() * rarity,
        }))
    }

    /// Stems with the words as printed: of the title first, and then of the text, those that are said
    /// most first. Words of names are counted as names.
    fn telling_words(&self, entry: &Entry) -> Vec<(String, String)> {
        let (report, facts) = (&entry.report, &entry.facts);
        let analyzer = self.analyzer();
        let people = facts.people.iter().map(|person| person.name.as_str());
        let bodies = facts.organisations.iter().map(|body| body.name.as_str());
        let outlet = report.outlet.iter().map(|outlet| outlet.value.as_str());
        let names = people.chain(bodies).chain(outlet).chain(card::places(entry));
        let passed: HashSet<String> = names
            .flat_map(|name| analyzer.words(name))
            .map(|word| word.stem)
            .collect();
        let mut said: HashMap<String, (usize, usize)> = HashMap::new();
        let mut printed = Vec::new();
        let mut read = |text: &str, times: usize| {
            let (mut reader, mut word) = (super::words::Words::of(text), String::new());
            while let Some(range) = reader.next(&mut word) {
                let is_telling = word.chars().count() >= SHORTEST_WORD
                    && !is_stop_word(&word)
                    && !word.chars().any(char::is_numeric);
                let stem = analyzer.stem(&word);
                if !is_telling || passed.contains(stem.as_ref()) {
                    continue;
                }
                if let Some((_, count)) = said.get_mut(stem.as_ref()) {
                    *count += times;
                } else {
                    said.insert(stem.into_owned(), (printed.len(), times));
                    printed.push(text.get(range).unwrap_or_default().to_owned());
                }
            }
        };
        read(report.title.words(), 3);
        for block in report.blocks() {
            if matches!(
                Part::of(&block.roles),
                Some(Part::Body | Part::Standfirst | Part::Caption)
            ) {
                read(&block.text, 1);
            }
        }
        let mut words: Vec<(String, (usize, usize))> = said.into_iter().collect();
        words.sort_unstable_by_key(|(_, (first, count))| (Reverse(*count), *first));
        words.truncate(MOST_WORDS);
        let shown = |(stem, (first, _)): (String, (usize, usize))| {
            let printed = printed.get(first).cloned().unwrap_or_default();
            (stem, printed)
        };
        words.into_iter().map(shown).collect()
    }

    /// The reports that share a strong reason.
    fn candidates(&self, entry: &Entry, traits: &[Trait]) -> Result<Vec<Candidate>, Error> {
        let strong = Strong::of(traits, self.len());
        let own = manifest::id_key(&entry.report.id);
        let mut candidates = Vec::new();
        for (ordinal, segment) in self.searcher().segment_readers().iter().enumerate() {
            let mut shared: HashMap<DocId, u64> = HashMap::new();
            for (bit, own) in strong.each(traits) {
                let Some(Some(info)) = own.infos.get(ordinal) else {
                    continue;
                };
                let inverted = segment.inverted_index(own.field)?;
                let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    *shared.entry(postings.doc()).or_default() |= bit;
                    postings.advance();
                }
            }
            let keys = segment.fast_fields().u64(column::KEY)?;
            for (doc, shared) in shared {
                let key = keys.first(doc).unwrap_or_default();
                if strong.is_reason(shared) && key != own && !segment.is_deleted(doc) {
                    candidates.push(Candidate {
                        score: strong.score(traits, shared),
                        key,
                        address: DocAddress::new(u32::try_from(ordinal).unwrap_or(u32::MAX), doc),
                        shared,
                    });
                }
            }
        }
        Ok(candidates)
    }

    /// What both have: people first, places last, of each kind the rarest first. What most reports
    /// have says nothing of two.
    fn reasons(&self, traits: &[Trait], candidate: &Candidate) -> Result<Vec<Reason>, Error> {
        let mut reasons: Vec<(Kind, Reason)> = Vec::new();
        let mut words = Vec::new();
        for (own, bit) in traits.iter().zip(bits()) {
            let is_shared = candidate.shared & bit != 0;
            if own.kind == Kind::Word {
                if is_shared && words.len() < SHOWN_WORDS {
                    words.push(own.shown.clone());
                }
                continue;
            }
            let says_much = is_shared || own.frequency <= self.len() / 2;
            let is_room = reasons.iter().filter(|(kind, _)| *kind == own.kind).count() < SHOWN;
            if is_room && says_much && (is_shared || self.has(own, candidate.address)?) {
                let reason = match own.kind {
                    Kind::Person => Reason::Person,
                    Kind::Organisation => Reason::Organisation,
                    Kind::Place | Kind::Word => Reason::Place,
                };
                reasons.push((own.kind, reason(own.shown.clone())));
            }
        }
        if words.len() >= LEAST_WORDS {
            reasons.push((Kind::Word, Reason::Words(words)));
        }
        reasons.sort_by_key(|(kind, _)| *kind);
        Ok(reasons.into_iter().map(|(_, reason)| reason).collect())
    }

    /// Whether a report has a trait, whose reports were not gone through.
    fn has(&self, own: &Trait, address: DocAddress) -> Result<bool, Error> {
        let ordinal = address.segment_ord as usize;
        let segment = self.searcher().segment_readers().get(ordinal);
        let (Some(segment), Some(Some(info))) = (segment, own.infos.get(ordinal)) else {
            return Ok(false);
        };
        let inverted = segment.inverted_index(own.field)?;
        let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        Ok(postings.doc() <= address.doc_id && postings.seek(address.doc_id) == address.doc_id)
    }
}

/// A bit for each trait; the kinds together have no more.
fn bits() -> impl Iterator<Item = u64> {
    (0..u64::BITS).map(|n| 1 << n)
}

impl Strong {
    fn of(traits: &[Trait], reports: u64) -> Self {
        let (mut strong, mut left) = (Self { bits: [0; 3] }, MOST_POSTINGS);
        for (own, bit) in traits.iter().zip(bits()) {
            if own.frequency <= own.kind.most(reports) && own.frequency <= left {
                left -= own.frequency;
                if let Some(bits) = strong.bits.get_mut(own.kind as usize) {
                    *bits |= bit;
                }
            }
        }
        strong
    }

    fn each<'t>(&self, traits: &'t [Trait]) -> impl Iterator<Item = (u64, &'t Trait)> {
        let [people, bodies, words] = self.bits;
        let all = people | bodies | words;
        bits().zip(traits).filter(move |(bit, _)| all & bit != 0)
    }

    /// How much is in common.
    fn score(&self, traits: &[Trait], shared: u64) -> f32 {
        let common = || {
            self.each(traits)
                .filter(|(bit, _)| shared & bit != 0)
                .map(|(_, own)| own)
        };
        let (words, names) = (
            |own: &&Trait| own.kind == Kind::Word,
            |own: &&Trait| own.kind != Kind::Word,
        );
        let counted = common().filter(names).chain(common().filter(words).take(SHOWN_WORDS));
        counted.map(|own| own.weight).sum()
    }

    fn is_reason(&self, shared: u64) -> bool {
        let [people, bodies, words] = self.bits;
        shared & (people | bodies) != 0 || (shared & words).count_ones() as usize >= LEAST_WORDS
    }
}
