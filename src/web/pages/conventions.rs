//! What crawlers and watchers ask of any site.

use crate::web::caching;
use crate::web::here::Here;
use crate::web::site::Site;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};

/// Machines read this form of a page; search engines should show the page instead.
pub(in crate::web) const NOT_INDEXED: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-robots-tag"),
    HeaderValue::from_static("noindex"),
);

/// What crawlers have nothing to look for in: searches are endless and lead to nothing but reports,
/// and the other forms of a report say what its page says. A `*` stands for anything, a `$` for the
/// end (RFC 9309).
const CLOSED: [&str; 8] = [
    "/search",
    "/suggest",
    "/feed.atom",
    "/reports/*.json$",
    "/reports/*.txt$",
    "/reports/*.bib$",
    "/reports/*.ris$",
    "/healthz",
];

/// `/healthz`: whether the archive answers, for whatever watches over it. Never from a cache.
pub(in crate::web) async fn healthz(State(site): State<Site>) -> Response {
    ([caching::NEVER], format!("ok {}\n", site.state().reports)).into_response()
}

/// `/robots.txt`: reports may be read by everyone; searches are endless and lead to nothing else.
pub(in crate::web) async fn robots(here: Here) -> Response {
    let closed = CLOSED.map(|path| format!("Disallow: {}\n", here.href(path))).concat();
    let map = here.url("/sitemap.xml");
    ([caching::AN_HOUR], format!("User-agent: *\n{closed}\nSitemap: {map}\n")).into_response()
}
