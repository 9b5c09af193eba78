//! The day of publication, out of what date lines and the dateline claim: no date rather than a
//! guessed one.

use super::draft::{DateClaim, DateKind, Draft, Piece};
use crate::report::{Role, Stated};
use jiff::civil::Date;

/// Lines of furniture between a date and the headline that make it the masthead's: the day on which
/// the page was saved.
const MASTHEAD: usize = 4;

/// Chooses the day of publication.
pub(super) fn choose(draft: &mut Draft<'_>) -> Option<Stated<Date>> {
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

/// An open order of numbers is settled by another date of the same file that agrees with one of the
/// two readings.
fn settle(draft: &mut Draft<'_>) {
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
            _ => None,
        };
    }
}
