use crate::search::{Hit, Params, Snippet, SnippetPart};
use crate::web::languages;
use crate::web::links::below;
use crate::web::show::{self, Dated};

/// One result.
pub(in crate::web) struct HitView {
    /// The report’s.
    pub id: String,
    pub title: Vec<SnippetPart>,
    pub title_is_supplied: bool,
    pub lang: Option<String>,
    pub href: String,
    /// Its place in the results, counted from 1; none outside of a search.
    pub place: Option<usize>,
    pub outlet: Option<String>,
    pub dated: Dated,
    pub snippets: Vec<Snippet>,
    /// `And 3 more reports`, and the page of the meeting that all of them tell of.
    pub more: Option<(String, String)>,
}

impl HitView {
    /// A report that nobody searched for.
    pub(in crate::web) fn alone(hit: Hit) -> Self {
        Self {
            id: hit.id.to_string(),
            href: show::report_path(&hit.id),
            title: hit.title,
            title_is_supplied: hit.title_is_supplied,
            lang: languages::other(hit.lang),
            place: None,
            outlet: hit.outlet,
            dated: show::dated(&hit.dated),
            more: hit.more.map(|(id, count)| {
                let reports = show::count(count as u64, "more report", "more reports");
                (format!("And {reports}"), show::meeting_path(&id))
            }),
            snippets: hit.snippets,
        }
    }

    /// A result. The search and its place in it go along, so that the report can mark the hits and
    /// lead on to the next result.
    pub(super) fn new(hit: Hit, carried: &Params, place: usize) -> Self {
        let mut hit = Self::alone(hit);
        hit.href = below(&hit.href, &carried.with("n", &place.to_string()));
        hit.place = Some(place);
        hit
    }
}

/// Escaped text with `<mark>` around the hits, and no other tag: what programs are given.
pub(super) fn marked(parts: &[SnippetPart]) -> String {
    let mut html = String::new();
    for part in parts {
        let text = html_escape::encode_safe(&part.text);
        if part.hit {
            html.push_str("<mark>");
            html.push_str(&text);
            html.push_str("</mark>");
        } else {
            html.push_str(&text);
        }
    }
    html
}

/// The words without marks.
pub(super) fn plain(parts: &[SnippetPart]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// The title as it is shown: in square brackets where the archive supplied it.
pub(super) fn title(hit: &Hit) -> String {
    let words = plain(&hit.title);
    if hit.title_is_supplied {
        format!("[{words}]")
    } else {
        words
    }
}
