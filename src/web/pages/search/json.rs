use super::{ask, view};
use crate::search::{Hit, Notice, SnippetPart};
use crate::web::Error;
use crate::web::links::{self, Given};
use crate::web::show;
use crate::web::site::Site;
use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// The answer of `/search.json`. Names and shapes are a promise to whoever reads it by program.
#[derive(Serialize)]
pub(in crate::web) struct Answer {
    query: String,
    notices: Vec<Notice>,
    total: usize,
    results: Vec<Found>,
    facets: BTreeMap<&'static str, Vec<Count>>,
    /// Where the next page is, if there is one.
    next: Option<String>,
}

#[derive(Serialize)]
struct Found {
    id: String,
    url: String,
    /// In square brackets when the archive supplied it.
    title: String,
    outlet: Option<String>,
    published: Option<Date>,
    dated: Bounds,
    score: f32,
    snippets: Vec<Passage>,
}

#[derive(Serialize)]
struct Bounds {
    earliest: Option<Date>,
    latest: Option<Date>,
}

#[derive(Serialize)]
struct Passage {
    field: &'static str,
    /// Escaped text with `<mark>` around the hits, and no other tag.
    html: String,
}

#[derive(Serialize)]
struct Count {
    value: String,
    count: u64,
}

/// `/search.json`: the same parameters as `/search`, for programs.
pub(in crate::web) async fn search_json(State(site): State<Site>, Given(params): Given) -> Result<Json<Answer>, Error> {
    let (request, results) = ask(&site, &params).await?;
    let last = request
        .page
        .saturating_sub(1)
        .saturating_mul(request.limit)
        .saturating_add(results.hits.len());
    let next = (!results.hits.is_empty() && view::has_next(&request, results.total, last))
        .then(|| links::below("/search.json", &params.with("page", &(request.page + 1).to_string())));
    Ok(Json(Answer {
        query: params.get("q").unwrap_or_default().to_owned(),
        notices: results.notices,
        total: results.total,
        results: results.hits.into_iter().map(Found::from).collect(),
        facets: results
            .facets
            .into_iter()
            .map(|(field, counts)| {
                let counts = counts
                    .into_iter()
                    .map(|facet| Count {
                        value: facet.value,
                        count: facet.count,
                    })
                    .collect();
                (field.name(), counts)
            })
            .collect(),
        next,
    }))
}

impl From<Hit> for Found {
    fn from(hit: Hit) -> Self {
        let words: String = hit.title.iter().map(|part| part.text.as_str()).collect();
        Self {
            url: show::report_path(&hit.id),
            id: hit.id.to_string(),
            title: if hit.title_is_supplied {
                format!("[{words}]")
            } else {
                words
            },
            outlet: hit.outlet,
            published: hit.published,
            dated: Bounds {
                earliest: hit.dated.earliest,
                latest: hit.dated.latest,
            },
            score: hit.score,
            snippets: hit
                .snippets
                .iter()
                .map(|snippet| Passage {
                    field: snippet.field,
                    html: marked(&snippet.parts),
                })
                .collect(),
        }
    }
}

fn marked(parts: &[SnippetPart]) -> String {
    let mut html = String::new();
    for part in parts {
        let text = html_escape::encode_safe(&part.text);
        if part.hit {
            html.push_str("<mark>");
            html.push_str(&text);
            html.push_str("</mark>");
        } else {
            html.push_str(&text);
        }
    }
    html
}
