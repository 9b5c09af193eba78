//! Known phrases of web pages, kept as data, and the questions that rules ask of them.

use super::text::{fold, words};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The phrases of `data/furniture.txt` and the names of `data/sections.txt`, folded.
pub(super) struct Phrases {
    whole: FxHashSet<String>,
    /// The first words of `whole` and `sections`: most lines begin with none of them.
    firsts: FxHashSet<String>,
    beginnings: FxHashMap<String, Vec<String>>,
    /// Phrases that only furniture has, and behind them those of [`WEBSITE`].
    told: Option<AhoCorasick>,
    /// How many of them only furniture has.
    anywhere: usize,
    list_headings: FxHashSet<String>,
    enders: FxHashSet<String>,
    sections: FxHashSet<String>,
    notices: FxHashSet<String>,
}

/// What a line says of the website it stands on.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// A phrase that only furniture has stands somewhere in the line.
    pub(super) furniture: bool,
    /// Places in [`WEBSITE`], each once.
    terms: Vec<usize>,
}

/// The longest phrase, in words, that part of a line is compared with.
const LONGEST: usize = 6;

/// Words of a line that can be nothing but furniture.
const MOST_WORDS: usize = 80;

/// Words of website talk (boxes, policies, appeals), with weights. Three are enough, if one of them
/// is not `we` or `you`.
const WEBSITE: &[(&str, u32)] = &[
    (" reciba ", 2),
    (" en su correo ", 3),
    (" su correo ", 2),
    (" good journalism ", 4),
    (" consider a contribution ", 4),
    (" our reporting ", 3),
    (" stays free ", 2),
    (" dear reader ", 2),
    (" to unsubscribe ", 2),
    (" local journalism ", 3),
    (" web sitesinde ", 3),
    (" abonelere ", 3),
    (" subscribe today ", 3),
    (" supporting our ", 3),
    (" consider supporting ", 3),
    (" this article ", 2),
    (" before you move on ", 2),
    (" contribution ", 1),
    (" not a journalist ", 3),
    (" please contact ", 2),
    (" press office ", 1),
    (" please send ", 2),
    (" whatsapp ", 1),
    (" gratis ", 1),
    (" on your phone ", 2),
    (" free every ", 1),
    (" every morning ", 1),
    (" syndicated feed ", 3),
    (" published from a ", 2),
    (" in touch ", 1),
    (" text messages ", 2),
    (" live page ", 2),
    (" our coverage ", 2),
    (" recibe ", 2),
    (" suscribete ", 3),
    (" boletin ", 3),
    (" tu correo ", 3),
    (" en tu celular ", 3),
    (" noticias ", 1),
    (" recevez ", 2),
    (" lettre d information ", 3),
    (" lettre dinformation ", 3),
    (" newsletters ", 3),
    (" votre boite mail ", 3),
    (" abonnez vous ", 3),
    (" abonnes ", 2),
    (" chaque matin ", 2),
    (" lessentiel ", 1),
    (" ihr postfach ", 3),
    (" abonnieren ", 2),
    (" kostenlos ", 1),
    (" receba ", 2),
    (" assinante ", 3),
    (" assine ", 3),
    (" iscriviti ", 3),
    (" abone ", 3),
    (" ucretsiz ", 1),
    (" подпишитесь ", 3),
    (" рассылку ", 3),
    (" اشترك ", 3),
    (" النشره البريديه ", 3),
    (" بريدك ", 3),
    (" خبرنامه ", 3),
    (" cookie ", 3),
    (" cookies ", 3),
    (" newsletter ", 3),
    (" newsletters ", 3),
    (" sign up ", 2),
    (" subscribe ", 2),
    (" subscribing ", 2),
    (" subscriber ", 2),
    (" subscribers ", 2),
    (" subscription ", 2),
    (" unsubscribe ", 3),
    (" inbox ", 3),
    (" community guidelines ", 3),
    (" our guidelines ", 3),
    (" comments ", 2),
    (" commenters ", 3),
    (" commenting ", 3),
    (" moderated ", 2),
    (" moderates ", 2),
    (" moderators ", 2),
    (" privacy policy ", 3),
    (" terms of service ", 3),
    (" terms of use ", 3),
    (" terms conditions ", 2),
    (" terms and conditions ", 2),
    (" app store ", 3),
    (" google play ", 3),
    (" advertising ", 1),
    (" advertisements ", 2),
    (" our website ", 3),
    (" this website ", 3),
    (" this site ", 3),
    (" our site ", 3),
    (" browser ", 2),
    (" javascript ", 3),
    (" opt out ", 2),
    (" log in ", 2),
    (" profanity ", 3),
    (" defamatory ", 2),
    (" abusive ", 2),
    (" personal attacks ", 2),
    (" your comment ", 3),
    (" your comments ", 3),
    (" your email ", 3),
    (" your inbox ", 3),
    (" your support ", 2),
    (" donate ", 2),
    (" donation ", 2),
    (" donations ", 1),
    (" reader supported ", 3),
    (" reader funded ", 3),
    (" readers like you ", 3),
    (" our journalism ", 3),
    (" independent journalism ", 3),
    (" quality journalism ", 3),
    (" our app ", 3),
    (" mobile app ", 2),
    (" push notifications ", 3),
    (" click ", 2),
    (" follow us ", 3),
    (" whatsapp channel ", 3),
    (" telegram channel ", 2),
    (" reproduced ", 1),
    (" republished ", 1),
    (" written permission ", 3),
    (" prior permission ", 3),
    (" external links ", 2),
    (" our readers ", 1),
    (" you ", 1),
    (" your ", 1),
    (" we ", 1),
    (" our ", 1),
    (" us ", 0),
    (" ad blocker ", 3),
    (" free trial ", 3),
    (" third party ", 1),
];

/// Whoever speaks so is quoted by a reporter.
const ATTRIBUTION: [&str; 14] = [
    " said ",
    " says ",
    " told ",
    " stated ",
    " added ",
    " according to ",
    " minister ",
    " president ",
    " ambassador ",
    " noted ",
    " stressed ",
    " discussed ",
    " general ",
    " talks ",
];

/// `2 thoughts on “Envoy lands in Quito”`, `One response to “…”`: the heading of the comments.
fn heads_comments(folded: &str) -> bool {
    let Some((number, rest)) = folded.split_once(' ') else {
        return false;
    };
    let heads = [
        "thought on ",
        "thoughts on ",
        "response to ",
        "responses to ",
        "comment on ",
        "comments on ",
        "replies to ",
    ];
    (number == "one" || is_number(number)) && heads.iter().any(|words| rest.starts_with(words))
}

fn first_word(folded: &str) -> &str {
    words(folded).next().unwrap_or_default()
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

impl Phrases {
    /// The phrases, read once.
    pub(super) fn get() -> &'static Self {
        static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::read);
        &PHRASES
    }

    fn read() -> Self {
        let mut phrases = Self {
            whole: FxHashSet::default(),
            firsts: FxHashSet::default(),
            beginnings: FxHashMap::default(),
            told: None,
            anywhere: 0,
            list_headings: FxHashSet::default(),
            enders: FxHashSet::default(),
            sections: include_str!("data/sections.txt")
                .lines()
                .filter(|line| !line.starts_with('#'))
                .map(fold)
                .collect(),
            notices: include_str!("data/notices.txt")
                .lines()
                .filter(|line| !line.starts_with('#'))
                .map(fold)
                .collect(),
        };
        let mut anywhere = Vec::new();
        for line in include_str!("data/furniture.txt").lines() {
            let Some((kind, phrase)) = line.split_once(' ') else {
                continue;
            };
            let phrase = fold(phrase);
            if phrase.is_empty() {
                continue;
            }
            match kind {
                "=" => {
                    if phrase.split(' ').count() >= 3 {
                        let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                        phrases.beginnings.entry(first).or_default().push(phrase.clone());
                    }
                    phrases.whole.insert(phrase);
                }
                "^" => {
                    let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                    phrases.beginnings.entry(first).or_default().push(phrase);
                }
                "~" => anywhere.push(format!(" {phrase} ")),
                "#" if !line.starts_with("# --") => drop(phrases.list_headings.insert(phrase)),
                "!" => drop(phrases.enders.insert(phrase)),
                _ => {}
            }
        }
        phrases.anywhere = anywhere.len();
        anywhere.extend(WEBSITE.iter().map(|(term, _)| (*term).to_owned()));
        // All begin with a blank, so looking for that first would stop at every word.
        phrases.told = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .prefilter(false)
            .build(anywhere)
            .ok();
        let known = phrases.whole.iter().chain(&phrases.sections);
        phrases.firsts = known.map(|phrase| first_word(phrase).to_owned()).collect();
        phrases
    }

    /// The line is one known phrase, or made of nothing but such phrases and numbers
    /// (`App Store Google Play Galaxy Store`, `Facebook 12 Twitter 3`).
    pub(super) fn is_made_of_furniture(&self, folded: &str) -> bool {
        let may_begin = |word: &str| self.firsts.contains(word) || is_number(word);
        if folded.is_empty() || !may_begin(first_word(folded)) {
            return false;
        }
        if self.whole.contains(folded) {
            return true;
        }
        // A menu may name sections beside tools; a line of sections alone is judged by their number.
        let (mut furniture, mut sections, mut rest) = (0, 0, folded);
        while !rest.is_empty() {
            let Some((length, is_section)) = self.longest_part(rest) else {
                return false;
            };
            let is_number = length == 0;
            furniture += usize::from(!is_section && !is_number);
            sections += usize::from(is_section);
            let taken = if is_number { first_word(rest).len() } else { length };
            rest = rest.get(taken + 1..).unwrap_or_default();
        }
        (furniture > 0 || sections >= 4) && words(folded).nth(MOST_WORDS).is_none()
    }

    /// How many bytes the longest phrase or section name takes that a folded line begins with; none of
    /// them for a number.
    fn longest_part(&self, rest: &str) -> Option<(usize, bool)> {
        let word = first_word(rest);
        if self.firsts.contains(word) {
            let mut ends = [0; LONGEST];
            let mut end = 0;
            for (place, word) in ends.iter_mut().zip(words(rest)) {
                end += word.len();
                *place = end;
                end += 1;
            }
            for length in ends.into_iter().rev().filter(|end| *end > 0) {
                let part = rest.get(..length)?;
                if self.whole.contains(part) {
                    return Some((length, false));
                }
                if self.sections.contains(part) {
                    return Some((length, true));
                }
            }
        }
        is_number(word).then_some((0, false))
    }

    /// The line begins with a phrase of this kind; a phrase of one word only counts when a sign,
    /// an address or a number follows, for `Next week` begins a sentence.
    pub(super) fn begins_like_furniture(&self, text: &str, folded: &str) -> bool {
        let first = folded.split(' ').next().unwrap_or_default();
        let Some(candidates) = self.beginnings.get(first) else {
            return false;
        };
        candidates.iter().any(|phrase| {
            let Some(rest) = folded.strip_prefix(phrase.as_str()) else {
                return false;
            };
            if !(rest.is_empty() || rest.starts_with(' ')) {
                return false;
            }
            phrase.contains(' ') || rest.is_empty() || {
                let after = text.chars().skip(phrase.chars().count()).collect::<String>();
                let after = after.trim_start();
                after.starts_with([':', '|', '→', '»', '›', '>', '←', '«', '‹', '<'])
                    || text.contains('@')
                    || after
                        .chars()
                        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-' | ',' | '.'))
            }
        })
    }

    /// What is said of the website in a folded line.
    pub(super) fn told(&self, folded: &str) -> Told {
        let mut told = Told::default();
        let Some(phrases) = &self.told else { return told };
        for found in phrases.find_overlapping_iter(&format!(" {folded} ")) {
            match found.pattern().as_usize().checked_sub(self.anywhere) {
                None => told.furniture = true,
                Some(term) if !told.terms.contains(&term) => told.terms.push(term),
                Some(_) => {}
            }
        }
        told
    }

    /// The heading of a list of other stories (`Related stories`, `Most read`).
    pub(super) fn is_list_heading(&self, folded: &str) -> bool {
        self.list_headings.contains(folded)
    }

    /// A line after which the article is over.
    pub(super) fn is_ender(&self, folded: &str) -> bool {
        let bare = folded.trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
        self.enders.contains(folded) || self.enders.contains(bare) || heads_comments(folded)
    }

    /// The name of a section of an outlet.
    pub(super) fn is_section(&self, folded: &str) -> bool {
        self.sections.contains(folded)
            || folded
                .strip_suffix(" news")
                .is_some_and(|region| self.sections.contains(region))
    }

    /// What a text is (`Press release`), rather than the section it stands in.
    pub(super) fn is_kind_of_notice(&self, folded: &str) -> bool {
        self.notices.contains(folded)
    }

    /// The sentence says who said something, or speaks of office holders and talks: it reports.
    pub(super) fn tells_who_said(&self, folded: &str) -> bool {
        let padded = format!(" {folded} ");
        ATTRIBUTION.iter().any(|word| padded.contains(word))
    }

    /// How much a sentence talks of the website it stands on; quotations do not count, nor do
    /// sentences that say who said something.
    pub(super) fn website_talk(&self, text: &str, folded: &str, told: &Told) -> u32 {
        // Few sentences have such words at all.
        if told.terms.is_empty() {
            return 0;
        }
        if !text.contains(['"', '“', '”', '«', '»', '„']) {
            return self.talk(told, folded);
        }
        let mut outside = String::with_capacity(text.len());
        let mut quoted = false;
        for c in text.chars() {
            if matches!(c, '"' | '“' | '”' | '«' | '»' | '„') {
                quoted = if c == '"' {
                    !quoted
                } else {
                    matches!(c, '“' | '«' | '„')
                };
            } else if !quoted {
                outside.push(c);
            }
        }
        let outside = fold(&outside);
        self.talk(&self.told(&outside), &outside)
    }

    fn talk(&self, told: &Told, folded: &str) -> u32 {
        if told.terms.is_empty() || self.tells_who_said(folded) {
            return 0;
        }
        let weight = |term: &usize| WEBSITE.get(*term).map(|(_, weight)| weight);
        told.terms.iter().filter_map(weight).sum()
    }
}
