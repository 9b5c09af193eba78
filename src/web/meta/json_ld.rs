//! schema.org, for search engines.

use crate::web::cite::{ARCHIVE, Author, Work};
use crate::web::links;
use serde_json::{Map, Value, json};

/// People, and places, and bodies that are named at most: a page is no index.
const MENTIONS: usize = 12;

/// A `NewsArticle` and the way to it from the front page. `base` is the archive's address without a
/// slash at its end; `description` is a sentence about the report; `events` are the meetings that it
/// is about.
pub(in crate::web) fn json_ld(work: &Work<'_>, base: &str, description: &str, events: Vec<Value>) -> Vec<Value> {
    vec![article(work, base, description, events), breadcrumbs(work, base)]
}

fn article(work: &Work<'_>, base: &str, description: &str, events: Vec<Value>) -> Value {
    let mut article = Map::new();
    let mut say = |name: &str, value: Value| {
        let empty = match &value {
            Value::Array(values) => values.is_empty(),
            Value::String(text) => text.is_empty(),
            other => other.is_null(),
        };
        if !empty {
            article.insert(name.to_owned(), value);
        }
    };
    say("@context", json!("https://schema.org"));
    say("@type", json!("NewsArticle"));
    say("@id", json!(work.address));
    say("url", json!(work.url()));
    say("mainEntityOfPage", json!(work.address));
    say("archivedAt", json!(work.address));
    say("headline", json!(work.title()));
    say("description", json!(description));
    say("datePublished", json!(work.day().map(|day| day.to_string())));
    say("inLanguage", json!(work.lang()));
    say("author", work.authors().iter().map(author).collect());
    say(
        "publisher",
        json!(work.outlet().map(|name| named("Organization", &name))),
    );
    say("articleSection", json!(work.section()));
    say("keywords", json!(work.tags()));
    // Where it was written from, which need not be where anybody met.
    let place = work.report.dateline_place.as_ref();
    say(
        "locationCreated",
        json!(place.map(|place| named("Place", &place.value))),
    );
    say("about", Value::Array(events));
    say("mentions", mentions(work));
    say(
        "identifier",
        json!({ "@type": "PropertyValue", "propertyID": "SHA-256", "value": work.digest }),
    );
    say(
        "isPartOf",
        json!({
            "@type": "Collection",
            "name": format!("{ARCHIVE} archive {}", work.fingerprint),
            "url": format!("{base}/"),
        }),
    );
    Value::Object(article)
}

fn author(author: &Author) -> Value {
    let kind = match author {
        Author::Body(_) => "Organization",
        Author::Person { .. } | Author::Printed(_) => "Person",
    };
    named(kind, &author.natural())
}

fn mentions(work: &Work<'_>) -> Value {
    let facts = work.facts;
    let people = facts.people.iter().map(|person| ("Person", &person.name));
    let places = facts.places.iter().map(|place| ("Place", &place.name));
    let bodies = facts.organisations.iter().map(|body| ("Organization", &body.name));
    let mentions = people
        .take(MENTIONS)
        .chain(places.take(MENTIONS))
        .chain(bodies.take(MENTIONS));
    mentions.map(|(kind, name)| named(kind, name)).collect()
}

fn named(kind: &str, name: &str) -> Value {
    json!({ "@type": kind, "name": name })
}

/// The archive, the reports of the outlet, the report.
fn breadcrumbs(work: &Work<'_>, base: &str) -> Value {
    let mut steps = vec![(ARCHIVE.to_owned(), Some(format!("{base}/")))];
    if let Some(outlet) = &work.report.outlet {
        let path = links::results(&links::search_for("outlet", &outlet.value));
        steps.push((outlet.value.clone(), Some(format!("{base}{path}"))));
    }
    steps.push((work.title(), None));
    let items = steps.into_iter().zip(1..).map(|((name, address), position)| {
        let mut item = Map::new();
        item.insert("@type".to_owned(), json!("ListItem"));
        item.insert("position".to_owned(), json!(position));
        item.insert("name".to_owned(), json!(name));
        if let Some(address) = address {
            item.insert("item".to_owned(), json!(address));
        }
        Value::Object(item)
    });
    json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items.collect::<Vec<Value>>(),
    })
}

/// The value as it may stand in a `<script>`: whatever it holds ends neither the element nor a line.
pub(in crate::web) fn script_safe(value: &Value) -> String {
    let json = value.to_string();
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}
