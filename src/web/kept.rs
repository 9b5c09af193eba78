//! Pages that were made a moment ago, of reports and of what is found by going through many of them, for
//! those who ask for them next: until the archive changes, they are the same.
//!
//! A page is kept whole, with its digest and, once somebody took it so, compressed. The least recently
//! asked for give way, so that the memory stays within [`BOUND`].

use super::conditional::{Prepared, WithoutDate};
use super::here::Here;
use super::ranges::InParts;
use super::site::Site;
use super::{Error, guard};
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use lru::LruCache;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes of pages that are kept.
const BOUND: usize = 24 * 1024 * 1024;
/// A larger one would push out too many others.
const LARGEST: usize = 256 * 1024;
/// What is kept besides reports, each with all below it and in all its forms.
const SECTIONS: [&str; 4] = ["/people", "/meetings", "/network", "/wanted"];
/// Longer ones nobody else asks for, in bytes.
const LONGEST_QUERY: usize = 256;
/// So much of a digest stands in a tag: 128 bits, in hexadecimal.
const DIGEST_CHARS: usize = 32;

/// An answer that is whole: it can be sent any number of times.
pub(super) struct Made {
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// What stands in tags.
    pub(super) digest: String,
    pub(super) in_parts: bool,
    pub(super) without_date: bool,
    pub(super) prepared: Prepared,
    /// Compressed, once somebody took it so.
    pub(super) gzip: OnceLock<Bytes>,
}

impl Made {
    pub(super) async fn of(response: Response) -> Result<Self, Error> {
        let (parts, body) = response.into_parts();
        // Handlers answer with bodies that are whole in memory already.
        let mut body = Vec::from(to_bytes(body, usize::MAX).await.map_err(|_| Error::Panic)?);
        // Rendered into room for up to twice as much, which would be kept with it.
        body.shrink_to_fit();
        let body = Bytes::from(body);
        Ok(Self {
            digest: blake3::hash(&body).to_hex().chars().take(DIGEST_CHARS).collect(),
            in_parts: parts.extensions.get::<InParts>().is_some(),
            without_date: parts.extensions.get::<WithoutDate>().is_some(),
            prepared: parts.extensions.get::<Prepared>().copied().unwrap_or(Prepared(&[])),
            headers: parts.headers,
            body,
            gzip: OnceLock::new(),
        })
    }

    fn size(&self) -> usize {
        // Compressed, it is less than as much again.
        self.body.len() * 3 / 2 + 1_024
    }
}

/// What an answer depends on: the generation of the archive, where the reader finds it, the address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(u64, String, String);

/// The pages that are kept.
pub(super) struct Kept {
    pages: Mutex<(LruCache<Key, Arc<Made>>, usize)>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            pages: Mutex::new((LruCache::unbounded(), 0)),
        }
    }
}

impl Kept {
    pub(super) fn get(&self, key: &Key) -> Option<Arc<Made>> {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.0.get(key).cloned()
    }

    pub(super) fn put(&self, key: Key, made: &Arc<Made>) {
        if made.body.len() > LARGEST || made.without_date {
            return;
        }
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let (kept, bytes) = &mut *pages;
        *bytes += made.size();
        if let Some(before) = kept.put(key, Arc::clone(made)) {
            *bytes -= before.size();
        }
        while *bytes > BOUND
            && let Some((_, gone)) = kept.pop_lru()
        {
            *bytes -= gone.size();
        }
    }
}

/// The key of a request whose answer may be kept, by a request that is in order.
pub(super) fn key(site: &Site, request: &Request) -> Option<Key> {
    let headers = request.headers();
    let address = request.uri().path_and_query()?.as_str();
    // While an archive is filled, its pages say how far it is.
    if !is_kept(request.uri())
        || !guard::has_one_host(headers)
        || guard::announces_body(headers)
        || site.news().is_some()
    {
        return None;
    }
    let here = Here::of(site, request.headers());
    Some(Key(site.state().serial, here.base(), address.to_owned()))
}

/// Whether an answer may be asked for again by others: a report as it is, without the words that somebody
/// searched for; lists, and whoever and whatever they lead to. None of them depends on the day or the hour.
fn is_kept(uri: &Uri) -> bool {
    let path = uri.path();
    let query = uri.query().map_or(0, str::len);
    let of = |section: &str| {
        let rest = path.strip_prefix(section);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
    };
    match path.starts_with("/reports/") {
        true => query == 0,
        false => query <= LONGEST_QUERY && SECTIONS.into_iter().any(of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(bytes: usize) -> Arc<Made> {
        Arc::new(Made {
            headers: HeaderMap::new(),
            body: vec![b'x'; bytes].into(),
            digest: String::new(),
            in_parts: false,
            without_date: false,
            prepared: Prepared(&[]),
            gzip: OnceLock::new(),
        })
    }

    fn key(n: u64) -> Key {
        Key(n, String::new(), String::new())
    }

    #[test]
    fn lists_and_reports_are_kept_and_searches_are_not() {
        let kept = |address: &str| is_kept(&address.parse().unwrap());
        for address in [
            "/reports/a",
            "/people",
            "/people.json?q=an",
            "/people/an",
            "/wanted?page=2",
            "/network",
        ] {
            assert!(kept(address), "{address}");
        }
        let long = format!("/people?q={}", "a".repeat(LONGEST_QUERY));
        for address in [
            "/",
            "/search?q=an",
            "/reports/a?q=an",
            "/peoples",
            "/about",
            "/readyz",
            &long,
        ] {
            assert!(!kept(address), "{address}");
        }
    }

    #[test]
    fn what_is_kept_is_bounded_and_the_latest_stay() {
        let kept = Kept::default();
        for n in 0..1_000 {
            kept.put(key(n), &made(100_000));
            assert!(kept.get(&key(0)).is_some() || n > 100, "asked for again and again");
        }
        let pages = kept.pages.lock().unwrap();
        assert!(pages.1 <= BOUND && pages.0.len() > 100, "{}", pages.1);
        drop(pages);
        assert!(kept.get(&key(0)).is_some() && kept.get(&key(999)).is_some());
        assert!(kept.get(&key(1)).is_none());
        kept.put(key(5_000), &made(LARGEST + 1));
        assert!(kept.get(&key(5_000)).is_none());
        // The same again takes no more room.
        let before = kept.pages.lock().unwrap().1;
        kept.put(key(999), &made(100_000));
        assert_eq!(kept.pages.lock().unwrap().1, before);
    }
}
