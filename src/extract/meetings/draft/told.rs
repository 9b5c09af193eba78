//! What an event tells: of a meeting that is known, or of another.

use super::*;

/// Days of two tellings, none of which is in both.
fn is_apart(known: &[Hint], new: &[Hint]) -> bool {
    !known.is_empty() && !new.is_empty() && !new.iter().any(|hint| known.iter().any(|known| same_hint(known, hint)))
}

/// `The emir also received X`, `he then received Y`: audiences of one day, one after the other, in one house.
fn is_next_caller(clause: &Clause<'_, '_, '_>, event: &Event, members: &[Member], before: &Draft) -> bool {
    let words = event.trigger.saturating_sub(2)..event.trigger;
    let next = event.same_day || clause.any(words, &["also", "later"]);
    let received = clause.class(event.trigger).is(Class::RECEIVE);
    let host = members.first().map(|host| host.who);
    let is_same_host = host.is_some() && host == before.people.first().map(|host| host.who);
    let own = !event.earlier && !event.vague && !before.earlier && !before.vague;
    next && received && is_same_host && own && !event.call && !before.call
}

impl Drafts {
    pub(super) fn meeting(
        &mut self,
        clause: &Clause<'_, '_, '_>,
        event: &Event,
        dates: &Dates,
        alone: bool,
    ) -> Option<usize> {
        let left = self.who(clause, &event.left);
        let right = self.who(clause, &event.right);
        if event.pronoun == Pronoun::All && left.is_empty() {
            if right.is_empty() {
                // `what he had told X when the two met`
                let when = (event.trigger.saturating_sub(4)..event.trigger).any(|at| {
                    clause.says(at, &["when"]) && clause.any(at + 1..event.trigger, &["two", "they", "both", "pair"])
                });
                if when && let Some(both) = clause.last_two(event.trigger) {
                    let both = self.who(clause, &both);
                    let members = both
                        .into_iter()
                        .map(|(who, named)| member(clause, who, named, TOOK_PART));
                    let event = Event {
                        earlier: true,
                        other: true,
                        ..event.clone()
                    };
                    return self.place_event(clause, &event, members.collect(), dates, false);
                }
                // `They met in Erbil`
                let Some(current) = self.current else {
                    let pair: Vec<Member> = self.pair.iter().map(Member::again).collect();
                    return (pair.len() == 2)
                        .then(|| self.place_event(clause, event, pair, dates, alone))
                        .flatten();
                };
                // `The two last met in 2022`: another meeting of theirs.
                // What they spoke about has times of its own: `they discussed the harvest of 2020`.
                let speaking = clause.class(event.trigger).is(Class::DISCUSS)
                    && !clause.any(event.trigger.saturating_sub(4)..event.trigger, &["last", "previously"]);
                // `The two men have since spoken by telephone`
                let since = || {
                    let words = event.trigger.saturating_sub(3)..event.trigger + 3;
                    clause.any(words, &["since", "again", "later"])
                };
                let rang = event.call && since() && self.drafts.get(current).is_some_and(|draft| !draft.call);
                if rang {
                    let heads = self.drafts.get(current)?.people.iter().take(2);
                    let heads = heads.map(Member::again).collect();
                    let event = Event {
                        other: true,
                        ..event.clone()
                    };
                    return self.place_event(clause, &event, heads, dates, alone);
                }
                // `The last meeting of the two ministers`: of those whom the report is about.
                let own = self
                    .drafts
                    .iter()
                    .position(|draft| draft.leads && draft.people.len() > 1);
                let current = own
                    .filter(|_| clause.class(event.trigger).is(Class::TALK))
                    .unwrap_or(current);
                if !speaking && (event.earlier || event.vague) {
                    let heads = self
                        .drafts
                        .get(current)?
                        .people
                        .iter()
                        .take(2)
                        .map(Member::again)
                        .collect();
                    let event = Event {
                        earlier: true,
                        other: true,
                        ..event.clone()
                    };
                    return self.place_event(clause, &event, heads, dates, alone);
                }
                self.describe(current, clause, event, dates, alone);
                return Some(current);
            }
            // `They were received by X`: those who were told of last.
            let current = self.current.and_then(|current| self.drafts.get(current));
            let pair: &[Member] = if self.pair.len() == 2 { &self.pair } else { &[] };
            let guests: Vec<Member> = current
                .map_or(pair, |draft| &draft.people)
                .iter()
                .map(Member::again)
                .collect();
            let mut members = guests;
            members.extend(right.iter().map(|(who, named)| member(clause, *who, named, TOOK_PART)));
            return self.place_event(clause, event, members, dates, alone);
        }
        let meant = self
            .meant(clause, event.pronoun)
            .filter(|who| !right.iter().any(|(other, _)| other == who));
        // `The guest was received by X. Later he …`
        if event.pronoun == Pronoun::Guest {
            self.subject = meant.or(self.subject);
        }
        let mut lefts: Vec<Member> = left
            .iter()
            .map(|(who, named)| member(clause, *who, named, TOOK_PART))
            .collect();
        if lefts.is_empty()
            && let Some(who) = meant
        {
            let words = clause.words(&(event.trigger..event.end.max(event.trigger + 1)));
            lefts.push(Member {
                who,
                office: None,
                evidence: clause.parsed.passage.evidence(words, TOOK_PART),
            });
        }
        let rights: Vec<Member> = right
            .iter()
            .map(|(who, named)| member(clause, *who, named, TOOK_PART))
            .collect();
        if event.separate && rights.len() > 1 && !lefts.is_empty() {
            let mut last = None;
            for guest in rights {
                let mut members: Vec<Member> = lefts.iter().map(Member::again).collect();
                members.push(guest);
                last = self.place_event(clause, event, members, dates, alone).or(last);
            }
            return last;
        }
        self.place_event(clause, event, heads_first(lefts, rights), dates, alone)
    }

    /// Joins an event to the meeting that was told before, or begins another.
    pub(super) fn place_event(
        &mut self,
        clause: &Clause<'_, '_, '_>,
        event: &Event,
        members: Vec<Member>,
        dates: &Dates,
        alone: bool,
    ) -> Option<usize> {
        let mut members = members;
        let mut seen: Vec<usize> = Vec::new();
        members.retain(|member| {
            let fresh = !seen.contains(&member.who);
            seen.push(member.who);
            fresh
        });
        if members.is_empty() || members.len() < 2 && !event.unnamed {
            return None;
        }
        // Those who were told of as present are of the report's own meeting, not of one that is recalled.
        let recalled = event.earlier || event.vague;
        let nearest = hints(clause, dates, event.trigger);
        let other = clause.tongue().is_known()
            && (event.other || event.same_day || self.scene.as_ref().is_some_and(|scene| is_apart(&scene.0, &nearest)));
        // Who sat around a table did not when somebody rang later.
        let rang = clause.tongue().is_known() && event.call;
        let staged = (recalled || other) && self.scene.is_some() || rang;
        if staged && self.pending.len() > 1 && self.drafts.len() < MOST {
            self.nameless();
        }
        let place = match self.same(clause, event, &members, &nearest) {
            Some(place) => place,
            None if self.drafts.len() >= MOST => return None,
            None => {
                self.drafts.push(Draft {
                    call: event.call,
                    earlier: event.earlier,
                    vague: event.vague,
                    other: event.other,
                    ..Draft::default()
                });
                self.drafts.len() - 1
            }
        };
        let leads = self.paragraphs <= 1;
        let before = self.current.filter(|before| *before != place);
        let before = before.and_then(|before| self.drafts.get(before));
        let round = before.is_some_and(|before| is_next_caller(clause, event, &members, before));
        let room = before.filter(|_| round).and_then(|before| before.place.clone());
        let on = days_on(clause).or((event.same_day || round).then_some(0));
        let before = before.zip(on).map(|(draft, on)| {
            let led = draft.hints.is_empty() && !draft.earlier && !draft.vague && !draft.other;
            shifted(if led { &self.lead } else { &draft.hints }, on)
        });
        let draft = self.drafts.get_mut(place)?;
        for member in members {
            match draft.people.iter_mut().find(|known| known.who == member.who) {
                Some(known) => known.office = known.office.take().or(member.office),
                None => draft.people.push(member),
            }
        }
        if event.sort == Sort::Meeting && !recalled {
            for member in std::mem::take(&mut self.pending) {
                if !draft.people.iter().any(|known| known.who == member.who) {
                    draft.people.push(member);
                }
            }
        }
        draft.unnamed |= event.unnamed;
        draft.call |= event.call;
        draft.earlier &= event.earlier;
        draft.leads |= leads;
        if let Some(before) = before
            && draft.hints.is_empty()
            && nearest.is_empty()
        {
            draft.hints = before;
        }
        self.describe(place, clause, event, dates, alone);
        if let Some(draft) = self.drafts.get_mut(place).filter(|draft| !draft.call) {
            draft.place = draft.place.take().or(room);
        }
        Some(place)
    }

    /// What else the sentence says of a meeting.
    fn describe(&mut self, place: usize, clause: &Clause<'_, '_, '_>, event: &Event, dates: &Dates, alone: bool) {
        self.current = Some(place);
        let Some(draft) = self.drafts.get_mut(place) else {
            return;
        };
        let range = span(clause, event);
        if draft.told.len() < MOST_TOLD {
            let rule = if event.sort == Sort::Presence { PRESENT } else { TOLD };
            draft
                .told
                .push(clause.parsed.passage.evidence(clause.words(&range), rule));
        }
        let found = place::find(clause, event.trigger, &range);
        if draft.place.is_none() {
            draft.place = found;
        }
        let near = event.trigger..(range.end + 6).min(clause.sentence.words.end);
        draft.here |= near
            .into_iter()
            .any(|at| clause.says(at, &["here"]) && clause.at(at).is_some_and(|token| token.shape == Shape::Lower))
            && !clause.parsed.passage.text.contains(['“', '"']);
        draft.add_hints(hints(clause, dates, event.trigger), alone);
    }
}
