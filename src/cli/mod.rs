//! Arguments, logging and the commands.
pub mod inspect;
