//! Which blocks of a page are its article, as readability tells.

use super::blocks::{self, Block};
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Characters that make a text an article at the first try; the crate tries again, with less care for
/// names of classes, on what is shorter. Reports may be short.
const SHORT: usize = 250;

/// Tells of each block whether the article has it. None where there is no article: on a page of a
/// sentence or two, or of links.
pub(super) fn find(document: Document, blocks: &[Block]) -> Option<Vec<bool>> {
    let config = Config {
        // What the page says of itself is read with its origin, elsewhere.
        disable_json_ld: true,
        char_threshold: SHORT,
        ..Config::default()
    };
    // Made for pages of every kind, but not proven for each.
    let content = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
        readability.parse().ok().map(|article| article.text_content.to_string())
    }));
    let kept = blocks::marked(&content.ok()??, blocks.len());
    kept.contains(&true).then_some(kept)
}
