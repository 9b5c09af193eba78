//! Others who were there.

use super::gathered::{ATTENDED, brought_together, in_company, inverted};
use super::*;

/// `attended by X`, `also present were X and Y`, `X sat in`, `accompanied by X`.
pub(super) fn presence(clause: &Clause<'_, '_, '_>, at: usize) -> Option<Event> {
    let token = clause.at(at)?;
    if is_unreal(clause, at) {
        return None;
    }
    let by_next = (at + 1..at + 7)
        .find(|here| {
            // `joined from Porto by X`
            let from = clause.says(here.wrapping_sub(1), &["from", "in", "via", "over"]);
            clause.says(*here, &["by"])
                || clause
                    .at(*here)
                    .is_none_or(|token| token.shape != Shape::Lower && !from || !token.gap.is_plain())
        })
        .is_some_and(|here| clause.says(here, &["by"]));
    if let Some(event) = in_company(clause, at, by_next) {
        return Some(event);
    }
    if by_next && token.is_one_of(&ATTENDED) || token.is_one_of(&["had", "has"]) {
        return None;
    }
    if token.is_one_of(&["were", "was"]) {
        let there = (at + 1..at + 6).any(|here| {
            clause.says(here, &["table", "room", "side", "line"])
                && clause.says(here - 1, &["the"])
                && clause.says(here - 2, &["at", "in", "on", "by"])
                || clause.says(here, &["hand"]) && clause.says(here - 1, &["on"])
                || clause.class(here).is(Class::TALK)
                    && clause.says(here - 1, &["the", "this", "that", "both"])
                    && clause.says(here - 2, &["at", "in"])
        }) && !clause.any(at + 1..at + 4, &["not", "never", "absent"]);
        let left = clause.left(at);
        if there && !left.mentions.is_empty() {
            return Some(build(clause, at, left, Side::default(), Sort::Presence));
        }
        return inverted(clause, at);
    }
    // `Around the table sat X, Y and Z`
    if token.is_one_of(&["sat", "sits"])
        && let Some(event) = inverted(clause, at)
    {
        return Some(event);
    }
    if let Some(event) = brought_together(clause, at) {
        return Some(event);
    }
    if token.says("came") && clause.says(at + 1, &["with"]) {
        let right = clause.right(at + 2);
        return (!right.mentions.is_empty()).then(|| build(clause, at, Side::default(), right, Sort::Presence));
    }
    if token.is_one_of(&["assistait", "assistaient", "assiste", "assistent"]) {
        let (left, right) = (clause.left(at), clause.right(at + 1));
        return (!left.mentions.is_empty() || !right.mentions.is_empty())
            .then(|| build(clause, at, left, right, Sort::Presence));
    }
    if token.says("occasion") && clause.says(at.wrapping_sub(2), &["on"]) {
        // `Ambassador X said on the occasion that …`
        let left = clause.left(at);
        return (!left.mentions.is_empty()).then(|| build(clause, at, left, Side::default(), Sort::Presence));
    }
    if token.says("attendance") && clause.any(at.saturating_sub(4)..at, &["had"]) {
        let right = clause.right(at + 1);
        return (!right.mentions.is_empty()).then(|| build(clause, at, Side::default(), right, Sort::Presence));
    }
    if token.says("assisted") && clause.says(at + 1, &["at"]) {
        let left = clause.left(at);
        return (!left.mentions.is_empty()).then(|| build(clause, at, left, Side::default(), Sort::Presence));
    }
    if token.says("see") {
        // `went to see X`, `had been to see X`
        let went = clause.says(at.wrapping_sub(1), &["to"])
            && clause.any(at.saturating_sub(4)..at, &["been", "went", "came", "gone"]);
        let (left, pronoun) = subject(clause, at);
        let right = clause.right(at + 1);
        if !went || right.mentions.is_empty() {
            return None;
        }
        let mut event = build(clause, at, left, right, Sort::Meeting);
        event.pronoun = pronoun;
        return complete(clause, event);
    }
    if token.says("questions") {
        let took = clause.says(at.wrapping_sub(1), &["took", "answered", "taking"]) && clause.says(at + 1, &["from"]);
        let right = clause.right(at + 2);
        let event = build(clause, at, clause.left(at), right, Sort::Talking);
        return (took && !event.left.is_empty() && !event.right.is_empty()).then_some(event);
    }
    if token.is_one_of(&["represented", "represents"]) {
        let side = clause.any(
            at + 1..at + 6,
            &[
                "side",
                "forces",
                "ministry",
                "government",
                "delegation",
                "embassy",
                "party",
                "union",
                "army",
                "city",
                "university",
            ],
        );
        let left = clause.left(at);
        return (side && !left.mentions.is_empty()).then(|| build(clause, at, left, Side::default(), Sort::Presence));
    }
    // `the committee, chaired by X, is to decide`
    let body = clause.before(at).is_some_and(|before| {
        before.is_one_of(&[
            "committee",
            "commission",
            "board",
            "panel",
            "council",
            "group",
            "body",
            "authority",
        ])
    });
    if token.is_one_of(&["chaired", "moderated", "facilitated", "co-chaired", "mediated"]) && by_next && !body {
        let right = clause.right(by(clause, at + 1, 7)?);
        return (!right.mentions.is_empty()).then(|| build(clause, at, Side::default(), right, Sort::Presence));
    }
    if token.is_one_of(&["chaired", "moderated", "facilitated", "co-chaired", "mediated"]) && token.gap.has(Gap::STOP) {
        let left = clause.left(at);
        return (!left.mentions.is_empty()).then(|| build(clause, at, left, Side::default(), Sort::Presence));
    }
    if token.is_one_of(&["headed", "led"]) {
        // `The delegation, led by X`; `X led the delegation`
        if by_next {
            let right = clause.right(by(clause, at + 1, 7)?);
            if clause.any(right.end..right.end + 4, &["would", "will", "is", "are", "was", "were"])
                && !clause.any(
                    right.end..right.end + 4,
                    &["received", "welcomed", "met", "in", "present"],
                )
            {
                return None;
            }
            let guests = clause.any(
                at.saturating_sub(8).max(clause.sentence.words.start)..at,
                &[
                    "delegation",
                    "delegations",
                    "team",
                    "group",
                    "mission",
                    "guests",
                    "visitors",
                ],
            );
            return (guests && !right.mentions.is_empty())
                .then(|| build(clause, at, Side::default(), right, Sort::Presence));
        }
        let side = clause.says(at + 2, &["side", "delegation", "team"])
            || clause.says(at + 3, &["side", "delegation", "team"]);
        let left = clause.left(at);
        return (side && !left.mentions.is_empty()).then(|| build(clause, at, left, Side::default(), Sort::Presence));
    }
    if token.is_one_of(&[
        "included",
        "includes",
        "including",
        "comprised",
        "comprises",
        "comprising",
        "featured",
    ]) {
        let about = clause.any(
            clause.sentence.words.start..at,
            &[
                "meeting",
                "talks",
                "delegation",
                "participants",
                "attendees",
                "guests",
                "present",
                "session",
                "team",
                "group",
                "party",
                "discussion",
                "discussions",
                "side",
                "delegations",
                "roundtable",
                "officials",
            ],
        );
        let right = clause.right(at + 1);
        return (about && !right.mentions.is_empty())
            .then(|| build(clause, at, Side::default(), right, Sort::Presence));
    }
    if token.is_one_of(&["present", "attendance", "attending", "participants", "attendees"])
        && token.gap.has(Gap::COLON)
    {
        // `Also attending: X, Y`
        let right = clause.right(at + 1);
        return (!right.mentions.is_empty()).then(|| build(clause, at, Side::default(), right, Sort::Presence));
    }
    if token.says("present") || token.says("attendance") || token.says("attending") {
        // `Also present were X`; `X was present`; `in attendance were X`
        let behind = (at + 1..at + 5).find(|here| clause.says(*here, &["were", "was", "are", "included", "including"]));
        if let Some(behind) = behind {
            let right = clause.right(behind + 1);
            if !right.mentions.is_empty() {
                return Some(build(clause, at, Side::default(), right, Sort::Presence));
            }
        }
    }
    if token.says("together") && clause.says(at.wrapping_sub(1), &["brought", "brings", "bringing", "gathered"]) {
        let right = clause.right(at + 1);
        let mut event = build(clause, at, clause.left(at), right, Sort::Meeting);
        event.left.retain(|nth| !event.right.contains(nth));
        return (event.right.len() > 1).then_some(event);
    }
    if token.says("hands")
        && clause
            .before(at)
            .is_some_and(|before| before.is_one_of(&["shook", "shakes", "shaking", "shake"]))
    {
        let (left, pronoun) = subject(clause, at);
        let right = with(clause, at + 1, 3)
            .map(|from| clause.right(from))
            .unwrap_or_default();
        let mut event = build(clause, at, left, right, Sort::Meeting);
        event.pronoun = pronoun;
        return complete(clause, event);
    }
    if token.is_one_of(&["signed", "sign", "signs"]) {
        let paper = (at + 1..at + 7).find(|here| {
            clause.says(
                *here,
                &[
                    "agreement",
                    "memorandum",
                    "accord",
                    "deal",
                    "treaty",
                    "protocol",
                    "declaration",
                    "mou",
                    "contract",
                    "letter",
                    "convention",
                    "statement",
                    "pact",
                ],
            )
        })?;
        let (left, pronoun) = subject(clause, at);
        let right = with(clause, paper + 1, 20)
            .map(|from| clause.right(from))
            .unwrap_or_default();
        let mut event = build(clause, at, left, right, Sort::Meeting);
        event.left.retain(|nth| !event.right.contains(nth));
        event.unnamed = false;
        event.pronoun = pronoun;
        return (event.left.len() + event.right.len() + usize::from(event.pronoun == Pronoun::One) >= 2)
            .then_some(event);
    }
    if token.is_one_of(&["joined", "joins"]) && !by_next {
        // `X joined Y for talks`
        let (left, _) = subject(clause, at);
        let right = clause.right(at + 1);
        let direct = right
            .mentions
            .first()
            .and_then(|nth| clause.mention(*nth))
            .is_some_and(|named| named.mention.whole.start <= at + 2);
        if direct && !left.mentions.is_empty() {
            return Some(build(clause, at, left, right, Sort::Meeting));
        }
    }
    if (token.says("presence") || token.says("participation") || token.says("company")) && clause.says(at + 1, &["of"])
    {
        let right = clause.right(at + 2);
        return (!right.mentions.is_empty()).then(|| build(clause, at, Side::default(), right, Sort::Presence));
    }
    let part = token.says("part")
        && clause
            .before(at)
            .is_some_and(|before| before.is_one_of(&["took", "takes", "taking", "pris", "prend"]));
    let there = token.is_one_of(&["present", "attendance"])
        || token.says("attended")
            && (clause.says(at + 1, &["along", "together", "alongside"])
                || clause.any(clause.sentence.words.start..at, &["which"]))
        || token.says("bulundu") && clause.says(at.wrapping_sub(1), &["hazır"])
        || part
            && (!token.gap.is_plain()
                || (at + 1..at + 8).any(|here| clause.class(here).is(Class::TALK) || clause.says(here, &["event"])))
        || token.is_one_of(&["sat", "sits"]) && clause.says(at + 1, &["between", "beside", "alongside"])
        || token.says("there")
            && clause
                .before(at)
                .is_some_and(|before| before.is_one_of(&["was", "were"]))
            && (!token.gap.is_plain() || clause.says(at + 1, &["as", "too", "also"]))
        || token.is_one_of(&["accompanied", "accompanies", "accompanying", "joined"])
            && (at + 1..at + 4).any(|here| {
                clause.says(here, &["him", "her", "them", "two", "both"])
                    || clause.class(here).is(Class::OFFICE) && clause.any(at + 1..here, &["the"])
            })
        || token.is_one_of(&["sat", "sits", "sitting", "listened", "looked"]) && clause.says(at + 1, &["in", "on"])
        || token.says("kept")
            && (clause.says(at + 1, &["notes"])
                || clause.says(at + 1, &["the"]) && clause.says(at + 2, &["minutes", "record"]))
        || token.says("walked")
            && clause.says(at + 1, &["in"])
            && (clause.says(at + 2, &["halfway", "midway", "later"]))
        || token.is_one_of(&[
            "participó",
            "participaron",
            "participou",
            "participaram",
            "participa",
            "asistió",
            "asistieron",
            "assistiu",
            "partecipato",
            "teilgenommen",
            "presente",
            "presentes",
            "présent",
            "présents",
            "anwesend",
        ])
        || token.is_one_of(&["attended", "attends", "joined", "joins", "participated", "participates"])
            && (clause.any(
                at + 1..at + 7,
                &[
                    "meeting",
                    "talks",
                    "session",
                    "call",
                    "discussion",
                    "discussions",
                    "conversation",
                    "audience",
                    "lunch",
                    "dinner",
                    "breakfast",
                    "roundtable",
                    "them",
                    "meetings",
                    "encounter",
                    "reception",
                    "it",
                ],
            ) || clause
                .at(at)
                .is_some_and(|token| !token.gap.is_plain() || token.says("joined"))
                && !clause.any(at + 1..at + 5, &["university", "school", "college"]));
    if !there {
        return None;
    }
    let (left, pronoun) = subject(clause, at);
    if left.mentions.is_empty() {
        // `También participó del encuentro la ministra, Ana Sousa`
        let noun = (at + 1..at + 6).find(|here| clause.class(*here).is(Class::TALK));
        let right = clause.right(noun.unwrap_or(at) + 1);
        let romance = token.is_one_of(&[
            "participó",
            "participaron",
            "participou",
            "participaram",
            "asistió",
            "asistieron",
            "presente",
            "presentes",
            "présent",
            "présents",
        ]);
        let behind = clause.says(at + 1, &["along", "together", "alongside"]) || noun.is_some() || romance;
        return (behind && !right.mentions.is_empty() && !clause.parsed.passage.loose)
            .then(|| build(clause, at, Side::default(), right, Sort::Presence));
    }
    let right = if clause.says(at + 1, &["along", "together", "alongside"]) {
        clause.right(at + 1)
    } else {
        Side::default()
    };
    let mut event = build(clause, at, left, right, Sort::Presence);
    event.pronoun = pronoun;
    (!event.left.is_empty() && pronoun == Pronoun::None).then_some(event)
}
