//! What a query can name: units, properties, fields.

/// What [`super::Query::Within`] keeps together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A paragraph, heading, caption or headline: `para:`.
    Paragraph,
    /// A sentence: `sent:`.
    Sentence,
    /// The names of those who took part in one meeting: `met:`.
    Meeting,
}

impl Unit {
    /// Its name in a query.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Unit::Paragraph => "para",
            Unit::Sentence => "sent",
            Unit::Meeting => "met",
        }
    }

    /// The unit with this name; case does not matter.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Unit::Paragraph, Unit::Sentence, Unit::Meeting]
            .into_iter()
            .find(|unit| unit.name().eq_ignore_ascii_case(name))
    }
}

/// What [`super::Query::Has`] asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Property {
    /// A printed headline, not a supplied title.
    Title,
    /// A date of which something is known.
    Date,
    /// A publisher.
    Outlet,
    /// An author.
    Byline,
    /// A section.
    Section,
    /// A picture caption.
    Caption,
    /// A dateline's or any other place.
    Place,
    /// A named person.
    Person,
    /// A named organisation.
    Organisation,
    /// A keyword.
    Tag,
    /// A pointer to another report (`Read More: …`).
    ReadMore,
    /// Something odd in its source, of which its page warns.
    Warning,
}

impl Property {
    /// Every property with its name in a query.
    pub const ALL: [(Property, &'static str); 12] = [
        (Property::Title, "title"),
        (Property::Date, "date"),
        (Property::Outlet, "outlet"),
        (Property::Byline, "byline"),
        (Property::Section, "section"),
        (Property::Caption, "caption"),
        (Property::Place, "place"),
        (Property::Person, "person"),
        (Property::Organisation, "org"),
        (Property::Tag, "tag"),
        (Property::ReadMore, "link"),
        (Property::Warning, "warning"),
    ];

    /// Its name in a query.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(property, _)| *property == self)
            .map_or("", |(_, name)| name)
    }

    /// The property with this name; case does not matter.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name))
            .map(|(property, _)| *property)
    }
}

/// A part of a report that a query can name (`title:visit`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Headline or supplied title.
    Title,
    /// Standfirst, sub-headings and paragraphs.
    Body,
    /// Picture captions.
    Caption,
    /// Publisher.
    Outlet,
    /// People named.
    Person,
    /// Section of the outlet.
    Section,
    /// Author.
    Byline,
    /// Keywords of the outlet.
    Tag,
    /// Places named.
    Place,
    /// Organisations named.
    Org,
    /// Language tag.
    Lang,
    /// The report's id.
    Id,
}

impl Field {
    /// Every field with the name it has in a query.
    pub const ALL: [(Field, &'static str); 12] = [
        (Field::Title, "title"),
        (Field::Body, "body"),
        (Field::Caption, "caption"),
        (Field::Outlet, "outlet"),
        (Field::Person, "person"),
        (Field::Section, "section"),
        (Field::Byline, "byline"),
        (Field::Tag, "tag"),
        (Field::Place, "place"),
        (Field::Org, "org"),
        (Field::Lang, "lang"),
        (Field::Id, "id"),
    ];

    /// The field's name in a query.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(field, _)| *field == self)
            .map_or("", |(_, name)| name)
    }

    /// The field with this name; case does not matter.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name))
            .map(|(field, _)| *field)
    }
}
