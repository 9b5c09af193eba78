use super::super::{feed, json};
use super::*;

#[test]
fn a_feed_of_hostile_reports_is_xml() {
    let params = Params::default()
        .with("q", &format!("{HOSTILE}\u{1}"))
        .with("outlet", HOSTILE);
    let made = Results {
        hits: vec![hit("a&b", HOSTILE), hit("c", "\u{0}\u{fffe}")],
        ..results(0, 50)
    };
    let feed = feed::Feed::new(
        &feed::Place::of_search(&params),
        asked(&params, made),
        &[].into(),
        &Here::of_origin("http://a&'b"),
    );
    let text = crate::web::xml::document(&feed).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let named = |name: &str| -> Vec<String> {
        let nodes = document.descendants().filter(|node| node.tag_name().name() == name);
        nodes.map(|node| node.text().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(named("title")[1..], [HOSTILE, "\u{fffd}\u{fffd}"]);
    assert_eq!(named("name")[1..], [HOSTILE, HOSTILE]);
    assert!(named("script").is_empty());
    let content = Html::parse_fragment(&named("content")[0]);
    assert_eq!(all(&content, "mark"), ["met"]);
    assert!(all(&content, "script").is_empty());
    assert_eq!(
        named("updated")[1],
        "2026-11-22T01:22:03Z",
        "what is gone by now is as old as the archive"
    );
    assert!(named("subtitle")[0].contains("1f2e3d4c5b6a7988"));
}

#[test]
fn json_says_all_that_the_page_says() {
    let params = Params::parse("q=a");
    let made = Results {
        histogram: months(&[3, 0, 1]),
        relaxed: true,
        widened: vec![Widening {
            typed: "a".to_owned(),
            also: vec!["b".to_owned()],
            switch: ("names", "exact"),
        }],
        missing: vec![Missing {
            part: "a".to_owned(),
            without: String::new(),
            count: 0,
        }],
        corrections: vec![Correction {
            query: "b".to_owned(),
            count: 2,
        }],
        person: Some(PersonCard {
            name: "A B".to_owned(),
            count: 1,
            others: Vec::new(),
        }),
        notices: vec![Notice::new("said").or("undo", "q", "c")],
        ..results(1, 1)
    };
    let json = serde_json::to_value(json::Answer::new(&params, asked(&params, made), &Here::default())).unwrap();
    assert_eq!(json["notices"], serde_json::json!(["said"]));
    assert_eq!(
        json["histogram"]["bars"][2],
        serde_json::json!({"from": "2022-03-01", "to": "2022-03-31", "count": 1})
    );
    assert_eq!(
        (&json["histogram"]["by"], &json["histogram"]["spread"]),
        (&"month".into(), &2.into())
    );
    assert_eq!(json["relaxed"], true);
    assert_eq!(
        json["widened"],
        serde_json::json!([{"typed": "a", "also": ["b"], "switch": {"parameter": "names", "value": "exact"}}])
    );
    assert_eq!(
        json["missing"],
        serde_json::json!([{"part": "a", "without": null, "count": 0}])
    );
    assert_eq!(json["corrections"], serde_json::json!([{"query": "b", "count": 2}]));
    assert_eq!(
        json["person"],
        serde_json::json!({"name": "A B", "count": 1, "url": "/search?person=A+B", "others": []})
    );
    assert_eq!(
        json["archive"],
        serde_json::json!({"fingerprint": "1f2e3d4c5b6a7988", "reports": 1234, "changed": "2026-11-22T01:22:03.5Z"})
    );
}
