//! Answers from one generation of the index.

use super::analyzer::Analyzer;
use super::card::{Card, Part, Record};
use super::collect::{Days, Gather, Gathered};
use super::facets::Facet;
use super::lower::{Statistics, lower};
use super::marker::Marker;
use super::schema::Fields;
use super::snippet::snippets;
use super::stored::{StoredCard, StoredRecord, StoredSource};
use super::{Error, manifest};
use crate::report::ReportId;
use crate::search::{FacetCount, FacetField, Hit, Query, Request, Results, Sort};
use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

/// Values of one facet that a page of results lists.
const FACET_VALUES: usize = 20;

/// One generation of the index: it stays as it is while newer ones come.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    analyzer: Analyzer,
    facets: Vec<(FacetField, Facet)>,
}

impl Snapshot {
    pub(super) fn new(searcher: Searcher, fields: Fields) -> Result<Self, Error> {
        let facets = FacetField::ALL
            .iter()
            .map(|field| Ok((*field, Facet::read(&searcher, *field)?)))
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            searcher,
            fields,
            analyzer: Analyzer::new(),
            facets,
        })
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

    /// Names the set of reports: the sum, modulo 2^64, of [`super::mark`] of each, as 16
    /// hexadecimal digits.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn fingerprint(&self) -> Result<String, Error> {
        manifest::fingerprint(&self.searcher)
    }

    /// Answers a search.
    ///
    /// # Errors
    /// When the query asks for too much at once, or the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Results, Error> {
        let (gathered, notices) = self.gather(request, request.offset() + request.limit)?;
        let marker = self.marker(&request.query);
        let hits = gathered
            .best
            .iter()
            .skip(request.offset())
            .map(|ranked| self.hit(ranked.address, ranked.score, &marker))
            .collect::<Result<_, Error>>()?;
        Ok(Results {
            total: gathered.total,
            hits,
            facets: self.top_facets(&gathered, FACET_VALUES),
            dates: gathered.dates,
            notices,
        })
    }

    /// How many reports have each value of the facets, up to `limit` values of each.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn overview(&self, limit: usize) -> Result<Vec<(FacetField, Vec<FacetCount>)>, Error> {
        let (gathered, _) = self.gather(&Request::default(), 0)?;
        Ok(self.top_facets(&gathered, limit))
    }

    fn gather(&self, request: &Request, keep: usize) -> Result<(Gathered, Vec<crate::search::Notice>), Error> {
        let lowered = lower(
            &self.searcher,
            &self.fields,
            &self.analyzer,
            &request.query,
            &request.filters,
        )?;
        let collector = Gather {
            keep,
            sort: match request.sort {
                Sort::Relevance if !request.query.has_positive() => Sort::Newest,
                sort => sort,
            },
            days: Days::of(&request.filters),
        };
        let statistics = Statistics {
            searcher: &self.searcher,
            frequencies: &lowered.frequencies,
        };
        let gathered =
            self.searcher
                .search_with_statistics_provider(lowered.query.as_ref(), &collector, &statistics)?;
        Ok((gathered, lowered.notices))
    }

    fn top_facets(&self, gathered: &Gathered, limit: usize) -> Vec<(FacetField, Vec<FacetCount>)> {
        let top = |(n, (field, facet)): (usize, &(FacetField, Facet))| {
            let mut counts = vec![0; facet.len()];
            for (segment, tallies) in &gathered.facets {
                if let Some(tally) = tallies.get(n) {
                    facet.add(*segment, tally, &mut counts);
                }
            }
            (*field, facet.top(&counts, limit))
        };
        self.facets.iter().enumerate().map(top).collect()
    }

    fn hit(&self, address: DocAddress, score: f32, marker: &Marker) -> Result<Hit, Error> {
        let StoredCard(stored) = self.searcher.doc(address)?;
        let card: Card<'_> = serde_json::from_str(&stored)?;
        let title = super::marker::parts(
            &card.title,
            0..card.title.len(),
            &marker.find(&card.title, Some(Part::Title)),
        );
        let snippets = snippets(&card, marker);
        Ok(Hit {
            title,
            title_is_supplied: card.supplied,
            outlet: card.outlet.map(std::borrow::Cow::into_owned),
            published: card.published,
            dated: card.dated,
            score,
            snippets,
            id: card.id,
        })
    }

    /// What marks the hits of a query in any text.
    #[must_use]
    pub fn marker(&self, query: &Query) -> Marker {
        Marker::new(&self.analyzer, query)
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
        Ok(Some(serde_json::from_str(&stored)?))
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
