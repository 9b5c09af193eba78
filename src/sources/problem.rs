//! What was not served, and why.

use serde::{Deserialize, Serialize};

/// A file that could not be served, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// Its path below the folder; parts that are no UTF-8 are shown as escapes.
    pub path: String,
    /// Why, as a clause without a full stop.
    pub reason: String,
    /// What kind of reason that is.
    pub cause: Cause,
}

/// What a [`Problem`] comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// What the file is: empty, binary, too large, of another kind.
    Content,
    /// What it is called.
    Name,
    /// The system would not let us read it: nothing is known of what is in it, or below it.
    Access,
    /// Another file holds the same bytes.
    Copy,
}

/// Whether there may be a file at this path that could not be seen: it, or a folder above it, could
/// not be read.
#[must_use]
pub fn hides(problems: &[Problem], path: &str) -> bool {
    let unread = problems.iter().filter(|problem| problem.cause == Cause::Access);
    unread.map(|problem| problem.path.as_str()).any(|above| {
        let below = path.strip_prefix(above);
        above.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}
