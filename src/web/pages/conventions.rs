//! What crawlers and watchers ask of any site.

use crate::search::Params;
use crate::web::Error;
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
const CLOSED: [&str; 9] = [
    "/search",
    "/suggest",
    "/feed.atom",
    "/reports/*.json$",
    "/reports/*.txt$",
    "/reports/*.bib$",
    "/reports/*.ris$",
    "/healthz",
    "/readyz",
];

/// `/healthz`: whether the archive answers, for whatever watches over it. Never from a cache.
pub(in crate::web) async fn healthz(State(site): State<Site>) -> Response {
    ([caching::NEVER], format!("ok {}\n", site.state().reports)).into_response()
}

/// `/readyz`: whether there is something to serve and it can be read, for whatever sends readers here.
pub(in crate::web) async fn readyz(State(site): State<Site>) -> Result<Response, Error> {
    let reports = site.state().reports;
    if reports == 0 {
        let news = site.news().unwrap_or_default();
        return Err(Error::NotReady(
            format!("No report is in the index yet. {news}").trim_end().to_owned(),
        ));
    }
    let (anything, _) = Params::default().with("limit", "1").read()?;
    match site.ask(move |archive| archive.search(&anything)).await {
        // At work is ready: to send readers elsewhere would leave the same work to fewer.
        Ok(_) | Err(Error::Busy) => Ok(([caching::NEVER], format!("ready {reports}\n")).into_response()),
        Err(error) => {
            tracing::error!(
                cause = std::error::Error::source(&error).map(ToString::to_string),
                "{error}"
            );
            Err(Error::NotReady(
                "The index cannot be read; the log says why.".to_owned(),
            ))
        }
    }
}

/// `/robots.txt`: reports may be read by everyone; searches are endless and lead to nothing else.
pub(in crate::web) async fn robots(here: Here) -> Response {
    let closed = CLOSED.map(|path| format!("Disallow: {}\n", here.href(path))).concat();
    let map = here.url("/sitemap.xml");
    ([caching::AN_HOUR], format!("User-agent: *\n{closed}\nSitemap: {map}\n")).into_response()
}
