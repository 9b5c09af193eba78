//! Question and answer, free of any engine.
//!
//! A [`Request`] is what an address asks: the [`Query`] that was typed, filters, order and page.
//! [`Results`] is the answer, with every [`Notice`] of what was ignored or read otherwise than a
//! reader might expect. Parsing never fails: a bad query is a `Query` plus notices.

mod notice;
mod parser;
mod query;
mod request;
mod results;

pub use notice::Notice;
pub use parser::{MAX_DEPTH, MAX_QUERY_CHARS, parse};
pub use query::{Field, Query};
pub use request::{Dates, Filters, MAX_LIMIT, MAX_OFFSET, Match, Params, Request, Sort};
pub use results::{FacetCount, FacetField, Hit, Results, Snippet, SnippetPart};
