//! How long after a file is written a reader finds it.

use crate::ground::Ground;
use crate::http::Client;
use crate::server::Server;
use crate::table::Table;
use std::time::{Duration, Instant};

/// Files, one after the other, of which the median counts.
const FILES: usize = 5;
const PATIENCE: Duration = Duration::from_secs(600);

pub(crate) fn measure(ground: &Ground, table: &mut Table) -> Result<(), String> {
    let server = Server::start(&ground.pages, &ground.index)?;
    let mut client = Client::new(&server.address);
    let folder = ground.pages.join("fresh");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let come = files(&mut client, &folder);
    // The made folder is left as it was, whatever happened.
    std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut come = come?;
    let begun = Instant::now();
    wait(&mut client, "freshword0", 0)?;
    let gone = begun.elapsed().as_secs_f64();
    come.sort_unstable_by(f64::total_cmp);
    println!("\n{} reports: while it serves\n", ground.size);
    println!("| figure | |\n|---|---|");
    for (name, figure) in [
        ("a new file to found, median, s", come[FILES / 2]),
        ("a new file to found, slowest, s", come[FILES - 1]),
        ("a folder of five files removed to gone, s", gone),
    ] {
        println!("| {name} | {figure:.3} |");
        table.put(name, ground.size, figure);
    }
    Ok(())
}

fn files(client: &mut Client, folder: &std::path::Path) -> Result<Vec<f64>, String> {
    let mut times = Vec::new();
    for number in 0..FILES {
        let word = format!("freshword{number}");
        let text = format!(
            "Mayor of Tampere meets envoy about {word}\n\nTAMPERE — Mayor Ana Sousa met with Envoy Li Wei in Tampere on Monday to discuss {word}.\n"
        );
        let begun = Instant::now();
        std::fs::write(folder.join(format!("{word}.txt")), text).map_err(|error| error.to_string())?;
        wait(client, &word, 1)?;
        times.push(begun.elapsed().as_secs_f64());
    }
    Ok(times)
}

/// Asks until so many reports have the word.
fn wait(client: &mut Client, word: &str, many: u64) -> Result<(), String> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        let path = format!("/search.json?q={word}&names=exact&synonyms=off");
        let found = client.json(&path).ok().and_then(|answer| answer.get("total")?.as_u64());
        if found == Some(many) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Err(format!("{word} was not found {many} times within {PATIENCE:?}"))
}
