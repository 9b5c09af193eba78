//! Where a name begins and ends.

use super::*;

/// Small words that stand before surnames.
const SMALL: [&str; 15] = [
    "von", "van", "der", "den", "de", "du", "della", "di", "da", "dos", "la", "le", "ter", "ten", "zu",
];

/// `son of` and `daughter of` in Turkic languages, which stand behind the father's name.
const CHILD: [&str; 7] = ["uulu", "kyzy", "qyzy", "kizi", "qizi", "qızı", "oğlu"];

impl<'a, 't> Scan<'a, 't> {
    /// A word that a name can hold.
    pub(super) fn is_namely(&self, at: usize, first: bool) -> bool {
        let Some(token) = self.at(at) else { return false };
        let not = Class::NOTNAME | Class::PEOPLE | Class::DAY | Class::OFFICE | Class::RANK | Class::HONOR | Class::MOD;
        match token.shape {
            Shape::Capital | Shape::Capitals => {}
            Shape::Initial if token.class.is(Class::HONOR) => return first && self.is_initial(at),
            Shape::Initial => return !first && token.text.len() <= 2 || first && self.is_namely_after_initial(at),
            Shape::Lower | Shape::Other => return false,
        }
        if matches!(token.mark, Mark::Body | Mark::Head) || token.text.contains('&') || self.is_of_style(at) {
            return false;
        }
        if first && self.is_arm(at) {
            return false;
        }
        // `le maire d’Annemasse`
        let owned = first && (token.text.starts_with("d'") || token.text.starts_with("d’"));
        if owned
            && self
                .at(at.wrapping_sub(1))
                .is_some_and(|before| before.shape == Shape::Lower)
        {
            return false;
        }
        if token.class.is(Class::FUNC) && (first || !token.class.is(Class::PARTICLE)) {
            // `Van`, `De` and `La` with a capital.
            let particle = token.class.is(Class::PARTICLE)
                && (at > self.start
                    || self.abroad && matches!(token.text, "Di" | "De" | "Della" | "Lo" | "Van" | "Von" | "Del"))
                && self.is_joined(at + 1)
                && self.is_plain_name(at + 1);
            return particle;
        }
        // `Sultan bin Khalfan`
        let given = token.class.is(Class::OFFICE | Class::HONOR)
            && token.gap.is_plain()
            && self
                .at(at + 1)
                .is_some_and(|next| next.is_one_of(&["bin", "ibn", "bint"]));
        // `Ambassadors Ana Sousa of Quito and Li Wei of Porto`
        if first && token.class.is(Class::UNNAMED) && is_plural(token.text) {
            return false;
        }
        // `Deputy Prime Minister Don Sousa`: in English a given name behind an office.
        let given = given
            || !self.abroad
                && token.is_one_of(&["don", "baron", "duke", "earl"])
                && token.shape == Shape::Capital
                && token.gap.is_plain()
                && self.is_joined(at)
                && self.class(at.wrapping_sub(1)).is(Class::OFFICE)
                && self.is_plain_name(at + 1)
                && !(self.is_joined(at + 2) && self.is_plain_name(at + 2));
        if token.class.is(not) && !given {
            return false;
        }
        if self.loose
            && token.class.is(Class::VERB
                | Class::SAY
                | Class::MEET
                | Class::RECEIVE
                | Class::HOLD
                | Class::DISCUSS
                | Class::TALK
                | Class::ATTEND
                | Class::UNREAL
                | Class::UNNAMED)
        {
            return false;
        }
        !(first && token.mark == Mark::Place) || self.place_is_name(at)
    }

    /// `Tan Sri`, `Puan Sri`: a form of address of two words, the second of which is a given name elsewhere.
    pub(super) fn is_of_style(&self, at: usize) -> bool {
        self.at(at)
            .is_some_and(|token| token.says("sri") && token.gap.is_plain())
            && self.is_joined(at)
            && self.at(at - 1).is_some_and(|before| {
                before.is_one_of(&["tan", "puan", "dato", "dato'", "dato’", "datuk", "datin", "toh"])
            })
    }

    /// `M. K. Sousa`, `M. Syed Ibrahim`: no `monsieur`. `H.E. Sheikh Saif` is none.
    fn is_initial(&self, at: usize) -> bool {
        let next = self.at(at + 1).filter(|_| self.is_joined(at + 1));
        !self.abroad
            && self.at(at).is_some_and(|own| own.text.len() <= 2)
            && next.is_some_and(|next| next.shape == Shape::Initial || self.is_given(at + 1))
            && self.is_namely_after_initial(at)
    }

    pub(super) fn is_namely_after_initial(&self, at: usize) -> bool {
        // `T. O. Sousa`
        let initials = (at..at + 3)
            .take_while(|here| {
                self.at(*here)
                    .is_some_and(|token| token.shape == Shape::Initial && token.gap.is_plain())
            })
            .count();
        initials > 0 && (self.is_plain_name(at + initials) || self.is_given(at + initials))
    }

    pub(super) fn is_plain_name(&self, at: usize) -> bool {
        self.at(at).is_some_and(|token| {
            token.is_capital()
                && token.mark == Mark::None
                && !token
                    .class
                    .is(Class::NOTNAME | Class::PEOPLE | Class::FUNC | Class::DAY)
                && !token.class.is_title()
        })
    }

    /// `Jordan Peterson` behind an office; `Paris Hilton` with no place's word around it.
    pub(super) fn place_is_name(&self, at: usize) -> bool {
        let next = self.is_joined(at + 1) && self.is_plain_name(at + 1);
        // `Secretary for Defence Aden Sousa`
        let titled = || self.is_joined(at) && (self.class(at - 1).is_title() || self.is_behind_ministry(at));
        next && (titled() || self.is_behind_office(at))
    }

    /// `Secretary for Defence`: what somebody is secretary for, straight before the word at `at`.
    fn is_behind_ministry(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).and_then(|at| self.at(at));
        let plain = |token: &Token<'_>| token.gap.is_plain() && !token.owns;
        word(1).is_some_and(|what| plain(what) && what.is_capital() && what.class.is(Class::MOD))
            && word(2).is_some_and(|of| plain(of) && of.is_one_of(&["for", "of"]))
            && word(3).is_some_and(|head| plain(head) && head.is_capital() && head.class.is(Class::OFFICE))
    }

    /// Where the name that starts here ends.
    pub(super) fn run(&self, at: usize) -> usize {
        let mut end = at;
        let mut words = 0;
        while end < self.end && words < LONGEST {
            let Some(token) = self.at(end) else { break };
            let first = end == at;
            let particle = !first
                && token.class.is(Class::PARTICLE)
                && (!token.is_one_of(&["y", "e"])
                    || end > at + 1 && self.tokens.iter().take(60).any(|token| token.is_one_of(&["the", "by", "with", "was"]))
                    || self.joins_surnames(at, end))
                && token.gap.is_plain()
                // `Ana Sousa zum Empfang`
                && !(self.abroad && end > at + 1 && token.is_one_of(&["zum", "zur"]))
                // `Vorsitzende der Werft`, but `von der Heide`
                && !(self.abroad
                    && token.is_one_of(&["der", "den", "des"])
                    && !self.at(end - 1).is_some_and(|before| before.class.is(Class::PARTICLE)))
                && (self.is_namely(end + 1, false)
                    || self.is_given(end + 1)
                    || self.class(end + 1).is(Class::PARTICLE) && self.is_namely(end + 2, false));
            let numeral = !first
                && matches!(
                    token.text,
                    "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "XIV" | "XVI" | "XVIII" | "Jr" | "Sr"
                );
            // `Mohammed Shia’ al-Sudani`: what elsewhere is no name.
            let between = !first
                && token.is_capital()
                && token.mark == Mark::None
                && token.class.is(Class::NOTNAME)
                && !token.class.is(Class::PEOPLE | Class::MONTH | Class::FUNC)
                && !token.owns
                && token.gap.is_plain()
                && self.is_plain_name(end + 1)
                && self.class(at.wrapping_sub(1)).is_title();
            // `Paula Rey Sousa`: what elsewhere is an office, inside a name.
            let surname = self.abroad
                && !first
                && token.shape == Shape::Capital
                && is_surname_too(token.text)
                && token.gap.is_plain()
                && self.is_plain_name(end - 1)
                && self.is_plain_name(end + 1);
            let given =
                surname || !first && (self.is_given(end) && !self.loose || end > at + 1 && self.is_of_particle(end));
            // `Ana Saparbek kyzy`: whose child somebody is, behind the name.
            let child = !first && token.is_one_of(&CHILD);
            if !(self.is_namely(end, first) || particle || numeral || between || given || child) {
                break;
            }
            end += 1;
            words += 1;
            // `Joko “Jokowi” Widodo`
            let nickname = self
                .at(end)
                .is_some_and(|next| next.is_capital() && next.gap == Gap::QUOTE);
            if token.gap == Gap::QUOTE && nickname && self.is_namely(end + 1, false) {
                end += 1;
                continue;
            }
            if !token.gap.is_plain() || token.owns {
                // `Ana Sousa, Jr.`
                if token.gap == Gap::COMMA
                    && self
                        .at(end)
                        .is_some_and(|next| matches!(next.text, "Jr" | "Sr" | "III"))
                {
                    end += 1;
                }
                break;
            }
        }
        // A surname that is a rank elsewhere: `John Major met …`.
        if end > at && self.is_joined(end) {
            let word = self.at(end).filter(|token| {
                let titled = || self.is_joined(at) && self.class(at.wrapping_sub(1)).is_title();
                token.is_capital() && (is_surname_too(token.text) || is_surname_of_titled(token.text) && titled())
            });
            if word.is_some_and(|word| !word.gap.is_plain() || !self.at(end + 1).is_some_and(Token::is_capital)) {
                end += 1;
            }
        }
        end
    }

    /// Inside a name, what elsewhere is a verb, a rank or a form of address: `Ibrahim Said Al Busaidi`, `Hassan
    /// Sheikh Mohamud`.
    fn is_given(&self, at: usize) -> bool {
        let Some(token) = self.at(at).filter(|token| token.shape == Shape::Capital) else {
            return false;
        };
        let goes_on = || token.gap.is_plain() && !token.owns && self.is_plain_name(at + 1);
        is_always_given(token.text) || is_given_too(token.text) && goes_on()
    }

    /// Where the small words begin that stand before a surname: `von Wittke`, `de la Cruz`. In English they are
    /// of a name wherever they stand.
    pub(super) fn particles_before(&self, at: usize, from: usize) -> usize {
        let mut start = at;
        while !self.abroad
            && start > from.max(self.start)
            && self.is_joined(start)
            && self
                .at(start - 1)
                .is_some_and(|before| before.shape == Shape::Lower && before.is_one_of(&SMALL))
        {
            start -= 1;
        }
        // `bin` goes on with a name, and begins none.
        match self.at(start) {
            Some(first) if first.is_one_of(&["von", "van", "de", "du", "della", "di", "da", "dos", "ter", "ten"]) => {
                start
            }
            _ => at,
        }
    }

    /// A word that is no name elsewhere, straight behind an office and before another: `President Park Geun-hye`.
    pub(super) fn rescued(&self, at: usize) -> bool {
        if self.is_queen_by_name(at) || self.is_small_by_name(at) {
            return true;
        }
        at > self.start
            && self.is_joined(at)
            && self.at(at).is_some_and(|token| {
                token.shape == Shape::Capital
                    && token.mark != Mark::Body
                    && token.gap.is_plain()
                    && token.class.is(Class::NOTNAME | Class::FUNC | Class::DAY)
                    && (!token.class.is(Class::PEOPLE | Class::DAY | Class::MONTH | Class::MOD)
                        || self.is_day_given(at))
                    && token.mark != Mark::Place
                    && !token.owns
            })
            && self.at(at - 1).is_some_and(|before| {
                // `the Guest House Sousa`
                before.class.is(Class::OFFICE | Class::HONOR | Class::RANK)
                    && before.is_capital()
                    && !before.owns
                    && !before.is_one_of(&["guest", "host"])
            })
            && self.is_plain_name(at + 1)
            && !self.class(at + 1).is(Class::VERB | Class::SAY)
    }

    /// `Mr. Sunday Sousa`, `Ms. April Sousa`: days and months that are given names.
    fn is_day_given(&self, at: usize) -> bool {
        let day = self
            .at(at)
            .is_some_and(|token| token.is_one_of(&["sunday", "monday", "friday", "april", "june", "august"]));
        day && self.is_joined(at)
            && self
                .at(at - 1)
                .is_some_and(|before| before.class.is(Class::HONOR) && before.is_capital())
    }

    pub(super) fn run_of_rescued(&self, at: usize) -> usize {
        let end = self.run(at + 1);
        end.max(at + 1)
    }

    /// `Mayor of Kalush`, `Director of the Port of Bar` before a full name: where the office begins whose seat is
    /// the word at `at`, which nobody knows.
    pub(super) fn seat(&self, at: usize, from: usize) -> Option<usize> {
        let of = at.checked_sub(1).filter(|of| *of > from.max(self.start))?;
        let name = |at: usize| self.is_plain_name(at) && self.at(at).is_some_and(|token| token.shape == Shape::Capital);
        let head = self.at(of - 1).filter(|head| head.is_capital())?;
        let joined = self.is_joined(at) && self.is_joined(of) && self.at(of).is_some_and(|of| of.says("of"));
        if self.loose || !joined || !(at..at + 3).all(name) {
            return None;
        }
        let begins = self.title_before(of, from).map(|title| title.start);
        let seats = [
            "mayor",
            "governor",
            "prefect",
            "akim",
            "hokim",
            "sheriff",
            "bishop",
            "archbishop",
            "metropolitan",
            "emir",
            "sultan",
            "king",
            "ambassador",
            // `Chairman of the Board of Directors of Kalushneft Ana Sousa`
            "directors",
            "chairman",
            "chairwoman",
            "ceo",
        ];
        match () {
            () if head.is_one_of(&seats) => Some(begins.unwrap_or(of - 1)),
            () if head.is_one_of(&[
                "port",
                "municipality",
                "city",
                "town",
                "diocese",
                "district",
                "province",
            ]) =>
            {
                begins
            }
            () => None,
        }
    }

    /// Names without an office: two words that nothing claims for something else.
    pub(super) fn may_stand_bare(&self, name: Range<usize>) -> bool {
        let before = self
            .at(name.start.wrapping_sub(1))
            .filter(|_| self.is_joined(name.start));
        if let Some(before) = before {
            let capital = before.is_capital() && before.shape != Shape::Other;
            if capital
                && (before.class.is(Class::NOTNAME) || matches!(before.mark, Mark::Body | Mark::Head))
                && !before.owns
                && before.class != Class::FUNC
            {
                return before.class.is(Class::FUNC | Class::DAY | Class::MONTH);
            }
            if before.says("the") && name.len() > 1 {
                return false;
            }
            // `in Porto Velho`, but `confidence in Ana Sousa` and `in Ana Sousa’s view`
            let inward = self.at(name.start.wrapping_sub(2)).is_some_and(|word| {
                word.is_one_of(&[
                    "confidence",
                    "trust",
                    "faith",
                    "belief",
                    "believes",
                    "interest",
                    "pride",
                    "hope",
                ])
            });
            let owns = self.at(name.end.wrapping_sub(1)).is_some_and(|last| {
                // `a listener in Ana Sousa, chief of the port`
                let told = (name.end..name.end + 4).any(|at| {
                    self.at(at)
                        .is_some_and(|token| token.shape == Shape::Lower && token.class.is(Class::OFFICE))
                });
                last.owns || last.gap == Gap::COMMA && told
            });
            if before.says("in") && before.shape == Shape::Lower && !inward && !owns && !self.abroad {
                return false;
            }
            // `the Centre for Policy Studies`
            let body = self.at(name.start.wrapping_sub(2)).is_some_and(|head| {
                head.is_capital() && (head.mark == Mark::Head || head.is_one_of(&["centre", "center"]))
            });
            if before.is_one_of(&["for", "of", "on"]) && body {
                return false;
            }
            // `the chief of Jazeera Operations`
            let head = self.at(name.start.wrapping_sub(2));
            if before.says("of") && head.is_some_and(|head| head.class.is(Class::OFFICE) && !head.is_one_of(&KIN)) {
                return false;
            }
        }
        let capitals = name
            .clone()
            .all(|at| self.at(at).is_some_and(|token| token.shape == Shape::Capitals));
        !(capitals && name.len() < 2)
    }
}
