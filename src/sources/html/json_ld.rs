//! The article that JSON-LD describes.

use super::claims::{Claim, Origin, What};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Types of schema.org that are a report, in lower case; those of web pages say less.
const ARTICLES: [&str; 17] = [
    "newsarticle",
    "article",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "backgroundnewsarticle",
    "opinionnewsarticle",
    "reviewnewsarticle",
    "askpublicnewsarticle",
    "blogposting",
    "liveblogposting",
    "socialmediaposting",
    "report",
    "pressrelease",
    "statement",
    "scholarlyarticle",
    "techarticle",
    "advertisercontentarticle",
];

/// Objects that are looked at.
const MOST: usize = 5_000;

/// Objects within one another that are looked at.
const DEPTH: usize = 12;

type Object = Map<String, Value>;

/// What the scripts of a page say of its report. Of several articles (a list of others may be among
/// them) it is the one that has the title of the page, else the first.
pub(super) fn claims(scripts: &[String], title: &str) -> Vec<Claim> {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut graph = Graph::default();
    for value in &values {
        graph.take(value, 0);
    }
    let title = words(title);
    let has_title = |object: &&&Object| {
        let headline = text(object.get("headline").or_else(|| object.get("name")));
        headline.is_some_and(|headline| !headline.is_empty() && title.contains(&words(&headline)))
    };
    let article = graph.articles.iter().find(has_title).or_else(|| graph.articles.first());
    article.map_or_else(Vec::new, |article| graph.read(article))
}

/// JSON, also where a generator left line breaks within strings, or comments around it.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script
        .strip_prefix("<![CDATA[")
        .or_else(|| script.strip_prefix("//<![CDATA["))
        .unwrap_or(script);
    let script = script.strip_prefix("<!--").unwrap_or(script);
    let script = ["//]]>", "]]>", "-->", ";"].iter().fold(script.trim(), |script, end| {
        script.strip_suffix(end).unwrap_or(script).trim_end()
    });
    serde_json::from_str(script)
        .ok()
        .or_else(|| serde_json::from_str(&script.replace(char::is_control, " ")).ok())
}

fn words(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The objects of all scripts, for they refer to one another.
#[derive(Default)]
struct Graph<'a> {
    articles: Vec<&'a Object>,
    named: HashMap<&'a str, &'a Object>,
    seen: usize,
}

impl<'a> Graph<'a> {
    fn take(&mut self, value: &'a Value, depth: usize) {
        self.seen += 1;
        if depth > DEPTH || self.seen > MOST {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.take(value, depth + 1)),
            Value::Object(object) => {
                let is_more = object.len() > 1;
                if let (Some(Value::String(id)), true) = (object.get("@id"), is_more) {
                    self.named.entry(id).or_insert(object);
                }
                if is_article(object) {
                    self.articles.push(object);
                }
                for (key, value) in object {
                    if !matches!(value, Value::String(_)) && key != "@context" {
                        self.take(value, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// The object that a value is, or refers to.
    fn object(&self, value: &'a Value) -> Option<&'a Object> {
        let object = value.as_object()?;
        let id = object.get("@id").and_then(Value::as_str);
        let named = id
            .filter(|_| object.len() == 1)
            .and_then(|id| self.named.get(id).copied());
        Some(named.unwrap_or(object))
    }

    /// A name, or names: a text, an object with a name, or a list of such.
    fn names(&self, value: Option<&'a Value>, names: &mut Vec<String>) {
        match value {
            Some(Value::Array(values)) => values.iter().for_each(|value| self.names(Some(value), names)),
            Some(value @ Value::Object(_)) => {
                let name = self.object(value).and_then(|object| text(object.get("name")));
                names.extend(name);
            }
            value => names.extend(text(value)),
        }
    }

    fn read(&self, article: &'a Object) -> Vec<Claim> {
        let mut claims = Vec::new();
        let mut claim = |what: What, value: &str| claims.extend(Claim::new(what, Origin::JsonLd, value));
        let first = |keys: &[&str]| keys.iter().find_map(|key| text(article.get(*key)));
        if let Some(headline) = first(&["headline", "name", "alternativeHeadline"]) {
            claim(What::Headline, &headline);
        }
        for (what, keys) in [
            (What::Published, &["datePublished", "dateCreated", "uploadDate"][..]),
            (What::Modified, &["dateModified"]),
            (What::Lang, &["inLanguage"]),
        ] {
            if let Some(value) = first(keys) {
                claim(what, &value);
            }
        }
        let names = |keys: &[&str]| {
            let mut names = Vec::new();
            for key in keys {
                if names.is_empty() {
                    self.names(article.get(*key), &mut names);
                }
            }
            names
        };
        let authors: Vec<String> = names(&["author", "creator"]);
        let authors: Vec<&str> = authors
            .iter()
            .map(String::as_str)
            .filter(|name| !name.contains("://"))
            .collect();
        claim(What::Byline, &authors.join(", "));
        for name in names(&["publisher", "sourceOrganization", "isPartOf"]).iter().take(1) {
            claim(What::Outlet, name);
        }
        for section in names(&["articleSection"]).iter().take(1) {
            claim(What::Section, section);
        }
        for tag in names(&["keywords"]).iter().flat_map(|tags| super::tags(tags)) {
            claim(What::Tag, tag);
        }
        let page = article.get("mainEntityOfPage");
        let of_page = page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
        if let Some(url) = article.get("url").and_then(Value::as_str).or(of_page) {
            claim(What::Url, url);
        }
        claims
    }
}

fn is_article(object: &Object) -> bool {
    let is = |value: &Value| {
        let name = value.as_str().unwrap_or_default().to_ascii_lowercase();
        let name = name.rsplit(['/', ':']).next().unwrap_or_default();
        ARTICLES.contains(&name)
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is),
        Some(one) => is(one),
        None => false,
    }
}

/// A text, or the first of a list, or the value of `{"@value": …}`.
fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => text(values.first()),
        Value::Object(object) => text(object.get("@value").or_else(|| object.get("name"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(scripts: &[&str], title: &str, expected: &[(What, &str)]) {
        let scripts: Vec<String> = scripts.iter().map(|script| (*script).to_owned()).collect();
        let claims = claims(&scripts, title);
        let claims: Vec<(What, &str)> = claims.iter().map(|claim| (claim.what, claim.value.as_str())).collect();
        assert_eq!(claims, expected);
    }

    #[test]
    fn an_article_is_read_in_every_shape() {
        check(
            &[
                r#"{"@type": "NewsArticle", "headline": "A visit", "datePublished": "2022-07-04T09:00:00+03:00",
                "author": {"@type": "Person", "name": "Ana Sousa"}, "publisher": {"name": "Harbour Wire"},
                "keywords": "wool, chairs", "articleSection": ["Trade", "News"], "inLanguage": {"name": "en"},
                "mainEntityOfPage": {"@id": "https://wire.example/a"}}"#,
            ],
            "",
            &[
                (What::Headline, "A visit"),
                (What::Published, "2022-07-04T09:00:00+03:00"),
                (What::Lang, "en"),
                (What::Byline, "Ana Sousa"),
                (What::Outlet, "Harbour Wire"),
                (What::Section, "Trade"),
                (What::Tag, "wool"),
                (What::Tag, "chairs"),
                (What::Url, "https://wire.example/a"),
            ],
        );
        check(
            &[
                r#"[{"@type": "WebSite", "name": "x"}, {"@type": ["Thing", "https://schema.org/Article"],
                "headline": "A", "author": ["Ana Sousa", {"name": "Bo Lind"}]}]"#,
            ],
            "",
            &[(What::Headline, "A"), (What::Byline, "Ana Sousa, Bo Lind")],
        );
    }

    #[test]
    fn objects_of_a_graph_refer_to_one_another() {
        check(
            &[
                r##"{"@context": "https://schema.org", "@graph": [
                {"@type": "Article", "@id": "#a", "headline": "A visit", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}},
                {"@type": "Organization", "@id": "#o", "name": "Harbour Wire"}]}"##,
                r##"{"@type": "Person", "@id": "#p", "name": "Ana Sousa"}"##,
            ],
            "",
            &[
                (What::Headline, "A visit"),
                (What::Byline, "Ana Sousa"),
                (What::Outlet, "Harbour Wire"),
            ],
        );
    }

    #[test]
    fn the_article_of_the_page_is_taken_among_others() {
        let list = r#"[{"@type": "Article", "headline": "Wool is dear"}, {"@type": "Article", "headline": "A Visit"}]"#;
        check(&[list], "A visit | Wire", &[(What::Headline, "A Visit")]);
        check(&[list], "Another", &[(What::Headline, "Wool is dear")]);
    }

    #[test]
    fn what_is_no_article_or_no_json_says_nothing() {
        check(
            &["{", "[]", "null", r#"{"@type": "WebPage", "headline": "x"}"#],
            "",
            &[],
        );
        check(
            &["//<![CDATA[\n{\"@type\": \"Report\", \"headline\": \"A\n visit\"}\n//]]>"],
            "",
            &[(What::Headline, "A visit")],
        );
    }
}
