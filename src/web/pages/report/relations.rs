//! How a report hangs together with others: what it points to, what points to it, what is like it.

use crate::archive::{Archive, Error, Held};
use crate::report::DateBounds;
use crate::search::{CitedBy, Link, LinkedDates, Pointer, Reason, Related, Target, Told};
use crate::web::languages;
use crate::web::links::headlines_like;
use crate::web::show::{self, Dated};

/// Reports that point to this one, of which the page names the first.
const CITERS: usize = 12;
/// Reports that are like this one.
const RELATED: usize = 6;
/// Reports of the same bytes that are named.
const COPIES: usize = 12;
/// Words that a reason names.
const WORDS: usize = 5;

/// What the archive says of a report's relations.
pub(super) struct Relations {
    pub pointers: Vec<Pointer>,
    pub cited_by: CitedBy,
    pub dates: LinkedDates,
    pub related: Vec<Related>,
    /// Others of the very same bytes.
    pub copies: Vec<Link>,
}

impl Relations {
    pub(super) fn of(archive: &Archive, held: &Held) -> Result<Self, Error> {
        let entry = &held.entry;
        Ok(Self {
            copies: archive.copies_of(held, COPIES)?,
            pointers: archive.pointers(&entry.report)?,
            cited_by: archive.cited_by(&entry.report, CITERS)?,
            dates: archive.linked_dates(entry)?,
            related: archive.related(entry, RELATED)?,
        })
    }
}

/// A report to go on to.
pub(in crate::web) struct LinkView {
    pub title: String,
    pub lang: Option<String>,
    pub href: String,
    pub outlet: Option<String>,
    pub dated: Dated,
}

impl From<Link> for LinkView {
    fn from(link: Link) -> Self {
        Self {
            href: show::report_path(&link.id),
            dated: show::dated(&link.dated),
            title: link.title,
            lang: languages::other(link.lang),
            outlet: link.outlet,
        }
    }
}

impl LinkView {
    /// A report that tells of a meeting.
    pub(in crate::web) fn of(told: &Told) -> Self {
        let Told { entry, .. } = told;
        let report = &entry.report;
        let dated = match &report.published {
            Some(day) if entry.facts.dated.is_undated() => DateBounds::day(day.value, day.evidence.clone()),
            _ => entry.facts.dated.clone(),
        };
        Self {
            title: report.title.to_string(),
            lang: languages::other(entry.facts.lang.as_ref().map(|lang| lang.0.to_ascii_lowercase())),
            href: show::report_path(&report.id),
            outlet: report.outlet.as_ref().map(|outlet| outlet.value.clone()),
            dated: show::dated(&dated),
        }
    }
}

/// A pointer of the report.
pub(super) struct PointerView {
    pub title: String,
    pub leads: Leads,
}

/// Where it leads.
pub(super) enum Leads {
    Held(LinkView),
    /// With how alike the headlines are: `86 %`.
    Likely(LinkView, String),
    /// To a search for its words, for want of better.
    Wanted(String),
}

impl From<Pointer> for PointerView {
    fn from(pointer: Pointer) -> Self {
        let leads = match pointer.target {
            Target::Held(link) => Leads::Held(link.into()),
            Target::Likely(link, share) => Leads::Likely(link.into(), show::percent(share)),
            Target::Wanted => Leads::Wanted(headlines_like(&pointer.title)),
        };
        Self {
            title: pointer.title,
            leads,
        }
    }
}

impl PointerView {
    /// Where the words of the pointer lead.
    pub(super) fn href(&self) -> &str {
        match &self.leads {
            Leads::Held(link) | Leads::Likely(link, _) => &link.href,
            Leads::Wanted(search) => search,
        }
    }
}

/// The reports that point to this one.
pub(super) struct CitedByView {
    pub citers: Vec<LinkView>,
    /// `and 3 more`.
    pub more: Option<String>,
}

impl From<CitedBy> for CitedByView {
    fn from(cited_by: CitedBy) -> Self {
        let rest = cited_by.total.saturating_sub(cited_by.citers.len());
        Self {
            citers: cited_by.citers.into_iter().map(LinkView::from).collect(),
            more: (rest > 0).then(|| format!("and {} more", show::number(rest as u64))),
        }
    }
}

/// A report that is like this one, and why it is shown.
pub(super) struct RelatedView {
    pub link: LinkView,
    pub reasons: Vec<ReasonView>,
}

/// What both have.
pub(super) struct ReasonView {
    pub label: &'static str,
    pub values: String,
}

impl From<Related> for RelatedView {
    fn from(related: Related) -> Self {
        let mut reasons: Vec<ReasonView> = Vec::new();
        for reason in related.reasons {
            let (label, value) = match reason {
                Reason::Person(name) | Reason::Organisation(name) | Reason::Place(name) => ("Both name", name),
                Reason::Words(words) => (
                    "Words few others have",
                    words.into_iter().take(WORDS).collect::<Vec<_>>().join(", "),
                ),
            };
            match reasons.iter_mut().find(|known| known.label == label) {
                Some(known) => {
                    known.values.push_str(", ");
                    known.values.push_str(&value);
                }
                None => reasons.push(ReasonView { label, values: value }),
            }
        }
        Self {
            link: related.report.into(),
            reasons,
        }
    }
}
