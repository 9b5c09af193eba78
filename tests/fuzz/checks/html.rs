//! A web page, from its bytes to its facts.

use super::hold;
use readout::clean::{Familiar, clean};
use readout::report::ReportId;
use readout::sources::Source;

pub(crate) fn check(bytes: &[u8]) {
    let id = ReportId::from_stem("a");
    let Ok(source) = Source::page(id, "a.html".to_owned(), bytes.to_vec(), None) else {
        return;
    };
    hold::source(&source);
    // What nothing closes is opened again for each block, and what the markup states stands beside the text.
    assert!(source.text.len() <= 8 * bytes.len() + (1 << 20), "it grew");
    let report = clean(&source, &Familiar::default());
    hold::report(&source, &report);
    hold::inferred(&report);
}
