use super::ask;
use crate::report::MeetingKind;
use crate::search::MeetingRow;
use crate::web::Error;
use crate::web::here::Here;
use crate::web::links::Given;
use crate::web::show;
use crate::web::site::{Site, fingerprint};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;

/// Meetings in a calendar unless `limit` says otherwise: programs that follow it take it whole.
const LIMIT: usize = 200;
/// The longest line, in bytes, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// `/meetings.ics`: the meetings of a known day, for calendars (RFC 5545). The same parameters as
/// `/meetings`.
pub(in crate::web) async fn meetings_ics(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = ask(&site, &params, LIMIT).await?.whole()?;
    let state = site.state();
    let stamp = state.changed.strftime("%Y%m%dT%H%M%SZ").to_string();
    let links = asked.links(&params, "/meetings.ics", &here);
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    let body = calendar(&asked.list.meetings, &stamp, &here);
    Ok(([(header::CONTENT_TYPE, kind)], fingerprint(&state), links, body).into_response())
}

fn calendar(rows: &[MeetingRow], stamp: &str, here: &Here) -> String {
    let mut lines = Lines(String::new());
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Readout//Meetings//EN");
    lines.put("CALSCALE", "GREGORIAN");
    lines.text("X-WR-CALNAME", "Meetings – Readout");
    let mut is_empty = true;
    for row in rows {
        if let Some((first, next)) = days(row) {
            event(&mut lines, row, (&first, &next), stamp, here);
            is_empty = false;
        }
    }
    if is_empty {
        zone(&mut lines);
    }
    lines.put("END", "VCALENDAR");
    lines.0
}

/// A calendar has one component at least (RFC 5545, 3.6). One that is followed may have no event yet, and is no
/// error: a time zone shows nowhere.
fn zone(lines: &mut Lines) {
    for (name, value) in [
        ("BEGIN", "VTIMEZONE"),
        ("TZID", "Etc/UTC"),
        ("BEGIN", "STANDARD"),
        ("DTSTART", "19700101T000000"),
        ("TZOFFSETFROM", "+0000"),
        ("TZOFFSETTO", "+0000"),
        ("TZNAME", "UTC"),
        ("END", "STANDARD"),
        ("END", "VTIMEZONE"),
    ] {
        lines.put(name, value);
    }
}

/// The day, and the day after it, where an event ends.
fn days(row: &MeetingRow) -> Option<(String, String)> {
    let day = row.when.exact().filter(|day| day.year() >= 0)?;
    let basic = |day: Date| day.strftime("%Y%m%d").to_string();
    Some((basic(day), basic(day.tomorrow().ok()?)))
}

fn event(lines: &mut Lines, row: &MeetingRow, (first, next): (&str, &str), stamp: &str, here: &Here) {
    let url = here.url(&show::meeting_path(&row.id));
    // Of what makes it this meeting, so that it stays whichever reports come and go.
    let digest = blake3::hash(row.key.as_bytes()).to_hex();
    let uid: String = digest.chars().take(32).collect();
    let (kind, verb) = match row.kind {
        MeetingKind::Meeting => ("Meeting", "Met"),
        MeetingKind::Call => ("Call", "Spoke"),
    };
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &format!("{uid}@readout"));
    lines.put("DTSTAMP", stamp);
    lines.put("DTSTART;VALUE=DATE", first);
    lines.put("DTEND;VALUE=DATE", next);
    lines.put("TRANSP", "TRANSPARENT");
    lines.put("CATEGORIES", kind);
    lines.text("SUMMARY", &row.people.join(", "));
    if let Some(place) = &row.place {
        lines.text("LOCATION", place);
    }
    let mut said = vec![format!("{verb}: {}.", row.people.join(", "))];
    if !row.topics.is_empty() {
        said.push(format!("About: {}.", row.topics.join("; ")));
    }
    let outlets = match row.outlets.is_empty() {
        true => String::new(),
        false => format!(": {}", row.outlets.join(", ")),
    };
    let reports = show::count(row.reports as u64, "report", "reports");
    said.push(format!("Told in {reports}{outlets}."));
    lines.text("DESCRIPTION", &said.join("\n"));
    lines.put("URL", &url);
    lines.put("END", "VEVENT");
}

/// Lines of a calendar, folded where they are too long.
struct Lines(String);

impl Lines {
    /// A value of text, in which some signs have a meaning.
    fn text(&mut self, name: &str, value: &str) {
        let mut safe = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => safe.extend(['\\', c]),
                '\n' => safe.push_str("\\n"),
                c if c.is_control() => safe.push(' '),
                c => safe.push(c),
            }
        }
        self.put(name, &safe);
    }

    /// A value that holds no line ends.
    fn put(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{DateBounds, Evidence, MeetingId, ReportId};

    fn row(people: &[&str], day: Option<&str>) -> MeetingRow {
        let when = day.map(|day| DateBounds::day(day.parse().unwrap(), Evidence::new(1, day, "test")));
        MeetingRow {
            id: MeetingId::new(ReportId::parse("x").unwrap(), 3, 0),
            key: format!("{day:?} {people:?}"),
            value: None,
            kind: MeetingKind::Meeting,
            when: when.unwrap_or_default(),
            people: people.iter().map(|name| (*name).to_owned()).collect(),
            place: Some("Oslo; the fort, \\ \r\nEND:VEVENT".to_owned()),
            topics: Vec::new(),
            lang: None,
            reports: 1,
            outlets: Vec::new(),
        }
    }

    #[test]
    fn what_is_known_to_the_day_stands_in_it() {
        let rows = [row(&["Ann Lee", "Bo Dahl"], Some("2024-02-28")), row(&["Cy"], None)];
        let text = calendar(&rows, "20260101T000000Z", &Here::of_origin("http://a"));
        assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 1);
        assert_eq!(text.matches("\r\nEND:VEVENT").count(), 1);
        assert!(text.contains("DTSTART;VALUE=DATE:20240228\r\nDTEND;VALUE=DATE:20240229\r\n"));
        assert!(text.contains("SUMMARY:Ann Lee\\, Bo Dahl\r\n"));
        assert!(
            text.contains("LOCATION:Oslo\\; the fort\\, \\\\  \\nEND:VEVENT\r\n"),
            "{text}"
        );
        assert!(text.contains("URL:http://a/meetings/x.3\r\n"));
    }

    #[test]
    fn a_meeting_keeps_its_name_whatever_its_reports() {
        let uid = |row: &MeetingRow| {
            let text = calendar(std::slice::from_ref(row), "", &Here::default());
            text.lines().find(|line| line.starts_with("UID")).unwrap().to_owned()
        };
        let one = row(&["Ann"], Some("2024-02-28"));
        let mut other = one.clone();
        other.id = MeetingId::new(ReportId::parse("a").unwrap(), 1, 0);
        other.reports = 7;
        assert_eq!(uid(&one), uid(&other));
        other.key.push('x');
        assert_ne!(uid(&one), uid(&other));
    }

    #[test]
    fn no_line_is_too_long_and_no_letter_is_cut() {
        let mut lines = Lines(String::new());
        lines.text("SUMMARY", &"ديدار با é ".repeat(40));
        assert!(lines.0.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(
            lines.0.replace("\r\n ", "").trim_end(),
            format!("SUMMARY:{}", "ديدار با é ".repeat(40)).trim_end()
        );
    }
}
