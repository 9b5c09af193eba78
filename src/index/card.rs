//! What is stored of a report: the card that a hit shows, and the record that its page shows.

use crate::report::{Block, DateBounds, Entry, Report, ReportId, Role};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The most text, in bytes, that a card keeps for snippets. What a report says beyond it is found,
/// but not quoted beside the hit.
const MAX_TEXT: usize = 256 * 1024;

/// What a hit shows, and no more, so that a page of hits reads as little as can be. Stored in this order.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Card<'a> {
    pub(super) id: ReportId,
    #[serde(borrow)]
    pub(super) title: Cow<'a, str>,
    pub(super) supplied: bool,
    #[serde(borrow)]
    pub(super) outlet: Option<Cow<'a, str>>,
    pub(super) dated: DateBounds,
    pub(super) published: Option<Date>,
    #[serde(borrow)]
    pub(super) passages: Vec<Passage<'a>>,
}

/// A block of the report, or a value of its head.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Passage<'a>(pub(super) Part, #[serde(borrow)] pub(super) Cow<'a, str>);

/// Where words stand in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Part {
    Title,
    Standfirst,
    Kicker,
    Body,
    Editor,
    Caption,
    Outlet,
    Section,
    Byline,
    Tags,
}

impl Part {
    /// Its name beside a snippet.
    pub(super) fn name(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Standfirst => "standfirst",
            Part::Kicker => "kicker",
            Part::Body => "body",
            Part::Editor => "editor",
            Part::Caption => "caption",
            Part::Outlet => "outlet",
            Part::Section => "section",
            Part::Byline => "byline",
            Part::Tags => "tags",
        }
    }

    /// The part that a block with these roles is; `None` for what the default search leaves out and
    /// for lines whose values stand in the head.
    pub(super) fn of(roles: &[Role]) -> Option<Self> {
        if roles.iter().any(|role| role.is_set_aside()) {
            return None;
        }
        let is = |role| roles.contains(&role);
        if is(Role::Paragraph) {
            Some(Part::Body)
        } else if is(Role::Standfirst) {
            Some(Part::Standfirst)
        } else if is(Role::Kicker) {
            Some(Part::Kicker)
        } else if is(Role::Caption) {
            Some(Part::Caption)
        } else if is(Role::Editor) {
            Some(Part::Editor)
        } else {
            None
        }
    }
}

/// When a report is from, as the index counts: what was inferred, or else what is stated.
pub(super) fn dated(entry: &Entry) -> DateBounds {
    match &entry.report.published {
        Some(stated) if entry.facts.dated.is_undated() => DateBounds::day(stated.value, stated.evidence.clone()),
        _ => entry.facts.dated.clone(),
    }
}

/// The places of a report, that of the dateline among them.
pub(super) fn places(entry: &Entry) -> impl Iterator<Item = &str> {
    let dateline = entry.report.dateline_place.as_ref().map(|place| place.value.as_str());
    let named = entry.facts.places.iter().map(|place| place.name.as_str());
    // A dateline may write the place otherwise than the text does, or in capitals.
    let known = dateline.is_some_and(|dateline| named.clone().any(|name| name.eq_ignore_ascii_case(dateline)));
    dateline.filter(|_| !known).into_iter().chain(named)
}

/// The values of the head that are searched by default.
pub(super) fn head(report: &Report) -> impl Iterator<Item = (Part, &str)> {
    [
        (Part::Outlet, &report.outlet),
        (Part::Section, &report.section),
        (Part::Byline, &report.byline),
    ]
    .into_iter()
    .filter_map(|(part, value)| value.as_ref().map(|stated| (part, stated.value.as_str())))
    .chain(report.tags.iter().map(|stated| (Part::Tags, stated.value.as_str())))
}

impl<'a> Card<'a> {
    /// The card of an entry that is of these days, and has these blocks.
    pub(super) fn of(entry: &'a Entry, dated: &DateBounds, blocks: &'a [Block]) -> Self {
        let report = &entry.report;
        let mut room = MAX_TEXT;
        let blocks = blocks.iter().filter_map(|block| {
            let part = Part::of(&block.roles)?;
            Some((part, block.text.as_str()))
        });
        let passages = head(report)
            .chain(blocks)
            .map_while(|(part, text)| {
                let text = text.get(..text.floor_char_boundary(room))?;
                room -= text.len();
                (!text.is_empty()).then_some(Passage(part, Cow::Borrowed(text)))
            })
            .collect();
        Card {
            id: report.id.clone(),
            title: Cow::Borrowed(report.title.words()),
            supplied: report.title.is_supplied(),
            outlet: report
                .outlet
                .as_ref()
                .map(|stated| Cow::Borrowed(stated.value.as_str())),
            published: report.published.as_ref().map(|stated| stated.value),
            dated: dated.clone(),
            passages,
        }
    }
}

/// A [`Record`] to be written, of what is at hand: cloning an entry costs as much as writing it.
#[derive(Debug, Serialize)]
pub(super) struct RecordOf<'a> {
    pub(super) path: &'a str,
    pub(super) digest: &'a str,
    pub(super) size: u64,
    pub(super) modified_ns: i64,
    pub(super) entry: &'a Entry,
}

/// What the page of a report shows. Its parts are stored in the order in which they stand here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Its path in the folder of reports.
    pub path: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub digest: String,
    /// Its size in bytes.
    pub size: u64,
    /// When the file was last changed, in nanoseconds since 1970; 0 where that is not known.
    pub modified_ns: i64,
    /// What it says and what we infer.
    pub entry: Entry,
}
