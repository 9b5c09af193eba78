//! Where a reader finds the archive: what stands before every path in links.
//!
//! Everywhere else a path is one inside of the archive (`/reports/abc`). Templates write it with one
//! of two filters, `{{ path|href }}` for links and `{{ path|url }}` for addresses that are read far
//! from here, so that no page has to know whether a proxy serves it under a prefix.

use super::Error;
use super::conditional::WithoutDate;
use super::guard::is_host;
use super::site::Site;
use askama::{Template, Values};
use axum::Extension;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::http::uri::{PathAndQuery, Uri};
use axum::response::{Html, IntoResponse, Response};
use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The name under which templates find [`Here`].
const KEY: &str = "here";

/// How the archive's own paths begin. A prefix may be none of them: with `/reports` nobody could tell
/// `/reports/search` behind a proxy that takes it off from the same path behind one that does not.
pub(super) const OWN: [&str; 11] = [
    "search", "suggest", "reports", "meetings", "people", "network", "wanted", "about", "static", "healthz", "readyz",
];

/// The address at which the public reaches the archive, as `--public-url` has it:
/// `https://example.org` or, with a path prefix, `https://example.org/readout`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: Arc<str>,
    prefix: Arc<str>,
}

/// Why a text is no public address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// It does not begin as an address of the web.
    #[error("it begins with http:// or https://, as in https://example.org/readout")]
    Scheme,
    /// There is no host, or more than a host and a port.
    #[error("a host, with a port at most, stands after the //")]
    Host,
    /// What follows the host is not a plain path.
    #[error("what follows the host is a plain path, without ? and # and doubled slashes")]
    Path,
    /// The path is one that the archive has itself.
    #[error("the archive has pages of its own there; another prefix will do, such as /readout")]
    Taken,
}

impl PublicUrl {
    /// Whether readers come by TLS.
    pub(super) fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, PublicUrlError> {
        let text = text.trim();
        let begins = |scheme: &str| {
            text.get(..scheme.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
        };
        let uri: Uri = text
            .parse()
            .map_err(|_| match begins("http://") || begins("https://") {
                true => PublicUrlError::Host,
                false => PublicUrlError::Scheme,
            })?;
        let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme));
        let scheme = scheme.ok_or(PublicUrlError::Scheme)?;
        let host = uri.authority().map(|host| host.as_str()).unwrap_or_default();
        if !is_host(host) {
            return Err(PublicUrlError::Host);
        }
        let prefix = uri.path().trim_end_matches('/');
        let plain = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c))
                && ![".", ".."].contains(&part)
        };
        if uri.query().is_some() || text.contains('#') || !prefix.split('/').skip(1).all(plain) {
            return Err(PublicUrlError::Path);
        }
        if prefix.split('/').nth(1).is_some_and(|first| OWN.contains(&first)) {
            return Err(PublicUrlError::Taken);
        }
        Ok(Self {
            origin: format!("{scheme}://{}", host.to_ascii_lowercase()).into(),
            prefix: prefix.into(),
        })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.prefix)
    }
}

impl PublicUrl {
    /// The path that stands before all others, such as `/readout`; empty where there is none.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// A request's address without the prefix: proxies may take it off or leave it on.
    pub(super) fn inside(&self, uri: Uri) -> Uri {
        let Some(rest) = uri.path().strip_prefix(&*self.prefix) else {
            return uri;
        };
        if self.prefix.is_empty() || !(rest.is_empty() || rest.starts_with('/')) {
            return uri;
        }
        let path = if rest.is_empty() { "/" } else { rest };
        let path = match uri.query() {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        };
        let mut parts = uri.into_parts();
        parts.path_and_query = PathAndQuery::from_str(&path).ok();
        Uri::from_parts(parts).unwrap_or_default()
    }
}

/// Where the reader of one request finds the archive.
#[derive(Clone, Debug, Default)]
pub(super) struct Here {
    /// `https://example.org`; empty where nobody says.
    origin: Arc<str>,
    /// `/readout`, or nothing.
    prefix: Arc<str>,
    /// How far the archive has come that is being filled, as a sentence.
    news: Option<String>,
}

impl Here {
    /// As the archivist says or else as the request does. [`super::guard`] has checked its host.
    pub(super) fn of(site: &Site, headers: &HeaderMap) -> Self {
        let news = site.news();
        if let Some(PublicUrl { origin, prefix }) = site.public_url().cloned() {
            return Self { origin, prefix, news };
        }
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        // Of a row of proxies the first is the one that the reader spoke with.
        let first = text("x-forwarded-proto").and_then(|schemes| schemes.split(',').next());
        let secure = first.is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"));
        let scheme = if secure { "https" } else { "http" };
        Self {
            origin: text("host")
                .map_or_else(String::new, |host| format!("{scheme}://{host}"))
                .into(),
            prefix: "".into(),
            news,
        }
    }

    /// A place for tests.
    #[cfg(test)]
    pub(super) fn of_origin(origin: &str) -> Self {
        Self {
            origin: origin.into(),
            ..Self::default()
        }
    }

    /// A path as links in pages have it: `/readout/reports/abc`.
    pub(super) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// A path as a whole address: `https://example.org/readout/reports/abc`.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.prefix)
    }

    /// What stands before every path in whole addresses.
    pub(super) fn base(&self) -> String {
        self.url("")
    }

    /// A page as text, with its links as this reader needs them.
    pub(super) fn render(&self, page: &impl Template) -> Result<String, askama::Error> {
        page.render_with_values(self)
    }

    /// A page as an answer.
    pub(super) fn html(&self, page: &impl Template) -> Result<Response, Error> {
        let page = Html(self.render(page)?);
        Ok(match self.news {
            // It changes while the reports stay the same.
            Some(_) => (Extension(WithoutDate), page).into_response(),
            None => page.into_response(),
        })
    }
}

impl FromRequestParts<Site> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        Ok(Self::of(site, &parts.headers))
    }
}

impl Values for Here {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == KEY).then_some(self as &dyn Any)
    }
}

/// What templates write addresses with.
#[expect(unreachable_pub, reason = "what the macro makes is `pub`")]
pub(crate) mod filters {
    use super::{Here, KEY};
    use crate::report::is_web_address;
    use crate::web::show::line_path;
    use std::fmt::Display;

    /// A path inside of the archive, as a link.
    #[askama::filter_fn]
    pub(crate) fn href(path: impl Display, values: &dyn askama::Values) -> askama::Result<String> {
        Ok(askama::get_value::<Here>(values, KEY)?.href(&path.to_string()))
    }

    /// Where a line of the original of the report at a path stands.
    #[askama::filter_fn]
    pub(crate) fn line(path: impl Display, _: &dyn askama::Values, line: &u32) -> askama::Result<String> {
        Ok(line_path(&path.to_string(), *line))
    }

    /// The sentence about an archive that is being filled, where it is; the value is not looked at.
    #[askama::filter_fn]
    pub(crate) fn news(_: impl Display, values: &dyn askama::Values) -> askama::Result<String> {
        Ok(askama::get_value::<Here>(values, KEY)?.news.clone().unwrap_or_default())
    }

    /// An address on the web, as a link; what is none leads nowhere.
    #[askama::filter_fn]
    pub(crate) fn elsewhere(address: impl Display, _: &dyn askama::Values) -> askama::Result<String> {
        let address = address.to_string();
        Ok(if is_web_address(&address) {
            address
        } else {
            "#".to_owned()
        })
    }

    /// A path inside of the archive, as a whole address.
    #[askama::filter_fn]
    pub(crate) fn url(path: impl Display, values: &dyn askama::Values) -> askama::Result<String> {
        Ok(askama::get_value::<Here>(values, KEY)?.url(&path.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(&str, &str), PublicUrlError>) {
        let url: Result<PublicUrl, _> = text.parse();
        let expected = expected.map(|(origin, prefix)| PublicUrl {
            origin: origin.into(),
            prefix: prefix.into(),
        });
        assert_eq!(url, expected, "{text}");
    }

    #[test]
    fn an_archive_that_is_being_filled_says_so_on_its_pages() {
        #[derive(Template)]
        #[template(
            source = r#"{% extends "base.html" %}{% block content %}<p>Text</p>{% endblock %}"#,
            ext = "html"
        )]
        struct Page {
            frame: crate::web::frame::Frame,
        }
        let page = Page {
            frame: crate::web::frame::Frame::new("A page"),
        };
        let still = Here::of_origin("https://example.org");
        assert!(!still.render(&page).unwrap().contains("role=\"status\""));
        let filling = Here {
            news: Some("Indexing 3 of 9 <reports>".to_owned()),
            ..still
        };
        let html = filling.render(&page).unwrap();
        assert!(
            html.contains("role=\"status\"") && html.contains("Indexing 3 of 9 &#60;reports&#62;"),
            "{html}"
        );
        let answer = filling.html(&page).unwrap();
        assert!(answer.extensions().get::<WithoutDate>().is_some());
    }

    #[test]
    fn public_addresses() {
        check("https://example.org", Ok(("https://example.org", "")));
        check("https://Example.org/", Ok(("https://example.org", "")));
        check("http://127.0.0.1:3000", Ok(("http://127.0.0.1:3000", "")));
        check(
            "https://example.org/press/readout/",
            Ok(("https://example.org", "/press/readout")),
        );
        check("example.org", Err(PublicUrlError::Scheme));
        check("ftp://example.org", Err(PublicUrlError::Scheme));
        check("https://exa mple.org", Err(PublicUrlError::Host));
        check("", Err(PublicUrlError::Scheme));
        check("https://me@example.org", Err(PublicUrlError::Host));
        for host in ["example.org:99999", "example.org:abc", "example.org:", ":80"] {
            check(&format!("https://{host}/readout"), Err(PublicUrlError::Host));
        }
        check("https://example.org/?a", Err(PublicUrlError::Path));
        check("https://example.org/a#b", Err(PublicUrlError::Path));
        check("https://example.org/a//b", Err(PublicUrlError::Path));
        check("https://example.org/../b", Err(PublicUrlError::Path));
        check("https://example.org/./b", Err(PublicUrlError::Path));
        check("https://example.org/\"b", Err(PublicUrlError::Path));
        check("https://example.org/reports", Err(PublicUrlError::Taken));
        check("https://example.org/search/readout", Err(PublicUrlError::Taken));
        check("https://example.org/research", Ok(("https://example.org", "/research")));
    }

    #[test]
    fn a_prefix_is_taken_off_once() {
        let url: PublicUrl = "https://example.org/readout".parse().unwrap();
        let inside = |path: &str| url.inside(path.parse().unwrap()).to_string();
        assert_eq!(inside("/readout/search?q=a"), "/search?q=a");
        assert_eq!(inside("/readout"), "/");
        assert_eq!(inside("/readout?q"), "/?q");
        assert_eq!(inside("/search?q=a"), "/search?q=a");
        assert_eq!(inside("/readouts"), "/readouts");
        assert_eq!(inside("/readout/readout/"), "/readout/");
    }
}
