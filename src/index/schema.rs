//! What the index knows of a report.

use super::analyzer;
use crate::search::Field as Named;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

/// Names of columns that are read by name.
pub(super) mod column {
    pub(crate) const ID: &str = "id";
    pub(crate) const PATH: &str = "path";
    pub(crate) const FILE: &str = "file";
    pub(crate) const SIDECAR: &str = "sidecar";
    pub(crate) const OUTLET: &str = "outlet_exact";
    pub(crate) const PERSON: &str = "person_exact";
    pub(crate) const PLACE: &str = "place_exact";
    pub(crate) const ORGANISATION: &str = "organisation_exact";
    pub(crate) const SECTION: &str = "section_exact";
    pub(crate) const MEETING: &str = "meeting_exact";
    pub(crate) const LANG: &str = "lang";
    pub(crate) const YEAR: &str = "year";
    pub(crate) const DAY_MIN: &str = "day_min";
    pub(crate) const DAY_MAX: &str = "day_max";
    pub(crate) const OWN_MIN: &str = "own_min";
    pub(crate) const OWN_MAX: &str = "own_max";
    pub(crate) const WIDTH: &str = "width";
    pub(crate) const WHEN: &str = "when";
    pub(crate) const KEY: &str = "key";
    pub(crate) const SIZE: &str = "size";
    pub(crate) const MTIME: &str = "mtime";
    pub(crate) const DIGEST: &str = "digest";
    pub(crate) const FAMILIAR: &str = "familiar";
    pub(crate) const MARK: &str = "mark";
    pub(crate) const TOLD: &str = "told";
    pub(crate) const FOLD: &str = "fold";
    pub(crate) const FOLD_PLACE: &str = "fold_place";
}

/// The fields, by what they hold.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// What a search looks in: the body, then [`analyzer::REST`], the title [`TITLE_WEIGHT`] times,
    /// captions, and outlet, section, byline and tags. One field, so that a word costs one posting
    /// list and is as rare as it is in the reports.
    pub(super) text: Field,
    /// The lines that are not in `text`: what cleaning set aside, lines of dates.
    pub(super) aside: Field,
    // Searched by name.
    pub(super) title: Field,
    pub(super) caption: Field,
    pub(super) outlet: Field,
    pub(super) section: Field,
    pub(super) byline: Field,
    pub(super) tag: Field,
    pub(super) place: Field,
    pub(super) person: Field,
    pub(super) org: Field,
    /// Names of the [`crate::search::Property`]s that a report has.
    pub(super) has: Field,
    /// A dictionary of the names in the text: see [`super::names`].
    pub(super) names: Field,
    /// A dictionary of what completes a query: see [`super::suggest`].
    pub(super) suggest: Field,
    /// The printed headline as one term, with and without its outlet: see [`super::headline`].
    pub(super) headline: Field,
    /// The headlines that the report points to, each as one term.
    pub(super) points: Field,
    /// Told meetings by all they can be asked for: see [`super::meetings`].
    pub(super) meetings: Field,
    /// Who took part in each meeting: a value for each.
    pub(super) met: Field,
    /// A dictionary of people, and of who met whom: see [`super::people`].
    pub(super) people: Field,
    /// The names of the roles of its lines, as often as a line has them.
    pub(super) role: Field,
    pub(super) lang: Field,
    pub(super) id: Field,
    // Filters and facets: values as printed.
    pub(super) outlet_exact: Field,
    pub(super) person_exact: Field,
    pub(super) place_exact: Field,
    pub(super) organisation_exact: Field,
    pub(super) meeting_exact: Field,
    pub(super) section_exact: Field,
    pub(super) year: Field,
    /// See [`super::day_number`].
    pub(super) day_min: Field,
    pub(super) day_max: Field,
    /// The same, as far as the report itself tells: see [`super::linked`].
    pub(super) own_min: Field,
    pub(super) own_max: Field,
    /// The days between both: 0 for a report of one day.
    pub(super) width: Field,
    /// The month or year, as [`super::times`] counts it.
    pub(super) when: Field,
    /// Breaks ties in the same way for ever: a digest of the id.
    pub(super) key: Field,
    // The manifest: what the file was when it was read.
    /// The digest of its path: see [`crate::sources::path_key`].
    pub(super) path: Field,
    /// The same of the file of records that it stands in; 0 where it is a file of its own.
    pub(super) file: Field,
    /// The same of every folder above it, and of that file.
    pub(super) above: Field,
    /// What stood beside it: see [`super::Row`].
    pub(super) sidecar: Field,
    /// Digests of the lines at both ends of its file: see [`super::lines`].
    pub(super) lines: Field,
    pub(super) size: Field,
    pub(super) mtime: Field,
    pub(super) digest: Field,
    pub(super) familiar: Field,
    /// A digest of id and bytes; the sum of all names the archive.
    pub(super) mark: Field,
    /// A digest of all that is told of it, by which generations are compared: see [`super::changes`].
    pub(super) told: Field,
    /// Digests of the first own meeting and of its place: see [`super::fold_by`].
    pub(super) fold: Field,
    pub(super) fold_place: Field,
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
        let counted = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("whitespace")
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::WithFreqs),
        );
        let exact_column = exact.clone().set_fast("raw");
        let number = |builder: &mut SchemaBuilder, name| builder.add_u64_field(name, FAST);
        let looked_up = NumericOptions::default().set_indexed();
        let fields = Self {
            text: builder.add_text_field("text", text.clone()),
            aside: builder.add_text_field("aside", text.clone()),
            title: builder.add_text_field("title", text.clone()),
            caption: builder.add_text_field("caption", text.clone()),
            outlet: builder.add_text_field("outlet", text.clone()),
            section: builder.add_text_field("section", text.clone()),
            byline: builder.add_text_field("byline", text.clone()),
            tag: builder.add_text_field("tag", text.clone()),
            place: builder.add_text_field("place", text.clone()),
            person: builder.add_text_field("person", text.clone()),
            org: builder.add_text_field("org", text.clone()),
            met: builder.add_text_field("met", text),
            has: builder.add_text_field("has", exact.clone()),
            names: builder.add_text_field("names", exact.clone()),
            suggest: builder.add_text_field("suggest", exact.clone()),
            headline: builder.add_text_field("headline", exact.clone()),
            points: builder.add_text_field("points", exact.clone()),
            meetings: builder.add_text_field("meetings", exact.clone()),
            people: builder.add_text_field("people", exact),
            role: builder.add_text_field("role", counted),
            lang: builder.add_text_field(column::LANG, exact_column.clone()),
            id: builder.add_text_field(column::ID, exact_column.clone()),
            outlet_exact: builder.add_text_field(column::OUTLET, exact_column.clone()),
            person_exact: builder.add_text_field(column::PERSON, exact_column.clone()),
            place_exact: builder.add_text_field(column::PLACE, exact_column.clone()),
            organisation_exact: builder.add_text_field(column::ORGANISATION, exact_column.clone()),
            section_exact: builder.add_text_field(column::SECTION, exact_column.clone()),
            meeting_exact: builder.add_text_field(column::MEETING, exact_column.clone()),
            year: builder.add_text_field(column::YEAR, exact_column),
            path: builder.add_u64_field(column::PATH, looked_up.clone() | FAST),
            file: number(&mut builder, column::FILE),
            above: builder.add_u64_field("above", looked_up.clone()),
            sidecar: number(&mut builder, column::SIDECAR),
            lines: builder.add_u64_field("lines", looked_up.clone()),
            mtime: builder.add_i64_field(column::MTIME, FAST),
            day_min: number(&mut builder, column::DAY_MIN),
            day_max: number(&mut builder, column::DAY_MAX),
            own_min: number(&mut builder, column::OWN_MIN),
            own_max: number(&mut builder, column::OWN_MAX),
            width: number(&mut builder, column::WIDTH),
            when: number(&mut builder, column::WHEN),
            key: builder.add_u64_field(column::KEY, looked_up.clone() | FAST),
            size: number(&mut builder, column::SIZE),
            digest: builder.add_u64_field(column::DIGEST, looked_up | FAST),
            familiar: number(&mut builder, column::FAMILIAR),
            mark: number(&mut builder, column::MARK),
            told: number(&mut builder, column::TOLD),
            fold: number(&mut builder, column::FOLD),
            fold_place: number(&mut builder, column::FOLD_PLACE),
            card: builder.add_bytes_field("card", STORED),
            record: builder.add_bytes_field("record", STORED),
            source: builder.add_bytes_field("source", STORED),
        };
        (builder.build(), fields)
    }

    /// The field that a query names.
    pub(super) fn named(&self, named: Named) -> Field {
        match named {
            Named::Title => self.title,
            // The part of it before the mark: see [`super::spans`].
            Named::Body => self.text,
            Named::Caption => self.caption,
            Named::Outlet => self.outlet,
            Named::Person => self.person,
            Named::Section => self.section,
            Named::Byline => self.byline,
            Named::Tag => self.tag,
            Named::Place => self.place,
            Named::Org => self.org,
            Named::Lang => self.lang,
            Named::Id => self.id,
        }
    }
}

/// How often the title is counted in `text`: a word in a headline says what a report is about.
pub(super) const TITLE_WEIGHT: usize = 2;
