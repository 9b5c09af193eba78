//! Static files, compiled into the binary.

use super::Error;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};
use std::borrow::Cow;

#[derive(Embed)]
#[folder = "static/"]
struct Files;

/// How much of a digest stands in an address: enough to tell any two versions apart.
const DIGEST_BYTES: usize = 8;

/// `/static/1f2e3d4c5b6a7988/readout.css`: the address changes with the content, so that browsers
/// may keep it for ever.
pub(super) fn address(name: &str) -> String {
    match Files::get(name) {
        Some(file) => format!("/static/{}/{name}", digest(&file)),
        None => format!("/static/{name}"),
    }
}

fn digest(file: &EmbeddedFile) -> String {
    file.metadata
        .sha256_hash()
        .iter()
        .take(DIGEST_BYTES)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// `/static/{digest}/{name}`. An address of an older version gets the file as it is now, and
/// must ask again.
pub(super) async fn asset(Path((asked, name)): Path<(String, String)>) -> Result<Response, Error> {
    let file = Files::get(&name).ok_or(Error::NotFound)?;
    let caching = if asked == digest(&file) {
        "max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let kind = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let body = match file.data {
        Cow::Borrowed(bytes) => bytes.into_response(),
        Cow::Owned(bytes) => bytes.into_response(),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
    ];
    Ok((headers, body).into_response())
}
