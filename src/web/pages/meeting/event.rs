use crate::search::{MeetingRow, Told};
use crate::web::here::Here;
use crate::web::show;
use serde_json::{Map, Value, json};

/// A meeting as schema.org has it, with up to so many of its reports.
pub(in crate::web) fn event(row: &MeetingRow, subjects: usize, told: &[Told], here: &Here) -> Value {
    let address = here.url(&show::meeting_path(&row.id));
    let mut event = Map::new();
    let mut say = |name: &str, value: Value| {
        event.insert(name.to_owned(), value);
    };
    // Within an article, it has the context of that.
    if !told.is_empty() {
        say("@context", json!("https://schema.org"));
        say("@id", json!(address));
    }
    say("@type", json!("Event"));
    say("url", json!(address));
    say("name", json!(row.people.join(", ")));
    if let Some(day) = row.when.exact() {
        say("startDate", json!(day.to_string()));
    }
    if let Some(place) = &row.place {
        say("location", json!({ "@type": "Place", "name": place }));
    }
    if !row.topics.is_empty() {
        say("about", json!(row.topics));
    }
    // The page of the meeting says where more is said of each.
    let person = |name: &String| match told {
        [] => json!({ "@type": "Person", "name": name }),
        _ => json!({ "@type": "Person", "name": name, "url": here.url(&show::person_path(name)) }),
    };
    say("attendee", row.people.iter().map(person).collect());
    let article = |told: &Told| {
        json!({
            "@type": "NewsArticle",
            "headline": told.entry.report.title.to_string(),
            "url": here.url(&show::report_path(&told.entry.report.id)),
        })
    };
    if !told.is_empty() {
        say("subjectOf", told.iter().take(subjects).map(article).collect());
    }
    Value::Object(event)
}
