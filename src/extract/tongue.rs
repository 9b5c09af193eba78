//! The languages beside English whose words and order have rules of their own.

use super::lexicon::{self, Class, bit};
use crate::report::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A language that the rules know; all others are read as English is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tongue {
    #[default]
    Other,
    Spanish,
    Portuguese,
    French,
    Italian,
    German,
    Turkish,
}

const TAGS: [(&str, Tongue); 6] = [
    ("es", Tongue::Spanish),
    ("pt", Tongue::Portuguese),
    ("fr", Tongue::French),
    ("it", Tongue::Italian),
    ("de", Tongue::German),
    ("tr", Tongue::Turkish),
];

type Words = HashMap<&'static str, Class>;

/// The words of each language of `TAGS`, in that order.
static WORDS: LazyLock<[Words; TAGS.len()]> = LazyLock::new(|| {
    let mut all: [Words; TAGS.len()] = std::array::from_fn(|_| HashMap::new());
    let data = include_str!("data/tongues.txt");
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let Some((head, members)) = line.split_once(": ") else {
            continue;
        };
        let mut head = head.rsplit(' ');
        let Some(class) = head.next().and_then(bit) else {
            continue;
        };
        for tag in head {
            let nth = TAGS.iter().position(|(known, _)| *known == tag);
            let Some(words) = nth.and_then(|nth| all.get_mut(nth)) else {
                continue;
            };
            for word in members.split_whitespace() {
                let known = words.entry(word).or_default();
                // What stands inside names does so in every language.
                *known = *known | class | lexicon::class(word).only(Class::PARTICLE);
            }
        }
    }
    all
});

/// What German writes together: `Bezirksleiterin`, `Konzernchef`.
const COMPOUNDS: [&str; 36] = [
    "vorsitzenden",
    "abgeordneten",
    "beauftragten",
    "vorsitzendem",
    "kommissar",
    "kommissarin",
    "präsident",
    "präsidentin",
    "präsidenten",
    "minister",
    "ministerin",
    "direktor",
    "direktorin",
    "sekretär",
    "meister",
    "meisterin",
    "leiter",
    "leiterin",
    "chef",
    "chefin",
    "sprecher",
    "sprecherin",
    "kanzler",
    "kanzlerin",
    "vorsitzender",
    "vorsitzende",
    "beauftragter",
    "beauftragte",
    "abgeordneter",
    "abgeordnete",
    "kapitän",
    "kommandant",
    "inspekteur",
    "landesrat",
    "landesrätin",
    "konsulin",
];

impl Tongue {
    /// The language of a report, as far as rules know it.
    pub(super) fn of(lang: Option<&Language>) -> Self {
        let tag = lang.map_or("", |lang| lang.0.as_str());
        let tag = tag.split('-').next().unwrap_or_default();
        TAGS.iter()
            .find(|(known, _)| *known == tag)
            .map_or(Self::Other, |(_, tongue)| *tongue)
    }

    /// The classes of a folded word in this language, where they differ from those elsewhere.
    pub(super) fn class(self, word: &str) -> Option<Class> {
        if self == Self::Other {
            return None;
        }
        let nth = TAGS.iter().position(|(_, tongue)| *tongue == self)?;
        if let Some(class) = WORDS.get(nth).and_then(|words| words.get(word)) {
            return Some(*class);
        }
        let compound = self == Self::German && word.len() > 9 && COMPOUNDS.iter().any(|ending| word.ends_with(ending));
        // `Trainerin`, `Schreinerin`: what a woman does.
        let woman = self == Self::German && word.len() > 7 && word.ends_with("erin") && !word.starts_with("kath");
        // `den Intendanten`, `des Direktors`
        let bent = || {
            let stems = ["en", "n", "es", "s"].iter().filter_map(|end| word.strip_suffix(end));
            let known = |stem: &str| WORDS.get(nth).and_then(|words| words.get(stem)).copied();
            stems.filter_map(known).find(|class| class.is(Class::OFFICE))
        };
        let office = Class::OFFICE;
        if compound || woman {
            return Some(office);
        }
        (self == Self::German && word.len() > 6)
            .then(bent)
            .flatten()
            .map(|_| office)
    }

    /// Whether there are rules of its own for it.
    pub(super) fn is_known(self) -> bool {
        self != Self::Other
    }
}
