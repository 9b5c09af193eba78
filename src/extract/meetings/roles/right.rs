//! The people behind a verb, and the lists that they stand in.

use super::*;

impl<'a, 't> Clause<'a, '_, 't> {
    /// The people who stand behind `at`, up to the end of their list.
    pub(in crate::extract) fn right(&self, at: usize) -> Side {
        let mut side = Side {
            end: at,
            ..Side::default()
        };
        let mut here = at;
        while here < self.sentence.words.end && here < at + REACH {
            if here > at
                && self
                    .before(here)
                    .is_some_and(|token| token.gap.has(Gap::STOP) || token.gap.has(Gap::SEMICOLON))
            {
                break;
            }
            // `received, in the presence of X, Y`
            if self.says(here, &["presence", "company"]) && self.says(here + 1, &["of"]) {
                let other = (here + 2..here + 4).find_map(|at| self.mention_at(at));
                if let Some(named) = other.and_then(|nth| self.mention(nth)) {
                    here = named.mention.whole.end.max(here + 1);
                    continue;
                }
            }
            if let Some(nth) = self.mention_at(here) {
                // `met at Singha Durbar in Kathmandu`
                let located = here > at
                    && self
                        .before(here)
                        .is_some_and(|before| before.is_one_of(&["at", "in", "from", "near", "of", "outside"]))
                    && self
                        .mention(nth)
                        .is_some_and(|named| !named.mention.is_titled() && !named.mention.name.is_empty());
                // `a delegation of the firm Boulder Turbine headed by …`
                let body = side.unnamed
                    && self
                        .mention(nth)
                        .is_some_and(|named| !named.mention.is_titled() && !named.mention.name.is_empty())
                    && self.before(here).is_some_and(|before| {
                        before.shape == Shape::Lower && before.class == Class::default() && before.gap.is_plain()
                    });
                if located || body {
                    here = self
                        .mention(nth)
                        .map_or(here + 1, |named| named.mention.whole.end.max(here + 1));
                    continue;
                }
                if self.is_somebody(nth) {
                    self.list(nth, &mut side);
                    return side;
                }
                // Somebody whom nothing in the report names: `the visiting commander`.
                let Some(named) = self.mention(nth) else { break };
                if named.mention.name.is_empty() {
                    side.unnamed = true;
                    here = named.mention.whole.end.max(here + 1);
                    side.end = here;
                    continue;
                }
                if named.mention.name.len() > 1 || named.mention.is_titled() {
                    break;
                }
            }
            let Some(token) = self.at(here) else { break };
            let named = token.is_capital() && token.mark == Mark::None && token.class == Class::default();
            if is_guest(token) {
                side.unnamed = true;
                side.end = here + 1;
            } else if !self.is_between(token, &side) || named && !side.unnamed && !self.is_known_capital(here) {
                // `met tea board secretary Ana Sousa`
                let start = self.behind_attributes(here);
                if start == here {
                    break;
                }
                here = start;
                continue;
            } else if named && side.unnamed {
                // `a delegation of Siemens`
                side.end = here + 1;
            }
            here += 1;
        }
        side
    }

    /// A word that may stand between a verb and whom it is about.
    fn is_between(&self, token: &Token<'_>, side: &Side) -> bool {
        let verb = Class::VERB | Class::SAY | Class::MEET | Class::RECEIVE;
        let folded = token.text.to_lowercase();
        let passed = is_passed(&folded);
        if token.is_capital() {
            return passed
                || token.shape == Shape::Capitals
                || !token.class.is(Class::FUNC)
                || token.class.is(Class::MONTH);
        }
        if token.shape != Shape::Lower {
            return true;
        }
        if token.is_one_of(&["who", "which", "that", "where"]) || token.class.is(verb) && !passed {
            return false;
        }
        let part = Class::MOD | Class::PEOPLE | Class::DAY | Class::MONTH | Class::HONOR | Class::RANK;
        // `the mayors of the burnt districts, Ana Sousa and …`
        let guests = side.unnamed && !token.class.is(verb | Class::DISCUSS | Class::HOLD | Class::FUNC);
        guests || passed || token.class.is(part) || folded.ends_with("ly")
    }

    /// A capital of a place, or of a body that leads to somebody.
    fn is_known_capital(&self, at: usize) -> bool {
        self.is_in_place(at) || self.leads_to_mention(at)
    }

    /// `Football Federation Samoa president Ana Sousa`: capitals up to somebody.
    pub(super) fn leads_to_mention(&self, at: usize) -> bool {
        let next = self
            .sentence
            .mentions
            .iter()
            .map(|named| named.mention.whole.start)
            .find(|start| *start > at);
        next.is_some_and(|next| {
            next - at <= 5
                && (at..next).all(|at| {
                    self.at(at)
                        .is_some_and(|token| token.is_capital() && token.gap.is_plain())
                })
        })
    }

    /// `in Nagu`: the name of a place that nobody knows.
    pub(super) fn is_in_place(&self, at: usize) -> bool {
        let mut from = at;
        while self
            .before(from)
            .is_some_and(|token| token.is_capital() && token.gap.is_plain() && !token.class.is(Class::FUNC))
        {
            from -= 1;
        }
        self.before(from).is_some_and(|token| {
            token.is_one_of(&[
                "in", "at", "of", "from", "the", "near", "de", "la", "del", "en", "em", "à", "im",
            ]) || token.owns
                || token.is_capital() && token.class.is(Class::NOTNAME)
        })
    }

    /// The list that a mention begins.
    pub(in crate::extract) fn list(&self, first: usize, side: &mut Side) {
        if self.stands_for_another(first) {
            side.unnamed = true;
        } else {
            side.mentions.push(first);
        }
        let mut end = self.mention(first).map_or(side.end, |named| named.mention.whole.end);
        // `X’s deputy, Ana Sousa`
        if let Some(nth) = self.named_behind(first) {
            side.unnamed = false;
            side.mentions.push(nth);
            end = self.mention(nth).map_or(end, |named| named.mention.whole.end);
        }
        loop {
            side.end = end;
            let Some(last) = self.before(end) else { break };
            if last.gap.has(Gap::STOP) || last.gap.has(Gap::COLON) || last.gap.has(Gap::DASH) {
                break;
            }
            let comma = last.gap.has(Gap::COMMA) || last.gap.has(Gap::CLOSE) || last.gap.has(Gap::SEMICOLON);
            end = self.behind_body(end);
            let mut next = end;
            let mut links = 0;
            while links < 6
                && (self.says(next, &LINKS) || self.class(next).is(Class::LINK))
                && self.mention_at(next).is_none_or(|nth| !self.starts_whole(nth, next))
            {
                next += 1;
                links += 1;
            }
            if self.any(end..next, &["with", "con", "mit", "avec", "com"]) && self.any(end..next, &["later", "then"]) {
                side.apart = true;
            }
            // `and other members of the delegation, Ana Sousa`
            if !comma && links == 0 {
                break;
            }
            let next = self.behind_party(end, next);
            let next = self.behind_attributes(self.behind_side(next));
            let Some(nth) = self
                .mention_at(next)
                .filter(|nth| self.is_somebody(*nth) && !side.mentions.contains(nth))
            else {
                // `X; Y, whom nothing names in full; Z`
                let item = (next..next + 10).find(|at| {
                    !self
                        .at(*at)
                        .is_some_and(|token| token.gap.is_plain() || token.gap == Gap::COMMA)
                });
                if let Some(item) = item.filter(|item| {
                    last.gap.has(Gap::SEMICOLON) && self.at(*item).is_some_and(|token| token.gap.has(Gap::SEMICOLON))
                }) {
                    end = item + 1;
                    continue;
                }
                let more = self
                    .at(next)
                    .is_some_and(|token| token.class.is(Class::UNNAMED) || token.says("other"));
                side.unnamed |= more;
                break;
            };
            let Some(named) = self.mention(nth) else { break };
            let mention = &named.mention;
            // A comma, and then the subject of what follows.
            let verb = self.at(mention.whole.end).is_some_and(|token| {
                token.shape == Shape::Lower && token.class.is(Class::VERB | Class::SAY | Class::MEET | Class::RECEIVE)
            });
            let is_last = self
                .before(mention.whole.end)
                .is_some_and(|token| token.gap.has(Gap::STOP));
            let own_comma = self
                .before(mention.whole.end)
                .is_some_and(|token| token.gap.has(Gap::COMMA));
            if verb && !is_last && !own_comma || mention.name.is_empty() && links == 0 {
                break;
            }
            // `Ana Sousa’s visit`
            if mention.name.end > mention.name.start && self.before(mention.name.end).is_some_and(|token| token.owns) {
                break;
            }
            side.mentions.push(nth);
            end = mention.whole.end;
        }
    }

    /// `and, from the Chinese side, Li Wei`: the word behind such words, or the same place.
    fn behind_side(&self, at: usize) -> usize {
        let side = (at + 1..at + 6).find(|here| self.says(*here, &["side", "part", "delegation"]));
        // `and, for the Office, Li Wei`
        let apart = || {
            let comma = self.before(at).is_some_and(|before| before.gap.has(Gap::COMMA));
            let plain = |here: &usize| self.at(*here).is_some_and(|token| token.gap.is_plain());
            let end = (at + 1..at + 5).find(|here| !plain(here))?;
            (comma && self.at(end)?.gap.has(Gap::COMMA)).then_some(end)
        };
        let side = side.or_else(|| self.says(at, &["for", "from"]).then(apart).flatten());
        let Some(side) = side.filter(|_| self.says(at, &["from", "for", "on", "representing"])) else {
            return at;
        };
        // `; from the Uzbek side, by Li Wei`
        side + 1 + usize::from(self.says(side + 1, &["by", "were", "was"]))
    }

    /// `and public defender Ana Sousa`, `and the dockers’ leader Ana Sousa`: where the titled mention starts that
    /// such words lead to, or the same place.
    pub(super) fn behind_attributes(&self, at: usize) -> usize {
        let next = self
            .sentence
            .mentions
            .iter()
            .find(|named| named.mention.whole.start > at && named.mention.whole.start <= at + 6);
        // `shop steward Ana Sousa`: what no list of offices holds, in small letters before a full name.
        let Some(named) = next.filter(|named| {
            let mention = &named.mention;
            let small =
                || (at..mention.whole.start).all(|at| self.at(at).is_some_and(|token| token.shape == Shape::Lower));
            !mention.name.is_empty()
                && (mention.is_titled()
                    || mention.name.len() > 1 && named.who.is_some() && (small() || self.is_office_abroad(at)))
        }) else {
            return at;
        };
        let start = named.mention.whole.start;
        // `porteuse d’un message du président X`: whose message it is.
        if self.is_of_a_thing(at..start) {
            return at;
        }
        if (self.mention_at(at).is_none() || self.is_office_abroad(at)) && (at..start).all(|at| self.is_attribute(at)) {
            start
        } else {
            at
        }
    }

    /// A word that may stand before an office as part of it: `tea garden owners’`, `Allegheny Mills`.
    pub(super) fn is_attribute(&self, at: usize) -> bool {
        self.at(at).is_some_and(|token| {
            let verb = Class::VERB | Class::SAY | Class::MEET | Class::RECEIVE | Class::DISCUSS | Class::HOLD;
            let plain = token.gap.is_plain() || token.owns && token.gap == Gap::OTHER;
            plain
                && (token.shape == Shape::Capitals
                    || token.is_one_of(&["including"])
                    || token.is_capital() && !token.class.is(Class::FUNC | Class::DAY | Class::MONTH)
                    || token.shape == Shape::Lower
                        && !token.class.is(Class::FUNC | verb | Class::UNREAL | Class::ATTEND)
                        && !token.text.ends_with("ing")
                    || token.is_one_of(&["the", "a", "an", "its", "his", "her", "their"])
                    || self.is_small_abroad(token))
        })
    }

    /// `Ana Sousa’s chief of staff`
    pub(super) fn stands_for_another(&self, nth: usize) -> bool {
        self.mention(nth).is_some_and(|named| {
            let end = named.mention.name.end;
            !named.mention.name.is_empty()
                && self.before(end).is_some_and(|token| token.owns)
                && (end..end + 3).any(|at| {
                    self.class(at).is(Class::OFFICE | Class::UNNAMED)
                        && self.at(at).is_some_and(|token| token.shape == Shape::Lower)
                })
        })
    }

    /// `Ana Sousa’s deputy, Li Wei`: who is meant, where a comma and the name follow.
    fn named_behind(&self, first: usize) -> Option<usize> {
        let end = self.mention(first)?.mention.name.end;
        let office = (end..end + 4)
            .take_while(|at| self.at(*at).is_some_and(|token| token.shape == Shape::Lower))
            .find(|at| self.at(*at).is_some_and(|token| token.gap.has(Gap::COMMA)))?;
        let next = self.mention(first + 1)?;
        let named = next.who.is_some() && !next.mention.name.is_empty() && next.mention.core.start == office + 1;
        (named && self.stands_for_another(first)).then_some(first + 1)
    }

    pub(super) fn starts_whole(&self, nth: usize, at: usize) -> bool {
        self.mention(nth).is_some_and(|named| {
            named.mention.whole.start == at
                && !self.says(
                    at,
                    &["and", "with", "by", "y", "e", "et", "und", "ve", "con", "avec", "mit"],
                )
                && !self.class(at).is(Class::LINK)
        })
    }
}

/// Words between a verb and whom it is about at most.
pub(super) const REACH: usize = 24;

/// Small words that link the members of a list.
pub(super) const LINKS: [&str; 40] = [
    "and",
    "as",
    "well",
    "along",
    "with",
    "together",
    "alongside",
    "accompanied",
    "by",
    "plus",
    "also",
    "including",
    "both",
    "flanked",
    "joined",
    "y",
    "e",
    "et",
    "und",
    "ve",
    "sowie",
    "con",
    "avec",
    "mit",
    "junto",
    "a",
    "the",
    "then",
    "finally",
    "including",
    "ainsi",
    "que",
    "com",
    "later",
    "his",
    "her",
    "their",
    "among",
    "them",
    "finally",
];

/// Words between a verb and its object that say nothing of who it is.
pub(super) const PASSED: &str = "the a an his her their its our with up separately also here there today yesterday later earlier briefly privately virtually again \
    individually opposite number across table face-to-face on in at late early both morning afternoon evening night noon midday local time for first second third time visiting senior top \
    newly appointed new group delegation led headed chaired by from of comprising including made consisting representing high-level high-ranking \
    ranking several other two three four five six then and as well once recently jointly separately respectively personally members officials \
    audience breakfast lunch dinner credentials phone telephone call calls video farewell courtesy visit respects bilateral private brief short long hour-long closed-door to \
    office palace residence headquarters ministry home hotel house villa hall building airport mansion capital city town parliament embassy \
    complex secretariat chamber presidential sidelines margins copy letter letters credence honour honor copies working official two-day three-day one-day \
    weekly regular annual first-ever joint expanded open informal formal frank courtesy-call behalf bilaterally virtually person face \
    questa questo mattina matin soir tarde noche mañana manhã noite udienza audiencia audiência abend nachmittag \
    este esta nesta neste ce cette diesen diesem quest' this \
    among them \
    en al el la los las con a le les avec des du de der den die mit dem il lo gli i com o os as ao aos hoje ieri oggi hoy ayer aujourd'hui heute \
    gestern à im am zum zur martes em na no nella nel";

pub(in crate::extract) fn is_passed(word: &str) -> bool {
    crate::extract::words::in_list(PASSED, word)
}

/// A guest without a name.
fn is_guest(token: &Token<'_>) -> bool {
    token.class.is(Class::UNNAMED) || token.shape == Shape::Lower && token.class.is(Class::OFFICE)
}
