//! The meetings of a report while it is read: what one sentence tells is joined to what another told of the
//! same people.

mod days;
mod finish;
mod listed;
mod member;
mod others;
mod same;
mod together;

use days::{days_apart, days_apart_surely, same_hint};
use listed::Listing;
use member::{Member, heads_first, member};

use super::dates::Dates;
use super::days::{dateline_day, days_on, shifted};
use super::events::{Event, Pronoun, Sort, events, is_denied, is_on_the_way, span};
use super::roles::{Clause, Side};
use super::when::{Hint, hints, weigh};
use super::{place, topics};
use crate::extract::lexicon::Class;
use crate::extract::people::{Named, Parsed, People};
use crate::extract::tokens::Shape;
use crate::report::{Evidence, Meeting, MeetingKind, Participant, Report, Stated};

const TOLD: &str = "verb-of-meeting";
const PRESENT: &str = "named-as-present";
const TOOK_PART: &str = "took-part";

/// Meetings that are kept of one report.
const MOST: usize = 60;
/// What is told of meetings, and meetings that it makes, up to which a report is read for more: each is
/// compared with those before it.
const MOST_EVENTS: usize = 5_000;
const MOST_DRAFTS: usize = 500;
/// Places where one meeting is told, and topics of it, that are kept.
const MOST_TOLD: usize = 12;
const MOST_TOPICS: usize = 8;

#[derive(Default)]
struct Draft {
    people: Vec<Member>,
    unnamed: bool,
    call: bool,
    /// Told as something that was before.
    earlier: bool,
    hints: Vec<Hint>,
    place: Option<Stated<String>>,
    topics: Vec<Stated<String>>,
    told: Vec<Evidence>,
    /// In headline, caption or the first lines of the text.
    leads: bool,
    /// Told without a day: `last week`.
    vague: bool,
    /// Told as another one: `also`, `later`.
    other: bool,
    /// `met here`: where the dateline says.
    here: bool,
}

/// The meetings found so far.
#[derive(Default)]
pub(super) struct Drafts {
    drafts: Vec<Draft>,
    /// The one that was told last.
    current: Option<usize>,
    /// The subject of the last sentence.
    subject: Option<usize>,
    /// Days named in the first lines of the text.
    lead: Vec<Hint>,
    paragraphs: usize,
    events: usize,
    captions: Vec<(Vec<usize>, Vec<Hint>)>,
    /// The first sentence that names two people and speaks of a meeting, whatever its grammar.
    together: Option<Draft>,
    /// Named as present before any meeting was told of.
    pending: Vec<Member>,
    pending_told: Vec<Evidence>,
    pending_hints: Vec<Hint>,
    pending_place: Option<Stated<String>>,
    /// A list of those who took part, while it is read.
    listing: Listing,
    /// When and where people met whom nothing names: `The members met in Porto on Monday.`
    scene: Option<(Vec<Hint>, Option<Stated<String>>, bool)>,
    /// Whom the report is about, where its first paragraph names nobody else.
    principal: Option<usize>,
    /// The day of the dateline, which stands for the day of publication where nothing else tells it.
    dateline: Option<(jiff::civil::Date, Evidence)>,
    /// The two people whom the last sentence with names in it named: `They met …`.
    pair: Vec<Member>,
}

impl Drafts {
    /// A new passage: `he` may still be who it was.
    pub(super) fn begin_passage(&mut self, parsed: &Parsed<'_, '_>) {
        self.begin_listed(parsed.passage);
        if parsed.passage.section {
            self.begin_section();
        }
        // What was recalled is done with.
        let recalled = self
            .current
            .and_then(|current| self.drafts.get(current))
            .is_some_and(|draft| draft.earlier);
        if recalled && let Some(own) = self.drafts.iter().rposition(|draft| !draft.earlier) {
            self.current = Some(own);
        }
        if !parsed.passage.headline && !parsed.passage.caption {
            self.paragraphs += 1;
        }
    }

    /// A new entry of a digest or a diary: what was told before is done with, and `the minister` is whom it is of.
    fn begin_section(&mut self) {
        self.current = None;
        self.pending.clear();
        self.pending_told.clear();
        self.pending_hints.clear();
        self.pending_place = None;
        self.pair.clear();
        self.subject = self.principal.or(self.subject);
    }

    /// The end of a passage.
    pub(super) fn end_passage(&mut self, parsed: &Parsed<'_, '_>) {
        self.end_listed(parsed.passage);
    }

    /// Reads a sentence.
    pub(super) fn read(&mut self, clause: &Clause<'_, '_, '_>) {
        if self.events > MOST_EVENTS || self.drafts.len() > MOST_DRAFTS {
            return;
        }
        if self.listed(clause) {
            return;
        }
        let mut events = events(clause);
        self.events += events.len();
        // `had, in the company of X, called on Y`: the meeting first.
        if events.iter().any(|event| event.sort == Sort::Meeting) {
            events.sort_by_key(|event| {
                event.sort == Sort::Presence && clause.says(event.trigger, &["company", "presence"])
            });
        }
        let dates = Dates::default();
        if self.dateline.is_none() && self.paragraphs <= 1 {
            self.dateline = dateline_day(clause);
        }
        let meetings = events.iter().filter(|event| event.sort == Sort::Meeting).count();
        let mut told = None;
        for event in &events {
            let found = match event.sort {
                Sort::Meeting => self.meeting(clause, event, &dates, meetings == 1),
                Sort::Talking => self.talking(clause, event, &dates),
                Sort::Presence => self.presence(clause, event, told),
            };
            told = found.or(told);
        }
        if events.is_empty() || told.is_none() {
            self.refer(clause, &dates);
        } else if let Some(draft) = told.and_then(|told| self.drafts.get_mut(told)) {
            draft.add_topics(topics::find(clause));
        }
        if self.paragraphs <= 1 && self.lead.is_empty() && !clause.parsed.passage.caption {
            self.lead = hints(clause, &dates, clause.sentence.words.start);
        }
        if clause.parsed.passage.caption && told.is_none() {
            let mentions = clause.sentence.mentions.iter().filter_map(|named| named.who).collect();
            self.captions
                .push((mentions, hints(clause, &dates, clause.sentence.words.start)));
            self.pictured(clause, &dates);
        }
        if told.is_none() && !clause.parsed.passage.caption {
            self.set_scene(clause, &dates);
        }
        if told.is_none() && self.together.is_none() && self.paragraphs <= 3 && !clause.parsed.passage.loose {
            self.together = Self::together(clause, &dates);
        }
        let subject = clause
            .subject()
            .and_then(|nth| clause.mention(nth))
            .and_then(|named| named.who);
        let first = clause
            .subject()
            .and_then(|nth| clause.mention(nth))
            .map_or(clause.sentence.words.end, |named| named.mention.whole.start);
        let pronoun = (clause.sentence.words.start..first).any(|at| clause.says(at, &["he", "she"]));
        let present = !events.is_empty() && events.iter().all(|event| event.sort == Sort::Presence);
        if !pronoun
            && !present
            && let Some(subject) = subject
        {
            self.subject = Some(subject);
        }
        let mut named: Vec<Member> = Vec::new();
        for mention in &clause.sentence.mentions {
            let Some(who) = mention.who.filter(|_| !mention.mention.name.is_empty()) else {
                continue;
            };
            if !named.iter().any(|known| known.who == who) {
                named.push(member(clause, who, mention, TOOK_PART));
            }
        }
        if !named.is_empty() {
            if let (None, [only]) = (self.principal, named.as_slice())
                && self.paragraphs == 1
            {
                self.principal = Some(only.who);
            }
            self.pair = named;
        }
    }

    fn who<'a>(&self, clause: &Clause<'a, '_, '_>, nths: &[usize]) -> Vec<(usize, &'a Named)> {
        nths.iter()
            .filter_map(|nth| clause.mention(*nth))
            .filter_map(|named| Some((named.who?, named)))
            .collect()
    }

    /// Somebody meant by `he` or `we`.
    fn meant(&self, clause: &Clause<'_, '_, '_>, pronoun: Pronoun) -> Option<usize> {
        match pronoun {
            Pronoun::None | Pronoun::All => None,
            Pronoun::One => self.subject,
            Pronoun::Guest => {
                let current = self.current.and_then(|current| self.drafts.get(current));
                current
                    .and_then(|draft| draft.people.get(1))
                    .map(|guest| guest.who)
                    .or(self.subject)
            }
            Pronoun::Speaker => clause
                .speaker()
                .and_then(|nth| clause.mention(nth))
                .and_then(|named| named.who)
                .or(self.subject),
        }
    }

    fn meeting(&mut self, clause: &Clause<'_, '_, '_>, event: &Event, dates: &Dates, alone: bool) -> Option<usize> {
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
    fn place_event(
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
        if (event.earlier || event.vague) && !self.pending.is_empty() {
            if self.pending.len() > 1 && self.drafts.len() < MOST {
                self.nameless();
            } else {
                self.pending.clear();
            }
        }
        let nearest = hints(clause, dates, event.trigger);
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
        let on = days_on(clause).or(event.same_day.then_some(0));
        let before = self
            .current
            .filter(|before| *before != place)
            .and_then(|before| self.drafts.get(before))
            .zip(on)
            .map(|(draft, on)| {
                let led = draft.hints.is_empty() && draft.leads && !draft.earlier && !draft.vague;
                shifted(if led { &self.lead } else { &draft.hints }, on)
            });
        let draft = self.drafts.get_mut(place)?;
        for member in members {
            match draft.people.iter_mut().find(|known| known.who == member.who) {
                Some(known) => known.office = known.office.take().or(member.office),
                None => draft.people.push(member),
            }
        }
        if event.sort == Sort::Meeting {
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

impl Draft {
    /// Of each kind the nearest; what is told again adds what was missing, or disagrees.
    fn add_hints(&mut self, hints: Vec<Hint>, alone: bool) {
        let is_weekday = |hint: &Hint| matches!(hint, Hint::Weekday(..) | Hint::LastWeekday(..));
        let nearest_day = hints.iter().find(|hint| is_weekday(hint)).cloned();
        let nearest_date = hints.iter().find(|hint| !is_weekday(hint)).cloned();
        let chosen = if alone {
            [nearest_day, nearest_date]
        } else {
            [hints.first().cloned(), None]
        };
        for hint in chosen.into_iter().flatten() {
            let known = self.hints.iter().any(|known| same_hint(known, &hint));
            if !known && self.hints.len() < MOST_TOLD {
                self.hints.push(hint);
            }
        }
    }

    fn add_topics(&mut self, topics: Vec<Stated<String>>) {
        for topic in topics {
            if self.topics.len() < MOST_TOPICS && !self.topics.iter().any(|known| known.value == topic.value) {
                self.topics.push(topic);
            }
        }
    }
}
