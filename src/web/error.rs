//! One error with one status, and two skins: a page where the answer would be a page, else JSON.

use super::frame::Frame;
use super::here::{Here, filters};
use super::metrics::Rejected;
use super::site::Site;
use super::{caching, links, ranges, show};
use crate::archive;
use crate::report::ReportId;
use crate::search;
use askama::Template;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use tracing::Level;

/// Why a request has no answer. What is shown of it says what a reader can do; the inside is
/// logged and never shown.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// There is no such page.
    #[error("there is nothing at this address")]
    NotFound,
    /// There is no report with this id.
    #[error("no report has the id “{0}”")]
    NoReport(String),
    /// No meeting has this name; the report that it points to may be held all the same.
    #[error("no meeting has the name “{0}”")]
    NoMeeting(String, Option<ReportId>),
    /// Nobody is named so.
    #[error("nobody is named “{0}”")]
    NoPerson(String),
    /// The list is not told so far; the sentence says how far.
    #[error("{0}")]
    Beyond(String),
    /// The request cannot be understood or asks for too much; the sentence says why.
    #[error("{0}")]
    Bad(String),
    /// The method is none that this address answers.
    #[error("this address only answers GET and HEAD")]
    Method,
    /// The address is longer than any the archive has.
    #[error("the address is too long")]
    TooLong,
    /// The part of an answer that was asked for lies behind its end, which is after so many bytes.
    #[error("the answer has only {0} bytes")]
    Range(usize),
    /// The answer is another than the one that the request is about.
    #[error("the answer has changed")]
    Changed,
    /// More is asked at once than can be answered.
    #[error("the archive is busy")]
    Busy,
    /// There is nothing to serve yet, or it cannot be read; the sentence says which.
    #[error("the archive is not ready: {0}")]
    NotReady(String),
    /// This address asks too often; it may ask again in so many seconds.
    #[error("an address asks too often")]
    Often(u64),
    /// The answer took too long.
    #[error("the answer took too long")]
    Slow,
    /// The archive failed.
    #[error("the archive failed")]
    Archive(#[source] Arc<archive::Error>),
    /// A page could not be written.
    #[error("a page could not be written")]
    Page(#[source] Arc<askama::Error>),
    /// A table could not be written.
    #[error("a table could not be written")]
    Table(#[source] Arc<csv::Error>),
    /// A handler panicked.
    #[error("a handler panicked")]
    Panic,
}

/// Characters of a name in an address that an error repeats.
const NAMED: usize = 100;

impl Error {
    /// The one place that says which status an error has.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Error::NotFound | Error::NoReport(_) | Error::NoMeeting(..) | Error::NoPerson(_) | Error::Beyond(_) => {
                StatusCode::NOT_FOUND
            }
            Error::Bad(_) => StatusCode::BAD_REQUEST,
            Error::Method => StatusCode::METHOD_NOT_ALLOWED,
            Error::TooLong => StatusCode::URI_TOO_LONG,
            Error::Range(_) => StatusCode::RANGE_NOT_SATISFIABLE,
            Error::Changed => StatusCode::PRECONDITION_FAILED,
            Error::Often(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::Busy | Error::NotReady(_) | Error::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Error::Archive(_) | Error::Page(_) | Error::Table(_) | Error::Panic => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// In how many seconds it may be asked again.
    fn wait(&self) -> Option<u64> {
        match self {
            Error::Busy | Error::NotReady(_) => Some(2),
            // What took so long goes on for a while yet, and would take as long again.
            Error::Slow => Some(30),
            Error::Often(seconds) => Some(*seconds),
            _ => None,
        }
    }

    /// How loudly the log says so.
    fn level(&self) -> Level {
        match self {
            // It says so to many at once, and that it does so is what it should do.
            Error::Busy | Error::NotReady(_) => Level::DEBUG,
            // Whoever asks for much can bring it about: no alarm, but worth a look.
            Error::Slow => Level::WARN,
            _ => Level::ERROR,
        }
    }

    /// What is wrong, in a heading.
    fn heading(&self) -> &'static str {
        match self {
            Error::NotFound => "This page is not here",
            Error::NoReport(_) => "No such report",
            Error::NoMeeting(..) => "No such meeting",
            Error::NoPerson(_) => "Nobody of this name",
            Error::Beyond(_) => "There is no such page",
            Error::Bad(_) => "This request cannot be answered",
            Error::Method => "This address can only be read",
            Error::TooLong => "This address is too long",
            Error::Range(_) => "There is no such part",
            Error::Changed => "This has changed",
            Error::Busy => "The archive is busy",
            Error::NotReady(_) => "The archive is not ready",
            Error::Often(_) => "Too many requests",
            Error::Slow => "That took too long",
            Error::Archive(_) | Error::Page(_) | Error::Table(_) | Error::Panic => "Something went wrong here",
        }
    }

    /// What a reader can do.
    fn advice(&self) -> String {
        // Of an address that leads nowhere, so much as a page can hold.
        let shown = |name: &str| links::clean(name).chars().take(NAMED).collect::<String>();
        match self {
            Error::NotFound => "Nothing stands at this address. Search for what you were looking for.".to_owned(),
            Error::NoReport(id) => format!(
                "The archive holds no report with the id “{}”. It may have been taken out of the folder, or the address may be cut short.",
                shown(id)
            ),
            Error::NoMeeting(_, Some(_)) => {
                "The report that this address names tells of no meeting on that line. The rules that find meetings may have changed; the report itself is here.".to_owned()
            }
            Error::NoMeeting(name, None) => format!(
                "The archive holds no report that tells of a meeting “{}”. The report may have been taken out of the folder, or the address may be cut short.",
                shown(name)
            ),
            Error::NoPerson(name) => format!(
                "No report in the archive names “{}”, or those that did were taken out of the folder. A part of the name may find the person.",
                shown(name)
            ),
            Error::Beyond(why) | Error::Bad(why) => why.clone(),
            Error::Method => "It answers GET and HEAD; nothing can be changed from here.".to_owned(),
            Error::TooLong => "Addresses here have at most 24 KiB. A shorter search will be answered.".to_owned(),
            Error::Range(length) => {
                format!("The answer has {length} bytes and ends before the part that was asked for.")
            }
            Error::Changed => "It is not the version that the request names. Ask again without a condition.".to_owned(),
            Error::Busy => "More searches came at once than it can answer. Try again in a few seconds.".to_owned(),
            Error::NotReady(why) => why.clone(),
            Error::Often(seconds) => {
                let seconds = show::count(*seconds, "second", "seconds");
                format!("Requests come from your address faster than the archive allows. Try again in {seconds}.")
            }
            Error::Slow => {
                "The answer took longer than the archive allows. A narrower search may be quicker.".to_owned()
            }
            Error::Archive(_) | Error::Page(_) | Error::Table(_) | Error::Panic => {
                "The fault is ours, not yours, and has been logged. Trying again may help.".to_owned()
            }
        }
    }

    /// The error behind a status that the frame itself gave, such as 405.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Error::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Error::Method,
            StatusCode::URI_TOO_LONG => Error::TooLong,
            status if status.is_server_error() => Error::Panic,
            _ => Error::Bad("The address cannot be read; it may have been damaged.".to_owned()),
        }
    }
}

impl From<archive::Error> for Error {
    fn from(error: archive::Error) -> Self {
        match error {
            archive::Error::TooMuch => Error::Bad(sentence(&error.to_string())),
            _ => Error::Archive(Arc::new(error)),
        }
    }
}

impl From<search::RequestError> for Error {
    fn from(error: search::RequestError) -> Self {
        let why = sentence(&error.to_string());
        match error {
            search::RequestError::TooDeep { .. } => Error::Beyond(why),
            _ => Error::Bad(why),
        }
    }
}

/// Errors begin small and have no full stop; what a page says is a sentence.
fn sentence(error: &str) -> String {
    let mut chars = error.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).chain(['.']).collect()
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Error::Page(Arc::new(error))
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        Error::Table(Arc::new(error))
    }
}

/// Only the status and the error itself; [`dress`] knows the address and writes the body.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What programs are told of an error, at every address that is for them.
#[derive(Serialize, JsonSchema)]
pub(super) struct Failure {
    error: Problem,
}

#[derive(Serialize, JsonSchema)]
struct Problem {
    /// The status of the answer.
    status: u16,
    /// What a reader can do, in a sentence.
    message: String,
    /// Names the request in the archive's log, as `X-Request-Id` does.
    request: String,
}

/// The ends of addresses that programs ask.
const FOR_PROGRAMS: [&str; 10] = [
    ".json", ".atom", ".csv", ".ics", ".txt", ".bib", ".ris", ".xml", ".ico", ".graphml",
];

/// Whether an address answers with something else than a page. It alone decides how errors look:
/// what a client would rather have is not asked, so that an address has one kind of error.
fn is_for_programs(path: &str) -> bool {
    matches!(path, "/suggest" | "/healthz" | "/readyz") || FOR_PROGRAMS.iter().any(|end| path.ends_with(end))
}

#[derive(Template)]
#[template(path = "error.html")]
struct Page<'a> {
    frame: Frame,
    status: u16,
    heading: &'a str,
    advice: String,
    /// Where to go on: what it is called, and where it is.
    way: Option<(&'static str, String)>,
    request: Option<String>,
}

/// Writes the body of every error: ours, and those of the frame.
pub(super) async fn dress(site: &Site, request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let here = Here::of(site, request.headers());
    let path = request.uri().path();
    let json = is_for_programs(path);
    let id = request.extensions().get::<super::log::RequestId>().cloned();
    let response = next(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let error = response
        .extensions()
        .get::<Error>()
        .cloned()
        .unwrap_or_else(|| Error::of_status(status));
    match error {
        Error::Busy | Error::Slow => site.metrics().rejected(Rejected::Busy),
        Error::Often(_) => site.metrics().rejected(Rejected::Rate),
        _ => {}
    }
    let id = id.map(|id| id.to_string());
    if status.is_server_error() {
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        match error.level() {
            Level::ERROR => tracing::error!(request = id.as_deref(), cause, "{error}"),
            Level::WARN => tracing::warn!(request = id.as_deref(), "{error}"),
            _ => tracing::debug!(request = id.as_deref(), "{error}"),
        }
    }
    let body = if json {
        let problem = Problem {
            status: status.as_u16(),
            message: error.advice(),
            request: id.unwrap_or_default(),
        };
        Json(Failure { error: problem }).into_response()
    } else {
        let page = Page {
            frame: Frame {
                searches: true,
                ..Frame::new(error.heading())
            }
            .hidden(),
            status: status.as_u16(),
            heading: error.heading(),
            advice: error.advice(),
            way: match &error {
                Error::NoMeeting(_, Some(report)) => Some(("Read the report", show::report_path(report))),
                Error::NoMeeting(..) => Some(("All meetings", "/meetings".to_owned())),
                _ => None,
            },
            request: id.filter(|_| status.is_server_error()),
        };
        here.html(&page).unwrap_or_else(|_| error.heading().into_response())
    };
    let (mut parts, _) = response.into_parts();
    let (dressed, body) = body.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(dressed.headers);
    let (name, value) = caching::NEVER;
    parts.headers.insert(name, value);
    if let Some(seconds) = error.wait() {
        parts.headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if let Error::Range(length) = error
        && let Ok(whole) = HeaderValue::try_from(ranges::content_range(None, length))
    {
        parts.headers.insert(header::CONTENT_RANGE, whole);
    }
    Response::from_parts(parts, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_can_bring_about_raises_no_alarm() {
        for (error, level, wait) in [
            (Error::Busy, Level::DEBUG, Some(2)),
            (Error::Slow, Level::WARN, Some(30)),
            (Error::Panic, Level::ERROR, None),
        ] {
            assert_eq!((error.level(), error.wait()), (level, wait), "{error}");
        }
        assert_eq!(Error::Often(7).wait(), Some(7));
    }
}
