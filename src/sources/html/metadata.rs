//! What `meta`, `link`, `title` and the like say of a page.

use super::claims::{Claim, Origin, What};
use super::json_ld;
use dom_query::{Document, Element, NodeRef};
use url::Url;

/// Names and properties of `meta` tags, in lower case, with what they are of.
const NAMES: [(&str, What, Origin); 66] = [
    ("og:title", What::Headline, Origin::OpenGraph),
    ("og:url", What::Url, Origin::OpenGraph),
    ("og:site_name", What::Outlet, Origin::OpenGraph),
    ("og:locale", What::Lang, Origin::OpenGraph),
    ("article:published_time", What::Published, Origin::OpenGraph),
    ("og:article:published_time", What::Published, Origin::OpenGraph),
    ("og:published_time", What::Published, Origin::OpenGraph),
    ("article:modified_time", What::Modified, Origin::OpenGraph),
    ("og:updated_time", What::Modified, Origin::OpenGraph),
    ("article:section", What::Section, Origin::OpenGraph),
    ("article:tag", What::Tag, Origin::OpenGraph),
    ("article:author", What::Byline, Origin::OpenGraph),
    ("article:author_name", What::Byline, Origin::OpenGraph),
    ("article:publisher", What::Outlet, Origin::OpenGraph),
    ("citation_title", What::Headline, Origin::Citation),
    ("citation_author", What::Byline, Origin::Citation),
    ("citation_authors", What::Byline, Origin::Citation),
    ("citation_publication_date", What::Published, Origin::Citation),
    ("citation_date", What::Published, Origin::Citation),
    ("citation_online_date", What::Published, Origin::Citation),
    ("citation_publisher", What::Outlet, Origin::Citation),
    ("citation_journal_title", What::Outlet, Origin::Citation),
    ("citation_keywords", What::Tag, Origin::Citation),
    ("citation_language", What::Lang, Origin::Citation),
    ("citation_public_url", What::Url, Origin::Citation),
    ("dc.title", What::Headline, Origin::DublinCore),
    ("dc.creator", What::Byline, Origin::DublinCore),
    ("dc.publisher", What::Outlet, Origin::DublinCore),
    ("dc.date", What::Published, Origin::DublinCore),
    ("dc.date.issued", What::Published, Origin::DublinCore),
    ("dc.date.created", What::Published, Origin::DublinCore),
    ("dc.date.modified", What::Modified, Origin::DublinCore),
    ("dc.issued", What::Published, Origin::DublinCore),
    ("dc.created", What::Published, Origin::DublinCore),
    ("dc.modified", What::Modified, Origin::DublinCore),
    ("dc.subject", What::Tag, Origin::DublinCore),
    ("dc.language", What::Lang, Origin::DublinCore),
    ("dc.identifier", What::Url, Origin::DublinCore),
    ("headline", What::Headline, Origin::Microdata),
    ("datepublished", What::Published, Origin::Microdata),
    ("datecreated", What::Published, Origin::Microdata),
    ("datemodified", What::Modified, Origin::Microdata),
    ("articlesection", What::Section, Origin::Microdata),
    ("inlanguage", What::Lang, Origin::Microdata),
    ("twitter:title", What::Headline, Origin::Meta),
    ("title", What::Headline, Origin::Meta),
    ("author", What::Byline, Origin::Meta),
    ("byl", What::Byline, Origin::Meta),
    ("byline", What::Byline, Origin::Meta),
    ("parsely-author", What::Byline, Origin::Meta),
    ("sailthru.author", What::Byline, Origin::Meta),
    ("parsely-title", What::Headline, Origin::Meta),
    ("parsely-pub-date", What::Published, Origin::Meta),
    ("parsely-section", What::Section, Origin::Meta),
    ("parsely-tags", What::Tag, Origin::Meta),
    ("sailthru.date", What::Published, Origin::Meta),
    ("pubdate", What::Published, Origin::Meta),
    ("publishdate", What::Published, Origin::Meta),
    ("publish-date", What::Published, Origin::Meta),
    ("publish_date", What::Published, Origin::Meta),
    ("date", What::Published, Origin::Meta),
    ("last-modified", What::Modified, Origin::Meta),
    ("section", What::Section, Origin::Meta),
    ("keywords", What::Tag, Origin::Meta),
    ("news_keywords", What::Tag, Origin::Meta),
    ("content-language", What::Lang, Origin::Meta),
];

/// Classes of elements that hold the name of the author and nothing else.
const AUTHORS: [&str; 8] = [
    "author-name",
    "author__name",
    "article-author-name",
    "article__author-name",
    "article-author__name",
    "byline-name",
    "byline__name",
    "post-author-name",
];

/// The longest name of an author that an element holds, in bytes.
const LONGEST_NAME: usize = 120;

/// Nodes of such an element that are gone through.
const MOST_NODES: usize = 60;

/// Scripts of linked data that are read, and the longest of them.
const SCRIPTS: usize = 50;
const SCRIPT: usize = 1 << 20;

/// What a page says of its report.
pub(super) fn read(document: &Document, saved_from: Option<&str>) -> Vec<Claim> {
    let mut page = Page::default();
    for node in document.root().descendants_it() {
        page.see(&node);
    }
    let mut claims = page.claims;
    claims.extend(Claim::new(What::Headline, Origin::Title, &page.title));
    claims.extend(json_ld::claims(&page.scripts, &page.title));
    claims.extend(saved_from.and_then(|url| Claim::new(What::Url, Origin::SavedFrom, url)));
    join_bylines(&mut claims);
    make_whole(&mut claims, page.base.as_deref());
    claims
}

#[derive(Default)]
struct Page {
    claims: Vec<Claim>,
    scripts: Vec<String>,
    title: String,
    base: Option<String>,
}

impl Page {
    fn see(&mut self, node: &NodeRef<'_>) {
        let Some(element) = node.element_ref() else { return };
        match &*element.name.local {
            "meta" => self.meta(&element),
            "title" if self.title.is_empty() => self.title = node.text().to_string(),
            "base" if self.base.is_none() => self.base = attribute(&element, "href").map(str::to_owned),
            "html" => self.claim(What::Lang, Origin::Attribute, attribute(&element, "lang")),
            "link" if has_word(&element, "rel", "canonical") => {
                self.claim(What::Url, Origin::Canonical, attribute(&element, "href"));
            }
            "time" => self.time(&element),
            "script" if self.scripts.len() < SCRIPTS => {
                let text = node.text();
                if text.len() <= SCRIPT {
                    self.scripts.push(text.to_string());
                }
            }
            _ if has_word(&element, "itemprop", "datePublished") => {
                let content = attribute(&element, "content").or_else(|| attribute(&element, "datetime"));
                self.claim(What::Published, Origin::Microdata, content);
            }
            _ if has_word(&element, "itemprop", "author") => self.author(node, Origin::Microdata),
            _ if AUTHORS.iter().any(|class| has_word(&element, "class", class)) => self.author(node, Origin::Class),
            _ => {}
        }
    }

    fn meta(&mut self, element: &Element) {
        let Some(content) = attribute(element, "content") else {
            return;
        };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let Some(name) = attribute(element, key) else { continue };
            let name = name.trim().to_ascii_lowercase();
            let name = name
                .strip_prefix("dcterms.")
                .map_or(name.clone(), |rest| format!("dc.{rest}"));
            let Some((_, what, origin)) = NAMES.iter().find(|(known, ..)| *known == name) else {
                continue;
            };
            match what {
                What::Tag => tags(content).for_each(|tag| self.claim(What::Tag, *origin, Some(tag))),
                // Addresses of profiles are no names.
                What::Byline | What::Outlet if content.contains("://") => {}
                what => self.claim(*what, *origin, Some(content)),
            }
            return;
        }
    }

    /// Of times only one that says it is that of publication.
    fn time(&mut self, element: &Element) {
        let value = attribute(element, "datetime").or_else(|| attribute(element, "content"));
        let says_so = has_word(element, "itemprop", "datePublished") || attribute(element, "pubdate").is_some();
        let class = attribute(element, "class").unwrap_or_default().to_ascii_lowercase();
        let by_class = ["published", "pubdate", "entry-date", "post-date", "article-date"];
        if has_word(element, "itemprop", "dateModified") || class.contains("updated") && !class.contains("published") {
            self.claim(What::Modified, Origin::Time, value);
        } else if says_so || by_class.iter().any(|word| class.contains(word)) {
            self.claim(What::Published, Origin::Time, value);
        }
    }

    /// The name of the author that an element holds: that part of it which says that it is the name.
    fn author(&mut self, node: &NodeRef<'_>, origin: Origin) {
        let is_name = |node: &NodeRef<'_>| {
            node.element_ref()
                .is_some_and(|element| has_word(&element, "itemprop", "name"))
        };
        // Such elements may stand in each other: none is gone through far.
        let name = node.descendants_it().take(MOST_NODES).find(is_name);
        let name = name.as_ref().unwrap_or(node);
        let element = name.element_ref();
        let content = element.and_then(|element| attribute(&element, "content").map(str::to_owned));
        let text = content.or_else(|| short_text(name));
        if let Some(text) = text.filter(|text| text.len() <= LONGEST_NAME && !text.contains("://")) {
            self.claim(What::Byline, origin, Some(&text));
        }
    }

    fn claim(&mut self, what: What, origin: Origin, value: Option<&str>) {
        self.claims
            .extend(value.and_then(|value| Claim::new(what, origin, value)));
    }
}

/// The text of an element, unless it is longer than a name: then it is a box that tells of the author.
fn short_text(node: &NodeRef<'_>) -> Option<String> {
    let mut text = String::new();
    for (nth, inner) in node.descendants_it().enumerate() {
        if inner.is_text() {
            text.push_str(&inner.text());
        }
        if text.len() > LONGEST_NAME || nth > MOST_NODES {
            return None;
        }
    }
    Some(text)
}

/// Keywords that stand in one value.
pub(in crate::sources) fn tags(value: &str) -> impl Iterator<Item = &str> {
    let sign = [';', '|', '،', ',']
        .into_iter()
        .find(|sign| value.contains(*sign))
        .unwrap_or(',');
    value
        .split(sign)
        .map(str::trim)
        .filter(|tag| !tag.is_empty() && tag.len() <= 100)
}

pub(super) fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let attribute = element.attrs.iter().find(|attribute| &*attribute.name.local == name)?;
    Some(&attribute.value)
}

fn has_word(element: &Element, name: &str, word: &str) -> bool {
    let value = attribute(element, name).unwrap_or_default();
    value.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

/// Tags that name one author each make one byline.
fn join_bylines(claims: &mut Vec<Claim>) {
    let mut joined: Vec<Claim> = Vec::new();
    claims.retain(|claim| {
        if claim.what != What::Byline {
            return true;
        }
        match joined.iter_mut().find(|other| other.origin == claim.origin) {
            Some(other) if other.value.contains(&claim.value) => {}
            Some(other) if other.value.len() < 500 => {
                // Those of libraries put the last name first, behind which stands a comma.
                let is_turned = matches!(claim.origin, Origin::Citation | Origin::DublinCore);
                other.value.push_str(if is_turned { "; " } else { ", " });
                other.value.push_str(&claim.value);
            }
            Some(_) => {}
            None => joined.push(claim.clone()),
        }
        false
    });
    claims.append(&mut joined);
}

/// Relative addresses, seen from where the page stood.
fn make_whole(claims: &mut Vec<Claim>, base: Option<&str>) {
    let whole = |value: &str| Url::parse(value).ok().filter(|url| url.has_host());
    let stood = claims
        .iter()
        .filter(|claim| claim.what == What::Url)
        .find_map(|claim| whole(&claim.value));
    let base = match (base, stood) {
        (Some(base), Some(stood)) => stood.join(base).ok(),
        (Some(base), None) => whole(base),
        (None, stood) => stood,
    };
    claims.retain_mut(|claim| {
        if claim.what != What::Url || whole(&claim.value).is_some() {
            return true;
        }
        match base
            .as_ref()
            .and_then(|base| base.join(&claim.value).ok())
            .filter(Url::has_host)
        {
            Some(url) => {
                claim.value = url.to_string();
                true
            }
            // An address of which nobody knows the host leads nowhere.
            None => false,
        }
    });
}
