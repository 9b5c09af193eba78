//! Bare tantivy over the same reports: the same words, and the values of the columns ready-made.

use crate::bare::english;
use crate::ground::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Mutex;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument};

/// As ours: `ARENA` in `index/write.rs`, `STORE_BLOCK` in `index/open.rs`.
const ARENA: usize = 64 * 1024 * 1024;
const STORE_BLOCK: usize = 8 * 1024;

#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) body: Field,
    pub(crate) title: Field,
    pub(crate) id: Field,
    pub(crate) outlet: Field,
    pub(crate) person: Field,
    pub(crate) place: Field,
    pub(crate) day: Field,
    pub(crate) year: Field,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = TextOptions::default().set_stored().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("english")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let fields = Fields {
        body: builder.add_text_field("body", text.clone()),
        title: builder.add_text_field("title", text),
        id: builder.add_text_field("id", STRING | FAST | STORED),
        outlet: builder.add_text_field("outlet", STRING | FAST),
        person: builder.add_text_field("person", STRING | FAST),
        place: builder.add_text_field("place", STRING | FAST),
        day: builder.add_u64_field("day", FAST | INDEXED),
        year: builder.add_u64_field("year", FAST),
    };
    (builder.build(), fields)
}

/// Days before 1970 have a number too.
pub(crate) fn day_number(day: i64) -> u64 {
    5_000_000_u64.saturating_add_signed(day)
}

/// Opens what [`build`] made.
pub(crate) fn open(folder: &Path) -> tantivy::Result<(Index, Fields)> {
    let index = Index::open_in_dir(folder)?;
    index.tokenizers().register("english", english());
    Ok((index, schema().1))
}

/// Reads the pages, decodes them and indexes them, on all cores, with one commit; waits for the merges.
pub(crate) fn build(pages: &Path, values: &Path, folder: &Path) -> tantivy::Result<()> {
    std::fs::create_dir_all(folder)?;
    let (schema, fields) = schema();
    let settings = IndexSettings {
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
    };
    let index = Index::builder()
        .schema(schema)
        .settings(settings)
        .create_in_dir(folder)?;
    index.tokenizers().register("english", english());
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, threads * ARENA)?;
    let lines = Mutex::new(BufReader::new(std::fs::File::open(values)?).lines());
    let feed = || -> tantivy::Result<()> {
        loop {
            let some: Vec<String> = {
                let mut lines = lines.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                lines.by_ref().take(64).collect::<Result<_, _>>()?
            };
            if some.is_empty() {
                return Ok(());
            }
            for value in some.iter().filter_map(|line| Value::read(line)) {
                writer.add_document(document(pages, &fields, &value)?)?;
            }
        }
    };
    std::thread::scope(|scope| {
        let feeders: Vec<_> = (0..threads).map(|_| scope.spawn(feed)).collect();
        feeders.into_iter().try_for_each(|feeder| feeder.join().unwrap())
    })?;
    writer.commit()?;
    writer.wait_merging_threads()
}

fn document(pages: &Path, fields: &Fields, value: &Value) -> tantivy::Result<TantivyDocument> {
    let bytes = std::fs::read(pages.join(&value.file))?;
    let text = String::from_utf8(bytes).map_err(std::io::Error::other)?;
    let mut document = TantivyDocument::new();
    // The body first: see `Stored`.
    document.add_text(fields.body, text);
    document.add_text(fields.title, &value.title);
    document.add_text(fields.id, &value.id);
    document.add_text(fields.outlet, &value.outlet);
    for person in &value.people {
        document.add_text(fields.person, person);
    }
    for place in &value.places {
        document.add_text(fields.place, place);
    }
    if let (Some(day), Some(year)) = (value.day, value.year) {
        document.add_u64(fields.day, day_number(day));
        document.add_u64(fields.year, year);
    }
    Ok(document)
}
