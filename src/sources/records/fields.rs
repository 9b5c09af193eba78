//! Which field of a record is what: common names, and those that the archivist maps.

use crate::report::ReportId;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// What a field may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Id,
    Title,
    Text,
    Html,
    /// Taken for the text where there is no other.
    Summary,
    Published,
    Byline,
    Outlet,
    Section,
    Tags,
    Url,
    Lang,
}

/// Every field with its name in the mapping and the names under which it is recognised, in lower case
/// and without what is neither a letter nor a digit; the first that a record has is taken.
const NAMES: [(Field, &str, &[&str]); 12] = [
    (
        Field::Id,
        "id",
        &["id", "uuid", "guid", "articleid", "documentid", "docid"],
    ),
    (
        Field::Title,
        "title",
        &["title", "headline", "heading", "articletitle", "name"],
    ),
    (
        Field::Text,
        "text",
        &[
            "body",
            "text",
            "content",
            "articlebody",
            "maintext",
            "rawtext",
            "fulltext",
            "bodytext",
            "articletext",
            "contenttext",
            "plaintext",
            "story",
        ],
    ),
    (
        Field::Summary,
        "summary",
        &["description", "summary", "abstract", "excerpt"],
    ),
    (
        Field::Html,
        "html",
        &[
            "html",
            "contenthtml",
            "bodyhtml",
            "rawhtml",
            "htmlcontent",
            "articlehtml",
            "fullhtml",
            "pagehtml",
        ],
    ),
    (
        Field::Published,
        "published",
        &[
            "published",
            "datepublished",
            "publishedat",
            "publisheddate",
            "publishedon",
            "publicationdate",
            "publishdate",
            "pubdate",
            "date",
            "datetime",
            "isodate",
            "dategmt",
            "createdat",
            "datecreated",
            "created",
            "createdutc",
        ],
    ),
    (
        Field::Byline,
        "author",
        &[
            "byline",
            "author",
            "authors",
            "creator",
            "dccreator",
            "writer",
            "writers",
            "authorname",
        ],
    ),
    (
        Field::Outlet,
        "source",
        &[
            "outlet",
            "source",
            "publisher",
            "publication",
            "sitename",
            "site",
            "newspaper",
            "sourcename",
            "website",
            "domain",
            "sourcedomain",
            "hostname",
        ],
    ),
    (
        Field::Section,
        "section",
        &["section", "articlesection", "sectionname", "category", "desk"],
    ),
    (
        Field::Tags,
        "tags",
        &["tags", "keywords", "categories", "topics", "subjects", "newskeywords"],
    ),
    (
        Field::Url,
        "url",
        &[
            "url",
            "link",
            "canonicalurl",
            "canonical",
            "permalink",
            "articleurl",
            "weburl",
            "sourceurl",
            "finalurl",
            "uri",
        ],
    ),
    (
        Field::Lang,
        "lang",
        &["lang", "language", "inlanguage", "locale", "langcode"],
    ),
];

/// What wraps the fields of a record in exports of databases.
const WRAPPERS: [&str; 1] = ["_source"];

/// What wraps a value: WordPress, MongoDB, JSON-LD, feeds turned into JSON.
const VALUES: [&str; 9] = [
    "rendered",
    "$oid",
    "$date",
    "$numberLong",
    "@value",
    "value",
    "_",
    "#text",
    "text",
];

impl Field {
    /// A field by its name in the mapping; that of records made for Readout will do, too.
    pub(super) fn named(name: &str) -> Option<Field> {
        let known = NAMES
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(field, ..)| *field);
        known.or(match name {
            "body" => Some(Field::Text),
            "byline" => Some(Field::Byline),
            "outlet" => Some(Field::Outlet),
            _ => None,
        })
    }

    /// The names that a mapping may have.
    pub(super) fn all() -> String {
        NAMES.map(|(_, name, _)| name).join(", ")
    }
}

/// Names of fields, for the records of one file: those that are mapped, else the common ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Paths with a dot between the parts, by field; the first that a record has is taken.
    mapped: Vec<(Field, Vec<String>)>,
}

impl Fields {
    pub(super) fn map(&mut self, field: Field, paths: Vec<String>) {
        self.mapped.retain(|(known, _)| *known != field);
        self.mapped.push((field, paths));
    }

    /// Fields that `other` maps are as it says.
    pub(super) fn with(&self, other: &Fields) -> Fields {
        let mut both = self.clone();
        for (field, paths) in &other.mapped {
            both.map(*field, paths.clone());
        }
        both
    }

    /// A number that is another for another mapping: what was composed with one must be composed anew
    /// with the other. 0 where nothing is mapped.
    #[must_use]
    pub fn key(&self) -> u64 {
        if self.mapped.is_empty() {
            return 0;
        }
        let mut mapped = self.mapped.clone();
        mapped.sort();
        super::first_eight(format!("{mapped:?}").as_bytes())
    }
}

/// A record as it was read, with the names of its fields.
pub(super) struct Record<'f> {
    fields: &'f Fields,
    object: Map<String, Value>,
    /// Names as they are compared, with the names as they are.
    names: Vec<(String, String)>,
}

impl<'f> Record<'f> {
    /// Reads a record; `None` where there is nothing.
    pub(super) fn read(bytes: &[u8], fields: &'f Fields) -> Result<Option<Self>, String> {
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            return Ok(None);
        }
        let value: Value = serde_json::from_slice(bytes).map_err(|error| why(&error))?;
        let Value::Object(mut object) = value else {
            return Err("not a JSON object".to_owned());
        };
        for wrapper in WRAPPERS {
            if let Some(Value::Object(inner)) = object.get_mut(wrapper).map(Value::take) {
                object.remove(wrapper);
                for (key, value) in inner {
                    object.insert(key, value);
                }
            }
        }
        let bare = |name: &str| -> String {
            let letters = name.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let names = object.keys().map(|name| (bare(name), name.clone())).collect();
        Ok(Some(Self { fields, object, names }))
    }

    /// The values of a field, those of the first name that has one that is not null: a mapped one, else a
    /// common one.
    pub(super) fn values(&self, field: Field) -> Vec<&Value> {
        let mapped = self.fields.mapped.iter().find(|(known, _)| *known == field);
        let mut at = mapped
            .into_iter()
            .flat_map(|(_, paths)| paths)
            .map(|path| self.at(path));
        if let Some(values) = at.find(|found| !found.is_empty()) {
            return values;
        }
        let known = NAMES
            .iter()
            .find(|(known, ..)| *known == field)
            .map_or(&[][..], |(.., names)| names);
        let named = |name: &&str| {
            let mut same = self.names.iter().filter(|(bare, _)| bare == name);
            same.find_map(|(_, key)| self.object.get(key).filter(|value| !value.is_null()))
        };
        known.iter().find_map(|name| named(name)).into_iter().collect()
    }

    /// The values at a path; through lists it leads to each.
    fn at(&self, path: &str) -> Vec<&Value> {
        // A name may have dots itself.
        if let Some(value) = self.object.get(path).filter(|value| !value.is_null()) {
            return vec![value];
        }
        let mut parts = path.split('.');
        let mut found: Vec<&Value> = parts
            .next()
            .and_then(|part| self.object.get(part))
            .into_iter()
            .collect();
        for part in parts {
            found = found
                .into_iter()
                .flat_map(|value| match value {
                    Value::Array(values) => values.iter().collect(),
                    value => vec![value],
                })
                .filter_map(|value| value.get(part))
                .collect();
        }
        found.retain(|value| !value.is_null());
        found
    }

    /// A field as one text; none where it is not there.
    pub(super) fn text(&self, field: Field) -> Option<String> {
        let mut texts = Vec::new();
        for value in self.values(field) {
            gather(value, &mut texts);
        }
        let sign = match field {
            Field::Text | Field::Html | Field::Summary => "\n",
            Field::Byline => ", ",
            _ => return texts.into_iter().next(),
        };
        (!texts.is_empty()).then(|| texts.join(sign))
    }

    /// Keywords: a list, or a text in which commas part them.
    pub(super) fn tags(&self) -> Vec<String> {
        let values = self.values(Field::Tags);
        let mut texts = Vec::new();
        for value in &values {
            gather(value, &mut texts);
        }
        match values.as_slice() {
            [Value::String(all)] => crate::sources::html::tags(all).map(str::to_owned).collect(),
            _ => texts,
        }
    }

    /// Whether it has a field for the text of a report, be it empty.
    pub(super) fn has_text(&self) -> bool {
        [Field::Text, Field::Html, Field::Summary]
            .iter()
            .any(|field| !self.values(*field).is_empty())
    }

    /// Its id: the one that it states; else one made from its address, else from its title and text, so that it
    /// stays the same wherever the record stands and whatever is said of it beside.
    pub(super) fn id(&self) -> Result<ReportId, String> {
        match self.text(Field::Id) {
            Some(id) if id.trim().is_empty() => return Err("its `id` is empty".to_owned()),
            Some(id) => return Ok(ReportId::from_name(&id)),
            None => {}
        }
        let url = self.text(Field::Url).filter(|url| !url.trim().is_empty());
        let from = match url {
            Some(url) => same_address(&url).to_owned(),
            None => [Field::Title, Field::Text, Field::Html]
                .iter()
                .filter_map(|field| self.text(*field))
                .collect::<Vec<_>>()
                .join("\n"),
        };
        let digest = Sha256::digest(from.as_bytes());
        let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(ReportId::from_name(&name))
    }
}

/// An address without what may differ though it leads to the same page.
fn same_address(url: &str) -> &str {
    let url = url.trim();
    let url = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .unwrap_or(url);
    let url = url.split('#').next().unwrap_or(url);
    url.strip_suffix('/').unwrap_or(url)
}

/// The texts of a value: of an object its name, or the value that it wraps.
fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Number(number) => texts.push(number.to_string()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        Value::Object(object) => {
            let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
            let whole = ["name", "title", "label", "term", "displayName", "display_name"]
                .iter()
                .find_map(|name| text(name));
            let parts = || {
                let first = text("first")
                    .or_else(|| text("firstname"))
                    .or_else(|| text("first_name"))?;
                let last = text("last")
                    .or_else(|| text("lastname"))
                    .or_else(|| text("last_name"))?;
                Some(format!("{first} {last}"))
            };
            match whole.or_else(parts) {
                Some(name) => texts.push(name),
                None => {
                    let wrapped = VALUES.iter().find_map(|name| object.get(*name));
                    if let Some(wrapped) = wrapped {
                        gather(wrapped, texts);
                    }
                }
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// The parser's words without its count of lines, for it sees one record only.
fn why(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    format!("not JSON ({text}, column {})", error.column())
}

#[cfg(test)]
mod tests {
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
}
