//! Mentions of people in a sentence: names in capitals with the ranks and offices beside them, and
//! offices that stand for somebody (`the prime minister told …`).

mod abroad;
mod appositions;
mod run;
mod titles;
mod words;

pub(super) use words::is_office;
use words::{
    KIN, is_always_given, is_article, is_given_too, is_noun, is_occupation, is_plural, is_surname_of_titled,
    is_surname_too,
};

use super::lexicon::Class;
use super::tokens::{Gap, Mark, Shape, Token};
use std::ops::Range;

/// Words of a name at most.
const LONGEST: usize = 9;
/// Words of an apposition at most.
const FAR: usize = 26;

/// Where somebody is mentioned. Ranges are of words of the passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// All that belongs to it: offices, name, appositions.
    pub(super) whole: Range<usize>,
    /// The name; empty where an office stands for somebody.
    pub(super) name: Range<usize>,
    /// Ranks and offices as they stand around the name.
    pub(super) titles: Vec<Range<usize>>,
    /// Where its own words are: the office and the name, without appositions.
    pub(super) core: Range<usize>,
}

impl Mention {
    pub(super) fn is_titled(&self) -> bool {
        !self.titles.is_empty()
    }
}

/// A sentence as the scanner sees it.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a, 't> {
    pub(super) tokens: &'a [Token<'t>],
    pub(super) start: usize,
    pub(super) end: usize,
    /// Capitals tell nothing: a headline in which each word has one.
    pub(super) loose: bool,
    /// In another language than English, where `de` and `von` are any small words.
    pub(super) abroad: bool,
}

impl<'a, 't> Scan<'a, 't> {
    pub(super) fn at(&self, at: usize) -> Option<&'a Token<'t>> {
        (self.start..self.end)
            .contains(&at)
            .then(|| self.tokens.get(at))
            .flatten()
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.at(at).map_or(Class::default(), |token| token.class)
    }

    /// Nothing but white space stands before the word.
    fn is_joined(&self, at: usize) -> bool {
        at > self.start && self.at(at - 1).is_some_and(|before| before.gap.is_plain())
    }

    /// The mentions of the sentence, in order.
    pub(super) fn mentions(&self) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut at = self.start;
        while at < self.end {
            if self.at(at).is_some_and(|token| token.shape == Shape::Lower) {
                at += 1;
                continue;
            }
            // A single word, which may be a place that nobody knows, gives way to what is told of a full name.
            let firm = found
                .iter()
                .rev()
                .find(|mention| mention.is_titled() || mention.name.len() > 1);
            let from = firm.map_or(self.start, |last| last.name.end.max(last.core.end));
            match self.named(at, from) {
                Some(mention) => {
                    at = mention.name.end.max(at + 1);
                    if mention.name.len() > 1 {
                        found.retain(|known| {
                            known.is_titled() || known.name.len() > 1 || known.name.end <= mention.whole.start
                        });
                    }
                    // `Allegheny Mills chairman Ana Sousa`: capitals straight before an office are a body.
                    if mention.core.start < mention.name.start && self.is_joined(mention.whole.start) {
                        found.retain(|known| {
                            known.is_titled()
                                || known.whole.end != mention.whole.start
                                || self.at(known.name.end - 1).is_some_and(|last| last.owns)
                        });
                    }
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        // Offices that no name has beside it.
        let named = found.len();
        let mut at = self.start;
        while at < self.end {
            let within = |range: &Range<usize>| {
                found
                    .iter()
                    .take(named)
                    .any(|known| known.whole.start < range.end && range.start < known.whole.end)
            };
            match self.titled(at).filter(|mention| !within(&mention.core)) {
                Some(mention) => {
                    at = mention.core.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found.sort_by_key(|mention| (mention.whole.start, mention.core.start));
        found
    }

    /// The mention whose name starts here; nothing before `from` belongs to it.
    fn named(&self, at: usize, from: usize) -> Option<Mention> {
        // Neither of the two below takes a word in small letters, which most are.
        if matches!(self.at(at)?.shape, Shape::Lower | Shape::Other) {
            return None;
        }
        // `Ana Sousa, alias Mother of Fish`
        let alias = self
            .at(at.wrapping_sub(1))
            .is_some_and(|before| before.is_one_of(&["alias", "aka", "a.k.a", "a.k.a."]));
        let first = !alias && (self.is_namely(at, true) || self.rescued(at));
        let inside = self.is_joined(at)
            && at > from
            && self.is_namely(at - 1, true)
            && !self.is_of_chamber(at - 1)
            && !self.class(at - 1).is_title()
            && !self.at(at - 1).is_some_and(|before| before.owns);
        if !first || inside {
            return None;
        }
        let end = if self.rescued(at) {
            self.run_of_rescued(at)
        } else {
            self.run(at)
        };
        // `Mayor of Kalush Ana Sousa`
        let seat = (end == at + 3).then(|| self.seat(at, from)).flatten();
        let mut start = match seat {
            Some(_) => at + 1,
            None => self.particles_before(at, from),
        };
        let title = match seat {
            Some(office) => Some(office..start),
            None => self.title_before(start, from),
        };
        let behind = self.at(end).filter(|_| self.is_joined(end));
        // `Nelson Mandela Bridge`
        if let Some(next) = behind
            && next.is_capital()
            && !self.loose
            && (next.class.is(Class::NOTNAME) && !next.class.is(Class::MONTH | Class::FUNC | Class::TALK)
                || matches!(next.mark, Mark::Head))
            && !next.class.is_title()
        {
            return None;
        }
        // `Fort Balen commander hosts …`: whose commander, and no name.
        if title.is_none()
            && !self.loose
            && behind.is_some_and(|next| {
                next.shape == Shape::Lower
                    && next.class.is(Class::OFFICE | Class::RANK)
                    && !next
                        .class
                        .is(Class::VERB | Class::FUNC | Class::ATTEND | Class::HOLD | Class::RECEIVE)
            })
            && end > at
            && !self.at(end - 1).is_some_and(|last| last.owns)
        {
            return None;
        }
        // The first word of a sentence has its capital for another reason.
        let verb = Class::VERB
            | Class::SAY
            | Class::MEET
            | Class::RECEIVE
            | Class::HOLD
            | Class::DISCUSS
            | Class::ATTEND
            | Class::TALK
            | Class::UNNAMED;
        // `Tatar’s special representative`
        let owned = title.is_none()
            && end == at + 1
            && self.at(at).is_some_and(|token| token.owns)
            && (end..end + 3).any(|at| {
                self.class(at).is(Class::OFFICE) && (end..at).all(|at| self.class(at).is(Class::MOD | Class::PEOPLE))
            });
        if owned {
            return None;
        }
        if title.is_none() && at == self.start && end > start + 1 && self.class(start).is(verb) {
            start += 1;
        }
        if title.is_some() && self.is_of_company(start)
            || self.is_named_for(title.as_ref().map_or(start, |title| title.start))
        {
            return None;
        }
        // `the president of Sakura Heavy Engineering, Mr. …`, `the widow of Ana Sousa`
        let mut title = title;
        let behind_of = self.is_joined(start)
            && self
                .at(start.wrapping_sub(1))
                .is_some_and(|before| before.is_one_of(&["of", "for", "at", "to", "in", "de", "del", "of"]));
        if behind_of && let Some(range) = title.clone() {
            let kin = range
                .clone()
                .any(|at| self.at(at).is_some_and(|token| token.is_one_of(&KIN)));
            let comma = self
                .at(end.wrapping_sub(1))
                .is_some_and(|last| last.gap.has(Gap::COMMA));
            match (kin, end - start) {
                (true, _) => title = None,
                (false, 0..=2) => return None,
                _ if comma => return None,
                _ => start += 1,
            }
        }
        // `the Director of Joint Training, Brig. Gen. …`
        if let Some(title) = &title
            && end - start == 1
            && title.clone().any(|at| {
                self.at(at).is_some_and(|token| {
                    token.is_one_of(&["of", "for", "to", "in", "at"])
                        || at > title.start && token.class.is(Class::OF | Class::ARTICLE)
                })
            })
        {
            return None;
        }
        // `Noel Grealish TD`
        let mut end = end;
        while end > start + 2
            && self.at(end - 1).is_some_and(|token| {
                token.shape == Shape::Capitals
                    && token.text.len() <= 4
                    && !token.text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            })
        {
            end -= 1;
        }
        // `Infraestrutura do Recife`
        let of_place = end > start + 2
            && title.is_none()
            && self.at(end - 1).is_some_and(|token| token.mark == Mark::Place)
            && self
                .at(end - 2)
                .is_some_and(|token| token.is_one_of(&["do", "da", "de", "del", "di"]));
        // `in Hyde Park`
        let park = title.is_none()
            && self.at(end - 1).is_some_and(|token| token.says("park"))
            && self
                .at(start.wrapping_sub(1))
                .is_some_and(|before| before.is_one_of(&["in", "at", "near", "the", "to", "from"]));
        if of_place || park {
            return None;
        }
        // `PORTO VELHO: The governor …`
        let dateline = title.is_none()
            && at == self.start
            && (start..end).all(|at| self.at(at).is_some_and(|token| token.shape == Shape::Capitals))
            && self
                .at(end - 1)
                .is_some_and(|last| last.gap.has(Gap::COLON) || last.gap.has(Gap::DASH) || last.gap.has(Gap::OPEN));
        if dateline {
            return None;
        }
        let plain = (start..end)
            .filter(|at| {
                self.at(*at)
                    .is_some_and(|token| token.is_capital() && token.text.chars().count() > 1)
            })
            .count();
        if plain == 0 {
            return None;
        }
        let mut titles: Vec<Range<usize>> = Vec::new();
        let mut whole = start..end;
        let mut core = start..end;
        if let Some(title) = title {
            whole.start = title.start;
            core.start = title.start;
            titles.push(title);
        } else if !self.may_stand_bare(start..end) || self.is_no_person(&(start..end)) {
            return None;
        }
        if let Some((left, office)) = self.office_before_comma(whole.start, from, titles.is_empty() && end - start < 2)
        {
            whole.start = left;
            titles.push(office);
        }
        // `Estonia’s Hanno Pevkur`
        if whole.start > from
            && self.is_joined(whole.start)
            && self
                .at(whole.start - 1)
                .is_some_and(|owner| owner.owns && owner.is_capital())
        {
            whole.start = self.owner(whole.start - 1, from);
        }
        let (right, office) = self.apposition(end, !titles.is_empty());
        whole.end = right;
        titles.extend(office);
        Some(Mention {
            whole,
            name: start..end,
            titles,
            core,
        })
    }
}
