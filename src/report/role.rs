use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a line of a report is. The words are those of the press and of `gold/seeds.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The title of the report.
    Headline,
    /// A short line above the headline, or a sub-heading within the text.
    Kicker,
    /// The summary below the headline.
    Standfirst,
    /// The part of the outlet that the report stood in (`Politics`).
    Section,
    /// A line that says when the report was published or changed.
    Date,
    /// Who wrote it.
    Byline,
    /// The text of a picture.
    Caption,
    /// Keywords given by the outlet.
    Tags,
    /// The report itself.
    Paragraph,
    /// A single pointer to another report (`Read more: …`).
    ReadMore,
    /// An editor's, contributor's or translator's credit.
    Editor,
    /// Says again what a line above said.
    Repeated,
    /// Navigation, share and comment boxes, footers, lists of other stories.
    Furniture,
}

impl Role {
    /// Every role, in the order in which pages list them.
    pub const ALL: [Role; 13] = [
        Role::Headline,
        Role::Kicker,
        Role::Standfirst,
        Role::Section,
        Role::Date,
        Role::Byline,
        Role::Caption,
        Role::Tags,
        Role::Paragraph,
        Role::ReadMore,
        Role::Editor,
        Role::Repeated,
        Role::Furniture,
    ];

    /// The role's name as written in ledgers and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Kicker => "kicker",
            Role::Standfirst => "standfirst",
            Role::Section => "section",
            Role::Date => "date",
            Role::Byline => "byline",
            Role::Caption => "caption",
            Role::Tags => "tags",
            Role::Paragraph => "paragraph",
            Role::ReadMore => "read_more",
            Role::Editor => "editor",
            Role::Repeated => "repeated",
            Role::Furniture => "furniture",
        }
    }

    /// Lines that the default search leaves out and the report page sets aside.
    #[must_use]
    pub fn is_set_aside(self) -> bool {
        matches!(self, Role::ReadMore | Role::Repeated | Role::Furniture)
    }
}
