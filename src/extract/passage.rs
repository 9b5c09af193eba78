//! The parts of a report in which names are looked for, each with the names that stand in it.

use super::gazetteer::{self, Hit};
use super::tongue::Tongue;
use crate::report::{Block, Evidence, Language, Report, Role};
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

/// A block of the report.
pub(super) struct Passage<'t> {
    pub(super) text: &'t str,
    pub(super) line: u32,
    pub(super) headline: bool,
    pub(super) caption: bool,
    /// The first paragraph of a report that speaks of a meeting.
    pub(super) first: bool,
    /// The line above it that is a heading of its own.
    pub(super) heading: Option<&'t str>,
    /// It begins an entry of a digest or a diary.
    pub(super) section: bool,
    /// Capitals show no names here: a headline in which each word has one, or a line without others.
    pub(super) loose: bool,
    /// All in capitals.
    pub(super) capitals: bool,
    /// The language of the report.
    pub(super) tongue: Tongue,
    pub(super) hits: Vec<Hit>,
    /// Stretches that are names of something else.
    pub(super) masks: Vec<Range<usize>>,
}

/// The longest passage, in bytes: no paragraph is so long, and within a passage much is looked at together
/// with much else of it.
const LONGEST: usize = 32 * 1024;

/// A block in parts of at most [`LONGEST`] bytes, cut behind a sentence, else a word, where there is one.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let most = rest.floor_char_boundary(LONGEST);
        let (head, _) = rest.split_at_checked(most)?;
        let cut = match most == rest.len() {
            true => most,
            false => ends(head).filter(|cut| *cut > LONGEST / 2).unwrap_or(most),
        };
        let (part, behind) = rest.split_at_checked(cut)?;
        rest = behind;
        Some(part)
    })
}

fn ends(text: &str) -> Option<usize> {
    let sentence = text.rfind(". ").map(|at| at + 2);
    sentence.or_else(|| text.rfind(' ').map(|at| at + 1))
}

impl<'t> Passage<'t> {
    /// The passages of a block: mostly one.
    pub(super) fn all_of(block: &'t Block, outlet: Option<&str>) -> impl Iterator<Item = Self> {
        parts(&block.text).filter_map(move |text| Self::of(block, text, outlet))
    }

    /// Headlines, standfirsts, captions and paragraphs; what was set aside says nothing of the report.
    fn of(block: &Block, text: &'t str, outlet: Option<&str>) -> Option<Self> {
        let roles = [Role::Headline, Role::Standfirst, Role::Caption, Role::Paragraph];
        if !roles.iter().any(|role| block.is(*role)) || block.roles.iter().any(|role| role.is_set_aside()) {
            return None;
        }
        let hits = gazetteer::find(text);
        let named = |outlet: &str| {
            text.match_indices(outlet)
                .map(|(at, name)| at..at + name.len())
                .collect()
        };
        let small = text.chars().any(char::is_lowercase);
        let capitals = !small && text.chars().any(char::is_uppercase);
        Some(Self {
            text,
            line: block.line,
            headline: block.is(Role::Headline),
            caption: block.is(Role::Caption),
            first: false,
            heading: None,
            section: false,
            loose: capitals || (block.is(Role::Headline) && has_title_case(text)),
            capitals,
            tongue: Tongue::default(),
            hits,
            // An outlet that is called as a town or a country is would hide these everywhere.
            masks: outlet
                .filter(|name| gazetteer::look_up(name).is_none())
                .map(named)
                .unwrap_or_default(),
        })
    }

    pub(super) fn is_masked(&self, range: &Range<usize>) -> bool {
        self.masks
            .iter()
            .any(|mask| mask.start < range.end && range.start < mask.end)
    }

    pub(super) fn evidence(&self, words: &str, rule: &'static str) -> Evidence {
        Evidence::new(self.line, words, rule)
    }
}

/// The passages of a report, of the language in which it is.
pub(super) fn of_report<'t>(report: &Report, blocks: &'t [Block], lang: Option<&Language>) -> Vec<Passage<'t>> {
    let outlet = report.outlet.as_ref().map(|stated| stated.value.as_str());
    let mut passages = all(blocks, outlet);
    let tongue = Tongue::of(lang);
    for passage in &mut passages {
        passage.tongue = tongue;
    }
    mark_first(&mut passages);
    passages
}

/// The passages of a report's blocks, each with the heading above it.
fn all<'t>(blocks: &'t [Block], outlet: Option<&str>) -> Vec<Passage<'t>> {
    let mut passages: Vec<Passage<'t>> = Vec::new();
    let mut heading = None;
    for block in blocks {
        if block.is(Role::Kicker) {
            heading = Some(block.text.as_str());
        }
        for mut passage in Passage::all_of(block, outlet) {
            passage.heading = heading.take();
            passages.push(passage);
        }
    }
    mark_sections(&mut passages);
    passages
}

/// Headings and days at the head of paragraphs from which on a report is a digest or a diary.
const SECTIONS: usize = 3;

/// Marks where the entries of a digest begin: below headings in capitals or with numbers, and at `Mon 10 Oct –`.
fn mark_sections(passages: &mut [Passage<'_>]) {
    let begins: Vec<bool> = passages
        .iter()
        .map(|passage| passage.capitals || passage.heading.is_some_and(is_section) || is_entry(passage.text))
        .collect();
    if begins.iter().filter(|begins| **begins).count() >= SECTIONS {
        for (passage, begins) in passages.iter_mut().zip(begins) {
            passage.section = begins && !passage.headline && !passage.caption;
        }
    }
}

/// `= CABINET =`, `1. Negotiations`
fn is_section(heading: &str) -> bool {
    let heading = heading.trim_start();
    heading.starts_with(|c: char| c.is_ascii_digit()) || !heading.chars().any(char::is_lowercase)
}

/// `Mon 10 Oct – Breakfast with …`
fn is_entry(text: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let head = text.get(..text.floor_char_boundary(40)).unwrap_or_default();
    let day = head
        .get(..3)
        .is_some_and(|day| DAYS.iter().any(|known| day.eq_ignore_ascii_case(known)));
    let parted = head
        .split_once(" – ")
        .or(head.split_once(" - "))
        .or(head.split_once(" — "))
        .or(head.split_once(": "));
    day && parted
        .is_some_and(|(date, _)| date.bytes().any(|byte| byte.is_ascii_digit()) && date.split(' ').count() <= 5)
}

/// How a report speaks of a meeting; in one pass, since all of its text is read.
static SPEAKS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new([" meeting", " talks", " audience", " conversation", " discussion"]).ok());

/// Marks the first paragraph, where the report speaks of a meeting.
fn mark_first(passages: &mut [Passage<'_>]) {
    let speaks = |passage: &Passage<'_>| SPEAKS.as_ref().is_some_and(|words| words.is_match(passage.text));
    if passages.iter().any(speaks)
        && let Some(first) = passages
            .iter_mut()
            .find(|passage| !passage.headline && !passage.caption)
    {
        first.first = true;
    }
}

/// Most of its longer words have a capital.
fn has_title_case(text: &str) -> bool {
    let (mut long, mut small) = (0, 0);
    for word in text.split_ascii_whitespace() {
        // Four letters and more, or so: bytes will do.
        if word.len() > 3 {
            long += 1;
            small += usize::from(word.starts_with(char::is_lowercase));
        }
    }
    long >= 3 && small * 4 <= long && text.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_without_end_is_read_in_parts() {
        for unit in ["The envoy met the mayor. ", "word ", "é", "a. b"] {
            let text = unit.repeat(3 * LONGEST / unit.len() + 1);
            let parts: Vec<&str> = parts(&text).collect();
            assert!(parts.len() > 1 && parts.concat() == text, "{unit}");
            assert!(parts.iter().all(|part| part.len() <= LONGEST), "{unit}");
        }
        assert_eq!(parts("One. Two.").collect::<Vec<_>>(), ["One. Two."]);
        assert_eq!(parts("").count(), 0);
    }
}
