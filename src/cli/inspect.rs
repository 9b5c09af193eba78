//! stub

use std::path::PathBuf;

/// stub
///
/// # Errors
/// stub
pub fn run(_paths: &[PathBuf], _json: bool) -> anyhow::Result<()> {
    anyhow::bail!("inspect is not written yet")
}
