//! The query language, by properties: whatever is typed is read, printed and found alike.

use crate::site::{TestIndex, ids, made, sorted};
use proptest::prelude::*;
use readout::search::{Field, Query, Request, parse};
use std::sync::LazyLock;

/// Text in which everything that means something comes often.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" ".to_owned()),
        proptest::sample::select(vec![
            "AND", "OR", "NOT", "(", ")", "\"", "“", "»", "-", "--", ":", "title:", "Gen.:", "foo:", "a", "Shia’",
            "al-b", "–", "−", "!", "^", "&", "*", "~", "//", "1", "id:", "\u{640}", "\u{0}",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn leaves() -> impl Strategy<Value = Query> {
    let fields: Vec<Option<Field>> = std::iter::once(None)
        .chain(Field::ALL.iter().map(|(field, _)| Some(*field)))
        .collect();
    let field = proptest::sample::select(fields);
    prop_oneof![
        (field.clone(), "[a-zé0-9][a-z’'.,-]{0,6}").prop_map(|(f, w)| Query::Word(f, w)),
        (field, "[a-z]{1,4}( [a-z’'.:()-]{1,4}){0,2}").prop_map(|(f, w)| Query::Phrase(f, w)),
    ]
}

fn queries() -> impl Strategy<Value = Query> {
    leaves().prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Query::and),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Query::or),
            inner.prop_map(Query::negate),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_prints_as_what_was_read(text in texts()) {
        let (query, _) = parse(&text);
        let printed = query.to_string();
        prop_assert_eq!(parse(&printed).0, query, "{} -> {}", text, printed);
    }

    #[test]
    fn any_query_parses_back(query in queries()) {
        let printed = query.to_string();
        let (again, notices) = parse(&printed);
        prop_assert_eq!(&again, &query, "{}", printed);
        prop_assert_eq!(notices, []);
    }

    /// No word is dropped in silence.
    #[test]
    fn a_word_that_is_not_in_the_query_is_in_a_notice(text in texts()) {
        let (query, notices) = parse(&text);
        let shown = query.to_string().to_lowercase();
        let quiet = notices.is_empty();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let kept = shown.contains(&word.to_lowercase());
            let operator = matches!(word, "AND" | "OR" | "NOT");
            prop_assert!(kept || operator || !quiet, "{} lost in {}", word, text);
        }
    }
}

#[test]
fn what_phones_type_for_a_minus_is_one_and_is_said() {
    for sign in ["–", "−", "!"] {
        for (typed, read) in [("a Xb", "a -b"), ("a X(b c)", "a -(b c)"), ("X\"a b\" c", "-\"a b\" c")] {
            let (query, notices) = parse(&typed.replace('X', sign));
            assert_eq!(query, parse(read).0, "{typed} {sign}");
            assert_eq!(notices.len(), 1, "{notices:?}");
            assert!(notices[0].0.contains("read as a minus"), "{notices:?}");
        }
        // Inside a word it parts words; alone it is ignored.
        let (query, _) = parse(&format!("a{sign}b {sign} c"));
        assert!(
            !query.to_string().starts_with('-') && !query.to_string().contains(" -"),
            "{query}"
        );
    }
    assert_eq!(parse("a -b").1, []);
    assert!(parse("!!a").1[0].0.contains("single minus"));
}

#[test]
fn a_caret_is_named() {
    let (_, notices) = parse("leahy^2 a");
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(
        notices[0].0.contains("leahy^2") && notices[0].0.contains('^'),
        "{notices:?}"
    );
}

/// What plain words say, to hold the engine against: reports of paragraphs of words.
struct Model {
    reports: Vec<(String, Vec<Vec<&'static str>>)>,
    index: TestIndex,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    const WORDS: [&str; 5] = ["ant", "bee", "cat", "dog", "elk"];
    // Numbers without order, the same in every run.
    let mut number = 1_u64;
    let mut next = |below: u64| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        (number >> 33) % below
    };
    let mut reports = Vec::new();
    for report in 0..60 {
        let paragraphs = (0..1 + next(3))
            .map(|_| (0..1 + next(4)).map(|_| WORDS[next(5) as usize]).collect())
            .collect();
        reports.push((format!("r{report}"), paragraphs));
    }
    let entries: Vec<_> = reports
        .iter()
        .map(|(id, paragraphs): &(String, Vec<Vec<&str>>)| {
            let report = made(id, "Title");
            paragraphs
                .iter()
                .fold(report, |report, words| report.says(&words.join(" ")))
                .entry()
        })
        .collect();
    let parts: Vec<&[_]> = entries.chunks(25).collect();
    Model {
        index: TestIndex::in_commits(&parts),
        reports,
    }
});

fn says(paragraphs: &[Vec<&str>], query: &Query) -> bool {
    match query {
        Query::All => true,
        Query::Word(_, word) => paragraphs.iter().flatten().any(|said| said == word),
        Query::Phrase(_, words) => {
            let words: Vec<&str> = words.split(' ').collect();
            paragraphs
                .iter()
                .any(|said| said.windows(words.len()).any(|part| part == words))
        }
        Query::And(parts) => parts.iter().all(|part| says(paragraphs, part)),
        Query::Or(parts) => parts.iter().any(|part| says(paragraphs, part)),
        Query::Not(part) => !says(paragraphs, part),
    }
}

fn plain_queries() -> impl Strategy<Value = Query> {
    let word = "ant|bee|cat|dog|elk|fox";
    let leaf = prop_oneof![
        word.prop_map(|word| Query::Word(None, word)),
        proptest::collection::vec(word, 1..4).prop_map(|words| Query::Phrase(None, words.join(" "))),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Query::and),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Query::or),
            inner.prop_map(Query::negate),
        ]
    })
}

proptest! {
    #[test]
    fn the_engine_finds_what_the_query_says(query in plain_queries()) {
        let expected = MODEL.reports.iter().filter(|(_, said)| says(said, &query));
        let expected = sorted(expected.map(|(id, _)| id.clone()).collect());
        let request = Request { query: query.clone(), limit: 100, ..Request::default() };
        let results = MODEL.index.snapshot.search(&request).unwrap();
        prop_assert_eq!(results.total, expected.len(), "{}", &query);
        prop_assert_eq!(sorted(ids(&results)), expected, "{}", query);
    }

    #[test]
    fn no_text_stops_a_search(text in texts()) {
        let (query, _) = parse(&text);
        let results = MODEL.index.snapshot.search(&Request { query, ..Request::default() });
        prop_assert!(results.is_ok());
    }
}
