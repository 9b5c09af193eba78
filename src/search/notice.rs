use serde::{Serialize, Serializer};

/// One sentence that is said beside the results: what was ignored, widened or read otherwise, and
/// how to have it the other way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// What undoes it in one click, where something does.
    pub undo: Option<Undo>,
}

/// A change of the address that a notice offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// What it does, as a few words that a link can say (`only this spelling`).
    pub label: String,
    /// The parameter that changes.
    pub parameter: &'static str,
    /// Its new value.
    pub value: String,
}

impl Notice {
    /// A notice with this text, and nothing to undo.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            undo: None,
        }
    }

    /// With the change that undoes what it says.
    #[must_use]
    pub fn or(mut self, label: impl Into<String>, parameter: &'static str, value: impl Into<String>) -> Self {
        self.undo = Some(Undo {
            label: label.into(),
            parameter,
            value: value.into(),
        });
        self
    }
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// As its sentence: what programs are told.
impl Serialize for Notice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
