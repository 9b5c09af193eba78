//! Small words, by what they tell of the name beside them.

use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A long list of words, looked up by hashing.
pub(super) type List = LazyLock<FxHashSet<&'static str>>;

/// The words of a list, which are set apart by spaces.
pub(super) fn list(words: &'static str) -> FxHashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

/// A word in small letters; most are written so, and are not copied.
pub(super) fn lowered(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// Whether a list of words set apart by spaces holds a word.
pub(super) fn in_list(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let is_gap = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(u8::is_ascii_whitespace);
    // Searching is several times faster than splitting, and this is asked at every name.
    !word.is_empty()
        && list
            .match_indices(word)
            .any(|(at, _)| is_gap(at.checked_sub(1)) && is_gap(Some(at + word.len())))
}

/// Words behind which a place stands.
pub(super) fn is_locative(word: &str) -> bool {
    matches!(
        word,
        "in" | "to" | "from" | "at" | "near" | "outside" | "inside" | "into" | "via" | "across" | "towards" | "toward"
            | "around" | "through" | "throughout" | "visit" | "visits" | "visited" | "visiting" | "left" | "leaves"
            | "leaving" | "reached" | "reaches" | "toured" | "tours"
            // French, Spanish, Portuguese, Italian
            | "à" | "en" | "au" | "aux" | "vers" | "depuis" | "desde" | "hacia" | "a" | "para" | "em" | "no" | "na" | "ad"
            // German, Dutch, Scandinavian
            | "nach" | "aus" | "bei" | "im" | "naar" | "uit" | "te" | "i" | "til" | "till"
            // Slavic languages
            | "w" | "we" | "do" | "z" | "v" | "ve" | "u" | "iz" | "в" | "во" | "из" | "на" | "у" | "до" | "з"
    )
}

/// Words that belong to the sentence, not to a name.
pub(super) fn is_function_word(word: &str) -> bool {
    is_locative(word)
        || in_list(
            "the and or but nor on by for with as of over after before amid during since until while when where which who that is \
             are was were be been has have had will would can could should may might must not also between against about \
             under its his her their said says say told added if than then because so both more today yesterday itself he she it they \
             this these those et y e und ve",
            word,
        )
}

/// Words that begin sentences, and are written with a capital there only.
pub(super) fn starts_sentence(word: &str) -> bool {
    is_function_word(word)
        || is_day_or_month(word)
        || in_list(
            "a an la le el los las der die das il our my your we i you all some many most several each every other another recent new former current last next first \
             second two three meanwhile however moreover furthermore later earlier today yesterday \
             read photo picture image according speaking there here what why how although though despite following like unlike within \
             without out off up down no yes only even still once again now thus hence such per nearly almost about visiting",
            word,
        )
}

/// Weekdays and months.
pub(super) fn is_day_or_month(word: &str) -> bool {
    in_list(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october \
         november december",
        word,
    )
}

/// Offices that end the name of a body before them, or stand before it.
pub(super) fn is_office(word: &str) -> bool {
    in_list(
        "president minister ministers spokesman spokesperson spokeswoman commander secretary director chairman chairwoman chair \
         chairperson ambassador governor mayor mr mrs ms dr sheikh king queen prince princess pm senator chief head leader deputy envoy \
         representative representatives member members official officials officer lawmaker lawmakers mp mps speaker undersecretary \
         general-secretary gen col maj lt capt brig adm sen rep gov prof advisor adviser candidate leaders headquarters vice premier \
         chancellor coordinator administrator rector prime",
        word,
    )
}
