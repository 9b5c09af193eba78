//! The archive in a browser. Nothing else names axum.
//!
//! A page is a struct, a template and a handler in one file of [`pages`]; an error is one
//! [`Error`] with two skins. No page needs a script; the only one there is offers suggestions.

mod assets;
mod caching;
mod cite;
mod coding;
mod conditional;
mod descriptors;
mod error;
mod frame;
mod guard;
mod here;
mod kept;
mod languages;
mod link_header;
mod links;
mod log;
mod meta;
mod metrics;
mod pages;
mod patient;
mod ranges;
mod rate;
mod seats;
mod server;
mod settings;
pub mod show;
mod site;
mod stylesheet;
mod validators;
mod weight;
mod xml;

pub use error::Error;
pub use here::{PublicUrl, PublicUrlError};
pub use server::serve;
pub use settings::{CONNECTIONS, Proxy, ProxyError, Settings};

use crate::archive::Archive;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use pages::{
    about, api, conventions, discovery, home, meeting, meetings, network, original, people, person, report, search,
    sitemap, wanted,
};
use site::Site;
use std::any::Any;
use tower::util::MapRequest;
use tower_http::catch_panic::CatchPanicLayer;

/// Every address, and what happens around all of them. With a public address, its prefix may stand
/// before every path or may have been taken off by a proxy.
pub fn router(archive: Archive, public: Option<PublicUrl>) -> Router {
    router_of(Site::new(
        archive,
        Settings {
            public,
            ..Settings::default()
        },
    ))
}

fn router_of(site: Site) -> Router {
    let public = site.public_url().cloned();
    let router = around(routes(), site);
    let Some(public) = public.filter(|public| !public.prefix().is_empty()) else {
        return router;
    };
    // Around the router, for it has chosen a route before its own layers see a request.
    let inside = MapRequest::new(router, move |mut request: Request| {
        *request.uri_mut() = public.inside(std::mem::take(request.uri_mut()));
        request
    });
    Router::new().fallback_service(inside)
}

fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(home::home))
        .route("/search", get(search::search))
        .route("/search.json", get(search::search_json))
        .route("/search.atom", get(search::search_atom))
        .route("/search.csv", get(search::search_csv))
        .route("/feed.atom", get(search::newest))
        .route("/suggest", get(discovery::suggest))
        .route("/opensearch.xml", get(discovery::opensearch))
        // `{name}` is an id, or an id with `.txt` or `.json`.
        .route("/reports/{name}", get(report::report))
        .route("/reports/{id}/original", get(original::original))
        .route("/meetings", get(meetings::meetings))
        .route("/meetings.json", get(meetings::meetings_json))
        .route("/meetings.csv", get(meetings::meetings_csv))
        .route("/meetings.ics", get(meetings::meetings_ics))
        // `{name}` is an id, or an id with `.json`.
        .route("/meetings/{name}", get(meeting::meeting))
        .route("/people", get(people::people))
        .route("/people.json", get(people::people_json))
        // `{name}` is a slug, or a slug with `.json`.
        .route("/people/{name}", get(person::person))
        .route("/network", get(network::network))
        .route("/network.json", get(network::network_json))
        .route("/network.graphml", get(network::network_graphml))
        .route("/wanted", get(wanted::wanted))
        .route("/wanted.json", get(wanted::wanted_json))
        .route("/about", get(about::about))
        .route("/static/{digest}/{name}", get(assets::asset))
        .route("/healthz", get(conventions::healthz))
        .route("/readyz", get(conventions::readyz))
        .route("/sitemap.xml", get(sitemap::sitemap))
        .route("/api.json", get(api::api))
        .route("/robots.txt", get(conventions::robots))
        .route("/favicon.ico", get(assets::favicon))
        .fallback(async || Error::NotFound)
}

/// Each layer is copied for every request, with all that it is around, so there are only as many as it takes.
fn around(routes: Router<Site>, site: Site) -> Router {
    routes
        .with_state(site.clone())
        .layer(from_fn_with_state(site.clone(), inside))
        .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| {
            Error::Panic.into_response()
        }))
        .layer(from_fn_with_state(site, outside))
}

/// What happens around all that may panic; the last step sees a request first.
async fn outside(State(site): State<Site>, request: Request, next: Next) -> Response {
    let site = &site;
    let weighed = async move |request| {
        let next = async move |request| next.run(request).await;
        weight::weigh(site, request, next).await.into_response()
    };
    let limited = async move |request| rate::limit(site, request, weighed).await.into_response();
    let dressed = async move |request| error::dress(site, request, limited).await;
    let headed = async move |request| conditional::head(request, dressed).await;
    let protected = async move |request| guard::protect(site, request, headed).await;
    log::access(site, request, protected).await
}

/// What happens around every handler; the last step sees a request first.
async fn inside(State(site): State<Site>, request: Request, next: Next) -> Response {
    let limited = async move |request| {
        let next = async move |request| next.run(request).await;
        guard::limit_time(request, next).await.into_response()
    };
    let admitted = async move |request| guard::admit(request, limited).await.into_response();
    conditional::answer(&site, request, admitted).await.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use std::path::Path;
    use tower::ServiceExt;

    async fn get(routes: Router<Site>, site: Site, path: &str) -> (u16, String, String) {
        let request = Request::get(path)
            .header("host", "localhost")
            .body(Body::empty())
            .unwrap();
        let response = around(routes, site).oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let headers = format!("{:?}", response.headers());
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, headers, String::from_utf8(body.to_vec()).unwrap())
    }

    fn archive(index: &Path) -> Archive {
        Archive::open(&config(index)).unwrap()
    }

    fn config(index: &Path) -> crate::archive::Config {
        crate::archive::Config {
            reports: Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"),
            index: index.to_owned(),
            max_bytes: crate::sources::DEFAULT_MAX_BYTES,
            synonyms: std::sync::Arc::default(),
            verify: false,
        }
    }

    /// A prefix that is one of them would be taken for it. One with a point in it is no prefix that
    /// anybody chooses.
    #[test]
    fn the_paths_of_all_routes_are_known_as_our_own() {
        let (table, _) = include_str!("mod.rs").split_once(".fallback(").unwrap();
        let first = |route: &'static str| route.split(['"', '/']).nth(2).unwrap();
        let mut own: Vec<&str> = table.split(".route(").skip(1).map(first).collect();
        own.retain(|name| !name.is_empty() && !name.contains('.'));
        own.dedup();
        assert!(own.len() > 4, "{own:?}");
        for name in own {
            assert!(here::OWN.contains(&name), "{name}");
        }
    }

    #[tokio::test]
    async fn a_panic_is_a_500_page_with_every_header() {
        async fn broken() -> Error {
            panic!("the inside of it")
        }
        let index = tempfile::tempdir().unwrap();
        let site = Site::new(archive(index.path()), Settings::default());
        let routes = || {
            routes()
                .route("/broken", super::get(broken))
                .route("/broken.json", super::get(broken))
        };
        let (status, headers, body) = get(routes(), site.clone(), "/broken").await;
        assert_eq!(status, 500);
        assert!(headers.contains("content-security-policy"), "{headers}");
        assert!(headers.contains("text/html"), "{headers}");
        assert!(body.contains("<h1>") && !body.contains("the inside of it"), "{body}");
        let (status, headers, body) = get(routes(), site, "/broken.json").await;
        assert_eq!(status, 500);
        assert!(headers.contains("application/json"), "{headers}");
        assert!(!body.contains("the inside of it"), "{body}");
    }

    #[tokio::test]
    async fn a_query_that_asks_for_too_much_is_a_400_that_says_so() {
        async fn greedy() -> Error {
            crate::archive::Error::TooMuch.into()
        }
        let index = tempfile::tempdir().unwrap();
        let site = Site::new(archive(index.path()), Settings::default());
        for path in ["/greedy", "/greedy.json"] {
            let routes = routes()
                .route("/greedy", super::get(greedy))
                .route("/greedy.json", super::get(greedy));
            let (status, _, body) = get(routes, site.clone(), path).await;
            assert_eq!(status, 400, "{path}");
            assert!(
                body.contains("The query asks for too much at once; use fewer"),
                "{body}"
            );
        }
    }

    #[tokio::test]
    async fn it_is_ready_when_there_is_something_to_serve() {
        let index = tempfile::tempdir().unwrap();
        let (status, _, body) = get(
            routes(),
            Site::new(archive(index.path()), Settings::default()),
            "/readyz",
        )
        .await;
        assert_eq!((status, body.as_str()), (200, "ready 5\n"));
        // Opened, and nothing read yet.
        let index = tempfile::tempdir().unwrap();
        let empty = Archive::begin(&config(index.path())).unwrap();
        let (status, headers, body) = get(routes(), Site::new(empty, Settings::default()), "/readyz").await;
        assert_eq!(status, 503);
        assert!(headers.contains("retry-after"), "{headers}");
        assert!(body.contains("No report is in the index yet"), "{body}");
    }

    #[tokio::test]
    async fn who_comes_when_the_line_is_full_does_not_wait() {
        let index = tempfile::tempdir().unwrap();
        let site = Site::crowded(archive(index.path()));
        // Its patience has no end; so an answer is one that did not wait.
        let (status, headers, _) = get(routes(), site, "/search?q=leahy").await;
        assert_eq!(status, 503);
        assert!(headers.contains("retry-after"), "{headers}");
    }

    #[tokio::test]
    async fn a_full_archive_says_when_to_come_back() {
        let index = tempfile::tempdir().unwrap();
        let site = Site::full(archive(index.path()));
        for (path, kind) in [("/search?q=leahy", "text/html"), ("/suggest?q=lea", "application/json")] {
            let (status, headers, _) = get(routes(), site.clone(), path).await;
            assert_eq!(status, 503, "{path}");
            assert!(headers.contains("retry-after"), "{headers}");
            assert!(headers.contains(kind), "{headers}");
        }
    }
}
