//! `readout authority`: what the archivist's files say, and what they might.

use super::{Options, log};
use crate::archive::alike::{Likely, Names};
use crate::archive::{read_all, word};
use crate::extract::authority::{Authority, NameKind};
use crate::sources::{AUTHORITY, Folder};
use crate::web::show::count;
use std::io::Write;

/// Says what is wrong in the archivist's files, a line for each place.
///
/// # Errors
/// When anything is wrong, or the folder cannot be used.
pub(super) fn check(options: &Options) -> anyhow::Result<()> {
    let folder = Folder::open(&options.reports, options.max_bytes)?;
    let scan = folder.scan();
    let (authority, mut faults) = word::names_of(&folder, &scan);
    faults.extend(word::slips_of(&scan, &authority));
    for found in scan.found.iter().filter(|found| found.within.is_none()) {
        let _ = word::sidecar_of(&folder, &scan, &found.path, &mut faults);
    }
    faults.sort();
    // Two reports of one name may share a sidecar.
    faults.dedup();
    let mut out = std::io::stdout().lock();
    for fault in &faults {
        writeln!(out, "{}", log::one_line(&fault.to_string()))?;
    }
    let named = |kind: NameKind| authority.entries().iter().filter(|known| known.kind == kind).count() as u64;
    writeln!(
        out,
        "{}, {}, {}, {}.",
        count(named(NameKind::Person), "person", "people"),
        count(named(NameKind::Organisation), "organisation", "organisations"),
        count(named(NameKind::Place), "place", "places"),
        count(scan.sidecars.len() as u64, "sidecar", "sidecars"),
    )?;
    anyhow::ensure!(
        faults.is_empty(),
        "{} to be mended in the archivist's files",
        count(faults.len() as u64, "place is", "places are")
    );
    Ok(())
}

/// Prints names that likely mean the same, as entries to review and paste.
///
/// # Errors
/// When the folder cannot be used, or nobody takes the output.
pub(super) fn suggest(options: &Options) -> anyhow::Result<()> {
    let folder = Folder::open(&options.reports, options.max_bytes)?;
    let scan = folder.scan();
    let (authority, faults) = word::names_of(&folder, &scan);
    log::faults(&faults);
    let mut names = Names::default();
    read_all(&folder, &scan, &authority, |entry| names.learn(&entry));
    let likely = names.likely(&authority);
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "# {} to review. Paste what is right into {AUTHORITY}; name what is not in `not`.",
        count(likely.len() as u64, "suggestion", "suggestions")
    )?;
    for likely in &likely {
        writeln!(out)?;
        print(&mut out, likely, &authority)?;
    }
    Ok(())
}

fn print(out: &mut impl Write, likely: &Likely, authority: &Authority) -> std::io::Result<()> {
    let known = authority.named(likely.kind, &crate::report::slug(&likely.name));
    // A second entry of one name would be refused.
    let begins = match known {
        Some(known) => {
            writeln!(
                out,
                "# Add to the variants of {} in line {}:",
                quoted(&likely.name),
                known.line
            )?;
            "# "
        }
        None => {
            writeln!(out, "[[{}]]\nname = {}", likely.kind.table(), quoted(&likely.name))?;
            ""
        }
    };
    writeln!(out, "{begins}variants = [")?;
    for (variant, reasons) in &likely.variants {
        writeln!(
            out,
            "{begins}    {}, # {}",
            quoted(variant),
            log::one_line(&reasons.join("; "))
        )?;
    }
    writeln!(out, "{begins}]")
}

/// As TOML has it.
fn quoted(name: &str) -> String {
    let mut text = String::from("\"");
    for c in log::one_line(name).chars() {
        if matches!(c, '"' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
    text
}
