use super::*;
use crate::report::{Evidence, Organisation, Person, Place};
use crate::web::cite::tests::{DIGEST, Made, stated};
use serde_json::{Value, json};

fn contents(made: &Made, key: &str) -> Vec<String> {
    let tags = tags(&made.work(), "Two met.").into_iter();
    tags.filter(|tag| tag.key == key).map(|tag| tag.content).collect()
}

fn full() -> Made {
    let mut made = Made::titled("Talks & “talks”")
        .of("Kurdistan 24")
        .by("Wladimir van Wilgenburg and Ana Sousa")
        .on("2022-07-04")
        .lang("en-gb");
    made.report.section = Some(stated("Security".to_owned()));
    made.report.tags = vec![stated("ISIS".to_owned()), stated("Iraqi Army".to_owned())];
    made.report.dateline_place = Some(stated("Erbil".to_owned()));
    let evidence = Evidence::new(1, "", "test");
    made.facts.people = vec![Person::named("Sirwan Barzani", evidence.clone())];
    made.facts.places = vec![Place {
        name: "Baghdad".to_owned(),
        evidence: evidence.clone(),
    }];
    made.facts.organisations = vec![Organisation {
        name: "Iraqi Army".to_owned(),
        evidence,
    }];
    made
}

#[test]
fn a_report_says_all_that_is_known() {
    let tags = tags(&full().work(), "Two met.");
    let lines: Vec<String> = tags
        .iter()
        .map(|tag| format!("{} {}: {}", tag.attr, tag.key, tag.content))
        .collect();
    assert_eq!(
        lines,
        [
            "name citation_title: Talks & “talks”",
            "name citation_author: van Wilgenburg, Wladimir",
            "name citation_author: Sousa, Ana",
            "name citation_publication_date: 2022/07/04",
            "name citation_language: en-gb",
            "name citation_keywords: ISIS; Iraqi Army",
            "name citation_public_url: https://example.org/reports/abc",
            "name citation_fulltext_html_url: https://example.org/reports/abc",
            "name DC.type: newspaperArticle",
            "name DC.title: Talks & “talks”",
            "name DC.creator: van Wilgenburg, Wladimir",
            "name DC.creator: Sousa, Ana",
            "name DC.publisher: Kurdistan 24",
            "name DC.source: Kurdistan 24",
            "name DC.date: 2022-07-04",
            "name DC.language: en-gb",
            "name DC.subject: ISIS",
            "name DC.subject: Iraqi Army",
            "name DC.identifier: https://example.org/reports/abc",
            &format!("name DC.identifier: sha256:{DIGEST}"),
            "property og:type: article",
            "property og:title: Talks & “talks”",
            "property og:url: https://example.org/reports/abc",
            "property og:site_name: Readout",
            "property og:description: Two met.",
            "property og:locale: en_GB",
            "property article:published_time: 2022-07-04",
            "property article:section: Security",
            "property article:tag: ISIS",
            "property article:tag: Iraqi Army",
            "name twitter:card: summary",
        ]
    );
}

#[test]
fn nothing_is_said_of_what_is_not_known() {
    let made = Made::titled("Talks")
        .supplied()
        .between(Some("2022-07-04"), None)
        .lang("ar");
    for key in [
        "citation_publication_date",
        "DC.date",
        "article:published_time",
        "og:locale",
        "DC.source",
        "og:site_name",
    ] {
        assert_eq!(contents(&made, key), [""; 0], "{key}");
    }
    assert_eq!(contents(&made, "citation_title"), ["[Talks]"]);
    let article = &json_ld(&made.work(), "https://example.org", "", Vec::new())[0];
    for key in [
        "datePublished",
        "author",
        "publisher",
        "articleSection",
        "keywords",
        "mentions",
        "description",
    ] {
        assert!(article.get(key).is_none(), "{key}");
    }
}

#[test]
fn names_that_zotero_would_cut_in_two_are_kept_from_it() {
    let authors = |byline: &str| contents(&Made::titled("Talks").by(byline), "citation_author");
    assert_eq!(authors("Jan Peter van Wilgenburg"), ["Jan Peter van Wilgenburg"]);
    assert_eq!(authors("AFP"), ["AFP"]);
    assert_eq!(authors("Kurdistan 24 staff"), [""; 0]);
    let made = Made::titled("Talks").by("Kurdistan 24 staff");
    assert_eq!(
        json_ld(&made.work(), "", "", Vec::new())[0]["author"],
        json!([{ "@type": "Organization", "name": "Kurdistan 24 staff" }])
    );
}

#[test]
fn search_engines_learn_what_the_report_says() {
    let made = full();
    let all = json_ld(&made.work(), "https://example.org/readout", "Two met.", Vec::new());
    assert_eq!(
        all[0],
        json!({
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": "https://example.org/reports/abc",
            "url": "https://example.org/reports/abc",
            "mainEntityOfPage": "https://example.org/reports/abc",
            "archivedAt": "https://example.org/reports/abc",
            "headline": "Talks & “talks”",
            "description": "Two met.",
            "datePublished": "2022-07-04",
            "inLanguage": "en-gb",
            "author": [
                { "@type": "Person", "name": "Wladimir van Wilgenburg" },
                { "@type": "Person", "name": "Ana Sousa" },
            ],
            "publisher": { "@type": "Organization", "name": "Kurdistan 24" },
            "articleSection": "Security",
            "keywords": ["ISIS", "Iraqi Army"],
            "locationCreated": { "@type": "Place", "name": "Erbil" },
            "mentions": [
                { "@type": "Person", "name": "Sirwan Barzani" },
                { "@type": "Place", "name": "Baghdad" },
                { "@type": "Organization", "name": "Iraqi Army" },
            ],
            "identifier": { "@type": "PropertyValue", "propertyID": "SHA-256", "value": DIGEST },
            "isPartOf": {
                "@type": "Collection",
                "name": "Readout archive 1f2e3d4c5b6a7988",
                "url": "https://example.org/readout/",
            },
        })
    );
    assert_eq!(
        all[1]["itemListElement"],
        json!([
            { "@type": "ListItem", "position": 1, "name": "Readout", "item": "https://example.org/readout/" },
            {
                "@type": "ListItem",
                "position": 2,
                "name": "Kurdistan 24",
                "item": "https://example.org/readout/search?outlet=Kurdistan+24",
            },
            { "@type": "ListItem", "position": 3, "name": "Talks & “talks”" },
        ])
    );
}

#[test]
fn json_in_a_script_ends_nothing() {
    let value = json!({ "a": "</script><!--&\u{2028}\u{2029}\"\\é" });
    let safe = script_safe(&value);
    assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{safe}");
    assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), value);
}
