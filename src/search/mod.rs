//! Question and answer, free of any engine.
//!
//! A [`Request`] is what an address asks: the [`Query`] that was typed, filters, order and page.
//! [`Results`] is the answer, with every [`Notice`] of what was ignored or read otherwise than a
//! reader might expect. Parsing never fails: a bad query is a `Query` plus notices.

mod field;
mod guide;
mod kinship;
mod lexer;
mod meetings;
pub mod names;
mod notice;
mod params;
mod parser;
mod people;
mod period;
mod print;
mod query;
mod reader;
mod relations;
mod remarks;
mod request;
mod results;
mod stages;
mod stories;
pub mod synonyms;
mod term;

pub use field::{Field, Property, Unit};
pub use guide::{Example, GUIDE};
pub use kinship::{Judged, Tie, judge};
pub use meetings::{Kin, MEETING_PARAMETERS, MeetingAnswer, MeetingList, MeetingRequest, MeetingRow, OwnMeeting, Told};
pub use notice::{Notice, Undo};
pub use params::{PARAMETERS, Params, is_repeatable};
pub use parser::{MAX_DEPTH, MAX_QUERY_CHARS, parse, parse_with};
pub use people::{
    Alike, Attended, Beginning, Edge, Met, NAME_WORDS, Named, Network, OTHER_SCRIPTS, Office, Pair, PeopleList,
    PeopleRequest, Profile,
};
pub use period::Span;
pub use query::Query;
pub use relations::{
    CitedBy, Link, LinkedDates, Listed, Overview, Pointer, Reason, Related, RoleCount, Target, Wanted, WantedList,
};
pub use request::{
    DEFAULT_LIMIT, Dates, Filters, Fold, MAX_LIMIT, MAX_OFFSET, Match, Request, RequestError, Sort, Widen,
};
pub use results::{
    Bar, Correction, DateCounts, FACET_LIMIT, FacetCount, FacetField, Histogram, Hit, Missing, Neighbours, PersonCard,
    Results, Snippet, SnippetPart, Step, Suggestion, Widening,
};
pub use stages::{Stage, Stages};
pub use stories::stories;
