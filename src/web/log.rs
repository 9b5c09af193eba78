//! One line in the log for each request, and a number by which to find it again.

use super::site::Site;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// The longest name of a request that is taken over, in bytes.
const LONGEST: usize = 64;

/// Names a request: as a proxy before us named it, so that both logs can be laid side by side, or
/// else with the time when the process started, and a running number.
#[derive(Clone, Debug)]
pub(super) struct RequestId(Arc<str>);

static STARTED: LazyLock<u64> = LazyLock::new(|| {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
});

impl RequestId {
    /// What the request calls itself, where that can stand in a log and in a header.
    fn of(headers: &HeaderMap) -> Self {
        let mut given = headers.get_all(HEADER).iter();
        match (given.next().and_then(|value| value.to_str().ok()), given.next()) {
            (Some(name), None) if is_sane(name) => Self(name.into()),
            _ => Self::next(),
        }
    }

    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Self(format!("{:x}-{number:06}", *STARTED).into())
    }
}

fn is_sane(name: &str) -> bool {
    let plain = |c: u8| c.is_ascii_alphanumeric() || b"._-".contains(&c);
    (1..=LONGEST).contains(&name.len()) && name.bytes().all(plain)
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writes the log line. The path stands in it and the query does not: what a journalist searched
/// for is not ours to keep.
pub(super) async fn access(site: &Site, mut request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let start = Instant::now();
    let id = RequestId::of(request.headers());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().cloned();
    request.extensions_mut().insert(id.clone());
    let mut response = next(request).await;
    let (status, took) = (response.status().as_u16(), start.elapsed());
    site.metrics()
        .answered(route.as_ref().map(MatchedPath::as_str), status, took);
    tracing::info!(
        target: "readout::access",
        id = &*id.0,
        %method,
        // As `Debug` writes it: control characters and marks that turn text are escaped.
        ?path,
        status,
        ms = %format_args!("{:.2}", took.as_secs_f64() * 1_000.0),
        "request"
    );
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &[&'static [u8]], taken: bool) {
        let value = |bytes| HeaderValue::from_bytes(bytes).unwrap();
        let headers: HeaderMap = given.iter().map(|bytes| (HEADER, value(bytes))).collect();
        let id = RequestId::of(&headers).to_string();
        let same = given.first().is_some_and(|first| id.as_bytes() == *first);
        assert_eq!(same, taken, "{given:?}: {id}");
        assert!(is_sane(&id), "{id}");
    }

    #[test]
    fn a_sane_name_of_a_request_is_taken_over() {
        check(&[b"7f3a.proxy-1_b"], true);
        check(&[&[b'x'; 64]], true);
        check(&[], false);
        check(&[b""], false);
        check(&[b"a b"], false);
        check(&[b"a\" status=200"], false);
        check(&[b"\xff"], false);
        check(&[&[b'x'; 65]], false);
        check(&[b"a", b"a"], false);
    }
}
