//! People told of as brought together, side by side or around a table.

use super::*;

/// `together with X`, `brought along X`, `came face to face with X`.
pub(super) fn brought_together(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let token = clause.at(at)?;
    // `They spoke on Tuesday, together with X`
    if token.is_one_of(&["together", "alongside", "joined"])
        && clause.pronoun(at).is_some_and(|word| {
            ["they", "both", "two", "pair", "leaders", "sides", "ministers"]
                .iter()
                .any(|all| word.eq_ignore_ascii_case(all))
        })
        && (clause.says(at + 1, &["with", "by"]) || token.says("alongside"))
    {
        let right = clause.right(at + 1);
        if !right.mentions.is_empty() {
            return Some(build(clause, at, Side::default(), right, Sort::Presence));
        }
    }
    if token.is_one_of(&["brought", "brings"]) {
        // `brought along X`
        let along = clause.says(at + 1, &["along", "with"]);
        let right = clause.right(at + 1 + usize::from(along));
        if along && !right.mentions.is_empty() {
            return Some(build(clause, at, Side::default(), right, Sort::Presence));
        }
        // `The round brought X and Y to Porto`
        let talks = clause.any(
            clause.sentence.words.start..at,
            &[
                "round",
                "talks",
                "meeting",
                "summit",
                "dialogue",
                "session",
                "dinner",
                "negotiations",
                "conference",
            ],
        );
        let to = clause.says(right.end, &["to", "together", "around", "back", "into", "face"]);
        return (talks && to && right.mentions.len() > 1)
            .then(|| build(clause, at, Side::default(), right, Sort::Meeting));
    }
    // `X came face to face with Y`, `Monday saw X face to face with Y`
    let saw = token.says("face")
        && clause.says(at + 1, &["to"])
        && clause.says(at + 2, &["face"])
        && !clause.says(at.wrapping_sub(1), &["came", "sat"]);
    if token.is_one_of(&["came", "sat", "face-to-face"])
        && (clause.says(at + 1, &["face", "face-to-face"]) || token.says("face-to-face"))
        || saw
    {
        let (left, pronoun) = subject(clause, at);
        let right = with(clause, at + 1, 6)
            .map(|from| clause.right(from))
            .unwrap_or_default();
        let mut event = build(clause, at, left, right, Sort::Meeting);
        event.left.retain(|nth| !event.right.contains(nth));
        event.pronoun = pronoun;
        return if event.left.len() > 1 || !event.right.is_empty() {
            complete(clause, event)
        } else {
            None
        };
    }
    None
}

/// `Also present were X and Y`, `Joining the commander were X and Y`, `At the table, too, were X and Y`.
pub(super) fn inverted(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let first = clause.at(clause.sentence.words.start)?;
    let leads = first.is_one_of(&[
        "at",
        "with",
        "around",
        "alongside",
        "beside",
        "also",
        "among",
        "joining",
        "leading",
        "accompanying",
        "present",
        "attending",
        "representing",
        "flanking",
        "facing",
        "across",
        "sitting",
        "seated",
        "opposite",
        "those",
        "participants",
        "in",
        "there",
        "on",
        "completing",
        "others",
        "other",
    ]);
    // `The farmers who sat across the table were X and Y`
    let leads = leads
        || clause.any(
            clause.sentence.words.start..at,
            &["present", "attending", "attended", "attendance", "table"],
        );
    let direct = clause.sentence.mentions.iter().any(|named| {
        // `were U.S. Ambassador X`
        let start = named.mention.whole.start;
        named.who.is_some() && (start == at + 1 || start == at + 2 && clause.class(at + 1).is(Class::PEOPLE))
    });
    if !leads || !direct || at > clause.sentence.words.start + 16 {
        return None;
    }
    let right = clause.right(at + 1);
    let left = clause.left(at);
    let joining = first.is_one_of(&[
        "joining",
        "accompanying",
        "leading",
        "flanking",
        "representing",
        "attending",
        "facing",
    ]);
    ((joining || left.mentions.is_empty()) && !right.mentions.is_empty())
        .then(|| build(clause, at, Side::default(), right, Sort::Presence))
}

/// Behind `was`, and before `by`: those who were there.
pub(super) const ATTENDED: [&str; 6] = [
    "attended",
    "joined",
    "accompanied",
    "flanked",
    "assisted",
    "represented",
];

/// `attended by X`, `had with her X`, `met Y in Porto on Monday, along with X`; `by_next`: the next word that counts is
/// `by`.
pub(super) fn in_company(clause: &Clause<'_, '_, '_>, at: usize, by_next: bool) -> Option<Event> {
    let token = clause.at(at)?;
    let present =
        |left: Side, right: Side| (!right.mentions.is_empty()).then(|| build(clause, at, left, right, Sort::Presence));
    // `He was supported by X`, but `the plan was supported by X`
    let backed = || {
        token.is_one_of(&["supported", "seconded", "escorted"])
            && is_passive(clause, at)
            && (clause.pronoun(at).is_some() || !clause.left(at).mentions.is_empty())
    };
    if by_next && (token.is_one_of(&ATTENDED) || backed()) {
        let right = clause.right(by(clause, at + 1, 7)?);
        // Who came with others was there too, of a sentence that says no more.
        let company = token.is_one_of(&["accompanied", "flanked", "supported"])
            && clause.says(at.wrapping_sub(1), &["was", "were"])
            && !clause.any(clause.sentence.words.start..at, &["who"]);
        let left = if company { clause.left(at) } else { Side::default() };
        return present(left, right);
    }
    if token.is_one_of(&["had", "has"]) && clause.says(at + 1, &["with"]) {
        let somebody = clause.says(at + 2, &["him", "her", "them"]);
        return somebody
            .then(|| present(Side::default(), clause.right(at + 3)))
            .flatten();
    }
    let with = token.is_one_of(&["along", "together"]) && clause.says(at + 1, &["with"]);
    if !with || !clause.before(at).is_some_and(|before| before.gap.has(Gap::COMMA)) {
        return None;
    }
    let met = Class::MEET | Class::RECEIVE | Class::DISCUSS | Class::TALK;
    let told = (clause.sentence.words.start..at)
        .any(|here| clause.class(here).is(met) && clause.at(here).is_some_and(|token| token.shape == Shape::Lower));
    told.then(|| present(Side::default(), clause.right(at + 2))).flatten()
}
