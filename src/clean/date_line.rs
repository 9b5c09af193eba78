//! Lines that say when a report was published or changed.

use super::byline;
use super::dates::{self, Kind, Printed, Reading, Token};
use super::draft::{DateClaim, DateKind, Draft};
use super::phrases::Phrases;
use super::text::{fold, pattern, words};
use crate::report::{Role, Stated};
use regex::Regex;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

const RULE: &str = "date-line";

/// The words of `data/date_words.txt`, by what they say.
struct DateWords {
    published: FxHashSet<String>,
    updated: FxHashSet<String>,
    filler: FxHashSet<String>,
    events: FxHashSet<String>,
    places: FxHashSet<String>,
}

static WORDS: LazyLock<DateWords> = LazyLock::new(|| {
    let of = |kind: &str| {
        let lines = include_str!("data/date_words.txt")
            .lines()
            .filter(|line| !line.starts_with('#'));
        let list = lines
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| *name == kind);
        list.map(|(_, words)| words.split_whitespace().map(fold).collect())
            .unwrap_or_default()
    };
    DateWords {
        published: of("published"),
        updated: of("updated"),
        filler: of("filler"),
        events: of("events"),
        places: of("places"),
    }
});

/// A line that is about dates and little else.
#[derive(Clone, Debug)]
pub(super) struct DateLine {
    /// Its dates, and what each is the date of.
    pub(super) dates: Vec<(Printed, DateKind)>,
    /// What else stands on it, part by part.
    pub(super) rest: Vec<String>,
}

/// A line without its day of the lunar Hijri calendar, where another follows: `02 جمادى الأولى 1446 هـ الموافق`.
pub(super) fn without_hijri(text: &str) -> Cow<'_, str> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[\d٠-٩]{1,2}\s+[^\d٠-٩]{2,25}\s[1١][34٣٤][\d٠-٩]{2}\s*هـ?\s*(?:[،,/-]\s*)?(?:الموافق(?:\s+ل)?)?\s*[:،,]?\s*",
        )
    });
    // The sign of the other calendar's year goes with it: `2024 م`.
    static COMMON: LazyLock<Regex> = LazyLock::new(|| pattern(r"([\d٠-٩]{4})\s*م(?:\s|$)"));
    if !text.contains('ه') {
        return Cow::Borrowed(text);
    }
    match DAY.replace(text, "") {
        Cow::Owned(rest) => Cow::Owned(COMMON.replace(&rest, "$1 ").trim_end().to_owned()),
        same => same,
    }
}

/// The line holds dates or times and nothing besides.
pub(super) fn is_bare_date(text: &str) -> bool {
    read(text).is_some_and(|line| line.rest.is_empty())
}

/// Words and signs of a date line that has no date.
const LONGEST_WITHOUT: usize = 6;

/// Reads a line as a date line.
pub(super) fn read(text: &str) -> Option<DateLine> {
    if text.len() > 200 && text.chars().count() > 200 {
        return None;
    }
    // Without a number it is `3 hours ago` in words, or a label: nothing longer.
    let has_number = dates::may_have_number(text);
    if !has_number && words(text).nth(LONGEST_WITHOUT).is_some() {
        return None;
    }
    let tokens = dates::tokens(text);
    let found = if has_number {
        dates::find_in(&tokens)
    } else {
        Vec::new()
    };
    let mut label = DateKind::Bare;
    let mut said = false;
    let mut dates = Vec::new();
    let mut next_date = found.into_iter().peekable();
    let mut rest: Vec<String> = Vec::new();
    let mut open = false;
    let mut times = 0;
    let mut last_end = 0;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(date) = next_date.peek()
            && token.span.start >= date.span.start
        {
            while tokens.get(at).is_some_and(|token| token.span.start < date.span.end) {
                at += 1;
            }
            last_end = date.span.end;
            dates.extend(next_date.next().map(|date| (date, label)));
            open = false;
            continue;
        }
        if let Some(end) = time(&tokens, at) {
            times += 1;
            at = end;
            continue;
        }
        match &token.kind {
            Kind::Word(word) if WORDS.updated.contains(word) => {
                (label, said) = (DateKind::Updated, true);
                open = false;
            }
            Kind::Word(word) if WORDS.published.contains(word) => {
                // `last published` stays what the stronger word made it; `Published … Updated …` changes.
                if !(label == DateKind::Updated && dates.is_empty()) {
                    label = DateKind::Published;
                }
                said = true;
                open = false;
            }
            Kind::Word(word) if WORDS.filler.contains(word) && !open => {}
            // `Submitted by Ana Sousa on 4 July 2022`: the small word is of the date.
            Kind::Word(word)
                if said && WORDS.filler.contains(word) && begins_date(next_date.peek(), &tokens, at + 1) =>
            {
                open = false;
            }
            Kind::Word(_) if dates::weekday(tokens.get(at..).unwrap_or_default()).is_some() && !open => {}
            // `Middle East`: no date, no time, and no word for them.
            Kind::Word(_) if !has_number => return None,
            Kind::Word(_) => {
                let words = text.get(token.span.clone()).unwrap_or_default();
                let gap = text.get(last_end..token.span.start).unwrap_or_default();
                match rest.last_mut() {
                    Some(part) if open => {
                        part.push_str(gap);
                        part.push_str(words);
                    }
                    _ => rest.push(words.to_owned()),
                }
                open = true;
                last_end = token.span.end;
            }
            Kind::Number(..) if open => {
                let words = text.get(last_end..token.span.end).unwrap_or_default();
                if let Some(part) = rest.last_mut() {
                    part.push_str(words);
                }
                last_end = token.span.end;
            }
            Kind::Number(..) => {}
            Kind::Sign('|' | '•' | '·' | '/' | '–' | '—' | '»' | ';' | '●') => open = false,
            Kind::Sign(',' | '-')
                if !text
                    .get(token.span.end..)
                    .is_some_and(|after| after.starts_with(char::is_alphabetic)) =>
            {
                open = false
            }
            Kind::Sign(_) => {}
        }
        at += 1;
    }
    // `March 2022`
    let month_alone = tokens.len() == 2 && dates.is_empty() && dates::is_month_and_year(&tokens);
    if month_alone {
        rest.clear();
        return Some(DateLine { dates, rest });
    }
    let relative = rest.is_empty() && tokens.len() <= LONGEST_WITHOUT && fold(text).contains(" ago");
    let only_label = said && dates.is_empty() && rest.is_empty() && tokens.len() <= 4 && !fold(text).ends_with(" by");
    (!dates.is_empty() || (rest.is_empty() && times == 1 && !text.contains(" - ")) || relative || only_label)
        .then_some(DateLine { dates, rest })
}

/// Whether the next date begins with this token.
fn begins_date(next: Option<&Printed>, tokens: &[Token], at: usize) -> bool {
    let start = tokens.get(at).map(|token| token.span.start);
    start.is_some() && next.map(|date| date.span.start) == start
}

/// Where a time of day that starts at `at` ends: `14:05`, `2:05 p.m.`, `1405 GMT`, `14h05`, `10 AM`.
fn time(tokens: &[Token], at: usize) -> Option<usize> {
    let kind = |at: usize| tokens.get(at).map(|token| &token.kind);
    let is_zone = |at: usize| matches!(kind(at), Some(Kind::Word(word)) if matches!(word.as_str(), "am" | "pm" | "gmt" | "utc" | "ist" | "h" | "uhr" | "hrs" | "a" | "p"));
    let Some(Kind::Number(hour, digits)) = kind(at) else {
        return None;
    };
    match (kind(at + 1), kind(at + 2)) {
        (Some(Kind::Sign(':' | '.')), Some(Kind::Number(minute, 2))) if *hour <= 24 && *minute < 60 => {
            let mut end = at + 3;
            while let (Some(Kind::Sign(':' | '.' | '+')), Some(Kind::Number(..))) = (kind(end), kind(end + 1)) {
                end += 2;
            }
            Some(end)
        }
        (Some(Kind::Word(h)), Some(Kind::Number(_, 2))) if h == "h" && *hour <= 24 => Some(at + 3),
        _ if is_zone(at + 1) && (*digits == 4 || *hour <= 24) => Some(at + 1),
        _ => None,
    }
}

/// Labels date lines, with what else stands on them, and keeps what their dates claim.
pub(super) fn label(draft: &mut Draft<'_>) {
    for index in 0..draft.pieces.len() {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        // A sentence with a date in it is no date line.
        if piece.shape.words > 24 || (piece.shape.is_prose() && piece.shape.lower_long > 2) {
            continue;
        }
        let bare = without_hijri(strip_marker(&piece.text));
        let text = byline::unglued(&bare);
        let Some(line) = read(&text) else { continue };
        if super::furniture::is_menu_line(piece, Phrases::get()) {
            continue;
        }
        let text = text.into_owned();
        let before = (draft.section.clone(), draft.byline.clone(), draft.outlets.len());
        let Some(roles) = roles_of(draft, index, &line, &text) else {
            (draft.section, draft.byline) = (before.0, before.1);
            draft.outlets.truncate(before.2);
            continue;
        };
        claim(draft, index, &line, &text);
        if let Some(piece) = draft.pieces.get_mut(index) {
            piece.set(Role::Date, RULE);
            if let Some(label) = &mut piece.label {
                label.roles.extend(roles);
            }
        }
    }
}

/// Class names that extraction glued to the text: `date 2022-07-04`, `post_date 4 July`.
fn strip_marker(text: &str) -> &str {
    match text.split_once(' ') {
        Some((marker, rest)) if marker.contains('_') && marker.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
            rest
        }
        _ => text,
    }
}

/// The further roles of a date line; none when what stands beside the dates is too much of something else.
fn roles_of(draft: &mut Draft<'_>, index: usize, line: &DateLine, text: &str) -> Option<Vec<Role>> {
    let phrases = Phrases::get();
    let piece = draft.pieces.get(index)?;
    // What is shown as evidence is what stands there, not what was read apart.
    let (number, printed) = (piece.number, strip_marker(&piece.text).to_owned());
    if let Some(agency) = agency_in(text) {
        draft.claim_outlet(index, agency, super::outlet::POLICY, RULE);
    }
    let mut roles = Vec::new();
    let mut strange = 0;
    let mut named = false;
    for part in &line.rest {
        let folded = fold(part);
        // `Event date`, `Meeting time`: when something took place, not when it was reported.
        if WORDS.events.contains(folded.split(' ').next().unwrap_or_default()) {
            return None;
        }
        if let Some((label, rest)) = part.split_once([' ', ':', '：']) {
            let rest = rest.trim_matches(|c: char| c.is_whitespace() || c == ':');
            match fold(label).as_str() {
                "section" | "category" if !rest.is_empty() => {
                    draft
                        .section
                        .get_or_insert(Stated::new(rest.to_owned(), number, printed.clone(), RULE));
                    roles.push(Role::Section);
                    continue;
                }
                "source" if !rest.is_empty() => {
                    draft.claim_outlet(index, rest, super::outlet::SOURCE, RULE);
                    continue;
                }
                "editor" if !rest.is_empty() => {
                    roles.push(Role::Editor);
                    continue;
                }
                "in" if !rest.is_empty() && fold(text).starts_with("published in") => {
                    draft.claim_outlet(index, rest, super::outlet::POLICY, RULE);
                    continue;
                }
                _ => {}
            }
        }
        // `Quito, 4 July, RURTAC`: the letters that stand at the top of the page.
        let letters = || part.len() >= 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
        let top = draft
            .pieces
            .first()
            .filter(|top| index > 0 && top.fold == folded && letters());
        if top.is_some() {
            draft.claim_outlet(index, part, super::outlet::BESIDE_DATE, RULE);
        } else if let Some(name) = outlet_in(part).filter(|_| !phrases.is_section(&folded)) {
            draft.claim_outlet(index, name, super::outlet::BESIDE_DATE, RULE);
        } else if phrases.is_section(&folded) {
            if draft.section.is_none() {
                draft.section = Some(Stated::new(part.clone(), number, printed.clone(), RULE));
            }
            roles.push(Role::Section);
        } else if let Some(name) = byline_in(text, part).or_else(|| name_in(draft, index, text, part)) {
            if draft.byline.is_none() {
                draft.byline = Some(Stated::new(name, number, printed.clone(), RULE));
            }
            roles.push(Role::Byline);
            named = true;
        } else if phrases.is_made_of_furniture(&folded) {
            // nothing to keep
        } else {
            let words = part.split_whitespace().count();
            let capital = part
                .split_whitespace()
                .all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()) || word.len() <= 3);
            strange += if capital { words } else { words * 2 };
        }
    }
    let has_year = line
        .dates
        .iter()
        .any(|(date, _)| !matches!(date.reading, Reading::NoYear(..)));
    let allowed = match (has_year, named) {
        (true, true) => 12,
        (true, false) => 5,
        (false, _) => 2,
    };
    roles.sort_unstable();
    roles.dedup();
    (strange <= allowed).then_some(roles)
}

/// The letters of an agency that posts (`Posted On: 4 July 2022 by DNA Porto`), where an author would stand.
fn agency_in(text: &str) -> Option<&str> {
    let (before, after) = text.split_once(" by ")?;
    let letters = after.split_whitespace().next()?;
    let is_posted = fold(before).starts_with("posted");
    (is_posted && letters.len() >= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(letters)
}

/// The outlet's name in a part of a date line: `Delta Mail, 4 July 2022`, `Delta Sun @deltasun`.
fn outlet_in(part: &str) -> Option<&str> {
    if let Some((name, handle)) = part.split_once(" @") {
        let same = fold(name).replace(' ', "") == fold(handle).replace(' ', "");
        return same.then_some(name);
    }
    (part.contains(' ') && super::outlet::is_press_name(part)).then_some(part)
}

/// The author's name in a part of a date line (`By Ana Sousa | 4 July 2022`).
fn byline_in(text: &str, part: &str) -> Option<String> {
    let start = text.find(part)?;
    let before = text.get(..start)?.trim_end().to_lowercase();
    // `Posted … by flutura`; an agency (`by PIB Delhi`) is no author.
    if before.ends_with(" by")
        && part
            .split_whitespace()
            .next()
            .is_some_and(|word| word.len() > 1 && !word.chars().any(char::is_lowercase))
    {
        return None;
    }
    if before.ends_with(" by") && !part.contains(' ') && fold(text).starts_with("posted") {
        return Some(part.to_owned());
    }
    if before.ends_with("by") || before.ends_with("par") || before.ends_with("por") || before.ends_with("von") {
        return byline::name(part);
    }
    // `Zahid Gul Afridi | Published …`
    let first_of_more = start == 0
        && text.contains('|')
        && (2..=4).contains(&part.split_whitespace().count())
        && !WORDS
            .places
            .contains(&fold(part.split_whitespace().next().unwrap_or_default()));
    byline::read(part).or_else(|| if first_of_more { byline::name(part) } else { None })
}

/// Below so many pieces no author stands beside a date, nor on so long a line, in bytes.
const LAST_NAMED: usize = 100;
const LONGEST_NAMED: usize = 200;

/// Whether a folded text has these words, and not as parts of others.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let bounds = [
            text.get(..at).and_then(|head| head.chars().next_back()),
            text.get(at + words.len()..).and_then(|tail| tail.chars().next()),
        ];
        bounds.into_iter().flatten().all(|c| c == ' ')
    })
}

/// The name of a person in a part that a sign sets off from the date (`4 July 2022 | Ana Sousa`): in no section, of
/// no office, and nowhere in the text, for that tells of places and of others.
fn name_in(draft: &Draft<'_>, index: usize, text: &str, part: &str) -> Option<String> {
    const ENDS: [&str; 10] = [
        "tion", "tions", "ment", "ness", "ity", "ies", "ics", "rights", "change", "news",
    ];
    // Each is looked for in all of the text.
    if index > LAST_NAMED || text.len() > LONGEST_NAMED {
        return None;
    }
    let phrases = Phrases::get();
    let (before, after) = text.split_once(part)?;
    let sign = |c: char| matches!(c, '|' | '·' | '•' | '—' | '–' | '-' | ',');
    let set_off = before.trim_end().ends_with(sign) || after.trim_start().starts_with(['|', '·', '•', '—', '–']);
    let is_name = |word: &str| {
        let folded = fold(word);
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && (chars.any(char::is_lowercase) || word.ends_with('.'))
            && !phrases.is_section(&folded)
            && !phrases.is_made_of_furniture(&folded)
            && !WORDS.places.contains(&folded)
            && !ENDS.iter().any(|end| folded.ends_with(end))
    };
    let name = fold(part);
    let told = |(at, piece): (usize, &super::draft::Piece)| {
        at != index && piece.shape.words >= 4 && has_words(&piece.fold, &name)
    };
    let fits = set_off
        && (2..=4).contains(&words(part).count())
        && words(part).all(is_name)
        && !super::head::names_office(part)
        && !draft.pieces.iter().enumerate().any(told);
    fits.then(|| byline::name(part)).flatten()
}

/// Dates that are weighed in one file; no report needs more.
const MOST_CLAIMS: usize = 500;

fn claim(draft: &mut Draft<'_>, index: usize, line: &DateLine, text: &str) {
    // `Published` on a line of its own speaks for the next line.
    let spoken = index
        .checked_sub(1)
        .and_then(|before| draft.pieces.get(before))
        .and_then(|before| {
            let label = read(&before.text)?;
            (label.dates.is_empty() && before.shape.words <= 3).then(|| {
                let folded = fold(&before.text);
                if folded.split(' ').any(|word| WORDS.updated.contains(word)) {
                    Some(DateKind::Updated)
                } else if folded.split(' ').any(|word| WORDS.published.contains(word)) {
                    Some(DateKind::Published)
                } else {
                    None
                }
            })?
        });
    let Some(piece) = draft.pieces.get(index) else { return };
    let (number, printed) = (piece.number, piece.text.clone());
    for (date, kind) in &line.dates {
        let what = match (kind, spoken) {
            (DateKind::Bare, Some(spoken)) => spoken,
            (kind, _) => *kind,
        };
        if draft.dates.len() >= MOST_CLAIMS {
            return;
        }
        if date.contradicts_itself() {
            draft.warn(
                Some(number),
                format!(
                    "the weekday does not agree with the date: {:?}",
                    words_at(text, &date.span)
                ),
            );
        }
        draft.dates.push(DateClaim {
            piece: index,
            what,
            day: date.day(),
            either: match date.reading {
                Reading::Ambiguous(a, b) => Some((a, b)),
                _ => None,
            },
            month_day: match date.reading {
                Reading::NoYear(month, day) => Some((month, day)),
                _ => None,
            },
            words: match words_at(text, &date.span) {
                words if printed.contains(words) => words.to_owned(),
                _ => printed.clone(),
            },
            rule: RULE,
        });
    }
}

fn words_at<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    text.get(span.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rest: &[&str]) {
        let line = read(text).unwrap_or_else(|| panic!("no date line: {text}"));
        assert_eq!(line.rest, rest, "{text}");
    }

    #[test]
    fn date_lines() {
        check("date 2022-07-04 Security", &["Security"]);
        check("Published: Monday, July 4, 2022, 10:30 AM EST", &[]);
        check("Published 4 July 2022 | Updated 5 July 2022 14:05", &[]);
        check("Brussels, 4 July 2022", &["Brussels"]);
        check("04.07.2022 / 14:05", &[]);
        check("3 hours ago", &[]);
        check("14:05 GMT", &[]);
        check("Last updated:", &[]);
        check("By Ana Sousa | July 4, 2022", &["Ana Sousa"]);
        let both = read("Published 4 July 2022 | Updated 5 July 2022").unwrap();
        assert_eq!(both.dates[0].1, DateKind::Published);
        assert_eq!(both.dates[1].1, DateKind::Updated);
        assert!(read("No date here").is_none());
    }
}
