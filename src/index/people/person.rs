//! One person: how reports call them, what they were, where they took part, whom they met.

use super::list::Entered;
use super::terms::{BETWEEN, meeting, of_one, surname};
use super::told::{day, told};
use crate::index::nodes::Node;
use crate::index::{Error, NO_FIRST_DAY, NO_LAST_DAY, Snapshot, names};
use crate::report::{MeetingId, MeetingKind, slug};
use crate::search::names::{Effort, likeness};
use crate::search::{Alike, Attended, FacetCount, Met, Office, Profile};
use jiff::civil::{Date, date};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Forms of a name, and offices, that are shown.
const FORMS: usize = 24;
const OFFICES: usize = 16;
/// Terms of one kind that are looked at.
const MOST_TERMS: usize = 100_000;
/// Others who may be taken for a person.
const ALIKE: usize = 12;
/// People of the same last word that are looked at.
const SAME_SURNAME: usize = 2_000;

impl Snapshot {
    /// The person with this slug: the latest `meetings` meetings and `met` of those they met.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn profile(&self, slug: &str, meetings: usize, met: usize) -> Result<Option<Profile>, Error> {
        let Some(person) = self.entry_of(slug)? else {
            return Ok(None);
        };
        let (forms, more_forms) = self.forms(slug)?;
        let (offices, more_offices) = self.offices(slug)?;
        let (met, met_in_all) = self.met(slug, met)?;
        let prefix = ["m", slug, ""].join("\0");
        let attended = self.attended(&prefix, meetings, [slug, ""])?.1;
        let mut names = person.names.clone();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(Some(Profile {
            named: self.named(slug, person.name(), person.reports())?,
            names: names.into_iter().map(|(name, _)| name).collect(),
            forms,
            more_forms,
            offices,
            more_offices,
            meetings: attended,
            met,
            met_in_all,
            alike: self.taken_for(&person)?,
        }))
    }

    fn forms(&self, slug: &str) -> Result<(Vec<FacetCount>, usize), Error> {
        let mut forms = Vec::new();
        self.range(self.fields().people, &["f", slug, ""].join("\0"), |form, reports| {
            forms.push(FacetCount {
                value: form.to_owned(),
                count: reports,
            });
            forms.len() < MOST_TERMS
        })?;
        forms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        let more = forms.len().saturating_sub(FORMS);
        forms.truncate(FORMS);
        Ok((forms, more))
    }

    /// Offices by the time of the first report that prints them. Spellings that differ in capitals
    /// only are one, shown as most reports print it.
    fn offices(&self, slug: &str) -> Result<(Vec<Office>, usize), Error> {
        let mut offices: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
        let mut terms = 0;
        let prefix = ["o", slug, ""].join("\0");
        self.range(self.fields().people, &prefix, |rest, reports| {
            if let Some((folded, title)) = rest.split_once(BETWEEN) {
                let printed = offices.entry(folded.to_owned()).or_default();
                printed.push((title.to_owned(), reports));
            }
            terms += 1;
            terms < MOST_TERMS
        })?;
        let mut offices: Vec<(String, Vec<(String, u64)>)> = offices.into_iter().collect();
        let reports = |printed: &[(String, u64)]| printed.iter().map(|(_, reports)| reports).sum::<u64>();
        offices.sort_by_cached_key(|(folded, printed)| (Reverse(reports(printed)), folded.clone()));
        let more = offices.len().saturating_sub(OFFICES);
        offices.truncate(OFFICES);
        let mut shown = Vec::new();
        for (folded, mut printed) in offices {
            let mut nodes = Vec::new();
            for (title, _) in &printed {
                nodes.extend(self.nodes(self.fields().people, &format!("{prefix}{folded}{BETWEEN}{title}"))?);
            }
            nodes.sort_unstable_by_key(|node: &Node| (began(node), node.key));
            nodes.dedup_by_key(|node| node.key);
            let Some(first) = nodes.first() else { continue };
            printed.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let of_one_day = || nodes.iter().filter(|node| node.first == node.last);
            let days = of_one_day()
                .map(|node| node.first)
                .min()
                .zip(of_one_day().map(|node| node.last).max());
            // What one report prints stands together.
            shown.push((
                (began(first), first.key),
                Office {
                    title: printed.into_iter().next().map(|(title, _)| title).unwrap_or_default(),
                    reports: nodes.len(),
                    days: days.and_then(|(first, last)| Some((day_of(first)?, day_of(last)?))),
                    undated: nodes.len() - of_one_day().count(),
                    source: self.link(first.address)?,
                },
            ));
        }
        shown.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.title.cmp(&b.1.title)));
        Ok((shown.into_iter().map(|(_, office)| office).collect(), more))
    }

    /// Whom somebody met, most meetings first and then the latest; and how many they are.
    fn met(&self, slug: &str, limit: usize) -> Result<(Vec<Met>, usize), Error> {
        let mut met: HashMap<String, Meetings> = HashMap::new();
        let mut terms = 0;
        self.range(self.fields().people, &["w", slug, ""].join("\0"), |rest, _| {
            if let Some((other, meeting)) = rest.split_once(BETWEEN) {
                match met.get_mut(other) {
                    Some(meetings) => meetings.add(meeting),
                    None => met.entry(other.to_owned()).or_default().add(meeting),
                }
            }
            terms += 1;
            terms < MOST_TERMS
        })?;
        let in_all = met.len();
        let mut met: Vec<(String, Meetings)> = met.into_iter().collect();
        met.sort_by(|(slug, a), (other, b)| b.order().cmp(&a.order()).then_with(|| slug.cmp(other)));
        met.truncate(limit);
        let mut people = Vec::with_capacity(met.len());
        for (other, meetings) in met {
            let Some(last) = self.last(slug, &other, &meetings)? else {
                continue;
            };
            people.push(Met {
                name: self.name_of(&other)?,
                slug: other,
                meetings: meetings.count,
                last,
            });
        }
        Ok((people, in_all))
    }

    /// The latest of the meetings whose terms begin so, as the first of their reports tells them, and
    /// how many there are; `of` are the people whose terms they are, who need not be named.
    pub(super) fn attended(&self, prefix: &str, limit: usize, of: [&str; 2]) -> Result<(usize, Vec<Attended>), Error> {
        // Keys go from the first day to the last; undated ones stand behind them and are the last.
        let (mut dated, mut undated) = (VecDeque::new(), Vec::new());
        let (mut total, mut terms) = (0, 0);
        self.range(self.fields().people, prefix, |rest, reports| {
            let (key, id) = meeting(rest);
            terms += 1;
            let known: Option<&mut Group> = match day(key) {
                Some(_) => dated.back_mut(),
                None => undated.last_mut(),
            };
            match known {
                Some(group) if group.key == key => group.add(id, reports),
                _ => {
                    total += 1;
                    let group = Group::new(key, id, reports);
                    if day(key).is_none() {
                        // As many as could be shown.
                        if undated.len() < limit {
                            undated.push(group);
                        }
                    } else {
                        dated.push_back(group);
                        if dated.len() > limit {
                            dated.pop_front();
                        }
                    }
                }
            }
            terms < MOST_TERMS
        })?;
        let mut attended = Vec::new();
        for group in dated.iter().rev().chain(&undated).take(limit) {
            attended.extend(self.told_so(group, of)?);
        }
        Ok((total, attended))
    }

    /// A meeting as its first report tells it.
    fn told_so(&self, group: &Group, of: [&str; 2]) -> Result<Option<Attended>, Error> {
        let Some(id) = self.first_told(of, &group.key, group.id.as_deref())? else {
            return Ok(None);
        };
        let Some(record) = self.record(id.report())? else {
            return Ok(None);
        };
        let Some((_, _, meeting)) = told(&record.entry).find(|(_, own, _)| *own == id) else {
            return Ok(None);
        };
        let mut with: Vec<(String, String)> = Vec::new();
        for person in &meeting.people {
            let own = slug(&person.name);
            if !of.contains(&own.as_str()) && !with.iter().any(|(known, _)| *known == own) {
                with.push((own, person.name.clone()));
            }
        }
        Ok(Some(Attended {
            id,
            when: meeting.when.clone(),
            is_call: meeting.kind == MeetingKind::Call,
            place: meeting.place.as_ref().map(|place| place.value.clone()),
            with,
            reports: group.reports(),
        }))
    }

    /// The name of a meeting in the first of its reports, where its term does not say it.
    fn first_told(&self, [one, other]: [&str; 2], key: &str, id: Option<&str>) -> Result<Option<MeetingId>, Error> {
        let mut first = id.map(str::to_owned);
        if first.is_none() {
            self.range(self.fields().people, &of_one(one, other, key), |id, _| {
                first = Some(id.to_owned());
                false
            })?;
        }
        Ok(first.and_then(|id| MeetingId::parse(&id).ok()))
    }

    /// The latest meeting of two people: its day, where it is known, and its name.
    pub(super) fn last(
        &self,
        one: &str,
        other: &str,
        meetings: &Meetings,
    ) -> Result<Option<(Option<Date>, MeetingId)>, Error> {
        let (day, key, id) = &meetings.last;
        let id = self.first_told([one, other], key, id.as_deref())?;
        Ok(id.map(|id| (*day, id)))
    }

    /// Others who may be taken for somebody: all words of the name alike, or the last the same.
    fn taken_for(&self, person: &Entered) -> Result<Vec<Alike>, Error> {
        let last = surname(&person.slug);
        let mut found: BTreeMap<String, (String, u64, bool)> = BTreeMap::new();
        let mut surnames = BTreeSet::from([last.clone()]);
        for looked in self.analyzer().first_words(&last, 1) {
            let variants = names::variants(self.vocabulary(), self.fields(), &last, &looked, true)?;
            surnames.extend(variants.into_iter().map(|variant| slug(&variant.word)));
        }
        for surname in &surnames {
            let mut looked_at = 0;
            // The last word alone, or others behind it.
            for (from, to) in [(format!("{surname}\0"), "\u{1}"), (format!("{surname} "), "!")] {
                let end = format!("{surname}{to}");
                self.entered(&from, end.as_bytes(), |_, other| {
                    let may_be_same = is_alike(&person.slug, &other.slug);
                    if other.slug != person.slug && (may_be_same || *surname == last) {
                        let (name, reports) = (other.name().to_owned(), other.reports());
                        found.insert(other.slug, (name, reports, may_be_same));
                    }
                    looked_at += 1;
                    looked_at < SAME_SURNAME
                })?;
            }
        }
        let found = found.into_iter();
        let mut alike: Vec<Alike> = found
            .map(|(slug, (name, reports, may_be_same))| Alike {
                slug,
                name,
                reports,
                may_be_same,
            })
            .collect();
        alike.sort_by_key(|alike| (Reverse((alike.may_be_same, alike.reports)), alike.slug.clone()));
        alike.truncate(ALIKE);
        Ok(alike)
    }

    /// The name that most reports have for a slug.
    pub(super) fn name_of(&self, slug: &str) -> Result<String, Error> {
        let entry = self.entry_of(slug)?;
        Ok(entry.map_or_else(|| slug.to_owned(), |entry| entry.name().to_owned()))
    }
}

/// A meeting as its terms have it.
struct Group {
    key: String,
    /// Its name in the first of its reports, where the terms say it.
    id: Option<String>,
    /// The ids of those, where the terms say them.
    named: BTreeSet<String>,
    /// How many they are, where they do not.
    counted: u64,
}

impl Group {
    fn new(key: &str, id: Option<&str>, reports: u64) -> Self {
        let mut group = Self {
            key: key.to_owned(),
            id: id.map(str::to_owned),
            named: BTreeSet::new(),
            counted: 0,
        };
        group.add(id, reports);
        group
    }

    /// Another of its terms.
    fn add(&mut self, id: Option<&str>, reports: u64) {
        match id {
            Some(id) => {
                let report = id.rsplit_once('.').map_or(id, |(report, _)| report);
                self.named.insert(report.to_owned());
            }
            None => self.counted += reports,
        }
    }

    fn reports(&self) -> usize {
        self.named.len() + usize::try_from(self.counted).unwrap_or(usize::MAX)
    }
}

/// The meetings of two people, given in their order.
#[derive(Default)]
pub(super) struct Meetings {
    pub(super) count: usize,
    /// The day of the latest that has one, its key, and its name where its term says it.
    last: (Option<Date>, String, Option<String>),
    key: String,
}

impl Meetings {
    /// The end of another term.
    pub(super) fn add(&mut self, end: &str) {
        let (key, id) = meeting(end);
        if key == self.key {
            return;
        }
        self.count += 1;
        self.key = key.to_owned();
        let day = day(key);
        if day.is_some() || self.last.0.is_none() {
            self.last = (day, key.to_owned(), id.map(str::to_owned));
        }
    }

    fn order(&self) -> (usize, Option<Date>) {
        (self.count, self.last.0)
    }
}

/// Whether every word of one name is alike to that of the other; a name with more words may be the
/// same where it has all of the other.
fn is_alike(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split('-').collect(), other.split('-').collect());
    let (fewer, more) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut rest = more.iter();
    let same = |a: &str, b: &str| a == b || likeness(a, b, Effort::Generous).is_some();
    // A single word is a surname, which many have.
    fewer.len() > 1 && fewer.iter().all(|word| rest.any(|other| same(word, other)))
}

/// Grows with the first day that a report can be of; undated ones are last.
fn began(node: &Node) -> u64 {
    match (node.first, node.last) {
        (NO_FIRST_DAY, NO_LAST_DAY) => u64::MAX,
        (NO_FIRST_DAY, last) => last,
        (first, _) => first,
    }
}

/// The day of [`crate::index::day_number`].
fn day_of(number: u64) -> Option<Date> {
    let days = i64::try_from(number).ok()?.checked_sub(5_000_000)?;
    date(1970, 1, 1)
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}
