//! Whole requests over the loopback, beside bare tantivy's work for the same answer in this process.

use crate::asks::{self, Bare, Kind};
use crate::bare::Stored;
use crate::bare_index::Fields;
use crate::ground::Ground;
use crate::http::Client;
use crate::process::{busy, own_busy};
use crate::server::Server;
use crate::table::Table;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::{Count, TopDocs};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Order, Searcher};

/// No kind is asked more often, however fast it is.
const MOST: usize = 4_000;

pub(crate) fn measure(ground: &Ground, time: Duration, table: &mut Table) -> Result<(), String> {
    let (searcher, fields) = asks::searcher(ground).map_err(|error| error.to_string())?;
    let server = Server::start(&ground.pages, &ground.index)?;
    let mut client = Client::new(&server.address);
    let kinds = asks::kinds(ground, &searcher, &fields, &mut client)?;
    println!(
        "\n{} reports: a page over HTTP, beside bare tantivy (ms)\n",
        ground.size
    );
    println!(
        "| kind | first | median | p99 | CPU | bare median | bare p99 | bare CPU | ratio | ratio of CPU | matches |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for kind in kinds.iter().filter(|kind| !kind.asks.is_empty()) {
        match one(kind, &server, &mut client, (&searcher, &fields), time) {
            Ok(times) => row(kind.name, ground.size, times, table),
            Err(error) => println!("| {} | {error} | – | – | – | – | – | – | – | – | – |", kind.name),
        }
    }
    Ok(())
}

fn row(name: &str, size: u64, mut times: Times, table: &mut Table) {
    let (ours, bare) = (&mut times.ours, &mut times.bare);
    let first = ours.first().copied().unwrap_or_default();
    let (median, late) = (quantile(ours, 50), quantile(ours, 99));
    let busy = times.busy / ours.len() as f64;
    table.put(&format!("{name}: median, ms"), size, median);
    table.put(&format!("{name}: p99, ms"), size, late);
    table.put(&format!("{name}: CPU, ms"), size, busy);
    let theirs = if bare.is_empty() {
        "– | – | – | – | – | –".to_owned()
    } else {
        let (middle, end) = (quantile(bare, 50), quantile(bare, 99));
        let bare_busy = times.bare_busy / bare.len() as f64;
        table.put(&format!("{name}: median, of bare tantivy's"), size, median / middle);
        format!(
            "{middle:.3} | {end:.3} | {bare_busy:.3} | {:.2} | {:.2} | {}",
            median / middle,
            busy / bare_busy,
            times.matches
        )
    };
    println!("| {name} | {first:.2} | {median:.3} | {late:.3} | {busy:.3} | {theirs} |");
}

/// In milliseconds.
#[derive(Default)]
struct Times {
    ours: Vec<f64>,
    bare: Vec<f64>,
    /// Processor time of all: on a busy machine it says more than the clock.
    busy: f64,
    bare_busy: f64,
    matches: usize,
}

/// Both take turns, so that they meet the same machine.
fn one(
    kind: &Kind,
    server: &Server,
    client: &mut Client,
    (searcher, fields): (&Searcher, &Fields),
    time: Duration,
) -> Result<Times, String> {
    let mut times = Times::default();
    let begun = Instant::now();
    let before = busy(server.id());
    for ask in kind.asks.iter().cycle().take(MOST) {
        let start = Instant::now();
        let (status, _) = client
            .get(&ask.path)
            .map_err(|error| format!("{}: {error}", ask.path))?;
        times.ours.push(start.elapsed().as_secs_f64() * 1e3);
        if status != 200 {
            return Err(format!("{} answers {status}", ask.path));
        }
        if let Some(question) = &ask.bare {
            let (start, before) = (Instant::now(), own_busy());
            times.matches = black_box(answer(question, searcher, fields).map_err(|error| error.to_string())?);
            times.bare.push(start.elapsed().as_secs_f64() * 1e3);
            times.bare_busy += own_busy().saturating_sub(before) as f64 / 1e6;
        }
        if begun.elapsed() > time && times.ours.len() >= 3 {
            break;
        }
    }
    times.busy = busy(server.id()).saturating_sub(before) as f64 / 1e6;
    Ok(times)
}

/// Top ten, their number, the counts of four facets, ten texts, ten snippets.
fn answer(ask: &Bare, searcher: &Searcher, fields: &Fields) -> tantivy::Result<usize> {
    if ask.one {
        let top = searcher.search(&*ask.query, &TopDocs::with_limit(1).order_by_score())?;
        for (_, address) in &top {
            let Stored(text) = searcher.doc(*address)?;
            black_box(text);
        }
        return Ok(top.len());
    }
    let facets = serde_json::json!({
        "outlet": { "terms": { "field": "outlet", "size": 20 } },
        "person": { "terms": { "field": "person", "size": 20 } },
        "place": { "terms": { "field": "place", "size": 20 } },
        "year": { "terms": { "field": "year", "size": 30 } },
    });
    let facets: Aggregations = serde_json::from_value(facets)?;
    let facets = AggregationCollector::from_aggs(facets, AggContextParams::default());
    let (count, top): (usize, Vec<DocAddress>) = if ask.newest {
        let top = TopDocs::with_limit(10).order_by_fast_field::<u64>("day", Order::Desc);
        let (count, top, facets) = searcher.search(&*ask.query, &(Count, top, facets))?;
        black_box(facets);
        (count, top.into_iter().map(|(_, address)| address).collect())
    } else {
        let top = TopDocs::with_limit(10).order_by_score();
        let (count, top, facets) = searcher.search(&*ask.query, &(Count, top, facets))?;
        black_box(facets);
        (count, top.into_iter().map(|(_, address)| address).collect())
    };
    let snippets = SnippetGenerator::create(searcher, &*ask.query, fields.body)?;
    for address in top {
        let Stored(text) = searcher.doc(address)?;
        black_box(snippets.snippet(&text).to_html());
    }
    Ok(count)
}

pub(crate) fn quantile(times: &mut [f64], percent: usize) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).copied().unwrap_or_default()
}
