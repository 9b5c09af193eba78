//! Who else took part, where no verb of meeting says so: `the director laid out what had been found`. Of each
//! person whom the report names and of whom nothing was told yet, signs of where and with what words the text
//! brings them in are weighed against each other; who more likely took part than not is taken to have.

use super::listed::{is_head_of_others, is_item};
use super::signs::{self, Weight};
use super::together::{Word, speaks_of_meeting, word_of_meeting};
use super::*;
use rustc_hash::{FxHashMap, FxHashSet};

const LIKELY: &str = Participant::LIKELY;

/// The logarithm of the odds without any sign.
const BEFORE: Weight = 0.46;

/// The signs, in the order of [`signs_of`], and what they weigh: a logistic regression over whom the rules leave
/// open in the made reports that may be read. `cargo test --lib weights -- --nocapture` makes it
/// again.
const SIGNS: [(&str, Weight); 13] = [
    ("in the second half", -0.93),
    ("in the last quarter", -1.47),
    ("in the second paragraph", 0.80),
    ("named once", -0.88),
    ("named three times and more", 0.56),
    ("others of whom nothing is told beside them", 1.20),
    ("a meeting is told in the sentence", 0.76),
    ("words of being there", 1.00),
    ("no verb", 0.54),
    ("not so, or not yet", -1.20),
    ("somebody says something", -0.75),
    ("they say something", -0.42),
    ("behind a preposition", -0.59),
];

/// Words of being there, beside those of other languages, which have classes.
const THERE: [&str; 22] = [
    "joined",
    "present",
    "attended",
    "attending",
    "alongside",
    "side",
    "table",
    "accompanied",
    "delegation",
    "participated",
    "participants",
    "also",
    "opposite",
    "flanked",
    "along",
    "came",
    "brought",
    "chaired",
    "presided",
    "moderated",
    "took",
    "welcomed",
];

const PREPOSITIONS: [&str; 9] = ["of", "by", "from", "to", "for", "under", "about", "against", "on"];

/// Somebody of whom nothing is told, and how the text brings them in.
struct Open<'a, 'p, 't> {
    who: usize,
    mention: &'a Named,
    clause: Clause<'a, 'p, 't>,
    signs: [bool; SIGNS.len()],
}

impl Open<'_, '_, '_> {
    /// Who may have taken part at all: no owner of somebody else, no single word without a form of address before
    /// it, and nobody in a sentence that tells of a meeting that was not, or of none: `received a letter from X`.
    fn may(&self) -> bool {
        let name = &self.mention.mention.name;
        let last = name.end.checked_sub(1).and_then(|last| self.clause.at(last));
        let is_whole = name.len() > 1
            || self
                .clause
                .before(name.start)
                .is_some_and(|before| before.class.is_title());
        is_whole && !last.is_some_and(|last| last.owns) && !matches!(word_of_meeting(&self.clause), Word::Unreal)
    }

    fn is_likely(&self) -> bool {
        signs::odds(BEFORE, &SIGNS, &self.signs) > 0.0
    }
}

/// Where a sentence stands, and what it tells.
struct Spot<'a, 'p, 't> {
    clause: Clause<'a, 'p, 't>,
    /// Among the paragraphs, from 1.
    paragraph: usize,
    /// Among the sentences, in quarters.
    quarter: usize,
    /// In a list of those who were not there.
    is_away: bool,
}

impl Drafts {
    /// Adds who likely took part to the meeting that was told last before them, or makes one of them.
    pub(super) fn add_likely(&mut self, parsed: &[Parsed<'_, '_>], people: &People) {
        let likely = self.open(parsed, people).into_iter().filter(Open::is_likely);
        let mut together: Vec<Open<'_, '_, '_>> = Vec::new();
        for open in likely {
            match self.told_before(open.clause.parsed.passage.line) {
                Some(draft) => draft.people.push(member(&open.clause, open.who, open.mention, LIKELY)),
                None => together.push(open),
            }
        }
        let speaks = |passage: &Parsed<'_, '_>| passage.tokens.iter().any(|token| speaks_of_meeting(token.text));
        if parsed.iter().any(speaks) {
            self.gather(&together);
        }
    }

    /// Of the meetings of the report, the one that was told last before a line.
    fn told_before(&mut self, line: u32) -> Option<&mut Draft> {
        let is_own = |draft: &Draft| !draft.earlier && (draft.people.len() > 1 || draft.unnamed);
        let before = |draft: &Draft| {
            draft
                .told
                .iter()
                .map(|told| told.line)
                .min()
                .is_some_and(|told| told <= line)
        };
        let last = self.drafts.iter().rposition(|draft| is_own(draft) && before(draft));
        let place = last.or_else(|| self.drafts.iter().position(is_own))?;
        self.drafts.get_mut(place)
    }

    /// A meeting of people of whom it is nowhere told that they met, in a report that speaks of one.
    fn gather(&mut self, likely: &[Open<'_, '_, '_>]) {
        let [first, _, ..] = likely else { return };
        let clause = &first.clause;
        let words = clause.sentence.words.clone();
        let start = words.start;
        let mut draft = Draft {
            people: likely
                .iter()
                .map(|open| member(&open.clause, open.who, open.mention, LIKELY))
                .collect(),
            leads: true,
            told: vec![clause.parsed.passage.evidence(clause.words(&words), LIKELY)],
            place: place::find(clause, start, &(start..start + 1)),
            ..Draft::default()
        };
        draft.add_hints(hints(clause, &Dates::default(), start), true);
        self.drafts.push(draft);
    }

    /// Whom the text names and no meeting has, each where it first names them in full, if they may have taken part.
    fn open<'a, 'p, 't>(&self, parsed: &'a [Parsed<'p, 't>], people: &People) -> Vec<Open<'a, 'p, 't>> {
        let told = self
            .drafts
            .iter()
            .filter(|draft| draft.people.len() > 1 || draft.unnamed);
        let told: FxHashSet<usize> = told.flat_map(|draft| &draft.people).map(|member| member.who).collect();
        let spots = spots(parsed);
        let mut times: FxHashMap<usize, usize> = FxHashMap::default();
        let mut places: FxHashMap<usize, usize> = FxHashMap::default();
        let mut found: Vec<(usize, &Spot<'a, 'p, 't>, &'a Named)> = Vec::new();
        for spot in &spots {
            for mention in &spot.clause.sentence.mentions {
                let Some(who) = mention.who.filter(|who| !told.contains(who)) else {
                    continue;
                };
                *times.entry(who).or_default() += 1;
                let passage = spot.clause.parsed.passage;
                if passage.headline
                    || passage.caption
                    || spot.is_away
                    || !people.drafts.get(who).is_some_and(|draft| draft.sure)
                {
                    continue;
                }
                let place = *places.entry(who).or_insert(found.len());
                match found.get_mut(place) {
                    Some(known) if known.2.mention.name.len() < 2 && mention.mention.name.len() > 1 => {
                        (known.1, known.2) = (spot, mention);
                    }
                    Some(_) => {}
                    None => found.push((who, spot, mention)),
                }
            }
        }
        let open = |(who, spot, mention): (usize, &Spot<'a, 'p, 't>, &'a Named)| Open {
            who,
            mention,
            clause: spot.clause,
            signs: signs_of(spot, mention, times.get(&who).copied().unwrap_or_default(), &told),
        };
        found.into_iter().map(open).filter(Open::may).collect()
    }
}

/// The sentences of a report, with where they stand.
fn spots<'a, 'p, 't>(parsed: &'a [Parsed<'p, 't>]) -> Vec<Spot<'a, 'p, 't>> {
    let all: usize = parsed.iter().map(|passage| passage.sentences.len()).sum();
    let (mut paragraph, mut is_away) = (0, false);
    let mut spots = Vec::with_capacity(all);
    for passage in parsed {
        paragraph += usize::from(!passage.passage.headline && !passage.passage.caption);
        match passage.passage.heading {
            Some(heading) => is_away = is_head_of_others(heading),
            None if is_item(passage.passage.text) => {}
            None => is_away = is_head_of_others(passage.passage.text),
        }
        for sentence in &passage.sentences {
            spots.push(Spot {
                clause: Clause {
                    parsed: passage,
                    sentence,
                },
                paragraph,
                quarter: spots.len() * 4 / all.max(1),
                is_away: is_away && is_item(passage.passage.text),
            });
        }
    }
    spots
}

/// The signs of [`SIGNS`] of somebody whom a sentence names.
fn signs_of(spot: &Spot<'_, '_, '_>, mention: &Named, times: usize, told: &FxHashSet<usize>) -> [bool; SIGNS.len()] {
    let clause = &spot.clause;
    let tokens = || clause.sentence.words.clone().filter_map(|at| clause.at(at));
    let any = |class: Class| tokens().any(|token| token.shape == Shape::Lower && token.class.is(class));
    let abroad = clause.tongue().is_known();
    let whole = &mention.mention.whole;
    let others = clause.sentence.mentions.iter().filter_map(|other| other.who);
    let before = clause.before(whole.start);
    [
        spot.quarter >= 2,
        spot.quarter >= 3,
        spot.paragraph == 2,
        times == 1,
        times >= 3,
        others
            .into_iter()
            .any(|other| Some(other) != mention.who && !told.contains(&other)),
        !events(clause).is_empty(),
        tokens().any(|token| token.is_one_of(&THERE) || abroad && token.class.is(Class::ATTEND | Class::COMPANY)),
        !any(Class::VERB),
        any(Class::UNREAL),
        any(Class::SAY),
        clause.class(whole.end).is(Class::SAY),
        before.is_some_and(|token| {
            token.is_one_of(&PREPOSITIONS) || abroad && token.class.is(Class::OF | Class::BY | Class::PREP)
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::slug;
    use serde_json::Value;

    /// Who met in a report whose first paragraph and this text have these words.
    fn met(text: &str) -> Vec<String> {
        let report = format!(
            "Mayor meets consul over the old dam\n\nMayor Ana Sousa met Consul Li Wei in Porto on Monday.\n\n{text}\n\n\
             The dam is old. It holds back the river above the town. Nobody has lived below it for years.\n\n\
             The river is low. The rains are late this year. The town waits for them.\n"
        );
        let meetings = crate::extract::meetings::tests::of_report(&report);
        assert!(meetings.len() < 2, "{meetings:?}");
        let people = meetings.into_iter().flat_map(|meeting| meeting.people);
        people
            .map(|person| format!("{} ({})", person.name, person.evidence.rule))
            .collect()
    }

    #[test]
    fn who_is_brought_in_beside_a_meeting_took_part() {
        let both = ["Ana Sousa (took-part)", "Li Wei (took-part)"];
        for (text, others) in [
            (
                "The director of the dam, Ivo Lund, laid out what had been found.",
                &["Ivo Lund (likely-took-part)"][..],
            ),
            (
                "Director Ivo Lund and Professor Nia Bell spread out their maps.",
                &["Ivo Lund (likely-took-part)", "Nia Bell (likely-took-part)"],
            ),
            ("Director Ivo Lund will lay out on Friday what was found.", &[]),
            (
                "A road may be named after Director Ivo Lund, who would not say a word.",
                &[],
            ),
            ("Consul Li Wei lives in Director Ivo Lund's house.", &[]),
            ("She had received a letter from Director Ivo Lund.", &[]),
        ] {
            assert_eq!(met(text), [&both, others].concat(), "{text}");
        }
    }

    #[test]
    fn who_is_recalled_at_the_end_did_not() {
        let end = "The dam was planned by Director Ivo Lund. It was opened by Minister Nia Bell.";
        let text = format!("The two spoke for an hour.\n\nThey drank tea.\n\nThey parted as friends.\n\n{end}");
        assert_eq!(met(&text), ["Ana Sousa (took-part)", "Li Wei (took-part)"]);
    }

    #[test]
    fn where_nothing_tells_of_a_meeting_nobody_met() {
        let text = "Harvest was good\n\nMinister Ana Sousa and Director Ivo Lund own the barn.\n\nIt is full.\n";
        assert_eq!(crate::extract::meetings::tests::of_report(text), []);
        let spoken = text.replace("It is full", "They spoke of it over lunch");
        assert_eq!(crate::extract::meetings::tests::of_report(&spoken).len(), 1);
    }

    #[test]
    fn weights_of_who_took_part() {
        let mut known = Vec::new();
        signs::tests::each(|_, parsed, people, facts| {
            let mut drafts = Drafts::of(parsed);
            drafts.end();
            let slugs = |value: &Value| -> FxHashSet<String> {
                value
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|name| slug(name.as_str().unwrap()))
                    .collect()
            };
            let met: FxHashSet<String> = facts["met"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|met| slugs(&met["people"]))
                .collect();
            let mentioned = slugs(&facts["mentioned"]);
            let open = drafts
                .open(parsed, people)
                .into_iter()
                .map(|open| (open.signs, slug(&people.drafts[open.who].name)));
            known.push(
                open.filter(|(_, name)| met.contains(name) || mentioned.contains(name))
                    .map(|(signs, name)| (signs, met.contains(&name)))
                    .collect::<Vec<_>>(),
            );
        });
        signs::tests::check(BEFORE, &SIGNS, &known);
    }
}
