//! `/sitemap.xml`, for crawlers: every page worth keeping, and each report with the time of its
//! file. A large archive has an index of parts there (`/sitemap.xml?part=1`).

use crate::search::Listed;
use crate::web::here::Here;
use crate::web::links::Given;
use crate::web::show;
use crate::web::site::Site;
use crate::web::{Error, caching, xml};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Reports in a part. The protocol allows 50,000 and 50 MB; parts of this size are listed in a
/// moment, and come out a little unequal.
const PART: u64 = 10_000;

/// The pages that are no reports.
const PAGES: [&str; 6] = ["/", "/people", "/meetings", "/network", "/wanted", "/about"];

/// As the protocol at sitemaps.org has it.
#[derive(Template)]
#[template(path = "sitemap.xml", escape = "html")]
struct Map {
    pages: Vec<String>,
    reports: Vec<Place>,
}

struct Place {
    loc: String,
    lastmod: String,
}

#[derive(Template)]
#[template(path = "sitemap-index.xml", escape = "html")]
struct Index {
    parts: Vec<String>,
}

/// `/sitemap.xml`, and `?part=` of it.
pub(in crate::web) async fn sitemap(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let document = document(&site, &here, params.get("part"), parts(site.state().reports)).await?;
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), caching::AN_HOUR], document).into_response())
}

/// The map of an archive in so many parts: one of them, or all, or their index.
async fn document(site: &Site, here: &Here, part: Option<&str>, parts: usize) -> Result<String, Error> {
    let part = match part {
        Some(part) => numbered(part, parts).ok_or(Error::NotFound)?,
        None if parts > 1 => return xml::document(&Index::new(parts, here)),
        None => 0,
    };
    let listed = site.ask(move |archive| archive.listing(part, parts)).await?;
    xml::document(&Map::new(part, listed, here))
}

/// In how many parts so many reports are listed.
fn parts(reports: u64) -> usize {
    usize::try_from(reports.div_ceil(PART)).unwrap_or(usize::MAX).max(1)
}

/// A part by its number in addresses, which begin at 1; counted from 0.
fn numbered(part: &str, parts: usize) -> Option<usize> {
    let part = part.parse::<usize>().ok()?.checked_sub(1)?;
    (part < parts).then_some(part)
}

impl Map {
    fn new(part: usize, listed: Vec<Listed>, here: &Here) -> Self {
        let pages = if part == 0 { &PAGES[..] } else { &[] };
        Self {
            pages: pages.iter().map(|path| here.url(path)).collect(),
            reports: listed
                .into_iter()
                .map(|report| Place {
                    loc: here.url(&show::report_path(&report.id)),
                    lastmod: report.modified.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
                })
                .collect(),
        }
    }
}

impl Index {
    fn new(parts: usize, here: &Here) -> Self {
        Self {
            parts: (1..=parts)
                .map(|part| here.url(&format!("/sitemap.xml?part={part}")))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, Config};
    use crate::report::ReportId;
    use jiff::Timestamp;
    use roxmltree::Document;
    use std::path::Path;

    const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// The addresses in a document of this kind.
    fn locations(text: &str, kind: &str) -> Vec<String> {
        let document = Document::parse(text).unwrap();
        assert!(document.root_element().has_tag_name((NAMESPACE, kind)), "{text}");
        let all = document.descendants();
        all.filter(|node| node.has_tag_name((NAMESPACE, "loc")))
            .map(|node| node.text().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn parts_hold_all_and_no_part_is_made_up() {
        for (reports, expected) in [(0, 1), (1, 1), (10_000, 1), (10_001, 2), (1_000_000, 100)] {
            assert_eq!(parts(reports), expected, "{reports}");
        }
        assert_eq!(numbered("1", 2), Some(0));
        assert_eq!(numbered("2", 2), Some(1));
        for none in ["0", "3", "-1", "x", "99999999999999999999999", "1.5"] {
            assert_eq!(numbered(none, 2), None, "{none}");
        }
    }

    #[tokio::test]
    async fn an_index_leads_to_parts_that_hold_each_report_once() {
        let index = tempfile::tempdir().unwrap();
        let archive = Archive::open(&Config {
            reports: Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"),
            index: index.path().to_owned(),
            max_bytes: crate::sources::DEFAULT_MAX_BYTES,
            synonyms: std::sync::Arc::default(),
            verify: false,
        })
        .unwrap();
        let whole = archive.listing(0, 1).unwrap().len();
        let site = Site::new(archive, crate::web::Settings::default());
        let here = Here::of_origin("https://a");
        let index = document(&site, &here, None, 3).await.unwrap();
        let mut all = Vec::new();
        for (n, part) in locations(&index, "sitemapindex").iter().enumerate() {
            assert_eq!(*part, format!("https://a/sitemap.xml?part={}", n + 1));
            let part = part.rsplit('=').next();
            all.extend(locations(&document(&site, &here, part, 3).await.unwrap(), "urlset"));
        }
        assert_eq!(all.len(), PAGES.len() + whole);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), PAGES.len() + whole);
        assert!(document(&site, &here, Some("4"), 3).await.is_err());
    }

    #[test]
    fn the_pages_stand_in_the_first_part_alone() {
        let listed = || {
            vec![Listed {
                id: ReportId::parse("a&b'é").unwrap(),
                modified: Timestamp::from_millisecond(1_700_000_000_900).unwrap(),
            }]
        };
        let here = Here::of_origin("https://a");
        let read = |map: &Map| locations(&xml::document(map).unwrap(), "urlset");
        let report = "https://a/reports/a%26b%27%C3%A9";
        assert_eq!(
            read(&Map::new(0, listed(), &here)),
            ["", "people", "meetings", "network", "wanted", "about"]
                .map(|page| format!("https://a/{page}"))
                .into_iter()
                .chain([report.to_owned()])
                .collect::<Vec<_>>()
        );
        let second = Map::new(1, listed(), &here);
        assert_eq!(read(&second), [report]);
        assert!(second.to_string().contains("<lastmod>2023-11-14T22:13:20Z</lastmod>"));
    }
}
