use crate::archive::Held;
use crate::report::{Facts, Report};
use crate::sources::{Encoding, decode};
use crate::web::Error;
use crate::web::show;
use crate::web::site::Site;
use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;

/// Machines read these forms; search engines should show the page instead.
const NOT_INDEXED: (header::HeaderName, HeaderValue) = (
    header::HeaderName::from_static("x-robots-tag"),
    HeaderValue::from_static("noindex"),
);

/// `/reports/{id}.txt`: the bytes as they came, with the character set they are in.
pub(super) async fn source(site: &Site, held: Held) -> Result<Response, Error> {
    let id = held.entry.report.id;
    let shown = id.to_string();
    let bytes = site
        .ask(move |archive| archive.source(&id))
        .await?
        .ok_or(Error::NoReport(shown))?;
    let kind = match decode(&bytes).map(|decoded| decoded.encoding) {
        Ok(Encoding::Utf8 | Encoding::BrokenUtf8) => "text/plain; charset=utf-8",
        Ok(Encoding::Utf16) => "text/plain; charset=utf-16",
        Ok(Encoding::Windows1252) => "text/plain; charset=windows-1252",
        Err(_) => "application/octet-stream",
    };
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), NOT_INDEXED];
    Ok((headers, bytes).into_response())
}

#[derive(Serialize)]
struct Record {
    id: String,
    url: String,
    path: String,
    sha256: String,
    bytes: u64,
    modified: Timestamp,
    report: Report,
    facts: Facts,
}

/// `/reports/{id}.json`: the record, with every line, role and piece of evidence.
pub(super) fn record(held: Held) -> Response {
    let record = Record {
        url: show::report_path(&held.entry.report.id),
        id: held.entry.report.id.to_string(),
        path: held.path,
        sha256: held.digest,
        bytes: held.size,
        modified: held.modified,
        report: held.entry.report,
        facts: held.entry.facts,
    };
    ([NOT_INDEXED], Json(record)).into_response()
}
