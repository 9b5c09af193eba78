use crate::sources::Source;

/// Lines that several reports of the folder share: a rule of cleaning reads them as furniture.
#[derive(Clone, Debug, Default)]
pub struct Familiar {}

impl Familiar {
    /// Counts the lines of one more source.
    pub fn learn(&mut self, _source: &Source) {}

    /// Names the lines of `source` that are familiar: while it stays the same, cleaning `source`
    /// again gives the same report.
    #[must_use]
    pub fn key(&self, _source: &Source) -> u64 {
        0
    }
}
