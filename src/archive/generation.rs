//! What readers see: the index as it stood at one moment, and what is said of it.

use super::State;
use super::sync::Outcome;
use crate::index::{self, Index, Snapshot};
use crate::search::synonyms::Synonyms;
use std::sync::Arc;

/// One state of the archive, whole: a question sees one, while the next is put in place.
pub(super) struct Generation {
    /// That of the generation before, where the same reports are in it.
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) state: Arc<State>,
}

impl Generation {
    /// What the index holds now, with what `outcome` says of it; it takes over what the one before knows.
    pub(super) fn new(
        index: &Index,
        synonyms: &Arc<Synonyms>,
        outcome: &Outcome,
        warnings: Vec<String>,
        before: Option<&Self>,
    ) -> Result<Self, index::Error> {
        let found = index.snapshot()?.with_synonyms(Arc::clone(synonyms));
        let snapshot = match before {
            Some(before) if found.is_as(&before.snapshot) => Arc::clone(&before.snapshot),
            Some(before) => Arc::new(found.follow(&before.snapshot)?),
            None => Arc::new(found),
        };
        // No reader should have to find out what is known of nearly all reports; but while many more come, it
        // would be found out in vain.
        if before.is_some() && outcome.in_step {
            snapshot.warm()?;
        }
        // Nothing that pages of reports, people and meetings show is another.
        let same = before.filter(|before| {
            let known = &before.state;
            Arc::ptr_eq(&snapshot, &before.snapshot)
                && known.changed == outcome.changed
                && known.authority.text_digest() == outcome.authority.text_digest()
        });
        let serial = match same {
            Some(before) => before.state.serial,
            None => before.map_or(0, |before| before.state.serial + 1),
        };
        let (problems, more_problems) = outcome.noted.problems();
        let state = State {
            serial,
            reports: snapshot.len(),
            fingerprint: snapshot.fingerprint()?,
            changed: outcome.changed,
            problems,
            more_problems,
            warnings,
            faults: outcome.noted.faults(),
            authority: Arc::clone(&outcome.authority),
            sync: outcome.report.clone(),
        };
        Ok(Self {
            snapshot,
            state: Arc::new(state),
        })
    }
}
