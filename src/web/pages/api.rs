//! `/api.json`: what programs can ask, as OpenAPI 3.1. The shapes of answers are derived from the
//! types that are answered, and the parameters from the list that searches are read by, so that the
//! document cannot say something else than the archive does.

mod addresses;
mod parameters;

use crate::web::caching;
use crate::web::error::Failure;
use crate::web::here::Here;
use addresses::{ADDRESSES, Address, Body};
use axum::Json;
use axum::response::{IntoResponse, Response};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static DOCUMENT: LazyLock<Value> = LazyLock::new(document);

/// `/api.json`, with the address under which this reader reaches the archive.
pub(in crate::web) async fn api(here: Here) -> Response {
    let mut document = DOCUMENT.clone();
    if let Some(fields) = document.as_object_mut() {
        let base = here.base();
        let url = if base.is_empty() { "/".to_owned() } else { base };
        fields.insert("servers".to_owned(), json!([{ "url": url }]));
    }
    ([caching::AN_HOUR], Json(document)).into_response()
}

fn document() -> Value {
    // As answers are written: what may be null is still always there.
    let mut schemas = SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        })
        .for_serialize()
        .into_generator();
    let paths: Map<String, Value> = ADDRESSES
        .iter()
        .map(|address| {
            (
                address.path.to_owned(),
                json!({ "get": operation(address, &mut schemas) }),
            )
        })
        .collect();
    let failure = schemas.subschema_for::<Failure>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Readout",
            "summary": "A searchable archive of meeting reports",
            "description": "Every address answers GET and HEAD, needs no key and changes nothing. \
                Answers carry a strong `ETag`: ask again with `If-None-Match` and an unchanged one is not sent again. \
                An error has one shape at every address below, whatever else that address answers with.",
            "version": env!("CARGO_PKG_VERSION"),
        },
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "parameters": parameters::components(),
            "headers": {
                "Link": {
                    "description": "Where the pages beside this one are: `next`, `prev`, `first` (RFC 8288)",
                    "schema": { "type": "string" },
                },
                "X-Archive-Fingerprint": {
                    "description": "Names the set of reports that gave the answer",
                    "schema": { "type": "string" },
                },
            },
            "responses": {
                "Error": {
                    "description": "Why there is no such answer",
                    "content": { "application/json": { "schema": failure } },
                },
            },
        },
    })
}

fn operation(address: &Address, schemas: &mut SchemaGenerator) -> Value {
    let content: Map<String, Value> = match address.body {
        Body::Json(kind, shape) => Map::from_iter([(kind.to_owned(), json!({ "schema": shape(schemas) }))]),
        Body::Other(kinds) => kinds
            .iter()
            .map(|kind| ((*kind).to_owned(), json!({ "schema": { "type": "string" } })))
            .collect(),
    };
    let mut good = json!({ "description": address.answer, "content": content });
    let mut responses = json!({ "default": { "$ref": "#/components/responses/Error" } });
    if address.is_paged
        && let Some(good) = good.as_object_mut()
    {
        let header = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
        let headers = json!({ "Link": header("Link"), "X-Archive-Fingerprint": header("X-Archive-Fingerprint") });
        good.insert("headers".to_owned(), headers);
    }
    if let Some(responses) = responses.as_object_mut() {
        responses.insert("200".to_owned(), good);
    }
    json!({
        "operationId": address.name,
        "summary": address.summary,
        "parameters": address.parameters.references(),
        "responses": responses,
    })
}
