//! The README is true: each example in it is run, and what it lists is what there is.

use crate::program::{Server, readout, run};
use readout::archive::{Archive, Config};
use readout::search::Params;
use readout::sources::DEFAULT_MAX_BYTES;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// Code blocks of a kind.
fn blocks(kind: &str) -> Vec<String> {
    let text = readme();
    let fence = format!("```{kind}\n");
    text.split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// Words of a command as a shell splits them; single quotes only.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (n, part) in command.split('\'').enumerate() {
        if n % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// `…` stands for whatever comes between.
fn assert_shown(printed: &str, shown: &str, command: &str) {
    let mut rest = printed;
    for (n, part) in shown.split('…').map(str::trim_end).enumerate() {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("{command} does not print {part:?} but {printed}"));
        assert!(n > 0 || at == 0, "{command} prints something before {part:?}");
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn each_console_example_prints_what_is_shown() {
    let index = tempfile::tempdir().unwrap();
    let server = Server::seeds();
    let blocks = blocks("console");
    assert!(blocks.len() >= 3);
    for block in blocks {
        let (command, shown) = block.split_once('\n').unwrap();
        let words = words(command.strip_prefix("$ ").unwrap());
        let printed = match words[0].as_str() {
            "readout" => {
                let output = run(readout()
                    .args(&words[1..])
                    .env("READOUT_INDEX", index.path())
                    .env("READOUT_LOG", "error")
                    .current_dir(root()));
                assert!(
                    output.status.success(),
                    "{command}: {}",
                    String::from_utf8_lossy(&output.stderr)
                );
                String::from_utf8(output.stdout).unwrap()
            }
            "curl" => {
                let url = words.last().unwrap().replace("http://127.0.0.1:3000", server.url());
                ureq::get(&url).call().unwrap().body_mut().read_to_string().unwrap()
            }
            other => panic!("no way to run {other}"),
        };
        assert_shown(&printed, shown, command);
    }
}

/// The founding reports, and the folder of their index.
pub(crate) fn seeds() -> (Archive, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(&Config {
        reports: root().join("seeds"),
        index: folder.path().join("index"),
        max_bytes: DEFAULT_MAX_BYTES,
        synonyms: std::sync::Arc::default(),
        verify: false,
    })
    .unwrap();
    (archive, folder)
}

#[test]
fn each_query_finds_as_many_seeds_as_the_table_says() {
    let (archive, _folder) = seeds();
    let text = readme();
    let table = text
        .split("| in the seeds |")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    let mut rows = 0;
    for row in table.lines().filter(|row| row.starts_with("| `")) {
        let query = row.split('`').nth(1).unwrap();
        let count: usize = row
            .trim_end_matches([' ', '|'])
            .rsplit('|')
            .next()
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        let (request, notices) = Params::default().with("q", query).read().unwrap();
        assert_eq!(notices, [], "{query}");
        assert_eq!(archive.search(&request).unwrap().total, count, "{query}");
        rows += 1;
    }
    assert!(rows >= 18);
}

#[test]
fn the_two_commands_are_these() {
    let commands: Vec<String> = blocks("sh").iter().map(|block| block.trim().to_owned()).collect();
    assert_eq!(commands[..2], ["cargo run --release", "tests/run"]);
    assert!(root().join("tests/run").is_file());
    // The third is the first with a folder: the flag is one that the program knows.
    assert_eq!(commands[2], "cargo run --release -- --reports ~/saved-articles");
    // The fourth reads an index and writes nothing.
    let reading = "readout serve --read-only --index /srv/readout --listen 127.0.0.1:3001";
    assert_eq!(commands[3], reading);
    let site = crate::site::TestArchive::with(&[("a.txt", "A visit\n\nThe envoy met the mayor.")]);
    let words = reading.split(' ').skip(1).map(|word| match word {
        "/srv/readout" => site.index_path().to_str().unwrap().to_owned(),
        word => word.replace(":3001", ":0"),
    });
    let mut child = readout()
        .args(words)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = std::io::BufReader::new(child.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut output, &mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        line.starts_with("Readout serves 1 report at http://127.0.0.1:"),
        "{line}"
    );
    assert_eq!(commands.len(), 4, "a new example needs a test");
}

#[test]
fn flags_variables_and_defaults_are_those_of_help() {
    let help = String::from_utf8(run(readout().arg("--help")).stdout).unwrap();
    let text = readme();
    for flag in help
        .split_whitespace()
        .filter(|word| word.starts_with("--") && word.len() > 2)
    {
        let flag = flag.trim_end_matches([',', '.', ':']);
        assert!(
            ["--help", "--version"].contains(&flag)
                || text.contains(&format!("`{flag} "))
                || text.contains(&format!("`{flag}`")),
            "{flag} is not in the README"
        );
    }
    for row in text.lines().filter(|row| row.starts_with("| `--")) {
        let cells: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        let flat = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(cells[0].split(' ').next().unwrap()), "{row}");
        assert!(flat.contains(&format!("[env: {}=", cells[1])), "{row}");
        if let Some(default) = cells.get(2) {
            assert!(flat.contains(&format!("[default: {default}]")), "{row}");
        }
    }
}

/// Flags, variables, ports and addresses of the unit, the container and the proxy are those there are.
#[test]
fn deployment_uses_what_there_is() {
    let help = String::from_utf8(run(readout().args(["serve", "--help"])).stdout).unwrap();
    let only = |kind: &str| {
        let mut blocks = blocks(kind);
        assert_eq!(blocks.len(), 1, "{kind}");
        blocks.remove(0)
    };
    let unit = only("ini");
    let start = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let flags: Vec<&str> = start.split(' ').filter(|word| word.starts_with("--")).collect();
    assert!(flags.len() > 4, "{start}");
    for flag in &flags {
        assert!(help.contains(&format!("{flag} <")), "{flag}");
    }
    // The whole line is one that the program takes: what is wrong with it here is the folder alone.
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing").to_str().unwrap().to_owned();
    let words = start.split(' ').skip(1).map(|word| match word {
        "/srv/reports" => missing.clone(),
        "/var/lib/readout/index" => folder.path().join("index").to_str().unwrap().to_owned(),
        word => word.replace(":3000", ":0").replace(":9300", ":0"),
    });
    let output = run(readout().args(words));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains(&missing), "{said}");
    let container = only("dockerfile");
    let variables = container.lines().filter_map(|line| line.strip_prefix("ENV "));
    let variables = variables.flat_map(|line| line.split(' '));
    let (system, own): (Vec<&str>, Vec<&str>) = variables.partition(|one| one.starts_with("MALLOC_"));
    // Those of the C library are in the unit, too.
    let in_unit = unit.lines().find_map(|line| line.strip_prefix("Environment=")).unwrap();
    assert_eq!(system, in_unit.split(' ').collect::<Vec<_>>());
    assert!(own.len() > 3, "{own:?}");
    for variable in own.into_iter().map(|variable| variable.split('=').next().unwrap()) {
        assert!(help.contains(&format!("[env: {variable}=")), "{variable}");
    }
    let minimum = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let minimum = minimum
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .unwrap();
    assert!(container.contains(&format!("FROM rust:{}-", minimum.trim_matches('"'))));
    // What looks after the container asks as it is written there.
    let server = Server::seeds();
    let check = container.lines().find_map(|line| line.split_once(" CMD ")).unwrap().1;
    let mut check: Vec<String> = serde_json::from_str(check).unwrap();
    let port = server.address().rsplit(':').next().unwrap().to_owned();
    assert!(check[2].contains("/127.0.0.1/3000;"), "{check:?}");
    check[2] = check[2].replace("/3000;", &format!("/{port};"));
    let healthy = |check: &[String]| {
        std::process::Command::new(&check[0])
            .args(&check[1..])
            .status()
            .unwrap()
    };
    assert!(healthy(&check).success(), "{check:?}");
    check[2] = check[2].replace("/readyz", "/reports/nothing");
    assert!(!healthy(&check).success(), "{check:?}");
    for named in [
        "proxy_pass http://127.0.0.1:3000;",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Request-Id",
    ] {
        assert!(only("nginx").contains(named), "{named}");
    }
}

#[test]
fn each_address_answers() {
    let server = Server::seeds();
    let text = readme();
    let table = text
        .split("| address | answers |")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    // A meeting of theirs, where one is told.
    let mut meetings = ureq::get(format!("{}/meetings.json", server.url())).call().unwrap();
    let meetings: serde_json::Value = serde_json::from_str(&meetings.body_mut().read_to_string().unwrap()).unwrap();
    let meeting = meetings["meetings"][0]["id"].as_str();
    let mut asked = 0;
    for row in table.lines().filter(|row| row.starts_with("| `")) {
        let cell = row.split(" | ").next().unwrap();
        for address in cell
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|address| !address.contains('…'))
        {
            let id = match (address.starts_with("/meetings/"), meeting) {
                (true, None) => continue,
                (true, Some(meeting)) => meeting,
                (false, _) => "45e50149b2bb228b",
            };
            let path = address.replace("{id}", id).replace("{slug}", "kevin-leahy");
            assert_eq!(
                ureq::get(format!("{}{path}", server.url())).call().unwrap().status(),
                200,
                "{path}"
            );
            asked += 1;
        }
    }
    assert!(asked >= 10);
    // And every one that is described for programs is named there.
    let mut api = ureq::get(format!("{}/api.json", server.url())).call().unwrap();
    let api: serde_json::Value = serde_json::from_str(&api.body_mut().read_to_string().unwrap()).unwrap();
    for path in api["paths"].as_object().unwrap().keys() {
        let form = path.strip_prefix("/reports/{id}").unwrap_or(path);
        let named = [path.as_str(), form]
            .iter()
            .any(|name| table.contains(&format!("`{name}`")));
        assert!(named, "{path} is not in the README");
    }
}

#[test]
fn the_seeds_are_the_founding_reports_and_files_that_are_named_exist() {
    let seeds = fs::read_dir(root().join("seeds")).unwrap();
    let (mut names, rest): (Vec<PathBuf>, Vec<PathBuf>) = seeds
        .map(|file| file.unwrap().path())
        .partition(|path| path.extension().is_some_and(|ending| ending == "toml"));
    assert_eq!(rest.len(), 5);
    assert!(names.pop().unwrap().ends_with("authority.toml") && names.is_empty());
    let text = readme();
    for name in [
        "tests/screenshots/search.png",
        "LICENSE",
        "tests/it",
        "tests/fixtures/ledger",
        "tests/gold",
        "src/lib.rs",
    ] {
        assert!(text.contains(name) && Path::exists(&root().join(name)), "{name}");
    }
    for module in [
        "report", "sources", "clean", "extract", "search", "index", "archive", "web", "cli",
    ] {
        assert!(text.contains(&format!("| `{module}` |")), "{module}");
        assert!(root().join("src").join(module).join("mod.rs").is_file(), "{module}");
    }
}
