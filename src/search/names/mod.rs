//! Names that are spelt in more than one way, in more than one script.
//!
//! ```text
//! word as printed ─ letters ─► spelling (consonants, and what stands between them)
//!                                 ├─ key(): classes of consonants: where a name is filed
//!                                 ├─ lookup_keys(): where a reader's spelling may be filed
//!                                 └─ likeness(): whether the two can be the same name
//! aliases: what no rule finds (Erbil, Arbil, Hewlêr), each group with its citation
//! ```
//!
//! Keys are broad and likeness is strict: a variant that floods a rare name does more harm than one
//! that is missed. Nothing here looks at the archive, so the same words give the same answer always.

mod aliases;
mod arabic;
mod keys;
mod letters;
mod likeness;
mod ordinary;
mod particles;
mod row;
mod sound;
mod spelling;
mod vowels;

#[cfg(test)]
mod flood;
#[cfg(test)]
mod tests;

pub use aliases::{AliasError, Aliases, aliases, fold};
pub use keys::{key, lookup_keys};
pub use likeness::{Effort, Likeness, Name, likeness};
pub use particles::{is_joined_particle, is_particle, particles_agree};
