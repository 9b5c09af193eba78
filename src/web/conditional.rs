//! What is sent of an answer: nothing where the client holds it, a part where it asks for one, and
//! else all of it in the coding that it likes best; with the headers by which it can be kept.

use super::coding::{Coding, taken};
use super::ranges::{InParts, Wanted, content_range};
use super::site::Site;
use super::validators::{Outcome, Validators};
use super::{Error, caching};
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::Frame;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::SystemTime;

/// Bodies up to this many bytes are not worth the header that says they are compressed.
const SMALL: usize = 256;
/// Bodies from this many bytes on are compressed on a thread that may block.
const LARGE: usize = 256 * 1024;

/// So much of a digest stands in a tag: 128 bits, in hexadecimal.
const DIGEST_CHARS: usize = 32;

/// Marks an answer that changes also when the reports do not, so that no date speaks for it.
#[derive(Clone, Copy)]
pub(super) struct WithoutDate;

/// A body in codings that were made before, the best first.
#[derive(Clone, Copy)]
pub(super) struct Prepared(pub &'static [(Coding, Bytes)]);

/// HEAD is asked as GET, for its headers are those of the body that GET would send.
pub(super) async fn head(mut request: Request, next: Next) -> Response {
    if request.method() != Method::HEAD {
        return next.run(request).await;
    }
    *request.method_mut() = Method::GET;
    // Parts are for GET alone.
    request.headers_mut().remove(header::RANGE);
    let (mut parts, body) = next.run(request).await.into_parts();
    if let Some(length) = body.size_hint().exact() {
        parts.headers.insert(header::CONTENT_LENGTH, length.into());
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, body)
}

/// Tags good answers, compares them with what the client holds, and codes them. It stands inside of
/// [`super::error::dress`], for a condition may fail.
pub(super) async fn answer(State(site): State<Site>, request: Request, next: Next) -> Result<Response, Error> {
    let comparable = request.method() == Method::GET;
    let asked = request.headers().clone();
    // Before the answer is made: an archive that changes meanwhile has a later date, not an earlier.
    let changed = site.changed();
    let mut response = next.run(request).await;
    if comparable && response.status() == StatusCode::OK {
        return sent(response, &asked, changed).await;
    }
    if response.status().is_success() || response.status().is_redirection() {
        let (name, value) = caching::ASK;
        response.headers_mut().entry(name).or_insert(value);
    }
    Ok(response)
}

async fn sent(response: Response, asked: &HeaderMap, changed: SystemTime) -> Result<Response, Error> {
    let (mut parts, body) = response.into_parts();
    // Handlers answer with bodies that are whole in memory already.
    let mut body = to_bytes(body, usize::MAX).await.map_err(|_| Error::Panic)?;
    let (name, value) = caching::ASK;
    if *parts.headers.entry(name).or_insert(value) == caching::NEVER.1 {
        return Ok(Response::from_parts(parts, Body::from(body)));
    }
    let changed = parts.extensions.get::<WithoutDate>().is_none().then_some(changed);
    let in_parts = parts.extensions.get::<InParts>().is_some();
    let prepared = parts
        .extensions
        .get::<Prepared>()
        .map_or(&[][..], |prepared| prepared.0);
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
    let (outcome, coding, version) = choose(&body, codings, asked, changed).ok_or(Error::Changed)?;
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
                body = body.slice(part);
            }
        }
    }
    if coding != Coding::Plain {
        set(headers, header::CONTENT_ENCODING, coding.name());
        body = coded(body, coding, prepared).await?;
    }
    headers.insert(header::CONTENT_LENGTH, body.len().into());
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// In which of the codings that the client takes it is answered: one that it holds, for it may hold
/// any of them, or else the first that its conditions allow; none where they allow none.
fn choose(
    body: &Bytes,
    codings: Vec<Coding>,
    asked: &HeaderMap,
    changed: Option<SystemTime>,
) -> Option<(Outcome, Coding, Validators)> {
    let digest: String = blake3::hash(body).to_hex().chars().take(DIGEST_CHARS).collect();
    let mut allowed = None;
    for coding in codings {
        let version = Validators::new(&digest, coding, changed);
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

async fn coded(body: Bytes, coding: Coding, prepared: &[(Coding, Bytes)]) -> Result<Bytes, Error> {
    if let Some((_, made)) = prepared.iter().find(|(made, _)| *made == coding) {
        return Ok(made.clone());
    }
    let coded = if body.len() < LARGE {
        coding.once(&body)
    } else {
        let coded = tokio::task::spawn_blocking(move || coding.once(&body));
        coded.await.map_err(|_| Error::Panic)?
    };
    coded.map_err(|_| Error::Panic)
}

/// Sets a header to what was made here; characters that no header holds are not among it.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
