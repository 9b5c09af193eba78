//! A start on an unchanged index, and the memory of a server that has answered.

use crate::asks;
use crate::ground::Ground;
use crate::http::Client;
use crate::server::Server;
use crate::table::Table;
use std::path::Path;

/// Starts of which the median counts.
const STARTS: usize = 5;
/// The five founding reports.
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");

fn median_start(pages: &Path, index: &Path) -> Result<f64, String> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let server = Server::start(pages, index)?;
        times.push(server.first_answer.as_secs_f64());
    }
    times.sort_unstable_by(f64::total_cmp);
    Ok(times[STARTS / 2])
}

pub(crate) fn measure(ground: &Ground, table: &mut Table) -> Result<(), String> {
    let start = median_start(&ground.pages, &ground.index)?;
    let (searcher, fields) = asks::searcher(ground).map_err(|error| error.to_string())?;
    let server = Server::start(&ground.pages, &ground.index)?;
    let fresh = server.memory();
    let mut client = Client::new(&server.address);
    let kinds = asks::kinds(ground, &searcher, &fields, &mut client)?;
    for ask in kinds.iter().flat_map(|kind| kind.asks.iter().take(20)) {
        client
            .get(&ask.path)
            .map_err(|error| format!("{}: {error}", ask.path))?;
    }
    let asked = server.memory();
    println!("\n{} reports: serving\n", ground.size);
    println!("| figure | |\n|---|---|");
    for (name, figure) in [
        ("start to first answer, s", start),
        ("serving: own memory at the first answer, MB", fresh.own),
        ("serving: own memory after the mix of requests, MB", asked.own),
        ("serving: resident with mapped files, MB", asked.resident),
    ] {
        println!("| {name} | {figure:.3} |");
        table.put(name, ground.size, figure);
    }
    Ok(())
}

/// The same for the five seeds, which are a small folder's figures.
pub(crate) fn measure_seeds(root: &Path) -> Result<(), String> {
    let (pages, index) = (Path::new(SEEDS), root.join("seeds-index"));
    // The first start makes the index.
    drop(Server::start(pages, &index)?);
    let start = median_start(pages, &index)?;
    let server = Server::start(pages, &index)?;
    let mut client = Client::new(&server.address);
    let mix = [
        "/",
        "/search?q=leahy",
        "/search?q=security+cooperation",
        "/people",
        "/meetings",
        "/wanted",
        "/about",
    ];
    for path in mix.iter().chain(["/reports/45e50149b2bb228b"].iter()).cycle().take(200) {
        client.get(path).map_err(|error| format!("{path}: {error}"))?;
    }
    let memory = server.memory();
    println!("\nThe five seeds: serving\n");
    println!("| figure | |\n|---|---|");
    println!("| start to first answer, s | {start:.3} |");
    println!("| own memory after 200 requests, MB | {:.1} |", memory.own);
    println!("| resident with mapped files, MB | {:.1} |", memory.resident);
    Ok(())
}
