//! How reports hang together: where pointers lead, what points back, what is wanted and what is alike.

mod dates;
mod linked;
mod links;
mod related;
mod whole;

use crate::site::TestIndex;
use readout::report::{Entry, ReportId};
use readout::search::{Link, Target};

/// An archive of entries made by hand, in several segments.
struct Graph {
    index: TestIndex,
    entries: Vec<Entry>,
}

impl Graph {
    fn of(entries: Vec<Entry>) -> Self {
        let commits: Vec<&[Entry]> = entries.chunks(entries.len().div_ceil(3)).collect();
        Self {
            index: TestIndex::in_commits(&commits),
            entries,
        }
    }

    #[track_caller]
    fn entry(&self, id: &str) -> &Entry {
        self.entries
            .iter()
            .find(|entry| entry.report.id.as_str() == id)
            .unwrap()
    }

    /// Where the pointers of a report lead, in short: an id, an id and `?`, or `wanted`.
    #[track_caller]
    fn leads(&self, id: &str) -> Vec<String> {
        let pointers = self.index.snapshot.pointers(&self.entry(id).report).unwrap();
        let short = |target: Target| match target {
            Target::Held(link) => link.id.to_string(),
            Target::Likely(link, share) => {
                assert!(share > 0.0 && share < 1.0, "{share}");
                format!("{}?", link.id)
            }
            Target::Wanted => "wanted".to_owned(),
        };
        pointers.into_iter().map(|pointer| short(pointer.target)).collect()
    }

    #[track_caller]
    fn check_leads(&self, id: &str, expected: &[&str]) {
        assert_eq!(self.leads(id), expected, "{id}");
    }

    /// The reports that point to one, in the order of the answer.
    #[track_caller]
    fn citers(&self, id: &str) -> Vec<String> {
        let cited = self.index.snapshot.cited_by(&self.entry(id).report, 1_000).unwrap();
        assert_eq!(cited.total, cited.citers.len());
        cited.citers.iter().map(id_of).collect()
    }

    /// The wanted titles with the number of their citers.
    fn wanted(&self) -> Vec<(String, usize)> {
        let snapshot = &self.index.snapshot;
        let titles = snapshot.wanted_titles(1_000).unwrap();
        let list = snapshot.wanted(&titles, 0, 1_000).unwrap();
        assert_eq!(list.total, list.wanted.len());
        list.wanted.into_iter().map(|one| (one.title, one.count)).collect()
    }
}

fn id_of(link: &Link) -> String {
    link.id.to_string()
}

fn id(text: &str) -> ReportId {
    ReportId::parse(text).unwrap()
}
