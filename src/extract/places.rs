//! Places that a report names, with the line where it does: those of the gazetteer as whole
//! capitalised words, and towns told by the country or the word `province` behind them.
//!
//! A name beside another capitalised word is part of a longer name (`Paris Hilton`, `Kirkuk Now`) and
//! no place, unless the other is an office or a direction. That the place is named is all that is
//! said; the meeting may have been elsewhere.

use super::gazetteer::{self, Hit, Kind};
use super::near::{Word, after, before};
use super::passage::Passage;
use super::words::{in_list, is_day_or_month, is_function_word, is_locative, starts_sentence};
use crate::report::{Evidence, Place, Report};
use std::ops::Range;

const DATELINE: &str = "dateline";
const NAMED: &str = "place-named";
const BEFORE_COUNTRY: &str = "place-before-country";
const DIVISION: &str = "place-before-province";

/// Places that are kept of one report.
pub(super) const MOST: usize = 30;

/// Offices and kinds of places that may follow a place without being one name with it.
const BEHIND: &str = "governor mayor province region city governorate district president prime pm foreign defence defense interior finance \
    minister ambassador king queen emir sultan chancellor premier envoy police provincial municipality county state street and";

/// Words with a capital that may stand before a place.
const IN_FRONT: &str = "northern southern eastern western north south east west central upper lower greater downtown northeastern \
    northwestern southeastern southwestern north-east north-west south-east south-west northeast northwest southeast southwest \
    mainland";

/// `Treaty of Paris`, `Duke of York`.
const OF_A_NAME: &str = "voice treaty duke duchess prince princess earl count marquess lord archbishop bishop gulf sea bay strait times \
    bank air lion declaration convention battle";

/// The place of the dateline, then those of the passages, each once, by first appearance.
pub(super) fn read(report: &Report, passages: &[Passage<'_>], people: &[&str], german: bool) -> Vec<Place> {
    let mut places = Places(Vec::new());
    if let Some(stated) = &report.dateline_place
        && let Some(name) = of_dateline(&stated.value)
    {
        let evidence = Evidence::new(stated.evidence.line, stated.evidence.words.clone(), DATELINE);
        places.add(name, evidence);
    }
    let surnames = surnames(passages);
    for passage in passages {
        let around = Around {
            passage,
            people,
            surnames: &surnames,
            german,
        };
        for hit in &passage.hits {
            if places.0.len() >= MOST {
                return places.0;
            }
            around.read(hit, &mut places);
        }
    }
    places.0
}

/// Names of places that somewhere in the report stand behind another name: those of `Michael Jordan`.
fn surnames<'p>(passages: &[Passage<'p>]) -> Vec<&'p str> {
    let mut surnames = Vec::new();
    for passage in passages.iter().filter(|passage| !passage.loose) {
        for hit in passage.hits.iter().filter(|hit| is_place_kind(hit.name.kind)) {
            let name = before(passage.text, hit.range.start).filter(|word| word.joined && word.is_capital());
            let is_name = name.is_some_and(|word| {
                let folded = word.folded();
                !in_list(IN_FRONT, &folded) && !starts_sentence(&folded)
            });
            if is_name && let Some(words) = passage.text.get(hit.range.clone()) {
                surnames.push(words);
            }
        }
    }
    surnames
}

struct Places(Vec<Place>);

impl Places {
    fn add(&mut self, name: String, evidence: Evidence) {
        if !self.0.iter().any(|place| place.name == name) && self.0.len() < MOST {
            self.0.push(Place { name, evidence });
        }
    }
}

/// The place of a dateline as the gazetteer shows it, or as it stands.
fn of_dateline(place: &str) -> Option<String> {
    match gazetteer::look_up(place) {
        Some(name) if matches!(name.kind, Kind::Body | Kind::Head(_) | Kind::Division) => None,
        Some(name) => Some(name.shown.to_owned()),
        None => {
            // `Erbil, Kurdistan Region`; two towns (`Erbil/Baghdad`) are found in the text.
            let first = place.split([',', '،']).next().unwrap_or(place).trim();
            match gazetteer::look_up(first) {
                Some(name) if matches!(name.kind, Kind::Body | Kind::Head(_) | Kind::Division) => None,
                Some(name) => Some(name.shown.to_owned()),
                None => (!first.is_empty() && !first.contains('/')).then(|| first.to_owned()),
            }
        }
    }
}

/// What decides whether a name in a passage is a place.
struct Around<'p, 't> {
    passage: &'p Passage<'t>,
    people: &'p [&'p str],
    surnames: &'p [&'p str],
    german: bool,
}

impl Around<'_, '_> {
    fn read(&self, hit: &Hit, places: &mut Places) {
        let (passage, text) = (self.passage, self.passage.text);
        if passage.is_masked(&hit.range) {
            return;
        }
        match hit.name.kind {
            Kind::Body | Kind::Head(_) | Kind::Dateline => {}
            Kind::Division => {
                if let Some(range) = self.run_before(hit.range.start, 3) {
                    let found = passage
                        .hits
                        .iter()
                        .any(|other| other.range.start < range.end && other.range.end > range.start);
                    if !found && let Some(name) = text.get(range) {
                        places.add(name.to_owned(), passage.evidence(name, DIVISION));
                    }
                }
            }
            Kind::Country | Kind::Place | Kind::Ambiguous | Kind::Short => {
                if !self.is_place(hit) {
                    return;
                }
                if hit.name.kind == Kind::Country
                    && let Some(town) = self.town_before(hit.range.start)
                {
                    places.add(town.to_owned(), passage.evidence(town, BEFORE_COUNTRY));
                }
                if let Some(words) = text.get(hit.range.clone()) {
                    places.add(hit.name.shown.to_owned(), passage.evidence(words, NAMED));
                }
            }
        }
    }

    fn is_place(&self, hit: &Hit) -> bool {
        let text = self.passage.text;
        let (start, end) = (hit.range.start, hit.range.end);
        let front = text.get(..start).unwrap_or_default().chars().next_back();
        let mut tail = text.get(end..).unwrap_or_default().chars();
        let (behind, second) = (tail.next(), tail.next());
        let glued = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let in_address = matches!(front, Some('#' | '@' | '\\' | '.' | '_')) || behind == Some('@');
        if in_address || (behind == Some('.') && glued(second)) {
            return false;
        }
        if front == Some('-') && !self.is_beside(start.saturating_sub(1), false) && !ends_in_article(text, start) {
            return false;
        }
        if behind == Some('-')
            && !self.is_beside(end + 1, true)
            && !text.get(end..).is_some_and(|rest| rest.starts_with("-based"))
        {
            return false;
        }
        let previous = before(text, start).filter(|word| word.joined);
        let next = after(text, end).filter(|word| word.joined);
        let locative = previous.is_some_and(|word| is_locative(&word.folded()));
        if !self.next_fits(next, locative) || !self.previous_fits(previous, start, locative) {
            return false;
        }
        match hit.name.kind {
            Kind::Short => {
                let the = previous.is_some_and(|word| word.text.eq_ignore_ascii_case("the"));
                the && !self.passage.loose && next.is_none_or(|word| is_function_word(&word.folded()))
            }
            Kind::Ambiguous => locative || self.before_country(end),
            _ => locative || !self.is_person(hit),
        }
    }

    /// Nothing that makes a longer name stands behind.
    fn next_fits(&self, next: Option<Word<'_>>, locative: bool) -> bool {
        let Some(next) = next else { return true };
        let folded = next.folded();
        if self.passage.loose {
            return is_function_word(&folded) || in_list(BEHIND, &folded);
        }
        if next.text.starts_with("24") {
            return false;
        }
        !next.is_capital() || in_list(BEHIND, &folded) || (self.german && locative)
    }

    fn previous_fits(&self, previous: Option<Word<'_>>, start: usize, locative: bool) -> bool {
        let text = self.passage.text;
        let Some(word) = previous else {
            // The first word of a headline in capitals may be an adjective, or the first of a name.
            return !self.passage.loose || before(text, start).is_some();
        };
        let folded = word.folded();
        if folded == "of"
            && before(text, word.start)
                .is_some_and(|name| name.joined && name.is_capital() && in_list(OF_A_NAME, &name.folded()))
        {
            return false;
        }
        if self.passage.loose {
            return locative || is_function_word(&folded) || in_list(IN_FRONT, &folded);
        }
        !word.is_capital()
            || locative
            || in_list(IN_FRONT, &folded)
            || is_day_or_month(&folded)
            || (starts_sentence(&folded) && super::near::begins_sentence(text, word.start))
    }

    /// Another place stands at the other side of a hyphen: `Baghdad-Erbil`.
    fn is_beside(&self, at: usize, begins: bool) -> bool {
        let mut hits = self.passage.hits.iter().filter(|hit| is_place_kind(hit.name.kind));
        hits.any(|hit| {
            if begins {
                hit.range.start == at
            } else {
                hit.range.end == at
            }
        })
    }

    /// `Santiago, Chile`.
    fn before_country(&self, end: usize) -> bool {
        let rest = self.passage.text.get(end..).unwrap_or_default();
        rest.starts_with(", ")
            && self
                .passage
                .hits
                .iter()
                .any(|hit| hit.name.kind == Kind::Country && hit.range.start == end + 2)
    }

    /// Somebody in the report has this name.
    fn is_person(&self, hit: &Hit) -> bool {
        let words = self.passage.text.get(hit.range.clone()).unwrap_or_default();
        let is_part = |name: &&str| name.split(' ').any(|part| part.eq_ignore_ascii_case(words));
        self.surnames.contains(&words) || self.people.iter().any(is_part)
    }

    /// `in Tampere, ` before a country.
    fn town_before(&self, country: usize) -> Option<&str> {
        let text = self.passage.text;
        let comma = text.get(..country)?.strip_suffix(", ")?.len();
        let range = self.run_before(comma, 3)?;
        let known = self
            .passage
            .hits
            .iter()
            .any(|hit| hit.range.end > range.start && hit.range.start < range.end);
        let town = text.get(range.clone())?;
        let locative = before(text, range.start).is_some_and(|word| word.joined && is_locative(&word.folded()));
        let person = self.people.iter().any(|name| name.contains(town));
        (locative && !known && !person && !self.passage.loose).then_some(town)
    }

    /// Up to `most` capitalised words that end at `end`.
    fn run_before(&self, end: usize, most: usize) -> Option<Range<usize>> {
        let text = self.passage.text;
        let mut range: Option<Range<usize>> = None;
        for nth in 0..=most {
            let at = range.as_ref().map_or(end, |range| range.start);
            let gap = nth == 0 && !text.get(..end)?.ends_with(' ');
            let Some(word) = before(text, at).filter(|word| (word.joined || gap) && word.is_capital() && !word.closed)
            else {
                break;
            };
            let folded = word.folded();
            if is_function_word(&folded) || starts_sentence(&folded) || in_list(IN_FRONT, &folded) {
                break;
            }
            // A longer run is no name of a town.
            if nth == most {
                return None;
            }
            range = Some(word.start..range.map_or(word.end, |range| range.end));
        }
        range.filter(|range| !self.passage.is_masked(range))
    }
}

fn is_place_kind(kind: Kind) -> bool {
    matches!(kind, Kind::Country | Kind::Place | Kind::Ambiguous | Kind::Short)
}

/// `al-Basra`
fn ends_in_article(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    ["al-", "el-", "Al-", "El-"].iter().any(|article| {
        let rest = head.strip_suffix(article);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}
