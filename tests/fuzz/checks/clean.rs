//! A saved page of text: every line gets its role.

use super::hold;
use readout::clean::{Familiar, clean, margins};
use readout::report::{Report, ReportId};
use readout::sources::{Source, decode};

pub(crate) fn check(bytes: &[u8]) {
    read(bytes);
}

/// The report of a page, which is as it should be; none where it is no text.
pub(crate) fn read(bytes: &[u8]) -> Option<Report> {
    decode(bytes).ok()?;
    let id = ReportId::from_stem("a");
    let source = Source::page(id, "a.txt".to_owned(), bytes.to_vec(), None).ok()?;
    let report = clean(&source, &Familiar::default());
    hold::report(&source, &report);
    // Lines that other files share change what they are, and nothing else.
    let shared = Familiar::of(margins(&source));
    let known = clean(&source, &shared);
    hold::report(&source, &known);
    let lines = |report: &Report| -> Vec<(u32, String)> {
        let lines = report.lines.iter();
        lines.map(|line| (line.number, line.text.clone())).collect()
    };
    assert_eq!(lines(&known), lines(&report));
    Some(report)
}
