//! A record's text, and what each of its lines states.

use super::RecordLine;
use super::fields::{Fields, Record};
use super::names::Field;
use crate::sources::html::{self, Claim, Origin, What};
use crate::sources::source::Form;
use memchr::memchr;
use std::borrow::Cow;

/// Tags that only a text of HTML has.
const TAGS: [&str; 5] = ["</p>", "</div>", "<br", "<p>", "<p "];

/// The text of a record: the title, the lines of the body, and one for each further value; or, where the
/// body is a web page or a part of one, the text of that page with what the record states of it.
///
/// # Errors
/// When it is no record.
pub(in crate::sources) fn compose(bytes: &[u8], fields: &Fields) -> Result<(String, Form), String> {
    let record = Record::read(bytes, fields)?.ok_or("empty")?;
    record.id()?;
    if !record.has_text() {
        return Err(NO_TEXT.to_owned());
    }
    let text = record.text(Field::Text).unwrap_or_default();
    let html = record.text(Field::Html).filter(|html| !html.trim().is_empty());
    let summary = || record.text(Field::Summary).unwrap_or_default();
    // What a scraper took for the text of the report is taken; its page, where there is no text.
    let (body, is_html) = match html {
        _ if !text.trim().is_empty() => {
            let is_html = is_html(&text);
            (text, is_html)
        }
        Some(html) => (html, true),
        None => {
            let summary = summary();
            let is_html = is_html(&summary);
            (summary, is_html)
        }
    };
    if is_html {
        let web = html::read(&body, claims(&record));
        return Ok((web.text, Form::Web(web.lines)));
    }
    Ok(plain(&record, &body))
}

/// What is said of a record in which nothing could be the text.
pub(super) const NO_TEXT: &str = "no text: none of its fields is `body`, `text`, `content` or `html`; \
     name the one that is in sources.toml";

fn is_html(text: &str) -> bool {
    if memchr(b'<', text.as_bytes()).is_none() {
        return false;
    }
    let has = |tag: &str| {
        let mut windows = text.as_bytes().windows(tag.len());
        windows.any(|window| window.eq_ignore_ascii_case(tag.as_bytes()))
    };
    TAGS.iter().any(|tag| has(tag))
}

fn claims(record: &Record<'_>) -> Vec<Claim> {
    let of = |field| record.text(field).map_or_else(Vec::new, |text| vec![text]);
    let all = [
        (What::Headline, of(Field::Title)),
        (What::Byline, of(Field::Byline)),
        (What::Published, of(Field::Published)),
        (What::Outlet, of(Field::Outlet)),
        (What::Section, of(Field::Section)),
        (What::Tag, record.tags()),
        (What::Url, of(Field::Url)),
        (What::Lang, of(Field::Lang)),
    ];
    let claims = all.into_iter().flat_map(|(what, values)| {
        let claim = move |value: String| Claim::new(what, Origin::Record, &value);
        values.into_iter().filter_map(claim)
    });
    claims.collect()
}

fn plain(record: &Record<'_>, body: &str) -> (String, Form) {
    let mut text = one_line(&record.text(Field::Title).unwrap_or_default());
    let mut lines = vec![RecordLine::Title];
    for line in with_line_feeds(body).split('\n') {
        text.push('\n');
        text.push_str(line);
        lines.push(RecordLine::Body);
    }
    let value = |kind, field| (kind, record.text(field));
    let values = [
        value(RecordLine::Outlet, Field::Outlet),
        value(RecordLine::Section, Field::Section),
        value(RecordLine::Published, Field::Published),
        value(RecordLine::Byline, Field::Byline),
    ];
    let tags = record.tags().into_iter();
    let last = [value(RecordLine::Url, Field::Url), value(RecordLine::Lang, Field::Lang)];
    let all = values
        .into_iter()
        .chain(tags.map(|tag| (RecordLine::Tag, Some(tag))))
        .chain(last);
    for (kind, value) in all {
        if let Some(value) = value {
            text.push('\n');
            text.push_str(&one_line(&value));
            lines.push(kind);
        }
    }
    (text, Form::Record(lines))
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn one_line(text: &str) -> String {
    text.replace(is_line_break, " ")
}

fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains(|c| c != '\n' && is_line_break(c)) {
        Cow::Owned(text.replace("\r\n", "\n").replace(is_line_break, "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(record: &str, text: &str) -> Form {
        let (composed, form) = compose(record.as_bytes(), &Fields::default()).unwrap();
        assert_eq!(composed, text);
        form
    }

    #[test]
    fn a_record_is_composed_line_by_line() {
        let record = r#"{"id":"1","lang":"en","title":"A\nvisit","body":"One.\r\n\nTwo.","tags":["x","y"],"outlet":"The Wire","more":7}"#;
        let form = check(record, "A visit\nOne.\n\nTwo.\nThe Wire\nx\ny\nen");
        use RecordLine::{Body, Lang, Outlet, Tag, Title};
        let lines = vec![Title, Body, Body, Body, Outlet, Tag, Tag, Lang];
        assert_eq!(form, Form::Record(lines));
    }

    #[test]
    fn html_is_read_as_a_page_and_text_goes_before_it() {
        let form = check(
            r#"{"title":"A visit","date":"2022-07-04","content":"<p>One.</p><p>Two<br>and so on.</p>"}"#,
            "A visit\n2022-07-04\nOne.\nTwo and so on.",
        );
        let stated = |what| html::WebLine::Stated(what, Origin::Record);
        let text = html::WebLine::Text;
        assert_eq!(
            form,
            Form::Web(vec![stated(What::Headline), stated(What::Published), text, text])
        );
        assert!(matches!(
            check(r#"{"text":"Two. 5 < 6","html":"<p>One."}"#, "\nTwo. 5 < 6"),
            Form::Record(_)
        ));
        assert!(matches!(
            check(r#"{"text":"","html":"<p>One."}"#, "\nOne."),
            Form::Web(_)
        ));
        check(r#"{"title":"A","summary":"x","body":""}"#, "A\nx");
    }
}
