//! Reports side by side: what each says of one meeting, what only one says, and what they contradict.

use super::{offices, words_of};
use crate::report::{Evidence, Meeting, MeetingKind, slug};
use crate::search::Told;
use crate::web::pages::report::{Boxes, LinkView, Why};
use crate::web::show;
use std::collections::{BTreeMap, BTreeSet};

/// Topics and quotations of a report that a cell holds.
const TOPICS: usize = 6;
const QUOTATIONS: usize = 4;
/// Letters from which on a word tells something.
const TELLING: usize = 5;

/// The table, and what it shows that does not agree.
pub(super) struct Comparison {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// As sentences.
    pub contradictions: Vec<String>,
}

/// A report.
pub(super) struct Column {
    /// Who published it, or else its title.
    pub outlet: String,
    pub report: LinkView,
    /// The path of the report, for the evidence.
    pub path: String,
}

/// What the reports say of one thing.
pub(super) struct Row {
    pub heading: &'static str,
    pub cells: Vec<Cell>,
}

/// What one report says of it; nothing where it is silent.
pub(super) struct Cell {
    pub items: Vec<Item>,
    /// Of how many more there is no room.
    pub more: Option<String>,
    pub path: String,
}

/// One value with the way to its words.
pub(super) struct Item {
    /// Whose office, or who says so.
    pub of: Option<String>,
    pub text: String,
    pub is_quotation: bool,
    pub href: String,
    pub why: Option<Why>,
    pub mark: Mark,
}

/// How a value stands to what the other reports say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    /// No other report has it.
    Only,
    /// Another says otherwise.
    Contradicts,
}

/// A value before it is compared.
struct Said<'a> {
    of: Option<String>,
    text: String,
    is_quotation: bool,
    evidence: Option<&'a Evidence>,
    /// What it is compared by.
    key: String,
}

impl Comparison {
    pub(super) fn of(told: &[Told], boxes: &mut Boxes) -> Self {
        let columns: Vec<Column> = told.iter().map(Column::of).collect();
        let mut table = Table { told, boxes, columns };
        let (offices, mut contradictions) = disputed_offices(told);
        let weekdays = disputed_weekdays(told, &mut contradictions);
        let disputed = |said: &Said<'_>| offices.contains(&said.key);
        let rows = vec![
            table.row("Took part", people, |said, others| {
                only(others.iter().all(|other| other.key != said.key))
            }),
            table.row("Office", offices_of, |said, _| match disputed(said) {
                true => Mark::Contradicts,
                false => Mark::None,
            }),
            table.row("Day", day, |said, _| match weekdays && !said.key.is_empty() {
                true => Mark::Contradicts,
                false => Mark::None,
            }),
            table.row("Place", place, |_, others| only(others.is_empty())),
            table.row("Topics", topics, |said, others| {
                only(!others.iter().any(|other| share_a_word(&said.key, &other.key)))
            }),
            table.row("Quotations", quotations, |said, others| {
                only(
                    !others
                        .iter()
                        .any(|other| said.key.contains(&other.key) || other.key.contains(&said.key)),
                )
            }),
            table.row("Kind", kind, |_, _| Mark::None),
        ];
        Self {
            columns: table.columns,
            rows: rows
                .into_iter()
                .filter(|row| row.cells.iter().any(|cell| !cell.items.is_empty()))
                .collect(),
            contradictions,
        }
    }
}

fn only(alone: bool) -> Mark {
    if alone { Mark::Only } else { Mark::None }
}

/// What the rows are made from.
struct Table<'t, 'b> {
    told: &'t [Told],
    boxes: &'b mut Boxes,
    columns: Vec<Column>,
}

impl<'t> Table<'t, '_> {
    fn row(
        &mut self,
        heading: &'static str,
        say: fn(&'t Told, &'t Meeting) -> (Vec<Said<'t>>, usize),
        mark: impl Fn(&Said<'t>, &[&Said<'t>]) -> Mark,
    ) -> Row {
        let said: Vec<(Vec<Said<'_>>, usize)> = self
            .told
            .iter()
            .map(|told| told.meeting().map(|meeting| say(told, meeting)).unwrap_or_default())
            .collect();
        let mut cells = Vec::new();
        for (at, ((own, rest), told)) in said.iter().zip(self.told).enumerate() {
            let others = said.iter().enumerate().filter(|(other, _)| *other != at);
            let others: Vec<&Said<'_>> = others.flat_map(|(_, (said, _))| said).collect();
            let mut items = Vec::new();
            for value in own {
                items.push(Item {
                    of: value.of.clone(),
                    text: value.text.clone(),
                    is_quotation: value.is_quotation,
                    href: match value.evidence {
                        Some(evidence) => words_of(&told.entry.report, evidence.line),
                        None => words_of(&told.entry.report, told.id.line()),
                    },
                    why: value
                        .evidence
                        .filter(|_| !value.is_quotation)
                        .map(|evidence| self.boxes.why(&value.text, evidence)),
                    // Of a lone report nothing can be compared.
                    mark: match self.told.len() {
                        1 => Mark::None,
                        _ => mark(value, &others),
                    },
                });
            }
            let column = self.columns.get(at);
            cells.push(Cell {
                items,
                more: (*rest > 0).then(|| format!("and {} more", show::number(*rest as u64))),
                path: column.map_or_else(String::new, |column| column.path.clone()),
            });
        }
        Row { heading, cells }
    }
}

impl Column {
    fn of(told: &Told) -> Self {
        let report = &told.entry.report;
        Self {
            outlet: match &report.outlet {
                Some(outlet) => outlet.value.clone(),
                None => "Outlet not stated".to_owned(),
            },
            report: LinkView::of(told),
            path: show::report_path(&report.id),
        }
    }
}

fn people<'t>(_: &'t Told, meeting: &'t Meeting) -> (Vec<Said<'t>>, usize) {
    let said = meeting.people.iter().map(|person| Said {
        of: None,
        text: person.name.clone(),
        is_quotation: false,
        evidence: Some(&person.evidence),
        key: slug(&person.name),
    });
    (said.collect(), 0)
}

fn offices_of<'t>(_: &'t Told, meeting: &'t Meeting) -> (Vec<Said<'t>>, usize) {
    let said = meeting.people.iter().filter_map(|person| {
        let office = person.office.as_ref()?;
        Some(Said {
            of: Some(person.name.clone()),
            text: office.value.clone(),
            is_quotation: false,
            evidence: Some(&office.evidence),
            key: slug(&person.name),
        })
    });
    (said.collect(), 0)
}

fn day<'t>(_: &'t Told, meeting: &'t Meeting) -> (Vec<Said<'t>>, usize) {
    let mut words = show::dated(&meeting.when).words;
    if let Some(weekday) = &meeting.weekday {
        words = format!("{words}; “{}” in the text", weekday.value);
    }
    let stated = meeting.weekday.as_ref().map(|weekday| &weekday.evidence);
    let said = Said {
        of: None,
        text: words,
        is_quotation: false,
        evidence: meeting.when.proof.first().or(stated),
        key: meeting
            .weekday
            .as_ref()
            .map_or_else(String::new, |weekday| weekday.value.clone()),
    };
    (vec![said], 0)
}

fn place<'t>(_: &'t Told, meeting: &'t Meeting) -> (Vec<Said<'t>>, usize) {
    let said = meeting.place.as_ref().map(|place| Said {
        of: None,
        text: place.value.clone(),
        is_quotation: false,
        evidence: Some(&place.evidence),
        key: place.value.clone(),
    });
    (said.into_iter().collect(), 0)
}

fn topics<'t>(_: &'t Told, meeting: &'t Meeting) -> (Vec<Said<'t>>, usize) {
    let said = meeting.topics.iter().take(TOPICS).map(|topic| Said {
        of: None,
        text: topic.value.clone(),
        is_quotation: false,
        evidence: Some(&topic.evidence),
        key: slug(&topic.value),
    });
    (said.collect(), meeting.topics.len().saturating_sub(TOPICS))
}

fn quotations<'t>(told: &'t Told, _: &'t Meeting) -> (Vec<Said<'t>>, usize) {
    let all = &told.entry.facts.quotations;
    let said = all.iter().take(QUOTATIONS).map(|quotation| Said {
        of: quotation.speaker.clone(),
        text: quotation.words.words.clone(),
        is_quotation: true,
        evidence: Some(&quotation.words),
        key: slug(&quotation.words.words),
    });
    (said.collect(), all.len().saturating_sub(QUOTATIONS))
}

fn kind<'t>(_: &'t Told, meeting: &'t Meeting) -> (Vec<Said<'t>>, usize) {
    let kind = match meeting.kind {
        MeetingKind::Meeting => "Face to face",
        MeetingKind::Call => "By telephone or video",
    };
    let said = Said {
        of: None,
        text: match meeting.background {
            true => format!("{kind}; told in passing"),
            false => kind.to_owned(),
        },
        is_quotation: false,
        evidence: meeting.told.first(),
        key: String::new(),
    };
    (vec![said], 0)
}

/// The people of whom reports name different offices, each with a sentence.
fn disputed_offices(told: &[Told]) -> (BTreeSet<String>, Vec<String>) {
    // For each person, the offices as printed, with who says so.
    let mut offices: BTreeMap<String, (String, BTreeMap<String, Vec<String>>)> = BTreeMap::new();
    for one in told {
        let outlet = outlet_of(one);
        for person in one.meeting().iter().flat_map(|meeting| &meeting.people) {
            let Some(office) = &person.office else { continue };
            let known = offices.entry(slug(&person.name));
            let (_, said) = known.or_insert_with(|| (person.name.clone(), BTreeMap::new()));
            let outlets = said.entry(office.value.clone()).or_default();
            if !outlets.contains(&outlet) {
                outlets.push(outlet.clone());
            }
        }
    }
    let (mut disputed, mut sentences) = (BTreeSet::new(), Vec::new());
    for (person, (name, said)) in offices {
        let printed: Vec<&String> = said.keys().collect();
        if printed
            .iter()
            .any(|one| printed.iter().any(|other| offices::differ(one, other)))
        {
            let claims: Vec<String> = said
                .iter()
                .map(|(office, outlets)| format!("“{office}” ({})", outlets.join(", ")))
                .collect();
            sentences.push(format!("{name} has different offices or ranks: {}.", claims.join("; ")));
            disputed.insert(person);
        }
    }
    (disputed, sentences)
}

/// Whether reports name different days of the week.
fn disputed_weekdays(told: &[Told], sentences: &mut Vec<String>) -> bool {
    let mut days: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for one in told {
        if let Some(weekday) = one.meeting().and_then(|meeting| meeting.weekday.as_ref()) {
            days.entry(&weekday.value).or_default().push(outlet_of(one));
        }
    }
    if days.len() < 2 {
        return false;
    }
    let claims: Vec<String> = days
        .iter()
        .map(|(day, outlets)| format!("{day} ({})", outlets.join(", ")))
        .collect();
    sentences.push(format!(
        "Reports name different days of the week: {}.",
        claims.join("; ")
    ));
    true
}

fn outlet_of(told: &Told) -> String {
    match &told.entry.report.outlet {
        Some(outlet) => outlet.value.clone(),
        None => told.entry.report.id.to_string(),
    }
}

/// Both speak of something of the same name.
fn share_a_word(one: &str, other: &str) -> bool {
    let telling = |word: &&str| word.chars().count() >= TELLING;
    let words: BTreeSet<&str> = one.split('-').filter(telling).collect();
    one == other || other.split('-').any(|word| words.contains(word))
}
