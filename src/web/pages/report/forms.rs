use crate::archive::Held;
use crate::report::{Facts, Report};
use crate::sources::charset;
use crate::web::Error;
use crate::web::cite::{self, Work};
use crate::web::here::Here;
use crate::web::pages::conventions::NOT_INDEXED;
use crate::web::ranges::InParts;
use crate::web::show;
use crate::web::site::Site;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// The digest of the whole source, whatever part of it is sent, and however it is packed.
const SHA_256: header::HeaderName = header::HeaderName::from_static("x-source-sha256");

/// What a report can be had as, beside the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The bytes as they came.
    Source,
    /// The record, with every line, role and piece of evidence.
    Record,
    /// How it is cited.
    Citation(cite::Form),
}

impl Form {
    /// What stands behind the id in the address.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Form::Source => ".txt",
            Form::Record => ".json",
            Form::Citation(form) => form.ending(),
        }
    }

    /// The id and the form that an address asks for; without one, for the page.
    pub(super) fn of(name: &str) -> (&str, Option<Self>) {
        // The endings of citations end in those of the others.
        if let Some((id, form)) = cite::Form::of(name) {
            return (id, Some(Form::Citation(form)));
        }
        [Form::Source, Form::Record]
            .into_iter()
            .find_map(|form| Some((name.strip_suffix(form.ending())?, Some(form))))
            .unwrap_or((name, None))
    }

    pub(super) async fn answer(self, site: &Site, here: &Here, held: Held) -> Result<Response, Error> {
        match self {
            Form::Source => source(site, held).await,
            Form::Record => Ok(record(held, here)),
            Form::Citation(form) => Ok(citation(form, site, here, &held)),
        }
    }
}

/// The bytes as they came, with the character set they are in.
async fn source(site: &Site, held: Held) -> Result<Response, Error> {
    let (id, digest, path) = (held.entry.report.id, held.digest, held.path);
    let shown = id.to_string();
    let bytes = site
        .ask(move |archive| archive.source(&id))
        .await?
        .ok_or(Error::NoReport(shown))?;
    let kind = charset(&path, &bytes).map(|charset| format!("text/plain; charset={}", charset.to_ascii_lowercase()));
    let kind = kind.and_then(|kind| HeaderValue::try_from(kind).ok());
    let headers = [
        (
            header::CONTENT_TYPE,
            kind.unwrap_or(HeaderValue::from_static("application/octet-stream")),
        ),
        (
            SHA_256,
            HeaderValue::try_from(digest).unwrap_or(HeaderValue::from_static("")),
        ),
        NOT_INDEXED,
    ];
    Ok((headers, Extension(InParts), bytes).into_response())
}

/// The citation, as text or for programs that keep literature.
fn citation(form: cite::Form, site: &Site, here: &Here, held: &Held) -> Response {
    let text = form.write(&Work {
        report: &held.entry.report,
        facts: &held.entry.facts,
        address: &here.url(&show::report_path(&held.entry.report.id)),
        fingerprint: &site.state().fingerprint,
        digest: &held.digest,
    });
    let kind = HeaderValue::from_static(form.media_type());
    ([(header::CONTENT_TYPE, kind), NOT_INDEXED], text).into_response()
}

/// What the archive knows of a report.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Record {
    id: String,
    url: String,
    path: String,
    sha256: String,
    bytes: u64,
    modified: Timestamp,
    report: Report,
    facts: Facts,
}

fn record(held: Held, here: &Here) -> Response {
    let record = Record {
        url: here.href(&show::report_path(&held.entry.report.id)),
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
