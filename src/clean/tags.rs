//! The outlet's keywords.

use super::draft::{Draft, Piece};
use super::text::{fold, pattern};
use crate::report::{Role, Stated};
use regex::Regex;
use std::sync::LazyLock;

const LABELLED: &str = "tags-labelled";
const HASHES: &str = "tags-hashes";
const STRIP: &str = "tags-strip";

/// Tags that are kept of one report.
const MOST: usize = 200;

/// Lines at either end of a file that are compared with those around them: tags stand nowhere else.
const MOST_LINES: usize = 2_000;

/// The longest line, in bytes, that is shown whole as evidence.
const LONGEST: usize = 4_000;

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^[#\s]*(?:read\s+more\s+on|more\s+on|explore\s+more\s+on\s+these\s+topics|[iİı]lg[iİı]l[iİı]\s+konular|temas\s+relacionados|sujets\s+associés|tags?|tagged(?:\s+(?:as|with))?|topics?|keywords?|key\s+words|filed\s+under|filed\s+in|related\s+topics?|كلمات\s+دلالية|related\s+tags|categories|category|subjects?|in\s+this\s+story|more\s+on\s+these\s+topics|themes?|labels?",
        r"|etiquetas?|temas?|palabras\s+clave|mots[\s-]clés|étiquettes|thèmes?|sujets|schlagwörter|schlagworte|themen|stichwörter|palavras[\s-]chave|tópicos|marcadores|parole\s+chiave|argomenti|etiketler|anahtar\s+kelimeler",
        r"|теги|метки|темы|ключевые\s+слова|теми|وسوم|الوسوم|كلمات\s+مفتاحية|الكلمات\s+المفتاحية|الكلمات\s+الدالة|کلیدواژه(?:\s*ها)?|برچسب\s*(?:ها)?|برچسب‌ها|تاگ|وشەی\s+سەرەکی|标签|关键词|关键字|タグ|キーワード|태그)\s*(?:[:：|\-–—]|\s|$)\s*(.*)$"
    ))
});

/// Labels lines of tags and reads the tags.
pub(super) fn label(draft: &mut Draft<'_>) {
    let mut index = 0;
    while let Some(piece) = draft.pieces.get(index) {
        if piece.is_open() {
            if let Some(list) = labelled(piece) {
                if list.is_empty() {
                    let next = take_lines(draft, index + 1);
                    if next > index + 1 {
                        take(draft, index, &[], LABELLED);
                    }
                    index = next;
                    continue;
                }
                let list = if list.len() == 1 && draft.tags.len() < MOST {
                    list.iter()
                        .flat_map(|one| segments(one, &others(draft, index)))
                        .collect()
                } else {
                    list
                };
                take(draft, index, &list, LABELLED);
            } else if let Some(list) = hashes(piece) {
                take(draft, index, &list, HASHES);
            }
        }
        index += 1;
    }
}

/// `Tags: a, b, c`; an empty list when the label stands alone.
fn labelled(piece: &Piece) -> Option<Vec<String>> {
    // Running text is no list, and longer than a label alone.
    let shape = &piece.shape;
    if shape.words > 80 || (shape.words > 6 && shape.ends_sentence && shape.lower_long > 6) {
        return None;
    }
    let rest = LABEL.captures(&piece.text)?.get(1)?;
    let list = rest.as_str().trim();
    let label = piece.text.get(..rest.start())?.trim();
    if list.is_empty() {
        return (label.split_whitespace().count() <= 6).then(Vec::new);
    }
    let signed = label.ends_with([':', '：', '|', '-', '–', '—']);
    let plain = matches!(fold(label).as_str(), "tags" | "keywords" | "related topics" | "tag")
        && !piece.shape.ends_sentence
        && piece.shape.words <= 16;
    if !signed
        && !plain
        && !is_strip(piece)
        && (piece.shape.ends_sentence || piece.shape.lower_long > 3 || !list.contains([',', '|', '•', '#']))
    {
        return None;
    }
    if fold(label).ends_with("more on") && !list.contains(',') {
        return None;
    }
    (!(piece.shape.ends_sentence && piece.shape.lower_long > 6)).then(|| split(list))
}

/// `#Quito #Talks`: nothing but hashtags.
fn hashes(piece: &Piece) -> Option<Vec<String>> {
    if !piece.text.contains('#') {
        return None;
    }
    let words: Vec<&str> = piece
        .text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    (words.iter().all(|word| word.starts_with('#')) && !words.is_empty())
        .then(|| words.iter().map(|word| tidy(word)).collect())
}

/// The lines below a `Tags` that stands alone: short ones, each a tag.
fn take_lines(draft: &mut Draft<'_>, from: usize) -> usize {
    let mut index = from;
    while let Some(piece) = draft.pieces.get(index) {
        let fits = piece.is_open()
            && !draft.phrases.is_made_of_furniture(&piece.fold)
            && piece.shape.words <= 7
            && !piece.text.contains(':')
            && piece.text.chars().filter(char::is_ascii_digit).count() < 5
            && !piece.shape.ends_sentence
            && (piece.shape.capitalised > 0 || !piece.shape.has_case)
            && !draft.phrases.is_list_heading(&piece.fold)
            && !draft.phrases.is_ender(&piece.fold)
            && (!piece.after_gap || index == from || piece.shape.words <= 4)
            && !calls(piece)
            && !is_other_story(draft, index, piece);
        if !fits || index > from + 15 {
            break;
        }
        let list = split(&piece.text.clone());
        take(draft, index, &list, LABELLED);
        index += 1;
    }
    index
}

/// A headline, which is no list and not in the words of this report.
fn is_other_story(draft: &Draft<'_>, index: usize, piece: &Piece) -> bool {
    piece.shape.words >= 4
        && (piece.shape.lower_long >= 2 || super::masthead::tells(&piece.text))
        && !piece.text.contains([',', '#', '|', ';', '/', '،'])
        && !others(draft, index).contains(&format!(" {} ", piece.fold))
}

/// `Sign up for our newsletter`, `Read more stories`: what readers are asked to do.
fn calls(piece: &Piece) -> bool {
    const VERBS: [&str; 16] = [
        "sign",
        "read",
        "see",
        "view",
        "follow",
        "share",
        "join",
        "get",
        "watch",
        "listen",
        "click",
        "contact",
        "subscribe",
        "download",
        "support",
        "leave",
    ];
    let first = piece.fold.split(' ').next().unwrap_or_default();
    piece.shape.words >= 2 && VERBS.contains(&first)
}

fn take(draft: &mut Draft<'_>, index: usize, list: &[String], rule: &'static str) {
    if let Some(piece) = draft.pieces.get_mut(index) {
        piece.set(Role::Tags, rule);
        for tag in list {
            if draft.tags.len() >= MOST {
                return;
            }
            if !tag.is_empty() && !draft.tags.iter().any(|known| known.value == *tag) {
                // A line without end is no evidence for each of its words.
                let words = if piece.text.len() > LONGEST { tag } else { &piece.text };
                let stated = Stated::new(tag.clone(), piece.number, words.clone(), rule);
                draft.tags.push(stated);
            }
        }
    }
}

/// Splits at the strongest sign that stands in the list.
fn split(list: &str) -> Vec<String> {
    let signs: &[char] = if list.contains(['|', '•', '·', '；', ';', '、']) {
        &['|', '•', '·', '；', ';', '、']
    } else if list.contains([',', '،', '，']) {
        &[',', '،', '，']
    } else if list.contains('#') {
        &['#']
    } else if list.contains("/ ") {
        &['/']
    } else {
        &[]
    };
    if signs.is_empty() {
        return vec![tidy(list)];
    }
    list.split(signs).map(tidy).filter(|tag| !tag.is_empty()).collect()
}

fn tidy(tag: &str) -> String {
    tag.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | ',' | '.' | ':' | '|' | '،' | '/'))
        .to_owned()
}

/// Short parts set apart by bars, bullets or points, half of which stand in the running text.
pub(super) fn label_barred(draft: &mut Draft<'_>) {
    for index in 0..draft.pieces.len().min(MOST_LINES) {
        let Some(piece) = draft
            .pieces
            .get(index)
            .filter(|piece| piece.is_open() && piece.shape.words <= 30)
        else {
            continue;
        };
        if !BARS.iter().any(|sign| piece.text.contains(sign)) || piece.shape.ends_sentence {
            continue;
        }
        let list = split(&piece.text);
        let short = list.iter().all(|part| part.split(' ').count() <= 5);
        if short && list.len() >= 3 && stand_in_text(draft, index, &list) {
            take(draft, index, &list, STRIP);
        }
    }
}

/// Signs between tags.
const BARS: [&str; 3] = [" | ", " • ", " · "];

/// At least half of the parts stand in the other lines.
fn stand_in_text(draft: &Draft<'_>, index: usize, list: &[String]) -> bool {
    let text = others(draft, index);
    let known = list
        .iter()
        .filter(|tag| text.contains(&format!(" {}", fold(tag))))
        .count();
    known * 2 >= list.len()
}

/// A line of capitalised words without a sentence in it, between the head and the body or after the
/// body, most of whose parts stand in the text: a strip of tags whose borders extraction lost.
pub(super) fn label_strips(draft: &mut Draft<'_>) {
    let body = draft.body.clone();
    let headline = draft.pieces.iter().position(|piece| piece.is(Role::Headline));
    for index in 0..draft.pieces.len() {
        if (MOST_LINES..draft.pieces.len().saturating_sub(MOST_LINES)).contains(&index) {
            continue;
        }
        let Some(piece) = draft
            .pieces
            .get(index)
            .filter(|piece| piece.is_open() && is_strip(piece))
        else {
            continue;
        };
        if body.contains(&index) {
            continue;
        }
        if index < body.start && headline.is_none_or(|headline| headline >= index) {
            continue;
        }
        let commas = piece.text.contains([',', '#']);
        let gaps = piece.raw.trim().contains("  ") || piece.raw.trim().contains('\t');
        let list = match (commas, gaps) {
            (true, _) => split(&piece.text),
            (false, true) => piece
                .raw
                .trim()
                .replace('\t', "  ")
                .split("  ")
                .map(tidy)
                .filter(|tag| !tag.is_empty())
                .collect(),
            (false, false) => segments(&piece.text, &others(draft, index)),
        };
        if list.len() >= if commas { 3 } else { 2 } && stand_in_text(draft, index, &list) {
            take(draft, index, &list, STRIP);
        }
    }
}

/// Words that tags do not have.
const STRANGE: [&str; 6] = [" at the ", " with ", " at ", " from ", " by ", " to "];

/// Capitalised words without a sentence in them.
pub(super) fn is_strip(piece: &Piece) -> bool {
    let shape = &piece.shape;
    shape.has_case
        && !shape.ends_sentence
        && (3..=30).contains(&shape.words)
        && shape.lower_long == 0
        && shape.capitalised * 3 >= shape.words * 2
        && !STRANGE.iter().any(|word| piece.text.contains(word))
        // Where all is in capitals, so are the words that tags do not have.
        && !(shape.all_caps && STRANGE.iter().any(|word| piece.text.contains(&word.to_uppercase())))
}

/// Lines that are looked at beside a list of tags, on either side; more would make a hostile file slow.
const NEAR: usize = 300;

/// The folded text of the other pieces near by, padded, pieces apart.
fn others(draft: &Draft<'_>, index: usize) -> String {
    let mut text = String::from(" ");
    for (at, piece) in draft
        .pieces
        .iter()
        .enumerate()
        .skip(index.saturating_sub(NEAR))
        .take(2 * NEAR)
    {
        if at != index && !piece.is(Role::Furniture) {
            text.push_str(&piece.fold);
            text.push_str(" \n ");
        }
    }
    text
}

/// Cuts a strip into the longest runs of words that stand together in the text; `of`, `and` and the
/// like hold their neighbours together.
fn segments(strip: &str, text: &str) -> Vec<String> {
    let words: Vec<&str> = strip.split_whitespace().collect();
    let mut list = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // What does not stand together in two words does not in more, unless a small word holds three.
        let held = words.get(at + 1).is_some_and(|word| joins(word)) && at + 3 <= words.len();
        let stands = |length: &usize| {
            let part = words.get(at..at + length).unwrap_or_default();
            (*length == 3 && held) || text.contains(&format!(" {} ", fold(&part.join(" "))))
        };
        let fits = 5.min(words.len() - at);
        let longest = if held {
            (2..=fits).rev().find(stands)
        } else {
            (2..=fits).take_while(stands).last()
        };
        let mut length = longest.unwrap_or(1);
        while words.get(at + length).is_some_and(|word| joins(word)) && at + length + 1 < words.len() {
            length += 2;
        }
        list.push(tidy(&words.get(at..at + length).unwrap_or_default().join(" ")));
        at += length;
    }
    list
}

fn joins(word: &str) -> bool {
    matches!(
        word,
        "of" | "and" | "for" | "the" | "in" | "&" | "de" | "del" | "al" | "on"
    )
}
