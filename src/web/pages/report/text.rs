use super::search_in;
use crate::report::{Report, ReportId, Role};
use crate::search::Field;
use crate::web::show;
use std::collections::HashMap;

/// What a search engine shows of a page, at most.
const SUMMARY: usize = 160;

/// The words of a report in the order in which they are read; what was set aside is left to the
/// page of the original.
#[derive(Default)]
pub(super) struct Text {
    pub kickers: Vec<String>,
    pub standfirst: Vec<String>,
    /// Date lines that state no whole date: shown as printed, for they are all there is.
    pub printed_dates: Vec<String>,
    pub parts: Vec<Part>,
    /// Lines that the page leaves out.
    pub set_aside: usize,
}

/// A piece of the text.
pub(super) enum Part {
    /// Paragraph `n`, counted from 1 over paragraphs only: `#p3` stays where it is whatever is
    /// found out about the lines around it.
    Paragraph {
        n: usize,
        text: String,
    },
    Heading {
        text: String,
    },
    Caption {
        text: String,
    },
    Editor {
        text: String,
    },
    /// A pointer to another report: to the report itself where the archive holds it, else to a
    /// search for its title.
    Pointer {
        text: String,
        href: String,
        held: bool,
    },
}

impl Text {
    pub(super) fn of(report: &Report, pointers: &HashMap<u32, ReportId>) -> Self {
        let mut text = Self::default();
        let mut paragraphs = 0;
        let mut begun = false;
        for block in report.blocks() {
            let words = block.text.clone();
            if block.is(Role::Paragraph) {
                paragraphs += 1;
                begun = true;
                text.parts.push(Part::Paragraph {
                    n: paragraphs,
                    text: words,
                });
            } else if block.is(Role::Headline) {
                begun = true;
            } else if block.is(Role::Kicker) && !begun {
                text.kickers.push(words);
            } else if block.is(Role::Kicker) {
                text.parts.push(Part::Heading { text: words });
            } else if block.is(Role::Standfirst) {
                text.standfirst.push(words);
            } else if block.is(Role::Caption) {
                text.parts.push(Part::Caption { text: words });
            } else if block.is(Role::Editor) {
                text.parts.push(Part::Editor { text: words });
            } else if block.is(Role::ReadMore) {
                text.parts
                    .push(pointer(report, block.line, words, pointers));
            } else if block.is(Role::Date) && report.published.is_none() {
                text.printed_dates.push(words);
            } else if block.is(Role::Repeated) || block.is(Role::Furniture) {
                text.set_aside += 1;
            }
        }
        text
    }

    /// The beginning of the text, for search engines and previews of links.
    pub(super) fn summary(&self) -> String {
        let first = self.standfirst.first().or_else(|| {
            self.parts.iter().find_map(|part| match part {
                Part::Paragraph { text, .. } => Some(text),
                _ => None,
            })
        });
        let Some(first) = first else {
            return String::new();
        };
        let mut summary = String::new();
        for word in first.split_whitespace() {
            if summary.chars().count() + word.chars().count() >= SUMMARY {
                summary.push('…');
                break;
            }
            if !summary.is_empty() {
                summary.push(' ');
            }
            summary.push_str(word);
        }
        summary
    }
}

fn pointer(report: &Report, line: u32, words: String, pointers: &HashMap<u32, ReportId>) -> Part {
    let title = report
        .read_more
        .iter()
        .find(|pointer| pointer.evidence.line == line)
        .map_or(words, |pointer| pointer.value.clone());
    match pointers.get(&line) {
        Some(id) => Part::Pointer {
            href: show::report_path(id),
            text: title,
            held: true,
        },
        None => Part::Pointer {
            href: search_in(Field::Title, &title),
            text: title,
            held: false,
        },
    }
}
