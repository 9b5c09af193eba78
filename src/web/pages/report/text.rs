use super::search_in;
use crate::report::{Block, Report, ReportId, Role};
use crate::search::{Field, SnippetPart};
use crate::web::show;
use std::collections::HashMap;

/// What a search engine shows of a page, at most.
const SUMMARY: usize = 160;

/// The words of a report in the order in which they are read; what was set aside is left to the
/// page of the original.
#[derive(Default)]
pub(super) struct Text {
    pub title: Words,
    pub kickers: Vec<Words>,
    pub standfirst: Vec<Words>,
    /// Date lines that state no whole date: shown as printed, for they are all there is.
    pub printed_dates: Vec<String>,
    pub parts: Vec<Part>,
    /// Lines that the page leaves out.
    pub set_aside: usize,
}

/// Words in stretches, so that the template can mark what was searched.
pub(super) type Words = Vec<SnippetPart>;

/// A piece of the text.
pub(super) enum Part {
    /// Paragraph `n`, counted from 1 over paragraphs only: `#p3` stays where it is whatever is
    /// found out about the lines around it.
    Paragraph {
        n: usize,
        text: Words,
    },
    Heading {
        text: Words,
    },
    Caption {
        text: Words,
    },
    Editor {
        text: Words,
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
    /// The text of a report; `mark` sets what was searched apart from the rest.
    pub(super) fn of(report: &Report, pointers: &HashMap<u32, ReportId>, mark: impl Fn(&str) -> Words) -> Self {
        let mut text = Self {
            title: mark(report.title.words()),
            ..Self::default()
        };
        let mut paragraphs = 0;
        let mut begun = false;
        for block in report.blocks() {
            let words = mark(&block.text);
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
                text.parts.push(pointer(report, block, pointers));
            } else if block.is(Role::Date) && report.published.is_none() {
                text.printed_dates.push(block.text);
            } else if block.is(Role::Repeated) || block.is(Role::Furniture) {
                text.set_aside += 1;
            }
        }
        text
    }

    /// How many hits are marked.
    pub(super) fn marks(&self) -> usize {
        let parts = self.parts.iter().filter_map(Part::words);
        let all = [&self.title].into_iter().chain(&self.kickers).chain(&self.standfirst);
        all.chain(parts).flatten().filter(|part| part.hit).count()
    }

    /// The beginning of the text, for search engines and previews of links.
    pub(super) fn summary(&self) -> String {
        let first = self.standfirst.first().or_else(|| {
            self.parts.iter().find_map(|part| match part {
                Part::Paragraph { text, .. } => Some(text),
                _ => None,
            })
        });
        let first: String = first.into_iter().flatten().map(|part| part.text.as_str()).collect();
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

impl Part {
    fn words(&self) -> Option<&Words> {
        match self {
            Part::Paragraph { text, .. } | Part::Heading { text } | Part::Caption { text } | Part::Editor { text } => {
                Some(text)
            }
            Part::Pointer { .. } => None,
        }
    }
}

fn pointer(report: &Report, block: Block, pointers: &HashMap<u32, ReportId>) -> Part {
    let title = report
        .read_more
        .iter()
        .find(|pointer| pointer.evidence.line == block.line)
        .map_or(block.text, |pointer| pointer.value.clone());
    match pointers.get(&block.line) {
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
