//! Queries in the query language, with as few parentheses as they need: what is printed parses back
//! to the same tree.

use super::{Field, Query};
use std::fmt;

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::All => Ok(()),
            Query::Word(field, word) => write!(f, "{}{word}", Prefix(*field)),
            Query::Exact(field, word) => write!(f, "{}={word}", Prefix(*field)),
            Query::Phrase(field, words) => write!(f, "{}\"{words}\"", Prefix(*field)),
            Query::Close(field, words, distance) => write!(f, "{}\"{words}\"~{distance}", Prefix(*field)),
            Query::Pattern(field, pattern) => write!(f, "{}{pattern}", Prefix(*field)),
            Query::Fuzzy(field, word, 1) => write!(f, "{}{word}~", Prefix(*field)),
            Query::Fuzzy(field, word, edits) => write!(f, "{}{word}~{edits}", Prefix(*field)),
            Query::Near(parts, distance) => joined(f, parts, &format!(" NEAR/{distance} "), Query::fmt_single),
            Query::Within(unit, part) => write!(f, "{}:({part})", unit.name()),
            Query::Original(part) => match part.as_ref() {
                Query::All => f.write_str("in:original"),
                Query::Or(_) => write!(f, "in:original ({part})"),
                _ => write!(f, "in:original {part}"),
            },
            Query::Dated(span) => fmt::Display::fmt(span, f),
            Query::Has(property) => write!(f, "has:{}", property.name()),
            Query::And(parts) => joined(f, parts, " ", |part, f| match part {
                // NEAR binds tighter than juxtaposition.
                Query::Near(..) => fmt::Display::fmt(part, f),
                _ => part.fmt_single(f),
            }),
            Query::Or(parts) => joined(f, parts, " OR ", |part, f| match part {
                // Juxtaposition binds tighter than OR, and in:original reaches no further.
                Query::And(_) | Query::Near(..) | Query::Original(_) => fmt::Display::fmt(part, f),
                _ => part.fmt_single(f),
            }),
            Query::Not(part) => {
                f.write_str("-")?;
                part.fmt_single(f)
            }
        }
    }
}

impl Query {
    /// Prints it as what binds tightest.
    fn fmt_single(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::And(_) | Query::Or(_) | Query::All | Query::Near(..) | Query::Original(_) => write!(f, "({self})"),
            _ => fmt::Display::fmt(self, f),
        }
    }
}

fn joined(
    f: &mut fmt::Formatter<'_>,
    parts: &[Query],
    by: &str,
    print: impl Fn(&Query, &mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            f.write_str(by)?;
        }
        print(part, f)?;
    }
    Ok(())
}

/// A field as it stands before a value.
struct Prefix(Option<Field>);

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(field) => write!(f, "{}:", field.name()),
            None => Ok(()),
        }
    }
}

/// How deep the parentheses of a printed query nest.
pub(super) fn nesting(printed: &str) -> usize {
    let (mut depth, mut deepest, mut quoted) = (0_usize, 0, false);
    for c in printed.bytes() {
        match c {
            b'"' => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
