use crate::report::{Report, Role};
use crate::web::show;

/// Where the words of a line can be read: its paragraph on the page of the report, or else the line of
/// the original.
pub(in crate::web) fn words_of(report: &Report, line: u32) -> String {
    let path = show::report_path(&report.id);
    let (mut paragraphs, mut found) = (0, None);
    for block in report.blocks().iter().take_while(|block| block.line <= line) {
        // Numbered as the page numbers them.
        let is_paragraph = block.is(Role::Paragraph);
        paragraphs += usize::from(is_paragraph);
        found = is_paragraph.then_some(paragraphs);
    }
    match found {
        Some(n) => format!("{path}#p{n}"),
        None => show::line_path(&path, line),
    }
}
