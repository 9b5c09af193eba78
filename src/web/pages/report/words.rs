//! Words in stretches, so that the template can mark what was searched and what was quoted.

use crate::search::SnippetPart;
use std::ops::Range;

/// The words of one piece of a report.
pub(super) type Words = Vec<Stretch>;

/// Whether the quotation that was asked for begins here.
pub(super) fn begins_quote(words: &[Stretch]) -> bool {
    words.iter().any(|stretch| stretch.quote_begins)
}

/// Words that are marked alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    pub text: String,
    /// What was searched.
    pub hit: bool,
    /// The number of the hit, where this is its beginning and it can be gone to.
    pub begins: Option<usize>,
    /// The hits before and after it, where this is its end.
    pub hops: Option<Hops>,
    /// Part of the quotation that was asked for.
    pub quoted: bool,
    /// The first words of it on the page.
    pub quote_begins: bool,
}

/// The numbers of the hits around one; a page has one hit at least when it has hops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hops {
    pub previous: Option<usize>,
    pub next: Option<usize>,
}

/// What was counted on a page so far.
pub(super) struct Numbers {
    hits: usize,
    all: usize,
    quotes: bool,
}

impl Numbers {
    /// For a page with so many hits that can be gone to.
    pub(super) fn new(all: usize) -> Self {
        Self {
            hits: 0,
            all,
            quotes: false,
        }
    }
}

/// The words of a piece: stretches that are hits or not, with the bytes that were quoted. Hits that
/// cannot be gone to are marked, but have no number.
pub(super) fn words(
    parts: Vec<SnippetPart>,
    quoted: &[Range<usize>],
    numbers: &mut Numbers,
    can_be_gone_to: bool,
) -> Words {
    let mut words = Words::new();
    let mut start = 0;
    for part in parts {
        let bytes = start..start + part.text.len();
        let number = (part.hit && can_be_gone_to && numbers.hits < numbers.all).then(|| {
            numbers.hits += 1;
            numbers.hits
        });
        let first = words.len();
        for (range, is_quoted) in cut(&bytes, quoted) {
            let quote_begins = is_quoted && !numbers.quotes;
            numbers.quotes |= is_quoted;
            let text = part
                .text
                .get(range.start - start..range.end - start)
                .unwrap_or_default();
            words.push(Stretch {
                text: text.to_owned(),
                hit: part.hit,
                quoted: is_quoted,
                quote_begins,
                ..Stretch::default()
            });
        }
        if let Some(number) = number {
            if let Some(stretch) = words.get_mut(first) {
                stretch.begins = Some(number);
            }
            if let Some(stretch) = words.last_mut() {
                stretch.hops = Some(Hops {
                    previous: (number > 1).then(|| number - 1),
                    next: (number < numbers.all).then(|| number + 1),
                });
            }
        }
        start = bytes.end;
    }
    words
}

/// Bytes cut where a quotation begins or ends, each with whether it is quoted. The quotations come in
/// order and apart.
fn cut(bytes: &Range<usize>, quoted: &[Range<usize>]) -> Vec<(Range<usize>, bool)> {
    let first = quoted.partition_point(|range| range.end <= bytes.start);
    let mut pieces = Vec::new();
    let mut at = bytes.start;
    for range in quoted.iter().skip(first).take_while(|range| range.start < bytes.end) {
        let (start, end) = (range.start.max(at), range.end.min(bytes.end));
        pieces.extend([(at..start, false), (start..end, true)]);
        at = end;
    }
    pieces.push((at..bytes.end, false));
    pieces.retain(|(range, _)| !range.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[hit]`, `{quoted}`, and both.
    fn shown(words: &Words) -> String {
        words
            .iter()
            .map(|stretch| {
                let text = match stretch.hit {
                    true => format!("[{}]", stretch.text),
                    false => stretch.text.clone(),
                };
                if stretch.quoted { format!("{{{text}}}") } else { text }
            })
            .collect()
    }

    fn parts(marked: &[(&str, bool)]) -> Vec<SnippetPart> {
        let part = |(text, hit): &(&str, bool)| SnippetPart {
            text: (*text).to_owned(),
            hit: *hit,
        };
        marked.iter().map(part).collect()
    }

    #[test]
    fn hits_and_quotations_may_overlap() {
        let mut numbers = Numbers::new(3);
        let made = parts(&[
            ("The ", false),
            ("minister", true),
            (" met ", false),
            ("ministers", true),
        ]);
        let quoted = 8..15;
        let words = words(made, std::slice::from_ref(&quoted), &mut numbers, true);
        assert_eq!(shown(&words), "The [mini]{[ster]}{ me}t [ministers]");
        let begins: Vec<_> = words.iter().map(|stretch| stretch.begins).collect();
        assert_eq!(begins, [None, Some(1), None, None, None, Some(2)]);
        let hops: Vec<_> = words.iter().filter_map(|stretch| stretch.hops.clone()).collect();
        assert_eq!(hops.len(), 2);
        assert_eq!((hops[0].previous, hops[0].next), (None, Some(2)));
        assert_eq!((hops[1].previous, hops[1].next), (Some(1), Some(3)));
        assert_eq!(words.iter().filter(|stretch| stretch.quote_begins).count(), 1);
    }

    #[test]
    fn numbers_end() {
        let mut numbers = Numbers::new(1);
        let words = words(
            parts(&[("a", true), (" ", false), ("a", true)]),
            &[],
            &mut numbers,
            true,
        );
        let begins: Vec<_> = words.iter().map(|stretch| (stretch.hit, stretch.begins)).collect();
        assert_eq!(begins, [(true, Some(1)), (false, None), (true, None)]);
    }

    #[test]
    fn a_title_has_no_numbers() {
        let mut numbers = Numbers::new(1);
        let title = words(parts(&[("Minister", true)]), &[], &mut numbers, false);
        assert_eq!((title[0].begins, title[0].hit), (None, true));
        let text = words(
            parts(&[("minister", true)]),
            std::slice::from_ref(&(0..8)),
            &mut numbers,
            true,
        );
        assert_eq!(text[0].begins, Some(1));
    }
}
