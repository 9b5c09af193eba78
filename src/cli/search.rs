use super::{Options, log};
use crate::archive::{Archive, Error};
use crate::index;
use crate::search::{Hit, Params, SnippetPart};
use crate::web::show;
use std::io::{IsTerminal, Write};

/// Prints the results of a search, best first.
///
/// # Errors
/// When the archive cannot be opened or searched, or nobody takes the output.
pub(super) fn run(options: &Options, query: &str, limit: usize) -> anyhow::Result<()> {
    let archive = opened(options)?;
    let params = Params {
        pairs: vec![
            ("q".to_owned(), query.to_owned()),
            ("limit".to_owned(), limit.to_string()),
        ],
    };
    let (request, notices) = params.read()?;
    let results = archive.search(&request)?;
    let bold = std::io::stdout().is_terminal();
    let mut out = std::io::stdout().lock();
    for notice in notices.iter().chain(&results.notices) {
        writeln!(out, "({})", log::one_line(&notice.text))?;
    }
    for widening in &results.widened {
        let also = log::one_line(&widening.also.join(", "));
        writeln!(out, "(Also matched {also} for “{}”.)", log::one_line(&widening.typed))?;
    }
    if results.relaxed {
        writeln!(out, "(No report has all the words; these have some, best first.)")?;
    }
    writeln!(out, "{}", show::count(results.total as u64, "report", "reports"))?;
    for hit in &results.hits {
        writeln!(out, "\n{}", lines(hit, bold).join("\n"))?;
    }
    Ok(())
}

/// The archive in step with its folder; while another process serves it, that one keeps it so.
fn opened(options: &Options) -> anyhow::Result<Archive> {
    let config = options.archive()?;
    if options.read_only {
        return Ok(Archive::read_only(&config)?);
    }
    match Archive::open(&config) {
        Err(Error::Index(index::Error::Busy(_))) => Ok(Archive::read_only(&config)?),
        opened => Ok(opened?),
    }
}

/// Title, outlet and date, id, and the passages that match.
fn lines(hit: &Hit, bold: bool) -> Vec<String> {
    let title = written(&hit.title, bold);
    let mut about = vec![show::dated(&hit.dated).words];
    about.extend(hit.outlet.as_deref().map(log::one_line));
    about.push(hit.id.to_string());
    let mut lines = vec![
        if hit.title_is_supplied {
            format!("[{title}]")
        } else {
            title
        },
        format!("  {}", about.join(" · ")),
    ];
    lines.extend(
        hit.snippets
            .iter()
            .map(|snippet| format!("  {}", written(&snippet.parts, bold))),
    );
    lines
}

/// The words, with hits in bold on a terminal.
fn written(parts: &[SnippetPart], bold: bool) -> String {
    parts
        .iter()
        .map(|part| {
            let text = log::one_line(&part.text);
            if part.hit && bold {
                format!("\u{1b}[1m{text}\u{1b}[0m")
            } else {
                text
            }
        })
        .collect()
}
