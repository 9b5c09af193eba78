//! A page of results, whole, beside bare tantivy over the same index in the same run.
//!
//! Ours: read the address, parse the query, find all matches in four fields, rank them, count three
//! facets and the certainty of dates, read ten cards, choose and mark up to thirty passages.
//! Bare: one field, top ten, one facet, ten documents, tantivy's own snippets.
//!
//! The reports are made by a seeded generator from words of our own. They enter the index as
//! entries, so that the figures do not depend on the rules of cleaning.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use divan::{Bencher, black_box};
use jiff::civil::date;
use readout::index::{Addition, Index, Payload, Snapshot};
use readout::report::{DateBounds, Entry, Evidence, Facts, Line, Person, Report, ReportId, Role, Stated, Title};
use readout::search::Params;
use readout::sources::{Encoding, Found, Source};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Searcher, TantivyDocument, Term};

const SIZES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn one_word_readout(bencher: Bencher<'_, '_>, size: usize) {
    ours(bencher, size, "q=harvest");
}

#[divan::bench(args = SIZES)]
fn one_word_tantivy(bencher: Bencher<'_, '_>, size: usize) {
    bare(bencher, size, |body| term(body, "harvest"));
}

#[divan::bench(args = SIZES)]
fn two_words_readout(bencher: Bencher<'_, '_>, size: usize) {
    ours(bencher, size, "q=harvest+minister");
}

#[divan::bench(args = SIZES)]
fn two_words_tantivy(bencher: Bencher<'_, '_>, size: usize) {
    bare(bencher, size, |body| {
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, term(body, "harvest")),
            (Occur::Must, term(body, "minist")),
        ]))
    });
}

#[divan::bench(args = SIZES)]
fn phrase_readout(bencher: Bencher<'_, '_>, size: usize) {
    ours(bencher, size, "q=%22the+minister%22");
}

#[divan::bench(args = SIZES)]
fn phrase_tantivy(bencher: Bencher<'_, '_>, size: usize) {
    bare(bencher, size, |body| {
        Box::new(PhraseQuery::new(vec![
            Term::from_field_text(body, "the"),
            Term::from_field_text(body, "minist"),
        ]))
    });
}

/// Every report in which nothing was asked: the page that a visitor of `/search` sees first.
#[divan::bench(args = SIZES)]
fn everything_readout(bencher: Bencher<'_, '_>, size: usize) {
    ours(bencher, size, "");
}

/// The longest query that is read at all: what one request can cost at most.
#[divan::bench(args = SIZES)]
fn longest_query_readout(bencher: Bencher<'_, '_>, size: usize) {
    let words: Vec<String> = (0..400).map(|n| word(n % 300)).collect();
    let mut query = words.join(" ");
    query.truncate(1_999);
    ours(bencher, size, &format!("match=any&q={}", query.replace(' ', "+")));
}

fn ours(bencher: Bencher<'_, '_>, size: usize, address: &str) {
    let archive = archive(size);
    let results = || {
        let (request, _) = Params::parse(black_box(address)).read().unwrap();
        let mut request = request;
        request.limit = 10;
        archive.snapshot.search(&request).unwrap()
    };
    assert_eq!(results().hits.len(), 10);
    bencher.bench_local(results);
}

fn bare(bencher: Bencher<'_, '_>, size: usize, query: impl Fn(Field) -> Box<dyn Query>) {
    let Bare { searcher, body, card } = &archive(size).bare;
    let outlets = serde_json::json!({
        "outlets": { "terms": { "field": "outlet_exact", "size": 20 } }
    });
    let outlets: Aggregations = serde_json::from_value(outlets).unwrap();
    let answer = || {
        let query = query(*body);
        let facets = AggregationCollector::from_aggs(outlets.clone(), AggContextParams::default());
        let top = TopDocs::with_limit(10).order_by_score();
        let (top, facets) = searcher.search(&query, &(top, facets)).unwrap();
        let snippets = SnippetGenerator::create(searcher, &*query, *body).unwrap();
        let shown: Vec<String> = top
            .iter()
            .map(|(_, address)| {
                let document: TantivyDocument = searcher.doc(*address).unwrap();
                let text = document.get_first(*card).unwrap();
                snippets.snippet(text.as_str().unwrap()).to_html()
            })
            .collect();
        (facets, shown)
    };
    assert_eq!(answer().1.len(), 10);
    bencher.bench_local(answer);
}

fn term(body: Field, text: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(body, text);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

struct Archive {
    snapshot: Snapshot,
    bare: Bare,
    _index: Index,
    _folder: tempfile::TempDir,
}

/// The same files, opened by tantivy itself, with its stock tokenizer for the snippets.
struct Bare {
    searcher: Searcher,
    body: Field,
    card: Field,
}

/// The archive of this size, made once and kept.
fn archive(size: usize) -> &'static Archive {
    static ARCHIVES: LazyLock<Mutex<HashMap<usize, &'static Archive>>> = LazyLock::new(Mutex::default);
    let mut archives = ARCHIVES.lock().unwrap();
    archives.entry(size).or_insert_with(|| Box::leak(Box::new(make(size))))
}

fn make(size: usize) -> Archive {
    let folder = tempfile::TempDir::new().unwrap();
    let root = folder.path().join("index");
    let opened = Index::open(&root).unwrap();
    let writer = opened.index.writer(size).unwrap();
    let mut chance = Chance(42);
    for number in 0..size {
        let entry = entry(number, &mut chance);
        let found = Found {
            id: entry.report.id.clone(),
            path: format!("{}.txt", entry.report.id),
            size: 1,
            modified_ns: 1,
        };
        let text: String = entry.report.lines.iter().map(|line| line.text.as_str()).collect();
        let source = Source {
            id: found.id.clone(),
            path: found.path.clone(),
            bytes: text.clone().into_bytes(),
            text,
            encoding: Encoding::Utf8,
            digest: "0".repeat(64),
        };
        let addition = Addition {
            found: &found,
            source: &source,
            entry: &entry,
            familiar: 0,
        };
        writer.put(&addition).unwrap();
    }
    let payload = Payload {
        changed: jiff::Timestamp::UNIX_EPOCH,
        folder: String::new(),
        unreadable: Vec::new(),
    };
    writer.commit(&payload).unwrap();
    let stock = tantivy::Index::open_in_dir(root.join("segments")).unwrap();
    let tokenizer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::English))
        .build();
    stock.tokenizers().register("readout", tokenizer);
    let schema = stock.schema();
    Archive {
        snapshot: opened.index.snapshot().unwrap(),
        bare: Bare {
            searcher: stock.reader().unwrap().searcher(),
            body: schema.get_field("body").unwrap(),
            card: schema.get_field("card").unwrap(),
        },
        _index: opened.index,
        _folder: folder,
    }
}

/// A report of about 400 words: eight paragraphs, a caption, an outlet, a day, a few people.
fn entry(number: usize, chance: &mut Chance) -> Entry {
    let mut lines = Vec::new();
    let mut line = |role: Role, text: &str| {
        lines.push(Line {
            number: u32::try_from(lines.len()).unwrap() + 1,
            text: text.to_owned(),
            roles: vec![role],
            rule: Cow::Borrowed("made"),
            continues: false,
        });
    };
    let title = chance.sentence(9);
    line(Role::Headline, &title);
    line(Role::Caption, &chance.sentence(14));
    for _ in 0..8 {
        let sentences: Vec<String> = (0..3).map(|_| chance.sentence(16)).collect();
        line(Role::Paragraph, &sentences.join(" "));
    }
    let day = date(2000, 1, 1)
        .checked_add(jiff::Span::new().days(i64::try_from(chance.below(9_000)).unwrap()))
        .unwrap();
    let people = (0..1 + chance.below(4))
        .map(|_| Person {
            name: format!("{} {}", name(chance.skewed(60)), name(chance.skewed(400))),
            evidence: Evidence::new(3, "made", "made"),
        })
        .collect();
    let outlet = format!("The {} Courier", name(chance.skewed(40)));
    Entry {
        report: Report {
            id: ReportId::from_stem(&format!("made{number}")),
            lines,
            title: Title::Printed(Stated::new(title.clone(), 1, title, "made")),
            outlet: Some(Stated::new(outlet.clone(), 3, outlet, "made")),
            section: None,
            byline: None,
            published: Some(Stated::new(day, 1, day.to_string(), "made")),
            dateline_place: None,
            tags: Vec::new(),
            read_more: Vec::new(),
            warnings: Vec::new(),
        },
        facts: Facts {
            people,
            dated: DateBounds::day(day, Evidence::new(1, day.to_string(), "made")),
            lang: None,
        },
    }
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    /// Small numbers often, large ones seldom, as words are in a language.
    fn skewed(&mut self, limit: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((limit as f64).powf(share) - 1.0) as usize
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|_| word(self.skewed(8_000))).collect();
        let mut sentence = words.join(" ");
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence + "."
    }
}

/// The commonest words are ours; the rest are made of syllables, with endings that a stemmer takes.
fn word(number: usize) -> String {
    const COMMON: [&str; 24] = [
        "the",
        "of",
        "a",
        "and",
        "to",
        "in",
        "minister",
        "met",
        "with",
        "council",
        "on",
        "said",
        "border",
        "harvest",
        "delegation",
        "bridges",
        "discussed",
        "water",
        "visiting",
        "trade",
        "governor",
        "talks",
        "agreement",
        "river",
    ];
    const ENDINGS: [&str; 6] = ["", "s", "ing", "ed", "ation", "ly"];
    match COMMON.get(number) {
        Some(word) => (*word).to_owned(),
        None => name(number / 6).to_lowercase() + ENDINGS[number % 6],
    }
}

fn name(number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "ren", "tol", "mi", "dor", "sa", "vel", "bru", "ni", "gat", "lor", "pe", "zu", "han", "ost", "wi",
    ];
    let mut name = String::new();
    let mut rest = number + 16;
    while rest > 0 {
        name.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}
