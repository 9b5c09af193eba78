use super::{Entry, IdError, Meeting, ReportId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The lasting name of a meeting as one report tells it: the report, the line on which it is told, and
/// which of the meetings that stand on that line. `45e50149b2bb228b.7` is the first on line 7,
/// `45e50149b2bb228b.7b` the second.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct MeetingId {
    report: ReportId,
    line: u32,
    /// Counted from 0.
    nth: u16,
}

/// Why a text names no meeting.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum MeetingIdError {
    /// There is no line in it.
    #[error("a meeting is named by its report, a full stop and a line, as in abc.7")]
    Line,
    /// What stands before is no id of a report.
    #[error("the report: {0}")]
    Report(#[from] IdError),
}

impl MeetingId {
    /// The nth meeting, counted from 0, of those on a line of a report.
    #[must_use]
    pub fn new(report: ReportId, line: u32, nth: u16) -> Self {
        Self { report, line, nth }
    }

    /// Reads an id as it stands in an address.
    ///
    /// # Errors
    /// When there is no line in it, or the report's id is none.
    pub fn parse(text: &str) -> Result<Self, MeetingIdError> {
        let (report, place) = text.rsplit_once('.').ok_or(MeetingIdError::Line)?;
        let letters = place.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = place.strip_suffix(letters).unwrap_or_default();
        // One meeting has one address: no leading zeros, no sign.
        let line = digits.parse().ok().filter(|_| !digits.starts_with('0'));
        match (line, nth(letters)) {
            (Some(line), Some(nth)) => Ok(Self::new(ReportId::parse(report)?, line, nth)),
            _ => Err(MeetingIdError::Line),
        }
    }

    /// The ids of all meetings of a report, in their order there.
    #[must_use]
    pub fn all(entry: &Entry) -> Vec<Self> {
        let meetings = &entry.facts.meetings;
        let lines: Vec<u32> = meetings.iter().map(first_line).collect();
        let before = |at: usize, line: u32| lines.iter().take(at).filter(|other| **other == line).count();
        let id = |(at, line): (usize, &u32)| {
            let nth = u16::try_from(before(at, *line)).unwrap_or(u16::MAX);
            Self::new(entry.report.id.clone(), *line, nth)
        };
        lines.iter().enumerate().map(id).collect()
    }

    /// Which of the meetings of its report it names: those that begin on its line are counted first,
    /// then the others that have words there. So an address goes on to lead somewhere sensible when
    /// the rules find other words first.
    #[must_use]
    pub fn find(&self, meetings: &[Meeting]) -> Option<usize> {
        let begins = |meeting: &Meeting| first_line(meeting) == self.line;
        let stands = |meeting: &Meeting| meeting.told.iter().any(|told| told.line == self.line);
        let places = || meetings.iter().enumerate();
        let first = places().filter(|(_, meeting)| begins(meeting));
        let others = places().filter(|(_, meeting)| !begins(meeting) && stands(meeting));
        let mut found = first.chain(others).map(|(at, _)| at);
        found.nth(usize::from(self.nth))
    }

    /// The report that tells of it.
    #[must_use]
    pub fn report(&self) -> &ReportId {
        &self.report
    }

    /// The line of its plainest words.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }
}

/// The line of the plainest words that tell of a meeting.
fn first_line(meeting: &Meeting) -> u32 {
    let told = meeting.told.first();
    let shown = || meeting.people.first().map(|person| &person.evidence);
    told.or_else(shown).map_or(1, |evidence| evidence.line.max(1))
}

/// `b` is 1, `z` 25, `aa` 26; nothing is 0.
fn nth(letters: &str) -> Option<u16> {
    if letters.is_empty() {
        return Some(0);
    }
    let mut number: u16 = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_lowercase() {
            return None;
        }
        number = number.checked_mul(26)?.checked_add(u16::from(letter - b'a') + 1)?;
    }
    // A lone `a` would be a second name of the first.
    (number > 1).then(|| number - 1)
}

impl fmt::Display for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.report, self.line)?;
        if self.nth == 0 {
            return Ok(());
        }
        let (mut left, mut letters) = (u32::from(self.nth) + 1, Vec::new());
        while left > 0 {
            left -= 1;
            letters.push(char::from(b'a' + u8::try_from(left % 26).unwrap_or_default()));
            left /= 26;
        }
        f.write_str(&letters.into_iter().rev().collect::<String>())
    }
}

impl From<MeetingId> for String {
    fn from(id: MeetingId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for MeetingId {
    type Error = MeetingIdError;

    fn try_from(text: String) -> Result<Self, MeetingIdError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Evidence;
    use proptest::prelude::*;

    fn told(lines: &[u32]) -> Meeting {
        let told = lines.iter().map(|line| Evidence::new(*line, "met", "told")).collect();
        Meeting {
            kind: crate::report::MeetingKind::Meeting,
            background: false,
            people: Vec::new(),
            place: None,
            weekday: None,
            when: crate::report::DateBounds::default(),
            doubt: None,
            topics: Vec::new(),
            told,
        }
    }

    #[test]
    fn an_id_is_a_report_a_line_and_a_letter() {
        for (text, line, nth) in [
            ("abc.7", 7, 0),
            ("abc.7b", 7, 1),
            ("a.b.12z", 12, 25),
            ("abc.1aa", 1, 26),
        ] {
            let id = MeetingId::parse(text).unwrap();
            assert_eq!((id.line(), id.nth), (line, nth));
            assert_eq!(id.to_string(), text);
        }
        for text in [
            "abc",
            "abc.",
            "abc.b",
            "abc.0",
            "abc.07",
            "abc.7a",
            "abc.7B",
            "abc.+7",
            "abc.99999999999",
            ".7",
        ] {
            assert!(MeetingId::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_line_on_which_a_meeting_is_told_leads_to_it() {
        let meetings = [told(&[3, 9]), told(&[3]), told(&[9]), told(&[4, 3])];
        let found = |id: &str| MeetingId::parse(&format!("x.{id}")).unwrap().find(&meetings);
        assert_eq!(
            ["3", "3b", "3c", "4", "9", "9b"].map(found),
            [0, 1, 3, 3, 2, 0].map(Some)
        );
        assert_eq!(["3d", "5", "9c"].map(found), [None; 3]);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(report in "[a-z.]{0,6}[a-z0-9]", line in 1_u32.., nth: u16) {
            let id = MeetingId::new(ReportId::parse(&report).unwrap(), line, nth.min(u16::MAX - 1));
            prop_assert_eq!(MeetingId::parse(&id.to_string()), Ok(id));
        }

        #[test]
        fn each_meeting_of_a_report_is_found_by_its_own_id(lines in prop::collection::vec(prop::collection::vec(1_u32..5, 1..4), 1..8)) {
            let mut entry = Entry {
                report: crate::report::Report {
                    id: ReportId::parse("x").unwrap(),
                    lines: Vec::new(),
                    title: crate::report::Title::Supplied(crate::report::Stated::new(String::new(), 1, "", "x")),
                    outlet: None,
                    url: None,
                    section: None,
                    byline: None,
                    published: None,
                    dateline_place: None,
                    tags: Vec::new(),
                    lang: None,
                    read_more: Vec::new(),
                    warnings: Vec::new(),
                },
                facts: crate::report::Facts::default(),
            };
            entry.facts.meetings = lines.iter().map(|lines| told(lines)).collect();
            for (at, id) in MeetingId::all(&entry).iter().enumerate() {
                prop_assert_eq!(id.find(&entry.facts.meetings), Some(at));
            }
        }
    }
}
