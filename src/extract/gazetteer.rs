//! Names of places and bodies, and the words that bodies are called by, found in one pass.

use super::near::is_word;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use std::ops::Range;
use std::sync::LazyLock;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Country,
    Place,
    /// A place whose name is also a word, or a person's name.
    Ambiguous,
    /// `US`: the country only where no noun follows.
    Short,
    /// A name that means the place in datelines alone.
    Dateline,
    /// `province`, which makes a place of the name before it.
    Division,
    Body,
    /// A word that bodies are called by; see `data/heads.txt`.
    Head(Head),
}

/// What a head needs around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Any,
    Two,
    Of,
    Romance,
}

/// A name as the data have it.
#[derive(Debug)]
pub(super) struct Name {
    /// The name that is shown, whichever spelling was met.
    pub(super) shown: &'static str,
    pub(super) kind: Kind,
    written: String,
    /// Only in these very letters: an abbreviation.
    exact: bool,
}

/// A name in a text.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) range: Range<usize>,
    pub(super) name: &'static Name,
}

struct Gazetteer {
    names: Vec<Name>,
    automaton: Option<AhoCorasick>,
    /// The bytes that names begin with.
    first: [bool; 256],
}

const DIVISIONS: [&str; 9] = [
    "governorate",
    "governorates",
    "province",
    "provinces",
    "oblast",
    "prefecture",
    "voivodeship",
    "Vilayeti",
    "Eyaleti",
];

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut names = Vec::new();
    let lines = |data: &'static str| data.lines().filter(|line| !line.starts_with('#'));
    for line in lines(include_str!("data/places.txt")) {
        let Some((kind, spellings)) = line.split_once(' ') else {
            continue;
        };
        let kind = match kind {
            "C" => Kind::Country,
            "A" => Kind::Ambiguous,
            "B" => Kind::Short,
            "D" => Kind::Dateline,
            _ => Kind::Place,
        };
        add(&mut names, kind, spellings);
    }
    for line in lines(include_str!("data/organisations.txt")) {
        add(&mut names, Kind::Body, line);
    }
    for line in lines(include_str!("data/heads.txt")) {
        let mut words = line.split(' ');
        let head = match words.next() {
            Some("any") => Head::Any,
            Some("two") => Head::Two,
            Some("of") => Head::Of,
            _ => Head::Romance,
        };
        for word in words {
            let mut letters = word.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            names.push(Name {
                shown: word,
                kind: Kind::Head(head),
                written: first + letters.as_str(),
                exact: false,
            });
        }
    }
    names.extend(DIVISIONS.iter().map(|word| Name {
        shown: word,
        kind: Kind::Division,
        written: (*word).to_owned(),
        exact: false,
    }));
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(StartKind::Anchored)
        // Some megabytes, for a step per byte: all text of the archive goes through it.
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .build(names.iter().map(|name| &name.written));
    debug_assert!(automaton.is_ok(), "the names make no automaton");
    let mut first = [false; 256];
    for byte in names.iter().filter_map(|name| name.written.bytes().next()) {
        for byte in [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()] {
            if let Some(begins) = first.get_mut(usize::from(byte)) {
                *begins = true;
            }
        }
    }
    Gazetteer {
        names,
        automaton: automaton.ok(),
        first,
    }
});

/// The spellings of a line; the first is shown. Short forms are never shown.
fn add(names: &mut Vec<Name>, kind: Kind, spellings: &'static str) {
    let shown = spellings.split('|').next().unwrap_or(spellings);
    let skip = usize::from(matches!(kind, Kind::Short | Kind::Dateline));
    let mut spellings: Vec<&str> = spellings.split('|').skip(skip).collect();
    // Of two that differ in capitals only the first is found: the one that more texts fit.
    spellings.sort_by_key(|written| written.chars().filter(|c| c.is_uppercase()).count());
    for written in spellings {
        names.push(Name {
            shown,
            kind,
            written: written.to_owned(),
            exact: written.chars().any(char::is_uppercase) && !written.chars().any(char::is_lowercase),
        });
        // The automaton takes capitals for small letters in ASCII only.
        let capitals = written.to_uppercase();
        if capitals != written && !capitals.eq_ignore_ascii_case(written) {
            names.push(Name {
                shown,
                kind,
                written: capitals,
                exact: true,
            });
        }
    }
}

/// The names in a text that stand as whole words, in order; of those that begin in one place the longest,
/// and none within another. They are looked for where words begin, not at every letter.
pub(super) fn find(text: &str) -> Vec<Hit> {
    let gazetteer = &*GAZETTEER;
    let Some(automaton) = &gazetteer.automaton else {
        return Vec::new();
    };
    let (mut hits, mut from) = (Vec::new(), 0);
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        let begins = may_begin(before, byte) && gazetteer.first.get(usize::from(byte)) == Some(&true);
        before = byte;
        if at < from || !begins {
            continue;
        }
        let input = Input::new(text).range(at..).anchored(Anchored::Yes);
        let Some(found) = automaton.find(input) else {
            continue;
        };
        let range = found.range();
        let Some((name, words)) = gazetteer
            .names
            .get(found.pattern().as_usize())
            .zip(text.get(range.clone()))
        else {
            continue;
        };
        if is_written_so(words, name) && is_word(text, &range) {
            from = range.end;
            hits.push(Hit { range, name });
        }
    }
    hits
}

/// Whether a word may begin with a byte behind another one. Scripts that join letters write particles together
/// with the word behind them, so that there any letter may.
fn may_begin(before: u8, byte: u8) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match byte.is_ascii() {
        true => !is_letter(before),
        // Not in the midst of a letter.
        false => byte & 0xC0 == 0xC0 && !is_letter(before),
    }
}

/// The place or body of exactly this name.
pub(super) fn look_up(name: &str) -> Option<&'static Name> {
    let hit = find(name).into_iter().next()?;
    (hit.range == (0..name.len())).then_some(hit.name)
}

/// As the data have it, or with more capitals.
fn is_written_so(words: &str, name: &Name) -> bool {
    let capitals = || {
        let pairs = words.chars().zip(name.written.chars());
        pairs.fold(true, |fits, (word, known)| {
            fits && (!known.is_uppercase() || word.is_uppercase())
        })
    };
    words == name.written || name.kind == Kind::Division || (!name.exact && capitals())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, shown: &[&str]) {
        let found: Vec<&str> = find(text).iter().map(|hit| hit.name.shown).collect();
        assert_eq!(found, shown, "{text}");
    }

    #[test]
    fn whole_capitalised_words_are_found() {
        check(
            "from Bagdad to HEWLER, not in baghdadi or Baghdadi",
            &["Baghdad", "Erbil"],
        );
        check("Niger, Nigeria and Romania", &["Niger", "Nigeria", "Romania"]);
        check("South Sudan and Sudan", &["South Sudan", "Sudan"]);
        check("we turkey WHO who", &["World Health Organization"]);
        check("وبالعراق وفي بغداد والبغدادي", &["Iraq", "Baghdad"]);
        check("в Москве, МОСКВА, BOGOTÁ", &["Moscow", "Moscow", "Bogotá"]);
        check(
            "Nato, NATO, nato, al-Qaeda and Salah Al-Din",
            &["NATO", "NATO", "Al-Qaeda", "Saladin"],
        );
    }

    #[test]
    fn no_spelling_names_two_things() {
        let mut seen = std::collections::HashMap::new();
        for name in GAZETTEER
            .names
            .iter()
            .filter(|name| !matches!(name.kind, Kind::Head(_)))
        {
            let before = seen.insert(&name.written, name.shown);
            assert!(
                before.is_none_or(|before| before == name.shown),
                "{name:?} is also {before:?}"
            );
        }
    }
}
