//! Reports that tell one story in mostly the same words: near-copies of one wire report.

use crate::report::{Report, Role};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words that are compared together.
const SHINGLE: usize = 5;
/// So much of the shorter report has to stand in the longer one.
const SHARE: f64 = 0.6;
/// Of a report with fewer words nothing can be told.
const LEAST: usize = 25;

/// Which reports tell one story: lists of places in `reports`, each in order, ordered by their first.
/// The same for whatever order the reports are in.
#[must_use]
pub fn stories(reports: &[&Report]) -> Vec<Vec<usize>> {
    let shingles: Vec<HashSet<u64>> = reports.iter().map(|report| shingles(report)).collect();
    let mut story: Vec<usize> = (0..reports.len()).collect();
    for (at, own) in shingles.iter().enumerate() {
        for (other_at, other) in shingles.iter().enumerate().take(at) {
            let shorter = own.len().min(other.len());
            let shared = own.intersection(other).count();
            let (Some(mine), Some(theirs)) = (story.get(at).copied(), story.get(other_at).copied()) else {
                continue;
            };
            if shorter > 0 && shared as f64 >= SHARE * shorter as f64 {
                // What is like either is of one story with both.
                let (kept, gone) = (mine.min(theirs), mine.max(theirs));
                story.iter_mut().filter(|one| **one == gone).for_each(|one| *one = kept);
            }
        }
    }
    let mut stories: Vec<Vec<usize>> = vec![Vec::new(); reports.len()];
    for (at, first) in story.into_iter().enumerate() {
        if let Some(story) = stories.get_mut(first) {
            story.push(at);
        }
    }
    stories.retain(|story| !story.is_empty());
    stories
}

/// Every few words of the running text that follow one another, as digests.
fn shingles(report: &Report) -> HashSet<u64> {
    let text: Vec<String> = report
        .blocks()
        .into_iter()
        .filter(|block| block.is(Role::Paragraph) && !block.roles.iter().any(|role| role.is_set_aside()))
        .map(|block| block.text.to_lowercase())
        .collect();
    let letters = |word: &&str| !word.is_empty();
    let words: Vec<&str> = text
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).filter(letters))
        .collect();
    if words.len() < LEAST {
        return HashSet::new();
    }
    let digest = |words: &[&str]| {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(SHINGLE).map(digest).collect()
}
