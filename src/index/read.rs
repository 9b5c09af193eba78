//! One generation of the index, and what is read from it as it is kept.

use super::analyzer::Analyzer;
use super::asked::Wanted;
use super::card::{Card, Record};
use super::lower::MAX_WORK;
use super::marker::Marker;
use super::open::version_of;
use super::schema::Fields;
use super::standing::Standing;
use super::stored::{self, StoredCard, StoredRecord, StoredSource};
use super::vocabulary::Vocabulary;
use super::{Error, help, manifest, suggest};
use crate::report::ReportId;
use crate::search::synonyms::Synonyms;
use crate::search::{Neighbours, Request, Stages, Step, Suggestion};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

/// How far from where it stood a report is looked for in the results of a search.
const NEIGHBOURHOOD: usize = 1_000;
/// One generation of the index: it stays as it is while newer ones come.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    analyzer: Analyzer,
    synonyms: Arc<Synonyms>,
    standing: Standing,
}

impl Snapshot {
    pub(super) fn new(searcher: Searcher, fields: Fields) -> Self {
        Self {
            standing: Standing::new(&searcher),
            searcher,
            fields,
            analyzer: Analyzer::new(),
            synonyms: Arc::default(),
        }
    }

    /// With other words that are taken for the same than those built in.
    #[must_use]
    pub fn with_synonyms(mut self, synonyms: Arc<Synonyms>) -> Self {
        self.synonyms = synonyms;
        self
    }

    /// Whether the same segments are in it, with the same reports taken out: then all it says is the same.
    #[must_use]
    pub fn is_as(&self, other: &Self) -> bool {
        let [own, others] = [self, other].map(|one| {
            one.searcher
                .segment_readers()
                .iter()
                .map(version_of)
                .collect::<Vec<_>>()
        });
        own == others
    }

    /// Reports in it.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Whether it holds no report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Names of meetings that were made before.
    pub(super) fn called(&self) -> std::sync::MutexGuard<'_, HashMap<String, String>> {
        self.standing.called.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    pub(super) fn standing_mut(&mut self) -> &mut Standing {
        &mut self.standing
    }

    pub(super) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            searcher: &self.searcher,
        }
    }

    pub(super) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(super) fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    pub(super) fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    pub(super) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The text of a report for ranking: its title and what its card quotes.
    pub(super) fn card_text(&self, address: DocAddress, each: impl FnMut(&str)) -> Result<(), Error> {
        let mut each = each;
        let StoredCard(stored) = self.searcher.doc(address)?;
        let card: Card<'_> = stored::read(&stored)?;
        each(&card.title);
        for super::card::Passage(_, text) in &card.passages {
            each(text);
        }
        Ok(())
    }

    /// What may complete the beginning of a query, most frequent first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, beginning: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let completed = &self.standing.completed;
        suggest::suggest(
            self.vocabulary(),
            &self.fields,
            &self.analyzer,
            completed,
            beginning,
            limit,
        )
    }

    /// The reports before and after one that stood at `position` in the results, counted from 1.
    /// `None` when it is not among them, nor near there, any more.
    ///
    /// # Errors
    /// As for [`Snapshot::search`].
    pub fn neighbours(&self, request: &Request, id: &ReportId, position: usize) -> Result<Option<Neighbours>, Error> {
        let wanted = Wanted {
            best: position
                .saturating_add(1)
                .clamp(NEIGHBOURHOOD, crate::search::MAX_OFFSET + NEIGHBOURHOOD),
            counts: false,
            work: MAX_WORK,
        };
        let stages = &mut Stages::default();
        let mut asked = self.ask(request, wanted, stages)?;
        if asked.gathered.total == 0
            && let Some(any) = help::relaxed(request)
        {
            asked = self.ask(&any, wanted, stages)?;
        }
        let best = &asked.gathered.best;
        let key = manifest::id_key(id);
        let Some(place) = best.iter().position(|ranked| ranked.key == key) else {
            return Ok(None);
        };
        let step = |place: Option<usize>| {
            let ranked = place.and_then(|place| best.get(place));
            ranked.map(|ranked| self.step(ranked.address)).transpose()
        };
        Ok(Some(Neighbours {
            position: place + 1,
            total: match &asked.gathered.folded {
                Some(folded) => folded.len(),
                None => asked.gathered.total,
            },
            previous: step(place.checked_sub(1))?,
            next: step(Some(place + 1))?,
        }))
    }

    fn step(&self, address: DocAddress) -> Result<Step, Error> {
        let StoredCard(stored) = self.searcher.doc(address)?;
        let card: Card<'_> = stored::read(&stored)?;
        Ok(Step {
            title: if card.supplied {
                format!("[{}]", card.title)
            } else {
                card.title.into_owned()
            },
            id: card.id,
        })
    }

    /// What marks the hits of a search in any text.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn marker(&self, request: &Request) -> Result<Marker, Error> {
        let (plan, _) = self.plan(&request.query, request.widen, request.matching)?;
        Ok(Marker::new(&self.analyzer, &plan))
    }

    /// The record of a report.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn record(&self, id: &ReportId) -> Result<Option<Record>, Error> {
        let Some(address) = self.address(id)? else {
            return Ok(None);
        };
        let StoredRecord(stored) = self.searcher.doc(address)?;
        Ok(Some(stored::read(&stored)?))
    }

    /// The untouched bytes of a report.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn source(&self, id: &ReportId) -> Result<Option<Vec<u8>>, Error> {
        let Some(address) = self.address(id)? else {
            return Ok(None);
        };
        let StoredSource(bytes) = self.searcher.doc(address)?;
        Ok(Some(bytes))
    }

    fn address(&self, id: &ReportId) -> Result<Option<DocAddress>, Error> {
        let term = Term::from_field_text(self.fields.id, id.as_str());
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let top = self.searcher.search(&query, &TopDocs::with_limit(1).order_by_score())?;
        Ok(top.first().map(|(_, address)| *address))
    }
}
