use super::*;

#[track_caller]
fn record<'f>(text: &str, fields: &'f Fields) -> Record<'f> {
    Record::read(text.as_bytes(), fields).unwrap().unwrap()
}

#[track_caller]
fn check(text: &str, field: Field, expected: Option<&str>) {
    assert_eq!(
        record(text, &Fields::default()).text(field).as_deref(),
        expected,
        "{text}"
    );
}

#[test]
fn common_names_and_shapes_are_recognised() {
    check(r#"{"_id": {"$oid": "62c2"}}"#, Field::Id, Some("62c2"));
    check(r#"{"id": 17}"#, Field::Id, Some("17"));
    check(
        r#"{"Published_At": "2022-07-04", "date": "x"}"#,
        Field::Published,
        Some("2022-07-04"),
    );
    check(r#"{"title": {"rendered": "A visit"}}"#, Field::Title, Some("A visit"));
    check(
        r#"{"source": {"id": null, "name": "Harbour Wire"}}"#,
        Field::Outlet,
        Some("Harbour Wire"),
    );
    check(
        r#"{"authors": ["Ana Sousa", {"name": "Bo Lind"}, {"first": "Cy", "last": "Dam"}]}"#,
        Field::Byline,
        Some("Ana Sousa, Bo Lind, Cy Dam"),
    );
    check(r#"{"body": ["One.", "Two."]}"#, Field::Text, Some("One.\nTwo."));
    check(
        r#"{"text": null, "content": "x", "summary": "y"}"#,
        Field::Text,
        Some("x"),
    );
    check(
        r#"{"_source": {"headline": "A visit"}, "_index": "i"}"#,
        Field::Title,
        Some("A visit"),
    );
    check(r#"{"kopf": "A visit"}"#, Field::Title, None);
    for (text, tags) in [
        (r#"{"tags": "wool, chairs"}"#, ["wool", "chairs"]),
        (r#"{"keywords": ["wool", {"name": "chairs"}]}"#, ["wool", "chairs"]),
    ] {
        assert_eq!(record(text, &Fields::default()).tags(), tags);
    }
}

#[test]
fn what_is_mapped_goes_by_its_path() {
    let mut fields = Fields::default();
    fields.map(Field::Title, vec!["meta.kopf".to_owned(), "kopf".to_owned()]);
    fields.map(Field::Byline, vec!["leute.name".to_owned()]);
    let one = record(
        r#"{"title": "no", "meta": {"kopf": "A visit"}, "leute": [{"name": "Ana"}, {"name": "Bo"}]}"#,
        &fields,
    );
    assert_eq!(one.text(Field::Title).as_deref(), Some("A visit"));
    assert_eq!(one.text(Field::Byline).as_deref(), Some("Ana, Bo"));
    assert_eq!(
        record(r#"{"kopf": "B"}"#, &fields).text(Field::Title).as_deref(),
        Some("B")
    );
    assert_eq!(
        record(r#"{"title": "C"}"#, &fields).text(Field::Title).as_deref(),
        Some("C")
    );
    assert_ne!(fields.key(), 0);
    assert_eq!(Fields::default().key(), 0);
}

#[test]
fn an_id_is_stated_or_made() {
    let fields = Fields::default();
    let id = |text: &str| record(text, &fields).id();
    assert_eq!(id(r#"{"guid": "a/b", "url": "x"}"#).unwrap().as_str(), "a-b");
    assert!(id(r#"{"id": " "}"#).is_err());
    let of_url = id(r#"{"url": "https://x.example/a/#top", "text": "one"}"#).unwrap();
    assert_eq!(of_url.as_str().len(), 16);
    assert_eq!(of_url, id(r#"{"link": "http://x.example/a", "text": "two"}"#).unwrap());
    let of_text = id(r#"{"text": "one", "scraped": 1}"#).unwrap();
    assert_eq!(of_text, id(r#"{"scraped": 2, "text": "one"}"#).unwrap());
    assert_ne!(of_text, id(r#"{"text": "two"}"#).unwrap());
}
