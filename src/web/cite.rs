//! How a report is cited: ready text in three styles, and records for programs that keep literature.
//!
//! Everything is read from a [`Work`]; nothing is supplied that the report does not bear out. A report
//! whose day is not known is cited as `n.d.` and its records have no date; where it lies between
//! bounds, the note says so. A supplied title stands in square brackets, without quotation marks, for
//! nobody printed it. Titles keep their capitals: APA's sentence case and Chicago's title case would
//! ruin names.
//!
//! The styles are three short patterns ([`styles`]) and no citation engine. `hayagriva`, the one that
//! is alive in Rust, was measured (0.10, release build): 1.7 ms for the three texts of one report, where
//! the page takes well under one; 50 more crates, `serde_yaml` which is given up among them; 5 MB more
//! of program; titles re-cased; "Retrieved https://…" for what is undated. It is the tests' reference
//! instead. Its sister `biblatex` writes `\~`, `\^` and `\\`, which TeX reads as accents and a line
//! break; the tests read our BibTeX back with it.

mod bibtex;
mod csl;
mod names;
mod ris;
mod styles;
#[cfg(test)]
pub(super) mod tests;

pub(super) use bibtex::bibtex;
pub(super) use csl::csl_json;
pub(super) use names::Author;
pub(super) use ris::ris;
pub(super) use styles::{Part, Span, Style, spans, text};

use super::show;
use crate::report::{Facts, Report};
use jiff::civil::Date;

/// The archive's name, as records give it.
pub(super) const ARCHIVE: &str = "Readout";

/// What is cited: the report, and how it is held.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work<'a> {
    /// What the report says.
    pub report: &'a Report,
    /// What was inferred from it: its date and language.
    pub facts: &'a Facts,
    /// Its lasting address, in full.
    pub address: &'a str,
    /// The archive's fingerprint, 16 hexadecimal digits.
    pub fingerprint: &'a str,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub digest: &'a str,
}

/// A citation at an address of its own: the report's with [`Form::ending`] after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For LaTeX and reference managers.
    Bibtex,
    /// For reference managers.
    Ris,
    /// For citation processors; Zotero reads it too.
    CslJson,
    /// Ready text.
    Text(Style),
}

impl Form {
    /// Every form, in the order in which pages list them.
    pub(super) const ALL: [Form; 6] = [
        Form::Text(Style::Chicago),
        Form::Text(Style::Apa),
        Form::Text(Style::Mla),
        Form::Bibtex,
        Form::Ris,
        Form::CslJson,
    ];

    /// What readers call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Form::Bibtex => "BibTeX",
            Form::Ris => "RIS",
            Form::CslJson => "CSL-JSON",
            Form::Text(style) => style.name(),
        }
    }

    /// What follows the id in its address; no id ends so.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Form::Bibtex => ".bib",
            Form::Ris => ".ris",
            Form::CslJson => ".csl.json",
            Form::Text(style) => style.ending(),
        }
    }

    /// The form that the last segment of an address asks for, and the id before it. To be asked before
    /// `.txt` and `.json` are.
    pub(super) fn of(segment: &str) -> Option<(&str, Form)> {
        Self::ALL
            .into_iter()
            .find_map(|form| Some((segment.strip_suffix(form.ending())?, form)))
    }

    /// What it is sent as.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Form::Bibtex => "application/x-bibtex; charset=utf-8",
            Form::Ris => "application/x-research-info-systems; charset=utf-8",
            Form::CslJson => "application/vnd.citationstyles.csl+json",
            Form::Text(_) => "text/plain; charset=utf-8",
        }
    }

    /// The citation.
    pub(super) fn write(self, work: &Work<'_>) -> String {
        match self {
            Form::Bibtex => bibtex(work),
            Form::Ris => ris(work),
            Form::CslJson => format!("{:#}\n", csl_json(work)),
            Form::Text(style) => format!("{}\n", text(work, style)),
        }
    }
}

impl<'a> Work<'a> {
    /// The title as it is cited; in square brackets where the archive supplied it.
    pub(super) fn title(&self) -> String {
        let words = one_line(self.report.title.words());
        match (words.is_empty(), self.report.title.is_supplied()) {
            (true, _) => "[Untitled]".to_owned(),
            (false, true) => format!("[{words}]"),
            (false, false) => words,
        }
    }

    /// Whether the title was printed, and may be quoted.
    fn is_titled(&self) -> bool {
        !self.report.title.is_supplied() && !one_line(self.report.title.words()).is_empty()
    }

    /// Who published it.
    pub(super) fn outlet(&self) -> Option<String> {
        self.report.outlet.as_ref().and_then(|outlet| some_line(&outlet.value))
    }

    /// The part of the outlet it stood in.
    pub(super) fn section(&self) -> Option<String> {
        self.report
            .section
            .as_ref()
            .and_then(|section| some_line(&section.value))
    }

    /// The outlet's keywords.
    pub(super) fn tags(&self) -> Vec<String> {
        self.report.keywords().filter_map(|tag| some_line(&tag.value)).collect()
    }

    /// Who wrote it.
    pub(super) fn authors(&self) -> Vec<Author> {
        let byline = self.report.byline.as_ref().and_then(|byline| some_line(&byline.value));
        byline.map_or_else(Vec::new, |byline| {
            names::authors(&byline, self.outlet().as_deref(), self.lang())
        })
    }

    /// The day it was published, where that is one day and no other. What the facts say outranks
    /// what the source prints.
    pub(super) fn day(&self) -> Option<Date> {
        let printed = self.report.published.as_ref().map(|stated| stated.value);
        match &self.facts.dated {
            dated if dated.is_undated() => printed,
            dated => dated.exact(),
        }
    }

    /// Its language, as a BCP 47 tag.
    pub(super) fn lang(&self) -> Option<&'a str> {
        self.facts.lang.as_ref().map(|lang| lang.0.as_str())
    }

    /// Where it stood on the web: records name it as the address, and the archive's in the note.
    pub(super) fn url(&self) -> &'a str {
        self.page().unwrap_or(self.address)
    }

    /// The page that it was saved from.
    fn page(&self) -> Option<&'a str> {
        self.report.url.as_ref().map(|url| url.value.as_str())
    }

    /// `not before 4 July 2022`: what is known of a day that is not.
    fn bounds(&self) -> Option<String> {
        let known = self.day().is_none() && !self.facts.dated.is_undated();
        known.then(|| show::dated(&self.facts.dated).words)
    }

    /// `Readout archive 1f2e…, SHA-256 ab12…`: which set of reports it was read in, and which bytes.
    fn held(&self) -> String {
        format!("{ARCHIVE} archive {}, SHA-256 {}", self.fingerprint, self.digest)
    }

    /// All that a record has no field for.
    fn record_note(&self) -> String {
        match self.page() {
            Some(_) => format!("Archived at {}. {}", self.address, self.note()),
            None => self.note(),
        }
    }

    /// What stands behind the address of a ready text.
    fn note(&self) -> String {
        match self.bounds() {
            Some(bounds) => format!("Dated {bounds}. {}", self.held()),
            None => self.held(),
        }
    }
}

/// The text on one line, without characters that no line has.
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let mut line = String::with_capacity(text.len());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn some_line(text: &str) -> Option<String> {
    Some(one_line(text)).filter(|line| !line.is_empty())
}
