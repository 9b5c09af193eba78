//! The names that the archivist settles.

use crate::report::{ReportId, slug};
use std::collections::{HashMap, HashSet};

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// Somebody.
    Person,
    /// A body.
    Organisation,
    /// A place.
    Place,
}

impl NameKind {
    /// Every kind, in the order of the file's documentation.
    pub const ALL: [NameKind; 3] = [NameKind::Person, NameKind::Organisation, NameKind::Place];

    /// Its name as a table of the file.
    #[must_use]
    pub fn table(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
        }
    }
}

/// An entry of the authority file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What it names.
    pub kind: NameKind,
    /// The name that is shown.
    pub name: String,
    /// Other spellings that mean the same.
    pub variants: Vec<String>,
    /// Spellings that mean somebody else.
    pub not: Vec<String>,
    /// The reports in which the spellings mean this one; everywhere when empty.
    pub reports: Vec<ReportId>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Offices held.
    pub offices: Vec<Office>,
    /// The line of the file on which the entry begins.
    pub line: u32,
}

/// An office that the archivist says somebody held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// What it is called.
    pub name: String,
    /// The year, month or day of its beginning (`2022`, `2022-07`, `2022-07-04`).
    pub from: Option<String>,
    /// And of its end.
    pub to: Option<String>,
}

/// The names of a folder, as `authority.toml` settles them. Without a file it settles none.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    pub(super) entries: Vec<Known>,
    /// Which entries a spelling may mean, by its slug.
    by_spelling: HashMap<(NameKind, String), Vec<usize>>,
    /// What it was read from.
    written: String,
    /// A digest of that; 0 without a file.
    text: u64,
    /// Of all that decides how a report is read; 0 when nothing does.
    digest: u64,
}

impl Known {
    /// Every spelling that means it, as slugs: that of its name first.
    pub(super) fn spellings(&self) -> impl Iterator<Item = String> {
        std::iter::once(&self.name).chain(&self.variants).map(|name| slug(name))
    }

    /// Whether its spellings mean it in this report.
    fn holds_in(&self, id: &ReportId) -> bool {
        self.reports.is_empty() || self.reports.contains(id)
    }
}

impl Authority {
    pub(super) fn new(text: &str, entries: Vec<Known>) -> Self {
        let mut by_spelling: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for spelling in entry.spellings() {
                let meant = by_spelling.entry((entry.kind, spelling)).or_default();
                if meant.last() != Some(&at) {
                    meant.push(at);
                }
            }
        }
        let digest = match entries.as_slice() {
            [] => 0,
            entries => {
                let deciding = entries
                    .iter()
                    .map(|known| (known.kind, &known.name, &known.variants, &known.reports));
                digest(&format!("{:?}", deciding.collect::<Vec<_>>()))
            }
        };
        Self {
            entries,
            by_spelling,
            text: digest_of_text(text),
            written: text.to_owned(),
            digest,
        }
    }

    /// The entries that hold, in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Known] {
        &self.entries
    }

    /// What a name means in a report. An entry that names the report goes before one that holds
    /// everywhere.
    #[must_use]
    pub fn of(&self, kind: NameKind, name: &str, id: &ReportId) -> Option<&Known> {
        let meant = self.by_spelling.get(&(kind, slug(name)))?;
        let meant = meant.iter().filter_map(|at| self.entries.get(*at));
        meant
            .filter(|known| known.holds_in(id))
            .max_by_key(|known| !known.reports.is_empty())
    }

    /// The entry of this name, by its slug as addresses have it.
    #[must_use]
    pub fn named(&self, kind: NameKind, slug: &str) -> Option<&Known> {
        let meant = self.by_spelling.get(&(kind, slug.to_owned()))?;
        let mut meant = meant.iter().filter_map(|at| self.entries.get(*at));
        meant.find(|known| crate::report::slug(&known.name) == slug)
    }

    /// A digest of all that decides how a report is read: notes and offices do not.
    #[must_use]
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.written
    }

    /// The spellings of all entries that are other than in another file, as slugs; reports that name none
    /// of them read as they did.
    #[must_use]
    pub fn changed_spellings(&self, other: &Self) -> HashSet<String> {
        let deciding = |known: &Known| {
            let Known {
                kind,
                name,
                variants,
                reports,
                ..
            } = known;
            (*kind, name.clone(), variants.clone(), reports.clone())
        };
        let of = |authority: &Self| -> HashSet<_> { authority.entries.iter().map(deciding).collect() };
        let (ours, theirs) = (of(self), of(other));
        let changed = ours.symmetric_difference(&theirs);
        let names = changed.flat_map(|(_, name, variants, _)| std::iter::once(name).chain(variants));
        names.map(|name| slug(name)).collect()
    }

    /// A digest of the file's text; 0 without a file.
    #[must_use]
    pub fn text_digest(&self) -> u64 {
        self.text
    }
}

fn digest_of_text(text: &str) -> u64 {
    if text.is_empty() { 0 } else { digest(text) }
}

pub(super) fn digest(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    hash.as_bytes()
        .first_chunk()
        .map_or(0, |first| u64::from_be_bytes(*first))
}
