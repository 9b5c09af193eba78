//! What browsers ask to search from their own box: `/opensearch.xml`, and `/suggest` as one types.

use crate::search::{Params, Suggestion};
use crate::web::links::{self, Given};
use crate::web::show;
use crate::web::site::Site;
use crate::web::xml;
use crate::web::{Error, assets};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Suggestions at once: more than a list in a browser shows.
const SUGGESTIONS: usize = 10;
/// The longest beginning that is completed, in characters; whoever typed more knows what they want.
const LONGEST: usize = 100;

/// An OpenSearch 1.1 description, with whole addresses as this reader reaches the archive.
#[derive(Template)]
#[template(path = "opensearch.xml", escape = "html")]
struct Description {
    origin: String,
    icon: String,
}

/// `/opensearch.xml`: how a browser or a feed reader searches here.
pub(in crate::web) async fn opensearch(headers: HeaderMap) -> Result<Response, Error> {
    let description = Description {
        origin: links::origin(&headers),
        icon: assets::address("icon.svg"),
    };
    let kind = HeaderValue::from_static("application/opensearchdescription+xml; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], xml::document(&description)?).into_response())
}

/// `/suggest?q=lea`: `["lea", [completions], [descriptions], [addresses]]`.
pub(in crate::web) async fn suggest(
    State(site): State<Site>,
    Given(params): Given,
    headers: HeaderMap,
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
    let body = answer(&q, &suggestions, &links::origin(&headers)).to_string();
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

/// The four lists of the OpenSearch suggestions extension.
fn answer(q: &str, suggestions: &[Suggestion], origin: &str) -> serde_json::Value {
    let texts: Vec<&str> = suggestions.iter().map(|s| s.text.as_str()).collect();
    let descriptions: Vec<String> = suggestions
        .iter()
        .map(|s| format!("{} · {}", s.kind, show::count(s.count, "report", "reports")))
        .collect();
    let addresses: Vec<String> = suggestions
        .iter()
        .map(|s| format!("{origin}{}", links::results(&search(s))))
        .collect();
    serde_json::json!([q, texts, descriptions, addresses])
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

    #[test]
    fn suggestions_have_four_lists_of_one_length() {
        let made = |kind, text: &str, count| Suggestion {
            kind,
            text: text.to_owned(),
            count,
        };
        let json = answer(
            "le",
            &[made("person", "Kevin \"K\" Leahy", 3), made("word", "leader", 1)],
            "http://localhost",
        );
        assert_eq!(
            json,
            serde_json::json!([
                "le",
                ["Kevin \"K\" Leahy", "leader"],
                ["person · 3 reports", "word · 1 report"],
                [
                    "http://localhost/search?person=Kevin+%22K%22+Leahy",
                    "http://localhost/search?q=leader"
                ]
            ])
        );
        assert_eq!(answer("", &[], ""), serde_json::json!(["", [], [], []]));
    }
}
