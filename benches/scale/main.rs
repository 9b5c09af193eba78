//! A million reports: `cargo bench --bench scale -- [N…]`; `benches/README.md` says what each figure means.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    unreachable_pub
)]

mod asks;
#[path = "../bare/mod.rs"]
mod bare;
mod bare_index;
mod fresh;
mod ground;
mod http;
mod indexing;
mod latency;
#[path = "../made/mod.rs"]
mod made;
mod options;
mod pages;
mod process;
mod server;
mod serving;
mod table;

use ground::Ground;
use options::Options;
use std::path::{Path, PathBuf};
use table::Table;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let told: Vec<&str> = args.iter().map(String::as_str).collect();
    // As a child of itself it is what it is measured beside.
    match told.as_slice() {
        [indexing::BARE, pages, values, folder] => {
            let (pages, values, folder) = (Path::new(pages), Path::new(values), Path::new(folder));
            return bare_index::build(pages, values, folder).map_err(|error| error.to_string());
        }
        [pages::PEER, folder] => return pages::serve(Path::new(folder)).map_err(|error| error.to_string()),
        _ => {}
    }
    let options = Options::read(args)?;
    let passing = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root: PathBuf = options.keep.clone().unwrap_or_else(|| passing.path().to_owned());
    let mut table = Table::default();
    if options.wants("serve") {
        said(serving::measure_seeds(passing.path()));
    }
    for size in &options.sizes {
        let ground = Ground::prepare(*size, &root).map_err(|error| error.to_string())?;
        if options.wants("index") {
            said(indexing::measure(&ground, &mut table));
        } else {
            indexing::prepare(&ground)?;
        }
        if options.wants("serve") {
            said(serving::measure(&ground, &mut table));
        }
        if options.wants("latency") {
            said(latency::measure(&ground, options.time, &mut table));
        }
        if options.wants("pages") {
            said(pages::measure(&ground, options.time * 2, &mut table));
        }
        if options.wants("fresh") {
            said(fresh::measure(&ground, &mut table));
        }
    }
    table.print(&options.sizes);
    Ok(())
}

/// One piece that fails takes none of the others with it.
fn said(outcome: Result<(), String>) {
    if let Err(error) = outcome {
        println!("\n**Not measured:** {error}");
    }
}
