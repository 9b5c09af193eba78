use crate::report::MeetingKind;
use crate::search::{Kin, MeetingRow};
use crate::web::languages;
use crate::web::show::{self, Dated};

/// Outlets that a row names.
const OUTLETS: usize = 3;
/// Topics that a row repeats.
const TOPICS: usize = 3;

/// A meeting in a list.
pub(in crate::web) struct RowView {
    pub href: String,
    pub when: Dated,
    pub people: Vec<PersonView>,
    pub place: Option<String>,
    /// `By telephone or video`.
    pub is_call: bool,
    pub topics: Option<String>,
    /// The language of these.
    pub lang: Option<String>,
    /// `3 reports in 2 outlets`.
    pub told: String,
    pub outlets: String,
    /// Who and when, for those who hear links one by one.
    pub name: String,
}

/// Somebody who took part.
pub(in crate::web) struct PersonView {
    pub name: String,
    pub href: String,
}

impl PersonView {
    pub(in crate::web) fn all(people: Vec<String>) -> Vec<Self> {
        let view = |name: String| Self {
            href: show::person_path(&name),
            name,
        };
        people.into_iter().map(view).collect()
    }
}

impl From<MeetingRow> for RowView {
    fn from(row: MeetingRow) -> Self {
        let when = show::dated(&row.when);
        let reports = show::count(row.reports as u64, "report", "reports");
        let rest = row.outlets.len().saturating_sub(OUTLETS);
        let mut outlets = row.outlets.iter().take(OUTLETS).cloned().collect::<Vec<_>>().join(", ");
        if rest > 0 {
            outlets.push_str(&format!(" and {} more", show::number(rest as u64)));
        }
        let topics: Vec<String> = row.topics.into_iter().take(TOPICS).collect();
        Self {
            href: show::meeting_path(&row.id),
            name: named(&row.people, &when.words),
            when,
            people: PersonView::all(row.people),
            place: row.place,
            is_call: row.kind == MeetingKind::Call,
            topics: (!topics.is_empty()).then(|| topics.join("; ")),
            lang: languages::other(row.lang),
            told: match row.outlets.len() {
                0 | 1 => reports,
                outlets => format!("{reports} in {} outlets", show::number(outlets as u64)),
            },
            outlets,
        }
    }
}

/// `24 April 2025: Kevin Leahy, Mohammed Shia al-Sudani`.
fn named(people: &[String], when: &str) -> String {
    let mut when = when.to_owned();
    if let Some(first) = when.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{when}: {}", people.join(", "))
}

/// Another meeting that hangs together with one.
pub(in crate::web) struct KinView {
    pub name: String,
    pub href: String,
    pub place: Option<String>,
    pub told: String,
    pub certain: bool,
    pub reason: String,
}

impl From<Kin> for KinView {
    fn from(kin: Kin) -> Self {
        let row = RowView::from(kin.row);
        Self {
            name: row.name,
            href: row.href,
            place: row.place,
            told: row.told,
            certain: kin.certain,
            reason: kin.reason,
        }
    }
}
