//! What the fields of records are commonly called.

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
pub(super) const NAMES: [(Field, &str, &[&str]); 12] = [
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
