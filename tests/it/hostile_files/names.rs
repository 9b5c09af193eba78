//! What files are called: nothing of it breaks a line of the log, a page, or an address.

use super::{TEXT, folder, served};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::process::Command;

#[test]
fn no_name_forges_a_line_or_a_tag() {
    let (folder, reports) = folder();
    let forged = "2022-07-04T00:00:00Z ERROR all is lost";
    // None of these is read, so each is named.
    for name in [
        format!("a\n{forged}.pdf"),
        format!("b\r{forged}.pdf"),
        "c\u{1b}[2J\u{7}.pdf".to_owned(),
        "d\u{202e}txt.pdf".to_owned(),
        "e\u{2028}line.pdf".to_owned(),
        "<img src=x onerror=alert(1)>.pdf".to_owned(),
        "\"><script>alert(1)<.pdf".to_owned(),
        "%2e%2e%2f%00.pdf".to_owned(),
        format!("{}.pdf", "n".repeat(251)),
    ] {
        fs::write(reports.join(name), TEXT).unwrap();
    }
    fs::write(reports.join(OsStr::from_bytes(b"f\xff\xfe\n.txt")), TEXT).unwrap();
    let said = served(&folder, &reports, 1_000_000);
    for line in said.log.lines() {
        assert!(!line.starts_with("2022-07-04"), "forged: {line:?}");
        let unseen = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}');
        assert!(!line.contains(unseen), "{line:?}");
    }
    said.names("c", ".pdf");
    said.names("nnn", "not a kind of file");
    let page = scraper::Html::parse_document(&said.about);
    for selector in ["img[onerror]", "table script"] {
        let selector = scraper::Selector::parse(selector).unwrap();
        assert_eq!(page.select(&selector).count(), 0);
    }
    let unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    assert!(!said.about.contains(unseen), "control characters on a page");
}

#[test]
fn every_name_that_can_be_read_is_served_at_an_address_of_its_own() {
    let (folder, reports) = folder();
    let names = [
        "line\nbreak.txt",
        "\u{202e}turned.txt",
        "\u{1b}[31mred.txt",
        "<b>bold<.txt",
        "?q=x&y#z.txt",
        "%2e%2e.txt",
        "-.txt",
        " .txt",
        "con.txt",
        "report.txt.txt",
        "\u{645}\u{644}\u{627}\u{642}\u{627}\u{629}.txt",
        "e\u{301}.txt",
        "\u{e9}.txt",
    ];
    for name in names {
        fs::write(reports.join(name), format!("{TEXT}\n{}\n", name.escape_default())).unwrap();
    }
    let longest = format!("{}.txt", "n".repeat(251));
    fs::write(reports.join(&longest), TEXT).unwrap();
    let said = served(&folder, &reports, 1_000_000);
    let found = ureq::get(format!("{}/search.json?q=envoy&limit=100", said.server.url())).call();
    let found: serde_json::Value = serde_json::from_str(&found.unwrap().body_mut().read_to_string().unwrap()).unwrap();
    let results = found["results"].as_array().unwrap();
    assert_eq!(results.len(), names.len() + 2, "{}\n{}", said.log, found);
    for result in results {
        let url = result["url"].as_str().unwrap();
        let url = match url.strip_prefix('/') {
            Some(path) => format!("{}/{path}", said.server.url()),
            None => url.to_owned(),
        };
        let page = ureq::get(&url).call().unwrap_or_else(|error| panic!("{url}: {error}"));
        assert_eq!(page.status(), 200);
    }
}

#[test]
fn a_folder_deeper_than_a_path_may_be_long_harms_none() {
    let (folder, reports) = folder();
    let script = "cd \"$0\" && for n in $(seq 400); do mkdir deep-deeper-deepest && cd deep-deeper-deepest || exit 1; \
                  [ $n = 100 ] && echo 'A visit deep below. The envoy met the mayor.' > deep.txt; done; \
                  echo 'A visit deeper still.' > deepest.txt";
    let made = Command::new("bash")
        .args(["-c", script])
        .arg(&reports)
        .status()
        .unwrap();
    assert!(made.success());
    let said = served(&folder, &reports, 1_000_000);
    let found = ureq::get(format!("{}/reports/deep", said.server.url())).call().unwrap();
    assert_eq!(found.status(), 200);
    said.names("deep-deeper-deepest", "cannot be read");
}
