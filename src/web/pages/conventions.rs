use crate::web::site::Site;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// `/healthz`: whether the archive answers, for whatever watches over it. Never from a cache.
pub(in crate::web) async fn healthz(State(site): State<Site>) -> Response {
    let headers = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (headers, format!("ok {}\n", site.state().reports)).into_response()
}

/// `/robots.txt`: reports may be read by everyone; searches are endless and lead to nothing else.
pub(in crate::web) async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /search\nDisallow: /suggest\n"
}
