//! What holds for any text that is read as a query.

use readout::search::{Field, MAX_DEPTH, Match, Notice, Query, parse, parse_with};

/// The same of bytes.
pub(crate) fn of_bytes(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        check(text);
    }
}

/// # Panics
/// When reading `text` breaks a promise.
pub(crate) fn check(text: &str) {
    for matching in [Match::All, Match::Any] {
        let (query, notices) = parse_with(text, matching);
        let printed = query.to_string();
        // Printed, it reads the same: the query of any word is written out.
        let (again, _) = parse(&printed);
        assert_eq!(again, query, "{matching:?}: {text:?} -> {printed:?}");
        normal(&query, true);
        bounded(&query, 0);
        for notice in &notices {
            assert!(!notice.text.is_empty() && notice.text.chars().count() < 700, "{notice}");
        }
        nothing_lost(text, &printed, &notices);
    }
}

/// No word is dropped in silence.
fn nothing_lost(text: &str, printed: &str, notices: &[Notice]) {
    if !notices.is_empty() {
        return;
    }
    let shown = printed.to_lowercase();
    // Numbers of operators and the ends of days are written another way.
    let numbers = !text.contains(['~', '/', '^']) && !text.to_lowercase().contains("before:") && !shown.contains("..");
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        // `"a b"~3word` is a number and a word.
        let bare = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let word = if numbers || bare.is_empty() { word } else { bare };
        let said = matches!(word, "AND" | "OR" | "NOT" | "NEAR");
        let written = word.eq_ignore_ascii_case("before") || word.eq_ignore_ascii_case("after");
        let number = !numbers && word.bytes().all(|b| b.is_ascii_digit());
        // The field of a group gives way to those inside it.
        let field = Field::parse(word).is_some() && text.contains(&format!("{word}:"));
        let kept = shown.contains(&word.to_lowercase());
        assert!(
            kept || said || written || number || field,
            "{word:?} of {text:?} is not in {printed:?}"
        );
    }
}

/// The normal form of a query.
fn normal(query: &Query, top: bool) {
    let several = |parts: &[Query]| {
        assert!(parts.len() > 1, "{query:?}");
        parts.iter().for_each(|part| normal(part, false));
    };
    match query {
        Query::All => assert!(top, "nothing in something"),
        Query::Word(field, word) => {
            whole(word);
            let operator = matches!(word.as_str(), "AND" | "OR" | "NOT" | "NEAR") || word.starts_with("NEAR/");
            assert!(
                !operator && !word.starts_with(['-', '–', '−', '!', '+', '=']) || field.is_some(),
                "{word}"
            );
            assert!(!word.ends_with('~') || word.contains("://"), "{word}");
        }
        Query::Exact(_, word) => whole(word),
        Query::Phrase(_, words) => quotable(words),
        Query::Close(_, words, distance) => {
            quotable(words);
            assert!(words.contains(' ') && (1..=100).contains(distance), "{query:?}");
        }
        Query::Pattern(_, pattern) => {
            whole(pattern);
            assert!(pattern.contains(['*', '?']) && !pattern.contains("**"), "{pattern}");
            assert!(
                pattern.chars().filter(|c| c.is_alphanumeric()).count() >= 2,
                "{pattern}"
            );
        }
        Query::Fuzzy(_, word, edits) => {
            whole(word);
            assert!((1..=2).contains(edits), "{query:?}");
        }
        Query::Near(parts, distance) => {
            several(parts);
            assert!((1..=100).contains(distance), "{query:?}");
            let leaf = |part: &Query| {
                matches!(
                    part,
                    Query::Word(..) | Query::Exact(..) | Query::Phrase(..) | Query::Pattern(..) | Query::Fuzzy(..)
                )
            };
            for part in parts {
                assert!(
                    leaf(part) || matches!(part, Query::Or(inner) if inner.iter().all(leaf)),
                    "{query:?}"
                );
            }
        }
        Query::Within(unit, part) => {
            assert!(part.stands_in(*unit), "{query:?}");
            normal(part, false);
        }
        Query::Original(part) => {
            assert!(!has_original(part), "{query:?}");
            normal(part, top);
        }
        Query::Dated(span) => assert!(span.from.or(span.to).is_some() && (span.from <= span.to || span.to.is_none())),
        Query::Has(_) => {}
        Query::And(parts) => {
            several(parts);
            assert!(!parts.iter().any(|part| matches!(part, Query::And(_))), "{query:?}");
        }
        Query::Or(parts) => {
            several(parts);
            assert!(!parts.iter().any(|part| matches!(part, Query::Or(_))), "{query:?}");
        }
        Query::Not(part) => {
            assert!(!matches!(part.as_ref(), Query::Not(_)), "{query:?}");
            normal(part, false);
        }
    }
}

fn has_original(query: &Query) -> bool {
    match query {
        Query::Original(_) => true,
        Query::And(parts) | Query::Or(parts) => parts.iter().any(has_original),
        Query::Not(part) => has_original(part),
        _ => false,
    }
}

fn whole(word: &str) {
    assert!(word.chars().any(char::is_alphanumeric), "{word:?}");
    assert!(
        !word.contains(|c: char| c.is_whitespace() || c.is_control() || "()\"“”«»".contains(c)),
        "{word:?}"
    );
}

fn quotable(words: &str) {
    assert!(
        words.chars().any(char::is_alphanumeric) && !words.contains('"'),
        "{words:?}"
    );
}

/// A tree as deep as its parentheses allow: what walks it needs no more stack than that.
fn bounded(query: &Query, depth: usize) {
    assert!(depth <= 4 * MAX_DEPTH, "too deep");
    match query {
        Query::And(parts) | Query::Or(parts) | Query::Near(parts, _) => {
            parts.iter().for_each(|part| bounded(part, depth + 1));
        }
        Query::Not(part) | Query::Within(_, part) | Query::Original(part) => bounded(part, depth + 1),
        _ => {}
    }
}
