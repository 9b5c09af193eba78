//! The meetings that a report tells of, and what other reports tell of them.

use super::facts::{Boxes, Why};
use super::relations::LinkView;
use crate::report::{Entry, Evidence, MeetingKind, slug};
use crate::search::{MeetingRow, OwnMeeting};
use crate::web::here::Here;
use crate::web::pages::meeting::event;
use crate::web::pages::meetings::KinView;
use crate::web::show::{self, Dated};

/// Meetings that the page shows in full; a list of a year's meetings is no report of any.
pub(super) const MEETINGS: usize = 12;
/// Topics of each.
const TOPICS: usize = 5;

/// A meeting as the report tells it.
pub(super) struct MeetingView {
    pub href: Option<String>,
    pub people: Vec<Participant>,
    pub when: Dated,
    pub day: Option<Why>,
    pub place: Option<(String, Why)>,
    /// No sentence says that it was there.
    pub is_place_likely: bool,
    pub topics: Vec<(String, Why)>,
    pub doubt: Option<(String, Why)>,
    pub told: Option<Why>,
    pub is_call: bool,
    pub background: bool,
    /// Other reports of it.
    pub others: Vec<LinkView>,
    /// `and 3 more`.
    pub more: Option<String>,
    pub possible: Vec<KinView>,
    pub visit: Vec<KinView>,
}

/// Somebody who took part.
pub(super) struct Participant {
    pub name: String,
    pub href: Option<String>,
    pub office: Option<String>,
    /// Nothing says outright that they were there.
    pub is_likely: bool,
    /// None where the words that tell of the meeting say it.
    pub why: Option<Why>,
}

/// All meetings of a report, and how many more it tells of.
pub(super) fn meetings(
    entry: &Entry,
    others: Vec<OwnMeeting>,
    boxes: &mut Boxes,
) -> (Vec<MeetingView>, Option<String>) {
    let mut others: Vec<Option<OwnMeeting>> = others.into_iter().map(Some).collect();
    let mut view = |(nth, meeting): (usize, &crate::report::Meeting)| {
        let known = others
            .iter_mut()
            .find(|one| one.as_ref().is_some_and(|one| one.nth == nth));
        let known = known.and_then(Option::take);
        let (href, rest, links, possible, visit) = match known {
            Some(one) => {
                let rest = one.others.saturating_sub(one.links.len());
                (
                    Some(show::meeting_path(&one.id)),
                    rest,
                    one.links,
                    one.possible,
                    one.visit,
                )
            }
            None => (None, 0, Vec::new(), Vec::new(), Vec::new()),
        };
        let is_told = |evidence: &Evidence| {
            let told = meeting.told.first();
            told.is_some_and(|told| told.line == evidence.line && told.words.contains(&evidence.words))
        };
        let participant = |person: &crate::report::Participant, boxes: &mut Boxes| Participant {
            href: (!slug(&person.name).is_empty()).then(|| show::person_path(&person.name)),
            name: person.name.clone(),
            office: person.office.as_ref().map(|office| office.value.clone()),
            is_likely: person.is_likely(),
            // A name that is the archivist’s is shown with the words that it stands for.
            why: (person.evidence.authority || !is_told(&person.evidence))
                .then(|| boxes.why(&format!("{} taking part", person.name), &person.evidence)),
        };
        MeetingView {
            href,
            people: meeting.people.iter().map(|person| participant(person, boxes)).collect(),
            when: heading(show::dated(&meeting.when)),
            day: meeting.when.proof.first().map(|proof| boxes.why("the day", proof)),
            place: meeting
                .place
                .as_ref()
                .map(|place| (place.value.clone(), boxes.why("the place", &place.evidence))),
            is_place_likely: meeting.is_place_likely(),
            topics: meeting
                .topics
                .iter()
                .take(TOPICS)
                .map(|topic| (topic.value.clone(), boxes.why("the topic", &topic.evidence)))
                .collect(),
            doubt: meeting
                .doubt
                .as_ref()
                .map(|doubt| (doubt.value.clone(), boxes.why("the doubt", &doubt.evidence))),
            told: meeting
                .told
                .first()
                .map(|told| boxes.why(&format!("the meeting of {}", who(meeting)), told)),
            is_call: meeting.kind == MeetingKind::Call,
            background: meeting.background,
            others: links.into_iter().map(LinkView::from).collect(),
            more: (rest > 0).then(|| format!("and {} more", show::number(rest as u64))),
            possible: possible.into_iter().map(KinView::from).collect(),
            visit: visit.into_iter().map(KinView::from).collect(),
        }
    };
    let all = entry.facts.meetings.iter().enumerate();
    let views = all.take(MEETINGS).map(&mut view).collect();
    let rest = entry.facts.meetings.len().saturating_sub(MEETINGS);
    (
        views,
        (rest > 0).then(|| format!("and {} more", show::number(rest as u64))),
    )
}

/// Words that begin a line.
fn heading(mut when: Dated) -> Dated {
    if let Some(first) = when.words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    when
}

/// `Masrour Barzani and Karl Harris`.
fn who(meeting: &crate::report::Meeting) -> String {
    let heads = meeting.people.iter().take(2).map(|person| person.name.as_str());
    heads.collect::<Vec<_>>().join(" and ")
}

/// The meetings that it is about, as schema.org has them.
pub(super) fn events(entry: &Entry, own: &[OwnMeeting], here: &Here) -> Vec<serde_json::Value> {
    let meetings = entry.facts.meetings.iter().enumerate();
    let about = meetings.filter(|(_, meeting)| !meeting.background).take(MEETINGS);
    about
        .filter_map(|(nth, meeting)| {
            let id = own.iter().find(|one| one.nth == nth)?.id.clone();
            Some(event(&MeetingRow::told(id, meeting), 0, &[], here))
        })
        .collect()
}
