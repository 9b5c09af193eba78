//! What every page has around its content.

use super::assets;

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

    /// The address of a static file, with the digest of its content in it.
    pub(super) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}
