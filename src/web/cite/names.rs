//! Who wrote a report, as far as a byline tells.
//!
//! A family name goes first in a bibliography, so one must know which it is. Where that is not sure, a
//! name stays as it was printed: `Kurdistan 24 staff` is nobody called Staff, in `Li Wei` the family
//! name stands first already, and in `Gabriel García Márquez` it has two words.

/// Somebody, or something, that a byline names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) enum Author {
    /// A person of whose names we know which is which.
    Person {
        /// All that stands before the family name.
        given: String,
        /// With its particle: `van Wilgenburg`.
        family: String,
    },
    /// A person by all appearance, or several, as printed.
    Printed(String),
    /// A desk, an agency, an office.
    Body(String),
}

impl Author {
    /// As printed: `Wladimir van Wilgenburg`.
    pub(in crate::web) fn natural(&self) -> String {
        match self {
            Author::Person { given, family } => format!("{given} {family}"),
            Author::Printed(name) | Author::Body(name) => name.clone(),
        }
    }

    /// As lists sort it: `van Wilgenburg, Wladimir`.
    pub(in crate::web) fn inverted(&self) -> String {
        match self {
            Author::Person { given, family } => format!("{family}, {given}"),
            Author::Printed(name) | Author::Body(name) => name.clone(),
        }
    }

    /// With initials: `van Wilgenburg, W.`
    pub(super) fn initials(&self) -> String {
        match self {
            Author::Person { given, family } => format!("{family}, {}", initials(given)),
            Author::Printed(name) | Author::Body(name) => name.clone(),
        }
    }

    pub(super) fn is_person(&self) -> bool {
        matches!(self, Author::Person { .. })
    }
}

/// `Jean-Pierre M.` is `J.-P. M.`
fn initials(given: &str) -> String {
    let word = |word: &str| {
        let parts: Vec<String> = word
            .split('-')
            .filter_map(|part| part.chars().next())
            .map(|c| format!("{c}."))
            .collect();
        parts.join("-")
    };
    let words: Vec<String> = given.split(' ').map(word).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Reads a byline of one line; `outlet` and `lang` help to tell persons from others.
pub(super) fn authors(byline: &str, outlet: Option<&str>, lang: Option<&str>) -> Vec<Author> {
    let parts: Vec<Author> = parts(byline)
        .iter()
        .map(|part| author(part, outlet, lang.unwrap_or_default()))
        .collect();
    // `Ministry of Trade and Industry`, `Ana Sousa, Nairobi`: no list of persons, so no list.
    if parts.len() > 1 && !parts.iter().any(|part| matches!(part, Author::Body(_))) {
        return parts;
    }
    vec![author(byline, outlet, lang.unwrap_or_default())]
}

/// Words between two names.
const JOINS: [&str; 9] = ["and", "&", "et", "und", "y", "e", "ve", "и", "و"];

fn parts(byline: &str) -> Vec<String> {
    let mut parts = vec![Vec::new()];
    for word in byline.split(' ') {
        let bare = word.trim_end_matches([',', ';', '،']);
        let joins = JOINS.iter().any(|join| join.eq_ignore_ascii_case(bare));
        if let Some(part) = parts.last_mut().filter(|_| !joins && !bare.is_empty()) {
            part.push(bare);
        }
        if joins || bare.len() < word.len() {
            parts.push(Vec::new());
        }
    }
    let parts = parts.iter().map(|words| words.join(" "));
    parts.filter(|part| !part.is_empty()).collect()
}

fn author(name: &str, outlet: Option<&str>, lang: &str) -> Author {
    let words: Vec<&str> = name.split(' ').collect();
    // Before desks are looked for: a `Staff Sgt.` is a person.
    if words.len() > 1 && words.iter().any(|word| is_one_of(&TITLES, word)) {
        return Author::Printed(name.to_owned());
    }
    if words.len() < 2
        || words.iter().any(|word| is_of_press(word))
        || names_agency(&words)
        || outlet.is_some_and(|outlet| begins_as(name, outlet))
    {
        return Author::Body(name.to_owned());
    }
    match family_at(&words, lang).and_then(|at| words.split_at_checked(at)) {
        Some((given, family)) => Author::Person {
            given: given.join(" "),
            family: family.join(" "),
        },
        None => Author::Printed(name.to_owned()),
    }
}

/// `AFP Baghdad` names an agency; where every word is in capitals, `ANA` may be a person.
fn names_agency(words: &[&str]) -> bool {
    let shouts = |word: &&str| word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
    let short = |word: &&str| (3..=4).contains(&word.chars().count()) && !word.contains('.');
    words.iter().any(|word| shouts(word) && short(word)) && !words.iter().all(shouts)
}

/// `Rudaw English` is of Rudaw: its first word is one of the outlet's.
fn begins_as(name: &str, outlet: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    first.chars().count() > 2 && outlet.split(' ').any(|word| word.to_lowercase() == first)
}

/// Words of desks, agencies and offices, and of nobody's name.
#[rustfmt::skip]
const PRESS: [&str; 96] = [
    "agence", "agences", "agencia", "agencias", "agencies", "agency", "agenzia", "ajans", "ajansı", "army",
    "association", "broadcasting", "brigade", "bureau", "center", "centre", "channel", "command", "committee",
    "consulate", "correspondent", "council", "daily", "department", "desk", "division", "editor", "editorial",
    "editors", "embassy", "force", "forces", "foundation", "government", "group", "haber", "herald", "institute",
    "interior", "journal", "magazine", "media", "ministry", "monitor", "network", "news", "newsdesk", "newspaper",
    "newsroom", "observer", "office", "online", "party", "post", "presidency", "press", "public", "radio",
    "redacao", "redaction", "redacción", "redaktion", "redazione", "redação", "reporter", "reporters", "rédaction",
    "service", "services", "servisi", "spokesperson", "staff", "team", "television", "times", "tribune", "tv",
    "unit", "university", "web", "wire", "writer", "writers", "агентство", "новости", "редакция", "الأخبار",
    "التحرير", "تحرير", "خبرگزاری", "شبكة", "قسم", "مراسل", "مراسلون", "مكتب", "وكالة",
];

fn is_of_press(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    word.chars().any(char::is_numeric) || PRESS.contains(&bare.as_str())
}

/// Before a family name and part of it.
const PARTICLES: [&str; 29] = [
    "abd", "abdel", "abdul", "abu", "al", "ben", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "ibn", "la", "le", "st.", "ten", "ter", "van", "vom", "von", "zu", "zum",
];

/// Before or after a name and no part of it.
const TITLES: [&str; 20] = [
    "amb", "capt", "col", "cpl", "dr", "gen", "hon", "ii", "iii", "iv", "jr", "lt", "maj", "mr", "mrs", "ms", "phd",
    "prof", "sgt", "sr",
];

/// Family names that stand first, as newspapers write them.
const FIRST: [&str; 44] = [
    "cai", "chan", "chen", "choi", "chung", "deng", "dong", "feng", "gao", "guo", "han", "he", "hong", "hu", "huang",
    "jiang", "jung", "kang", "kim", "li", "lin", "liu", "ma", "ng", "nguyen", "park", "pham", "song", "sun", "tang",
    "tran", "wang", "wong", "wu", "xie", "xu", "yang", "ye", "yoon", "zhang", "zhao", "zheng", "zhou", "zhu",
];

/// Languages in which the last word alone is seldom the family name, or stands first.
const OTHERWISE: [&str; 9] = ["es", "pt", "ca", "gl", "hu", "vi", "zh", "ja", "ko"];

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// `Ye-rin`: a given name of Korea, which stands last.
fn is_korean(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase) && word.starts_with(char::is_uppercase))
}

/// At which word the family name begins, where that is sure.
fn family_at(words: &[&str], lang: &str) -> Option<usize> {
    let lang = lang.split('-').next().unwrap_or_default();
    let (first, last) = (words.first()?, words.last()?);
    if is_one_of(&FIRST, first)
        || is_korean(last)
        || !words.iter().all(|word| is_name(word))
        || (OTHERWISE.contains(&lang) && (words.len() > 2 || !matches!(lang, "es" | "pt" | "ca" | "gl")))
    {
        return None;
    }
    let particle = words.iter().skip(1).position(|word| is_one_of(&PARTICLES, word));
    let at = particle.map_or(words.len() - 1, |at| at + 1);
    let given = words.get(..at)?;
    // A family name is a particle or more and one word; before it stand one or two names.
    let whole = words
        .get(at..words.len() - 1)?
        .iter()
        .all(|word| is_one_of(&PARTICLES, word));
    let ends = !is_one_of(&PARTICLES, last) && last.chars().count() > 1 && !last.ends_with('.');
    let written = given
        .iter()
        .all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let proper = last.chars().any(char::is_uppercase);
    (whole && ends && written && proper && given.len() <= 2).then_some(at)
}

/// A word of Latin letters as names have it: `Shia’`, `al-Sudani`, `J.`, `O'Neil`; no capitals alone.
fn is_name(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let latin = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let shouts = letters > 1 && !word.chars().any(char::is_lowercase);
    let initial = word.ends_with('.') && (letters == 1 || word.eq_ignore_ascii_case("st."));
    letters > 0
        && !shouts
        && (initial || !word.contains('.'))
        && word
            .chars()
            .all(|c| latin(c) || matches!(c, '\'' | '’' | '‘' | 'ʼ' | '-' | '‑' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(byline: &str, outlet: Option<&str>, lang: &str, expected: &[&str]) {
        let found: Vec<String> = authors(byline, outlet, Some(lang))
            .iter()
            .map(|author| match author {
                Author::Person { given, family } => format!("{family}, {given}"),
                Author::Printed(name) => format!("={name}"),
                Author::Body(name) => format!("#{name}"),
            })
            .collect();
        assert_eq!(found, expected, "{byline}");
    }

    #[test]
    fn persons() {
        for (byline, expected) in [
            ("Wladimir van Wilgenburg", &["van Wilgenburg, Wladimir"][..]),
            ("Ana Sousa", &["Sousa, Ana"]),
            ("Omar al-Rashid", &["al-Rashid, Omar"]),
            ("Ahmed Abdul Rahman", &["Abdul Rahman, Ahmed"]),
            ("Mary J. O’Neil", &["O’Neil, Mary J."]),
            ("J. P. Okoro", &["Okoro, J. P."]),
            ("Karwan Faidhi Dri", &["Dri, Karwan Faidhi"]),
            ("Ana Sousa and Ben Okoro", &["Sousa, Ana", "Okoro, Ben"]),
            (
                "Ana Sousa, Ben Okoro, and Ada Ray",
                &["Sousa, Ana", "Okoro, Ben", "Ray, Ada"],
            ),
            ("Ana Sousa , Ben Okoro", &["Sousa, Ana", "Okoro, Ben"]),
            ("Ana Sousa & Li Wei", &["Sousa, Ana", "=Li Wei"]),
        ] {
            check(byline, Some("Kurdistan 24"), "en", expected);
        }
    }

    #[test]
    fn whom_we_do_not_know_stays_as_printed() {
        for (byline, expected) in [
            ("Li Wei", "=Li Wei"),
            ("Nguyen Van Hung", "=Nguyen Van Hung"),
            ("ANA SOUSA", "=ANA SOUSA"),
            ("Staff Sgt. Ana Sousa", "=Staff Sgt. Ana Sousa"),
            ("Lee Seo-yun", "=Lee Seo-yun"),
            ("Ana Sousa Jr.", "=Ana Sousa Jr."),
            ("Ana Sousa of Nairobi", "=Ana Sousa of Nairobi"),
            ("هيمن دلو", "=هيمن دلو"),
            ("Kurdistan 24 staff", "#Kurdistan 24 staff"),
            ("Ana Sousa, Nairobi", "=Ana Sousa, Nairobi"),
            ("Ana Sousa and AFP", "#Ana Sousa and AFP"),
            ("Ministry of Trade and Industry", "#Ministry of Trade and Industry"),
            ("News Desk", "#News Desk"),
            ("Rudaw", "#Rudaw"),
            ("Rudaw English", "#Rudaw English"),
            ("AFP Baghdad", "#AFP Baghdad"),
            ("Reuters", "#Reuters"),
            (",", "#,"),
            ("and", "#and"),
        ] {
            check(byline, Some("Rudaw"), "en", &[expected]);
        }
        check("Gabriel García Márquez", None, "es", &["=Gabriel García Márquez"]);
        check("Ana García", None, "es", &["García, Ana"]);
        check("Kovács Anna", None, "hu", &["=Kovács Anna"]);
    }

    #[test]
    fn given_names_have_initials() {
        assert_eq!(initials("Jean-Pierre Émile M."), "J.-P. É. M.");
        assert_eq!(initials("-"), "");
    }
}
