//! Nouns of meeting, and the verbs that take them: `held talks with X`, `X’s meeting with Y`.

use super::*;

/// `held talks with X`, `paid a visit to X`, `chaired a meeting attended by X`.
pub(super) fn hold(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    if is_unreal(clause, at) {
        return None;
    }
    let noun = (at + 1..(at + 10).min(clause.sentence.words.end)).find(|here| {
        clause.class(*here).is(Class::TALK)
            && !clause
                .sentence
                .mentions
                .iter()
                .any(|named| named.mention.core.contains(here))
    })?;
    // `there have been no meetings between X and Y`
    if clause.says(noun - 1, &["no"]) {
        return None;
    }
    let between = at + 1..noun;
    let verb = between.clone().any(|here| {
        clause.at(here).is_some_and(|token| {
            token.gap.has(Gap::STOP)
                || token.gap.has(Gap::SEMICOLON)
                || token.shape == Shape::Lower
                    && token.class.is(Class::VERB | Class::SAY | Class::MEET)
                    && !token.class.is(Class::TALK | Class::MOD | Class::OFFICE)
        })
    });
    if verb
        || between.clone().any(|here| {
            clause
                .at(here)
                .is_some_and(|token| token.is_one_of(&["that", "which", "who"]))
        })
    {
        return None;
    }
    let (left, pronoun) = subject(clause, at);
    let given = || {
        let verb = clause.says(at, &["granted", "grants", "gave", "gives", "paid", "pays"]);
        let side = verb.then(|| clause.right(at + 1))?;
        (side.end <= noun && !side.is_empty()).then_some(side)
    };
    let right = noun_right(clause, noun, true).or_else(given);
    let passive = is_passive(clause, at);
    let mut event = build(clause, noun, left, right.unwrap_or_default(), Sort::Meeting);
    event.end = event.end.max(noun + 1);
    // `had talks` is no pluperfect, `had held talks` is.
    event.earlier = flags(clause, at, event.end).2;
    event.left.retain(|nth| !event.right.contains(nth));
    event.pronoun = pronoun;
    let attending = clause
        .at(at)?
        .is_one_of(&["attended", "attends", "joined", "participated", "attending"]);
    if (attending || passive) && event.right.is_empty() {
        return None;
    }
    let chaired = clause.class(at).is(Class::HOLD) && clause.at(at)?.text.to_lowercase().contains("chair");
    event.unnamed |= chaired;
    if event.right.is_empty() && event.left.len() < 2 && !event.unnamed && event.pronoun != Pronoun::All {
        return None;
    }
    // Nobody holds a meeting alone unless others are told of.
    complete(clause, event)
}

/// The other side of a noun of meeting: `with X`, `to X`, `between X and Y`, `of X and Y`.
pub(super) fn noun_right(clause: &Clause<'_, '_, '_>, noun: usize, held: bool) -> Option<Side> {
    let to_is_with = clause.says(
        noun,
        &[
            "visit",
            "call",
            "calls",
            "audience",
            "credentials",
            "credenciales",
            "credenciais",
        ],
    );
    for here in noun + 1..(noun + 14).min(clause.sentence.words.end) {
        let token = clause.at(here)?;
        if clause
            .before(here)
            .is_some_and(|before| before.gap.has(Gap::STOP) || before.gap.has(Gap::SEMICOLON))
        {
            return None;
        }
        let hosted = clause.says(
            noun,
            &[
                "lunch",
                "dinner",
                "luncheon",
                "reception",
                "banquet",
                "breakfast",
                "iftar",
                "supper",
            ],
        ) && token.is_one_of(&["for", "of"]);
        let somebody = |at| {
            clause
                .sentence
                .mentions
                .iter()
                .any(|named| named.mention.whole.start == at && named.who.is_some())
        };
        let with = token.is_one_of(&WITH)
            || token.is_one_of(&["between", "involving", "among"])
            || to_is_with
                && token.is_one_of(&["to", "on", "from"])
                && !clause.class(here + 1).is(Class::DAY | Class::MONTH)
            || hosted
            || token.says("by") && clause.says(noun, &["audience"])
            || token.says("of")
                && here == noun + 1
                && somebody(here + 1)
                && !clause.says(noun, &["visit", "visits", "call", "credentials"]);
        let passive = token.is_one_of(&["was", "were", "held", "took", "has", "been", "is"]);
        if passive {
            continue;
        }
        if with {
            let mut side = clause.right(here + 1);
            // `between X and Y took place`: the verb is not that of Y.
            let second = clause.sentence.mentions.iter().position(|named| {
                let start = named.mention.whole.start;
                named.who.is_some() && (side.end + 1..side.end + 3).contains(&start)
            });
            if let Some(second) = second
                && side.mentions.len() == 1
                && token.is_one_of(&["between", "among"])
                && clause.says(side.end, &["and"])
            {
                clause.list(second, &mut side);
            }
            return (!side.is_empty()).then_some(side);
        }
        // `presided over a briefing attended by X`
        if held && token.is_one_of(&["attended", "joined"]) && clause.says(here + 1, &["by"]) {
            let side = clause.right(here + 2);
            return (!side.is_empty()).then_some(side);
        }
        if token.shape == Shape::Lower
            && token.class.is(Class::VERB | Class::SAY | Class::MEET)
            && !token.class.is(Class::TALK)
            || token.is_one_of(&["who", "which", "that", "where"])
        {
            return None;
        }
    }
    None
}

/// `in a meeting with X`, `X’s talks with Y`, `the meeting between X and Y`.
pub(super) fn talk(clause: &Clause<'_, '_, '_>, noun: usize) -> Option<Event> {
    if is_unreal(clause, noun)
        || clause.says(noun.wrapping_sub(1), &["to"])
        || clause.says(
            noun,
            &[
                "visit",
                "visits",
                "credentials",
                "coffee",
                "tea",
                "chat",
                "sessions",
                "conference",
            ],
        ) && !clause.says(noun + 1, &WITH)
            && !(clause.says(noun, &["conference"]) && clause.says(noun.wrapping_sub(1), &["video", "telephone"]))
    {
        return None;
    }
    // `a session of talks with X` is told at its first noun.
    let session = noun.checked_sub(2).is_some_and(|at| clause.class(at).is(Class::TALK));
    if session && clause.says(noun - 1, &["of"]) {
        return None;
    }
    if let Some(event) = last_of_both(clause, noun) {
        return Some(event);
    }
    let Some(right) = noun_right(clause, noun, false) else {
        return since_theirs(clause, noun).or_else(|| framed(clause, noun));
    };
    if is_called_off(clause, right.end) {
        return None;
    }
    let between = clause.any(noun + 1..right.end.min(noun + 8), &["between", "among"]);
    // `Leahy’s meeting with`
    let owner = clause.sentence.mentions.iter().position(|named| {
        let mention = &named.mention;
        let end = mention.name.end.max(mention.core.end);
        named.who.is_some() && end <= noun && noun - end < 3 && clause.before(end).is_some_and(|token| token.owns)
    });
    let left = match owner {
        _ if between => Side::default(),
        Some(owner) => Side {
            mentions: vec![owner],
            end: noun,
            ..Side::default()
        },
        None => {
            let (side, pronoun) = subject(clause, noun);
            if pronoun == Pronoun::Speaker || pronoun == Pronoun::All && side.mentions.is_empty() {
                let mut event = build(clause, noun, side, right, Sort::Meeting);
                event.pronoun = pronoun;
                return complete(clause, event);
            }
            side
        }
    };
    if between && right.mentions.len() < 2 {
        return None;
    }
    let mut event = build(clause, noun, left, right, Sort::Meeting);
    event.left.retain(|nth| !event.right.contains(nth));
    if between {
        return Some(event);
    }
    complete(clause, event)
}

/// `The last meeting of the two ministers was held in Porto in 2017`
fn last_of_both(clause: &Clause<'_, '_, '_>, noun: usize) -> Option<Event> {
    let before = clause.says(noun.wrapping_sub(1), &["last", "previous", "first"]);
    let both = clause.says(noun + 1, &["of", "between"])
        && (clause.says(noun + 2, &["the"]) && clause.says(noun + 3, &["two"]) || clause.says(noun + 2, &["both"]));
    let held = (noun + 3..noun + 9).any(|at| {
        clause.says(at, &["held"]) && clause.says(at.wrapping_sub(1), &["was"])
            || clause.says(at, &["took"]) && clause.says(at + 1, &["place"])
    });
    if !(before && both && held) {
        return None;
    }
    let mut event = build(clause, noun, Side::default(), Side::default(), Sort::Meeting);
    event.pronoun = Pronoun::All;
    event.earlier = true;
    Some(event)
}

/// `for the first time since their meeting in Porto in August 2022`: another one of those who meet.
fn since_theirs(clause: &Clause<'_, '_, '_>, noun: usize) -> Option<Event> {
    let which = clause.says(
        noun.wrapping_sub(1),
        &["last", "first", "previous", "earlier", "recent"],
    );
    let their = noun.checked_sub(1 + usize::from(which))?;
    let since = ["since", "recalled", "recalling", "remembered", "of"];
    let told = clause.says(their, &["their"])
        && clause.says(their.wrapping_sub(1), &since)
        && is_vague(clause, noun)
        && !is_called_off(clause, noun);
    if !told {
        return None;
    }
    let mut event = build(clause, noun, Side::default(), Side::default(), Sort::Meeting);
    event.pronoun = Pronoun::All;
    event.earlier = true;
    Some(event)
}

/// `In a telephone call on Saturday, Ana Sousa congratulated Carl Dahl`: who speaks in it, and to whom.
fn framed(clause: &Clause<'_, '_, '_>, noun: usize) -> Option<Event> {
    let start = clause.sentence.words.start;
    let frame = (noun.saturating_sub(5).max(start)..noun)
        .find(|here| clause.says(*here, &["in", "during", "over"]))
        .filter(|here| *here < start + 3)?;
    let article = clause.says(frame + 1, &["a", "the", "their", "his", "her", "an"]);
    let verb = (noun + 1..(noun + 24).min(clause.sentence.words.end)).find(|here| {
        clause
            .at(*here)
            .is_some_and(|token| token.shape == Shape::Lower && token.class.is(Class::SAY | Class::VERB))
            && clause.sentence.mentions.iter().any(|named| {
                let begins = named.mention.whole.start;
                named.who.is_some()
                    && (begins == here + 1 || begins == here + 2 && clause.says(here + 1, &["to", "the"]))
            })
    })?;
    let left = clause.left(verb);
    let right = clause.right(verb + 1);
    if !article || left.mentions.is_empty() || right.mentions.is_empty() {
        return None;
    }
    let mut event = build(clause, noun, left, right, Sort::Meeting);
    event.left.retain(|nth| !event.right.contains(nth));
    (!event.left.is_empty()).then_some(event)
}
