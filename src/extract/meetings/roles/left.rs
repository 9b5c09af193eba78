//! The people before a verb.

use super::*;

impl<'a, 't> Clause<'a, '_, 't> {
    /// The first mention of the list that a mention stands in, and those between.
    pub(in crate::extract::meetings) fn list_before(&self, nth: usize) -> Vec<usize> {
        let mut members = vec![nth];
        let mut first = nth;
        let mut next = nth.checked_sub(1);
        let mut start = self.mention(nth).map_or(0, |named| named.mention.whole.start);
        while let Some(previous) = next {
            let (Some(left), Some(right)) = (self.mention(previous), self.mention(first)) else {
                break;
            };
            let own = left.mention.whole.start;
            // `Li Wei and Cork’s programme head Ana Sousa`: a body that is named before an office is nobody.
            let is_body = || left.who.is_none() && own < start && (own..start).all(|at| self.is_attribute(at));
            // One at most: a list is gone through for each of its members.
            if start == right.mention.whole.start && right.mention.is_titled() && is_body() {
                (start, next) = (own, previous.checked_sub(1));
                continue;
            }
            let between = left.mention.whole.end..start;
            let Some(last) = self.before(left.mention.whole.end) else {
                break;
            };
            let comma = last.gap.has(Gap::COMMA) || last.gap.has(Gap::CLOSE);
            let is_link = |at: usize| self.says(at, &LINKS) || self.class(at).is(Class::LINK);
            let first_word = between.clone().find(|at| !is_link(*at)).unwrap_or(between.end);
            let attributes = right.mention.is_titled()
                && (first_word > between.start || comma)
                && (first_word..between.end).all(|at| self.is_attribute(at));
            let linked = between.clone().all(is_link) && between.len() <= 5 || attributes && between.len() <= 7;
            let stop = last.gap.has(Gap::STOP) || last.gap.has(Gap::SEMICOLON) || last.owns;
            let with = between.clone().any(|at| {
                self.says(at, &["with", "by", "con", "avec", "mit"]) || self.class(at).is(Class::WITH | Class::BY)
            }) && !between
                .clone()
                .any(|at| self.says(at, &["along", "together", "accompanied", "flanked", "joined"]));
            if stop || with || !linked || (between.is_empty() && !comma) {
                break;
            }
            members.insert(0, previous);
            (first, next, start) = (previous, previous.checked_sub(1), own);
        }
        members
    }

    /// Something other than the subject of what follows.
    pub(in crate::extract::meetings) fn is_oblique(&self, nth: usize) -> bool {
        let Some(named) = self.mention(nth) else { return true };
        let mention = &named.mention;
        // Inside what is told of somebody else.
        let nested = self.sentence.mentions.iter().enumerate().any(|(other, around)| {
            // A town before a comma is nobody, whatever it seems to be told with.
            let told = around.who.is_some() || around.mention.name.len() != 1;
            let around = &around.mention;
            told && other != nth
                && around.whole.start <= mention.whole.start
                && mention.whole.end <= around.whole.end
                && around.whole != mention.whole
        });
        if nested {
            return true;
        }
        let last = mention.name.end.max(mention.core.end);
        if !mention.name.is_empty() && self.before(mention.name.end).is_some_and(|token| token.owns)
            || self.before(last).is_some_and(|token| token.owns)
        {
            return true;
        }
        let mut start = mention.whole.start;
        while self.before(start).is_some_and(|before| {
            before.gap.is_plain()
                && (before.is_one_of(&["the", "a", "an", "his", "her", "late"]) && !before.class.is(Class::PREP)
                    || is_lead(before))
        }) {
            start -= 1;
        }
        let Some(before) = self.before(start) else { return false };
        if before.says("of") && self.is_office_chain(start) {
            return false;
        }
        if before.gap.has(Gap::COMMA) || before.gap.has(Gap::STOP) || before.gap.has(Gap::QUOTE) {
            return before.is_one_of(&["with", "by"]);
        }
        // `A delegation led by Ana Sousa met …`
        if before.says("by")
            && self
                .before(start - 1)
                .is_some_and(|verb| verb.is_one_of(&["led", "headed", "chaired"]))
        {
            return false;
        }
        let preposition = before.is_one_of(&[
            "of",
            "by",
            "with",
            "to",
            "for",
            "from",
            "against",
            "about",
            "under",
            "over",
            "than",
            "like",
            "between",
            "alongside",
            "on",
            "upon",
            "behind",
            "at",
            "de",
            "del",
            "avec",
            "con",
            "mit",
            "von",
            "par",
            "por",
            "di",
            "da",
            "com",
            "al",
            "ao",
            "du",
            "für",
            "late",
            "former",
        ]);
        let object = before.shape == Shape::Lower
            && before
                .class
                .is(Class::VERB | Class::MEET | Class::RECEIVE | Class::SAY | Class::DISCUSS)
            && !before.class.is(Class::OFFICE | Class::MOD)
            && !before.is_one_of(&["said", "says", "added", "when", "where", "is", "was", "has"]);
        let governed = before.class.is(Class::OF | Class::WITH | Class::BY | Class::PREP);
        preposition || object || governed
    }

    /// `Head of the Office of the President Ana Sousa`: an office whose complement names another.
    fn is_office_chain(&self, start: usize) -> bool {
        let mut at = start;
        let mut body = false;
        while let Some(before) = self.before(at).filter(|before| before.gap.is_plain()) {
            at -= 1;
            body |= before.is_capital()
                && before.is_one_of(&[
                    "Office",
                    "Administration",
                    "Secretariat",
                    "Cabinet",
                    "Executive",
                    "Staff",
                    "Council",
                ]);
            if body && before.is_capital() && before.class.is(Class::OFFICE) {
                return true;
            }
            if !(before.is_capital() || before.is_one_of(&["of", "the"])) || start - at > 8 {
                return false;
            }
        }
        false
    }

    /// The people who are the subject of what stands at `at`.
    pub(in crate::extract) fn left(&self, at: usize) -> Side {
        let mut side = Side {
            end: at,
            ..Side::default()
        };
        // `Pratikno, who attended`: whoever stands before the pronoun.
        let who = (at.saturating_sub(4).max(self.sentence.words.start)..at)
            .rev()
            .find(|here| self.says(*here, &["who"]));
        if let Some(who) = who {
            let antecedent = (0..self.sentence.mentions.len()).rev().find(|nth| {
                self.is_somebody(*nth)
                    && self
                        .mention(*nth)
                        .is_some_and(|named| named.mention.name.end <= who && named.mention.name.end + 14 > who)
            });
            if let Some(nth) = antecedent.filter(|nth| {
                self.mention(*nth)
                    .is_some_and(|named| named.mention.name.end == who || named.mention.whole.end >= who)
            }) {
                side.mentions = vec![nth];
                return side;
            }
        }
        for nth in (0..self.sentence.mentions.len()).rev() {
            let Some(named) = self.mention(nth) else { continue };
            let mention = &named.mention;
            if mention.whole.start >= at || mention.name.end.max(mention.core.end) > at {
                continue;
            }
            let members = self.list_before(nth);
            let first = members.first().copied().unwrap_or(nth);
            if self.is_oblique(first) {
                continue;
            }
            // Between subject and verb stands no other sentence.
            let between = mention.whole.end..at;
            let broken = between
                .clone()
                .any(|at| self.at(at).is_some_and(|token| token.gap.has(Gap::SEMICOLON)));
            if broken {
                break;
            }
            // A subject of its own: a body or a country that acts.
            side.mentions = members.into_iter().filter(|nth| self.is_somebody(*nth)).collect();
            self.add_delegation(first, &mut side);
            if side.mentions.is_empty() {
                // An office that nobody in the report has been named for; `the diplomat` is who was told of.
                side.unnamed = mention.name.is_empty();
                if side.unnamed {
                    let last = self.before(mention.core.end);
                    side.same = last.is_some_and(|token| {
                        token.is_one_of(&[
                            "diplomat",
                            "leader",
                            "official",
                            "politician",
                            "veteran",
                            "statesman",
                            "officer",
                            "monarch",
                            "ruler",
                            "prelate",
                            "cleric",
                        ]) || token.says("father") && self.says(mention.core.end.wrapping_sub(2), &["royal", "holy"])
                    });
                    side.guest = last.is_some_and(|token| {
                        token.is_one_of(&[
                            "guest",
                            "visitor",
                            "dignitary",
                            "visitante",
                            "huésped",
                            "convidado",
                            "visiteur",
                            "visiteuse",
                            "hôte",
                            "ospite",
                            "gast",
                        ])
                    });
                    return side;
                }
                continue;
            }
            return side;
        }
        side
    }

    /// `A delegation led by X and including Y, met …`: all of them.
    pub(super) fn add_delegation(&self, first: usize, side: &mut Side) {
        let start = self.sentence.words.start;
        let Some(end) = self.mention(first).map(|named| named.mention.whole.start) else {
            return;
        };
        let Some(guests) = (start..end).find(|at| self.says(*at, &["delegation", "team", "group", "mission"])) else {
            return;
        };
        if !self.any(guests..end, &["led", "headed", "including", "comprising", "included"]) {
            return;
        }
        for nth in (0..first).rev() {
            let inside = self.mention(nth).is_some_and(|named| named.mention.core.start > guests);
            if inside && self.is_somebody(nth) && !side.mentions.contains(&nth) {
                side.mentions.insert(0, nth);
            }
        }
    }

    /// A pronoun that is the subject of what stands at `at`, with no mention between.
    pub(in crate::extract) fn pronoun(&self, at: usize) -> Option<&'t str> {
        let nearest = self
            .sentence
            .mentions
            .iter()
            .filter(|named| named.mention.whole.end <= at && named.who.is_some())
            .map(|named| named.mention.whole.end)
            .max()
            .unwrap_or(self.sentence.words.start);
        (nearest..at)
            .rev()
            .filter_map(|at| self.at(at))
            .find(|token| {
                // `HE the Ambassador` is no pronoun.
                (token.shape != Shape::Capitals || self.parsed.passage.loose)
                    && token.is_one_of(&[
                        "he",
                        "she",
                        "they",
                        "we",
                        "i",
                        "both",
                        "two",
                        "pair",
                        "duo",
                        "trio",
                        "leaders",
                        "sides",
                        "ministers",
                    ])
            })
            .map(|token| token.text)
    }

    /// The two people named last before `at`, the nearest first.
    pub(in crate::extract) fn last_two(&self, at: usize) -> Option<[usize; 2]> {
        let who = |nth: &usize| self.mention(*nth).and_then(|named| named.who);
        let mut before = (0..self.sentence.mentions.len()).rev().filter(|nth| {
            self.is_somebody(*nth) && self.mention(*nth).is_some_and(|named| named.mention.core.end <= at)
        });
        let first = before.next()?;
        let second = before.find(|nth| who(nth) != who(&first))?;
        Some([first, second])
    }

    /// Whose words the sentence quotes or reports.
    pub(in crate::extract) fn speaker(&self) -> Option<usize> {
        self.sentence.mentions.iter().position(|named| {
            named.who.is_some() && {
                let mention = &named.mention;
                let behind = self
                    .at(mention.whole.end)
                    .is_some_and(|token| token.class.is(Class::SAY) && token.shape == Shape::Lower);
                let before = self
                    .before(mention.whole.start)
                    .is_some_and(|token| token.class.is(Class::SAY) && token.shape == Shape::Lower);
                behind || before
            }
        })
    }

    /// The subject of the sentence: the first of those in it who is one.
    pub(in crate::extract) fn subject(&self) -> Option<usize> {
        (0..self.sentence.mentions.len()).find(|nth| {
            let first = self.list_before(*nth).first().copied().unwrap_or(*nth);
            self.is_somebody(*nth) && !self.is_oblique(first)
        })
    }

    /// The subject of what follows `at`: somebody with a verb behind.
    pub(in crate::extract) fn subject_behind(&self, at: usize) -> Side {
        let mut side = Side {
            end: at,
            ..Side::default()
        };
        let found = (0..self.sentence.mentions.len()).find(|nth| {
            self.mention(*nth).is_some_and(|named| named.mention.whole.start >= at)
                && self.is_somebody(*nth)
                && !self.is_oblique(*nth)
        });
        if let Some(nth) = found {
            self.list(nth, &mut side);
        }
        side
    }
}

/// `los diputados Ana Sousa y …`: stands between a preposition and the name that it governs.
fn is_lead(token: &Token<'_>) -> bool {
    let governs = Class::OF | Class::WITH | Class::BY | Class::PREP;
    token.class.is(Class::ARTICLE) && !token.class.is(governs)
        || token.class.is(Class::UNNAMED) && token.class.is(Class::OFFICE) && token.shape == Shape::Lower
}
