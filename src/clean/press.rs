//! Names of the press, by the words that such names have.

use super::text::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

struct PressWords {
    last: HashSet<String>,
    first: HashSet<String>,
}

static WORDS: LazyLock<PressWords> = LazyLock::new(|| {
    let of = |kind: &str| {
        let mut lines = include_str!("data/press_words.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(':'));
        let list = lines.find(|(name, _)| *name == kind);
        list.map(|(_, words)| words.split_whitespace().map(fold).collect())
            .unwrap_or_default()
    };
    PressWords {
        last: of("last"),
        first: of("first"),
    }
});

/// Small words behind a word of the press, inside a name (`Journal du Fleuve`, `Post & Pilot`).
const JOINS: &[&str] = &[
    "of", "and", "de", "del", "di", "da", "do", "du", "des", "der", "für", "fur", "fuer", "for", "in", "an", "al",
];

/// A name with a word of the press where such names have it (`Demerara Gazette`, `Voice of Kars`).
pub(super) fn is_press_name(name: &str) -> bool {
    let printed: Vec<&str> = name.split_whitespace().filter(|word| *word != "&").collect();
    let capital = printed
        .iter()
        .all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()) || word.len() <= 3);
    if !capital || !(1..=6).contains(&printed.len()) || name.contains([',', '،', '?', '!']) {
        return false;
    }
    let mut words: Vec<String> = printed.iter().map(|word| fold(word)).collect();
    // `L’Écho`
    let elided = printed
        .first()
        .and_then(|word| word.get(1..)?.strip_prefix(['\'', '’']));
    if let (Some(word), Some(bare)) = (words.first_mut(), elided.filter(|_| name.starts_with(['L', 'l']))) {
        *word = fold(bare);
    }
    let article = usize::from(
        words
            .first()
            .is_some_and(|word| matches!(word.as_str(), "the" | "la" | "le" | "el" | "il")),
    );
    if is_behind_article(&words) {
        return true;
    }
    words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1).map(String::as_str);
        match next {
            None => WORDS.last.contains(word) || is_written_together(word),
            // `Press TV`, `Daily News Egypt`, `Example News Agency (ENA)`
            Some(next) => {
                (at == article && WORDS.first.contains(word))
                    || (WORDS.last.contains(word)
                        && (JOINS.contains(&next)
                            || (at > article && next.chars().any(|c| c.is_ascii_digit()))
                            || printed.get(at + 1).is_some_and(|next| next.starts_with('('))))
            }
        }
    })
}

/// `El Tiempo`, `La Voz de la Ribera`: words that are of the press behind an article only, alone or with a place.
fn is_behind_article(words: &[String]) -> bool {
    const BEHIND: [&str; 32] = [
        "voz",
        "nacion",
        "tiempo",
        "mundo",
        "pais",
        "comercio",
        "universo",
        "hora",
        "verdad",
        "opinion",
        "publico",
        "povo",
        "tarde",
        "temps",
        "monde",
        "progres",
        "liberte",
        "soir",
        "matin",
        "stampa",
        "giorno",
        "secolo",
        "resto",
        "nazione",
        "arena",
        "piccolo",
        "provincia",
        "norte",
        "sur",
        "cronica",
        "razon",
        "vanguardia",
    ];
    let [article, word, rest @ ..] = words else {
        return false;
    };
    matches!(article.as_str(), "el" | "la" | "le" | "il" | "o" | "a" | "los" | "las")
        && BEHIND.contains(&word.as_str())
        && rest
            .first()
            .is_none_or(|join| matches!(join.as_str(), "de" | "del" | "di" | "du" | "da" | "do"))
}

/// What German writes together with the word before: `Ostseebote`, `Harzkurier`.
fn is_written_together(word: &str) -> bool {
    let ends = [
        "zeitung",
        "bote",
        "kurier",
        "anzeiger",
        "nachrichten",
        "rundschau",
        "tagblatt",
        "tageblatt",
        "volksblatt",
        "echo",
    ];
    ends.iter().any(|end| {
        word.strip_suffix(end)
            .is_some_and(|place| place.len() >= 3 && !place.ends_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_press() {
        for name in [
            "Demerara Gazette",
            "Voice of Kars",
            "The Strath Herald & Post",
            "Radio Nord",
            "وكالة شط العرب",
            "Journal du Fleuve",
            "Harzkurier",
            "L'Écho du Fleuve",
            "LA CRÓNICA DE LA RIBERA",
            "El Tiempo",
        ] {
            assert!(is_press_name(name), "{name}");
        }
        for name in [
            "Minister, Envoy Review School Meals",
            "Envoy Review School Meals",
            "Port Twins",
            "Mayor hails star guest",
            "Nación",
            "El Tiempo Mejora Pronto",
        ] {
            assert!(!is_press_name(name), "{name}");
        }
    }
}
