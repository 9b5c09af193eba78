//! What a source says: every line gets a [`Role`] and the rule that gave it.
//!
//! The rules go by position, shape, repetition, known phrases (kept as data beside this file) and the
//! grammars of dates, bylines and datelines; none knows a single report. They run in the order of
//! [`RULES`], and an earlier label stands unless a later rule says why not. Nothing is deleted.
//! Records, which say themselves what each of their lines is, are taken at their word; of web pages, what
//! their markup states ([`web`]).

mod above;
mod body;
mod byline;
mod caption;
mod credit;
mod date_line;
mod dateline;
mod dates;
mod desks;
mod draft;
mod familiar;
mod furniture;
mod glossary;
mod head;
mod imprint;
mod lines;
mod lone_name;
mod lone_place;
mod masthead;
mod order;
mod outlet;
mod phrases;
mod pointer;
mod press;
mod published;
mod record;
mod repeated;
mod shape;
mod stated;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod title;
mod web;

pub use familiar::{ENOUGH, Familiar, familiar_key, margins};
pub use glossary::GLOSSARY;

use crate::report::{Line, Report, Role, Title, Warning};
use crate::sources::{Encoding, Form, Source};
use draft::Draft;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::HashSet;

/// A step of cleaning: what it does, in words for `/about`, and the function that does it.
struct Rule {
    what: &'static str,
    run: fn(&mut Draft<'_>),
}

/// The rules in the order in which they run.
const RULES: &[Rule] = &[
    Rule {
        what: "A single line that holds most of the file is the report, with whatever else is on it.",
        run: body::label_whole,
    },
    Rule {
        what: "The signature of a quoted tweet belongs to the text.",
        run: body::label_tweets,
    },
    Rule {
        what: "Pointers to one other report (“Read more: …”) are set aside and kept as links.",
        run: pointer::label,
    },
    Rule {
        what: "Lines that are a date or a time, alone or with a place, a section or an author, are date lines.",
        run: date_line::label,
    },
    Rule {
        what: "Lines that say “By …” in one of the languages of the press are bylines.",
        run: byline::label,
    },
    Rule {
        what: "Credits of editors, translators and contributors are set apart.",
        run: credit::label,
    },
    Rule {
        what: "A note on the author or agency initials below the text are a credit.",
        run: credit::label_foot,
    },
    Rule {
        what: "Lines that begin with “Tags”, or hold nothing but hashtags, are tags.",
        run: tags::label,
    },
    Rule {
        what: "Known phrases of web pages, addresses, breadcrumbs and talk about the website itself are furniture.",
        run: furniture::label_phrases,
    },
    Rule {
        what: "Lines with a picture credit, or words that only captions have, are captions; a credit alone is furniture.",
        run: caption::label,
    },
    Rule {
        what: "A line in the present tense beside a picture credit is a caption.",
        run: caption::label_beside_credit,
    },
    Rule {
        what: "Three or more neighbouring names of sections are a menu.",
        run: furniture::label_menus,
    },
    Rule {
        what: "Short parts set apart by bars, most of which stand in the text, are tags.",
        run: tags::label_barred,
    },
    Rule {
        what: "Lines that several files share are furniture.",
        run: furniture::label_familiar,
    },
    Rule {
        what: "A line with the same words as one above it is repeated.",
        run: repeated::label,
    },
    Rule {
        what: "Behind a comment box or a copyright line, below most of the text, everything is furniture.",
        run: furniture::label_end,
    },
    Rule {
        what: "Below “Related stories” and the like, headlines with their dates and teasers are furniture.",
        run: furniture::label_lists,
    },
    Rule {
        what: "A box at the end that tells about the publisher is furniture.",
        run: furniture::label_about,
    },
    Rule {
        what: "Copyright lines, comment policies and app boxes name the outlet.",
        run: imprint::note,
    },
    Rule {
        what: "The site’s own name above the headline is furniture, and names the outlet.",
        run: masthead::label,
    },
    Rule {
        what: "The body begins at the dateline, or at the first running text below byline and date.",
        run: body::find,
    },
    Rule {
        what: "The headline is the line above the body that shares most with it; around it stand kicker, section and standfirst.",
        run: head::label,
    },
    Rule {
        what: "A strip of capitalised words that stand in the text is a strip of tags.",
        run: tags::label_strips,
    },
    Rule {
        what: "A quotation pulled out of a paragraph is repeated.",
        run: repeated::label_pulled,
    },
    Rule {
        what: "Three or more headlines in a row between paragraphs are links to other stories.",
        run: body::label_links,
    },
    Rule {
        what: "Between paragraphs, short lines without a full stop are sub-headings; the rest is body.",
        run: body::label_within,
    },
];

/// What each step of cleaning does, in order, in words for readers.
#[must_use]
pub fn rules() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.what).collect()
}

/// Labels every line of a source and reads what its lines state. It never fails: what is odd becomes
/// a warning.
#[must_use]
pub fn clean(source: &Source, familiar: &Familiar) -> Report {
    let mut report = match &source.form {
        Form::Page => read_page(source, familiar),
        Form::Record(kinds) => record::trust(source, kinds),
        Form::Web(kinds) => web::read(source, kinds, familiar),
    };
    let doubtful = [
        matches!(source.encoding, Encoding::BrokenUtf8)
            .then(|| "some bytes are no UTF-8; they are shown as �".to_owned()),
        source
            .broken
            .as_ref()
            .map(|why| format!("the file breaks off ({why}); what stood before that is shown")),
    ];
    let doubtful = doubtful.into_iter().flatten().map(|text| Warning { line: None, text });
    report.warnings.extend(doubtful);
    if report.lines.iter().map(|line| line.text.len()).sum::<usize>() > MOST_TEXT {
        report.warnings.push(Warning {
            line: None,
            text: format!(
                "it has more than {MOST_TEXT} bytes of text: names and meetings are read from its first part"
            ),
        });
    }
    report
}

/// Lines of a saved page that the rules look at: each may look at those around it, and no page has so many.
const MOST_LINES: usize = 30_000;

/// Bytes of a report's text that are read for facts: a thick book.
pub const MOST_TEXT: usize = 1 << 20;

/// A saved page of text.
fn read_page(source: &Source, familiar: &Familiar) -> Report {
    let raw = lines::non_blank(&source.text);
    let told = raw.get(..MOST_LINES).unwrap_or(&raw);
    let mut draft = Draft::new(lines::pieces(told), familiar);
    if let Some(first) = raw.get(MOST_LINES) {
        draft.warn(Some(first.number), too_many_lines());
    }
    for rule in RULES {
        (rule.run)(&mut draft);
    }
    head::label_rest(&mut draft);
    body::label_leftovers(&mut draft);
    imprint::note_foot(&mut draft);
    outlet::claim_byline(&mut draft);
    outlet::claim_company(&mut draft);
    lone_name::claim(&mut draft);
    let published = published::choose(&mut draft);
    let title = match draft.headline.take() {
        Some(headline) => Title::Printed(headline),
        None => Title::Supplied(title::supply(&draft)),
    };
    Report {
        id: source.id.clone(),
        lines: ledger(&draft, raw),
        title,
        outlet: outlet::choose(&draft),
        section: draft.section,
        byline: draft.byline,
        published,
        dateline_place: draft.dateline_place,
        tags: draft.tags,
        lang: None,
        url: None,
        read_more: draft.read_more,
        warnings: dedup(draft.warnings),
    }
}

/// The days that a text states in full and without doubt, each with its words.
#[must_use]
pub fn days_in(text: &str) -> Vec<(Date, String)> {
    dates::find(text)
        .into_iter()
        .filter_map(|date| Some((date.day()?, text.get(date.span.clone())?.to_owned())))
        .collect()
}

/// A date that a text states, with or without a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedDate {
    /// Where: bytes of the text, the weekday beside it included.
    pub span: std::ops::Range<usize>,
    /// The day, where it is stated whole and without doubt.
    pub day: Option<Date>,
    /// Month and day, where there is no year.
    pub month_day: Option<(i8, i8)>,
    /// The weekday that stands beside it.
    pub weekday: Option<jiff::civil::Weekday>,
    /// The day, where the weekday beside it is another.
    pub doubtful: Option<Date>,
}

/// The dates of a text, in order.
#[must_use]
pub fn dates_in(text: &str) -> Vec<StatedDate> {
    let stated = |date: dates::Printed| StatedDate {
        day: date.day(),
        month_day: match date.reading {
            dates::Reading::NoYear(month, day) => Some((month, day)),
            _ => None,
        },
        doubtful: match date.reading {
            dates::Reading::Day(day) if date.contradicts_itself() => Some(day),
            _ => None,
        },
        weekday: date.weekday,
        span: date.span,
    };
    dates::find(text).into_iter().map(stated).collect()
}

fn too_many_lines() -> String {
    format!("it has more than {MOST_LINES} lines: from here on all is taken for text")
}

/// One entry for each non-blank line.
fn ledger(draft: &Draft<'_>, raw: Vec<lines::RawLine>) -> Vec<Line> {
    let mut lines: Vec<Line> = raw
        .into_iter()
        .map(|line| Line {
            number: line.number,
            text: line.text,
            roles: vec![Role::Paragraph],
            rule: Cow::Borrowed("body"),
            continues: false,
        })
        .collect();
    for piece in &draft.pieces {
        let Some(label) = &piece.label else { continue };
        for (nth, line) in lines
            .iter_mut()
            .skip(piece.lines.start)
            .take(piece.lines.len())
            .enumerate()
        {
            line.roles.clone_from(&label.roles);
            line.rule = Cow::Borrowed(label.rule);
            line.continues = nth > 0;
        }
    }
    lines
}

fn dedup(mut warnings: Vec<Warning>) -> Vec<Warning> {
    let mut seen = HashSet::new();
    warnings.retain(|warning| seen.insert((warning.line, warning.text.clone())));
    warnings
}
