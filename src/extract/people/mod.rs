//! Who the people of a report are: mentions that name one person are brought together. A surname or an
//! office alone goes back to the one full name that it fits; where two fit, it stays open.
//!
//! It reads scripts with capitals; names in other scripts are left alone rather than guessed.

mod heads;
mod keys;
mod short;

use heads::{heads, is_owner, of, trimmed};
use keys::{is_family, key, nearly_same, same, shown};

use super::lexicon::Class;
use super::names::{Mention, Scan, is_office};
use super::passage::Passage;
use super::tokens::{Gap, Shape, Token, sentences, tokens};
use crate::report::{Evidence, Form, Person, Stated};
use std::ops::Range;

const BEHIND_OFFICE: &str = "name-behind-office";
const BEFORE_OFFICE: &str = "name-before-office";
const SPEAKS: &str = "name-that-speaks";
const BARE: &str = "name-in-full";
const OFFICE: &str = "office-beside-name";

/// People that are kept of one report; a list longer than this is no report of a meeting.
const MOST_PEOPLE: usize = 1_000;
/// Offices and forms of a name that are kept of one person.
const MOST_FORMS: usize = 12;
/// The longest office, in bytes.
const LONGEST_OFFICE: usize = 160;

/// A passage with its words and the people mentioned in it.
pub(super) struct Parsed<'p, 't> {
    pub(super) passage: &'p Passage<'t>,
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence: its words, and who is mentioned.
pub(super) struct Sentence {
    pub(super) words: Range<usize>,
    pub(super) mentions: Vec<Named>,
}

/// A mention, and whom it is of where that is known.
pub(super) struct Named {
    pub(super) mention: Mention,
    pub(super) who: Option<usize>,
}

impl<'t> Parsed<'_, 't> {
    /// The words of a range, as they stand in the text.
    pub(super) fn words(&self, range: &Range<usize>) -> &'t str {
        let ends = self
            .tokens
            .get(range.start)
            .zip(range.end.checked_sub(1).and_then(|last| self.tokens.get(last)));
        let words = ends.and_then(|(first, last)| self.passage.text.get(first.start..last.end.max(first.start)));
        words.unwrap_or_default()
    }

    pub(super) fn evidence(&self, range: &Range<usize>, rule: &'static str) -> Evidence {
        self.passage.evidence(self.words(range), rule)
    }
}

/// Somebody, as far as mentions tell.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The words of the fullest name, folded for comparing.
    key: Vec<String>,
    /// The name as it is shown.
    pub(super) name: String,
    evidence: Option<Evidence>,
    forms: Vec<Form>,
    offices: Vec<Stated<String>>,
    /// Heads of the offices: `president`, `prime minister`.
    heads: Vec<&'static str>,
    /// Capitalised words of the offices, folded: `iraqi`, `kurdistan`.
    of: Vec<String>,
    /// Something says that this is a person.
    pub(super) sure: bool,
    /// It takes part in a meeting, which says so too.
    pub(super) met: bool,
}

impl Draft {
    /// The name ends with these words, and has others before them.
    fn is_of_family(&self, words: &[String]) -> bool {
        if self.key.last() != words.last() {
            return false;
        }
        let name = crate::report::slug(&self.name);
        let given = name.strip_suffix(words.join("-").as_str());
        given.is_some_and(|given| given.len() > 1 && given.ends_with('-'))
    }
}

/// The people of a report.
#[derive(Default)]
pub(super) struct People {
    pub(super) drafts: Vec<Draft>,
    /// The order of the latest mentions.
    latest: Vec<usize>,
    /// Whom a name of one word was last seen to be of.
    short: Vec<(String, usize)>,
    /// Whom an office alone is not of.
    others: Vec<(String, usize)>,
}

/// Reads passages and finds who is mentioned.
pub(super) fn read<'p, 't>(passages: &'p [Passage<'t>]) -> (Vec<Parsed<'p, 't>>, People) {
    let mut parsed: Vec<Parsed<'p, 't>> = passages.iter().map(parse).collect();
    let mut people = People::default();
    // Full names first, for a headline may have a surname alone. Where capitals tell nothing, they
    // come last.
    for families in [false, true] {
        for loose in [false, true] {
            // Two surnames may stand alone or with a given name: the longest form tells what the others are of.
            for short in [false, true] {
                for passage in parsed.iter_mut().filter(|passage| passage.passage.loose == loose) {
                    let both = passage.passage.tongue.is_known();
                    if both || short {
                        people.read_full(passage, families, both.then_some(short));
                    }
                }
            }
        }
    }
    for passage in &mut parsed {
        people.read_short(passage);
    }
    (parsed, people)
}

fn parse<'p, 't>(passage: &'p Passage<'t>) -> Parsed<'p, 't> {
    let tokens = if passage.capitals { Vec::new() } else { tokens(passage) };
    let ranges = sentences(&tokens);
    let sentence = |words: Range<usize>| {
        let scan = Scan {
            tokens: &tokens,
            start: words.start,
            end: words.end,
            loose: passage.loose,
            abroad: passage.tongue.is_known(),
        };
        // The outlet's own name is nobody's.
        let masked = |mention: &Mention| {
            let ends = tokens
                .get(mention.name.start)
                .zip(mention.name.end.checked_sub(1).and_then(|last| tokens.get(last)));
            ends.is_some_and(|(first, last)| passage.is_masked(&(first.start..last.end)))
        };
        let mentions = scan
            .mentions()
            .into_iter()
            .filter(|mention| mention.name.is_empty() || !masked(mention));
        let mentions = mentions.map(|mention| Named { mention, who: None }).collect();
        Sentence { words, mentions }
    };
    let sentences = ranges.into_iter().map(sentence).collect();
    Parsed {
        passage,
        tokens,
        sentences,
    }
}

impl People {
    /// Names of two words and more; those that may be a surname alone when all others are known: `Al Thani`,
    /// `von Wittke`; with `short`, only those of two words, or of more. Whose surname it is somebody's, it is left for later.
    fn read_full(&mut self, parsed: &mut Parsed<'_, '_>, families: bool, short: Option<bool>) {
        for nth in 0..parsed.sentences.len() {
            let mut here: Vec<usize> = Vec::new();
            let count = parsed.sentences.get(nth).map_or(0, |sentence| sentence.mentions.len());
            for at in 0..count {
                let Some(mention) = parsed
                    .sentences
                    .get(nth)
                    .and_then(|sentence| sentence.mentions.get(at))
                    .map(|named| named.mention.clone())
                else {
                    continue;
                };
                let key = key(parsed, &mention.name);
                if key.len() < 2
                    || self.drafts.len() >= MOST_PEOPLE
                    || is_family(&key) != families
                    || short.is_some_and(|short| short != (key.len() == 2))
                {
                    continue;
                }
                let first_of_two = parsed.passage.tongue.is_known() && mention.is_titled();
                let is_of = |draft: &Draft| {
                    draft.is_of_family(&key)
                        || first_of_two && short::holds(draft.key.get(1..).unwrap_or_default(), &key)
                };
                if families && self.drafts.iter().any(is_of) {
                    continue;
                }
                let known = self
                    .drafts
                    .iter()
                    .position(|draft| draft.key.len() > 1 && same(&draft.key, &key));
                let alike = || {
                    self.drafts.iter().enumerate().position(|(at, draft)| {
                        draft.key.len() > 1 && !here.contains(&at) && nearly_same(&draft.key, &key)
                    })
                };
                let who = known.or_else(alike);
                if who.is_none() && parsed.passage.loose && !mention.is_titled() {
                    continue;
                }
                let who = who.unwrap_or_else(|| {
                    self.drafts.push(Draft::default());
                    self.drafts.len() - 1
                });
                here.push(who);
                self.note(who, parsed, nth, &mention, key);
                if let Some(named) = parsed
                    .sentences
                    .get_mut(nth)
                    .and_then(|sentence| sentence.mentions.get_mut(at))
                {
                    named.who = Some(who);
                }
            }
        }
    }

    /// Keeps what a mention tells.
    fn note(&mut self, who: usize, parsed: &Parsed<'_, '_>, nth: usize, mention: &Mention, key: Vec<String>) {
        let Some(draft) = self.drafts.get_mut(who) else { return };
        let words = parsed.words(&mention.name);
        if let Some(form) = draft.forms.iter_mut().find(|form| form.evidence.words == words) {
            form.count = form.count.saturating_add(1);
        } else if draft.forms.len() < MOST_FORMS {
            draft.forms.push(Form {
                count: 1,
                evidence: parsed.evidence(&mention.name, BARE),
            });
        }
        for title in &mention.titles {
            let title = trimmed(parsed, title);
            let words = parsed.words(&title);
            // A form of address is no office.
            let office = title.clone().any(|at| parsed.tokens.get(at).is_some_and(is_office));
            let known = draft
                .offices
                .iter()
                .any(|office| office.value.eq_ignore_ascii_case(words));
            if office
                && !words.is_empty()
                && words.len() <= LONGEST_OFFICE
                && !known
                && draft.offices.len() < MOST_FORMS
            {
                let evidence = parsed.evidence(
                    &(title.start.min(mention.whole.start)..title.end.max(mention.name.end)),
                    OFFICE,
                );
                draft.offices.push(Stated {
                    value: words.to_owned(),
                    evidence: Evidence {
                        words: words.to_owned(),
                        ..evidence
                    },
                });
            }
        }
        for head in heads(parsed, mention) {
            if !draft.heads.contains(&head) {
                draft.heads.push(head);
            }
        }
        for word in of(parsed, mention.titles.iter()) {
            if !draft.of.contains(&word) && draft.of.len() < 40 {
                draft.of.push(word);
            }
        }
        let speaks = speaks(parsed, nth, mention);
        draft.sure |= mention.is_titled() || speaks || key.len() == 1;
        let fuller = key.len() > draft.key.len() || draft.name.is_empty();
        let shown = shown(parsed, &mention.name);
        // Capitals throughout give way to the ordinary spelling.
        let plainer = key == draft.key
            && shown.chars().filter(|c| c.is_uppercase()).count()
                < draft.name.chars().filter(|c| c.is_uppercase()).count();
        if fuller || plainer {
            let rule = if mention.core.start < mention.name.start {
                BEHIND_OFFICE
            } else if mention.is_titled() {
                BEFORE_OFFICE
            } else if speaks {
                SPEAKS
            } else {
                BARE
            };
            draft.name = shown;
            draft.evidence = Some(parsed.evidence(&mention.core, rule));
            if fuller {
                draft.key = key;
            }
        }
    }

    /// The people as facts, in order of appearance.
    pub(super) fn facts(&self) -> Vec<Person> {
        let certain = self.drafts.iter().filter(|draft| draft.sure || draft.met);
        let mut people: Vec<(Option<u32>, Person)> = certain
            .filter_map(|draft| {
                let first = draft.forms.iter().map(|form| form.evidence.line).min();
                let person = Person {
                    name: draft.name.clone(),
                    evidence: draft.evidence.clone()?,
                    forms: draft.forms.clone(),
                    offices: draft.offices.clone(),
                };
                Some((first, person))
            })
            .collect();
        people.sort_by_key(|(first, _)| *first);
        people.into_iter().map(|(_, person)| person).collect()
    }
}

/// Verbs around a name that say that it is a person's.
fn speaks(parsed: &Parsed<'_, '_>, nth: usize, mention: &Mention) -> bool {
    let Some(sentence) = parsed.sentences.get(nth) else {
        return false;
    };
    let verb = Class::SAY | Class::MEET | Class::RECEIVE | Class::VERB;
    let at = |at: usize| parsed.tokens.get(at).filter(|_| sentence.words.contains(&at));
    let next = at(mention.whole.end).filter(|token| token.shape == Shape::Lower);
    let behind = next.is_some_and(|token| token.class.is(verb) || token.says("who"));
    let before = mention.whole.start.checked_sub(1).and_then(at);
    let told = before.is_some_and(|token| {
        token.shape == Shape::Lower
            && (token.class.is(Class::SAY | Class::MEET | Class::RECEIVE) || token.is_one_of(&["with", "by", "told"]))
    });
    // `con Ana Sousa`, `será substituído por Ana Sousa`
    let abroad = parsed.passage.tongue.is_known();
    let participle = |token: &Token<'_>| {
        let endings = ["do", "da", "dos", "das", "é", "ée", "és", "ées"];
        token.shape == Shape::Lower && token.text.len() > 4 && endings.iter().any(|end| token.text.ends_with(end))
    };
    let told = told
        || abroad
            && before.is_some_and(|token| {
                let by = token.is_one_of(&["por", "pelo", "pela", "par"])
                    && mention.whole.start.checked_sub(2).and_then(at).is_some_and(participle);
                token.shape == Shape::Lower && (token.class.is(Class::WITH) || by)
            });
    behind || told
}
