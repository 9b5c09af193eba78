//! `authority.toml`: what is wrong in it is named by line, and what holds makes facts that hold.

use super::hold;
use readout::clean::{Familiar, clean};
use readout::extract::authority::{Authority, Fault, Sidecar, read};
use readout::report::{Report, ReportId};
use readout::sources::Source;
use std::sync::LazyLock;

/// A report that names many.
static REPORT: LazyLock<Report> = LazyLock::new(|| {
    let text = include_bytes!("../../../seeds/002_45e50149b2bb228b.txt").to_vec();
    let id = ReportId::from_stem("45e50149b2bb228b");
    let source = Source::page(id, "a.txt".to_owned(), text, None).expect("a seed");
    clean(&source, &Familiar::default())
});

pub(crate) fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Authority::parse(text) {
        Ok((authority, faults)) => {
            named(text, &faults);
            settled(&authority, None);
        }
        Err(fault) => named(text, &[fault]),
    }
}

/// Each is on a line of the file, in order, and can be shown.
pub(super) fn named(text: &str, faults: &[Fault]) {
    let lines = text.matches('\n').count() + 1;
    let mut last = 1;
    for fault in faults {
        let line = fault.line as usize;
        assert!((last..=lines).contains(&line), "{fault:?} of {lines} lines");
        last = line;
        let length = fault.text.len();
        assert!(
            length > 0 && length < 4_000 && !fault.text.contains(char::is_control),
            "{fault:?}"
        );
    }
}

pub(super) fn settled(authority: &Authority, sidecar: Option<&Sidecar>) {
    let entry = read(REPORT.clone(), authority, sidecar);
    hold::facts(&entry.report, &entry.facts);
    let again = read(REPORT.clone(), authority, sidecar);
    assert_eq!(entry, again, "read again it is another");
}
