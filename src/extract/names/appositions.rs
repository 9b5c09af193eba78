//! Offices set apart by commas: `the mayor of Porto, Ana Sousa,` and `Ana Sousa, the mayor of Porto,`.

use super::*;

impl<'a, 't> Scan<'a, 't> {
    /// `the US Consul General in Erbil, ` before a name: where it starts, and the office.
    pub(super) fn office_before_comma(&self, at: usize, from: usize, short: bool) -> Option<(usize, Range<usize>)> {
        let comma = at.checked_sub(1)?;
        if let Some(found) = self.local_office(comma, from) {
            return Some(found);
        }
        if comma < from || short || self.at(comma)?.gap != Gap::COMMA {
            return None;
        }
        let mut head = None;
        let mut left = at;
        while left > from && left > self.start && at - left < 18 {
            let here = left - 1;
            let token = self.at(here)?;
            if here != comma && !(token.gap.is_plain() || token.gap == Gap::QUOTE) {
                break;
            }
            let verb = Class::VERB | Class::SAY | Class::MEET | Class::RECEIVE;
            let small = token.class.is(Class::OF | Class::ARTICLE)
                || token.is_one_of(&[
                    "of", "the", "for", "to", "in", "at", "an", "a", "de", "do", "da", "del", "des", "du", "di",
                    "della", "der", "la",
                ]);
            if !small && token.shape == Shape::Lower && token.class.is(verb) && !token.class.is_title()
                || token.is_one_of(&["who", "which", "that", "where", "when"])
            {
                break;
            }
            let office = token.class.is(Class::OFFICE | Class::RANK) && !token.owns && !is_plural(token.text);
            if office {
                // An office with its own name stands there.
                if self.is_joined(here + 1)
                    && here != comma
                    && (self.is_plain_name(here + 1))
                    && !self.class(here + 1).is(Class::MOD)
                {
                    return None;
                }
                head = Some(here);
            } else if head.is_some()
                && !(small
                    || token.is_capital()
                    || token.class.is(Class::MOD | Class::PEOPLE)
                    || token.owns
                    || token.shape == Shape::Lower && !token.class.is(Class::FUNC))
            {
                break;
            }
            left = here;
        }
        let head = head?;
        let between = head + 1..at;
        // Between the office and the comma stand no other people.
        let named = between.clone().any(|at| {
            self.is_plain_name(at)
                && self.is_plain_name(at + 1)
                && self.is_joined(at + 1)
                && !self.class(at).is(Class::MOD)
                && !self.at(at.wrapping_sub(1)).is_some_and(|before| {
                    before.is_one_of(&["of", "for", "at", "the", "in", "to", "de"])
                        || before.class.is(Class::OF)
                        || self.abroad
                            && before.shape == Shape::Lower
                            && before.class.is(Class::NOTNAME | Class::MOD | Class::PEOPLE)
                })
        });
        if named {
            return None;
        }
        let mut start = head;
        while start > from && start > self.start && self.is_joined(start) && !self.is_elided(start) {
            let Some(before) = self.at(start - 1) else { break };
            let part = before.is_capital()
                || before.class.is(Class::MOD | Class::PEOPLE)
                || before.owns
                || before.shape == Shape::Lower && before.class == Class::default()
                || before.class.is_title();
            if !part || before.class.is(Class::VERB) && before.shape == Shape::Lower {
                break;
            }
            start -= 1;
        }
        let mut whole = start;
        if whole > from && self.is_joined(whole) && self.at(whole - 1).is_some_and(is_article) {
            whole -= 1;
        }
        Some((whole, start..at))
    }

    /// `and the Odofin, High Chief Ana Sousa`: an office that no list holds, between its article and a name with
    /// a form of address.
    fn local_office(&self, comma: usize, from: usize) -> Option<(usize, Range<usize>)> {
        let the = comma.checked_sub(1).filter(|the| *the >= from)?;
        let word = self.at(comma)?;
        let begins = the == self.start
            || self.at(the - 1).is_some_and(|before| {
                before.gap.has(Gap::COMMA) || before.is_one_of(&["and", "by", "with", "received", "met", "hosted"])
            });
        let alone = word.gap == Gap::COMMA && word.shape == Shape::Capital && !word.owns && self.is_plain_name(comma);
        let titled = self
            .at(comma + 1)
            .is_some_and(|next| next.is_capital() && next.class.is_title());
        let article = self.at(the)?;
        let named = alone && titled && begins && article.says("the") && article.gap.is_plain();
        named.then(|| (the, comma..comma + 1))
    }

    /// What stands behind a name and belongs to it: where it ends, and the office that it tells.
    pub(in crate::extract) fn apposition(&self, end: usize, titled: bool) -> (usize, Option<Range<usize>>) {
        let none = (end, None);
        let Some(last) = self.at(end.wrapping_sub(1)) else {
            return none;
        };
        if last.owns {
            return none;
        }
        // `Ana Sousa of Brazil`, `Ana Sousa (left)`
        if last.gap.is_plain() && self.at(end).is_some_and(|token| token.is_one_of(&["of", "from"])) {
            let place = self.at(end + 1).filter(|token| {
                token.mark == Mark::Place
                    || token.mark == Mark::Body
                    || token.is_capital() && !token.class.is_title() && !token.class.is(Class::FUNC)
            });
            if place.is_some() {
                let mut to = end + 2;
                while self.is_joined(to)
                    && self.at(to).is_some_and(|token| {
                        token.is_capital()
                            && !token.class.is_title()
                            && !token.class.is(Class::FUNC | Class::DAY | Class::MONTH)
                    })
                {
                    to += 1;
                }
                return self.more(to, None);
            }
            let the = self
                .at(end + 1)
                .is_some_and(|token| token.is_one_of(&["the", "a", "an"]) || token.owns);
            if the {
                let mut to = end + 1;
                while to < self.end
                    && to - end < 9
                    && self.at(to).is_some_and(|token| {
                        !token.class.is(Class::VERB | Class::SAY | Class::MEET | Class::RECEIVE)
                            && !token.is_one_of(&["and", "on", "at", "in", "with", "who", "to"])
                    })
                {
                    to += 1;
                    if self.at(to - 1).is_some_and(|token| !token.gap.is_plain()) {
                        break;
                    }
                }
                return self.more(to, None);
            }
        }
        if last.gap.has(Gap::OPEN) && !last.gap.has(Gap::STOP) {
            let close =
                (end..(end + 8).min(self.end)).find(|at| self.at(*at).is_some_and(|token| token.gap.has(Gap::CLOSE)));
            return match close {
                Some(close) if !self.at(close).is_some_and(|token| token.gap.has(Gap::STOP)) => {
                    let office = (end..=close)
                        .any(|at| self.class(at).is(Class::OFFICE))
                        .then_some(end..close + 1);
                    self.more(close + 1, office)
                }
                _ => none,
            };
        }
        if last.gap != Gap::COMMA && last.gap != Gap::DASH {
            return none;
        }
        self.between_commas(end, titled)
    }

    /// A second comma, parenthesis or the like behind an apposition.
    pub(super) fn more(&self, end: usize, office: Option<Range<usize>>) -> (usize, Option<Range<usize>>) {
        let comma = self
            .at(end.wrapping_sub(1))
            .is_some_and(|last| last.gap.has(Gap::COMMA));
        match (comma && office.is_none()).then(|| self.between_commas(end, true)) {
            Some((right, Some(found))) => (right, Some(found)),
            _ => (end, office),
        }
    }

    pub(super) fn between_commas(&self, from: usize, titled: bool) -> (usize, Option<Range<usize>>) {
        let mut start = from;
        // `, 54, the mayor`
        if self
            .at(start)
            .is_some_and(|token| token.shape == Shape::Other && token.gap == Gap::COMMA)
        {
            start += 1;
        }
        let none = (start, None);
        // `, alias Mother of Fish,`
        if self
            .at(start)
            .is_some_and(|token| token.is_one_of(&["alias", "aka", "a.k.a", "a.k.a."]))
        {
            let end =
                (start..(start + 8).min(self.end)).find(|at| self.at(*at).is_some_and(|token| !token.gap.is_plain()));
            return end.map_or(none, |end| (end + 1, None));
        }
        if self.at(start).is_some_and(|token| {
            token.is_one_of(&["and", "y", "et", "und", "e", "ve", "as", "with", "by"])
                || token.class.is(Class::WITH | Class::BY | Class::COMPANY)
        }) {
            return none;
        }
        let relative = self
            .at(start)
            .is_some_and(|token| token.is_one_of(&["who", "whose", "which", "que", "qui", "der", "die"]));
        let mut head = None;
        let mut at = start;
        let mut end = None;
        while at < self.end && at - start < FAR {
            let Some(token) = self.at(at) else { break };
            let verb = token.shape == Shape::Lower
                && token
                    .class
                    .is(Class::VERB | Class::SAY | Class::MEET | Class::DISCUSS | Class::RECEIVE)
                && !token.class.is_title()
                && !token.class.is(Class::TALK | Class::MOD);
            if verb && !relative {
                // `Mme X, la cheffe de la diplomatie a salué`: the subject of what follows, and not she.
                if self.abroad && titled && head.is_some() && self.class(start).is(Class::ARTICLE) {
                    return none;
                }
                end = (at > start).then_some(at);
                break;
            }
            if head.is_none()
                && token.class.is(Class::OFFICE | Class::RANK)
                && !is_plural(token.text)
                && at - start < 10
            {
                // `, Ambassador Steve Bitner and …`: an office of the next in a list.
                let next = at + 1;
                let named = self.is_namely(next, true)
                    && (self.is_plain_name(next)
                        || self
                            .at(next)
                            .is_some_and(|next| next.shape == Shape::Initial || next.text.contains('.')))
                    || self
                        .at(next)
                        .is_some_and(|next| next.is_capital() && next.class.is(Class::HONOR | Class::RANK));
                // `, der Minister Ana Sousa`: an article in German.
                let article = self.abroad && self.class(start).is(Class::ARTICLE);
                if token.gap.is_plain() && named && (!relative || article) {
                    return none;
                }
                let is = self.at(start + 1).is_some_and(|token| {
                    token.is_one_of(&[
                        "is", "was", "serves", "served", "works", "acts", "became", "heads", "leads", "chairs",
                        "commands",
                    ])
                });
                if !relative || is {
                    head = Some(at);
                }
            }
            // `…, Ambassador of Nepal Ana Sousa and …`: the next of a list.
            let another = head.is_some_and(|head| head + 1 < at)
                && !relative
                && self.is_plain_name(at)
                && self.is_joined(at + 1)
                && self.is_plain_name(at + 1)
                && self.is_joined(at)
                && self.at(at - 1).is_some_and(|before| {
                    before.mark == Mark::Place && before.is_capital() && !before.owns
                        || before.is_capital() && before.class.is_title()
                });
            if another || titled && !relative && head.is_some_and(|head| self.is_next_of_list(start, head, at)) {
                return none;
            }
            if head.is_none() && !relative {
                let part = token.is_capital()
                    || token.class.is(Class::MOD | Class::PEOPLE | Class::HONOR)
                    || is_article(token)
                    || token.owns
                    || token.shape == Shape::Lower && !token.class.is(Class::FUNC | Class::DAY)
                    || token.is_one_of(&[
                        "as", "now", "then", "his", "her", "its", "of", "and", "their", "our", "the",
                    ]);
                if !part
                    || token.is_capital()
                        && self.is_plain_name(at)
                        && self.is_plain_name(at + 1)
                        && self.is_joined(at + 1)
                        && !token.owns
                        && !self.at(at + 1).is_some_and(|next| next.owns)
                {
                    return none;
                }
            }
            // `…, the commander, to discuss`: an infinitive ends it.
            if token.says("to")
                && head.is_some()
                && self.at(at + 1).is_some_and(|next| {
                    next.shape == Shape::Lower
                        && next
                            .class
                            .is(Class::DISCUSS | Class::MEET | Class::TALK | Class::UNREAL | Class::HOLD)
                })
            {
                end = Some(at);
                break;
            }
            let day = token.is_one_of(&["on", "at"]) && self.class(at + 1).is(Class::DAY | Class::MONTH);
            if head.is_some()
                && (day
                    || token.is_one_of(&["for", "during", "after", "before", "following"])
                        && !self
                            .at(at.wrapping_sub(1))
                            .is_some_and(|before| before.class.is(Class::OFFICE | Class::MOD)))
            {
                end = Some(at);
                break;
            }
            if !(token.gap.is_plain() || token.gap == Gap::QUOTE) {
                end = Some(at + 1);
                break;
            }
            at += 1;
        }
        let end = end.unwrap_or(at);
        // `…, the Turkish leader, Mr. Ersin Tatar`: the office of the next in a list.
        let comma = self.at(end.wrapping_sub(1)).is_some_and(|last| last.gap == Gap::COMMA);
        let honored = self.at(end).is_some_and(|next| {
            (next.is_capital() || self.abroad && next.shape == Shape::Initial)
                && next.class.is(Class::HONOR | Class::RANK)
                && !next.class.is(Class::NOTNAME)
        });
        let full = self.is_plain_name(end)
            && self.is_joined(end + 1)
            && self.is_plain_name(end + 1)
            && self.is_namely(end, true);
        if titled && comma && (honored || full) && !relative {
            return none;
        }
        match head {
            Some(head) if end > head => {
                let mut first = start;
                while first < head
                    && self.at(first).is_some_and(|token| {
                        is_article(token) || token.is_one_of(&["who", "is", "was", "serves", "as", "who's"])
                    })
                {
                    first += 1;
                }
                (end, Some(first..end))
            }
            // `Ana Sousa, the first woman to command a patrol, and …`
            _ if self.at(start).is_some_and(|token| token.is_one_of(&["the", "a", "an"]))
                && self
                    .at(end.wrapping_sub(1))
                    .is_some_and(|token| token.gap == Gap::COMMA)
                && self.at(end).is_some_and(|next| next.is_one_of(&["and", "as"])) =>
            {
                (end, None)
            }
            _ if relative
                && self
                    .at(end.wrapping_sub(1))
                    .is_some_and(|token| token.gap.has(Gap::COMMA)) =>
            {
                (end, None)
            }
            _ => none,
        }
    }
}
