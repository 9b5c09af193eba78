//! Whole pages through the router, as a browser would get them but for the socket: parse, search,
//! facets, snippets, template, compression off. Requests a second on one core.
//!
//! The reports are made text files that go the whole way: read, cleaned, indexed.

#![allow(clippy::unwrap_used, missing_docs)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use readout::archive::{Archive, Config};
use readout::sources::DEFAULT_MAX_BYTES;
use std::collections::HashMap;
use std::fs;
use std::sync::{LazyLock, Mutex};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

const SIZES: [usize; 2] = [1_000, 10_000];
const NAMES: [&str; 8] = [
    "Ana Sousa",
    "Li Wei",
    "Omar Haddad",
    "Nadia Petrov",
    "Tom Reed",
    "Ines Duarte",
    "Karim Aziz",
    "Eva Lind",
];
const PLACES: [&str; 6] = ["Porto", "Quito", "Basra", "Tampere", "Nairobi", "Hanoi"];
const TOPICS: [&str; 7] = [
    "water",
    "harvest",
    "trade",
    "border roads",
    "fishing rights",
    "energy prices",
    "schools",
];

fn main() {
    divan::main();
}

/// An archive of so many made reports; the folder goes with the process.
struct Site {
    router: Router,
    runtime: Runtime,
    _folder: TempDir,
}

static SITES: LazyLock<Mutex<HashMap<usize, &'static Site>>> = LazyLock::new(Mutex::default);

fn site(size: usize) -> &'static Site {
    let mut sites = SITES.lock().unwrap();
    sites.entry(size).or_insert_with(|| Box::leak(Box::new(make(size))))
}

fn make(size: usize) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    for n in 0..size {
        fs::write(reports.join(format!("{n:06}_r{n}.txt")), report(n)).unwrap();
    }
    let config = Config {
        reports,
        index: folder.path().join("index"),
        max_bytes: DEFAULT_MAX_BYTES,
        synonyms: std::sync::Arc::default(),
        verify: false,
    };
    let archive = Archive::open(&config).unwrap();
    Site {
        router: readout::web::router(archive, None),
        runtime: tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap(),
        _folder: folder,
    }
}

/// A report of about 2 kB; numbers choose its words, so that every run makes the same ones.
fn report(n: usize) -> String {
    let pick = |list: &[&'static str], by: usize| {
        list.get((n * 7 + by * 13 + n / 11) % list.len())
            .copied()
            .unwrap_or_default()
    };
    let (host, guest, place, topic) = (pick(&NAMES, 1), pick(&NAMES, 2), pick(&PLACES, 3), pick(&TOPICS, 4));
    let mut text = format!(
        "Politics\n\nMinister {host} receives envoy {guest} for talks on {topic}\nBy {}\n{} July {}\n\n{} (Harbour Wire) - Minister {host} received envoy {guest} on Monday to speak about {topic}.\n\n",
        pick(&NAMES, 5),
        n % 28 + 1,
        2000 + n % 24,
        place.to_uppercase(),
    );
    for round in 0..9 {
        text.push_str(&format!(
            "In round {round} the two sides went through {} and {}, and Minister {host} said that “the people of {} have waited long enough for an answer in matter {}.”\n\n",
            pick(&TOPICS, round + 5), pick(&TOPICS, round + 6), pick(&PLACES, round + 7), n * 31 + round,
        ));
    }
    text.push_str("Related stories\nEnvoy lands in Lima\n5 August 2030\n© 2031 Harbour Wire. All rights reserved.\n");
    text
}

fn page(bencher: Bencher<'_, '_>, size: usize, path: &str) {
    let site = site(size);
    let get = || {
        site.runtime.block_on(async {
            let request = Request::get(black_box(path))
                .header("host", "localhost")
                .body(Body::empty())
                .unwrap();
            let answer = site.router.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), 200);
            to_bytes(answer.into_body(), usize::MAX).await.unwrap()
        })
    };
    bencher.counter(ItemsCount::new(1_usize)).bench_local(get);
}

#[divan::bench(args = SIZES)]
fn search_one_word(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/search?q=harvest");
}

#[divan::bench(args = SIZES)]
fn search_two_words(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/search?q=harvest+basra");
}

#[divan::bench(args = SIZES)]
fn search_phrase(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/search?q=%22border+roads%22");
}

#[divan::bench(args = SIZES)]
fn report_page(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/reports/r7");
}

#[divan::bench(args = SIZES)]
fn home_page(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/");
}

#[divan::bench(args = SIZES)]
fn meetings_page(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/meetings");
}

#[divan::bench(args = SIZES)]
fn meetings_of_a_person(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/meetings?person=Li+Wei&place=Porto");
}

/// The one that the first report tells of.
#[divan::bench(args = SIZES)]
fn meeting_page(bencher: Bencher<'_, '_>, size: usize) {
    let site = site(size);
    let list = site.runtime.block_on(async {
        let request = Request::get("/meetings.json?limit=1").header("host", "localhost");
        let answer = site
            .router
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        to_bytes(answer.into_body(), usize::MAX).await.unwrap()
    });
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
    let path = list
        .pointer("/meetings/0/url")
        .and_then(|url| url.as_str())
        .unwrap_or("/meetings");
    page(bencher, size, path);
}

#[divan::bench(args = SIZES)]
fn search_folded(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/search?q=harvest&fold=meeting");
}

#[divan::bench(args = SIZES)]
fn search_met(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/search?q=met%3A%28wei+haddad%29");
}

#[divan::bench(args = SIZES)]
fn people(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/people");
}

#[divan::bench(args = SIZES)]
fn people_found(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/people?q=hadad");
}

#[divan::bench(args = SIZES)]
fn person(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/people/omar-haddad");
}

#[divan::bench(args = SIZES)]
fn network(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/network");
}

#[divan::bench(args = SIZES)]
fn network_pair(bencher: Bencher<'_, '_>, size: usize) {
    page(bencher, size, "/network?a=omar-haddad&b=li-wei");
}
