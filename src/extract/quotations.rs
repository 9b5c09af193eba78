//! Words that a report quotes, and whose they are where the sentence says so.

use super::lexicon::Class;
use super::people::{Parsed, People, Sentence};
use super::tokens::Shape;
use crate::report::Quotation;
use std::ops::Range;

const QUOTED: &str = "quoted";
/// Fewer words are a term, not a quotation.
const LEAST_WORDS: usize = 4;
/// Quotations that are kept of one report.
const MOST: usize = 60;
/// The longest, in bytes; a mark that is never closed quotes nothing.
const LONGEST: usize = 2_000;

/// The quotations of a report, in order of appearance.
pub(super) fn read(parsed: &[Parsed<'_, '_>], people: &People) -> Vec<Quotation> {
    let mut found = Vec::new();
    for passage in parsed.iter().filter(|passage| !passage.passage.headline) {
        for range in quoted(passage.passage.text) {
            if found.len() >= MOST {
                return found;
            }
            let words = passage.passage.text.get(range.clone()).unwrap_or_default();
            if words.split_whitespace().count() < LEAST_WORDS {
                continue;
            }
            let speaker = speaker(passage, &range).and_then(|who| people.drafts.get(who));
            found.push(Quotation {
                words: passage.passage.evidence(words, QUOTED),
                speaker: speaker
                    .filter(|draft| draft.sure || draft.met)
                    .map(|draft| draft.name.clone()),
            });
        }
    }
    found
}

/// What stands between quotation marks, without them.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    // With one of these bytes all the marks begin, and nothing else has them but first in a character.
    let begins = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'"' | 0xC2 | 0xE2));
    for (at, c) in begins.filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?))) {
        match (open, c) {
            (None, '“' | '«' | '„' | '"') => open = Some((at + c.len_utf8(), c)),
            (Some((start, mark)), '”' | '»' | '“' | '"') if closes(mark, c) => {
                if at > start && at - start <= LONGEST {
                    found.push(start..at);
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}

fn closes(open: char, close: char) -> bool {
    matches!((open, close), ('“', '”') | ('«', '»') | ('„', '“' | '”') | ('"', '"'))
}

/// Whose words they are: somebody with a verb of saying, in the sentence that goes on behind them or that
/// leads to them.
fn speaker(passage: &Parsed<'_, '_>, range: &Range<usize>) -> Option<usize> {
    let holds = |sentence: &&Sentence, at: usize| {
        let ends = sentence
            .words
            .end
            .checked_sub(1)
            .and_then(|last| passage.tokens.get(last));
        let first = passage.tokens.get(sentence.words.start);
        first
            .zip(ends)
            .is_some_and(|(first, last)| first.start <= at && at < last.end)
    };
    let around = [
        range.end + 2,
        range.start.saturating_sub(2),
        range.end.saturating_sub(2),
    ];
    around.iter().find_map(|at| {
        let sentence = passage.sentences.iter().find(|sentence| holds(sentence, *at))?;
        says(passage, sentence, range)
    })
}

/// Somebody outside the quotation with a verb of saying beside the name.
fn says(passage: &Parsed<'_, '_>, sentence: &Sentence, range: &Range<usize>) -> Option<usize> {
    let is_verb = |at: usize| {
        let token = passage.tokens.get(at).filter(|_| sentence.words.contains(&at));
        token.is_some_and(|token| token.class.is(Class::SAY) && token.shape == Shape::Lower)
    };
    let speaks = sentence.mentions.iter().find(|named| {
        let mention = &named.mention;
        let start = passage.tokens.get(mention.whole.start).map_or(0, |token| token.start);
        let behind = is_verb(mention.whole.end);
        let before = mention.whole.start.checked_sub(1).is_some_and(is_verb);
        named.who.is_some() && !range.contains(&start) && (behind || before)
    });
    speaks.and_then(|named| named.who)
}
