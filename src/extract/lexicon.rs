//! What single words tell of the people beside them; the words are data.

use rustc_hash::FxHashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

/// The classes that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

/// Names of the classes in `data/lexicon.txt`, in the order of their bits.
const NAMES: [&str; 29] = [
    "rank", "office", "mod", "honor", "abbrev", "particle", "notname", "people", "day", "month", "func", "meet",
    "receive", "hold", "talk", "discuss", "attend", "call", "unreal", "say", "verb", "unnamed", "article", "link",
    "with", "by", "of", "prep", "company",
];

impl Class {
    /// `General`: stands before a name.
    pub(super) const RANK: Self = Self(1);
    /// `minister`: somebody's office.
    pub(super) const OFFICE: Self = Self(1 << 1);
    /// `deputy`: part of an office.
    pub(super) const MOD: Self = Self(1 << 2);
    /// `Dr`: before a name, and no office.
    pub(super) const HONOR: Self = Self(1 << 3);
    /// A full stop behind it ends no sentence.
    pub(super) const ABBREV: Self = Self(1 << 4);
    /// `van`: small, inside names.
    pub(super) const PARTICLE: Self = Self(1 << 5);
    /// Part of the names of bodies, places, days; not of people.
    pub(super) const NOTNAME: Self = Self(1 << 6);
    /// `Iraqi`.
    pub(super) const PEOPLE: Self = Self(1 << 7);
    pub(super) const DAY: Self = Self(1 << 8);
    pub(super) const MONTH: Self = Self(1 << 9);
    /// Words of the sentence.
    pub(super) const FUNC: Self = Self(1 << 10);
    /// `met`.
    pub(super) const MEET: Self = Self(1 << 11);
    /// `received`: the object is the guest.
    pub(super) const RECEIVE: Self = Self(1 << 12);
    /// `held`: the object is a talk.
    pub(super) const HOLD: Self = Self(1 << 13);
    /// `talks`.
    pub(super) const TALK: Self = Self(1 << 14);
    /// `discussed … with`.
    pub(super) const DISCUSS: Self = Self(1 << 15);
    /// `attended by`.
    pub(super) const ATTEND: Self = Self(1 << 16);
    /// `phone`.
    pub(super) const CALL: Self = Self(1 << 17);
    /// Not so, or not yet.
    pub(super) const UNREAL: Self = Self(1 << 18);
    /// `said`.
    pub(super) const SAY: Self = Self(1 << 19);
    /// Ends what a noun phrase can be.
    pub(super) const VERB: Self = Self(1 << 20);
    /// `delegation`: a guest without a name.
    pub(super) const UNNAMED: Self = Self(1 << 21);
    /// `el`, `della`: a definite article, in the languages of `tongue`, as are those below.
    pub(super) const ARTICLE: Self = Self(1 << 22);
    /// Links the members of a list.
    pub(super) const LINK: Self = Self(1 << 23);
    /// `avec`
    pub(super) const WITH: Self = Self(1 << 24);
    /// `par`
    pub(super) const BY: Self = Self(1 << 25);
    /// `du`
    pub(super) const OF: Self = Self(1 << 26);
    /// What stands behind is no subject.
    pub(super) const PREP: Self = Self(1 << 27);
    /// `accompagné`
    pub(super) const COMPANY: Self = Self(1 << 28);

    /// Whether it stands in any of the classes of `other`.
    pub(super) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of its classes that are of `other` too.
    pub(super) fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// It is an office, a rank or a form of address.
    pub(super) fn is_title(self) -> bool {
        self.is(Self::RANK | Self::OFFICE | Self::HONOR)
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The class of this name in the data.
pub(super) fn bit(name: &str) -> Option<Class> {
    let bit = NAMES.iter().position(|known| *known == name)?;
    Some(Class(1 << bit))
}

static WORDS: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Class> = FxHashMap::default();
    let data = include_str!("data/lexicon.txt");
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, members)) = line.split_once(": ") else {
            continue;
        };
        let Some(bit) = bit(name) else {
            continue;
        };
        for word in members.split_whitespace() {
            let class = words.entry(word).or_default();
            *class = *class | bit;
        }
    }
    words
});

/// The classes of a word, which is folded.
pub(super) fn class(word: &str) -> Class {
    match WORDS.get(word) {
        Some(class) => *class,
        None if word.len() > 8 && COMPOUNDS.iter().any(|ending| word.ends_with(ending)) => Class::OFFICE,
        None => Class::default(),
    }
}

/// What German writes together: `Landesbischof`, `Ministerpräsidentin`.
const COMPOUNDS: [&str; 14] = [
    "bischof",
    "bischöfin",
    "minister",
    "ministerin",
    "präsident",
    "präsidentin",
    "sekretär",
    "sekretärin",
    "direktor",
    "direktorin",
    "botschafter",
    "botschafterin",
    "kommissar",
    "kommissarin",
];

/// The classes of a folded word whose parts are joined by hyphens: an office where all parts are of offices
/// (`vice-president`, `Major-General`), and nothing else unless it is listed whole.
pub(super) fn compound(word: &str) -> Class {
    let whole = class(word);
    if whole != Class::default() {
        return whole;
    }
    let known = |part: &str| {
        class(part).is(Class::RANK | Class::OFFICE | Class::MOD)
            || matches!(
                part,
                "in" | "ex" | "co" | "of" | "elect" | "designate" | "minister" | "at" | "non" | "arms" | "pro" | "tem"
            )
    };
    let mut parts = word.split('-');
    let head = parts.clone().any(|part| class(part).is(Class::RANK | Class::OFFICE));
    if head && parts.all(known) {
        let rank = word.split('-').all(|part| class(part).is(Class::RANK));
        return if rank { Class::RANK } else { Class::OFFICE };
    }
    // `US-led`, `Iran-backed`, `Iraqi-Kurdish`, but `Jong-un`
    let last = word.rsplit('-').next().unwrap_or_default();
    if matches!(
        last,
        "led" | "backed" | "based" | "born" | "run" | "owned" | "wide" | "level" | "ranking" | "era"
    ) || class(last).is(Class::PEOPLE) && last != "un"
    {
        return Class::PEOPLE;
    }
    Class::default()
}
