//! What the archivist should look at, by the file that it is about: so that a look at one file changes
//! what is said of that file, and of no other.

use super::word::Fault;
use crate::sources::{Cause, Problem};
use std::collections::BTreeMap;
use std::ops::Bound;

/// Files about which something is kept; of more, only that there are more.
const MOST: usize = 20_000;
/// Problems that are listed.
const LISTED: usize = 1_000;

#[derive(Clone, Debug, Default)]
pub(super) struct Noted {
    problems: BTreeMap<String, Vec<Problem>>,
    faults: BTreeMap<String, Vec<Fault>>,
    /// Problems that there was no room for.
    more: u64,
}

impl Noted {
    /// Of problems and faults as they are kept in the index.
    pub(super) fn kept(problems: Vec<Problem>, faults: Vec<Fault>) -> Self {
        let mut noted = Self::default();
        noted.add_problems(problems);
        noted.add_faults(faults);
        noted
    }

    pub(super) fn add_problems(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            if self.problems.len() >= MOST && !self.problems.contains_key(&problem.path) {
                self.more += 1;
                continue;
            }
            let known = self.problems.entry(problem.path.clone()).or_default();
            if !known.contains(&problem) {
                known.push(problem);
            }
        }
    }

    pub(super) fn add_faults(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            let known = self.faults.entry(fault.file.clone()).or_default();
            if !known.contains(&fault) {
                known.push(fault);
            }
        }
    }

    /// The problems of a file, and of all below it.
    pub(super) fn said_of(&self, path: &str) -> impl Iterator<Item = &Problem> {
        let above = format!("{path}/");
        let from = (Bound::Included(above.as_str()), Bound::Unbounded);
        let below = self.problems.range::<str, _>(from);
        let below = below.take_while(move |(path, _)| path.starts_with(&above));
        let own = self.problems.get(path).into_iter();
        own.chain(below.map(|(_, problems)| problems)).flatten()
    }

    /// Forgets what was said of a file, and of all below it.
    pub(super) fn forget(&mut self, path: &str) {
        forget(&mut self.problems, path);
        forget(&mut self.faults, path);
    }

    pub(super) fn forget_faults(&mut self, file: &str) {
        self.faults.remove(file);
    }

    /// Keeps of what is wrong in a file what is as wanted.
    pub(super) fn retain_faults(&mut self, file: &str, is_wanted: impl Fn(&Fault) -> bool) {
        if let Some(known) = self.faults.get_mut(file) {
            known.retain(is_wanted);
            if known.is_empty() {
                self.faults.remove(file);
            }
        }
    }

    /// Forgets what was said of a file for one kind of reason.
    pub(super) fn forget_cause(&mut self, path: &str, cause: Cause) {
        if let Some(known) = self.problems.get_mut(path) {
            known.retain(|problem| problem.cause != cause);
            if known.is_empty() {
                self.problems.remove(path);
            }
        }
    }

    /// Forgets what was said of copies of any bytes.
    pub(super) fn forget_all_copies(&mut self) {
        self.problems.retain(|_, known| {
            known.retain(|problem| problem.cause != Cause::Copy);
            !known.is_empty()
        });
    }

    /// What is wrong in these files of the archivist's.
    pub(super) fn faults_of(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<Fault> {
        let wanted = self.faults.iter().filter(|(file, _)| is_wanted(file));
        wanted.flat_map(|(_, faults)| faults).cloned().collect()
    }

    /// Problems in order, as many as are listed, and how many more there are.
    pub(super) fn problems(&self) -> (Vec<Problem>, u64) {
        let all: usize = self.problems.values().map(Vec::len).sum();
        let mut listed: Vec<Problem> = self.problems.values().flatten().take(LISTED).cloned().collect();
        listed.sort();
        let more = all - listed.len();
        (listed, more as u64 + self.more)
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.faults.values().flatten().cloned().collect();
        faults.sort();
        faults
    }
}

fn forget<T>(noted: &mut BTreeMap<String, T>, path: &str) {
    noted.remove(path);
    let below = format!("{path}/");
    let from = (Bound::Included(below.as_str()), Bound::Unbounded);
    let gone: Vec<String> = noted
        .range::<str, _>(from)
        .map(|(path, _)| path.clone())
        .take_while(|path| path.starts_with(&below))
        .collect();
    for path in gone {
        noted.remove(&path);
    }
}
