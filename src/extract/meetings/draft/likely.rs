//! Who else took part, where no verb of meeting says so: `the director laid out what had been found`. Of each
//! person whom the report names and of whom nothing was told yet, signs of where and with what words the text
//! brings them in are weighed against each other; who more likely took part than not is taken to have.

use super::together::{Word, speaks_of_meeting, word_of_meeting};
use super::*;
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) const LIKELY: &str = "likely-took-part";

/// What a sign adds to the logarithm of the odds that somebody took part.
type Weight = f32;

/// The odds without any sign.
const BEFORE: Weight = 0.50;

/// The signs, in the order of [`signs`], and what they weigh: a logistic regression over whom the rules leave
/// open in the made reports that may be read. `cargo test --lib likely -- --ignored --nocapture` makes it again.
const SIGNS: [(&str, Weight); 13] = [
    ("in the second half", -0.96),
    ("in the last quarter", -1.50),
    ("in the second paragraph", 0.77),
    ("named once", -0.85),
    ("named three times and more", 0.55),
    ("others of whom nothing is told beside them", 1.17),
    ("a meeting is told in the sentence", 0.74),
    ("words of being there", 0.97),
    ("no verb", 0.64),
    ("not so, or not yet", -1.21),
    ("somebody says something", -0.77),
    ("they say something", -0.42),
    ("behind a preposition", -0.61),
];

/// Words of being there, beside those of [`Class::COMPANY`].
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
    /// What may have taken part at all: no owner of somebody else, no single word without a form of address before
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
        let weights = SIGNS.iter().zip(self.signs).filter(|(_, is)| *is);
        BEFORE + weights.map(|((_, weight), _)| weight).sum::<Weight>() > 0.0
    }
}

/// Where a sentence stands, and what it tells.
struct Scene<'a, 'p, 't> {
    clause: Clause<'a, 'p, 't>,
    /// Among the paragraphs, from 1.
    paragraph: usize,
    /// Among the sentences, in quarters.
    quarter: usize,
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
        let scenes = scenes(parsed);
        let mut named: FxHashMap<usize, usize> = FxHashMap::default();
        let mut found: Vec<(usize, &Scene<'a, 'p, 't>, &'a Named)> = Vec::new();
        for scene in &scenes {
            for mention in &scene.clause.sentence.mentions {
                let Some(who) = mention.who.filter(|who| !told.contains(who)) else {
                    continue;
                };
                *named.entry(who).or_default() += 1;
                let passage = scene.clause.parsed.passage;
                if passage.headline || passage.caption || !people.drafts.get(who).is_some_and(|draft| draft.sure) {
                    continue;
                }
                match found.iter_mut().find(|(known, ..)| *known == who) {
                    Some(known) if known.2.mention.name.len() < 2 && mention.mention.name.len() > 1 => {
                        (known.1, known.2) = (scene, mention);
                    }
                    Some(_) => {}
                    None => found.push((who, scene, mention)),
                }
            }
        }
        let open = |(who, scene, mention): (usize, &Scene<'a, 'p, 't>, &'a Named)| Open {
            who,
            mention,
            clause: scene.clause,
            signs: signs(scene, mention, named.get(&who).copied().unwrap_or_default(), &told),
        };
        found.into_iter().map(open).filter(Open::may).collect()
    }
}

/// The sentences of a report, with where they stand.
fn scenes<'a, 'p, 't>(parsed: &'a [Parsed<'p, 't>]) -> Vec<Scene<'a, 'p, 't>> {
    let all: usize = parsed.iter().map(|passage| passage.sentences.len()).sum();
    let mut paragraph = 0;
    let mut scenes = Vec::with_capacity(all);
    for passage in parsed {
        paragraph += usize::from(!passage.passage.headline && !passage.passage.caption);
        for sentence in &passage.sentences {
            scenes.push(Scene {
                clause: Clause {
                    parsed: passage,
                    sentence,
                },
                paragraph,
                quarter: scenes.len() * 4 / all.max(1),
            });
        }
    }
    scenes
}

/// The signs of [`SIGNS`], of somebody whom a sentence names.
fn signs(scene: &Scene<'_, '_, '_>, mention: &Named, times: usize, told: &FxHashSet<usize>) -> [bool; SIGNS.len()] {
    let clause = &scene.clause;
    let tokens = || clause.sentence.words.clone().filter_map(|at| clause.at(at));
    let any = |class: Class| tokens().any(|token| token.shape == Shape::Lower && token.class.is(class));
    let abroad = clause.tongue().is_known();
    let whole = &mention.mention.whole;
    let others = clause.sentence.mentions.iter().filter_map(|other| other.who);
    let before = clause.before(whole.start);
    [
        scene.quarter >= 2,
        scene.quarter >= 3,
        scene.paragraph == 2,
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
    use crate::clean::{Familiar, clean};
    use crate::extract::{language, passage, people};
    use crate::report::{ReportId, slug};
    use crate::sources::{Encoding, Form, Source};
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

    type Signs = [bool; SIGNS.len()];

    /// Whom the rules leave open in the made reports that may be read, and whether they took part.
    fn known() -> Vec<(Signs, bool)> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/meetings/seen");
        let gold: Value = serde_json::from_slice(&std::fs::read(folder.join("gold.json")).unwrap()).unwrap();
        let mut known = Vec::new();
        for (name, facts) in gold
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, _)| !name.starts_with('_'))
        {
            let source = Source {
                broken: None,
                id: ReportId::from_stem(name),
                path: name.clone(),
                bytes: Vec::new(),
                text: std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap(),
                form: Form::Page,
                encoding: Encoding::Utf8,
                digest: String::new(),
            };
            let report = clean(&source, &Familiar::default());
            let blocks = report.blocks();
            let passages = passage::of_report(&report, &blocks, language::read(&report).as_ref());
            let (parsed, people) = people::read(&passages);
            let mut drafts = Drafts::of(&parsed);
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
            for open in drafts.open(&parsed, &people) {
                let name = slug(&people.drafts[open.who].name);
                if met.contains(&name) || mentioned.contains(&name) {
                    known.push((open.signs, met.contains(&name)));
                }
            }
        }
        known
    }

    /// Logistic regression by steps down the gradient, with a little pull towards no weight at all; that before
    /// any sign comes last.
    fn fit(known: &[(Signs, bool)]) -> [f64; SIGNS.len() + 1] {
        let mut weights = [0.0; SIGNS.len() + 1];
        for _ in 0..4_000 {
            let mut slope = weights.map(|weight| -weight / 0.3);
            slope[SIGNS.len()] = 0.0;
            for (signs, met) in known {
                let odds: f64 = weights
                    .iter()
                    .zip(signs.iter().chain(&[true]))
                    .filter(|(_, is)| **is)
                    .map(|(w, _)| w)
                    .sum();
                let error = f64::from(u8::from(*met)) - 1.0 / (1.0 + (-odds).exp());
                for (slope, _) in slope.iter_mut().zip(signs.iter().chain(&[true])).filter(|(_, is)| **is) {
                    *slope += error;
                }
            }
            weights
                .iter_mut()
                .zip(slope)
                .for_each(|(weight, slope)| *weight += slope * 0.01);
        }
        weights
    }

    #[test]
    #[ignore = "makes the weights, for people"]
    fn likely_weights() {
        let known = known();
        let weights = fit(&known);
        for (n, (name, now)) in SIGNS.iter().enumerate() {
            let with: Vec<bool> = known
                .iter()
                .filter(|(signs, _)| signs[n])
                .map(|(_, met)| *met)
                .collect();
            let met = with.iter().filter(|met| **met).count();
            println!(
                "{name:<45} {:>6.2}, now {now:>5.2}; {met} of {} took part",
                weights[n],
                with.len()
            );
        }
        println!(
            "before any sign {:.2}, now {BEFORE:.2}; {} people",
            weights[SIGNS.len()],
            known.len()
        );
    }
}
