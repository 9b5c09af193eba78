//! Every piece of evidence, and whether its words stand where it says.

use readout::report::{Evidence, Facts, Report, Stated};
use std::collections::BTreeMap;

/// What it is for, and the evidence.
type Named<'f> = (&'static str, &'f Evidence);

/// The evidence of what a report says.
pub(crate) fn of_report(report: &Report) -> Vec<Named<'_>> {
    let mut all = Vec::new();
    // What has no words at all is `untitled`.
    if !report.title.is_supplied() || !report.title.stated().evidence.words.is_empty() {
        all.push(("title", &report.title.stated().evidence));
    }
    for (what, stated) in [
        ("outlet", &report.outlet),
        ("section", &report.section),
        ("byline", &report.byline),
        ("place of the dateline", &report.dateline_place),
        ("language", &report.lang),
        ("address", &report.url),
    ] {
        all.extend(stated.iter().map(|stated| (what, &stated.evidence)));
    }
    all.extend(report.published.iter().map(|stated| ("published", &stated.evidence)));
    let lists: [(_, &[Stated<String>]); 2] = [("tag", &report.tags), ("pointer", &report.read_more)];
    for (what, list) in lists {
        all.extend(list.iter().map(|stated| (what, &stated.evidence)));
    }
    all
}

/// The evidence of what was inferred.
pub(crate) fn of_facts(facts: &Facts) -> Vec<Named<'_>> {
    let mut all = Vec::new();
    for person in &facts.people {
        all.push(("person", &person.evidence));
        all.extend(person.forms.iter().map(|form| ("form", &form.evidence)));
        all.extend(person.offices.iter().map(|office| ("office", &office.evidence)));
    }
    all.extend(facts.places.iter().map(|place| ("place", &place.evidence)));
    all.extend(facts.organisations.iter().map(|body| ("organisation", &body.evidence)));
    for meeting in &facts.meetings {
        all.extend(meeting.told.iter().map(|told| ("told", told)));
        all.extend(
            meeting
                .place
                .iter()
                .map(|place| ("place of a meeting", &place.evidence)),
        );
        all.extend(meeting.weekday.iter().map(|day| ("weekday", &day.evidence)));
        all.extend(meeting.when.proof.iter().map(|proof| ("when", proof)));
        all.extend(meeting.doubt.iter().map(|doubt| ("doubt", &doubt.evidence)));
        all.extend(meeting.topics.iter().map(|topic| ("topic", &topic.evidence)));
        for person in &meeting.people {
            all.push(("participant", &person.evidence));
            all.extend(
                person
                    .office
                    .iter()
                    .map(|office| ("office held there", &office.evidence)),
            );
        }
    }
    all.extend(facts.quotations.iter().map(|quotation| ("quotation", &quotation.words)));
    all.extend(facts.dated.proof.iter().map(|proof| ("dated", proof)));
    all
}

/// Evidence whose words do not stand in the block that begins with its line, or on its line. The
/// archivist's word needs none.
pub(crate) fn unfounded(report: &Report, all: Vec<Named<'_>>) -> Vec<String> {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let blocks = report.blocks().into_iter();
    let mut blocks: BTreeMap<u32, String> = blocks.map(|block| (block.line, folded(&block.text))).collect();
    for line in &report.lines {
        blocks.entry(line.number).or_insert_with(|| folded(&line.text));
    }
    let stands = |evidence: &Evidence| {
        let words = folded(&evidence.words);
        let archivists = evidence.is_of_archivist() && evidence.line == 0;
        archivists || !words.is_empty() && blocks.get(&evidence.line).is_some_and(|text| text.contains(&words))
    };
    let wrong = all.into_iter().filter(|(_, evidence)| !stands(evidence));
    wrong
        .map(|(what, evidence)| format!("{}: {what}: {evidence:?}", report.id))
        .collect()
}
