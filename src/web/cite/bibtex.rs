//! BibTeX that BibLaTeX reads as well.
//!
//! `@article` with `journal` is what BibTeX, biber, JabRef and Zotero all take a newspaper's article
//! in; `entrysubtype` tells those that know it (BibLaTeX styles, Zotero) that the journal is a
//! newspaper, and the others skip it. Without an outlet it is `@misc`, for `@article` demands a journal.
//! BibTeX reads `year` and `month`, BibLaTeX the whole `date`.

use super::{Author, Work, one_line};
use std::fmt::Write;

/// The report as one BibTeX entry, with a line feed at its end.
pub(in crate::web) fn bibtex(work: &Work<'_>) -> String {
    let outlet = work.outlet();
    let kind = if outlet.is_some() { "article" } else { "misc" };
    let mut entry = format!("@{kind}{{{},\n", key(work.report.id.as_str()));
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(entry, "  {name} = {value},");
    };
    // The second pair of braces keeps capitals.
    field("title", &format!("{{{{{}}}}}", escaped(&work.title())));
    let authors: Vec<String> = work.authors().iter().map(author).collect();
    if !authors.is_empty() {
        field("author", &format!("{{{}}}", authors.join(" and ")));
    }
    if let Some(outlet) = &outlet {
        field("journal", &format!("{{{}}}", escaped(outlet)));
        field("entrysubtype", "{newspaper}");
    }
    if let Some(day) = work.day() {
        field("date", &format!("{{{day}}}"));
        field("year", &format!("{{{}}}", day.strftime("%Y")));
        field("month", &day.strftime("%b").to_string().to_lowercase());
    }
    field("url", &format!("{{{}}}", address(work.url())));
    if let Some(language) = work.lang().and_then(language) {
        field("langid", &format!("{{{language}}}"));
    }
    // Commas stand between keywords, and so in none.
    let tags: Vec<String> = work.tags().iter().map(|tag| escaped(&tag.replace(',', " "))).collect();
    if !tags.is_empty() {
        field("keywords", &format!("{{{}}}", tags.join(", ")));
    }
    field("note", &format!("{{{}}}", escaped(&work.record_note())));
    entry.push_str("}\n");
    entry
}

/// A key of ASCII characters that depends on the id alone.
fn key(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut key = String::from("readout-");
    key.extend(id.chars().map(|c| if plain(c) { c } else { '-' }));
    if !id.chars().all(plain) {
        // Two ids may look alike without what was replaced.
        let digest = blake3::hash(id.as_bytes()).to_hex();
        key.push('-');
        key.extend(digest.chars().take(8));
    }
    key
}

/// BibTeX takes a name apart at commas and spaces, and a list at `and`, unless braces stand around it.
fn author(author: &Author) -> String {
    match author {
        Author::Person { given, family } => format!("{}, {}", escaped(family), escaped(given)),
        Author::Printed(name) | Author::Body(name) => format!("{{{}}}", escaped(name)),
    }
}

/// Text for TeX. BibTeX counts braces even behind a backslash, so they get names too.
fn escaped(text: &str) -> String {
    let mut tex = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => tex.push_str("{\\textbackslash}"),
            '{' => tex.push_str("{\\textbraceleft}"),
            '}' => tex.push_str("{\\textbraceright}"),
            '~' => tex.push_str("{\\textasciitilde}"),
            '^' => tex.push_str("{\\textasciicircum}"),
            '#' | '$' | '%' | '&' | '_' => tex.extend(['\\', c]),
            _ => tex.push(c),
        }
    }
    tex
}

/// An address is read as it stands, but for what would end the field.
fn address(address: &str) -> String {
    one_line(address)
        .chars()
        .fold(String::with_capacity(address.len()), |mut plain, c| {
            match c {
                '{' => plain.push_str("%7B"),
                '}' => plain.push_str("%7D"),
                '\\' => plain.push_str("%5C"),
                ' ' => plain.push_str("%20"),
                c => plain.push(c),
            }
            plain
        })
}

/// The name that babel has for a language: its English name in small letters, for most.
fn language(tag: &str) -> Option<String> {
    let tag = tag.split('-').next().unwrap_or_default();
    let name = match tag {
        "de" => "ngerman".to_owned(),
        "nb" => "norsk".to_owned(),
        _ => crate::web::languages::name(tag).to_lowercase(),
    };
    (name != tag && name.bytes().all(|b| b.is_ascii_lowercase())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain_and_apart() {
        assert_eq!(key("45e50149b2bb228b"), "readout-45e50149b2bb228b");
        assert_ne!(key("ديدار"), key("زيارة"));
        assert!(key("a,b{é}").bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    }

    #[test]
    fn languages_are_those_of_babel() {
        assert_eq!(language("en-GB").as_deref(), Some("english"));
        assert_eq!(language("de").as_deref(), Some("ngerman"));
        assert_eq!(language("tlh"), None);
        assert_eq!(language("ckb"), None);
    }
}
