//! Web pages as browsers and scrapers save them: the article, what the page states of it, and what stands
//! around it, as lines that say where they come from.
//!
//! The page is parsed once. Its text is read block by block, as a reader sees it; [`article`] tells which
//! blocks are the report, and the others stay, as lines around it: nothing is lost. What the markup
//! states comes from [`metadata`], each value with its origin.

mod article;
mod blocks;
mod claims;
mod flat;
mod json_ld;
mod lean;
mod metadata;

pub use claims::{Origin, What};
pub(super) use metadata::tags;

use blocks::{Block, Kind};
pub(super) use claims::{Claim, in_order};
use dom_query::Document;

/// What one line of the text of a web page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebLine {
    /// A value that the page, or the record around it, states.
    Stated(What, Origin),
    /// A block of the report.
    Text,
    /// A block of the report, or beside it, that is made of links.
    Link,
    /// A block between those of the report: for the rules to tell.
    Beside,
    /// A heading within the report.
    Heading,
    /// A part of a list in the report.
    Item,
    /// A quotation set apart in the report.
    Quote,
    /// The text of a picture of the report.
    Caption,
    /// It stands around the report.
    Around,
    /// The page could not be told apart: a line of it, for the rules to tell.
    Untold,
}

/// A page as it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Web {
    /// The text; its first line is the headline, empty where there is none.
    pub(super) text: String,
    /// What each line of the text is.
    pub(super) lines: Vec<WebLine>,
}

impl Web {
    /// Whether there is more than what the markup states, and what stands around.
    pub(super) fn has_text(&self) -> bool {
        let is_text = |line: &WebLine| !matches!(line, WebLine::Stated(..) | WebLine::Around);
        self.lines.iter().any(is_text)
    }
}

/// Of a block, as many parts as are links make it a list of them, or a menu.
const LINKED: (usize, usize) = (3, 5);

/// Words that only running text has on one line.
const SENTENCE: usize = 12;

/// Reads a page, with the claims of a record around it. What a scraper has cut out of a page is all report.
pub(super) fn read(page: &str, beside: Vec<Claim>) -> Web {
    let is_whole = is_whole_page(page);
    let lean = lean::lean(page);
    let mut claims = beside;
    if !lean.parses {
        let lines = flat::lines(&lean).into_iter().map(|line| (WebLine::Untold, line));
        claims.extend(
            lean.saved_from
                .as_deref()
                .and_then(|url| Claim::new(What::Url, Origin::SavedFrom, url)),
        );
        return compose(claims, lines);
    }
    let document = Document::from(lean.html.as_str());
    claims.extend(metadata::read(&document, lean.saved_from.as_deref()));
    let mut blocks = blocks::read(&document);
    let headline = headline(&blocks, &claims);
    if let Some(at) = headline {
        let text = blocks.get(at).map(|block| block.text.clone()).unwrap_or_default();
        claims.extend(Claim::new(What::Headline, Origin::Heading, &text));
    }
    let kept = if is_whole {
        article::find(document, &blocks)
    } else {
        None
    };
    let kinds = match kept {
        Some(kept) => told(&blocks, &kept, headline),
        None => blocks.iter().map(|block| alone(block, is_whole)).collect(),
    };
    // The heading stands on the first line already.
    if let Some(block) = headline.and_then(|at| blocks.get_mut(at)) {
        block.text.clear();
    }
    let lines = kinds.into_iter().zip(blocks.into_iter().map(|block| block.text));
    let web = compose(claims.clone(), lines.filter(|(_, text)| !text.is_empty()));
    // An element that nothing ends may have taken all text with it.
    if !web.has_text() {
        let lines = flat::lines(&lean);
        if lines.iter().any(|line| line.split_whitespace().count() >= SENTENCE) {
            claims.retain(|claim| claim.origin != Origin::Title);
            return compose(claims, lines.into_iter().map(|line| (WebLine::Untold, line)));
        }
    }
    web
}

/// Whether a text is a page, and not a part that somebody has cut out.
fn is_whole_page(page: &str) -> bool {
    let start: String = page.chars().take(3_000).collect::<String>().to_ascii_lowercase();
    ["<html", "<body", "<head", "<!doctype"]
        .iter()
        .any(|tag| start.contains(tag))
}

/// The block that is the headline: the heading of the first rank that the titles of the page bear out; else
/// the only heading that is a sentence; else the line that stands in the title beside the name of the site.
fn headline(blocks: &[Block], claims: &[Claim]) -> Option<usize> {
    let of = |what: What| claims.iter().filter(move |claim| claim.what == what);
    let titles: Vec<String> = of(What::Headline).map(|claim| letters(&claim.value)).collect();
    let outlets: Vec<String> = of(What::Outlet).map(|claim| letters(&claim.value)).collect();
    let headings = || {
        let all = blocks.iter().enumerate();
        all.filter(|(_, block)| block.kind == Kind::Heading(1) && !block.around)
            .map(|(at, block)| (at, letters(&block.text)))
            .filter(|(_, own)| !outlets.contains(own))
    };
    // The name of the site stands in the title too, but the headline is most of it.
    let agrees = |own: &str| {
        let most = |whole: &str, part: &str| part.len() * 2 >= whole.len() && part.len() >= 8 && whole.contains(part);
        titles
            .iter()
            .any(|title| title == own || most(title, own) || most(own, title))
    };
    let borne_out = headings().filter(|(_, own)| agrees(own));
    if let Some((at, _)) = borne_out.min_by_key(|(at, own)| (std::cmp::Reverse(own.len()), *at)) {
        return Some(at);
    }
    let is_sentence = |at: &usize| {
        blocks
            .get(*at)
            .is_some_and(|block| block.text.split_whitespace().count() >= 3)
    };
    let mut sentences = headings().map(|(at, _)| at).filter(is_sentence);
    if let (Some(at), None) = (sentences.next(), sentences.next()) {
        return Some(at);
    }
    let mut in_title: Vec<String> = of(What::Headline)
        .flat_map(|claim| parts(&claim.value))
        .map(letters)
        .filter(|part| part.chars().count() >= 16 && !outlets.contains(part))
        .collect();
    in_title.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let is_short = |block: &Block| block.text.len() <= 400 && !block.around && block.linked == 0;
    let at = |part: &String| {
        blocks
            .iter()
            .position(|block| is_short(block) && letters(&block.text) == *part)
    };
    in_title.iter().find_map(at)
}

/// The parts of a title.
fn parts(title: &str) -> Vec<&str> {
    let signs = [" - ", " – ", " — ", " | ", " :: ", " » ", ": "];
    signs.iter().fold(vec![title], |parts, sign| {
        parts.into_iter().flat_map(|part| part.split(sign)).collect()
    })
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What the blocks are of a page that has an article: what readability took, and what stands between the
/// headline and the end of it and is neither links nor furniture by its markup, for it may have been
/// left out by mistake.
fn told(blocks: &[Block], kept: &[bool], headline: Option<usize>) -> Vec<WebLine> {
    let is_kept = |at: usize| kept.get(at).copied().unwrap_or(false);
    let first = (0..blocks.len()).find(|at| is_kept(*at)).unwrap_or(0);
    let last = (0..blocks.len()).rfind(|at| is_kept(*at)).unwrap_or(0);
    let first = headline.map_or(first, |headline| headline.min(first));
    let tell = |(at, block): (usize, &Block)| {
        let inside = (first..=last).contains(&at);
        let is_links = block.linked * LINKED.1 > block.text.len() * LINKED.0;
        let kept = is_kept(at);
        match block.kind {
            Kind::Caption if inside => WebLine::Caption,
            _ if is_links && block.around => WebLine::Around,
            // A pointer to another report is a link within the article.
            _ if is_links && (kept || inside) => WebLine::Link,
            kind if kept => of_kind(kind),
            _ if inside && !block.around => WebLine::Beside,
            _ => WebLine::Around,
        }
    };
    blocks.iter().enumerate().map(tell).collect()
}

/// What a block is of a page that has no article, or of the text of a report that somebody has cut out.
fn alone(block: &Block, is_whole: bool) -> WebLine {
    if is_whole {
        return if block.around { WebLine::Around } else { WebLine::Untold };
    }
    match block.kind {
        Kind::Caption => WebLine::Caption,
        _ if block.around || block.linked * LINKED.1 > block.text.len() * LINKED.0 => WebLine::Link,
        kind => of_kind(kind),
    }
}

fn of_kind(kind: Kind) -> WebLine {
    match kind {
        Kind::Text => WebLine::Text,
        Kind::Heading(_) => WebLine::Heading,
        Kind::Caption => WebLine::Caption,
        Kind::Item | Kind::Row => WebLine::Item,
        Kind::Quote => WebLine::Quote,
    }
}

/// The headline, the other values, the blocks: one line each.
fn compose(claims: Vec<Claim>, blocks: impl Iterator<Item = (WebLine, String)>) -> Web {
    let mut web = Web::default();
    let claims = in_order(claims);
    let has_headline = claims.first().is_some_and(|claim| claim.what == What::Headline);
    if !has_headline {
        web.lines.push(WebLine::Stated(What::Headline, Origin::Title));
    }
    let stated = claims
        .into_iter()
        .map(|claim| (WebLine::Stated(claim.what, claim.origin), claim.value));
    for (kind, text) in stated.chain(blocks) {
        if !web.lines.is_empty() {
            web.text.push('\n');
        }
        // A block has no line breaks, but what was decoded in it may.
        web.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        web.lines.push(kind);
    }
    web
}
