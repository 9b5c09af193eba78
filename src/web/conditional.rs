//! Answers that have not changed are not sent again: `ETag`, `Last-Modified` and 304.

use super::site::Site;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::SystemTime;

/// Tags every good answer by its content and compares it with what the client holds. It stands
/// inside of compression, so the tag is that of the uncompressed body, and weak.
///
/// HEAD is asked as GET, for the tag and the length are those of the body that GET would send.
pub(super) async fn answer(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let head = request.method() == Method::HEAD;
    if head {
        *request.method_mut() = Method::GET;
    }
    let comparable = request.method() == Method::GET;
    let asked = request.headers().clone();
    let response = next.run(request).await;
    let response = if comparable && response.status() == StatusCode::OK {
        tagged(response, &asked, site.changed()).await
    } else {
        response
    };
    if head { without_body(response).await } else { response }
}

/// Marks an answer that changes also when the reports do not, so that no date speaks for it.
#[derive(Clone, Copy)]
pub(super) struct WithoutDate;

async fn tagged(response: Response, asked: &HeaderMap, changed: SystemTime) -> Response {
    let (mut parts, body) = response.into_parts();
    // Handlers answer with bodies that are whole in memory already.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return super::Error::Panic.into_response();
    };
    let digest = blake3::hash(&bytes).to_hex();
    let tag = format!("W/\"{}\"", digest.chars().take(32).collect::<String>());
    let changed = parts.extensions.get::<WithoutDate>().is_none().then_some(changed);
    let headers = &mut parts.headers;
    if let Ok(tag) = HeaderValue::try_from(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(date) = changed.and_then(|changed| HeaderValue::try_from(httpdate::fmt_http_date(changed)).ok()) {
        headers.insert(header::LAST_MODIFIED, date);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if is_held(asked, &tag, changed) {
        headers.remove(header::CONTENT_TYPE);
        headers.remove(header::CONTENT_LENGTH);
        parts.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether the client holds this very answer. A tag outranks a date, as RFC 9110 has it.
fn is_held(asked: &HeaderMap, tag: &str, changed: Option<SystemTime>) -> bool {
    if asked.contains_key(header::IF_NONE_MATCH) {
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        let ours = opaque(tag);
        return asked
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|theirs| theirs.trim() == "*" || opaque(theirs) == ours);
    }
    asked
        .get(header::IF_MODIFIED_SINCE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| httpdate::parse_http_date(value).ok())
        .zip(changed)
        .is_some_and(|(since, changed)| {
            // Dates in headers have no fractions of a second.
            let seconds = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |t| t.as_secs());
            seconds(changed) <= seconds(since)
        })
}

/// The same headers, with the length that the body would have.
async fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let length = axum::body::HttpBody::size_hint(&body).exact();
    if let Some(length) = length.filter(|_| parts.status != StatusCode::NOT_MODIFIED) {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;
    use std::time::Duration;

    #[track_caller]
    fn check(name: HeaderName, value: &'static str, held: bool) {
        let changed = SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_900);
        let asked = HeaderMap::from_iter([(name, HeaderValue::from_static(value))]);
        assert_eq!(is_held(&asked, "W/\"abc\"", Some(changed)), held, "{value}");
    }

    #[test]
    fn tags_and_dates() {
        check(header::IF_NONE_MATCH, "W/\"abc\"", true);
        check(header::IF_NONE_MATCH, "\"x\", \"abc\"", true);
        check(header::IF_NONE_MATCH, "*", true);
        check(header::IF_NONE_MATCH, "\"abcd\"", false);
        check(header::IF_MODIFIED_SINCE, "Tue, 14 Nov 2023 22:13:20 GMT", true);
        check(header::IF_MODIFIED_SINCE, "Tue, 14 Nov 2023 22:13:19 GMT", false);
        check(header::IF_MODIFIED_SINCE, "yesterday", false);
    }
}
