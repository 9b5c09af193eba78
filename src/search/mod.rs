//! Question and answer, free of any engine.
//!
//! A [`Request`] is what an address asks: the [`Query`] that was typed, filters, order and page.
//! [`Results`] is the answer, with every [`Notice`] of what was ignored or read otherwise than a
//! reader might expect. Parsing never fails: a bad query is a `Query` plus notices.

mod lexer;
mod notice;
mod params;
mod parser;
mod period;
mod query;
mod reader;
mod remarks;
mod request;
mod results;

pub use notice::Notice;
pub use params::{PARAMETERS, Params};
pub use parser::{MAX_DEPTH, MAX_QUERY_CHARS, parse, parse_with};
pub use query::{Field, Query};
pub use request::{DEFAULT_LIMIT, Dates, Filters, MAX_LIMIT, MAX_OFFSET, Match, Request, RequestError, Sort};
pub use results::{DateCounts, FacetCount, FacetField, Hit, Results, Snippet, SnippetPart};
