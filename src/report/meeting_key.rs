use super::{DateBounds, Entry, Meeting, MeetingId, MeetingKind, slug};
use jiff::civil::{Date, Weekday};
use std::fmt;

/// What told meetings are brought together by: those whose keys have one [`MeetingKey::stem`] are one
/// meeting, unless their places contradict each other.
///
/// It holds all that such a judgement needs, so that it can be made from keys alone, in whatever order
/// reports came. Keys are printed so that text in the order of its bytes is in the order of time, with
/// meetings of no exact day last.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MeetingKey {
    /// Not before this day.
    pub earliest: Option<Date>,
    /// Not after this day.
    pub latest: Option<Date>,
    /// The day of the week, where the text names it or the day is known.
    pub weekday: Option<Weekday>,
    /// How they met.
    pub kind: MeetingKind,
    /// [`slug()`]s of the heads of both sides, in alphabetical order; of a lone participant the one.
    pub heads: Vec<String>,
    /// The told meeting itself, where it can be brought together with no other for sure.
    pub alone: Option<MeetingId>,
    /// The usual name of the place; empty where none is stated.
    pub place: String,
}

/// Stands for what is not known; sorts behind all that is.
const UNKNOWN: &str = "~";

impl MeetingKey {
    /// The keys of all meetings of a report, in their order there.
    #[must_use]
    pub fn all(entry: &Entry) -> Vec<Self> {
        let ids = MeetingId::all(entry);
        let meetings = entry.facts.meetings.iter().zip(ids);
        meetings.map(|(meeting, id)| Self::of(meeting, id)).collect()
    }

    /// The key of a told meeting.
    #[must_use]
    pub fn of(meeting: &Meeting, id: MeetingId) -> Self {
        let people = meeting.people.iter().take(2).map(|person| slug(&person.name));
        let mut heads: Vec<String> = people.filter(|head| !head.is_empty()).collect();
        heads.sort();
        heads.dedup();
        let exact = meeting.when.exact();
        let stated = meeting.weekday.as_ref().and_then(|day| weekday(&day.value));
        let sure = exact.is_some() && heads.len() == 2;
        let place = meeting.place.as_ref().map_or("", |place| place.value.as_str());
        Self {
            earliest: meeting.when.earliest,
            latest: meeting.when.latest,
            weekday: exact.map(Date::weekday).or(stated),
            kind: meeting.kind,
            heads,
            alone: (!sure).then_some(id),
            place: place.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// Reads a key as it is printed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(6, ' ');
        let when = parts.next()?;
        let kind = parts.next()?;
        let heads = [parts.next()?, parts.next()?];
        let alone = parts.next()?;
        let place = parts.next()?;
        let (earliest, latest, weekday) = match when.strip_prefix(UNKNOWN) {
            None => {
                let day: Date = when.parse().ok()?;
                (Some(day), Some(day), Some(day.weekday()))
            }
            Some(bounds) => {
                let mut bounds = bounds.split('/');
                let mut day = || match bounds.next()? {
                    UNKNOWN => Some(None),
                    day => day.parse().ok().map(Some),
                };
                (day()?, day()?, bounds.next().and_then(weekday))
            }
        };
        let alone = match alone {
            UNKNOWN => None,
            id => Some(MeetingId::parse(id).ok()?),
        };
        let kind = [MeetingKind::Meeting, MeetingKind::Call]
            .into_iter()
            .find(|known| known.name() == kind)?;
        let is_head = |head: &&str| *head != UNKNOWN;
        let key = Self {
            earliest,
            latest,
            weekday,
            kind,
            heads: heads.into_iter().filter(is_head).map(str::to_owned).collect(),
            alone,
            place: place.to_owned(),
        };
        // What somebody else made up is no key.
        (key.to_string() == text).then_some(key)
    }

    /// The part of the printed key before the place.
    #[must_use]
    pub fn stem(&self) -> String {
        let day = |day: Option<Date>| day.map_or_else(|| UNKNOWN.to_owned(), |day| day.to_string());
        let when = match self.exact() {
            Some(day) => day.to_string(),
            None => format!(
                "{UNKNOWN}{}/{}/{}",
                day(self.earliest),
                day(self.latest),
                self.weekday.map_or(UNKNOWN, name_of)
            ),
        };
        let head = |n: usize| self.heads.get(n).map_or(UNKNOWN, String::as_str);
        let alone = self
            .alone
            .as_ref()
            .map_or_else(|| UNKNOWN.to_owned(), MeetingId::to_string);
        format!("{when} {} {} {} {alone}", self.kind.name(), head(0), head(1))
    }

    /// What a search is narrowed by to the reports of the day and the heads; nothing where only one
    /// report can tell of it.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        let stem = self.stem();
        let bare = stem.strip_suffix(UNKNOWN).map(str::trim_end).map(str::to_owned);
        bare.filter(|_| self.alone.is_none())
    }

    /// The key, without a place, that such a value stands for.
    #[must_use]
    pub fn of_value(value: &str) -> Option<Self> {
        Self::parse(&format!("{value} {UNKNOWN} "))
    }

    /// The stem of a printed key.
    #[must_use]
    pub fn stem_of(text: &str) -> &str {
        let end = text.match_indices(' ').nth(4).map(|(at, _)| at);
        end.and_then(|end| text.get(..end)).unwrap_or(text)
    }

    /// The day, where it is known.
    #[must_use]
    pub fn exact(&self) -> Option<Date> {
        self.earliest.filter(|day| self.latest == Some(*day))
    }

    /// When it was, without proof.
    #[must_use]
    pub fn when(&self) -> DateBounds {
        DateBounds {
            earliest: self.earliest,
            latest: self.latest,
            proof: Vec::new(),
        }
    }
}

impl fmt::Display for MeetingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.stem(), self.place)
    }
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "monday"),
    (Weekday::Tuesday, "tuesday"),
    (Weekday::Wednesday, "wednesday"),
    (Weekday::Thursday, "thursday"),
    (Weekday::Friday, "friday"),
    (Weekday::Saturday, "saturday"),
    (Weekday::Sunday, "sunday"),
];

fn weekday(name: &str) -> Option<Weekday> {
    let found = WEEKDAYS
        .iter()
        .find(|(_, known)| known.eq_ignore_ascii_case(name.trim()));
    found.map(|(day, _)| *day)
}

fn name_of(day: Weekday) -> &'static str {
    WEEKDAYS
        .iter()
        .find(|(known, _)| *known == day)
        .map_or(UNKNOWN, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Evidence, Participant, ReportId, Stated};

    fn told(people: &[&str], when: (Option<&str>, Option<&str>), place: Option<&str>) -> Meeting {
        let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
        let participant = |name: &&str| Participant {
            name: (*name).to_owned(),
            office: None,
            evidence: Evidence::new(1, *name, "test"),
        };
        Meeting {
            kind: MeetingKind::Meeting,
            background: false,
            people: people.iter().map(participant).collect(),
            place: place.map(|place| Stated::new(place.to_owned(), 1, place, "test")),
            weekday: Some(Stated::new("Monday".to_owned(), 1, "Monday", "test")),
            when: DateBounds {
                earliest: day(when.0),
                latest: day(when.1),
                proof: Vec::new(),
            },
            doubt: None,
            topics: Vec::new(),
            told: vec![Evidence::new(3, "met", "test")],
        }
    }

    #[track_caller]
    fn check(people: &[&str], when: (Option<&str>, Option<&str>), place: Option<&str>, printed: &str) {
        let id = MeetingId::new(ReportId::parse("x").unwrap(), 3, 0);
        let key = MeetingKey::of(&told(people, when, place), id);
        assert_eq!(key.to_string(), printed);
        assert_eq!(MeetingKey::stem_of(printed), key.stem());
        assert_eq!(MeetingKey::parse(printed), Some(key));
    }

    #[test]
    fn a_key_is_the_day_the_heads_and_the_place() {
        let day = (Some("2025-04-24"), Some("2025-04-24"));
        let key = "2025-04-24 meeting ann-lee bo-dahl ~ New York";
        check(&["Bo Dahl", "Ann Lee", "Cy Young"], day, Some("New  York"), key);
        check(&["ann lee", "BO DAHL"], day, Some("New York"), key);
        check(
            &["Ann Lee", "Bo Dahl"],
            day,
            None,
            "2025-04-24 meeting ann-lee bo-dahl ~ ",
        );
    }

    #[test]
    fn what_is_not_sure_is_alone() {
        let day = (Some("2025-04-24"), Some("2025-04-24"));
        check(&["Ann Lee"], day, None, "2025-04-24 meeting ann-lee ~ x.3 ");
        check(&["Ann Lee", "ann-lee"], day, None, "2025-04-24 meeting ann-lee ~ x.3 ");
        check(&["…", "!"], day, None, "2025-04-24 meeting ~ ~ x.3 ");
        let open = (Some("2025-04-24"), None);
        check(
            &["A", "B"],
            open,
            Some("Oslo"),
            "~2025-04-24/~/monday meeting a b x.3 Oslo",
        );
        check(&["A", "B"], (None, None), None, "~~/~/monday meeting a b x.3 ");
    }

    #[test]
    fn what_is_no_key_is_not_read() {
        for text in [
            "",
            "2025-04-24",
            "2025-04-24 dinner a b ~ ",
            "2025-4-24 meeting a b ~ ",
            "~ meeting a b ~ ",
        ] {
            assert_eq!(MeetingKey::parse(text), None, "{text}");
        }
    }
}
