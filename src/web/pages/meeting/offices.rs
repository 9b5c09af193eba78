use crate::report::slug;
use std::collections::BTreeSet;

/// Ranks as they are printed short.
const SHORT: [(&str, &str); 14] = [
    ("gen", "general"),
    ("maj", "major"),
    ("lt", "lieutenant"),
    ("lieut", "lieutenant"),
    ("col", "colonel"),
    ("brig", "brigadier"),
    ("capt", "captain"),
    ("cmdr", "commander"),
    ("cpt", "captain"),
    ("adm", "admiral"),
    ("sgt", "sergeant"),
    ("cpl", "corporal"),
    ("dep", "deputy"),
    ("amb", "ambassador"),
];
/// Words that make a rank: one person has one at a time, whatever offices beside it.
const RANKS: [&str; 9] = [
    "general",
    "major",
    "lieutenant",
    "colonel",
    "brigadier",
    "captain",
    "admiral",
    "sergeant",
    "corporal",
];
/// Words that tell no office from another.
const EMPTY: [&str; 8] = ["the", "of", "for", "and", "s", "to", "in", "a"];

/// Whether two offices of one person, as printed, cannot both be right: other ranks; or, where neither
/// has a rank, other words. A shorter form of one office is the same, and a rank says nothing against
/// an office.
pub(super) fn differ(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let ranks = |words: &BTreeSet<String>| -> BTreeSet<String> {
        let is_rank = |word: &&String| RANKS.contains(&word.as_str());
        words.iter().filter(is_rank).cloned().collect()
    };
    let (mine, theirs) = (ranks(&one), ranks(&other));
    match (mine.is_empty(), theirs.is_empty()) {
        // `General` may stand for any of them.
        (false, false) => !mine.is_subset(&theirs) && !theirs.is_subset(&mine),
        (true, true) => !one.is_subset(&other) && !other.is_subset(&one),
        _ => false,
    }
}

fn words(office: &str) -> BTreeSet<String> {
    let long = |word: &str| {
        SHORT
            .iter()
            .find(|(short, _)| *short == word)
            .map_or(word, |(_, long)| long)
            .to_owned()
    };
    let slug = slug(office);
    slug.split('-')
        .filter(|word| !word.is_empty() && !EMPTY.contains(word))
        .map(long)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::differ;

    #[test]
    fn ranks_and_offices() {
        for (one, other, expected) in [
            ("Maj. Gen.", "Major General", false),
            ("Gen.", "Lt. Gen.", false),
            ("Brig. Gen.", "Maj. Gen.", true),
            ("Colonel", "Brigadier General", true),
            ("Col.", "commander of the coalition", false),
            ("Minister", "the Kurdistan Region’s Minister of Interior", false),
            ("Minister of Interior", "Interior Minister", false),
            ("Minister of Interior", "Minister of Peshmerga Affairs", true),
        ] {
            assert_eq!(differ(one, other), expected, "{one} / {other}");
            assert_eq!(differ(other, one), expected, "{other} / {one}");
        }
    }
}
