//! The name of the site at the top of the page: furniture, and the outlet's own word for itself.

use super::draft::Draft;
use super::outlet;
use super::shape::Shape;
use super::text::{fold, pattern};
use crate::report::Role;
use regex::Regex;
use std::sync::LazyLock;

const RULE: &str = "masthead";
/// Pieces at the top among which a masthead is looked for.
pub(super) const TOP: usize = 10;

/// Names of bodies that publish: the word for what they are stands first with `of`, or last.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    let what = "embassy|consulate(?:\\s+general)?|ministry|department|office|presidency|council|commission|parliament|senate|assembly|government|municipality|city|county|province|university|institute|foundation|chamber|union|organi[sz]ation|agency|authority|command|task\\s+force|headquarters|party|congress|church|holy\\s+see|palace|court|association|society|federation|mission|secretariat|bureau|forum|cent(?:er|re)|state\\s+house|friends|bank|house|kingdom|republic|embajada|ministerio|secretaría|secretaria|secrétariat|presidencia|ambassade|ministère|présidence|botschaft|ministerium|ministero|ministério";
    // Only as the last word: what they are, but in a name before them.
    let ends = "public\\s+affairs|national\\s+guard|armed\\s+forces|relations\\s+service|external\\s+action";
    // Before the name of a town.
    let towns = "gemeente|commune\\s+de|ville\\s+de|stadt|comune\\s+di|ayuntamiento\\s+de|prefeitura\\s+d[eo]|câmara\\s+municipal\\s+de";
    // In Romance languages the word stands first, and adjectives behind it are small; in German and Turkish it may be last.
    let romance = "universidad|universidade|université|università|fédération|federación|federação|federazione|confédération|confederación|confederação|chambre|cámara|câmara|camera|unión|união|unione|syndicat|sindicato|asociación|associação|associazione|diócesis|arquidiócesis|archidiócesis|diocese|arquidiocese|diocèse|archidiocèse|diocesi|arcidiocesi|gobierno|governo|gouvernement|ejército|exército|esercito|dirección|defensoría|intendencia|diputación|mancomunidad|consorcio|conferencia|comité|comisión|comissão|commissione|autoridad|autoridade|autorità|autorité|préfecture|prefettura|fuerzas|forças|forces|forze|academia|accademia|académie|gobernación|alcaldía|municipalidad|ayuntamiento|prefeitura|conseil|consejo|conselho|consiglio|regione|région|région|instituto|institut|istituto|fundación|fundação|fondazione|fondation|cooperativa|coopérative|embaixada|ambasciata|presidenza|presidência";
    let german = "landeskirche|kirche|universität|hochschule|stiftung|handelskammer|industrie-\\s+und\\s+handelskammer|kammer|gewerkschaft|landkreis|landratsamt|staatskanzlei|bundesamt|landesamt|bistum|erzbistum|verband";
    let turkish = "bakanlığı|belediyesi|valiliği|üniversitesi|borsası|odası|derneği|birliği|başkanlığı|müdürlüğü|kurumu|büyükelçiliği|partisi|sendikası|federasyonu|vakfı|konseyi";
    let pattern_abroad = format!(
        r"(?:(?:{romance})(?:\s+\p{{Ll}}+|(?:\s+(?:(?-i:\p{{Lu}})[\p{{L}}-]*|y|e|et)){{1,5}})?\s+(?:de|del|des|du|di|da|do|dos|das|della|dell['’]|d['’])\s*.+|(?:{romance})\s+(?-i:\p{{Lu}})\p{{L}}+(?:ana|ola|ese|esa|ense|aise|enne|eira|ina|ica|nale?)\s+(?-i:\p{{Lu}}).*|(?:\p{{Lu}}[\p{{L}}-]*\s+)*(?:{german})\s+(?:des|der|für|in|im|von)\s+.+|(?:t\.\s?c\.\s+)?(?:\p{{Lu}}[\p{{L}}-]*\s+(?:ve\s+)?)+(?:{turkish})|(?:cci|ihk|hwk|wko)\s+\p{{Lu}}.+)"
    );
    pattern(&format!(
        r"(?i)^(?:{pattern_abroad}|(?:the\s+)?(?:(?:\p{{Lu}}[\p{{L}}’'.-]*\s+)*(?:{what})\s+(?:of|for|de|del|des|der|du|di|da|für)\s+.+|(?:[\p{{Lu}}&][\p{{L}}’'.&-]*\s+(?:(?:of|and|for|the|-|–)\s+)?)+(?:{what}|{ends})(?:\s*[-–—,]\s*.+)?|(?:\p{{Lu}}[\p{{L}}’'.-]*\s+)+(?:embassy|consulate|mission|delegation)\s+(?:in|to)\s+\p{{Lu}}.+|(?:{towns})\s+\p{{Lu}}\S+(?:\s+(?:an|am|im|sur|do|da|de|del|en)(?:\s+(?:der|la|le))?\s+\p{{Lu}}\S+)?|united\s+nations))$"
    ))
});

/// Verbs of headlines: a line with one of them is no name.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:meets?|hosts?|receives?|welcomes?|visits?|holds?|discuss(?:es)?|calls?|says?|urges?|opens?|signs?|attends?|greets?|addresses|honou?rs|launches|announces|pledges|seeks|wins|begins|ends|concludes|arrives|leaves|to|with|on|at|from|by|readout|statement|remarks|visit|meeting|talks|as|after|over|amid|during)\b",
    )
});

/// What newspapers call themselves below their name.
static SLOGAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:news|nachrichten|noticias|notícias|notizie|nouvelles|новости|your|daily|weekly|independent|indépendant|independiente|voice|since|stories|english|edition|trusted|online)\b",
    )
});

/// The name of a publisher's own press room, below that of the publisher.
static PRESS_ROOM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:newsroom|press\s+(?:room|material|office|cent(?:er|re))|media\s+(?:cent(?:er|re)|room)|press\s+corner)\b",
    )
});

/// Whether a line has a verb of headlines.
pub(super) fn tells(text: &str) -> bool {
    VERB_OF_NEWS.is_match(text)
}

/// Whether a line has a word of headlines that names have not.
pub(super) fn is_told(text: &str) -> bool {
    VERB.is_match(text)
}

/// Whether a line is the name of a body that publishes (`Ministry of Ports`, `Port City Council`).
pub(super) fn is_body(name: &str) -> bool {
    // An office that every body has is none by itself.
    static DESK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)^(?:the\s+)?office\s+of\s+(?:the\s+)?(?:spokes|press|media|communication|information)")
    });
    !DESK.is_match(name)
        && name.split_whitespace().count() <= 12
        && !name.contains([';', '?', '!', ':'])
        && BODY.is_match(name)
}

/// Letters that stand for a body, or those with a country (`UNPA`, `State House Ruritania`).
pub(super) fn is_short_name(name: &str) -> bool {
    let letters = (3..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase());
    letters || name.starts_with("State House ")
}

/// Labels the site's name above the headline.
pub(super) fn label(draft: &mut Draft<'_>) {
    let first_text = draft
        .pieces
        .iter()
        .position(|piece| {
            piece.is_body_like() && piece.shape.words >= 6 && !is_body(&piece.text) && {
                let told = draft.phrases.told(&piece.fold);
                draft.phrases.website_talk(&piece.text, &piece.fold, &told) == 0
            }
        })
        .unwrap_or(draft.pieces.len());
    let mut first = true;
    for index in 0..first_text.min(TOP) {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        let is_first = std::mem::take(&mut first);
        if super::furniture::is_menu_line(piece, draft.phrases) || names_many_sections(draft, index) {
            continue;
        }
        let headline_below = draft
            .pieces
            .iter()
            .take(first_text + 1)
            .skip(index + 1)
            .any(|below| below.is_open() && below.shape.words >= 5);
        let below_headline = head_begun(draft, index);
        let (name, set_off) = bare(&piece.text, draft);
        let shape = Shape::of(name);
        let name_like = shape.words <= 9
            && !shape.ends_sentence
            && !shape.ends_colon
            && (shape.lower_long == 0 || is_first && shape.lower_long <= 2 && is_body(name))
            && shape.has_case
            && shape.capitalised >= 1;
        let body = is_body(name);
        if !name_like
            || !headline_below
            || (draft.phrases.is_section(&fold(name)) && !(body && is_first && names_body(draft, index + 1)))
            || draft.phrases.is_kind_of_notice(&fold(name))
            || VERB.is_match(&name.replacen(" Embassy to ", " Embassy ", 1))
            || (below_headline && (body || set_off))
            || is_section_below_menu(draft, index)
        {
            continue;
        }
        let slogan = is_first && shape.words <= 5 && explains(draft, index + 1);
        let menu_below = is_first && is_menu_below(draft, index);
        if outlet::is_press_name(name)
            || body
            || (set_off
                && (is_first || piece.text.rsplit_once(name).is_some_and(|(_, rest)| is_official(rest)))
                && shape.words <= 5)
            || slogan
            || menu_below
            || stands_in_furniture(draft, index, name)
        {
            let name = ordinary(name);
            let below = slogan || explains(draft, index + 1);
            if let Some(piece) = draft.pieces.get_mut(index) {
                piece.set(Role::Furniture, RULE);
            }
            draft.claim_outlet(index, &name, outlet::MASTHEAD, RULE);
            if below && let Some(piece) = draft.pieces.get_mut(index + 1) {
                piece.offer(Role::Furniture, RULE);
            }
            // Languages, then sections: all that stands below the name in short parts.
            let mut last = index;
            while menu_below && is_menu_below(draft, last) {
                last += 1;
                if let Some(piece) = draft.pieces.get_mut(last) {
                    piece.offer(Role::Furniture, RULE);
                }
            }
        }
    }
}

/// Date or byline, and above them what may be the headline: below these stands whoever wrote it.
fn head_begun(draft: &Draft<'_>, index: usize) -> bool {
    let above = draft.pieces.get(..index).unwrap_or_default();
    let signed = above
        .iter()
        .position(|piece| piece.is(Role::Byline) || piece.is(Role::Date));
    signed.is_some_and(|signed| {
        let mut above = above.iter().take(signed);
        above.any(|piece| piece.is_open() && piece.shape.words >= 4)
    })
}

/// The name, without the sections, the slogan or the edition that are set off behind it
/// (`Delta Mirror - Politics - Regions`, `Delta Mail — your river, your news`, `Delta (English page)`),
/// and whether there was any.
fn bare<'t>(text: &'t str, draft: &Draft<'_>) -> (&'t str, bool) {
    if let Some((name, rest)) = text.split_once(" (").filter(|(_, rest)| rest.ends_with(')')) {
        let folded = fold(rest);
        let edition = folded.split(' ').next_back();
        return (
            name.trim(),
            matches!(edition, Some("page" | "edition" | "version" | "service" | "online")),
        );
    }
    for sign in [" - ", " — ", " – ", " -- ", " | "] {
        let Some((name, rest)) = text.split_once(sign) else {
            continue;
        };
        // `ENA – Example News Agency`
        if outlet::is_short_for(name.trim(), rest.trim()) {
            return (rest.trim(), true);
        }
        // `BANDEP | Andean Development Bank`: letters that spell out no words, and then the name.
        if sign == " | " && is_short_name(name.trim()) && is_body(rest.trim()) {
            return (rest.trim(), true);
        }
        if is_official(rest) {
            return (name.trim(), true);
        }
        let parts: Vec<String> = rest.split(sign).map(fold).collect();
        let sections = parts.iter().filter(|part| draft.phrases.is_section(part)).count();
        if sections * 2 > parts.len() && parts.len() >= 2 {
            return (name.trim(), true);
        }
        let small = rest
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_lowercase))
            .count();
        if small >= 2 && SLOGAN.is_match(rest) && Shape::of(name).lower_long == 0 {
            return (name.trim(), true);
        }
        if outlet::is_press_name(name) {
            return (name.trim(), true);
        }
    }
    (text, false)
}

/// `Sito ufficiale`: what stands behind the name of whose page it is.
fn is_official(rest: &str) -> bool {
    let words = [
        "sito ufficiale",
        "site officiel",
        "sitio oficial",
        "site oficial",
        "pagina oficial",
        "portal oficial",
        "portale istituzionale",
        "portail officiel",
        "offizielle website",
        "offizielle webseite",
        "official website",
        "official site",
        "resmi web sitesi",
        "resmi internet sitesi",
    ];
    words.contains(&fold(rest.trim_matches([' ', '-', '–', '—', '|'])).as_str())
}

/// Whether a line explains the name right above it: a slogan, or the name of the press room.
fn explains(draft: &Draft<'_>, index: usize) -> bool {
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    let shape = &piece.shape;
    let small = piece
        .text
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let slogan = (small >= 1 || shape.words == 2) && SLOGAN.is_match(&piece.text) && shape.words <= 9;
    let motto = shape.inner_stops >= 2 && shape.words <= 5;
    !piece.after_gap
        && (piece.is_open() || piece.is_only(Role::Furniture))
        && !shape.starts_quote
        && !draft.phrases.is_kind_of_notice(&piece.fold)
        && (slogan && !VERB_OF_NEWS.is_match(&piece.text)
            || motto
            || PRESS_ROOM.is_match(&piece.text) && shape.words <= 6)
}

/// Whether short parts set apart stand right below a line, of which none is a button to share it: the menu of the
/// site that the line names.
fn is_menu_below(draft: &Draft<'_>, index: usize) -> bool {
    const SHARE: &[&str] = &[
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "email",
        "e-mail",
        "print",
        "share",
        "tweet",
        "copy link",
        "linkedin",
        "comments",
        "comment",
    ];
    let Some(piece) = draft.pieces.get(index + 1).filter(|piece| !piece.after_gap) else {
        return false;
    };
    let raw = piece.raw.trim().replace(['\t', '\u{a0}'], " ");
    let parts: Vec<String> = raw
        .split(['|', '•', '·', '/'])
        .flat_map(|part| part.split("  "))
        .map(fold)
        .filter(|part| !part.is_empty())
        .collect();
    let plain = piece.is_open() || piece.is_only(Role::Furniture);
    let short = |part: &String| {
        part.split(' ').count() <= 3
            && !SHARE.contains(&part.as_str())
            && part.chars().any(char::is_alphabetic)
            && !part.bytes().any(|byte| byte.is_ascii_digit())
    };
    plain && parts.len() >= 3 && parts.iter().all(short)
}

/// A verb that only news have.
static VERB_OF_NEWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:meets?|met|hosts?|receives?d?|welcomes?|visits?|holds?|discuss(?:es)?|says?|urges?|signs?|attends?|announces?|pledges?)\b",
    )
});

/// `Chamber News` between a menu and the headline names a part of the site.
fn is_section_below_menu(draft: &Draft<'_>, index: usize) -> bool {
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    let menu_above = index
        .checked_sub(1)
        .is_some_and(|above| names_many_sections(draft, above));
    menu_above && piece.shape.words <= 2 && piece.fold.ends_with(" news")
}

/// Whether a line, next to the one above it, is the name of a body: of a department of it.
fn names_body(draft: &Draft<'_>, index: usize) -> bool {
    let piece = draft.pieces.get(index);
    piece.is_some_and(|piece| !piece.after_gap && is_body(&piece.text) && !VERB.is_match(&piece.text))
}

/// `News Sports Opinion`: a menu without signs between.
fn names_many_sections(draft: &Draft<'_>, index: usize) -> bool {
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    piece
        .fold
        .split(' ')
        .filter(|word| draft.phrases.is_section(word) || draft.phrases.is_made_of_furniture(word))
        .count()
        >= 3
}

/// The words stand again where a site names itself: in a copyright line or policy, or as author.
fn stands_in_furniture(draft: &Draft<'_>, index: usize, name: &str) -> bool {
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    let words = format!(" {} ", fold(name));
    let within = |text: &str| format!(" {} ", fold(text)).contains(&words);
    piece.shape.words <= 5
        && (draft
            .outlets
            .iter()
            .any(|claim| claim.stated.evidence.line != piece.number && within(&claim.stated.value))
            || draft.byline.as_ref().is_some_and(|byline| within(&byline.value)))
}

/// `EMBASSY OF THE UNITED STATES` as names are written.
pub(super) fn ordinary(name: &str) -> String {
    // A link's number, as text browsers print it: `[2]Delta Post`
    let name = name.rsplit(']').next().unwrap_or(name);
    if name.chars().any(char::is_lowercase) || !name.contains(' ') {
        return name.to_owned();
    }
    name.split(' ')
        .enumerate()
        .map(|(index, word)| {
            let lower = word.to_lowercase();
            if index > 0
                && matches!(
                    lower.as_str(),
                    "of" | "the"
                        | "and"
                        | "for"
                        | "de"
                        | "del"
                        | "des"
                        | "du"
                        | "in"
                        | "do"
                        | "da"
                        | "dos"
                        | "das"
                        | "di"
                        | "della"
                        | "y"
                        | "et"
                )
            {
                return lower;
            }
            // The first word may be an abbreviation (`BBC NEWS`).
            let article = matches!(
                lower.as_str(),
                "the"
                    | "la"
                    | "el"
                    | "le"
                    | "il"
                    | "o"
                    | "a"
                    | "os"
                    | "as"
                    | "los"
                    | "las"
                    | "les"
                    | "der"
                    | "die"
                    | "das"
            );
            if index == 0 && word.chars().count() <= 3 && !article {
                return word.to_owned();
            }
            // `ALPS–ADRIATIC`
            let mut start = true;
            word.chars()
                .flat_map(|c| {
                    let letters: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
                    start = matches!(c, '-' | '–' | '.' | '/');
                    letters
                })
                .collect()
        })
        .collect::<Vec<_>>()
        .join(" ")
}
