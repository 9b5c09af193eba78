//! Records say what each of their lines is: they are taken at their word, and no rule that looks for
//! furniture touches them.

use super::byline;
use super::dateline;
use super::stated;
use super::text::tidy;
use super::title;
use crate::report::{Language, Line, Report, Role, Stated, Title, Warning, is_web_address};
use crate::sources::{RecordLine, Source};
use std::borrow::Cow;

/// The report that a record states; `kinds` says of each line of its text what it is.
pub(super) fn trust(source: &Source, kinds: &[RecordLine]) -> Report {
    let mut report = Report {
        id: source.id.clone(),
        lines: Vec::new(),
        title: Title::Supplied(title::untitled()),
        outlet: None,
        section: None,
        byline: None,
        published: None,
        dateline_place: None,
        tags: Vec::new(),
        lang: None,
        url: None,
        read_more: Vec::new(),
        warnings: Vec::new(),
    };
    for (number, (line, kind)) in (1..).zip(source.text.split('\n').zip(kinds)) {
        let text = tidy(line).into_owned();
        if !text.is_empty() {
            add(&mut report, number, text, *kind);
        }
    }
    if report.title.is_supplied() {
        match report.lines.iter().find(|line| line.is(Role::Paragraph)) {
            Some(first) => report.title = Title::Supplied(title::of_paragraph(first.number, &first.text)),
            None => report.warnings.push(Warning {
                line: None,
                text: "the record has neither title nor text".to_owned(),
            }),
        }
    }
    report
}

fn add(report: &mut Report, number: u32, text: String, kind: RecordLine) {
    let (role, rule) = match kind {
        RecordLine::Title => (Role::Headline, "record-title"),
        RecordLine::Body => (Role::Paragraph, "record-body"),
        RecordLine::Outlet => (Role::Furniture, "record-outlet"),
        RecordLine::Section => (Role::Section, "record-section"),
        RecordLine::Published => (Role::Date, "record-published"),
        RecordLine::Byline => (Role::Byline, "record-byline"),
        RecordLine::Tag => (Role::Tags, "record-tags"),
        RecordLine::Url => (Role::Furniture, "record-url"),
        RecordLine::Lang => (Role::Furniture, "record-lang"),
    };
    let stated = || Stated::new(text.clone(), number, text.clone(), rule);
    match kind {
        RecordLine::Title => report.title = Title::Printed(stated()),
        RecordLine::Body => {
            let first = !report.lines.iter().any(|line| line.is(Role::Paragraph));
            // In a text of capitals alone nothing tells a dateline from a heading.
            if first && !in_capitals(&text) {
                let place = dateline::read(&text).and_then(|dateline| dateline.place);
                report.dateline_place = place.map(|place| Stated::new(place, number, text.clone(), "dateline"));
            }
        }
        RecordLine::Outlet => report.outlet = Some(stated()),
        RecordLine::Section => report.section = Some(stated()),
        RecordLine::Byline => {
            // `By Ana Sousa`, as it stood on the page
            let name = byline::read(&text).unwrap_or_else(|| text.clone());
            report.byline = Some(Stated::new(name, number, text.clone(), rule));
        }
        RecordLine::Tag => report.tags.push(stated()),
        RecordLine::Url if is_web_address(&text) => report.url = Some(stated()),
        RecordLine::Url => warn(report, number, "this is no address as `https://example.org/page` is"),
        RecordLine::Published => match stated::day(&text) {
            Some(day) => report.published = Some(Stated::new(day, number, text.clone(), rule)),
            None => warn(report, number, "its date is no day as in 2022-07-04"),
        },
        RecordLine::Lang if Language::is_tag(&text.replace('_', "-")) => {
            report.lang = Some(Stated::new(text.replace('_', "-"), number, text.clone(), rule));
        }
        RecordLine::Lang => warn(report, number, "this is no language tag as `en` is"),
    }
    report.lines.push(Line {
        number,
        text,
        roles: vec![role],
        rule: Cow::Borrowed(rule),
        continues: false,
    });
}

fn warn(report: &mut Report, line: u32, text: &str) {
    report.warnings.push(Warning {
        line: Some(line),
        text: text.to_owned(),
    });
}

fn in_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}
