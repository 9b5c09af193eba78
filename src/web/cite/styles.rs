//! Ready text: Chicago (notes and bibliography, its entry in the bibliography), APA 7 and MLA 9.
//!
//! The patterns for a newspaper article on the web, with what identifies the archive's copy after the
//! address, where the styles put such remarks:
//!
//! ```text
//! Chicago  Last, First. “Title.” Outlet, July 4, 2022. Address. Note.
//! APA      Last, F. (2022, July 4). Title. Outlet. Address (Note)
//! MLA      Last, First. “Title.” Outlet, 4 July 2022, Address. Note.
//! ```
//!
//! Where the archivist or a record states the page that a report was saved from, its address stands
//! before the archive's: `https://…, archived at https://…`.
//!
//! Without a byline Chicago begins with the outlet, the others with the title. The note has the digest
//! whole: a citation is the one thing that leaves the archive, and half a digest proves nothing.

use super::{Author, Work};
use jiff::civil::Date;

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Style {
    /// The Chicago Manual of Style, notes and bibliography.
    Chicago,
    /// The American Psychological Association, seventh edition.
    Apa,
    /// The Modern Language Association, ninth edition.
    Mla,
}

impl Style {
    /// Every style.
    pub(in crate::web) const ALL: [Style; 3] = [Style::Chicago, Style::Apa, Style::Mla];

    /// What readers call it.
    pub(in crate::web) fn name(self) -> &'static str {
        match self {
            Style::Chicago => "Chicago",
            Style::Apa => "APA",
            Style::Mla => "MLA",
        }
    }

    /// What follows the id in the address of the text.
    pub(in crate::web) fn ending(self) -> &'static str {
        match self {
            Style::Chicago => ".chicago.txt",
            Style::Apa => ".apa.txt",
            Style::Mla => ".mla.txt",
        }
    }
}

/// A stretch of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Span {
    /// Plain text.
    pub text: String,
    /// Whether it is set in italics.
    pub italic: bool,
    /// What it is.
    pub part: Part,
}

/// What a stretch of a citation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Part {
    /// Ours: dates, punctuation, the note.
    Mark,
    /// The report's own words, which may run the other way: for `<bdi>`.
    Words,
    /// The permalink.
    Address,
    /// Where it stood on the web.
    Page,
}

/// The citation as plain text on one line.
pub(in crate::web) fn text(work: &Work<'_>, style: Style) -> String {
    spans(work, style).into_iter().map(|span| span.text).collect()
}

/// The citation in stretches, for a page to set.
pub(in crate::web) fn spans(work: &Work<'_>, style: Style) -> Vec<Span> {
    let line = Line::default();
    match style {
        Style::Chicago => chicago(work, line),
        Style::Apa => apa(work, line),
        Style::Mla => mla(work, line),
    }
    .0
}

fn chicago(work: &Work<'_>, mut line: Line) -> Line {
    let (authors, outlet) = (work.authors(), work.outlet());
    let unsigned = authors.is_empty();
    line = match &outlet {
        Some(outlet) if unsigned => line.outlet(outlet).mark(stop(outlet)).mark(" "),
        _ => line.authors(&chicago_names(&authors)),
    };
    line = line.quoted(work).mark(" ");
    if let Some(outlet) = outlet.filter(|_| !unsigned) {
        line = line.outlet(&outlet).mark(", ");
    }
    let day = work.day().map(|day| format!("{}. ", day.strftime("%B %-d, %Y")));
    line.mark(day.as_deref().unwrap_or("n.d. "))
        .address(work)
        .mark(&format!(". {}.", work.note()))
}

fn apa(work: &Work<'_>, mut line: Line) -> Line {
    let authors = apa_names(&work.authors());
    let day = work.day().map(|day| day.strftime("(%Y, %B %-d). ").to_string());
    let day = day.as_deref().unwrap_or("(n.d.). ");
    let title = work.title();
    let end = stop(&title);
    line = if authors.is_empty() {
        line.words(&title).mark(end).mark(" ").mark(day)
    } else {
        line.authors(&authors).mark(day).words(&title).mark(end).mark(" ")
    };
    if let Some(outlet) = work.outlet() {
        line = line.outlet(&outlet).mark(stop(&outlet)).mark(" ");
    }
    let note = match work.bounds() {
        Some(bounds) => format!(" (Dated {bounds}; {})", work.held()),
        None => format!(" ({})", work.held()),
    };
    line.address(work).mark(&note)
}

fn mla(work: &Work<'_>, line: Line) -> Line {
    let mut line = line.authors(&mla_names(&work.authors())).quoted(work).mark(" ");
    if let Some(outlet) = work.outlet() {
        line = line.outlet(&outlet).mark(", ");
    }
    let day = work.day().map_or_else(|| "n.d.".to_owned(), mla_day);
    line.mark(&day)
        .mark(", ")
        .address(work)
        .mark(&format!(". {}.", work.note()))
}

/// `Last, First, Second Last, and Third Last`; of more than six the first three.
fn chicago_names(authors: &[Author]) -> String {
    match authors {
        [] => String::new(),
        [first] => first.inverted(),
        [first, second] if !first.is_person() => format!("{} and {}", first.natural(), second.natural()),
        [first, rest @ .., last] => {
            let many = rest.len() > 4;
            let mut names = first.inverted();
            for author in rest.iter().take(if many { 2 } else { 4 }) {
                names = format!("{names}, {}", author.natural());
            }
            if many {
                format!("{names}, et al.")
            } else {
                format!("{names}, and {}", last.natural())
            }
        }
    }
}

/// `Last, F., & Last, S.`; of more than twenty the first nineteen and the last.
fn apa_names(authors: &[Author]) -> String {
    let names: Vec<String> = authors.iter().map(Author::initials).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] if rest.len() < 20 => format!("{}, & {last}", rest.join(", ")),
        [rest @ .., last] => {
            let first: Vec<&str> = rest.iter().take(19).map(String::as_str).collect();
            format!("{}, . . . {last}", first.join(", "))
        }
    }
}

/// `Last, First, and Second Last`; of three or more the first.
fn mla_names(authors: &[Author]) -> String {
    match authors {
        [first, _, _, ..] => format!("{}, et al.", first.inverted()),
        _ => chicago_names(authors),
    }
}

/// `4 Sept. 2022`: months of more than four letters are cut.
fn mla_day(day: Date) -> String {
    let month = match day.month() {
        1 => "Jan.",
        2 => "Feb.",
        3 => "Mar.",
        4 => "Apr.",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "Aug.",
        9 => "Sept.",
        10 => "Oct.",
        11 => "Nov.",
        _ => "Dec.",
    };
    format!("{} {month} {}", day.day(), day.strftime("%Y"))
}

/// A citation as it is written.
#[derive(Default)]
struct Line(Vec<Span>);

impl Line {
    fn with(mut self, text: &str, italic: bool, part: Part) -> Self {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if part == Part::Mark && last.part == part => last.text.push_str(text),
            _ => self.0.push(Span {
                text: text.to_owned(),
                italic,
                part,
            }),
        }
        self
    }

    fn mark(self, text: &str) -> Self {
        self.with(text, false, Part::Mark)
    }

    fn words(self, text: &str) -> Self {
        self.with(text, false, Part::Words)
    }

    fn outlet(self, name: &str) -> Self {
        self.with(name, true, Part::Words)
    }

    fn address(self, work: &Work<'_>) -> Self {
        let line = match work.page() {
            Some(page) => self.with(page, false, Part::Page).mark(", archived at "),
            None => self,
        };
        line.with(work.address, false, Part::Address)
    }

    /// Names with a full stop after them; nothing where there are none.
    fn authors(self, names: &str) -> Self {
        if names.is_empty() {
            self
        } else {
            self.words(names).mark(stop(names)).mark(" ")
        }
    }

    /// The title in quotation marks with a full stop inside; a supplied one stands bare.
    fn quoted(self, work: &Work<'_>) -> Self {
        let title = work.title();
        if work.is_titled() {
            let mut inner = inner_quotes(&title);
            let mut end = stop(&inner);
            if title.ends_with(['"', '”', '“']) && !end.is_empty() {
                inner.pop();
                inner.push_str(".’");
                end = "";
            }
            self.mark("“").words(&inner).mark(end).mark("”")
        } else {
            self.words(&title).mark(stop(&title))
        }
    }
}

/// A full stop, unless the text has an end of its own.
fn stop(text: &str) -> &'static str {
    let end = text
        .trim_end_matches(['”', '“', '’', '"', '\'', '»', ')'])
        .chars()
        .next_back();
    match end {
        Some('.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？') => "",
        _ => ".",
    }
}

/// Within quotation marks, quotation marks are single. Some languages close with what English opens
/// with: `„so“`.
fn inner_quotes(title: &str) -> String {
    let mut before = ' ';
    let mut opened_low = false;
    title
        .chars()
        .map(|c| {
            let opens = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '‘');
            let single = match c {
                '“' if opened_low => '’',
                '“' | '„' => '‘',
                '”' => '’',
                '"' if opens => '‘',
                '"' => '’',
                other => other,
            };
            opened_low = c == '„' || opened_low && !matches!(c, '“' | '”');
            before = single;
            single
        })
        .collect()
}
