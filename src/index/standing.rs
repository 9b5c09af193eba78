//! What is known of all reports of one generation of the index. Each part is found once, when it is
//! first asked for or when the generation is made ready, and whoever asks meanwhile waits for it; from
//! one generation to the next it is brought up to date by what has changed ([`super::follow`]).

use super::facets::{Sum, column_name};
use super::meeting_walk::MeetingCalendar;
use super::numbers::Numbers;
use super::overview::Roles;
use super::people::PeopleNames;
use super::schema::column;
use super::suggest::Completed;
use super::times::Times;
use super::wanted::WantedTitles;
use super::whole::Whole;
use super::{Error, Snapshot};
use crate::search::{FacetCount, FacetField, Network, Overview};
use once_cell::sync::OnceCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::Searcher;

/// People that can be paged through by the number of their reports; a megabyte.
const MOST_NAMED: usize = 10_000;
/// Wanted headlines that can be paged through; a few megabytes.
const WANTED_TITLES: usize = 10_000;
/// Values of a facet of the whole archive.
const VALUES: usize = 500;
/// People of the network.
const NETWORK: usize = 30;

/// See the module.
#[derive(Default)]
pub(super) struct Standing {
    /// One for each segment.
    pub(super) wholes: Vec<Arc<Whole>>,
    pub(super) numbers: OnceCell<Vec<(FacetField, Numbers)>>,
    pub(super) mark: OnceCell<u64>,
    pub(super) calendar: OnceCell<MeetingCalendar>,
    pub(super) people: OnceCell<PeopleNames>,
    pub(super) wanted: OnceCell<WantedTitles>,
    pub(super) roles: OnceCell<Roles>,
    counts: OnceCell<Counts>,
    overview: OnceCell<Arc<Overview>>,
    network: OnceCell<Arc<Network>>,
    /// How many meetings people took part in, by slug.
    attended: Mutex<HashMap<String, usize>>,
    /// What completes short beginnings of a query.
    pub(super) completed: Mutex<Completed>,
    /// How meetings are called that facets have shown.
    pub(super) called: Mutex<HashMap<String, String>>,
    /// Counts that no search is using just now; as many as ran at once.
    sums: Mutex<Vec<Sum>>,
}

/// All reports, counted.
#[derive(Clone, Default)]
pub(super) struct Counts {
    pub(super) facets: Vec<(FacetField, Vec<FacetCount>)>,
    pub(super) times: Times,
}

impl Standing {
    pub(super) fn new(searcher: &Searcher) -> Self {
        Self {
            wholes: searcher.segment_readers().iter().map(|_| Arc::default()).collect(),
            completed: Mutex::new(Completed::of(searcher.num_docs())),
            ..Self::default()
        }
    }

    pub(super) fn attended(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.attended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn numbers(&self, searcher: &Searcher) -> Result<&Vec<(FacetField, Numbers)>, Error> {
        self.numbers.get_or_try_init(|| {
            let read = |field: &FacetField| Ok((*field, Numbers::read(searcher, column_name(*field))?));
            FacetField::ALL.iter().map(read).collect()
        })
    }

    /// Runs with counts that are empty.
    pub(super) fn with_sum<T>(&self, run: impl FnOnce(&mut Sum) -> Result<T, Error>) -> Result<T, Error> {
        let pool = || self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sum = pool().pop().unwrap_or_default();
        let found = run(&mut sum)?;
        pool().push(sum);
        Ok(found)
    }
}

impl Snapshot {
    /// Finds all that pages of the whole archive show, so that none of them has to.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn warm(&self) -> Result<(), Error> {
        self.fingerprint()?;
        self.numbers()?;
        self.whole_overview()?;
        for segment in (0_u32..)
            .zip(self.searcher().segment_readers())
            .zip(&self.standing().wholes)
        {
            let ((ordinal, reader), whole) = segment;
            whole.by_time(ordinal, reader, crate::search::Sort::Newest, 1)?;
        }
        self.calendar()?;
        self.everybody()?;
        self.most_wanted()?;
        self.most_connected()?;
        Ok(())
    }

    /// What of all reports is not known yet, and will be found when it is asked for.
    #[must_use]
    pub fn unknown(&self) -> Vec<&'static str> {
        let standing = self.standing();
        let parts = [
            ("facets", standing.numbers.get().is_some()),
            ("fingerprint", standing.mark.get().is_some()),
            ("meetings", standing.calendar.get().is_some()),
            ("people", standing.people.get().is_some()),
            ("wanted", standing.wanted.get().is_some()),
            ("roles", standing.roles.get().is_some()),
        ];
        let unknown = parts.into_iter().filter(|(_, known)| !known);
        unknown.map(|(name, _)| name).collect()
    }

    /// Names the set of reports: the sum, modulo 2^64, of [`super::mark`] of each, as 16
    /// hexadecimal digits.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn fingerprint(&self) -> Result<String, Error> {
        let sum = self.standing().mark.get_or_try_init(|| {
            let mut sum = 0_u64;
            for segment in self.searcher().segment_readers() {
                let marks = segment.fast_fields().u64(column::MARK)?;
                for doc in segment.doc_ids_alive() {
                    sum = sum.wrapping_add(marks.first(doc).unwrap_or(0));
                }
            }
            Ok::<_, Error>(sum)
        })?;
        Ok(format!("{sum:016x}"))
    }

    /// The numbers of the values of each facet.
    pub(super) fn numbers(&self) -> Result<&Vec<(FacetField, Numbers)>, Error> {
        self.standing().numbers(self.searcher())
    }

    /// Those of one facet.
    pub(super) fn numbers_of(&self, field: FacetField) -> Result<&Numbers, Error> {
        let mut all = self.numbers()?.iter();
        let found = all.find(|(known, _)| *known == field).map(|(_, numbers)| numbers);
        found.ok_or_else(|| Error::Engine(tantivy::TantivyError::FieldNotFound(field.name().to_owned())))
    }

    /// What is known of all meetings.
    pub(super) fn calendar(&self) -> Result<&MeetingCalendar, Error> {
        self.standing().calendar.get_or_try_init(|| self.read_calendar())
    }

    /// The names of all people; of those in most reports 10,000.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn everybody(&self) -> Result<&PeopleNames, Error> {
        self.standing().people.get_or_try_init(|| self.people_names(MOST_NAMED))
    }

    /// The wanted headlines; of those with most citers 10,000.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn most_wanted(&self) -> Result<&WantedTitles, Error> {
        self.standing()
            .wanted
            .get_or_try_init(|| self.wanted_titles(WANTED_TITLES))
    }

    /// The 30 people with most meetings, of the 2,000 in most reports, and who of them met.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn most_connected(&self) -> Result<Arc<Network>, Error> {
        let network = self
            .standing()
            .network
            .get_or_try_init(|| self.network(self.everybody()?, NETWORK).map(Arc::new))?;
        Ok(Arc::clone(network))
    }

    /// What the archive holds, counted; up to 500 values of each kind.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn whole_overview(&self) -> Result<Arc<Overview>, Error> {
        let overview = self
            .standing()
            .overview
            .get_or_try_init(|| self.overview().map(Arc::new))?;
        Ok(Arc::clone(overview))
    }

    /// All reports, counted.
    pub(super) fn whole_counts(&self) -> Result<&Counts, Error> {
        let standing = self.standing();
        standing.counts.get_or_try_init(|| {
            let mut counts = Counts::default();
            for (segment, whole) in self.searcher().segment_readers().iter().zip(&standing.wholes) {
                counts.times.add(whole.of(segment)?.1.clone());
            }
            for (n, (field, numbers)) in self.numbers()?.iter().enumerate() {
                let top = standing.with_sum(|sum| {
                    let segments = self.searcher().segment_readers().iter().zip(&standing.wholes);
                    for (ordinal, (segment, whole)) in segments.enumerate() {
                        if let Some(tally) = whole.of(segment)?.0.get(n) {
                            sum.add(numbers, ordinal, tally);
                        }
                    }
                    sum.top(numbers, VALUES)
                })?;
                counts.facets.push((*field, top));
            }
            Ok(counts)
        })
    }

    pub(super) fn roles(&self) -> Result<&Roles, Error> {
        self.standing().roles.get_or_try_init(|| self.read_roles())
    }
}
