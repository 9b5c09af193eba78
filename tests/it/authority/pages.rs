//! What the pages say of the archivist's word.

use super::meets;
use crate::program::{readout, run};
use crate::served::TestSite;
use std::fs;

const SIDECAR: &str = r#"title = "The <b>harbour</b> & its cranes"
outlet = "Harbour Wire"
url = "https://wire.example/a?b=1&c=%3C"
published = 2022-07-04
people = { add = ["Lena Maas"] }
"#;

#[test]
fn what_the_archivist_says_of_a_person_stands_on_the_page_as_that() {
    let authority = "[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Thomas Oravetz\"]\nnote = \"No <b>kin</b> of the \
                     painter.\"\noffices = [{ name = \"Harbour master\", from = \"2019-03\", to = 2022-07-04 }]\n";
    let site = TestSite::with(&[
        ("a.txt", meets("Thomas Oravetz", "Piet Vermeulen").as_str()),
        ("authority.toml", authority),
    ]);
    let page = site.get("/people/tomas-oravec");
    assert_eq!(page.one("#stated"), "Stated by the archivist");
    assert_eq!(
        page.one("section[aria-labelledby=stated] p"),
        "No <b>kin</b> of the painter."
    );
    assert_eq!(
        page.one("section[aria-labelledby=stated] li"),
        "Harbour master March 2019 to 4 July 2022"
    );
    let record = site.get("/people/tomas-oravec.json").json();
    assert_eq!(record["stated"]["offices"][0]["to"], "2022-07-04");
    assert_eq!(
        site.get("/people/piet-vermeulen.json").json()["stated"],
        serde_json::Value::Null
    );
    assert!(site.get("/people/piet-vermeulen").all("#stated").is_empty());
}

#[test]
fn a_report_says_which_values_are_the_archivists() {
    let site = TestSite::with(&[
        ("a.txt", meets("Thomas Oravetz", "Piet Vermeulen").as_str()),
        ("a.meta.toml", SIDECAR),
        (
            "authority.toml",
            "[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Thomas Oravetz\"]\n",
        ),
    ]);
    let page = site.get("/reports/a");
    assert_eq!(page.status, 200);
    assert_eq!(page.one("h1"), "The <b>harbour</b> & its cranes");
    assert!(page.one(".supplied").starts_with("Title stated by the archivist."));
    let of = |label: &str| {
        let button = format!("button.why[aria-label='Evidence for {label}']");
        let id = page.attribute(&button, "popovertarget");
        (
            page.one(&format!("#{id}")),
            page.attributes(&format!("#{id} a"), "href"),
        )
    };
    let (outlet, links) = of("the outlet");
    assert!(outlet.contains("outlet = \"Harbour Wire\""), "{outlet}");
    assert!(
        outlet.ends_with("Stated by the archivist, beside the source"),
        "{outlet}"
    );
    // To no line of the source, for none says so.
    assert_eq!(links, ["/about#rule-archivist"]);
    let (oravec, links) = of("Tomas Oravec taking part");
    assert!(
        oravec.ends_with("The name is that of the archivist’s authority file"),
        "{oravec}"
    );
    assert!(oravec.contains("Thomas Oravetz"), "{oravec}");
    assert!(links[0].starts_with("/reports/a/original#L"), "{links:?}");
    let settled = page
        .all(".evidence")
        .into_iter()
        .filter(|said| said.contains("authority file"));
    assert!(
        settled
            .into_iter()
            .all(|said| !said.starts_with("Evidence for Piet Vermeulen"))
    );
    assert!(of("Lena Maas").0.contains("Stated by the archivist"));
    let proof = page.one(".proof");
    assert!(
        proof.starts_with("published = 2022-07-04") && proof.ends_with("Stated by the archivist"),
        "{proof}"
    );
    let said = page.all(".facts section").pop().unwrap();
    let said_so =
        "outranking what was read: the title, the outlet, the address of the page, the day of publication, people.";
    assert!(said.contains(said_so), "{said}");
    assert_eq!(
        page.attributes("a[rel~=external]", "href")[0],
        "https://wire.example/a?b=1&c=%3C"
    );
    assert!(page.all("h1 b").is_empty());
    // The headline that was printed is not the title now, and not lost.
    let quoted = site.get("/reports/a?quote=Thomas+Oravetz+meets+Piet+Vermeulen+on+the+harbour");
    assert!(
        quoted.one(".quotation").contains("line 1 of the saved page"),
        "{}",
        quoted.one(".quotation")
    );
    let own = site.get("/reports/a?quote=its+cranes");
    assert!(own.one(".quotation").starts_with("This report contains the quotation"));
    let stated = site.get("/reports/a?quote=harbour%3C%2Fb%3E+%26+its");
    assert!(stated.one(".quotation").starts_with("This report does not contain"));
    let json = site.get("/reports/a.json").json();
    assert_eq!(json["report"]["outlet"]["evidence"]["line"], 0);
    assert_eq!(json["report"]["outlet"]["evidence"]["rule"], "archivist");
    assert_eq!(json["facts"]["people"][0]["evidence"]["authority"], true);
    let cited = site.get("/reports/a.chicago.txt");
    assert!(
        cited
            .text()
            .contains("July 4, 2022. https://wire.example/a?b=1&c=%3C, archived at http://localhost/reports/a. ")
    );
    for path in [
        "/reports/a/original",
        "/reports/a.bib",
        "/reports/a.ris",
        "/reports/a.csl.json",
        "/search?q=harbour",
    ] {
        assert_eq!(site.get(path).status, 200, "{path}");
    }
}

#[test]
fn about_says_what_is_settled_and_what_cannot_be_followed() {
    let site = TestSite::with(&[
        ("a.txt", meets("Thomas Oravetz", "Piet Vermeulen").as_str()),
        ("b.meta.toml", ""),
        (
            "authority.toml",
            "[[person]]\nname = \"Tomas Oravec\"\n[[place]]\n\"<img src=x>\" = 3\n",
        ),
    ]);
    let page = site.get("/about");
    let paragraphs = page.all("#holds p");
    let settled = "The authority file settles how 1 person, no organisations and no places are named.";
    assert!(
        paragraphs.iter().any(|text| text.starts_with(settled)),
        "{paragraphs:?}"
    );
    let cells = page.all("table.problems td");
    assert_eq!(cells[0], "authority.toml, line 3");
    assert!(cells[1].starts_with("this place has no"), "{cells:?}");
    assert_eq!(cells[2], "authority.toml, line 4");
    assert!(cells[3].starts_with("`<img src=x>` is unknown"), "{cells:?}");
    assert_eq!(cells[4..], ["b.meta.toml", "there is no report beside it"]);
    assert!(page.all("img").is_empty());
    let plain = TestSite::with(&[("a.txt", meets("Thomas Oravetz", "Piet Vermeulen").as_str())]).get("/about");
    assert!(
        plain
            .all("#holds p")
            .iter()
            .any(|text| text.starts_with("No authority file settles names here."))
    );
    assert!(plain.all("table.problems").is_empty());
}

#[test]
fn inspect_has_the_archivists_word_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", meets("Thomas Oravetz", "Piet Vermeulen").as_str());
    write("a.meta.toml", "people = { add = [\"Lena Maas\"] }\n");
    write(
        "authority.toml",
        "[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Thomas Oravetz\"]\n[[place]]\n",
    );
    for path in [folder.path().to_owned(), folder.path().join("a.txt")] {
        let output = run(readout().arg("inspect").arg(&path));
        let printed = String::from_utf8(output.stdout).unwrap();
        let people = printed.split_once("people: ").unwrap().1.lines().next().unwrap();
        assert!(
            people.starts_with("Tomas Oravec (") && people.ends_with(", Lena Maas (archivist)"),
            "{people}"
        );
        let warned = String::from_utf8(output.stderr).unwrap();
        assert_eq!(warned, "readout: authority.toml:4: this place has no `name`\n");
    }
}

#[test]
fn a_name_that_was_merged_leads_to_the_one_that_stands_for_it() {
    let site = TestSite::with(&[
        ("a.txt", meets("Thomas Oravetz", "Piet Vermeulen").as_str()),
        (
            "authority.toml",
            "[[person]]\nname = \"Tomas Oravec\"\nvariants = [\"Thomas Oravetz\"]\n",
        ),
    ]);
    for ending in ["", ".json"] {
        let page = site.get(&format!("/people/thomas-oravetz{ending}"));
        assert_eq!(page.status, 307);
        assert_eq!(page.header("location"), format!("/people/tomas-oravec{ending}"));
        assert_eq!(site.get(page.header("location")).status, 200);
    }
    assert_eq!(site.get("/people/tomas-oravetz").status, 404);
    let pair = site.get("/network?a=Thomas+Oravetz&b=Piet+Vermeulen");
    assert_eq!(pair.one("h1"), "Tomas Oravec and Piet Vermeulen");
    assert_eq!(site.get("/network?a=Thomas+Oravetz&b=Tomas+Oravec").status, 200);
    // The report's page says of the one who took part whose name it is.
    let report = site.get("/reports/a");
    assert!(
        report
            .all(".told .evidence")
            .iter()
            .any(|box_| box_.contains("authority file")),
        "{:?}",
        report.all(".told .evidence")
    );
}
