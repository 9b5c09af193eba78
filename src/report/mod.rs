//! The words of the domain. No input, no output, no engine: only what a report *is*.
//!
//! What the source says is [`Stated`]; what we conclude from it lives in [`Facts`]. Both carry
//! their [`Evidence`], for a value that cannot be shown in the source is not kept.

mod date;
mod entry;
mod evidence;
mod id;
mod line;
mod meeting;
mod meeting_id;
mod meeting_key;
mod role;
mod slug;
mod web_address;

pub use date::{DateBounds, Language};
pub use entry::{Entry, Facts, Form, Organisation, Person, Place, Report, Title, Warning};
pub use evidence::{Evidence, Stated};
pub use id::{IdError, ReportId};
pub use line::{Block, Line, blocks};
pub use meeting::{Meeting, MeetingKind, Participant, Quotation};
pub use meeting_id::{MeetingId, MeetingIdError};
pub use meeting_key::MeetingKey;
pub use role::Role;
pub use slug::slug;
pub use web_address::is_web_address;
