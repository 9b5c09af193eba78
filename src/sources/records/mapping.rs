//! `sources.toml` in the folder of reports names fields of records that are not called as usual:
//!
//! ```toml
//! [fields]                       # in every file of records
//! title = "kopf"
//! text = ["inhalt", "meta.text"] # the first that a record has; a dot leads into an object
//!
//! [[file]]                       # in some files only
//! name = "agency-*.jsonl"        # a name, or a path below the folder; `*` is anything, `?` one character
//! fields = { id = "nr" }
//! ```
//!
//! What is wrong in it is named by line and left out; the rest is in force.

use super::fields::Fields;
use super::names::Field;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file of names, in the folder of reports itself.
pub const MAPPING: &str = "sources.toml";

/// Names of fields, for every file of the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    everywhere: Fields,
    files: Vec<(String, Fields)>,
}

/// Something in the file that is not as it should be: the line, and what is wrong.
type Fault = (usize, String);

impl Mapping {
    /// Reads the text of a mapping; what is wrong in it is named, each with its line counted from 1.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<(usize, String)>) {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut reader = Reader {
            lines: std::iter::once(0).chain(starts).collect(),
            faults: Vec::new(),
        };
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let reason = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
                reader.fault(
                    &error.span().unwrap_or(0..0),
                    format!("it is no TOML: {reason}; nothing of it is in force"),
                );
                return (Self::default(), reader.faults);
            }
        };
        let mut mapping = Self::default();
        for (key, value) in &table {
            match (&**key.get_ref(), value.get_ref()) {
                ("fields", _) => mapping.everywhere = reader.fields(value),
                ("file", DeValue::Array(files)) => {
                    mapping.files.extend(files.iter().filter_map(|file| reader.file(file)))
                }
                ("file", _) => reader.fault(&key.span(), "write [[file]], with two brackets".to_owned()),
                (name, _) => reader.fault(
                    &key.span(),
                    format!("`{name}` is unknown; there are [fields] and [[file]]"),
                ),
            }
        }
        reader.faults.sort();
        (mapping, reader.faults)
    }

    /// Whether nothing is mapped.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A number that is another for another mapping.
    #[must_use]
    pub fn key(&self) -> u64 {
        let files = self
            .files
            .iter()
            .map(|(name, fields)| format!("{name}\n{}", fields.key()));
        let files: Vec<String> = files.collect();
        super::first_eight(format!("{}\n{}", self.everywhere.key(), files.join("\n")).as_bytes())
    }

    /// The names for the records of one file.
    #[must_use]
    pub fn of(&self, path: &str) -> Fields {
        let name = crate::sources::kinds::file_name(path);
        let of_file = self
            .files
            .iter()
            .filter(|(pattern, _)| fits(pattern, path) || fits(pattern, name));
        of_file.fold(self.everywhere.clone(), |fields, (_, more)| fields.with(more))
    }
}

/// Whether a name is of a pattern. A star is tried once for all that it may stand for: no pattern takes
/// more steps than its length times that of the name.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut within, mut star) = (0, 0, None);
    while let Some(c) = name.get(within) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, within));
                at += 1;
            }
            Some(one) if *one == '?' || one == c => (at, within) = (at + 1, within + 1),
            _ => match star {
                Some((starred, from)) => {
                    star = Some((starred, from + 1));
                    (at, within) = (starred + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern.get(at..).is_some_and(|rest| rest.iter().all(|c| *c == '*'))
}

struct Reader {
    /// Where each line begins: a file may have as many faults as lines.
    lines: Vec<usize>,
    faults: Vec<Fault>,
}

impl Reader {
    fn fault(&mut self, span: &Range<usize>, reason: String) {
        let line = self.lines.partition_point(|start| *start <= span.start);
        self.faults.push((line, reason));
    }

    fn fields(&mut self, value: &Spanned<DeValue<'_>>) -> Fields {
        let mut fields = Fields::default();
        let DeValue::Table(table) = value.get_ref() else {
            self.fault(
                &value.span(),
                "`fields` is no table as { title = \"kopf\" } is".to_owned(),
            );
            return fields;
        };
        for (key, value) in table {
            let name: &str = key.get_ref();
            let Some(field) = Field::named(name) else {
                self.fault(
                    &key.span(),
                    format!("`{name}` is unknown; a report has {}", Field::all()),
                );
                continue;
            };
            match paths(value.get_ref()) {
                Some(paths) => fields.map(field, paths),
                None => self.fault(
                    &value.span(),
                    format!("`{name}` is no name of a field, and no list of names"),
                ),
            }
        }
        fields
    }

    fn file(&mut self, value: &Spanned<DeValue<'_>>) -> Option<(String, Fields)> {
        let DeValue::Table(table) = value.get_ref() else {
            self.fault(&value.span(), "write [[file]], with two brackets".to_owned());
            return None;
        };
        let (mut name, mut fields) = (None, None);
        for (key, value) in table {
            match (&**key.get_ref(), value.get_ref()) {
                ("name", DeValue::String(text)) => name = Some(text.to_string()),
                ("fields", _) => fields = Some(self.fields(value)),
                (other, _) => self.fault(
                    &key.span(),
                    format!("`{other}` is unknown; a [[file]] has a `name` and `fields`"),
                ),
            }
        }
        if name.is_none() || fields.is_none() {
            self.fault(&value.span(), "a [[file]] has a `name` and `fields`".to_owned());
        }
        Some((name?, fields?))
    }
}

/// A path, or several.
fn paths(value: &DeValue<'_>) -> Option<Vec<String>> {
    let one = |value: &DeValue<'_>| match value {
        DeValue::String(text) if !text.trim().is_empty() => Some(text.to_string()),
        _ => None,
    };
    match value {
        DeValue::Array(values) if !values.is_empty() => values.iter().map(|value| one(value.get_ref())).collect(),
        value => one(value).map(|path| vec![path]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_everywhere_or_in_some_files() {
        let (mapping, faults) = Mapping::parse(
            "[fields]\ntitle = \"kopf\"\ntext = [\"inhalt\", \"meta.text\"]\n[[file]]\nname = \"a-*.jsonl*\"\nfields = { title = \"t\" }\n",
        );
        assert_eq!(faults, []);
        let (here, there) = (mapping.of("sub/a-1.jsonl.gz"), mapping.of("b.jsonl"));
        assert_ne!(here, there);
        assert_ne!(here.key(), there.key());
        let (again, _) = Mapping::parse("[fields]\ntext = [\"inhalt\", \"meta.text\"]\ntitle = \"kopf\"\n");
        assert_eq!(again.of("x").key(), there.key());
        assert_eq!(Mapping::default().of("x").key(), 0);
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_the_rest_is_in_force() {
        let (mapping, faults) =
            Mapping::parse("[fields]\ntitle = \"kopf\"\nkopf = \"title\"\ntext = 7\n[other]\n[[file]]\nname = \"a\"\n");
        let lines: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 4, 5, 6], "{faults:?}");
        assert_ne!(mapping.of("x").key(), 0);
        let (_, faults) = Mapping::parse("a\n= b");
        assert!(faults[0].1.starts_with("it is no TOML"));
    }

    #[test]
    fn patterns_fit_names() {
        for (pattern, name, expected) in [
            ("a*.jsonl", "abc.jsonl", true),
            ("*", "x", true),
            ("sub/*.json", "sub/a.json", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b", "xaxab", true),
            ("a", "ab", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
        // However many stars: each character is looked at a few times.
        // However many stars: each character is looked at a few times.
        assert!(!fits(&format!("{}c", "*a".repeat(50)), &"a".repeat(5_000)));
    }
}
