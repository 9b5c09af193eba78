//! RIS, as reference managers exchange it: a tag and a value on each line, lines end in CR LF.

use super::{ARCHIVE, Author, Work, one_line};

/// The report as one RIS record.
pub(in crate::web) fn ris(work: &Work<'_>) -> String {
    let mut record = String::new();
    let mut field = |tag: &str, value: &str| {
        record.push_str(tag);
        record.push_str("  - ");
        record.push_str(&one_line(value));
        record.push_str("\r\n");
    };
    field("TY", "NEWS");
    field("ID", work.report.id.as_str());
    field("TI", &work.title());
    for author in work.authors() {
        match author {
            Author::Person { .. } => field("AU", &author.inverted()),
            // A comma would make a family name of what stands before it.
            Author::Printed(name) | Author::Body(name) => field("AU", &name.replace(',', ";")),
        }
    }
    if let Some(outlet) = work.outlet() {
        field("T2", &outlet);
    }
    if let Some(section) = work.section() {
        field("SE", &section);
    }
    if let Some(day) = work.day() {
        field("PY", &day.strftime("%Y").to_string());
        field("DA", &day.strftime("%Y/%m/%d").to_string());
    }
    if let Some(lang) = work.lang() {
        field("LA", lang);
    }
    for tag in work.tags() {
        field("KW", &tag);
    }
    field("UR", work.url());
    // The database, and the number it has there; Zotero makes a note of `AV`, which it does not know.
    field("DB", ARCHIVE);
    field("AN", work.report.id.as_str());
    field("N1", &work.record_note());
    record.push_str("ER  - \r\n");
    record
}
