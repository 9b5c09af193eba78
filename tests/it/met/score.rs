//! How much of the gold was read, and what is wrong.

use super::gold::{Facts, Gold, Met, paired, slugs};
use readout::report::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Values that are right, that the gold has not, and that only the gold has.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    extra: usize,
    missed: usize,
}

impl Tally {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, said: &BTreeSet<T>) {
        self.right += gold.intersection(said).count();
        self.extra += said.difference(gold).count();
        self.missed += gold.difference(said).count();
    }

    /// A value that may be missing: a wrong one is both extra and missed.
    fn add_one(&mut self, gold: Option<&str>, said: Option<&str>) {
        self.add(&gold.into_iter().collect(), &said.into_iter().collect());
    }

    /// What was said of all that could be said, and is right.
    fn f1(self) -> f64 {
        let all = 2 * self.right + self.extra + self.missed;
        2.0 * self.right as f64 / all.max(1) as f64
    }
}

/// What a folder scored.
#[derive(Default)]
pub(super) struct Score {
    reports: usize,
    meetings: usize,
    people: Tally,
    pairs: Tally,
    mentioned: Tally,
    places: Tally,
    weekdays: Tally,
    /// Meetings with the gold's day, or rightly without one.
    days_right: usize,
    /// Meetings with another day than the gold's, or with one where the gold has none.
    days_wrong: usize,
    kinds_wrong: usize,
    /// Told, but not in the gold.
    invented: usize,
    published: Tally,
    outlets: Tally,
    dated: usize,
    dated_wrong: usize,
    errors: BTreeMap<String, Vec<String>>,
}

impl Score {
    pub(super) fn of(gold: &Gold, said: &BTreeMap<String, Facts>) -> Self {
        let mut score = Self::default();
        for (name, facts) in &gold.reports {
            let said = said.get(name).unwrap_or_else(|| panic!("{name} was not read"));
            let errors = score.add(facts, said);
            score.errors.insert(name.clone(), errors);
        }
        score
    }

    fn add(&mut self, gold: &Facts, said: &Facts) -> Vec<String> {
        let mut errors = Vec::new();
        self.reports += 1;
        let mut all = |tally: &mut Tally, what: &str, gold: &BTreeSet<String>, said: &BTreeSet<String>| {
            tally.add(gold, said);
            errors.extend(gold.difference(said).map(|missed| format!("{what} missed: {missed}")));
            errors.extend(said.difference(gold).map(|extra| format!("{what} too many: {extra}")));
        };
        all(&mut self.people, "person met", &people(&gold.met), &people(&said.met));
        all(
            &mut self.mentioned,
            "mentioned",
            &slugs(&gold.mentioned),
            &slugs(&said.mentioned),
        );
        // Too many to name: they follow from the people.
        let before = self.pairs;
        self.pairs.add(&pairs(&gold.met), &pairs(&said.met));
        let (missed, extra) = (self.pairs.missed - before.missed, self.pairs.extra - before.extra);
        if missed + extra > 0 {
            errors.push(format!("pairs missed: {missed}, too many: {extra}"));
        }
        let partners = paired(&gold.met, &said.met);
        self.invented += said.met.len() - partners.iter().flatten().count();
        for (meeting, partner) in gold.met.iter().zip(partners) {
            errors.extend(self.add_meeting(meeting, partner.map(|at| &said.met[at])));
        }
        let mut one = |tally: &mut Tally, what: &str, gold: &Option<String>, said: &Option<String>| {
            tally.add_one(gold.as_deref(), said.as_deref());
            if gold != said {
                errors.push(format!("{what}: {} for {}", shown(said), shown(gold)));
            }
        };
        one(&mut self.published, "published", &gold.published, &said.published);
        one(&mut self.outlets, "outlet", &gold.outlet, &said.outlet);
        self.dated += usize::from(gold.dated == said.dated);
        if gold.dated != said.dated {
            let bound = |gold: &Option<String>, said: &Option<String>| said.is_some() && gold != said;
            let wrong =
                bound(&gold.dated.earliest, &said.dated.earliest) || bound(&gold.dated.latest, &said.dated.latest);
            self.dated_wrong += usize::from(wrong);
            errors.push(format!("dated: {:?} for {:?}", said.dated, gold.dated));
        }
        errors
    }

    fn add_meeting(&mut self, gold: &Met, said: Option<&Met>) -> Vec<String> {
        let mut errors = Vec::new();
        let with = gold.people.join(", ");
        self.meetings += 1;
        let place = said.and_then(|said| said.place.as_deref());
        let weekday = said.and_then(|said| said.weekday.as_deref());
        self.places
            .add_one(gold.place.as_deref().map(slug).as_deref(), place.map(slug).as_deref());
        self.weekdays.add_one(gold.weekday.as_deref(), weekday);
        let Some(said) = said else {
            return vec![format!("meeting missed: {with}")];
        };
        if said.date == gold.date {
            self.days_right += 1;
        } else {
            self.days_wrong += usize::from(said.date.is_some());
        }
        self.kinds_wrong += usize::from(said.kind != gold.kind);
        for (what, said, gold) in [
            ("day", &said.date, &gold.date),
            ("place", &said.place, &gold.place),
            ("weekday", &said.weekday, &gold.weekday),
            ("kind", &said.kind, &gold.kind),
        ] {
            if said.as_deref().map(slug) != gold.as_deref().map(slug) {
                errors.push(format!("{what}: {} for {} ({with})", shown(said), shown(gold)));
            }
        }
        errors
    }

    /// The reports with the most errors, and what these are.
    pub(super) fn worst(&self, reports: usize) -> String {
        let mut worst: Vec<_> = self.errors.iter().filter(|(_, errors)| !errors.is_empty()).collect();
        worst.sort_by_key(|(name, errors)| (std::cmp::Reverse(errors.len()), *name));
        let worst = worst.into_iter().take(reports);
        let worst = worst.map(|(name, errors)| format!("{name}\n    {}\n", errors.join("\n    ")));
        worst.collect()
    }

    /// Each figure by its name; shares from 0 to 1.
    pub(super) fn figures(&self) -> Vec<(&'static str, f64)> {
        let of = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        vec![
            ("people met, F1", self.people.f1()),
            ("pairs that met, F1", self.pairs.f1()),
            ("mentioned, F1", self.mentioned.f1()),
            ("days of meetings right", of(self.days_right, self.meetings)),
            ("days of meetings wrong", of(self.days_wrong, self.meetings)),
            ("kinds of meetings wrong", of(self.kinds_wrong, self.meetings)),
            ("meetings invented", of(self.invented, self.meetings)),
            ("places of meetings, F1", self.places.f1()),
            ("weekdays of meetings, F1", self.weekdays.f1()),
            ("day of publication wrong", of(self.published.extra, self.reports)),
            (
                "day of publication missed",
                of(only_missed(self.published), self.reports),
            ),
            ("outlet wrong", of(self.outlets.extra, self.reports)),
            ("outlet missed", of(only_missed(self.outlets), self.reports)),
            ("dated right", of(self.dated, self.reports)),
            ("dated wrong", of(self.dated_wrong, self.reports)),
        ]
    }
}

/// Missed, and nothing said in its stead.
fn only_missed(tally: Tally) -> usize {
    tally.missed.saturating_sub(tally.extra)
}

fn shown(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("none")
}

fn people(met: &[Met]) -> BTreeSet<String> {
    met.iter().flat_map(Met::slugs).collect()
}

/// Any two who took part in one meeting.
fn pairs(met: &[Met]) -> BTreeSet<String> {
    let mut pairs = BTreeSet::new();
    for meeting in met {
        let people = meeting.slugs();
        for one in &people {
            let behind = people.range(one.clone()..).skip(1);
            pairs.extend(behind.map(|other| format!("{one} + {other}")));
        }
    }
    pairs
}
