//! Whether two meetings may be one, or belong to one visit: by who, when and where alone, never by
//! how texts are worded.

use crate::report::{MeetingKey, MeetingKind};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Days between two meetings of one visit, at most.
const VISIT_DAYS: i32 = 3;

/// How two meetings hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// They may be one and the same.
    Possible,
    /// Somebody met others about then.
    Visit,
}

/// A tie with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Which.
    pub tie: Tie,
    /// Whether days and places leave no doubt.
    pub certain: bool,
    /// Days from the one to the other, where both are known.
    pub days: i32,
    /// Why, as a sentence without its full stop.
    pub reason: String,
}

/// How `other` hangs together with `one`; `shared` are the slugs of those who took part in both, and
/// `name` says how they are called. `None` where nothing but chance can be seen.
#[must_use]
pub fn judge(
    one: &MeetingKey,
    other: &MeetingKey,
    shared: &BTreeSet<String>,
    name: impl Fn(&str) -> String,
) -> Option<Judged> {
    if one.kind != other.kind {
        return None;
    }
    if let Some(judged) = contradicted(one, other, &name) {
        return Some(judged);
    }
    if contradict(one, other) {
        return None;
    }
    let possible = possible(one, other, shared, &name);
    possible.or_else(|| visit(one, other, &name))
}

/// Both say where, and not the same.
fn contradict(one: &MeetingKey, other: &MeetingKey) -> bool {
    !one.place.is_empty() && !other.place.is_empty() && one.place != other.place
}

/// The same two people, and reports that disagree in the place or by a day: one of them may be wrong.
fn contradicted(one: &MeetingKey, other: &MeetingKey, name: &impl Fn(&str) -> String) -> Option<Judged> {
    if one.heads != other.heads || one.heads.len() < 2 {
        return None;
    }
    let days = days_between(one.exact()?, other.exact()?);
    let differs = match (days, contradict(one, other)) {
        (0, true) => format!("on the same day, but at {} and at {}", one.place, other.place),
        (-1 | 1, false) => format!("{}, so that a report may have the day wrong", spoken(days)),
        _ => return None,
    };
    let names: Vec<String> = one.heads.iter().map(|slug| name(slug)).collect();
    Some(Judged {
        tie: Tie::Possible,
        certain: false,
        days,
        reason: format!(
            "{} {differs}: reports contradict each other, or they met twice",
            names.join(" and ")
        ),
    })
}

fn possible(
    one: &MeetingKey,
    other: &MeetingKey,
    shared: &BTreeSet<String>,
    name: &impl Fn(&str) -> String,
) -> Option<Judged> {
    if !overlap(one, other) {
        return None;
    }
    let exact = one.exact().is_some() && one.exact() == other.exact();
    let when = match (exact, one.exact().or(other.exact()), same_weekday(one, other)) {
        (true, ..) => "the same day",
        (_, _, true) => "the same day of the week, and days that may be the same",
        (_, Some(_), _) => "a day that may be the same: it is not known for both",
        _ => "no day that is known",
    };
    let judged = |reason| Judged {
        tie: Tie::Possible,
        certain: false,
        days: 0,
        reason,
    };
    if shared.len() >= 2 {
        let names: Vec<String> = shared.iter().take(3).map(|slug| name(slug)).collect();
        let reason = match exact && one.heads == other.heads {
            true => format!(
                "{} on the same day; reports name different places, and one names none",
                names.join(" and ")
            ),
            false => format!("{} took part in both; {when}", names.join(" and ")),
        };
        return Some(judged(reason));
    }
    // One person and the day, and the other head alike in the last word of the name.
    let both = one.heads.iter().find(|head| other.heads.contains(head))?;
    let rest = |key: &MeetingKey| key.heads.iter().find(|head| *head != both).cloned();
    let (mine, theirs) = (rest(one)?, rest(other)?);
    let alike = mine != theirs && last_word(&mine) == last_word(&theirs);
    (exact && alike).then(|| {
        judged(format!(
            "{} on the same day; {} and {} have the last word of their names in common",
            name(both),
            name(&mine),
            name(&theirs)
        ))
    })
}

fn visit(one: &MeetingKey, other: &MeetingKey, name: &impl Fn(&str) -> String) -> Option<Judged> {
    let mut heads = one.heads.iter().filter(|head| other.heads.contains(head));
    let (head, second) = (heads.next()?, heads.next());
    if second.is_some() || other.heads.len() < 2 || one.kind != MeetingKind::Meeting {
        return None;
    }
    let place = match one.place.is_empty() || other.place.is_empty() {
        true => "no report says that it was elsewhere".to_owned(),
        false => format!("in the same place, {}", one.place),
    };
    if let (Some(from), Some(to)) = (one.exact(), other.exact()) {
        let days = days_between(from, to);
        return (days.abs() <= VISIT_DAYS).then(|| Judged {
            tie: Tie::Visit,
            // Where no report says the place, nothing but the days speaks for it.
            certain: !one.place.is_empty() && one.place == other.place,
            days,
            reason: format!("{} {}, {place}", name(head), spoken(days)),
        });
    }
    let bounded = |key: &MeetingKey| key.earliest.is_some() || key.latest.is_some();
    (bounded(one) && bounded(other) && overlap(one, other) && same_weekday(one, other)).then(|| Judged {
        tie: Tie::Visit,
        certain: false,
        days: 0,
        reason: format!(
            "{} on the same day of the week, perhaps of the same week; {place}",
            name(head)
        ),
    })
}

fn spoken(days: i32) -> String {
    let count = match days.abs() {
        1 => "one day".to_owned(),
        days => format!("{days} days"),
    };
    match days {
        0 => "on the same day".to_owned(),
        1.. => format!("{count} later"),
        _ => format!("{count} earlier"),
    }
}

/// Both may be of one day.
fn overlap(one: &MeetingKey, other: &MeetingKey) -> bool {
    let before = |latest: Option<Date>, earliest: Option<Date>| matches!((latest, earliest), (Some(latest), Some(earliest)) if latest < earliest);
    let weekdays = one.weekday.zip(other.weekday).is_none_or(|(one, other)| one == other);
    weekdays && !before(one.latest, other.earliest) && !before(other.latest, one.earliest)
}

fn same_weekday(one: &MeetingKey, other: &MeetingKey) -> bool {
    one.weekday.is_some() && one.weekday == other.weekday
}

fn last_word(slug: &str) -> &str {
    slug.rsplit('-').next().unwrap_or(slug)
}

fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(to.duration_since(from).as_hours() / 24).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> MeetingKey {
        MeetingKey::parse(text).unwrap()
    }

    /// What is said of two meetings in which these took part, either way round.
    #[track_caller]
    fn check(one: &str, other: &str, shared: &[&str], expected: Option<(Tie, bool, &str)>) {
        let shared = shared.iter().map(|slug| (*slug).to_owned()).collect();
        let judged = judge(&key(one), &key(other), &shared, str::to_uppercase);
        let short = judged.as_ref().map(|one| (one.tie, one.certain, one.reason.as_str()));
        assert_eq!(short, expected, "{one} / {other}");
        let back = judge(&key(other), &key(one), &shared, str::to_uppercase);
        assert_eq!(
            back.map(|one| (one.tie, one.certain)),
            expected.map(|one| (one.0, one.1))
        );
    }

    const DAY: &str = "2025-04-24 meeting ann bo ~ ";

    #[test]
    fn two_people_and_a_day_that_may_be_the_same() {
        use Tie::Possible;
        check(
            DAY,
            "2025-04-24 meeting ann cy ~ ",
            &["ann", "bo"],
            Some((Possible, false, "ANN and BO took part in both; the same day")),
        );
        check(
            DAY,
            "~~/~/~ meeting ann bo x.1 ",
            &["ann", "bo"],
            Some((
                Possible,
                false,
                "ANN and BO took part in both; a day that may be the same: it is not known for both",
            )),
        );
        check(
            DAY,
            "~2025-04-01/~/thursday meeting ann bo x.1 ",
            &["ann", "bo"],
            Some((
                Possible,
                false,
                "ANN and BO took part in both; the same day of the week, and days that may be the same",
            )),
        );
        check(DAY, "~~/~/friday meeting ann bo x.1 ", &["ann", "bo"], None);
        check(DAY, "~2025-05-01/~/~ meeting ann bo x.1 ", &["ann", "bo"], None);
        check(DAY, "2025-04-24 call ann cy ~ ", &["ann", "bo"], None);
        check(
            "2025-04-24 meeting ann bo ~ Oslo",
            "2025-04-24 meeting ann cy ~ Rome",
            &["ann", "bo"],
            None,
        );
    }

    #[test]
    fn what_reports_contradict_may_be_one_meeting_or_two() {
        let said = |one: &str, other: &str| {
            let judged = judge(&key(one), &key(other), &BTreeSet::new(), str::to_owned);
            judged.map(|judged| judged.reason)
        };
        let oslo = "2025-04-24 meeting ann bo ~ Oslo";
        assert_eq!(
            said(oslo, "2025-04-24 meeting ann bo ~ Rome").unwrap(),
            "ann and bo on the same day, but at Oslo and at Rome: reports contradict each other, or they met twice"
        );
        assert_eq!(
            said(oslo, "2025-04-25 meeting ann bo ~ ").unwrap(),
            "ann and bo one day later, so that a report may have the day wrong: reports contradict each other, or they met twice"
        );
        assert_eq!(said(oslo, "2025-04-25 meeting ann bo ~ Rome"), None);
        assert_eq!(said(oslo, "2025-04-26 meeting ann bo ~ Oslo"), None);
        assert_eq!(said(oslo, "2025-04-24 call ann bo ~ Rome"), None);
    }

    #[test]
    fn a_name_that_is_alike() {
        check(
            "2025-04-24 meeting ann bo-dahl ~ ",
            "2025-04-24 meeting ann cy-dahl ~ ",
            &["ann"],
            Some((
                Tie::Possible,
                false,
                "ANN on the same day; BO-DAHL and CY-DAHL have the last word of their names in common",
            )),
        );
        check(
            "2025-04-24 meeting ann bo-dahl ~ ",
            "2025-04-26 meeting ann cy-dahl ~ ",
            &["ann"],
            Some((
                Tie::Visit,
                false,
                "ANN 2 days later, no report says that it was elsewhere",
            )),
        );
    }

    #[test]
    fn a_visit_is_one_head_a_few_days_and_no_other_place() {
        use Tie::Visit;
        let oslo = "2025-04-24 meeting ann bo ~ Oslo";
        check(
            oslo,
            "2025-04-24 meeting ann cy ~ Oslo",
            &["ann"],
            Some((Visit, true, "ANN on the same day, in the same place, Oslo")),
        );
        check(
            oslo,
            "2025-04-27 meeting ann cy ~ ",
            &["ann"],
            Some((Visit, false, "ANN 3 days later, no report says that it was elsewhere")),
        );
        check(oslo, "2025-04-28 meeting ann cy ~ ", &["ann"], None);
        check(oslo, "2025-04-25 meeting ann cy ~ Rome", &["ann"], None);
        check(oslo, "2025-04-25 meeting cy dan ~ Oslo", &["ann"], None);
        check(oslo, "2025-04-26 meeting ann bo ~ Oslo", &["ann", "bo"], None);
        check(oslo, "~~/~/thursday meeting ann cy x.1 ", &["ann"], None);
        check(
            oslo,
            "~2025-04-20/2025-04-26/thursday meeting ann cy x.1 ",
            &["ann"],
            Some((
                Visit,
                false,
                "ANN on the same day of the week, perhaps of the same week; no report says that it was elsewhere",
            )),
        );
    }
}
