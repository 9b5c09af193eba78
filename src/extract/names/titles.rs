//! Ranks and offices straight before a name, and those that stand for somebody.

use super::*;

impl<'a, 't> Scan<'a, 't> {
    /// Ranks and offices straight before a name.
    pub(super) fn title_before(&self, at: usize, from: usize) -> Option<Range<usize>> {
        let (mut start, mut left, mut office) = (at, at, false);
        let mut connected = false;
        // `presidente dell’Autorità`
        if self.is_elided(at) || self.is_visitor(at.wrapping_sub(1)) {
            return None;
        }
        while left > from && left > self.start && at - left < 16 {
            let here = left - 1;
            let token = self.at(here)?;
            // `Minister of Trade, Industry and Energy Ana Sousa`
            let listed = !office
                && left < at
                && token.gap == Gap::COMMA
                && token.is_capital()
                && token.class.is(Class::MOD | Class::NOTNAME)
                && self
                    .at(left)
                    .is_some_and(|next| next.is_capital() && next.class.is(Class::MOD | Class::NOTNAME));
            // `Air Commodore (Ret’d) Ana Sousa`
            let aside = token.gap == Gap::CLOSE
                && token.text.len() <= 6
                && here > self.start
                && self
                    .at(here - 1)
                    .is_some_and(|before| before.gap == Gap::OPEN && before.class.is_title());
            if aside {
                left = here;
                // The parenthesis is part of the title.
                let rank = here - 1;
                office = true;
                start = rank;
                left = left.min(rank);
                continue;
            }
            if !office
                && left == at
                && let Some(name) = self.quoted_body(left, from)
            {
                (left, connected) = (name, true);
                continue;
            }
            let body = connected && !office && token.gap == Gap::QUOTE;
            if !(self.is_joined(left) || listed || body) {
                break;
            }
            // `Head of OJSC “Mills” Ana Sousa`: what kind of a body it is.
            if body && token.shape == Shape::Capitals {
                left = here;
                continue;
            }
            if !office && left == at && (self.is_arm(here) || self.is_of_town(here)) {
                left = here;
                continue;
            }
            let capital = token.is_capital();
            let part = Class::MOD | Class::PEOPLE | Class::NOTNAME;
            if token.owns {
                // `the Kurdistan Region’s Minister of Interior`
                if office && capital {
                    start = self.owner(here, from);
                }
                break;
            }
            // `Chairman of the Cabinet of Ministers Ana Sousa`
            let chamber = self.is_of_chamber(here);
            let titled = !chamber
                && token.class.is(Class::RANK | Class::OFFICE)
                && (capital || here + 1 == at || !token.class.is(Class::UNNAMED) && !is_plural(token.text))
                || (token.class.is(Class::HONOR) || self.is_of_style(here)) && token.shape != Shape::Lower
                || here + 1 == at && self.is_small_honor(here);
            // `cyclist Ana Sousa`: an occupation.
            let occupation = here + 1 == at
                && token.shape == Shape::Lower
                && token.class == Class::default()
                && is_occupation(token.text);
            if (titled || occupation) && !(office && connected) {
                office = true;
                start = here;
                connected = false;
            } else if (capital
                && (token.class.is(part) || token.mark != Mark::None || chamber || !office && self.begins_body(here, at))
                && !token.class.is(Class::DAY | Class::MONTH))
                || token.class.is(Class::MOD | Class::PEOPLE)
                    && !token.class.is(Class::FUNC | Class::VERB)
                    && token.shape == Shape::Lower
            {
                if office {
                    start = here;
                }
            } else if token.shape == Shape::Capitals && office && token.class == Class::default() {
                // `KDP leader`, `KRG Minister`
                start = here;
            } else if !office
                && here + 1 < at
                && (token.class.is(Class::OF | Class::ARTICLE)
                    || token.is_one_of(&["on", "with"])
                        && self
                            .at(here + 1)
                            .is_some_and(|next| next.is_capital() && next.class.is(Class::NOTNAME | Class::MOD))
                    || token.is_one_of(&[
                        "of", "for", "to", "the", "and", "in", "at", "de", "del", "des", "du", "di", "da", "do",
                        "della", "für", "la", "&", "y", "et", "e",
                    ]))
            {
                connected = true;
            } else if office
                && !connected
                && token.shape == Shape::Lower
                && (token.class == Class::default() || token.class == Class::NOTNAME && self.is_of_head(here))
                && is_noun(token.text)
                && at - here < 6
            {
                // `labour ministry mediator`, `railway governor`
                start = here;
            } else if office
                && token.is_one_of(&["his", "her", "their", "your", "the"])
                && self.class(here + 1).is(Class::HONOR)
            {
                start = here;
                break;
            } else if office
                && token.is_one_of(&["of", "the", "for", "to"])
                && self.at(here + 1).is_some_and(|next| {
                    next.says("the")
                        || next.is_capital()
                            && (next.class.is(Class::NOTNAME | Class::MOD | Class::PEOPLE) || next.mark != Mark::None)
                        // `deputy chief of defence Col. Ana Sousa`
                        || token.says("of") && next.class.is(Class::MOD) && self.class(here.wrapping_sub(1)).is(Class::OFFICE)
                })
            {
                // `Chairman of the Joint Chiefs of Staff Gen. Ana Sousa`
                connected = false;
            } else {
                break;
            }
            left = here;
        }
        if !office {
            return None;
        }
        // `L&T Metro managing director`, `Jute Mills Association president`
        while !self.loose && start > from && start > self.start && self.is_joined(start) && !self.is_elided(start) {
            let unknown = self.at(start - 1).is_some_and(|token| {
                token.is_capital()
                    && (!token.owns || token.text.ends_with('s'))
                    && !token
                        .class
                        .is(Class::FUNC | Class::DAY | Class::MONTH | Class::SAY | Class::VERB)
                    && start - 1 > self.start
                    || token.is_capital() && token.class.is(Class::NOTNAME | Class::PEOPLE) && !token.owns
            });
            if !unknown {
                break;
            }
            start -= 1;
        }
        // The complement of an office must be its own: `mayor of Porto Ana Sousa`.
        Some(self.assisting(start, from)..at)
    }

    /// `Adviser to the Mill Director Ana Sousa`: where the office begins that is one beside another, or the same
    /// place.
    fn assisting(&self, start: usize, from: usize) -> usize {
        let says = |back: usize, word: &str| {
            start.checked_sub(back).is_some_and(|at| {
                at >= from && self.is_joined(at + 1) && self.at(at).is_some_and(|token| token.says(word))
            })
        };
        let office = |at: usize, class: Class| {
            at >= from
                && self.is_joined(at + 1)
                && self.at(at).is_some_and(|token| {
                    let aide = class.is(Class::OFFICE) && token.is_one_of(&["assistant", "aide"]);
                    token.is_capital() && (token.class.is(class) || aide) && !token.owns
                })
        };
        let back = match () {
            () if says(1, "the") && (says(2, "to") || says(2, "of")) => 3,
            // `Minister of Industrial Development Ana Sousa`: what no list holds.
            () if says(1, "of") || says(1, "for") => 2,
            () => return start,
        };
        let Some(head) = start.checked_sub(back) else {
            return start;
        };
        if self.loose || !self.at(start).is_some_and(Token::is_capital) || !office(head, Class::OFFICE) {
            return start;
        }
        let more = (from..head)
            .rev()
            .take_while(|at| office(*at, Class::OFFICE | Class::MOD));
        more.last().unwrap_or(head)
    }

    /// `Cabinet of Ministers`, `House of Representatives`: those whom a body is of.
    pub(super) fn is_of_chamber(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).and_then(|at| self.at(at));
        self.at(at)
            .is_some_and(|token| token.is_capital() && is_plural(token.text))
            && word(1).is_some_and(|of| of.says("of") && of.gap.is_plain())
            && word(2).is_some_and(|body| body.is_capital() && body.gap.is_plain() && body.class.is(Class::NOTNAME))
    }

    /// `Chairperson of the Senate of the Oliy Majlis Ana Sousa`: what nobody knows, between `the` and the kind of a
    /// body; the name begins at `name`.
    fn begins_body(&self, at: usize, name: usize) -> bool {
        let kind = at + 1 < name
            && self
                .at(at + 1)
                .is_some_and(|next| next.is_capital() && next.class.is(Class::NOTNAME));
        let the = at.checked_sub(1).and_then(|the| self.at(the));
        kind && self
            .at(at)
            .is_some_and(|token| token.class == Class::default() && token.gap.is_plain())
            && the.is_some_and(|the| the.is_one_of(&["the", "of"]) && the.gap.is_plain())
    }

    /// `Director of the “Southern Mills” Ana Sousa`: where the quoted name of a body begins that ends before `at`.
    fn quoted_body(&self, at: usize, from: usize) -> Option<usize> {
        let quoted = |at: usize| self.at(at).is_some_and(|token| token.gap == Gap::QUOTE);
        let last = at.checked_sub(1).filter(|last| quoted(*last))?;
        let first = (last.saturating_sub(5).max(from + 1)..=last)
            .rev()
            .find(|here| quoted(here - 1))?;
        let named = |at: usize| self.at(at).is_some_and(|token| token.is_capital() || token.says("of"));
        (first..=last).all(named).then_some(first)
    }

    /// `head of labour relations`: a noun of what an office before it is for.
    fn is_of_head(&self, at: usize) -> bool {
        let mut before = (at.saturating_sub(3)..at).rev().take_while(|here| {
            self.at(*here)
                .is_some_and(|token| token.shape == Shape::Lower && token.gap.is_plain())
        });
        before.any(|here| {
            self.at(here).is_some_and(|token| token.says("of"))
                && self
                    .at(here.wrapping_sub(1))
                    .is_some_and(|head| head.class.is(Class::OFFICE) && head.gap.is_plain())
        })
    }

    /// Where the owner that ends here starts: `Kurdistan Region’s`.
    pub(super) fn owner(&self, at: usize, from: usize) -> usize {
        let mut start = at;
        while start > from && start > self.start && self.is_joined(start) {
            let before = self.at(start - 1);
            let capital = before.is_some_and(|token| token.is_capital() && !token.class.is(Class::FUNC) && !token.owns);
            if !capital {
                break;
            }
            start -= 1;
        }
        start
    }

    /// `the prime minister`, for somebody named elsewhere.
    pub(super) fn titled(&self, at: usize) -> Option<Mention> {
        let token = self.at(at)?;
        if !token.class.is(Class::OFFICE | Class::RANK) || is_plural(token.text) {
            return None;
        }
        // The last word of the office.
        let mut end = at + 1;
        while self.is_joined(end)
            && self
                .at(end)
                .is_some_and(|next| next.class.is(Class::OFFICE | Class::RANK) && !is_plural(next.text))
        {
            end += 1;
        }
        if self.is_joined(end) && self.is_namely(end, true) && self.is_plain_name(end) {
            return None;
        }
        // `the General Command`
        let body = self.at(end).is_some_and(|next| {
            next.is_capital()
                && (next.class.is(Class::NOTNAME) && !next.class.is(Class::FUNC)
                    || matches!(next.mark, Mark::Head | Mark::Body))
        });
        if body && self.is_joined(end) && token.is_capital() {
            return None;
        }
        let mut start = at;
        while start > self.start && self.is_joined(start) && !self.is_elided(start) && at - start < 6 {
            let Some(before) = self.at(start - 1) else { break };
            let part = before.class.is(Class::MOD | Class::PEOPLE)
                || before.is_capital() && !before.class.is(Class::FUNC)
                || before.owns && before.is_capital();
            if !part {
                break;
            }
            start -= 1;
        }
        let before = self
            .at(start.wrapping_sub(1))
            .filter(|_| start > self.start && self.is_joined(start));
        let definite = before.is_some_and(|before| {
            before.class.is(Class::ARTICLE)
                || before.is_one_of(&["the", "el", "la", "le", "il", "der", "die", "den", "dem", "o", "a"])
                    && !before.says("a")
        }) || before.is_some_and(|before| before.is_one_of(&["his", "her", "their", "its"]))
            && token.is_one_of(&["counterpart", "host", "guest", "visitor"]);
        let capital = token.is_capital()
            && token.is_one_of(&[
                "president",
                "pm",
                "premier",
                "minister",
                "chancellor",
                "governor",
                "mayor",
                "king",
                "pope",
            ])
            && !self.loose;
        if !definite && !capital {
            return None;
        }
        let whole_start = if definite { start - 1 } else { start };
        // `the president of the Kurdistan Region`
        let mut right = end;
        while self.is_joined(right) && right - end < 6 {
            let Some(next) = self.at(right) else { break };
            // `the Head of Office and the Commander` are two.
            let and = next.says("and")
                && self
                    .at(right + 1)
                    .is_some_and(|token| token.is_capital() && !token.class.is_title());
            let part = (next.is_one_of(&["of", "for", "to", "the"])
                || and
                || next.class.is(Class::OF) && !self.class(right + 1).is_title())
                && self
                    .at(right + 1)
                    .is_some_and(|token| token.is_capital() || token.says("the"))
                || next.is_capital() && right > end
                // `the Commander of the Training Mission in Iraq`
                || next.says("in")
                    && right > end
                    && self.at(right - 1).is_some_and(|body| body.is_capital() && body.class.is(Class::NOTNAME))
                    && self.at(right + 1).is_some_and(|place| place.mark == Mark::Place);
            if !part {
                break;
            }
            right += 1;
        }
        Some(Mention {
            whole: whole_start..right,
            name: end..end,
            titles: std::iter::once(start..right).collect(),
            core: whole_start..right,
        })
    }
}
