//! The working state of cleaning: lines joined into pieces, what is known of each, and the values
//! that rules have read so far.

use super::familiar::Familiar;
use super::phrases::Phrases;
use super::shape::Shape;
use super::text::fold;
use crate::report::{Role, Stated, Warning};
use jiff::civil::Date;

/// One or more lines that are read as one, with the label that a rule gave it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Indices into the non-blank lines of the source.
    pub(super) lines: std::ops::Range<usize>,
    /// Number of the first line.
    pub(super) number: u32,
    /// Tidied text.
    pub(super) text: String,
    /// The text as it came, for gaps that tidying folds.
    pub(super) raw: String,
    /// Folded text, for comparing.
    pub(super) fold: String,
    /// Its shape.
    pub(super) shape: Shape,
    /// A blank line stands before it.
    pub(super) after_gap: bool,
    /// The label, once a rule has given one.
    pub(super) label: Option<Label>,
}

/// What a piece is, and which rule said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) roles: Vec<Role>,
    pub(super) rule: &'static str,
}

impl Piece {
    pub(super) fn new(lines: std::ops::Range<usize>, number: u32, text: String, raw: String, after_gap: bool) -> Self {
        Self {
            lines,
            number,
            fold: fold(&text),
            shape: Shape::of(&text),
            text,
            raw,
            after_gap,
            label: None,
        }
    }

    /// No rule has labelled it yet.
    pub(super) fn is_open(&self) -> bool {
        self.label.is_none()
    }

    /// Whether it has this role.
    pub(super) fn is(&self, role: Role) -> bool {
        self.label.as_ref().is_some_and(|label| label.roles.contains(&role))
    }

    /// Whether its only role is this one.
    pub(super) fn is_only(&self, role: Role) -> bool {
        self.label.as_ref().is_some_and(|label| label.roles == [role])
    }

    /// Gives it a role, whatever it had.
    pub(super) fn set(&mut self, role: Role, rule: &'static str) {
        self.label = Some(Label {
            roles: vec![role],
            rule,
        });
    }

    /// Gives it a role unless it has one.
    pub(super) fn offer(&mut self, role: Role, rule: &'static str) {
        if self.is_open() {
            self.set(role, rule);
        }
    }

    /// Running text that no rule has claimed for something else: the stuff of the body.
    pub(super) fn is_body_like(&self) -> bool {
        self.shape.is_prose() && (self.is_open() || self.is(Role::Paragraph))
    }
}

/// A date that a date line or dateline gives.
#[derive(Clone, Debug)]
pub(super) struct DateClaim {
    /// Index of the piece.
    pub(super) piece: usize,
    /// What the words before the date call it.
    pub(super) what: DateKind,
    /// The day, unless it is open or contradicts its weekday.
    pub(super) day: Option<Date>,
    /// The two days that an open order of numbers allows.
    pub(super) either: Option<(Date, Date)>,
    /// Month and day, where a dateline gives no year.
    pub(super) month_day: Option<(i8, i8)>,
    /// The words.
    pub(super) words: String,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// What a date on a date line is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateKind {
    /// Said to be of publication.
    Published,
    /// Said to be of a change.
    Updated,
    /// Not said.
    Bare,
    /// The day in a dateline.
    Dateline,
}

/// A name of the outlet, and how telling the place is where it stands.
#[derive(Clone, Debug)]
pub(super) struct OutletClaim {
    pub(super) stated: Stated<String>,
    pub(super) weight: u8,
}

/// The state that the rules work on, one after the other.
pub(super) struct Draft<'a> {
    pub(super) pieces: Vec<Piece>,
    pub(super) phrases: &'static Phrases,
    pub(super) familiar: &'a Familiar,
    /// Indices of the first and one past the last piece of the body.
    pub(super) body: std::ops::Range<usize>,
    pub(super) headline: Option<Stated<String>>,
    pub(super) section: Option<Stated<String>>,
    pub(super) byline: Option<Stated<String>>,
    pub(super) dateline_place: Option<Stated<String>>,
    pub(super) tags: Vec<Stated<String>>,
    pub(super) read_more: Vec<Stated<String>>,
    pub(super) dates: Vec<DateClaim>,
    pub(super) outlets: Vec<OutletClaim>,
    pub(super) warnings: Vec<Warning>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(pieces: Vec<Piece>, familiar: &'a Familiar) -> Self {
        Self {
            body: 0..pieces.len(),
            pieces,
            phrases: Phrases::get(),
            familiar,
            headline: None,
            section: None,
            byline: None,
            dateline_place: None,
            tags: Vec::new(),
            read_more: Vec::new(),
            dates: Vec::new(),
            outlets: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Notes a name of the outlet.
    pub(super) fn claim_outlet(&mut self, piece: usize, name: &str, weight: u8, rule: &'static str) {
        if let Some(piece) = self.pieces.get(piece) {
            let (number, text) = (piece.number, piece.text.clone());
            self.claim_outlet_at(number, &text, name, weight, rule);
        }
    }

    /// The same, from a line that is no piece.
    pub(super) fn claim_outlet_at(&mut self, number: u32, text: &str, name: &str, weight: u8, rule: &'static str) {
        let name = name.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | '.'
                        | '|'
                        | '-'
                        | '–'
                        | '—'
                        | '©'
                        | ':'
                        | ';'
                        | '('
                        | ')'
                        | '['
                        | ']'
                        | '✓'
                        | '✔'
                        | '☑'
                        | '✅'
                        | '▾'
                )
        });
        let name = super::outlet::trimmed(name);
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || name.chars().count() > 60 {
            return;
        }
        self.outlets.push(OutletClaim {
            stated: Stated::new(name.to_owned(), number, text, rule),
            weight,
        });
    }

    /// Notes something odd.
    pub(super) fn warn(&mut self, line: Option<u32>, text: impl Into<String>) {
        self.warnings.push(Warning {
            line,
            text: text.into(),
        });
    }
}
