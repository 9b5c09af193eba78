//! What was not served, and why.

use serde::{Deserialize, Serialize};
use std::collections::HashSet;

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

/// What could not be seen, among problems of all kinds. There may be as many as there are reports: links that
/// lead nowhere, where a disk is not there.
#[derive(Clone, Debug, Default)]
pub struct Unseen(HashSet<String>);

impl Unseen {
    /// What could not be seen among these.
    #[must_use]
    pub fn among(problems: &[Problem]) -> Self {
        let unread = problems.iter().filter(|problem| problem.cause == Cause::Access);
        Self(unread.map(|problem| problem.path.clone()).collect())
    }

    /// Whether all could be seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there may be a file at this path that could not be seen: it, or a folder above it, could
    /// not be read.
    #[must_use]
    pub fn hides(&self, path: &str) -> bool {
        let mut above = path.match_indices('/').filter_map(|(slash, _)| path.get(..slash));
        !self.is_empty() && (self.0.contains("") || self.0.contains(path) || above.any(|above| self.0.contains(above)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_seen_hides_what_is_below_it() {
        let problem = |path: &str, cause| Problem {
            path: path.to_owned(),
            reason: String::new(),
            cause,
        };
        let unseen = Unseen::among(&[
            problem("a/b", Cause::Access),
            problem("c.txt", Cause::Access),
            problem("d", Cause::Content),
        ]);
        for path in ["a/b", "a/b/c.txt", "a/b/c/d.txt", "c.txt"] {
            assert!(unseen.hides(path), "{path}");
        }
        for path in ["a", "a/bc.txt", "a/c/b", "d", "d/e.txt", "b", ""] {
            assert!(!unseen.hides(path), "{path}");
        }
        assert!(Unseen::among(&[problem("", Cause::Access)]).hides("a.txt"));
        assert!(Unseen::among(&[problem("d", Cause::Content)]).is_empty());
    }
}
