//! The archive in a browser. Nothing else names axum.
//!
//! A page is a struct, a template and a handler in one file of [`pages`]; an error is one
//! [`Error`] with two skins. No page needs a script.

mod assets;
mod conditional;
mod error;
mod frame;
mod guard;
mod links;
mod log;
mod pages;
mod server;
pub mod show;
mod site;

pub use error::Error;
pub use server::serve;

use crate::archive::Archive;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use pages::{about, conventions, home, original, report, search};
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
        .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| Error::Panic.into_response()))
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
