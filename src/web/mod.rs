//! The archive in a browser. Nothing else names axum.
//!
//! A page is a struct, a template and a handler in one file of [`pages`]; an error is one
//! [`Error`] with two skins. No page needs a script; the only one there is offers suggestions.

mod assets;
mod conditional;
mod error;
mod frame;
mod guard;
mod languages;
mod links;
mod log;
mod pages;
mod server;
pub mod show;
mod site;
mod xml;

pub use error::Error;
pub use server::serve;

use crate::archive::Archive;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use pages::{about, conventions, discovery, home, original, report, search};
use site::Site;
use std::any::Any;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;

/// Every address, and what happens around all of them.
pub fn router(archive: Archive) -> Router {
    around(routes(), Site::new(archive))
}

fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(home::home))
        .route("/search", get(search::search))
        .route("/search.json", get(search::search_json))
        .route("/search.atom", get(search::search_atom))
        .route("/search.csv", get(search::search_csv))
        .route("/suggest", get(discovery::suggest))
        .route("/opensearch.xml", get(discovery::opensearch))
        // `{name}` is an id, or an id with `.txt` or `.json`.
        .route("/reports/{name}", get(report::report))
        .route("/reports/{id}/original", get(original::original))
        .route("/about", get(about::about))
        .route("/static/{digest}/{name}", get(assets::asset))
        .route("/healthz", get(conventions::healthz))
        .route("/robots.txt", get(conventions::robots))
        .fallback(async || Error::NotFound)
}

/// From the inside out; the last layer sees a request first.
fn around(routes: Router<Site>, site: Site) -> Router {
    routes
        .with_state(site.clone())
        .layer(from_fn(guard::limit_time))
        .layer(from_fn(guard::admit))
        .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| {
            Error::Panic.into_response()
        }))
        .layer(from_fn(error::dress))
        .layer(from_fn_with_state(site, conditional::answer))
        .layer(
            CompressionLayer::new()
                // Pages are small and many: the fastest level saves nearly as much.
                .quality(CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(256)),
        )
        .layer(from_fn(guard::protect))
        .layer(from_fn(log::access))
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
        Archive::open(&crate::archive::Config {
            reports: Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"),
            index: index.to_owned(),
            max_bytes: crate::sources::DEFAULT_MAX_BYTES,
            synonyms: std::sync::Arc::default(),
        })
        .unwrap()
    }

    #[tokio::test]
    async fn a_panic_is_a_500_page_with_every_header() {
        async fn broken() -> Error {
            panic!("the inside of it")
        }
        let index = tempfile::tempdir().unwrap();
        let site = Site::new(archive(index.path()));
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
        let site = Site::new(archive(index.path()));
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
