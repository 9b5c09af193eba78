//! The meetings of a report while it is read: what one sentence tells is joined to what another told of the
//! same people.

mod days;
mod finish;
mod likely;
mod listed;
mod member;
mod others;
mod same;
mod scene;
mod signs;
mod somewhere;
mod together;
mod told;

use days::{days_apart, days_apart_surely, same_hint};
use listed::Listing;
use member::{Member, heads_first, member};
use scene::Scene;

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
    scene: Option<Scene>,
    /// The same of the last sentence, behind other meetings.
    just_told: Option<Scene>,
    /// Who granted audiences that are told line by line.
    host: Option<Member>,
    /// Where the first paragraph says that people met whom it does not name; `here`.
    lead_place: Option<Stated<String>>,
    lead_here: bool,
    /// Whom the report is about, where its first paragraph names nobody else.
    principal: Option<usize>,
    /// The day of the dateline, which stands for the day of publication where nothing else tells it.
    dateline: Option<(jiff::civil::Date, Evidence)>,
    /// The two people whom the last sentence with names in it named: `They met …`.
    pair: Vec<Member>,
}

impl Drafts {
    /// What the sentences of a report tell, one after the other.
    pub(super) fn of(parsed: &[Parsed<'_, '_>]) -> Self {
        let mut drafts = Self::default();
        for passage in parsed {
            drafts.begin_passage(passage);
            for sentence in &passage.sentences {
                let clause = Clause {
                    parsed: passage,
                    sentence,
                };
                drafts.read(&clause);
            }
            drafts.end_passage(passage);
        }
        drafts
    }

    /// A new passage: `he` may still be who it was.
    fn begin_passage(&mut self, parsed: &Parsed<'_, '_>) {
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
    fn end_passage(&mut self, parsed: &Parsed<'_, '_>) {
        self.end_listed(parsed.passage);
    }

    /// Reads a sentence.
    fn read(&mut self, clause: &Clause<'_, '_, '_>) {
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
        let received = self.received(clause, &dates);
        if self.dateline.is_none() && self.paragraphs <= 1 {
            self.dateline = dateline_day(clause);
        }
        let meetings = events.iter().filter(|event| event.sort == Sort::Meeting).count();
        let mut told = received;
        let scene = self.just_told.take();
        for event in &events {
            let found = match event.sort {
                Sort::Meeting => self.meeting(clause, event, &dates, meetings == 1),
                Sort::Talking => self.talking(clause, event, &dates),
                Sort::Presence => {
                    self.just_told = scene.clone();
                    self.presence(clause, event, told)
                }
            };
            self.just_told = None;
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
            self.note_audiences(clause);
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
        // `«Kleine Staaten können …»`: the first words of a quotation.
        let quoted = clause.tongue().is_known() && first == clause.sentence.words.start && {
            let start = clause.at(first).map_or(0, |token| token.start);
            let before = clause.parsed.passage.text.get(..start).unwrap_or_default();
            before.trim_end().ends_with(['«', '“', '„', '"'])
        };
        if !pronoun
            && !present
            && !quoted
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
