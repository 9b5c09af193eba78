//! What every page has around its content.

use super::{assets, show};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::LazyLock;

/// What a `data:` address can hold as it is, quotation marks and angles aside.
const DATA: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'/')
    .remove(b':')
    .remove(b'=')
    .remove(b'_');

static ICON: LazyLock<String> =
    LazyLock::new(|| utf8_percent_encode(include_str!("../../static/icon.svg").trim(), DATA).to_string());

/// The head and the header of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// What the tab and a bookmark say.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: String,
    /// The lasting address of what the page shows.
    pub canonical: Option<String>,
    /// What stands in the search box of the header.
    pub q: String,
    /// Whether search engines should keep the page.
    pub indexed: bool,
    /// Whether the page has a search box of its own, so that the header needs none.
    pub searches: bool,
}

impl Frame {
    /// A page with this title.
    pub(super) fn new(title: &str) -> Self {
        Self {
            title: format!("{title} – Readout"),
            indexed: true,
            ..Self::default()
        }
    }

    /// A page of a list: those after the first say their number, so that tabs differ.
    pub(super) fn of_page(title: &str, page: usize) -> Self {
        match page {
            0 | 1 => Self::new(title),
            _ => Self::new(&format!("{title}, page {}", show::number(page as u64))),
        }
    }

    /// With a sentence that describes it.
    pub(super) fn about(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// At this lasting address.
    pub(super) fn at(mut self, address: impl Into<String>) -> Self {
        self.canonical = Some(address.into());
        self
    }

    /// Kept out of search engines.
    pub(super) fn hidden(mut self) -> Self {
        self.indexed = false;
        self
    }

    /// The icon, to stand in an address: pages need no request for it.
    pub(super) fn icon(&self) -> &'static str {
        &ICON
    }

    /// The address of a static file, with the digest of its content in it.
    pub(super) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}
