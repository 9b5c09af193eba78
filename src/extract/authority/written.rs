//! Reads TOML that a person wrote: each value is checked, and what is wrong is named with its line.

use crate::report::{Stated, is_web_address};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The longest text that is taken from a value, in bytes.
const MAX_TEXT: usize = 1_000;
/// The most items of a list.
const MAX_ITEMS: usize = 10_000;

/// Something in a file of the archivist's that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong, and what to do, as a clause without a full stop.
    pub text: String,
}

/// A file that is being read.
pub(super) struct Written<'t> {
    text: &'t str,
    /// Where each line begins.
    lines: Vec<usize>,
    pub(super) faults: Vec<Fault>,
}

/// A value and where it stands.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

impl<'t> Written<'t> {
    /// The file with its tables.
    ///
    /// # Errors
    /// When it is no TOML.
    pub(super) fn parse(text: &'t str) -> Result<(Self, DeTable<'t>), Fault> {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let written = Self {
            text,
            lines: std::iter::once(0).chain(starts).collect(),
            faults: Vec::new(),
        };
        match DeTable::parse(text) {
            Ok(table) => Ok((written, table.into_inner())),
            Err(error) => Err(Fault {
                line: error.span().map_or(1, |span| written.line(&span)),
                text: format!("it is no TOML: {}", one_line(error.message())),
            }),
        }
    }

    /// The line on which a span begins, counted from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> u32 {
        let before = self.lines.partition_point(|start| *start <= span.start);
        u32::try_from(before).unwrap_or(u32::MAX)
    }

    /// The line on which a span begins, as it stands.
    pub(super) fn words(&self, span: &Range<usize>) -> String {
        let line = usize::try_from(self.line(span)).unwrap_or(1);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let line = self.text.get(start..).and_then(|rest| rest.lines().next());
        let mut words = one_line(line.unwrap_or_default());
        words.truncate(words.floor_char_boundary(MAX_TEXT));
        words
    }

    pub(super) fn fault(&mut self, span: &Range<usize>, text: impl Into<String>) {
        let line = self.line(span);
        let text = text.into();
        self.faults.push(Fault { line, text });
    }

    /// A text that is not empty and stands on one line.
    pub(super) fn text(&mut self, name: &str, value: &Value<'_>) -> Option<String> {
        let span = value.span();
        let DeValue::String(text) = value.get_ref() else {
            self.fault(
                &span,
                format!("`{name}` is {}, not a text in quotation marks", kind(value)),
            );
            return None;
        };
        let text = one_line(text);
        if text.is_empty() || text.len() > MAX_TEXT {
            let why = if text.is_empty() { "empty" } else { "too long" };
            self.fault(&span, format!("`{name}` is {why}"));
            return None;
        }
        Some(text)
    }

    /// A text with the line that states it.
    pub(super) fn stated(&mut self, name: &str, value: &Value<'_>) -> Option<Stated<String>> {
        let text = self.text(name, value)?;
        Some(Stated::of_archivist(text, self.words(&value.span())))
    }

    /// A list of texts, each with its place.
    pub(super) fn texts(&mut self, name: &str, value: &Value<'_>) -> Option<Vec<(String, Range<usize>)>> {
        let span = value.span();
        let DeValue::Array(items) = value.get_ref() else {
            self.fault(
                &span,
                format!("`{name}` is {}, not a list as [\"…\", \"…\"] is", kind(value)),
            );
            return None;
        };
        if items.len() > MAX_ITEMS {
            self.fault(&span, format!("`{name}` has more than {MAX_ITEMS} items"));
            return None;
        }
        let items = items.iter();
        items.map(|item| Some((self.text(name, item)?, item.span()))).collect()
    }

    /// A table.
    pub(super) fn table<'v, 'd>(&mut self, name: &str, value: &'v Value<'d>) -> Option<&'v DeTable<'d>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        let fault = format!("`{name}` is {}, not a table as {{ … }} is", kind(value));
        self.fault(&value.span(), fault);
        None
    }

    /// A day, as `2022-07-04` or the same in quotation marks.
    pub(super) fn day(&mut self, name: &str, value: &Value<'_>) -> Option<Stated<Date>> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(day) if day.time.is_none() => day.to_string(),
            _ => String::new(),
        };
        let day = (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten();
        if day.is_none() {
            let fault = format!("`{name}` is no day of the calendar as 2022-07-04 is");
            self.fault(&value.span(), fault);
        }
        Some(Stated::of_archivist(day?, self.words(&value.span())))
    }

    /// A year, a month or a day: `2022`, `"2022-07"`, `2022-07-04`.
    pub(super) fn time(&mut self, name: &str, value: &Value<'_>) -> Option<String> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(year) => year.to_string(),
            DeValue::Datetime(day) if day.time.is_none() => day.to_string(),
            _ => String::new(),
        };
        let whole = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.clone(),
        };
        if whole.len() != 10 || whole.parse::<Date>().is_err() {
            let fault = format!("`{name}` is no year, month or day: 2022, \"2022-07\" or 2022-07-04");
            self.fault(&value.span(), fault);
            return None;
        }
        Some(text)
    }

    /// An address of the web.
    pub(super) fn address(&mut self, name: &str, value: &Value<'_>) -> Option<Stated<String>> {
        let stated = self.stated(name, value)?;
        if !is_web_address(&stated.value) {
            let fault = format!("`{name}` is no address as \"https://example.org/page\" is");
            self.fault(&value.span(), fault);
            return None;
        }
        Some(stated)
    }
}

/// What a value is, for those who expected another.
fn kind(value: &Value<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A key as it may be shown.
pub(super) fn shown(key: &str) -> String {
    let mut key = one_line(key);
    key.truncate(key.floor_char_boundary(60));
    key
}

/// White space folded; without characters that are not seen or that turn the text.
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || is_unseen(c));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The joiners of Persian and Indic scripts are letters' business and stay.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
