//! `/api.json` is true: what is asked stands in it, and what is answered has the shape it says.

use crate::served::{Page, TestSite};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

const ID: &str = "45e50149b2bb228b";

fn document(site: &TestSite) -> Value {
    let page = site.get("/api.json");
    assert_eq!((page.status, page.header("content-type")), (200, "application/json"));
    page.json()
}

/// The same document, with no room for what it does not name.
fn closed(mut document: Value) -> Value {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(fields) => {
                fields.values_mut().for_each(close);
                let named: Option<Vec<String>> = fields
                    .get("properties")
                    .and_then(Value::as_object)
                    .map(|properties| properties.keys().cloned().collect());
                if let Some(named) = named.filter(|_| fields.get("type") == Some(&json!("object"))) {
                    let required: BTreeSet<&str> = fields["required"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|name| name.as_str().unwrap())
                        .collect();
                    assert_eq!(
                        required,
                        named.iter().map(String::as_str).collect(),
                        "what is written is always there"
                    );
                    fields.insert("additionalProperties".to_owned(), json!(false));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut document["components"]["schemas"]);
    document
}

/// Where the shape of an answer stands in the document.
fn pointer(path: &str, status: &str, kind: &str) -> String {
    let escaped = |text: &str| {
        text.replace('~', "~0")
            .replace('/', "~1")
            .replace('{', "%7B")
            .replace('}', "%7D")
    };
    format!(
        "#/paths/{}/get/responses/{status}/content/{}/schema",
        escaped(path),
        escaped(kind)
    )
}

#[track_caller]
fn check(document: &Value, pointer: &str, answer: &Value, case: &str) {
    let mut schema = document.clone();
    schema["$ref"] = json!(pointer);
    let validator = jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let errors: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{case}: {errors:#?}");
}

fn kind(page: &Page) -> String {
    page.header("content-type").split(';').next().unwrap().to_owned()
}

/// A path of the document as an address.
fn address(path: &str) -> String {
    path.replace("{id}", ID).replace("{slug}", "kevin-leahy")
}

#[test]
fn every_route_is_in_the_document_or_a_page() {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/mod.rs")).unwrap();
    let (table, _) = table.split_once(".fallback(").unwrap();
    let routes: BTreeSet<&str> = table
        .split(".route(")
        .skip(1)
        .map(|route| route.split('"').nth(1).unwrap())
        .collect();
    assert!(routes.len() > 10, "{routes:?}");
    let document = document(&TestSite::seeds());
    let described: BTreeSet<&str> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    // Pages, and the files that they are made of.
    const PAGES: [&str; 9] = [
        "/",
        "/meetings",
        "/people",
        "/network",
        "/wanted",
        "/search",
        "/about",
        "/reports/{id}/original",
        "/static/{digest}/{name}",
    ];
    // Each one route with several ends.
    const FORMS: [&str; 3] = ["/reports/{name}", "/meetings/{name}", "/people/{name}"];
    for route in &routes {
        let known = described.contains(route) || PAGES.contains(route) || FORMS.contains(route);
        assert!(known, "{route} is neither described nor a page");
    }
    for path in described {
        let form = ["/reports/{id}.", "/meetings/{id}.", "/people/{slug}."]
            .iter()
            .any(|form| path.starts_with(form));
        assert!(form || routes.contains(path), "{path} is described and is no route");
    }
}

#[test]
fn every_address_answers_as_described_and_fails_as_described() {
    let (seeds, meetings) = (TestSite::seeds(), super::meetings::site());
    let document = closed(document(&seeds));
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let operation = &item["get"];
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{path}");
        // The seeds have their own meetings; these are known.
        let (site, address) = match path.starts_with("/meetings") {
            true => (&meetings, path.replace("{id}", "a.1")),
            false => (&seeds, address(path)),
        };
        let page = site.get(&address);
        assert_eq!(page.status, 200, "{path}");
        let content = &operation["responses"]["200"]["content"];
        assert!(content.get(kind(&page)).is_some(), "{path}: {}", kind(&page));
        if kind(&page).ends_with("json") {
            check(&document, &pointer(path, "200", &kind(&page)), &page.json(), path);
        }
        // Whatever it answers with, an error has one shape.
        let post = axum::http::Request::post(&address).header("host", "localhost");
        let error = site.send(post.header("accept", "text/html"));
        assert_eq!(
            (error.status, kind(&error).as_str()),
            (405, "application/json"),
            "{path}"
        );
        assert_eq!(
            operation["responses"]["default"]["$ref"],
            "#/components/responses/Error"
        );
        let shape = "#/components/responses/Error/content/application~1json/schema";
        check(&document, shape, &error.json(), path);
        assert_eq!(error.json()["error"]["request"], error.header("x-request-id"));
    }
    for path in [
        "/search.json?page=100000",
        "/search.csv?page=100000",
        "/meetings.json?page=100000",
        "/meetings.ics?page=100000",
        "/meetings/nothing.json",
        "/reports/nothing.json",
        "/reports/nothing.txt",
    ] {
        let error = seeds.get(path);
        assert!(error.status == 400 || error.status == 404, "{path}");
        check(
            &document,
            "#/components/responses/Error/content/application~1json/schema",
            &error.json(),
            path,
        );
    }
}

#[test]
fn every_json_answer_of_a_crawl_has_its_shape() {
    let site = TestSite::seeds();
    let document = closed(document(&site));
    let results = pointer("/search.json", "200", "application/json");
    let record = pointer("/reports/{id}.json", "200", "application/json");
    let completions = pointer("/suggest", "200", "application/x-suggestions+json");
    let all = site.get("/search.json?limit=1000").json();
    for found in all["results"].as_array().unwrap() {
        let path = format!("{}.json", found["url"].as_str().unwrap());
        check(&document, &record, &site.get(&path).json(), &path);
    }
    let mut queries = vec![
        "".to_owned(),
        "q=kevin+leahy".to_owned(),
        "q=nechirvan".to_owned(),
        "q=leahy&limit=1".to_owned(),
        "q=comander".to_owned(),
        "q=leahy+xqzzyx".to_owned(),
        "q=who+met+the+xqzzyx+commander+of+security".to_owned(),
        "q=(a+OR&outlet=Rudaw&dates=possible&from=2022&colour=red&year=x".to_owned(),
        "page=7".to_owned(),
        "q=isis+meets".to_owned(),
        "fold=meeting".to_owned(),
    ];
    queries.extend(
        readout::search::GUIDE
            .iter()
            .map(|row| readout::search::Params::default().with("q", row.typed).to_string()),
    );
    let mut empty: BTreeSet<String> = all.as_object().unwrap().keys().cloned().collect();
    for query in &queries {
        let path = format!("/search.json?{query}");
        let answer = site.get(&path).json();
        check(&document, &results, &answer, &path);
        empty.retain(|name| [json!([]), json!({}), json!(false), Value::Null].contains(&answer[name]));
    }
    assert!(empty.is_empty(), "never seen: {empty:?}");
    let people = pointer("/people.json", "200", "application/json");
    let person = pointer("/people/{slug}.json", "200", "application/json");
    for query in ["limit=1000", "q=barzany", "q=nobody&x=1", "letter=b&limit=1"] {
        let path = format!("/people.json?{query}");
        let answer = site.get(&path).json();
        check(&document, &people, &answer, &path);
        for somebody in answer["people"].as_array().unwrap() {
            let path = format!("{}.json", somebody["url"].as_str().unwrap());
            check(&document, &person, &site.get(&path).json(), &path);
        }
    }
    for beginning in ["", "l", "lea", "erb", "%3Cb%3E"] {
        let path = format!("/suggest?q={beginning}");
        check(&document, &completions, &site.get(&path).json(), &path);
    }
}

/// A document that allows everything would pass all of the above.
#[test]
fn an_answer_of_another_shape_is_noticed() {
    let site = TestSite::seeds();
    let document = closed(document(&site));
    let schema = pointer("/search.json", "200", "application/json");
    let good = site.get("/search.json").json();
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut answer = good.clone();
        change(&mut answer);
        let mut root = document.clone();
        root["$ref"] = json!(schema);
        !jsonschema::options().build(&root).unwrap().is_valid(&answer)
    };
    assert!(!wrong(&|_| {}));
    assert!(wrong(&|answer| answer["more"] = json!(1)));
    assert!(wrong(&|answer| answer["total"] = json!("5")));
    assert!(wrong(&|answer| answer["results"][0]["title"] = Value::Null));
    assert!(wrong(&|answer| {
        answer.as_object_mut().unwrap().remove("next");
    }));
}

#[test]
fn parameters_are_those_that_searches_read() {
    let site = TestSite::seeds();
    let document = document(&site);
    let parameters = |path: &str| -> HashMap<String, Value> {
        let listed = document["paths"][path]["get"]["parameters"].as_array().unwrap();
        listed
            .iter()
            .map(|listed| {
                let pointer = listed["$ref"].as_str().unwrap().trim_start_matches('#');
                let parameter = document.pointer(pointer).unwrap().clone();
                (parameter["name"].as_str().unwrap().to_owned(), parameter)
            })
            .collect()
    };
    for path in ["/search.json", "/search.atom", "/search.csv"] {
        let described: BTreeSet<String> = parameters(path).into_keys().collect();
        let read = readout::search::PARAMETERS.iter().map(|(name, _)| (*name).to_owned());
        assert_eq!(described, read.collect(), "{path}");
    }
    let search = parameters("/search.json");
    for (name, parameter) in &search {
        assert!(!parameter["description"].as_str().unwrap().is_empty(), "{name}");
        // What is meant, and beside it anything else, which is remarked on; a query that is too long is refused.
        let schema = match name.as_str() {
            "q" => &parameter["schema"],
            _ => &parameter["schema"]["anyOf"][0],
        };
        assert_eq!(parameter["schema"]["anyOf"].is_array(), name != "q", "{name}");
        let several = schema["type"] == "array";
        assert_eq!(several, readout::search::is_repeatable(name), "{name}");
        // Every value that is named is taken without a remark; another is remarked on.
        let values: Vec<&str> = schema["enum"]
            .as_array()
            .map_or(Vec::new(), |v| v.iter().filter_map(Value::as_str).collect());
        for value in &values {
            let path = format!("/search.json?q=leahy&{name}={value}");
            assert_eq!(site.get(&path).json()["notices"], json!([]), "{path}");
        }
        if !values.is_empty() || schema["pattern"].is_string() || schema["type"] == "integer" {
            let path = format!("/search.json?q=leahy&{name}=nonsense");
            assert_ne!(site.get(&path).json()["notices"], json!([]), "{path}");
        }
    }
    assert_eq!(search["limit"]["schema"]["anyOf"][0]["maximum"], 1_000);
    let most = "/search.json?q=leahy&limit=1000";
    assert_eq!(site.get(most).json()["notices"], json!([]));
    assert_ne!(site.get("/search.json?q=leahy&limit=1001").json()["notices"], json!([]));
    for from in ["2022", "2022-07", "2022-07-04"] {
        let path = format!("/search.json?q=leahy&from={from}");
        assert_eq!(site.get(&path).json()["notices"], json!([]), "{path}");
    }
    // What a path has in braces is a parameter of it, and the other way round.
    for (path, _) in document["paths"].as_object().unwrap() {
        let in_path = parameters(path).values().filter(|p| p["in"] == "path").count();
        assert_eq!(in_path, path.matches('{').count(), "{path}");
    }
}

#[test]
fn every_reference_leads_somewhere_and_everything_is_referred_to() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(reference) = fields.get("$ref").and_then(Value::as_str) {
                    found.insert(reference.to_owned());
                }
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = document(&TestSite::seeds());
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    for reference in &found {
        assert!(
            document.pointer(reference.trim_start_matches('#')).is_some(),
            "{reference}"
        );
    }
    for (group, members) in document["components"].as_object().unwrap() {
        for name in members.as_object().unwrap().keys() {
            let good = name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
            assert!(good, "{name}");
            assert!(
                found.contains(&format!("#/components/{group}/{name}")),
                "{group} {name}"
            );
        }
    }
}

#[test]
fn the_document_says_where_the_archive_is() {
    let server = |page: &Page| page.json()["servers"][0]["url"].as_str().unwrap().to_owned();
    let site = TestSite::seeds();
    assert_eq!(server(&site.get("/api.json")), "http://localhost");
    let site = TestSite::seeds_at("https://example.org/press/readout");
    let base = server(&site.get("/api.json"));
    assert_eq!(base, "https://example.org/press/readout");
    let path = format!("{base}/search.json");
    assert_eq!(site.get(path.trim_start_matches("https://example.org")).status, 200);
}
