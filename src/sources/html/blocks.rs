//! The text of a page as a reader sees it: one block for each paragraph, heading, item, caption.

use super::flat::push;
use super::metadata::attribute;
use dom_query::{Document, Element, NodeData, NodeRef};

/// What a block is by its markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text, or anything.
    Text,
    /// A heading of a rank from 1 to 6.
    Heading(u8),
    /// The text of a picture.
    Caption,
    /// A part of a list.
    Item,
    /// A part of a quotation.
    Quote,
    /// A row of a table.
    Row,
}

/// A block of text.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Bytes of it that are links.
    pub(super) linked: usize,
    /// It stands in what is around a report: navigation, a footer, something hidden.
    pub(super) around: bool,
}

/// The character that marks where block `index` begins: [`mark`] puts it before the first letter, so
/// that it shows which blocks an extractor kept, whatever it makes of their elements. Private use.
const MARKS: std::ops::Range<u32> = 0xF_0000..0xF_FFFE;

/// Elements within one another that are walked into; [`super::lean`] lets no deeper page through, but a
/// parser may add some.
const DEPTH: usize = 2_000;

/// Elements that stand within a line.
const WITHIN: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "img", "wbr",
];

/// Elements whose text nobody reads.
const UNSEEN: [&str; 21] = [
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "select", "textarea", "input",
    "head", "title", "meta", "link", "datalist", "audio", "video", "progress", "rt", "rp",
];

/// Elements, and roles, of what is around a report. Not `form`: some software puts whole pages into one.
const AROUND: [&str; 5] = ["nav", "aside", "footer", "button", "dialog"];
const ROLES: [&str; 7] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "menu",
];

/// The blocks of a page in order; each is marked in the page.
pub(super) fn read(document: &Document) -> Vec<Block> {
    let mut walk = Walk::default();
    let root = document.root();
    walk.element(&root, Context::default());
    walk.end();
    walk.blocks
}

/// Which blocks stand in a text, by their marks.
pub(super) fn marked(text: &str, blocks: usize) -> Vec<bool> {
    let mut kept = vec![false; blocks];
    for c in text.chars() {
        let index = u32::from(c)
            .checked_sub(MARKS.start)
            .and_then(|index| usize::try_from(index).ok());
        if let Some(kept) = index.and_then(|index| kept.get_mut(index)) {
            *kept = true;
        }
    }
    kept
}

fn mark(index: usize) -> Option<char> {
    let code = MARKS.start.checked_add(u32::try_from(index).ok()?)?;
    char::from_u32(code).filter(|_| MARKS.contains(&code))
}

fn is_mark(c: char) -> bool {
    MARKS.contains(&u32::from(c))
}

/// What the elements around a text say of it.
#[derive(Clone, Copy, Default)]
struct Context {
    kind: Option<Kind>,
    around: bool,
    linked: bool,
    preformatted: bool,
    depth: usize,
}

#[derive(Default)]
struct Walk<'a> {
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    context: Context,
    /// The first text of the open block, and its words.
    first: Option<NodeRef<'a>>,
    /// A single line break stands before what follows.
    broken: bool,
}

impl<'a> Walk<'a> {
    fn element(&mut self, node: &NodeRef<'a>, context: Context) {
        if context.depth > DEPTH {
            return;
        }
        let mut next = node.first_child();
        while let Some(child) = next {
            next = child.next_sibling();
            self.node(&child, context);
        }
    }

    fn node(&mut self, node: &NodeRef<'a>, outer: Context) {
        let own = node.query_or(Own::Nothing, |tree_node| match &tree_node.data {
            NodeData::Text { contents } => Own::Text(contents.to_string()),
            NodeData::Element(element) => Own::of(element),
            _ => Own::Nothing,
        });
        match own {
            Own::Nothing => {}
            Own::Text(text) => self.words(node, &text, outer),
            Own::Break => self.line_break(outer),
            Own::Within { linked } => {
                let context = Context {
                    linked: outer.linked || linked,
                    depth: outer.depth + 1,
                    ..outer
                };
                self.element(node, context);
            }
            Own::Block { kind, around } => {
                self.end();
                let kind = match kind {
                    // A row is one line, unless its cells are made of blocks.
                    Some(Kind::Row) if !is_plain_row(node) => outer.kind,
                    // A caption's or an item's paragraphs are parts of it.
                    None | Some(Kind::Text) => outer.kind,
                    kind => kind,
                };
                let context = Context {
                    kind,
                    around: outer.around || around,
                    preformatted: outer.preformatted || node.has_name("pre"),
                    depth: outer.depth + 1,
                    ..outer
                };
                self.element(node, context);
                self.end();
            }
            Own::Cell => {
                if outer.kind == Some(Kind::Row) {
                    if !self.text.trim().is_empty() {
                        self.text.push_str(" | ");
                    }
                } else {
                    self.end();
                }
                self.element(
                    node,
                    Context {
                        depth: outer.depth + 1,
                        ..outer
                    },
                );
                if outer.kind != Some(Kind::Row) {
                    self.end();
                }
            }
        }
    }

    fn words(&mut self, node: &NodeRef<'a>, text: &str, context: Context) {
        // A page may use the characters that mark blocks.
        let cleaned = text.contains(is_mark).then(|| text.replace(is_mark, ""));
        if let Some(cleaned) = &cleaned {
            set_text(node, cleaned);
        }
        let text = cleaned.as_deref().unwrap_or(text);
        if context.preformatted {
            for (nth, line) in text.split('\n').enumerate() {
                if nth > 0 {
                    self.end();
                }
                self.piece(node, line, context);
            }
        } else {
            self.piece(node, text, context);
        }
    }

    fn piece(&mut self, node: &NodeRef<'a>, text: &str, context: Context) {
        let shown = text.trim_start();
        if shown.is_empty() {
            push(&mut self.text, text);
            return;
        }
        if std::mem::take(&mut self.broken) {
            // A line that goes on in lower case is no paragraph of its own.
            if shown.starts_with(char::is_lowercase) {
                push(&mut self.text, " ");
            } else {
                self.end();
            }
        }
        if self.first.is_none() {
            self.first = Some(*node);
            self.context = context;
        }
        let before = self.text.len();
        push(&mut self.text, text);
        if context.linked {
            self.linked += self.text.len() - before;
        }
    }

    fn line_break(&mut self, context: Context) {
        if self.broken || context.preformatted {
            self.broken = false;
            self.end();
        } else {
            self.broken = !self.text.trim().is_empty();
        }
    }

    /// Ends the open block.
    fn end(&mut self) {
        self.broken = false;
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let Some(first) = self.first.take() else { return };
        let text = text.trim();
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        if let Some(mark) = mark(self.blocks.len()) {
            let own = first.query(|node| match &node.data {
                NodeData::Text { contents } => contents.to_string(),
                _ => String::new(),
            });
            let own = own.unwrap_or_default();
            let at = own.len() - own.trim_start().len();
            let (white, words) = own.split_at(at);
            set_text(&first, &format!("{white}{mark}{words}"));
        }
        self.blocks.push(Block {
            kind: self.context.kind.unwrap_or(Kind::Text),
            text: text.to_owned(),
            linked,
            around: self.context.around,
        });
    }
}

/// What a node is to the walk.
enum Own {
    Nothing,
    Text(String),
    Break,
    Within { linked: bool },
    Block { kind: Option<Kind>, around: bool },
    Cell,
}

impl Own {
    fn of(element: &Element) -> Self {
        let name = &*element.name.local;
        if name == "br" {
            return Own::Break;
        }
        if UNSEEN.contains(&name) {
            return Own::Nothing;
        }
        let around = is_around(element, name);
        if WITHIN.contains(&name) && !around {
            return Own::Within { linked: name == "a" };
        }
        let kind = match name {
            "h1" => Some(Kind::Heading(1)),
            "h2" => Some(Kind::Heading(2)),
            "h3" => Some(Kind::Heading(3)),
            "h4" => Some(Kind::Heading(4)),
            "h5" => Some(Kind::Heading(5)),
            "h6" => Some(Kind::Heading(6)),
            "figcaption" => Some(Kind::Caption),
            "li" | "dt" | "dd" => Some(Kind::Item),
            "blockquote" => Some(Kind::Quote),
            "tr" => Some(Kind::Row),
            "td" | "th" => return Own::Cell,
            _ if is_caption(element) => Some(Kind::Caption),
            _ => None,
        };
        Own::Block { kind, around }
    }
}

/// Captions of pages that have no `figcaption`.
fn is_caption(element: &Element) -> bool {
    let class = attribute(element, "class").unwrap_or_default();
    class.split_ascii_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        matches!(
            class.as_str(),
            "caption"
                | "wp-caption-text"
                | "image-caption"
                | "photo-caption"
                | "img-caption"
                | "picture-caption"
                | "media-caption"
        )
    })
}

fn is_around(element: &Element, name: &str) -> bool {
    let is_hidden = || {
        let style = attribute(element, "style").unwrap_or_default();
        let style: String = style.split_whitespace().collect();
        style.to_ascii_lowercase().contains("display:none")
            || attribute(element, "hidden").is_some()
            || attribute(element, "aria-hidden") == Some("true")
    };
    AROUND.contains(&name)
        || attribute(element, "role").is_some_and(|role| ROLES.contains(&role.to_ascii_lowercase().as_str()))
        || (!element.attrs.is_empty() && is_hidden())
}

/// Two cells or more, and no block in them.
fn is_plain_row(row: &NodeRef<'_>) -> bool {
    let mut cells = 0;
    for node in row.descendants_it().take(500) {
        let Some(element) = node.element_ref() else { continue };
        match &*element.name.local {
            "td" | "th" => cells += 1,
            name if WITHIN.contains(&name) => {}
            _ => return false,
        }
    }
    cells >= 2
}

fn set_text(node: &NodeRef<'_>, text: &str) {
    node.update(|node| {
        if let NodeData::Text { contents } = &mut node.data {
            *contents = text.into();
        }
    });
}

#[cfg(test)]
mod tests;
