//! Who wrote the report.

use super::date_line;
use super::draft::Draft;
use super::phrases::Phrases;
use super::text::{fold, pattern};
use crate::report::{Role, Stated};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

const RULE: &str = "byline";

/// `By`, in the languages of the press, or a class name that extraction left in front (`author_image`).
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:",
        r"(?i:by|written\s+by|story\s+by|words\s+by|text\s+by|report\s+by|reported\s+by|a\s+report\s+by|from\s+our\s+correspondent|authors?|writer|reporter|correspondent|posted\s+by|published\s+by|submitted\s+by|auteurs?|autor(?:es|a)?|autore|автор|автори|yazan|yazar|muhabir|haber|text|texte|texto)\s*[:|]\s*",
        r"|(?i:by|written\s+by|story\s+by|words\s+by|report\s+by|reported\s+by|posted\s+by)\s+",
        r"|(?:Par|Por|Von|Di|By)\s*:\s*|(?:Par|PAR|Por|POR|Von|VON|Di|DI|Door|De|Text\s+von|Di:)\s+",
        r"|(?:بقلم|كتب|كتبت|تقرير|اعداد|إعداد|نووسینی|نوسینی|ئامادەکردنی|نویسنده|گزارش|خبرنگار)\s*[:：]?\s*",
        r"|(?:文|作者|记者|記者|撰文)\s*[:：/]\s*",
        r"|[a-z]*(?:author|byline|writer|reporter)[a-z]*(?:[_-][a-z]+)*\s+|[a-z]+(?:[_-][a-z]+)*[_-](?:author|byline|writer|reporter)(?:[_-][a-z]+)*\s+",
        r")(\S.*)$"
    ))
});

/// Words that end a name on a byline: offices, places, contacts.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\s*(?:[|•·–—/]|\s-\s|,?\s+(?:in|at|for|from)\s+[A-Z]|\(|<|@\w|\S+@\S+|,?\s*\b(?:published|updated|posted|last\s+updated)\b|",
        r",\s*(?:[\w’'-]+\s+){1,3}(?:correspondent|reporter|editor|bureau)\b|,\s*(?:(?:senior|chief|special|staff|deputy|political|diplomatic|foreign|our|news|national|world|middle\s+east|defen[cs]e|security|regional|bureau|managing)\s+)*(?:staff|editor|reporter|correspondent|writer|journalist|analyst|columnist|producer|bureau|desk|contributor|intern|unit|brigade|battalion|command|u\.?s\.?\s+army|public\s+affairs|\d+(?:st|nd|rd|th)?\b|[A-Z]\w+\s+(?:news|times|post|tribune|herald|press)|",
        r"reuters|ap|afp|associated\s+press|dpa|efe)\b.*|",
        r"\s+(?:follow(?:ing)?(?:\s+us)?|subscribe|share)$|\s+(?:staff\s+(?:writer|reporter)|special\s+correspondent|special\s+to)\b).*$"
    ))
});

/// Words that extraction ran together where elements met: `ByAna SousaJuly 4, 2022`.
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(\p{Ll})((?:Published|Updated|Posted|Last\s+updated|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|No\s+Comments?|Comments?)\b)",
    )
});
static GLUED_BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?i:written\s+)?(?:By|BY|by)(\p{Lu}[\p{L}.]*\s+\p{Lu})"));

/// The line with a bar where two elements were run together.
pub(super) fn unglued(text: &str) -> Cow<'_, str> {
    let text = if text.starts_with(['B', 'b', 'W', 'w']) {
        GLUED_BY.replace(text, "By $1")
    } else {
        Cow::Borrowed(text)
    };
    // Few lines have a capital right behind a small letter.
    let may_be_glued = |pair: &[u8]| matches!(pair, [before, after] if after.is_ascii_uppercase() && !matches!(before, 0..=b'`' | b'{'..=0x7f));
    if text.as_bytes().windows(2).any(may_be_glued) {
        Cow::Owned(GLUED.replace_all(&text, "$1 | $2").into_owned())
    } else {
        text
    }
}

/// The author's name on a line that says `By`, without offices, dates and addresses.
pub(super) fn read(text: &str) -> Option<String> {
    let text = unglued(text);
    let after = BY.captures(&text)?.get(1)?.as_str();
    name(after)
}

/// A name before an office: `Tess Hallorann Pacific editor`.
static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:[\p{Lu}][\p{L}’'.-]+\s+){2,3}?)[,|–-]?\s*(?:(?:[\p{Lu}\p{Ll}][\p{L}-]+\s+){0,3})(?:editor|correspondent|reporter|writer|journalist|columnist|analyst|bureau\s+chief)(?:\s+(?:in|at|for)\s+[\p{Lu}].+)?$",
    )
});

/// Two names joined: `Nino Kvernadze and Paul Strand`.
static PAIR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\p{Lu}][\p{L}’'.-]+(?:\s+[\p{Lu}][\p{L}’'.-]+){1,2}(?:,\s+[\p{Lu}][\p{L}’'.-]+(?:\s+[\p{Lu}][\p{L}’'.-]+){1,2})*,?\s+(?:and|et|y|e|und|&|ve)\s+[\p{Lu}][\p{L}’'.-]+(?:\s+[\p{Lu}][\p{L}’'.-]+){1,2}$",
    )
});

/// The name on a line that gives a name and an office of the press.
pub(super) fn named_with_office(text: &str) -> Option<String> {
    let name = OFFICE
        .captures(text)?
        .get(1)?
        .as_str()
        .trim()
        .trim_end_matches(',')
        .to_owned();
    looks_like_names(&name).then_some(name)
}

/// `Redacción El Altiplano`, `News Desk`: an office of the outlet as author.
pub(super) fn desk(text: &str) -> Option<String> {
    static DESK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:Redacción|Redacao|Redação|Redaktion|Redazione|La\s+Rédaction|Rédaction|Agencias|Newsroom|Редакция)(?:\s+\p{Lu}[\p{L}\d]*)*|(?:\p{Lu}[\p{L}\d]*\s+)*(?:News\s+Desk|Web\s+Desk|Newsdesk|Staff\s+Writer|Staff\s+Reporter|Staff\s+Correspondent|Special\s+Correspondent|Our\s+Correspondent|Staff|Monitoring\s+Desk|Foreign\s+Desk|News\s+Service|Public\s+Affairs(?:\s+Office|\s+Detachment)?)|(?:\S+\s+)*Public\s+Affairs(?:\s+Office|\s+Detachment)?|Office\s+of\s+the\s+Spokesperson)$",
        )
    });
    DESK.is_match(text).then(|| text.to_owned())
}

/// `Ana Sousa (ana@example.org)`.
pub(super) fn with_address(text: &str) -> Option<String> {
    let (name, address) = text.rsplit_once(' ')?;
    let name = name.trim_end_matches([',', '|', '-', ' ']);
    (address.contains('@') && (2..=4).contains(&name.split_whitespace().count()) && looks_like_names(name))
        .then(|| name.to_owned())
}

/// `BBC News, Nairobi`, `Severn News political correspondent`: where the person named above works.
pub(super) fn is_office(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let first = text.split(',').next().unwrap_or_default();
    let folded = fold(text);
    let last = folded.split(' ').next_back().unwrap_or_default();
    !Phrases::get().is_kind_of_notice(&folded)
        && words <= 7
        && (super::outlet::is_press_name(first)
            || matches!(
                last,
                "correspondent" | "reporter" | "editor" | "writer" | "journalist" | "columnist" | "producer"
            ))
}

/// Two or more full names joined by `and`.
pub(super) fn pair_of_names(text: &str) -> Option<String> {
    PAIR.is_match(text).then(|| text.to_owned())
}

/// Whether the line is a byline by its words alone.
pub(super) fn reads_as_byline(text: &str) -> bool {
    text.split_whitespace().count() <= 16 && read(text).is_some()
}

/// A name or several, tidied; none when the words do not look like names.
pub(super) fn name(text: &str) -> Option<String> {
    let cut = AFTER
        .find(text)
        .map_or(text, |found| text.get(..found.start()).unwrap_or(text));
    let name =
        cut.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '|' | '-' | '–' | '—' | '.' | ';'));
    // `Joselito Abad, Manila Sentinel`
    let name = match name.split_once(", ") {
        Some((person, outlet)) if super::outlet::is_press_name(outlet) && person.contains(' ') => person,
        // `Joselito Abad, Manila`: nobody has but one name behind somebody with two.
        Some((person, town)) if person.contains(' ') && is_one_name(town) && !person.contains(',') => person,
        _ => name,
    };
    looks_like_names(name).then(|| name.to_owned())
}

fn is_one_name(text: &str) -> bool {
    text.chars().count() > 3 && !text.contains(|c: char| !c.is_alphabetic())
}

/// One to three names, or an agency: every word begins with a capital but for particles and `and`.
pub(super) fn looks_like_names(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > 12 || text.chars().any(|c| matches!(c, '?' | '!' | '"' | '“' | ';' | ':')) {
        return false;
    }
    if date_line::is_bare_date(text) || Phrases::get().is_made_of_furniture(&fold(text)) {
        return false;
    }
    let plain = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let joins = |word: &str| {
        matches!(
            word.trim_end_matches(','),
            "and"
                | "&"
                | "et"
                | "y"
                | "e"
                | "und"
                | "de"
                | "da"
                | "do"
                | "dos"
                | "del"
                | "della"
                | "di"
                | "van"
                | "von"
                | "der"
                | "den"
                | "el"
                | "al"
                | "bin"
                | "ibn"
                | "la"
                | "le"
                | "du"
                | "ten"
                | "zu"
                | "с"
                | "и"
                | "ve"
                | "the"
                | "of"
                | "with"
        ) || word.starts_with("al-")
            || word.starts_with("el-")
            || word.starts_with("ul-")
            || word.starts_with("d'")
            || word.starts_with("d’")
    };
    words.iter().all(|word| !plain(word) || joins(word)) && words.iter().any(|word| !plain(word))
}

/// Labels bylines: lines that say so, `By` and the name on two lines, and names beside a date line.
pub(super) fn label(draft: &mut Draft<'_>) {
    for index in 0..draft.pieces.len() {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        let text = piece.text.clone();
        let short = piece.shape.words <= 16 && !piece.shape.ends_colon;
        let found = if short { read(&text) } else { None };
        let found = found.or_else(|| {
            let before = draft.pieces.get(index.checked_sub(1)?)?;
            let alone = speaks_for_next_line(&before.fold);
            (alone && short).then(|| name(&text)).flatten()
        });
        let Some(name) = found else { continue };
        if let Some(before) = index.checked_sub(1).and_then(|before| draft.pieces.get_mut(before))
            && speaks_for_next_line(&before.fold)
        {
            before.set(Role::Byline, RULE);
        }
        set(draft, index, name);
    }
}

/// `By` on a line of its own.
fn speaks_for_next_line(folded: &str) -> bool {
    matches!(
        folded,
        "by" | "written by" | "author" | "story by" | "reported by" | "words by"
    ) || matches!(folded, "par" | "por" | "von" | "yazan" | "автор" | "بقلم")
}

/// Labels a piece as byline and keeps the first name found.
pub(super) fn set(draft: &mut Draft<'_>, index: usize, name: String) {
    if let Some(piece) = draft.pieces.get_mut(index) {
        piece.set(Role::Byline, RULE);
        let stated = Stated::new(name, piece.number, piece.text.clone(), RULE);
        draft.byline.get_or_insert(stated);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for (line, name) in [
            ("author_image Wladimir van Wilgenburg", Some("Wladimir van Wilgenburg")),
            ("By Ana Sousa", Some("Ana Sousa")),
            ("BY ANA SOUSA AND LI WEI", Some("ANA SOUSA AND LI WEI")),
            ("By Ana Sousa, Staff Writer", Some("Ana Sousa")),
            ("By Ana Sousa in Nairobi", Some("Ana Sousa")),
            ("By Ana Sousa, Nairobi", Some("Ana Sousa")),
            ("By Ana Sousa Follow", Some("Ana Sousa")),
            ("Written by: Omar al-Rashid | Erbil", Some("Omar al-Rashid")),
            ("Par Jeanne d’Arcy", Some("Jeanne d’Arcy")),
            ("By the end of the day the talks had failed", None),
            ("By Monday the talks had failed.", None),
            ("De la Rua meets farmers", None),
        ] {
            assert_eq!(read(line).as_deref(), name, "{line}");
        }
    }
}
