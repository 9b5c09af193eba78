//! The query language, by properties: whatever is typed is read, printed and found alike.

use crate::checks::query::check;
use crate::inputs::query::Inputs;
use crate::site::{TestIndex, ids, made, sorted};
use proptest::prelude::*;
use readout::search::{Field, GUIDE, Params, Property, Query, Request, Span, Unit, parse};
use std::sync::LazyLock;

/// Text in which everything that means something comes often.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" ".to_owned()),
        proptest::sample::select(vec![
            "AND", "OR", "NOT", "NEAR", "NEAR/3", "(", ")", "\"", "“", "»", "-", "--", "+", ":", "title:", "Gen.:",
            "foo:", "a", "bc", "Shia’", "al-b", "–", "−", "!", "^", "&", "*", "?", "~", "~2", "=", "/", "//", "1",
            "id:", "para:", "sent:", "met:", "date:", "before:", "has:", "in:", "original", "tag", "2022-07", "..",
            "\u{640}", "\u{0}",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn fields() -> impl Strategy<Value = Option<Field>> + Clone {
    let fields = Field::ALL.iter().map(|(field, _)| Some(*field));
    proptest::sample::select(std::iter::once(None).chain(fields).collect::<Vec<_>>())
}

/// Fields of the text itself.
fn text_fields() -> impl Strategy<Value = Option<Field>> + Clone {
    proptest::sample::select(vec![None, Some(Field::Title), Some(Field::Body), Some(Field::Caption)])
}

const WORD: &str = "[a-zé0-9][a-z’'.,-]{0,6}[?+]{0,1}";
const PATTERN: &str = "[*]?[a-z0-9]{2}([*?.’-][a-z]){0,2}[*]|[?]{0,2}[a-zé]([*?][a-z0-9]){1,3}[*]?[?]?[a-z]";
const WORDS: &str = "[a-z]{1,4}( [a-z’'.:()-]{1,4}){0,2}";

fn words(field: impl Strategy<Value = Option<Field>> + Clone + 'static) -> BoxedStrategy<Query> {
    prop_oneof![
        3 => (field.clone(), WORD).prop_map(|(f, w)| Query::Word(f, w)),
        1 => (field.clone(), WORD).prop_map(|(f, w)| Query::Exact(f, w)),
        1 => (field.clone(), WORDS).prop_map(|(f, w)| Query::Phrase(f, w)),
        1 => (field.clone(), PATTERN).prop_map(|(f, w)| Query::Pattern(f, w)),
        1 => (field, "[a-zé][a-z’'.-]{0,6}", 1..=2_u8).prop_map(|(f, w, n)| Query::Fuzzy(f, w, n)),
    ]
    .boxed()
}

fn close(field: impl Strategy<Value = Option<Field>> + Clone + 'static) -> impl Strategy<Value = Query> {
    (field, "[a-z]{1,4}( [a-z]{1,4}){1,2}", 1..=100_u32).prop_map(|(f, w, n)| Query::Close(f, w, n))
}

/// Words near each other, where any field may stand: all in one.
fn near(field: impl Strategy<Value = Option<Field>> + 'static) -> impl Strategy<Value = Query> {
    let parts = field.prop_flat_map(|field| {
        let word = words(Just(field));
        let group = proptest::collection::vec(word.clone(), 2..4).prop_map(Query::or);
        proptest::collection::vec(prop_oneof![2 => word, 1 => group], 2..4)
    });
    (parts, 1..=100_u32).prop_map(|(parts, distance)| Query::near(parts, distance))
}

fn branches(leaf: impl Strategy<Value = Query> + 'static, depth: u32) -> BoxedStrategy<Query> {
    leaf.prop_recursive(depth, 40, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Query::and),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Query::or),
            inner.prop_map(Query::negate),
        ]
    })
    .boxed()
}

fn queries() -> impl Strategy<Value = Query> {
    let in_field = fields().prop_filter("nothing is near an id", |f| !matches!(f, Some(Field::Lang | Field::Id)));
    let inside = prop_oneof![3 => words(text_fields()), 1 => close(text_fields()), 1 => near(text_fields())];
    let unit = proptest::sample::select(vec![Unit::Paragraph, Unit::Sentence]);
    let within = (unit, branches(inside, 3)).prop_map(|(unit, part)| Query::within(unit, part));
    let day = || (0..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(y, m, d)| jiff::civil::date(y, m, d));
    let span = (day(), day(), 0..4_u8).prop_map(|(a, b, open)| Span {
        from: (open != 1).then_some(a.min(b)),
        to: (open != 2).then_some(a.max(b)),
    });
    let properties = Property::ALL.iter().map(|(property, _)| Query::Has(*property));
    let leaf = prop_oneof![
        6 => words(fields()),
        1 => close(fields()),
        2 => near(in_field),
        2 => within,
        1 => span.prop_map(Query::Dated),
        1 => proptest::sample::select(properties.collect::<Vec<_>>()),
    ];
    let tree = branches(leaf, 4);
    let original = tree.clone().prop_map(Query::original);
    prop_oneof![
        6 => branches(prop_oneof![4 => tree, 1 => original.clone()], 2),
        1 => original,
        1 => Just(Query::original(Query::All)),
        1 => Just(Query::All),
    ]
}

proptest! {
    /// Whatever is typed prints as what was read, with all words and with any; no word of it is
    /// dropped in silence.
    #[test]
    fn any_text_keeps_the_promises(text in texts()) {
        check(&text);
    }

    #[test]
    fn any_query_parses_back(query in queries()) {
        let printed = query.to_string();
        let (again, notices) = parse(&printed);
        prop_assert_eq!(&again, &query, "{}", printed);
        prop_assert_eq!(notices, []);
    }
}

#[test]
fn made_inputs_keep_the_promises() {
    Inputs::new(7).take(20_000).for_each(|text| check(&text));
}

#[test]
fn each_row_of_the_guide_finds_as_many_seeds_as_it_says() {
    let (archive, _folder) = crate::readme::seeds();
    let mut wrong = Vec::new();
    for row in GUIDE {
        let (request, notices) = Params::default().with("q", row.typed).read().unwrap();
        assert_eq!(notices, [], "{}", row.typed);
        let found = archive.search(&request).unwrap().total;
        if found != row.seeds {
            wrong.push(format!("{}: {found}, not {}", row.typed, row.seeds));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_phones_type_for_a_minus_is_one_and_is_said() {
    for sign in ["–", "−", "!"] {
        for (typed, read) in [("a Xb", "a -b"), ("a X(b c)", "a -(b c)"), ("X\"a b\" c", "-\"a b\" c")] {
            let (query, notices) = parse(&typed.replace('X', sign));
            assert_eq!(query, parse(read).0, "{typed} {sign}");
            assert_eq!(notices.len(), 1, "{notices:?}");
            assert!(notices[0].text.contains("read as a minus"), "{notices:?}");
        }
        // Inside a word it parts words; alone it is ignored.
        let (query, _) = parse(&format!("a{sign}b {sign} c"));
        assert!(
            !query.to_string().starts_with('-') && !query.to_string().contains(" -"),
            "{query}"
        );
    }
    assert_eq!(parse("a -b").1, []);
    assert!(parse("!!a").1[0].text.contains("single minus"));
}

#[test]
fn a_caret_is_named() {
    let (_, notices) = parse("leahy^2 a");
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(
        notices[0].text.contains("leahy^2") && notices[0].text.contains('^'),
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
        Query::Exact(_, word) => paragraphs.iter().flatten().any(|said| said == word),
        Query::Pattern(_, pattern) => paragraphs.iter().flatten().any(|said| fits(pattern, said)),
        Query::Fuzzy(_, word, edits) => paragraphs.iter().flatten().any(|said| {
            let same = said.bytes().zip(word.bytes()).filter(|(a, b)| a == b).count();
            // All words are of three letters, and none is another with letters moved.
            said.len() - same <= usize::from(*edits)
        }),
        Query::Close(_, words, room) => {
            let words: Vec<&str> = words.split(' ').collect();
            paragraphs.iter().any(|said| {
                // Any stretch that holds each word as often as it was asked.
                (0..said.len()).any(|from| {
                    (from..said.len()).any(|to| {
                        let stretch = &said[from..=to];
                        stretch.len() <= words.len() + *room as usize
                            && words.iter().all(|word| {
                                let many = |all: &[&str]| all.iter().filter(|one| *one == word).count();
                                many(stretch) >= many(&words)
                            })
                    })
                })
            })
        }
        Query::Near(parts, room) => match parts.as_slice() {
            [Query::Word(_, a), Query::Word(_, b)] => paragraphs.iter().any(|said| {
                (0..said.len()).any(|x| {
                    (0..said.len())
                        .any(|y| x != y && said[x] == a && said[y] == b && x.abs_diff(y) - 1 <= *room as usize)
                })
            }),
            other => panic!("{other:?} is not in the model"),
        },
        // A made paragraph is one sentence.
        Query::Within(_, inner) => paragraphs.iter().any(|said| says(std::slice::from_ref(said), inner)),
        other => panic!("{other:?} is not in the model"),
    }
}

/// Whether a word is as a pattern of at most one `*` and any `?` says.
fn fits(pattern: &str, word: &str) -> bool {
    let alike = |a: &str, b: &str| a.len() == b.len() && a.bytes().zip(b.bytes()).all(|(a, b)| a == b'?' || a == b);
    match pattern.split_once('*') {
        None => alike(pattern, word),
        Some((before, after)) => {
            word.len() >= before.len() + after.len()
                && alike(before, &word[..before.len()])
                && alike(after, &word[word.len() - after.len()..])
        }
    }
}

fn plain_queries() -> impl Strategy<Value = Query> {
    let word = "ant|bee|cat|dog|elk|fox";
    let inside = proptest::collection::vec(word.prop_map(|word| Query::Word(None, word)), 2..4);
    let negated = word.prop_map(|word| Query::negate(Query::Word(None, word)));
    let leaf = prop_oneof![
        word.prop_map(|word| Query::Word(None, word)),
        word.prop_map(|word| Query::Exact(None, word)),
        "(a|ca|d|e)\\*|\\*[gk]|c\\*t|[abe]\\?[etk]|\\?og".prop_map(|pattern| Query::Pattern(None, pattern)),
        (word, 1_u8..3).prop_map(|(word, edits)| Query::Fuzzy(None, word, edits)),
        (proptest::collection::vec(word, 2..4), 1_u32..4).prop_map(|(words, room)| Query::Close(
            None,
            words.join(" "),
            room
        )),
        (word, word, 1_u32..4)
            .prop_map(|(a, b, room)| { Query::Near(vec![Query::Word(None, a), Query::Word(None, b)], room) }),
        (inside.clone(), negated, any::<bool>()).prop_map(|(mut parts, negated, sentence)| {
            parts.push(negated);
            let unit = if sentence { Unit::Sentence } else { Unit::Paragraph };
            Query::Within(unit, Box::new(Query::And(parts)))
        }),
        inside.prop_map(|parts| Query::Within(Unit::Paragraph, Box::new(Query::Or(parts)))),
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
        if results.relaxed {
            prop_assert!(expected.is_empty(), "{}", &query);
            return Ok(());
        }
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
