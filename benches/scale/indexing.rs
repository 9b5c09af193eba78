//! From a folder of pages to an index, beside bare tantivy that is handed the values.

use crate::ground::{Ground, bytes_below};
use crate::process::{Cost, run};
use crate::server::READOUT;
use crate::table::Table;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Longer than a million reports may take on a small machine.
const LIMIT: Duration = Duration::from_secs(4 * 3_600);
/// How this program is asked to index with bare tantivy in a process of its own.
pub(crate) const BARE: &str = "--as-bare-indexer";

fn ours(pages: &Path, index: &Path) -> Result<Cost, String> {
    let mut command = Command::new(READOUT);
    command
        .args(["index", "--log", "error", "--reports"])
        .arg(pages)
        .arg("--index")
        .arg(index);
    run(
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()),
        LIMIT,
    )
}

fn bare(ground: &Ground) -> Result<Cost, String> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(this);
    command.arg(BARE).args([&ground.pages, &ground.values, &ground.bare]);
    run(command.stdin(Stdio::null()), LIMIT)
}

/// Makes what is not there yet; measures nothing.
pub(crate) fn prepare(ground: &Ground) -> Result<(), String> {
    if !ground.bare.join("meta.json").exists() {
        eprintln!("{} reports are indexed by bare tantivy …", ground.size);
        bare(ground)?;
    }
    // An index in step costs little.
    eprintln!("{} reports are brought in step …", ground.size);
    ours(&ground.pages, &ground.index).map(drop)
}

pub(crate) fn measure(ground: &Ground, table: &mut Table) -> Result<(), String> {
    let bytes = ground.warm().map_err(|error| error.to_string())?;
    for folder in [&ground.index, &ground.bare] {
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(|error| error.to_string())?;
        }
    }
    let (theirs, own) = (bare(ground)?, ours(&ground.pages, &ground.index)?);
    let reports = ground.size as f64;
    let megabytes = |folder: &Path| bytes_below(folder) as f64 / 1e6;
    let (disk, bare_disk) = (megabytes(&ground.index), megabytes(&ground.bare));
    println!(
        "\n{} reports ({:.1} MB of pages): indexing\n",
        ground.size,
        bytes as f64 / 1e6
    );
    println!("| figure | readout | bare tantivy | ratio |");
    println!("|---|---|---|---|");
    let row = |name: &str, own: f64, theirs: f64| println!("| {name} | {own:.2} | {theirs:.2} | {:.2} |", own / theirs);
    row("seconds", own.seconds, theirs.seconds);
    row("seconds of CPU", own.cpu, theirs.cpu);
    row("reports a second", reports / own.seconds, reports / theirs.seconds);
    row("index on disk, MB", disk, bare_disk);
    row("peak of its own memory (RssAnon), MB", own.peak_own, theirs.peak_own);
    row(
        "peak with mapped index files (VmHWM), MB",
        own.peak_resident,
        theirs.peak_resident,
    );
    for (name, figure) in [
        ("indexing: reports a second", reports / own.seconds),
        ("indexing: rate, of bare tantivy's", theirs.seconds / own.seconds),
        ("indexing: rate by CPU time, of bare tantivy's", theirs.cpu / own.cpu),
        ("index on disk, of bare tantivy's", disk / bare_disk),
        ("index on disk, bytes a report", disk * 1e6 / reports),
        ("indexing: peak of its own memory, MB", own.peak_own),
        ("indexing: peak with mapped files, MB", own.peak_resident),
    ] {
        table.put(name, ground.size, figure);
    }
    Ok(())
}
