//! The whole search beside bare tantivy, over the same index, in the same run.
//!
//! Ours, in process: read the address, parse the query, look up its words, find all matches, rank
//! them, count seven facets, the certainty of dates and a histogram, read ten cards, choose and mark
//! up to thirty passages. Bare: a query made by hand, top ten, one facet, ten documents, tantivy's own
//! snippets. Then requests a second of `/search`, through the router, on one core.
//!
//! `cargo bench --bench search` (or, after `--`, other numbers of reports). The reports are made by a
//! seeded generator from words of our own and enter as JSON lines, so that they go the whole way.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, missing_docs)]

mod bare;

use axum::body::{Body, to_bytes};
use bare::{Stored, all, any, english};
use readout::archive::{Archive, Config};
use readout::search::Params;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::ops::Bound;
use std::time::{Duration, Instant};
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::TopDocs;
use tantivy::query::{PhraseQuery, Query, RangeQuery, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Searcher, Term};
use tower::ServiceExt;

/// Numbers of reports unless told otherwise.
const SIZES: [usize; 2] = [10_000, 100_000];
/// At up to so many reports, requests a second are measured too.
const PAGES: usize = 10_000;
/// How long one figure is measured.
const TIME: Duration = Duration::from_millis(1_500);

/// What a bare query is made of.
type Bare = fn(&Made) -> Box<dyn Query>;

/// Each kind of query: its name, ours, and bare tantivy's.
const KINDS: [(&str, &str, Bare); 10] = [
    ("one word", "q=velpeation", |made| made.stem("velpeation")),
    ("one word, in nearly every report", "q=minister", |made| {
        made.stem("minister")
    }),
    ("two words", "q=toldor+velpeation", |made| {
        all(vec![made.stem("toldor"), made.stem("velpeation")])
    }),
    ("two words, each in nearly every report", "q=harvest+minister", |made| {
        all(vec![made.stem("harvest"), made.stem("minister")])
    }),
    ("phrase", "q=%22toldor+velpeation%22", |made| {
        Box::new(PhraseQuery::new(vec![made.term("=toldor"), made.term("=velpeation")]))
    }),
    (
        "phrase of words that are nearly everywhere",
        "q=%22border+talks%22",
        |made| Box::new(PhraseQuery::new(vec![made.term("=border"), made.term("=talks")])),
    ),
    ("prefix", "q=velpea*", |made| {
        Box::new(RegexQuery::from_pattern("=velpea.*", made.text).unwrap())
    }),
    ("date range", "from=2010-03&to=2012-05", |made| made.days()),
    ("word in a date range", "q=harvest+date:2010-03..2012-05", |made| {
        all(vec![made.stem("harvest"), made.days()])
    }),
    // Beside the spelling that was typed, bare tantivy is told the other one.
    ("variant of a name", "q=Veldranmihan", |made| {
        any(vec![made.stem("veldranmihan"), made.stem("veldrenmihan")])
    }),
];

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let sizes: Vec<usize> = given.iter().filter_map(|arg| arg.parse().ok()).collect();
    // Words among the arguments choose kinds of queries.
    // Nothing but ours, for a profiler.
    let ours_alone = std::env::args().any(|arg| arg == "--ours");
    let chosen: Vec<&String> = given.iter().filter(|arg| arg.parse::<usize>().is_err()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    println!("| reports | query | matches | readout, ms | bare tantivy, ms | ratio | requests a second |");
    println!("|---|---|---|---|---|---|---|");
    for size in sizes {
        let made = Made::of(size);
        for (kind, address, bare) in KINDS {
            if !chosen.is_empty() && !chosen.iter().any(|word| kind.contains(word.as_str())) {
                continue;
            }
            let found = made.ours(address);
            assert!(found.1 >= 10 && found.0 >= 10, "{kind}: {found:?}");
            assert_eq!(made.bare(&*bare(&made)), 10, "{kind}");
            let theirs = || if ours_alone { 0 } else { made.bare(&*bare(&made)) };
            let (ours, theirs) = medians(|| made.ours(address).0, theirs);
            let pages = (size <= PAGES && !ours_alone).then(|| made.requests(address));
            println!(
                "| {size} | {kind} | {} | {ours:.3} | {theirs:.3} | {:.2} | {} |",
                found.0,
                ours / theirs,
                pages.map_or("–".to_owned(), |rate| format!("{rate:.0}")),
            );
        }
    }
}

/// The median time of each, in milliseconds; they take turns, so that both meet the same machine.
fn medians(ours: impl Fn() -> usize, theirs: impl Fn() -> usize) -> (f64, f64) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let begun = Instant::now();
    while begun.elapsed() < TIME || a.len() < 11 {
        let start = Instant::now();
        black_box(ours());
        a.push(start.elapsed());
        let start = Instant::now();
        black_box(theirs());
        b.push(start.elapsed());
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64() * 1_000.0
    };
    (median(&mut a), median(&mut b))
}

/// An archive of made reports, and its index as bare tantivy opens it.
struct Made {
    archive: Archive,
    router: axum::Router,
    runtime: tokio::runtime::Runtime,
    searcher: Searcher,
    text: Field,
    _folder: tempfile::TempDir,
}

impl Made {
    fn of(size: usize) -> Self {
        let folder = tempfile::TempDir::new().unwrap();
        let reports = folder.path().join("reports");
        std::fs::create_dir(&reports).unwrap();
        let mut file = std::io::BufWriter::new(std::fs::File::create(reports.join("made.jsonl")).unwrap());
        let mut chance = Chance(42);
        for number in 0..size {
            writeln!(file, "{}", chance.report(number)).unwrap();
        }
        file.flush().unwrap();
        let begun = Instant::now();
        let index = folder.path().join("index");
        let archive = Archive::open(&Config {
            reports,
            index: index.clone(),
            max_bytes: u64::MAX / 2,
            synonyms: std::sync::Arc::default(),
            verify: false,
        })
        .unwrap();
        eprintln!(
            "{size} reports were read and indexed in {:.1} s",
            begun.elapsed().as_secs_f64()
        );
        let bare = tantivy::Index::open_in_dir(index.join("segments")).unwrap();
        bare.tokenizers().register("readout", english());
        Self {
            router: readout::web::router(archive.clone(), None),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            archive,
            searcher: bare.reader().unwrap().searcher(),
            text: bare.schema().get_field("text").unwrap(),
            _folder: folder,
        }
    }

    /// Runs a search; how many match, and how many are shown.
    fn ours(&self, address: &str) -> (usize, usize) {
        let (mut request, _) = Params::parse(black_box(address)).read().unwrap();
        request.limit = 10;
        let results = self.archive.search(&request).unwrap();
        assert!(!results.histogram.bars.is_empty() && results.facets.len() == 7);
        (results.total, results.hits.len())
    }

    /// Runs a search by tantivy alone; how many are shown.
    fn bare(&self, query: &dyn Query) -> usize {
        let outlets = serde_json::json!({ "outlets": { "terms": { "field": "outlet_exact", "size": 20 } } });
        let outlets: Aggregations = serde_json::from_value(outlets).unwrap();
        let facets = AggregationCollector::from_aggs(outlets, AggContextParams::default());
        let top = TopDocs::with_limit(10).order_by_score();
        let (top, facets) = self.searcher.search(query, &(top, facets)).unwrap();
        black_box(facets);
        let snippets = SnippetGenerator::create(&self.searcher, query, self.text).unwrap();
        let shown = top.iter().map(|(_, address)| {
            let Stored(text) = self.searcher.doc(*address).unwrap();
            snippets.snippet(&text).to_html()
        });
        shown.map(black_box).count()
    }

    /// Pages of results a second, on one core, as a browser gets them but for the socket.
    fn requests(&self, address: &str) -> f64 {
        let page = || {
            let request = axum::http::Request::get(format!("/search?{address}"))
                .header("host", "localhost")
                .body(Body::empty())
                .unwrap();
            self.runtime.block_on(async {
                let response = self.router.clone().oneshot(request).await.unwrap();
                assert_eq!(response.status(), 200);
                to_bytes(response.into_body(), usize::MAX).await.unwrap().len()
            })
        };
        let (begun, mut count) = (Instant::now(), 0);
        while begun.elapsed() < TIME {
            black_box(page());
            count += 1;
        }
        f64::from(count) / begun.elapsed().as_secs_f64()
    }

    fn term(&self, text: &str) -> Term {
        Term::from_field_text(self.text, text)
    }

    fn stem(&self, text: &str) -> Box<dyn Query> {
        Box::new(TermQuery::new(
            self.term(&bare::stem(text)),
            IndexRecordOption::WithFreqs,
        ))
    }

    /// The days of the date ranges, in the numbers that the index has.
    fn days(&self) -> Box<dyn Query> {
        let field = self.searcher.schema().get_field("day_min").unwrap();
        let day = |date: jiff::civil::Date| {
            let days = date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
            Term::from_field_u64(field, 5_000_000_u64.saturating_add_signed(days))
        };
        let from = day(jiff::civil::date(2010, 3, 1));
        let to = day(jiff::civil::date(2012, 5, 31));
        Box::new(RangeQuery::new(Bound::Included(from), Bound::Included(to)))
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
        let mut sentence = String::new();
        for n in 0..words {
            let word = word(self.skewed(20_000));
            let _ = write!(sentence, "{}{word}", if n > 0 { " " } else { "" });
        }
        if self.below(4) == 0 {
            let _ = write!(sentence, " with {}", self.person());
        }
        sentence[..1].make_ascii_uppercase();
        sentence + "."
    }

    fn person(&mut self) -> String {
        let mut surname = name(self.skewed(3_000) + 4_000);
        // Some are spelled in another way, as names are.
        if self.below(8) == 0 {
            surname = surname.replacen('a', "e", 1);
        }
        format!("{} {surname}", name(self.skewed(60) + 300))
    }

    /// A report of about 400 words: nine paragraphs, an outlet, a section, a day, a few people.
    fn report(&mut self, number: usize) -> String {
        let mut paragraphs = Vec::new();
        for _ in 0..9 {
            let sentences: Vec<String> = (0..3).map(|_| self.sentence(14)).collect();
            paragraphs.push(sentences.join(" "));
        }
        // One name that can be asked for in two spellings.
        match number % 100 {
            3..8 => paragraphs.push("Talks went on with Veldranmihan.".to_owned()),
            11..13 => paragraphs.push("They spoke of toldor velpeation.".to_owned()),
            8..11 => paragraphs.push("Talks went on with Veldrenmihan.".to_owned()),
            _ => {}
        }
        let day = jiff::civil::date(2000, 1, 1)
            .checked_add(jiff::Span::new().days(i64::try_from(self.below(9_000)).unwrap()))
            .unwrap();
        serde_json::json!({
            "id": format!("made{number}"),
            "title": self.sentence(9).trim_end_matches('.'),
            "body": paragraphs.join("\n"),
            "outlet": format!("The {} Courier", name(self.skewed(40) + 300)),
            "section": name(self.skewed(12) + 300),
            "published": day.to_string(),
        })
        .to_string()
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
        "kat", "ren", "tol", "mi", "dor", "sa", "vel", "bru", "ni", "gat", "lor", "pe", "zu", "han", "ost", "wi",
    ];
    let mut name = String::new();
    let mut rest = number + 16;
    while rest > 0 {
        name.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    name[..1].make_ascii_uppercase();
    name
}
