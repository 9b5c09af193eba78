//! Cleaning and reading facts: reports a second and megabytes a second on one core.
//!
//! The inputs are the five seeds, and one made story grown from 3 kB to 1.6 MB: the time of the
//! latter must grow no faster than its length.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use readout::clean::{Familiar, clean};
use readout::extract::extract;
use readout::report::ReportId;
use readout::sources::{Encoding, Form, Source};
use std::fs;

fn main() {
    divan::main();
}

fn source(text: String) -> Source {
    Source {
        broken: None,
        id: ReportId::from_stem("bench"),
        path: "bench.txt".to_owned(),
        bytes: text.clone().into_bytes(),
        text,
        form: Form::Page,
        encoding: Encoding::Utf8,
        digest: String::new(),
    }
}

fn seeds() -> Vec<Source> {
    fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"))
        .unwrap()
        .map(|file| source(fs::read_to_string(file.unwrap().path()).unwrap()))
        .collect()
}

/// A story of `paragraphs` paragraphs of about 170 bytes, with a head and a footer around them.
fn story(paragraphs: usize) -> Source {
    let mut text = String::from(
        "Security\n\nMayor of Porto receives traders from Tampere\nBy Ana Sousa\n4 July 2022\n\nPORTO (Harbour Wire) - The mayor received the traders on Monday.\n\n",
    );
    for n in 0..paragraphs {
        text.push_str(&format!("In round {n} the two sides spoke about wool, about chairs and about the price of freight, and the mayor said that “nobody left the room without number {n} in mind.”\n\n"));
    }
    text.push_str("Related stories\nEnvoy lands in Quito\n5 July 2022\n© 2021 Harbour Wire. All rights reserved.\n");
    source(text)
}

#[divan::bench]
fn seeds_cleaned(bencher: Bencher) {
    run(bencher, seeds());
}

#[divan::bench(args = [16, 160, 1_600, 10_000])]
fn story_cleaned(bencher: Bencher, paragraphs: usize) {
    run(bencher, vec![story(paragraphs)]);
}

#[divan::bench]
fn seeds_cleaned_and_read(bencher: Bencher) {
    let sources = seeds();
    let familiar = Familiar::default();
    bencher.counter(ItemsCount::new(sources.len())).bench(|| {
        for source in &sources {
            black_box(extract(&clean(source, &familiar)));
        }
    });
}

/// Reading the facts alone: promised are 20 MB of text a second and core.
#[divan::bench]
fn seeds_read(bencher: Bencher) {
    read(bencher, &seeds());
}

/// Reports full of meetings, grown from 3 kB to 300 kB.
#[divan::bench(args = [16, 160, 1_600])]
fn meetings_read(bencher: Bencher, paragraphs: usize) {
    let mut text = String::from(
        "Mayor of Porto receives traders from Tampere\nBy Ana Sousa\n4 July 2022\n\nPORTO (Harbour Wire) - The mayor received the traders on Monday.\n\n",
    );
    let pairs = HOSTS.iter().cycle().zip(HOSTS.iter().cycle().skip(3));
    for (n, (host, guest)) in pairs.take(paragraphs).enumerate() {
        text.push_str(&format!("Prime Minister Omar {host} received in Quito on Monday the ambassador of Finland, Li {guest}, and discussed the price of freight; “we agreed on number {n},” {guest} said after the talks. The meeting was attended by Maj. Gen. Tom {host} and by other officials of the ministry.\n\n"));
    }
    read(bencher, &[source(text)]);
}

const HOSTS: [&str; 7] = ["Haddad", "Wei", "Sousa", "Virtanen", "Okafor", "Lindqvist", "Quintero"];

fn read(bencher: Bencher, sources: &[Source]) {
    let reports: Vec<_> = sources
        .iter()
        .map(|source| clean(source, &Familiar::default()))
        .collect();
    let bytes: usize = sources.iter().map(|source| source.bytes.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(sources.len()))
        .bench(|| {
            for report in &reports {
                black_box(extract(report));
            }
        });
}

fn run(bencher: Bencher, sources: Vec<Source>) {
    let familiar = Familiar::default();
    let bytes: usize = sources.iter().map(|source| source.bytes.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(sources.len()))
        .bench(|| {
            for source in &sources {
                black_box(clean(source, &familiar));
            }
        });
}
