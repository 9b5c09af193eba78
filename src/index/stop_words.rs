//! Words so common that in a search for any of several they say nothing. They are indexed, and count
//! in phrases and wherever all words must match.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The words of Snowball's English list, contractions without their apostrophes, as the analyzer has
/// them; those that become other words so (`well`, `were` as we're, `shell`) are left out.
const STOP_WORDS: &str = "\
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her \
hers herself it its itself they them their theirs themselves what which who whom this that these \
those am is are was were be been being have has had having do does did doing would should could \
ought im youre hes shes theyre ive youve weve theyve youd hed theyd youll theyll isnt arent wasnt \
werent hasnt havent hadnt doesnt dont didnt wont wouldnt shant shouldnt cant cannot couldnt mustnt \
lets thats whos whats heres theres whens wheres whys hows a an the and but if or because as until \
while of at by for with about against between into through during before after above below to from \
up down in out on off over under again further then once here there when where why how all any both \
each few more most other some such no nor not only own same so than too very";

/// Whether a word in lower case is one.
pub(super) fn is_stop_word(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.split(' ').collect());
    WORDS.contains(word)
}
