//! The drafts as facts.

use super::somewhere::Somewhere;
use super::*;

impl Drafts {
    /// All is read: what was left open until it was known that no more comes.
    pub(super) fn end(&mut self) {
        self.end_list();
        // People told of as present, and no word of who met whom: `Participants were …`.
        if self.drafts.iter().all(|draft| draft.earlier || draft.vague) && self.pending.len() > 1 {
            self.nameless();
        }
        if !self.drafts.iter().any(|draft| draft.people.len() > 1 && !draft.earlier)
            && let Some(draft) = self.together.take()
        {
            self.drafts.retain(|known| {
                !known
                    .people
                    .iter()
                    .all(|member| draft.people.iter().any(|other| other.who == member.who))
            });
            self.drafts.push(draft);
        }
    }

    /// The meetings as facts.
    pub(in crate::extract) fn finish(
        mut self,
        parsed: &[Parsed<'_, '_>],
        people: &mut People,
        report: &Report,
    ) -> Vec<Meeting> {
        self.end();
        self.add_likely(parsed, people);
        let captions = std::mem::take(&mut self.captions);
        for (named, hints) in captions {
            let mut fitting = self.drafts.iter_mut().filter(|draft| {
                !named.is_empty()
                    && named
                        .iter()
                        .all(|who| draft.people.iter().any(|known| known.who == *who))
            });
            if let (Some(draft), None) = (fitting.next(), fitting.next()) {
                draft.add_hints(hints, true);
            }
        }
        let published = report.published.as_ref().map(|stated| (stated.value, &stated.evidence));
        let dateline = self.dateline.take();
        let published = published.or(dateline.as_ref().map(|(day, evidence)| (*day, evidence)));
        let lead = std::mem::take(&mut self.lead);
        let (lead_place, lead_here) = (self.lead_place.take(), self.lead_here);
        let places = Somewhere::of(parsed, report, &self.drafts);
        let drafts = self
            .drafts
            .into_iter()
            .enumerate()
            .filter(|(_, draft)| draft.people.len() > 1 || draft.unnamed && draft.people.len() == 1);
        let mut own = Vec::new();
        let mut background = Vec::new();
        for (nth, mut draft) in drafts {
            let passing = draft.earlier && !draft.leads;
            if draft.hints.is_empty() && !draft.earlier && !draft.vague && !draft.other {
                draft.add_hints(lead.clone(), true);
            }
            for member in &draft.people {
                if let Some(person) = people.drafts.get_mut(member.who) {
                    person.met = true;
                }
            }
            // The first sentences tell of the meeting, and later ones who was there.
            let led = own.is_empty() && !draft.earlier && !draft.vague && !draft.other && !draft.call;
            if led && draft.place.is_none() && !draft.here {
                draft.place = lead_place.clone();
                draft.here = lead_here;
            }
            if draft.here && draft.place.is_none() {
                draft.place = report.dateline_place.clone();
            }
            if draft.place.is_none() && !draft.call {
                draft.place = places.likely(nth, &draft, own.is_empty());
            }
            let when = weigh(&draft.hints, published);
            let meeting = Meeting {
                kind: if draft.call {
                    MeetingKind::Call
                } else {
                    MeetingKind::Meeting
                },
                background: passing,
                people: draft
                    .people
                    .into_iter()
                    .filter_map(|member| {
                        Some(Participant {
                            name: people.drafts.get(member.who)?.name.clone(),
                            office: member.office,
                            evidence: member.evidence,
                        })
                    })
                    .collect(),
                place: draft.place,
                weekday: when.weekday,
                when: when.when,
                doubt: when.doubt,
                topics: draft.topics,
                told: draft.told,
            };
            if passing { &mut background } else { &mut own }.push(meeting);
        }
        own.append(&mut background);
        own
    }
}
