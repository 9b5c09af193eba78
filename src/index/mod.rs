//! tantivy; nothing else names it.
//!
//! In reading order: `schema` says what is known of a report; `fold`, `words`, `sentence` and
//! `analyzer` turn text into terms, on both sides alike; `card` and `stored` are what is kept to be
//! shown; `write` adds and removes; `manifest` remembers the files; `home` and `fingerprint` look
//! after the folder on the disk.
//!
//! A question goes through `resolve` (with `beside`, `widen`, `vocabulary`, `names`, `patterns` and `stop_words`), which
//! makes a `plan` of it; `lower` (with `spans`, `near`, `looks`, `dated` and `excluded`) makes the engine's query of
//! that; `collect` (with `walk`, `best`, `days`, `facets` and `times`) gathers the matches in one walk; `rank` looks again at
//! the best; `help` and `suggest` say what else could be asked; `marker` and `snippet` show the
//! words; `asked` puts it all together, and `read` is the generation of the index that is asked.
//!
//! How reports hang together: `headline` makes terms of headlines and of pointers to them, `nodes`
//! reads the ends of links, `pointers` follows them both ways, `linked` dates reports by them, `guess` (with `likely`) finds what is
//! nearly the same, `wanted` what points to nothing, and `related` what is alike. `listing` and
//! `overview` list and count all reports. `people` answers who is named, and who met whom.
//!
//! What is known of all reports is `standing`. It costs what has changed, not what there is: `numbers`
//! and `whole` are kept by segment, `changes` finds the reports that are other in another generation,
//! and `follow` brings up to date what they touch; `most` keeps the foremost, `alive` counts reports.
//!
//! Who met whom: `meetings` makes terms of told meetings, `meeting_walk` goes through them in the order
//! of time, `meeting_groups` brings those of one meeting together, `meeting_list` (with
//! `meeting_stretches`) narrows them, `meeting_kin` finds what hangs together with one, `meeting_page` tells all of it.

mod alive;
mod analyzer;
mod asked;
mod beside;
mod best;
mod card;
mod changes;
mod collect;
mod dated;
mod days;
mod error;
mod excluded;
mod facets;
mod fingerprint;
mod fold;
mod fold_by;
mod follow;
mod guess;
mod headline;
mod help;
mod home;
mod likely;
mod lines;
mod linked;
mod listing;
mod looks;
mod lower;
mod manifest;
mod marker;
mod meeting_groups;
mod meeting_kin;
mod meeting_list;
mod meeting_page;
mod meeting_stretches;
mod meeting_walk;
mod meetings;
mod merges;
mod most;
mod names;
mod naming;
mod near;
mod nodes;
mod numbers;
mod open;
mod overview;
mod patterns;
mod people;
mod plan;
mod pointers;
mod queue;
mod rank;
mod read;
mod read_only;
mod related;
mod resolve;
mod schema;
mod sentence;
mod snippet;
mod spans;
mod standing;
mod stop_words;
mod stored;
mod suggest;
mod times;
mod vocabulary;
mod walk;
mod wanted;
mod whole;
mod widen;
mod words;
mod write;

pub use card::Record;
pub use error::Error;
pub use linked::{Touched, dated_among};
pub use manifest::{Kept, Payload, Place, RecordsFile, Row, digest_key, id_key, mark, path_key};
pub use marker::Marker;
pub use open::{Index, Opened};
pub use people::PeopleNames;
pub use read::Snapshot;
pub use wanted::WantedTitles;
pub use write::{Addition, Writer};

/// A day as a number that grows with time and is never [`NO_FIRST_DAY`] nor [`NO_LAST_DAY`].
fn day_number(date: jiff::civil::Date) -> u64 {
    const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);
    let days = date.duration_since(EPOCH).as_hours() / 24;
    // The calendar reaches from the year -9999 to 9999.
    5_000_000_u64.saturating_add_signed(days)
}

/// The day of a number.
fn day_of(number: u64) -> Option<jiff::civil::Date> {
    use jiff::ToSpan;
    let days = i64::try_from(number).ok()? - 5_000_000;
    jiff::civil::date(1970, 1, 1).checked_add(days.days()).ok()
}

/// The first day of an interval that is open to the past. That every report has both numbers lets
/// them be read without a look-up of whether they are there.
const NO_FIRST_DAY: u64 = 0;
/// The last day of an interval that is open to the future.
const NO_LAST_DAY: u64 = 10_000_000;

/// The plan of a query for which no archive is asked: nothing is widened.
#[cfg(test)]
fn plan_without_archive(analyzer: &analyzer::Analyzer, query: &str) -> plan::Plan {
    use crate::search::Query;
    use plan::{Leaf, Plan, Scope};
    fn plan(analyzer: &analyzer::Analyzer, query: &Query) -> Plan {
        let leaf = |field: &Option<crate::search::Field>, places: Vec<Vec<String>>| {
            Plan::Leaf(Leaf {
                scope: field.map_or(Scope::Default, Scope::Field),
                typed: vec![places],
                variants: Vec::new(),
                synonyms: Vec::new(),
            })
        };
        let all = |parts: &[Query]| parts.iter().map(|part| plan(analyzer, part)).collect();
        match query {
            Query::Word(field, text) => {
                let words = analyzer.words(text);
                leaf(field, words.into_iter().map(|word| vec![word.stem]).collect())
            }
            Query::Exact(field, text) | Query::Phrase(field, text) => {
                let words = analyzer.words(text);
                leaf(
                    field,
                    words.iter().map(|word| vec![analyzer::surface(&word.word)]).collect(),
                )
            }
            Query::And(parts) => Plan::And(all(parts)),
            Query::Or(parts) => Plan::Or(all(parts)),
            Query::Not(inner) => Plan::Not(Box::new(plan(analyzer, inner))),
            _ => Plan::Everything,
        }
    }
    plan(analyzer, &crate::search::parse(query).0)
}
