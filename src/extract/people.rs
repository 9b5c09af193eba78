//! People named in a report: capitalised words behind a rank or office, before an office in apposition
//! (`…, the president of`), or before a verb of saying. A surname alone goes back to the latest full
//! name that ends in it; the same surname of two people stays with the one named last.
//!
//! It reads scripts with capitals; names in other scripts are left alone rather than guessed.

use crate::report::{Block, Evidence, Person, Report, Role};
use std::collections::HashSet;
use std::sync::LazyLock;

const BEHIND_OFFICE: &str = "name-behind-office";
const BEFORE_OFFICE: &str = "name-before-office";
const SPEAKS: &str = "name-that-speaks";

static TITLES: LazyLock<HashSet<&str>> = LazyLock::new(|| words_of(include_str!("data/titles.txt")));
static NOT_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| words_of(include_str!("data/not_names.txt")));

fn words_of(data: &'static str) -> HashSet<&'static str> {
    data.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

/// Verbs that only people are the subject of.
const SAYS: [&str; 14] = [
    "said",
    "says",
    "told",
    "added",
    "tweeted",
    "stressed",
    "stated",
    "noted",
    "emphasized",
    "emphasised",
    "thanked",
    "met",
    "received",
    "welcomed",
];

/// A word of a text with what stands behind it.
#[derive(Clone, Debug)]
struct Word<'t> {
    /// As written, without punctuation around it and without a possessive ending.
    text: &'t str,
    /// Lower case, for looking up.
    folded: String,
    /// Begins with a capital.
    capital: bool,
    /// Punctuation, a possessive or a dash ends the run of words here.
    ends: Option<char>,
}

/// People that are kept of one report; a list longer than this is no report of a meeting.
const MOST_PEOPLE: usize = 1_000;

/// The people of a report, in order of appearance, each once.
pub(super) fn read(report: &Report) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut latest: Vec<String> = Vec::new();
    for block in report.blocks() {
        if !reads(&block) || people.len() >= MOST_PEOPLE {
            continue;
        }
        for (name, words, rule) in names(&block.text).into_iter().take(MOST_PEOPLE) {
            let name = full_name(&name, &latest);
            latest.retain(|known| *known != name);
            latest.push(name.clone());
            match people.iter_mut().find(|person| same(&person.name, &name)) {
                // The fullest form of the name is the one that is kept.
                Some(person) if person.name.split(' ').count() < name.split(' ').count() => {
                    *person = Person {
                        name,
                        evidence: Evidence::new(block.line, words, rule),
                    };
                }
                Some(_) => {}
                None => people.push(Person {
                    name,
                    evidence: Evidence::new(block.line, words, rule),
                }),
            }
        }
    }
    people
}

/// Bylines and furniture name people who took no part; a headline in which each word has a capital
/// does not show where a name ends, and the text below it does.
fn reads(block: &Block) -> bool {
    if block.is(Role::Headline) {
        let long = || block.text.split_whitespace().filter(|word| word.chars().count() > 3);
        let small = long().filter(|word| word.starts_with(char::is_lowercase)).count();
        return small * 3 > long().count();
    }
    [Role::Standfirst, Role::Caption, Role::Paragraph]
        .iter()
        .any(|role| block.is(*role))
}

/// Names in a text with the words they were read from.
fn names(text: &str) -> Vec<(String, String, &'static str)> {
    let words = split(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(word) = words.get(at) else { break };
        if !word.capital {
            at += 1;
            continue;
        }
        let end = run_end(&words, at);
        let run = words.get(at..end).unwrap_or_default();
        let office = run.iter().rposition(|word| is_title(word)).map_or(0, |last| last + 1);
        let has_office = office > 0;
        let name = run.get(office..).unwrap_or_default();
        let shown = |from: usize, to: usize| {
            words
                .get(from..to)
                .unwrap_or_default()
                .iter()
                .map(|word| word.text)
                .collect::<Vec<_>>()
                .join(" ")
        };
        if !name.is_empty() && is_name(name) && (has_office || name.len() >= 2) {
            let rule = if has_office {
                Some(BEHIND_OFFICE)
            } else if in_apposition(&words, end) {
                Some(BEFORE_OFFICE)
            } else if words.get(end).is_some_and(|next| SAYS.contains(&next.folded.as_str()))
                && run.last().is_some_and(|last| last.ends.is_none())
            {
                Some(SPEAKS)
            } else {
                None
            };
            if let Some(rule) = rule {
                found.push((tidy(name), shown(at, end), rule));
            }
        } else if has_office
            && name.is_empty()
            && let Some((from, to)) = behind_comma(&words, end)
        {
            let name = words.get(from..to).unwrap_or_default();
            found.push((tidy(name), shown(at, to), BEHIND_OFFICE));
            at = to;
            continue;
        }
        at = end.max(at + 1);
    }
    found
}

/// `the US Consul General in Erbil, Steve Bitner,`: a full name behind an office and its place.
fn behind_comma(words: &[Word<'_>], from: usize) -> Option<(usize, usize)> {
    let comma = (from.checked_sub(1)?..(from + 8).min(words.len()))
        .find(|at| words.get(*at).is_some_and(|word| word.ends.is_some()))?;
    if words.get(comma)?.ends != Some(',') {
        return None;
    }
    let end = run_end(words, comma + 1);
    let name = words.get(comma + 1..end)?;
    ((2..=4).contains(&name.len()) && is_name(name) && !name.iter().any(is_title)).then_some((comma + 1, end))
}

/// `Nechirvan Barzani, the president of …`
fn in_apposition(words: &[Word<'_>], end: usize) -> bool {
    let comma = end
        .checked_sub(1)
        .and_then(|last| words.get(last))
        .is_some_and(|last| last.ends == Some(','));
    comma
        && words
            .iter()
            .skip(end)
            .take(5)
            .take_while(|word| word.ends.is_none())
            .any(|word| TITLES.contains(word.folded.as_str()) && word.folded.len() > 3)
}

/// Where the run of capitalised words that starts at `at` ends; particles may stand inside.
fn run_end(words: &[Word<'_>], at: usize) -> usize {
    let mut end = at;
    while let Some(word) = words.get(end) {
        let particle = matches!(
            word.folded.as_str(),
            "bin"
                | "ibn"
                | "bint"
                | "van"
                | "von"
                | "der"
                | "den"
                | "de"
                | "da"
                | "dos"
                | "del"
                | "di"
                | "la"
                | "le"
                | "el"
                | "ul"
                | "al"
                | "abu"
        ) && end > at
            && words.get(end + 1).is_some_and(|next| next.capital);
        if !(word.capital || particle || (end > at && is_al(word))) {
            break;
        }
        end += 1;
        if word.ends.is_some() {
            break;
        }
    }
    end
}

fn is_al(word: &Word<'_>) -> bool {
    word.folded.starts_with("al-")
        || word.folded.starts_with("el-")
        || word.folded.starts_with("ad-")
        || word.folded.starts_with("as-")
}

fn is_title(word: &Word<'_>) -> bool {
    word.folded
        .split('-')
        .all(|part| TITLES.contains(part.trim_end_matches('.')))
}

/// One to four words, none of which belongs to bodies or places.
fn is_name(words: &[Word<'_>]) -> bool {
    let plain = words.iter().filter(|word| word.folded.chars().count() > 1).count();
    (1..=5).contains(&words.len())
        && plain >= 1
        && words.iter().all(|word| {
            !NOT_NAMES.contains(word.folded.as_str())
                && !word
                    .text
                    .chars()
                    .any(|c| c.is_ascii_digit() || matches!(c, '#' | '@' | '/'))
                && (word.text.chars().any(char::is_lowercase) || word.folded.chars().count() == 1 || words.len() > 1)
        })
}

/// The name without middle initials and apostrophes, particles in small letters: one spelling for
/// `Shia’ al-Sudani` and `Shia Al-Sudani`.
fn tidy(words: &[Word<'_>]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for word in words {
        if word.folded.chars().count() == 1 && !parts.is_empty() {
            continue;
        }
        let mut part: String = word
            .text
            .chars()
            .filter(|c| !matches!(c, '’' | '\'' | '‘' | 'ʿ' | 'ʾ'))
            .collect();
        for particle in ["Al-", "El-", "Ad-", "As-"] {
            if let Some(rest) = part.strip_prefix(particle) {
                part = format!("{}{rest}", particle.to_lowercase());
            }
        }
        parts.push(part);
    }
    parts.join(" ")
}

/// A surname alone is the latest full name that ends in it.
fn full_name(name: &str, latest: &[String]) -> String {
    if name.contains(' ') {
        return name.to_owned();
    }
    let bare = |name: &str| {
        name.to_lowercase()
            .trim_start_matches("al-")
            .trim_start_matches("el-")
            .to_owned()
    };
    latest
        .iter()
        .rev()
        .find(|known| known.contains(' ') && known.rsplit(' ').next().is_some_and(|last| bare(last) == bare(name)))
        .cloned()
        .unwrap_or_else(|| name.to_owned())
}

/// The same first and last words; letter case aside.
fn same(a: &str, b: &str) -> bool {
    let ends = |name: &str| {
        let lower = name.to_lowercase();
        (
            lower.split(' ').next().map(str::to_owned),
            lower.rsplit(' ').next().map(str::to_owned),
        )
    };
    ends(a) == ends(b)
}

/// Words of a text. A full stop ends a run unless the word is a rank, an initial or an abbreviation.
fn split(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    for raw in text.split_whitespace() {
        let start = raw.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '@'));
        let bare = start.trim_end_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            // A dash that stands alone ends the run before it.
            if let Some(last) = words.last_mut() {
                last.ends = last.ends.or_else(|| raw.chars().next());
            }
            continue;
        }
        let behind = start.get(bare.len()..).unwrap_or_default();
        let (word, possessive) = ["’s", "'s", "s’", "s'"]
            .iter()
            .find_map(|ending| bare.strip_suffix(*ending).map(|word| (word, true)))
            .unwrap_or((bare, false));
        let folded = word.to_lowercase();
        let abbreviation = behind.starts_with('.')
            && (TITLES.contains(folded.as_str()) && folded.chars().count() <= 6
                || folded.chars().count() == 1
                || folded.contains('.'));
        let ends = match behind.chars().find(|c| !matches!(c, '’' | '\'' | '‘' | '”' | '"')) {
            Some('.') if abbreviation => None,
            Some(c) => Some(c),
            None if possessive => Some('’'),
            None if behind.contains(['”', '"']) => Some('”'),
            None => None,
        };
        words.push(Word {
            text: word,
            capital: word.chars().next().is_some_and(char::is_uppercase),
            folded,
            ends,
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = names(text).into_iter().map(|(name, _, _)| name).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_by_office_and_shape() {
        check(
            "Prime Minister Ana Sousa met on Monday with Maj. Gen. Tom B. Reed, the commander.",
            &["Ana Sousa", "Tom Reed"],
        );
        check("the Consul General in Quito, Li Wei, and others", &["Li Wei"]);
        check(
            "the Region’s Minister of Interior, Omar Haddad met with them",
            &["Omar Haddad"],
        );
        check("Ana Sousa, the president of the council, spoke.", &["Ana Sousa"]);
        check("“We agreed,” Ana Sousa said.", &["Ana Sousa"]);
        check("Prime Minister Omar Shia’ al-Haddad’s office", &["Omar Shia al-Haddad"]);
        check("Col. Reed, Deputy Director of MAG-North", &["Reed"]);
        check(
            "The Foreign Ministry said the United Nations met on Monday in New Delhi.",
            &[],
        );
        check("The Prime Minister said so.", &[]);
    }
}
