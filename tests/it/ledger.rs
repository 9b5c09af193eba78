//! The ledger against what people read: the five seeds exactly, and made reports of all kinds.
//!
//! A case is a file under `tests/fixtures/ledger`: the facts as JSON, a line `---`, then each line of
//! the report as `role|text`. The cases were written without knowledge of the rules.

use readout::clean::{Familiar, clean, margins};
use readout::report::{Report, ReportId, Role, Stated, Title};
use readout::sources::{Encoding, Form, Source, decode};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Fields of the gold that cleaning reads, beside the lines.
const FIELDS: [&str; 8] = [
    "headline",
    "outlet",
    "section",
    "byline",
    "published",
    "dateline_place",
    "tags",
    "read_more",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn source(name: &str, bytes: &[u8]) -> Source {
    let decoded = decode(bytes).unwrap();
    Source {
        broken: None,
        id: ReportId::from_stem(name),
        path: format!("{name}.txt"),
        bytes: bytes.to_vec(),
        text: decoded.text,
        form: Form::Page,
        encoding: decoded.encoding,
        digest: String::new(),
    }
}

fn field(report: &Report, name: &str) -> Value {
    let text = |stated: &Option<Stated<String>>| json!(stated.as_ref().map(|stated| &stated.value));
    let list = |list: &[Stated<String>]| json!(list.iter().map(|stated| &stated.value).collect::<Vec<_>>());
    match name {
        "headline" => match &report.title {
            Title::Printed(stated) => json!(stated.value),
            Title::Supplied(_) => Value::Null,
        },
        "outlet" => text(&report.outlet),
        "section" => text(&report.section),
        "byline" => text(&report.byline),
        "published" => json!(report.published.as_ref().map(|stated| stated.value.to_string())),
        "dateline_place" => text(&report.dateline_place),
        "tags" => list(&report.tags),
        "read_more" => list(&report.read_more),
        other => panic!("no field {other}"),
    }
}

#[test]
fn inspect_equals_the_gold_for_every_seed() {
    let gold: Value = serde_json::from_str(&fs::read_to_string(root().join("tests/gold/seeds.json")).unwrap()).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_readout"))
        .args(["inspect", "--json", "seeds"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut seeds = 0;
    for (id, facts) in gold.as_object().unwrap().iter().filter(|(id, _)| !id.starts_with('_')) {
        seeds += 1;
        for name in FIELDS.iter().chain(["lines", "file"].iter()) {
            assert_eq!(printed[id][name], facts[name], "{id}: {name}");
        }
        // Beside both ends the gold says in words what they rest on.
        for end in ["earliest", "latest"] {
            assert_eq!(printed[id]["dated"][end], facts["dated"][end], "{id}: {end}");
        }
    }
    assert_eq!((seeds, printed.as_object().unwrap().len()), (5, 5));
}

/// What one case scored.
#[derive(Default)]
struct Score {
    lines: usize,
    right: usize,
    body: usize,
    kept: usize,
    wrong_dates: Vec<String>,
    wrong_outlets: Vec<String>,
    fields: [usize; FIELDS.len()],
    cases: usize,
}

struct Case {
    name: String,
    facts: Value,
    rows: Vec<(BTreeSet<String>, String)>,
}

fn cases() -> Vec<Case> {
    let folder = root().join("tests/fixtures/ledger");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().map(|path| read_case(path)).collect()
}

fn read_case(path: &Path) -> Case {
    let text = fs::read_to_string(path).unwrap();
    let (facts, lines) = text
        .split_once("\n---\n")
        .unwrap_or_else(|| panic!("{path:?} has no ---"));
    Case {
        name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        facts: serde_json::from_str(facts).unwrap_or_else(|error| panic!("{path:?}: {error}")),
        rows: lines
            .trim_end_matches('\n')
            .split('\n')
            .map(|line| {
                let (roles, text) = line.split_once('|').unwrap_or_else(|| panic!("{path:?}: {line}"));
                (
                    roles
                        .split('+')
                        .filter(|role| !role.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    text.to_owned(),
                )
            })
            .collect(),
    }
}

impl Case {
    fn cleaned(&self) -> Report {
        let lines: Vec<&str> = self.rows.iter().map(|(_, text)| text.as_str()).collect();
        clean(&source(&self.name, lines.join("\n").as_bytes()), &Familiar::default())
    }
}

impl Score {
    fn add(&mut self, case: &Case) {
        let report = case.cleaned();
        let mut labelled = 0;
        for (index, (roles, text)) in case.rows.iter().enumerate().filter(|(_, (roles, _))| !roles.is_empty()) {
            let line = report
                .lines
                .iter()
                .find(|line| line.number as usize == index + 1)
                .unwrap();
            let found: BTreeSet<String> = line.roles.iter().map(|role| role.name().to_owned()).collect();
            labelled += 1;
            self.lines += 1;
            self.right += usize::from(found == *roles);
            if roles.contains("paragraph") {
                self.body += text.chars().count();
                self.kept += if line.is(Role::Paragraph) {
                    text.chars().count()
                } else {
                    0
                };
            }
        }
        assert_eq!(
            labelled,
            report.lines.len(),
            "{}: a line without a label, or a blank one with",
            case.name
        );
        self.cases += 1;
        for (index, name) in FIELDS.iter().enumerate() {
            let found = field(&report, name);
            self.fields[index] += usize::from(found == case.facts[name]);
            if *name == "published" && !found.is_null() && found != case.facts[name] {
                self.wrong_dates.push(format!("{}: {found}", case.name));
            }
            if *name == "outlet" && !found.is_null() && found != case.facts[name] {
                self.wrong_outlets.push(format!("{}: {found}", case.name));
            }
        }
    }

    fn say(&self) {
        let share = |part: usize, whole: usize| part as f64 / whole as f64;
        println!(
            "{} cases: lines right {:.4}, body kept {:.4}, wrong dates {:?}",
            self.cases,
            share(self.right, self.lines),
            share(self.kept, self.body),
            self.wrong_dates
        );
        for (index, name) in FIELDS.iter().enumerate() {
            println!("  {name}: {:.3}", share(self.fields[index], self.cases));
        }
    }
}

/// The floors lie just below what was reached; they only go up.
#[test]
fn made_reports_are_read_as_people_read_them() {
    let mut score = Score::default();
    for case in cases() {
        score.add(&case);
    }
    score.say();
    assert!(score.cases >= 186);
    assert!(
        score.right * 1000 >= score.lines * 955,
        "lines right: {} of {}",
        score.right,
        score.lines
    );
    assert!(
        score.kept * 1000 >= score.body * 992,
        "body kept: {} of {}",
        score.kept,
        score.body
    );
    assert_eq!(score.wrong_dates, [] as [String; 0]);
    // No outlet rather than a wrong one; those that are left have two names, each of them right.
    assert!(score.wrong_outlets.len() <= 6, "{:?}", score.wrong_outlets);
    let right = |field: &str| score.fields[FIELDS.iter().position(|name| *name == field).unwrap()];
    assert!(right("outlet") >= 155, "outlets right: {}", right("outlet"));
    assert!(right("published") >= 184, "days right: {}", right("published"));
}

#[test]
fn no_report_is_told_to_be_younger_than_it_is() {
    let mut bounded = 0;
    for case in cases() {
        let Some(day) = case.facts["published"].as_str() else {
            continue;
        };
        let mut report = case.cleaned();
        report.published = None;
        let dated = readout::extract::extract(&report).dated;
        let Some(earliest) = dated.earliest else { continue };
        bounded += 1;
        assert!(
            earliest.to_string().as_str() <= day,
            "{}: {dated:?}, published on {day}",
            case.name
        );
        assert_eq!(dated.latest, None);
        let proof = dated.proof.first().unwrap();
        let line = case.rows.get(proof.line as usize - 1).map(|(_, text)| text.as_str());
        assert!(line.is_some(), "{}: {proof:?}", case.name);
    }
    assert!(bounded >= 48, "{bounded} have a bound");
}

#[track_caller]
fn check(text: &str, expected: &[(u32, Role)]) -> Report {
    let report = clean(&source("case", text.as_bytes()), &Familiar::default());
    for (number, role) in expected {
        let line = report.lines.iter().find(|line| line.number == *number).unwrap();
        assert_eq!(line.roles, [*role], "line {number}, by {}: {}", line.rule, line.text);
        assert!(!line.rule.is_empty());
    }
    report
}

#[test]
fn wrapped_lines_become_paragraphs() {
    let report = check(
        "Mayor receives trade delegation from Tampere\n\nThe mayor of Porto, Ana Sousa, received on Monday a delegation of traders\nfrom the Finnish city of Tampere, who came to talk about wool, wooden\nfurniture and the price of freight between the two harbours.\n\nThe guests stayed for two days and saw the old market, the new tram line\nand a factory in which chairs are made. They said they would come again\nwith more people, and with samples of what they make at home.\n",
        &[(1, Role::Headline), (3, Role::Paragraph), (5, Role::Paragraph)],
    );
    let paragraphs: Vec<String> = report
        .blocks()
        .into_iter()
        .filter(|block| block.is(Role::Paragraph))
        .map(|block| block.text)
        .collect();
    assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
    assert!(paragraphs[0].ends_with("between the two harbours."));
}

#[test]
fn a_file_of_one_line_is_read() {
    let report = check(
        "The mayor of Porto received traders from Tampere on Monday. They spoke about wool. They will meet again in June.",
        &[(1, Role::Paragraph)],
    );
    assert!(matches!(report.title, Title::Supplied(_)));
    assert_eq!(
        report.title.to_string(),
        "[The mayor of Porto received traders from Tampere on Monday. They spoke about wool…]"
    );
}

#[test]
fn marks_that_are_not_seen_change_nothing() {
    let plain = "Envoy meets mayor of Quito to discuss water\nBy Ana Sousa\nQUITO (Andes Wire) - The envoy met the mayor on Monday. They spoke for an hour.";
    let marked = "\u{feff}Envoy meets mayor of\u{a0}Quito to dis\u{ad}cuss water\r\n\u{200f}By Ana\u{200b} Sousa\r\n\u{a0}QUITO (Andes&nbsp;Wire) &#45; The envoy met the mayor on&nbsp;Monday. They spoke for an hour.\r\n";
    let read = |text: &str| {
        let report = clean(&source("case", text.as_bytes()), &Familiar::default());
        (
            report
                .lines
                .iter()
                .map(|line| (line.text.clone(), line.roles.clone()))
                .collect::<Vec<_>>(),
            report.outlet.unwrap().value,
        )
    };
    assert_eq!(read(plain), read(marked));
}

#[test]
fn lines_that_several_files_share_are_furniture() {
    let story = |n: u32| {
        format!(
            "Visit number {n} of the envoy to the harbour town\n\nQUITO - The envoy came {n} times and was received by the mayor, who thanked him.\n\nAmong friends since 1920\n\nOn day {n} they spoke about fish and about the weather in the harbour.\n"
        )
    };
    let sources: Vec<Source> = (1..=4).map(|n| source(&format!("s{n}"), story(n).as_bytes())).collect();
    let mut familiar = Familiar::default();
    let alone = clean(&sources[0], &familiar);
    for source in &sources {
        familiar.learn(source);
    }
    let together = clean(&sources[0], &familiar);
    let label = |report: &Report| report.lines.iter().find(|line| line.number == 5).unwrap().roles.clone();
    assert_eq!(label(&alone), [Role::Kicker]);
    assert_eq!(label(&together), [Role::Furniture]);
    // What is told of the lines alone does the same.
    let shared = margins(&sources[0])
        .into_iter()
        .filter(|line| margins(&sources[1]).contains(line));
    assert_eq!(clean(&sources[0], &Familiar::of(shared)), together);
}

/// A report in the head and the first words of which a date or an outlet stands.
fn with_head(head: &str, lead: &str, foot: &str) -> Report {
    let body = "The envoy and the mayor spoke for an hour about water, roads and the price of freight.";
    let text = format!(
        "{head}\n\nEnvoy and mayor of Quito look for water\n\n{lead}{body} They will go on in June.\n\n{body} Nobody objected.\n\n{foot}"
    );
    clean(&source("case", text.as_bytes()), &Familiar::default())
}

#[test]
fn the_lead_may_say_its_own_day() {
    for lead in [
        "Today, 4 July 2022, the envoy was received in the town hall. ",
        "The envoy was received in the town hall this morning (4 July 2022) by the mayor. ",
        "QUITO, 4 July 2022, 16:00 ECT. The envoy was received in the town hall. ",
    ] {
        let report = with_head("Andes Post", lead, "");
        let published = report.published.map(|stated| stated.value.to_string());
        assert_eq!(published.as_deref(), Some("2022-07-04"), "{lead}");
    }
    for lead in [
        "“Today, 4 July 2022, is a good day,” the envoy said in the town hall. ",
        "The envoy was received on 4 July 2022 in the town hall. ",
    ] {
        assert_eq!(with_head("Andes Post", lead, "").published, None, "{lead}");
    }
}

#[test]
fn outlets_are_read_where_they_name_themselves() {
    let outlet = |head: &str, foot: &str| with_head(head, "", foot).outlet.map(|stated| stated.value);
    for (head, foot, name) in [
        ("Andes Mirror - Politics - Economy - Regions", "", "Andes Mirror"),
        ("Cerro y Valle\nNoticias de la ciudad y del campo", "", "Cerro y Valle"),
        (
            "Royal Ruritanian Embassy in Quito",
            "",
            "Royal Ruritanian Embassy in Quito",
        ),
        ("TERRA BRAVA ENERGY\nInvestor & media centre", "", "Terra Brava Energy"),
        ("Cerro y Valle (English page)", "", "Cerro y Valle"),
        (
            "Ministry of Ports of Ruritania",
            "© 2023 Ministry of Ports",
            "Ministry of Ports of Ruritania",
        ),
        (
            "Coast Business Daily",
            "© 2022 Coast Media Group. All rights reserved.",
            "Coast Business Daily",
        ),
        ("", "-- Andes News Agency", "Andes News Agency"),
        // What stands above the menu of the site.
        ("FA of Ruritania\nHome / English / News", "", "FA of Ruritania"),
        (
            "LOWER–UPPER COUNCIL OF CHURCHES\nOur work | Prayer | Members | Donate",
            "",
            "Lower–Upper Council of Churches",
        ),
        ("LA VOZ DEL VALLE\nInicio | Comarca | Agenda", "", "La Voz del Valle"),
        // With its letters beside it.
        (
            "TGCU – Transport & General Crafts Union\nJoin TGCU | Sectors | Campaigns | Media",
            "",
            "Transport & General Crafts Union",
        ),
        (
            "Ruritania News Exchange (RNX)\n Main Page  |  Local  |  Photo Gallery",
            "ALL RIGHTS RESERVED. RNX 2022",
            "Ruritania News Exchange",
        ),
        (
            "RIVDEB | River and Valley Development Bank\nCountries · Topics · Projects",
            "",
            "River and Valley Development Bank",
        ),
    ] {
        assert_eq!(outlet(head, foot).as_deref(), Some(name), "{head} / {foot}");
    }
    let dated = with_head("RURTAC\nOFFICIAL CHRONICLE", "Quito, July 4, RURTAC\n\n", "");
    assert_eq!(dated.outlet.map(|stated| stated.value).as_deref(), Some("RURTAC"));
    for (head, foot) in [
        ("Water and roads\nFacebook | Twitter | WhatsApp", ""),
        ("News from town and country", ""),
        ("Water and roads", ""),
        ("", "© 2022 Coast Media Group"),
        ("", "© 2022 Coast Nine Media Network"),
    ] {
        assert_eq!(outlet(head, foot), None, "{head} / {foot}");
    }
}

#[test]
fn dates_that_are_no_publication_dates_give_none() {
    let body = "The envoy met the mayor on Monday in the town hall. They spoke for an hour about water and roads.";
    for head in [
        "Last updated: 4 July 2022",
        // Neither reading, nor the day before it, was a Monday.
        "08/07/2022",
        "Tuesday, 4 July 2022",
        "Event date: 4 July 2022",
    ] {
        let report = clean(
            &source(
                "case",
                format!("Envoy meets the mayor in Quito\n{head}\n{body}\n{body} Again.").as_bytes(),
            ),
            &Familiar::default(),
        );
        assert_eq!(report.published, None, "{head}");
    }
    let footer = format!(
        "Envoy meets the mayor in Quito\n{body}\n{body} Again.\nRelated stories\nMinister falls ill in Lima\n5 July 2022\n© 2021 Andes Wire. All rights reserved."
    );
    assert_eq!(
        clean(&source("case", footer.as_bytes()), &Familiar::default()).published,
        None
    );
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            "[A-Z][a-z]{2,9}( [a-z]{2,9}){0,14}[.]?",
            Just("Read More: Envoy lands in Quito".to_owned()),
            Just("© 2021 Andes Wire".to_owned()),
            Just("Related stories".to_owned()),
            Just("date 2022-07-04 Security".to_owned()),
            Just("Tags: a, b".to_owned()),
            Just(String::new()),
            "\\PC{0,60}",
            "[\u{600}-\u{6ff} ]{0,40}",
        ]
    }

    proptest! {
        #[test]
        fn every_line_that_is_seen_has_a_role_and_a_rule(lines in proptest::collection::vec(piece(), 0..40)) {
            let text = lines.join("\n");
            let source = Source {
            broken: None,
                id: ReportId::from_stem("x"), path: "x.txt".into(), bytes: Vec::new(), text: text.clone(), form: Form::Page, encoding: Encoding::Utf8, digest: String::new(),
            };
            let report = clean(&source, &Familiar::default());
            for line in &report.lines {
                prop_assert!(!line.roles.is_empty() && !line.rule.is_empty() && !line.text.is_empty());
                prop_assert!(line.text.trim() == line.text);
            }
            let mut numbers: Vec<u32> = report.lines.iter().map(|line| line.number).collect();
            numbers.dedup();
            prop_assert_eq!(numbers.len(), report.lines.len());
            // The ledger drops nothing that can be seen.
            for (index, line) in text.split('\n').enumerate() {
                if line.chars().any(char::is_alphanumeric) {
                    prop_assert!(report.lines.iter().any(|kept| kept.number as usize == index + 1), "{line:?}");
                }
            }
            // Cleaning what cleaning gave does not depend on anything but the text.
            prop_assert_eq!(&clean(&source, &Familiar::default()), &report);
        }
    }
}

/// The names of rules that stand in a record, wherever they do.
fn rules_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(rule)) = fields.get("rule") {
                found.insert(rule.clone());
            }
            fields.values().for_each(|value| rules_in(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| rules_in(value, found)),
        _ => {}
    }
}

/// The code of a folder and those in it, without what explains it.
fn code_below(folder: &std::path::Path) -> String {
    let paths = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let code = |path: std::path::PathBuf| match path.is_dir() {
        true => code_below(&path),
        false if path.ends_with("glossary.rs") || path.extension().is_none_or(|end| end != "rs") => String::new(),
        false => fs::read_to_string(path).unwrap(),
    };
    paths.map(code).collect()
}

#[test]
fn every_rule_is_explained() {
    let known: Vec<&str> = [readout::clean::GLOSSARY, readout::extract::GLOSSARY]
        .concat()
        .iter()
        .map(|(name, _)| *name)
        .collect();
    let mut found = BTreeSet::new();
    for case in cases() {
        let report = case.cleaned();
        let facts = readout::extract::extract(&report);
        rules_in(&json!([report, facts]), &mut found);
    }
    assert!(found.len() > 40, "{found:?}");
    for rule in &found {
        assert!(known.contains(&rule.as_str()), "{rule} is not explained");
    }
    let unique: BTreeSet<&&str> = known.iter().collect();
    assert_eq!(unique.len(), known.len(), "a rule is explained twice");
    // And none that no code gives: names change.
    let folders = ["src/report", "src/clean", "src/extract", "src/index"];
    let code: String = folders.iter().map(|folder| code_below(&root().join(folder))).collect();
    for rule in known {
        assert!(code.contains(&format!("\"{rule}\"")), "no code gives {rule}");
    }
}
