//! An archive of a few reports, asked in process: no socket, no port.

use crate::site::{by_hand, seeds_folder};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use readout::archive::{Archive, Config};
use readout::report::Entry;
use readout::sources::DEFAULT_MAX_BYTES;
use readout::web;
use scraper::{Html, Selector};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// A site with its own index, and with its own folder unless it serves the seeds.
pub struct TestSite {
    router: axum::Router,
    runtime: Runtime,
    _folder: TempDir,
}

impl TestSite {
    /// A site of files with these names and contents.
    pub fn with<B: AsRef<[u8]>>(reports: &[(&str, B)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let reports_folder = folder.path().join("reports");
        fs::create_dir(&reports_folder).unwrap();
        for (name, content) in reports {
            let path = reports_folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        Self::of(&reports_folder, folder, None)
    }

    /// A site of the five founding reports.
    pub fn seeds() -> Self {
        Self::of(&seeds_folder(), tempfile::tempdir().unwrap(), None)
    }

    /// The same, which the public reaches at this address.
    pub fn seeds_at(public: &str) -> Self {
        Self::of(&seeds_folder(), tempfile::tempdir().unwrap(), Some(public))
    }

    /// A site of entries made by hand.
    pub fn of_entries(entries: &[Entry]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        by_hand(folder.path(), entries);
        Self::of(&folder.path().join("reports"), folder, None)
    }

    fn of(reports: &Path, folder: TempDir, public: Option<&str>) -> Self {
        let archive = Archive::open(&Config {
            reports: reports.to_owned(),
            index: folder.path().join("index"),
            max_bytes: DEFAULT_MAX_BYTES,
            synonyms: std::sync::Arc::default(),
            verify: false,
        })
        .unwrap();
        Self {
            router: web::router(archive, public.map(|url| url.parse().unwrap())),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            _folder: folder,
        }
    }

    pub fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).header("host", "localhost"))
    }

    /// With headers beside the host.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        let request = Request::get(path).header("host", "localhost");
        self.send(
            headers
                .iter()
                .fold(request, |request, (name, value)| request.header(*name, *value)),
        )
    }

    pub fn send(&self, request: axum::http::request::Builder) -> Page {
        let request = request.body(Body::empty()).unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            Page {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
            }
        })
    }
}

/// An answer.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Page {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The text of every element that matches, white space folded.
    pub fn all(&self, css: &str) -> Vec<String> {
        let html = Html::parse_document(self.text());
        html.select(&Selector::parse(css).unwrap())
            .map(|element| {
                let text: String = element.text().collect();
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// The text of the only element that matches.
    #[track_caller]
    pub fn one(&self, css: &str) -> String {
        let mut all = self.all(css);
        assert_eq!(all.len(), 1, "{css}: {all:?}");
        all.remove(0)
    }

    /// An attribute of every element that matches.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(self.text());
        html.select(&Selector::parse(css).unwrap())
            .filter_map(|element| element.value().attr(name).map(str::to_owned))
            .collect()
    }

    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> String {
        let mut all = self.attributes(css, name);
        assert_eq!(all.len(), 1, "{css}[{name}]: {all:?}");
        all.remove(0)
    }
}
