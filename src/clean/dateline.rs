//! The dateline at the start of the body: `ERBIL (Kurdistan 24) –`, `MOSCOW, July 4. /TASS/.`

use super::dates;
use super::draft::{DateClaim, DateKind, Draft};
use super::text::{fold, pattern};
use crate::report::Stated;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

const RULE: &str = "dateline";

/// What a dateline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    /// The place, in ordinary capitals; an agency may stand without one.
    pub(super) place: Option<String>,
    /// The agency or outlet in brackets.
    pub(super) agency: Option<String>,
    /// Bytes of the text that it takes, the dash included.
    pub(super) length: usize,
}

/// The dash, colon or stop that ends a dateline.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[)\]]\.\s|\.\s|\s?(?:—|–|―|‒|--)\s?|\.\s?[-–—]\s?|\s-\s?|\s?-\s|[)\]]\s?(?:[—–―]|-{1,3}|:)\s?|/\.?\s|:\s|：|[)\]]\s|】",
    )
});

/// The longest dateline, in bytes.
const LONGEST: usize = 130;

/// Reads the dateline at the start of a paragraph.
pub(super) fn read(text: &str) -> Option<Dateline> {
    let mut limit = text.len().min(LONGEST);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let start = text.get(..limit)?;
    if let Some(dateline) = with_full_stop(text) {
        return Some(dateline);
    }
    // The first ends may lie inside the dateline (`AL-TANF`, `July 4. (`): the first that leaves a
    // whole dateline before it counts, the longest agency form first.
    END.find_iter(start).take(9).find_map(|end| {
        let closing = end.as_str().starts_with([')', ']', '/', '】']);
        let head = text.get(..end.start() + usize::from(closing))?;
        let stop = end.as_str().trim() == ".";
        // `ST. LOUIS (AP) —`
        if stop && unabbreviated(text.get(..end.end()).unwrap_or_default()).is_empty() {
            return None;
        }
        if stop
            && (dates::find(head).is_empty()
                || text
                    .get(end.end()..)
                    .is_some_and(|rest| rest.starts_with(['/', '(', '-', '–', '—'])))
        {
            return None;
        }
        let dateline = parse(head, end.as_str())?;
        // A paragraph must follow: `Barzani - the president - spoke` has none.
        let rest = text.get(end.end()..)?.trim_start();
        if dateline.agency.is_none()
            && matches!(end.as_str().trim(), "-" | "–" | "—")
            && rest.starts_with(char::is_lowercase)
        {
            return None;
        }
        let least = if dateline.agency.is_some() { 3 } else { 4 };
        (rest.split_whitespace().count() >= least || (!rest.is_ascii() && rest.chars().count() > 12)).then_some(
            Dateline {
                length: end.end(),
                ..dateline
            },
        )
    })
}

/// `Posen. Der Ministerpräsident …`: German regional papers end the dateline with a full stop.
fn with_full_stop(text: &str) -> Option<Dateline> {
    let (place, rest) = text.split_once(". ")?;
    let is_place =
        is_name(place, 2) && place.chars().count() >= 3 && place.split_whitespace().count() <= 2 && !is_label(place);
    let german = rest
        .split_whitespace()
        .take(25)
        .filter(|word| {
            matches!(
                *word,
                "der"
                    | "die"
                    | "das"
                    | "und"
                    | "im"
                    | "mit"
                    | "den"
                    | "dem"
                    | "ist"
                    | "hat"
                    | "am"
                    | "zu"
                    | "von"
                    | "Der"
                    | "Die"
            )
        })
        .count();
    (is_place && german >= 3).then(|| Dateline {
        place: Some(ordinary_capitals(place)),
        agency: None,
        length: place.len() + 2,
    })
}

/// Splits what stands before the dash into place, region, agency and date.
fn parse(head: &str, end: &str) -> Option<Dateline> {
    let mut agency = None;
    let mut outside = String::new();
    let mut inside = String::new();
    let mut depth: Option<char> = None;
    for c in head.chars() {
        match (depth, c) {
            (None, '(' | '[' | '【' | '（') => depth = Some(c),
            (None, '/') if !outside.trim().is_empty() && outside.ends_with([' ', '.']) => depth = Some('/'),
            (Some('/'), '/') | (Some('('), ')') | (Some('['), ']') | (Some('【'), '】') | (Some('（'), '）') => {
                depth = None;
                let words = inside.trim().to_owned();
                if agency.is_none() && is_agency(&words) && c != ']' {
                    agency = Some(words);
                } else if dates::find(&words).is_empty() && words.split_whitespace().count() > 3 {
                    return None;
                }
                inside.clear();
                outside.push(' ');
            }
            (Some(_), c) => inside.push(c),
            (None, c) => outside.push(c),
        }
    }
    if depth.is_some() {
        return None;
    }
    let outside = outside.trim();
    if outside.is_empty() {
        // `(Reuters) - `: an agency alone
        return agency.map(|agency| Dateline {
            agency: Some(agency),
            ..Dateline::default()
        });
    }
    let has_date = !dates::find(outside).is_empty();
    let undated = without_dates(outside);
    let mut parts = undated.split([',', '،']).map(str::trim).filter(|part| !part.is_empty());
    let place = parts
        .next()?
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '–' | '/'))
        .trim();
    let regions: Vec<&str> = parts.collect();
    if regions.len() > 2
        || !regions
            .iter()
            .all(|region| is_name(region, 5) || is_outlet_word(region) || super::outlet::is_press_name(region))
    {
        return None;
    }
    let agency = agency.or_else(|| {
        regions
            .iter()
            .find(|region| is_outlet_word(region) || super::outlet::is_press_name(region))
            .map(|&region| ordinary_capitals(region))
    });
    // `Shafaq News/ …`: the outlet stands where the place would.
    if super::outlet::is_press_name(place) && regions.is_empty() {
        return Some(Dateline {
            place: None,
            agency: Some(place.trim_end_matches('/').trim().to_owned()),
            length: 0,
        });
    }
    if unabbreviated(place).contains(". ") {
        return None;
    }
    let cased = place.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let capitals = cased && !place.chars().any(char::is_lowercase);
    // `Barzani - the president - spoke`: a place is not followed by an article in small letters.
    let weak_end = matches!(end.trim(), "-" | ":" | "：" | ")" | "]");
    let known = agency
        .as_ref()
        .is_some_and(|agency| is_outlet_word(agency) || super::outlet::is_press_name(agency));
    // `Umno (United Malays) president …`: brackets without a dash behind them hold anything.
    if matches!(end.trim(), ")" | "]") && !capitals && cased && !known && !has_date {
        return None;
    }
    let sure = agency.is_some() || has_date || !regions.is_empty();
    let words = place.split_whitespace().count();
    let fits = if capitals {
        is_name(place, 5)
            && (sure || !matches!(end.trim(), ":" | "：") || words <= 3)
            && place.chars().filter(|c| c.is_alphabetic()).count() >= 3
    } else if cased {
        is_name(place, if sure { 4 } else { 3 }) && !(weak_end && !sure && (words > 2 || end.starts_with('-')))
    } else {
        words <= if sure { 3 } else { 2 } && (sure || !weak_end || matches!(end, " - "))
    };
    (fits && !is_label(place)).then(|| Dateline {
        place: Some(ordinary_capitals(place)),
        agency,
        length: 0,
    })
}

/// A place without the short word before its name: `ST. LOUIS`, `Ft. Worth`.
fn unabbreviated(place: &str) -> &str {
    let name = place.split_once(". ");
    name.filter(|(first, _)| matches!(first.to_lowercase().as_str(), "st" | "ste" | "mt" | "ft" | "pt"))
        .map_or(place, |(_, name)| name)
}

/// The text without its dates, and without the signs that are left at its ends.
fn without_dates(text: &str) -> String {
    static HIJRI: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:muharram|safar|rabi\S*|jumada\S*|rajab|sha.?ban|ramadan|shawwal|dhu\S*)\s[^,]*,\s*1[345]\d\d(?:\s*AH)?",
        )
    });
    let mut rest = HIJRI.replace(text, "").into_owned();
    let text = rest.clone();
    let text = text.as_str();
    for date in dates::find(text).into_iter().rev() {
        rest.replace_range(date.span, "");
    }
    // A month without a day, a weekday alone
    rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';'))
        .to_owned()
}

/// Words that all begin with capitals, small particles allowed between.
pub(super) fn is_name(text: &str, most: usize) -> bool {
    let words: Vec<&str> = text.split([' ', '/', '-']).filter(|word| !word.is_empty()).collect();
    !words.is_empty()
        && words.len() <= most + 1
        && words.iter().all(|word| {
            let first = word.chars().find(|c| c.is_alphanumeric()).unwrap_or('a');
            (first.is_alphabetic() && !first.is_lowercase())
                || matches!(
                    *word,
                    "de" | "del"
                        | "da"
                        | "do"
                        | "la"
                        | "le"
                        | "el"
                        | "al"
                        | "of"
                        | "and"
                        | "the"
                        | "sur"
                        | "am"
                        | "an"
                        | "der"
                        | "im"
                        | "y"
                        | "d'"
                        | "di"
                        | "es"
                )
        })
        && words
            .first()
            .is_some_and(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()))
}

/// Labels that stand before colons and dashes and are no places.
pub(super) fn is_label(text: &str) -> bool {
    static LABELS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("data/no_places.txt")
            .lines()
            .filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once(' '))
            .map(|(kind, words)| format!("{kind}{}", fold(words)))
            .collect()
    });
    let folded = fold(text);
    let first = folded.split(' ').next().unwrap_or_default();
    LABELS.contains(&format!("={folded}")) || LABELS.contains(&format!("^{first}"))
}

fn is_agency(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=5).contains(&words)
        && text
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() || c.is_numeric())
        && dates::find(text).is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '/' | '&' | '’' | '\'' | '@'))
}

/// Names of agencies that stand in datelines without brackets.
pub(super) fn is_outlet_word(text: &str) -> bool {
    matches!(
        text,
        "Reuters"
            | "AP"
            | "AFP"
            | "Xinhua"
            | "TASS"
            | "UPI"
            | "DPA"
            | "ANSA"
            | "EFE"
            | "PTI"
            | "ANI"
            | "IRNA"
            | "WAM"
            | "SPA"
            | "KUNA"
            | "BNA"
            | "QNA"
            | "AA"
            | "NNA"
            | "SANA"
            | "SUNA"
            | "WAFA"
            | "MENA"
            | "AZERTAC"
            | "BERNAMA"
            | "واس"
            | "وفا"
            | "واع"
            | "سانا"
            | "وام"
            | "بترا"
            | "كونا"
            | "قنا"
    )
}

/// `NEW YORK` is `New York`, `RIO DE JANEIRO` is `Rio de Janeiro`; `U.N.` stays.
pub(super) fn ordinary_capitals(place: &str) -> String {
    if place.chars().any(char::is_lowercase) || unabbreviated(place).contains('.') {
        return place.to_owned();
    }
    let mut ordinary = String::with_capacity(place.len());
    for (index, word) in place.split(' ').enumerate() {
        if index > 0 {
            ordinary.push(' ');
        }
        let lower = word.to_lowercase();
        if index > 0
            && matches!(
                lower.as_str(),
                "de" | "da" | "do" | "del" | "of" | "and" | "sur" | "am" | "di"
            )
        {
            ordinary.push_str(&lower);
            continue;
        }
        let mut start = true;
        for c in word.chars() {
            if start {
                ordinary.push(c);
            } else if c == 'İ' {
                // Its small letter is a plain i, not one with a second dot above.
                ordinary.push('i');
            } else {
                ordinary.extend(c.to_lowercase());
            }
            start = !c.is_alphabetic() && !matches!(c, '\'' | '’');
        }
    }
    ordinary
}

/// Reads the dateline of the body's first paragraphs; `true` once one is found.
pub(super) fn note(draft: &mut Draft<'_>, index: usize) -> bool {
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    let Some(dateline) = read(&piece.text) else {
        return false;
    };
    let (number, text) = (piece.number, piece.text.clone());
    let words = text.get(..dateline.length).unwrap_or_default().trim();
    if let Some(place) = dateline.place {
        draft.dateline_place = Some(Stated::new(place, number, words, RULE));
    }
    if let Some(agency) = dateline.agency {
        draft.claim_outlet(index, &agency, super::outlet::DATELINE, RULE);
    }
    for date in dates::find(words) {
        if date.contradicts_itself() {
            draft.warn(
                Some(number),
                format!("the weekday does not agree with the date: {words:?}"),
            );
        }
        draft.dates.push(DateClaim {
            piece: index,
            what: DateKind::Dateline,
            day: date.day(),
            either: None,
            month_day: match date.reading {
                dates::Reading::NoYear(month, day) => Some((month, day)),
                _ => None,
            },
            words: words.to_owned(),
            rule: RULE,
        });
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: Option<&str>, agency: Option<&str>) {
        let text = format!("{text}The minister received the envoy on Thursday.");
        let dateline = read(&text).unwrap_or_default();
        assert_eq!(
            (dateline.place.as_deref(), dateline.agency.as_deref()),
            (place, agency),
            "{text}"
        );
    }

    #[test]
    fn datelines() {
        check("ERBIL (Kurdistan 24) – ", Some("Erbil"), Some("Kurdistan 24"));
        check("ERBIL, Kurdistan Region - ", Some("Erbil"), None);
        check("ERBIL — ", Some("Erbil"), None);
        check("Dakar, 8 juin (APS) – ", Some("Dakar"), Some("APS"));
        check("Muscat, 9 May (ONA) --- ", Some("Muscat"), Some("ONA"));
        check("Skopje, 14 June (VIA) – ", Some("Skopje"), Some("VIA"));
        check("عمان 4 شباط (بترا)- ", Some("عمان"), Some("بترا"));
        check("BAGHDAD (AP) — ", Some("Baghdad"), Some("AP"));
        check("ANKARA, March 12 (Reuters) - ", Some("Ankara"), Some("Reuters"));
        check("NAIROBI, Kenya — ", Some("Nairobi"), None);
        check("Tokyo -- ", Some("Tokyo"), None);
        check("İZMİR – ", Some("İzmir"), None);
        check("DHAKA: ", Some("Dhaka"), None);
        check("New Delhi: ", Some("New Delhi"), None);
        check("New Delhi [India], July 4 (ANI): ", Some("New Delhi"), Some("ANI"));
        check("MOSCOW, July 4. /TASS/. ", Some("Moscow"), Some("TASS"));
        check("ABU DHABI, 4th July, 2022 (WAM) -- ", Some("Abu Dhabi"), Some("WAM"));
        check("WASHINGTON, July 4, 2022 — ", Some("Washington"), None);
        check("RIO DE JANEIRO, Brazil (EFE).- ", Some("Rio de Janeiro"), Some("EFE"));
        check("PORT-AU-PRINCE – ", Some("Port-Au-Prince"), None);
        check("(Reuters) - ", None, Some("Reuters"));
        check("بغداد (واع) - ", Some("بغداد"), Some("واع"));
        check("ST. LOUIS (AP) — ", Some("St. Louis"), Some("AP"));
        check("ST. JOHN'S, Antigua -- ", Some("St. John's"), None);
        check("ST. PAUL, Minn. - ", Some("St. Paul"), None);
        check("Skopje, 14 June (VIA) ", Some("Skopje"), Some("VIA"));
        check("Umno (United Mayors) president Ana Sousa spoke. ", None, None);
        check("Taoiseach (Irish PM) Liam Orr spoke. ", None, None);
        check("", None, None);
        check("MR. PRICE: ", None, None);
        check("Question: ", None, None);
        check("The ministers – both new – met. ", None, None);
        check("Barzani - the president - spoke. ", None, None);
    }
}
