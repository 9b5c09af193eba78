//! Captions of pictures, and credits that stand alone.

use super::draft::{Draft, Piece};
use super::text::pattern;
use crate::report::Role;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;
use std::sync::LazyLock;

const CREDITED: &str = "caption-credit";
const ALONE: &str = "credit-alone";
const SEEN: &str = "caption-seen";

/// A credit within a line: what pictures carry and sentences do not.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?i)(?:{AGENCY_BEHIND_DASH}|{CREDITS})")));

/// The same, but for those behind a dash, which are looked for in another way.
static PLAIN_CREDIT: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?i)(?:{CREDITS})")));

/// `… in the hall of the ministry — PPI`
const AGENCY_BEHIND_DASH: &str = r"\w{3}.{30,}\s[—–-]\s*(?-i:\p{Lu}+|\p{Lu}[\p{L}.]+/\p{Lu}+)(?:\s+photo)?\s*$";

const CREDITS: &str = concat!(
    // in brackets
    r"[(\[](?:[^()\[\]]*\b)?(?:photos?|images?|pictures?|photograph|credit|courtesy|handout|file\s+photo|foto|fotos|photo\s+by|archivo|archives?|photographer|screenshot|screengrab|getty|reuters|afp|epa|epa-efe|anadolu|xinhua|ap\s+photo|ap|shutterstock|wikimedia|flickr|صورة|الصورة|صور|عکس|وێنە|фото|fotoğraf)\b[^()\[\]]*[)\]]\.?\s*$",
    r"|[(\[]\s*(?:photos?|images?|pictures?|credit|courtesy|source|foto|фото|fotoğraf|صورة|الصورة|عکس|وێنە)\s*(?:[:/|–-]|by|courtesy|via)[^()\[\]]*[)\]]",
    r"|\[[\w .’'-]+/(?:afp|ap|reuters|epa|getty|anadolu|al\s+jazeera|pool|ap\s+photo)[\w .]*\]",
    // after the text
    r"|[.”»]\s*/\s*(?-i:(?:\p{Lu}\.\s?){1,2}\p{Lu}{3,}(?:\s\p{Lu}{3,})?)\s*$",
    r"|.{15,}\.\s+source\s*:\s*(?-i:\p{Lu})[^:]+$",
    r"|©\s*(?-i:\p{Lu})[\p{L}.’'-]+(?:\s+[\p{L}.’'/-]+)+\s*$",
    r"|(?:^|[.)\]»”…/,;–—-]\s*)(?:photos?|images?|pictures?|photograph|photo\s+credit|image\s+credit|picture\s+credit|photo\s+courtesy|foto|fotos|photographie|bild|crédit(?:\s+photo)?|crédito|credit|courtesy|immagine|zdjęcie|fot|fotoğraf|fotograf)\s*[:©][^:]+$",
    r"|\b(?:photo|image|picture|photograph|foto)\s+(?:by|courtesy(?:\s+of)?|via|provided\s+by|de|von|di|par|por)\s+[\p{Lu}][^:]+$",
    r"|(?:фото|фотография|صورة|الصورة|تصوير|عکس|وێنە|照片|图片|摄影|摄|写真|사진)\s*[:：/][^:]+$",
    r"|\b(?:ap|afp|reuters|epa|getty)\s+(?:photo|images)\b(?:\s*/[^/]+)?\.?$|getty\s+images|\bap\s+photo/|(?:afp|reuters)\s+(?:via|/)\s*getty|©\s*(?:afp|reuters|ap|epa|getty|anadolu)\b|/(?:afp|reuters|ap|getty|epa|xinhua|pool|handout)\s*\.?$|\bfile\s+photo\b|\bhandout\s+(?:photo|via|picture)",
);

/// Words that only a caption begins or ends with.
static SAYS_PICTURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:^(?:(?:pictured\s+)?(?:from\s+)?l(?:eft)?\s+to\s+r(?:ight)?\s*[:,]|l\s*[-–]\s*r\s*:|image\s+caption,|جانب\s+من|صورة\s+من|خلال\s+(?:لقاء|استقبال)|[（(]\s*(?:写真|照片|图)[^)）]*[)）]|\[?file(?:\s+photo)?\]?\s*[-–—:|]|file\s+photo|(?:photo|image|picture|caption|foto|legende|légende|bildunterschrift|pie\s+de\s+foto|photo\s+caption|image\s+caption|media\s+caption|fotoğraf)\s*:|in\s+this\s+(?:\w+\s+){0,3}(?:photo|image|picture|handout)|(?:photo|picture|image)\s+(?:shows|taken|released)|(?:на\s+фото|в\s+الصورة))",
        r"|\w\s*\((?:l|r|left|right|cent(?:er|re)|pictured|i|d|izq|der|à\s+gauche|à\s+droite|links|rechts|solda|sağda|слева|справа|ліворуч|праворуч|يمين|يسار|يمين|د|چپ|راست|middle|back|front|2nd\s+[lr]|second\s+(?:left|right))\)",
        r"|,\s+(?:(?:far|second|third)\s+)?(?:left|right|cent(?:er|re)),|\b(?:from|pictured)\s+(?:left|right)(?:\s+to\s+(?:left|right))?\b|\bfrom\s+l(?:eft)?\s+to\s+r(?:ight)?\b|\(\s*from\s+left|\bpictured\b|\bphotographed\b|\bis\s+seen\b|\bare\s+seen\b|\bseen\s+(?:here|in\s+this)\b|\bpose[sd]?\s+for\s+a\s+(?:\w+\s+)?(?:photo|picture|photograph))"
    ))
});

/// A line that is a credit and nothing more.
static ONLY_CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^[\s(\[©]*(?:",
        r"image\s+source,\s*\S.+|illustration\s+(?:by|:)\s+\S.+|(?:fotoğraf|fotograf|courtesy\s+of|photos?|images?|pictures?|photograph|photographer|photo\s+credit|image\s+credit|image\s+source|image\s+copyright|picture\s+credit|credits?|courtesy|foto|fotos|crédit(?:s)?(?:\s+photo)?|crédito(?:s)?|bild|bildquelle|quelle|source|sources|fuente|fonte|kaynak|источник|фото|джерело|المصدر|مصدر|صورة|تصوير|عکس|منبع|سەرچاوە|وێنە|来源|图片来源|照片|摄影|写真|출처|사진)\s*(?:[:：/|©]|\bby\b|\bcourtesy\b|\bvia\b)\s*\S.+",
        r"|(?:ap|afp|reuters|epa|getty)\s+(?:photo|images?)\s*/?.*",
        r"|(?:reuters|afp|getty\s+images|epa|epa-efe|xinhua|anadolu)\s*/\s*.+",
        r"|©\s*(?:afp|reuters|ap|epa|getty)\b.*",
        r"|[\p{Lu}][\w .’'-]+/(?:afp|ap|reuters|epa|getty\s+images|xinhua|anadolu(?:\s+agency)?|pool|handout)(?:\s+via\s+.+)?",
        r"|getty\s+images|file\s+photo|courtesy\s+photo|handout|stock\s+photo",
        r")[)\]]?\.?\s*$"
    ))
});

/// A day with its year at the end, as agency captions have it.
static DATED_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:19|20)\d\d\.?\s*$"));

/// Captions tell what is to be seen now: present tense.
static PRESENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:shakes?|shaking|poses?|posing|speaks?|speaking|greets?|greeting|welcomes|welcoming|looks?\s+on|listens?|listening|walks?|walking|arrives?|arriving|attends?|attending|meets|receives|hosts|holds|stands?|standing|sits?|sitting|addresses|addressing|chairs|chairing|inspects|inspecting|shows|leads|hands|opens|gestures|delivers|tours|visits|presents|signs|signing|waves|embraces|gives|chats?)\b",
    )
});

/// Words of which a caption's grammar needs at least one: looking for them first is a hundred times
/// quicker than the grammars themselves.
static HINTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build([
            "photo",
            "image",
            "picture",
            "credit",
            "courtesy",
            "handout",
            "fot",
            "archiv",
            "screen",
            "getty",
            "jazeera",
            "reuters",
            "afp",
            "epa",
            "anadolu",
            "xinhua",
            "ap photo",
            "(ap",
            "/ap",
            "shutterstock",
            "wikimedia",
            "flickr",
            "©",
            "bild",
            "immagine",
            "zdj",
            "source",
            "pool",
            "file",
            "caption",
            "legende",
            "légende",
            "pie de",
            "(l)",
            "(r)",
            "(i)",
            "(d)",
            "(izq",
            "(der",
            "left",
            "right",
            "center)",
            "centre)",
            "center,",
            "centre,",
            "(c",
            "(m",
            "(b",
            "(f",
            "(2",
            "(s",
            "(à",
            "(links",
            "(rechts",
            "(solda",
            "(sağda",
            " seen",
            "pose",
            "صور",
            "الصور",
            "عکس",
            "وێنە",
            "تصوير",
            "جانب من",
            "خلال",
            "фото",
            "Фото",
            "слева",
            "справа",
            "ліворуч",
            "праворуч",
            "يمين",
            "يسار",
            "照片",
            "图",
            "摄",
            "写真",
            "사진",
            "crédit",
            "crédito",
        ])
        .ok()
});

/// Whether a caption's grammar can match at all; a dash and capitals at the end (`— PPI`) may too.
fn may_tell(piece: &Piece) -> bool {
    let text = &piece.text;
    if piece.shape.words > 90 || piece.shape.inner_stops > 4 {
        return false;
    }
    let signed = text.trim_end().ends_with(char::is_uppercase);
    signed || HINTS.as_ref().is_none_or(|hints| hints.is_match(text))
}

/// Labels lines with a credit in them, and credits alone.
pub(super) fn label(draft: &mut Draft<'_>) {
    for piece in draft.pieces.iter_mut().filter(|piece| piece.is_open()) {
        if piece.shape.words <= 12 && ONLY_CREDIT.is_match(&piece.text) && !reads_as_picture_text(piece) {
            piece.set(Role::Furniture, ALONE);
        } else if !may_tell(piece) {
            // Neither of the grammars below can match.
        } else if is_credited(piece) {
            piece.set(Role::Caption, CREDITED);
        } else if piece.shape.words <= 60
            && piece.shape.inner_stops <= 2
            && SAYS_PICTURE.is_match(&piece.text)
            && !piece.shape.starts_quote
        {
            piece.set(Role::Caption, SEEN);
        }
    }
}

fn is_credited(piece: &Piece) -> bool {
    piece.shape.words >= 4
        && !piece.fold.starts_with("copyright")
        && piece.shape.words <= 90
        && piece.shape.inner_stops <= 4
        && (PLAIN_CREDIT.is_match(&piece.text)
            // What was, with the agency behind it, is the last paragraph of a report.
            || (ends_with_agency(&piece.text) && (PRESENT.is_match(&piece.text) || !tells_what_was(&piece.text))))
}

/// Whether [`AGENCY_BEHIND_DASH`] matches. What may stand before the dash makes the whole grammar so
/// wide that it is a hundred times slower than its end and the check of what is before.
fn ends_with_agency(text: &str) -> bool {
    static BEHIND_DASH: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\s[—–-]\s*(?:\p{Lu}+|\p{Lu}[\p{L}.]+/\p{Lu}+)(?:\s+(?i:photo))?\s*$"));
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\w{3}"));
    let Some(dash) = BEHIND_DASH.find(text) else {
        return false;
    };
    let before = WORD.find(text).and_then(|word| text.get(word.end()..dash.start()));
    before.is_some_and(|before| before.chars().count() >= 30)
}

/// `Photo: the minister greets the envoy in Quito` tells what is seen; it is no mere credit.
fn reads_as_picture_text(piece: &Piece) -> bool {
    piece.shape.lower_long >= 3
        || CREDIT
            .find(&piece.text)
            .is_some_and(|found| found.start() > 25 && piece.shape.words > 7)
}

/// Looks like the text of a picture though no credit says so: one sentence in the present tense
/// that ends with a full date, or tells of hands being shaken.
pub(super) fn looks_like_caption(piece: &Piece) -> bool {
    let shape = &piece.shape;
    if shape.words < 5 || shape.words > 55 || shape.inner_stops > 0 || shape.starts_quote || shape.is_bullet {
        return false;
    }
    let present = PRESENT.is_match(&piece.text);
    (present && DATED_END.is_match(&piece.text))
        || UNFINISHED.is_match(&piece.text) && !shape.ends_sentence && !tells_what_was(&piece.text)
        || GESTURES.iter().any(|words| piece.fold.contains(words))
}

/// What people do in pictures and seldom in reports.
const GESTURES: [&str; 8] = [
    "shakes hands",
    "shake hands",
    "shaking hands",
    "poses for",
    "pose for",
    "looks on",
    "look on as",
    "posing for",
];

/// Verbs that tell of what was: reports are told so, and the texts of pictures seldom.
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:was|were|had|said|told|met|held|took|spoke|gave|came|went|began|attended|discussed|reviewed|received|welcomed|expressed|stressed|underlined|underscored|emphasi[sz]ed|highlighted|affirmed|reaffirmed|noted|praised|thanked|conveyed|exchanged|agreed|participated|joined|added|reported|touched|tackled|hailed|lauded|commended|pointed|called|invited|visited|explored|briefed|reiterated|outlined|congratulated|wished)\b",
    )
});

/// Whether a line is told in the past, or ends with its full stop before the sign of an agency.
pub(super) fn tells_what_was(text: &str) -> bool {
    PAST.is_match(text) || super::shape::without_sign(text).ends_with('.')
}

/// A name and a participle without a verb: `The envoy signing the guest book`, `The delegation in front of the hall`.
static UNFINISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\p{Lu}][^.:;?!]*\b(?:signing|shaking|speaking|greeting|receiving|meeting|holding|addressing|posing|walking|welcoming|presenting|in\s+front\s+of|during\s+(?:the|a|an|his|her|their))\b[^:;?!]*$",
    )
});

/// Names side by side without a full stop: `The Minister and Lt. Gen. Marcus Ferrell at the range`.
pub(super) fn names_people(piece: &Piece) -> bool {
    let shape = &piece.shape;
    let joined = [" at ", " with ", " during ", " being ", " and "]
        .iter()
        .any(|word| piece.text.contains(word));
    joined
        && !shape.ends_sentence
        && !shape.starts_quote
        && (5..=25).contains(&shape.words)
        && shape.lower_long >= 1
        && shape.capitalised * 5 >= shape.words * 2
}

/// Who is to be seen, and where, in capitals and without a verb: `Ana Sousa and Li Wei in Quito`, `Foreign
/// Minister Ana Sousa`.
pub(super) fn shows_people(piece: &Piece) -> bool {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        let name = r"(?:\p{Lu}[\p{L}’'.-]*\s+){1,4}\p{Lu}[\p{L}’'.-]*";
        pattern(&format!(
            r"^{name}(?:(?:,\s+{name})*,?\s+(?:and|with|et|y|e|und|ve)\s+{name})?(?:,?\s+(?:in|at|à|en|em)\s+\p{{Lu}}[\p{{L}}\s’'.,-]*)?$"
        ))
    });
    static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:President|Minister|Premier|Chancellor|Ambassador|Secretary|Speaker|Governor|Commissioner|Senator|Consul|Envoy|King|Queen|Emir|Sultan)\b",
        )
    });
    static JOINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s(?:and|with|et|y|e|und|ve|in|at|à|en|em)\s"));
    piece.shape.words <= 16
        && !piece.shape.ends_sentence
        && NAMES.is_match(&piece.text)
        && (JOINED.is_match(&piece.text) || OFFICE.is_match(&piece.text))
}

/// One sentence in the present tense, not long.
pub(super) fn tells_a_picture(piece: &Piece) -> bool {
    piece.shape.inner_stops == 0
        && (5..=28).contains(&piece.shape.words)
        && !piece.shape.starts_quote
        && !piece.shape.is_bullet
        && PRESENT.is_match(&piece.text)
}

/// A line above the body, below the headline, in the present tense and ending with a weekday.
pub(super) fn looks_like_head_caption(piece: &Piece) -> bool {
    static WEEKDAY_END: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\bon\s+(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\.?$"));
    looks_like_caption(piece)
        || (piece.shape.inner_stops == 0
            && piece.shape.words <= 45
            && PRESENT.is_match(&piece.text)
            && WEEKDAY_END.is_match(&piece.text))
}

/// A line in the present tense next to a credit that stands alone.
fn is_beside_credit(draft: &Draft<'_>, index: usize) -> bool {
    let credit = |at: Option<usize>| {
        at.and_then(|at| draft.pieces.get(at))
            .is_some_and(|near| near.label.as_ref().is_some_and(|label| label.rule == ALONE))
    };
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    piece.is_open()
        && piece.shape.inner_stops == 0
        && (5..=50).contains(&piece.shape.words)
        && !piece.shape.starts_quote
        && (credit(Some(index + 1)) || credit(index.checked_sub(1)))
        && PRESENT.is_match(&piece.text)
        && super::dateline::read(&piece.text).is_none()
        // Headlines are in the present tense too, and a report has one before its picture has a text.
        && super::head::lone(draft) != Some(index)
}

/// Open lines above the body or between its paragraphs that look like captions.
pub(super) fn label_beside_credit(draft: &mut Draft<'_>) {
    for index in 0..draft.pieces.len() {
        if is_beside_credit(draft, index)
            && let Some(piece) = draft.pieces.get_mut(index)
        {
            piece.set(Role::Caption, SEEN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rule: Option<&str>) {
        let mut draft = Draft::new(
            vec![Piece::new(0..1, 1, text.into(), text.into(), true)],
            Box::leak(Box::default()),
        );
        label(&mut draft);
        assert_eq!(draft.pieces[0].label.as_ref().map(|label| label.rule), rule, "{text}");
    }

    #[test]
    fn captions_and_credits() {
        check("The envoy met the mayor (Photo: Ana Sousa/Twitter)", Some(CREDITED));
        check(
            "The envoy meets the mayor in Quito, July 4, 2022. Photo: mayor’s office",
            Some(CREDITED),
        );
        check("The envoy and the mayor. [Ana Sousa/Al Jazeera]", Some(CREDITED));
        check("FILE - The envoy at a rally in Quito.", Some(SEEN));
        check("The envoy (L) and the mayor in Quito", Some(SEEN));
        check("Photo: Ana Sousa", Some(ALONE));
        check("AP Photo/Ana Sousa", Some(ALONE));
        check("Source: City Hall", Some(ALONE));
        check(
            "The photo shows how far the two sides had come, she said, and he agreed.",
            None,
        );
        check("The mayor received the envoy on Monday.", None);
    }
}
