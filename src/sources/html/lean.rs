//! What a page need not be parsed for is taken out before it is parsed: scripts, styles, drawings,
//! comments, pictures within addresses. Most bytes of a page are that.
//!
//! The same walk counts what parsing costs. The algorithm of HTML is quadratic in the depth of a page,
//! and marks that are left open (`<b>`, `<font>`) multiply its nodes, so a page of odd shape is not
//! parsed at all: [`lean`] gives none, and its text is read without a tree.

use memchr::{memchr, memchr2, memchr2_iter, memmem, memrchr};

/// Elements that are opened in a page that is parsed.
const MAX_ELEMENTS: usize = 50_000;

/// Elements within one another.
const MAX_DEPTH: usize = 400;

/// Nodes that open marks may make.
const MAX_COPIES: usize = 1_000_000;

/// Characters that are written as entities, times the bytes of all text: html5ever 0.40 looks for the next `<` from
/// each of them to the end of its text, which five billion bytes a second bear for a second.
const MAX_ESCAPED: usize = 10_000_000_000;

/// A tag longer than this keeps its name only: it holds a picture.
const LONG_TAG: usize = 4_096;

/// Elements without text of the report; scripts of linked data are kept.
const DROPPED: [&str; 7] = ["script", "style", "svg", "noscript", "template", "iframe", "canvas"];

/// Elements that have no end.
const VOID: [&str; 17] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "basefont", "bgsound", "frame",
];

/// Elements that the next of their kind, or the end of what they stand in, ends.
const ENDS_ITSELF: [&str; 19] = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp", "rt",
    "html", "head", "body", "caption",
];

/// Marks that go on in the next block when they are not closed.
const MARKS: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements that the end tag of a span, or of an element unknown, does not reach beyond.
const BLOCKS: [&str; 38] = [
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "main",
    "marquee",
    "menu",
    "nav",
    "object",
    "ol",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "ul",
];

/// A page without its ballast.
pub(super) struct Lean {
    pub(super) html: String,
    /// The address that a browser noted when it saved the page.
    pub(super) saved_from: Option<String>,
    /// Whether a tree of it is cheap to make.
    pub(super) parses: bool,
}

/// A tag as it stands in a page.
struct Tag<'a> {
    name: String,
    closes: bool,
    /// With its brackets.
    whole: &'a str,
}

/// Takes the ballast out of a page.
pub(super) fn lean(page: &str) -> Lean {
    let mut html = String::with_capacity(page.len().min(1 << 20));
    let mut saved_from = None;
    let mut cost = Cost::default();
    let mut rest = page;
    // What is looked for in vain is not looked for again: each byte is passed over a few times at most.
    let last_close = memrchr(b'>', page.as_bytes());
    let mut endless: Vec<String> = Vec::new();
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (text, from) = rest.split_at(at);
        cost.read(text);
        html.push_str(text);
        if last_close.is_none_or(|close| page.len() - from.len() > close) {
            // A tag that nothing closes would take the rest of the page with it, as its attributes.
            let text = from.replace('<', "&lt;");
            cost.read(&text);
            html.push_str(&text);
            rest = "";
            break;
        }
        if let Some(comment) = from.strip_prefix("<!--") {
            // One without an end would take the rest of the page with it.
            let end = once(&mut endless, "--", || memmem::find(comment.as_bytes(), b"-->"));
            let inside = end.and_then(|end| comment.get(..end)).unwrap_or_default();
            saved_from = saved_from.or_else(|| address_noted(inside));
            rest = end.and_then(|end| comment.get(end + 3..)).unwrap_or(comment);
            continue;
        }
        let Some(tag) = tag(from) else {
            html.push('<');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        rest = from.get(tag.whole.len()..).unwrap_or_default();
        let dropped = DROPPED.contains(&tag.name.as_str());
        if dropped && !tag.closes && !is_data(&tag) && !tag.whole.ends_with("/>") {
            if let Some(end) = once(&mut endless, &tag.name, || end_of(&tag.name, rest)) {
                rest = rest.get(end..).unwrap_or_default();
                html.push(' ');
            }
            continue;
        }
        if dropped && !is_data(&tag) && tag.name != "script" {
            continue;
        }
        let may_be_long = matches!(tag.name.as_str(), "meta" | "link") && tag.whole.len() <= 4 * LONG_TAG;
        if tag.whole.len() > LONG_TAG && !may_be_long {
            html.push('<');
            html.push_str(if tag.closes { "/" } else { "" });
            html.push_str(&tag.name);
            html.push('>');
        } else {
            html.push_str(tag.whole);
        }
        cost.count(&tag);
        // What is data goes over as it stands: a `<` in it is no tag.
        if is_data(&tag) && !tag.closes {
            let end = once(&mut endless, &tag.name, || end_of(&tag.name, rest)).unwrap_or(rest.len());
            html.push_str(rest.get(..end).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    cost.read(rest);
    html.push_str(rest);
    Lean {
        html,
        saved_from,
        parses: cost.is_bearable(),
    }
}

/// Looks for the end of something, unless there is none further on.
fn once(endless: &mut Vec<String>, name: &str, find: impl Fn() -> Option<usize>) -> Option<usize> {
    if endless.iter().any(|known| known == name) {
        return None;
    }
    let found = find();
    if found.is_none() {
        endless.push(name.to_owned());
    }
    found
}

/// JSON-LD.
fn is_data(tag: &Tag<'_>) -> bool {
    tag.name == "script" && tag.whole.len() < LONG_TAG && tag.whole.to_ascii_lowercase().contains("ld+json")
}

/// Where an element ends that holds no tags, its end tag included.
fn end_of(name: &str, from: &str) -> Option<usize> {
    let mut start = 0;
    loop {
        let at = start + memmem::find(from.as_bytes().get(start..)?, b"</")?;
        let after = from.as_bytes().get(at + 2..)?;
        let is_it = after
            .get(..name.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()));
        let ends = after.get(name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if is_it && ends {
            let close = memchr(b'>', after).map_or(from.len(), |close| at + 2 + close + 1);
            return Some(close);
        }
        start = at + 2;
    }
}

/// The tag with which a text begins.
fn tag(from: &str) -> Option<Tag<'_>> {
    let bytes = from.as_bytes();
    let closes = bytes.get(1) == Some(&b'/');
    let start = if closes { 2 } else { 1 };
    let after = bytes.get(start..)?;
    if !after.first()?.is_ascii_alphabetic() {
        return None;
    }
    let length = after
        .iter()
        .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>'))
        .unwrap_or(after.len());
    let name = from.get(start..start + length)?.to_ascii_lowercase();
    let end = close_of(bytes, start + length)?;
    Some(Tag {
        name,
        closes,
        whole: from.get(..=end)?,
    })
}

/// Where a tag is closed; a bracket within a quoted value does not close it.
fn close_of(bytes: &[u8], from: usize) -> Option<usize> {
    let plain = from + memchr(b'>', bytes.get(from..)?)?;
    let mut at = from;
    // A quotation mark opens a value behind `=` only.
    while let Some(equals) = memchr2(b'=', b'>', bytes.get(at..)?) {
        at += equals;
        if bytes.get(at) == Some(&b'>') {
            return Some(at);
        }
        at += 1;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
            match memchr(*quote, bytes.get(at + 1..)?) {
                Some(end) => at += end + 2,
                None => return Some(plain),
            }
        }
    }
    Some(plain)
}

/// `saved from url=(0028)https://example.org/a`, or the `url: …` of SingleFile.
fn address_noted(comment: &str) -> Option<String> {
    let comment = comment.get(..2_000).unwrap_or(comment);
    let (_, after) = comment
        .split_once("saved from url=(")
        .or_else(|| comment.split_once("\n url: "))?;
    let after = after
        .split_once(')')
        .filter(|(count, _)| count.len() < 8)
        .map_or(after, |(_, url)| url);
    let url = after.split_whitespace().next()?;
    url.starts_with("http").then(|| url.to_owned())
}

/// What it costs to make a tree.
#[derive(Default)]
struct Cost {
    elements: usize,
    open: Vec<String>,
    deepest: usize,
    /// Marks left open, by [`MARKS`].
    marks: [usize; MARKS.len()],
    most_marks: usize,
    /// Bytes of text, and how many of them may have to be written as entities: `&`, and the first of a blank that
    /// breaks no line.
    text: usize,
    escaped: usize,
}

impl Cost {
    fn read(&mut self, text: &str) {
        self.text += text.len();
        self.escaped += memchr2_iter(b'&', 0xC2, text.as_bytes()).count();
    }

    fn count(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        self.elements += usize::from(!tag.closes);
        if let Some(mark) = MARKS.iter().position(|mark| *mark == name)
            && let Some(open) = self.marks.get_mut(mark)
        {
            *open = if tag.closes { open.saturating_sub(1) } else { *open + 1 };
            self.most_marks = self.most_marks.max(self.marks.iter().sum());
            return;
        }
        if VOID.contains(&name) || ENDS_ITSELF.contains(&name) || self.open.len() > MAX_DEPTH {
            return;
        }
        if !tag.closes {
            self.open.push(tag.name.clone());
            self.deepest = self.deepest.max(self.open.len());
            return;
        }
        // The end of a span does not reach beyond a block, that of a block not beyond a table.
        let is_inline = |name: &str| !BLOCKS.contains(&name);
        let reaches = |open: &&String| {
            let open = open.as_str();
            open == name
                || if is_inline(name) {
                    is_inline(open)
                } else {
                    open != "table"
                }
        };
        let within = self.open.iter().rev().take_while(reaches);
        let at = within.clone().position(|open| open == name);
        if let Some(at) = at {
            self.open.truncate(self.open.len() - at - 1);
        }
    }

    fn is_bearable(&self) -> bool {
        self.elements <= MAX_ELEMENTS
            && self.deepest < MAX_DEPTH
            && self.most_marks.saturating_mul(self.elements) <= MAX_COPIES
            && self.escaped.saturating_mul(self.text) <= MAX_ESCAPED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ballast_goes_and_the_rest_stays_as_it_is() {
        let page = "<!-- saved from url=(0021)https://example.org/a --><p title='a > b'>One<script>if (a<b) \
                    document.write('<p>x</p>')</SCRIPT > two<!-- <p> --> 5 < 6 <style>p > a {}</style></p>";
        let lean = lean(page);
        assert_eq!(lean.html, "<p title='a > b'>One  two 5 < 6  </p>");
        assert_eq!(lean.saved_from.as_deref(), Some("https://example.org/a"));
        assert!(lean.parses);
    }

    #[test]
    fn linked_data_stays_and_pictures_in_addresses_go() {
        let data = "<script type=\"application/ld+json\">{\"a\": \"<b>\"}</script>";
        assert_eq!(lean(data).html, data);
        let picture = format!("<img src=\"data:image/png;base64,{}\"><p>a", "A".repeat(5_000));
        assert_eq!(lean(&picture).html, "<img><p>a");
    }

    #[test]
    fn what_is_left_open_takes_no_text_with_it() {
        for page in [
            "a <!-- b",
            "a <p title=\"b",
            "a <script> b",
            "a < b",
            "a <",
            "a </",
            "a <svg> b",
        ] {
            assert!(lean(page).html.starts_with("a "), "{page}");
        }
        assert!(lean("a <!-- b").html.ends_with('b'));
        assert!(lean("a <script> b").html.ends_with('b'));
    }

    #[test]
    fn pages_of_odd_shape_are_not_parsed() {
        for (page, parses) in [
            ("<div>".repeat(300), true),
            ("<div>".repeat(100_000), false),
            ("<span><div></span>".repeat(10_000), false),
            ("<div></x>".repeat(10_000), false),
            ("<x-y><div></x-y>".repeat(10_000), false),
            ("<p>a<li>b<td>".repeat(10_000), true),
            ("<p>".repeat(60_000), false),
            ("<b><p>".repeat(5_000), false),
            ("<div><p><b>a</b></p></div>".repeat(10_000), true),
            ("<div><span></div>".repeat(10_000), true),
            ("<p>Ports &amp; «roads» </p>".repeat(5_000), true),
            ("&".repeat(200_000), false),
            ("</x>&amp;".repeat(100_000), false),
        ] {
            let start: String = page.chars().take(20).collect();
            assert_eq!(lean(&page).parses, parses, "{start}");
        }
    }
}
