//! What holds for every value that is inferred, whatever the text: its words stand where it says.

use super::gold::{FOLDERS, folder, root};
use crate::checks::evidence;
use proptest::prelude::*;
use readout::clean::{Familiar, clean};
use readout::extract::extract;
use readout::report::{Facts, Report, ReportId};
use readout::sources::{Encoding, Form, Source};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// All texts that the tests have: made reports, seeds, and the cases of the ledger.
static TEXTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut texts = Vec::new();
    let mut add = |folder: &Path, ending: &str| {
        let paths = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        for path in paths.filter(|path| path.extension().is_some_and(|found| found == ending)) {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            texts.push((name, fs::read_to_string(path).unwrap()));
        }
    };
    FOLDERS.iter().for_each(|name| add(&folder(name), "txt"));
    add(&root().join("seeds"), "txt");
    add(&root().join("tests/fixtures/ledger"), "case");
    for (_, text) in &mut texts {
        // A case has its facts above, and the roles before each line.
        if let Some((_, lines)) = text.split_once("\n---\n") {
            let lines = lines
                .split('\n')
                .map(|line| line.split_once('|').map_or(line, |(_, text)| text));
            *text = lines.collect::<Vec<_>>().join("\n");
        }
    }
    texts.sort();
    texts
});

fn read(name: &str, text: &str) -> (Report, Facts) {
    let source = Source {
        broken: None,
        id: ReportId::from_stem(name),
        path: format!("{name}.txt"),
        bytes: Vec::new(),
        text: text.to_owned(),
        form: Form::Page,
        encoding: Encoding::Utf8,
        digest: String::new(),
    };
    let report = clean(&source, &Familiar::default());
    let facts = extract(&report);
    (report, facts)
}

/// Evidence whose words do not stand where it says.
fn unfounded(report: &Report, facts: &Facts) -> Vec<String> {
    evidence::unfounded(report, evidence::of_facts(facts))
}

#[test]
fn the_words_of_every_value_stand_where_it_says() {
    let mut kinds = BTreeSet::new();
    let mut found = Vec::new();
    for (name, text) in TEXTS.iter() {
        let (report, facts) = read(name, text);
        kinds.extend(evidence::of_facts(&facts).into_iter().map(|(what, _)| what));
        found.extend(unfounded(&report, &facts));
    }
    println!("{} texts, kinds of evidence: {kinds:?}", TEXTS.len());
    assert_eq!(found, [] as [String; 0]);
}

/// Signs that real pages have where nobody expects them, and some that they should not have.
const ODD: [&str; 20] = [
    "\u{0}",
    "\u{200f}",
    "\u{200d}",
    "\u{feff}",
    "\u{301}",
    "\u{2028}",
    "\u{a0}",
    "\t",
    "\r\n",
    "\n\n",
    "𝄞",
    "’s ",
    "“",
    "”",
    " - ",
    "...",
    "(",
    "Mr. ",
    "Maj. Gen. ",
    "ﷺ",
];

/// A piece of a text, cut at any sign.
fn piece() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1_usize..400);
    prop_oneof![
        8 => cut.prop_map(|(text, start, length)| {
            let chars: Vec<char> = text.get(&TEXTS).1.chars().collect();
            chars[start.index(chars.len())..].iter().take(length).collect()
        }),
        2 => prop::sample::select(&ODD[..]).prop_map(str::to_owned),
        1 => "\\PC{0,30}",
        1 => "[\u{600}-\u{6ff} ]{0,20}",
    ]
}

proptest! {
    #[test]
    fn odd_texts_are_read_and_always_the_same(pieces in prop::collection::vec(piece(), 0..14)) {
        let text = pieces.concat();
        let (report, facts) = read("odd", &text);
        prop_assert_eq!(&extract(&report), &facts);
        prop_assert_eq!(unfounded(&report, &facts), [] as [String; 0]);
    }
}
