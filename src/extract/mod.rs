//! stub
use crate::report::{Facts, Report};
/// stub
#[must_use]
pub fn extract(_report: &Report) -> Facts {
    Facts::default()
}
