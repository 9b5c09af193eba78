//! What people spoke about, in the words of the report: what stands behind `discussed`, `talks on`,
//! `focused on`.

use super::roles::Clause;
use crate::extract::lexicon::Class;
use crate::extract::tokens::{Gap, Shape};
use crate::extract::words::lowered;
use crate::report::Stated;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

const TOPIC: &str = "topic-of-meeting";
/// Words of a topic at most, and at least.
const LONGEST: usize = 36;
/// Topics of a sentence at most.
const MOST: usize = 3;

const BEHIND: [&str; 34] = [
    "discuss",
    "discussed",
    "discusses",
    "discussing",
    "addressed",
    "address",
    "addressing",
    "reviewed",
    "review",
    "reviewing",
    "explored",
    "explore",
    "exploring",
    "covered",
    "tackled",
    "regarding",
    "concerning",
    "considered",
    "examined",
    "debated",
    "analizaron",
    "abordaron",
    "évoqué",
    "besprachen",
    "discutieron",
    "trataron",
    "görüştüler",
    "discutiram",
    "discusso",
    "emphasised",
    "raised",
    "touched",
    "exchanged",
    "about",
];

const SPOKE: [&str; 14] = [
    "spoke",
    "talked",
    "focused",
    "focussed",
    "centred",
    "centered",
    "dwelt",
    "dwelled",
    "concentrated",
    "touched",
    "agreed",
    "views",
    "consulted",
    "deliberated",
];

/// All words but the nouns of meeting that may lead to a topic.
static LEADS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| BEHIND.iter().chain(&SPOKE).copied().collect());

/// The topics of a sentence.
pub(super) fn find(clause: &Clause<'_, '_, '_>) -> Vec<Stated<String>> {
    let mut found = Vec::new();
    let words = clause.sentence.words.clone();
    let mut at = words.start;
    while at < words.end && found.len() < MOST {
        let Some(start) = begins(clause, at) else {
            at += 1;
            continue;
        };
        let end = ends(clause, start);
        at = end.max(at + 1);
        if end > start + 1 || end == start + 1 && clause.at(start).is_some_and(|token| token.text.len() > 4) {
            let range = start..end;
            let value = [clause.words(&range), close(clause, &range)].concat();
            found.push(Stated {
                evidence: clause.parsed.passage.evidence(clause.words(&range), TOPIC),
                value,
            });
        }
    }
    found
}

/// The sign behind the last word that ends a quotation which the words begin.
fn close(clause: &Clause<'_, '_, '_>, range: &std::ops::Range<usize>) -> &'static str {
    let text = clause.words(range);
    let last = range.end.checked_sub(1).and_then(|last| clause.at(last));
    let behind = last
        .and_then(|last| clause.parsed.passage.text.get(last.end..))
        .unwrap_or_default();
    let is_open = |open: char, close: char| text.matches(open).count() > text.matches(close).count();
    let signs = [
        ("”", is_open('“', '”')),
        ("»", is_open('«', '»')),
        ("\"", text.matches('"').count() % 2 == 1),
    ];
    let found = signs.into_iter().find(|(sign, open)| *open && behind.starts_with(sign));
    found.map_or("", |(sign, _)| sign)
}

/// Where a topic begins, if the word here leads to one.
pub(super) fn begins(clause: &Clause<'_, '_, '_>, at: usize) -> Option<usize> {
    let token = clause.at(at)?;
    if !token.class.is(Class::TALK) && !LEADS.contains(&*lowered(token.text)) {
        return None;
    }
    if token.shape != Shape::Lower && !clause.parsed.passage.loose && !clause.parsed.passage.headline
        || !token.gap.is_plain() && !token.gap.has(Gap::QUOTE)
    {
        return None;
    }
    let spoken = clause.class(at).is(Class::TALK) || token.is_one_of(&SPOKE);
    if spoken {
        let on = (at + 1..at + 3).find(|here| clause.says(*here, &["on", "about", "over", "around", "upon"]))?;
        let next = clause.at(on + 1)?;
        // `talks on Monday`
        return (!next.class.is(Class::DAY | Class::MONTH) && next.shape != Shape::Other).then_some(on + 1);
    }
    if !token.is_one_of(&BEHIND) || token.says("exchanged") || token.says("about") {
        return None;
    }
    // `addressed the parliament`, `reviewed by`
    let next = clause.at(at + 1)?;
    let starts = if token.says("touched") {
        clause.says(at + 1, &["on", "upon"]).then_some(at + 2)
    } else {
        Some(at + 1)
    };
    (!next.is_one_of(&["by", "with", "in", "at", "to", "that"]))
        .then_some(starts)
        .flatten()
}

/// Where it ends: at the end of the clause, or where the people follow.
fn ends(clause: &Clause<'_, '_, '_>, start: usize) -> usize {
    let mut end = start;
    while end < clause.sentence.words.end && end - start < LONGEST {
        let Some(token) = clause.at(end) else { break };
        let stops = end > start
            && token.shape == Shape::Lower
            && (token.is_one_of(&[
                "which",
                "who",
                "while",
                "where",
                "according",
                "when",
                "after",
                "before",
                "during",
            ]) || token.says("with")
                && clause
                    .sentence
                    .mentions
                    .iter()
                    .any(|named| named.mention.whole.start == end + 1)
                || token.class.is(Class::SAY) && token.is_one_of(&["said", "says", "added", "stressed", "noted"])
                || token.says("on") && clause.class(end + 1).is(Class::DAY));
        if stops {
            break;
        }
        end += 1;
        if token.gap.has(Gap::STOP) || token.gap.has(Gap::SEMICOLON) || token.gap.has(Gap::COLON) {
            break;
        }
        let next = clause.at(end);
        // `security forces,” the statement read`: who said it follows.
        let behind = clause.parsed.passage.text.get(token.end..).unwrap_or_default();
        if [",”", ",\"", ",’", ",»"].iter().any(|close| behind.starts_with(close)) {
            break;
        }
        let ended = token.gap.has(Gap::COMMA)
            && next.is_some_and(|next| {
                next.is_one_of(&[
                    "which",
                    "who",
                    "while",
                    "he",
                    "she",
                    "they",
                    "according",
                    "said",
                    "the",
                    "after",
                    "during",
                ]) && !next.says("the")
                    || next.class.is(Class::SAY) && next.shape == Shape::Lower
            });
        if ended {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::tests::meetings;

    #[track_caller]
    fn check(text: &str, topics: &[&str]) {
        let meetings = meetings(text);
        let found: Vec<&str> = meetings
            .iter()
            .flat_map(|meeting| &meeting.topics)
            .map(|topic| topic.value.as_str())
            .collect();
        assert_eq!(found, topics, "{text}");
    }

    #[test]
    fn a_topic_ends_where_its_clause_does() {
        check(
            "Mayor Ana Sousa met Consul Li Wei to discuss the ferry and the harbour, according to her office.",
            &["the ferry and the harbour"],
        );
        check(
            "Mayor Ana Sousa met Consul Li Wei. They discussed “the training of pilots,” the statement read.",
            &["the training of pilots"],
        );
        check(
            "Mayor Ana Sousa met Consul Li Wei. They discussed bread, fish and “the price of salt”.",
            &["bread, fish and “the price of salt”"],
        );
    }
}
