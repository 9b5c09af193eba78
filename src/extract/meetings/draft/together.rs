//! What is left where no verb was understood: two people side by side, in a picture or with a word of meeting.

use super::*;
use crate::extract::words::lowered;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

impl Drafts {
    /// A caption that names two side by side: `Ana Sousa and Li Wei in Quito on Monday`.
    pub(super) fn pictured(&mut self, clause: &Clause<'_, '_, '_>, dates: &Dates) {
        let Some(first) = (0..clause.sentence.mentions.len())
            .find(|nth| clause.mention(*nth).is_some_and(|named| named.who.is_some()))
        else {
            return;
        };
        let mut side = Side::default();
        clause.list(first, &mut side);
        let known = clause
            .mention(first)
            .is_some_and(|named| named.mention.whole.start <= clause.sentence.words.start + 3);
        if side.mentions.len() < 2 || !known || is_planned(clause, side.end + 3) {
            return;
        }
        let event = Event::pictured(clause, side);
        self.talking(clause, &event, dates);
    }

    /// Two people in one sentence with a word of meeting: what is left where no verb was understood.
    pub(super) fn together(clause: &Clause<'_, '_, '_>, dates: &Dates) -> Option<Draft> {
        let words = clause.sentence.words.clone();
        let Word::Told(trigger) = word_of_meeting(clause) else {
            return None;
        };
        let mut people: Vec<Member> = Vec::new();
        for named in &clause.sentence.mentions {
            let Some(who) = named.who.filter(|_| !named.mention.name.is_empty()) else {
                continue;
            };
            let owns = named
                .mention
                .name
                .end
                .checked_sub(1)
                .and_then(|last| clause.at(last))
                .is_some_and(|last| last.owns);
            if !owns && !people.iter().any(|known| known.who == who) {
                people.push(member(clause, who, named, TOOK_PART));
            }
        }
        if people.len() < 2 || people.len() > 6 {
            return None;
        }
        let mut draft = Draft {
            people,
            leads: true,
            told: vec![clause.parsed.passage.evidence(clause.words(&words), TOGETHER)],
            place: place::find(clause, trigger, &(trigger..trigger + 1)),
            topics: topics::find(clause),
            ..Draft::default()
        };
        draft.add_hints(hints(clause, dates, trigger), true);
        Some(draft)
    }
}

/// What a sentence says with words of meeting, whatever its grammar.
pub(super) enum Word {
    /// It has none.
    None,
    /// Of no meeting, or of one that is not, or not yet.
    Unreal,
    /// Of a meeting, with this word.
    Told(usize),
}

/// Looks for words of meeting in a sentence.
pub(super) fn word_of_meeting(clause: &Clause<'_, '_, '_>) -> Word {
    let words = clause.sentence.words.clone();
    let mut spoken = words
        .clone()
        .filter(|at| {
            clause
                .at(*at)
                .is_some_and(|token| token.shape == Shape::Lower && speaks_of_meeting(token.text))
        })
        .peekable();
    if spoken.peek().is_none() {
        return Word::None;
    }
    let Some(trigger) = spoken.find(|at| !takes_a_thing(clause, *at)) else {
        return Word::Unreal;
    };
    let none = clause.says(trigger.wrapping_sub(1), &["no"]) && clause.class(trigger).is(Class::TALK);
    if none || is_denied(clause, words.end) || is_denied(clause, trigger) {
        return Word::Unreal;
    }
    let unreal = words.clone().any(|at| {
        clause.class(at).is(Class::UNREAL)
            && clause.at(at).is_some_and(|token| {
                token.shape == Shape::Lower
                    && (clause.tongue().is_known() && token.is_one_of(&["no", "sin", "non", "né"])
                        || !token.is_one_of(&[
                            "before", "possible", "ready", "able", "about", "if", "without", "until", "no", "due",
                            "set",
                        ]))
            })
    });
    let to_come = clause.tongue().is_known()
        && words.clone().any(|at| {
            clause.at(at).is_some_and(|token| {
                speaks_of_meeting(token.text) && is_to_come(token.text)
                    || token.shape == Shape::Lower && is_future(token.text)
            })
        });
    match unreal || to_come || is_planned(clause, trigger) {
        true => Word::Unreal,
        false => Word::Told(trigger),
    }
}

/// `Ana Sousa, Li Wei to hold talks`, but `met to hold talks`
fn is_planned(clause: &Clause<'_, '_, '_>, trigger: usize) -> bool {
    let verbs = Class::MEET | Class::RECEIVE | Class::HOLD | Class::DISCUSS;
    let near = trigger.saturating_sub(3).max(clause.sentence.words.start)..trigger;
    near.clone()
        .any(|at| clause.says(at, &["to"]) && clause.class(at + 1).is(verbs))
        || is_on_the_way(clause, trigger)
}

/// `met the deadline`, `welcomed the statement`
fn takes_a_thing(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    let somebody = Class::OFFICE | Class::UNNAMED | Class::MOD | Class::RANK | Class::TALK | Class::PEOPLE;
    clause.says(at, &["met", "meets", "welcomed", "welcomes", "received"])
        && clause.says(at + 1, &["the", "a", "an", "all", "its", "their", "most"])
        && clause
            .at(at + 2)
            .is_some_and(|next| next.shape == Shape::Lower && !next.class.is(somebody))
}

pub(super) const TOGETHER: &str = "named-with-a-word-of-meeting";

/// How words of meeting begin in the languages of the press.
pub(super) const STEMS: [&str; 47] = [
    "audiên",
    "meeting",
    "talks",
    "audience",
    "met",
    "received",
    "hosted",
    "discuss",
    "welcomed",
    "conversation",
    "session",
    "breakfast",
    "lunch",
    "dinner",
    "reuni",
    "reúne",
    "reunió",
    "encontr",
    "encuentro",
    "entrevist",
    "recib",
    "receb",
    "audien",
    "convers",
    "entreten",
    "entretien",
    "rencontr",
    "reçu",
    "reçoi",
    "accueilli",
    "réuni",
    "traf",
    "treffen",
    "getroffen",
    "empfang",
    "empfing",
    "gespräch",
    "görüş",
    "buluş",
    "kabul",
    "incontr",
    "ricev",
    "udienza",
    "colloqui",
    "riunion",
    "ospit",
    "bertemu",
];

/// `se reunirá`, `rencontrera`, `görüşecek`: a verb of meeting that tells of a day to come.
fn is_to_come(word: &str) -> bool {
    let endings = [
        "rá", "rán", "rão", "era", "eront", "evra", "evront", "rà", "ranno", "ecek", "acak", "mesi", "ması",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}

/// `viajará`, `partiront`: any verb of what is to come, by endings that few other words have.
fn is_future(word: &str) -> bool {
    let endings = ["rá", "rán", "rão", "eront", "iront", "rà", "ranno", "ecek", "acak"];
    word.len() > 6 && endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether a word of ASCII has the first letters of one of the stems.
fn begins_as_stem(word: &str) -> bool {
    static FIRST: LazyLock<FxHashSet<[u8; 3]>> = LazyLock::new(|| {
        STEMS
            .iter()
            .filter_map(|stem| stem.as_bytes().first_chunk().copied())
            .collect()
    });
    word.as_bytes()
        .first_chunk::<3>()
        .is_some_and(|first| FIRST.contains(&first.map(|byte| byte.to_ascii_lowercase())))
}

pub(super) fn speaks_of_meeting(word: &str) -> bool {
    // Most words begin as none of them does.
    if word.is_ascii() && !begins_as_stem(word) {
        return false;
    }
    let lower = lowered(word);
    STEMS.iter().any(|stem| lower.starts_with(stem))
        && !matches!(
            &*lower,
            "methods" | "metal" | "metals" | "metres" | "meters" | "metre" | "method" | "received" | "sessions"
        )
        || lower == "received"
}
