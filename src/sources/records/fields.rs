//! Which field of a record is what: common names, and those that the archivist maps.

use super::names::{Field, NAMES};
use crate::report::ReportId;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

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
        known.iter().find_map(named).into_iter().collect()
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
mod tests;
