//! Meetings that a sentence of another language than English tells of before it is told who was there: `se llevó a cabo
//! la audiencia`, `riunitosi sabato a Bologna`, `a accordé trois audiences`.

use super::listed::is_item;
use super::others::HELD;
use super::*;
use crate::extract::tokens::Gap;

/// When and where, and whether by telephone.
pub(super) type Scene = (Vec<Hint>, Option<Stated<String>>, bool);

impl Drafts {
    /// Where and when people met whom nothing names before they are listed; behind another meeting only for the next
    /// sentence.
    pub(super) fn set_scene_abroad(&mut self, clause: &Clause<'_, '_, '_>, dates: &Dates) {
        let named = clause
            .sentence
            .mentions
            .iter()
            .any(|named| named.who.is_some() && named.mention.is_titled());
        if named || self.drafts.is_empty() && self.scene.is_some() {
            return;
        }
        let Some(trigger) = held(clause) else { return };
        let scene = (
            hints(clause, dates, trigger),
            place::find(clause, trigger, &(trigger..trigger + 1)),
            false,
        );
        if self.drafts.is_empty() {
            self.scene = Some(scene);
        } else if !scene.0.is_empty() {
            self.just_told = Some(scene);
        }
    }

    /// The meeting that the sentence before told of, with those who were there.
    pub(super) fn staged(
        &mut self,
        clause: &Clause<'_, '_, '_>,
        event: &Event,
        (hints, place, call): Scene,
        people: Vec<Member>,
    ) -> usize {
        let words = clause.words(&span(clause, event));
        self.drafts.push(Draft {
            people,
            hints,
            place,
            call,
            other: true,
            told: vec![clause.parsed.passage.evidence(words, PRESENT)],
            ..Draft::default()
        });
        let place = self.drafts.len() - 1;
        self.current = Some(place);
        place
    }

    /// `Le président a accordé trois audiences`: who received those whom the lines below name.
    pub(super) fn note_audiences(&mut self, clause: &Clause<'_, '_, '_>) {
        let words = clause.sentence.words.clone();
        let granted = words.clone().find(|at| {
            clause.says(*at, &["audiences", "audiencias", "audiências", "udienze"])
                && (at.saturating_sub(5).max(words.start)..*at).any(|here| clause.class(here).is(Class::HOLD))
        });
        let unreal = words.clone().any(|at| clause.class(at).is(Class::UNREAL));
        if granted.is_none() || unreal || !clause.tongue().is_known() {
            return;
        }
        let host = clause
            .subject()
            .and_then(|nth| clause.mention(nth))
            .and_then(|named| Some(member(clause, named.who?, named, TOOK_PART)));
        self.host = host.or(self.host.take());
    }

    /// Reads the first sentence of a line below such words: who was received.
    pub(super) fn received(&mut self, clause: &Clause<'_, '_, '_>, dates: &Dates) -> Option<usize> {
        let host = self.host.as_ref()?;
        if clause.sentence.words.start > 0 || !is_item(clause.parsed.passage.text) {
            return None;
        }
        let unreal = clause
            .sentence
            .words
            .clone()
            .any(|at| clause.class(at).is(Class::UNREAL));
        let named = |named: &Named| named.who.is_some() && !named.mention.name.is_empty();
        let guest = clause
            .subject()
            .or_else(|| clause.sentence.mentions.iter().position(named))
            .filter(|_| !unreal)?;
        let mut side = Side::default();
        clause.list(guest, &mut side);
        let mut members = vec![host.again()];
        members.extend(
            self.who(clause, &side.mentions)
                .into_iter()
                .filter(|(who, _)| *who != host.who)
                .map(|(who, named)| member(clause, who, named, TOOK_PART)),
        );
        let mut event = Event::pictured(clause, side);
        event.sort = Sort::Meeting;
        self.place_event(clause, &event, members, dates, true)
    }
}

/// The word with which a sentence tells that a meeting took place.
fn held(clause: &Clause<'_, '_, '_>) -> Option<usize> {
    let words = clause.sentence.words.clone();
    if words.clone().any(|at| clause.class(at).is(Class::UNREAL)) {
        return None;
    }
    let lower = |at: usize| clause.at(at).is_some_and(|token| token.shape == Shape::Lower);
    let near = |at: usize, known: &[&str]| clause.any(at.saturating_sub(4).max(words.start)..at, known);
    let talk = || words.clone().any(|at| clause.class(at).is(Class::TALK));
    let guests = || words.clone().any(|at| clause.class(at).is(Class::UNNAMED));
    words.clone().find(|at| {
        let at = *at;
        if !lower(at) {
            return false;
        }
        let gathered = ["riunitosi", "riunitasi", "riunitisi"];
        if clause.says(at, &gathered) {
            return clause.before(at).is_some_and(|before| before.gap.has(Gap::COMMA));
        }
        if clause.says(at, &["cabo"]) {
            return talk() && near(at, &["llevó", "llevaron", "llevado"]);
        }
        if clause.says(at, &["lugar", "lieu", "luogo"]) {
            return talk() && near(at, &["tuvo", "tuvieron", "teve", "tiveram", "eu", "avuto", "ebbe"]);
        }
        if clause.says(at, &["statt"]) {
            return talk() && clause.any(words.start..at, &["fand", "fanden"]);
        }
        clause.says(at, &HELD) && talk() || clause.class(at).is(Class::RECEIVE) && guests()
    })
}
