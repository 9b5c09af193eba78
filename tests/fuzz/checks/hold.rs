//! What holds for every report, however it came.

use super::evidence;
use readout::clean::dates_in;
use readout::extract::extract;
use readout::report::{DateBounds, Facts, Report};
use readout::sources::{Form, Source};
use std::collections::BTreeSet;

/// What was read of a file.
pub(crate) fn source(source: &Source) {
    let lines = source.text.split('\n').count();
    match &source.form {
        Form::Page => {}
        // Each line says what it is.
        Form::Record(kinds) => assert_eq!(kinds.len(), lines),
        Form::Web(kinds) => assert_eq!(kinds.len(), lines),
    }
    assert_eq!(source.digest.len(), 64);
}

/// Every line that is not blank has its place in the ledger, once, and what is read of them stands in them.
pub(crate) fn report(source: &Source, report: &Report) {
    let raw: Vec<&str> = source.text.split('\n').collect();
    let mut last = 0;
    let mut seen = BTreeSet::new();
    for line in &report.lines {
        assert!(line.number > last, "line {} stands behind {last}", line.number);
        last = line.number;
        seen.insert(line.number);
        let text = line.text.as_str();
        assert!(!text.is_empty() && text == text.trim(), "{text:?}");
        assert!(!text.contains(char::is_control) && !text.contains("  "), "{text:?}");
        // By whom, in which section and when may stand in one line; so do headline, date and paragraph of a page that
        // lost its line ends.
        assert!((1..=3).contains(&line.roles.len()), "{line:?}");
        let roles: BTreeSet<String> = line.roles.iter().map(|role| format!("{role:?}")).collect();
        assert_eq!(roles.len(), line.roles.len(), "{line:?}");
        assert!(!line.rule.is_empty(), "{line:?}");
    }
    assert!(report.lines.first().is_none_or(|line| !line.continues));
    for (number, raw) in (1_u32..).zip(&raw) {
        let blank = raw.chars().all(|c| c.is_whitespace() || c.is_control());
        // Markup may hold no word, and a web page states some lines only to leave them out.
        let told = raw.contains(char::is_alphanumeric) && !raw.contains(['<', '&']);
        assert!(!blank || !seen.contains(&number), "{number} is blank");
        assert!(!told || seen.contains(&number), "{number} is lost: {raw:?}");
    }
    assert!(last as usize <= raw.len());
    for warning in &report.warnings {
        assert!(!warning.text.is_empty());
        assert!(warning.line.is_none_or(|line| seen.contains(&line)), "{warning:?}");
    }
    assert!(!report.title.words().is_empty());
    assert_eq!(
        evidence::unfounded(report, evidence::of_report(report)),
        [] as [String; 0]
    );
    for line in &report.lines {
        let mut end = 0;
        for date in dates_in(&line.text) {
            assert!(date.span.start >= end, "dates stand one behind the other");
            end = date.span.end;
            let words = line.text.get(date.span.clone()).expect("whole characters");
            assert!(words.contains(char::is_alphanumeric), "{words:?}");
            assert!(date.day.is_none() || date.doubtful.is_none(), "{date:?}");
        }
    }
}

/// What was inferred is bounded, fits together and stands in the report; it is the same every time.
pub(crate) fn inferred(report: &Report) -> Facts {
    let inferred = extract(report);
    facts(report, &inferred);
    assert_eq!(extract(report), inferred, "read again it is another");
    inferred
}

/// The same of facts that the archivist may have settled.
pub(crate) fn facts(report: &Report, facts: &Facts) {
    assert_eq!(
        evidence::unfounded(report, evidence::of_facts(facts)),
        [] as [String; 0]
    );
    let names: BTreeSet<&str> = facts.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names.len(), facts.people.len(), "a name stands twice");
    assert!(facts.people.len() <= 1_100);
    assert!(facts.places.len() <= 40 && facts.organisations.len() <= 40);
    assert!(facts.meetings.len() <= 60 && facts.quotations.len() <= 60);
    ordered(&facts.dated);
    for meeting in &facts.meetings {
        ordered(&meeting.when);
        assert!(!meeting.people.is_empty() && !meeting.told.is_empty(), "{meeting:?}");
        assert!(meeting.told.len() <= 12 && meeting.topics.len() <= 8);
        let met: BTreeSet<&str> = meeting.people.iter().map(|person| person.name.as_str()).collect();
        assert!(met.is_subset(&names), "{met:?} are not of {names:?}");
        assert_eq!(met.len(), meeting.people.len(), "somebody takes part twice");
    }
    for said in &facts.quotations {
        assert!(said.words.words.len() <= 10_000);
        assert!(
            said.speaker
                .as_ref()
                .is_none_or(|speaker| names.contains(speaker.as_str()))
        );
    }
}

fn ordered(bounds: &DateBounds) {
    if let (Some(earliest), Some(latest)) = (bounds.earliest, bounds.latest) {
        assert!(earliest <= latest, "{bounds:?}");
    }
    assert!(bounds.is_undated() || !bounds.proof.is_empty(), "{bounds:?}");
}
