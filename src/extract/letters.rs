//! Names that are followed by their letters in parentheses: `Full Name (ABC)`.

use super::gazetteer::{self, Hit, Kind};
use super::near::before;
use super::passage::Passage;
use super::words::{in_list, is_function_word};
use std::collections::HashMap;
use std::ops::Range;

/// Last words of names that have letters of their own and are no bodies.
const NO_BODIES: &str = "line agreement product intelligence understanding accord accords treaty plan zone area act law day index rate \
    goals system programme program project initiative strategy disease syndrome virus vehicle vehicles weapon weapons minister officer \
    president region states emirates kingdom republic convention protocol resolution summit conference devices drones aircraft missile \
    missiles license licence number policy framework deal compact declaration charter standard standards";

/// `Full Name (ABC)`.
pub(super) struct Definition {
    pub(super) letters: String,
    pub(super) name: String,
    pub(super) line: u32,
    pub(super) range: Range<usize>,
}

/// The definitions of a report: those of bodies, or of names whose letters come again and whose last
/// word is not known as something else.
pub(super) fn definitions(passages: &[Passage<'_>]) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    let mut again: HashMap<String, usize> = HashMap::new();
    for passage in passages.iter().filter(|passage| !passage.loose) {
        let opens = passage.text.match_indices('(').filter_map(|(at, _)| at.checked_sub(1));
        for open in opens.filter(|open| passage.text.as_bytes().get(*open) == Some(&b' ')) {
            let Some(definition) = definition(passage, open) else {
                continue;
            };
            let times = *again.entry(definition.letters.clone()).or_insert_with(|| {
                let of = |passage: &Passage<'_>| passage.text.matches(&definition.letters).count();
                passages.iter().map(of).sum()
            });
            let within = |hit: &Hit| definition.range.start <= hit.range.start && hit.range.end <= definition.range.end;
            let body = passage
                .hits
                .iter()
                .any(|hit| within(hit) && matches!(hit.name.kind, Kind::Head(_) | Kind::Body));
            let last = definition.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let place = gazetteer::look_up(&definition.name).is_some_and(|name| !matches!(name.kind, Kind::Body));
            let listed = in_list(NO_BODIES, &last) || place;
            if !listed && (body || times >= 2) && !found.iter().any(|known| known.letters == definition.letters) {
                found.push(definition);
            }
        }
    }
    found
}

/// The definition whose parenthesis opens behind `open`: the words before it begin with its letters.
fn definition(passage: &Passage<'_>, open: usize) -> Option<Definition> {
    let text = passage.text;
    let inside = text.get(open + 2..)?;
    let inside = inside.get(..inside.find(')')?)?;
    let letters: Vec<char> = inside.chars().filter(|c| c.is_alphanumeric()).collect();
    if !(2..=8).contains(&letters.len())
        || letters.len() + 2 < inside.chars().count()
        || !letters.iter().all(|c| c.is_uppercase())
    {
        return None;
    }
    let mut left = letters.as_slice();
    let mut start = open;
    let end = before(text, open + 1)?.end;
    while !left.is_empty() {
        let word = before(text, start)?;
        if (!word.joined && start != open) || word.text.is_empty() {
            return None;
        }
        if word.is_capital() {
            for part in word.text.rsplit(['-', '–']).filter(|part| !part.is_empty()) {
                let initial = part.chars().next()?;
                let (last, rest) = left.split_last()?;
                if !initial.to_uppercase().eq(last.to_uppercase()) {
                    return None;
                }
                left = rest;
            }
        } else if !is_function_word(&word.folded()) {
            return None;
        }
        start = word.start;
    }
    Some(Definition {
        letters: inside.to_owned(),
        name: text.get(start..end)?.to_owned(),
        line: passage.line,
        range: start..end,
    })
}
