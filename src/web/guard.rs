//! What is refused before any page is asked, and what every answer says to browsers.

use super::site::Site;
use super::{Error, links};
use axum::extract::Request;
use axum::http::header::{self, HeaderName};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Version};
use axum::response::{IntoResponse, Response};
use std::time::Duration;

/// The longest address that is answered, in bytes: the longest query in any script, where one
/// character may be twelve bytes. The head of a request has to have room for it.
const MAX_ADDRESS: usize = 24 * 1024;
/// The most parameters of an address. A page links to itself without each of them, and so grows with
/// their square.
const MAX_PARAMETERS: usize = 128;
/// The longest host with a port, in bytes: a name has 253 at most (RFC 1035), with a dot behind it.
const MAX_HOST: usize = 254 + ":65535".len();
/// For those who come by TLS: not to come without it for two years.
const SECURE: &str = "max-age=63072000";
/// The longest that one request may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Sent with every answer, also with errors.
const ALWAYS: [(HeaderName, &str); 7] = [
    // Nothing from elsewhere, and no script but the file that asks for suggestions, which is what
    // `connect-src` is for; auditors, too, fetch robots.txt from within the page. The icon stands
    // in the page itself.
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // What somebody searched for is nobody else's business.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=()",
    ),
];

/// Sets the headers that keep browsers safe. Outside of everything, so that errors have them too.
///
/// Behind a request that announces a body, the connection ends: nothing here reads one, and where it
/// ends is what proxies can be led astray about.
pub(super) async fn protect(
    site: &Site,
    mut request: Request,
    next: impl AsyncFnOnce(Request) -> Response,
) -> Response {
    name_host(&mut request);
    let last = announces_body(request.headers());
    let mut response = next(request).await;
    if last {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    if site.public_url().is_some_and(|public| public.is_secure()) {
        let secure = HeaderValue::from_static(SECURE);
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, secure);
    }
    for (name, value) in ALWAYS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A request for a whole address names its host there, whatever its header says (RFC 9112, section 3.2.2).
fn name_host(request: &mut Request) {
    let named = request
        .uri()
        .authority()
        .map(|named| HeaderValue::try_from(named.as_str()));
    if let Some(Ok(named)) = named
        && request.headers().get_all(header::HOST).iter().count() == 1
    {
        request.headers_mut().insert(header::HOST, named);
    }
}

/// Refuses requests that no honest client sends, which hyper lets pass.
pub(super) async fn admit(request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Result<Response, Error> {
    let uri = request.uri();
    if request.method() == Method::OPTIONS && uri.path() == "*" {
        return Ok((StatusCode::NO_CONTENT, [(header::ALLOW, "GET, HEAD")]).into_response());
    }
    if !uri.path().starts_with('/') || request.method() == Method::CONNECT {
        return Err(Error::Bad("The address of a page begins with “/”.".to_owned()));
    }
    let length = uri.path().len() + uri.query().map_or(0, |query| query.len() + 1);
    if length > MAX_ADDRESS {
        return Err(Error::TooLong);
    }
    // Links on pages repeat it, and letters may be three bytes each there.
    if uri
        .query()
        .is_some_and(|query| query.len() > MAX_ADDRESS / 3 && links::read(query).to_string().len() > MAX_ADDRESS)
    {
        return Err(Error::TooLong);
    }
    if uri.query().unwrap_or_default().split('&').count() > MAX_PARAMETERS {
        return Err(Error::Bad(format!(
            "An address here has at most {MAX_PARAMETERS} parameters; this one has more."
        )));
    }
    // Before HTTP/1.1 a request names no host.
    let old = request.version() < Version::HTTP_11 && !request.headers().contains_key(header::HOST);
    if !old && !has_one_host(request.headers()) {
        return Err(Error::Bad(
            "A request names exactly one host; this one does not.".to_owned(),
        ));
    }
    if request.method() == Method::GET && announces_body(request.headers()) {
        return Err(Error::Bad(
            "Asking for a page takes no body; this request has one.".to_owned(),
        ));
    }
    Ok(next(request).await)
}

/// Whether a request says that more comes behind its head.
pub(super) fn announces_body(headers: &HeaderMap) -> bool {
    let some = |length: &HeaderValue| length.as_bytes().iter().any(|digit| *digit != b'0');
    headers.contains_key(header::TRANSFER_ENCODING) || headers.get_all(header::CONTENT_LENGTH).iter().any(some)
}

/// Two hosts, or none, are how caches and proxies are led astray.
pub(super) fn has_one_host(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    host.to_str().is_ok_and(is_host)
}

/// Whether a text is a host, with a port at most.
pub(super) fn is_host(text: &str) -> bool {
    let host = Some(text).filter(|host| host.len() <= MAX_HOST && !host.contains('@'));
    host.and_then(|host| host.parse::<Authority>().ok())
        .is_some_and(|host| {
            // Whatever follows the name has to be a port.
            let bare = host.host().len() == host.as_str().len();
            !host.host().is_empty() && (bare || host.port_u16().is_some())
        })
}

/// Ends the wait for answers that take too long. A search goes on in its thread, but holds its
/// permit until it ends, so that such searches cannot pile up.
pub(super) async fn limit_time(
    request: Request,
    next: impl AsyncFnOnce(Request) -> Response,
) -> Result<Response, Error> {
    tokio::time::timeout(TIME_LIMIT, next(request))
        .await
        .map_err(|_| Error::Slow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hosts: &[&'static str], good: bool) {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_static(host));
        }
        assert_eq!(has_one_host(&headers), good, "{hosts:?}");
    }

    #[test]
    fn exactly_one_well_formed_host() {
        check(&["localhost"], true);
        check(&["127.0.0.1:3000"], true);
        check(&["[::1]:3000"], true);
        check(&["[::1]"], true);
        check(&["archive.example.org"], true);
        check(&["archive.example.org."], true);
        check(&[], false);
        check(&[""], false);
        check(&["a", "a"], false);
        check(&["a b"], false);
        check(&["a/b"], false);
        check(&["me@a"], false);
        check(&["a:b"], false);
        check(&["a:99999"], false);
        check(&[":80"], false);
    }
}
