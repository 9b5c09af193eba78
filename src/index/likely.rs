//! Headlines that are nearly the same. A headline is short, and one word makes it another: *second*
//! and *third*, one minister or another. So words must follow in the same order, a word may be spelled
//! otherwise, and one side may have words that the other lacks only where they name nobody and count
//! nothing; a word in the place of another tells them apart.

use super::analyzer::Analyzer;
use super::stop_words::is_stop_word;
use super::words::Words;

/// The least share of words that both must have.
const LEAST_SHARE: f32 = 0.8;
/// The most that is said of headlines that are not the same.
pub(super) const MOST_SHARE: f32 = 0.99;
/// Words that say something, in the shorter of both.
const LEAST_WORDS: usize = 4;
/// What a word weighs, and what a stop word does.
const WEIGHTS: [u16; 2] = [5, 1];
/// Words of a name that may stand behind a headline after a dash or bar.
const TAIL_WORDS: usize = 5;
/// The most words of a headline that are compared.
const MOST_WORDS: usize = 60;

/// Words that turn a headline into another one, however many it shares, as the analyzer has them:
/// numbers are told by their digits.
#[rustfmt::skip]
const TELLING: [&str; 97] = [
    "no", "not", "never", "without", "un", "denies", "former", "ex", "deputy", "vice",
    "against", "before", "after", "from", "cannot", "cant", "couldnt", "wont", "wouldnt", "shouldnt", "dont",
    "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "last", "next",
    "nicht", "kein", "keine", "keinen", "keiner", "ohne", "ne", "pas", "non", "sans", "sin", "nunca", "nao", "sem",
    "niet", "geen", "zonder", "nie", "bez", "не", "ни", "нет", "без", "ні", "degil", "yok",
    "لا", "لم", "لن", "ليس", "ليست", "دون", "بدون",
];

/// A word of a headline.
struct Word {
    word: String,
    stem: String,
    /// Printed in small letters: no name.
    is_small: bool,
    /// Behind the last dash or bar, where few words follow it.
    in_tail: bool,
    is_telling: bool,
    is_stop: bool,
}

impl Word {
    fn weight(&self) -> u16 {
        let [usual, little] = WEIGHTS;
        if self.is_stop { little } else { usual }
    }

    /// Whether one headline may have it and the other not.
    fn may_be_missing(&self, whole_tail: bool) -> bool {
        self.is_stop || !self.is_telling && (self.is_small || self.in_tail && whole_tail)
    }
}

/// The share of words that two headlines have in common, where they are likely one.
pub(super) fn share(analyzer: &Analyzer, one: &str, other: &str) -> Option<f32> {
    let (one, other) = (words(analyzer, one), words(analyzer, other));
    let content = |words: &[Word]| words.iter().filter(|word| !word.is_stop).count();
    if content(&one).min(content(&other)) < LEAST_WORDS {
        return None;
    }
    let pairs = align(&one, &other);
    let missing = |words: &[Word], side: fn(&(usize, usize)) -> usize| -> Option<usize> {
        let is_missing = |at: usize| !pairs.iter().any(|pair| side(pair) == at);
        let whole_tail = words
            .iter()
            .enumerate()
            .all(|(at, word)| !word.in_tail || is_missing(at));
        let mut content = 0;
        for (_, word) in words.iter().enumerate().filter(|(at, _)| is_missing(*at)) {
            if !word.may_be_missing(whole_tail) {
                return None;
            }
            content += usize::from(!word.is_stop);
        }
        Some(content)
    };
    // Where both miss something, one stands in the place of the other.
    let (here, there) = (missing(&one, |pair| pair.0)?, missing(&other, |pair| pair.1)?);
    if here > 0 && there > 0 {
        return None;
    }
    let total: u16 = one.iter().chain(&other).map(Word::weight).sum();
    let same = pairs.iter().filter_map(|(a, b)| Some((one.get(*a)?, other.get(*b)?)));
    let common: u16 = same
        .filter(|(a, b)| a.word == b.word)
        .map(|(a, b)| a.weight() + b.weight())
        .sum();
    let share = f32::from(common) / f32::from(total.max(1));
    (share >= LEAST_SHARE).then_some(share.min(MOST_SHARE))
}

/// The words of a headline that say something.
pub(super) fn telling(analyzer: &Analyzer, headline: &str) -> impl Iterator<Item = String> {
    let words = words(analyzer, headline).into_iter();
    words.filter(|word| !word.is_stop).map(|word| word.word)
}

fn words(analyzer: &Analyzer, headline: &str) -> Vec<Word> {
    let tail = tail(headline).unwrap_or(headline.len());
    let (mut reader, mut word, mut words) = (Words::of(headline), String::new(), Vec::new());
    while words.len() < MOST_WORDS
        && let Some(range) = reader.next(&mut word)
    {
        let printed = headline.get(range.clone()).unwrap_or_default();
        let is_telling = TELLING.contains(&word.as_str()) || word.chars().any(char::is_numeric);
        words.push(Word {
            stem: analyzer.stem(&word).into_owned(),
            word: word.clone(),
            is_telling,
            is_stop: !is_telling && is_stop_word(&word),
            is_small: printed.chars().next().is_some_and(char::is_lowercase),
            in_tail: range.start >= tail,
        });
    }
    words
}

/// Where the name of an outlet may begin: behind the last bar, or dash between spaces.
fn tail(headline: &str) -> Option<usize> {
    let signs = [" | ", " - ", " – ", " — ", " · "];
    let at = signs
        .iter()
        .filter_map(|sign| Some(headline.rfind(sign)? + sign.len()))
        .max()?;
    let few = headline.get(at..)?.split_whitespace().count() <= TAIL_WORDS;
    few.then_some(at)
}

/// Pairs of words in the order of both, as many as can be.
fn align(one: &[Word], other: &[Word]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut longest = vec![0_u32; (one.len() + 1) * width];
    let at = |table: &[u32], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in one.iter().enumerate().rev() {
        for (j, b) in other.iter().enumerate().rev() {
            let best = match is_same(a, b) {
                true => at(&longest, i + 1, j + 1) + 1,
                false => at(&longest, i + 1, j).max(at(&longest, i, j + 1)),
            };
            if let Some(cell) = longest.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        if is_same(a, b) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&longest, i + 1, j) >= at(&longest, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// The same word, another form of it, or one letter spelled otherwise in a long one.
fn is_same(a: &Word, b: &Word) -> bool {
    if a.word == b.word {
        return true;
    }
    if a.is_telling || b.is_telling || a.is_stop || b.is_stop {
        return false;
    }
    a.stem == b.stem || is_misspelled(&a.word, &b.word)
}

/// Whether long words of one first letter differ by one letter more, less or other.
fn is_misspelled(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 6 || long.len() - short.len() > 1 || short.first() != long.first() {
        return false;
    }
    let front = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let back = short.iter().rev().zip(long.iter().rev());
    let back = back.take_while(|(a, b)| a == b).count();
    front + back + 1 >= long.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, likely: bool) {
        let analyzer = Analyzer::new();
        let (there, back) = (share(&analyzer, one, other), share(&analyzer, other, one));
        assert_eq!((there.is_some(), there), (likely, back), "{one} / {other}");
    }

    #[test]
    fn nearly_the_same() {
        for (one, other) in [
            (
                "Harbour minister meets the fishing unions in Lagos",
                "Harbour Minister meets with fishing unions in Lagos",
            ),
            (
                "Harbour minister meets fishing unions on new quotas",
                "Harbor minister meets fishing unions on new quotas",
            ),
            (
                "Mayor of Tromsø opens rail link to the north",
                "Mayor of Tromso opens rail link to the north",
            ),
            (
                "Mayor opens long-awaited rail link to the old harbour",
                "Mayor opens rail link to the old harbour",
            ),
            (
                "Farmers and ministry agree on water prices | Delta News",
                "Farmers and ministry agree on water prices",
            ),
            (
                "The U.S. ambassador tours flooded river towns",
                "The US ambassador tours flooded river towns",
            ),
            (
                "وزير الري يزور السد الجديد في أسوان",
                "وزير الرى يزور السد الجديد فى اسوان",
            ),
        ] {
            check(one, other, true);
        }
    }

    #[test]
    fn one_word_makes_another_headline() {
        for (one, other) in [
            (
                "Second meeting of the fishing council ends in Lagos",
                "Third meeting of the fishing council ends in Lagos",
            ),
            (
                "Fishing council meeting of 2022 ends without agreement in Lagos",
                "Fishing council meeting of 2023 ends without agreement in Lagos",
            ),
            (
                "Second meeting of the fishing council ends in Lagos",
                "Meeting of the fishing council ends in Lagos",
            ),
            (
                "Harbour minister receives German consul on new quotas",
                "Harbour minister receives French consul on new quotas",
            ),
            (
                "Harbour minister receives consul and unions on new quotas",
                "Harbour minister receives consul Okafor and unions on new quotas",
            ),
            (
                "President says ministry will sell the old harbour",
                "President says ministry will not sell the old harbour",
            ),
            (
                "Minister of Mali greets minister of Niger in Dakar",
                "Minister of Niger greets minister of Mali in Dakar",
            ),
            (
                "Farmers and ministry agree on water prices - Okafor",
                "Farmers and ministry agree on water prices - Delta News",
            ),
            ("Minister meets farmers", "Minister meets the farmers"),
            (
                "وزير الري يزور السد الجديد في أسوان",
                "وزير النقل يزور السد الجديد في أسوان",
            ),
            (
                "Президент подпишет договор о рыболовстве с соседями",
                "Президент не подпишет договор о рыболовстве с соседями",
            ),
            (
                "Bürgermeister verkauft den alten Hafen an die Stadtwerke",
                "Bürgermeister verkauft den alten Hafen nicht an die Stadtwerke",
            ),
            (
                "Le ministre signera un accord sur la pêche avec les voisins",
                "Le ministre ne signera pas un accord sur la pêche avec les voisins",
            ),
            (
                "وزير الري يوقع اتفاق السد الجديد في أسوان",
                "وزير الري لن يوقع اتفاق السد الجديد في أسوان",
            ),
            (
                "وزير الري يوقع اتفاق السد الجديد في أسوان",
                "وزير الري لا يوقع اتفاق السد الجديد في أسوان",
            ),
            (
                "Belediye başkanı eski limanı satacak dedi valilik",
                "Belediye başkanı eski limanı satacak değil dedi valilik",
            ),
            (
                "Ministro firma un acuerdo de pesca con los vecinos del norte",
                "Ministro no firma un acuerdo de pesca con los vecinos del norte",
            ),
            (
                "Ministers of the river states agree on new fishing quotas",
                "Ministers of the river states don’t agree on new fishing quotas",
            ),
            (
                "Harbour minister meets unions before vote on new quotas",
                "Harbour minister meets unions after vote on new quotas",
            ),
            (
                "Harbour minister flies to Lagos for talks on new quotas",
                "Harbour minister flies from Lagos for talks on new quotas",
            ),
            ("", ""),
        ] {
            check(one, other, false);
        }
    }
}
