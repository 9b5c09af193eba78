//! Puts the names of the authority file in place of those that reports print. Forms, words and lines
//! stay as printed; evidence says that the name is the archivist's.

use super::names::{Authority, NameKind};
use crate::report::{Entry, Evidence, Facts, Meeting, Person, ReportId, slug};
use std::collections::HashMap;

impl Authority {
    /// Settles the names of an entry. People of the report that become one are made one, and a meeting
    /// lists nobody twice.
    pub fn settle(&self, entry: &mut Entry) {
        if self.entries.is_empty() {
            return;
        }
        let id = entry.report.id.clone();
        if let Some(place) = &mut entry.report.dateline_place {
            self.name(NameKind::Place, &id, &mut place.value, &mut place.evidence);
        }
        self.settle_facts(&mut entry.facts, &id);
    }

    fn settle_facts(&self, facts: &mut Facts, id: &ReportId) {
        for person in &mut facts.people {
            self.name(NameKind::Person, id, &mut person.name, &mut person.evidence);
        }
        for place in &mut facts.places {
            self.name(NameKind::Place, id, &mut place.name, &mut place.evidence);
        }
        for body in &mut facts.organisations {
            self.name(NameKind::Organisation, id, &mut body.name, &mut body.evidence);
        }
        for meeting in &mut facts.meetings {
            if let Some(place) = &mut meeting.place {
                self.name(NameKind::Place, id, &mut place.value, &mut place.evidence);
            }
            for person in &mut meeting.people {
                self.name(NameKind::Person, id, &mut person.name, &mut person.evidence);
            }
            merge_participants(meeting);
        }
        for speaker in facts.quotations.iter_mut().filter_map(|said| said.speaker.as_mut()) {
            if let Some(known) = self.of(NameKind::Person, speaker, id) {
                speaker.clone_from(&known.name);
            }
        }
        facts.people = merged(std::mem::take(&mut facts.people));
        keep_first(&mut facts.places, |place| slug(&place.name));
        keep_first(&mut facts.organisations, |body| slug(&body.name));
    }

    fn name(&self, kind: NameKind, id: &ReportId, name: &mut String, evidence: &mut Evidence) {
        if let Some(known) = self.of(kind, name, id)
            && *name != known.name
        {
            name.clone_from(&known.name);
            evidence.authority = true;
        }
    }
}

/// People in order of appearance, those of one name made one.
pub(super) fn merged(people: Vec<Person>) -> Vec<Person> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<Person> = Vec::with_capacity(people.len());
    for person in people {
        let place = *places.entry(slug(&person.name)).or_insert(all.len());
        match all.get_mut(place) {
            Some(known) => unite(known, person),
            None => all.push(person),
        }
    }
    all
}

fn unite(known: &mut Person, other: Person) {
    for form in other.forms {
        match known
            .forms
            .iter_mut()
            .find(|own| own.evidence.words == form.evidence.words)
        {
            Some(own) => own.count = own.count.saturating_add(form.count),
            None => known.forms.push(form),
        }
    }
    // In order of appearance, as far as lines tell.
    known.forms.sort_by_key(|form| form.evidence.line);
    for office in other.offices {
        if !known.offices.iter().any(|own| own.value == office.value) {
            known.offices.push(office);
        }
    }
    known.offices.sort_by_key(|office| office.evidence.line);
}

fn merge_participants(meeting: &mut Meeting) {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut all = Vec::with_capacity(meeting.people.len());
    for person in std::mem::take(&mut meeting.people) {
        let place = *places.entry(slug(&person.name)).or_insert(all.len());
        match all.get_mut(place) {
            None => all.push(person),
            Some(known) if known.office.is_none() => known.office = person.office,
            Some(_) => {}
        }
    }
    meeting.people = all;
}

fn keep_first<T>(list: &mut Vec<T>, key: impl Fn(&T) -> String) {
    let mut seen = std::collections::HashSet::new();
    list.retain(|item| seen.insert(key(item)));
}
