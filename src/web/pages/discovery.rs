//! What browsers ask to search from their own box: `/opensearch.xml`, and `/suggest` as one types.

use crate::search::{Params, Suggestion};
use crate::web::here::Here;
use crate::web::links::{self, Given};
use crate::web::show;
use crate::web::site::Site;
use crate::web::xml;
use crate::web::{Error, assets, caching};
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;

/// Suggestions at once: more than a list in a browser shows.
const SUGGESTIONS: usize = 10;
/// The longest beginning that is completed, in characters; whoever typed more knows what they want.
const LONGEST: usize = 100;

/// An OpenSearch 1.1 description, with whole addresses as this reader reaches the archive.
#[derive(Template)]
#[template(path = "opensearch.xml", escape = "html")]
struct Description {
    base: String,
    icon: String,
}

/// `/opensearch.xml`: how a browser or a feed reader searches here.
pub(in crate::web) async fn opensearch(here: Here) -> Result<Response, Error> {
    let description = Description {
        base: here.base(),
        icon: assets::address("icon.svg"),
    };
    let kind = HeaderValue::from_static("application/opensearchdescription+xml; charset=utf-8");
    let headers = [(header::CONTENT_TYPE, kind), caching::A_DAY];
    Ok((headers, xml::document(&description)?).into_response())
}

/// `/suggest?q=lea`: `["lea", [completions], [descriptions], [addresses]]`.
pub(in crate::web) async fn suggest(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let q = params.get("q").unwrap_or_default().to_owned();
    let beginning = q.trim().to_owned();
    let suggestions = if beginning.is_empty() || beginning.chars().count() > LONGEST {
        Vec::new()
    } else {
        site.ask(move |archive| archive.suggest(&beginning, SUGGESTIONS))
            .await?
    };
    let kind = HeaderValue::from_static("application/x-suggestions+json; charset=utf-8");
    let headers = [(header::CONTENT_TYPE, kind), caching::A_MINUTE];
    Ok((headers, Json(answer(&q, &suggestions, &here.base()))).into_response())
}

/// What the OpenSearch suggestions extension has: what was typed, completions, what they are, and
/// where they lead.
#[derive(Debug, Serialize)]
pub(in crate::web) struct Completions(String, Vec<String>, Vec<String>, Vec<String>);

/// Which of the four is text and which are lists would be `prefixItems`, which readers of OpenAPI 3.1 refuse, though
/// it is part of it.
impl JsonSchema for Completions {
    fn schema_name() -> Cow<'static, str> {
        "Completions".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "description": "what was typed, completions, what they are, where they lead",
            "minItems": 4,
            "maxItems": 4,
            "items": { "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] },
        })
    }
}

fn answer(q: &str, suggestions: &[Suggestion], base: &str) -> Completions {
    let texts = suggestions.iter().map(|s| s.text.clone()).collect();
    let descriptions = suggestions
        .iter()
        .map(|s| match s.count {
            Some(count) => format!("{} · {}", s.kind, show::count(count, "report", "reports")),
            None => s.kind.to_owned(),
        })
        .collect();
    let addresses = suggestions
        .iter()
        .map(|s| format!("{base}{}", links::results(&search(s))))
        .collect();
    Completions(q.to_owned(), texts, descriptions, addresses)
}

/// What a suggestion leads to: a name to the reports that are narrowed to it, a word to a search.
fn search(suggestion: &Suggestion) -> Params {
    let name = match suggestion.kind {
        kind @ ("person" | "outlet" | "place" | "organisation") => kind,
        _ => "q",
    };
    links::search_for(name, &suggestion.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(completions: &Completions) -> serde_json::Value {
        serde_json::to_value(completions).unwrap()
    }

    #[test]
    fn suggestions_have_four_lists_of_one_length() {
        let made = |kind, text: &str, count| Suggestion {
            kind,
            text: text.to_owned(),
            count,
        };
        let json = read(&answer(
            "le",
            &[
                made("person", "Kevin \"K\" Leahy", Some(3)),
                made("word", "leader", Some(1)),
                made("word", "the leader", None),
            ],
            "http://localhost",
        ));
        assert_eq!(
            json,
            serde_json::json!([
                "le",
                ["Kevin \"K\" Leahy", "leader", "the leader"],
                ["person · 3 reports", "word · 1 report", "word"],
                [
                    "http://localhost/search?person=Kevin+%22K%22+Leahy",
                    "http://localhost/search?q=leader",
                    "http://localhost/search?q=the+leader"
                ]
            ])
        );
        assert_eq!(read(&answer("", &[], "")), serde_json::json!(["", [], [], []]));
    }
}
