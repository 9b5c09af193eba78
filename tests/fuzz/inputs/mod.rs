//! Made inputs, by target; the same seed makes the same, whatever the machine.
#![allow(clippy::indexing_slicing)]

mod corpus;
mod mutants;
pub(crate) mod query;
mod tokens;

use mutants::Mutants;

/// An endless row of inputs for a target.
pub(crate) fn inputs(target: &str, seed: u64) -> Box<dyn Iterator<Item = Vec<u8>>> {
    if target == "query" {
        return Box::new(query::Inputs::new(seed).map(String::into_bytes));
    }
    Box::new(Mutants::new(seed, corpus::of(target), tokens::of(target)))
}
