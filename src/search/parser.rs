use super::{Notice, Query};
/// How deep parentheses may nest; deeper ones are read as plain text, and named.
pub const MAX_DEPTH: usize = 32;
/// The longest query, in characters.
pub const MAX_QUERY_CHARS: usize = 2_000;
/// stub
pub fn parse(_text: &str) -> (Query, Vec<Notice>) {
    todo!()
}
