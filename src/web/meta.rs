//! What the head of a report's page tells programs: tags that reference managers and link previews
//! read, and JSON-LD for search engines.
//!
//! Zotero reads what Highwire, Dublin Core and Open Graph have names for, and its rules decide what
//! stands here:
//!
//! - `DC.type` `newspaperArticle` makes it a newspaper article; `citation_journal_title` would make it
//!   a journal's whatever else is said, so there is none.
//! - The newspaper is `DC.source`. Where there is none, Zotero takes `og:site_name` for it: the archive
//!   is no newspaper, so that tag is left out with the outlet.
//! - It cuts a name of several words in two at the last space, and has no way to say that a desk is
//!   nobody's name: such a byline is no author here. JSON-LD has it.
//! - `citation_author` with words on both sides of a comma is two authors to it.
//! - Where no tag has a date, it takes the first `<time datetime>` of the page, whatever that is for.

mod json_ld;
#[cfg(test)]
mod tests;

pub(super) use json_ld::{json_ld, script_safe};

use super::cite::{Author, Work};

/// A `<meta>` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// The attribute that has the key: `name`, or `property` for Open Graph.
    pub attr: &'static str,
    /// What is said.
    pub key: &'static str,
    /// The value as plain text.
    pub content: String,
}

/// The tags of a report's page; `description` is a sentence about it.
pub(super) fn tags(work: &Work<'_>, description: &str) -> Vec<Tag> {
    let mut tags = Tags(Vec::new());
    highwire(work, &mut tags);
    dublin_core(work, &mut tags);
    open_graph(work, description, &mut tags);
    tags.0
}

fn highwire(work: &Work<'_>, tags: &mut Tags) {
    tags.name("citation_title", work.title());
    for author in authors(work) {
        tags.name("citation_author", highwire_author(&author));
    }
    if let Some(day) = work.day() {
        tags.name("citation_publication_date", day.strftime("%Y/%m/%d").to_string());
    }
    if let Some(lang) = work.lang() {
        tags.name("citation_language", lang);
    }
    if !work.tags().is_empty() {
        tags.name("citation_keywords", work.tags().join("; "));
    }
    tags.name("citation_public_url", work.address);
    tags.name("citation_fulltext_html_url", work.address);
}

fn dublin_core(work: &Work<'_>, tags: &mut Tags) {
    tags.name("DC.type", "newspaperArticle");
    tags.name("DC.title", work.title());
    for author in authors(work) {
        tags.name("DC.creator", author.inverted());
    }
    if let Some(outlet) = work.outlet() {
        tags.name("DC.publisher", outlet.as_str());
        tags.name("DC.source", outlet);
    }
    if let Some(day) = work.day() {
        tags.name("DC.date", day.to_string());
    }
    if let Some(lang) = work.lang() {
        tags.name("DC.language", lang);
    }
    for subject in work.tags() {
        tags.name("DC.subject", subject);
    }
    tags.name("DC.identifier", work.address);
    tags.name("DC.identifier", format!("sha256:{}", work.digest));
}

fn open_graph(work: &Work<'_>, description: &str, tags: &mut Tags) {
    tags.property("og:type", "article");
    tags.property("og:title", work.title());
    tags.property("og:url", work.address);
    if work.outlet().is_some() {
        tags.property("og:site_name", super::cite::ARCHIVE);
    }
    tags.property("og:description", description);
    if let Some(locale) = work.lang().and_then(locale) {
        tags.property("og:locale", locale);
    }
    if let Some(day) = work.day() {
        tags.property("article:published_time", day.to_string());
    }
    if let Some(section) = work.section() {
        tags.property("article:section", section);
    }
    for tag in work.tags() {
        tags.property("article:tag", tag);
    }
    tags.name("twitter:card", "summary");
}

/// Those whose names may be cut in two.
fn authors(work: &Work<'_>) -> impl Iterator<Item = Author> {
    let authors = work.authors().into_iter();
    authors.filter(|author| !matches!(author, Author::Body(name) if name.contains(' ')))
}

/// With a comma, unless that made two authors of one.
fn highwire_author(author: &Author) -> String {
    match author {
        Author::Person { given, family } if given.contains(' ') && family.contains(' ') => author.natural(),
        _ => author.inverted(),
    }
}

/// `en-gb` is `en_GB`; without a country there is no locale.
fn locale(lang: &str) -> Option<String> {
    let (language, country) = lang.split_once('-')?;
    let letters = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    (letters(language) && letters(country))
        .then(|| format!("{}_{}", language.to_ascii_lowercase(), country.to_ascii_uppercase()))
}

struct Tags(Vec<Tag>);

impl Tags {
    fn name(&mut self, key: &'static str, content: impl Into<String>) {
        self.push("name", key, content.into());
    }

    fn property(&mut self, key: &'static str, content: impl Into<String>) {
        self.push("property", key, content.into());
    }

    fn push(&mut self, attr: &'static str, key: &'static str, content: String) {
        if !content.is_empty() {
            self.0.push(Tag { attr, key, content });
        }
    }
}
