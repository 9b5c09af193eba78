//! Where people met, where no rule tells it of the meeting itself: of the places that a report names, the one for
//! which most signs speak, if that is likelier than not the right one.

use super::signs::{self, Weight};
use super::*;

/// The logarithm of the odds without any sign.
const BEFORE: Weight = -1.59;

/// The signs, in the order of [`Somewhere::signs`], and what they weigh: a logistic regression over the places that
/// the rules leave open in the made reports that may be read. `cargo test --lib weights -- --nocapture` makes
/// it again.
const SIGNS: [(&str, Weight); 8] = [
    ("in the paragraph that tells", 1.01),
    ("in the sentence that tells", 0.63),
    ("in the headline", 0.24),
    ("in the first paragraph", 0.70),
    ("the place of the dateline", 0.82),
    ("named so again", 0.30),
    ("of the report's first meeting", 0.54),
    ("not so, or not yet", -0.81),
];

/// Towns of a report that are looked at.
const MOST_TOWNS: usize = 200;

/// The towns that a report names behind a preposition of place.
pub(super) struct Somewhere<'a> {
    towns: Vec<Town>,
    dateline: Option<&'a str>,
}

/// A town, where it is named.
struct Town {
    place: Stated<String>,
    headline: bool,
    /// Among the paragraphs, from 1.
    paragraph: usize,
    /// The meetings that the sentence tells, by their place among the drafts.
    told: Vec<usize>,
    unreal: bool,
}

impl<'a> Somewhere<'a> {
    pub(super) fn of(parsed: &[Parsed<'_, '_>], report: &'a Report, drafts: &[Draft]) -> Self {
        let mut towns = Vec::new();
        let mut paragraph = 0;
        for passage in parsed {
            let headline = passage.passage.headline;
            paragraph += usize::from(!headline && !passage.passage.caption);
            for sentence in &passage.sentences {
                let clause = Clause {
                    parsed: passage,
                    sentence,
                };
                if towns.len() >= MOST_TOWNS || recalls(&clause) {
                    continue;
                }
                let town = |place| Town {
                    place,
                    headline,
                    paragraph: if passage.passage.caption { 0 } else { paragraph },
                    told: told(&clause, drafts),
                    unreal: clause.sentence.words.clone().any(|at| {
                        let lower = clause.at(at).is_some_and(|token| token.shape == Shape::Lower);
                        lower && clause.class(at).is(Class::UNREAL)
                    }),
                };
                towns.extend(place::towns(&clause).into_iter().map(town));
            }
        }
        let dateline = report.dateline_place.as_ref().map(|place| place.value.as_str());
        Self { towns, dateline }
    }

    /// Where the `nth` meeting likely was; `first`: that which the report is about.
    pub(super) fn likely(&self, nth: usize, draft: &Draft, first: bool) -> Option<Stated<String>> {
        let odds = |town: &Town| signs::odds(BEFORE, &SIGNS, &self.signs(town, nth, draft, first));
        let rated = self.open(nth).map(|town| (odds(town), town));
        let (odds, best) = rated.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
        (odds > 0.0).then(|| {
            let mut place = best.place.clone();
            place.evidence.rule = Meeting::LIKELY_PLACE.into();
            place
        })
    }

    /// Those that may be the place of a meeting: a sentence that tells of others tells where these were.
    fn open(&self, nth: usize) -> impl Iterator<Item = &Town> {
        let is_open = move |town: &&Town| town.told.is_empty() || town.told.contains(&nth);
        self.towns.iter().filter(is_open)
    }

    fn signs(&self, town: &Town, nth: usize, draft: &Draft, first: bool) -> [bool; SIGNS.len()] {
        let place = &town.place.value;
        let line = town.place.evidence.line;
        [
            draft.told.iter().any(|told| told.line == line),
            town.told.contains(&nth),
            town.headline,
            town.paragraph == 1 && !town.headline,
            self.dateline
                .is_some_and(|dateline| dateline.eq_ignore_ascii_case(place)),
            self.towns.iter().filter(|other| other.place.value == *place).count() > 1,
            first,
            town.unreal,
        ]
    }
}

/// The drafts of which a sentence tells.
fn told(clause: &Clause<'_, '_, '_>, drafts: &[Draft]) -> Vec<usize> {
    let sentence = clause.words(&clause.sentence.words);
    let line = clause.parsed.passage.line;
    let tells = |draft: &Draft| {
        draft
            .told
            .iter()
            .any(|told| told.line == line && sentence.contains(&told.words))
    };
    (0..)
        .zip(drafts)
        .filter(|(_, draft)| tells(draft))
        .map(|(nth, _)| nth)
        .collect()
}

/// `last year in Lima`, `held in Lima in 2022`: of some other day.
fn recalls(clause: &Clause<'_, '_, '_>) -> bool {
    clause.sentence.words.clone().any(|at| {
        let year = clause
            .at(at)
            .is_some_and(|token| token.text.len() == 4 && token.text.bytes().all(|b| b.is_ascii_digit()));
        year && clause.says(at.wrapping_sub(1), &["in", "en", "since"])
            || clause.says(at, &["ago"])
            || clause.says(at, &["last", "previous"]) && clause.says(at + 1, &["year", "month", "week"])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::slug;
    use rustc_hash::FxHashSet;

    /// Where the first meeting of a report was, and by which rule.
    fn place(text: &str) -> Option<(String, String)> {
        let report = format!("Mayor meets consul over the old dam\n\n{text}\n\nThe dam is old.\n\nThe river is low.\n");
        let meetings = crate::extract::meetings::tests::of_report(&report);
        let place = meetings.into_iter().next()?.place?;
        Some((place.value, place.evidence.rule.into_owned()))
    }

    #[test]
    fn a_town_beside_a_meeting_is_likely_its_place() {
        let likely = |town: &str| Some((town.to_owned(), Meeting::LIKELY_PLACE.to_owned()));
        let met = "Mayor Ana Sousa met Consul Li Wei on Monday.";
        for (text, found) in [
            (
                "Mayor Ana Sousa of Faro met Consul Li Wei on Monday. They strolled along the quays in Porto.",
                likely("Porto"),
            ),
            // No preposition of place, no town, another day, not yet, another meeting, and at the other end of the report.
            (
                "Mayor Ana Sousa met Consul Li Wei on Monday. They had asked a Porto lawyer.",
                None,
            ),
            (
                "Mayor Ana Sousa met Consul Li Wei on Monday. Peace came back in Iraq.",
                None,
            ),
            (
                "Mayor Ana Sousa met Consul Li Wei on Monday. The fair was in Porto last year.",
                None,
            ),
            (
                "Mayor Ana Sousa met Consul Li Wei on Monday. Minister Nia Bell received Ivo Lund in Porto.",
                None,
            ),
            (
                &format!("{met}\n\nThey drank tea.\n\nA road may be built in Porto."),
                None,
            ),
        ] {
            assert_eq!(place(text), found, "{text}");
        }
        let told = place("Mayor Ana Sousa met Consul Li Wei in Porto on Monday.");
        assert_eq!(told, Some(("Porto".to_owned(), "place-of-meeting".to_owned())));
    }

    #[test]
    fn weights_of_where_it_was() {
        let mut known = Vec::new();
        signs::tests::each(|report, parsed, people, facts| {
            let mut drafts = Drafts::of(parsed);
            drafts.end();
            drafts.add_likely(parsed, people);
            let places = Somewhere::of(parsed, report, &drafts.drafts);
            let slugs = |names: &mut dyn Iterator<Item = &str>| -> FxHashSet<String> { names.map(slug).collect() };
            let mut own = Vec::new();
            let mut first = true;
            for (nth, draft) in drafts
                .drafts
                .iter()
                .enumerate()
                .filter(|(_, draft)| draft.people.len() > 1 || draft.unnamed)
            {
                let is_first = std::mem::take(&mut first);
                if draft.place.is_some() || draft.call {
                    continue;
                }
                let said = slugs(
                    &mut draft
                        .people
                        .iter()
                        .map(|member| people.drafts[member.who].name.as_str()),
                );
                let shared = |met: &&serde_json::Value| {
                    let read = slugs(
                        &mut met["people"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(|name| name.as_str().unwrap()),
                    );
                    read.intersection(&said).count() * 1000 / read.union(&said).count()
                };
                let met = facts["met"].as_array().unwrap().iter().max_by_key(shared);
                let Some(met) = met.filter(|met| shared(met) > 0) else {
                    continue;
                };
                let place = met["place"].as_str().map(slug);
                let is_so = |town: &Town| place.as_deref() == Some(slug(&town.place.value).as_str());
                own.extend(
                    places
                        .open(nth)
                        .map(|town| (places.signs(town, nth, draft, is_first), is_so(town))),
                );
            }
            known.push(own);
        });
        signs::tests::check(BEFORE, &SIGNS, &known);
    }
}
