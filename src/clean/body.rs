//! Where the body begins and ends, and what stands between its paragraphs.

use super::caption;
use super::dateline;
use super::draft::{DateClaim, DateKind, Draft};
use super::lone_place;
use super::text::pattern;
use crate::report::{Role, Stated};
use regex::Regex;
use std::sync::LazyLock;

const BODY: &str = "body";
const SUBHEAD: &str = "sub-heading";
const LEFTOVER: &str = "after-body";

/// Finds the body: from the paragraph with the dateline, or else the first running text below the
/// last line of the head (byline, date), to the last running text.
pub(super) fn find(draft: &mut Draft<'_>) {
    let running: Vec<usize> = (0..draft.pieces.len())
        .filter(|&index| draft.pieces.get(index).is_some_and(|piece| piece.is_body_like()))
        .collect();
    let (Some(&first), Some(&last)) = (running.first(), running.last()) else {
        draft.body = draft.pieces.len()..draft.pieces.len();
        return;
    };
    label_place_lines(draft, &running);
    let with_dateline = running
        .iter()
        .take(5)
        .copied()
        .find(|&index| dateline::note(draft, index));
    // Bullets above the first paragraph sum the report up; they are no part of it yet.
    let is_bullet = |index: &usize| draft.pieces.get(*index).is_some_and(|piece| piece.shape.is_bullet);
    let bullets = running.iter().take_while(|index| is_bullet(index)).count();
    let first = if (1..=5).contains(&bullets) {
        running.get(bullets).copied().unwrap_or(first)
    } else {
        first
    };
    let start = with_dateline.unwrap_or_else(|| below_head(draft, &running).unwrap_or(first));
    draft.body = start..end(draft, &running, start).unwrap_or(last) + 1;
}

/// The last running text, without a little that stands apart below three or more other lines: the
/// last words of a page speak of the site.
fn end(draft: &Draft<'_>, running: &[usize], start: usize) -> Option<usize> {
    let chars = |index: &usize| draft.pieces.get(*index).map_or(0, |piece| piece.shape.chars);
    let inside: Vec<usize> = running.iter().copied().filter(|index| *index >= start).collect();
    let all: usize = inside.iter().map(chars).sum();
    let mut below = 0;
    let mut last = inside.last().copied()?;
    for (before, after) in inside.iter().zip(inside.iter().skip(1)).rev().take(4) {
        below += chars(after);
        let between = draft.pieces.get(before + 1..*after).unwrap_or_default();
        let apart = between
            .iter()
            .filter(|piece| piece.is(Role::Furniture) || (piece.is_open() && !piece.shape.is_prose()))
            .count()
            >= 3;
        if below * 5 > all {
            break;
        }
        let reports = draft
            .pieces
            .get(*after)
            .is_none_or(|piece| piece.text.contains(['"', '“', '«', '„']) || draft.phrases.tells_who_said(&piece.fold));
        if reports {
            break;
        }
        if apart {
            last = *before;
        }
    }
    Some(last)
}

/// A dateline on a line of its own (`NIAMEY —`) directly above the running text.
fn label_place_lines(draft: &mut Draft<'_>, running: &[usize]) {
    for index in running.iter().take(4).filter_map(|index| index.checked_sub(1)) {
        let Some(piece) = draft.pieces.get(index) else { continue };
        if piece.is_only(Role::Date) {
            note_place_beside_date(draft, index);
            continue;
        }
        if !piece.is_open() || piece.shape.is_prose() {
            continue;
        }
        // Below the date or the author nothing else stands there in one word.
        let above = draft.pieces.get(..index).unwrap_or_default().iter();
        let above = above.rev().find(|above| !above.is_only(Role::Furniture));
        let below_meta = above.is_some_and(|above| above.is(Role::Date) || above.is(Role::Byline));
        let (number, text) = (piece.number, piece.text.clone());
        let found = lone_place::alone(&text)
            .map(|place| (place, None))
            .or_else(|| below_meta.then(|| lone_place::below_date(draft, index)).flatten());
        let Some((place, agency)) = found else { continue };
        let stated = Stated::new(place, number, text, "dateline-alone");
        draft.dateline_place.get_or_insert(stated);
        if let Some(agency) = agency {
            draft.claim_outlet(index, &agency, super::outlet::DATELINE, "dateline-alone");
        }
        if let Some(piece) = draft.pieces.get_mut(index) {
            piece.set(Role::Paragraph, "dateline-alone");
        }
    }
}

/// The place on the date line right above the text: `JUBA - 19 Sep 2022`, `Baku, June 1, AZERTAC`.
fn note_place_beside_date(draft: &mut Draft<'_>, index: usize) {
    let Some(piece) = draft.pieces.get(index) else { return };
    let Some((place, agency)) = lone_place::beside_date(&piece.text) else {
        return;
    };
    let stated = Stated::new(place, piece.number, piece.text.clone(), "dateline-alone");
    draft.dateline_place.get_or_insert(stated);
    if let Some(agency) = agency {
        draft.claim_outlet(index, &agency, super::outlet::DATELINE, "dateline-alone");
    }
}

/// The first running text below a byline or date line that stands under at most two short pieces of
/// running text: those are the standfirst (or a headline that ends like a sentence).
fn below_head(draft: &Draft<'_>, running: &[usize]) -> Option<usize> {
    let chars = |index: &usize| draft.pieces.get(*index).map_or(0, |piece| piece.shape.chars);
    let all: usize = running.iter().map(chars).sum();
    let ends_head = |meta: &usize| {
        // More than these are too many.
        let above: Vec<&usize> = running.iter().take_while(|index| *index < meta).take(4).collect();
        let mass: usize = above.iter().map(|index| chars(index)).sum();
        let short = |index: &&usize| draft.pieces.get(**index).is_some_and(|piece| piece.shape.words <= 70);
        above.len() <= 3 && mass * 3 <= all && above.iter().all(short)
    };
    let is_meta = |index: &usize| {
        let piece = draft.pieces.get(*index);
        piece.is_some_and(|piece| piece.is(Role::Byline) || piece.is(Role::Date))
    };
    let meta = (0..draft.pieces.len()).filter(is_meta).rfind(ends_head)?;
    running.iter().copied().find(|index| *index > meta)
}

/// Three or more neighbouring lines like headlines between paragraphs, that no colon announces: links
/// to other stories whose heading was lost.
pub(super) fn label_links(draft: &mut Draft<'_>) {
    let body = draft.body.clone();
    let link: Vec<bool> = draft
        .pieces
        .iter()
        .map(|piece| {
            piece.is_open()
                && !piece.text.ends_with(['.', ';', ',', ':'])
                && (4..=16).contains(&piece.shape.words)
                && piece.shape.lower_long >= 1
                && !piece.shape.is_bullet
                && !piece.shape.starts_lower
                && !piece.shape.starts_quote
                && piece.shape.inner_stops == 0
        })
        .collect();
    let mut start = body.start;
    while start < body.end {
        let length = link.iter().take(body.end).skip(start).take_while(|is| **is).count();
        let announced = neighbour(draft, start, false).is_some_and(|before| before.ends_colon);
        if length >= 3 && !announced && start > body.start {
            for piece in draft.pieces.iter_mut().skip(start).take(length) {
                piece.set(Role::Furniture, "links");
            }
        }
        start += length.max(1);
    }
}

/// What stands between the paragraphs: sub-headings, captions, lists, short direct speech.
pub(super) fn label_within(draft: &mut Draft<'_>) {
    let body = draft.body.clone();
    let inside = || {
        draft
            .pieces
            .iter()
            .filter(|piece| piece.is_open() || piece.is(Role::Paragraph) || piece.is(Role::Kicker))
    };
    let few_questions = inside().filter(|piece| piece.text.ends_with('?')).count() * 5 <= inside().count();
    for index in body.clone() {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        let before = neighbour(draft, index, false);
        let after = neighbour(draft, index, true);
        let shape = &piece.shape;
        let in_list = before.is_some_and(|before| before.ends_colon) && !shape.ends_colon;
        let (role, rule) = if index > body.start && caption::looks_like_caption(piece) {
            (Role::Caption, "caption-seen")
        } else if (few_questions && is_question_heading(draft, index)) || is_quoted_heading(piece, before, after) {
            (Role::Kicker, SUBHEAD)
        } else if shape.is_prose()
            || shape.ends_sentence
            || shape.is_bullet
            || shape.starts_lower
            || in_list
            || (shape.ends_colon && shape.words >= 3)
        {
            (Role::Paragraph, BODY)
        } else if shape.words <= 14
            && !shape.starts_quote
            && after.is_some_and(|after| after.prose)
            && before.is_none_or(|before| before.prose)
        {
            (Role::Kicker, SUBHEAD)
        } else {
            (Role::Paragraph, BODY)
        };
        if let Some(piece) = draft.pieces.get_mut(index) {
            piece.set(role, rule);
        }
    }
}

/// A few quoted words without a full stop between paragraphs: `« Pas de base, des écoles »`.
fn is_quoted_heading(piece: &super::draft::Piece, before: Option<Neighbour>, after: Option<Neighbour>) -> bool {
    let shape = &piece.shape;
    let whole = shape.starts_quote && piece.text.ends_with(super::shape::is_quote) && !shape.ends_sentence;
    let single = piece.text.starts_with('‘')
        && piece.text.ends_with('’')
        && !piece.text.trim_end_matches('’').ends_with(['.', '!', '?', ',']);
    (whole || single)
        && shape.words <= 9
        && before.is_some_and(|before| before.prose)
        && after.is_some_and(|after| after.prose)
}

/// A short question between paragraphs heads what follows, unless the report is made of questions.
fn is_question_heading(draft: &Draft<'_>, index: usize) -> bool {
    let is_question = |piece: &super::draft::Piece| {
        piece.text.ends_with('?')
            && piece.shape.words <= 9
            && !piece.shape.starts_quote
            && !piece.shape.is_bullet
            && piece.shape.inner_stops == 0
    };
    let Some(piece) = draft.pieces.get(index) else {
        return false;
    };
    is_question(piece) && neighbour(draft, index, true).is_some_and(|after| after.prose)
}

#[derive(Clone, Copy)]
struct Neighbour {
    prose: bool,
    ends_colon: bool,
}

/// The nearest piece of the body before or after, furniture and the like passed over.
fn neighbour(draft: &Draft<'_>, index: usize, after: bool) -> Option<Neighbour> {
    let mut at = index;
    loop {
        at = if after { at + 1 } else { at.checked_sub(1)? };
        if !draft.body.contains(&at) {
            return None;
        }
        let piece = draft.pieces.get(at)?;
        if piece.is_open() || piece.is(Role::Paragraph) {
            return Some(Neighbour {
                prose: piece.shape.is_prose() || piece.shape.ends_sentence,
                ends_colon: piece.shape.ends_colon,
            });
        }
    }
}

/// `— Ana Sousa (@anasousa) July 4, 2022`
pub(super) fn label_tweets(draft: &mut Draft<'_>) {
    static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:—|–|-|&mdash;)\s?.{2,60}\(@\w+\)"));
    for piece in draft.pieces.iter_mut().filter(|piece| piece.is_open()) {
        if SIGNATURE.is_match(&piece.text) {
            piece.set(Role::Paragraph, "tweet");
        }
    }
}

/// Share of a file's text, in percent, that makes one line the whole report.
const WHOLE: usize = 60;

/// A page that was saved in one line: whatever it holds, the report is in it. A date that the line
/// calls one of publication ends the headline before it.
pub(super) fn label_whole(draft: &mut Draft<'_>) {
    static SAID: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:published|posted|updated)(?:\s+on)?\s*:?\s"));
    let all: usize = draft.pieces.iter().map(|piece| piece.shape.chars).sum();
    let whole = |piece: &super::draft::Piece| {
        piece.shape.words >= 40 && piece.shape.inner_stops >= 2 && piece.shape.chars * 100 >= all * WHOLE
    };
    let Some(index) = draft.pieces.iter().position(whole) else {
        return;
    };
    let Some(piece) = draft.pieces.get_mut(index) else {
        return;
    };
    piece.set(Role::Paragraph, "whole-text");
    let (text, number) = (piece.text.clone(), piece.number);
    let Some(said) = SAID.find(&text).filter(|said| said.start() < 300) else {
        return;
    };
    let (head, rest) = (
        text.get(..said.start()).unwrap_or_default().trim(),
        text.get(said.start()..).unwrap_or_default(),
    );
    let Some(date) = super::dates::find(rest)
        .into_iter()
        .next()
        .filter(|date| date.span.start < 30)
    else {
        return;
    };
    let (headline, site) = super::outlet::split_title(head);
    if let Some(label) = draft.pieces.get_mut(index).and_then(|piece| piece.label.as_mut()) {
        label.roles = if headline.is_empty() {
            vec![Role::Date, Role::Paragraph]
        } else {
            vec![Role::Headline, Role::Date, Role::Paragraph]
        };
    }
    if let (Some(site), false) = (site, headline.is_empty()) {
        super::outlet::claim_title(draft, index, site);
    }
    if !headline.is_empty() {
        draft.headline = Some(Stated::new(headline.to_owned(), number, head, "whole-text"));
    }
    let what = if said.as_str().to_lowercase().starts_with('u') {
        DateKind::Updated
    } else {
        DateKind::Published
    };
    draft.dates.push(DateClaim {
        piece: index,
        what,
        day: date.day(),
        either: None,
        month_day: None,
        words: rest.get(date.span.clone()).unwrap_or_default().to_owned(),
        rule: "whole-text",
    });
}

/// What no rule claimed below the body.
pub(super) fn label_leftovers(draft: &mut Draft<'_>) {
    let end = draft.body.end;
    // A last paragraph without its full stop, or with a word behind it
    for piece in draft.pieces.iter_mut().skip(end).take(2) {
        if piece.is_open()
            && piece.shape.words >= 10
            && (piece.shape.lower_long >= 4 || piece.shape.inner_stops >= 1 || caption::tells_what_was(&piece.text))
            && !caption::looks_like_caption(piece)
        {
            piece.set(Role::Paragraph, BODY);
        }
    }
    for piece in draft.pieces.iter_mut().skip(end) {
        if piece.is_open() && caption::looks_like_caption(piece) {
            piece.set(Role::Caption, "caption-seen");
        }
        piece.offer(Role::Furniture, LEFTOVER);
    }
    // A file without any running text is all body.
    for piece in &mut draft.pieces {
        piece.offer(Role::Paragraph, BODY);
    }
}
