//! The pages: each a struct, a template and a handler in one file, named after its address.

pub(super) mod about;
pub(super) mod conventions;
pub(super) mod discovery;
pub(super) mod home;
pub(super) mod original;
pub(super) mod report;
pub(super) mod search;

use super::Error;
use askama::Template;
use axum::response::{Html, IntoResponse, Response};

/// A page as an answer.
pub(super) fn html(page: &impl Template) -> Result<Response, Error> {
    Ok(Html(page.render()?).into_response())
}
