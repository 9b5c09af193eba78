//! What the index knows of a report.

use super::analyzer;
use crate::search::Field as Named;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};

/// Names of columns that are read by name.
pub(super) mod column {
    pub(crate) const PATH: &str = "path";
    pub(crate) const OUTLET: &str = "outlet_exact";
    pub(crate) const PERSON: &str = "person_exact";
    pub(crate) const YEAR: &str = "year";
    pub(crate) const DAY_MIN: &str = "day_min";
    pub(crate) const DAY_MAX: &str = "day_max";
    pub(crate) const KEY: &str = "key";
    pub(crate) const SIZE: &str = "size";
    pub(crate) const MTIME: &str = "mtime";
    pub(crate) const DIGEST: &str = "digest";
    pub(crate) const FAMILIAR: &str = "familiar";
    pub(crate) const MARK: &str = "mark";
}

/// The fields, by what they hold.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    // Searched by default.
    pub(super) title: Field,
    pub(super) body: Field,
    pub(super) caption: Field,
    /// Outlet, section, byline and tags together.
    pub(super) meta: Field,
    // Searched by name.
    pub(super) outlet: Field,
    pub(super) section: Field,
    pub(super) byline: Field,
    pub(super) tag: Field,
    pub(super) place: Field,
    pub(super) person: Field,
    pub(super) lang: Field,
    pub(super) id: Field,
    // Filters and facets: values as printed.
    pub(super) outlet_exact: Field,
    pub(super) person_exact: Field,
    pub(super) year: Field,
    /// See [`super::day_number`].
    pub(super) day_min: Field,
    pub(super) day_max: Field,
    /// Breaks ties in the same way for ever: a digest of the id.
    pub(super) key: Field,
    // The manifest: what the file was when it was read.
    pub(super) path: Field,
    pub(super) size: Field,
    pub(super) mtime: Field,
    pub(super) digest: Field,
    pub(super) familiar: Field,
    /// A digest of id and bytes; the sum of all names the archive.
    pub(super) mark: Field,
    // Stored, in this order: what a hit shows, the whole record, the untouched bytes.
    pub(super) card: Field,
    pub(super) record: Field,
    pub(super) source: Field,
}

impl Fields {
    /// The schema, always the same.
    pub(super) fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let text = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(analyzer::NAME)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let exact = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::Basic),
        );
        let exact_column = exact.clone().set_fast("raw");
        let number = |builder: &mut SchemaBuilder, name| builder.add_u64_field(name, FAST);
        let fields = Self {
            title: builder.add_text_field("title", text.clone()),
            body: builder.add_text_field("body", text.clone()),
            caption: builder.add_text_field("caption", text.clone()),
            meta: builder.add_text_field("meta", text.clone()),
            outlet: builder.add_text_field("outlet", text.clone()),
            section: builder.add_text_field("section", text.clone()),
            byline: builder.add_text_field("byline", text.clone()),
            tag: builder.add_text_field("tag", text.clone()),
            place: builder.add_text_field("place", text.clone()),
            person: builder.add_text_field("person", text),
            lang: builder.add_text_field("lang", exact.clone()),
            id: builder.add_text_field("id", exact),
            outlet_exact: builder.add_text_field(column::OUTLET, exact_column.clone()),
            person_exact: builder.add_text_field(column::PERSON, exact_column.clone()),
            year: builder.add_text_field(column::YEAR, TextOptions::default().set_fast("raw")),
            path: builder.add_text_field(column::PATH, exact_column),
            mtime: builder.add_i64_field(column::MTIME, FAST),
            day_min: number(&mut builder, column::DAY_MIN),
            day_max: number(&mut builder, column::DAY_MAX),
            key: number(&mut builder, column::KEY),
            size: number(&mut builder, column::SIZE),
            digest: number(&mut builder, column::DIGEST),
            familiar: number(&mut builder, column::FAMILIAR),
            mark: number(&mut builder, column::MARK),
            card: builder.add_text_field("card", STORED),
            record: builder.add_text_field("record", STORED),
            source: builder.add_bytes_field("source", STORED),
        };
        (builder.build(), fields)
    }

    /// Where a word is looked for unless a field is named, with what a hit there weighs: a headline
    /// says what a report is about, a caption repeats it, and keywords are shared by many.
    pub(super) fn default_search(&self) -> [(Field, f32); 4] {
        [
            (self.title, 2.5),
            (self.body, 1.0),
            (self.caption, 0.6),
            (self.meta, 0.3),
        ]
    }

    /// The field that a query names.
    pub(super) fn named(&self, named: Named) -> Field {
        match named {
            Named::Title => self.title,
            Named::Body => self.body,
            Named::Caption => self.caption,
            Named::Outlet => self.outlet,
            Named::Person => self.person,
            Named::Section => self.section,
            Named::Byline => self.byline,
            Named::Tag => self.tag,
            Named::Place => self.place,
            Named::Lang => self.lang,
            Named::Id => self.id,
        }
    }
}
