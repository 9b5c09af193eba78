//! People: everybody named, by name; one of them with all that reports say; who met whom.
//!
//! The field `people` is a dictionary ([`terms`]), and each answer is a walk through a range of it
//! ([`walk`]): the list of names ([`list`]), a search in them ([`find`]), one person ([`person`]), and the
//! most connected with what is between them ([`network`]).

mod find;
mod list;
mod network;
mod person;
pub(super) mod terms;
mod told;
mod walk;

pub use list::PeopleNames;
pub(super) use terms::touched;
