use super::quote::{Folded, Place};
use super::words::{Numbers, Words, words};
use crate::report::{Block, Report, Role};
use crate::search::{Pointer, SnippetPart};
use crate::web::pages::original::all_spoken;
use std::collections::HashMap;
use std::ops::Range;

/// Hits that have ways to their neighbours; of a long report that is full of them, the others are only
/// marked, for each way takes room.
const STOPS: usize = 300;

/// What a search engine shows of a page, at most.
const SUMMARY: usize = 160;

/// The words of a report in the order in which they are read; what was set aside is left to the
/// page of the original.
#[derive(Default)]
pub(super) struct Text {
    pub kickers: Vec<Words>,
    pub title: Words,
    pub standfirst: Vec<Words>,
    /// Date lines that state no whole date: shown as printed, for they are all there is.
    pub printed_dates: Vec<String>,
    pub parts: Vec<Part>,
    /// Lines that the page leaves out.
    pub set_aside: usize,
    /// Stretches that are marked as hits, and how many of them can be gone to.
    pub marks: usize,
    pub hits: usize,
    /// The beginning of the text, for search engines and previews of links.
    pub summary: String,
}

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
    /// A pointer to another report, the nth of the page's links.
    Pointer {
        text: Words,
        nth: Option<usize>,
    },
}

/// Where a quotation was found.
pub(super) enum Quoted {
    /// In the report, so often.
    Here(usize),
    /// Not in the text that the page shows, but on this line, which is something else.
    Aside {
        line: u32,
        roles: String,
    },
    Nowhere,
    /// It has neither letters nor digits, so that there is nothing to look for.
    Nothing,
}

/// What a piece is, before its words are marked.
enum Kind {
    Kicker,
    Title,
    Standfirst,
    Paragraph(usize),
    Heading,
    Caption,
    Editor,
    Pointer(Option<usize>),
}

impl Kind {
    /// Whether hits in it can be gone to, one after the other. The title is always in sight, and a
    /// pointer is a link, which can hold no other.
    fn has_stops(&self) -> bool {
        !matches!(self, Kind::Title | Kind::Pointer(_))
    }
}

/// The pieces of a page, in order.
struct Pieces {
    pieces: Vec<(Kind, String)>,
    /// Lines that are not shown: number, roles, text.
    aside: Vec<(u32, String, String)>,
    printed_dates: Vec<String>,
    set_aside: usize,
}

impl Text {
    /// The text of a report. `mark` sets what was searched apart from the rest; a quotation is
    /// looked for and marked as well.
    pub(super) fn of(
        report: &Report,
        pointers: &[Pointer],
        mark: impl Fn(&str) -> Vec<SnippetPart>,
        quotation: Option<&str>,
    ) -> (Self, Option<Quoted>) {
        let pieces = Pieces::of(report, pointers);
        let (quoted, places) = match quotation.map(|quotation| pieces.quoted(report, quotation)) {
            Some((quoted, places)) => (Some(quoted), places),
            None => (None, Vec::new()),
        };
        let marked: Vec<Vec<SnippetPart>> = pieces.pieces.iter().map(|(_, text)| mark(text)).collect();
        let anchored = pieces
            .pieces
            .iter()
            .zip(&marked)
            .filter(|((kind, _), _)| kind.has_stops());
        let hits = anchored.flat_map(|(_, parts)| parts).filter(|part| part.hit).count();
        let hits = hits.min(STOPS);
        let mut numbers = Numbers::new(hits);
        let mut text = Self {
            set_aside: pieces.set_aside,
            marks: marked.iter().flatten().filter(|part| part.hit).count(),
            hits,
            summary: pieces.summary(),
            printed_dates: pieces.printed_dates,
            ..Self::default()
        };
        let mut quotations: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
        for (piece, range) in places {
            quotations.entry(piece).or_default().push(range);
        }
        for (n, ((kind, _), parts)) in pieces.pieces.iter().zip(marked).enumerate() {
            let quoted = quotations.remove(&n).unwrap_or_default();
            text.put(kind, words(parts, &quoted, &mut numbers, kind.has_stops()));
        }
        (text, quoted)
    }

    fn put(&mut self, kind: &Kind, text: Words) {
        match *kind {
            Kind::Kicker => self.kickers.push(text),
            Kind::Title => self.title = text,
            Kind::Standfirst => self.standfirst.push(text),
            Kind::Paragraph(n) => self.parts.push(Part::Paragraph { n, text }),
            Kind::Heading => self.parts.push(Part::Heading { text }),
            Kind::Caption => self.parts.push(Part::Caption { text }),
            Kind::Editor => self.parts.push(Part::Editor { text }),
            Kind::Pointer(nth) => self.parts.push(Part::Pointer { text, nth }),
        }
    }
}

impl Pieces {
    fn of(report: &Report, pointers: &[Pointer]) -> Self {
        let (mut kickers, mut standfirst, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        let (mut aside, mut printed_dates, mut set_aside) = (Vec::new(), Vec::new(), 0);
        // By line, for a file may be nothing but pointers.
        let by_line = |(nth, pointer): (usize, &Pointer)| (pointer.line, (nth, pointer.title.clone()));
        let pointers: HashMap<u32, (usize, String)> = pointers.iter().enumerate().map(by_line).collect();
        let titles = report.read_more.iter().map(|title| (title.evidence.line, &title.value));
        let titles: HashMap<u32, &String> = titles.collect();
        let mut paragraphs = 0;
        let mut begun = false;
        for Block { roles, line, text } in report.blocks() {
            let is = |role| roles.contains(&role);
            if is(Role::Paragraph) {
                paragraphs += 1;
                begun = true;
                parts.push((Kind::Paragraph(paragraphs), text));
            } else if is(Role::Headline) {
                begun = true;
                if report.title.stated().evidence.is_of_archivist() {
                    aside.push((line, all_spoken(&roles), text));
                }
            } else if is(Role::Kicker) && !begun {
                kickers.push((Kind::Kicker, text));
            } else if is(Role::Kicker) {
                parts.push((Kind::Heading, text));
            } else if is(Role::Standfirst) {
                standfirst.push((Kind::Standfirst, text));
            } else if is(Role::Caption) {
                parts.push((Kind::Caption, text));
            } else if is(Role::Editor) {
                parts.push((Kind::Editor, text));
            } else if is(Role::ReadMore) {
                let (nth, title) = match pointers.get(&line) {
                    Some((nth, title)) => (Some(*nth), title.clone()),
                    // One that leads nowhere else has its title all the same: the page says what it is.
                    None => (None, titles.get(&line).map_or(text, |title| (*title).clone())),
                };
                parts.push((Kind::Pointer(nth), title));
            } else {
                if is(Role::Date) && report.published.is_none() {
                    printed_dates.push(text.clone());
                }
                if is(Role::Repeated) || is(Role::Furniture) {
                    set_aside += 1;
                }
                aside.push((line, all_spoken(&roles), text));
            }
        }
        let mut pieces = kickers;
        pieces.push((Kind::Title, report.title.words().to_owned()));
        pieces.extend(standfirst);
        pieces.extend(parts);
        Self {
            pieces,
            aside,
            printed_dates,
            set_aside,
        }
    }

    /// Where a quotation stands. First in what the page shows, in its order; then in the paragraphs
    /// alone, for a reader who quotes leaves pictures and pointers out; then in what was set aside.
    fn quoted(&self, report: &Report, quotation: &str) -> (Quoted, Vec<Place>) {
        if !quotation.contains(char::is_alphanumeric) {
            return (Quoted::Nothing, Vec::new());
        }
        // A supplied title is the archive's own, with other ends; and the archivist is no source.
        let supplied = report.title.is_supplied() || report.title.stated().evidence.is_of_archivist();
        let shown = |kind: &Kind| !(supplied && matches!(kind, Kind::Title));
        let paragraphs = |kind: &Kind| matches!(kind, Kind::Paragraph(_));
        for is_looked_at in [&shown as &dyn Fn(&Kind) -> bool, &paragraphs] {
            let looked_at: Vec<(usize, &str)> = self
                .pieces
                .iter()
                .enumerate()
                .filter(|(_, (kind, _))| is_looked_at(kind))
                .map(|(n, (_, text))| (n, text.as_str()))
                .collect();
            let found = Folded::of(looked_at.iter().map(|(_, text)| *text)).find(quotation);
            if !found.is_empty() {
                let number = |(at, range): Place| looked_at.get(at).map(|(n, _)| (*n, range));
                let times = found.len();
                return (
                    Quoted::Here(times),
                    found.into_iter().flatten().filter_map(number).collect(),
                );
            }
        }
        let found = Folded::of(self.aside.iter().map(|(_, _, text)| text.as_str())).find(quotation);
        let first = found.first().and_then(|places| places.first());
        let aside = first.and_then(|(at, _)| self.aside.get(*at));
        let aside = aside.map(|(line, roles, _)| Quoted::Aside {
            line: *line,
            roles: roles.clone(),
        });
        (aside.unwrap_or(Quoted::Nowhere), Vec::new())
    }

    fn summary(&self) -> String {
        let is = |wanted: fn(&Kind) -> bool| self.pieces.iter().find(move |(kind, _)| wanted(kind));
        let first =
            is(|kind| matches!(kind, Kind::Standfirst)).or_else(|| is(|kind| matches!(kind, Kind::Paragraph(_))));
        let mut summary = String::new();
        for word in first.map_or("", |(_, text)| text).split_whitespace() {
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
