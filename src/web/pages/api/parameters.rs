use crate::search::{MAX_LIMIT, MAX_QUERY_CHARS, MEETING_PARAMETERS, PARAMETERS, is_repeatable};
use crate::web::pages::people::LETTERS;
use crate::web::pages::wanted::MOST;
use serde_json::{Map, Value, json};

/// The parameters of an address.
pub(super) enum Parameters {
    None,
    /// Those of every search.
    Search,
    /// Those of a list of meetings.
    Meetings,
    /// The id of a meeting, in the path.
    Meeting,
    /// The page and the limit of a list.
    Page,
    /// The same of the wanted list, whose pages are shorter.
    Wanted,
    /// What was typed so far.
    Beginning,
    /// The id of a report, in the path.
    Report,
    /// Those of the list of people.
    People,
    /// The slug of a person, in the path.
    Person,
    /// A part of a site map.
    Part,
}

impl Parameters {
    /// Where each of them is described.
    pub(super) fn references(&self) -> Vec<Value> {
        let names: Vec<&str> = match self {
            Parameters::None => Vec::new(),
            Parameters::Search => PARAMETERS.iter().map(|(name, _)| *name).collect(),
            Parameters::Meetings => MEETING_PARAMETERS
                .iter()
                .map(|(name, _)| parameter_of_meetings(name))
                .collect(),
            Parameters::Meeting => vec!["meeting_id"],
            Parameters::Page => vec!["page", "limit"],
            Parameters::Wanted => vec!["list_page", "short_limit"],
            Parameters::Beginning => vec!["beginning"],
            Parameters::Report => vec!["id"],
            Parameters::People => vec!["words", "letter", "list_page", "list_limit"],
            Parameters::Person => vec!["slug"],
            Parameters::Part => vec!["part"],
        };
        let reference = |name| json!({ "$ref": format!("#/components/parameters/{name}") });
        names.into_iter().map(reference).collect()
    }
}

/// Every parameter that an address has.
pub(super) fn components() -> Map<String, Value> {
    let strict = |name: &str, r#in: &str, words: &str, schema: Value| json!({ "name": name, "in": r#in, "description": words, "required": r#in == "path", "schema": schema });
    let described =
        |name: &str, r#in: &str, words: &str, schema: Value| strict(name, r#in, words, taken(name, r#in, schema));
    let mut all: Map<String, Value> = PARAMETERS
        .iter()
        .map(|(name, words)| ((*name).to_owned(), described(name, "query", words, schema(name))))
        .collect();
    // Those that mean something else than in a search.
    for (name, words) in MEETING_PARAMETERS {
        let key = parameter_of_meetings(name);
        if !all.contains_key(key) {
            all.insert(key.to_owned(), described(name, "query", words, schema(name)));
        }
    }
    let letters = json!({ "type": "string", "pattern": format!("^\\p{{L}}{{0,{LETTERS}}}$") });
    let text = || json!({ "type": "string" });
    let number = || json!({ "type": "integer", "minimum": 1 });
    all.extend([
        (
            "list_page".to_owned(),
            strict("page", "query", "the page of the list, from 1", numbered(None)),
        ),
        (
            "list_limit".to_owned(),
            strict("limit", "query", "entries on a page", numbered(Some(MAX_LIMIT))),
        ),
        (
            "beginning".to_owned(),
            described("q", "query", "what was typed so far", text()),
        ),
        (
            "short_limit".to_owned(),
            strict("limit", "query", "headlines on a page", numbered(Some(MOST))),
        ),
        (
            "words".to_owned(),
            described("q", "query", "words of a name, each whole or its beginning", text()),
        ),
        (
            "letter".to_owned(),
            strict(
                "letter",
                "query",
                "how the last word of the name begins, or `other` for other scripts; of several the first counts",
                json!({ "anyOf": [letters, { "type": "array", "items": letters }] }),
            ),
        ),
        (
            "slug".to_owned(),
            described("slug", "path", "the slug of a person", text()),
        ),
        ("id".to_owned(), described("id", "path", "the id of a report", text())),
        (
            "meeting_id".to_owned(),
            described(
                "id",
                "path",
                "the id of a meeting: a report, a full stop and a line",
                text(),
            ),
        ),
        (
            "part".to_owned(),
            described(
                "part",
                "query",
                "which part of the list, from 1; without it the whole or its index",
                number(),
            ),
        ),
    ]);
    all
}

/// A number that is refused where it is none; nothing counts as not given, and of several the first.
fn numbered(most: Option<usize>) -> Value {
    let mut number = json!({ "type": "integer", "minimum": 1 });
    if let (Some(most), Some(fields)) = (most, number.as_object_mut()) {
        fields.insert("maximum".to_owned(), json!(most));
    }
    json!({ "anyOf": [number, { "const": "" }, { "type": "array", "items": number }] })
}

/// What is meant by a parameter, and, where it is one that a reader may type into an address, all that is taken: only a
/// query that is too long is refused.
fn taken(name: &str, r#in: &str, meant: Value) -> Value {
    match r#in {
        "query" if name != "q" => json!({ "anyOf": [
            meant,
            { "description": "Anything else is left out, and named among the notices where an answer has any" },
        ] }),
        _ => meant,
    }
}

/// The name under which a parameter of a list of meetings is described.
fn parameter_of_meetings(name: &str) -> &'static str {
    match name {
        "person" => "took_part",
        "with" => "with",
        "place" => "met_at",
        "outlet" => "told_by",
        "from" => "from",
        "to" => "to",
        "dates" => "dates",
        "page" => "page",
        _ => "limit",
    }
}

/// What may stand in a parameter of a search.
fn schema(name: &str) -> Value {
    let one_of = |values: &[&str]| json!({ "type": "string", "enum": values, "default": values.first() });
    match name {
        name if is_repeatable(name) => json!({ "type": "array", "items": { "type": "string" } }),
        "q" => json!({ "type": "string", "maxLength": MAX_QUERY_CHARS }),
        // The first is what holds where nothing is said.
        "dates" => one_of(&["any", "sure", "possible", "undated"]),
        "sort" => one_of(&["relevance", "newest", "oldest"]),
        "match" => one_of(&["all", "any"]),
        "names" => one_of(&["variants", "exact"]),
        "synonyms" => one_of(&["on", "off"]),
        "fold" => one_of(&["off", "meeting"]),
        "page" => json!({ "type": "integer", "minimum": 1, "default": 1 }),
        "limit" => json!({ "type": "integer", "minimum": 1, "maximum": MAX_LIMIT }),
        // A day, a month or a year.
        "from" | "to" => json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" }),
        _ => json!({ "type": "string" }),
    }
}
