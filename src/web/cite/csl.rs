//! CSL-JSON, which citation processors read.

use super::{ARCHIVE, Author, Work};
use serde_json::{Map, Value, json};

/// The report as a list of one item.
pub(in crate::web) fn csl_json(work: &Work<'_>) -> Value {
    let mut item = Map::new();
    let mut field = |name: &str, value: Value| item.insert(name.to_owned(), value);
    field("id", json!(work.report.id.as_str()));
    field("type", json!("article-newspaper"));
    field("title", json!(work.title()));
    let authors: Vec<Value> = work.authors().iter().map(author).collect();
    if !authors.is_empty() {
        field("author", Value::Array(authors));
    }
    if let Some(outlet) = work.outlet() {
        field("container-title", json!(outlet));
    }
    if let Some(section) = work.section() {
        field("section", json!(section));
    }
    if let Some(day) = work.day() {
        field(
            "issued",
            json!({ "date-parts": [[day.year(), day.month(), day.day()]] }),
        );
    }
    if let Some(lang) = work.lang() {
        field("language", json!(lang));
    }
    let tags = work.tags();
    if !tags.is_empty() {
        field("keyword", json!(tags.join(", ")));
    }
    field("URL", json!(work.url()));
    field("archive", json!(ARCHIVE));
    field("archive_location", json!(work.report.id.as_str()));
    field("note", json!(work.record_note()));
    Value::Array(vec![Value::Object(item)])
}

fn author(author: &Author) -> Value {
    match author {
        Author::Person { given, family } => json!({ "family": family, "given": given }),
        Author::Printed(name) | Author::Body(name) => json!({ "literal": name }),
    }
}
