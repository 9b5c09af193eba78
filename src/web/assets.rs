//! Static files, compiled into the binary and compressed once, as well as it can be done.

use super::coding::Coding;
use super::conditional::Prepared;
use super::stylesheet::minified;
use super::{Error, caching};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

#[derive(Embed)]
#[folder = "static/"]
struct Files;

/// How much of a digest stands in an address: enough to tell any two versions apart.
const DIGEST_BYTES: usize = 8;

/// The style sheet that every page has.
const SHEET: &str = "readout.css";

/// A static file, ready to be sent.
struct Asset {
    digest: String,
    kind: &'static str,
    body: Bytes,
    /// In every coding that makes it smaller, the best first; made when it is first asked for.
    coded: OnceLock<Vec<(Coding, Bytes)>>,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    Files::iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            // A page has one style sheet, for each is a request: those of some pages have that of all in them.
            let is_of_some = name.ends_with(".css") && name != SHEET;
            let before = is_of_some.then(|| Files::get(SHEET)).flatten();
            Some((name.to_string(), Asset::new(&name, before, file)))
        })
        .collect()
});

impl Asset {
    fn new(name: &str, before: Option<EmbeddedFile>, file: EmbeddedFile) -> Self {
        let written = match before {
            Some(before) => Cow::Owned([before.data, file.data].concat()),
            None => file.data,
        };
        let body: Bytes = match (str::from_utf8(&written), written.as_ref()) {
            (Ok(sheet), _) if name.ends_with(".css") => minified(sheet).into(),
            (_, bytes) => Bytes::copy_from_slice(bytes),
        };
        let digest = blake3::hash(&body);
        Self {
            digest: digest
                .as_bytes()
                .iter()
                .take(DIGEST_BYTES)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            kind: match name.rsplit_once('.') {
                Some((_, "css")) => "text/css; charset=utf-8",
                Some((_, "js")) => "text/javascript; charset=utf-8",
                Some((_, "svg")) => "image/svg+xml",
                _ => "application/octet-stream",
            },
            body,
            coded: OnceLock::new(),
        }
    }

    fn coded(&self) -> &[(Coding, Bytes)] {
        self.coded.get_or_init(|| {
            [Coding::Brotli, Coding::Gzip]
                .into_iter()
                .filter_map(|coding| Some((coding, coding.best(&self.body).ok()?)))
                .filter(|(_, coded)| coded.len() < self.body.len())
                .collect()
        })
    }

    fn answer(&'static self) -> Response {
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(self.kind))];
        let mut response = (kind, self.body.clone()).into_response();
        response.extensions_mut().insert(Prepared(self.coded()));
        response
    }
}

/// `/static/1f2e3d4c5b6a7988/readout.css`: the address changes with the content, so that browsers
/// may keep it for ever.
pub(super) fn address(name: &str) -> String {
    match ASSETS.get(name) {
        Some(asset) => format!("/static/{}/{name}", asset.digest),
        None => format!("/static/{name}"),
    }
}

/// `/static/{digest}/{name}`. An address of an older version gets the file as it is now, and
/// must ask again.
pub(super) async fn asset(Path((asked, name)): Path<(String, String)>) -> Result<Response, Error> {
    let asset = ASSETS.get(&name).ok_or(Error::NotFound)?;
    let caching = if asked == asset.digest {
        caching::FOR_EVER
    } else {
        caching::ASK
    };
    Ok(([caching], asset.answer()).into_response())
}

/// `/favicon.ico`, which browsers and feed readers ask for without having been told to.
pub(super) async fn favicon() -> Result<Response, Error> {
    let icon = ASSETS.get("icon.svg").ok_or(Error::NotFound)?;
    Ok(([caching::A_DAY], icon.answer()).into_response())
}
