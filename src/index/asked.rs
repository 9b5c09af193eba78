//! A search: what is asked is looked up and run, and what its page shows gathered.

use super::analyzer::Looked;
use super::card::{Card, Part};
use super::collect::{Gather, Gathered};
use super::days::Days;
use super::lower::{MAX_WORK, lower};
use super::marker::Marker;
use super::plan::Plan;
use super::read::Snapshot;
use super::resolve::{Resolver, Said};
use super::snippet::snippets;
use super::stored::{self, StoredCard};
use super::{Error, help, names, rank, suggest};
use crate::search::{
    FACET_LIMIT, FacetCount, FacetField, Fold, Hit, Match, PersonCard, Query, Request, Results, Sort, Stage, Stages,
    Widen,
};
use tantivy::DocAddress;

/// What may have been meant is looked for some thirty times: each with so small a part of the work.
const ONE_HELP: u64 = MAX_WORK / 20;
/// Other people of a name that the card of a person lists.
const OTHERS: usize = 5;

/// A request that was looked up and run.
pub(super) struct Asked {
    pub(super) plan: Plan,
    pub(super) said: Said,
    pub(super) gathered: Gathered,
    pub(super) work: u64,
}

/// How much of an answer is wanted.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Hits from the first.
    pub(super) best: usize,
    /// Facets and times.
    pub(super) counts: bool,
    /// Entries of the index that may be looked at.
    pub(super) work: u64,
}

impl Snapshot {
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
        let marker = Marker::new(self.analyzer(), &plan);
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

    pub(super) fn ask(&self, request: &Request, wanted: Wanted, stages: &mut Stages) -> Result<Asked, Error> {
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
        let (query, work) = lower(self.vocabulary(), self.fields(), &plan, wanted.work)?;
        let collector = Gather {
            fold: match request.fold {
                Fold::Off => None,
                Fold::Meeting => Some(self.calendar()?.split.clone()),
            },
            ..collector
        };
        stages.ended(Stage::Plan);
        let mut gathered = collector.run(self.searcher(), query.as_ref(), &self.standing().wholes)?;
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
    pub(super) fn plan(&self, query: &Query, widen: Widen, matching: Match) -> Result<(Plan, Said), Error> {
        let mut resolver = Resolver {
            vocabulary: self.vocabulary(),
            fields: self.fields(),
            analyzer: self.analyzer(),
            synonyms: self.synonyms(),
            widen,
            matching,
            walks: 0,
            said: Said::default(),
        };
        let plan = resolver.resolve(query)?;
        Ok((plan, resolver.said))
    }

    /// The person whose name the query is: all of the name, or its last words.
    fn person(&self, request: &Request, respelled: bool) -> Result<Option<PersonCard>, Error> {
        let Some(text) = help::as_name(&request.query) else {
            return Ok(None);
        };
        let looked = self.analyzer().words(&text);
        let words: Vec<String> = looked.iter().map(|looked| looked.word.clone()).collect();
        let mut known = suggest::persons(self.vocabulary(), self.fields(), &words)?;
        if respelled {
            for other in self.respelled(&text, &looked)? {
                known.extend(suggest::persons(self.vocabulary(), self.fields(), &other)?);
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
            for variant in names::variants(self.vocabulary(), self.fields(), typed, word, looked.len() > 1)? {
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
        self.standing().with_sum(|sum| {
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
        let StoredCard(stored) = self.searcher().doc(address)?;
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
}
