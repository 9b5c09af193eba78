//! What the links between reports say of their dates: who names the headline of another report is no
//! older than that one, and the other no younger.
//!
//! Only headlines that one report alone has are evidence, and only what a report says of its own date
//! is passed on, by one link and no further. So the bounds of a report are a function of the set of
//! reports, whatever the order in which they came; columns of their own keep what each says itself.

use super::card::{self, Record};
use super::headline;
use super::manifest;
use super::nodes::Node;
use super::schema::column;
use super::stored::{self, StoredRecord};
use super::write::Writer;
use super::{Error, NO_FIRST_DAY, NO_LAST_DAY, Snapshot, day_number, day_of};
use crate::clean::margins;
use crate::report::{DateBounds, Entry, Evidence, Report};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use tantivy::columnar::Column;
use tantivy::termdict::TermMerger;
use tantivy::{DocAddress, DocId, SegmentReader};

/// What links say of a report: a first day, with the term of the headline it points to, and a last.
#[derive(Clone, Debug, Default)]
struct Pull {
    earliest: Option<(Date, String)>,
    latest: Option<(Date, String)>,
}

impl Pull {
    fn not_before(&mut self, day: Date, key: &str) {
        let is_more = |(known, by): &(Date, String)| (day, by.as_str()) > (*known, key);
        if self.earliest.as_ref().is_none_or(is_more) {
            self.earliest = Some((day, key.to_owned()));
        }
    }

    fn not_after(&mut self, day: Date, key: &str) {
        let is_more = |(known, by): &(Date, String)| (day, key) < (*known, by.as_str());
        if self.latest.as_ref().is_none_or(is_more) {
            self.latest = Some((day, key.to_owned()));
        }
    }

    /// The bounds of a report with what its links say, each with the words of the report that link it.
    fn narrow(&self, own: &DateBounds, report: &Report) -> DateBounds {
        let points = self.earliest.as_ref().and_then(|(day, key)| {
            let mut pointers = report.read_more.iter();
            let pointer = pointers.find(|title| headline::key(&title.value).as_ref() == Some(key))?;
            let words = Evidence::new(pointer.evidence.line, pointer.value.clone(), "link-to-dated");
            Some((*day, words))
        });
        let named = self.latest.as_ref().map(|(day, _)| {
            let line = report.lines.iter().find(|line| line.is(crate::report::Role::Headline));
            let words = Evidence::new(
                line.map_or(1, |line| line.number),
                report.title.words(),
                "named-by-dated",
            );
            (*day, words)
        });
        own.narrowed(points, named)
    }
}

/// Reports that came, changed or went, with their headlines and pointers.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Digests of their ids.
    reports: HashSet<u64>,
    headlines: HashSet<String>,
    pointers: HashSet<String>,
}

impl Touched {
    /// Adds a report.
    pub fn add(&mut self, report: &Report) {
        self.reports.insert(manifest::id_key(&report.id));
        self.headlines.extend(headline::keys(report));
        self.pointers.extend(headline::pointed(report));
    }

    /// Adds those of others.
    pub fn extend(&mut self, other: Self) {
        self.reports.extend(other.reports);
        self.headlines.extend(other.headlines);
        self.pointers.extend(other.pointers);
    }

    /// How many headlines and pointers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.headlines.len() + self.pointers.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The columns of a segment that hold bounds: with what links say, and without.
struct DayColumns {
    first: Column<u64>,
    last: Column<u64>,
    own_first: Column<u64>,
    own_last: Column<u64>,
}

impl DayColumns {
    fn of(segment: &SegmentReader) -> Result<Self, Error> {
        let columns = segment.fast_fields();
        Ok(Self {
            first: columns.u64(column::DAY_MIN)?,
            last: columns.u64(column::DAY_MAX)?,
            own_first: columns.u64(column::OWN_MIN)?,
            own_last: columns.u64(column::OWN_MAX)?,
        })
    }

    fn of_doc(&self, doc: DocId) -> (u64, u64) {
        let first = self.first.first(doc).unwrap_or(NO_FIRST_DAY);
        (first, self.last.first(doc).unwrap_or(NO_LAST_DAY))
    }

    /// Whether the bounds are what the report says itself.
    fn is_own(&self, doc: DocId) -> bool {
        self.first.first(doc) == self.own_first.first(doc) && self.last.first(doc) == self.own_last.first(doc)
    }
}

/// The bounds of each of some reports, with what links among them say.
#[must_use]
pub fn dated_among(entries: &[&Entry]) -> Vec<DateBounds> {
    let own: Vec<DateBounds> = entries.iter().map(|entry| card::dated(entry)).collect();
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    let mut citers: HashMap<String, Vec<usize>> = HashMap::new();
    for (nth, entry) in entries.iter().enumerate() {
        for key in headline::keys(&entry.report) {
            holders.entry(key).or_default().push(nth);
        }
        for key in headline::pointed(&entry.report) {
            citers.entry(key).or_default().push(nth);
        }
    }
    let mut pulls = vec![Pull::default(); entries.len()];
    for (key, pointing) in &citers {
        let held = holders.get(key).map(Vec::as_slice).unwrap_or_default();
        for citer in pointing {
            let mut others = held.iter().filter(|held| *held != citer);
            let (Some(other), None) = (others.next(), others.next()) else {
                continue;
            };
            if let (Some(day), Some(pull)) = (own.get(*other).and_then(|own| own.earliest), pulls.get_mut(*citer)) {
                pull.not_before(day, key);
            }
            if held.len() == 1
                && let (Some(day), Some(pull)) = (own.get(*citer).and_then(|own| own.latest), pulls.get_mut(*other))
            {
                pull.not_after(day, key);
            }
        }
    }
    let all = entries.iter().zip(&own).zip(&pulls);
    all.map(|((entry, own), pull)| pull.narrow(own, &entry.report))
        .collect()
}

impl Snapshot {
    /// Writes anew the reports whose bounds are not what their links say; says how many these were.
    ///
    /// One walk through the dictionaries of headlines and pointers, and through four columns.
    ///
    /// # Errors
    /// When the index cannot be read or changed.
    pub fn relink(&self, writer: &Writer) -> Result<u64, Error> {
        let pulls = self.pulls()?;
        let mut written = 0;
        for (ordinal, segment) in (0..).zip(self.searcher().segment_readers()) {
            let columns = DayColumns::of(segment)?;
            for doc in segment.doc_ids_alive() {
                let address = DocAddress::new(ordinal, doc);
                let pull = pulls.get(&address);
                if pull.is_none() && columns.is_own(doc) {
                    continue;
                }
                written += u64::from(self.date_again(writer, address, &columns, pull)?);
            }
        }
        Ok(written)
    }

    /// The same for what hangs together with some reports by their headlines and pointers: look-ups, and
    /// no walk.
    ///
    /// # Errors
    /// When the index cannot be read or changed.
    pub fn relink_around(&self, writer: &Writer, touched: &Touched) -> Result<u64, Error> {
        let mut around: HashSet<DocAddress> = HashSet::new();
        // Of one without a headline, which points to others, no key leads to it.
        for id in &touched.reports {
            around.extend(self.of_id(*id)?.map(|(place, _)| place));
        }
        // A headline that so many have is evidence for none of them, and was none before.
        let many = touched.reports.len() + 4;
        for key in touched.headlines.union(&touched.pointers) {
            let holders = self.dated_nodes(self.fields().headline, key, many)?;
            if holders.len() >= many {
                continue;
            }
            around.extend(holders.iter().map(|node| node.address));
            // Whether it is that of one report alone concerns all who point to it.
            if touched.headlines.contains(key) {
                let citers = self.dated_nodes(self.fields().points, key, usize::MAX)?;
                around.extend(citers.iter().map(|node| node.address));
            }
        }
        let mut around: Vec<DocAddress> = around.into_iter().collect();
        around.sort_unstable();
        let mut written = 0;
        for address in around {
            let Some(segment) = self.searcher().segment_readers().get(address.segment_ord as usize) else {
                continue;
            };
            let columns = DayColumns::of(segment)?;
            let pull = self.pull(address)?;
            written += u64::from(self.date_again(writer, address, &columns, pull.as_ref())?);
        }
        Ok(written)
    }

    /// Writes a report anew where its bounds are others; says whether they were.
    fn date_again(
        &self,
        writer: &Writer,
        address: DocAddress,
        columns: &DayColumns,
        pull: Option<&Pull>,
    ) -> Result<bool, Error> {
        let known = columns.of_doc(address.doc_id);
        if pull.is_none() && columns.is_own(address.doc_id) {
            return Ok(false);
        }
        let kept = self.kept(address)?;
        let entry = &kept.record.entry;
        let own = card::dated(entry);
        let dated = pull.map_or_else(|| own.clone(), |pull| pull.narrow(&own, &entry.report));
        if known == days(&dated) {
            return Ok(false);
        }
        let lines = kept.page().map_or_else(Vec::new, |page| margins(&page));
        writer.replace(&kept, entry, &lines, kept.familiar, &dated)?;
        Ok(true)
    }

    /// What links say of one report.
    fn pull(&self, address: DocAddress) -> Result<Option<Pull>, Error> {
        let StoredRecord(stored) = self.searcher().doc(address)?;
        let record: Record = stored::read(&stored)?;
        let report = &record.entry.report;
        let mut pull = None;
        for key in headline::pointed(report) {
            let held = self.dated_nodes(self.fields().headline, &key, 3)?;
            let mut others = held.iter().filter(|held| held.address != address);
            if let (Some(other), None) = (others.next(), others.next())
                && let Some(day) = first_day(other)
            {
                pull.get_or_insert_with(Pull::default).not_before(day, &key);
            }
        }
        for key in headline::keys(report) {
            let held = self.dated_nodes(self.fields().headline, &key, 2)?;
            if held.len() != 1 {
                continue;
            }
            for citer in self.dated_nodes(self.fields().points, &key, usize::MAX)? {
                if let Some(day) = last_day(&citer).filter(|_| citer.address != address) {
                    pull.get_or_insert_with(Pull::default).not_after(day, &key);
                }
            }
        }
        Ok(pull)
    }

    /// What links say of the reports of which they say anything.
    fn pulls(&self) -> Result<HashMap<DocAddress, Pull>, Error> {
        let segments = self.searcher().segment_readers();
        let inverted = |field| segments.iter().map(move |segment| segment.inverted_index(field));
        let pointers = inverted(self.fields().points).collect::<Result<Vec<_>, _>>()?;
        let streams = pointers.iter().map(|inverted| inverted.terms().stream());
        let mut merger = TermMerger::new(streams.collect::<Result<Vec<_>, _>>()?);
        let mut pulls: HashMap<DocAddress, Pull> = HashMap::new();
        while merger.advance() {
            let key = String::from_utf8_lossy(merger.key()).into_owned();
            let held = self.dated_nodes(self.fields().headline, &key, 3)?;
            if held.is_empty() {
                continue;
            }
            for citer in self.dated_nodes(self.fields().points, &key, usize::MAX)? {
                let mut others = held.iter().filter(|held| held.key != citer.key);
                let (Some(other), None) = (others.next(), others.next()) else {
                    continue;
                };
                if let Some(day) = first_day(other) {
                    pulls.entry(citer.address).or_default().not_before(day, &key);
                }
                if held.len() == 1
                    && let Some(day) = last_day(&citer)
                {
                    pulls.entry(other.address).or_default().not_after(day, &key);
                }
            }
        }
        Ok(pulls)
    }
}

fn first_day(node: &Node) -> Option<Date> {
    (node.first != NO_FIRST_DAY).then(|| day_of(node.first)).flatten()
}

fn last_day(node: &Node) -> Option<Date> {
    (node.last != NO_LAST_DAY).then(|| day_of(node.last)).flatten()
}

/// Bounds in the numbers of [`day_number`].
pub(super) fn days(dated: &DateBounds) -> (u64, u64) {
    (
        dated.earliest.map_or(NO_FIRST_DAY, day_number),
        dated.latest.map_or(NO_LAST_DAY, day_number),
    )
}
