//! Which passages of a report show best why it was found.

use super::card::{Card, Part, Passage};
use super::marker::{Found, Marker, parts};
use super::sentence::ends_sentence;
use crate::search::Snippet;
use std::ops::Range;

/// Passages of one hit.
const PASSAGES: usize = 3;
/// Characters of a passage; a sentence is let begin a little earlier.
const LENGTH: usize = 240;
/// How far before the first hit a passage begins at most.
const BEFORE: usize = 90;

/// A stretch of hits that fits into one passage.
struct Candidate {
    passage: usize,
    hits: Range<usize>,
    score: usize,
}

/// The best passages in the order of the report; without hits its beginning.
pub(super) fn snippets(card: &Card<'_>, marker: &Marker) -> Vec<Snippet> {
    let found: Vec<Vec<Found>> = if marker.is_empty() {
        Vec::new()
    } else {
        let find = |Passage(part, text): &Passage<'_>| marker.find(text, Some(*part));
        card.passages.iter().map(find).collect()
    };
    if found.iter().all(Vec::is_empty) {
        return lead(card).into_iter().collect();
    }
    let mut seen = vec![false; marker.needles()];
    let mut chosen: Vec<Candidate> = Vec::new();
    while chosen.len() < PASSAGES {
        let Some(best) = best(card, &found, &seen, &chosen) else {
            break;
        };
        for hit in hits_of(&found, &best) {
            if let Some(seen) = seen.get_mut(hit.needle) {
                *seen = true;
            }
        }
        chosen.push(best);
    }
    chosen.sort_by_key(|candidate| (candidate.passage, candidate.hits.start));
    let mut snippets = Vec::with_capacity(chosen.len());
    // No passage says again what the one before it showed.
    let mut last: Option<(usize, usize)> = None;
    for candidate in &chosen {
        let Some(Passage(part, text)) = card.passages.get(candidate.passage) else {
            continue;
        };
        let shown = last.filter(|(passage, _)| *passage == candidate.passage);
        let from = shown.map_or(0, |(_, end)| end);
        let hits = hits_of(&found, candidate);
        let (Some(first), Some(end)) = (hits.first(), hits.iter().map(|hit| hit.range.end).max()) else {
            continue;
        };
        if first.range.start < from {
            continue;
        }
        let range = widen(text, from, first.range.start..end);
        last = Some((candidate.passage, range.end));
        let all = found.get(candidate.passage).map_or(&[][..], Vec::as_slice);
        snippets.push(snippet(*part, text, range, all));
    }
    snippets
}

fn hits_of<'f>(found: &'f [Vec<Found>], candidate: &Candidate) -> &'f [Found] {
    found
        .get(candidate.passage)
        .and_then(|hits| hits.get(candidate.hits.clone()))
        .unwrap_or_default()
}

/// The stretch that shows most: first what was not shown yet, then how many different things, then
/// how many hits; of equals the first.
fn best(card: &Card<'_>, found: &[Vec<Found>], seen: &[bool], chosen: &[Candidate]) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for (passage, hits) in found.iter().enumerate() {
        let Some(Passage(part, _)) = card.passages.get(passage) else {
            continue;
        };
        let mut end = 0;
        for (start, hit) in hits.iter().enumerate() {
            let reach = hit.range.start + LENGTH - BEFORE;
            end = end.max(start + 1);
            while hits.get(end).is_some_and(|next| next.range.end <= reach) {
                end += 1;
            }
            let taken = chosen
                .iter()
                .any(|other| other.passage == passage && other.hits.start < end && start < other.hits.end);
            if taken {
                continue;
            }
            let score = score(*part, hits.get(start..end).unwrap_or_default(), seen);
            if best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Candidate {
                    passage,
                    hits: start..end,
                    score,
                });
            }
        }
    }
    best
}

fn score(part: Part, hits: &[Found], seen: &[bool]) -> usize {
    let (mut fresh, mut different) = (0, 0);
    for (n, hit) in hits.iter().enumerate() {
        let before = hits.get(..n).unwrap_or_default();
        // Few hits fit into a passage, so looking back is cheap.
        if before.iter().all(|other| other.needle != hit.needle) {
            different += 1;
            fresh += usize::from(seen.get(hit.needle) == Some(&false));
        }
    }
    let telling = usize::from(matches!(part, Part::Body | Part::Standfirst));
    fresh * 1000 + different * 100 + telling * 10 + hits.len().min(9)
}

/// The passage around `hits`, from a sentence's beginning or at least a word's, not before `from`.
fn widen(text: &str, from: usize, hits: Range<usize>) -> Range<usize> {
    let before = text.get(from..hits.start).unwrap_or_default();
    let mut start = from + passage_start(before);
    // A dash left over from a dateline is no beginning.
    let opens = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '"' | '“' | '„' | '«' | '‘' | '(' | '[' | '#' | '@' | '$' | '€' | '£' | '¿' | '¡'
            )
    };
    start += text
        .get(start..hits.start)
        .and_then(|lead| lead.find(opens))
        .unwrap_or(0);
    let length = text.get(start..hits.end).map_or(0, |shown| shown.chars().count());
    let after = text.get(hits.end..).unwrap_or_default();
    start..hits.end + passage_end(after, LENGTH.saturating_sub(length))
}

/// Where a passage begins in the text before its first hit.
fn passage_start(before: &str) -> usize {
    let mut near: Option<usize> = None;
    let mut reached = 0;
    for (count, (at, c)) in before.char_indices().rev().enumerate() {
        reached = at;
        if count >= BEFORE {
            return near.unwrap_or(at + c.len_utf8());
        }
        let behind = at + c.len_utf8();
        if c.is_whitespace() {
            near = Some(behind);
            if ends_sentence(before.get(..at).unwrap_or_default()) {
                return behind;
            }
        }
    }
    reached
}

/// How much of the text behind the last hit is shown when `room` characters are left.
fn passage_end(after: &str, room: usize) -> usize {
    let mut near = 0;
    let mut inside = true;
    for (count, (at, c)) in after.char_indices().enumerate() {
        if c.is_whitespace() {
            near = at;
            inside = false;
        }
        if count >= room {
            // A script without spaces, or a word without end, is cut anywhere.
            return if inside && room > 0 { at } else { near };
        }
    }
    after.len()
}

fn snippet(part: Part, text: &str, range: Range<usize>, found: &[Found]) -> Snippet {
    let (cut_before, cut_after) = (range.start > 0, range.end < text.len());
    let mut parts = parts(text, range, found);
    if cut_before && let Some(first) = parts.first_mut() {
        if first.hit {
            parts.insert(0, ellipsis("… "));
        } else {
            first.text.insert_str(0, "… ");
        }
    }
    if cut_after && let Some(last) = parts.last_mut() {
        if last.hit {
            parts.push(ellipsis(" …"));
        } else {
            last.text.truncate(last.text.trim_end().len());
            last.text.push_str(" …");
        }
    }
    Snippet {
        field: part.name(),
        parts,
    }
}

fn ellipsis(text: &str) -> crate::search::SnippetPart {
    crate::search::SnippetPart {
        text: text.to_owned(),
        hit: false,
    }
}

/// The first sentences of the standfirst, or else of the report.
fn lead(card: &Card<'_>) -> Option<Snippet> {
    let first = |wanted| card.passages.iter().find(|Passage(part, _)| *part == wanted);
    let Passage(part, text) = first(Part::Standfirst)
        .or_else(|| first(Part::Body))
        .or_else(|| first(Part::Caption))?;
    let mut end = passage_end(text, LENGTH);
    if end < text.len() {
        let shown = text.get(..end).unwrap_or_default();
        let sentence = shown
            .char_indices()
            .filter(|(_, c)| c.is_whitespace())
            .map(|(at, _)| at)
            .rfind(|at| *at > end / 3 && ends_sentence(shown.get(..*at).unwrap_or_default()));
        end = sentence.unwrap_or(end);
    }
    Some(snippet(*part, text, 0..end, &[]))
}

#[cfg(test)]
mod tests {
    use super::super::marker::tests::marker_of;
    use super::*;
    use crate::report::{DateBounds, ReportId};
    use std::borrow::Cow;

    fn show(query: &str, blocks: &[(Part, &str)]) -> Vec<String> {
        let card = Card {
            id: ReportId::from_stem("a"),
            title: Cow::Borrowed("A title"),
            supplied: false,
            outlet: None,
            published: None,
            dated: DateBounds::default(),
            passages: blocks
                .iter()
                .map(|(part, text)| Passage(*part, Cow::Borrowed(text)))
                .collect(),
        };
        let marker = marker_of(query);
        let shown = |snippet: &Snippet| {
            let text = |part: &crate::search::SnippetPart| match part.hit {
                true => format!("[{}]", part.text),
                false => part.text.clone(),
            };
            let text: String = snippet.parts.iter().map(text).collect();
            format!("{}: {text}", snippet.field)
        };
        snippets(&card, &marker).iter().map(shown).collect()
    }

    #[test]
    fn passages_stand_whole_and_in_order() {
        let filler = "Nothing of note was said by anyone for quite a while. ".repeat(8);
        let long = format!("{filler}Then the general spoke. {filler}");
        let shown = show(
            "general OR minister",
            &[
                (Part::Standfirst, "A general speaks."),
                (Part::Body, &long),
                (Part::Caption, "The minister (Photo: A)."),
                (Part::Body, "No hit here."),
            ],
        );
        let [first, second, third] = shown.as_slice() else {
            panic!("{shown:?}");
        };
        assert_eq!(first, "standfirst: A [general] speaks.");
        assert!(
            second.starts_with("body: … Then the [general] spoke. Nothing"),
            "{second}"
        );
        assert!(second.ends_with(" …"));
        assert!(second.chars().count() < LENGTH + 30, "{second}");
        assert_eq!(third, "caption: The [minister] (Photo: A).");
    }

    #[test]
    fn without_hits_the_beginning_unmarked() {
        let long =
            "One sentence that is long enough to stand for itself in a list of results, is it not so. ".repeat(4);
        let shown = show("absent", &[(Part::Caption, "c"), (Part::Body, &long)]);
        assert_eq!(shown.len(), 1);
        assert!(
            shown
                .iter()
                .all(|s| s.starts_with("body: One") && s.ends_with("not so. …"))
        );
        assert!(show("", &[]).is_empty());
    }

    #[test]
    fn scripts_without_spaces_and_endless_words_are_cut() {
        let han = format!("{}会談{}", "日".repeat(500), "本".repeat(500));
        let shown = show("会談", &[(Part::Body, &han)]);
        assert!(
            shown.iter().all(|s| s.contains("[会談]") && s.chars().count() < 300),
            "{shown:?}"
        );
        let endless = "x".repeat(5000);
        let shown = show(&endless, &[(Part::Body, &endless)]);
        assert_eq!(shown.len(), 1);
    }
}
