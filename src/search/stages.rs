use std::time::{Duration, Instant};

/// A step of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Words are looked up, and what else may be meant by them.
    Plan,
    /// Reports are matched, and counted by day and facet.
    Match,
    /// The best of them are put in order by where the words stand.
    Rank,
    /// Little was found: what may have been meant instead.
    Help,
    /// The reports of the page are read, and passages are picked.
    Show,
    /// Values of facets, meetings and a person are named.
    Name,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Stage; 6] = [
        Stage::Plan,
        Stage::Match,
        Stage::Rank,
        Stage::Help,
        Stage::Show,
        Stage::Name,
    ];
}

/// How long each step of a search took.
#[derive(Clone, Debug)]
pub struct Stages {
    took: [Duration; Stage::ALL.len()],
    last: Instant,
}

impl Default for Stages {
    /// Nothing has taken any time yet; it runs from now.
    fn default() -> Self {
        Self {
            took: Default::default(),
            last: Instant::now(),
        }
    }
}

impl Stages {
    /// What passed since the last call, or since the search began, was spent on this.
    pub(crate) fn ended(&mut self, stage: Stage) {
        let now = Instant::now();
        if let Some(took) = self.took.get_mut(stage as usize) {
            *took += now - self.last;
        }
        self.last = now;
    }

    /// Each step with the time that it took; none where it was not needed.
    pub fn iter(&self) -> impl Iterator<Item = (Stage, Duration)> {
        Stage::ALL.into_iter().zip(self.took)
    }
}
