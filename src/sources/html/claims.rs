//! What a page states of its report in its markup, as claims: a value, what it is of, and where it stands.

/// What a claim is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The headline.
    Headline,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Published,
    /// When it was changed.
    Modified,
    /// Who published it.
    Outlet,
    /// The part of the outlet.
    Section,
    /// A keyword.
    Tag,
    /// Where it stands on the web.
    Url,
    /// Its language.
    Lang,
}

/// Where in a page, or around it, a claim stands. Of contradicting claims the one that comes first here
/// is taken: what is written for the reader of the page, then what the outlet writes for machines that
/// list its reports, then what its software fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A field of the record that holds the page.
    Record,
    /// The heading of the first rank, or the line that the title of the page has.
    Heading,
    /// `link rel=canonical`.
    Canonical,
    /// An article of JSON-LD.
    JsonLd,
    /// Properties of Open Graph: `og:…`, `article:…`.
    OpenGraph,
    /// `citation_…` tags.
    Citation,
    /// Dublin Core tags: `DC.…`, `dcterms.…`.
    DublinCore,
    /// `itemprop` attributes.
    Microdata,
    /// Other `meta` tags.
    Meta,
    /// A class that says what stands there.
    Class,
    /// A `time` element.
    Time,
    /// The attribute `lang` of the page.
    Attribute,
    /// The title of the page.
    Title,
    /// The address that a browser noted when it saved the page.
    SavedFrom,
}

/// A value that a page states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Claim {
    pub(in crate::sources) what: What,
    pub(in crate::sources) origin: Origin,
    pub(in crate::sources) value: String,
}

/// The longest value that is kept, in bytes.
const LONGEST: usize = 2_000;

/// Values of one kind that are kept.
const MOST: usize = 60;

impl Claim {
    /// A claim, its white space folded; none where nothing is left, or too much.
    pub(in crate::sources) fn new(what: What, origin: Origin, value: &str) -> Option<Self> {
        let mut folded = String::with_capacity(value.len().min(LONGEST));
        for word in value.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
            if folded.len() > LONGEST {
                return None;
            }
        }
        folded.contains(char::is_alphanumeric).then_some(Self {
            what,
            origin,
            value: folded,
        })
    }
}

/// Claims in the order in which they are taken, each value of a kind once.
pub(in crate::sources) fn in_order(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by_key(|claim| (claim.what, claim.origin));
    let mut seen = std::collections::HashSet::new();
    let mut counts = [0_usize; 9];
    claims.retain(|claim| {
        let count = counts.get_mut(claim.what as usize);
        let fresh = seen.insert((claim.what as usize, claim.value.to_lowercase()));
        match count {
            Some(count) if fresh && *count < MOST => {
                *count += 1;
                true
            }
            _ => false,
        }
    });
    claims
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_taken_in_order_and_once() {
        let claim = |what, origin, value| Claim::new(what, origin, value).unwrap();
        let ordered = in_order(vec![
            claim(What::Tag, Origin::Meta, "Wool"),
            claim(What::Headline, Origin::Title, "A  visit |\nHarbour Wire"),
            claim(What::Tag, Origin::JsonLd, "wool"),
            claim(What::Headline, Origin::Heading, "A visit"),
        ]);
        let values: Vec<&str> = ordered.iter().map(|claim| claim.value.as_str()).collect();
        assert_eq!(values, ["A visit", "A visit | Harbour Wire", "wool"]);
        assert!(Claim::new(What::Byline, Origin::Meta, " – ").is_none());
        assert!(Claim::new(What::Byline, Origin::Meta, &"x ".repeat(2_000)).is_none());
    }
}
