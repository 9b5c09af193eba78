//! The records as programs read them.

use super::*;
use biblatex::{Bibliography, ChunksExt, EntryType, Person};

/// The text of a field as BibTeX means it.
fn field(entry: &biblatex::Entry, name: &str) -> Option<String> {
    entry.get(name).map(ChunksExt::format_verbatim)
}

pub(super) fn entry(made: &Made) -> biblatex::Entry {
    let text = bibtex(&made.work());
    let read = Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(read.len(), 1, "{text}");
    read.into_iter().next().unwrap()
}

#[test]
fn bibtex_is_read_back() {
    let title = r"100 % of A&B's #1 {deal}: $5_000 ~ \o/ ^ “done” } {";
    let made = Made::titled(title)
        .of("Tom & Jerry’s {Post}")
        .by("Wladimir van Wilgenburg and Ana Sousa")
        .on("2022-07-04")
        .lang("en");
    let entry = entry(&made);
    assert_eq!(entry.key, "readout-abc");
    assert_eq!(entry.entry_type, EntryType::Article);
    assert_eq!(field(&entry, "title").as_deref(), Some(title));
    assert_eq!(field(&entry, "journal").as_deref(), Some("Tom & Jerry’s {Post}"));
    assert_eq!(field(&entry, "entrysubtype").as_deref(), Some("newspaper"));
    assert_eq!(field(&entry, "date").as_deref(), Some("2022-07-04"));
    assert_eq!(field(&entry, "url").as_deref(), Some("https://example.org/reports/abc"));
    assert_eq!(field(&entry, "langid").as_deref(), Some("english"));
    assert_eq!(field(&entry, "note").as_deref(), Some(HELD));
    let authors: Vec<Person> = entry.author().unwrap();
    let names: Vec<[&str; 3]> = authors
        .iter()
        .map(|person| [&*person.given_name, &*person.prefix, &*person.name])
        .collect();
    assert_eq!(names, [["Wladimir", "van", "Wilgenburg"], ["Ana", "", "Sousa"]]);
}

#[test]
fn the_page_on_the_web_is_cited_with_the_archive() {
    let mut made = Made::titled("Talks").of("Rudaw").on("2022-07-04");
    let page = "https://wire.example/a_b?c=d&e=~f";
    made.report.url = Some(stated(page.to_owned()));
    let archived = format!("Archived at {}. {HELD}", made.address);
    let bibtex = entry(&made);
    assert_eq!(field(&bibtex, "url").as_deref(), Some(page));
    assert_eq!(field(&bibtex, "note").as_deref(), Some(&*archived));
    let csl = csl_json(&made.work());
    assert_eq!(
        (&csl[0]["URL"], &csl[0]["note"]),
        (&page.into(), &archived.clone().into())
    );
    let ris = ris(&made.work());
    assert!(ris.contains(&format!("UR  - {page}\r\n")), "{ris}");
    assert!(ris.contains(&format!("N1  - {archived}\r\n")), "{ris}");
    for style in Style::ALL {
        let text = text(&made.work(), style);
        assert!(
            text.contains(&format!("{page}, archived at {}", made.address)),
            "{text}"
        );
    }
}

#[test]
fn nobody_is_made_of_a_desk() {
    let made = Made::titled("Talks").by("Trade and Industry, Ministry of");
    let authors = entry(&made).author().unwrap();
    assert_eq!(authors.len(), 1);
    assert_eq!(authors[0].name, "Trade and Industry, Ministry of");
    assert_eq!(authors[0].given_name, "");
    assert!(ris(&made.work()).contains("AU  - Trade and Industry; Ministry of\r\n"));
    assert_eq!(
        csl_json(&made.work())[0]["author"][0]["literal"],
        "Trade and Industry, Ministry of"
    );
}

#[test]
fn no_record_dates_what_is_undated() {
    for made in [
        Made::titled("Talks"),
        Made::titled("Talks").between(Some("2022-07-04"), None),
    ] {
        let entry = entry(&made);
        assert_eq!(entry.entry_type, EntryType::Misc);
        assert!(
            ["date", "year", "month", "author", "journal"]
                .iter()
                .all(|name| entry.get(name).is_none())
        );
        let ris = ris(&made.work());
        assert!(
            ["DA", "PY", "AU", "T2"]
                .iter()
                .all(|tag| !ris.contains(&format!("\r\n{tag}  - "))),
            "{ris}"
        );
        let json = csl_json(&made.work());
        assert!(
            ["issued", "author", "container-title"]
                .iter()
                .all(|name| json[0].get(name).is_none())
        );
    }
    let made = Made::titled("Talks").between(Some("2022-07-04"), Some("2022-07-09"));
    assert!(bibtex(&made.work()).contains("{Dated between 4 July 2022 and 9 July 2022. Readout archive "));
}
