//! Answers from one generation of the index.

use super::analyzer::{Analyzer, Looked};
use super::card::{Card, Part, Record};
use super::collect::{Gather, Gathered};
use super::days::Days;
use super::lower::{MAX_WORK, lower};
use super::marker::Marker;
use super::open::version_of;
use super::plan::Plan;
use super::resolve::{Resolver, Said};
use super::schema::Fields;
use super::snippet::snippets;
use super::standing::Standing;
use super::stored::{self, StoredCard, StoredRecord, StoredSource};
use super::vocabulary::Vocabulary;
use super::{Error, help, manifest, names, rank, suggest};
use crate::report::ReportId;
use crate::search::synonyms::Synonyms;
use crate::search::{
    FACET_LIMIT, FacetCount, FacetField, Fold, Hit, Match, Neighbours, PersonCard, Query, Request, Results, Sort,
    Stage, Stages, Step, Suggestion, Widen,
};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

/// What may have been meant is looked for some thirty times: each with so small a part of the work.
const ONE_HELP: u64 = MAX_WORK / 20;
/// How far from where it stood a report is looked for in the results of a search.
const NEIGHBOURHOOD: usize = 1_000;
/// Other people of a name that the card of a person lists.
const OTHERS: usize = 5;

/// One generation of the index: it stays as it is while newer ones come.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    analyzer: Analyzer,
    synonyms: Arc<Synonyms>,
    standing: Standing,
}

/// A request that was looked up and run.
struct Asked {
    plan: Plan,
    said: Said,
    gathered: Gathered,
    work: u64,
}

/// How much of an answer is wanted.
#[derive(Clone, Copy)]
struct Wanted {
    /// Hits from the first.
    best: usize,
    /// Facets and times.
    counts: bool,
    /// Entries of the index that may be looked at.
    work: u64,
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

    /// Answers a search.
    ///
    /// # Errors
    /// When the query asks for too much at once, or the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Results, Error> {
        let wanted = Wanted {
            best: request.offset() + request.limit,
            counts: true,
            work: MAX_WORK,
        };
        let mut results = Results::default();
        let stages = &mut results.stages;
        let mut asked = self.ask(request, wanted, stages)?;
        if asked.gathered.total < help::FEW {
            let found = asked.gathered.total;
            (results.missing, results.corrections) = help::help(self, request, found)?;
            stages.ended(Stage::Help);
            if found == 0
                && let Some(any) = help::relaxed(request)
            {
                let relaxed = self.ask(&any, wanted, stages)?;
                if relaxed.gathered.total > 0 {
                    results.relaxed = true;
                    asked = relaxed;
                }
            }
        }
        let Asked {
            plan, said, gathered, ..
        } = asked;
        let marker = Marker::new(&self.analyzer, &plan);
        results.hits = gathered
            .best
            .iter()
            .skip(request.offset())
            .take(request.limit)
            .map(|ranked| self.hit(ranked.address, ranked.score, &marker))
            .collect::<Result<_, Error>>()?;
        results.total = gathered.total;
        if let Some(folded) = &gathered.folded {
            results.folded = Some(folded.len());
            let (more, best) = (folded.more(), gathered.best.iter().skip(request.offset()));
            for (hit, ranked) in results.hits.iter_mut().zip(best) {
                if let Some(count) = more.get(&ranked.key) {
                    hit.more = self.first_meeting(ranked.address)?.map(|id| (id, *count));
                }
            }
        }
        results.stages.ended(Stage::Show);
        results.facets = self.top_facets(&gathered)?;
        results.meetings = self.meeting_names(&results.facets, &request.filters.meetings)?;
        results.dates = gathered.dates;
        results.histogram = gathered.times.histogram();
        results.notices = said.notices;
        results.widened = said.widened;
        let respelled = results.widened.iter().any(|widening| widening.switch.0 == "names");
        results.person = self.person(request, respelled)?;
        results.stages.ended(Stage::Name);
        Ok(results)
    }

    /// How many reports a query finds with the filters of a request; nothing where that is more work than a help
    /// is worth, or than is `left` for all of them.
    pub(super) fn count(&self, request: &Request, query: &Query, left: &mut u64) -> Result<Option<usize>, Error> {
        let request = Request {
            query: query.clone(),
            ..request.clone()
        };
        let wanted = Wanted {
            best: 0,
            counts: false,
            work: ONE_HELP.min(*left),
        };
        match self.ask(&request, wanted, &mut Stages::default()) {
            Ok(asked) => {
                *left = left.saturating_sub(asked.work);
                Ok(Some(asked.gathered.total))
            }
            Err(Error::TooMuch) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn ask(&self, request: &Request, wanted: Wanted, stages: &mut Stages) -> Result<Asked, Error> {
        let (plan, said) = self.plan(&request.query, request.widen, request.matching)?;
        let filters = &request.filters;
        let limited = filters.from.is_some() || filters.to.is_some();
        // A date that the whole query asks for is a filter, and has its three answers.
        let (plan, span) = match plan {
            plan if limited => (plan, None),
            plan => plan.without_date(),
        };
        let sort = match request.sort {
            Sort::Relevance if !request.query.has_positive() => Sort::Newest,
            sort => sort,
        };
        let ranking = rank::Ranking::of(&plan, request.matching, sort);
        let collector = Gather {
            keep: wanted.best.max(if wanted.best == 0 { 0 } else { ranking.depth() }),
            sort,
            days: Days::of(filters, span),
            chosen: FacetField::ALL
                .iter()
                .map(|field| filters.of(*field).to_vec())
                .collect(),
            counts: wanted.counts,
            can_skip: plan.is_single_words(),
            everything: matches!(plan, Plan::Everything),
            fold: None,
        };
        let (query, work) = lower(self.vocabulary(), &self.fields, &plan, wanted.work)?;
        let collector = Gather {
            fold: match request.fold {
                Fold::Off => None,
                Fold::Meeting => Some(self.calendar()?.split.clone()),
            },
            ..collector
        };
        stages.ended(Stage::Plan);
        let mut gathered = collector.run(&self.searcher, query.as_ref(), &self.standing.wholes)?;
        stages.ended(Stage::Match);
        if wanted.best > 0 {
            ranking.rank(self, &mut gathered.best)?;
        }
        stages.ended(Stage::Rank);
        Ok(Asked {
            plan,
            said,
            gathered,
            work,
        })
    }

    /// What a query stands for in this archive.
    fn plan(&self, query: &Query, widen: Widen, matching: Match) -> Result<(Plan, Said), Error> {
        let mut resolver = Resolver {
            vocabulary: self.vocabulary(),
            fields: &self.fields,
            analyzer: &self.analyzer,
            synonyms: &self.synonyms,
            widen,
            matching,
            walks: 0,
            said: Said::default(),
        };
        let plan = resolver.resolve(query)?;
        Ok((plan, resolver.said))
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

    /// The person whose name the query is: all of the name, or its last words.
    fn person(&self, request: &Request, respelled: bool) -> Result<Option<PersonCard>, Error> {
        let Some(text) = help::as_name(&request.query) else {
            return Ok(None);
        };
        let looked = self.analyzer.words(&text);
        let words: Vec<String> = looked.iter().map(|looked| looked.word.clone()).collect();
        let mut known = suggest::persons(self.vocabulary(), &self.fields, &words)?;
        if respelled {
            for other in self.respelled(&text, &looked)? {
                known.extend(suggest::persons(self.vocabulary(), &self.fields, &other)?);
            }
        }
        known.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        known.dedup_by(|a, b| a.value == b.value);
        let mut known = known.into_iter();
        Ok(known.next().map(|first| PersonCard {
            name: first.value,
            count: first.count,
            others: known.take(OTHERS).collect(),
        }))
    }

    /// A name with one word of it spelled otherwise.
    fn respelled(&self, text: &str, looked: &[Looked]) -> Result<Vec<Vec<String>>, Error> {
        let typed: Vec<&str> = text.split_whitespace().collect();
        let mut respelled = Vec::new();
        if typed.len() != looked.len() {
            return Ok(respelled);
        }
        for (n, (typed, word)) in typed.iter().zip(looked).enumerate() {
            for variant in names::variants(self.vocabulary(), &self.fields, typed, word, looked.len() > 1)? {
                let words = looked.iter().enumerate();
                let words = words.map(|(at, looked)| if at == n { &variant.word } else { &looked.word });
                respelled.push(words.cloned().collect());
            }
        }
        Ok(respelled)
    }

    fn top_facets(&self, gathered: &Gathered) -> Result<Vec<(FacetField, Vec<FacetCount>)>, Error> {
        if gathered.is_whole {
            let facets = self.whole_counts()?.facets.iter();
            let first = |counts: &Vec<FacetCount>| counts.iter().take(FACET_LIMIT).cloned().collect();
            return Ok(facets.map(|(field, counts)| (*field, first(counts))).collect());
        }
        self.standing.with_sum(|sum| {
            let mut facets = Vec::new();
            for (n, (field, numbers)) in self.numbers()?.iter().enumerate() {
                for (segment, tallies) in &gathered.facets {
                    if let Some(tally) = tallies.get(n) {
                        sum.add(numbers, *segment, tally);
                    }
                }
                facets.push((*field, sum.top(numbers, FACET_LIMIT)?));
            }
            Ok(facets)
        })
    }

    fn hit(&self, address: DocAddress, score: f32, marker: &Marker) -> Result<Hit, Error> {
        let StoredCard(stored) = self.searcher.doc(address)?;
        let card: Card<'_> = stored::read(&stored)?;
        let title = super::marker::parts(
            &card.title,
            0..card.title.len(),
            &marker.find(&card.title, Some(Part::Title)),
        );
        let snippets = snippets(&card, marker);
        Ok(Hit {
            title,
            title_is_supplied: card.supplied,
            lang: self.lang(address)?,
            outlet: card.outlet.map(std::borrow::Cow::into_owned),
            published: card.published,
            dated: card.dated,
            score,
            more: None,
            snippets,
            id: card.id,
        })
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
