//! **Readout** is a searchable web archive of meeting reports: who met whom, when, where and about
//! what, as the press told it.
//!
//! ```text
//! reports folder ─ sources ─► Source ─ clean ─► Report ─ extract ─► Entry ─ index/write ─► tantivy
//!                 (bytes→text)      (what it SAYS)     (what we INFER)                        │
//! browser ◄─ templates ◄─ web/pages ◄─ archive ◄─ search::Results ◄─ index/read ◄─────────────┘
//!    └─ ?q= ─► search::parse ─► Query ─────────────────────────────────┘
//! ```
//!
//! Read the modules in this order; each names only those before it, and a test holds that.
//!
//! 1. [`report`]: the words of the domain.
//! 2. [`sources`]: the folder of files and records; the only reader of articles.
//! 3. [`clean`]: every line gets a role, and the rule that gave it.
//! 4. [`extract`]: people, places, bodies, dates, language, each with its evidence; and what the
//!    archivist says of them ([`extract::authority`]).
//! 5. [`search`]: question and answer, free of any engine.
//! 6. [`index`]: tantivy; nothing else names it.
//! 7. [`archive`]: keeps the index in step with the folder and answers what pages ask.
//! 8. [`web`]: axum; nothing else names it.
//! 9. [`cli`]: arguments, logging, and the commands.

pub mod archive;
pub mod clean;
pub mod cli;
pub mod extract;
pub mod index;
pub mod report;
pub mod search;
pub mod sources;
pub mod web;
