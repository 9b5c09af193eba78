//! Names of one word, and offices that stand for somebody: whom they mean.

use super::keys::one_letter_apart;
use super::*;
use crate::extract::tongue::Tongue;

/// The surname, small words and all, stands within the name; articles are no part of its key.
pub(super) fn holds(name: &[String], family: &[String]) -> bool {
    let small = |word: &String| matches!(word.as_str(), "el" | "al");
    let bare: Vec<&String> = family.iter().filter(|word| !small(word)).collect();
    !bare.is_empty()
        && name
            .windows(bare.len())
            .any(|words| words.iter().eq(bare.iter().copied()))
}

/// A long surname with one letter doubled or mistaken.
fn is_slip(known: &str, told: &str) -> bool {
    let far = known.len().min(told.len()) >= 8;
    let doubled = || {
        let bare = |word: &str| {
            let mut letters: Vec<char> = word.chars().collect();
            letters.dedup();
            letters
        };
        bare(known) == bare(told)
    };
    far && (doubled() || one_letter_apart(known, told))
}

impl People {
    /// Names of one word, and offices that stand for somebody, in the order of reading.
    pub(super) fn read_short(&mut self, parsed: &mut Parsed<'_, '_>) {
        // People named in this passage before, and in it as a whole.
        let mut before: Vec<usize> = Vec::new();
        let headline = parsed.passage.headline;
        for nth in 0..parsed.sentences.len() {
            let count = parsed.sentences.get(nth).map_or(0, |sentence| sentence.mentions.len());
            for at in 0..count {
                let Some(named) = parsed.sentences.get(nth).and_then(|sentence| sentence.mentions.get(at)) else {
                    continue;
                };
                let (mention, known) = (named.mention.clone(), named.who);
                let who = known.or_else(|| {
                    if mention.name.is_empty() {
                        let words = parsed.words(&mention.core).to_lowercase();
                        self.tell_apart(parsed, nth, at, &words);
                        let called = self
                            .short
                            .iter()
                            .find(|(known, _)| *known == words)
                            .map(|(_, who)| *who);
                        let who = self
                            .by_office(parsed, &mention, &before, headline)
                            .or(called)
                            .filter(|who| !self.others.contains(&(words.clone(), *who)));
                        if let Some(who) = who {
                            self.short.retain(|(known, _)| *known != words);
                            self.short.push((words, who));
                        }
                        who
                    } else {
                        self.by_part(parsed, &mention, &before)
                    }
                });
                let Some(who) = who else { continue };
                if known.is_none() && !mention.name.is_empty() {
                    let key = key(parsed, &mention.name);
                    if let [word] = key.as_slice() {
                        self.short.retain(|(known, _)| known != word);
                        self.short.push((word.clone(), who));
                    }
                    self.note(who, parsed, nth, &mention, key);
                }
                before.retain(|other| *other != who);
                before.push(who);
                self.latest.retain(|other| *other != who);
                self.latest.push(who);
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

    /// `The prime minister met the prime minister of the Netherlands, Dick Schoof`: who is told of by the office alone
    /// is not the one whom the sentence goes on to name with it, here or later.
    fn tell_apart(&mut self, parsed: &Parsed<'_, '_>, nth: usize, at: usize, words: &str) {
        let Some((own, behind)) = parsed
            .sentences
            .get(nth)
            .and_then(|sentence| sentence.mentions.get(at..)?.split_first())
        else {
            return;
        };
        let office = heads(parsed, &own.mention);
        for other in behind.iter().filter(|other| !other.mention.name.is_empty()) {
            let shared = heads(parsed, &other.mention).iter().any(|head| office.contains(head));
            let Some(who) = other.who.filter(|_| shared) else {
                continue;
            };
            let told = (words.to_owned(), who);
            if self.others.len() < MOST_PEOPLE && !self.others.contains(&told) {
                self.others.push(told);
            }
        }
    }

    /// Whom a surname, or another part of a name, is of.
    pub(super) fn by_part(&mut self, parsed: &Parsed<'_, '_>, mention: &Mention, before: &[usize]) -> Option<usize> {
        let key = key(parsed, &mention.name);
        let family = is_family(&key);
        if key.len() > 1 && !family {
            return None;
        }
        let word = key.last()?;
        let last = |draft: &Draft| draft.key.last() == Some(word) && (!family || draft.is_of_family(&key));
        let any = |draft: &Draft| !family && draft.key.iter().any(|part| part == word);
        let find = |fits: &dyn Fn(&Draft) -> bool| -> Vec<usize> {
            let drafts = self.drafts.iter().enumerate();
            drafts.filter(|(_, draft)| fits(draft)).map(|(at, _)| at).collect()
        };
        let mut fitting = find(&last);
        if fitting.is_empty() {
            fitting = find(&any);
        }
        let abroad = parsed.passage.tongue.is_known();
        // `ein Sprecher Sousas`
        if fitting.is_empty()
            && parsed.passage.tongue == Tongue::German
            && let Some(bare) = word.strip_suffix('s')
        {
            fitting = find(&|draft: &Draft| draft.key.last().is_some_and(|last| last == bare));
        }
        // `M. El Ouazzani`, the first of two surnames; `Mme Mwakasungulla`, whom a slip of the hand wrote otherwise.
        if fitting.is_empty() && abroad && mention.is_titled() {
            fitting = match family {
                true => find(&|draft: &Draft| holds(draft.key.get(1..).unwrap_or_default(), &key)),
                false => find(&|draft: &Draft| draft.key.last().is_some_and(|last| is_slip(last, word))),
            };
            if fitting.len() > 1 {
                fitting.clear();
            }
        }
        if fitting.len() > 1 && mention.is_titled() {
            let heads = heads(parsed, mention);
            let by_office: Vec<usize> = fitting
                .iter()
                .copied()
                .filter(|who| self.has_office(*who, &heads))
                .collect();
            match by_office.as_slice() {
                [] => {}
                [one] => return Some(*one),
                _ => fitting = by_office,
            }
        }
        match fitting.as_slice() {
            [] if family => None,
            [] => self.new_short(parsed, mention, key),
            [one] => Some(*one),
            _ => {
                let here: Vec<usize> = before.iter().copied().filter(|who| fitting.contains(who)).collect();
                let earlier: Vec<usize> = self
                    .latest
                    .iter()
                    .copied()
                    .filter(|who| fitting.contains(who))
                    .collect();
                let called = self.short.iter().find(|(known, _)| known == word).map(|(_, who)| *who);
                match (here.as_slice(), earlier.as_slice()) {
                    ([one], _) | ([], [one]) => Some(*one),
                    _ => called.filter(|who| fitting.contains(who)),
                }
            }
        }
    }

    /// Somebody of whom only one name is told: `Col. Bolles`.
    pub(super) fn new_short(&mut self, parsed: &Parsed<'_, '_>, mention: &Mention, key: Vec<String>) -> Option<usize> {
        let title = mention.core.start..mention.name.start;
        let own = title.clone().any(|at| {
            parsed.tokens.get(at).is_some_and(|token| {
                (token.is_capital() && token.class.is_title()
                    || token.class.is(Class::OFFICE | Class::RANK) && at + 1 == mention.name.start)
                    && !token.class.is(Class::UNNAMED)
            })
        });
        let word = parsed.tokens.get(mention.name.start)?;
        let long = word.text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let plausible = word.shape == Shape::Capital
            || long && !title.is_empty() && word.shape == Shape::Capitals && word.text.len() > 4;
        if parsed.passage.loose
            || !own
            || !plausible
            || !long
            || word.class.is(Class::NOTNAME | Class::FUNC)
            || self.drafts.len() >= MOST_PEOPLE
        {
            return None;
        }
        self.drafts.push(Draft {
            key,
            ..Draft::default()
        });
        Some(self.drafts.len() - 1)
    }

    /// Whom an office stands for: the only one named before who has it.
    pub(super) fn by_office(
        &self,
        parsed: &Parsed<'_, '_>,
        mention: &Mention,
        before: &[usize],
        headline: bool,
    ) -> Option<usize> {
        let heads = heads(parsed, mention);
        if heads.is_empty() {
            return None;
        }
        let fits = |who: &usize| self.has_office(*who, &heads);
        let mut fitting: Vec<usize> = if headline && self.latest.is_empty() {
            (0..self.drafts.len()).filter(fits).collect()
        } else {
            self.latest.iter().copied().filter(fits).collect()
        };
        let of = of(parsed, mention.titles.iter());
        if fitting.len() > 1 && !of.is_empty() {
            let shares = |who: &usize| {
                self.drafts
                    .get(*who)
                    .is_some_and(|draft| of.iter().any(|word| draft.of.contains(word)))
            };
            let sharing: Vec<usize> = fitting.iter().copied().filter(shares).collect();
            if !sharing.is_empty() {
                fitting = sharing;
            }
        }
        match fitting.as_slice() {
            [one] => {
                // `the Turkish president` is not the only president named if that one is of Iraq.
                let others = of.iter().any(|word| is_owner(word));
                let draft = self.drafts.get(*one)?;
                // Of a head, a chief or a director everybody has one: `the head of the Korean parliament`.
                let anybody = heads
                    .iter()
                    .all(|head| matches!(*head, "head" | "chief" | "director" | "chair"));
                let named = anybody || draft.of.iter().any(|word| is_owner(word));
                (!(others && named) || of.iter().any(|word| draft.of.contains(word))).then_some(*one)
            }
            _ => {
                let here: Vec<usize> = before.iter().copied().filter(|who| fitting.contains(who)).collect();
                match here.as_slice() {
                    [one] => Some(*one),
                    _ => None,
                }
            }
        }
    }

    pub(super) fn has_office(&self, who: usize, heads: &[&'static str]) -> bool {
        self.drafts
            .get(who)
            .is_some_and(|draft| heads.iter().any(|head| draft.heads.contains(head)))
    }
}
