//! One line in the log for each request, and a number by which to find it again.

use axum::extract::Request;
use axum::http::{HeaderValue, header::HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use std::fmt;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Names a request: when the process started, and a running number.
#[derive(Clone, Debug)]
pub(super) struct RequestId(u64);

static STARTED: LazyLock<u64> = LazyLock::new(|| {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
});

impl RequestId {
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{:06}", *STARTED, self.0)
    }
}

/// Writes the log line. The path stands in it and the query does not: what a journalist searched
/// for is not ours to keep.
pub(super) async fn access(mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = RequestId::next();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    let id = id.to_string();
    tracing::info!(
        target: "readout::access",
        id,
        %method,
        // As `Debug` writes it: control characters and marks that turn text are escaped.
        ?path,
        status = response.status().as_u16(),
        ms = %format_args!("{:.2}", start.elapsed().as_secs_f64() * 1_000.0),
        "request"
    );
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
