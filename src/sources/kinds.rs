//! What a file is, told by its name alone.

use std::ffi::OsStr;

/// What a file of the folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// In which form it holds reports.
    pub form: FileForm,
    /// How it is packed.
    pub packing: Packing,
}

/// In which form a file holds reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    /// Plain text: one report.
    Page,
    /// A web page: one report.
    Html,
    /// A report on each line.
    JsonLines,
    /// A report in each object of an array, or one object.
    Json,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    #[default]
    None,
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
}

/// The endings of files that hold reports; a file without any ending holds one of plain text.
const FORMS: [(&str, FileForm); 8] = [
    ("txt", FileForm::Page),
    ("text", FileForm::Page),
    ("md", FileForm::Page),
    ("html", FileForm::Html),
    ("htm", FileForm::Html),
    ("jsonl", FileForm::JsonLines),
    ("ndjson", FileForm::JsonLines),
    ("json", FileForm::Json),
];

/// The endings that may stand behind those.
const PACKINGS: [(&str, Packing); 2] = [("gz", Packing::Gzip), ("zst", Packing::Zstd)];

/// How folders end in which a browser puts what belongs to a page that it saves.
const COMPANIONS: [&str; 12] = [
    "_files",
    "-Dateien",
    "_bestanden",
    "_fichiers",
    "_archivos",
    "_ficheiros",
    "_arquivos",
    "_file",
    "_pliki",
    "_dosyalar",
    "_filer",
    ".files",
];

impl FileForm {
    /// Whether a file of this form holds any number of reports.
    #[must_use]
    pub fn is_container(self) -> bool {
        matches!(self, FileForm::JsonLines | FileForm::Json)
    }
}

impl Kind {
    /// What a file of this name is; none where it is nothing that is read.
    #[must_use]
    pub fn of(name: &str) -> Option<Kind> {
        let (bare, packing) = without_packing(name);
        let form = match ending(bare) {
            None => FileForm::Page,
            Some(ending) => FORMS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending))?.1,
        };
        Some(Kind { form, packing })
    }
}

/// A path, or a name, without the endings that say what it is: `a/b.html.gz` is `a/b`. An ending that
/// says nothing to us is taken off too.
#[must_use]
pub fn stem(path: &str) -> &str {
    let (bare, _) = without_packing(path);
    match ending(bare) {
        Some(ending) => bare.get(..bare.len().saturating_sub(ending.len() + 1)).unwrap_or(bare),
        None => bare,
    }
}

/// The last part of a path.
#[must_use]
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The endings of the files that are read, in words: `.txt, .md, …, each also as .gz or .zst`.
#[must_use]
pub fn endings() -> String {
    let forms: Vec<String> = FORMS.iter().map(|(ending, _)| format!(".{ending}")).collect();
    let packings: Vec<String> = PACKINGS.iter().map(|(ending, _)| format!(".{ending}")).collect();
    format!("{}; each also as {}", forms.join(", "), packings.join(" or "))
}

/// The names of pages, one of which may stand beside this folder and own it: browsers save `Visit.html`
/// together with `Visit_files/`, in which nothing is a report. None where no folder of a page is called so.
#[must_use]
pub fn owners(folder: &OsStr) -> Option<[String; 2]> {
    let name = folder.to_str()?;
    let page = COMPANIONS.iter().find_map(|ending| name.strip_suffix(ending))?;
    (!page.is_empty()).then(|| [format!("{page}.html"), format!("{page}.htm")])
}

/// The names of folders that a page of this name would own.
pub(super) fn companions(page: &str) -> impl Iterator<Item = String> {
    let bare = page.strip_suffix(".html").or_else(|| page.strip_suffix(".htm"));
    let bare = bare.filter(|bare| !bare.is_empty());
    bare.into_iter()
        .flat_map(|bare| COMPANIONS.iter().map(move |ending| format!("{bare}{ending}")))
}

fn without_packing(path: &str) -> (&str, Packing) {
    let packing = ending(path).and_then(|ending| {
        PACKINGS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(ending))
            .map(|(_, packing)| (ending.len(), *packing))
    });
    match packing {
        Some((length, packing)) => (
            path.get(..path.len().saturating_sub(length + 1)).unwrap_or(path),
            packing,
        ),
        None => (path, Packing::None),
    }
}

/// What stands behind the last dot of a name; the dot of a name that begins with one ends no name.
fn ending(path: &str) -> Option<&str> {
    match file_name(path).rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => Some(ending),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_a_file_is() {
        use FileForm::{Html, Json, JsonLines, Page};
        for (name, form, packing, is) in [
            ("a.txt", Page, Packing::None, "a"),
            ("a", Page, Packing::None, "a"),
            ("sub.d/a.MD", Page, Packing::None, "sub.d/a"),
            ("a.b.HTML", Html, Packing::None, "a.b"),
            ("a.htm.gz", Html, Packing::Gzip, "a"),
            ("a.txt.zst", Page, Packing::Zstd, "a"),
            ("a.gz", Page, Packing::Gzip, "a"),
            ("a.jsonl.GZ", JsonLines, Packing::Gzip, "a"),
            ("a.ndjson", JsonLines, Packing::None, "a"),
            ("x/a.json.zst", Json, Packing::Zstd, "x/a"),
        ] {
            assert_eq!(Kind::of(name), Some(Kind { form, packing }), "{name}");
            assert_eq!(stem(name), is, "{name}");
        }
        for name in ["a.pdf", "a.tar.gz", "a.txt.bz2", "a."] {
            assert_eq!(Kind::of(name), None, "{name}");
        }
        assert!(endings().starts_with(".txt, .text, .md, .html"));
    }

    #[test]
    fn what_a_browser_saves_beside_a_page_is_known_by_its_name() {
        let owners = |name: &str| owners(OsStr::new(name));
        assert_eq!(owners("A visit_files").unwrap()[0], "A visit.html");
        assert_eq!(owners("Besuch-Dateien").unwrap()[1], "Besuch.htm");
        assert_eq!(owners("_files"), None);
        assert_eq!(owners("reports"), None);
        assert!(companions("A visit.html").any(|folder| folder == "A visit_files"));
        assert_eq!(companions("A visit.txt").chain(companions(".html")).count(), 0);
    }
}
