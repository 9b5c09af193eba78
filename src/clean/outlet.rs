//! Who published the report, where the source says so.

use super::draft::Draft;
use super::phrases::Phrases;
use super::text::{fold, pattern};
use crate::report::{Role, Stated};
use regex::Regex;
use std::sync::LazyLock;

/// How telling a place is: the site's own words about itself beat the agency in a dateline.
pub(super) const DATELINE: u8 = 4;
const TITLE: u8 = 8;
const COPYRIGHT: u8 = 7;
pub(super) const POLICY: u8 = 6;
const APP: u8 = 5;
pub(super) const MASTHEAD: u8 = 5;
pub(super) const SOURCE: u8 = 3;
const BYLINE: u8 = 2;

static NAME_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?P<a>[^©]+?)\s*(?:©|\(c\))\s*(?:copyrights?)?\s*(?:19|20)\d\d"));
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:©|\(c\)|copyrights?)(?:\s*(?:©|\(c\)))?\s*(?:copyrights?\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d|present))?",
        r"[\s,.|:-]*(?:by\s+|to\s+)?(?P<a>[^.|©\n,]+)"
    ))
});
static NAME_THEN_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:©|\(c\)|copyright\s+(?:©|\(c\)))\s*(?:copyright\s+)?(?:by\s+)?(?P<a>[^.|©\n,\d]+?),?\s*(?:(?:19|20)\d\d|[٠-٩۰-۹]{4})",
    )
});
static NAME_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:(?:©|\(c\)|copyright)\s*(?P<a>[^.|©\n,\d]+?)[.,]?\s*(?:[-–|]\s*)?all\s+rights\s+reserved",
        r"|^(?:copyright|©|\(c\)|[\s:])+(?P<b>[\p{L}«“][^\d©:|]+)$",
        r"|^(?P<d>[^©|\d]+?)\s*©\s*(?:tüm|all|جميع|كافة|все|усі|tous|todos|alle|tutti|کلیه|تمامی)\b",
        r"|©\s*(?P<e>[\p{L}«“][^\d©:|.]+?)\s*[-–|,.]\s*(?:tous|all|todos|alle|tutti|все|усі|جميع)\s",
        r"|^(?P<c>[^©|–\d-]+?)\s*[-–|.,]\s*(?:tous\s+droits|all\s+rights|todos\s+los\s+derechos|alle\s+rechte|todos\s+os\s+direitos|tutti\s+i\s+diritti))"
    ))
});

static POLICY_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^(?P<a>[\p{Lu}][\w’'&.-]*(?:\s+(?:[\p{Lu}\d][\w’'&.-]*|of|and|the|de|for))*)\s+(?:moderates|reserves\s+the\s+right|welcomes\s+(?:your\s+)?comments|does\s+not\s+(?:endorse|accept\s+responsibility|necessarily)|is\s+not\s+responsible\s+for|uses\s+cookies|reads\s+every\s+comment|se\s+reserva\s+el\s+derecho|se\s+réserve\s+le\s+droit|encourages\s+(?:readers|comments|respectful)|invites\s+(?:readers|comments)|may\s+(?:edit|remove)\s+comments)",
        r"|[.!?]\s+(?P<c>[\p{Lu}][\w’'&.-]*(?:\s+(?:[\p{Lu}\d][\w’'&.-]*|of|and|the|de))*)\s+(?:moderates|reserves\s+the\s+right|se\s+reserva\s+el\s+derecho|welcomes\s+comments)",
        r"|^(?i:paid\s+for\s+by|published\s+by|content\s+owned\s+by|©\s*content\s+owned\s+by)\s+(?:the\s+)?(?P<d>[\p{Lu}][^|.]+)$",
        r"|(?:constructive\s+criticism\s+about|comments\s+on|views\s+of|opinion\s+of|position\s+of)\s+(?P<b>[\p{Lu}][\w’'&.-]*(?:\s+[\p{Lu}\d][\w’'&.-]*){0,3})\.$)"
    ))
});

static APP_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?i:follow|like|find|join|visit|watch)\s+(?P<a>[\p{Lu}][\w’'&.-]*(?:\s+[\p{Lu}\d][\w’'&.-]*)*)\s+on\s+(?i:facebook|twitter|x\b|instagram|telegram|whatsapp|youtube|google|linkedin|social)",
        r"|(?i:download|get)\s+(?:(?i:the|our)\s+)?(?P<b>[\p{Lu}][\w’'&.-]*(?:\s+[\p{Lu}\d][\w’'&.-]*)*)\s+(?i:mobile\s+)?(?i:app)\b",
        r"|(?i:subscribe\s+to|sign\s+up\s+(?:for|to)|support)\s+(?:(?i:the)\s+)?(?P<c>[\p{Lu}][\w’'&.-]*(?:\s+[\p{Lu}\d][\w’'&.-]*)*)(?:[’']s)?\s+(?i:newsletter|newsletters|daily|briefing|journalism|channel))"
    ))
});

static SOURCE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:source|quelle|fuente|fonte|kaynak|источник|المصدر|منبع|سەرچاوە|来源)\s*[:：]\s*(?P<a>[^:|]+)$")
});

/// Reads the outlet from furniture: copyright lines, comment policies, app boxes, source lines.
pub(super) fn note(draft: &mut Draft<'_>) {
    for index in 0..draft.pieces.len() {
        let Some(piece) = draft.pieces.get(index) else {
            continue;
        };
        if !piece.is(Role::Furniture) {
            continue;
        }
        let text = piece.text.clone();
        for (grammar, weight, rule) in [
            (&*NAME_FIRST, COPYRIGHT, "outlet-copyright"),
            (&*YEAR_FIRST, COPYRIGHT, "outlet-copyright"),
            (&*NAME_THEN_YEAR, COPYRIGHT, "outlet-copyright"),
            (&*NAME_ALONE, COPYRIGHT, "outlet-copyright"),
            (&*POLICY_LINE, POLICY, "outlet-policy"),
            (&*APP_LINE, APP, "outlet-app"),
            (&*SOURCE_LINE, SOURCE, "outlet-source"),
        ] {
            let Some(found) = grammar.captures(&text) else {
                continue;
            };
            let Some(name) = ["a", "b", "c", "d", "e"].iter().find_map(|group| found.name(group)) else {
                continue;
            };
            if let Some(name) = tidy(name.as_str()) {
                draft.claim_outlet(index, &name, weight, rule);
            }
        }
    }
}

/// `The Daily Example. All rights reserved` is `The Daily Example`.
fn tidy(name: &str) -> Option<String> {
    let folded = fold(name);
    let cut = [
        "all rights",
        "todos los",
        "tous droits",
        "alle rechte",
        "todos os",
        "tutti i",
        "tum haklari",
        "جميع",
        "كافه",
        "все права",
        "版权",
        "هەموو",
    ]
    .iter()
    .any(|words| folded.starts_with(&fold(words)));
    if cut
        || folded.is_empty()
        || Phrases::get().is_made_of_furniture(&folded)
        || name.contains('/')
        || matches!(
            folded.as_str(),
            "information" | "policy" | "notice" | "statement" | "owner" | "holder"
        )
        || folded.starts_with("this ")
        || folded.starts_with("the material")
    {
        return None;
    }
    let mut name = name.trim();
    for end in [
        " All rights",
        " All Rights",
        " ALL RIGHTS",
        " - All",
        " Todos los",
        " Tous droits",
        " Alle Rechte",
        " Pvt",
        " Ltd",
        " Limited",
        " LLC",
        " Inc",
    ] {
        if let Some(at) = name.find(end) {
            name = name.get(..at).unwrap_or(name);
        }
    }
    // Years behind the name, not a number that belongs to it (`Kurdistan24`)
    while let Some((before, last)) = name.rsplit_once(' ') {
        if !last
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '('))
        {
            break;
        }
        name = before.trim_end();
    }
    let lower_words = name
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    (lower_words <= 2 && name.split_whitespace().count() <= 7).then(|| name.trim().to_owned())
}

/// A name with a word of the press in it (`Demerara Gazette`, `Zagros Post`).
pub(super) fn is_press_name(name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(fold).collect();
    let capital = name
        .split_whitespace()
        .all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()) || word.len() <= 3);
    capital && (1..=6).contains(&words.len()) && words.iter().any(|word| PRESS_WORDS.contains(&word.as_str()))
}

/// Words that names of outlets have.
const PRESS_WORDS: &[&str] = &[
    "news",
    "times",
    "post",
    "gazette",
    "herald",
    "tribune",
    "agency",
    "daily",
    "press",
    "journal",
    "observer",
    "tv",
    "television",
    "radio",
    "chronicle",
    "telegraph",
    "express",
    "network",
    "media",
    "broadcasting",
    "magazine",
    "review",
    "weekly",
    "monitor",
    "courier",
    "bulletin",
    "reporter",
    "examiner",
    "inquirer",
    "newspaper",
    "dispatch",
    "broadcaster",
    "online",
    "sentinel",
    "star",
    "standard",
    "mail",
    "sun",
    "globe",
    "voice",
    "echo",
    "mirror",
    "guardian",
    "citizen",
    "argus",
    "advertiser",
    "ledger",
    "register",
    "independent",
    "portal",
    "wire",
    "today",
    "gazeta",
    "zeitung",
    "nachrichten",
    "rundfunk",
    "anzeiger",
    "kurier",
    "blatt",
    "journal",
    "presse",
    "dépêche",
    "depeche",
    "quotidien",
    "hebdo",
    "diario",
    "periodico",
    "prensa",
    "noticias",
    "jornal",
    "folha",
    "gazeta",
    "correio",
    "noticiero",
    "radio",
    "giornale",
    "corriere",
    "notizie",
    "haber",
    "gazetesi",
    "ajansi",
    "новости",
    "газета",
    "известия",
    "ведомости",
    "вестник",
    "صوت",
    "صحيفه",
    "صحيفة",
    "جريده",
    "جريدة",
    "وكاله",
    "وكالة",
    "قناه",
    "اخبار",
    "خبرگزاری",
    "روزنامه",
    "通讯社",
    "日报",
    "新闻网",
    "新聞",
];

/// Splits a page title into headline and site name (`Envoy lands in Quito | The Daily Example`).
pub(super) fn split_title(title: &str) -> (&str, Option<&str>) {
    for sign in [" | ", " – ", " — ", " - ", " :: ", " · ", " » "] {
        let Some(at) = title.rfind(sign) else {
            continue;
        };
        let (headline, site) = (
            title.get(..at).unwrap_or(title),
            title.get(at + sign.len()..).unwrap_or_default(),
        );
        let words = site.split_whitespace().count();
        if headline.split_whitespace().count() >= 3 && (1..=7).contains(&words) {
            return (headline.trim(), Some(site.trim()));
        }
    }
    (title, None)
}

/// Claims the site name of a page title.
pub(super) fn claim_title(draft: &mut Draft<'_>, index: usize, site: &str) {
    draft.claim_outlet(index, site, TITLE, "outlet-title");
}

/// A byline that is the outlet itself (`By Kurdistan 24 Staff`) says little, but something.
pub(super) fn claim_byline(draft: &mut Draft<'_>) {
    let Some(byline) = draft.byline.clone() else {
        return;
    };
    for end in [" Staff", " staff", " Desk", " Web Desk", " News Desk", " Newsroom"] {
        if let Some(name) = byline.value.strip_suffix(end) {
            let index = draft
                .pieces
                .iter()
                .position(|piece| piece.number == byline.evidence.line)
                .unwrap_or(0);
            if name.split_whitespace().count() >= 1
                && !matches!(
                    fold(name).as_str(),
                    "news" | "web" | "our" | "the" | "special" | "online" | "digital" | "editorial"
                )
            {
                draft.claim_outlet(index, name, BYLINE, "outlet-byline");
            }
        }
    }
}

/// The outlet that the strongest place names, in the spelling of the dateline where that agrees.
pub(super) fn choose(draft: &Draft<'_>) -> Option<Stated<String>> {
    let key = |name: &str| fold(name).replace("the ", "").replace(' ', "");
    let best = draft
        .outlets
        .iter()
        .max_by_key(|claim| (claim.weight, std::cmp::Reverse(claim.stated.evidence.line)))?;
    // `Savannah 24` on the page is how `© Savannah 24 Media Network` calls itself.
    let short = draft.outlets.iter().find(|claim| {
        matches!(claim.weight, TITLE | MASTHEAD)
            && claim.stated.value.len() < best.stated.value.len()
            && format!(" {} ", fold(&best.stated.value)).contains(&format!(" {} ", fold(&claim.stated.value)))
    });
    if let Some(short) = short {
        return Some(short.stated.clone());
    }
    let dateline = draft
        .outlets
        .iter()
        .find(|claim| claim.weight == DATELINE && key(&claim.stated.value) == key(&best.stated.value));
    Some(dateline.unwrap_or(best).stated.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copyright_lines() {
        for (line, name) in [
            ("Kurdistan24 ©Copyright 2021", Some("Kurdistan24")),
            (
                "© 2022 The Daily Example. All rights reserved.",
                Some("The Daily Example"),
            ),
            ("Copyright © 2018-2022 Example News Agency", Some("Example News Agency")),
            ("Copyright 2022 Example Post Ltd", Some("Example Post")),
            ("© The Rift Standard Ltd.", Some("The Rift Standard")),
            (
                "Copyright © Associated Press of Pakistan",
                Some("Associated Press of Pakistan"),
            ),
            ("Kars Haber © Tüm hakları saklıdır", Some("Kars Haber")),
            ("جميع الحقوق محفوظة © وكالة شط العرب ٢٠١٩", Some("وكالة شط العرب")),
            ("Copyright © 外務省", Some("外務省")),
            ("© 2022 All rights reserved", None),
        ] {
            let read = [&*NAME_FIRST, &*YEAR_FIRST, &*NAME_THEN_YEAR, &*NAME_ALONE]
                .iter()
                .find_map(|grammar| {
                    let found = grammar.captures(line)?;
                    let name = ["a", "b", "c", "d", "e"].iter().find_map(|group| found.name(group))?;
                    tidy(name.as_str())
                });
            assert_eq!(read.as_deref(), name, "{line}");
        }
    }

    #[test]
    fn page_titles() {
        assert_eq!(
            split_title("Envoy lands in Quito | The Daily Example"),
            ("Envoy lands in Quito", Some("The Daily Example"))
        );
        assert_eq!(split_title("Envoy lands in Quito"), ("Envoy lands in Quito", None));
    }
}
