//! The days a report can be from: the day of publication where it is stated; else not before the latest
//! day that it tells as past.
//!
//! Only captions, meetings and running text are evidence, never what was set aside: copyright years and
//! lists of stories say nothing. Of a sentence counts what its verbs say of the date: a clause about
//! what is to come gives no bound, and where it is not clear which of the two it is, there is none.

use super::passage::Passage;
use super::tense::{is_past, sentences, word_before};
use super::words::in_list;
use crate::clean::{StatedDate, dates_in};
use crate::report::{DateBounds, Evidence, Meeting, Report};
use jiff::civil::Date;
use std::ops::Range;

const CAPTION: &str = "caption-date";
const MEETING: &str = "meeting-told-as-past";
const DAY: &str = "day-told-as-past";
const YEAR: &str = "year-told-as-past";
const MONTH: &str = "month-told-as-past";

/// The longest sentence, in bytes, of which it can be told what its verbs say of its dates.
const LONGEST: usize = 2_000;

/// The bounds of a report.
pub(super) fn read(report: &Report, passages: &[Passage<'_>], meetings: &[Meeting]) -> DateBounds {
    if let Some(published) = &report.published {
        return DateBounds::day(published.value, published.evidence.clone());
    }
    let met = meetings.iter().filter_map(|meeting| {
        let stated = meeting
            .when
            .proof
            .iter()
            .find(|proof| proof.rule == "date-of-meeting")?;
        Some((
            meeting.when.exact()?,
            Evidence::new(stated.line, stated.words.clone(), MEETING),
        ))
    });
    let told = passages.iter().flat_map(told);
    // Of the same day, the rule that comes last in this order is the stronger.
    let rank = |evidence: &Evidence| {
        [YEAR, MONTH, DAY, MEETING, CAPTION]
            .iter()
            .position(|rule| evidence.rule == *rule)
    };
    let latest = met
        .chain(told)
        .max_by_key(|(day, evidence)| (*day, rank(evidence), std::cmp::Reverse(evidence.line)));
    latest.map_or_else(DateBounds::default, |(day, evidence)| DateBounds {
        earliest: Some(day),
        latest: None,
        proof: vec![evidence],
    })
}

/// The days of a passage that lie behind it.
fn told(passage: &Passage<'_>) -> Vec<(Date, Evidence)> {
    let text = passage.text;
    if passage.headline || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let dates = dates_in(text);
    if passage.caption {
        let days = dates
            .iter()
            .filter_map(|date| Some((date.day?, passage.evidence(text.get(date.span.clone())?, CAPTION))));
        return days.collect();
    }
    let mut told = Vec::new();
    for sentence in sentences(text).into_iter().filter(|sentence| sentence.len() <= LONGEST) {
        let first = dates.partition_point(|date| date.span.end <= sentence.start);
        let behind = dates.partition_point(|date| date.span.start < sentence.end);
        let dates = dates.get(first..behind).unwrap_or_default();
        for mention in mentions(text, &sentence, dates) {
            if is_past(text, &sentence, &mention.span, mention.since, dates)
                && let Some(words) = text.get(mention.span.clone())
            {
                told.push((mention.day, passage.evidence(words, mention.rule)));
            }
        }
    }
    told
}

/// A date, a month or a year in a sentence, by its first day.
struct Mention {
    span: Range<usize>,
    day: Date,
    rule: &'static str,
    /// `since 2014`: whatever the verb, it has begun.
    since: bool,
}

fn mentions(text: &str, sentence: &Range<usize>, dates: &[StatedDate]) -> Vec<Mention> {
    let within = |span: &Range<usize>| sentence.start <= span.start && span.end <= sentence.end;
    let mut mentions: Vec<Mention> = Vec::new();
    for date in dates.iter().filter(|date| within(&date.span)) {
        let before = word_before(text, date.span.start);
        if let Some(day) = date.day
            && !in_list("by until till from before between to the for resolution dated", &before)
        {
            mentions.push(Mention {
                span: date.span.clone(),
                day,
                rule: DAY,
                since: before == "since",
            });
        }
    }
    for (at, year) in years(text, sentence) {
        if dates.iter().any(|date| date.span.contains(&at)) || !stands_alone(text, at + 4) {
            continue;
        }
        let (month, start) = month_before(text, at).map_or((None, at), |(month, start)| (Some(month), start));
        let before = word_before(text, start);
        let preposition = |word: &str| in_list("in since seit depuis", word);
        let Some(from) = text
            .get(..start)
            .map(str::trim_end)
            .and_then(|head| head.len().checked_sub(before.len()))
        else {
            continue;
        };
        // `in the autumn of 2021`, `in early 2019`
        let (from, word) = match before.as_str() {
            "early" | "late" | "mid" => back(text, from),
            "of" => of_season(text, from).unwrap_or((from, before)),
            _ => (from, before),
        };
        if !preposition(&word) {
            continue;
        }
        if let Ok(day) = Date::new(year, month.unwrap_or(1), 1) {
            let rule = if month.is_some() { MONTH } else { YEAR };
            mentions.push(Mention {
                span: from..at + 4,
                day,
                rule,
                since: word != "in",
            });
        }
    }
    mentions
}

/// The word before `at`, in small letters, and where it begins.
fn back(text: &str, at: usize) -> (usize, String) {
    let word = word_before(text, at);
    let end = text.get(..at).map_or(0, |head| head.trim_end().len());
    (end.saturating_sub(word.len()), word)
}

/// `in the autumn of`, read backwards from `of`.
fn of_season(text: &str, at: usize) -> Option<(usize, String)> {
    let (at, season) = back(text, at);
    if !in_list("spring summer autumn fall winter end beginning start", &season) {
        return None;
    }
    let (at, article) = back(text, at);
    let (at, word) = if article == "the" {
        back(text, at)
    } else {
        (at, article)
    };
    (word == "in").then_some((at, word))
}

/// Years of four digits, with the bytes where they begin.
fn years(text: &str, sentence: &Range<usize>) -> Vec<(usize, i16)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_start = |at: &usize| {
        digit(*at)
            && (*at == 0
                || !bytes
                    .get(at - 1)
                    .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'.' | b',')))
    };
    let starts = sentence.clone().filter(is_start);
    starts
        .filter(|at| (at + 1..at + 4).all(digit) && !digit(at + 4))
        .filter_map(|at| Some((at, text.get(at..at + 4)?.parse().ok()?)))
        .filter(|(_, year)| (1800..=2200).contains(year))
        .collect()
}

/// A sign, the end, or a small word that does not make a number of it (`in 2024 dollars`) follows.
fn stands_alone(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    match rest.chars().next() {
        None | Some('.' | ',' | ';' | ':' | ')' | '!' | '?' | '"' | '”' | '»') => !rest
            .get(1..)
            .is_some_and(|after| rest.starts_with(['.', ',']) && after.starts_with(|c: char| c.is_ascii_digit())),
        Some(' ') => {
            let next = rest
                .trim_start()
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            next.starts_with(char::is_lowercase)
                && !in_list(
                    "dollars euros prices terms people workers soldiers men women cases households villages elections election agenda summit budget targets goals",
                    next,
                )
                || rest.trim_start().starts_with(['—', '–', '(', '“', '"'])
        }
        _ => false,
    }
}

/// The month right before a year, and where it begins.
fn month_before(text: &str, at: usize) -> Option<(i8, usize)> {
    const MONTHS: &str = "january february march april may june july august september october november december";
    let (start, word) = back(text, at);
    let month = MONTHS.split(' ').position(|month| month == word)?;
    text.get(start..)?.starts_with(char::is_uppercase).then_some(())?;
    Some((i8::try_from(month + 1).ok()?, start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Block, Role};

    fn days(text: &str) -> Vec<String> {
        let block = Block {
            line: 1,
            text: text.to_owned(),
            roles: vec![Role::Paragraph],
        };
        let passage = Passage::all_of(&block, None).next().unwrap();
        told(&passage)
            .iter()
            .map(|(day, evidence)| format!("{day} {}", evidence.words))
            .collect()
    }

    #[test]
    fn what_is_told_as_past() {
        for (text, told) in [
            (
                "The harbour was closed in 2017 and opened again in 2019.",
                vec!["2017-01-01 in 2017", "2019-01-01 in 2019"],
            ),
            (
                "Trade grew. Despite losing its last ship in 2019, the line goes on.",
                vec!["2019-01-01 in 2019"],
            ),
            (
                "The bridge, built in 2014, is to close this autumn.",
                vec!["2014-01-01 in 2014"],
            ),
            (
                "On 3 October 2023 our chair, Dr. Ana Sousa, co-chaired a table.",
                vec!["2023-10-03 3 October 2023"],
            ),
            (
                "The mayor received on Wednesday, May 28, 2025, the envoy.",
                vec!["2025-05-28 Wednesday, May 28, 2025"],
            ),
            (
                "A stone recalls the bishop's last visit in 2007.",
                vec!["2007-01-01 in 2007"],
            ),
            ("Workers unpaid since 2021 will have their wages.", vec![]),
            (
                "Workers, unpaid since 2021, will have their wages.",
                vec!["2021-01-01 since 2021"],
            ),
            (
                "In the autumn of 2021 the mayor left the party.",
                vec!["2021-01-01 In the autumn of 2021"],
            ),
            ("They met in March 2019 at the fair.", vec!["2019-03-01 in March 2019"]),
            (
                "The minister said on 4 July 2022 that all is well.",
                vec!["2022-07-04 4 July 2022"],
            ),
        ] {
            assert_eq!(days(text), told, "{text}");
        }
    }

    #[test]
    fn what_lies_ahead_or_is_no_year_bounds_nothing() {
        for text in [
            "The line will be open by 2030.",
            "The line will open in 2030.",
            "They discussed the games in 2032.",
            "He said elections in 2028 matter.",
            "The mayor was invited to visit in 2031.",
            "The plan, called Vision 2030, was shown.",
            "The mandate was extended until 2027.",
            "If the bank had paid in 2029, all would be well.",
            "It cost 300 million in 2024 dollars.",
            "The council passed resolution 1284 (1999) and met.",
            "The 2030 agenda was praised.",
            "The company showed its Model 2025.",
            "On 4 July 2031 the ships are to sail.",
            "The two agreed to hold a fair in 2027.",
        ] {
            assert_eq!(days(text), [] as [String; 0], "{text}");
        }
    }

    #[test]
    fn odd_text_is_read() {
        for text in [
            "",
            "2019",
            "in 2019",
            "٢٠١٩ in",
            "é in 2019é",
            "In 99999 2019-2020",
            "… 2019. 2020, 2021",
        ] {
            let _ = days(&format!("{text} "));
        }
    }
}
