//! What later sentences add to a meeting: who else was there, where and when it was, and about what.

use super::*;
use crate::extract::meetings::beside::is_topic;
use crate::extract::tokens::Gap;

impl Drafts {
    /// Two who speak to each other: in the meeting that both are in, or else in one that is told by nothing more.
    pub(super) fn talking(&mut self, clause: &Clause<'_, '_, '_>, event: &Event, dates: &Dates) -> Option<usize> {
        let both: Vec<usize> = event.left.iter().chain(&event.right).copied().collect();
        let people = self.who(clause, &both);
        let joined = self.drafts.iter().position(|draft| {
            people
                .iter()
                .all(|(who, _)| draft.people.iter().any(|known| known.who == *who))
        });
        if joined.is_some() {
            return None;
        }
        // One of them took part, and the other is with them.
        // `briefed X by video link`
        let called = event.call
            && self
                .current
                .and_then(|current| self.drafts.get(current))
                .is_some_and(|draft| !draft.call);
        let host = self.current.filter(|_| !called).filter(|current| {
            self.drafts.get(*current).is_some_and(|draft| {
                people
                    .iter()
                    .any(|(who, _)| draft.people.iter().any(|known| known.who == *who))
            })
        });
        let members: Vec<Member> = people
            .iter()
            .map(|(who, named)| member(clause, *who, named, PRESENT))
            .collect();
        match host {
            Some(place) => {
                let draft = self.drafts.get_mut(place)?;
                if draft.people.len() > 1 && !draft.unnamed {
                    return None;
                }
                for member in members {
                    if !draft.people.iter().any(|known| known.who == member.who) {
                        draft.people.push(member);
                    }
                }
                Some(place)
            }
            None => self.place_event(clause, event, members, dates, true),
        }
    }

    /// Others who were there.
    pub(super) fn presence(
        &mut self,
        clause: &Clause<'_, '_, '_>,
        event: &Event,
        told: Option<usize>,
    ) -> Option<usize> {
        let both: Vec<usize> = event.left.iter().chain(&event.right).copied().collect();
        let members: Vec<Member> = self
            .who(clause, &both)
            .into_iter()
            .map(|(who, named)| member(clause, who, named, PRESENT))
            .collect();
        if members.is_empty() {
            return None;
        }
        let staged = told.is_none() && members.len() > 1 && self.drafts.len() < MOST;
        if let Some(scene) = self.just_told.take().filter(|_| staged) {
            return Some(self.staged(clause, event, scene, members));
        }
        // `The presidents were joined by …`: those of the meeting that the report is about.
        let words = clause.sentence.words.start..event.trigger.min(clause.sentence.words.start + 5);
        let heads = words.clone().any(|at| {
            clause.says(
                at,
                &[
                    "presidents",
                    "ministers",
                    "leaders",
                    "generals",
                    "mayors",
                    "two",
                    "delegations",
                    "sides",
                ],
            )
        });
        let first = self
            .drafts
            .iter()
            .position(|draft| draft.leads && draft.people.len() > 1)
            .filter(|_| heads && self.drafts.len() > 1);
        let Some(place) = told.or(first).or(self.current) else {
            self.pending.extend(members);
            self.pending_told.push(
                clause
                    .parsed
                    .passage
                    .evidence(clause.words(&span(clause, event)), PRESENT),
            );
            if self.pending_hints.is_empty() {
                self.pending_hints = hints(clause, &Dates::default(), event.trigger);
            }
            if self.pending_place.is_none() {
                self.pending_place = place::find(clause, event.trigger, &span(clause, event));
            }
            return None;
        };
        // `, along with X`, where nothing else of the sentence told of a meeting.
        if told.is_none()
            && clause.says(event.trigger, &["along", "together"])
            && clause.says(event.trigger + 1, &["with"])
        {
            return None;
        }
        let draft = self.drafts.get_mut(place)?;
        if told.is_none() && draft.place.is_none() {
            draft.place = place_of_noun(clause, event.trigger).or_else(|| place_it_was_held(clause));
        }
        for member in members {
            if !draft.people.iter().any(|known| known.who == member.who) {
                draft.people.push(member);
            }
        }
        // `In Monday’s meeting, which X attended`
        let noun = clause.sentence.words.clone().find(|at| {
            clause.class(*at).is(Class::TALK)
                && clause
                    .at(at.wrapping_sub(1))
                    .is_some_and(|before| before.owns && before.class.is(Class::DAY))
        });
        if let Some(noun) = noun.filter(|_| draft.hints.is_empty()) {
            draft.add_hints(hints(clause, &Dates::default(), noun), true);
        }
        if told.is_none() && draft.told.len() < MOST_TOLD {
            draft.told.push(
                clause
                    .parsed
                    .passage
                    .evidence(clause.words(&span(clause, event)), PRESENT),
            );
        }
        Some(place)
    }

    /// A sentence without people of its own that goes on about the last meeting.
    pub(super) fn refer(&mut self, clause: &Clause<'_, '_, '_>, dates: &Dates) {
        let Some(draft) = self.current.and_then(|current| self.drafts.get_mut(current)) else {
            return;
        };
        let words = clause.sentence.words.clone();
        let noun = words.clone().take(12).find(|at| {
            let is_noun =
                clause.class(*at).is(Class::TALK) && clause.at(*at).is_some_and(|token| token.shape == Shape::Lower);
            is_noun
                && clause.at(at.wrapping_sub(1)).is_some_and(|before| {
                    before.is_one_of(&["the", "their", "this", "hour-long", "closed-door", "two-hour"])
                        || before.class.is(Class::DAY)
                        || clause.tongue().is_known() && (before.class.is(Class::ARTICLE) || before.is_one_of(&HELD))
                })
        });
        let both = words.clone().take(4).any(|at| {
            clause.says(
                at,
                &[
                    "they",
                    "both",
                    "two",
                    "sides",
                    "leaders",
                    "officials",
                    "discussions",
                    "ministers",
                    "participants",
                    "parties",
                ],
            )
        });
        let held = words.clone().any(|at| {
            clause.says(at, &["held", "took", "place", "lasted", "happened", "met", "came"])
                || clause.tongue().is_known() && clause.says(at, &HELD)
        }) && !(clause.tongue().is_known() && words.clone().any(|at| clause.class(at).is(Class::UNREAL)));
        // `they recalled the meeting held in Lima in 2022`
        let recalled = words.clone().take_while(|at| Some(*at) != noun).any(|at| {
            is_topic(clause, at) || clause.says(at, &["recalled", "recalling", "recall", "remembered", "praised"])
        });
        if let Some(trigger) = noun.filter(|_| held && !recalled) {
            draft.add_hints(hints(clause, dates, trigger), true);
            if draft.place.is_none() {
                draft.place = place::find(clause, trigger, &(trigger..trigger + 1));
            }
        }
        if noun.is_some() || both {
            draft.add_topics(topics::find(clause));
        }
    }
}

/// How it is told, in other languages than English, that a meeting took place.
pub(super) const HELD: [&str; 24] = [
    "celebró",
    "celebrado",
    "celebrada",
    "realizó",
    "realizado",
    "realizada",
    "realizou",
    "decorreu",
    "lugar",
    "lieu",
    "tenue",
    "tenu",
    "déroulé",
    "déroulée",
    "svolto",
    "svolta",
    "tenuto",
    "tenuta",
    "luogo",
    "statt",
    "stattgefunden",
    "yapılan",
    "gerçekleşen",
    "gerçekleştirilen",
];

/// `X also took part in the talks, which were held in Porto`: the same in English.
fn place_it_was_held(clause: &Clause<'_, '_, '_>) -> Option<Stated<String>> {
    let held = clause.sentence.words.clone().find(|at| clause.says(*at, &["held"]))?;
    let nouns = held.saturating_sub(4).max(clause.sentence.words.start)..held;
    let is_told = !clause.tongue().is_known()
        && nouns.clone().any(|at| clause.class(at).is(Class::TALK))
        && clause.says(held + 1, &["at", "in", "on"]);
    is_told.then(|| place::find(clause, held, &(held..held + 1))).flatten()
}

/// `Al encuentro, celebrado en Soria, asistieron …`: where the meeting was, in a sentence that tells who else came.
fn place_of_noun(clause: &Clause<'_, '_, '_>, trigger: usize) -> Option<Stated<String>> {
    let start = clause.sentence.words.start;
    let noun = (start..trigger.min(start + 6)).find(|at| {
        clause.tongue().is_known()
            && clause.class(*at).is(Class::TALK)
            && (clause.class(at.wrapping_sub(1)).is(Class::ARTICLE | Class::PREP) || *at == start)
    })?;
    let held = (noun + 1..noun + 5).find(|at| clause.says(*at, &HELD))?;
    let end = (held..trigger)
        .find(|at| clause.at(*at).is_some_and(|token| token.gap.has(Gap::COMMA)))
        .unwrap_or(trigger);
    place::find(clause, held, &(noun..held + 1)).filter(|place| {
        let words = clause.words(&(held..end + 1));
        words.contains(place.evidence.words.as_str())
    })
}
