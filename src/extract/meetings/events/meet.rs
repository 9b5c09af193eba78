//! Verbs of meeting, receiving and talking.

use super::*;

/// `met (with) X`, `was met by X`, `X and Y met`.
pub(super) fn meet(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    if is_unreal(clause, at) {
        return None;
    }
    let turkish = clause.says(at, &["görüştü", "görüştüler", "buluştu"])
        || clause.says(at, &["geldi"]) && clause.says(at.wrapping_sub(1), &["araya"]);
    if clause.says(at, &["geldi"]) && !turkish {
        return None;
    }
    if clause.says(at, &["getroffen"]) || turkish {
        return verb_last(clause, at);
    }
    let (left, pronoun) = subject(clause, at);
    if let Some(event) = object_pronoun(
        clause,
        at,
        Side {
            mentions: left.mentions.clone(),
            ..Side::default()
        },
    ) {
        return Some(event);
    }
    let passive = is_passive(clause, at) && !clause.at(at)?.says("meeting");
    let from = if passive {
        by(clause, at + 1, 8)?
    } else {
        // `se reunió en Quito con X`, `traf sich am Montag mit X`
        at + 1
    };
    let mut right = clause.right(from);
    if right.is_empty()
        && let Some(with) = with(clause, at + 1, 14)
    {
        right = clause.right(with);
    }
    // `hat … getroffen`: the people stand before the verb.
    if right.is_empty()
        && left.mentions.len() < 2
        && let Some(with) = clause
            .sentence
            .words
            .clone()
            .rev()
            .filter(|here| *here < at)
            .find(|here| clause.says(*here, &["mit", "ile"]))
    {
        let back = if clause.says(with, &["ile"]) {
            Side::default()
        } else {
            clause.right(with + 1)
        };
        if !back.is_empty() && !left.mentions.is_empty() {
            right = Side { end: at + 1, ..back };
        }
    }
    let mut event = build(clause, at, left, right, Sort::Meeting);
    event.left.retain(|nth| !event.right.contains(nth));
    event.pronoun = pronoun;
    complete(clause, event)
}

/// `hat am Montag die Botschafterin, Ana Sousa, empfangen`: the verb ends the clause, and both stand before it.
pub(super) fn verb_last(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let before: Vec<usize> = (0..clause.sentence.mentions.len())
        .filter(|nth| {
            clause
                .mention(*nth)
                .is_some_and(|named| named.who.is_some() && named.mention.core.end <= at)
        })
        .collect();
    let (host, guests) = before.split_first()?;
    let left = Side {
        mentions: vec![*host],
        end: at,
        ..Side::default()
    };
    let right = Side {
        mentions: guests.to_vec(),
        end: at + 1,
        ..Side::default()
    };
    (!guests.is_empty()).then(|| build(clause, at, left, right, Sort::Meeting))
}

/// `played host to X`
fn is_playing_host(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    clause.says(at, &["host"])
        && clause.says(at.wrapping_sub(1), &["played", "plays", "playing"])
        && next(clause, at + 1, 8, &["to"]).is_some()
}

/// `X rang him`: the other is who was told of before, in this sentence or the last.
pub(super) fn object_pronoun(clause: &Clause<'_, '_, '_>, at: usize, left: Side) -> Option<Event> {
    if !clause.says(at + 1, &["him", "her"]) || left.mentions.is_empty() || is_passive(clause, at) {
        return None;
    }
    // `met her counterpart`
    let owner = clause.says(at + 1, &["her"])
        && clause.at(at + 1).is_some_and(|token| token.gap.is_plain())
        && clause
            .at(at + 2)
            .is_some_and(|next| !next.class.is(Class::FUNC | Class::DAY));
    if owner {
        return None;
    }
    let who = |nth: usize| clause.mention(nth).and_then(|named| named.who);
    let first = left.mentions.first().copied()?;
    let start = clause.mention(first)?.mention.whole.start;
    let before = clause.subject().filter(|nth| {
        !left.mentions.contains(nth)
            && who(*nth) != who(first)
            && clause
                .mention(*nth)
                .is_some_and(|named| named.mention.whole.end <= start)
    });
    let right = Side {
        end: at + 2,
        ..Side::default()
    };
    let mut event = build(clause, at, right.clone(), Side { end: at + 2, ..left }, Sort::Meeting);
    match before {
        Some(nth) => event.left = vec![nth],
        None => event.pronoun = Pronoun::One,
    }
    Some(event)
}

/// `received X`, `was received by X`.
pub(super) fn receive(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    if is_unreal(clause, at) {
        return None;
    }
    let token = clause.at(at)?;
    // `the visiting general`, `the host country`
    if token.is_one_of(&["visiting", "host", "hosts", "visit", "visits", "welcome"])
        && !clause.parsed.passage.loose
        && !clause.parsed.passage.headline
        && !clause.parsed.passage.caption
    {
        let verb = token.is_one_of(&["hosts", "visits"]);
        let played = is_playing_host(clause, at);
        if !verb && !played {
            return None;
        }
    }
    if is_post(clause, at) {
        return None;
    }
    let (left, pronoun) = subject(clause, at);
    // `accepted the credentials of X`, `received letters of credence from X`
    let papers = (at + 1..at + 5).find(|here| clause.says(*here, &["credentials", "credence"]));
    if let Some(papers) = papers {
        let right = clause.right(next(clause, papers + 1, 4, &["of", "from"])?);
        let mut event = build(clause, at, left, right, Sort::Meeting);
        event.pronoun = pronoun;
        return (!event.right.is_empty()).then(|| complete(clause, event)).flatten();
    }
    if token.is_one_of(&["accepted", "accepts"]) {
        return None;
    }
    // `took leave of X`
    let leave = clause.says(at + 1, &["leave"]) && clause.says(at + 2, &["of"]);
    if token.is_one_of(&["took", "takes"]) {
        let mut event = build(clause, at, left, clause.right(at + 3), Sort::Meeting);
        event.pronoun = pronoun;
        return (leave && !event.right.is_empty())
            .then(|| complete(clause, event))
            .flatten();
    }
    // `bid farewell at the palace to X`
    if token.is_one_of(&["bid", "bids", "bade"]) {
        let farewell = clause.any(at + 1..at + 4, &["farewell", "goodbye", "adieu"]);
        let right = clause.right(next(clause, at + 1, 12, &["to"]).filter(|_| farewell)?);
        let mut event = build(clause, at, left, right, Sort::Meeting);
        event.pronoun = pronoun;
        return (!event.right.is_empty()).then(|| complete(clause, event)).flatten();
    }
    let passive = is_passive(clause, at);
    let accepted = token.says("etti") && clause.says(at.wrapping_sub(1), &["kabul"]);
    if token.says("etti") && !accepted {
        return None;
    }
    if token.is_one_of(&["empfangen", "getroffen", "begrüßt"]) || accepted {
        return verb_last(clause, at);
    }
    let right = if passive {
        clause.right(by(clause, at + 1, 12)?)
    } else {
        let guest = is_playing_host(clause, at).then(|| next(clause, at + 1, 8, &["to"]));
        clause.right(guest.flatten().unwrap_or(at + 1))
    };
    // `told X when he received her`
    if !passive && clause.says(at + 1, &["him", "her", "them"]) && right.mentions.is_empty() {
        let [host, guest] = clause.last_two(at)?;
        // `X and Y were in Porto, where Z hosted them`
        let all = clause.left(at);
        let first = clause.subject().filter(|_| clause.says(at + 1, &["them"]));
        if let (Some(first), [only]) = (first, all.mentions.as_slice()) {
            let mut guests = Side::default();
            clause.list(first, &mut guests);
            guests.end = at + 2;
            if guests.mentions.len() > 1 && !guests.mentions.contains(only) {
                return Some(build(clause, at, all, guests, Sort::Meeting));
            }
        }
        let side = |nth| Side {
            mentions: vec![nth],
            end: at + 2,
            ..Side::default()
        };
        return Some(build(clause, at, side(host), side(guest), Sort::Meeting));
    }
    // One welcomes news, and visits places; only a guest makes it a meeting.
    let visit = token.is_one_of(&["visited", "visits", "visiting", "welcomed", "welcomes", "welcome"]);
    if right.mentions.is_empty() && (visit || !right.unnamed) {
        return None;
    }
    let mut event = build(clause, at, left, right, Sort::Meeting);
    event.left.retain(|nth| !event.right.contains(nth));
    event.pronoun = pronoun;
    complete(clause, event)
}

/// `received a letter from X`, `exchanged messages with X`: who writes is elsewhere.
fn is_post(clause: &Clause<'_, '_, '_>, at: usize) -> bool {
    (at + 1..(at + 6).min(clause.sentence.words.end))
        .take_while(|here| {
            clause
                .at(*here)
                .is_some_and(|token| token.shape == Shape::Lower && token.gap.is_plain())
        })
        .any(|here| {
            clause.says(
                here,
                &[
                    "letter",
                    "letters",
                    "message",
                    "messages",
                    "telegram",
                    "telegrams",
                    "cable",
                    "cables",
                    "invitation",
                    "greetings",
                    "condolences",
                    "congratulations",
                    "notes",
                ],
            ) && clause.says(here + 1, &["from", "of", "with", "on", "to"])
        })
}

/// `discussed … with X`, `spoke with X`, `sat down with X`, `X and Y discussed …`.
pub(super) fn discuss(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let token = clause.at(at)?;
    if is_unreal(clause, at) || token.is_capital() && !(clause.parsed.passage.loose || clause.parsed.passage.headline) {
        return None;
    }
    // `a session of talks`
    if token.says("talks") && clause.says(at.wrapping_sub(1), &["of"]) {
        return None;
    }
    if token.says("exchanged") && is_post(clause, at) {
        return None;
    }
    let (left, pronoun) = subject(clause, at);
    let called = token.is_one_of(&["called", "calls", "calling", "call"]);
    // `called for X to return`
    if called && clause.says(at + 1, &["for"]) {
        return None;
    }
    if called && !clause.says(at + 1, &["on"]) {
        // `called X to congratulate him`, `called X on Monday`
        let right = clause.right(at + 1);
        let behind = clause.says(right.end, &["to", "late", "after", "following", "today", "yesterday"])
            || clause.class(right.end).is(Class::DAY)
            || clause.says(right.end, &["on"]) && clause.class(right.end + 1).is(Class::DAY | Class::MONTH)
            || clause.before(right.end).is_some_and(|last| last.gap.has(Gap::STOP));
        let quick = right
            .mentions
            .first()
            .and_then(|nth| clause.mention(*nth))
            .is_some_and(|named| named.mention.whole.start <= at + 2);
        if right.mentions.is_empty()
            || !behind
            || !quick
            || clause.any(right.end..right.end + 2, &["resign", "a", "an"])
        {
            return None;
        }
        let mut event = build(clause, at, left, right, Sort::Meeting);
        event.call = true;
        event.pronoun = pronoun;
        return complete(clause, event);
    }
    if called {
        // `called on X` is a visit, `called on X to resign` is none.
        if !clause.says(at + 1, &["on"]) {
            return None;
        }
        let right = clause.right(at + 2);
        if right.mentions.is_empty() || clause.says(right.end, &["to", "for"]) {
            return None;
        }
        let mut event = build(clause, at, left, right, Sort::Meeting);
        event.call = false;
        event.pronoun = pronoun;
        return complete(clause, event);
    }
    let phoned = token.is_one_of(&["phoned", "telephoned", "rang"]);
    if phoned
        && let Some(mut event) = object_pronoun(
            clause,
            at,
            Side {
                mentions: left.mentions.clone(),
                ..Side::default()
            },
        )
    {
        event.call = true;
        return Some(event);
    }
    if token.is_one_of(&["sat", "sits", "sitting"])
        && !clause.says(
            at + 1,
            &["down", "with", "across", "together", "opposite", "beside", "face"],
        )
        // `sat under the tree with X`
        && !(clause.says(at + 1, &["under", "around", "round", "at", "by"]) && with(clause, at + 2, 8).is_some())
    {
        return None;
    }
    let speaks = token.is_one_of(&[
        "spoke", "speaks", "talked", "talks", "speaking", "talking", "spoken", "speak",
    ]);
    let reviewed = token.is_one_of(&[
        "reviewed",
        "reviews",
        "explored",
        "agreed",
        "agrees",
        "addressed",
        "touched",
        "negotiated",
        "gathered",
        "assembled",
        "deliberated",
    ]);
    let right = if phoned {
        Some(clause.right(at + 1))
    } else {
        let reach = if speaks { 9 } else { 30 };
        let with = with(clause, at + 1, reach);
        let to = speaks.then(|| next(clause, at + 1, 6, &["to"])).flatten();
        // `sat across the table from X`, `sat opposite X`
        let facing = clause
            .says(at + 1, &["across", "opposite", "beside"])
            .then(|| next(clause, at + 2, 4, &["from"]).unwrap_or(at + 2));
        with.or(to).or(facing).map(|from| clause.right(from))
    };
    let right = right.unwrap_or(Side {
        end: at + 1,
        ..Side::default()
    });
    let mut event = build(clause, at, left, right, Sort::Meeting);
    event.call |= phoned;
    event.left.retain(|nth| !event.right.contains(nth));
    event.pronoun = pronoun;
    let joint = event.left.len() >= 2;
    if event.right.is_empty()
        && !joint
        && event.pronoun != Pronoun::All
        && !(event.unnamed && !event.left.is_empty() && !speaks)
    {
        return None;
    }
    let all = event.pronoun == Pronoun::All;
    if reviewed && !joint && !all || speaks && event.right.is_empty() && !joint && !all {
        return None;
    }
    complete(clause, event)
}
