//! Entries into the index, files out of it.

use super::Error;
use super::analyzer::REST_VALUE;
use super::card::{self, Card, Part, RecordOf};
use super::home::Lock;
use super::manifest::{Kept, Payload, Row, digest_key, id_key, mark, path_key, told};
use super::meetings::Told;
use super::merges::Merges;
use super::queue::{Gate, Queued};
use super::schema::{Fields, TITLE_WEIGHT};
use super::{fold_by, headline, linked, meetings, names, overview, people, stored, suggest, times};
use crate::report::{Block, DateBounds, Entry, Report, Role};
use crate::search::Property;
use crate::sources::above;
use crate::sources::{Found, Source};
use std::collections::BTreeSet;
use std::sync::Arc;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, Term};

/// Memory for terms before they are written to the disk, of all threads that index.
const ARENAS: usize = 128 * 1024 * 1024;
/// The same per thread, at the most.
const ARENA: usize = 64 * 1024 * 1024;
/// The same for a few files: the least that the engine takes.
const SMALL_ARENA: usize = 16 * 1024 * 1024;
/// Threads that merge segments: each takes memory of its own, and one keeps up with all that index.
const MERGING: usize = 1;
/// From so many files on, several threads index.
const MANY: usize = 500;
/// A report as it is handed to the index.
pub struct Addition<'a> {
    /// The file.
    pub found: &'a Found,
    /// What was read from it.
    pub source: &'a Source,
    /// What it says and what we infer.
    pub entry: &'a Entry,
    /// Digests of the lines at both ends of its file; see [`crate::clean::margins`].
    pub lines: &'a [u64],
    /// The familiar ones among them that it was cleaned with, as [`crate::clean::familiar_key`].
    pub familiar: u64,
    /// See [`Row::sidecar`].
    pub sidecar: u64,
    /// Whether the index holds something at its path already.
    pub replaces: bool,
}

/// All that the index is told of a report.
pub(super) struct Whole<'a> {
    pub(super) path: &'a str,
    pub(super) row: Row,
    pub(super) bytes: &'a [u8],
    pub(super) digest: &'a str,
    pub(super) entry: &'a Entry,
    pub(super) lines: &'a [u64],
    pub(super) familiar: u64,
    /// What it says of its date itself, or with what its links say.
    pub(super) dated: &'a DateBounds,
}

/// Changes the index; several threads may use one. Nothing is seen before [`Writer::commit`]. No other
/// process can change the index as long as it lives.
pub struct Writer {
    inner: IndexWriter<Queued>,
    gate: Arc<Gate>,
    fields: Fields,
    /// Reports that it was made for.
    expected: usize,
    _lock: Lock,
}

impl Writer {
    pub(super) fn new(index: &tantivy::Index, fields: &Fields, expected: usize, lock: Lock) -> Result<Self, Error> {
        let (threads, arena) = if expected < MANY {
            (1, SMALL_ARENA)
        } else {
            let cores = std::thread::available_parallelism().map_or(1, usize::from).min(8);
            (cores, (ARENAS / cores).min(ARENA))
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(arena)
            .num_merge_threads(MERGING)
            .build();
        let inner: IndexWriter<Queued> = index.writer_with_options(options)?;
        inner.set_merge_policy(Box::new(Merges::new()));
        Ok(Self {
            inner,
            gate: Arc::default(),
            fields: fields.clone(),
            expected,
            _lock: lock,
        })
    }

    /// Whether it will do for about so many reports: one for many does for a few, too, and need not be
    /// waited for.
    #[must_use]
    pub fn fits(&self, expected: usize) -> bool {
        self.expected >= MANY || expected < MANY
    }

    /// Adds a report, in place of whatever its path held.
    ///
    /// # Errors
    /// When the engine or the disk fails.
    pub fn put(&self, addition: &Addition<'_>) -> Result<(), Error> {
        let (found, source) = (addition.found, addition.source);
        let row = Row {
            path: path_key(&found.path),
            file: found.file_key(),
            id: id_key(&found.id),
            size: found.size,
            modified_ns: found.modified_ns,
            digest: digest_key(&source.digest),
            sidecar: addition.sidecar,
        };
        // Taking out what was never there would be a look-up in every segment.
        if addition.replaces {
            self.remove(row.path);
        }
        self.add(&Whole {
            path: &found.path,
            row,
            bytes: &source.bytes,
            digest: &source.digest,
            entry: addition.entry,
            lines: addition.lines,
            familiar: addition.familiar,
            dated: &card::dated(addition.entry),
        })
    }

    /// Writes anew what is kept of a report, as it reads now.
    ///
    /// # Errors
    /// When the engine or the disk fails.
    pub fn put_again(&self, kept: &Kept, entry: &Entry, lines: &[u64], familiar: u64) -> Result<(), Error> {
        self.replace(kept, entry, lines, familiar, &card::dated(entry))
    }

    pub(super) fn replace(
        &self,
        kept: &Kept,
        entry: &Entry,
        lines: &[u64],
        familiar: u64,
        dated: &DateBounds,
    ) -> Result<(), Error> {
        self.remove(kept.row.path);
        self.add(&Whole {
            path: &kept.record.path,
            row: kept.row,
            bytes: &kept.bytes,
            digest: &kept.record.digest,
            entry,
            lines,
            familiar,
            dated,
        })
    }

    fn add(&self, whole: &Whole<'_>) -> Result<(), Error> {
        let queued = self.gate.pass(self.document(whole)?, whole.bytes.len());
        self.inner.add_document(queued)?;
        Ok(())
    }

    /// Takes out what a path held, by the digest of it.
    pub fn remove(&self, path: u64) {
        self.inner.delete_term(Term::from_field_u64(self.fields.path, path));
    }

    /// Puts all changes in force at once, and goes on.
    ///
    /// # Errors
    /// When the engine or the disk fails; then nothing has changed.
    pub fn commit(&mut self, payload: &Payload) -> Result<(), Error> {
        let mut commit = self.inner.prepare_commit()?;
        commit.set_payload(&serde_json::to_string(payload)?);
        commit.commit()?;
        Ok(())
    }

    /// Waits until segments that are being merged are merged, and lets go of the index.
    ///
    /// # Errors
    /// When the engine or the disk fails; what was committed is safe.
    pub fn finish(self) -> Result<(), Error> {
        self.inner.wait_merging_threads()?;
        Ok(())
    }

    fn document(&self, whole: &Whole<'_>) -> Result<TantivyDocument, Error> {
        let (fields, entry) = (&self.fields, whole.entry);
        let mut document = TantivyDocument::with_capacity(whole.bytes.len() * 6);
        let (told, blocks) = (Told::all(entry), entry.report.blocks());
        self.add_stored(&mut document, whole, &blocks)?;
        self.add_text(&mut document, entry, &blocks);
        self.add_columns(&mut document, entry, &told);
        self.add_days(&mut document, entry, whole.dated);
        self.add_dictionaries(&mut document, whole, &told, &blocks);
        self.add_relations(&mut document, &entry.report);
        for line in whole.lines {
            document.add_u64(fields.lines, *line);
        }
        let row = &whole.row;
        document.add_u64(fields.path, row.path);
        if row.file != 0 {
            document.add_u64(fields.file, row.file);
        }
        for above in above(whole.path) {
            document.add_u64(fields.above, path_key(above));
        }
        document.add_text(fields.id, entry.report.id.as_str());
        document.add_u64(fields.key, row.id);
        document.add_u64(fields.size, row.size);
        document.add_i64(fields.mtime, row.modified_ns);
        document.add_u64(fields.digest, row.digest);
        document.add_u64(fields.sidecar, row.sidecar);
        document.add_u64(fields.familiar, whole.familiar);
        document.add_u64(fields.mark, mark(&entry.report.id, whole.digest));
        Ok(document)
    }

    /// In the order in which they are read: see [`super::stored`].
    fn add_stored(&self, document: &mut TantivyDocument, whole: &Whole<'_>, blocks: &[Block]) -> Result<(), Error> {
        let record = RecordOf {
            path: whole.path,
            digest: whole.digest,
            size: whole.bytes.len() as u64,
            modified_ns: whole.row.modified_ns,
            entry: whole.entry,
        };
        let card = stored::write(&Card::of(whole.entry, whole.dated, blocks))?;
        let record = stored::write(&record)?;
        document.add_u64(self.fields.told, told(&card, &record));
        document.add_bytes(self.fields.card, &card);
        document.add_bytes(self.fields.record, &record);
        document.add_bytes(self.fields.source, whole.bytes);
        Ok(())
    }

    fn add_text(&self, document: &mut TantivyDocument, entry: &Entry, blocks: &[Block]) {
        let (fields, report) = (&self.fields, &entry.report);
        // The body first, so that a single mark tells it from the rest.
        let mut captions = Vec::new();
        for block in blocks {
            match Part::of(&block.roles) {
                Some(Part::Caption) => captions.push(&block.text),
                Some(_) => document.add_text(fields.text, &block.text),
                None if !is_in_head(block) => document.add_text(fields.aside, &block.text),
                None => {}
            }
        }
        document.add_text(fields.text, REST_VALUE);
        document.add_text(fields.title, report.title.words());
        for _ in 0..TITLE_WEIGHT {
            document.add_text(fields.text, report.title.words());
        }
        for caption in captions {
            document.add_text(fields.caption, caption);
            document.add_text(fields.text, caption);
        }
        for (part, value) in card::head(report) {
            let named = match part {
                Part::Outlet => fields.outlet,
                Part::Section => fields.section,
                Part::Byline => fields.byline,
                _ => fields.tag,
            };
            document.add_text(named, value);
            document.add_text(fields.text, value);
        }
        for person in &entry.facts.people {
            document.add_text(fields.person, &person.name);
        }
        for place in card::places(entry) {
            document.add_text(fields.place, place);
        }
        for body in &entry.facts.organisations {
            document.add_text(fields.org, &body.name);
        }
        for meeting in &entry.facts.meetings {
            document.add_text(fields.met, meetings::names(meeting));
        }
    }

    fn add_dictionaries(&self, document: &mut TantivyDocument, whole: &Whole<'_>, told: &[Told<'_>], blocks: &[Block]) {
        let entry = whole.entry;
        for term in names::terms(entry, blocks) {
            document.add_text(self.fields.names, term);
        }
        for term in suggest::terms(entry) {
            document.add_text(self.fields.suggest, term);
        }
        for term in meetings::terms(entry, told) {
            document.add_text(self.fields.meetings, term);
        }
        for term in people::terms::terms(entry, told) {
            document.add_text(self.fields.people, term);
        }
        for property in properties(entry, whole.dated) {
            document.add_text(self.fields.has, property.name());
        }
    }

    fn add_relations(&self, document: &mut TantivyDocument, report: &Report) {
        for key in headline::keys(report) {
            document.add_text(self.fields.headline, key);
        }
        for key in headline::pointed(report) {
            document.add_text(self.fields.points, key);
        }
        document.add_text(self.fields.role, overview::role_terms(report));
    }

    fn add_columns(&self, document: &mut TantivyDocument, entry: &Entry, told: &[Told<'_>]) {
        let fields = &self.fields;
        if let Some(outlet) = &entry.report.outlet {
            document.add_text(fields.outlet_exact, &outlet.value);
        }
        let facts = &entry.facts;
        let people = facts.people.iter().map(|person| person.name.as_str()).collect();
        let bodies = facts.organisations.iter().map(|body| body.name.as_str()).collect();
        let values: [(_, BTreeSet<&str>); 3] = [
            (fields.person_exact, people),
            (fields.place_exact, card::places(entry).collect()),
            (fields.organisation_exact, bodies),
        ];
        for (field, values) in values {
            for value in values {
                document.add_text(field, value);
            }
        }
        for value in meetings::values(told) {
            document.add_text(fields.meeting_exact, value);
        }
        if let Some(section) = &entry.report.section {
            document.add_text(fields.section_exact, &section.value);
        }
        if let Some(lang) = &entry.facts.lang {
            document.add_text(fields.lang, lang.0.to_ascii_lowercase());
        }
        let (fold, fold_place) = fold_by::numbers(told);
        document.add_u64(fields.fold, fold);
        document.add_u64(fields.fold_place, fold_place);
    }

    fn add_days(&self, document: &mut TantivyDocument, entry: &Entry, dated: &DateBounds) {
        let fields = &self.fields;
        let (own_first, own_last) = linked::days(&card::dated(entry));
        document.add_u64(fields.own_min, own_first);
        document.add_u64(fields.own_max, own_last);
        let (first, last) = linked::days(dated);
        document.add_u64(fields.day_min, first);
        document.add_u64(fields.day_max, last);
        document.add_u64(fields.width, last.saturating_sub(first));
        document.add_u64(fields.when, times::code(dated));
        if let (Some(earliest), Some(latest)) = (dated.earliest, dated.latest)
            && earliest.year() == latest.year()
        {
            document.add_text(fields.year, format!("{:04}", earliest.year()));
        }
    }
}

/// Whether a block's words are indexed with the head: as headline, outlet, section, byline or tags.
/// Lines of dates are not.
fn is_in_head(block: &Block) -> bool {
    let head = [Role::Headline, Role::Section, Role::Byline, Role::Tags];
    block.roles.iter().all(|role| head.contains(role))
}

fn properties(entry: &Entry, dated: &DateBounds) -> impl Iterator<Item = Property> {
    let (report, facts) = (&entry.report, &entry.facts);
    [
        (Property::Title, !report.title.is_supplied()),
        (Property::Date, !dated.is_undated()),
        (Property::Outlet, report.outlet.is_some()),
        (Property::Byline, report.byline.is_some()),
        (Property::Section, report.section.is_some()),
        (
            Property::Caption,
            report.lines.iter().any(|line| line.is(Role::Caption)),
        ),
        (Property::Place, card::places(entry).next().is_some()),
        (Property::Person, !facts.people.is_empty()),
        (Property::Organisation, !facts.organisations.is_empty()),
        (Property::Tag, !report.tags.is_empty()),
        (Property::ReadMore, !report.read_more.is_empty()),
        (Property::Warning, !report.warnings.is_empty()),
    ]
    .into_iter()
    .filter(|(_, has)| *has)
    .map(|(property, _)| property)
}
