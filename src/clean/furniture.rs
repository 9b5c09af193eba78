//! What a web page puts around an article: tools, boxes, lists of other stories, footers.

use super::draft::{DateKind, Draft, Piece};
use super::text::{fold, pattern};
use crate::report::Role;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

const SEPARATOR: &str = "separator";
const PHRASE: &str = "furniture-phrase";
const CRUMBS: &str = "breadcrumb";
const ADDRESS: &str = "address-line";
const WEBSITE: &str = "website-talk";
const LIST: &str = "list-of-stories";
const END: &str = "after-the-end";
const FAMILIAR: &str = "shared-with-other-files";
const MENU: &str = "menu";

/// Lines that are an address, a telephone number, a handle or a counter.
static ADDRESS_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:(?:https?://|www\.)\S+|[a-z][\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|mil|int|edu|info|tv|news|[a-z]{2})|\S+@\S+\.\S+|@\w+|(?:tel|phone|fax|mob|e-?mail|телефон|тел|هاتف|tél|tlf|电话|電話)\s*[.:：]\s*\S.*|[+(]?\d[\d\s()+./-]{6,}\d|(?:\(\d+\)|\d+)\s*(?:comments?|shares?|views?|likes?|reads?|kommentare|comentarios|commentaires|yorum)",
        r"|(?:comments?|shares?|views?|likes?|reads?|hits|visits|okunma|просмотров|просмотры|مشاهدة|مشاهدات|عدد\s+المشاهدات|بازدید|阅读|浏览)\s*[:：(]?\s*[\d,.]+\s*[kKmM)]?|[\d,.]+\s*(?:mins?|minutes?|min\.)\s*(?:read)?|(?:estimated\s+)?(?:reading|read)\s+time\s*[:：]?\s*.+",
        r"|(?:press\s+release|release|ref(?:erence)?|news\s+id|id|article|document|doc)\s*(?:no|number|nr|id)?\.?\s*[:#]?\s*\[?[\w/.-]*\d[\w/.-]*\]?|\[?[A-Z]*-?\d{3,}[A-Z0-9/-]*\]?|\d+(?:\s*/\s*|\s+of\s+)\d+|\d+|[a-z]{2}(?:\s*[|/·•-]\s*[a-z]{2})+)$"
    ))
});

static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:©|\(c\)\s|copyright\b).*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\s*(?:©|\(c\))|^\s*©|all\s+rights\s+reserved",
    )
});

static END_MARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[\s*\-–—_=~#•.|(\[]*(?:end|ends|fin|ende|30|###|eom|انتهى|انتهي|完|конец)?[\s*\-–—_=~#•.|)\]\d/]*$")
});

/// A copyright line; a long sentence that only mentions copyright is none.
fn is_copyright(text: &str, shape: &super::shape::Shape) -> bool {
    (COPYRIGHT.is_match(text) || (shape.words <= 9 && text.to_lowercase().starts_with("copyright")))
        && (shape.words <= 20
            || !shape.ends_sentence
            || text.contains('©')
            || text.to_lowercase().starts_with("copyright")
            || text.to_lowercase().contains("all rights reserved"))
}

/// Lines that are known phrases, made of them, or of a shape that only furniture has.
pub(super) fn label_phrases(draft: &mut Draft<'_>) {
    let phrases = draft.phrases;
    for index in 0..draft.pieces.len() {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        let Some(rule) = rule_for(piece, phrases) else { continue };
        // `Japan-Iraq Foreign Ministers’ Meeting` has the names of three sections.
        let tells = rule == MENU && is_bare_menu(piece, phrases) && super::masthead::is_told(&piece.text);
        if tells && super::head::lone(draft) == Some(index) {
            continue;
        }
        if let Some(piece) = draft.pieces.get_mut(index) {
            piece.set(Role::Furniture, rule);
        }
    }
}

fn rule_for(piece: &Piece, phrases: &super::phrases::Phrases) -> Option<&'static str> {
    let (text, folded, shape) = (&piece.text, &piece.fold, &piece.shape);
    if folded.is_empty() || END_MARK.is_match(text) {
        return Some(SEPARATOR);
    }
    if phrases.is_list_heading(folded) {
        return Some(LIST);
    }
    // `No.` answers a question; `Home` alone is no answer.
    let answers = shape.words <= 2 && text.ends_with(['.', '!']);
    if !answers && (phrases.is_ender(folded) || phrases.is_made_of_furniture(folded)) {
        // A section's name alone is a section.
        return (!phrases.is_section(folded)).then_some(PHRASE);
    }
    if is_glued(text, shape) || is_menu_line(piece, phrases) {
        return Some(MENU);
    }
    if ADDRESS_LINE.is_match(text) {
        return Some(ADDRESS);
    }
    if shape.words <= 45 && is_breadcrumb(text) {
        return Some(CRUMBS);
    }
    let sentence = shape.ends_sentence && shape.words > 12;
    if (!shape.is_prose() || !sentence) && shape.words <= 30 && phrases.begins_like_furniture(text, folded) {
        return Some(PHRASE);
    }
    if shape.words > 120 {
        return None;
    }
    let told = phrases.told(folded);
    if shape.words <= 90 && (told.furniture || (shape.words <= 40 && is_copyright(text, shape))) {
        return Some(PHRASE);
    }
    // The longer a sentence, the more it must talk of the site; a headline may have such words.
    let enough = 4 + shape.words as u32 / 30;
    (shape.words >= 4 && phrases.website_talk(text, folded, &told) >= enough).then_some(WEBSITE)
}

/// Parts of a menu that ran together: `NewsAfricaAsiaUS & Canada`, `HomeLatest NewsNational`.
fn is_glued(text: &str, shape: &super::shape::Shape) -> bool {
    if shape.ends_sentence || shape.words > 25 {
        return false;
    }
    let joints: usize = text.split(' ').map(joints).sum();
    let home = text
        .strip_prefix("Home")
        .or_else(|| text.strip_prefix("HOME"))
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    (joints >= 2 && shape.words <= 14) || (home && text.len() > 8)
}

/// Capitals right behind small letters in a word, but for those of names (`McConnell`, `DeSantis`).
fn joints(word: &str) -> usize {
    const NAMES: [&str; 10] = ["Mc", "Mac", "De", "Del", "Di", "Du", "La", "Le", "Fitz", "Van"];
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = NAMES.iter().find_map(|front| word.strip_prefix(front));
    let rest = name.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(word);
    rest.chars()
        .zip(rest.chars().skip(1))
        .filter(|(a, b)| a.is_lowercase() && b.is_uppercase())
        .count()
}

/// Several short parts set apart by bars or wide gaps, half of them known: a menu in one line.
pub(super) fn is_menu_line(piece: &Piece, phrases: &super::phrases::Phrases) -> bool {
    is_bare_menu(piece, phrases) || is_parted_menu(piece, phrases)
}

/// Most of its words are known, and none is of a sentence.
fn is_bare_menu(piece: &Piece, phrases: &super::phrases::Phrases) -> bool {
    if piece.shape.lower_long > 0 || piece.shape.ends_sentence {
        return false;
    }
    let words: Vec<&str> = piece.fold.split(' ').collect();
    let known = |word: &&&str| phrases.is_made_of_furniture(word) || phrases.is_section(word);
    words.len() >= 4 && words.iter().filter(known).count() * 5 >= words.len() * 3
}

fn is_parted_menu(piece: &Piece, phrases: &super::phrases::Phrases) -> bool {
    // What opens below is a menu.
    if piece.text.matches(['▾', '▼']).count() >= 2 {
        return true;
    }
    let has_bars = ['|', '•', '·'].iter().any(|bar| piece.text.contains(*bar));
    let raw = piece.raw.trim();
    // Nearly every line is one part, and no menu; one that came tidy has no gaps.
    if !has_bars && raw == piece.text {
        return false;
    }
    let bars = if has_bars {
        piece.text.matches(['|', '•', '·']).count()
    } else {
        0
    };
    if bars < 2 && !has_wide_gap(raw) {
        return false;
    }
    let parts: Vec<String> = if bars >= 2 {
        piece.text.split(['|', '•', '·']).map(fold).collect()
    } else {
        raw.replace(['\t', '\u{a0}'], " ").split("  ").map(fold).collect()
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let short = parts.iter().all(|part| part.split(' ').count() <= 4);
    if parts.len() < 3 || !short {
        return false;
    }
    let home = [
        "menu",
        "home",
        "inicio",
        "inicial",
        "accueil",
        "startseite",
        "ana sayfa",
        "anasayfa",
    ];
    if parts.len() >= 5 && parts.first().is_some_and(|first| home.contains(&first.as_str())) {
        return true;
    }
    let known = parts.iter().filter(|part| phrases.is_made_of_furniture(part)).count();
    let sections = parts.iter().filter(|part| phrases.is_section(part)).count();
    (known * 2 >= parts.len() && known >= 2)
        || (parts.len() >= 5 && (known + sections) * 3 >= parts.len() && known >= 1)
}

/// Two blanks side by side.
fn has_wide_gap(raw: &str) -> bool {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{a0}');
    if raw.is_ascii() && !raw.contains('\t') {
        return raw.as_bytes().windows(2).any(|pair| pair == b"  ");
    }
    raw.chars().zip(raw.chars().skip(1)).any(|(a, b)| blank(a) && blank(b))
}

/// `Home > World > Asia`, `Accueil / Politique / …`
fn is_breadcrumb(text: &str) -> bool {
    const SIGNS: [char; 8] = ['>', '›', '»', '→', '/', '|', '\\', '•'];
    if !text.contains(SIGNS) {
        return false;
    }
    let parts: Vec<&str> = text
        .split(SIGNS)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return false;
    }
    let home = parts.first().is_some_and(|part| {
        matches!(
            fold(part).as_str(),
            "home"
                | "homepage"
                | "start"
                | "you are here"
                | "you are here home"
                | "accueil"
                | "inicio"
                | "startseite"
                | "главная"
                | "anasayfa"
                | "ana sayfa"
                | "الرئيسيه"
                | "الرئيسية"
                | "首页"
                | "ホーム"
                | "トップ"
                | "news"
                | "newsroom"
                | "media"
                | "press"
                | "home page"
                | "خانه"
                | "سهرهتا"
                | "سەرەتا"
                | "головна"
                | "pagina inicial"
        )
    });
    let is_way = (home && text.split_whitespace().count() <= 45)
        || (parts.len() >= 3
            && text.contains(['>', '›', '»', '→'])
            && parts.iter().all(|part| part.split_whitespace().count() <= 6));
    is_way && super::dates::find(text).is_empty()
}

/// Three or more neighbouring lines that are sections or tools and nothing else: a menu.
pub(super) fn label_menus(draft: &mut Draft<'_>) {
    let item: Vec<bool> = draft
        .pieces
        .iter()
        .map(|piece| {
            (piece.is_open() && draft.phrases.is_section(&piece.fold))
                || (piece.is_only(Role::Furniture) && piece.shape.words <= 3)
        })
        .collect();
    let mut start = 0;
    while start < item.len() {
        let length = item.iter().skip(start).take_while(|is| **is).count();
        let sections = draft
            .pieces
            .iter()
            .skip(start)
            .take(length)
            .filter(|piece| piece.is_open())
            .count();
        if sections >= 3 || (sections >= 2 && length >= 4) {
            // The last one may be the section of the report itself, when a gap sets it off.
            for piece in draft.pieces.iter_mut().skip(start).take(length) {
                piece.offer(Role::Furniture, MENU);
            }
        }
        start += length.max(1);
    }
}

/// How much running text stands before each piece, and in all, in characters.
fn mass(draft: &Draft<'_>) -> Vec<usize> {
    let mut sums = vec![0];
    for piece in &draft.pieces {
        let chars = if piece.is_body_like() { piece.shape.chars } else { 0 };
        sums.push(sums.last().copied().unwrap_or(0) + chars);
    }
    sums
}

/// Everything behind the line that ends the article (comment boxes, copyright) is furniture, when
/// most of the running text stands before it.
pub(super) fn label_end(draft: &mut Draft<'_>) {
    let sums = mass(draft);
    let all = sums.last().copied().unwrap_or(0);
    let end = (0..draft.pieces.len()).find(|&index| {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is(Role::Furniture)) else {
            return false;
        };
        let before = sums.get(index).copied().unwrap_or(0);
        let ends = draft.phrases.is_ender(&piece.fold) || is_copyright(&piece.text, &piece.shape);
        ends && before > 0 && before * 3 >= all
    });
    let Some(end) = end else { return };
    // `Last updated: …` in a footer still says when.
    let said: Vec<u32> = draft
        .dates
        .iter()
        .filter(|claim| matches!(claim.what, DateKind::Published | DateKind::Updated))
        .filter_map(|claim| draft.pieces.get(claim.piece).map(|piece| piece.number))
        .collect();
    for piece in draft.pieces.iter_mut().skip(end) {
        let kept = piece.is(Role::Editor) || piece.is(Role::Tags) || said.contains(&piece.number);
        if !kept {
            piece.set(Role::Furniture, END);
        }
    }
    drop_claims(draft);
}

/// Lists of other stories below their headings, with the dates and teasers in them.
pub(super) fn label_lists(draft: &mut Draft<'_>) {
    let sums = mass(draft);
    let all = sums.last().copied().unwrap_or(0);
    let mut index = 0;
    while index < draft.pieces.len() {
        let is_heading = draft.pieces.get(index).is_some_and(|piece| {
            piece.label.as_ref().is_some_and(|label| label.rule == LIST) || is_heading_with_colon(piece, draft)
        });
        let before = sums.get(index).copied().unwrap_or(0);
        if !is_heading || before == 0 {
            index += 1;
            continue;
        }
        let after = all - before;
        // Near the end of the page even teasers belong to the list; within the article it ends
        // where running text goes on.
        let at_end = after * 3 <= before;
        let mut next = index + 1;
        while let Some(piece) = draft.pieces.get(next) {
            if (piece.is(Role::Editor) || piece.is(Role::Tags)) && before > 0 {
                break;
            }
            let runs_on = piece.is_body_like() && piece.shape.ends_sentence && piece.shape.words >= 12;
            if runs_on && !(at_end && is_teaser(draft, next)) {
                break;
            }
            next += 1;
        }
        let next = next - told_above(draft, index + 1, next);
        for piece in draft.pieces.iter_mut().take(next).skip(index) {
            piece.set(Role::Furniture, LIST);
        }
        index = next;
    }
    drop_claims(draft);
}

/// How many lines right above `next`, where running text goes on below a list that begins at `from`, belong
/// to that text: short sentences. Where some stand further up, each is the teaser of a headline.
fn told_above(draft: &Draft<'_>, from: usize, next: usize) -> usize {
    if !draft.pieces.get(next).is_some_and(Piece::is_body_like) {
        return 0;
    }
    let list = draft.pieces.get(from..next).unwrap_or_default();
    let is_told = |piece: &&Piece| piece.is_body_like() && piece.shape.ends_sentence && !piece.text.ends_with('?');
    let run = list.iter().rev().take_while(is_told).count();
    let above = list.get(..list.len() - run).unwrap_or_default();
    let bare = above.is_empty() || above.iter().any(|piece| is_told(&piece));
    if bare { 0 } else { run }
}

/// `Related:` on a line of its own.
fn is_heading_with_colon(piece: &Piece, draft: &Draft<'_>) -> bool {
    let more_from = [
        "more from ",
        "latest from ",
        "more in ",
        "more on ",
        "more about ",
        "also in ",
        "most read in ",
        "news from ",
        "top stories in ",
        "more news from ",
        "mas de ",
        "plus de ",
        "mehr aus ",
        "المزيد من ",
    ];
    piece.is_open()
        && ((piece.shape.ends_colon && draft.phrases.is_list_heading(&piece.fold))
            || (piece.shape.words <= 6
                && !piece.shape.is_prose()
                && more_from.iter().any(|words| piece.fold.starts_with(words))))
}

/// Running text between headlines and dates of other stories.
fn is_teaser(draft: &Draft<'_>, index: usize) -> bool {
    let near = |at: Option<usize>| {
        at.and_then(|at| draft.pieces.get(at)).is_some_and(|piece| {
            !piece.shape.is_prose() && (piece.is_open() || piece.is(Role::Furniture) || piece.is(Role::Date))
        })
    };
    near(index.checked_sub(1)) && (near(Some(index + 1)) || index + 1 == draft.pieces.len())
}

/// `About the programme` and the few sentences below it, at the end of the page: a box on the publisher.
pub(super) fn label_about(draft: &mut Draft<'_>) {
    let sums = mass(draft);
    let all = sums.last().copied().unwrap_or(0);
    let author = draft.byline.as_ref().map(|byline| fold(&byline.value));
    let box_start = (0..draft.pieces.len()).find(|&index| {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            return false;
        };
        let before = sums.get(index).copied().unwrap_or(0);
        let of_author = piece
            .fold
            .strip_prefix("about ")
            .is_some_and(|name| author.as_deref() == Some(name));
        let about = of_author
            || ["about the ", "about us", "about our "]
                .iter()
                .any(|words| piece.fold.starts_with(words));
        about
            && (piece.shape.words <= 8 && !piece.shape.ends_sentence || piece.text.starts_with("ABOUT US"))
            && (all - before) * 3 <= all
            && draft.pieces.len() - index <= 12
    });
    if let Some(start) = box_start {
        for piece in draft.pieces.iter_mut().skip(start).filter(|piece| piece.is_open()) {
            piece.set(Role::Furniture, "about-box");
        }
    }
}

/// Dates on lines that turned out to be furniture claim nothing.
fn drop_claims(draft: &mut Draft<'_>) {
    let pieces = &draft.pieces;
    let is_furniture = |index: usize| pieces.get(index).is_some_and(|piece| piece.is(Role::Furniture));
    draft.dates.retain(|claim| !is_furniture(claim.piece));
    let aside: HashSet<u32> = pieces
        .iter()
        .filter(|piece| piece.is(Role::Furniture))
        .map(|piece| piece.number)
        .collect();
    let gone = |line: u32| aside.contains(&line);
    draft.read_more.retain(|pointer| !gone(pointer.evidence.line));
    if draft.byline.as_ref().is_some_and(|byline| gone(byline.evidence.line)) {
        draft.byline = None;
    }
    if draft
        .section
        .as_ref()
        .is_some_and(|section| gone(section.evidence.line))
    {
        draft.section = None;
    }
}

/// Lines that other files have too: short ones anywhere outside the running text; running text only
/// in a block at the end, for two outlets may print the same paragraph of an agency.
pub(super) fn label_familiar(draft: &mut Draft<'_>) {
    let familiar = draft.familiar;
    for piece in &mut draft.pieces {
        let fresh_shape = piece.shape.is_prose() || draft.phrases.is_section(&piece.fold);
        if piece.is_open() && !fresh_shape && piece.shape.words <= 12 && familiar.has(&piece.fold) {
            piece.set(Role::Furniture, FAMILIAR);
        }
    }
    let prose = draft.pieces.iter().filter(|piece| piece.is_body_like()).count();
    let mut tail = Vec::new();
    for (index, piece) in draft.pieces.iter().enumerate().rev() {
        if !piece.is_body_like() {
            continue;
        }
        if familiar.has(&piece.fold) {
            tail.push(index);
        } else {
            break;
        }
    }
    if tail.len() * 2 <= prose {
        for index in tail {
            if let Some(piece) = draft.pieces.get_mut(index) {
                piece.set(Role::Furniture, FAMILIAR);
            }
        }
    }
}
