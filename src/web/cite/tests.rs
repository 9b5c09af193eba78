//! Whole citations, of the seeds and of made reports; what others read from them is in the modules.

mod hard;
mod read_back;
mod reference;

use super::*;
use crate::archive::{Archive, Config, Held};
use crate::report::{DateBounds, Evidence, Language, ReportId, Stated, Title};
use std::path::Path;

/// A report made by hand, and how it is held.
#[derive(Debug)]
pub(in crate::web) struct Made {
    pub report: Report,
    pub facts: Facts,
    pub address: String,
}

pub(in crate::web) const FINGERPRINT: &str = "1f2e3d4c5b6a7988";
pub(in crate::web) const DIGEST: &str = "ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12";

/// What stands at the end of every ready text.
pub(in crate::web) const HELD: &str = "Readout archive 1f2e3d4c5b6a7988, \
    SHA-256 ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12";

pub(in crate::web) fn stated<T>(value: T) -> Stated<T> {
    Stated::new(value, 1, "", "test")
}

impl Made {
    /// A report of which only the title is known.
    pub(in crate::web) fn titled(title: &str) -> Self {
        let report = Report {
            id: ReportId::parse("abc").unwrap(),
            lines: vec![],
            title: Title::Printed(stated(title.to_owned())),
            outlet: None,
            section: None,
            byline: None,
            published: None,
            dateline_place: None,
            tags: vec![],
            lang: None,
            url: None,
            read_more: vec![],
            warnings: vec![],
        };
        Self {
            report,
            facts: Facts::default(),
            address: "https://example.org/reports/abc".to_owned(),
        }
    }

    pub(in crate::web) fn of(mut self, outlet: &str) -> Self {
        self.report.outlet = Some(stated(outlet.to_owned()));
        self
    }

    pub(in crate::web) fn by(mut self, byline: &str) -> Self {
        self.report.byline = Some(stated(byline.to_owned()));
        self
    }

    pub(in crate::web) fn on(self, day: &str) -> Self {
        self.between(Some(day), Some(day))
    }

    pub(in crate::web) fn between(mut self, earliest: Option<&str>, latest: Option<&str>) -> Self {
        let day = |text: &str| text.parse().unwrap();
        self.facts.dated = DateBounds {
            earliest: earliest.map(day),
            latest: latest.map(day),
            proof: vec![Evidence::new(1, "", "test")],
        };
        self
    }

    pub(in crate::web) fn lang(mut self, lang: &str) -> Self {
        self.facts.lang = Some(Language(lang.to_owned()));
        self
    }

    pub(in crate::web) fn supplied(mut self) -> Self {
        self.report.title = Title::Supplied(stated(self.report.title.words().to_owned()));
        self
    }

    pub(in crate::web) fn work(&self) -> Work<'_> {
        Work {
            report: &self.report,
            facts: &self.facts,
            address: &self.address,
            fingerprint: FINGERPRINT,
            digest: DIGEST,
        }
    }
}

/// The texts of a report, without what is the same in all.
fn texts(made: &Made) -> [String; 3] {
    Style::ALL.map(|style| {
        let text = text(&made.work(), style);
        assert!(text.contains(HELD) && text.contains(&made.address), "{text}");
        text.replace(HELD, "HELD")
            .replace("https://example.org/reports/abc", "URL")
    })
}

#[track_caller]
fn check(made: &Made, expected: [&str; 3]) {
    assert_eq!(texts(made), expected);
}

#[test]
fn a_signed_report_of_a_day() {
    let made = Made::titled("General meets governor")
        .of("Rudaw")
        .by("Ana Sousa")
        .on("2025-09-04");
    check(
        &made,
        [
            "Sousa, Ana. “General meets governor.” Rudaw, September 4, 2025. URL. HELD.",
            "Sousa, A. (2025, September 4). General meets governor. Rudaw. URL (HELD)",
            "Sousa, Ana. “General meets governor.” Rudaw, 4 Sept. 2025, URL. HELD.",
        ],
    );
}

#[test]
fn an_undated_report_is_cited_as_undated() {
    let made = Made::titled("General meets governor").of("Rudaw").by("Ana Sousa");
    check(
        &made,
        [
            "Sousa, Ana. “General meets governor.” Rudaw, n.d. URL. HELD.",
            "Sousa, A. (n.d.). General meets governor. Rudaw. URL (HELD)",
            "Sousa, Ana. “General meets governor.” Rudaw, n.d., URL. HELD.",
        ],
    );
    let made = made.between(Some("2022-07-04"), None);
    check(
        &made,
        [
            "Sousa, Ana. “General meets governor.” Rudaw, n.d. URL. Dated not before 4 July 2022. HELD.",
            "Sousa, A. (n.d.). General meets governor. Rudaw. URL (Dated not before 4 July 2022; HELD)",
            "Sousa, Ana. “General meets governor.” Rudaw, n.d., URL. Dated not before 4 July 2022. HELD.",
        ],
    );
}

#[test]
fn what_is_not_known_leaves_no_gap() {
    check(
        &Made::titled("What now?"),
        [
            "“What now?” n.d. URL. HELD.",
            "What now? (n.d.). URL (HELD)",
            "“What now?” n.d., URL. HELD.",
        ],
    );
    check(
        &Made::titled("Talks").supplied().of("Rudaw").on("2025-05-01"),
        [
            "Rudaw. [Talks]. May 1, 2025. URL. HELD.",
            "[Talks]. (2025, May 1). Rudaw. URL (HELD)",
            "[Talks]. Rudaw, 1 May 2025, URL. HELD.",
        ],
    );
    check(
        &Made::titled(" ").by("News Desk"),
        [
            "News Desk. [Untitled]. n.d. URL. HELD.",
            "News Desk. (n.d.). [Untitled]. URL (HELD)",
            "News Desk. [Untitled]. n.d., URL. HELD.",
        ],
    );
}

#[test]
fn several_authors() {
    let made = |byline: &str| Made::titled("Talks").by(byline).of("Rudaw").on("2025-05-01");
    let authors = |byline: &str| texts(&made(byline)).map(|text| text.split(['“', '(']).next().unwrap().to_owned());
    assert_eq!(
        authors("Ana Sousa and Ben Okoro"),
        [
            "Sousa, Ana, and Ben Okoro. ",
            "Sousa, A., & Okoro, B. ",
            "Sousa, Ana, and Ben Okoro. "
        ]
    );
    assert_eq!(
        authors("Li Wei and Ben Okoro"),
        [
            "Li Wei and Ben Okoro. ",
            "Li Wei, & Okoro, B. ",
            "Li Wei and Ben Okoro. "
        ]
    );
    assert_eq!(
        authors("Ana Sousa, Ben Okoro and Ada Ray"),
        [
            "Sousa, Ana, Ben Okoro, and Ada Ray. ",
            "Sousa, A., Okoro, B., & Ray, A. ",
            "Sousa, Ana, et al. "
        ]
    );
    assert_eq!(
        authors("Ana Ax, Ben Bo, Cy Do, Di Ek, Ed Fa, Fe Go and Gil Ha")[0],
        "Ax, Ana, Ben Bo, Cy Do, et al. "
    );
    let many: Vec<String> = (b'a'..=b'v').map(|c| format!("Ana S{}x", char::from(c))).collect();
    let apa = &authors(&many.join(", "))[1];
    assert!(apa.ends_with("Ssx, A., . . . Svx, A. "), "{apa}");
}

#[test]
fn quotation_marks_within_a_title_are_single() {
    let made = Made::titled("“We talked,” says \"Ana\" of ('Ben') and the \"talks\"");
    assert_eq!(
        texts(&made)[0],
        "“‘We talked,’ says ‘Ana’ of ('Ben') and the ‘talks.’” n.d. URL. HELD."
    );
    assert!(texts(&Made::titled("The boys’"))[0].starts_with("“The boys’.”"));
    assert!(texts(&Made::titled("He says “No!”"))[0].starts_with("“He says ‘No!’” n.d."));
    let low = texts(&Made::titled("Amt: „Kein Ende“ und „Wie nun?“"));
    assert!(low[0].starts_with("“Amt: ‘Kein Ende’ und ‘Wie nun?’” n.d."), "{low:?}");
    assert!(low[1].starts_with("Amt: „Kein Ende“ und „Wie nun?“ (n.d.)"), "{low:?}");
    assert!(texts(&Made::titled("Amt: „Kein Ende“"))[0].starts_with("“Amt: ‘Kein Ende.’” n.d."));
    assert!(texts(&made)[1].starts_with("“We talked,” says \"Ana\""));
}

#[test]
fn the_spans_are_the_text() {
    let made = Made::titled("Talks").of("Rudaw").by("Ana Sousa");
    for style in Style::ALL {
        let spans = spans(&made.work(), style);
        let joined: String = spans.iter().map(|span| span.text.as_str()).collect();
        assert_eq!(joined, text(&made.work(), style));
        let italic: Vec<&str> = spans.iter().filter(|s| s.italic).map(|s| s.text.as_str()).collect();
        assert_eq!(italic, ["Rudaw"]);
        let address: Vec<&str> = spans
            .iter()
            .filter(|span| span.part == Part::Address)
            .map(|span| span.text.as_str())
            .collect();
        assert_eq!(address, [made.address.as_str()]);
    }
}

#[test]
fn facts_outrank_what_is_printed() {
    let mut made = Made::titled("Talks");
    made.report.published = Some(stated("2022-07-04".parse().unwrap()));
    assert_eq!(made.work().day(), Some("2022-07-04".parse().unwrap()));
    let made = made.between(Some("2022-07-01"), Some("2022-07-31"));
    assert_eq!(made.work().day(), None);
    assert!(texts(&made)[0].contains("Dated between 1 July 2022 and 31 July 2022."));
}

#[test]
fn forms_stand_at_addresses_that_no_id_has() {
    for form in Form::ALL {
        let segment = format!("abc{}", form.ending());
        assert_eq!(Form::of(&segment), Some(("abc", form)));
        // A file so named is another report.
        assert_eq!(Form::of(ReportId::from_stem(&segment).as_str()), None);
        let without = segment.rsplit_once('.').unwrap().0;
        assert!(without == "abc" || ReportId::from_stem(without).as_str() != without);
    }
    assert_eq!(Form::of("abc.json"), None);
    assert_eq!(Form::of("abc.txt"), None);
}

/// The five seeds as the archive holds them.
fn seeds() -> Vec<Held> {
    let index = tempfile::tempdir().unwrap();
    let archive = Archive::open(&Config {
        reports: Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"),
        index: index.path().to_owned(),
        max_bytes: crate::sources::DEFAULT_MAX_BYTES,
        synonyms: std::sync::Arc::default(),
        verify: false,
    })
    .unwrap();
    [
        "a4d73e69304a257b",
        "14db0a9034ee1588",
        "45e50149b2bb228b",
        "7244e11d86438f72",
        "877e7492e3bd1938",
    ]
    .iter()
    .map(|id| archive.report(&ReportId::parse(id).unwrap()).unwrap().unwrap())
    .collect()
}

#[test]
fn the_seeds() {
    let mut all = String::new();
    for held in seeds() {
        let address = format!("https://example.org/reports/{}", held.entry.report.id);
        let work = Work {
            report: &held.entry.report,
            facts: &held.entry.facts,
            address: &address,
            fingerprint: FINGERPRINT,
            digest: DIGEST,
        };
        for form in Form::ALL {
            all.push_str(&format!("== {} {}\n", held.entry.report.id, form.name()));
            all.push_str(&form.write(&work).replace("\r\n", "\n"));
        }
    }
    let all = all.replace(HELD, "HELD");
    assert_eq!(all, include_str!("tests/seeds.txt"));
}
