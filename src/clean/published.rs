//! The day of publication, out of what date lines and the dateline claim: no date rather than a
//! guessed one.

use super::dates;
use super::draft::{DateClaim, DateKind, Draft, Piece};
use super::text::pattern;
use crate::report::{Role, Stated};
use aho_corasick::AhoCorasick;
use jiff::civil::{Date, Weekday};
use regex::Regex;
use std::sync::LazyLock;

/// Lines of furniture between a date and the headline that make it the masthead's: the day on which
/// the page was saved.
const MASTHEAD: usize = 4;

/// Chooses the day of publication.
pub(super) fn choose(draft: &mut Draft<'_>) -> Option<Stated<Date>> {
    note_lead(draft);
    note_number(draft);
    settle(draft);
    let body = draft.body.clone();
    // The page's title may stand above the menu; the headline that is printed again is the report's own.
    let again = |piece: &Piece| piece.label.as_ref().is_some_and(|label| label.rule == "headline-again");
    let headline = draft
        .pieces
        .iter()
        .position(again)
        .or_else(|| draft.pieces.iter().position(|piece| piece.is(Role::Headline)));
    let masthead = |claim: &DateClaim| {
        headline.is_some_and(|headline| {
            claim.piece < headline
                && draft.pieces.get(claim.piece..headline).is_some_and(|between| {
                    between.iter().filter(|piece| piece.is_only(Role::Furniture)).count() >= MASTHEAD
                })
        })
    };
    let of = |kind: DateKind, place: &dyn Fn(usize) -> bool| -> Vec<&DateClaim> {
        draft
            .dates
            .iter()
            .filter(|claim| claim.what == kind && place(claim.piece) && !masthead(claim))
            .collect()
    };
    let groups = [
        of(DateKind::Published, &|_| true),
        of(DateKind::Bare, &|piece| {
            piece < body.start && headline.is_none_or(|headline| piece >= headline)
        }),
        of(DateKind::Bare, &|piece| piece < body.start),
        of(DateKind::Dateline, &|_| true),
        of(DateKind::Bare, &|piece| piece >= body.end),
    ];
    let mut doubts = Vec::new();
    let mut chosen = None;
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let mut days: Vec<Date> = group.iter().filter_map(|claim| claim.day).collect();
        days.sort_unstable();
        days.dedup();
        // A weekday that disagrees, or an open order of numbers, is doubt, not a reason to look on.
        let unsure = group
            .iter()
            .any(|claim| claim.day.is_none() && claim.month_day.is_none());
        match (days.as_slice(), unsure) {
            ([day], false) => {
                let claim = group.iter().find(|claim| claim.day == Some(*day));
                chosen = claim.and_then(|claim| {
                    Some((
                        *day,
                        draft.pieces.get(claim.piece)?.number,
                        claim.words.clone(),
                        claim.rule,
                    ))
                });
                break;
            }
            ([], false) => {}
            _ => {
                doubts.push(format!(
                    "the day of publication is in doubt: {}",
                    group
                        .iter()
                        .map(|claim| format!("{:?}", claim.words))
                        .collect::<Vec<_>>()
                        .join(", ")
                ));
                break;
            }
        }
    }
    // A masthead's date is furniture when the report has a date of its own.
    if chosen.is_some() {
        let above: Vec<usize> = draft
            .dates
            .iter()
            .filter(|claim| claim.what == DateKind::Bare && masthead(claim))
            .map(|claim| claim.piece)
            .collect();
        for index in above {
            if let Some(piece) = draft.pieces.get_mut(index).filter(|piece| piece.is_only(Role::Date)) {
                piece.set(Role::Furniture, "masthead-date");
            }
        }
    }
    for doubt in doubts {
        draft.warn(None, doubt);
    }
    chosen.map(|(day, line, words, rule)| Stated::new(day, line, words, rule))
}

/// Paragraphs in which a lead may stand.
const LEAD: usize = 3;

/// `Today`, right before a date.
static TODAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\s(—–-])(?:today|this\s+(?:morning|afternoon|evening)|oggi|hoy|hoje|heute|aujourd['’]hui|bugün|сегодня|اليوم)\s*[,(]?\s*(?:on\s+)?$",
    )
});

/// A time behind the date of a dateline, and what ends the dateline: `, 16:00 CET. `
static CLOCK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,?\s*\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?\s*[.:–—-]+\s"));

/// A town in capitals before the date of a dateline.
static TOWN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Lu}{2}[\p{Lu}\s’'.-]{1,30},\s*$"));

/// What the first paragraphs say of their own day: who writes `Today, 4 July 2022` writes that day, and
/// a dateline may have a time, which keeps its rule from seeing it.
fn note_lead(draft: &mut Draft<'_>) {
    let body = draft.body.start..draft.body.end.min(draft.pieces.len());
    let mut claims = Vec::new();
    for index in body.take(LEAD) {
        let Some(piece) = draft
            .pieces
            .get(index)
            .filter(|piece| !piece.is(Role::Furniture) && !piece.is(Role::Caption))
        else {
            continue;
        };
        if !may_say_day(&piece.text) {
            continue;
        }
        for date in dates::find(&piece.text) {
            let before = piece.text.get(..date.span.start).unwrap_or_default();
            let after = piece.text.get(date.span.end..).unwrap_or_default();
            let own_words = !before.contains(['"', '“', '«', '„', '‘']);
            if own_words && (TODAY.is_match(before) || (TOWN.is_match(before) && CLOCK.is_match(after))) {
                claims.push(lead_claim(index, &date, &piece.text));
            }
        }
    }
    draft.dates.extend(claims);
}

/// Whether [`TODAY`], or [`TOWN`], may stand before a date of the text: few leads say their own day.
fn may_say_day(text: &str) -> bool {
    static BEGINS_IN_TOWN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Lu}{2}[\p{Lu}\s’'.-]{1,30},"));
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        // Small letters and capitals are one only where they are of ASCII, so parts of words do for the others.
        let words = [
            "today",
            "this",
            "oggi",
            "hoy",
            "hoje",
            "heute",
            "aujourd",
            "bug",
            "егодн",
            "ЕГОДН",
            "اليوم",
        ];
        AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()
    });
    WORDS.as_ref().is_none_or(|words| words.is_match(text)) || BEGINS_IN_TOWN.is_match(text)
}

/// `No: 214, 8 June 2021, Press Release on …`: the number and the day of a release, in its title.
fn note_number(draft: &mut Draft<'_>) {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^(?:press\s+release\s+)?no\s*[.:]*\s*\d{1,5}\s*,\s*$"));
    let titles = draft
        .pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.is(Role::Headline));
    let claims: Vec<DateClaim> = titles
        .filter_map(|(index, piece)| {
            let date = dates::find(&piece.text).into_iter().next()?;
            let before = piece.text.get(..date.span.start)?;
            let claim = lead_claim(index, &date, &piece.text);
            NUMBER.is_match(before).then_some(DateClaim {
                what: DateKind::Bare,
                rule: "date-line",
                ..claim
            })
        })
        .collect();
    draft.dates.extend(claims);
}

fn lead_claim(piece: usize, date: &dates::Printed, text: &str) -> DateClaim {
    DateClaim {
        piece,
        what: DateKind::Dateline,
        day: date.day(),
        either: None,
        month_day: match date.reading {
            dates::Reading::NoYear(month, day) => Some((month, day)),
            _ => None,
        },
        words: text.get(date.span.clone()).unwrap_or_default().to_owned(),
        rule: "dated-today",
    }
}

/// An open order of numbers is settled by another date of the same file that agrees with one of the
/// two readings.
fn settle(draft: &mut Draft<'_>) {
    let is_open = |claim: &DateClaim| claim.either.is_some() && claim.day.is_none();
    if !draft.dates.iter().any(is_open) {
        return;
    }
    let weekday = lead_weekday(draft);
    let day_first = super::order::is_day_first(draft);
    let days: Vec<Date> = draft.dates.iter().filter_map(|claim| claim.day).collect();
    let month_days: Vec<(i8, i8)> = draft.dates.iter().filter_map(|claim| claim.month_day).collect();
    for claim in &mut draft.dates {
        let (Some((a, b)), None) = (claim.either, claim.day) else {
            continue;
        };
        let agrees = |day: Date| days.contains(&day) || month_days.contains(&(day.month(), day.day()));
        claim.day = match (agrees(a), agrees(b)) {
            (true, false) => Some(a),
            (false, true) => Some(b),
            _ => weekday
                .and_then(|weekday| told_on(weekday, a, b))
                .or(day_first.then_some(a)),
        };
    }
}

/// Of two days the one on which, or on the day before which, was the weekday that the lead tells of.
fn told_on(weekday: Weekday, a: Date, b: Date) -> Option<Date> {
    let fits = |day: Date| {
        let before = day.yesterday().is_ok_and(|before| before.weekday() == weekday);
        before || day.weekday() == weekday
    };
    match (fits(a), fits(b)) {
        (true, false) => Some(a),
        (false, true) => Some(b),
        _ => None,
    }
}

/// The only weekday that the first paragraph names, in full and not of days to come.
fn lead_weekday(draft: &Draft<'_>) -> Option<Weekday> {
    const TO_COME: [&str; 10] = [
        "next", "coming", "until", "till", "since", "by", "proximo", "proxima", "prochain", "nachsten",
    ];
    let body = draft.pieces.get(draft.body.start..draft.body.end)?;
    let lead = body.iter().find(|piece| piece.is_body_like())?;
    let tokens = dates::tokens(&lead.text);
    let word = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(dates::Kind::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    let mut named = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = dates::weekday(tokens.get(at..).unwrap_or_default());
        let Some((weekday, taken)) = found else {
            at += 1;
            continue;
        };
        // `mar` and `quinta` alone mean other things too.
        let is_short = word(at).is_none_or(|word| {
            word.chars().count() <= 4 || matches!(word, "segunda" | "terca" | "quarta" | "quinta" | "sexta")
        });
        let to_come = at
            .checked_sub(1)
            .and_then(word)
            .is_some_and(|before| TO_COME.contains(&before));
        if to_come {
            return None;
        }
        if taken > 1 || !is_short {
            named.push(weekday);
        }
        at += taken;
    }
    named.dedup();
    match named.as_slice() {
        [weekday] => Some(*weekday),
        _ => None,
    }
}
