//! stub
mod familiar;
use crate::report::*;
use crate::sources::Source;
pub use familiar::Familiar;
use std::borrow::Cow;
/// stub
pub fn clean(source: &Source, _familiar: &Familiar) -> Report {
    let lines: Vec<Line> = source
        .text
        .split('\n')
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
        .map(|(i, l)| Line {
            number: i as u32 + 1,
            text: l.trim().to_owned(),
            roles: vec![if i == 0 {
                Role::Headline
            } else {
                Role::Paragraph
            }],
            rule: Cow::Borrowed("stub"),
            continues: false,
        })
        .collect();
    let t = lines.first().map(|l| l.text.clone()).unwrap_or_default();
    Report {
        id: source.id.clone(),
        title: Title::Printed(Stated::new(t.clone(), 1, t, "stub")),
        lines,
        outlet: None,
        section: None,
        byline: None,
        published: None,
        dateline_place: None,
        tags: vec![],
        read_more: vec![],
        warnings: vec![],
    }
}
