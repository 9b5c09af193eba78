//! What is sent of an answer: nothing where the client holds it, a part where it asks for one, and
//! else all of it in the coding that it likes best; with the headers by which it can be kept.

use super::coding::{Coding, taken};
use super::kept::{self, Made};
use super::ranges::{Wanted, content_range};
use super::site::Site;
use super::validators::{Outcome, Validators};
use super::{Error, caching};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use hyper::body::Frame;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::SystemTime;

/// Bodies up to this many bytes are not worth the header that says they are compressed.
const SMALL: usize = 256;
/// Bodies from this many bytes on are compressed on a thread that may block.
const LARGE: usize = 256 * 1024;

/// Marks an answer that changes also when the reports do not, so that no date speaks for it.
#[derive(Clone, Copy)]
pub(super) struct WithoutDate;

/// A body in codings that were made before, the best first.
#[derive(Clone, Copy)]
pub(super) struct Prepared(pub &'static [(Coding, Bytes)]);

/// HEAD is asked as GET, for its headers are those of the body that GET would send.
pub(super) async fn head(mut request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    if request.method() != Method::HEAD {
        return next(request).await;
    }
    *request.method_mut() = Method::GET;
    // Parts are for GET alone.
    request.headers_mut().remove(header::RANGE);
    let (mut parts, body) = next(request).await.into_parts();
    if let Some(length) = body.size_hint().exact() {
        parts.headers.insert(header::CONTENT_LENGTH, length.into());
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, body)
}

/// Tags good answers, compares them with what the client holds, and codes them. It stands inside of
/// [`super::error::dress`], for a condition may fail.
pub(super) async fn answer(
    site: &Site,
    request: Request,
    next: impl AsyncFnOnce(Request) -> Response,
) -> Result<Response, Error> {
    let comparable = request.method() == Method::GET;
    // Before the answer is made: an archive that changes meanwhile has a later date, not an earlier.
    let changed = site.changed();
    let key = comparable.then(|| kept::key(site, &request)).flatten();
    if let Some(made) = key.as_ref().and_then(|key| site.kept().get(key)) {
        return sent(&made, request.headers(), changed).await;
    }
    let asked = request.headers().clone();
    let mut response = next(request).await;
    if comparable && response.status() == StatusCode::OK {
        let made = Arc::new(Made::of(response).await?);
        if let Some(key) = key {
            site.kept().put(key, &made);
        }
        return sent(&made, &asked, changed).await;
    }
    if response.status().is_success() || response.status().is_redirection() {
        let (name, value) = caching::ASK;
        response.headers_mut().entry(name).or_insert(value);
    }
    Ok(response)
}

async fn sent(made: &Made, asked: &HeaderMap, changed: SystemTime) -> Result<Response, Error> {
    let (mut parts, ()) = Response::new(()).into_parts();
    parts.headers = made.headers.clone();
    let mut body = made.body.clone();
    let (name, value) = caching::ASK;
    if *parts.headers.entry(name).or_insert(value) == caching::NEVER.1 {
        return Ok(Response::from_parts(parts, Body::from(body)));
    }
    let changed = (!made.without_date).then_some(changed);
    let in_parts = made.in_parts;
    let prepared = made.prepared.0;
    let headers = &mut parts.headers;
    let offered = offered(&body, prepared);
    if offered.len() > 1 {
        set(headers, header::VARY, "accept-encoding");
    }
    // A part of a compressed body is of no use to anybody.
    let codings = match in_parts && asked.contains_key(header::RANGE) {
        true => vec![Coding::Plain],
        false => taken(asked, &offered),
    };
    let (outcome, coding, version) = choose(&made.digest, codings, asked, changed).ok_or(Error::Changed)?;
    set(headers, header::ETAG, &version.tag);
    if let Some(changed) = version.changed {
        set(headers, header::LAST_MODIFIED, &httpdate::fmt_http_date(changed));
    }
    if outcome == Outcome::Held {
        for name in [
            header::CONTENT_TYPE,
            header::CONTENT_LENGTH,
            header::CONTENT_DISPOSITION,
        ] {
            headers.remove(name);
        }
        parts.status = StatusCode::NOT_MODIFIED;
        return Ok(Response::from_parts(parts, Body::new(Nothing)));
    }
    if in_parts && coding == Coding::Plain {
        set(headers, header::ACCEPT_RANGES, "bytes");
        match Wanted::of(asked, body.len(), &version) {
            Wanted::Whole => {}
            Wanted::Nothing => return Err(Error::Range(body.len())),
            Wanted::Part(part) => {
                set(headers, header::CONTENT_RANGE, &content_range(Some(&part), body.len()));
                parts.status = StatusCode::PARTIAL_CONTENT;
                // A small part must not keep all of a large source in memory while it is read.
                body = match part.len() < body.len() / 2 {
                    true => Bytes::copy_from_slice(&body.slice(part)),
                    false => body.slice(part),
                };
            }
        }
    }
    if coding != Coding::Plain {
        set(headers, header::CONTENT_ENCODING, coding.name());
        body = coded(made, coding).await?;
    }
    headers.insert(header::CONTENT_LENGTH, body.len().into());
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// In which of the codings that the client takes it is answered: one that it holds, for it may hold
/// any of them, or else the first that its conditions allow; none where they allow none.
fn choose(
    digest: &str,
    codings: Vec<Coding>,
    asked: &HeaderMap,
    changed: Option<SystemTime>,
) -> Option<(Outcome, Coding, Validators)> {
    let mut allowed = None;
    for coding in codings {
        let version = Validators::new(digest, coding, changed);
        match version.judge(asked) {
            Outcome::Held => return Some((Outcome::Held, coding, version)),
            Outcome::Go => allowed = allowed.or(Some((Outcome::Go, coding, version))),
            Outcome::Failed => {}
        }
    }
    allowed
}

/// The body of a 304: none, and of no length that a header could say, for that would be taken for
/// the length of what the client holds.
struct Nothing;

impl HttpBody for Nothing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        true
    }
}

/// The codings in which a body can be had.
fn offered(body: &Bytes, prepared: &[(Coding, Bytes)]) -> Vec<Coding> {
    let mut offered: Vec<Coding> = prepared.iter().map(|(coding, _)| *coding).collect();
    if offered.is_empty() && body.len() > SMALL {
        offered.push(Coding::Gzip);
    }
    offered.push(Coding::Plain);
    offered
}

async fn coded(made: &Made, coding: Coding) -> Result<Bytes, Error> {
    if let Some((_, ready)) = made.prepared.0.iter().find(|(ready, _)| *ready == coding) {
        return Ok(ready.clone());
    }
    if let Some(ready) = made.gzip.get().filter(|_| coding == Coding::Gzip) {
        return Ok(ready.clone());
    }
    let body = made.body.clone();
    let coded = if body.len() < LARGE {
        coding.once(&body)
    } else {
        let coded = tokio::task::spawn_blocking(move || coding.once(&body));
        coded.await.map_err(|_| Error::Panic)?
    };
    let coded = coded.map_err(|_| Error::Panic)?;
    if coding == Coding::Gzip {
        return Ok(made.gzip.get_or_init(|| coded).clone());
    }
    Ok(coded)
}

/// Sets a header to what was made here; characters that no header holds are not among it.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
